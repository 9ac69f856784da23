// Any bytes are a request: there is always a response, and it is JSON, an OperationOutcome or the answer.

#include <algorithm>
#include <fhirops/core/scanner.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"

using namespace fhirops;

namespace {

// A word of HTTP and FHIR, or any bytes, cut and changed.
class scribbler {
 public:
  explicit scribbler(unsigned seed) : random_(seed) {}

  std::string text(const std::vector<std::string>& words) {
    std::string out;
    for (auto count = number(5); count > 0; --count) {
      if (number(4) == 0) {
        for (auto bytes = number(8); bytes > 0; --bytes) out += static_cast<char>(number(256));
      } else {
        out += words[number(words.size())];
      }
    }
    if (number(6) == 0 && !out.empty()) out[number(out.size())] = static_cast<char>(number(256));
    if (number(12) == 0) out.resize(number(out.size() + 1));
    return out;
  }
  std::size_t number(std::size_t below) { return random_() % below; }

 private:
  std::mt19937 random_;
};

const std::vector<std::string> methods{"GET", "HEAD", "POST", "OPTIONS", "PUT", ""};
const std::vector<std::string> paths{"/",         "/$get-report-job-status",
                                     "/Patient",  "/Group",
                                     "/7",        "/$find",
                                     "/$match",   "/$forget",
                                     "/$print",   "/$refuse",
                                     "/metadata", "?",
                                     "&",         "=",
                                     "text=a",    "how=none",
                                     "_format=",  "_pretty=true",
                                     "json",      "xml",
                                     "%24",       "%00",
                                     "%",         "%zz",
                                     "%C3%B8",    "..",
                                     "+",         ";",
                                     "#",         " ",
                                     "\\",        "count=1",
                                     "_x=",       "$",
                                     "//",        "since=2023"};
const std::vector<std::string> names{"Accept", "Content-Type", "Prefer", "Content-Encoding", "accept", "X", "", ":"};
const std::vector<std::string> values{"application",
                                      "/",
                                      "fhir+json",
                                      "json",
                                      "*",
                                      ";",
                                      ",",
                                      "q=",
                                      "0",
                                      "1.0",
                                      ".5",
                                      "\"",
                                      "\\",
                                      "charset=utf-8",
                                      "fhirVersion=4.0",
                                      "handling=lenient",
                                      "return=OperationOutcome",
                                      " ",
                                      "\t",
                                      "=",
                                      "application/fhir+json",
                                      "gzip"};
const std::vector<std::string> jsons{"{",
                                     "}",
                                     "[",
                                     "]",
                                     ":",
                                     ",",
                                     "\"",
                                     "null",
                                     "true",
                                     "1e5",
                                     "-",
                                     "\"resourceType\":\"Parameters\"",
                                     "\"parameter\":[",
                                     "{\"name\":\"text\",\"valueString\":\"a\"}",
                                     "{\"name\":",
                                     "\"part\":[",
                                     "\"resource\":{",
                                     "\"resourceType\":\"Patient\"",
                                     "{\"resourceType\":\"Parameters\"}",
                                     "\\u0000",
                                     "\\ud800",
                                     "\xEF\xBB\xBF",
                                     " ",
                                     "\"extension\":[{\"url\":\"x\"}]"};

}  // namespace

TEST_CASE("any bytes get a response, which is JSON") {
  scribbler any(1);
  std::vector<int> statuses;
  for (int round = 0; round < 15000; ++round) {
    const std::string method = any.number(8) == 0 ? any.text(methods) : methods[any.number(methods.size())];
    const std::string target = any.text(paths);
    std::vector<std::string> strings;
    for (auto count = any.number(4) * 2; count > 0; count -= 2) {
      strings.push_back(names[any.number(names.size())]);
      strings.push_back(any.text(values));
    }
    if (any.number(2) == 0) {
      strings.emplace_back("Content-Type");
      strings.emplace_back("application/json");
    }
    test::header_list headers;
    for (std::size_t i = 0; i < strings.size(); i += 2) headers.push_back({strings[i], strings[i + 1]});
    const std::string body = any.number(2) == 0 ? "" : any.text(jsons);
    INFO(method << ' ' << target << '\n' << body);
    const test::reply reply = test::send(method, target, headers, body, http::user{any.number(9) == 0 ? "" : "anna"});
    statuses.push_back(reply.status);
    REQUIRE((reply.status >= 200 && reply.status < 600));
    REQUIRE_FALSE(reply.failed);
    if (reply.text.empty()) {
      REQUIRE((method == "HEAD" || reply.status == 204 || reply.status == 202));
    } else if (reply["Content-Type"] != "image/png") {
      REQUIRE(detail::is_json(reply.text));
      REQUIRE(reply.is_resource());
      if (reply.status >= 400) {
        REQUIRE_FALSE(reply.outcome().starts_with("no OperationOutcome"));
      }
    }
  }
  for (const int status : {200, 204, 400, 401, 404, 405, 406, 415, 422}) {
    INFO(status);
    CHECK(std::count(statuses.begin(), statuses.end(), status) > 0);
  }
}

TEST_CASE("bodies of every size and shape within the limit are answered") {
  auto options = test::server();
  options.max_body = std::size_t{4} << 20U;
  const test::header_list json{{"Content-Type", "application/json"}};
  const auto status = [&](const std::string& body) {
    return test::respond(options, {"POST", "/$forget", json, body}, http::user{"anna"}).status;
  };
  const auto times = [](std::size_t count, std::string_view text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  const std::string open = R"({"resourceType":"Parameters","parameter":[)";
  CHECK(status(times(1'000'000, "[")) == 400);
  CHECK(status(times(500'000, "{\"a\":")) == 400);
  CHECK(status(open + times(50'000, R"({"name":"x","part":[)")) == 400);
  CHECK(status(open + times(100'000, R"({"name":"x","valueInteger":1},)") + R"({"name":"x","valueInteger":1}]})") == 422);
  CHECK(status(open + R"({"name":")" + std::string(3'000'000, 'x') + R"(","valueInteger":1}]})") == 400);
  CHECK(status(open + R"({"name":")" + std::string(1'000'000, 'x') + R"(","valueInteger":1}]})") == 422);
  CHECK(status(open + R"({"name":"reason","valueString":")" + std::string(3'000'000, 'x') + R"("}]})") == 400);
  CHECK(status(open + R"({"name":"reason","valueString":")" + std::string(1'000'000, 'x') + R"("}]})") == 204);
  CHECK(status(std::string(4'000'000, ' ')) == 400);
  CHECK(status(std::string(4'000'000, '\0')) == 400);
}

TEST_CASE("headers of every number and size are answered") {
  test::header_list headers(100'000, http::header{"Accept", "text/html;q=0.1"});
  CHECK(test::get("/metadata", headers).status == 406);
  const std::string endless(2'000'000, ',');
  CHECK(test::get("/metadata", {{"Accept", endless}}).status == 200);
  const std::string quote = "application/json;x=\"" + std::string(2'000'000, '\\');
  CHECK(test::get("/metadata", {{"Accept", quote}}).status == 406);
  const std::string many = [] {
    std::string all;
    for (int i = 0; i < 100'000; ++i) all += "application/json;q=0.1;a=b,";
    return all;
  }();
  CHECK(test::get("/metadata", {{"Accept", many}, {"Prefer", many}}).status == 200);
}
