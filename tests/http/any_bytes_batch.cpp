// Whatever the text of a batch is, or of an answer, it is answered or read: with a whole Bundle, or with why not.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/batch.hpp>
#include <fhirops/http/client_reply.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/changes.hpp"
#include "support/http.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

struct desk {
  http::options about = test::server();
  http::response operator()(const http::request& asked, const http::user& who, http::host_value) const {
    return test::respond(about, asked, who);
  }
  const http::options& options() const noexcept { return about; }
  bool handles(const http::request&) const { return false; }
  http::response refuse(const http::request& asked, http::refusal why) const { return test::refuse(asked, std::move(why)); }
};

}  // namespace

TEST_CASE("any text of a batch is answered with a whole Bundle, or with an outcome", "[http][batch]") {
  const std::string text =
      R"({"resourceType":"Bundle","type":"batch","entry":[{"fullUrl":"urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a",)"
      R"("resource":{"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"a\u0062"}]},"request":{"method":"POST","url":"$forget"}},)"
      R"({"request":{"method":"GET","url":"Patient/1/$find?text=a"}},{"request":{"method":"GET","url":"$get-report-job-status"}}]})";
  test::changes changes(7);
  std::size_t answered = 0;
  std::size_t refused = 0;
  const test::header_list headers{{"Content-Type", "application/fhir+json"}};
  const http::batch_service service(desk{});
  for (int i = 0; i < 1500; ++i) {
    const std::string changed = changes.changed(text);
    CAPTURE(i, changed);
    const test::reply reply =
        test::read(service({.method = "POST", .target = "/", .headers = headers, .body = changed}, http::user{"anna"}));
    CAPTURE(reply.status, reply.text);
    if (reply.status == 200) {
      const auto bundle = from_json<Bundle<>>(reply.text);
      REQUIRE(bundle);
      CHECK_FALSE(validate(*bundle).has_errors());
      for (const auto& each : bundle->entry) CHECK(each.response);
      ++answered;
    } else {
      const auto outcome = from_json<OperationOutcome<>>(reply.text);
      REQUIRE(outcome);
      CHECK(from_outcome(*outcome).has_errors());
      ++refused;
    }
    CHECK_FALSE(reply.failed);
  }
  CHECK(answered > 300);
  CHECK(refused > 300);
}

TEST_CASE("any text of a response is read, or the reason why not is reported", "[http][client]") {
  const std::string text =
      R"({"resourceType":"Parameters","parameter":[{"name":"found","valueString":"a\u0062"},{"name":"code","valueString":"c"},{"name":"code","valueString":"d"}]})";
  test::changes changes(11);
  const http::header headers[] = {{"Content-Type", "application/fhir+json"}};
  const http::client_options client{.base = "https://desk.example/fhir"};
  std::size_t answered = 0;
  std::size_t unreadable = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string changed = changes.changed(text);
    CAPTURE(i, changed);
    const auto reply = http::read_reply<test::Find>(client, {.status = 200, .headers = headers, .body = changed});
    CHECK(reply.answer.has_value() == (reply.kind == http::reply_kind::answered));
    CHECK((reply.answer.has_value() || reply.found.has_errors()));
    ++(reply ? answered : unreadable);
  }
  CHECK(answered > 300);
  CHECK(unreadable > 300);
}
