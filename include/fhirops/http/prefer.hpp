#pragma once
// The preferences of a request (RFC 7240).

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"

namespace fhirops::http {
namespace detail {

/// Calls `f(element)` for each preference as it was written, in order, in all `Prefer` headers.
template <class F>
constexpr void for_each_prefer_element(std::span<const header> headers, F&& f) {
  for (const header& each : headers) {
    if (!same_name(each.name, "Prefer")) continue;
    for (std::string_view rest = each.value; !rest.empty();) f(take_element(rest, ','));
  }
}
/// Calls `f(name, value)` for each preference, in order, in all `Prefer` headers. The value is empty if the preference has none,
/// which HTTP does not distinguish; a preference with a malformed value is ignored.
template <class F>
constexpr void for_each_preference(std::span<const header> headers, F&& f) {
  for_each_prefer_element(headers, [&f](std::string_view element) {
    const std::string_view preference = take_element(element, ';');
    const std::size_t equals = preference.find('=');
    const std::string_view name = trimmed(preference.substr(0, equals));
    const std::string_view given = equals == std::string_view::npos ? std::string_view() : trimmed(preference.substr(equals + 1));
    const auto value = given.empty() ? given : parameter_value(given);
    if (value && is_token(name)) f(name, *value);
  });
}
/// The value of one `Prefer` header with all preferences but those of this name.
inline std::string preferences_without(std::span<const header> headers, std::string_view name) {
  std::string kept;
  for_each_prefer_element(headers, [&kept, name](std::string_view element) {
    if (same_name(trimmed(element.substr(0, element.find_first_of("=;"))), name)) return;
    (kept += kept.empty() ? "" : ", ") += trimmed(element);
  });
  return kept;
}

}  // namespace detail

/// Whether these headers ask for an answer that is made later: `Prefer: respond-async` (RFC 7240, section 4.1), alone or among
/// other preferences, in upper or lower case. If it appears twice, the first one counts; with a value it is a different
/// preference.
///
///     if (http::prefers_async(call.headers)) return begin_later(asked);
[[nodiscard]] constexpr bool prefers_async(std::span<const header> headers) noexcept {
  bool seen = false;
  bool found = false;
  detail::for_each_preference(headers, [&](std::string_view name, std::string_view value) {
    if (seen || !detail::same_name(name, "respond-async")) return;
    seen = true;
    found = value.empty();
  });
  return found;
}

}  // namespace fhirops::http
