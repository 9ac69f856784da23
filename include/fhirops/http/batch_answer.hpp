#pragma once
// Writes the Bundle of type batch-response or transaction-response in pieces.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/outcome.hpp"

namespace fhirops::http::detail {

// The answer of one entry: `{"resource":`, its first piece and all others, then `,"response":{...}}`.
struct entry_answer {
  int status = 0;
  std::string first{};
  // Streaming begins when it is this entry's turn to be sent, so that only one entry at a time keeps its source open, such as a
  // database cursor.
  bool is_streamed = false;
  body more{};
  std::string last{};
  std::size_t size = 0;
};

// The `response` of an entry whose answer failed before any of it was sent.
inline std::string failed_response() {
  BundleEntryResponse<> entry_response;
  entry_response.status = "500";
  entry_response.outcome =
      to_outcome({fault_of(issue_type::exception, "the answer of this entry failed when it began: send the entry again")});
  return to_json(entry_response);
}

// Answers that have all been made already.
class answers_made {
 public:
  explicit answers_made(std::vector<entry_answer> all) : all_(std::move(all)) {}
  [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
  [[nodiscard]] bool next(entry_answer& out) {
    if (at_ == all_.size()) return false;
    out = std::move(all_[at_++]);
    return true;
  }
  [[nodiscard]] static bool failed() noexcept { return false; }

 private:
  std::vector<entry_answer> all_;
  std::size_t at_ = 0;
};

// Makes the text of a batch-response piece by piece, and gets the next answer when the one before it has been sent.
template <class Answers>
class batch_content {
 public:
  batch_content(std::string_view type, Answers answers) : answers_(std::move(answers)), ended_(answers_.empty()) {
    out_ = fhirops::detail::joined({R"({"resourceType":"Bundle","type":")", type, ended_ ? "\"}" : "\",\"entry\":["});
  }

  [[nodiscard]] std::string_view next() {
    if (!std::exchange(begun_, true)) return out_;
    if (failed_ || ended_) return {};
    failed_ = true;  // stays set if an exception follows
    bool failed = false;
    const std::string_view piece = next_piece(failed);
    failed_ = failed;
    return piece;
  }
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  std::string_view next_piece(bool& failed) {
    if (!inside_) {
      if (!answers_.next(entry_)) {
        failed = answers_.failed();
        ended_ = true;
        return failed ? std::string_view() : "]}";
      }
      inside_ = true;
      if (entry_.is_streamed) {
        entry_.first = entry_.more.next();
        if (entry_.more.failed()) {
          entry_.first.clear();
          entry_.last = failed_response();
        }
      }
      if (!entry_.first.empty()) {
        out_ = fhirops::detail::joined({std::exchange(comma_, true) ? ",{\"resource\":" : "{\"resource\":", entry_.first});
        return out_;
      }
    }
    if (entry_.is_streamed && !entry_.first.empty()) {
      const std::string_view piece = entry_.more.next();
      if (!piece.empty()) return piece;
      failed = entry_.more.failed();
      if (failed) return {};
    }
    out_ = fhirops::detail::joined({!entry_.first.empty() ? "," : comma_ ? ",{" : "{", "\"response\":", entry_.last, "}"});
    comma_ = true;
    inside_ = false;
    entry_ = {};  // releases the source of the entry
    return out_;
  }

  Answers answers_;
  entry_answer entry_;
  bool ended_;
  bool begun_ = false;
  bool inside_ = false;
  bool comma_ = false;  // an entry has been sent
  bool failed_ = false;
  std::string out_;
};

}  // namespace fhirops::http::detail
