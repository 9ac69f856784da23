#pragma once
// The URLs that a narrative may contain, as a browser interprets them (https://url.spec.whatwg.org/#url-parsing).

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/primitive/characters.hpp"
#include "fhirops/validate/narrative/xhtml.hpp"

namespace fhirops::detail {

// Normalizes `part` as a browser does: drops controls and white space, and converts to lower case. Returns at most as many
// characters as any allowed part has.
inline std::string normal_url_part(std::string_view part) {
  constexpr std::size_t longest = 16;
  std::string out;
  for (std::size_t i = 0; i < part.size() && out.size() < longest; ++i) {
    const char c = part[i];
    if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) out += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// Whether the URL is allowed in a link, an image or a fragment. References in `url` have been resolved. A colon before any of / ?
// # ends a scheme, whatever precedes it: browsers are more permissive, but no relative URL needs that.
inline bool is_allowed_link(std::string_view url, xhtml_value use) {
  if (use == xhtml_value::fragment) return normal_url_part(url).starts_with('#');
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return true;
  const std::string scheme = normal_url_part(url.substr(0, end));
  if (scheme == "http" || scheme == "https") return true;
  const std::string rest = normal_url_part(url.substr(end + 1));
  // Narratives may refer to resources of the same Bundle, too (https://hl7.org/fhir/R4/http.html#trules).
  if (scheme == "urn") return rest.starts_with("uuid:") || rest.starts_with("oid:");
  if (use == xhtml_value::link) return scheme == "mailto" || scheme == "tel";
  if (scheme != "data") return false;
  for (const std::string_view image : {"image/png", "image/gif", "image/jpeg"})
    if (rest.starts_with(image) && rest.size() > image.size() && (rest[image.size()] == ';' || rest[image.size()] == ','))
      return true;
  return false;
}

}  // namespace fhirops::detail
