#pragma once
// Several requests in one: `POST [base]` with a Bundle of type batch or transaction
// (https://hl7.org/fhir/R4/http.html#transaction).

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/batch_entries.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/http_date.hpp"
#include "fhirops/http/indented.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/resource/binary.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/outcome.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::http {

/// The limits of a batch, in addition to those of the service.
///
///     http::batch_service(service, http::batch_options{.max_entries = 20})
struct batch_options {
  /// The most entries that a Bundle may have; more is 413.
  std::size_t max_entries = 100;
  /// The most bytes that the answers of the entries may have together. Once they have more, the remaining entries are
  /// not performed, and answered with 413. Answers that are streamed are not kept in memory and not counted, except in
  /// a transaction.
  std::size_t max_answers = std::size_t{64} << 20U;
};

/// What a host supplies for transactions, each of which belongs to one request. All threads that call the service may
/// call these functions; the state of one request is in `host`.
///
///     struct database {
///       issues begin(const http::user& who, http::host_value host) const;      // errors: there is no transaction
///       issues commit(const http::user& who, http::host_value host) const;     // errors: nothing was changed
///       void roll_back(const http::user& who, http::host_value host) const noexcept;
///     };
template <class T>
concept Transactions = requires(const T& host_functions, const user& who, host_value host) {
  { host_functions.begin(who, host) } -> std::same_as<issues>;
  { host_functions.commit(who, host) } -> std::same_as<issues>;
  host_functions.roll_back(who, host);
};

/// The host has no transactions: a Bundle of type transaction is refused.
///
///     static_assert(!http::Transactions<http::no_transactions>);
struct no_transactions {};

namespace detail {

// The service and the host's functions, with their types erased.
struct batch_host {
  const void* service;
  response (*call)(const void*, const request&, const user&, host_value);
  const void* transactions;
  issues (*begin)(const void*, const user&, host_value);
  issues (*commit)(const void*, const user&, host_value);
  void (*roll_back)(const void*, const user&, host_value);
};

// Rolls back, however the scope ends, unless the transaction was committed.
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

// The answer of one entry: `{"resource":`, the first piece and all others, then `,"response":{...}}`.
struct entry_answer {
  int status = 0;
  std::string first{};
  // Streaming begins when it is this entry's turn to be sent, so that only one entry at a time keeps its source open,
  // such as a database cursor.
  bool is_streamed = false;
  body more{};
  std::string last{};
  std::size_t size = 0;
};

// The `response` of an entry whose answer failed before any of it was sent.
inline std::string failed_response() {
  BundleEntryResponse<> entry_response;
  entry_response.status = "500";
  entry_response.outcome = to_outcome({fault_of(issue_type::exception, "the answer of this entry failed when it began: send the entry again")});
  return to_json(entry_response);
}

// Makes the text of a batch-response, piece by piece.
class batch_content {
 public:
  batch_content(std::string_view type, std::vector<entry_answer> entries) : entries_(std::move(entries)) {
    out_ = fhirops::detail::joined({R"({"resourceType":"Bundle","type":")", type, entries_.empty() ? "\"}" : "\",\"entry\":["});
  }

  [[nodiscard]] std::string_view next() {
    if (!std::exchange(begun_, true)) return out_;
    if (failed_ || at_ == entries_.size()) return {};
    entry_answer& entry = entries_[at_];
    const bool begins = !std::exchange(inside_, true);
    if (begins && entry.is_streamed) {
      entry.first = entry.more.next();
      if (entry.more.failed()) {
        entry.first.clear();
        entry.last = failed_response();
      }
    }
    if (begins && !entry.first.empty()) {
      out_ = fhirops::detail::joined({at_ > 0 ? ",{\"resource\":" : "{\"resource\":", entry.first});
      return out_;
    }
    if (entry.is_streamed && !entry.first.empty()) {
      const std::string_view piece = entry.more.next();
      if (!piece.empty()) return piece;
      failed_ = entry.more.failed();
      if (failed_) return {};
    }
    out_ = fhirops::detail::joined({!entry.first.empty() ? "," : at_ > 0 ? ",{" : "{", "\"response\":", entry.last, "}"});
    inside_ = false;
    entry = {};  // releases the source of the entry
    if (++at_ == entries_.size()) out_ += "]}";
    return out_;
  }
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  std::vector<entry_answer> entries_;
  std::size_t at_ = 0;
  bool begun_ = false;
  bool inside_ = false;
  bool failed_ = false;
  std::string out_;
};

