#pragma once
// Performs the entries of a batch or a transaction, and makes the answer of each entry.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/batch_answer.hpp"
#include "fhirops/http/batch_entries.hpp"
#include "fhirops/http/batch_options.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/http_date.hpp"
#include "fhirops/http/indented.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/prefer.hpp"
#include "fhirops/http/status.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/resource/binary.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/operation_outcome.hpp"
#include "fhirops/resource/outcome.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource_view.hpp"

namespace fhirops::http::detail {

// The service and the host's functions, with their types erased.
struct batch_host {
  const void* service;
  response (*call)(const void*, const request&, const user&, host_value);
  const void* transactions;
  issues (*begin)(const void*, const user&, host_value);
  issues (*commit)(const void*, const user&, host_value);
  void (*roll_back)(const void*, const user&, host_value);
};

// Rolls back, however the scope is left, unless the transaction was committed.
class open_transaction {
 public:
  open_transaction(const batch_host& host, const user& who, host_value value) : host_(&host), who_(&who), value_(value) {}
  open_transaction(const open_transaction&) = delete;
  open_transaction& operator=(const open_transaction&) = delete;
  ~open_transaction() {
    if (open_) host_->roll_back(host_->transactions, *who_, value_);
  }
  [[nodiscard]] issues begin() {
    issues found = host_->begin(host_->transactions, *who_, value_);
    open_ = !found.has_errors();
    return found;
  }
  [[nodiscard]] issues commit() {
    issues found = host_->commit(host_->transactions, *who_, value_);
    open_ = found.has_errors();
    return found;
  }

 private:
  const batch_host* host_;
  const user* who_;
  host_value value_;
  bool open_ = false;
};

class batch_run {
 public:
  batch_run(const exchange& with, const batch_host& host, const batch_options& limits, const request& asked, const user& who,
            host_value value)
      : with_(&with), host_(&host), limits_(&limits), asked_(&asked), who_(&who), value_(value) {
    constexpr std::string_view own[] = {"Accept", "Accept-Charset", "Accept-Encoding", "Connection",
                                        "Expect", "Range",          "Trailer",         "Transfer-Encoding"};
    const auto is_own = [&](std::string_view name) {
      return same_name(name.substr(0, 8), "Content-") || same_name(name.substr(0, 3), "If-") ||
             std::any_of(std::begin(own), std::end(own), [name](std::string_view other) { return same_name(other, name); });
    };
    for (const header& each : asked.headers)
      if (!is_own(each.name)) headers_.push_back(each);
    headers_.push_back({"Accept", "application/fhir+json"});
  }

  response batch(const std::vector<std::string_view>& entries) {
    std::vector<entry_answer> answers;
    answers.reserve(entries.size());
    std::size_t kept = 0;
    for (const std::string_view each : entries) {
      answers.push_back(answer(each, kept));
      kept += answers.back().size;
    }
    return content("batch-response", answers_made(std::move(answers)));
  }

  response transaction(const std::vector<std::string_view>& entries) {
    std::vector<entry_request> requests(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (issues wrong = read_entry(*with_, entries[i], requests[i]); !wrong.empty()) {
        const int status = with_->refuse_reading(400, wrong).status;
        return undone(status, std::move(wrong), i);
      }
    answer_at_once();
    open_transaction open(*host_, *who_, value_);
    if (const issues found = open.begin(); found.has_errors()) return with_->refuse(status_of(found), found);
    std::vector<entry_answer> answers(entries.size());
    std::size_t kept = 0;
    // R4's order: deletions, then creations and operations, then updates, then reads.
    for (const std::string_view methods : {"DELETE", "POST", "PUT PATCH", "GET HEAD"}) {
      for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!has_word(methods, requests[i].method)) continue;
        answers[i] = perform(std::move(requests[i]), kept, true);
        kept += answers[i].size;
        if (answers[i].status >= 400) return undone(answers[i].status, issues_of(answers[i]), i);
        if (answers[i].status == 202)
          return undone(422,
                        {fault_of(issue_type::not_supported,
                                  "this operation is answered later, when it is too late to undo the others: send it by itself")},
                        i);
      }
    }
    if (const issues found = open.commit(); found.has_errors()) return with_->refuse(status_of(found), found);
    return content("transaction-response", answers_made(std::move(answers)));
  }

