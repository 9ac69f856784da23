// Each operation of the Danish eHealth Infrastructure is defined as its guide has it.

#include <fhirops/ehealth/operations.hpp>

#include "support/catch.hpp"
#include "support/definitions.hpp"

TEST_CASE("the 91 definitions are those of the guide", "[ehealth][definition]") {
  std::map<std::string, std::vector<std::string>> published;
  test::read_definitions(FHIROPS_TEST_DATA "/ehealth-operations.json", published);
  const auto ours = test::table_definitions(fhirops::ehealth::operations{});
  CHECK(published.size() == 91);
  CHECK(ours.size() == published.size());
  for (const auto& [id, lines] : published) {
    CAPTURE(id);
    REQUIRE(ours.contains(id));
    CHECK(ours.at(id) == lines);
  }
}
