#pragma once
// Additional information that the specification does not define (https://hl7.org/fhir/R4/extensibility.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"  // IWYU pragma: keep: completes what primitives have beside a value
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// A value or nested extensions (never both: ext-1), with a URL that says what they mean.
/// https://hl7.org/fhir/R4/extensibility.html#Extension
template <Storage S>
struct Extension {
  using storage = S;
  static constexpr auto fhir_type = type_id::Extension;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. The parts of a complex extension.
  list<Extension<S>> extension{};
  /// 1..1. The URL of the extension's definition; relative if it is nested in another extension.
  Uri<S> url{};
  /// 0..1. Any of the 50 types.
  Value<S> value{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Extension<S>> {
  using self = Extension<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::url)>("url", offsetof(self, url), {.min = 1}),
      detail::row<decltype(self::value)>("value", offsetof(self, value), {.choices = type_set::open()}),
  };
};

}  // namespace fhirops
