#pragma once
// From a bound struct to Parameters (https://hl7.org/fhir/R4/parameters.html).

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource_types.hpp"
#include "fhirops/resource/to_storage.hpp"

namespace fhirops {
namespace detail {

template <Storage S, Bound T>
void put_parts(list<ParametersParameter<S>>& parts, const T& value);

// Sets one parameter from one item; false where there is nothing to say (an empty string).
template <class Param, Storage S, class T>
bool put_item(ParametersParameter<S>& parameter, const T& item) {
  if constexpr (Bound<T> && Param::as_resource) {
    put_parts(parameter.resource.template emplace<Parameters<S>>().parameter, item);
    return true;
  } else if constexpr (Bound<T>) {
    put_parts(parameter.part, item);
    return !parameter.part.empty();
  } else if constexpr (AnyResourceMember<T>) {
    convert(item, parameter.resource);
    return parameter.resource.has_value();
  } else if constexpr (ResourceMember<T>) {
    convert(item, parameter.resource.template emplace<stored_as<T, S>>());
    return true;
  } else if constexpr (AnyValueMember<T>) {
    convert(item, parameter.value);
    return has_content(parameter.value);
  } else if constexpr (is_choice<T>) {
    return std::visit([&parameter](const auto& each) { return put_item<Param>(parameter, each); }, item);
  } else if constexpr (is_raw_parameter<T>) {
    convert(item, parameter);
    parameter.name.text = typename S::string(Param::name.view());
    return has_content(parameter.value) || parameter.resource.has_value() || !parameter.part.empty();
  } else if constexpr (std::same_as<T, search_value>) {
    put_natural(parameter.value, item);
    if (!item.modifier.empty()) {
      static_assert(S::owns, "fhirops: the name with a search_value's modifier is made when it is written: use owned storage");
      parameter.name.text = std::string(Param::name.view()) + ':' + item.modifier;
    }
    return has_content(parameter.value);
  } else if constexpr (DatatypeMember<T>) {
    put_natural(parameter.value, item);
    return has_content(parameter.value);
  } else {
    return false;  // the table is refused
  }
}

template <class Param, Storage S, class T>
void put_param(list<ParametersParameter<S>>& parts, const T& item) {
  ParametersParameter<S>& parameter = parts.emplace_back();
  parameter.name.text = typename S::string(Param::name.view());
  if (!put_item<Param>(parameter, item)) parts.pop_back();
}

template <Storage S, Bound T>
void put_parts(list<ParametersParameter<S>>& parts, const T& value) {
  for_each_param(table_value<T>, [&]<class Param>(Param, const param_details&) {
    const auto& member = value.*Param::member;
    using kind = occurrence<member_type<Param, T>>;
    if constexpr (kind::many) {
      for (const auto& item : member) put_param<Param>(parts, item);
    } else if constexpr (kind::min == 0) {
      if (member) put_param<Param>(parts, *member);
    } else {
      put_param<Param>(parts, member);
    }
  });
}

}  // namespace detail

/// The Parameters that a bound struct stands for, in the order of its table. Optional members
/// without a value, and empty strings, are left out. In storage `borrowed` the result refers to the
/// strings of `value`.
///
///     Request request;
///     request.count = 3;
///     const Parameters<> sent = to_parameters(request);
template <Storage S = owned, Bound T>
[[nodiscard]] Parameters<S> to_parameters(const T& value) {
  Parameters<S> parameters;
  detail::put_parts(parameters.parameter, value);
  return parameters;
}
// A view of a temporary would outlive it.
template <Storage S, Bound T>
  requires(!S::owns)
Parameters<S> to_parameters(const T&& value) = delete;

}  // namespace fhirops
