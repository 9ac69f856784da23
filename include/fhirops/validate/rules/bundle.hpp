#pragma once
// The rules of Bundle (https://hl7.org/fhir/R4/bundle.html).
//
// What depends on the type of the bundle holds where the type is missing or is none of R4's: that fault is
// told once, and not again with each entry.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/datatype/codes.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/bundle_view.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

// The type of a bundle, or of the bundle that an entry is in; empty where it is not known.
template <Storage S>
std::string_view bundle_type(const bundle_view<S>& bundle) noexcept {
  for (const std::string_view type : codes::bundle_type.codes)
    if (type == bundle.type()) return type;
  return {};
}
template <Storage S>
std::string_view bundle_type_at(const node<S>& entry) noexcept {
  if (entry.scope == nullptr || entry.scope->info->type != type_id::Bundle) return {};
  return bundle_type(bundle_view<S>(*entry.scope->info, entry.scope->object));
}
template <Storage S>
entry_view<S> entry_at(const node<S>& entry) noexcept {
  return {entry.info, entry.object};
}

template <Storage S>
bool bdl_1(const bundle_view<S>& bundle) noexcept {
  const std::string_view type = bundle_type(bundle);
  return !exists(bundle.total()) || type.empty() || type == "searchset" || type == "history";
}

// bdl-2, 3 and 4 speak of all entries; each entry answers for itself.
template <Storage S>
bool bdl_2(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return !entry_at(at).has_search() || type.empty() || type == "searchset";
}
template <Storage S>
bool bdl_3(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return type.empty() ||
         entry_at(at).has_request() == (type == "batch" || type == "transaction" || type == "history");
}
template <Storage S>
bool bdl_4(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return type.empty() || entry_at(at).has_response() == (type == "batch-response" ||
                                                         type == "transaction-response" || type == "history");
}

template <Storage S>
bool bdl_5(const node<S>& at) noexcept {
  const entry_view<S> entry = entry_at(at);
  return entry.resource().has_value() || entry.has_request() || entry.has_response();
}

// The entries, by their index and sorted, that have the fullUrl and the version of one before them.
// n log n, and the version is only looked for where a fullUrl is there again.
template <Storage S>
std::vector<std::size_t> repeated_entries(const bundle_view<S>& bundle) {
  std::vector<std::size_t> repeated;
  if (bundle.size() < 2 || bundle.type() == "history") return repeated;
  std::vector<std::pair<std::size_t, std::size_t>> hashes;  // numbers are sorted much faster than texts
  hashes.reserve(bundle.size());
  for (std::size_t i = 0; i < bundle.size(); ++i)
    if (const std::string_view url = bundle[i].full_url(); !url.empty())
      hashes.emplace_back(std::hash<std::string_view>()(url), i);
  sort_pairs(hashes);
  using keys = std::vector<std::pair<std::string_view, std::size_t>>;
  keys urls;
  for (std::size_t i = 0; i < hashes.size(); ++i)
    if ((i > 0 && hashes[i - 1].first == hashes[i].first) ||
        (i + 1 < hashes.size() && hashes[i + 1].first == hashes[i].first))
      urls.emplace_back(bundle[hashes[i].second].full_url(), hashes[i].second);
  sort_pairs(urls);
  keys versions;
  for (std::size_t first = 0, last = 0; first < urls.size(); first = last) {
    while (last < urls.size() && urls[last].first == urls[first].first) ++last;
    if (last - first < 2) continue;
    versions.clear();
    for (std::size_t i = first; i < last; ++i)
      versions.emplace_back(bundle[urls[i].second].resource().version_id(), urls[i].second);
    sort_pairs(versions);
    for (std::size_t i = 1; i < versions.size(); ++i)
      if (versions[i].first == versions[i - 1].first) repeated.push_back(versions[i].second);
  }
  std::sort(repeated.begin(), repeated.end());
  return repeated;
}

template <Storage S>
bool bdl_7(const node<S>& at) noexcept {
  if (at.scope == nullptr) return true;
  const auto& repeated = at.scope->repeated_entries;
  return !std::binary_search(repeated.begin(), repeated.end(), at.here.index);
}

// R4's expression is not true of an entry without fullUrl, which its text does not mean.
template <Storage S>
bool bdl_8(const node<S>& at) noexcept {
  return std::string_view(entry_at(at).full_url()).find("/_history/") == std::string_view::npos;
}

template <Storage S>
bool bdl_9(const bundle_view<S>& bundle) noexcept {
  const auto& identifier = bundle.identifier();
  return bundle.type() != "document" ||
         (identifier && exists(identifier->system) && exists(identifier->value));
}
template <Storage S>
bool bdl_10(const bundle_view<S>& bundle) noexcept {
  return bundle.type() != "document" || !bundle.timestamp().empty();
}
template <Storage S>
bool bdl_11(const bundle_view<S>& bundle) noexcept {
  return bundle.type() != "document" || (bundle.size() > 0 && bundle[0].resource().type() == "Composition");
}
template <Storage S>
bool bdl_12(const bundle_view<S>& bundle) noexcept {
  return bundle.type() != "message" || (bundle.size() > 0 && bundle[0].resource().type() == "MessageHeader");
}

// What R4 asks for in words, not in an invariant.

template <Storage S>
bool has_absolute_full_url(const node<S>& at) noexcept {
  const std::string_view url = entry_at(at).full_url();
  return url.empty() || is_absolute_uri(url);
}
// A fullUrl of a server must end in the id that the resource has.
template <Storage S>
bool has_full_url_of_resource(const node<S>& at) noexcept {
  const std::string_view url = entry_at(at).full_url();
  if (!url.starts_with("http:") && !url.starts_with("https:")) return true;
  const std::string_view id = entry_at(at).resource().id();
  return id.empty() || (url.ends_with(id) && url.size() > id.size() && url[url.size() - id.size() - 1] == '/');
}
template <Storage S>
bool has_resource_where_needed(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return (type != "document" && type != "message" && type != "searchset" && type != "collection") ||
         entry_at(at).resource().has_value();
}
template <Storage S>
bool has_http_status(const BundleEntryResponse<S>& response) noexcept {
  const std::string_view status = response.status;
  return status.empty() || (status.size() >= 3 && all_digits(status.substr(0, 3)));
}
template <Storage S>
bool has_score_in_range(const BundleEntrySearch<S>& search) noexcept {
  return !(compare_decimals(search.score, "0") < 0) && !(compare_decimals(search.score, "1") > 0);
}

}  // namespace fhirops::detail
