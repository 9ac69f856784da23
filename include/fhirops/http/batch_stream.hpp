#pragma once
// A batch that is performed while it is received and answered, so that only one entry at a time is in memory
// (https://hl7.org/fhir/R4/http.html#transaction).

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/owner.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/batch_answer.hpp"
#include "fhirops/http/batch_entries.hpp"
#include "fhirops/http/batch_options.hpp"
#include "fhirops/http/batch_run.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/framed_text.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/target.hpp"

namespace fhirops::http::detail {

// Refuses a request for a batch that is faulty before its Bundle is read.
inline std::optional<response> refuse_batch(exchange& with, const user& who) {
  if (with.wrong()) return with.refuse(*with.wrong());
  if (who.id.empty() && !with.service().anonymous)
    return with.refuse({401, fault_of(issue_type::login, "a batch is for authenticated users: send an Authorization header")});
  if (!with.takes_json()) return with.not_acceptable();
  if (auto wrong = with.wrong_content()) return with.refuse(*std::move(wrong));
  for (const std::string& name : with.asks().others) {
    issue found = fault_at(name, exchange::quoted(name) + " is not a known parameter: remove it", issue_type::not_supported);
    if (with.reading().is_strict()) return with.refuse({400, std::move(found)});
    found.severity = issue_severity::warning;
    with.warn({std::move(found)});
  }
  if (with.content().empty())
    return with.refuse(
        {400, fault_of(issue_type::required, "the body is missing: POST [base] takes a Bundle of type batch or transaction")});
  return std::nullopt;
}

// Adds a leading slash to a target if there is none.
inline std::string rooted(std::string_view target) {
  return fhirops::detail::joined({target.starts_with('/') ? "" : "/", target});
}

// Answers a batch that has been received as a whole.
inline response run_batch(const options& server, const batch_host& host, const batch_options& limits, request asked,
                          const user& who, host_value value) {
  const std::string target = rooted(asked.target);
  asked.target = target;
  exchange with(server, asked);
  if (auto refused = refuse_batch(with, who)) return *std::move(refused);
  batch_request bundle;
  if (auto refused = read_batch(with, limits.max_entries, bundle)) return *std::move(refused);
  batch_run run(with, host, limits, asked, who, value);
  if (!bundle.is_transaction) return run.batch(bundle.entries);
  if (host.begin == nullptr)
    return with.refuse({422, fault_of(issue_type::not_supported,
                                      "this server has no transactions, in which all entries are performed or none: send a "
                                      "Bundle of type batch, in which each "
                                      "entry may succeed or fail alone")});
  return run.transaction(bundle.entries);
}

// The entries of a batch while they are received. It must not be moved once there is a `run`.
class batch_stream {
 public:
  batch_stream(const options& server, const batch_host& host, const batch_options& limits, const request& asked,
               framed_text& text, const user& who, host_value value)
      : target_(rooted(asked.target)),
        asked_(asked),
        text_(&text),
        who_(who),
        host_(host),
        limits_(limits),
        with_(server, at(asked_, target_)),
        run_(with_, host_, limits_, asked_, who_, value) {}
  batch_stream(const batch_stream&) = delete;
  batch_stream& operator=(const batch_stream&) = delete;

  // The response to a request that is refused before its Bundle is read.
  std::optional<response> refuse() { return refuse_batch(with_, who_); }

  // Reads the text up to the end of the first entry. Returns false if it is not a faultless batch with its type before its
  // entries, or if it has no entry: it is then answered as a whole.
  bool begin() {
    text_->take_byte_order_mark();
    if (!text_->take('{')) return false;
    do {
      if (member(true)) {
        if (!text_->take('[') || text_->peek() == ']' || limits_.max_entries == 0) return false;
        batch_request read;
        if (read_envelope(with_, fhirops::detail::joined({envelope_, "}"}), read, warned_) || read.is_transaction) return false;
        first_ = text_->value();
        if (first_.empty()) return false;
        with_.warn(warned_);
        asked_.body = {};
        text_->forget();
        return true;
      }
    } while (!is_broken_ && text_->take(','));
    return false;
  }
  // The response that reads and performs each entry when it is its turn to be sent.
  static response answer(fhirops::detail::owner<batch_stream> stream, fhirops::detail::owner<framed_text> text) {
    const batch_run& run = stream->run_;
    return run.content("batch-response", source{std::move(text), std::move(stream)});
  }

 private:
  struct source {
    fhirops::detail::owner<framed_text> text;
    fhirops::detail::owner<batch_stream> stream;
    [[nodiscard]] static bool empty() noexcept { return false; }
    [[nodiscard]] bool next(entry_answer& out) const { return stream->next(out); }
    [[nodiscard]] bool failed() const noexcept { return text->failed(); }
  };

  static const request& at(request& asked, std::string_view target) {
    asked.target = target;
    return asked;
  }

