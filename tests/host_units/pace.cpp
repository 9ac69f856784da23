#include "host/pace.hpp"

#include <chrono>

#include "support/catch.hpp"

using namespace std::chrono_literals;

namespace {

const host::pace::clock::time_point start{};

}  // namespace

TEST_CASE("a client that takes nothing has one period") {
  host::pace pace(10s);
  pace.restart(0, start);
  CHECK(pace.due() == start + 10s);
  pace.take(0, start + 9s);
  CHECK(pace.due() == start + 10s);
}

TEST_CASE("64 KiB in each period is enough, in lumps too, for as long as an answer lasts") {
  for (const int lump : {1000, 16384, 65536}) {
    CAPTURE(lump);
    host::pace pace(10s);
    pace.restart(0, start);
    const auto between = host::pace::clock::duration(10s) * lump / 65536;
    for (int i = 1; i <= 1000; ++i) {
      const auto now = start + between * i;
      REQUIRE((now <= pace.due()));
      pace.take(static_cast<std::uint64_t>(lump) * static_cast<unsigned>(i), now);
    }
  }
}

TEST_CASE("half of that is not enough, and neither is a byte now and then") {
  for (const int lump : {1, 32768}) {
    CAPTURE(lump);
    host::pace pace(10s);
    pace.restart(0, start);
    int periods = 0;
    while (start + 10s * (periods + 1) <= pace.due() && periods < 100) {
      ++periods;
      pace.take(static_cast<std::uint64_t>(lump) * static_cast<unsigned>(periods), start + 10s * periods);
    }
    CHECK(periods <= 2);
  }
}

TEST_CASE("bytes that were taken fast buy no more than half a period") {
  host::pace pace(10s);
  pace.restart(0, start);
  pace.take(std::uint64_t{1} << 40U, start + 1s);
  CHECK(pace.due() == start + 16s);
  pace.restart(std::uint64_t{1} << 40U, start + 20s);
  CHECK(pace.due() == start + 30s);
}
