#pragma once
// What all primitives share that are strings in JSON (https://hl7.org/fhir/R4/datatypes.html#primitive).

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/stream.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {
namespace detail {

// Text from which a primitive of storage S can be made. For owned storage it may be any text; for borrowed storage, not a
// temporary that owns its characters, as the view would outlive them.
template <class U, class S>
concept TextFor =
    std::convertible_to<U, std::string_view> && (S::owns || std::is_lvalue_reference_v<U> || std::is_trivially_copyable_v<U>);

template <class S, class U>
constexpr typename S::string make_string(U&& text) {
  if constexpr (std::constructible_from<typename S::string, U>)
    return typename S::string(std::forward<U>(text));
  else
    return typename S::string(std::string_view(std::forward<U>(text)));
}

}  // namespace detail

/// The base of `String`, `Code`, `Uri` and the other primitives that are strings in JSON. Empty text means that the value is
/// absent, since FHIR has no empty strings.
template <Storage S>
struct text_primitive {
  using storage = S;
  static constexpr auto representation = detail::shape::text;

  /// The value, as written. Empty if there is none.
  typename S::string text{};
  /// The id and extensions of this primitive (JSON's `_name`); usually absent.
  box<Element<S>> element{};

  constexpr text_primitive() noexcept = default;
  /// From text: literals, views, strings. A borrowed primitive cannot be made from a temporary string.
  template <class U>
    requires(!std::derived_from<std::remove_cvref_t<U>, text_primitive> && detail::TextFor<U, S>)
  constexpr text_primitive(U&& value)  // NOLINT(google-explicit-constructor): made from literals
      : text(detail::make_string<S>(std::forward<U>(value))) {}

  /// The value.
  constexpr operator std::string_view() const noexcept { return text; }  // NOLINT(google-explicit-constructor)
  /// A copy of the value; empty if there is none.
  operator std::string() const { return std::string(std::string_view(text)); }  // NOLINT(google-explicit-constructor)
  /// Whether there is no value; there may be extensions nevertheless.
  [[nodiscard]] constexpr bool empty() const noexcept { return std::string_view(text).empty(); }

  friend bool operator==(const text_primitive& a, const text_primitive& b) {
    return std::string_view(a.text) == std::string_view(b.text) && a.element == b.element;
  }
  /// Compares the text only.
  template <class U>
    requires(!std::derived_from<U, text_primitive> && std::convertible_to<const U&, std::string_view>)
  friend constexpr bool operator==(const text_primitive& a, const U& b) {
    return std::string_view(a.text) == std::string_view(b);
  }
};

namespace detail {
// All types of this shape share one set of functions to copy, move and destroy them.
template <class T>
  requires(T::representation == shape::text)
struct block_functions<T> : generated_functions<text_primitive<typename T::storage>> {
  static constexpr const void* (*table)() = nullptr;
};
}  // namespace detail

}  // namespace fhirops
