#pragma once
// What the paths of an OpenAPI document refer to. It is the same for all operations.

#include <string_view>

namespace fhirops::http::detail {

// The schemas that others refer to: `#/components/schemas/Resource`, `Bundle` and `OperationOutcome`.
inline constexpr std::string_view openapi_resource =
    R"({"type":"object","required":["resourceType"],"properties":{"resourceType":{"type":"string"},"id":{"type":"string"}}})";
inline constexpr std::string_view openapi_bundle =
    R"({"type":"object","required":["resourceType","type"],"properties":{"resourceType":{"type":"string","const":"Bundle"},)"
    R"("type":{"type":"string"},"total":{"type":"integer"},"entry":{"type":"array","items":{"type":"object","properties":{)"
    R"("fullUrl":{"type":"string"},"resource":{"$ref":"#/components/schemas/Resource"},"request":{"type":"object"},"response":{"type":"object"}}}}}})";
inline constexpr std::string_view openapi_outcome =
    R"({"type":"object","required":["resourceType","issue"],"properties":{"resourceType":{"type":"string","const":"OperationOutcome"},)"
    R"("issue":{"type":"array","minItems":1,"items":{"type":"object","required":["severity","code"],"properties":{)"
    R"("severity":{"type":"string","enum":["fatal","error","warning","information"]},"code":{"type":"string"},)"
    R"("details":{"type":"object","properties":{"text":{"type":"string"}}},"diagnostics":{"type":"string"},)"
    R"("expression":{"type":"array","items":{"type":"string"}},"location":{"type":"array","items":{"type":"string"}}}}}}})";

// Parameters in a path: the id of a resource, and the type where an operation is for all of them.
inline constexpr std::string_view openapi_id =
    R"({"name":"id","in":"path","required":true,"schema":{"type":"string","pattern":"^[A-Za-z0-9.-]{1,64}$"}})";
inline constexpr std::string_view openapi_type =
    R"({"name":"type","in":"path","required":true,"description":"A type of resource.","schema":{"type":"string","pattern":"^[A-Za-z]+$"}})";

}  // namespace fhirops::http::detail
