#pragma once
// Removes the elements of an object that are empty after a lenient reading, since what was wrong in them has been dropped: R4 has
// no empty elements (https://hl7.org/fhir/R4/json.html).

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/json/sibling_lists.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_view.hpp"

namespace fhirops::detail {

// Items of arrays that lenient reading has dropped: the offset of the array, and the index of the item in the text.
using dropped_array_items = std::vector<std::pair<std::size_t, std::size_t>>;

// Whether an object, an item or a primitive has any content. Empty elements inside it have been removed already.
template <Storage S>
bool holds_any(const type_info<S>& info, const void* object) {
  for (const field<S>& f : info.fields)
    if (is_held(f, object)) return true;
  return at<block_handle>(object, info.unknown).count() > 0;
}
template <Storage S>
bool holds_primitive(shape kind, const void* slot) {
  const primitive_view<S> view(kind, slot);
  return view.has_value() || view.element().has_value();
}
template <Storage S>
bool holds_item(const field<S>& f, const void* item) {
  switch (f.kind) {
    case shape::attribute:
      return !std::string_view(*static_cast<const typename S::string*>(item)).empty();
    case shape::complex:
      return f.info().is_resource || holds_any(f.info(), item);
    case shape::value: {
      const auto& value = *static_cast<const Value<S>*>(item);
      if (const type_info<S>* info = value_info<S>(value.type())) return holds_any(*info, value.place());
      return holds_primitive<S>(shape_of(value.type()), value.place());
    }
    case shape::resource:
      return static_cast<const Resource<S>*>(item)->has_value();
    default:
      return holds_primitive<S>(f.kind, item);
  }
}

// Of unknown members with the same name, keeps the last.
template <Storage S>
void keep_last_of_each_name(list<unknown_member<S>>& members) {
  if (members.size() < 2) return;
  std::vector<std::pair<std::string_view, std::size_t>> names;
  for (std::size_t i = 0; i < members.size(); ++i) names.emplace_back(members[i].name, i);
  sort_pairs(names);
  std::vector<std::size_t> gone;
  for (std::size_t i = 0; i + 1 < names.size(); ++i)
    if (names[i].first == names[i + 1].first) gone.push_back(names[i].second);
  if (gone.empty()) return;
  std::sort(gone.begin(), gone.end());
  list<unknown_member<S>> kept;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (!std::binary_search(gone.begin(), gone.end(), i)) kept.push_back(std::move(members[i]));
  members = std::move(kept);
}

// Removes the empty elements of one object. `lists` knows the arrays that its lists of primitives were read from, at `depth`;
// `dropped`, if it is not null, is given the items that are removed from them.
template <Storage S>
class empty_elements {
 public:
  empty_elements(const sibling_lists<S>& lists, std::size_t depth, dropped_array_items* dropped) noexcept
      : lists_(lists), depth_(depth), dropped_(dropped) {}

  [[gnu::noinline, gnu::cold]] void remove_from(const type_info<S>& info, void* object) const {
    for (const field<S>& f : info.fields) {
      void* slot = &at<std::byte>(object, f.offset);
      if (f.many && is_primitive(f.kind)) {
        primitives(f, *static_cast<block_handle*>(slot));
      } else if (f.kind == shape::value) {
        auto& value = *static_cast<Value<S>*>(slot);
        if (!value.has_value()) continue;
        if (is_primitive(shape_of(value.type()))) sibling(shape_of(value.type()), value.place());
        if (!holds_item(f, &value)) value = Value<S>();
      } else if (is_primitive(f.kind)) {
        sibling(f.kind, slot);
      } else if (f.in_block()) {
        keep_items(f, *static_cast<block_handle*>(slot), [&f](const void* item) { return holds_item(f, item); });
      }
    }
    keep_last_of_each_name(at<list<unknown_member<S>>>(object, info.unknown));
  }

 private:
  static void sibling(shape kind, void* slot) {
    box<Element<S>>& sibling = element_of<S>(kind, slot);
    if (sibling && !holds_any(type_table<Element<S>>(), &*sibling)) sibling.reset();
  }
  void primitives(const field<S>& f, block_handle& items) const {
    const std::vector<std::size_t> arrays = dropped_ == nullptr ? std::vector<std::size_t>() : lists_.arrays_of(f, depth_);
    std::size_t i = 0;
    keep_items(f, items, [&](void* item) {
      sibling(f.kind, item);
      const bool held = holds_primitive<S>(f.kind, item);
      for (const std::size_t offset : arrays)
        if (!held) dropped_->push_back({offset, i});
      return ++i, held;
    });
  }
  template <class Keeps>
  static void keep_items(const field<S>& f, block_handle& items, Keeps keeps) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < items.count(); ++i) {
      void* item = items.get()->at(i);
      if (!keeps(item)) continue;
      if (kept != i) move_item(*f.ops, item, items.get()->at(kept));
      ++kept;
    }
    items.truncate(kept);
    if (kept == 0) items.reset();
  }
  static void move_item(const block_ops& ops, void* from, void* to) {
    releasing work;
    ops.destroy(ops, to, 1, work);
    block_handle::finish(work);
    ops.relocate(ops, from, 1, to);
    ops.construct(ops, from);
  }

  const sibling_lists<S>& lists_;
  std::size_t depth_;
  dropped_array_items* dropped_;
};

}  // namespace fhirops::detail
