#pragma once
// The C++ type of a parameter with a FHIR type, and the header that declares it.

#include <algorithm>
#include <fhirops/core/text_pieces.hpp>
#include <fhirops/core/type_info.hpp>
#include <fhirops/datatype/codes.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "names.hpp"

namespace opgen {

struct cpp_type {
  std::string name;         // without namespace: `Reference<>`, `std::string`
  std::string header;       // `fhirops/datatype/reference.hpp`, `string`
  bool states_type = true;  // whether FHIR's type follows from the C++ type
};

inline bool is_one_of(const fhirops::code_set& set, std::string_view code) {
  return std::ranges::find(set.codes, code) != set.codes.end();
}

// `a, b or c`.
inline std::string codes_of(const fhirops::code_set& set) {
  fhirops::detail::choices_text all;
  for (const std::string_view each : set.codes) all.add(std::string(each));
  return all.text();
}

// FHIR's name of the type with an initial capital, as the library spells its types.
inline std::string spelled(std::string_view type) {
  std::string name(type);
  name[0] = to_upper(name[0]);
  return name;
}

// The type if it is one of the 50 types of value[x]; otherwise `none`.
inline fhirops::type_id value_type(std::string_view type) {
  for (std::size_t i = 1; i <= fhirops::value_type_count; ++i)
    if (fhirops::to_string(static_cast<fhirops::type_id>(i)) == type) return static_cast<fhirops::type_id>(i);
  return fhirops::type_id::none;
}

// The C++ type for a type of R4; nothing if there is no such type, or if no parameter can have it.
inline std::optional<cpp_type> type_for(std::string_view type) {
  if (type == "string") return cpp_type{"std::string", "string"};
  if (type == "boolean") return cpp_type{"bool", ""};
  if (type == "integer") return cpp_type{"std::int32_t", "cstdint"};
  if (const auto id = value_type(type); id != fhirops::type_id::none) {
    const std::string folder = id < fhirops::type_id::Address ? "primitive" : "datatype";
    return cpp_type{spelled(type) + "<>", "fhirops/" + folder + '/' + snake_case(type) + ".hpp"};
  }
  if (type == "SimpleQuantity" || type == "MoneyQuantity") return cpp_type{"Quantity<>", "fhirops/datatype/quantity.hpp", false};
  if (type == "Element" || type == "Type") return cpp_type{"Value<>", "fhirops/datatype/value.hpp", type == "Element"};
  for (const auto id : {fhirops::type_id::Parameters, fhirops::type_id::Bundle, fhirops::type_id::OperationOutcome,
                        fhirops::type_id::OperationDefinition, fhirops::type_id::Binary})
    if (to_string(id) == type) return cpp_type{spelled(type) + "<>", "fhirops/resource/" + snake_case(type) + ".hpp"};
  if (type == "Any") return cpp_type{"Any<>", "fhirops/operation/any.hpp"};
  if (is_one_of(fhirops::codes::resource_types, type))
    return cpp_type{"Resource<>", "fhirops/resource/resource.hpp", type == "Resource"};
  return {};
}

// Names that a generated struct or member must not hide: those of the library that a header may use.
inline bool is_library_name(std::string_view name) {
  static constexpr std::string_view others[] = {"Request", "Response",    "Resource", "Value",
                                                "Element", "RawResource", "Any",      "search_value"};
  if (std::ranges::find(others, name) != std::end(others)) return true;
  for (std::size_t i = 1; i < fhirops::type_count; ++i)
    if (spelled(fhirops::to_string(static_cast<fhirops::type_id>(i))) == name) return true;
  return false;
}

// The type of R4 that was probably meant: the same except for capitals, or `Element` for any type.
inline std::string_view meant_type(std::string_view type) {
  if (type == "*" || type == "DataType") return "Element";
  if (type == "Base") return "Any";
  for (const std::string_view known : fhirops::codes::all_types.codes)
    if (std::ranges::equal(known, type, {}, to_lower, to_lower)) return known;
  return {};
}

}  // namespace opgen
