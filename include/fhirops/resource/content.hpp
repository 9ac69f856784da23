#pragma once
// Determines by the tables whether a value has content: FHIR has no empty elements, so a value without content is absent.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/time_primitive.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// A primitive, seen by its shape.
template <Storage S>
class primitive_view {
 public:
  primitive_view(shape kind, const void* slot) noexcept : kind_(kind), slot_(slot) {}

  [[nodiscard]] bool has_value() const noexcept {
    switch (kind_) {
      case shape::boolean:
        return !as<Boolean<S>>().empty();
      case shape::integer:
        return !as<integer_primitive<S>>().empty();
      case shape::decimal:
        return !as<Decimal<S>>().empty();
      case shape::time:
        return !as<time_primitive<S>>().empty();
      default:
        return !as<text_primitive<S>>().empty();
    }
  }
  [[nodiscard]] const box<Element<S>>& element() const noexcept {
    switch (kind_) {
      case shape::boolean:
        return as<Boolean<S>>().element;
      case shape::integer:
        return as<integer_primitive<S>>().element;
      case shape::decimal:
        return as<Decimal<S>>().element;
      case shape::time:
        return as<time_primitive<S>>().element;
      default:
        return as<text_primitive<S>>().element;
    }
  }
  // The text of a primitive stored as text; must not be called for booleans and integers.
  [[nodiscard]] std::string_view text() const noexcept {
    if (kind_ == shape::decimal) return as<Decimal<S>>();
    if (kind_ == shape::time) return as<time_primitive<S>>();
    return as<text_primitive<S>>();
  }
  [[nodiscard]] shape kind() const noexcept { return kind_; }
  [[nodiscard]] bool boolean() const noexcept { return *as<Boolean<S>>().value; }
  [[nodiscard]] bool is_minus_zero() const noexcept { return as<integer_primitive<S>>().is_minus_zero(); }
  [[nodiscard]] std::int64_t integer() const noexcept { return *as<integer_primitive<S>>().value; }

 private:
  template <class T>
  const T& as() const noexcept {
    return *static_cast<const T*>(slot_);
  }
  shape kind_;
  const void* slot_;
};

constexpr bool is_primitive(shape kind) noexcept { return kind < shape::attribute; }

// How deep the objects and arrays of the written JSON may nest: the limit is the same as the highest that reading allows
// (read_options::deepest). Anything that a host nests deeper is not written.
inline constexpr std::size_t deepest_json = 1000;
// The same for an entry that is written alone: it is an object within an array of its Bundle.
inline constexpr std::size_t deepest_entry = deepest_json - 2;

// Whether a primitive has a value that can be written as JSON; a decimal that is not a number cannot.
template <Storage S>
bool has_json(primitive_view<S> view) noexcept {
  return view.has_value() && (view.kind() != shape::decimal || split_decimal(view.text()).ok);
}
inline bool is_object(std::string_view json) noexcept { return scanner(json).next() == token::begin_object; }
// The facts about the JSON of a resource; `ok` if it is one JSON object with a resourceType.
template <Storage S>
json_measure measure_resource(const RawResource<S>& resource) noexcept {
  json_measure found = json_text_access::facts(resource.json);
  // A resource without a type was read leniently, and is written back as it was.
  found.ok = found.ok && (found.is_resource || (std::string_view(resource.resourceType).empty() && is_object(resource.json)));
  return found;
}
inline bool has_json_form(const json_measure& found, std::size_t levels_left = deepest_json) noexcept {
  return found.ok && found.depth <= levels_left;
}
template <Storage S>
bool has_json_form(const RawResource<S>& resource) noexcept {
  return has_json_form(measure_resource(resource));
}
template <Storage S>
bool has_json_form(const unknown_member<S>& member, std::size_t levels_left) noexcept {
  return has_json_form(json_text_access::facts(member.json), levels_left);
}

// Visits the items of one object: calls `Visit` for each primitive, text, untyped resource and object, until it returns true.
// `levels_left` is how deep JSON may nest from the item on.
template <Storage S, class Visit>
bool visit_primitive(primitive_view<S> view, std::size_t levels_left, Visit& visit) {
  return (view.has_value() && visit.primitive(view)) ||
         (view.element() && visit.object(type_table<Element<S>>(), &*view.element(), levels_left));
}
template <Storage S, class Visit>
bool visit_item(const field<S>& f, const void* item, std::size_t levels_left, Visit& visit) {
  switch (f.kind) {
    case shape::attribute:
      return visit.text(*static_cast<const typename S::string*>(item));
    case shape::complex:
      return visit.object(f.info(), item, levels_left);
    case shape::value: {
      const auto& value = *static_cast<const Value<S>*>(item);
      if (!value.has_value()) return false;
      if (!f.choices.contains(value.type())) return visit.not_allowed();
      if (const type_info<S>* info = value_info<S>(value.type())) return visit.object(*info, value.place(), levels_left);
      return visit_primitive(primitive_view<S>(shape_of(value.type()), value.place()), levels_left, visit);
    }
    case shape::resource: {
      const auto& any = *static_cast<const Resource<S>*>(item);
      if (const auto* raw = any.template get_if<RawResource<S>>()) return visit.raw(*raw, levels_left);
      return any.has_value() && visit.object(*resource_info<S>(any.type()), any.place(), levels_left);
    }
    default:
      return visit_primitive(primitive_view<S>(f.kind, item), levels_left, visit);
  }
}
// `levels_left` is that of the object itself, and not 0.
template <Storage S, class Visit>
bool visit_object(const type_info<S>& info, const void* object, std::size_t levels_left, Visit& visit) {
  --levels_left;
  for (const field<S>& f : info.fields) {
    const void* slot = &at<std::byte>(object, f.offset);
    if (!f.in_block()) {
      if (visit_item(f, slot, levels_left, visit)) return true;
      continue;
    }
    const auto& items = *static_cast<const block_handle*>(slot);
    const std::size_t item_room = f.many && levels_left > 0 ? levels_left - 1 : levels_left;
    for (std::size_t i = 0; i < items.count(); ++i)
      if (visit_item(f, items.get()->at(i), item_room, visit)) return true;
  }
  for (const auto& each : at<list<unknown_member<S>>>(object, info.unknown))
    if (visit.unknown(each, levels_left)) return true;
  return false;
}

