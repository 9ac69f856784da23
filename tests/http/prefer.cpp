// What a client prefers: RFC 7240, however it is written.

#include <fhirops/http/prefer.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

using sent = std::vector<http::header>;

std::string read(const sent& headers) {
  std::string all;
  http::detail::for_each_preference(headers, [&all](std::string_view name, std::string_view value) {
    ((all += name) += '=') += value;
    all += ' ';
  });
  return all;
}
bool async(std::string_view value) { return http::prefers_async(sent{{"Prefer", value}}); }

}  // namespace

TEST_CASE("prefer: every preference of every header of that name, in order", "[http][prefer]") {
  CHECK(read({{"Prefer", "respond-async, wait=10"}, {"prefer", "handling=\"lenient\"; x=1"}, {"Accept", "a=b"}}) ==
        "respond-async= wait=10 handling=lenient ");
  CHECK(read({{"Prefer", " a , , b = c ;d,e=\"f, g\""}}) == "a= b=c e=f, g ");
  CHECK(read({{"Prefer", "a=\"\",b="}}) == "a= b= ");
  // Malformed ones are ignored, alone.
  CHECK(read({{"Prefer", "=1, a b=2, c=\"d, e"}, {"Prefer", "f"}}) == "f= ");
  CHECK(read({{"Prefer", ""}}).empty());
  CHECK(read({}).empty());
}

TEST_CASE("prefer: respond-async, alone and among others, in any case", "[http][prefer]") {
  for (const std::string_view value : {"respond-async", "Respond-Async", "RESPOND-ASYNC", " respond-async ",
                                       "respond-async;foo=bar", "respond-async, wait=100", "handling=lenient,respond-async",
                                       "return=minimal;x=\"respond\", respond-async", "respond-async=\"\"", "respond-async="}) {
    CAPTURE(value);
    CHECK(async(value));
  }
  for (const std::string_view value :
       {"", "respond-asyn", "respond-async2", "respond-async=no", "respond async", "x=respond-async", "x;respond-async",
        "x=\"a, respond-async\"", "\"respond-async\"", "respond-async=1, respond-async"}) {
    CAPTURE(value);
    CHECK_FALSE(async(value));
  }
  CHECK(http::prefers_async(sent{{"Prefer", "handling=strict"}, {"PREFER", "respond-async"}}));
  CHECK_FALSE(http::prefers_async(sent{{"X-Prefer", "respond-async"}, {"Accept", "respond-async"}}));
  static_assert(!http::prefers_async({}));
}
