// Canonical URLs, and the version that one may end with.

#include "fhirops/primitive/canonical.hpp"

#include <string_view>

#include "support/catch.hpp"

using Canonical = fhirops::Canonical<>;

static_assert(fhirops::Canonical<fhirops::borrowed>("http://a|1").version() == "1");
static_assert(fhirops::Canonical<fhirops::borrowed>("http://a|1").url() == "http://a");

TEST_CASE("a canonical is a url, a version after |, a fragment after #") {
  struct example {
    std::string_view text;
    std::string_view url;
    std::string_view version;
  };
  const example examples[] = {
      {"http://hl7.org/fhir/ValueSet/x", "http://hl7.org/fhir/ValueSet/x", ""},
      {"http://hl7.org/fhir/ValueSet/x|4.0.1", "http://hl7.org/fhir/ValueSet/x", "4.0.1"},
      {"http://hl7.org/fhir/ValueSet/x|4.0.1#y", "http://hl7.org/fhir/ValueSet/x", "4.0.1"},
      {"http://hl7.org/fhir/ValueSet/x#y", "http://hl7.org/fhir/ValueSet/x", ""},
      {"http://hl7.org/fhir/ValueSet/x|", "http://hl7.org/fhir/ValueSet/x", ""},
      {"http://hl7.org/fhir/ValueSet/x|1|2", "http://hl7.org/fhir/ValueSet/x", "1|2"},
      {"urn:uuid:c757873d-ec9a-4326-a141-556f43239520|2", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", "2"},
      {"#contained", "", ""},
      {"", "", ""},
  };
  for (const example& each : examples) {
    INFO(each.text);
    CHECK(Canonical(each.text).url() == each.url);
    CHECK(Canonical(each.text).version() == each.version);
  }
}

TEST_CASE("a canonical has no white space, and is not empty") {
  CHECK(Canonical("http://hl7.org/fhir/ValueSet/x|4.0.1").ok());
  CHECK(Canonical("#contained").ok());
  CHECK_FALSE(Canonical("").ok());
  CHECK_FALSE(Canonical("http://hl7.org/fhir/ValueSet/x | 4.0.1").ok());
}

TEST_CASE("a borrowed canonical has the same parts") {
  const fhirops::Canonical<fhirops::borrowed> canonical("http://a|1#f");
  CHECK(canonical.url() == "http://a");
  CHECK(canonical.version() == "1");
  CHECK(fhirops::Canonical<fhirops::borrowed>("http://a#f").version() == "");
  CHECK_FALSE(fhirops::Canonical<fhirops::borrowed>("a b").ok());
}
