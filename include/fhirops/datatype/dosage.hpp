#pragma once
// How a medication is taken (https://hl7.org/fhir/R4/dosage.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codeable_concept.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/quantity.hpp"
#include "fhirops/datatype/ratio.hpp"
#include "fhirops/datatype/timing.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// `Dosage.doseAndRate`: the amount, and the rate.
/// https://hl7.org/fhir/R4/dosage-definitions.html#Dosage.doseAndRate
template <Storage S = owned>
struct DosageDoseAndRate {
  using storage = S;
  static constexpr auto fhir_type = type_id::DosageDoseAndRate;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The kind of dose or rate, for instance ordered or calculated.
  box<CodeableConcept<S>> type{};
  /// 0..1, Range | Quantity. The amount per dose.
  Value<S> dose{};
  /// 0..1, Ratio | Range | Quantity. The amount per unit of time.
  Value<S> rate{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<DosageDoseAndRate<S>> {
  using self = DosageDoseAndRate<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::type)>("type", offsetof(self, type)),
      detail::row<decltype(self::dose)>("dose", offsetof(self, dose), {.choices = type_set(type_id::Range, type_id::Quantity)}),
      detail::row<decltype(self::rate)>("rate", offsetof(self, rate),
                                        {.choices = type_set(type_id::Ratio, type_id::Range, type_id::Quantity)}),
  };
};

/// How a medication is taken.
/// https://hl7.org/fhir/R4/dosage.html
template <Storage S = owned>
struct Dosage {
  using storage = S;
  static constexpr auto fhir_type = type_id::Dosage;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 0..1. The order of this instruction among others; those with the same number apply at the same time.
  Integer<S> sequence{};
  /// 0..1. The whole instruction in words.
  String<S> text{};
  /// 0..*. Further instructions or warnings, for example to take it with food.
  list<CodeableConcept<S>> additionalInstruction{};
  /// 0..1. Instructions in words that the patient understands.
  String<S> patientInstruction{};
  /// 0..1. When to take it.
  box<Timing<S>> timing{};
  /// 0..1, boolean | CodeableConcept. Whether to take it only when needed, or the reason for which to take it.
  Value<S> asNeeded{};
  /// 0..1. The site on the body.
  box<CodeableConcept<S>> site{};
  /// 0..1. The route into the body, such as by mouth.
  box<CodeableConcept<S>> route{};
  /// 0..1. The technique of administration, such as injection.
  box<CodeableConcept<S>> method{};
  /// 0..*. The amount, and the rate.
  list<DosageDoseAndRate<S>> doseAndRate{};
  /// 0..1. The maximum amount per unit of time.
  box<Ratio<S>> maxDosePerPeriod{};
  /// 0..1. The maximum amount per administration.
  box<Quantity<S>> maxDosePerAdministration{};
  /// 0..1. The maximum amount in the patient's lifetime.
  box<Quantity<S>> maxDosePerLifetime{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Dosage<S>> {
  using self = Dosage<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::sequence)>("sequence", offsetof(self, sequence)),
      detail::row<decltype(self::text)>("text", offsetof(self, text)),
      detail::row<decltype(self::additionalInstruction)>("additionalInstruction", offsetof(self, additionalInstruction)),
      detail::row<decltype(self::patientInstruction)>("patientInstruction", offsetof(self, patientInstruction)),
      detail::row<decltype(self::timing)>("timing", offsetof(self, timing)),
      detail::row<decltype(self::asNeeded)>("asNeeded", offsetof(self, asNeeded),
                                            {.choices = type_set(type_id::boolean, type_id::CodeableConcept)}),
      detail::row<decltype(self::site)>("site", offsetof(self, site)),
      detail::row<decltype(self::route)>("route", offsetof(self, route)),
      detail::row<decltype(self::method)>("method", offsetof(self, method)),
      detail::row<decltype(self::doseAndRate)>("doseAndRate", offsetof(self, doseAndRate)),
      detail::row<decltype(self::maxDosePerPeriod)>("maxDosePerPeriod", offsetof(self, maxDosePerPeriod)),
      detail::row<decltype(self::maxDosePerAdministration)>("maxDosePerAdministration", offsetof(self, maxDosePerAdministration)),
      detail::row<decltype(self::maxDosePerLifetime)>("maxDosePerLifetime", offsetof(self, maxDosePerLifetime)),
  };
};

}  // namespace fhirops
