#pragma once
// The time between a start and an end, both included (https://hl7.org/fhir/R4/datatypes.html#Period).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/date_time.hpp"

namespace fhirops {

/// The time between a start and an end, both included.
/// https://hl7.org/fhir/R4/datatypes.html#Period
template <Storage S = owned>
struct Period {
  using storage = S;
  static constexpr auto fhir_type = type_id::Period;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The first moment, included; if absent, it is unknown.
  DateTime<S> start{};
  /// 0..1. The end, included up to its precision; if absent, the period has not ended, or the end is unknown.
  DateTime<S> end{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Period<S>> {
  using self = Period<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::start)>("start", offsetof(self, start)),
      detail::row<decltype(self::end)>("end", offsetof(self, end)),
  };
};

}  // namespace fhirops
