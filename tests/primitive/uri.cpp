#include "fhirops/primitive/uri.hpp"

#include <string_view>

#include "support/catch.hpp"

using fhirops::Uri;

static_assert(Uri<fhirops::borrowed>("urn:x").ok() && !Uri<fhirops::borrowed>("").ok());

TEST_CASE("a uri has no white space, and is not empty") {
  for (const std::string_view text : {"http://example.org", "urn:oid:1.2.3", "Patient/1", "#a", "?", "../x",
                                      "http://example.org/\xC3\xA6", "http://example.org/a%20b"}) {
    INFO(text);
    CHECK(Uri<>(text).ok());
  }
  for (const std::string_view text : {"", " ", "http://example.org/a b", " urn:x", "urn:x\n", "urn:\tx"}) {
    INFO(text);
    CHECK_FALSE(Uri<>(text).ok());
  }
}

TEST_CASE("uris are case-sensitive, and kept as written") {
  CHECK(Uri<>("http://Example.org") != Uri<>("http://example.org"));
  CHECK(Uri<>("http://example.org/") != Uri<>("http://example.org"));
}
