#pragma once
// Converts a bound struct to Parameters (https://hl7.org/fhir/R4/parameters.html).

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/parameter_writer.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {
namespace detail {

// Moves a member out of an rvalue; otherwise copies it.
template <class Whole, class Member>
constexpr auto&& given(Member& member) noexcept {
  if constexpr (std::is_lvalue_reference_v<Whole>)
    return member;
  else
    return std::move(member);
}

template <Storage S, class T>
void put_parts(list<ParametersParameter<S>>& parts, T&& value);

// Sets one parameter from one item; returns false if the item has no content, such as an empty string.
template <bool AsResource, Storage S, class Given>
bool put_item(ParametersParameter<S>& parameter, Given&& item) {
  using T = std::remove_cvref_t<Given>;
  if constexpr (Bound<T> && AsResource) {
    put_parts(parameter.resource.template emplace<Parameters<S>>().parameter, std::forward<Given>(item));
    return true;
  } else if constexpr (Bound<T>) {
    put_parts(parameter.part, std::forward<Given>(item));
    return !parameter.part.empty();
  } else if constexpr (AnyResourceMember<T>) {
    convert(std::forward<Given>(item), parameter.resource);
    return parameter.resource.has_value();
  } else if constexpr (ResourceMember<T>) {
    convert(std::forward<Given>(item), parameter.resource.template emplace<stored_as<T, S>>());
    return true;
  } else if constexpr (AnyValueMember<T>) {
    convert(std::forward<Given>(item), parameter.value);
    return is_given(parameter.value);
  } else if constexpr (is_choice<T>) {
    return std::visit([&parameter](auto&& each) { return put_item<AsResource>(parameter, std::forward<decltype(each)>(each)); },
                      std::forward<Given>(item));
  } else if constexpr (is_raw_parameter<T>) {
    typename S::string name = std::move(parameter.name.text);
    convert(std::forward<Given>(item), parameter);
    parameter.name.text = std::move(name);
    return is_given(parameter.value) || parameter.resource.has_value() || !parameter.part.empty();
  } else if constexpr (std::same_as<T, search_value>) {
    put_natural(parameter.value, item);
    if (!item.modifier.empty()) {
      static_assert(S::owns, "fhirops: the name with a search_value's modifier is made when it is written: use owned storage");
      const std::string name = std::string(std::string_view(parameter.name)) + ':' + item.modifier;
      parameter.name.text = typename S::string(std::string_view(name));
    }
    return is_given(parameter.value);
  } else if constexpr (DatatypeMember<T>) {
    put_natural(parameter.value, std::forward<Given>(item));
    return is_given(parameter.value);
  } else {
    return false;  // refused when the table is checked
  }
}

// Items that need no conversion are copied by parameter_writer, which does not depend on the struct.
template <bool AsResource, Storage S, class Given>
void put_param(list<ParametersParameter<S>>& parts, std::string_view name, Given&& item) {
  using T = std::remove_cvref_t<Given>;
  using writer = parameter_writer<S>;
  [[maybe_unused]] constexpr bool copied = std::is_lvalue_reference_v<Given>;
  if constexpr (EnumMember<T>)
    writer::add_text(parts, name, type_id::code, code_of(item));
  else if constexpr (std::same_as<T, bool>)
    writer::add_boolean(parts, name, item);
  else if constexpr (NumberMember<T>)
    writer::add_integer(parts, name, natural_type_id<T>, item);
  else if constexpr (copied && TextMember<T>)
    writer::add_text(parts, name, type_id::string, std::string_view(item));
  else if constexpr (copied && StoredValue<T, S>)
    writer::add_value(parts, name, ops_of<T>, &item);
  else if constexpr (copied && (std::same_as<T, Value<S>> || std::same_as<T, Resource<S>>))
    writer::add(parts, name, item);
  else if constexpr (copied && StoredResource<T, S>)
    writer::add_resource(parts, name, ops_of<stored_as<T, S>>, &item);
  else if constexpr (copied && is_choice<T>)
    std::visit([&parts, name](const auto& each) { put_param<false>(parts, name, each); }, item);
  else if (!put_item<AsResource>(writer::add(parts, name), std::forward<Given>(item)))
    parts.pop_back();
}

// Adds the parameters of one member. Shared by all members of one type.
template <bool AsResource, Storage S, class Given>
[[gnu::noinline]] void put_member(list<ParametersParameter<S>>& parts, std::string_view name, Given&& member) {
  using kind = occurrence<std::remove_cvref_t<Given>>;
  if constexpr (kind::many) {
    for (auto&& item : member) {
      if constexpr (std::same_as<typename kind::item, bool>)
        put_param<AsResource>(parts, name, static_cast<bool>(item));  // a std::vector<bool> returns a proxy
      else
        put_param<AsResource>(parts, name, given<Given>(item));
    }
  } else if constexpr (kind::min == 0) {
    if (member) put_param<AsResource>(parts, name, given<Given>(*member));
  } else {
    put_param<AsResource>(parts, name, given<Given>(member));
  }
}

// Adds the parameters of a bound struct; an rvalue is moved from.
template <Storage S, class T, class... Param>
void put_members(list<ParametersParameter<S>>& parts, T&& value, const parameter_table<Param...>&) {
  (put_member<Param::as_resource>(parts, Param::name.view(), given<T>(value.*Param::member)), ...);
}
template <Storage S, class T>
void put_parts(list<ParametersParameter<S>>& parts, T&& value) {
  put_members<S>(parts, std::forward<T>(value), table_value<std::remove_cvref_t<T>>);
}

}  // namespace detail

/// Converts a bound struct to Parameters, in the order of its table. Optional members without a value and empty strings are left
/// out. With storage `borrowed`, the result refers to the strings of `value`, which must outlive it.
///
/// Complexity: linear in the size of the struct; about one allocation for each list and each string that is not short.
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
// Deleted, since a borrowed result would outlive the temporary.
template <Storage S, Bound T>
  requires(!S::owns)
Parameters<S> to_parameters(const T&& value) = delete;

}  // namespace fhirops
