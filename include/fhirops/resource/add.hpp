#pragma once
// Builds Parameters one parameter at a time (https://hl7.org/fhir/R4/parameters.html).

#include <concepts>
#include <utility>

#include "fhirops/core/list.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/resource/lookup.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {

/// Adds parameters (or parts) to a list: returned by `add` and `add_parts`, so that calls can be chained. It refers to the list
/// and must not outlive it.
template <Storage S>
class parameter_adder {
 public:
  /// Adds to the given list.
  explicit parameter_adder(list<ParametersParameter<S>>& to) noexcept : to_(&to) {}

  /// Adds a parameter with a value (text becomes a `string`, a number an `integer`, a bool a `boolean`) or with a resource. The name
  /// and the content may be in the list itself. If this throws, nothing is added.
  template <detail::TextFor<S> Name, class V>
    requires std::constructible_from<Value<S>, V> || std::constructible_from<Resource<S>, V>
  const parameter_adder& add(Name&& name, V&& content) const {
    ParametersParameter<S> made;
    made.name = String<S>(std::forward<Name>(name));
    if constexpr (std::constructible_from<Value<S>, V>)
      made.value = Value<S>(std::forward<V>(content));
    else
      made.resource = Resource<S>(std::forward<V>(content));
    to_->push_back(std::move(made));
    return *this;
  }
  /// Adds a parameter with parts: calls `fill` with the `parameter_adder` of the parts; it must add nothing to the list around
  /// them. If `fill` throws, the parameter stays, with the parts added so far.
  template <detail::TextFor<S> Name, std::invocable<parameter_adder> Fill>
  const parameter_adder& add_parts(Name&& name, Fill&& fill) const {
    String<S> made(std::forward<Name>(name));  // which may be in the list
    auto& added = to_->emplace_back();
    added.name = std::move(made);
    std::forward<Fill>(fill)(parameter_adder(added.part));
    return *this;
  }

 private:
  list<ParametersParameter<S>>* to_;
};

namespace detail {

template <ParameterList P>
parameter_adder<storage_of<P>> adder_of(P& parameters) noexcept {
  if constexpr (requires { parameters.parameter; })
    return parameter_adder<storage_of<P>>(parameters.parameter);
  else
    return parameter_adder<storage_of<P>>(parameters.part);
}

}  // namespace detail

/// Adds a parameter to Parameters, or a part to a parameter. Calls can be chained:
///
///     add(parameters, "url", Uri<>("http://example.org/vs"))
///         .add("count", 10)
///         .add_parts("property", [](auto parts) { parts.add("code", Code<>("status")); });
template <ParameterList P, class Name, class V>
  requires requires(parameter_adder<storage_of<P>> to, Name&& name, V&& content) {
    to.add(std::forward<Name>(name), std::forward<V>(content));
  }
parameter_adder<storage_of<P>> add(P& parameters, Name&& name, V&& content) {
  return detail::adder_of(parameters).add(std::forward<Name>(name), std::forward<V>(content));
}
/// Adds a parameter that has parts.
///
///     add_parts(parameters, "property", [](auto parts) { parts.add("code", Code<>("kind")); });
template <ParameterList P, class Name, class Fill>
  requires requires(parameter_adder<storage_of<P>> to, Name&& name, Fill&& fill) {
    to.add_parts(std::forward<Name>(name), std::forward<Fill>(fill));
  }
parameter_adder<storage_of<P>> add_parts(P& parameters, Name&& name, Fill&& fill) {
  return detail::adder_of(parameters).add_parts(std::forward<Name>(name), std::forward<Fill>(fill));
}

}  // namespace fhirops
