#pragma once
// What is there, by the tables: FHIR has no empty elements, so a value without content is absent.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fhirops/core/scanner.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

// A primitive as its shape has it.
template <Storage S>
class primitive_view {
 public:
  primitive_view(shape kind, const void* place) noexcept : kind_(kind), place_(place) {}

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
  // The text of what is text in memory: not of booleans and integers.
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
    return *static_cast<const T*>(place_);
  }
  shape kind_;
  const void* place_;
};

constexpr bool is_primitive(shape kind) noexcept { return kind < shape::attribute; }

// Whether an element is there at all: FHIR writes no empty objects, arrays or strings.
template <Storage S>
bool has_content(const type_info<S>& info, const void* object);
template <Storage S>
bool has_content(const Value<S>& value);

// Whether the text of a resource is one JSON object: what is not cannot be written.
template <Storage S>
bool can_stand_in_json(const RawResource<S>& resource) {
  return scanner(resource.json).next() == token::begin_object && is_json(resource.json);
}
template <Storage S>
bool can_stand_in_json(const Resource<S>& any) {
  const auto* raw = any.template get_if<RawResource<S>>();
  return raw == nullptr ? any.has_value() : can_stand_in_json(*raw);
}

template <Storage S>
bool has_primitive(shape kind, const void* place) {
  const primitive_view<S> view(kind, place);
  return view.has_value() ||
         (view.element().has_value() && has_content(info_of<Element<S>>::value, &*view.element()));
}

// One item: what stands at the place of a single element, or in a list.
template <Storage S>
bool has_item(const field<S>& f, const void* item) {
  switch (f.kind) {
    case shape::attribute:
      return !std::string_view(*static_cast<const typename S::string*>(item)).empty();
    case shape::complex:
      return f.info().is_resource || has_content(f.info(), item);
    case shape::value:
      return has_content(*static_cast<const Value<S>*>(item));
    case shape::resource:
      return can_stand_in_json(*static_cast<const Resource<S>*>(item));
    default:
      return has_primitive<S>(f.kind, item);
  }
}

template <Storage S>
bool has_field(const field<S>& f, const void* object) {
  const void* place = &at<std::byte>(object, f.offset);
  if (!f.in_block()) return has_item(f, place);
  const auto& handle = *static_cast<const block_handle*>(place);
  for (std::size_t i = 0; i < handle.count(); ++i)
    if (has_item(f, handle.get()->at(i))) return true;
  return false;
}

template <Storage S>
bool has_content(const type_info<S>& info, const void* object) {
  for (const field<S>& f : info.fields)
    if (has_field(f, object)) return true;
  for (const auto& each : at<list<unknown_member<S>>>(object, info.unknown))
    if (is_json(each.json)) return true;
  return false;
}

// Whether a value[x] is there.
template <Storage S>
bool has_content(const Value<S>& value) {
  if (!value.has_value()) return false;
  const shape kind = shape_of(value.type());
  return kind == shape::complex ? has_content(*value_info<S>(value.type()), value.place())
                                : has_primitive<S>(kind, value.place());
}

}  // namespace fhirops::detail
