#pragma once
// A container of resources (https://hl7.org/fhir/R4/bundle.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/compiled.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/identifier.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/datatype/signature.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/unsigned_int.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {
namespace detail {

template <class R>
struct optional_resource_of {
  using type = box<R>;
};
template <Storage S>
struct optional_resource_of<Resource<S>> {
  using type = Resource<S>;
};
template <class R>
using optional_resource = typename optional_resource_of<R>::type;

}  // namespace detail

/// `Bundle.link`: a link from a bundle or an entry.
/// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.link
template <Storage S = owned>
struct BundleLink {
  using storage = S;
  static constexpr auto fhir_type = type_id::BundleLink;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. What the link is to: `self`, `next`, `previous`, ... (IANA's link relations).
  String<S> relation{};
  /// 1..1. The address.
  Uri<S> url{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<BundleLink<S>> {
  using self = BundleLink<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::relation)>("relation", offsetof(self, relation), {.min = 1}),
      detail::row<decltype(self::url)>("url", offsetof(self, url), {.min = 1}),
  };
};

/// `Bundle.entry.response`: the result of a request.
/// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.response
template <Storage S = owned>
struct BundleEntryResponse {
  using storage = S;
  static constexpr auto fhir_type = type_id::BundleEntryResponse;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. The HTTP status: its number, perhaps with a phrase.
  String<S> status{};
  /// 0..1. The address of the resource, as in the header `Location`.
  Uri<S> location{};
  /// 0..1. The version, as in the header `ETag`: `W/"1"`.
  String<S> etag{};
  /// 0..1. When the server changed the resource.
  Instant<S> lastModified{};
  /// 0..1, any resource. Hints and warnings, usually an OperationOutcome.
  Resource<S> outcome{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<BundleEntryResponse<S>> {
  using self = BundleEntryResponse<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::status)>("status", offsetof(self, status), {.min = 1}),
      detail::row<decltype(self::location)>("location", offsetof(self, location)),
      detail::row<decltype(self::etag)>("etag", offsetof(self, etag)),
      detail::row<decltype(self::lastModified)>("lastModified", offsetof(self, lastModified)),
      detail::row<decltype(self::outcome)>("outcome", offsetof(self, outcome)),
  };
};

/// `Bundle.entry.request`: what the server should do with an entry.
/// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.request
template <Storage S = owned>
struct BundleEntryRequest {
  using storage = S;
  static constexpr auto fhir_type = type_id::BundleEntryRequest;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. The HTTP method. Codes: http://hl7.org/fhir/ValueSet/http-verb.
  Code<S> method{};
  /// 1..1. The address, relative to the server's base.
  Uri<S> url{};
  /// 0..1. Like the header `If-None-Match`.
  String<S> ifNoneMatch{};
  /// 0..1. Like the header `If-Modified-Since`.
  Instant<S> ifModifiedSince{};
  /// 0..1. Like the header `If-Match`.
  String<S> ifMatch{};
  /// 0..1. Like the header `If-None-Exist`: only the query, without `?`.
  String<S> ifNoneExist{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<BundleEntryRequest<S>> {
  using self = BundleEntryRequest<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::method)>("method", offsetof(self, method), {.min = 1, .binding = &codes::http_verb}),
      detail::row<decltype(self::url)>("url", offsetof(self, url), {.min = 1}),
      detail::row<decltype(self::ifNoneMatch)>("ifNoneMatch", offsetof(self, ifNoneMatch)),
      detail::row<decltype(self::ifModifiedSince)>("ifModifiedSince", offsetof(self, ifModifiedSince)),
      detail::row<decltype(self::ifMatch)>("ifMatch", offsetof(self, ifMatch)),
      detail::row<decltype(self::ifNoneExist)>("ifNoneExist", offsetof(self, ifNoneExist)),
  };
};

/// `Bundle.entry.search`: why an entry is a search result.
/// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry.search
template <Storage S = owned>
struct BundleEntrySearch {
  using storage = S;
  static constexpr auto fhir_type = type_id::BundleEntrySearch;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 0..1. Why the entry is among the results. Codes: http://hl7.org/fhir/ValueSet/search-entry-mode.
  Code<S> mode{};
  /// 0..1. The relevance of the match, from 0 to 1.
  Decimal<S> score{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<BundleEntrySearch<S>> {
  using self = BundleEntrySearch<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::mode)>("mode", offsetof(self, mode), {.binding = &codes::search_entry_mode}),
      detail::row<decltype(self::score)>("score", offsetof(self, score)),
  };
};

/// `Bundle.entry`: a resource, or a request about one.
/// https://hl7.org/fhir/R4/bundle-definitions.html#Bundle.entry
template <class R = Resource<>>
struct BundleEntry {
  static_assert(!Storage<R>, "give it the type of its resources: BundleEntry<Resource<borrowed>>, not BundleEntry<borrowed>");
  /// The Storage of the entry.
  using S = storage_of<R>;
  using storage = S;
  static constexpr auto fhir_type = type_id::BundleEntry;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 0..*. Links that belong to this entry.
  list<BundleLink<S>> link{};
  /// 0..1. The absolute address of the resource, by which other entries refer to it.
  Uri<S> fullUrl{};
  /// 0..1, any resource. The resource itself.
  detail::optional_resource<R> resource{};
  /// 0..1. Why the entry is a search result.
  box<BundleEntrySearch<S>> search{};
  /// 0..1. The request: what to do in a transaction or batch, or what was done in a history.
  box<BundleEntryRequest<S>> request{};
  /// 0..1. The result of the request, in a response or a history.
  box<BundleEntryResponse<S>> response{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <class R>
inline constexpr bool detail::is_hot<BundleEntry<R>> = true;

template <class R>
struct describe<BundleEntry<R>> {
  using self = BundleEntry<R>;
  using S = storage_of<R>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::link)>("link", offsetof(self, link)),
      detail::row<decltype(self::fullUrl)>("fullUrl", offsetof(self, fullUrl)),
      detail::row<decltype(self::resource)>("resource", offsetof(self, resource)),
      detail::row<decltype(self::search)>("search", offsetof(self, search)),
      detail::row<decltype(self::request)>("request", offsetof(self, request)),
      detail::row<decltype(self::response)>("response", offsetof(self, response)),
  };
};

/// A container of resources.
/// https://hl7.org/fhir/R4/bundle.html
template <class R>
struct Bundle {
  static_assert(!Storage<R>, "give it the type of its resources: Bundle<Resource<borrowed>>, not Bundle<borrowed>");
  /// The Storage of the bundle.
  using S = storage_of<R>;
  using storage = S;
  /// The type of the entries' resources: one type, or `Resource` for any.
  using entry_resource = R;
  static constexpr auto fhir_type = type_id::Bundle;

