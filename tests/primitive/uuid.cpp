#include "fhirops/primitive/uuid.hpp"

#include <string_view>

#include "support/catch.hpp"

using fhirops::Uuid;

static_assert(Uuid<fhirops::borrowed>("urn:uuid:c757873d-ec9a-4326-a141-556f43239520").ok());

TEST_CASE("a uuid is urn:uuid: and 8-4-4-4-12 hexadecimal digits in lower case") {
  CHECK(Uuid<>("urn:uuid:c757873d-ec9a-4326-a141-556f43239520").ok());
  CHECK(Uuid<>("urn:uuid:00000000-0000-0000-0000-000000000000").ok());
}

TEST_CASE("no uuid") {
  struct example {
    std::string_view rule;
    std::string_view text;
  };
  const example examples[] = {
      {"with its prefix", ""},
      {"with its prefix", "c757873d-ec9a-4326-a141-556f43239520"},
      {"with its prefix", "urn:uuid:"},
      {"prefix in lower case", "URN:UUID:c757873d-ec9a-4326-a141-556f43239520"},
      {"digits in lower case", "urn:uuid:C757873D-EC9A-4326-A141-556F43239520"},
      {"hexadecimal", "urn:uuid:c757873g-ec9a-4326-a141-556f43239520"},
      {"hyphens in their places", "urn:uuid:c757873dec9a-4326-a141-556f432395200"},
      {"hyphens in their places", "urn:uuid:c757873dec9a4326a141556f43239520"},
      {"no more digits", "urn:uuid:c757873d-ec9a-4326-a141-556f432395200"},
      {"no fewer digits", "urn:uuid:c757873d-ec9a-4326-a141-556f4323952"},
      {"no braces", "urn:uuid:{c757873d-ec9a-4326-a141-556f43239520}"},
      {"no white space", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520 "},
  };
  for (const example& each : examples) {
    INFO(each.rule << ": " << each.text);
    CHECK_FALSE(Uuid<>(each.text).ok());
  }
}
