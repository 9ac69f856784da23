#include "fhirops/primitive/uri.hpp"

#include <string>
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

TEST_CASE("a uri is a text of FHIR") {
  CHECK_FALSE(Uri<>(std::string("a\0b", 3)).ok());
  CHECK_FALSE(Uri<>("a\xFF").ok());
  CHECK(Uri<>("\xC3\xA6").ok());
}

TEST_CASE("an absolute uri has a scheme and something after it") {
  using fhirops::detail::is_absolute_uri;
  for (const std::string_view good : {"a:b", "http://x", "urn:uuid:1", "a+b-c.d9:x", "A:b", "z::"}) CHECK(is_absolute_uri(good));
  for (const std::string_view bad : {"", ":", "a", "a:", ":a", "1a:b", "+a:b", "a_b:c", "a/b:c", "a b:c", "\xC3\xA6:b", "#a:b"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_absolute_uri(bad));
  }
}
