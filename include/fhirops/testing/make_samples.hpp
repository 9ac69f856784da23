#pragma once
// The samples of testing/filled.hpp.

#include <string>
#include <string_view>

#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/testing/filled.hpp"

namespace fhirops::fixtures::detail {

// The members that R4 requires of a datatype.
inline std::string_view required_members(type_id type) {
  using enum type_id;
  switch (type) {
    case Annotation:
      return R"(,"text":"a")";
    case Contributor:
      return R"(,"type":"author","name":"a")";
    case DataRequirement:
      return R"(,"type":"Patient")";
    case Expression:
      return R"(,"language":"text/fhirpath","expression":"id")";
    case ParameterDefinition:
      return R"(,"use":"in","type":"string")";
    case RelatedArtifact:
      return R"(,"type":"citation")";
    case SampledData:
      return R"(,"origin":{"value":0},"period":10,"dimensions":1)";
    case Signature:
      return R"(,"type":[{"code":"a"}],"when":"2026-10-12T09:51:50Z","who":{"display":"a"})";
    case TriggerDefinition:
      return R"(,"type":"named-event","name":"a")";
    case UsageContext:
      return R"(,"code":{"code":"a"},"valueCodeableConcept":{"text":"a"})";
    default:
      return "";
  }
}

inline std::string sample(type_id type, unsigned seed) {
  using enum type_id;
  const std::string n = std::to_string(1000 + seed);
  switch (type) {
    case boolean:
      return seed % 2 != 0 ? "true" : "false";
    case integer:
    case positiveInt:
    case unsignedInt:
      return n;
    case decimal:
      return n + ".50";
    case base64Binary:
      return "\"AAAA\"";
    case date:
      return '"' + n + "-10\"";
    case dateTime:
      return '"' + n + '"';
    case instant:
      return '"' + n + "-10-12T09:51:50.120+02:00\"";
    case time:
      return "\"09:51:50\"";
    case uuid:
      return "\"urn:uuid:0aaca7cd-67c3-48dd-a8c4-0cceecb5" + n + '"';
    case oid:
      return "\"urn:oid:1.2." + n + '"';
    default:
      return type < Address ? "\"c" + n + '"'
                            : R"({"id":"e)" + n + R"(","extension":[{"url":"urn:sample","valueString":"x)" + n + "\"}]" +
                                  std::string(required_members(type)) + '}';
  }
}

template <Storage S>
std::string sample_maker<S>::resource(std::string_view type, unsigned seed) {
  std::string needed;  // the members that R4 requires of the resource
  if (type == "Bundle") needed = R"(,"type":"collection")";
  if (type == "Binary") needed = R"(,"contentType":"text/plain")";
  if (type == "OperationOutcome") needed = R"(,"issue":[{"severity":"information","code":"informational"}])";
  if (type == "OperationDefinition")
    needed =
        R"(,"name":"Sample","status":"draft","kind":"operation","code":"sample","system":true,"type":false,"instance":false)";
  return R"({"resourceType":")" + std::string(type) + R"(","id":"r)" + std::to_string(seed) + '"' + needed + '}';
}

template <Storage S>
ParametersParameter<S> sample_maker<S>::parameter(type_id type, unsigned seed) {
  const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"x","value)" +
                           std::string(fhirops::detail::choice_suffix(type)) + "\":" + sample(type, seed) + "}]}";
  return from_json<Parameters<S>>(text).value().parameter[0];
}

}  // namespace fhirops::fixtures::detail
