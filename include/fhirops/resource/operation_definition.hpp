#pragma once
// The definition of an operation or a named query (https://hl7.org/fhir/R4/operationdefinition.html).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codeable_concept.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/contact_detail.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/datatype/narrative.hpp"
#include "fhirops/datatype/usage_context.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/canonical.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/markdown.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {

/// `OperationDefinition.overload`: one way of calling the operation.
/// https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.overload
template <Storage S = owned>
struct OperationDefinitionOverload {
  using storage = S;
  static constexpr auto fhir_type = type_id::OperationDefinitionOverload;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 0..*. The names of the parameters that are used together.
  list<String<S>> parameterName{};
  /// 0..1. What this way of calling is for.
  String<S> comment{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<OperationDefinitionOverload<S>> {
  using self = OperationDefinitionOverload<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::parameterName)>("parameterName", offsetof(self, parameterName)),
      detail::row<decltype(self::comment)>("comment", offsetof(self, comment)),
  };
};

/// `OperationDefinition.parameter.referencedFrom`: what refers to a parameter.
/// https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.parameter.referencedFrom
template <Storage S = owned>
struct OperationDefinitionParameterReferencedFrom {
  using storage = S;
  static constexpr auto fhir_type = type_id::OperationDefinitionParameterReferencedFrom;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. The parameter or element that refers to this one.
  String<S> source{};
  /// 0..1. The id of that element, within the referring resource.
  String<S> sourceId{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<OperationDefinitionParameterReferencedFrom<S>> {
  using self = OperationDefinitionParameterReferencedFrom<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::source)>("source", offsetof(self, source), {.min = 1}),
      detail::row<decltype(self::sourceId)>("sourceId", offsetof(self, sourceId)),
  };
};

/// `OperationDefinition.parameter.binding`: the codes that a parameter may have.
/// https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.parameter.binding
template <Storage S = owned>
struct OperationDefinitionParameterBinding {
  using storage = S;
  static constexpr auto fhir_type = type_id::OperationDefinitionParameterBinding;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. How strictly the value set is binding. Codes: http://hl7.org/fhir/ValueSet/binding-strength.
  Code<S> strength{};
  /// 1..1. The value set of the codes.
  Canonical<S> valueSet{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<OperationDefinitionParameterBinding<S>> {
  using self = OperationDefinitionParameterBinding<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::strength)>("strength", offsetof(self, strength),
                                            {.min = 1, .binding = &codes::binding_strength}),
      detail::row<decltype(self::valueSet)>("valueSet", offsetof(self, valueSet), {.min = 1}),
  };
};

/// `OperationDefinition.parameter`: one parameter, input or output.
/// https://hl7.org/fhir/R4/operationdefinition-definitions.html#OperationDefinition.parameter
template <Storage S = owned>
struct OperationDefinitionParameter {
  using storage = S;
  static constexpr auto fhir_type = type_id::OperationDefinitionParameter;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..*. Additional information that changes the meaning of the other elements; it must not be ignored.
  list<Extension<S>> modifierExtension{};
  /// 1..1. The name in `Parameters`.
  Code<S> name{};
  /// 1..1. Whether it is input or output. Codes: http://hl7.org/fhir/ValueSet/operation-parameter-use.
  Code<S> use{};
  /// 1..1. The minimum number of values.
  Integer<S> min{};
  /// 1..1. The maximum number of values: a number, or `*`.
  String<S> max{};
  /// 0..1. What it is for, and how to use it.
  String<S> documentation{};
  /// 0..1. The type of its values; if absent, it has parts. Codes: http://hl7.org/fhir/ValueSet/all-types.
  Code<S> type{};
  /// 0..*. Profiles of the resources that it may refer to, if its type is Reference or canonical.
  list<Canonical<S>> targetProfile{};
  /// 0..1. The type of search parameter, if it is written like one (its type is string). Codes:
  /// http://hl7.org/fhir/ValueSet/search-param-type.
  Code<S> searchType{};
  /// 0..1. The codes that its values may have, if they are coded.
  box<OperationDefinitionParameterBinding<S>> binding{};
  /// 0..*. The parameters that refer to the resources in this one.
  list<OperationDefinitionParameterReferencedFrom<S>> referencedFrom{};
  /// 0..*. The parts that it consists of.
  list<OperationDefinitionParameter<S>> part{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<OperationDefinitionParameter<S>> {
  using self = OperationDefinitionParameter<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::modifierExtension)>("modifierExtension", offsetof(self, modifierExtension)),
      detail::row<decltype(self::name)>("name", offsetof(self, name), {.min = 1}),
      detail::row<decltype(self::use)>("use", offsetof(self, use), {.min = 1, .binding = &codes::operation_parameter_use}),
      detail::row<decltype(self::min)>("min", offsetof(self, min), {.min = 1}),
      detail::row<decltype(self::max)>("max", offsetof(self, max), {.min = 1}),
      detail::row<decltype(self::documentation)>("documentation", offsetof(self, documentation)),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.binding = &codes::all_types}),
      detail::row<decltype(self::targetProfile)>("targetProfile", offsetof(self, targetProfile)),
      detail::row<decltype(self::searchType)>("searchType", offsetof(self, searchType), {.binding = &codes::search_param_type}),
      detail::row<decltype(self::binding)>("binding", offsetof(self, binding)),
      detail::row<decltype(self::referencedFrom)>("referencedFrom", offsetof(self, referencedFrom)),
      detail::row<decltype(self::part)>("part", offsetof(self, part)),
  };
};