  // The response with these answers.
  template <class Answers>
  [[nodiscard]] response content(std::string_view type, Answers answers) const {
    response out = with_->begin(200);
    batch_content<Answers> pieces(type, std::move(answers));
    with_->set_content(out, with_->asks().pretty ? body(indented(std::move(pieces))) : body(std::move(pieces)));
    return out;
  }
  // The answer of one entry; the answers before it take `kept` bytes.
  [[nodiscard]] entry_answer answer(std::string_view text, std::size_t kept) const {
    entry_request entry;
    if (asked_->stop.stops()) return late(false);
    if (kept > limits_->max_answers) return too_much(kept, false);
    if (issues wrong = read_entry(*with_, text, entry); !wrong.empty())
      return refused(with_->refuse_reading(400, std::move(wrong)));
    return perform(std::move(entry), kept, false);
  }
  // Turns a refusal into the answer of an entry.
  [[nodiscard]] entry_answer refused(response from) const { return done(std::move(from), {}, false); }
  // The answer of an entry without a resource, with these warnings.
  [[nodiscard]] entry_answer warned(issues found) const { return done(response{}, std::move(found), false); }

 private:
  // Whether a word is in a list of words that are separated by spaces.
  static bool has_word(std::string_view words, std::string_view word) noexcept {
    const std::size_t at = words.find(word);
    return at != std::string_view::npos && (at == 0 || words[at - 1] == ' ') &&
           (at + word.size() == words.size() || words[at + word.size()] == ' ');
  }

  static issues issues_of(const entry_answer& refused) {
    const auto entry_response = from_json<BundleEntryResponse<>>(refused.last, read_options{}.lenient());
    const auto* outcome = entry_response ? entry_response->outcome.get_if<OperationOutcome<>>() : nullptr;
    return outcome == nullptr ? issues() : from_outcome(*outcome);
  }
  // Leaves out `Prefer: respond-async`: what is performed later is not part of a transaction.
  void answer_at_once() {
    if (!prefers_async(headers_)) return;
    prefer_ = preferences_without(headers_, "respond-async");
    std::erase_if(headers_, [](const header& each) { return same_name(each.name, "Prefer"); });
    if (!prefer_.empty()) headers_.push_back({"Prefer", prefer_});
  }
  // The response to a transaction that was not performed because of a fault in one entry.
  response undone(int status, issues found, std::size_t index) const {
    if (!found.has_errors())
      found.push_back(fault_of(
          issue_type::processing,
          fhirops::detail::joined({"it was answered with ", fhirops::detail::digits(static_cast<std::size_t>(status))})));
    found = without_positions(std::move(found));
    for (issue& each : found) {
      each.text = fhirops::detail::joined(
          {"the transaction was not performed, for entry ", fhirops::detail::digits(index), ": ", each.text});
      each.expression = fhirops::detail::joined({"Bundle.entry[", fhirops::detail::digits(index), "]"});
    }
    return with_->refuse(status, std::move(found));
  }

  entry_answer perform(entry_request entry, std::size_t kept, bool whole) const {
    if (asked_->stop.stops()) return late(whole);
    if (kept > limits_->max_answers) return too_much(kept, whole);
    std::vector<header> headers = headers_;
    for (const response_header& each : entry.headers) headers.push_back({each.name, each.value});
    if (!entry.body.empty()) headers.push_back({"Content-Type", "application/fhir+json"});
    return done(
        host_->call(
            host_->service,
            {.method = entry.method, .target = entry.target, .headers = headers, .body = entry.body, .stop = asked_->stop}, *who_,
            value_),
        std::move(entry.warned), whole);
  }

