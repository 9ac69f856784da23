// What URLs name: levels, percent-encoding, and paths that mean to be others.

#include <fhirops/http/target.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/http.hpp"

using namespace fhirops;

namespace {

// Where an operation found itself called, or the status.
std::string called(std::string_view path) {
  const test::reply reply = test::get(std::string(path) + "?text=called");
  if (reply.status != 200) return std::to_string(reply.status);
  const std::string_view before = R"({"resourceType":"Parameters","parameter":[{"name":"found","valueString":")";
  const std::string_view after = R"("}]})";
  REQUIRE(reply.text.starts_with(before));
  REQUIRE(reply.text.ends_with(after));
  return reply.text.substr(before.size(), reply.text.size() - before.size() - after.size());
}

}  // namespace

TEST_CASE("the levels of an operation") {
  CHECK(called("/Patient/$find") == "called by anna on Patient/");
  CHECK(called("/Patient/7/$find") == "called by anna on Patient/7");
  CHECK(called("/Group/a.b-C/$find") == "called by anna on Group/a.b-C");
  CHECK(test::get("/$get-report-job-status").status == 200);
}

TEST_CASE("a URL is percent-decoded, once") {
  CHECK(called("/Patient/%24find") == "called by anna on Patient/");
  CHECK(called("/%50atient/%37/$fi%6ed") == "called by anna on Patient/7");
  CHECK(called("/Patient/%2524find") == "404");
  CHECK(called("/Patient/7%2F$find") == "404");
  CHECK(called("/Patient%2f7/$find") == "404");
  CHECK(called("/Patient/7%00/$find") == "400");
  CHECK(called("/Patient/%/$find") == "400");
  CHECK(called("/Patient/%4/$find") == "400");
  CHECK(called("/Patient/%zz/$find") == "400");
  CHECK(called("/Patient/%ff/$find") == "400");
  CHECK(called("/Patient/%c0%ae/$find") == "400");
  CHECK(called("/Patient/%ed%a0%80/$find") == "400");
}

TEST_CASE("a plus in a path is a plus, and a blank in a query") {
  CHECK(test::get("/$no+pe").outcome().starts_with("not-found: $no+pe is not an operation of this server"));
  CHECK(test::get("/$no%2Bpe").outcome().starts_with("not-found: $no+pe is not an operation of this server"));
  CHECK(test::get("/$no%20pe").outcome().find("$no+pe") == std::string::npos);
  CHECK(test::get("/Pa+tient/$find").status == 404);
  CHECK(test::get("/OperationDefinition/a+b").status == 404);
  std::string segment;
  CHECK(http::detail::decode_segment("+a+%2B%20+", segment));
  CHECK(segment == "+a++ +");
  CHECK(test::get("/Patient/$find?text=a+b%2Bc").text.find("\"a b+c by anna") != std::string::npos);
}

TEST_CASE("paths that try to lead elsewhere name nothing") {
  for (const std::string_view path : {"//$get-report-job-status",
                                      "/$get-report-job-status/",
                                      "/./$get-report-job-status",
                                      "/../$get-report-job-status",
                                      "/Patient/../$get-report-job-status",
                                      "/Patient/./$find",
                                      "/Patient/../$find",
                                      "/Patient/%2e%2e/$find",
                                      "/Patient/%2E/$find",
                                      "/Patient//$find",
                                      "/Patient/7/8/$find",
                                      "/Patient/7/_history/1/$find",
                                      "/$get-report-job-status;user=bo",
                                      "/$get-report-job-status\\..",
                                      "/$Get-Report-Job-Status",
                                      "/get-report-job-status",
                                      "/$",
                                      "/$$find",
                                      "/",
                                      "/Patient",
                                      "/Patient/7",
                                      "/patient/$find",
                                      "/PATIENT/$find",
                                      "/Patient/$find/$find",
                                      "/Patient/a_b/$find",
                                      "/Patient/a+b/$find",
                                      "/Metadata",
                                      "/metadata/",
                                      "/metadata/x",
                                      "/Patient/metadata",
                                      "/$metadata",
                                      "/Patient%20/$find"}) {
    INFO(path);
    const test::reply reply = test::get(path);
    CHECK(reply.status == 404);
    CHECK(reply.outcome().starts_with("not-found: "));
  }
  const std::string long_id(65, 'a');
  CHECK(called("/Patient/" + long_id.substr(1) + "/$find") == "called by anna on Patient/" + long_id.substr(1));
  CHECK(called("/Patient/" + long_id + "/$find") == "404");
}

TEST_CASE("a type of resource is one of R4's, that there can be a resource of") {
  CHECK(test::get("/Observation/1/$print").status == 200);
  CHECK(test::get("/Foo/1/$print").outcome() == "not-found: \"Foo\" is not a resource type of R4");
  CHECK(test::get("/Resource/1/$print").status == 404);
  CHECK(test::get("/DomainResource/1/$print").status == 404);
}

TEST_CASE("an answer 404 says where to look") {
  CHECK(test::get("/$nope").outcome() ==
        "not-found: $nope is not an operation of this server: [base]/metadata lists those it has");
  CHECK(test::get("/$find").outcome() ==
        "not-found: $find cannot be called at the system level: call it at /Patient/$find, /Patient/[id]/$find, "
        "/Group/$find, "
        "/Group/[id]/$find");
  CHECK(test::get("/Observation/$find").status == 404);
  CHECK(test::get("/Patient/7").outcome() ==
        "not-found: \"/Patient/7\" is not the path of an operation: [base]/metadata lists those of this server");
}

TEST_CASE("a target that is not a path, or has characters that need encoding, is a bad request") {
  for (const std::string_view target :
       {std::string_view(""), std::string_view("*"), std::string_view("$get-report-job-status"),
        std::string_view("https://desk.example/fhir/$get-report-job-status"), std::string_view("/$find#x"),
        std::string_view("/$find ?a"), std::string_view("/$find\r\nX: y"), std::string_view("/$get-report-job-status\0", 24),
        std::string_view("/$find\x7F"), std::string_view("?text=a")}) {
    INFO(target);
    CHECK(test::get(target).status == 400);
  }
}

TEST_CASE("a target beyond the limit is refused before it is read") {
  const std::string most = "/Patient/$find?text=" + std::string(8192 - 20, 'a');
  CHECK(test::get(most).status == 200);
  const test::reply reply = test::get(most + 'a');
  CHECK(reply.status == 414);
  CHECK(reply.outcome() ==
        "too-long: the URL has 8193 bytes, but this server reads at most 8192: send the parameters in the body of a POST");
  CHECK(test::get(std::string(10'000'000, '/')).status == 414);
}

TEST_CASE("the name of a type has letters alone, at most 64") {
  CHECK(http::detail::is_type_name("Patient"));
  CHECK(http::detail::is_type_name(std::string(64, 'a')));
  CHECK_FALSE(http::detail::is_type_name(std::string(65, 'a')));
  CHECK_FALSE(http::detail::is_type_name(""));
  CHECK_FALSE(http::detail::is_type_name("a1"));
  CHECK_FALSE(http::detail::is_type_name("a.b"));
}
