#pragma once
// Splits the address of a resource on a server (https://hl7.org/fhir/R4/references.html#literal).

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "fhirops/datatype/codes.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/id.hpp"

namespace fhirops::detail {

// [base]/[type]/[id]/_history/[version]. The base ends with a slash; it is empty in a relative reference.
struct rest_url {
  bool ok = false;
  std::string_view base;
  std::string_view type;
  std::string_view id;
  std::string_view whole;    // everything except the version
  std::string_view version;  // empty if there is none

  // Whether the address is absolute, and matches R4's regular expression: http or https, and a base of letters, digits and -.:%$
  // between slashes.
  [[nodiscard]] bool is_restful() const noexcept {
    const std::size_t host = base.starts_with("http://") ? 7 : base.starts_with("https://") ? 8 : 0;
    if (!ok || host == 0 || base.size() <= host) return false;
    return std::all_of(base.begin() + static_cast<std::ptrdiff_t>(host), base.end(),
                       [](char c) { return is_letter(c) || (c >= '-' && c <= ':') || c == '%' || c == '$' || c == '\\'; });
  }
};
inline rest_url split_rest_url(std::string_view url) noexcept {
  constexpr std::string_view history = "/_history";
  rest_url parts;
  parts.whole = url;
  const std::size_t last = url.rfind('/');
  if (last != std::string_view::npos && url.substr(0, last).ends_with(history)) {
    const std::string_view version = url.substr(last + 1);
    if (!is_id(version)) return parts;
    parts.version = version;
    parts.whole = url.substr(0, last - history.size());
  }
  const std::size_t slash = parts.whole.rfind('/');
  if (slash == std::string_view::npos || slash == 0) return parts;
  const std::size_t before = parts.whole.rfind('/', slash - 1);
  parts.base = parts.whole.substr(0, before == std::string_view::npos ? 0 : before + 1);
  parts.type = parts.whole.substr(parts.base.size(), slash - parts.base.size());
  parts.id = parts.whole.substr(slash + 1);
  const auto types = codes::resource_types.codes;
  parts.ok = is_id(parts.id) && std::binary_search(types.begin(), types.end(), parts.type) && parts.type != "Resource" &&
             parts.type != "DomainResource";
  return parts;
}

}  // namespace fhirops::detail
