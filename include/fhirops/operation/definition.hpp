#pragma once
// What a server publishes about an operation, derived from its tables (https://hl7.org/fhir/R4/operationdefinition.html,
// https://hl7.org/fhir/R4/capabilitystatement.html).

#include <span>
#include <string>

#include "fhirops/core/storage.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops {

/// The entry of an operation in a CapabilityStatement, `rest.operation` or `rest.resource.operation`.
struct capability_entry {
  /// The name after `$`.
  std::string name;
  /// The canonical URL of the definition.
  std::string definition;

  friend bool operator==(const capability_entry&, const capability_entry&) = default;
};

namespace detail {

// The definition, from the rows of the request and of the response. Defined in operation/define.hpp.
template <Storage S>
OperationDefinition<S> define(const operation_info& info, std::span<const param_row> in, std::span<const param_row> out);

}  // namespace detail

/// The OperationDefinition of an operation: its constants, and its parameters, those of the request with `use` `in` and those of
/// the response with `use` `out`.
///
///     const OperationDefinition<> published = definition<Op>();
template <Operation Op>
[[nodiscard]] OperationDefinition<> definition() {
  static_assert(!detail::is_recursive<typename Op::Request>() && !detail::is_recursive<typename Op::Response>(),
                "fhirops: the Request or the Response contains a struct that contains itself: its definition would have no end");
  return detail::define<owned>(detail::checked_operation<Op>::info, detail::bound_rows<typename Op::Request>::value,
                               detail::bound_rows<typename Op::Response>::value);
}

/// The entry of the operation in a CapabilityStatement.
///
///     const capability_entry entry = capability<Op>();
template <Operation Op>
[[nodiscard]] capability_entry capability() {
  constexpr const operation_info& info = detail::checked_operation<Op>::info;
  return {std::string(info.code), std::string(info.url)};
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/operation/define.hpp"
#endif
