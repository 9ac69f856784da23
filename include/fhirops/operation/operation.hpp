#pragma once
// Describes an operation: its request, its response, and the constants of its definition
// (https://hl7.org/fhir/R4/operations.html, https://hl7.org/fhir/R4/operationdefinition.html).

#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/validate/format.hpp"

namespace fhirops {

/// The constants of an operation: all elements of its OperationDefinition except the parameters.
struct operation_info {
  /// The name after `$`.
  std::string_view code{};
  /// The canonical URL of the definition.
  std::string_view url{};
  /// The id of the definition as a resource.
  std::string_view id{};
  /// The version of the definition.
  std::string_view version{};
  /// A name for use in software: `LookupReadings`.
  std::string_view name{};
  /// A name for human readers.
  std::string_view title{};
  /// What the operation does, in Markdown.
  std::string_view description{};
  /// `draft`, `active`, `retired` or `unknown`.
  std::string_view status = "active";
  /// Whether a call changes anything on the server. If not set, it may, and the host can decide with `with_affects_state`.
  std::optional<bool> affectsState{};
  /// Whether it is called at the system level: `[base]/$code`.
  bool system = false;
  /// Whether it is called at the type level: `[base]/Type/$code`.
  bool type = false;
  /// Whether it is called at the instance level: `[base]/Type/id/$code`.
  bool instance = false;
  /// The resource types on which it is called at the type and instance levels: R4's names, or `Resource` for any.
  std::span<const std::string_view> resource{};
};

/// The request or response of an operation without parameters.
struct no_parameters {
  friend constexpr bool operator==(no_parameters, no_parameters) noexcept = default;
};
/// The empty table.
constexpr auto fhir_parameters(const no_parameters*) { return parameters(); }

/// An operation: a type with a bound struct `Request`, a bound struct `Response`, and the constants `info`. If the only parameter
/// of the `Response` is a resource named `return`, that resource is sent alone.
template <class Op>
concept Operation = requires {
  requires Bound<typename Op::Request>;
  requires Bound<typename Op::Response>;
  { Op::info } -> std::convertible_to<operation_info>;
};

namespace detail {

template <class Op>
struct checked_operation {
  static constexpr operation_info info = Op::info;
  static_assert(is_operation_code(info.code),
                "fhirops: the .code of an operation is its name in a URL, without $: not empty, without / ? # % & and spaces");
  static_assert(info.url.empty() || is_url(info.url), "fhirops: the .url of an operation is not a URL with a scheme");
  static_assert(has_code(codes::publication_status, info.status),
                "fhirops: the .status of an operation is not one of draft, active, retired, unknown");
  static_assert(info.system || info.type || info.instance,
                "fhirops: an operation is called on one level at least: .system, .type or .instance is true");
  static_assert(!(info.type || info.instance) || !info.resource.empty(),
                "fhirops: .type and .instance need a .resource: texts<\"Patient\">, or texts<\"Resource\"> for any type");
  static_assert(all_listed(codes::resource_types, info.resource),
                "fhirops: a .resource of an operation is not a resource type of R4");
  static constexpr bool value = true;
};

template <class M>
inline constexpr bool is_resource_member = may_be_resource<typename occurrence<M>::item>;
template <class M>
inline constexpr bool is_primitive_member = [] {
  using F = natural_type<typename occurrence<M>::item, owned>;
  if constexpr (std::is_void_v<F>)
    return false;
  else
    return is_primitive(shape_of(F::fhir_type));
}();

template <class T, class... Param>
constexpr bool is_bare(const parameter_table<Param...>&) {
  if constexpr (sizeof...(Param) == 1)
    return ((Param::name.view() == "return" && is_resource_member<member_type<Param, T>> &&
             !occurrence<member_type<Param, T>>::many) &&
            ...);
  else
    return false;
}
// Whether a URL can express all required parameters.
template <class T, class... Param>
constexpr bool fits_a_url(const parameter_table<Param...>& table) {
  bool fits = true;
  const param_details* details = table.details.data();
  [[maybe_unused]] const auto look = [&]<class P>(P) {
    using M = member_type<P, T>;
    fits = fits && (is_primitive_member<M> || (occurrence<M>::min == 0 && details->min == 0));
    ++details;
  };
  (look(Param{}), ...);
  return fits;
}
template <class T, class... Param>
constexpr std::size_t count_resources(const parameter_table<Param...>&) {
  return (std::size_t{0} + ... + (is_resource_member<member_type<Param, T>> ? 1U : 0U));
}

}  // namespace detail

/// Whether the response is a bare resource: its only parameter is a resource named `return`. If that may also be a value
/// (`Any<>`), the response is bare whenever it is a resource.
template <Operation Op>
inline constexpr bool answers_resource =
    detail::checked_operation<Op>::value && detail::is_bare<typename Op::Response>(detail::table_value<typename Op::Response>);

/// Whether the request may be a bare resource: exactly one of its parameters is a resource.
template <Operation Op>
inline constexpr bool takes_resource =
    detail::checked_operation<Op>::value &&
    detail::count_resources<typename Op::Request>(detail::table_value<typename Op::Request>) == 1;

/// Whether GET (and HEAD) may call the operation: it changes nothing, and all its required parameters are primitive. A URL can
/// then also contain those optional parameters that are primitive.
template <Operation Op>
inline constexpr bool allows_get = detail::checked_operation<Op>::value && Op::info.affectsState == false &&
                                   detail::fits_a_url<typename Op::Request>(detail::table_value<typename Op::Request>);

/// The operation `Op` with `affectsState` set by the host, if the definition leaves it open: it decides whether GET may call the
/// operation.
///
///     http::on<with_affects_state<lab::Lookup, false>>(answer)
template <Operation Op, bool AffectsState>
struct with_affects_state : Op {
  static_assert(!Op::info.affectsState || *Op::info.affectsState == AffectsState,
                "fhirops: the definition of this operation says otherwise: its affectsState is given");
  /// The constants of `Op`, with `affectsState`.
  static constexpr operation_info info = [] {
    operation_info changed = Op::info;
    changed.affectsState = AffectsState;
    return changed;
  }();
};

namespace detail {

inline std::vector<std::string> urls(const operation_info& info) {
  const std::string name = "/$" + std::string(info.code);
  std::vector<std::string> all;
  if (info.system) all.push_back(name);
  for (const std::string_view type : info.resource) {
    const std::string below = '/' + std::string(type_in_url(type));
    if (info.type) all.push_back(below + name);
    if (info.instance) all.push_back(below + "/[id]" + name);
  }
  return all;
}

}  // namespace detail

/// The URLs of an operation, relative to the base: `/$code`, `/Type/$code`, `/Type/[id]/$code`; `[type]` stands for any resource
/// type.
///
///     expect(published.code == entry.name && urls<Op>() == std::vector<std::string>{"/$schedule-patient-total"}, "definition");
template <Operation Op>
[[nodiscard]] std::vector<std::string> urls() {
  return detail::urls(detail::checked_operation<Op>::info);
}

}  // namespace fhirops
