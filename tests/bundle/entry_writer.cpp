// Which structs are written by literals: all but those with what has none.

#include <fhirops/fhirops.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace {

bool has_literals(const ward::Visit<>& visit) {
  std::vector<char> memory(1U << 17U);
  detail::fragment_room room{memory.data(), memory.data() + memory.size()};
  std::size_t replaced = 0;
  return detail::struct_fragments<ward::Visit<>>::put_list(room, visit, replaced, ",\"part\":");
}

}  // namespace

TEST_CASE("every kind of member is written by literals", "[bundle][entry_writer]") {
  fixtures::random_source random(71);
  STATIC_REQUIRE(detail::has_fragments<ward::Visit<>>());
  STATIC_REQUIRE(detail::has_fragments<ward::Bed>());
  STATIC_REQUIRE(detail::has_fragments<ReportJob<>>());
  for (const ward::Visit<>& visit : ward::visits(200, random, true)) CHECK(has_literals(visit));
}

TEST_CASE("what has no literals goes the general way, and is the same text", "[bundle][entry_writer]") {
  fixtures::random_source random(72);
  ward::Visit<> visit = ward::visit(random, true);
  SECTION("a resource") { visit.contact = from_json<Resource<>>(R"({"resourceType":"Patient"})").value(); }
  SECTION("an extension") { visit.patient.reference.element.emplace().id = "r"; }
  SECTION("a decimal that is none") { visit.weight = "x"; }
  CHECK_FALSE(has_literals(visit));
  const std::vector<ward::Visit<>> one{visit};
  CHECK(ward::joined(json_chunks(one)) == to_json(to_bundle(one)));
}
