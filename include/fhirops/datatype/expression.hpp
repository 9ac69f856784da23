#pragma once
// An expression in a named language (https://hl7.org/fhir/R4/metadatatypes.html#Expression).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// An expression in a named language.
/// https://hl7.org/fhir/R4/metadatatypes.html#Expression
template <Storage S = owned>
struct Expression {
  using storage = S;
  static constexpr auto fhir_type = type_id::Expression;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. What the expression is about, in words.
  String<S> description{};
  /// 0..1. The name by which other expressions refer to its result.
  Id<S> name{};
  /// 1..1. The media type of the language: `text/cql`, `text/fhirpath`, ...
  Code<S> language{};
  /// 0..1. The expression itself.
  String<S> expression{};
  /// 0..1. Where the expression is defined.
  Uri<S> reference{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Expression<S>> {
  using self = Expression<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::description)>("description", offsetof(self, description)),
      detail::row<decltype(self::name)>("name", offsetof(self, name)),
      detail::row<decltype(self::language)>("language", offsetof(self, language), {.min = 1}),
      detail::row<decltype(self::expression)>("expression", offsetof(self, expression)),
      detail::row<decltype(self::reference)>("reference", offsetof(self, reference)),
  };
};

}  // namespace fhirops
