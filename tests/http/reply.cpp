// What a reply says about itself: how long to wait, and whether there is an answer.

#include <chrono>
#include <fhirops/http/reply.hpp>

#include "support/catch.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

TEST_CASE("how long to wait: as the server said, or until its date", "[http][client]") {
  using namespace std::chrono;
  constexpr sys_seconds now = sys_days(year(2026) / 1 / 1);
  STATIC_REQUIRE(http::retry_time{}.wait(now) == seconds(0));
  STATIC_REQUIRE(http::retry_time{.after = seconds(5), .at = {}}.wait(now) == seconds(5));
  STATIC_REQUIRE(http::retry_time{.after = {}, .at = now + hours(1)}.wait(now) == hours(1));
  STATIC_REQUIRE(http::retry_time{.after = {}, .at = now - hours(1)}.wait(now) == seconds(0));
  // Both: the client's clock does not matter.
  STATIC_REQUIRE(http::retry_time{.after = seconds(5), .at = now + hours(1)}.wait(now) == seconds(5));
}

TEST_CASE("a reply without an answer is false", "[http][client]") {
  http::reply<test::Find> reply;
  CHECK_FALSE(reply);
  CHECK(reply.kind == http::reply_kind::unreadable);
  reply.answer.emplace();
  CHECK(reply);
}
