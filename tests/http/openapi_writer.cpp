// What a service answers, as tools that do not know FHIR read it. That tools of others accept it is tested by tests/npm.

#include <algorithm>
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations.hpp>
#include <fhirops/http/openapi.hpp>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

template <class... Op>
std::string document(std::type_identity<operation_table<Op...>>, const http::options& server = test::server()) {
  const OperationDefinition<> definitions[] = {definition<Op>()...};
  return http::openapi_document(server, definitions);
}
template <class... Op>
std::string document_of(const http::options& server = test::server()) {
  return document(std::type_identity<operation_table<Op...>>(), server);
}
// The JSON at a path of names, of a document that is JSON.
std::string at(const std::string& text, const std::vector<std::string>& names) {
  const test::json_tree tree(text);
  REQUIRE(tree.ok());
  const rapidjson::Value* value = &tree.root();
  for (const std::string& name : names) {
    CAPTURE(name);
    REQUIRE(value->IsObject());
    const auto found = value->FindMember(name.c_str());
    if (found == value->MemberEnd()) return "absent";
    value = &found->value;
  }
  return value->IsString()   ? value->GetString()
         : value->IsObject() ? "object"
         : value->IsArray()  ? "array"
         : value->IsTrue()   ? "true"
                             : "false";
}

// Each operation has a path for each of its URLs, with GET where GET may call it.
template <class... Op>
void check_paths(std::type_identity<operation_table<Op...>> all) {
  const std::string text = document(all);
  const test::json_tree tree(text);
  REQUIRE(tree.ok());
  const auto& paths = tree.root().FindMember("paths")->value;
  std::set<std::string> ids;
  for (const auto& path : paths.GetObject())
    for (const auto& method : path.value.GetObject())
      if (method.value.IsObject()) CHECK(ids.insert(method.value.FindMember("operationId")->value.GetString()).second);
  const auto check = [&](const std::vector<std::string>& urls, bool get) {
    for (std::string url : urls) {
      for (std::size_t i = 0; (i = url.find_first_of("[]")) != std::string::npos;) url[i] = url[i] == '[' ? '{' : '}';
      CAPTURE(url);
      const auto path = paths.FindMember(url.c_str());
      REQUIRE(path != paths.MemberEnd());
      CHECK(path->value.HasMember("post"));
      CHECK(path->value.HasMember("get") == get);
    }
  };
  (check(urls<Op>(), allows_get<Op>), ...);
}

}  // namespace

TEST_CASE("openapi: every operation of R4 and of the guide has its paths, with GET where it may be called so",
          "[http][openapi]") {
  check_paths(std::type_identity<hl7::operations>());
  check_paths(std::type_identity<ehealth::operations>());
}

