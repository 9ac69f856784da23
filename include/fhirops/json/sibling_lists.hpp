#pragma once
// Checks lists of primitives. JSON has each as up to two arrays, `name` with the values and `_name` with their ids and extensions
// (https://hl7.org/fhir/R4/json.html#primitive): both have the same length, and null only where the other has an item.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/resource/content.hpp"

namespace fhirops::detail {

// Keeps what has been read of the arrays of open objects, until both arrays of a list are known.
template <Storage S>
class sibling_lists {
 public:
  // The end of an array, or a null in one.
  struct fact {
    std::size_t depth;  // of the object
    const field<S>* element;
    bool is_sibling;
    bool is_null;
    std::size_t index;  // of the null; the length of the array
    std::size_t offset;
  };
  void note(const fact& noted, memory_use& memory) {
    if (memory.fits_one_more(facts_)) facts_.push_back(noted);
  }

  // Calls `report(target, index, offset, text)` for each fault of the lists of an object, which is open at this depth. `index` is
  // that of an item of the array, or npos.
  template <class Report>
  void check(const parse_frame<S>& object, std::size_t depth, Report report) const {
    auto first = facts_.end();
    while (first != facts_.begin() && std::prev(first)->depth >= depth) --first;
    for (auto each = first; each != facts_.end(); ++each) {
      const target<S> t{target<S>::what::element, each->is_sibling, type_id::none, each->element, {}};
      const block_handle& items = t.handle(object.object);
      if (each->is_null) {
        bool empty = true;
        if (each->index < items.count()) {
          const primitive_view<S> view(each->element->kind, items.get()->at(each->index));
          empty = each->is_sibling ? !view.has_value() : !view.element().has_value();
        }
        if (empty) report(t, each->index, each->offset, no_filler_text);
      } else if (each->index < items.count() && has_other(object, *each)) {
        report(t, npos, each->offset, lengths_text(t.element->name, each->is_sibling, each->index, items.count()));
      }
    }
  }
  // The offsets of the two arrays that a list of an object at this depth may have been read from: its values, and their sibling
  // members.
  [[nodiscard]] std::vector<std::size_t> arrays_of(const field<S>& f, std::size_t depth) const {
    std::vector<std::size_t> offsets;
    bool seen[2] = {false, false};
    for (auto each = facts_.rbegin(); each != facts_.rend() && each->depth >= depth; ++each)
      if (each->element == &f && !each->is_null && !std::exchange(seen[each->is_sibling ? 1 : 0], true))
        offsets.push_back(each->offset);
    return offsets;
  }
  // Forgets the lists of an object that ends.
  void forget(std::size_t depth) noexcept {
    while (!facts_.empty() && facts_.back().depth >= depth) facts_.pop_back();
  }

 private:
  static constexpr std::size_t npos = std::string_view::npos;

  static bool has_other(const parse_frame<S>& object, const fact& noted) noexcept {
    const auto bit = std::uint64_t{1} << static_cast<unsigned>(noted.element - object.info->fields.data());
    return ((noted.is_sibling ? object.seen : object.seen_siblings) & bit) != 0;
  }

  std::vector<fact> facts_;
};

}  // namespace fhirops::detail
