#pragma once
// Support for the compiled form (docs/how-to/compiled.md). Units compiled with FHIROPS_COMPILED only declare the library's
// functions, and are linked with the unit that includes compiled_source.hpp; without that macro, each unit defines what it uses.

#include <concepts>
#include <string>
#include <string_view>

#include "fhirops/core/storage.hpp"

namespace fhirops::detail {

class block_handle;

template <class S>
concept CompiledStorage = std::same_as<S, owned> || std::same_as<S, borrowed>;

// Whether the compiled form contains the table and the functions of this type: true for all types of the library in its own
// storages.
template <class T>
inline constexpr bool is_compiled = false;
template <class T>
  requires CompiledStorage<typename T::storage> && (requires { T::fhir_type; } || requires { T::representation; })
inline constexpr bool is_compiled<T> = true;
template <>
inline constexpr bool is_compiled<std::string> = true;
template <>
inline constexpr bool is_compiled<std::string_view> = true;
template <>
inline constexpr bool is_compiled<block_handle> = true;

// clang warns if static members of a class template may be defined in another unit, as they are in the compiled form.
#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
template <class Holder>
constexpr const auto& value_of() noexcept {
  return Holder::value;
}
#ifdef __clang__
#pragma clang diagnostic pop
#endif

}  // namespace fhirops::detail
