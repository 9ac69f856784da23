#pragma once
// When something happens, once or repeatedly (https://hl7.org/fhir/R4/datatypes.html#Timing).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codeable_concept.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/positive_int.hpp"
#include "fhirops/primitive/time.hpp"
#include "fhirops/primitive/unsigned_int.hpp"

namespace fhirops {

/// `Timing.repeat`: the rule by which something repeats.
/// https://hl7.org/fhir/R4/datatypes-definitions.html#Timing.repeat
template <Storage S = owned>
struct TimingRepeat {
  using storage = S;
  static constexpr auto fhir_type = type_id::TimingRepeat;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1, Duration | Range | Period. The length of the schedule, or its start and end.
  Value<S> bounds{};
  /// 0..1. The number of repetitions in all.
  PositiveInt<S> count{};
  /// 0..1. The maximum number of repetitions, if `count` is the minimum.
  PositiveInt<S> countMax{};
  /// 0..1. The length of each occurrence.
  Decimal<S> duration{};
  /// 0..1. The maximum length of each occurrence.
  Decimal<S> durationMax{};
  /// 0..1. The unit of `duration`, in UCUM. Codes: http://hl7.org/fhir/ValueSet/units-of-time.
  Code<S> durationUnit{};
  /// 0..1. The number of times per `period`.
  PositiveInt<S> frequency{};
  /// 0..1. The maximum number of times per `period`.
  PositiveInt<S> frequencyMax{};
  /// 0..1. The length of time in which it happens `frequency` times.
  Decimal<S> period{};
  /// 0..1. The maximum length of `period`.
  Decimal<S> periodMax{};
  /// 0..1. The unit of `period`, in UCUM. Codes: http://hl7.org/fhir/ValueSet/units-of-time.
  Code<S> periodUnit{};
  /// 0..*. The days of the week on which it happens. Codes: http://hl7.org/fhir/ValueSet/days-of-week.
  list<Code<S>> dayOfWeek{};
  /// 0..*. The times of day at which it happens.
  list<Time<S>> timeOfDay{};
  /// 0..*. Events of daily life that it is tied to, such as meals. Codes: http://hl7.org/fhir/ValueSet/event-timing.
  list<Code<S>> when{};
  /// 0..1. Minutes before or after that event, as its code says.
  UnsignedInt<S> offset{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<TimingRepeat<S>> {
  using self = TimingRepeat<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::bounds)>("bounds", offsetof(self, bounds),
                                          {.choices = type_set(type_id::Duration, type_id::Range, type_id::Period)}),
      detail::row<decltype(self::count)>("count", offsetof(self, count)),
      detail::row<decltype(self::countMax)>("countMax", offsetof(self, countMax)),
      detail::row<decltype(self::duration)>("duration", offsetof(self, duration)),
      detail::row<decltype(self::durationMax)>("durationMax", offsetof(self, durationMax)),
      detail::row<decltype(self::durationUnit)>("durationUnit", offsetof(self, durationUnit), {.binding = &codes::units_of_time}),
      detail::row<decltype(self::frequency)>("frequency", offsetof(self, frequency)),
      detail::row<decltype(self::frequencyMax)>("frequencyMax", offsetof(self, frequencyMax)),
      detail::row<decltype(self::period)>("period", offsetof(self, period)),
      detail::row<decltype(self::periodMax)>("periodMax", offsetof(self, periodMax)),
      detail::row<decltype(self::periodUnit)>("periodUnit", offsetof(self, periodUnit), {.binding = &codes::units_of_time}),
      detail::row<decltype(self::dayOfWeek)>("dayOfWeek", offsetof(self, dayOfWeek), {.binding = &codes::days_of_week}),
      detail::row<decltype(self::timeOfDay)>("timeOfDay", offsetof(self, timeOfDay)),
      detail::row<decltype(self::when)>("when", offsetof(self, when), {.binding = &codes::event_timing}),
      detail::row<decltype(self::offset)>("offset", offsetof(self, offset)),
  };
};

/// When something happens, once or repeatedly.
/// https://hl7.org/fhir/R4/datatypes.html#Timing
template <Storage S = owned>
struct Timing {
  using storage = S;
  static constexpr auto fhir_type = type_id::Timing;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 0..*. The exact times at which it happens.
  list<DateTime<S>> event{};
  /// 0..1. The rule by which it happens.
  box<TimingRepeat<S>> repeat{};
  /// 0..1. The rule as a code, such as `BID` for twice a day.
  box<CodeableConcept<S>> code{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Timing<S>> {
  using self = Timing<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::event)>("event", offsetof(self, event)),
      detail::row<decltype(self::repeat)>("repeat", offsetof(self, repeat)),
      detail::row<decltype(self::code)>("code", offsetof(self, code)),
  };
};

}  // namespace fhirops
