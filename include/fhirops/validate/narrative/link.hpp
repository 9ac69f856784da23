#pragma once
// Which URLs a narrative may have, as a browser reads them (https://url.spec.whatwg.org/#url-parsing).

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/primitive/characters.hpp"
#include "fhirops/validate/narrative/xhtml.hpp"

namespace fhirops::detail {

// What a browser makes of `part`: controls and white space dropped, in lower case. No more of it than what is
// allowed can have.
inline std::string normal_url_part(std::string_view part) {
  constexpr std::size_t longest = 16;
  std::string out;
  for (std::size_t i = 0; i < part.size() && out.size() < longest; ++i) {
    const char c = part[i];
    if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) out += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// As a link, an image or a fragment. The references of `url` are resolved. A colon before any of / ? # ends a scheme,
// whatever is before it: a browser would be more generous, and no relative URL needs it.
inline bool is_allowed_link(std::string_view url, xhtml_value use) {
  if (use == xhtml_value::fragment) return normal_url_part(url).starts_with('#');
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return true;
  const std::string scheme = normal_url_part(url.substr(0, end));
  if (scheme == "http" || scheme == "https") return true;
  if (use == xhtml_value::link) return scheme == "mailto" || scheme == "tel";
  if (scheme != "data") return false;
  const std::string type = normal_url_part(url.substr(end + 1));
  for (const std::string_view image : {"image/png", "image/gif", "image/jpeg"})
    if (type.starts_with(image) && type.size() > image.size() && (type[image.size()] == ';' || type[image.size()] == ','))
      return true;
  return false;
}

}  // namespace fhirops::detail
