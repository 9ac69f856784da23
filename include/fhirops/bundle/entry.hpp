#pragma once
// How a bound struct appears in a Bundle (https://hl7.org/fhir/R4/bundle.html): one table next to it, `fhir_entry`, is what
// `to_bundle`, `from_bundle`, `json_chunks`, `for_each_entry` and `read_entries` work by.

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/fixed_string.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/natural.hpp"

namespace fhirops {

/// The policies for the `fullUrl` of an entry. R4 requires an absolute URI.
namespace full_url {
/// Only the id, as in some guides. The default.
struct id {};
/// `urn:uuid:` before the id.
struct urn_uuid {};
/// The host's base URL: `<url>/Parameters/<id>`.
struct base {
  /// The base URL, with or without a slash at its end.
  std::string_view url;
};

/// One of the three policies, as a table states it.
class policy {
 public:
  /// The id only.
  constexpr policy() noexcept = default;
  /// Converts from a policy, so that a table can say `.fullUrl = full_url::urn_uuid{}`.
  /// @{
  constexpr policy(id) noexcept {}                                      // NOLINT(google-explicit-constructor)
  constexpr policy(urn_uuid) noexcept : kind_(1) {}                     // NOLINT(google-explicit-constructor)
  constexpr policy(base where) noexcept : kind_(2), url_(where.url) {}  // NOLINT(google-explicit-constructor)
  /// @}
  /// Which of the policies it is.
  /// @{
  [[nodiscard]] constexpr bool is_id() const noexcept { return kind_ == 0; }
  [[nodiscard]] constexpr bool is_urn_uuid() const noexcept { return kind_ == 1; }
  [[nodiscard]] constexpr bool is_base() const noexcept { return kind_ == 2; }
  /// @}
  /// The base URL, if the policy has one.
  [[nodiscard]] constexpr std::string_view url() const noexcept { return url_; }

 private:
  unsigned char kind_ = 0;
  std::string_view url_{};
};
}  // namespace full_url

/// A policy for `fullUrl`.
template <class T>
concept FullUrl = std::same_as<T, full_url::id> || std::same_as<T, full_url::urn_uuid> || std::same_as<T, full_url::base>;

/// An entry whose resource is a Parameters with one parameter of this name, which holds the struct. The member `Id`, a string or
/// an `Id<>`, is the `id` of the Parameters.
template <fixed_string Name, auto Id>
struct parameters_entry {
  /// The name of the parameter.
  static constexpr auto name = Name;
  /// The member that holds the id.
  static constexpr auto id = Id;
  /// The type of the Bundle, one of R4's codes.
  std::string_view type = "collection";
  /// The name of an entry in issues, such as `report job`. By default the name of the parameter, in quotes.
  std::string_view title{};
  /// The policy for `fullUrl`, unless the call states one.
  full_url::policy fullUrl{};
};

/// A bound struct that says how it appears in a Bundle, with a function `fhir_entry(const T*)` in its namespace, next to its
/// `fhir_parameters`:
///
///     constexpr auto fhir_entry(const Visit*) {
///       return fhirops::parameters_entry<"visit", &Visit::id>{.type = "collection"};
///     }
template <class T>
concept BoundEntry = Bound<T> && requires(const T* type) { fhir_entry(type); };

namespace detail {

template <class Id, class T>
inline constexpr bool is_id_member = false;
template <class M, class C, class T>
inline constexpr bool is_id_member<M C::*, T> = std::derived_from<T, C> && (TextMember<M> || requires(M& id) {
                                                  requires M::representation == shape::text;
                                                  id.text;
                                                });

template <class T, class Table>
struct checked_entry {
  static_assert(sizeof(Table) == 0, "fhirops: fhir_entry must return a parameters_entry<\"name\", &T::id>{}");
};
template <class T, fixed_string Name, auto Id>
struct checked_entry<T, parameters_entry<Name, Id>> {
  static constexpr parameters_entry<Name, Id> value = fhir_entry(static_cast<const T*>(nullptr));
  static_assert(Name.view() != "", "fhirops: the parameter of a fhir_entry has an empty name");
  static_assert(is_id_member<std::remove_const_t<decltype(Id)>, T>,
                "fhirops: the id of a fhir_entry is not a member of the struct that holds text: std::string or Id<>");
  static_assert(has_code(codes::bundle_type, value.type),
                "fhirops: the .type of a fhir_entry is not a type of Bundle: collection, searchset, history, ...");
};
template <BoundEntry T>
inline constexpr auto entry_table = checked_entry<T, decltype(fhir_entry(static_cast<const T*>(nullptr)))>::value;

// The policy of the table, for a call that does not state one.
template <BoundEntry T>
constexpr auto default_full_url() noexcept {
  constexpr full_url::policy policy = entry_table<T>.fullUrl;
  if constexpr (policy.is_urn_uuid())
    return full_url::urn_uuid{};
  else if constexpr (policy.is_base())
    return full_url::base{policy.url()};
  else
    return full_url::id{};
}

template <class T>
auto& id_member(T& value) noexcept {
  return value.*entry_table<std::remove_const_t<T>>.id;
}
template <BoundEntry T>
using id_type = std::remove_cvref_t<decltype(id_member(std::declval<T&>()))>;
// The storage into which an entry is read.
template <BoundEntry T>
using entry_storage = reading_storage<T, id_type<T>>;

template <BoundEntry T>
std::string_view id_of(const T& value) noexcept {
  return std::string_view(value.*entry_table<T>.id);
}
template <BoundEntry T>
void set_id(T& value, std::string_view id) {
  auto& member = id_member(value);
  using M = std::remove_reference_t<decltype(member)>;
  if constexpr (TextMember<M>)
    member = M(id);
  else
    member.text = typename M::storage::string(id);
}

// Whether the id is also a parameter, which then sets it when it is read.
template <auto A, auto B>
inline constexpr bool is_same_member = false;
template <auto A>
inline constexpr bool is_same_member<A, A> = true;
template <auto Id, class Table>
inline constexpr bool is_id_bound = false;
template <auto Id, class... Param>
inline constexpr bool is_id_bound<Id, parameter_table<Param...>> = (is_same_member<Param::member, Id> || ...);
template <BoundEntry T>
inline constexpr bool binds_id = is_id_bound<decltype(fhir_entry(static_cast<const T*>(nullptr)))::id, table_of<T>>;

// Reads the Parameters of an entry as a bound struct.
template <BoundEntry T>
struct entry_parameters {
  using storage = storage_of<T>;
  T value{};
};
template <BoundEntry T>
constexpr auto fhir_parameters(const entry_parameters<T>*) {
  return parameters(param<entry_table<T>.name, &entry_parameters<T>::value>{});
}

// The name of an entry in issues: `a report job`, or `report job` to follow `the`.
template <BoundEntry T>
std::string title_of(bool article) {
  constexpr std::string_view title = entry_table<T>.title;
  constexpr std::string_view name = title.empty() ? entry_table<T>.name.view() : title;
  constexpr bool vowel = std::string_view("aeiouAEIOU").find(name.front()) != std::string_view::npos;
  std::string text(article ? vowel ? "an " : "a " : "");
  if (title.empty()) text += '"';
  text += name;
  if (title.empty()) text += '"';
  return text;
}

}  // namespace detail
}  // namespace fhirops
