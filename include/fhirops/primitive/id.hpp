#pragma once
// The logical id of a resource: 1 to 64 characters of `A-Z a-z 0-9 - .` (https://hl7.org/fhir/R4/datatypes.html#id).

#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {
namespace detail {

constexpr bool is_id(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_letter(c) && !is_digit(c) && c != '-' && c != '.') return false;
  return !text.empty() && text.size() <= 64;
}

}  // namespace detail

/// The logical id of a resource: 1 to 64 characters of `A-Z a-z 0-9 - .` (https://hl7.org/fhir/R4/datatypes.html#id).
template <Storage S = owned>
struct Id : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Id() noexcept = default;
  static constexpr auto fhir_type = type_id::id;

  /// Whether R4 allows the value. Ids are case-sensitive.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_id(this->text); }
};

}  // namespace fhirops
