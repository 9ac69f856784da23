#pragma once
// Ranges of the contents of a Bundle: the type of their values, whether these may be moved from, and whether an answer may refer
// to their text.

#include <concepts>
#include <iterator>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/natural.hpp"

namespace fhirops {
namespace detail {

template <class Range>
using iterator_of = decltype(std::ranges::begin(std::declval<Range&>()));
template <class Range>
using reference_of = std::iter_reference_t<iterator_of<Range>>;

// The struct that the range's references refer to, wrap (`std::reference_wrapper`), or convert to (if the references are proxies
// and the range's values are such structs).
template <class It>
struct entry_behind {
  using reference = std::remove_cvref_t<std::unwrap_reference_t<std::remove_cvref_t<std::iter_reference_t<It>>>>;
  using value = std::remove_cv_t<std::unwrap_reference_t<std::iter_value_t<It>>>;
  using type = std::conditional_t<BoundEntry<reference>, reference, value>;
};
template <class Range>
using entry_of = typename entry_behind<iterator_of<Range>>::type;

}  // namespace detail

/// A range of structs with a `fhir_entry`: of values or references, of `std::reference_wrapper`s, or of proxies that convert to
/// the range's value type. It is read once, in order. Only `to_bundle` moves from it, and only if the host passes it as an
/// rvalue.
template <class Range>
concept EntryRange = requires(Range& range) {
  std::ranges::begin(range);
  std::ranges::end(range);
  requires std::input_iterator<detail::iterator_of<Range>>;
  requires BoundEntry<detail::entry_of<Range>>;
  requires std::convertible_to<detail::reference_of<Range>, const detail::entry_of<Range>&>;
};

/// A filter of entries: a function from a struct to `bool`, or a member of type `bool`.
template <class Where, class Range>
concept EntryFilter = std::predicate<const Where&, const detail::entry_of<Range>&>;

namespace detail {

struct every_entry {
  template <class T>
  constexpr bool operator()(const T&) const noexcept {
    return true;
  }
};

// Like std::invoke, without its large header.
template <class Where, class T>
constexpr bool selects(const Where& where, const T& value) {
  if constexpr (std::is_member_object_pointer_v<Where>)
    return static_cast<bool>(value.*where);
  else if constexpr (std::is_member_function_pointer_v<Where>)
    return static_cast<bool>((value.*where)());
  else
    return static_cast<bool>(where(value));
}

// Whether a member stores no characters inside itself, which would move with the struct.
template <class Item>
struct keeps_no_text : std::bool_constant<std::is_arithmetic_v<Item> || std::is_enum_v<Item> || !storage_of<Item>::owns> {};
template <TextMember Item>
struct keeps_no_text<Item> : std::bool_constant<std::ranges::enable_borrowed_range<Item>> {};
// Also defined for types other than bound structs, so that the concept can refuse them with its own message.
template <class T>
inline constexpr bool owns_its_text = false;
template <BoundEntry T>
inline constexpr bool owns_its_text<T> = !every_item<keeps_no_text, true, T>() || !keeps_no_text<id_type<T>>::value;

// The storage of an answer. The rows of a single-pass range do not stay alive, and a `fullUrl` that is composed cannot be
// borrowed: such an answer owns its text. So does an answer made of temporary structs that own their text.
template <class Range, class Url>
using answer_storage =
    std::conditional_t<std::forward_iterator<iterator_of<Range>> && std::same_as<Url, full_url::id> &&
                           (std::is_lvalue_reference_v<reference_of<Range>> || !owns_its_text<entry_of<Range>>),
                       storage_of<entry_of<Range>>, owned>;

// Whether the structs of the range outlive an answer that borrows from them.
template <class Range, class Url>
concept Answerable = answer_storage<Range, Url>::owns || std::is_lvalue_reference_v<Range> ||
                     std::ranges::enable_borrowed_range<std::remove_cvref_t<Range>>;

// Whether an rvalue of this type is a container that owns its values: it is not a view, and if it is const, so are its values,
// unlike a host's class that refers to values elsewhere.
template <class Range>
concept Container =
    !std::is_reference_v<Range> && !std::ranges::enable_view<Range> && !std::ranges::enable_borrowed_range<Range> &&
    std::same_as<reference_of<Range>, entry_of<Range>&> && requires(const Range& range) {
      { *std::ranges::begin(range) } -> std::same_as<const entry_of<Range>&>;
    };

// Whether the structs may be moved from: they are temporary, or come from an rvalue container or from move iterators.
template <class Range>
inline constexpr bool gives_away = std::same_as<reference_of<Range>, entry_of<Range>> ||
                                   std::same_as<reference_of<Range>, entry_of<Range>&&> || Container<Range>;

}  // namespace detail
}  // namespace fhirops