  bool next(entry_answer& out) {
    if (ended_) return false;
    if (!first_.empty()) return perform(std::exchange(first_, {}), out);
    if (text_->take(']')) return ended_ = true, end(out);
    if (!text_->take(',')) return broken(out);
    if (count_ == limits_.max_entries)
      return refused(out, {413, fault_of(issue_type::too_costly,
                                         fhirops::detail::joined({"the Bundle has more than ", fhirops::detail::digits(count_),
                                                                  " entries, which is the most that this server takes: those "
                                                                  "after them were not performed, send them in another"}))});
    const std::string_view entry = text_->value();
    return entry.empty() ? broken(out) : perform(entry, out);
  }
  bool perform(std::string_view entry, entry_answer& out) {
    out = run_.answer(entry, kept_);
    kept_ += out.size;
    ++count_;
    return true;
  }

  // Takes a member around the entries. Returns true before the value of `entry`, if there may be one.
  bool member(bool may_be_entry) {
    is_broken_ = true;
    if (text_->peek() != '"') return false;
    const std::string name(text_->value());
    if (name.empty() || !text_->take(':')) return false;
    if (is_name(name, "entry")) return is_broken_ = !may_be_entry, may_be_entry;
    const std::string_view value = text_->value();
    if (value.empty()) return false;
    fhirops::detail::append(envelope_, {envelope_.size() > 1 ? "," : "", name, ":", value});
    is_broken_ = false;
    return false;
  }

  // Reads what follows the entries. At this point faults can be reported only in an additional entry.
  bool end(entry_answer& out) {
    const std::size_t before = envelope_.size();
    while (text_->take(','))
      if (member(false) || is_broken_) return broken(out);
    if (!text_->take('}') || !text_->ended()) return broken(out);
    if (text_->too_long() || text_->failed()) return broken(out);
    if (envelope_.size() == before) return false;
    envelope_ += '}';
    batch_request read;
    issues all;
    if (auto wrong = read_envelope(with_, envelope_, read, all)) return out = run_.refused(*std::move(wrong)), true;
    if (read.is_transaction)  // in lenient reading, the last of two counts
      return refused(out,
                     {422, fault_of(issue_type::structure,
                                    "type appears again after the entries, as transaction: they were performed as a batch")});
    issues found;
    for (issue& each : all)
      if (std::find(warned_.begin(), warned_.end(), each) == warned_.end()) found.push_back(std::move(each));
    if (found.empty()) return false;
    return out = run_.warned(std::move(found)), true;
  }

  bool broken(entry_answer& out) {
    ended_ = true;
    if (text_->failed()) return false;
    if (text_->too_long())
      return refused(
          out,
          {413, fault_of(issue_type::too_long,
                         fhirops::detail::joined({"the body has more than ", fhirops::detail::digits(with_.service().max_body),
                                                  " bytes, which is the most that this server reads: what comes after the first ",
                                                  fhirops::detail::digits(count_), " entries was not performed"}))});
    return refused(
        out,
        {400,
         fault_of(issue_type::structure,
                  fhirops::detail::joined(
                      {"the Bundle cannot be read after its first ", fhirops::detail::digits(count_),
                       " entries: it ends there, is not JSON, or has entry a second time; nothing after them was performed"}))});
  }
  bool refused(entry_answer& out, fault why) {
    ended_ = true;
    out = run_.refused(with_.refuse(std::move(why)));
    return true;
  }

  std::string target_;
  request asked_;
  framed_text* text_;
  user who_;
  batch_host host_;
  batch_options limits_;
  exchange with_;
  batch_run run_;
  std::string envelope_ = "{";
  std::string_view first_{};  // the first entry, until it is performed
  issues warned_{};
  std::size_t count_ = 0;
  std::size_t kept_ = 0;
  bool is_broken_ = false;
  bool ended_ = false;
};

// The response to a request whose content was not received completely.
inline std::optional<response> not_received(const options& server, request asked, const framed_text& text) {
  if (!text.too_long() && !text.failed()) return std::nullopt;
  const std::string target = rooted(asked.target);
  asked.target = target;
  const exchange with(server, asked);
  if (text.failed())
    return with.refuse(
        {400, fault_of(issue_type::incomplete, "the body ended before all of it was received: send the request again")});
  return with.refuse({413, fault_of(issue_type::too_long,
                                    fhirops::detail::joined({"the body has more than ", fhirops::detail::digits(server.max_body),
                                                             " bytes, which is the most that this server reads"}))});
}

// Answers a batch that is received in pieces.
inline response stream_batch(const options& server, const batch_host& host, const batch_options& limits, request asked,
                             body received, const user& who, host_value value) {
  auto text = fhirops::detail::make_owner<framed_text>(std::move(received), server.max_body);
  asked.body = text->at_hand();
  auto stream = fhirops::detail::make_owner<batch_stream>(server, host, limits, asked, *text, who, value);
  if (!asked.body.empty())
    if (auto refused = stream->refuse()) return *std::move(refused);
  if (stream->begin()) return batch_stream::answer(std::move(stream), std::move(text));
  asked.body = text->all();
  if (auto refused = not_received(server, asked, *text)) return *std::move(refused);
  return run_batch(server, host, limits, asked, who, value);
}

}  // namespace fhirops::http::detail
