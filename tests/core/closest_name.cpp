// Which known name was probably meant.

#include <fhirops/core/closest_name.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops::detail;

namespace {

std::string closest(std::string_view found, std::initializer_list<std::string_view> known) {
  closest_name name(found);
  for (const std::string_view each : known) name.offer(each);
  return name.name();
}

}  // namespace

TEST_CASE("a swap counts only if both letters match crosswise") {
  using fhirops::detail::edit_distance;
  CHECK(edit_distance("ab", "ba", 3) == 1);
  CHECK(edit_distance("ab", "ca", 3) == 2);
  CHECK(edit_distance("ab", "bc", 3) == 2);
  CHECK(edit_distance("xabx", "xbax", 3) == 1);
}

TEST_CASE("letters that are changed, added, removed or swapped are counted", "[core][closest_name]") {
  CHECK(edit_distance("status", "status", 3) == 0);
  CHECK(edit_distance("stauts", "status", 3) == 1);
  CHECK(edit_distance("statu", "status", 3) == 1);
  CHECK(edit_distance("statuss", "status", 3) == 1);
  CHECK(edit_distance("stasus", "status", 3) == 1);
  CHECK(edit_distance("stsaut", "status", 3) == 3);
  CHECK(edit_distance("", "abc", 3) == 3);
  CHECK(edit_distance("abcd", "efgh", 3) == 4);
  CHECK(edit_distance("a", "abcdefgh", 3) == 4);
  CHECK(edit_distance(std::string(100, 'a'), std::string(100, 'a'), 3) == 4);
  // Names have 47 letters at most.
  CHECK(edit_distance(std::string(47, 'a'), std::string(47, 'a'), 3) == 0);
  CHECK(edit_distance(std::string(47, 'a'), std::string(48, 'a'), 3) == 4);
  CHECK(edit_distance(std::string(48, 'a'), std::string(47, 'a'), 3) == 4);
}

TEST_CASE("the closest of the known names is offered, and none where none is close", "[core][closest_name]") {
  CHECK(closest("stauts", {"status", "statusReason"}) == "status");
  CHECK(closest("Official", {"usual", "official"}) == "official");
  CHECK(closest("GET", {"get", "put"}) == "get");
  CHECK(closest("M", {"m", "s"}) == "m");
  CHECK(closest("x", {"s", "h", "d"}).empty());
  CHECK(closest("xy", {"ab", "xz"}).empty());
  CHECK(closest("abc", {"abd"}) == "abd");
  CHECK(closest("abc", {"ade"}).empty());
  CHECK(closest("colour", {"code", "value"}).empty());
  CHECK(closest("bcd", {"acd", "bce"}) == "acd");
}
