#pragma once
// A resource of any type (https://hl7.org/fhir/R4/resource.html), or none.

#include <concepts>
#include <type_traits>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/type_info.hpp"

namespace fhirops {

/// One of the types that `Resource<S>` can hold: `Parameters<S>`, `Bundle<Resource<S>>`, `OperationOutcome<S>`,
/// `OperationDefinition<S>`, `Binary<S>`, or `RawResource<S>` for all others.
template <class T, class S>
concept ResourceOf = std::same_as<typename T::storage, S> && T::fhir_type >= type_id::Parameters &&
                     (!requires { typename T::entry_resource; } || std::same_as<typename T::entry_resource, Resource<S>>);

/// A resource of any type, or none. Takes the space of one pointer.
template <Storage S>
class Resource : private detail::block_handle {
 public:
  using storage = S;
  static constexpr auto representation = detail::shape::resource;
  static constexpr auto fhir_type = type_id::none;

  constexpr Resource() noexcept = default;
  /// Holds this resource.
  template <class T>
    requires ResourceOf<std::remove_cvref_t<T>, S>
  Resource(T&& resource) {  // NOLINT(google-explicit-constructor): an element is set by its value
    emplace<std::remove_cvref_t<T>>(std::forward<T>(resource));
  }

  /// The type of the resource; `type_id::none` if there is none.
  [[nodiscard]] type_id type() const noexcept {
    return get() == nullptr ? type_id::none : static_cast<type_id>(get()->ops->type);
  }
  /// Whether there is a resource.
  /// @{
  [[nodiscard]] bool has_value() const noexcept { return get() != nullptr; }
  explicit operator bool() const noexcept { return has_value(); }
  /// @}
  using detail::block_handle::reset;

  /// Whether it is a `T`.
  template <ResourceOf<S> T>
  [[nodiscard]] bool is() const noexcept {
    return type() == T::fhir_type;
  }
  /// The resource if it is a `T`, otherwise null.
  /// @{
  template <ResourceOf<S> T>
  [[nodiscard]] T* get_if() noexcept {
    return is<T>() ? static_cast<T*>(get()->data()) : nullptr;
  }
  template <ResourceOf<S> T>
  [[nodiscard]] const T* get_if() const noexcept {
    return is<T>() ? static_cast<const T*>(get()->data()) : nullptr;
  }
  /// @}
  /// Replaces the resource by a `T` constructed from the arguments.
  template <ResourceOf<S> T, class... Args>
    requires detail::MadeFrom<T, Args...>
  T& emplace(Args&&... args) {
    detail::block_handle fresh;
    ::new (fresh.next(detail::ops_of<T>)) T(std::forward<Args>(args)...);
    fresh.commit();
    fresh.swap(*this);
    return *static_cast<T*>(get()->data());
  }

  friend bool operator==(const Resource& a, const Resource& b) {
    return a.type() == b.type() && static_cast<const detail::block_handle&>(a) == static_cast<const detail::block_handle&>(b);
  }

  /// For the table-driven reader and visitors: creates an empty resource of a type known only at run time; the address of the
  /// present one.
  /// @{
  void* emplace(const detail::block_ops& ops) {
    reset();
    return append(ops);
  }
  [[nodiscard]] const void* place() const noexcept { return get()->data(); }
  /// @}
};

}  // namespace fhirops
