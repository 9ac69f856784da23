#pragma once
// The invariants of times (https://hl7.org/fhir/R4/datatypes.html#Timing).

#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/timing.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

// If the order depends on a missing part, it is unknown, which is not a fault.
template <Storage S>
bool per_1(const Period<S>& period) noexcept {
  return !(compare(period.start, period.end) > 0);
}
template <Storage S>
std::string per_1_words(const Period<S>& period) {
  return joined({"the start ", shortened_text(period.start.text), " is after the end ", shortened_text(period.end.text),
                 ": correct one of them"});
}

template <Storage S>
bool tim_1(const TimingRepeat<S>& repeat) noexcept {
  return !exists(repeat.duration) || exists(repeat.durationUnit);
}
template <Storage S>
bool tim_2(const TimingRepeat<S>& repeat) noexcept {
  return !exists(repeat.period) || exists(repeat.periodUnit);
}
template <Storage S>
bool tim_4(const TimingRepeat<S>& repeat) noexcept {
  return !(compare_decimals(repeat.duration, "0") < 0);
}
template <Storage S>
bool tim_5(const TimingRepeat<S>& repeat) noexcept {
  return !(compare_decimals(repeat.period, "0") < 0);
}
template <Storage S>
std::string tim_4_words(const TimingRepeat<S>& repeat) {
  return joined({"the duration ", shortened_text(repeat.duration.text), " is negative: it must be at least 0"});
}
template <Storage S>
std::string tim_5_words(const TimingRepeat<S>& repeat) {
  return joined({"the period ", shortened_text(repeat.period.text), " is negative: it must be at least 0"});
}
template <Storage S>
bool tim_6(const TimingRepeat<S>& repeat) noexcept {
  return !exists(repeat.periodMax) || exists(repeat.period);
}
template <Storage S>
bool tim_7(const TimingRepeat<S>& repeat) noexcept {
  return !exists(repeat.durationMax) || exists(repeat.duration);
}
template <Storage S>
bool tim_8(const TimingRepeat<S>& repeat) noexcept {
  return !exists(repeat.countMax) || exists(repeat.count);
}
// R4's expression is not defined if `when` repeats; here none of them may be a meal.
template <Storage S>
std::string_view tim_9_fault(const TimingRepeat<S>& repeat) noexcept {
  if (!exists(repeat.offset)) return {};
  for (const Code<S>& when : repeat.when)
    if (when == "C" || when == "CM" || when == "CD" || when == "CV")
      return "offset is not allowed with the meals C, CM, CD and CV: write before or after one of them (AC, PC, ...)";
  return exists(repeat.when) ? "" : "when is missing: offset needs it";
}
template <Storage S>
bool tim_10(const TimingRepeat<S>& repeat) noexcept {
  return repeat.timeOfDay.empty() || repeat.when.empty();
}

}  // namespace fhirops::detail
