#pragma once
// The name of a type as the suffix of a choice element (https://hl7.org/fhir/R4/formats.html#choice).

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

// Finds the type of value[x] that a suffix names, by a hash that is unique for each of the types.
constexpr std::size_t choice_slot(std::string_view suffix) noexcept {
  const auto byte = [suffix](std::size_t i) { return std::size_t{static_cast<unsigned char>(suffix[i])}; };
  return (byte(0) * 7 + byte(suffix.size() / 2) * 10 + byte(suffix.size() - 1) + suffix.size()) % 256;
}
inline constexpr auto choice_types = [] {
  std::array<std::uint8_t, 256> types{};
  for (std::size_t i = 1; i <= value_type_count; ++i)
    types[choice_slot(choice_suffix(static_cast<type_id>(i)))] = static_cast<std::uint8_t>(i);
  return types;
}();
static_assert(
    [] {
      for (std::size_t i = 1; i <= value_type_count; ++i)
        if (choice_types[choice_slot(choice_suffix(static_cast<type_id>(i)))] != i) return false;
      return true;
    }(),
    "two types of value[x] have one slot: other factors are needed");
inline type_id choice_type(std::string_view suffix) noexcept {
  if (suffix.empty()) return type_id::none;
  const auto type = static_cast<type_id>(choice_types[choice_slot(suffix)]);
  return suffix == choice_suffix(type) ? type : type_id::none;
}

}  // namespace fhirops::detail
