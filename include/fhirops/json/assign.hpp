#pragma once
// Converts one JSON scalar to one primitive. If it does not fit, the caller is given the reason.

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fhirops/core/box.hpp"
#include "fhirops/core/fwd.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops::detail {

enum class json_kind : std::uint8_t { null, boolean, number, string, object, array };

constexpr std::string_view article_name(json_kind kind) noexcept {
  constexpr std::string_view names[] = {"null", "a boolean", "a number", "a string", "an object", "an array"};
  return names[static_cast<std::size_t>(kind)];
}

// The kind of JSON value that a primitive of the shape is written as.
constexpr json_kind kind_of(shape representation) noexcept {
  switch (representation) {
    case shape::boolean:
      return json_kind::boolean;
    case shape::integer:
    case shape::decimal:
      return json_kind::number;
    default:
      return json_kind::string;
  }
}

// Parses an integer of at most 64 bits. `5.0` and `5e1` are accepted too, but set `exact` to false, since FHIR's integers have
// neither a decimal point nor an exponent.
inline bool parse_integer(std::string_view digits, std::int64_t& value, bool& exact) noexcept {
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  exact = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  if (exact) return true;
  const decimal_parts parts = split_decimal(digits);
  if (!parts.ok || read.ec != std::errc()) return false;
  // The digits before the decimal point once the exponent is applied; all digits after it must be zero.
  constexpr std::int64_t most = 19;  // digits of a 64-bit integer
  const std::int64_t whole = static_cast<std::int64_t>(parts.whole.size()) + parts.exponent;
  std::uint64_t number = 0;
  std::int64_t counted = 0;
  for (std::size_t i = 0; i < parts.digits(); ++i) {
    if (static_cast<std::int64_t>(i) >= whole) {
      if (parts.digit(i) != '0') return false;
      continue;
    }
    if ((counted > 0 || parts.digit(i) != '0') && ++counted >= most) return false;
    number = number * 10 + static_cast<std::uint64_t>(parts.digit(i) - '0');
  }
  for (auto i = static_cast<std::int64_t>(parts.digits()); i < whole && number != 0; ++i) {
    if (++counted >= most) return false;
    number *= 10;
  }
  value = parts.negative ? -static_cast<std::int64_t>(number) : static_cast<std::int64_t>(number);
  return true;
}

enum class assigned : std::uint8_t { yes, converted, no };

// `text` is the content of a string, the digits of a number, or `true` or `false`. `converted` means that the JSON value had the
// wrong kind, or the number the wrong form, but the meaning is clear. Handles all shapes except text, whose strings are stored as
// the Storage requires.
template <Storage S>
assigned assign(shape representation, void* slot, json_kind kind, std::string_view text) {
  const bool right = kind == kind_of(representation);
  switch (representation) {
    case shape::boolean:
      if (text != "true" && text != "false") return assigned::no;
      static_cast<Boolean<S>*>(slot)->value = text == "true";
      break;
    case shape::integer: {
      std::int64_t value = 0;
      bool exact = false;
      if (!parse_integer(text, value, exact)) return assigned::no;
      static_cast<integer_primitive<S>*>(slot)->value = value;
      static_cast<integer_primitive<S>*>(slot)->minus_zero = exact && text == "-0";
      if (!exact) return assigned::converted;
      break;
    }
    case shape::decimal:
      if (!split_decimal(text).ok) return assigned::no;
      static_cast<Decimal<S>*>(slot)->text.assign(text);
      break;
    default:
      static_cast<time_primitive<S>*>(slot)->text.assign(text);
  }
  return right ? assigned::yes : assigned::converted;
}

template <Storage S>
box<Element<S>>& element_of(shape representation, void* slot) noexcept {
  switch (representation) {
    case shape::boolean:
      return static_cast<Boolean<S>*>(slot)->element;
    case shape::integer:
      return static_cast<integer_primitive<S>*>(slot)->element;
    case shape::decimal:
      return static_cast<Decimal<S>*>(slot)->element;
    case shape::time:
      return static_cast<time_primitive<S>*>(slot)->element;
    default:
      return static_cast<text_primitive<S>*>(slot)->element;
  }
}

}  // namespace fhirops::detail
