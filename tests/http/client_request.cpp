// What a client sends: method, URL, headers and body; and what is not sent.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/client_request.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

const http::client_options desk{.base = "https://desk.example/fhir"};

std::string reported(const result<http::client_request>& sent) {
  if (sent) return sent->method + ' ' + sent->url;
  std::string all;
  for (const issue& each : sent.issues()) all += (all.empty() ? "" : "; ") + std::string(to_string(each.code)) + ": " + each.text;
  return all;
}
std::string find(const test::Find::Request& asked, http::called_on on = {.type = "Patient"},
                 const http::client_options& client = desk) {
  return reported(http::to_request<test::Find>(client, asked, on));
}
std::string base(std::string_view url) { return reported(http::to_request<test::Forget>({.base = std::string(url)}, {})); }

// A name that a query has another meaning for, and one that is encoded; a value that may be of any type.
struct Odd {
  struct Request {
    std::optional<std::string> format{};
    std::optional<std::string> spaced{};
    std::optional<search_value> subject{};
    std::optional<Value<>> any{};
    std::optional<Integer<>> number{};
  };
  using Response = no_parameters;
  static constexpr operation_info info{
      .code = "odd+\xC3\xB8", .affectsState = false, .system = true, .type = true, .resource = texts<"Resource">};
};
constexpr auto fhir_parameters(const Odd::Request*) {
  using self = Odd::Request;
  return parameters(param<"_format", &self::format>{}, param<"a b=c", &self::spaced>{},
                    param<"subject", &self::subject>{{.searchType = "reference"}}, param<"any", &self::any>{},
                    param<"number", &self::number>{});
}
std::string odd(const Odd::Request& asked, http::called_on on = {}) { return reported(http::to_request<Odd>(desk, asked, on)); }

}  // namespace

TEST_CASE("to_request: primitives are in the query of a GET, percent-encoded", "[http][client]") {
  CHECK(find({.text = "a&b=c d+e%\"<>#?/\xC3\xB8"}) ==
        "GET https://desk.example/fhir/Patient/$find?text=a%26b%3Dc%20d%2Be%25%22%3C%3E%23%3F/%C3%B8");
  CHECK(find({.text = "x", .count = -3, .exact = true, .since = "2026-11", .share = "1.50", .code = {"a", "b"}}) ==
        "GET https://desk.example/fhir/Patient/$find?text=x&count=-3&exact=true&since=2026-11&share=1.50&code=a&code=b");
  CHECK(find({.text = "x"}, {.type = "Group", .id = "a-1.B"}) == "GET https://desk.example/fhir/Group/a-1.B/$find?text=x");
  CHECK(find({.text = "line\r\nX-Evil: yes"}) == "GET https://desk.example/fhir/Patient/$find?text=line%0D%0AX-Evil:%20yes");
}

TEST_CASE("to_request: a GET has no body and no Content-Type, a POST has both", "[http][client]") {
  const auto get = http::to_request<test::Find>(desk, {.text = "x"}, {.type = "Patient"});
  REQUIRE(get);
  CHECK(get->body.empty());
  CHECK(get->headers == std::vector<http::response_header>{{"Accept", "application/fhir+json"}});
  const auto post = http::to_request<test::Forget>(desk, {.reason = "moved"});
  REQUIRE(post);
  CHECK(post->method == "POST");
  CHECK(post->url == "https://desk.example/fhir/$forget");
  CHECK(post->body == R"({"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"moved"}]})");
  CHECK(post->headers == std::vector<http::response_header>{{"Accept", "application/fhir+json"},
                                                            {"Content-Type", "application/fhir+json; charset=utf-8"}});
}

TEST_CASE("to_request: the Content-Type is that of the body, whatever the client has", "[http][client]") {
  http::client_options client = desk;
  client.headers = {{"content-type", "application/json"}, {"X-Trace", "1"}};
  const auto post = http::to_request<test::Forget>(client, {.reason = "moved"});
  REQUIRE(post);
  CHECK(post->headers == std::vector<http::response_header>{{"X-Trace", "1"},
                                                            {"Accept", "application/fhir+json"},
                                                            {"Content-Type", "application/fhir+json; charset=utf-8"}});
}

TEST_CASE("to_request: an empty request is sent as Parameters without a parameter", "[http][client]") {
  const auto post = http::to_request<test::Forget>(desk, {});
  REQUIRE(post);
  CHECK(post->body == R"({"resourceType":"Parameters"})");
}

TEST_CASE("to_request: values that a query cannot express, or that would mean something else there, are sent by POST",
          "[http][client]") {
  CHECK(odd({.spaced = "x"}) == "GET https://desk.example/fhir/$odd%2B%C3%B8?a%20b%3Dc=x");
  CHECK(odd({.subject = search_value("23", "Patient")}) == "GET https://desk.example/fhir/$odd%2B%C3%B8?subject:Patient=23");
  CHECK(odd({.number = 7}) == "GET https://desk.example/fhir/$odd%2B%C3%B8?number=7");
  const std::string post = "POST https://desk.example/fhir/$odd%2B%C3%B8";
  CHECK(odd({.format = "json"}) == post);
  CHECK(odd({.any = Value<>(String<>("x"))}) == post);  // a URL does not say of which type it is
  Integer<> annotated = 7;
  annotated.element.emplace().extension.push_back({.url = "urn:x", .value = Boolean<>(true)});
  CHECK(odd({.number = annotated}) == post);
}

