#pragma once
// How strings are kept: owned by the value, or borrowed from memory that the host keeps alive.

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace fhirops {

/// Values own their text (`std::string`). The default.
struct owned {
  /// The type that holds a text.
  using string = std::string;
  /// Whether the type holds the characters itself.
  static constexpr bool owns = true;
};

/// Values refer to text that somebody else keeps alive (`std::string_view`): a database row, or the text that was parsed. Copying
/// such a value copies no text; using it after the text is gone is undefined, as with any view.
struct borrowed {
  /// The type that holds a text.
  using string = std::string_view;
  /// Whether the type holds the characters itself.
  static constexpr bool owns = false;
};

/// A way of keeping strings. A host may write its own: `string` is constructible from `std::string_view` and converts to it;
/// `owns` says whether it holds the characters itself.
template <class S>
concept Storage =
    requires {
      typename S::string;
      { S::owns } -> std::convertible_to<bool>;
    } && std::regular<typename S::string> && std::is_nothrow_move_constructible_v<typename S::string> &&
    std::constructible_from<typename S::string, std::string_view> &&
    std::convertible_to<const typename S::string&, std::string_view>;

namespace detail {
template <class T>
struct storage_trait {
  using type = owned;
};
template <class T>
  requires requires { typename T::storage; }
struct storage_trait<T> {
  using type = typename T::storage;
};
}  // namespace detail

/// The Storage of a FHIR type; `owned` for a host's own struct that does not name one.
template <class T>
using storage_of = typename detail::storage_trait<T>::type;

namespace detail {
// A temporary that owns its characters: a view of it would outlive it. A type that needs no destructor is taken for a view, as
// nearly all of them are.
template <class T>
concept TemporaryText = !std::is_reference_v<T> && std::convertible_to<T, std::string_view> &&
                        !std::is_trivially_destructible_v<T> && storage_of<T>::owns;
}  // namespace detail

}  // namespace fhirops
