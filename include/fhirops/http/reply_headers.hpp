#pragma once
// What the headers of a response say about it (RFC 9110): when to try again, where the answer will be, whether the body is whole and
// in FHIR's JSON.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/http_date.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/reply.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::http::detail {

// Reads a Retry-After, a number of seconds or a date. `sent` is the response's Date, if it has one.
inline std::optional<retry_time> parse_retry_after(std::string_view text, std::string_view sent) {
  text = trimmed(text);
  retry_time found;
  if (text.size() <= 9 && fhirops::detail::all_digits(text)) {
    found.after = std::chrono::seconds(fhirops::detail::to_number(text));
    return found;
  }
  found.at = parse_http_date(text);
  if (!found.at) return {};
  if (const auto date = parse_http_date(trimmed(sent)))
    found.after = *found.at > *date ? *found.at - *date : std::chrono::seconds(0);
  return found;
}

// The scheme and host of a URL; empty if it has no scheme.
inline std::string_view origin_of(std::string_view url) noexcept {
  const std::size_t colon = url.find("://");
  return colon == std::string_view::npos ? std::string_view() : url.substr(0, url.find_first_of("/?#", colon + 3));
}
// The URL up to the last slash of its path.
inline std::string_view folder_of(std::string_view url) noexcept {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::string_view origin = origin_of(url);
  return path.substr(0, std::max(origin.size(), path.rfind('/') + 1));
}
// The URL that a Content-Location names, which may be relative to the base; empty if it is not one of http or https.
inline std::string absolute_location(std::string_view base, std::string_view text) {
  text = trimmed(text);
  std::string url(text);
  const std::size_t colon = text.find(':');
  if (!text.empty() && (colon == std::string_view::npos || colon > text.find_first_of("/?#"))) {  // relative
    if (text.starts_with("//"))
      url = fhirops::detail::joined({base.substr(0, base.find(':') + 1), text});
    else if (text.starts_with('/'))
      url = fhirops::detail::joined({origin_of(base), text});
    else
      url = fhirops::detail::joined({base, base.ends_with('/') ? "" : "/", text});
  }
  bool usable = same_name(url.substr(0, 8), "https://") || same_name(url.substr(0, 7), "http://");
  usable = usable && origin_of(url).size() > url.find("://") + 3;
  for (const char c : url) usable = usable && static_cast<unsigned char>(c) > ' ' && c != '\x7F';
  return usable ? url : std::string();
}

// Whether the body is shorter than announced. If it was encoded, the lengths differ anyway, so nothing can be said.
inline bool is_cut_off(const received& got) noexcept {
  if (!got.complete) return true;
  if (got.status == 204) return false;  // has no content, whatever Content-Length says (RFC 9112, section 6.3)
  const std::string_view announced = trimmed(find_header(got.headers, "Content-Length").value_or(""));
  if (announced.empty() || announced.size() > 18 || !fhirops::detail::all_digits(announced)) return false;
  if (find_header(got.headers, "Content-Encoding") || find_header(got.headers, "Transfer-Encoding")) return false;
  std::size_t length = 0;
  for (const char c : announced) length = length * 10 + static_cast<std::size_t>(c - '0');
  return got.body.size() < length;
}
// The Content-Type if it is not FHIR's JSON; empty if it is, or if it is missing, as the body then shows what it is.
inline std::string wrong_type(std::span<const header> headers) {
  std::optional<std::string_view> type;
  for (const header& each : headers) {
    if (!same_name(each.name, "Content-Type")) continue;
    if (type && trimmed(*type) != trimmed(each.value)) return "two Content-Types";
    type = each.value;
  }
  if (!type || trimmed(*type).empty()) return {};
  const auto named = parse_media_range(*type);
  const bool ours =
      named && names_json(*named) && named->of_r4() && (named->charset.empty() || same_name(named->charset, "utf-8"));
  return ours ? std::string() : "the Content-Type " + fhirops::detail::quoted(trimmed(*type));
}

}  // namespace fhirops::http::detail
