#pragma once
// Media types in headers, and content negotiation
// (RFC 9110, sections 5.6, 8.3 and 12.5; https://hl7.org/fhir/R4/http.html#mime-type).

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fhirops/http/message.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::http::detail {

constexpr std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes the text up to the next separator outside of quotes, and the separator.
constexpr std::string_view take_element(std::string_view& rest, char separator) noexcept {
  bool quoted = false;
  std::size_t at = 0;
  for (; at < rest.size() && (quoted || rest[at] != separator); ++at) {
    if (rest[at] == '"') quoted = !quoted;
    if (rest[at] == '\\' && quoted) ++at;
  }
  if (at > rest.size()) at = rest.size();
  const std::string_view element = rest.substr(0, at);
  rest.remove_prefix(at < rest.size() ? at + 1 : at);
  return trimmed(element);
}

constexpr bool is_token(std::string_view text) noexcept {
  for (const char c : text)
    if (!fhirops::detail::is_digit(c) && !(lower(c) >= 'a' && lower(c) <= 'z') &&
        std::string_view("!#$%&'*+-.^_`|~").find(c) == std::string_view::npos)
      return false;
  return !text.empty();
}

/// Whether a text can be the value of a header: without line breaks and other control characters.
constexpr bool is_header_value(std::string_view text) noexcept {
  for (const char c : text)
    if ((static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7F') return false;
  return true;
}

/// The value of a parameter, without its quotes; `std::nullopt` if it needs quotes and has none. Escapes are not decoded, since
/// none of the relevant values has any.
constexpr std::optional<std::string_view> parameter_value(std::string_view text) noexcept {
  if (!text.starts_with('"')) {
    for (const char c : text)
      if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\x7F') return std::nullopt;
    if (text.empty()) return std::nullopt;
    return text;
  }
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
  if (at + 1 != text.size() || !is_header_value(text)) return std::nullopt;
  return text.substr(1, at - 1);
}

/// The content of the first quoted string in a header's value, such as a `Warning`, with its escapes decoded; `std::nullopt` if
/// there is none. A string without a closing quote extends to the end of the value.
inline std::optional<std::string> first_quoted(std::string_view value) {
  const std::size_t open = value.find('"');
  if (open == std::string_view::npos) return std::nullopt;
  std::string text;
  for (std::size_t i = open + 1; i < value.size() && value[i] != '"'; ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) ++i;
    text += value[i];
  }
  return text;
}

/// A weight such as `0.5` in thousandths; `std::nullopt` if the text is not one (RFC 9110, section 12.4.2).
constexpr std::optional<int> weight(std::string_view text) noexcept {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int thousandths = (text[0] - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
    if (!fhirops::detail::is_digit(text[i])) return std::nullopt;
    thousandths += (text[i] - '0') * unit;
  }
  if (thousandths > 1000) return std::nullopt;
  return thousandths;
}

/// A media type, or a range of them such as `application/*`.
struct media_range {
  std::string_view type;
  std::string_view subtype;
  std::string_view fhirVersion{};
  std::string_view charset{};
  int quality = 1000;

  [[nodiscard]] constexpr bool is(std::string_view a_type, std::string_view a_subtype) const noexcept {
    return same_name(type, a_type) && same_name(subtype, a_subtype);
  }
  /// Whether it allows R4; true if it does not state a version of FHIR.
  [[nodiscard]] constexpr bool of_r4() const noexcept {
    return fhirVersion.empty() || fhirVersion == "4.0" || fhirVersion == "4.0.1";
  }
};

/// A media type with its parameters; `std::nullopt` if the text is not one.
constexpr std::optional<media_range> parse_media_range(std::string_view text) noexcept {
  const std::string_view name = take_element(text, ';');
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  media_range range{name.substr(0, slash), name.substr(slash + 1)};
  if (!is_token(range.type) || !is_token(range.subtype)) return std::nullopt;
  while (!text.empty()) {
    const std::string_view parameter = take_element(text, ';');
    if (parameter.empty()) continue;
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view key = parameter.substr(0, equals);
    const auto value = parameter_value(parameter.substr(equals + 1));
    if (!is_token(key) || !value) return std::nullopt;
    if (same_name(key, "fhirVersion")) range.fhirVersion = *value;
    if (same_name(key, "charset")) range.charset = *value;
    if (same_name(key, "q")) {
      const std::optional<int> quality = weight(*value);
      if (!quality) return std::nullopt;
      range.quality = *quality;
    }
  }
  return range;
}

/// One of FHIR's media types for JSON; the preferred one of R4 comes first.
struct json_type {
  std::string_view type;
  std::string_view subtype;
};
inline constexpr std::array<json_type, 4> json_types{
    {{"application", "fhir+json"}, {"application", "json"}, {"application", "json+fhir"}, {"text", "json"}}};

constexpr bool names_json(const media_range& named) noexcept {
  for (const json_type& each : json_types)
    if (named.is(each.type, each.subtype)) return true;
  return false;
}

/// How much a client prefers a media type.
struct preference {
  /// The weight in thousandths; 0 if it is not acceptable.
  int quality = 0;
  /// How precisely the client named it: 0 not at all, 1 as `*/*`, 2 as `type/*`, 3 by name, 4 with a version of FHIR.
  int closeness = 0;
};

/// What a client accepts: the elements of all its `Accept` headers, or its `_format`. Elements that are not media ranges are
/// ignored.
class acceptance {
 public:
  explicit acceptance(std::span<const header> headers, std::string_view format = {}) noexcept
      : headers_(headers), format_(format) {}

  /// The preference for a media type: the most precise range decides; if there are several of them, the highest weight.
  [[nodiscard]] preference of(std::string_view type, std::string_view subtype) const noexcept {
    preference found;
    bool any = false;
    for_each([&](std::string_view element) {
      any = true;
      const auto range = parse_media_range(element);
      if (!range || !range->of_r4()) return;
      int closeness = 0;
      if (range->is(type, subtype))
        closeness = range->fhirVersion.empty() ? 3 : 4;
      else if (same_name(range->type, type) && range->subtype == "*")
        closeness = 2;
      else if (range->is("*", "*"))
        closeness = 1;
      if (closeness == 0 || closeness < found.closeness) return;
      if (closeness > found.closeness || range->quality > found.quality) found = {range->quality, closeness};
    });
    return any ? found : preference{1000, 1};
  }

 private:
  template <class F>
  void for_each(F&& f) const {
    if (format_ == "json") return f("application/fhir+json");
    if (!format_.empty()) return f(format_);
    for (const header& each : headers_) {
      if (!same_name(each.name, "Accept")) continue;
      for (std::string_view rest = each.value; !rest.empty();)
        if (const std::string_view element = take_element(rest, ','); !element.empty()) f(element);
    }
  }

  std::span<const header> headers_;
  std::string_view format_;
};

}  // namespace fhirops::http::detail
