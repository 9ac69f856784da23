#pragma once
// An event that starts a knowledge module (https://hl7.org/fhir/R4/metadatatypes.html#TriggerDefinition).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/data_requirement.hpp"
#include "fhirops/datatype/expression.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// An event that starts a knowledge module.
/// https://hl7.org/fhir/R4/metadatatypes.html#TriggerDefinition
template <Storage S = owned>
struct TriggerDefinition {
  using storage = S;
  static constexpr auto fhir_type = type_id::TriggerDefinition;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 1..1. What kind of trigger it is. Codes: http://hl7.org/fhir/ValueSet/trigger-type.
  Code<S> type{};
  /// 0..1. The name of the event, if it is a named event.
  String<S> name{};
  /// 0..1, Timing | Reference | date | dateTime. The time of the event, if it is a time.
  Value<S> timing{};
  /// 0..*. The data whose change is the event.
  list<DataRequirement<S>> data{};
  /// 0..1. A condition for the event: it counts only if this is true.
  box<Expression<S>> condition{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<TriggerDefinition<S>> {
  using self = TriggerDefinition<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1, .binding = &codes::trigger_type}),
      detail::row<decltype(self::name)>("name", offsetof(self, name)),
      detail::row<decltype(self::timing)>(
          "timing", offsetof(self, timing),
          {.choices = type_set(type_id::Timing, type_id::Reference, type_id::date, type_id::dateTime)}),
      detail::row<decltype(self::data)>("data", offsetof(self, data)),
      detail::row<decltype(self::condition)>("condition", offsetof(self, condition)),
  };
};

}  // namespace fhirops
