#pragma once
// Includes all 50 types of value[x], for code that reads, writes or visits any value.

#include <array>
#include <cstddef>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/address.hpp"
#include "fhirops/datatype/age.hpp"
#include "fhirops/datatype/annotation.hpp"
#include "fhirops/datatype/attachment.hpp"
#include "fhirops/datatype/codeable_concept.hpp"
#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/contact_detail.hpp"
#include "fhirops/datatype/contact_point.hpp"
#include "fhirops/datatype/contributor.hpp"
#include "fhirops/datatype/count.hpp"
#include "fhirops/datatype/data_requirement.hpp"
#include "fhirops/datatype/distance.hpp"
#include "fhirops/datatype/dosage.hpp"
#include "fhirops/datatype/duration.hpp"
#include "fhirops/datatype/expression.hpp"
#include "fhirops/datatype/human_name.hpp"
#include "fhirops/datatype/identifier.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/datatype/money.hpp"
#include "fhirops/datatype/parameter_definition.hpp"
#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/quantity.hpp"
#include "fhirops/datatype/range.hpp"
#include "fhirops/datatype/ratio.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/datatype/related_artifact.hpp"
#include "fhirops/datatype/sampled_data.hpp"
#include "fhirops/datatype/signature.hpp"
#include "fhirops/datatype/timing.hpp"
#include "fhirops/datatype/trigger_definition.hpp"
#include "fhirops/datatype/usage_context.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/canonical.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/date.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/markdown.hpp"
#include "fhirops/primitive/oid.hpp"
#include "fhirops/primitive/positive_int.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/time.hpp"
#include "fhirops/primitive/unsigned_int.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/primitive/url.hpp"
#include "fhirops/primitive/uuid.hpp"

namespace fhirops {
namespace detail {

template <class... T>
struct type_list {
  static constexpr std::size_t size = sizeof...(T);
};

/// The primitive types of value[x], in the order of `type_id`.
template <Storage S>
using value_primitives =
    type_list<Base64Binary<S>, Boolean<S>, Canonical<S>, Code<S>, Date<S>, DateTime<S>, Decimal<S>, Id<S>, Instant<S>, Integer<S>,
              Markdown<S>, Oid<S>, PositiveInt<S>, String<S>, Time<S>, UnsignedInt<S>, Uri<S>, Url<S>, Uuid<S>>;
/// The complex types of value[x], in the order of `type_id`.
template <Storage S>
using value_complexes =
    type_list<Address<S>, Age<S>, Annotation<S>, Attachment<S>, CodeableConcept<S>, Coding<S>, ContactPoint<S>, Count<S>,
              Distance<S>, Duration<S>, HumanName<S>, Identifier<S>, Money<S>, Period<S>, Quantity<S>, Range<S>, Ratio<S>,
              Reference<S>, SampledData<S>, Signature<S>, Timing<S>, ContactDetail<S>, Contributor<S>, DataRequirement<S>,
              Expression<S>, ParameterDefinition<S>, RelatedArtifact<S>, TriggerDefinition<S>, UsageContext<S>, Dosage<S>,
              Meta<S>>;

inline constexpr auto first_complex = static_cast<std::size_t>(type_id::Address);

template <Storage S, class... T>
constexpr std::array<const type_info<S>*, sizeof...(T)> infos_of(type_list<T...>) {
  return {&type_table<T>()...};
}

/// The table of a complex type of value[x]; null for primitives.
template <Storage S>
const type_info<S>* value_info(type_id type) noexcept {
  static constexpr auto infos = infos_of<S>(value_complexes<S>{});
  const auto index = static_cast<std::size_t>(type);
  return index < first_complex || index > value_type_count ? nullptr : infos[index - first_complex];
}

template <class V, class F, class... T>
void visit_types(V& value, F& f, type_list<T...>) {
  static_cast<void>(((value.template is<T>() && (f(*value.template get_if<T>()), true)) || ...));
}

}  // namespace detail

/// Calls `f` with the value as its actual type, one of 50; does nothing if there is no value.
///
///     visit(each.value, [&complex]<class T>(const T&) { complex += Described<T> ? 1U : 0U; });
template <Storage S, class F>
void visit(const Value<S>& value, F&& f) {
  if (value.type() < type_id::Address)
    detail::visit_types(value, f, detail::value_primitives<S>{});
  else
    detail::visit_types(value, f, detail::value_complexes<S>{});
}
/// The same, but `f` may change the value.
template <Storage S, class F>
void visit(Value<S>& value, F&& f) {
  if (value.type() < type_id::Address)
    detail::visit_types(value, f, detail::value_primitives<S>{});
  else
    detail::visit_types(value, f, detail::value_complexes<S>{});
}

}  // namespace fhirops
