// Each of R4's operations is defined as HL7 published it.

#include <fhirops/hl7/operations.hpp>
#include <filesystem>

#include "support/catch.hpp"
#include "support/definitions.hpp"

TEST_CASE("the 47 definitions are those of HL7", "[hl7][definition]") {
  std::map<std::string, std::vector<std::string>> published;
  for (const auto& each : std::filesystem::directory_iterator(FHIROPS_TEST_DATA "/hl7-r4-examples"))
    if (each.path().filename().string().starts_with("OperationDefinition-"))
      test::read_definitions(each.path().string(), published);
  const auto ours = test::table_definitions(fhirops::hl7::operations{});
  CHECK(published.size() == 47);
  CHECK(ours.size() == published.size());
  for (const auto& [id, lines] : published) {
    CAPTURE(id);
    REQUIRE(ours.contains(id));
    CHECK(ours.at(id) == lines);
  }
}
