#pragma once
// The data that a knowledge module needs (https://hl7.org/fhir/R4/metadatatypes.html#DataRequirement).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/canonical.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/positive_int.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// `DataRequirement.sort`: the order of the results.
/// https://hl7.org/fhir/R4/metadatatypes-definitions.html#DataRequirement.sort
template <Storage S = owned>
struct DataRequirementSort {
  using storage = S;
  static constexpr auto fhir_type = type_id::DataRequirementSort;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. The element to sort by.
  String<S> path{};
  /// 1..1. The direction of sorting. Codes: http://hl7.org/fhir/ValueSet/sort-direction.
  Code<S> direction{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<DataRequirementSort<S>> {
  using self = DataRequirementSort<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::path)>("path", offsetof(self, path), {.min = 1}),
      detail::row<decltype(self::direction)>("direction", offsetof(self, direction),
                                             {.min = 1, .binding = &codes::sort_direction}),
  };
};

/// `DataRequirement.dateFilter`: a condition on a date.
/// https://hl7.org/fhir/R4/metadatatypes-definitions.html#DataRequirement.dateFilter
template <Storage S = owned>
struct DataRequirementDateFilter {
  using storage = S;
  static constexpr auto fhir_type = type_id::DataRequirementDateFilter;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The element that holds the date; otherwise see `searchParam`.
  String<S> path{};
  /// 0..1. The search parameter that finds the date; otherwise see `path`.
  String<S> searchParam{};
  /// 0..1, dateTime | Period | Duration. The dates that are selected: a moment, a period, or a length of time before now.
  Value<S> value{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<DataRequirementDateFilter<S>> {
  using self = DataRequirementDateFilter<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::path)>("path", offsetof(self, path)),
      detail::row<decltype(self::searchParam)>("searchParam", offsetof(self, searchParam)),
      detail::row<decltype(self::value)>("value", offsetof(self, value),
                                         {.choices = type_set(type_id::dateTime, type_id::Period, type_id::Duration)}),
  };
};

/// `DataRequirement.codeFilter`: a condition on a code.
/// https://hl7.org/fhir/R4/metadatatypes-definitions.html#DataRequirement.codeFilter
template <Storage S = owned>
struct DataRequirementCodeFilter {
  using storage = S;
  static constexpr auto fhir_type = type_id::DataRequirementCodeFilter;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The element that holds the code; otherwise see `searchParam`.
  String<S> path{};
  /// 0..1. The search parameter that finds the code; otherwise see `path`.
  String<S> searchParam{};
  /// 0..1. The value set whose codes are selected.
  Canonical<S> valueSet{};
  /// 0..*. The codes that are selected, in addition to those of `valueSet` if it is present.
  list<Coding<S>> code{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<DataRequirementCodeFilter<S>> {
  using self = DataRequirementCodeFilter<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::path)>("path", offsetof(self, path)),
      detail::row<decltype(self::searchParam)>("searchParam", offsetof(self, searchParam)),
      detail::row<decltype(self::valueSet)>("valueSet", offsetof(self, valueSet)),
      detail::row<decltype(self::code)>("code", offsetof(self, code)),
  };
};

/// The data that a knowledge module needs.
/// https://hl7.org/fhir/R4/metadatatypes.html#DataRequirement
template <Storage S = owned>
struct DataRequirement {
  using storage = S;
  static constexpr auto fhir_type = type_id::DataRequirement;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. The type of the data, usually a resource. Codes: http://hl7.org/fhir/ValueSet/all-types.
  Code<S> type{};
  /// 0..*. Profiles that the data conforms to.
  list<Canonical<S>> profile{};
  /// 0..1, CodeableConcept | Reference. Who or what the data is about; if absent, a patient.
  Value<S> subject{};
  /// 0..*. Elements that must be present for the data to be useful.
  list<String<S>> mustSupport{};
  /// 0..*. Conditions on codes; all of them must hold.
  list<DataRequirementCodeFilter<S>> codeFilter{};
  /// 0..*. Conditions on dates; all of them must hold.
  list<DataRequirementDateFilter<S>> dateFilter{};
  /// 0..1. The maximum number of results.
  PositiveInt<S> limit{};
  /// 0..*. The order of the results; earlier items take precedence.
  list<DataRequirementSort<S>> sort{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<DataRequirement<S>> {
  using self = DataRequirement<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1, .binding = &codes::all_types}),
      detail::row<decltype(self::profile)>("profile", offsetof(self, profile)),
      detail::row<decltype(self::subject)>("subject", offsetof(self, subject),
                                           {.choices = type_set(type_id::CodeableConcept, type_id::Reference)}),
      detail::row<decltype(self::mustSupport)>("mustSupport", offsetof(self, mustSupport)),
      detail::row<decltype(self::codeFilter)>("codeFilter", offsetof(self, codeFilter)),
      detail::row<decltype(self::dateFilter)>("dateFilter", offsetof(self, dateFilter)),
      detail::row<decltype(self::limit)>("limit", offsetof(self, limit)),
      detail::row<decltype(self::sort)>("sort", offsetof(self, sort)),
  };
};

}  // namespace fhirops
