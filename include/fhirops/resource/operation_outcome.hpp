#pragma once
// Errors, warnings and notes about a request (https://hl7.org/fhir/R4/operationoutcome.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codeable_concept.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/datatype/narrative.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {

/// `OperationOutcome.issue`: one error, warning or note.
/// https://hl7.org/fhir/R4/operationoutcome-definitions.html#OperationOutcome.issue
template <Storage S = owned>
struct OperationOutcomeIssue {
  using storage = S;
  static constexpr auto fhir_type = type_id::OperationOutcomeIssue;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. How severe the issue is. Codes: http://hl7.org/fhir/ValueSet/issue-severity.
  Code<S> severity{};
  /// 1..1. What kind of issue it is. Codes: http://hl7.org/fhir/ValueSet/issue-type.
  Code<S> code{};
  /// 0..1. What is wrong, as a code of the server, or in words.
  box<CodeableConcept<S>> details{};
  /// 0..1. Technical information that helps to find the cause.
  String<S> diagnostics{};
  /// 0..*. The path, as XPath or the name of an HTTP header; `expression` is preferred.
  list<String<S>> location{};
  /// 0..*. The path, as FHIRPath: `Patient.name[0].given`.
  list<String<S>> expression{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<OperationOutcomeIssue<S>> {
  using self = OperationOutcomeIssue<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::severity)>("severity", offsetof(self, severity), {.min = 1, .binding = &codes::issue_severity}),
      detail::row<decltype(self::code)>("code", offsetof(self, code), {.min = 1, .binding = &codes::issue_type}),
      detail::row<decltype(self::details)>("details", offsetof(self, details)),
      detail::row<decltype(self::diagnostics)>("diagnostics", offsetof(self, diagnostics)),
      detail::row<decltype(self::location)>("location", offsetof(self, location)),
      detail::row<decltype(self::expression)>("expression", offsetof(self, expression)),
  };
};

/// Errors, warnings and notes about a request.
/// https://hl7.org/fhir/R4/operationoutcome.html
template <Storage S = owned>
struct OperationOutcome {
  using storage = S;
  static constexpr auto fhir_type = type_id::OperationOutcome;

  /// 0..1. The logical id, unique among the resources of this type on its server.
  Id<S> id{};
  /// 0..1. Version, profiles and tags of the resource.
  box<Meta<S>> meta{};
  /// 0..1. Rules defined elsewhere, without which the content cannot be understood.
  Uri<S> implicitRules{};
  /// 0..1. The human language of the content, as in BCP 47: `da-DK`.
  Code<S> language{};
  /// 0..1. A summary for human readers.
  box<Narrative<S>> text{};
  /// 0..*, any resource. Resources that exist only inside this one.
  list<Resource<S>> contained{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..*. The errors, warnings and notes.
  list<OperationOutcomeIssue<S>> issue{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<OperationOutcome<S>> {
  using self = OperationOutcome<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::row<decltype(self::id)>("id", offsetof(self, id)),
      detail::row<decltype(self::meta)>("meta", offsetof(self, meta)),
      detail::row<decltype(self::implicitRules)>("implicitRules", offsetof(self, implicitRules)),
      detail::row<decltype(self::language)>("language", offsetof(self, language)),
      detail::row<decltype(self::text)>("text", offsetof(self, text)),
      detail::row<decltype(self::contained)>("contained", offsetof(self, contained)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::issue)>("issue", offsetof(self, issue), {.min = 1}),
  };
};

}  // namespace fhirops
