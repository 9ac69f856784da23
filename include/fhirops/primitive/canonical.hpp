#pragma once
// The canonical URL of a definition, with its version (https://hl7.org/fhir/R4/datatypes.html#canonical).

#include <cstddef>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// The canonical URL of a definition, with its version (https://hl7.org/fhir/R4/datatypes.html#canonical).
template <Storage S = owned>
struct Canonical : text_primitive<S> {
  using text_primitive<S>::text_primitive;
  constexpr Canonical() noexcept = default;
  static constexpr auto fhir_type = type_id::canonical;

  /// The URL without its version and fragment: the text before `|` or `#`.
  [[nodiscard]] constexpr std::string_view url() const noexcept {
    return std::string_view(this->text).substr(0, std::string_view(this->text).find_first_of("|#"));
  }
  /// The version after `|`, without a fragment (`#...`); empty if there is none.
  [[nodiscard]] constexpr std::string_view version() const noexcept {
    std::string_view rest = this->text;
    const std::size_t bar = rest.find('|');
    if (bar == std::string_view::npos) return {};
    rest.remove_prefix(bar + 1);
    return rest.substr(0, rest.find('#'));
  }
  /// Whether R4 allows the value: not empty, no white space.
  [[nodiscard]] constexpr bool ok() const noexcept { return detail::is_uri(this->text); }
};

}  // namespace fhirops
