#pragma once
// An OID as a URI: `urn:oid:1.2.3` (https://hl7.org/fhir/R4/datatypes.html#oid).

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops {
namespace detail {

constexpr bool is_oid(std::string_view text) noexcept {
  constexpr std::string_view prefix = "urn:oid:";
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  if (text.size() < 3 || text[0] < '0' || text[0] > '2' || text[1] != '.') return false;
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_plain_number(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace detail

/// An OID as a URI: `urn:oid:1.2.3` (https://hl7.org/fhir/R4/datatypes.html#oid).
template <Storage S = owned>
struct Oid : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Oid() noexcept = default;
  static constexpr auto fhir_type = type_id::oid;

  /// Whether R4 allows the value.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_oid(this->text); }
};

}  // namespace fhirops
