#pragma once
// The type's name as the suffix of a choice (https://hl7.org/fhir/R4/formats.html#choice).

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fhirops/core/type_info.hpp"

namespace fhirops::detail {

constexpr auto choice_suffixes = [] {
  struct suffix {
    char text[20];
    std::uint8_t size;
  };
  std::array<suffix, value_type_count + 1> all{};
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::string_view name = to_string(static_cast<type_id>(i));
    for (std::size_t k = 0; k < name.size(); ++k)
      all[i].text[k] = k == 0 && name[0] >= 'a' ? static_cast<char>(name[0] - 'a' + 'A') : name[k];
    all[i].size = static_cast<std::uint8_t>(name.size());
  }
  return all;
}();
// `DateTime` in `valueDateTime`.
constexpr std::string_view choice_suffix(type_id type) noexcept {
  const auto& suffix = choice_suffixes[static_cast<std::size_t>(type)];
  return {suffix.text, suffix.size};
}

}  // namespace fhirops::detail
