#pragma once
// An element of cardinality 0..1 that is stored on the heap; an absent one costs one pointer.

#include <concepts>
#include <new>
#include <type_traits>
#include <utility>

#include "fhirops/core/block.hpp"

namespace fhirops {

/// An optional value on the heap with value semantics: copying a box copies its content, and two boxes are equal if both are
/// absent or their contents are equal. `T` may be incomplete where the box is declared, so that FHIR's recursive types can
/// contain themselves.
/// The interface is that of `std::optional`. If a copy or `emplace` throws, the box keeps its content.
///
///     box<Period<>> when;
///     when.ensure().start = "2024-02-01";
template <class T>
class box : private detail::block_handle {
 public:
  /// The type of the content.
  using value_type = T;

  constexpr box() noexcept = default;
  /// Holds a value constructed from the argument.
  template <class U = T>
    requires(!std::same_as<std::remove_cvref_t<U>, box> && detail::MadeFrom<T, U>)
  box(U&& value) {  // NOLINT(google-explicit-constructor): an element is set by its value
    emplace(std::forward<U>(value));
  }

  /// Whether it has a value.
  /// @{
  [[nodiscard]] bool has_value() const noexcept { return get() != nullptr; }
  explicit operator bool() const noexcept { return has_value(); }
  /// @}

  /// The content. Undefined if `has_value()` is false, as with `std::optional`.
  /// @{
  [[nodiscard]] T& operator*() noexcept { return *static_cast<T*>(get()->data()); }
  [[nodiscard]] const T& operator*() const noexcept { return *static_cast<const T*>(get()->data()); }
  [[nodiscard]] T* operator->() noexcept { return &**this; }
  [[nodiscard]] const T* operator->() const noexcept { return &**this; }
  /// @}

  /// Replaces the content with a new value constructed from the arguments.
  template <class... Args>
    requires detail::MadeFrom<T, Args...>
  T& emplace(Args&&... args) {
    detail::block_handle fresh;
    ::new (fresh.next(detail::ops_of<T>)) T(std::forward<Args>(args)...);
    fresh.commit();
    fresh.swap(*this);
    return **this;
  }
  using detail::block_handle::reset;
  /// Swaps the contents by swapping two pointers.
  void swap(box& other) noexcept { block_handle::swap(other); }
  /// The content; if it was absent, an empty one is created first.
  T& ensure() { return has_value() ? **this : emplace(); }

  friend bool operator==(const box& a, const box& b) {
    return static_cast<const detail::block_handle&>(a) == static_cast<const detail::block_handle&>(b);
  }
};

/// Whether the box holds a value equal to `b`.
template <class T, class U>
  requires(!std::is_base_of_v<detail::block_handle, U>) && requires(const T& a, const U& b) {
    { a == b } -> std::convertible_to<bool>;
  }
[[nodiscard]] bool operator==(const box<T>& a, const U& b) {
  return a.has_value() && *a == b;
}

}  // namespace fhirops
