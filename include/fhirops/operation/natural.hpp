#pragma once
// Maps the C++ types that members of a bound struct may have to FHIR types, and converts between them.

#include <chrono>
#include <concepts>
#include <cstddef>
#include <limits>
#include <ratio>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/moment_writer.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/unsigned_int.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/to_storage.hpp"

namespace fhirops::detail {

template <class T>
concept TextMember = std::convertible_to<const T&, std::string_view> && std::constructible_from<T, std::string_view> &&
                     !requires { T::fhir_type; };
template <class T>
inline constexpr bool is_character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                                     std::same_as<T, char16_t> || std::same_as<T, char32_t>;
template <class T>
concept NumberMember = std::integral<T> && !std::same_as<T, bool> && !is_character<T> && sizeof(T) <= 4;
template <class T>
concept ValueMember = requires {
  requires T::fhir_type != type_id::none;
  requires static_cast<std::size_t>(T::fhir_type) <= value_type_count;
};
// Such a value that is already in storage S, so that it needs no conversion.
template <class T, class S>
concept StoredValue = ValueMember<T> && std::same_as<typename T::storage, S>;

// The datatype in storage S: `T` itself, or the one that a plain C++ type is mapped to; void for other types.
template <class T, Storage S>
struct natural {
  using type = void;
};
template <EnumMember T, Storage S>
struct natural<T, S> {
  using type = Code<S>;
};
template <Storage S>
struct natural<search_value, S> {
  using type = String<S>;
};
template <Storage S>
struct natural<bool, S> {
  using type = Boolean<S>;
};
template <NumberMember T, Storage S>
struct natural<T, S> {
  using type = std::conditional_t<std::is_signed_v<T>, Integer<S>, UnsignedInt<S>>;
};
template <TextMember T, Storage S>
struct natural<T, S> {
  using type = String<S>;
};
// Not for a resolution of days, which would lose the time of an instant.
template <class D, Storage S>
  requires std::ratio_less_equal_v<typename D::period, std::ratio<1>>
struct natural<std::chrono::sys_time<D>, S> {
  using type = Instant<S>;
};
template <template <class> class T, Storage From, Storage S>
  requires ValueMember<T<From>>
struct natural<T<From>, S> {
  using type = T<S>;
};
template <class T, Storage S>
using natural_type = typename natural<T, S>::type;

template <class T>
concept DatatypeMember = !std::is_void_v<natural_type<T, owned>>;
template <class T>
inline constexpr type_id natural_type_id = type_id::none;
template <DatatypeMember T>
inline constexpr type_id natural_type_id<T> = natural_type<T, owned>::fhir_type;
template <class T>
concept AnyValueMember = requires { requires T::representation == shape::value; };
template <class T>
concept AnyResourceMember = requires { requires T::representation == shape::resource; };
// Does not include `Bundle<Parameters<>>`: the resource of a parameter is read as a Bundle of any resources.
template <class T>
concept ResourceMember = AnyResourceMember<T> || ResourceOf<T, typename T::storage>;
// Whether the member is the whole parameter, as it is.
template <class T>
inline constexpr bool is_raw_parameter = false;
template <Storage S>
inline constexpr bool is_raw_parameter<ParametersParameter<S>> = true;

// Whether it is a time point of the standard library, which maps to an instant.
template <class T>
inline constexpr bool is_moment = false;
template <class D>
inline constexpr bool is_moment<std::chrono::sys_time<D>> = true;

template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;

// A `std::variant` of datatypes and resources, which offers a choice of types.
template <class T>
concept AlternativeMember = DatatypeMember<T> || AnyValueMember<T> || ResourceMember<T>;
template <class T>
inline constexpr bool is_choice = false;
template <class... T>
inline constexpr bool is_choice<std::variant<T...>> = (AlternativeMember<T> && ...);
template <class T>
inline constexpr bool may_be_value = DatatypeMember<T> || AnyValueMember<T>;
template <class... T>
inline constexpr bool may_be_value<std::variant<T...>> = (may_be_value<T> || ...);
template <class T>
inline constexpr bool may_be_resource = ResourceMember<T>;
template <class... T>
inline constexpr bool may_be_resource<std::variant<T...>> = (may_be_resource<T> || ...);
// Whether the variant has an alternative for any value, or for any resource.
template <class T>
inline constexpr bool has_any_value = AnyValueMember<T>;
template <class... T>
inline constexpr bool has_any_value<std::variant<T...>> = (AnyValueMember<T> || ...);
template <class T>
inline constexpr bool has_any_resource = AnyResourceMember<T>;
template <class... T>
inline constexpr bool has_any_resource<std::variant<T...>> = (AnyResourceMember<T> || ...);

// The types of value[x] for which the variant has an alternative.
template <class T>
inline constexpr type_set variant_types{};
template <class... T>
inline constexpr type_set variant_types<std::variant<T...>>{natural_type_id<T>...};

// The resource type in another storage.
template <class T, Storage S>
struct in_storage;
template <template <class> class T, Storage From, Storage S>
struct in_storage<T<From>, S> {
  using type = T<S>;
};
template <Storage From, Storage S>
struct in_storage<Bundle<Resource<From>>, S> {
  using type = Bundle<Resource<S>>;
};
template <class T, Storage S>
using stored_as = typename in_storage<T, S>::type;

// A resource of one type that is already in storage S, so that it needs no conversion.
template <class T, class S>
concept StoredResource =
    ResourceMember<T> && !AnyResourceMember<T> && std::same_as<typename T::storage, S> && std::same_as<T, stored_as<T, S>>;

// Converts a value to another storage; an rvalue with the same storage is moved.
template <class Given, class To>
void convert(Given&& from, To& to) {
  using From = std::remove_cvref_t<Given>;
  using storages = converter<storage_of<From>, storage_of<To>>;
  if constexpr (std::same_as<From, To>)
    to = std::forward<Given>(from);
  else if constexpr (AnyValueMember<From> || AnyResourceMember<From>)
    storages::convert(from, to = To());
  else if constexpr (requires { From::representation; })
    storages::convert(From::representation, &from, &to);
  else
    storages::convert(type_table<From>(), &from, type_table<To>(), &(to = To()));
}

// Sets the value from a member; an rvalue is moved.
template <Storage S, class Given>
void put_natural(Value<S>& value, Given&& item) {
  using T = std::remove_cvref_t<Given>;
  using F = natural_type<T, S>;
  if constexpr (ValueMember<T> && !std::same_as<F, T>)
    convert(item, value.template emplace<F>());
  else if constexpr (std::same_as<Given, typename S::string>)
    value.template emplace<F>().text = std::move(item);
  else if constexpr (TextMember<T>)
    value.template emplace<F>().text = typename S::string(std::string_view(item));
  else if constexpr (EnumMember<T>)
    value.template emplace<F>().text = typename S::string(code_of(item));
  else if constexpr (std::same_as<T, search_value>)
    value.template emplace<F>().text = typename S::string(std::string_view(item.value));
  else if constexpr (is_moment<T>)
    value.template emplace<F>(moment_text(item).view());
  else
    value.template emplace<F>(std::forward<Given>(item));
}

// Sets a member from a value of its FHIR type; returns false if the member cannot hold it.
template <class T, class F>
bool take_natural(const F& from, T& item) {
  if constexpr (ValueMember<T>) {
    convert(from, item);
  } else if constexpr (std::same_as<T, bool>) {
    if (from.empty()) return false;
    item = *from.value;
  } else if constexpr (NumberMember<T>) {
    if (from.empty() || *from.value < std::numeric_limits<T>::min() || *from.value > std::numeric_limits<T>::max()) return false;
    item = static_cast<T>(*from.value);
  } else {
    const auto moment = from.template to_sys<typename T::duration>();
    if (!moment) return false;
    item = *moment;
  }
  return true;
}

}  // namespace fhirops::detail