// Objects that are still to be visited, so that no recursion is needed.
template <Storage S>
class object_queue {
 public:
  // Visits all objects, and those inside them. Returns true if the visitor ended it.
  template <class Visit>
  bool visit_all(Visit& visit) {
    while (!waiting_.empty()) {
      const entry next = waiting_.back();
      waiting_.pop_back();
      if (visit_object(*next.info, next.object, next.levels_left, visit)) return true;
    }
    return false;
  }
  void add(const type_info<S>& info, const void* object, std::size_t levels_left) {
    waiting_.push_back({&info, object, levels_left});
  }

 private:
  struct entry {
    const type_info<S>* info;
    const void* object;
    std::size_t levels_left;
  };
  std::vector<entry> waiting_;
};

// Determines whether there is anything to write: FHIR has no empty objects, arrays or strings.
template <Storage S>
struct content_visit {
  static bool text(std::string_view text) noexcept { return !text.empty(); }
  static bool primitive(primitive_view<S> view) noexcept { return has_json(view); }
  static bool not_allowed() noexcept { return false; }
  static bool raw(const RawResource<S>& resource, std::size_t levels_left) {
    return has_json_form(measure_resource(resource), levels_left);
  }
  static bool unknown(const unknown_member<S>& member, std::size_t levels_left) { return has_json_form(member, levels_left); }
  bool object(const type_info<S>& info, const void* object, std::size_t levels_left) {
    if (levels_left == 0) return false;
    if (info.is_resource) return true;  // resourceType
    inside.add(info, object, levels_left);
    return false;
  }

  object_queue<S> inside{};
};

template <Storage S>
bool has_content(const type_info<S>& info, const void* object, std::size_t levels_left = deepest_json) {
  if (levels_left == 0) return false;
  content_visit<S> visit;
  return visit_object(info, object, levels_left, visit) || visit.inside.visit_all(visit);
}
// The same for one item: the member of a single element, or an item of a list.
template <Storage S>
bool has_item(const field<S>& f, const void* item, std::size_t levels_left) {
  content_visit<S> visit;
  return visit_item(f, item, levels_left, visit) || visit.inside.visit_all(visit);
}
// Counts the values that are left out because they cannot be written as JSON.
template <Storage S>
struct omission_visit {
  static bool text(std::string_view) noexcept { return false; }
  bool primitive(primitive_view<S> view) noexcept { return add(!has_json(view)); }
  bool not_allowed() noexcept { return add(true); }
  bool raw(const RawResource<S>&, std::size_t) noexcept { return add(true); }
  bool unknown(const unknown_member<S>&, std::size_t) noexcept { return add(true); }
  bool object(const type_info<S>& info, const void* object, std::size_t levels_left) {
    if (levels_left == 0) return add(true);
    inside.add(info, object, levels_left);
    return false;
  }
  bool add(bool lost) noexcept {
    count += lost ? 1U : 0U;
    return false;
  }

  object_queue<S> inside{};
  std::size_t count = 0;
};
template <Storage S>
std::size_t lost_with(const field<S>& f, const void* item, std::size_t levels_left) {
  omission_visit<S> visit;
  static_cast<void>(visit_item(f, item, levels_left, visit));
  static_cast<void>(visit.inside.visit_all(visit));
  return visit.count;
}

template <Storage S>
std::size_t lost_in(const type_info<S>& info, const void* object, std::size_t levels_left) {
  omission_visit<S> visit;
  static_cast<void>(visit.object(info, object, levels_left));
  static_cast<void>(visit.inside.visit_all(visit));
  return visit.count;
}

// Whether a value[x] is given: it has content, or something that writing leaves out and counts, such as a decimal that is not a
// number.
template <Storage S>
bool is_given(const Value<S>& value) {
  constexpr field<S> open{"value", 0, shape::value, false, 0, type_id::none, nullptr, type_set::open(), nullptr};
  return has_item(open, &value, deepest_json) || lost_with(open, &value, deepest_json) > 0;
}

}  // namespace fhirops::detail
