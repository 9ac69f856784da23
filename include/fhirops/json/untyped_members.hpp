#pragma once
// Checks the members of objects without a table, untyped resources and unknown members (https://hl7.org/fhir/R4/json.html): each
// name appears once, and the arrays `name` and `_name` of a list of primitives have the same length, with null only where the
// other has an item.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/storage.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/report.hpp"

namespace fhirops::detail {

// Keeps what has been read of the members of open objects: those of an inner object come after those of the objects around it.
// A template, so that a unit that reads nothing does not compile it.
template <Storage S>
class untyped_members {
 public:
  // How many names, lists and nulls are known. An object remembers where its own begin.
  [[nodiscard]] std::size_t names() const noexcept { return names_.size(); }
  [[nodiscard]] std::size_t lists() const noexcept { return lists_.size(); }
  [[nodiscard]] std::size_t nulls() const noexcept { return nulls_.size(); }

  void note_name(std::string_view name, std::size_t offset, memory_use& memory) {
    if (memory.fits_one_more(names_)) names_.push_back({name, offset});
  }
  void note_null(std::size_t index, std::size_t offset) { nulls_.push_back({index, offset}); }
  // An array that is a member has ended; its nulls begin at `nulls`.
  void note_list(std::string_view name, std::size_t size, std::size_t offset, std::size_t nulls) {
    lists_.push_back({name, size, offset, nulls, nulls_.size()});
  }

  // Calls `report(name, index, offset, text)` for each fault of the lists since the first `from`, and forgets them. `index` is
  // that of an item of the array, or npos.
  template <class Report>
  void check_lists(std::size_t from, Report report) {
    const auto first = lists_.begin() + static_cast<std::ptrdiff_t>(from);
    if (first == lists_.end()) return;
    const std::size_t nulls = first->nulls;
    const auto plain = [](const list_fact& each) { return each.nulls == each.nulls_end && !each.name.starts_with('_'); };
    if (std::all_of(first, lists_.end(), plain)) {
      lists_.erase(first, lists_.end());
      return;
    }
    std::sort(first, lists_.end());
    for (auto each = first; each != lists_.end(); ++each) {
      const list_fact* other = other_list(first, *each);
      const bool is_sibling = each->name.starts_with('_');
      if (other != nullptr && each->size < other->size)
        report(each->name, npos, each->offset,
               lengths_text(each->name.substr(is_sibling ? 1 : 0), is_sibling, each->size, other->size));
      for (std::size_t i = each->nulls; i < each->nulls_end; ++i) {
        const auto [index, offset] = nulls_[i];
        // An array that is too short has been reported already.
        if (other != nullptr && (index >= other->size || !is_null_in(*other, index))) continue;
        report(each->name, index, offset, no_filler_text);
      }
    }
    lists_.erase(first, lists_.end());
    nulls_.resize(nulls);
  }

  // Calls `report(name, offset)` for each name since the first `from` that has appeared before, and then `report_id(offset)` if a
  // resource has an `_id`; forgets them.
  template <class Report, class ReportId>
  void check_names(std::size_t from, Report report, ReportId report_id) {
    const auto first = names_.begin() + static_cast<std::ptrdiff_t>(from);
    sort_pairs(names_, from);
    for (auto each = first; each != names_.end(); ++each)
      if (each != first && std::prev(each)->first == each->first) report(each->first, each->second);
    const auto find = [&](std::string_view name) {
      const auto found = std::lower_bound(first, names_.end(), std::pair(name, std::size_t{0}));
      return found != names_.end() && found->first == name ? found : names_.end();
    };
    if (const auto sibling = find("_id"); sibling != names_.end() && find("resourceType") != names_.end())
      report_id(sibling->second);
    names_.erase(first, names_.end());
  }

 private:
  static constexpr std::size_t npos = std::string_view::npos;

  // An array that is a member.
  struct list_fact {
    std::string_view name;
    std::size_t size;
    std::size_t offset;
    std::size_t nulls;  // index range of its nulls in nulls_
    std::size_t nulls_end;

    friend bool operator<(const list_fact& a, const list_fact& b) noexcept {
      return a.name != b.name ? a.name < b.name : a.offset < b.offset;
    }
  };

  template <class Iterator>
  const list_fact* other_list(Iterator first, const list_fact& each) {
    const bool is_sibling = each.name.starts_with('_');
    list_fact wanted{};
    wanted.offset = npos;
    const std::string name = is_sibling ? std::string() : '_' + std::string(each.name);
    wanted.name = is_sibling ? each.name.substr(1) : std::string_view(name);
    const auto found = std::upper_bound(first, lists_.end(), wanted);
    return found != first && std::prev(found)->name == wanted.name ? &*std::prev(found) : nullptr;
  }
  bool is_null_in(const list_fact& each, std::size_t index) const {
    const auto begin = nulls_.begin() + static_cast<std::ptrdiff_t>(each.nulls);
    const auto end = nulls_.begin() + static_cast<std::ptrdiff_t>(each.nulls_end);
    const auto found = std::lower_bound(begin, end, std::pair(index, std::size_t{0}));
    return found != end && found->first == index;
  }

  std::vector<std::pair<std::string_view, std::size_t>> names_;  // and offset
  std::vector<list_fact> lists_;
  std::vector<std::pair<std::size_t, std::size_t>> nulls_;  // index and offset
};

}  // namespace fhirops::detail