/// The definition of an operation or a named query.
/// https://hl7.org/fhir/R4/operationdefinition.html
template <Storage S = owned>
struct OperationDefinition {
  using storage = S;
  static constexpr auto fhir_type = type_id::OperationDefinition;

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
  /// 0..1. The canonical URL of this definition, the same on every server.
  Uri<S> url{};
  /// 0..1. The version, as numbered by its author.
  String<S> version{};
  /// 1..1. The name for use in software: an identifier without blanks.
  String<S> name{};
  /// 0..1. The name for human readers.
  String<S> title{};
  /// 1..1. The state of the definition in its life cycle. Codes: http://hl7.org/fhir/ValueSet/publication-status.
  Code<S> status{};
  /// 1..1. Whether it is an operation or a named query. Codes: http://hl7.org/fhir/ValueSet/operation-kind.
  Code<S> kind{};
  /// 0..1. Whether it is only for experiments and tests.
  Boolean<S> experimental{};
  /// 0..1. When it was last changed.
  DateTime<S> date{};
  /// 0..1. Who publishes it.
  String<S> publisher{};
  /// 0..*. How to reach the publisher.
  list<ContactDetail<S>> contact{};
  /// 0..1. What it does.
  Markdown<S> description{};
  /// 0..*. The circumstances for which it is intended.
  list<UsageContext<S>> useContext{};
  /// 0..*. The countries or regions for which it is intended.
  list<CodeableConcept<S>> jurisdiction{};
  /// 0..1. Why it is needed.
  Markdown<S> purpose{};
  /// 0..1. Whether a call changes anything on the server; if not, GET may be used.
  Boolean<S> affectsState{};
  /// 1..1. The name in the URL, without `$`.
  Code<S> code{};
  /// 0..1. Further notes on its use.
  Markdown<S> comment{};
  /// 0..1. The definition that this one constrains.
  Canonical<S> base{};
  /// 0..*. The types of resources on which it is called. Codes: http://hl7.org/fhir/ValueSet/resource-types.
  list<Code<S>> resource{};
  /// 1..1. Whether it is called on the server as a whole: `[base]/$code`.
  Boolean<S> system{};
  /// 1..1. Whether it is called on a type: `[base]/Patient/$code`.
  Boolean<S> type{};
  /// 1..1. Whether it is called on one resource: `[base]/Patient/1/$code`.
  Boolean<S> instance{};
  /// 0..1. A profile of the input `Parameters` as a whole.
  Canonical<S> inputProfile{};
  /// 0..1. A profile of the output `Parameters` as a whole.
  Canonical<S> outputProfile{};
  /// 0..*. The parameters, input and output.
  list<OperationDefinitionParameter<S>> parameter{};
  /// 0..*. Groups of parameters that are used together, if there are several ways of calling.
  list<OperationDefinitionOverload<S>> overload{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<OperationDefinition<S>> {
  using self = OperationDefinition<S>;
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
      detail::row<decltype(self::url)>("url", offsetof(self, url)),
      detail::row<decltype(self::version)>("version", offsetof(self, version)),
      detail::row<decltype(self::name)>("name", offsetof(self, name), {.min = 1}),
      detail::row<decltype(self::title)>("title", offsetof(self, title)),
      detail::row<decltype(self::status)>("status", offsetof(self, status), {.min = 1, .binding = &codes::publication_status}),
      detail::row<decltype(self::kind)>("kind", offsetof(self, kind), {.min = 1, .binding = &codes::operation_kind}),
      detail::row<decltype(self::experimental)>("experimental", offsetof(self, experimental)),
      detail::row<decltype(self::date)>("date", offsetof(self, date)),
      detail::row<decltype(self::publisher)>("publisher", offsetof(self, publisher)),
      detail::row<decltype(self::contact)>("contact", offsetof(self, contact)),
      detail::row<decltype(self::description)>("description", offsetof(self, description)),
      detail::row<decltype(self::useContext)>("useContext", offsetof(self, useContext)),
      detail::row<decltype(self::jurisdiction)>("jurisdiction", offsetof(self, jurisdiction)),
      detail::row<decltype(self::purpose)>("purpose", offsetof(self, purpose)),
      detail::row<decltype(self::affectsState)>("affectsState", offsetof(self, affectsState)),
      detail::row<decltype(self::code)>("code", offsetof(self, code), {.min = 1}),
      detail::row<decltype(self::comment)>("comment", offsetof(self, comment)),
      detail::row<decltype(self::base)>("base", offsetof(self, base)),
      detail::row<decltype(self::resource)>("resource", offsetof(self, resource), {.binding = &codes::resource_types}),
      detail::row<decltype(self::system)>("system", offsetof(self, system), {.min = 1}),
      detail::row<decltype(self::type)>("type", offsetof(self, type), {.min = 1}),
      detail::row<decltype(self::instance)>("instance", offsetof(self, instance), {.min = 1}),
      detail::row<decltype(self::inputProfile)>("inputProfile", offsetof(self, inputProfile)),
      detail::row<decltype(self::outputProfile)>("outputProfile", offsetof(self, outputProfile)),
      detail::row<decltype(self::parameter)>("parameter", offsetof(self, parameter)),
      detail::row<decltype(self::overload)>("overload", offsetof(self, overload)),
  };
};

}  // namespace fhirops