TEST_CASE("to_request: a value that cannot be written is an error", "[http][client]") {
  CHECK(odd({.spaced = std::string("a\0b", 3)}) ==
        "value: the request has text that is not UTF-8, or contains U+0000: no server would accept it");
  CHECK(odd({.spaced = "\xFF"}) ==
        "value: the request has text that is not UTF-8, or contains U+0000: no server would accept it");
  CHECK(reported(http::to_request<test::Match>(desk, {.resource = Resource<>(RawResource<>{"Patient", "no JSON"})},
                                               {.type = "Patient"}))
            .starts_with("value: the request has a value that JSON has no form for, such as a RawResource"));
}

TEST_CASE("to_request: a request whose URL would be longer than max_url is sent by POST", "[http][client]") {
  const std::string url = "https://desk.example/fhir/Patient/$find?text=x";
  http::client_options client = desk;
  client.max_url = url.size();
  CHECK(find({.text = "x"}, {.type = "Patient"}, client) == "GET " + url);
  client.max_url = url.size() - 1;
  CHECK(find({.text = "x"}, {.type = "Patient"}, client) == "POST https://desk.example/fhir/Patient/$find");
  client.max_url = 0;
  CHECK(reported(http::to_request<test::Print>(client, {})) == "POST https://desk.example/fhir/$print");
}

TEST_CASE("to_request: a base with or without a slash is the same, and one that is not a URL is refused", "[http][client]") {
  CHECK(base("https://desk.example/fhir/") == "POST https://desk.example/fhir/$forget");
  CHECK(base("HTTP://desk.example:8080") == "POST HTTP://desk.example:8080/$forget");
  CHECK(base("http://[::1]/a%20b/") == "POST http://[::1]/a%20b/$forget");
  CHECK(base("") == "value: the base URL \"\" is not absolute: write https://, the host and the path of the service");
  CHECK(base("/fhir") == "value: the base URL \"/fhir\" is not absolute: write https://, the host and the path of the service");
  CHECK(base("ftp://desk.example") ==
        "value: the base URL \"ftp://desk.example\" is not absolute: write https://, the host and the path of the service");
  for (const std::string_view none : {"https://", "https:///", "https:///fhir"}) {
    CAPTURE(none);
    CHECK(base(none).ends_with(" has no host"));
  }
  for (const std::string_view wrong :
       {"https://desk.example/a b", "https://desk.example/\r\nX: y", "https://d\xC3\xB8", "https://d/\x7F", "https://d/\\"}) {
    CAPTURE(wrong);
    CHECK(base(wrong).ends_with("has a character that is not allowed in a URL: percent-encode it"));
  }
  for (const std::string_view more : {"https://desk.example/fhir?x=y", "https://desk.example/fhir#a"}) {
    CAPTURE(more);
    CHECK(base(more).ends_with("has a query or a fragment: write what is before it"));
  }
}

TEST_CASE("to_request: an operation is called where it is defined", "[http][client]") {
  CHECK(
      find({.text = "x"}, {}) ==
      "not-supported: $find cannot be called at the system level: call it at /Patient/$find, /Patient/[id]/$find, /Group/$find, "
      "/Group/[id]/$find");
  CHECK(find({.text = "x"}, {.type = "Device"})
            .starts_with("not-supported: $find cannot be called on Device: call it at /Patient"));
  CHECK(find({.text = "x"}, {.id = "1"}) == "value: the id \"1\" has no type: give both");
  CHECK(odd({}, {.type = "Observation"}) == "GET https://desk.example/fhir/Observation/$odd%2B%C3%B8");
  CHECK(odd({}, {.type = "Resource"}) == "value: \"Resource\" is not a resource type of R4");
  CHECK(odd({}, {.type = "Patient/1?x="}) == "value: \"Patient/1?x=\" is not a resource type of R4");
}

TEST_CASE("to_request: an id cannot change the path", "[http][client]") {
  for (const std::string_view id : {"a/b", "..", ".", "a b", "a?b", "a#b", "%2E%2E", "a\r\nHost: evil", "a_b",
                                    "1234567890123456789012345678901234567890123456789012345678901234x"}) {
    CAPTURE(id);
    CHECK(find({.text = "x"}, {.type = "Patient", .id = id}).ends_with("is not an id: write 1 to 64 letters, digits, - and ."));
  }
}

TEST_CASE("to_request: the client's headers come first, and one with a line break is an error", "[http][client]") {
  http::client_options client = desk;
  client.headers = {{"Authorization", "Bearer 2a7c"}, {"accept", "application/json"}};
  const auto sent = http::to_request<test::Print>(client, {});
  REQUIRE(sent);
  CHECK(sent->headers == client.headers);
  for (const std::string_view value : {"Bearer 2a7c\r\nX-Evil: yes", "Bearer 2a7c\n", "Bearer \x01", "Bearer 2a7c\x7F"}) {
    client.headers[0].value = value;
    CHECK(reported(http::to_request<test::Print>(client, {})) ==
          "value: the value of the header \"Authorization\" has a line break or another control character: remove it");
  }
  client.headers = {{"X Y", "1"}, {"", "2"}};
  CHECK(reported(http::to_request<test::Print>(client, {})) ==
        "value: \"X Y\" is not the name of a header; value: \"\" is not the name of a header");
}
