#include "fhirops/primitive/oid.hpp"

#include <string_view>

#include "support/catch.hpp"

using fhirops::Oid;

static_assert(Oid<fhirops::borrowed>("urn:oid:1.2.3").ok() && !Oid<fhirops::borrowed>("1.2.3").ok());

TEST_CASE("an oid is urn:oid: and numbers with points between") {
  for (const std::string_view text : {"urn:oid:1.2", "urn:oid:0.0", "urn:oid:2.999", "urn:oid:1.2.208.176.1.1",
                                      "urn:oid:2.25.329800735698586629295641978511506172918"}) {
    INFO(text);
    CHECK(Oid<>(text).ok());
  }
}

TEST_CASE("no oid") {
  struct example {
    std::string_view rule;
    std::string_view text;
  };
  const example examples[] = {
      {"with its prefix", ""},
      {"with its prefix", "1.2.3"},
      {"with its prefix", "urn:oid:"},
      {"prefix in lower case", "URN:OID:1.2.3"},
      {"the first number is 0, 1 or 2", "urn:oid:3.1"},
      {"the first number is 0, 1 or 2", "urn:oid:10.1"},
      {"the first number is 0, 1 or 2", "urn:oid:.1"},
      {"two numbers at least", "urn:oid:1"},
      {"no leading zeros", "urn:oid:1.02"},
      {"no leading zeros", "urn:oid:1.00"},
      {"no empty numbers", "urn:oid:1."},
      {"no empty numbers", "urn:oid:1.2."},
      {"no empty numbers", "urn:oid:1..2"},
      {"digits", "urn:oid:1.a"},
      {"no white space", "urn:oid:1.2 "},
      {"no white space", " urn:oid:1.2"},
  };
  for (const example& each : examples) {
    INFO(each.rule << ": " << each.text);
    CHECK_FALSE(Oid<>(each.text).ok());
  }
}