class batch_run {
 public:
  batch_run(const exchange& with, const batch_host& host, const batch_options& limits, const request& asked, const user& who, host_value value)
      : with_(&with), host_(&host), limits_(&limits), asked_(&asked), who_(&who), value_(value) {
    constexpr std::string_view own[] = {"Accept", "Accept-Charset", "Accept-Encoding", "Connection", "Content-Encoding", "Content-Length", "Content-Type",
                                        "If-Match", "If-Modified-Since", "If-None-Exist", "If-None-Match", "Transfer-Encoding"};
    for (const header& each : asked.headers)
      if (std::none_of(std::begin(own), std::end(own), [&each](std::string_view name) { return same_name(name, each.name); }))
        headers_.push_back(each);
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
    return content("batch-response", std::move(answers));
  }

  response transaction(const std::vector<std::string_view>& entries) {
    std::vector<entry_request> requests(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (issues wrong = read_entry(*with_, entries[i], requests[i]); !wrong.empty())
        return undone(with_->refuse_reading(400, wrong).status, std::move(wrong), i);
    open_transaction open(*host_, *who_, value_);
    if (const issues found = open.begin(); found.has_errors()) return with_->refuse(status_of(found), found);
    std::vector<entry_answer> answers(entries.size());
    std::size_t kept = 0;
    // The order of R4: deletions, then creations and operations, then updates, then reads.
    for (const std::string_view methods : {"DELETE", "POST", "PUT PATCH", "GET HEAD"}) {
      for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!has_word(methods, requests[i].method)) continue;
        answers[i] = perform(std::move(requests[i]), kept, true);
        kept += answers[i].size;
        if (answers[i].status >= 400) return undone(answers[i].status, issues_of(answers[i]), i);
      }
    }
    if (const issues found = open.commit(); found.has_errors()) return with_->refuse(status_of(found), found);
    return content("transaction-response", std::move(answers));
  }

 private:
  response content(std::string_view type, std::vector<entry_answer> answers) {
    response out = with_->begin(200);
    batch_content pieces(type, std::move(answers));
    with_->set_content(out, with_->asks().pretty ? body(indented(std::move(pieces))) : body(std::move(pieces)));
    return out;
  }

  // Whether a word is one of several that are separated by spaces.
  static bool has_word(std::string_view words, std::string_view word) noexcept {
    const std::size_t at = words.find(word);
    return at != std::string_view::npos && (at == 0 || words[at - 1] == ' ') && (at + word.size() == words.size() || words[at + word.size()] == ' ');
  }

  static issues issues_of(const entry_answer& refused) {
    const auto entry_response = from_json<BundleEntryResponse<>>(refused.last, read_options{}.lenient());
    const auto* outcome = entry_response ? entry_response->outcome.get_if<OperationOutcome<>>() : nullptr;
    return outcome == nullptr ? issues() : from_outcome(*outcome);
  }
  // The answer to a transaction that was not performed because one entry was at fault.
  response undone(int status, issues found, std::size_t index) const {
    if (!found.has_errors())
      found.push_back(fault_of(issue_type::processing, fhirops::detail::joined({"it was answered with ", fhirops::detail::digits(static_cast<std::size_t>(status))})));
    found = without_positions(std::move(found));
    for (issue& each : found) {
      each.text = fhirops::detail::joined({"the transaction was not performed, for entry ", fhirops::detail::digits(index), ": ", each.text});
      each.expression = fhirops::detail::joined({"Bundle.entry[", fhirops::detail::digits(index), "]"});
    }
    return with_->refuse(status, std::move(found));
  }

  entry_answer answer(std::string_view text, std::size_t kept) const {
    entry_request entry;
    if (asked_->stop.stops()) return late(false);
    if (issues wrong = read_entry(*with_, text, entry); !wrong.empty()) return done(with_->refuse_reading(400, std::move(wrong)), {}, false);
    return perform(std::move(entry), kept, false);
  }
  entry_answer perform(entry_request entry, std::size_t kept, bool whole) const {
    if (asked_->stop.stops()) return late(whole);
    if (kept > limits_->max_answers)
      return done(with_->refuse({413, fault_of(issue_type::too_costly,
                                               fhirops::detail::joined({"the answers of the entries before this one have ", fhirops::detail::digits(kept),
                                                                        " bytes, but this server makes at most ", fhirops::detail::digits(limits_->max_answers),
                                                                        ": this entry was not performed, send it again"}))}),
                  {}, whole);
    std::vector<header> headers = headers_;
    for (const response_header& each : entry.headers) headers.push_back({each.name, each.value});
    if (!entry.body.empty()) headers.push_back({"Content-Type", "application/fhir+json"});
    return done(host_->call(host_->service, {.method = entry.method, .target = entry.target, .headers = headers, .body = entry.body, .stop = asked_->stop}, *who_, value_),
                std::move(entry.warned), whole);
  }

  [[nodiscard]] entry_answer late(bool whole) const {
    return done(with_->refuse({503, fault_of(issue_type::timeout, "the time for this batch is over: this entry was not performed, send it again")}), {}, whole);
  }

  // Makes a response the answer of an entry.
  entry_answer done(response from, issues warned, bool whole) const {
    entry_answer out;
    out.status = from.status;
    BundleEntryResponse<> entry_response;
    entry_response.status = std::to_string(from.status);
    std::string type;
    for (const response_header& each : from.headers) {
      if (same_name(each.name, "Location") || (same_name(each.name, "Content-Location") && std::string_view(entry_response.location).empty()))
        entry_response.location = each.value;
      else if (same_name(each.name, "ETag"))
        entry_response.etag = each.value;
      else if (same_name(each.name, "Content-Type"))
        type = each.value;
      else if (same_name(each.name, "Warning"))
        warned.push_back({issue_severity::warning, issue_type::processing, first_quoted(each.value).value_or(std::string()), {}, {}});
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
      if (from.content.failed()) return done(with_->refuse({500, fault_of(issue_type::exception, "the answer of this entry failed before its end: send the entry again")}), {}, whole);
      if (!out.first.empty() && (!in_json || !fhirops::detail::measure_json(out.first).is_resource)) out.first = as_binary(type, out.first);
      out.size = out.first.size();
    }
    if (is_error && in_json) {
      entry_response.outcome = RawResource<>{"OperationOutcome", std::exchange(out.first, {})};
    } else if (!warned.empty()) {
      entry_response.outcome = to_outcome(warned);
    }
    out.last = to_json(entry_response);
    out.size += out.last.size();
    return out;
  }

  // Content other than FHIR's JSON, as a Binary in it.
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
};

