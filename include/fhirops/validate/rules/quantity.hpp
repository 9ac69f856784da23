#pragma once
// The invariants of amounts (https://hl7.org/fhir/R4/datatypes.html#Quantity): quantities, and the types that contain them.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/age.hpp"
#include "fhirops/datatype/count.hpp"
#include "fhirops/datatype/distance.hpp"
#include "fhirops/datatype/duration.hpp"
#include "fhirops/datatype/quantity.hpp"
#include "fhirops/datatype/range.hpp"
#include "fhirops/datatype/ratio.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

inline constexpr std::string_view ucum = "http://unitsofmeasure.org";

// A system that is stated only by an extension could be any system.
template <class Q>
bool may_be_ucum(const Q& quantity) noexcept {
  return quantity.system.empty() || quantity.system == ucum;
}

// R4's expression looks for a decimal point in the text; its intention is to forbid fractions, however they are written. 15e-1 is
// a fraction, and 1.0 counts as one too, but 10e-1 and 1.5e1 do not.
inline bool is_whole(std::string_view decimal) noexcept {
  const decimal_parts parts = split_decimal(decimal);
  if (!parts.ok) return true;  // reported elsewhere as not being a decimal
  if (static_cast<std::int64_t>(parts.fraction.size()) > std::max<std::int64_t>(parts.exponent, 0)) return false;
  if (parts.exponent >= 0) return true;
  const std::size_t last = parts.whole.find_last_not_of('0');
  return last == std::string_view::npos || static_cast<std::int64_t>(parts.whole.size() - 1 - last) >= -parts.exponent;
}

template <class Q>
bool qty_3(const Q& quantity) noexcept {
  return !exists(quantity.code) || exists(quantity.system);
}

// A SimpleQuantity is a Quantity with a profile; only the element says whether the profile applies.
template <Storage S>
bool is_simple_quantity(const field<S>* element) noexcept {
  if (element == nullptr) return false;
  for (const std::string_view name : {"low", "high", "origin", "dose", "rate", "maxDosePerAdministration", "maxDosePerLifetime"})
    if (element->name == name) return true;
  return false;
}
template <Storage S>
bool sqty_1(const node<S>& at) noexcept {
  return !is_simple_quantity(at.here.element) || !exists(at.template as<Quantity<S>>().comparator);
}

// The condition that is violated, in words; empty if all hold.

template <Storage S>
std::string_view age_1_fault(const Age<S>& age) noexcept {
  if (exists(age.value) && !exists(age.code)) return "code is missing: an age with a value needs the code of its unit";
  if (!may_be_ucum(age)) return "the system of an age must be http://unitsofmeasure.org (UCUM)";
  if (!age.value.empty() && compare_decimals(age.value, "0") <= 0) return "an age must be more than 0";
  return {};
}

template <Storage S>
std::string_view cnt_3_fault(const Count<S>& count) noexcept {
  if (exists(count.value) && !exists(count.code)) return "code is missing: a count with a value needs the code 1";
  if (!may_be_ucum(count)) return "the system of a count must be http://unitsofmeasure.org (UCUM)";
  if (!count.code.empty() && count.code != "1") return "the code of a count must be 1";
  if (!is_whole(count.value)) return "a count must be a whole number: write it without a fraction and without a point";
  return {};
}

template <Storage S>
std::string_view dis_1_fault(const Distance<S>& distance) noexcept {
  if (exists(distance.value) && !exists(distance.code))
    return "code is missing: a distance with a value needs the code of its unit";
  if (!may_be_ucum(distance)) return "the system of a distance must be http://unitsofmeasure.org (UCUM)";
  return {};
}

template <Storage S>
std::string_view drt_1_fault(const Duration<S>& duration) noexcept {
  if (!exists(duration.code)) return {};
  // If the system is missing, qty-3 is violated as well, and R4 requires both.
  if (!exists(duration.system)) return "system is missing: a duration with a code needs http://unitsofmeasure.org (UCUM)";
  if (!may_be_ucum(duration)) return "the system of a duration must be http://unitsofmeasure.org (UCUM)";
  if (!exists(duration.value)) return "value is missing: a duration with a code needs one";
  return {};
}

// Amounts in different units are not compared, since it is not known here which is larger.
template <Storage S>
bool rng_2(const Range<S>& range) noexcept {
  if (!range.low || !range.high) return true;
  const Quantity<S>& low = *range.low;
  const Quantity<S>& high = *range.high;
  const bool coded = !low.code.empty() && !high.code.empty();
  const bool same = coded ? std::string_view(low.code) == std::string_view(high.code) &&
                                std::string_view(low.system) == std::string_view(high.system)
                          : low.code.empty() && high.code.empty() && std::string_view(low.unit) == std::string_view(high.unit);
  return !same || !(compare_decimals(low.value, high.value) > 0);
}

template <Storage S>
std::string rng_2_words(const Range<S>& range) {
  return joined({"low (", shortened_text(range.low->value.text), ") is more than high (", shortened_text(range.high->value.text),
                 "): correct one of them"});
}

template <Storage S>
std::string_view rat_1_fault(const Ratio<S>& ratio) noexcept {
  if (ratio.numerator && !ratio.denominator) return "denominator is missing: a ratio with a numerator needs one";
  if (!ratio.numerator && ratio.denominator) return "numerator is missing: a ratio with a denominator needs one";
  if (!ratio.numerator && ratio.extension.empty())
    return "numerator and denominator are missing: a ratio needs both, or an extension";
  return {};
}

}  // namespace fhirops::detail
