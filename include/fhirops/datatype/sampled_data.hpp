#pragma once
// A series of measurements by a device (https://hl7.org/fhir/R4/datatypes.html#SampledData).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/quantity.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/positive_int.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// A series of measurements by a device.
/// https://hl7.org/fhir/R4/datatypes.html#SampledData
template <Storage S = owned>
struct SampledData {
  using storage = S;
  static constexpr auto fhir_type = type_id::SampledData;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. The value that a sample of zero stands for, and the unit.
  box<Quantity<S>> origin{};
  /// 1..1. The time between samples, in milliseconds.
  Decimal<S> period{};
  /// 0..1. The factor by which samples are multiplied before `origin` is added; 1 if absent.
  Decimal<S> factor{};
  /// 0..1. The lowest value that can be measured; lower ones are written as `L`.
  Decimal<S> lowerLimit{};
  /// 0..1. The highest value that can be measured; higher ones are written as `U`.
  Decimal<S> upperLimit{};
  /// 1..1. The number of samples at each point in time.
  PositiveInt<S> dimensions{};
  /// 0..1. The samples, separated by blanks: numbers, `E` (error), `L` or `U`.
  String<S> data{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<SampledData<S>> {
  using self = SampledData<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::origin)>("origin", offsetof(self, origin), {.min = 1}),
      detail::row<decltype(self::period)>("period", offsetof(self, period), {.min = 1}),
      detail::row<decltype(self::factor)>("factor", offsetof(self, factor)),
      detail::row<decltype(self::lowerLimit)>("lowerLimit", offsetof(self, lowerLimit)),
      detail::row<decltype(self::upperLimit)>("upperLimit", offsetof(self, upperLimit)),
      detail::row<decltype(self::dimensions)>("dimensions", offsetof(self, dimensions), {.min = 1}),
      detail::row<decltype(self::data)>("data", offsetof(self, data)),
  };
};

}  // namespace fhirops
