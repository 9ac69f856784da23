#pragma once
// The rules of Bundle (https://hl7.org/fhir/R4/bundle.html).
//
// Rules that depend on the type of the bundle are not checked if the type is missing or is not one of R4's: that fault is
// reported once, and not again for each entry.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/text_pool.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/primitive/uuid.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/bundle_view.hpp"
#include "fhirops/resource/resource_view.hpp"
#include "fhirops/resource/rest_url.hpp"
#include "fhirops/validate/node.hpp"

namespace fhirops::detail {

// The type of a bundle, or of the bundle that contains an entry; empty if it is unknown.
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
bool is_post(const entry_view<S>& entry) noexcept {
  const auto& request = entry.request();
  return request && request->method == "POST";
}

template <Storage S>
bool bdl_1(const bundle_view<S>& bundle) noexcept {
  const std::string_view type = bundle_type(bundle);
  return !exists(bundle.total()) || type.empty() || type == "searchset" || type == "history";
}

// bdl-2, 3 and 4 are about all entries; each is reported at the entry that violates it. But if there are several entries and all
// of them have what the type forbids, or lack what it requires, the type is probably wrong, and the fault is reported once, at
// the Bundle.
struct bundle_parts {
  std::string_view type;
  bool search;    // allowed
  bool request;   // required; forbidden if false
  bool response;  // required; forbidden if false
};
constexpr bundle_parts parts_of(std::string_view type) noexcept {
  const bool history = type == "history";
  return {type, type == "searchset", type == "batch" || type == "transaction" || history,
          type == "batch-response" || type == "transaction-response" || history};
}
template <Storage S>
bool wrong_search(const entry_view<S>& entry, const bundle_parts& parts) noexcept {
  return entry.has_search() && !parts.search;
}
template <Storage S>
bool wrong_request(const entry_view<S>& entry, const bundle_parts& parts) noexcept {
  return entry.has_request() != parts.request;
}
template <Storage S>
bool wrong_response(const entry_view<S>& entry, const bundle_parts& parts) noexcept {
  return entry.has_response() != parts.response;
}
// There are no common faults if there is only one entry, or if the type is unknown.
template <Storage S>
common_faults faults_of_all(const bundle_view<S>& bundle) noexcept {
  const std::string_view type = bundle_type(bundle);
  if (bundle.size() < 2 || type.empty()) return {};
  const bundle_parts parts = parts_of(type);
  common_faults all{true, true, true};
  for (std::size_t i = 0; i < bundle.size() && (all.search || all.request || all.response); ++i) {
    all.search = all.search && wrong_search(bundle[i], parts);
    all.request = all.request && wrong_request(bundle[i], parts);
    all.response = all.response && wrong_response(bundle[i], parts);
  }
  return all;
}

template <Storage S>
bool bdl_2(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return type.empty() || at.scope->all_entries.search || !wrong_search(entry_at(at), parts_of(type));
}
template <Storage S>
bool bdl_3(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return type.empty() || at.scope->all_entries.request || !wrong_request(entry_at(at), parts_of(type));
}
template <Storage S>
bool bdl_4(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return type.empty() || at.scope->all_entries.response || !wrong_response(entry_at(at), parts_of(type));
}
template <Storage S>
std::string bdl_2_words(const node<S>& at) {
  return joined({"an entry of a ", bundle_type_at(at), " must not have a search: remove it, or make the Bundle a searchset"});
}
template <Storage S>
std::string bdl_3_words(const node<S>& at) {
  const std::string_view type = bundle_type_at(at);
  if (parts_of(type).request) return joined({"request is missing: each entry of a ", type, " needs one"});
  return joined({"an entry of a ", type, " must not have a request: remove it"});
}
template <Storage S>
std::string bdl_4_words(const node<S>& at) {
  const std::string_view type = bundle_type_at(at);
  if (parts_of(type).response) return joined({"response is missing: each entry of a ", type, " needs one"});
  return joined({"an entry of a ", type, " must not have a response: remove it"});
}

// The same at the Bundle, which has a scope of its own, if all its entries have the fault.
template <Storage S>
std::string_view bdl_2_of_all(const node<S>& at) noexcept {
  if (!at.scope->all_entries.search) return {};
  return "every entry has a search, which only a searchset allows: change the type, or remove them";
}
template <Storage S>
std::string_view bdl_3_of_all(const node<S>& at) noexcept {
  if (!at.scope->all_entries.request) return {};
  return parts_of(bundle_type(bundle_view<S>(at.info, at.object))).request
             ? "request is missing in every entry: a batch, transaction or history needs them, so add them or change the type"
             : "every entry has a request, which only a batch, transaction or history allows: change the type, or "
               "remove them";
}
template <Storage S>
std::string_view bdl_4_of_all(const node<S>& at) noexcept {
  if (!at.scope->all_entries.response) return {};
  return parts_of(bundle_type(bundle_view<S>(at.info, at.object))).response
             ? "response is missing in every entry: a batch-response, transaction-response or history needs them, so add them "
               "or change the type"
             : "every entry has a response, which only a batch-response, transaction-response or history allows: change "
               "the type, or remove them";
}

template <Storage S>
bool bdl_5(const node<S>& at) noexcept {
  const entry_view<S> entry = entry_at(at);
  return entry.resource().has_value() || entry.has_request() || entry.has_response();
}

// The entries with the fullUrl and the version of an earlier one, sorted by index. Takes O(n log n); the version is only examined
// if a fullUrl is repeated.
template <Storage S>
std::vector<repeated_entry> repeated_entries(const bundle_view<S>& bundle) {
  text_pool decoded;
  std::string buffer;
  std::vector<repeated_entry> repeated;
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
    if ((i > 0 && hashes[i - 1].first == hashes[i].first) || (i + 1 < hashes.size() && hashes[i + 1].first == hashes[i].first))
      urls.emplace_back(bundle[hashes[i].second].full_url(), hashes[i].second);
  sort_pairs(urls);
  keys versions;
  for (std::size_t first = 0, last = 0; first < urls.size(); first = last) {
    while (last < urls.size() && urls[last].first == urls[first].first) ++last;
    if (last - first < 2) continue;
    versions.clear();
    for (std::size_t i = first; i < last; ++i) {
      std::string_view version = bundle[urls[i].second].resource().version_id(buffer);
      if (version.data() == buffer.data()) version = decoded.keep(version);
      versions.emplace_back(version, urls[i].second);
    }
    sort_pairs(versions);
    std::size_t earliest = 0;
    for (std::size_t i = 1; i < versions.size(); ++i) {
      if (versions[i].first != versions[i - 1].first)
        earliest = i;
      else
        repeated.push_back({versions[i].second, versions[earliest].second});
    }
  }
  std::sort(repeated.begin(), repeated.end());
  return repeated;
}

template <Storage S>
bool bdl_7(const node<S>& at) noexcept {
  if (at.scope == nullptr) return true;
  const auto& repeated = at.scope->repeated_entries;
  const auto found = std::lower_bound(repeated.begin(), repeated.end(), repeated_entry{at.here.index, 0});
  return found == repeated.end() || found->index != at.here.index;
}
template <Storage S>
std::string bdl_7_words(const node<S>& at) {
  const auto& repeated = at.scope->repeated_entries;
  const auto found = std::lower_bound(repeated.begin(), repeated.end(), repeated_entry{at.here.index, 0});
  const std::string url = shortened_text(entry_at(at).full_url());
  std::string buffer;
  const std::string_view version = entry_at(at).resource().version_id(buffer);
  if (version.empty())
    return joined({"entry[", digits(found->first), "] has the same fullUrl \"", url,
                   "\", and neither has a meta.versionId: make them differ"});
  return joined({"entry[", digits(found->first), "] has the same fullUrl \"", url, "\" and the same meta.versionId \"",
                 shortened_text(version), "\": make them differ"});
}

// R4's expression is false for an entry without a fullUrl, but its text does not require one.
template <Storage S>
bool bdl_8(const node<S>& at) noexcept {
  return std::string_view(entry_at(at).full_url()).find("/_history/") == std::string_view::npos;
}

template <Storage S>
std::string bdl_8_words(const node<S>& at) {
  const std::string_view url = entry_at(at).full_url();
  return joined({"fullUrl must not have a version: remove \"", shortened_text(url.substr(url.find("/_history/"))), "\""});
}

template <Storage S>
std::string_view bdl_9_fault(const node<S>& at) noexcept {
  const bundle_view<S> bundle(at.info, at.object);
  if (bundle.type() != "document") return {};
  const auto& identifier = bundle.identifier();
  if (!identifier) return "identifier is missing: a document needs one, with system and value";
  if (!exists(identifier->system)) return "the identifier's system is missing: a document needs one";
  if (!exists(identifier->value)) return "the identifier's value is missing: a document needs one";
  return {};
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

template <Storage S>
std::string bdl_1_words(const node<S>& at) {
  return joined({"a ", bundle_type(bundle_view<S>(at.info, at.object)),
                 " must not have a total: remove it, or make the Bundle a searchset or history"});
}
// The message of bdl-11 and bdl-12.
template <Storage S>
std::string first_resource_words(const node<S>& at) {
  const bundle_view<S> bundle(at.info, at.object);
  const std::string_view wanted = bundle.type() == "document" ? "Composition" : "MessageHeader";
  const std::string_view found = bundle.size() > 0 ? bundle[0].resource().type() : std::string_view();
  if (found.empty()) return joined({wanted, " is missing: it must be the first resource of a ", bundle.type()});
  return joined({"the first resource is of type ", shortened_text(found), ": that of a ", bundle.type(), " must be a ", wanted});
}

// Requirements that R4 states in words, not as an invariant.

template <Storage S>
bool has_absolute_full_url(const node<S>& at) noexcept {
  const std::string_view url = entry_at(at).full_url();
  return url.empty() || is_absolute_uri(url);
}
template <Storage S>
std::string absolute_full_url_words(const node<S>& at) {
  const std::string_view url = entry_at(at).full_url();
  const std::string shown = shortened_text(url);
  if (is_bare_uuid(url)) return joined({"\"", shown, "\" is a bare UUID: it should be urn:uuid:", url});
  return joined(
      {"\"", shown,
       "\" is relative: fullUrl should be an absolute URI, such as http://example.org/fhir/Patient/1 or urn:uuid: and a UUID"});
}
// Compares a fullUrl of R4's RESTful form with the resource; there is no fault if it has another form, or if there is no
// resource. A different id is an error; R4 is less explicit about the rest.
template <Storage S>
full_url_fault find_full_url_fault(const entry_view<S>& entry) {
  const resource_view<S> resource = entry.resource();
  if (!resource.has_value()) return full_url_fault::none;
  const rest_url url = split_rest_url(entry.full_url());
  if (!url.is_restful()) return full_url_fault::none;
  std::string decoded;
  const std::string_view id = resource.id(decoded);
  if (!id.empty() && id != url.id) return full_url_fault::other_id;
  if (!resource.type().empty() && resource.type() != url.type) return full_url_fault::other_type;
  // A resource that the request creates has no id yet.
  return id.empty() && !is_post(entry) ? full_url_fault::no_id : full_url_fault::none;
}
template <Storage S>
full_url_fault fault_of_full_url(const node<S>& at) {
  if (at.scope == nullptr) return find_full_url_fault(entry_at(at));
  auto& [entry, fault] = at.scope->full_url;
  if (entry != at.object) {
    fault = find_full_url_fault(entry_at(at));
    entry = at.object;
  }
  return fault;
}
template <Storage S>
std::string full_url_words(const node<S>& at) {
  const entry_view<S> entry = entry_at(at);
  const rest_url url = split_rest_url(entry.full_url());
  std::string decoded;
  const resource_view<S> resource = entry.resource();
  const full_url_fault fault = fault_of_full_url(at);
  if (fault == full_url_fault::other_id)
    return joined({"fullUrl ends in \"", url.id, "\" but the id of the resource is \"", shortened_text(resource.id(decoded)),
                   "\": they must be the same"});
  if (fault == full_url_fault::other_type)
    return joined({"fullUrl is of a ", url.type, " but the resource is of type ", shortened_text(resource.type()),
                   ": it should be ", url.base, shortened_text(resource.type()), "/", url.id});
  return joined({"id is missing: fullUrl ends in \"", url.id, "\", so that should be the id of the resource"});
}
template <Storage S>
bool has_full_url_of_id(const node<S>& at) {
  return fault_of_full_url(at) != full_url_fault::other_id;
}
template <Storage S>
bool has_full_url_of_type(const node<S>& at) {
  return fault_of_full_url(at) != full_url_fault::other_type;
}
template <Storage S>
bool has_id_of_full_url(const node<S>& at) {
  return fault_of_full_url(at) != full_url_fault::no_id;
}
// R4: it SHALL have a value, except on a POST; in a response there may be no address.
template <Storage S>
bool has_full_url(const node<S>& at) noexcept {
  const entry_view<S> entry = entry_at(at);
  if (exists(entry.full_url()) || !entry.resource().has_value() || is_post(entry)) return true;
  const std::string_view type = bundle_type_at(at);
  return type.empty() || type == "batch-response" || type == "transaction-response";
}
template <Storage S>
bool has_resource_where_needed(const node<S>& at) noexcept {
  const std::string_view type = bundle_type_at(at);
  return (type != "document" && type != "message" && type != "searchset" && type != "collection") ||
         entry_at(at).resource().has_value();
}
template <Storage S>
std::string resource_needed_words(const node<S>& at) {
  return joined({"resource is missing: each entry of a ", bundle_type_at(at), " should have one"});
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
template <Storage S>
std::string score_words(const BundleEntrySearch<S>& search) {
  return joined({shortened_text(search.score.text), " is not a score: it should be between 0 and 1"});
}
template <Storage S>
std::string http_status_words(const BundleEntryResponse<S>& response) {
  return joined(
      {"\"", shortened_text(response.status), "\" is not an HTTP status: it should begin with three digits, as in 200 OK"});
}

}  // namespace fhirops::detail
