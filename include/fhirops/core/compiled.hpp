#pragma once
// What the compiled form has (docs/how-to/compiled.md). Units that are compiled with FHIROPS_COMPILED declare it, and link it
// with the one that includes compiled_source.hpp; without that macro each unit defines what it uses.

#include <concepts>
#include <string>
#include <string_view>

#include "fhirops/core/storage.hpp"

namespace fhirops::detail {

class block_handle;

template <class S>
concept CompiledStorage = std::same_as<S, owned> || std::same_as<S, borrowed>;

// Whether it has the table and the functions of the type: all of the library's, for its own storages.
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

// What a class template has for one of these types: in the compiled form it may be in another unit, of which clang warns.
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
