#pragma once
// What an OpenAPI document says about answers that are made later. It is the same for all operations.

#include <string_view>

namespace fhirops::http::detail {

inline constexpr std::string_view openapi_prefer =
    R"({"name":"Prefer","in":"header","description":"respond-async: the answer is made later.","schema":{"type":"string"}})";

/// The response 202 of an operation.
inline constexpr std::string_view openapi_accepted =
    R"({"description":"Accepted: the answer will be at the Content-Location.","headers":{"Content-Location":{"schema":{"type":"string","format":"uri"}},)"
    R"("Retry-After":{"schema":{"type":"integer"}}},"content":{"application/fhir+json":{"schema":{"$ref":"#/components/schemas/OperationOutcome"}}}})";

/// The path `/async/{id}`.
inline constexpr std::string_view openapi_async_path =
    R"({"parameters":[{"$ref":"#/components/parameters/id"}],"get":{"operationId":"ask-async","summary":"The answer to a request that was accepted.","responses":{)"
    R"("200":{"description":"What the request would have been answered at once.","content":{"application/fhir+json":{"schema":{"$ref":"#/components/schemas/Resource"}}}},)"
    R"("202":{"description":"Not answered yet.","headers":{"X-Progress":{"schema":{"type":"string"}},"Retry-After":{"schema":{"type":"integer"}}},)"
    R"("content":{"application/fhir+json":{"schema":{"$ref":"#/components/schemas/OperationOutcome"}}}},"204":{"description":"Done; there is nothing to answer."},)"
    R"("4XX":{"$ref":"#/components/responses/Refused"},"5XX":{"$ref":"#/components/responses/Refused"}}},)"
    R"("delete":{"operationId":"cancel-async","summary":"Cancels a request that was accepted, or removes its answer.","responses":{)"
    R"("202":{"description":"Cancelled.","content":{"application/fhir+json":{"schema":{"$ref":"#/components/schemas/OperationOutcome"}}}},)"
    R"("4XX":{"$ref":"#/components/responses/Refused"},"5XX":{"$ref":"#/components/responses/Refused"}}}})";

}  // namespace fhirops::http::detail
