#pragma once
// A code from a set that is defined elsewhere (https://hl7.org/fhir/R4/datatypes.html#code).

#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {
namespace detail {

constexpr bool is_code(std::string_view text) noexcept {
  if (!is_text(text)) return false;
  bool after_space = true;
  for (const char c : text) {
    if (is_space(c) && after_space) return false;
    after_space = is_space(c);
  }
  return !after_space;
}

}  // namespace detail

/// A code from a set that is defined elsewhere (https://hl7.org/fhir/R4/datatypes.html#code).
template <Storage S = owned>
struct Code : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Code() noexcept = default;
  static constexpr auto fhir_type = type_id::code;

  /// Whether R4 allows the value: no white space at the ends, and only single white space characters inside.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_code(this->text); }
};

}  // namespace fhirops