TEST_CASE("openapi: about the server", "[http][openapi]") {
  const std::string text = document_of<test::Forget>();
  CHECK(at(text, {"openapi"}) == "3.1.0");
  CHECK(at(text, {"info", "title"}) == "desk");
  CHECK(at(text, {"info", "version"}) == "1.2.3");
  CHECK(at(text, {"info", "summary"}) == "absent");
  CHECK(at(text, {"info", "contact"}) == "absent");
  CHECK(text.find(R"("servers":[{"url":"https://desk.example/fhir"}],"security":[{"token":[]}])") != std::string::npos);
  CHECK(text.find(R"("securitySchemes":{"token":{"type":"http","scheme":"bearer"}})") != std::string::npos);
  CHECK(at(text, {"paths", "/"}) == "absent");
  CHECK(at(text, {"paths", "/metadata", "get"}) == "object");
  CHECK(at(text, {"paths", "/OperationDefinition", "get"}) == "object");
  CHECK(at(text, {"paths", "/OperationDefinition/{id}", "get"}) == "object");
  CHECK(at(text, {"components", "parameters", "type"}) == "absent");

  http::options other{.software = "desk", .date = "2026-11-24"};
  other.anonymous = true;
  other.publisher = "the desk";
  other.description = "a \"desk\"";
  other.challenge = "basic realm=\"x\"";
  other.interaction = {"batch"};
  const std::string open = document_of<test::Print>(other);
  CHECK(at(open, {"info", "version"}) == "2026-11-24");
  CHECK(at(open, {"info", "summary"}) == "a \"desk\"");
  CHECK(at(open, {"info", "contact", "name"}) == "the desk");
  CHECK(open.find(R"("servers":[{"url":"/"}],"security":[],)") != std::string::npos);
  CHECK(open.find(R"("token":{"type":"http","scheme":"basic"})") != std::string::npos);
  CHECK(at(open, {"paths", "/", "post", "operationId"}) == "batch");
  CHECK(at(open, {"components", "parameters", "type"}) == "object");
  other.challenge = "Negotiate";
  CHECK(document_of<test::Print>(other).find(R"("token":{"type":"apiKey","in":"header","name":"Authorization"})") !=
        std::string::npos);
}

TEST_CASE("openapi: the summary of a call is its title, or its code", "[http][openapi]") {
  OperationDefinition<> definitions[] = {definition<test::Forget>()};
  const auto summary = [&definitions] {
    return at(http::openapi_document(test::server(), definitions), {"paths", "/$forget", "post", "summary"});
  };
  CHECK(summary() == "$forget");
  definitions[0].title = "Forget the \"desk\"";
  CHECK(summary() == "Forget the \"desk\"");
}

TEST_CASE("openapi: primitives are in the query of GET, and typed in the Parameters of POST", "[http][openapi]") {
  const std::string text = document_of<test::Find>();
  CHECK(text.find(R"("/Patient/$find":{"get":{"operationId":"get-find-Patient","summary":"$find","parameters":[)"
                  R"({"name":"text","in":"query","required":true,"schema":{"type":"string"}},)"
                  R"({"name":"count","in":"query","required":false,"schema":{"type":"integer","format":"int32"}},)"
                  R"({"name":"exact","in":"query","required":false,"schema":{"type":"boolean"}},)"
                  R"({"name":"since","in":"query","required":false,"schema":{"type":"string"}},)"
                  R"({"name":"share","in":"query","required":false,"schema":{"type":"number"}},)"
                  R"({"name":"code","in":"query","required":false,"schema":{"type":"array","items":{"type":"string"}}}])") !=
        std::string::npos);
  CHECK(text.find(R"({"type":"object","required":["name","valueInteger"],"properties":{"name":{"type":"string","const":"count"},)"
                  R"("valueInteger":{"type":"integer","format":"int32"}}})") != std::string::npos);
  CHECK(at(text, {"paths", "/Group/{id}/$find", "post", "operationId"}) == "post-find-Group-instance");
  CHECK(at(text, {"paths", "/Patient/$find", "post", "requestBody", "required"}) == "true");
  CHECK(at(text, {"paths", "/Patient/$find", "get", "responses", "204"}) == "absent");
}

TEST_CASE("openapi: the schema of a parameter says what it is for, its type, and what is in it", "[http][openapi]") {
  using Parameter = OperationDefinitionParameter<>;
  const auto schema = [](Parameter parameter) {
    OperationDefinition<> definitions[] = {definition<test::Forget>()};
    parameter.use = "in";
    definitions[0].parameter = {};
    definitions[0].parameter.push_back(std::move(parameter));
    const std::string text = http::openapi_document(test::server(), definitions);
    const std::size_t begin = text.find(R"("anyOf":[)") + 9;
    return text.substr(begin, text.find("]}}}}}}},\"responses\"") - begin);
  };
  const auto typed = [&schema](std::string_view type) { return schema({.name = "a", .type = std::string(type)}); };
  const auto of_value = [](std::string_view name, std::string_view is) {
    return R"({"type":"object","required":["name",")" + std::string(name) +
           R"("],"properties":{"name":{"type":"string","const":"a"},")" + std::string(name) + "\":{" + std::string(is) + "}}}";
  };
  CHECK(typed("boolean") == of_value("valueBoolean", R"("type":"boolean")"));
  CHECK(typed("decimal") == of_value("valueDecimal", R"("type":"number")"));
  CHECK(typed("integer") == of_value("valueInteger", R"("type":"integer","format":"int32")"));
  CHECK(typed("positiveInt") == of_value("valuePositiveInt", R"("type":"integer","format":"int32","minimum":1)"));
  CHECK(typed("unsignedInt") == of_value("valueUnsignedInt", R"("type":"integer","format":"int32","minimum":0)"));
  CHECK(typed("base64Binary") == of_value("valueBase64Binary", R"("type":"string","contentEncoding":"base64")"));
  CHECK(typed("instant") == of_value("valueInstant", R"("type":"string","format":"date-time")"));
  CHECK(typed("code") == of_value("valueCode", R"("type":"string")"));
  CHECK(typed("Quantity") == of_value("valueQuantity", R"("type":"object")"));
  CHECK(
      typed("Group") ==
      of_value("resource",
               R"("type":"object","required":["resourceType"],"properties":{"resourceType":{"type":"string","const":"Group"}})"));
  CHECK(typed("Resource") == of_value("resource", R"("$ref":"#/components/schemas/Resource")"));
  CHECK(typed("Bundle") == of_value("resource", R"("$ref":"#/components/schemas/Bundle")"));
  CHECK(typed("Any") == R"({"type":"object","required":["name"],"properties":{"name":{"type":"string","const":"a"}}})");
  CHECK(schema({.name = "a", .documentation = "What \"a\" is", .type = "code"}) ==
        R"({"type":"object","description":"What \"a\" is","required":["name","valueCode"],"properties":)"
        R"({"name":{"type":"string","const":"a"},"valueCode":{"type":"string"}}})");
  // The name may have a modifier, which makes another type of value possible.
  CHECK(schema({.name = "a", .type = "string", .searchType = "token"}) ==
        R"({"type":"object","required":["name"],"properties":{"name":{"type":"string"},"valueString":{"type":"string"}}})");
  Parameter whole{.name = "a"};
  whole.part.push_back({.name = "b", .use = "in", .type = "code"});
  whole.part.push_back({.name = "c", .use = "out", .type = "code"});
  // What has parts has neither a value nor a resource, whatever its type.
  for (const std::string_view type : {"", "string", "Resource"}) {
    whole.type = type;
    CAPTURE(type);
    CHECK(schema(whole) ==
          R"({"type":"object","required":["name"],"properties":{"name":{"type":"string","const":"a"},)"
          R"("part":{"type":"array","items":{"anyOf":[{"type":"object","required":["name","valueCode"],"properties":)"
          R"({"name":{"type":"string","const":"b"},"valueCode":{"type":"string"}}}]}}}})");
    CHECK_FALSE(http::detail::is_primitive_parameter(whole));
    CHECK_FALSE(http::detail::is_resource_parameter(whole));
  }
}

TEST_CASE("openapi: a parameter without a minimum is not required", "[http][openapi]") {
  CHECK_FALSE(http::detail::is_required({}));
  OperationDefinitionParameter<> parameter;
  parameter.min = 0;
  CHECK_FALSE(http::detail::is_required(parameter));
  parameter.min = 1;
  CHECK(http::detail::is_required(parameter));
}

TEST_CASE("openapi: an operation that changes something, answers nothing, and requires nothing", "[http][openapi]") {
  CHECK(
      document_of<test::Forget>().find(
          R"("/$forget":{"post":{"operationId":"post-forget","summary":"$forget","requestBody":{"required":false,"content":{"application/fhir+json":)"
          R"({"schema":{"type":"object","required":["resourceType"],"properties":{"resourceType":{"type":"string","const":"Parameters"},)"
          R"("parameter":{"type":"array","items":{"anyOf":[{"type":"object","required":["name","valueString"],"properties":)"
          R"({"name":{"type":"string","const":"reason"},"valueString":{"type":"string"}}}]}}}}}}},"responses":{"204":)"
          R"({"description":"Done; there is nothing to answer."},"4XX":{"$ref":"#/components/responses/Refused"},)"
          R"("5XX":{"$ref":"#/components/responses/Refused"}}}})") != std::string::npos);
}

TEST_CASE("openapi: resources, as parameters and as answers", "[http][openapi]") {
  const std::string match = document_of<test::Match>();
  CHECK(
      match.find(
          R"("resource":{"type":"object","required":["resourceType"],"properties":{"resourceType":{"type":"string","const":"Patient"}}})") !=
      std::string::npos);
  CHECK(
      match.find(
          R"("200":{"description":"The resource that the operation answers.","content":{"application/fhir+json":{"schema":{"$ref":"#/components/schemas/Bundle"}}}})") !=
      std::string::npos);
  const std::string print = document_of<test::Print>();
  CHECK(at(print, {"paths", "/{type}/{id}/$print", "get"}) == "object");
  CHECK(print.find(R"("const":"Binary")") != std::string::npos);
  CHECK(document_of<test::Refuse>().find(R"("schema":{"$ref":"#/components/schemas/Resource"})") != std::string::npos);
}

TEST_CASE("openapi: paths that anyone may read have their queries or id, and refusals", "[http][openapi]") {
  const std::string text = document_of<test::Find>();
  constexpr std::string_view refusals =
      R"("4XX":{"$ref":"#/components/responses/Refused"},"5XX":{"$ref":"#/components/responses/Refused"})";
  const auto path = [&](std::string_view name) {
    const std::size_t begin = text.find('"' + std::string(name) + "\":{\"get\":");
    REQUIRE(begin != std::string::npos);
    const std::size_t end = text.find(refusals, begin);
    REQUIRE(end != std::string::npos);
    return text.substr(begin, end - begin);
  };
  const std::string_view id = R"("parameters":[{"$ref":"#/components/parameters/id"}])";
  const std::string search = path("/OperationDefinition");
  CHECK(search.find(R"("parameters":[{"name":")") != std::string::npos);
  CHECK(search.find("components/parameters/id") == std::string::npos);
  CHECK(search.find("\"/") == 0);
  CHECK(search.find("\"/", 1) == std::string::npos);  // the refusals are its own
  const std::string one = path("/OperationDefinition/{id}");
  CHECK(one.find(id) != std::string::npos);
  CHECK(one.find("\"/", 1) == std::string::npos);
  const std::string metadata = path("/metadata");
  CHECK(metadata.find("\"parameters\"") == std::string::npos);
  CHECK(metadata.find("\"/", 1) == std::string::npos);
}

TEST_CASE("openapi: no two calls have the same operationId", "[http][openapi]") {
  std::vector<OperationDefinition<>> definitions(4, definition<test::Forget>());
  const std::string_view codes[] = {"a.b", "a_b", "a-b", "a b"};
  for (std::size_t i = 0; i < definitions.size(); ++i) definitions[i].code = codes[i];
  const std::string text = http::openapi_document(test::server(), definitions);
  CHECK(text.find(R"("operationId":"post-a_b")") != std::string::npos);
  CHECK(text.find(R"("operationId":"post-a-b")") != std::string::npos);
  std::vector<std::string> ids;
  constexpr std::string_view member = R"("operationId":")";
  for (std::size_t at = text.find(member); at != std::string::npos; at = text.find(member, at + 1)) {
    const std::size_t begin = at + member.size();
    ids.push_back(text.substr(begin, text.find('"', begin) - begin));
  }
  CHECK(ids.size() >= 4);
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("openapi: operations that are answered later, and the path of their answers", "[http][openapi][async]") {
  const OperationDefinition<> definitions[] = {definition<test::Find>(), definition<test::Forget>(), definition<test::Print>()};
  const http::async_mode modes[] = {http::async_mode::can, http::async_mode::must};  // Print has none: never
  const std::string text = http::openapi_document(test::server(), definitions, {}, modes);
  const std::vector<std::string> find{"paths", "/Patient/$find", "get", "responses"};
  const std::vector<std::string> forget{"paths", "/$forget", "post", "responses"};
  const auto below = [&text](std::vector<std::string> path, std::initializer_list<std::string> names) {
    path.insert(path.end(), names);
    return at(text, path);
  };
  CHECK(below(find, {"200"}) == "object");
  CHECK(below(find, {"202", "headers", "Content-Location", "schema", "format"}) == "uri");
  CHECK(below(forget, {"202", "description"}) == "Accepted: the answer will be at the Content-Location.");
  CHECK(below(forget, {"204"}) == "absent");
  CHECK(below(forget, {"4XX", "$ref"}) == "#/components/responses/Refused");
  CHECK(at(text, {"paths", "/$print", "get", "responses", "202"}) == "absent");
  CHECK(at(text, {"paths", "/async/{id}", "get", "responses", "202", "headers", "X-Progress"}) == "object");
  CHECK(at(text, {"paths", "/async/{id}", "delete", "operationId"}) == "cancel-async");
  // Who may prefer it has a header to say so.
  const std::string prefer =
      R"({"name":"Prefer","in":"header","description":"respond-async: the answer is made later.","schema":{"type":"string"}})";
  const auto count = [](const std::string& in, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t i = in.find(what); i != std::string::npos; i = in.find(what, i + 1)) ++found;
    return found;
  };
  CHECK(count(text, prefer) == 8);  // GET and POST, of two types, and of a resource of each
  // Where none is, not a byte is said of it.
  const http::async_mode none[] = {http::async_mode::never, http::async_mode::never, http::async_mode::never};
  const std::string plain = http::openapi_document(test::server(), definitions);
  CHECK(http::openapi_document(test::server(), definitions, {}, none) == plain);
  CHECK(count(plain, "sync") == 0);
}
