#pragma once
// The invariants of amounts (https://hl7.org/fhir/R4/datatypes.html#Quantity): quantities, and what is
// made of them.

#include <string_view>

#include "fhirops/datatype/age.hpp"
#include "fhirops/datatype/count.hpp"
#include "fhirops/datatype/distance.hpp"
#include "fhirops/datatype/duration.hpp"
#include "fhirops/datatype/quantity.hpp"
#include "fhirops/datatype/range.hpp"
#include "fhirops/datatype/ratio.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

inline constexpr std::string_view ucum = "http://unitsofmeasure.org";

// A system that is given only by an extension may be any.
template <class Q>
bool may_be_ucum(const Q& quantity) noexcept {
  return quantity.system.empty() || quantity.system == ucum;
}

template <class Q>
bool qty_3(const Q& quantity) noexcept {
  return !exists(quantity.code) || exists(quantity.system);
}

template <Storage S>
bool age_1(const Age<S>& age) noexcept {
  return (exists(age.code) || !exists(age.value)) && may_be_ucum(age) &&
         (age.value.empty() || !(compare_decimals(age.value, "0") <= 0));
}

template <Storage S>
bool cnt_3(const Count<S>& count) noexcept {
  return (exists(count.code) || !exists(count.value)) && may_be_ucum(count) &&
         (count.code.empty() || count.code == "1") &&
         std::string_view(count.value).find('.') == std::string_view::npos;
}

template <Storage S>
bool dis_1(const Distance<S>& distance) noexcept {
  return (exists(distance.code) || !exists(distance.value)) && may_be_ucum(distance);
}

template <Storage S>
bool drt_1(const Duration<S>& duration) noexcept {
  return !exists(duration.code) ||
         (exists(duration.system) && may_be_ucum(duration) && exists(duration.value));
}

// Amounts in different units are not compared: which is larger is not known here.
template <Storage S>
bool rng_2(const Range<S>& range) noexcept {
  if (!range.low || !range.high) return true;
  const Quantity<S>& low = *range.low;
  const Quantity<S>& high = *range.high;
  const bool coded = !low.code.empty() && !high.code.empty();
  const bool same = coded ? std::string_view(low.code) == std::string_view(high.code) &&
                                std::string_view(low.system) == std::string_view(high.system)
                          : low.code.empty() && high.code.empty() &&
                                std::string_view(low.unit) == std::string_view(high.unit);
  return !same || !(compare_decimals(low.value, high.value) > 0);
}

template <Storage S>
bool rat_1(const Ratio<S>& ratio) noexcept {
  return ratio.numerator.has_value() == ratio.denominator.has_value() &&
         (ratio.numerator.has_value() || !ratio.extension.empty());
}

}  // namespace fhirops::detail
