// `GET [base]/metadata`.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/capability_statement.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/http.hpp"

using namespace fhirops;

TEST_CASE("the CapabilityStatement lists the operations where they are called") {
  const test::reply reply = test::get("/metadata?_pretty=true");
  CHECK(reply.status == 200);
  CHECK(reply["Content-Type"] == "application/fhir+json; charset=utf-8");
  CHECK(reply.text == R"({
  "resourceType": "CapabilityStatement",
  "url": "https://desk.example/fhir/metadata",
  "status": "active",
  "date": "2026-11-24",
  "kind": "instance",
  "software": {
    "name": "desk",
    "version": "1.2.3"
  },
  "implementation": {
    "description": "desk",
    "url": "https://desk.example/fhir"
  },
  "fhirVersion": "4.0.1",
  "format": [
    "json"
  ],
  "rest": [
    {
      "mode": "server",
      "resource": [
        {
          "type": "OperationDefinition",
          "interaction": [
            {
              "code": "read"
            },
            {
              "code": "search-type"
            }
          ],
          "searchParam": [
            {
              "name": "_id",
              "type": "token"
            },
            {
              "name": "code",
              "type": "token"
            },
            {
              "name": "kind",
              "type": "token"
            },
            {
              "name": "name",
              "type": "string"
            },
            {
              "name": "status",
              "type": "token"
            },
            {
              "name": "title",
              "type": "string"
            },
            {
              "name": "url",
              "type": "uri"
            },
            {
              "name": "version",
              "type": "token"
            }
          ]
        },
        {
          "type": "Patient",
          "operation": [
            {
              "name": "find",
              "definition": "https://desk.example/OperationDefinition/find"
            },
            {
              "name": "match",
              "definition": "https://desk.example/OperationDefinition/match"
            }
          ]
        },
        {
          "type": "Group",
          "operation": [
            {
              "name": "find",
              "definition": "https://desk.example/OperationDefinition/find"
            }
          ]
        }
      ],
      "operation": [
        {
          "name": "get-report-job-status",
          "definition": "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-get-report-job-status"
        },
        {
          "name": "forget",
          "definition": "https://desk.example/fhir/OperationDefinition/forget"
        },
        {
          "name": "print",
          "definition": "https://desk.example/fhir/OperationDefinition/print"
        },
        {
          "name": "refuse",
          "definition": "https://desk.example/fhir/OperationDefinition/refuse"
        }
      ]
    }
  ]
})");
}

TEST_CASE("facts that the host does not state are left out, and those it states are escaped") {
  const http::options server{.software = "a \"b\"", .date = "2026"};
  CHECK(
      http::capability_statement(server, {}) ==
      R"({"resourceType":"CapabilityStatement","status":"active","date":"2026","kind":"instance","software":{"name":"a \"b\""},"implementation":{"description":"a \"b\""},"fhirVersion":"4.0.1","format":["json"],"rest":[{"mode":"server"}]})");
}

TEST_CASE("the CapabilityStatement has no empty objects, whatever the host states") {
  const auto stated = [](const http::options& server) {
    const std::string text = http::capability_statement(server, {});
    CHECK(from_json<Resource<>>(text));
    const std::size_t begin = text.find("instance\"") + 9;
    return text.substr(begin, text.find(",\"fhirVersion") - begin);
  };
  CHECK(stated({.software = "", .date = "2026"}).empty());
  CHECK(stated({.software = "", .date = "2026", .version = "1"}).empty());
  CHECK(stated({.software = "", .date = "2026", .description = "d"}) == R"(,"implementation":{"description":"d"})");
  CHECK(stated({.software = "", .date = "2026", .base = "https://x/fhir"}) ==
        R"(,"implementation":{"description":"https://x/fhir","url":"https://x/fhir"})");
}

TEST_CASE("metadata can be read by anyone, but not changed") {
  CHECK(test::send("GET", "/metadata", {}, {}, http::nobody).status == 200);
  CHECK(test::get("/metadata?mode=full&_summary=true").status == 200);
  CHECK(test::get("/metadata", {{"Accept", "text/html"}}).status == 406);
  const test::reply reply = test::post("/metadata", "{}");
  CHECK(reply.status == 405);
  CHECK(reply["Allow"] == "GET, HEAD, OPTIONS");
  CHECK(test::send("OPTIONS", "/metadata", {}, {}, http::nobody)["Allow"] == "GET, HEAD, OPTIONS");
}

TEST_CASE("the CapabilityStatement has the interactions of options::interaction", "[http][batch]") {
  http::options server = test::server();
  CHECK(http::capability_statement(server, {}).find("interaction") == std::string::npos);
  server.interaction = {"batch", "transaction"};
  const std::string text = http::capability_statement(server, {});
  CHECK(text.ends_with(R"("rest":[{"mode":"server","interaction":[{"code":"batch"},{"code":"transaction"}]}]})"));
}
