#pragma once
// Writes primitives to any kind of stream; the library itself includes no stream header.

#include <concepts>
#include <string>
#include <string_view>

namespace fhirops {

class small_text;

namespace detail {

template <class T>
concept Shown = std::same_as<T, small_text> || requires {
  T::representation;
  requires std::convertible_to<const T&, std::string>;
};
// A stream that has its own member template for any type, as some loggers do, is left out: the call would be ambiguous.
template <class Stream, class T>
concept StreamFor = requires(Stream& out, std::string_view text) { out << text; } &&
                    !requires(Stream& out, const T& value) { out.operator<<(value); };

}  // namespace detail

/// Writes the text of a primitive to a stream, or to anything else with an `operator<<` for `std::string_view`. An absent value
/// writes nothing.
///
///     std::cout << job.created << '\n';
template <class Stream, detail::Shown T>
  requires detail::StreamFor<Stream, T>
Stream& operator<<(Stream& out, const T& value) {
  if constexpr (std::convertible_to<const T&, std::string_view>)
    out << std::string_view(value);
  else
    out << std::string_view(std::string(value));
  return out;
}

}  // namespace fhirops