  /// 0..1. The logical id, unique among the resources of this type on its server.
  Id<S> id{};
  /// 0..1. Version, profiles and tags of the resource.
  box<Meta<S>> meta{};
  /// 0..1. Rules defined elsewhere, without which the content cannot be understood.
  Uri<S> implicitRules{};
  /// 0..1. The human language of the content, as in BCP 47: `da-DK`.
  Code<S> language{};
  /// 0..1. Identifies the bundle, even when it is copied or stored elsewhere.
  box<Identifier<S>> identifier{};
  /// 1..1. What the bundle is for. Codes: http://hl7.org/fhir/ValueSet/bundle-type.
  Code<S> type{};
  /// 0..1. When the bundle was assembled.
  Instant<S> timestamp{};
  /// 0..1. The total number of matches of a search, on all pages; or of versions in a history.
  UnsignedInt<S> total{};
  /// 0..*. Links to the bundle itself and to its other pages.
  list<BundleLink<S>> link{};
  /// 0..*. The resources, or requests about them.
  list<BundleEntry<R>> entry{};
  /// 0..1. The signature of the bundle.
  box<Signature<S>> signature{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <class R>
struct describe<Bundle<R>> {
  using self = Bundle<R>;
  using S = storage_of<R>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::row<decltype(self::id)>("id", offsetof(self, id)),
      detail::row<decltype(self::meta)>("meta", offsetof(self, meta)),
      detail::row<decltype(self::implicitRules)>("implicitRules", offsetof(self, implicitRules)),
      detail::row<decltype(self::language)>("language", offsetof(self, language)),
      detail::row<decltype(self::identifier)>("identifier", offsetof(self, identifier)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1, .binding = &codes::bundle_type}),
      detail::row<decltype(self::timestamp)>("timestamp", offsetof(self, timestamp)),
      detail::row<decltype(self::total)>("total", offsetof(self, total)),
      detail::row<decltype(self::link)>("link", offsetof(self, link)),
      detail::row<decltype(self::entry)>("entry", offsetof(self, entry)),
      detail::row<decltype(self::signature)>("signature", offsetof(self, signature)),
  };
};

namespace detail {

// Of the bundles with one type of resource, the compiled form contains those that operations use.
template <class R>
inline constexpr bool is_compiled_entry =
    CompiledStorage<storage_of<R>> && (R::fhir_type == type_id::none || R::fhir_type == type_id::Parameters);
template <class R>
inline constexpr bool is_compiled<BundleEntry<R>> = is_compiled_entry<R>;
template <class R>
inline constexpr bool is_compiled<Bundle<R>> = is_compiled_entry<R>;

}  // namespace detail
}  // namespace fhirops