  [[nodiscard]] entry_answer too_much(std::size_t kept, bool whole) const {
    return done(
        with_->refuse({413, fault_of(issue_type::too_costly,
                                     fhirops::detail::joined(
                                         {"the answers of the entries before this one have ", fhirops::detail::digits(kept),
                                          " bytes, but this server makes at most ", fhirops::detail::digits(limits_->max_answers),
                                          ": this entry was not performed, send it again"}))}),
        {}, whole);
  }
  [[nodiscard]] entry_answer late(bool whole) const {
    return done(with_->refuse({503, fault_of(issue_type::timeout,
                                             "the time for this batch is over: this entry was not performed, send it again")}),
                {}, whole);
  }

  // Turns a response into the answer of an entry.
  entry_answer done(response from, issues warned, bool whole) const {
    entry_answer out;
    out.status = from.status;
    BundleEntryResponse<> entry_response;
    entry_response.status = std::to_string(from.status);
    std::string type;
    for (const response_header& each : from.headers) {
      if (same_name(each.name, "Location") ||
          (same_name(each.name, "Content-Location") && std::string_view(entry_response.location).empty()))
        entry_response.location = each.value;
      else if (same_name(each.name, "ETag"))
        entry_response.etag = each.value;
      else if (same_name(each.name, "Content-Type"))
        type = each.value;
      else if (same_name(each.name, "Warning"))
        warned.push_back(
            {issue_severity::warning, issue_type::processing, first_quoted(each.value).value_or(std::string()), {}, {}});
      else if (const auto changed = same_name(each.name, "Last-Modified") ? parse_http_date(each.value) : std::nullopt)
        entry_response.lastModified = Instant<>(*changed);
    }
    const bool is_error = from.status >= 400;
    const auto named = parse_media_range(type);
    const bool in_json = named && names_json(*named);
    const bool streamed = !from.content.size().has_value();
    out.is_streamed = streamed && in_json && !whole && !is_error;
    if (out.is_streamed) {
      out.more = std::move(from.content);
    } else {
      out.first = from.content.rest();
      if (from.content.failed())
        return done(with_->refuse({500, fault_of(issue_type::exception,
                                                 "the answer of this entry failed before its end: send the entry again")}),
                    {}, whole);
      if (!out.first.empty() && !(in_json && can_be_in_entry(out.first))) out.first = as_binary(type, out.first);
      out.size = out.first.size();
    }
    std::string buffer;
    if (is_error &&
        fhirops::detail::string_text(fhirops::detail::find_member(out.first, "resourceType"), buffer) == "OperationOutcome") {
      entry_response.outcome = RawResource<>{"OperationOutcome", std::exchange(out.first, {})};
    } else if (!warned.empty()) {
      entry_response.outcome = to_outcome(warned);
    }
    out.last = to_json(entry_response);
    out.size += out.last.size();
    return out;
  }

  static bool can_be_in_entry(std::string_view json) {
    const fhirops::detail::json_measure found = fhirops::detail::measure_json(json);
    return found.is_resource && fhirops::detail::has_json_form(found, fhirops::detail::deepest_entry - 1);
  }
  // Wraps content that is not FHIR's JSON, or nests too deep for a Bundle, in a Binary.
  static std::string as_binary(std::string_view type, std::string_view bytes) {
    Binary<> binary;
    binary.contentType = type.empty() ? "application/octet-stream" : type;
    binary.data = Base64Binary<>::encode({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    return to_json(binary);
  }

  const exchange* with_;
  const batch_host* host_;
  const batch_options* limits_;
  const request* asked_;
  const user* who_;
  host_value value_;
  std::vector<header> headers_;
  std::string prefer_;  // of a transaction, to which they refer then
};

}  // namespace fhirops::http::detail
