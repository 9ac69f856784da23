#pragma once
// A note, with its author and time (https://hl7.org/fhir/R4/datatypes.html#Annotation).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/markdown.hpp"

namespace fhirops {

/// A note, with its author and time.
/// https://hl7.org/fhir/R4/datatypes.html#Annotation
template <Storage S = owned>
struct Annotation {
  using storage = S;
  static constexpr auto fhir_type = type_id::Annotation;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1, Reference | string. Who made the note.
  Value<S> author{};
  /// 0..1. When it was made.
  DateTime<S> time{};
  /// 1..1. The note itself.
  Markdown<S> text{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Annotation<S>> {
  using self = Annotation<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::author)>("author", offsetof(self, author),
                                          {.choices = type_set(type_id::Reference, type_id::string)}),
      detail::row<decltype(self::time)>("time", offsetof(self, time)),
      detail::row<decltype(self::text)>("text", offsetof(self, text), {.min = 1}),
  };
};

}  // namespace fhirops
