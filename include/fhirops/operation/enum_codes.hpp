#pragma once
// Lets a host's own enum hold the codes of a parameter (https://hl7.org/fhir/R4/datatypes.html#code).

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "fhirops/core/text_pieces.hpp"
#include "fhirops/primitive/code.hpp"

namespace fhirops {

/// One enumerator, and its code.
template <class E>
struct enum_code {
  /// The enumerator.
  E value{};
  /// The code as FHIR spells it: `entered-in-error`.
  std::string_view code{};
};

/// The codes of an enum, as returned by `enum_codes`.
template <class E, std::size_t N>
struct enum_code_table {
  /// Each enumerator once, and each code once.
  std::array<enum_code<E>, N> all{};
};

/// Makes the table of an enum, which can then be the type of a member just like `Code<>`. The table is returned by the function
/// `fhir_codes(const E*)` in the namespace of the enum, which is found by argument-dependent lookup:
///
///     enum class Urgency { routine, asap };
///     constexpr auto fhir_codes(const Urgency*) {
///       return fhirops::enum_codes<Urgency>({{Urgency::routine, "routine"}, {Urgency::asap, "asap"}});
///     }
///
/// Reading a code that is not in the table is an error; an enumerator that is not in the table is not written.
template <class E, std::size_t N>
  requires std::is_enum_v<E>
[[nodiscard]] constexpr enum_code_table<E, N> enum_codes(const enum_code<E> (&all)[N]) {
  enum_code_table<E, N> table;
  for (std::size_t i = 0; i < N; ++i) table.all[i] = all[i];
  return table;
}

namespace detail {

template <class T>
concept EnumMember = std::is_enum_v<T> && requires(const T* type) { fhir_codes(type); };

template <class Table>
constexpr bool enum_codes_are_codes(const Table& table) {
  for (const auto& each : table.all)
    if (!is_code(each.code)) return false;
  return true;
}
template <class Table>
constexpr bool enum_codes_differ(const Table& table) {
  for (std::size_t i = 0; i < table.all.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (table.all[i].code == table.all[k].code || table.all[i].value == table.all[k].value) return false;
  return true;
}

template <EnumMember E>
struct checked_codes {
  static constexpr auto value = fhir_codes(static_cast<const E*>(nullptr));
  static_assert(enum_codes_are_codes(value),
                "fhirops: the table of an enum has a text that is not a code: it is not empty, and has no space at its ends");
  static_assert(enum_codes_differ(value), "fhirops: the table of an enum has a code or an enumerator twice");
};

/// The code of an enumerator; empty if the table does not contain it.
template <EnumMember E>
[[nodiscard]] constexpr std::string_view code_of(E value) noexcept {
  for (const auto& each : checked_codes<E>::value.all)
    if (each.value == value) return each.code;
  return {};
}
/// The enumerator with this code; `std::nullopt` if there is none.
template <EnumMember E>
[[nodiscard]] constexpr std::optional<E> enum_of(std::string_view code) noexcept {
  for (const auto& each : checked_codes<E>::value.all)
    if (each.code == code) return each.value;
  return std::nullopt;
}
/// The codes of the table as a list for a message: `routine or asap`.
template <EnumMember E>
[[nodiscard]] std::string all_codes() {
  choices_text all;
  for (const auto& each : checked_codes<E>::value.all) all.add(std::string(each.code));
  return all.text();
}

}  // namespace detail
}  // namespace fhirops
