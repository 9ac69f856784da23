#pragma once
// Collects the issues of a reading, with their positions, up to the limit.

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/utf8.hpp"

namespace fhirops::detail {

// A heap sort: compiles to little code, and takes O(n log n) for any input.
template <class Pair>
void sort_pairs(std::vector<Pair>& pairs, std::size_t from = 0) {
  const auto first = pairs.begin() + static_cast<std::ptrdiff_t>(from);
  if (std::is_sorted(first, pairs.end())) return;
  std::make_heap(first, pairs.end());
  std::sort_heap(first, pairs.end());
}

// An issue quotes the input, which may be ill-formed UTF-8; the issue itself must not be.
inline void repair(issue& found) {
  for (std::string* text : {&found.text, &found.expression, &found.pointer})
    if (find_ill_formed(*text) != std::string_view::npos) *text = repaired(*text);
}

// The message about a text that is longer than allowed; `at_least` if it is received in pieces and more may follow.
inline std::string too_long_text(std::size_t bytes, std::size_t most, bool at_least = false) {
  return joined(
      {"the text has ", at_least ? "at least " : "", digits(bytes), " bytes, but read_options::max_bytes allows ", digits(most)});
}

// An issue about a text as a whole.
inline issue whole_text(issue_severity severity, issue_type code, std::string_view text) {
  return {severity, code, std::string(text), {}, {}, 0, 0, 0};
}

// Collects issues as they are found. `offset` is set at once, line and column when all issues are known. A template, so that only
// units that use it compile it.
template <class Issues>
class basic_issue_collector {
 public:
  explicit basic_issue_collector(std::size_t limit) noexcept : limit_(limit) {}

  [[gnu::noinline, gnu::cold]] void add(typename Issues::value_type&& found) {
    if (!lists(found.severity)) return omit(found.severity);
    failed_ = failed_ || found.is_error();
    repair(found);
    const std::size_t bytes = found.text.size() + found.expression.size() + found.pointer.size();
    room_ -= std::min(room_, bytes);
    found_.push_back(std::move(found));
  }
  // Whether an issue of this severity would be listed. If not, `omit` counts it, and no text needs to be made.
  [[nodiscard]] bool lists(issue_severity severity) const noexcept {
    return (found_.size() < limit_ && room_ > 0) || severity == issue_severity::fatal;
  }
  [[gnu::noinline, gnu::cold]] void omit(issue_severity severity) noexcept {
    failed_ = failed_ || severity <= issue_severity::error;
    any_omitted_ = true;
    omitted_ = std::min(omitted_, severity);  // severities are ordered from the worst
  }
  // Stops listing issues once their texts are longer than three times the input plus 1 KiB for each issue that may be listed:
  // each contains its whole path, which may be long.
  void limit_texts(std::size_t text_bytes, std::size_t count) noexcept {
    constexpr std::size_t most = std::size_t{1} << 30U;
    room_ = 3 * std::min(text_bytes, most) + 1024 * std::min(count, most / 1024);
  }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  // Whether the next issue would not be listed any more.
  [[nodiscard]] bool full() const noexcept { return found_.size() >= limit_; }
  // Whether no further issue can change the result: there is an error, and the list is full.
  [[nodiscard]] bool closed() const noexcept { return failed_ && any_omitted_; }

  // All issues in the order of the text, with lines and columns.
  Issues finish(std::string_view text) {
    in_order();
    std::size_t at = 0;
    std::size_t line = 1;
    std::size_t line_start = 0;
    for (auto& each : found_) {
      for (; at < each.offset && at < text.size(); ++at) {
        if (text[at] != '\n') continue;
        ++line;
        line_start = at + 1;
      }
      each.line = line;
      each.column = each.offset - line_start + 1;
    }
    return close();
  }
  // The same, without a text for the line numbers.
  Issues finish() { return close(); }

 private:
  // Sorts the issues by position. Nearly all are found in this order; those found at the end of an object have the offset of its
  // start.
  void in_order() {
    using position = std::pair<decltype(Issues::value_type::offset), std::size_t>;
    std::vector<position> order;
    order.reserve(found_.size());
    for (std::size_t i = 0; i < found_.size(); ++i) order.emplace_back(found_[i].offset, i);
    sort_pairs(order);
    Issues sorted;
    sorted.reserve(found_.size());
    for (const auto& [offset, index] : order) sorted.push_back(std::move(found_[index]));
    found_ = std::move(sorted);
  }
  Issues close() {
    if (any_omitted_)
      found_.push_back({omitted_,
                        issue_type::incomplete,
                        joined({"there are more issues than the ", digits(found_.size()),
                                found_.size() == 1 ? " that is" : " that are", " listed: see max_issues in the options"}),
                        {},
                        {}});
    return std::move(found_);
  }

  std::size_t limit_;
  std::size_t room_ = std::numeric_limits<std::size_t>::max();
  Issues found_;
  bool failed_ = false;
  bool any_omitted_ = false;
  issue_severity omitted_ = issue_severity::information;
};
using issue_collector = basic_issue_collector<issues>;

}  // namespace fhirops::detail