// Whether a request is `POST [base]`.
inline bool is_batch(const request& asked) noexcept {
  const std::string_view path = asked.target.substr(0, asked.target.find('?'));
  return asked.method == "POST" && (path.empty() || path == "/");
}

inline response run_batch(const options& server, const batch_host& host, const batch_options& limits, request asked, const user& who, host_value value) {
  std::string target;
  if (!asked.target.starts_with('/')) asked.target = (target = "/") += asked.target;
  exchange with(server, asked);
  if (with.wrong()) return with.refuse(*with.wrong());
  if (who.id.empty() && !server.anonymous)
    return with.refuse({401, fault_of(issue_type::login, "a batch is for authenticated users: send an Authorization header")});
  if (!with.takes_json()) return with.not_acceptable();
  if (auto wrong = with.wrong_content()) return with.refuse(*std::move(wrong));
  for (const std::string& name : with.asks().others) {
    issue found = fault_at(name, exchange::quoted(name) + " is not a known parameter: remove it", issue_type::not_supported);
    if (with.reading().is_strict()) return with.refuse({400, std::move(found)});
    found.severity = issue_severity::warning;
    with.warn({std::move(found)});
  }
  if (asked.body.empty()) return with.refuse({400, fault_of(issue_type::required, "the body is missing: POST [base] takes a Bundle of type batch or transaction")});
  batch_request bundle;
  if (auto refused = read_batch(with, limits.max_entries, bundle)) return *std::move(refused);
  batch_run run(with, host, limits, asked, who, value);
  if (!bundle.is_transaction) return run.batch(bundle.entries);
  if (host.begin == nullptr)
    return with.refuse({422, fault_of(issue_type::not_supported,
                                      "this server has no transactions, in which all entries are performed or none: send a Bundle of type batch, in which each "
                                      "entry may succeed or fail alone")});
  return run.transaction(bundle.entries);
}

}  // namespace detail

