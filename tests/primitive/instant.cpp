// Instants: a moment to the second at least, with its zone.

#include "fhirops/primitive/instant.hpp"

#include <chrono>
#include <string_view>

#include "support/catch.hpp"

namespace {

using fhirops::Instant;
using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr sys_seconds example{1697104310s};

static_assert(Instant<>("2023-10-12T09:51:50Z").ok() && !Instant<>("2023-10-12").ok());
static_assert(Instant<>(example) == "2023-10-12T09:51:50Z");

}  // namespace

TEST_CASE("an instant is a whole moment") {
  for (const std::string_view text : {"2015-02-07T13:28:17.239+02:00", "2017-01-01T00:00:00Z", "0001-01-01T00:00:00-14:00",
                                      "2016-12-31T23:59:60Z", "2023-10-12T09:51:50.12345678901234567890Z"}) {
    INFO(text);
    CHECK(Instant<>(text).ok());
    CHECK(Instant<>(text) == text);
  }
}

TEST_CASE("an instant without a time or a zone is not valid") {
  for (const std::string_view text :
       {"", "2023", "2023-10", "2023-10-12", "2023-10-12T09:51:50", "2023-10-12T09:51Z", "2023-10-12T24:00:00Z",
        "2023-02-29T09:51:50Z", "0000-01-01T00:00:00Z", "2023-10-12T09:51:50+14:01", "09:51:50Z", "2023-10-12T09:51:50z"}) {
    INFO(text);
    CHECK_FALSE(Instant<>(text).ok());
    CHECK_FALSE(Instant<>(text).to_sys().has_value());
  }
}

TEST_CASE("an instant of std::chrono and back") {
  CHECK(Instant<>(example, 2h) == "2023-10-12T11:51:50+02:00");
  CHECK(Instant<>(example, 2h).to_sys<std::chrono::seconds>() == example);
  const std::chrono::sys_time<std::chrono::milliseconds> before = sys_days(1960y / 2 / 29) + 1ms;
  CHECK(Instant<>(before) == "1960-02-29T00:00:00.001Z");
  CHECK(Instant<>(before).to_sys<std::chrono::milliseconds>() == before);
  CHECK(Instant<>("2015-02-07T13:28:17.239+02:00").to_sys<std::chrono::milliseconds>() ==
        sys_days(2015y / 2 / 7) + 11h + 28min + 17s + 239ms);
}

TEST_CASE("an instant that nanoseconds or four-digit years cannot represent has no value") {
  CHECK_FALSE(Instant<>("9999-12-31T23:59:59Z").to_sys().has_value());
  CHECK_FALSE(Instant<>("0001-01-01T00:00:00Z").to_sys().has_value());
  CHECK_FALSE(Instant<>(sys_seconds(sys_days(10000y / 1 / 1))).ok());
}

TEST_CASE("a borrowed instant is whole too") {
  CHECK(Instant<fhirops::borrowed>("2020-02-29T10:00:00Z").ok());
  for (const std::string_view bad : {"2020-02-30T10:00:00Z", "2020-02-29T10:00:00", "2020-02-29", "2020", ""}) {
    CAPTURE(bad);
    CHECK_FALSE(Instant<fhirops::borrowed>(bad).ok());
  }
}
