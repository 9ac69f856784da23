#pragma once
// Collecting issues while reading: where in the text, and what happens beyond the limit.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/json/options.hpp"

namespace fhirops::detail {

// A heap sort: small to compile, n log n on any input.
template <class Pair>
void sort_pairs(std::vector<Pair>& pairs, std::size_t from = 0) {
  const auto first = pairs.begin() + static_cast<std::ptrdiff_t>(from);
  if (std::is_sorted(first, pairs.end())) return;
  std::make_heap(first, pairs.end());
  std::sort_heap(first, pairs.end());
}

// Issues as they are found. `offset` is set here; line and column once all are known.
class issue_collector {
 public:
  explicit issue_collector(std::size_t limit) noexcept : limit_(limit) {}

  [[gnu::noinline, gnu::cold]] void add(issue&& found) {
    failed_ = failed_ || found.is_error();
    if (found_.size() < limit_ || found.severity == issue_severity::fatal) return found_.push_back(std::move(found));
    any_omitted_ = true;
    omitted_ = std::min(omitted_, found.severity);  // the worst comes first
  }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  // Whether what is added now would not be listed.
  [[nodiscard]] bool full() const noexcept { return found_.size() >= limit_; }

  // All issues in the order of the text, with their lines and columns.
  issues finish(std::string_view text) {
    in_order();
    std::size_t at = 0;
    std::size_t line = 1;
    std::size_t line_start = 0;
    for (issue& each : found_) {
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
  // The same where there is no text.
  issues finish() { return close(); }

 private:
  // Nearly all issues are found in order; what is told at the end of an object stands before.
  void in_order() {
    std::vector<std::pair<std::size_t, std::size_t>> order;
    order.reserve(found_.size());
    for (std::size_t i = 0; i < found_.size(); ++i) order.emplace_back(found_[i].offset, i);
    sort_pairs(order);
    issues sorted;
    sorted.reserve(found_.size());
    for (const auto& [offset, index] : order) sorted.push_back(std::move(found_[index]));
    found_ = std::move(sorted);
  }
  issues close() {
    if (any_omitted_)
      found_.push_back({omitted_, issue_type::incomplete,
                        "there are more issues than the limit allows to list (max_issues in the options)", {}, {}});
    return std::move(found_);
  }

  std::size_t limit_;
  issues found_;
  bool failed_ = false;
  bool any_omitted_ = false;
  issue_severity omitted_ = issue_severity::information;
};

}  // namespace fhirops::detail
