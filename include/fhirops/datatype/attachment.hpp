#pragma once
// Content in another format, included or referred to by URL (https://hl7.org/fhir/R4/datatypes.html#Attachment).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/unsigned_int.hpp"
#include "fhirops/primitive/url.hpp"

namespace fhirops {

/// Content in another format, included or referred to by URL.
/// https://hl7.org/fhir/R4/datatypes.html#Attachment
template <Storage S = owned>
struct Attachment {
  using storage = S;
  static constexpr auto fhir_type = type_id::Attachment;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The media type of the data. Codes: http://hl7.org/fhir/ValueSet/mimetypes.
  Code<S> contentType{};
  /// 0..1. The human language of the data, as in BCP 47: `da-DK`.
  Code<S> language{};
  /// 0..1. The data itself, if it is included.
  Base64Binary<S> data{};
  /// 0..1. Where the data can be fetched.
  Url<S> url{};
  /// 0..1. The number of bytes, before base64.
  UnsignedInt<S> size{};
  /// 0..1. The SHA-1 of the data.
  Base64Binary<S> hash{};
  /// 0..1. A title for display.
  String<S> title{};
  /// 0..1. When the data was first created.
  DateTime<S> creation{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Attachment<S>> {
  using self = Attachment<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::contentType)>("contentType", offsetof(self, contentType), {.binding = &codes::mimetypes}),
      detail::row<decltype(self::language)>("language", offsetof(self, language)),
      detail::row<decltype(self::data)>("data", offsetof(self, data)),
      detail::row<decltype(self::url)>("url", offsetof(self, url)),
      detail::row<decltype(self::size)>("size", offsetof(self, size)),
      detail::row<decltype(self::hash)>("hash", offsetof(self, hash)),
      detail::row<decltype(self::title)>("title", offsetof(self, title)),
      detail::row<decltype(self::creation)>("creation", offsetof(self, creation)),
  };
};

}  // namespace fhirops
