#include "fhirops/operation/name_among.hpp"

#include <initializer_list>
#include <string>

#include "support/catch.hpp"

using namespace fhirops::detail;

namespace {

std::string among(std::string_view name, std::initializer_list<std::string_view> known) {
  name_among names(name);
  for (const std::string_view each : known) names.offer(each);
  return names.text("part");
}

}  // namespace

TEST_CASE("a message about an unknown name lists the known ones", "[operation][name_among]") {
  CHECK(among("statsu", {"status", "state"}) == "\"statsu\" is not a known part: did you mean \"status\"?");
  CHECK(among("colour", {"count"}) == "\"colour\" is not a known part: expected count");
  CHECK(among("colour", {"ward", "bed", "day"}) == "\"colour\" is not a known part: expected ward, bed or day");
  CHECK(among("colour", {}) == "\"colour\" is not a known part: there are no parts here");
  // More than a person reads are not listed.
  CHECK(among("zzzzzz", {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"}) == "\"zzzzzz\" is not a known part: remove it");
}
