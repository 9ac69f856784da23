// A service that also answers with its OpenAPI document.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/openapi.hpp>
#include <string_view>

#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

struct described {
  using operations = operation_table<test::Find, test::Forget>;
  http::options about = test::server();
  http::response operator()(const http::request&, const http::user&, http::host_value) const { return {.status = 418}; }
  bool handles(const http::request& asked) const { return asked.target == "/x"; }
  http::response refuse(const http::request&, http::refusal why) const { return {.status = why.status}; }
  const http::options& options() const noexcept { return about; }
};

}  // namespace

TEST_CASE("openapi: at /openapi.json, for anyone", "[http][openapi]") {
  const http::openapi_service service(described{});
  const auto send = [&](std::string_view method, std::string_view target) {
    return test::read(service({.method = method, .target = target}, http::nobody));
  };
  const OperationDefinition<> definitions[] = {definition<test::Find>(), definition<test::Forget>()};
  const test::reply got = send("GET", "/openapi.json?x=y");
  CHECK(got.status == 200);
  CHECK(got["Content-Type"] == "application/json; charset=utf-8");
  CHECK(got.text == http::openapi_document(test::server(), definitions));
  CHECK(got.content_length == got.text.size());
  const test::reply head = send("HEAD", "/openapi.json");
  CHECK(head.content_length == got.text.size());
  CHECK(head.text.empty());
  const test::reply options = send("OPTIONS", "/openapi.json");
  CHECK(options.status == 204);
  CHECK(options["Allow"] == "GET, HEAD, OPTIONS");
  CHECK_FALSE(options.content_length);
  CHECK(send("POST", "/openapi.json").status == 405);
  CHECK(send("POST", "/openapi.json")["Allow"] == "GET, HEAD, OPTIONS");
  CHECK(send("GET", "/openapi.jsonx").status == 418);
  CHECK(service.handles({.method = "GET", .target = "/openapi.json"}));
  CHECK(service.handles({.method = "GET", .target = "/x"}));
  CHECK_FALSE(service.handles({.method = "GET", .target = "/y"}));
  CHECK(service.options().software == "desk");
}