/// A service that also answers `POST [base]`. Each entry of a Bundle of type `batch` is passed to `service` as a
/// request of the same user with the headers of the whole, one after another, and has its own status and outcome in the
/// `batch-response`. A `transaction` is performed in R4's order between the host's `begin` and `commit`, and rolled
/// back if one entry fails; without `Transactions` it is refused. References between entries are not resolved.
///
/// All entries are performed during the call; streamed answers are pulled when the response is sent. Every other
/// request is passed to `service`. It has no state of its own: threads may share it if they may share `service`.
///
///     const http::batch_service answering(service, http::batch_options{.max_entries = 20}, database{});
///     http::response response = answering(request, http::user{"dr-jensen"});
template <class Service, class Host = no_transactions>
  requires(Transactions<Host> || std::same_as<Host, no_transactions>)
class batch_service {
 public:
  /// Both are copied or moved into this object.
  explicit batch_service(Service service, batch_options limits = {}, Host transactions = {})
      : service_(std::move(service)), limits_(limits), transactions_(std::move(transactions)) {}

  /// The response to a request of this user.
  [[nodiscard]] response operator()(const request& asked, const user& who, host_value host = {}) const {
    if (!detail::is_batch(asked)) return service_(asked, who, host);
    detail::batch_host functions{&service_,
                                 [](const void* self, const request& each, const user& of, host_value value) {
                                   return (*static_cast<const Service*>(self))(each, of, value);
                                 },
                                 &transactions_, nullptr, nullptr, nullptr};
    if constexpr (Transactions<Host>) {
      functions.begin = [](const void* self, const user& of, host_value value) { return static_cast<const Host*>(self)->begin(of, value); };
      functions.commit = [](const void* self, const user& of, host_value value) { return static_cast<const Host*>(self)->commit(of, value); };
      functions.roll_back = [](const void* self, const user& of, host_value value) { static_cast<const Host*>(self)->roll_back(of, value); };
    }
    return detail::run_batch(service_.options(), functions, limits_, asked, who, host);
  }

  /// Whether this object or the service answers requests with this path.
  [[nodiscard]] bool handles(const request& asked) const { return detail::is_batch(asked) || service_.handles(asked); }
  /// The response to a request that the host refuses, as by the service.
  [[nodiscard]] response refuse(const request& asked, refusal why) const { return service_.refuse(asked, std::move(why)); }
  /// The options of the service.
  [[nodiscard]] const http::options& options() const noexcept { return service_.options(); }

 private:
  Service service_;
  batch_options limits_;
  Host transactions_;
};

}  // namespace fhirops::http
