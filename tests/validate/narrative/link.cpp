// URLs of a narrative, as a browser reads them; the hostile ones are in tests/validate/rules/narrative.cpp.

#include "fhirops/validate/narrative/link.hpp"

#include "support/catch.hpp"

using fhirops::detail::is_allowed_link;
using fhirops::detail::xhtml_value;

TEST_CASE("links: a list of schemes, and what has none", "[validate][narrative]") {
  for (const std::string_view url :
       {"", "#x", "#a:b", "a", "a/b:c", "?a:b", "/a:b", "//a:b", "http:", "HTTPS://x", "mailto:a@b", "tel:+45", "urn:uuid:1",
        "URN:OID:1.2", "ur\nn: uuid:1", " \t\nhttp://x", "ht\ntp://x", "h\x01ttp:x"}) {
    CAPTURE(url);
    CHECK(is_allowed_link(url, xhtml_value::link));
  }
  for (const std::string_view url :
       {"javascript:x", "java\nscript:x", "\x01javascript:x", "data:image/png,x", "urn:x", "urn:uuid", "urn:uuidx:1", "ftp:x",
        ":x", "a b:c", "\xC3\xA5:x", "httpshttpshttpshttps:x", "http\xC2\xA0:x"}) {
    CAPTURE(url);
    CHECK_FALSE(is_allowed_link(url, xhtml_value::link));
    CHECK_FALSE(is_allowed_link(url, xhtml_value::fragment));
  }
}

TEST_CASE("images: the same without mail and telephone, and pictures in the URL", "[validate][narrative]") {
  for (const std::string_view url : {"#x", "a.png", "http://x", "urn:uuid:1", "data:image/png;base64,AA", "DATA:IMAGE/GIF,x",
                                     "data:image/jpeg;x,y", "da\tta:image/ png;base64,AA"}) {
    CAPTURE(url);
    CHECK(is_allowed_link(url, xhtml_value::image));
  }
  for (const std::string_view url :
       {"mailto:x", "tel:1", "data:", "data:,x", "data:image/png", "data:image/png+xml,x", "data:image/svg+xml,x",
        "data:text/html,image/png;x", "data:image/jpg,x", "javascript:image/png,x"}) {
    CAPTURE(url);
    CHECK_FALSE(is_allowed_link(url, xhtml_value::image));
  }
}

TEST_CASE("a map is in the same text", "[validate][narrative]") {
  CHECK(is_allowed_link("#x", xhtml_value::fragment));
  CHECK(is_allowed_link(" #x", xhtml_value::fragment));
  CHECK_FALSE(is_allowed_link("x", xhtml_value::fragment));
  CHECK_FALSE(is_allowed_link("http://x#y", xhtml_value::fragment));
  CHECK_FALSE(is_allowed_link("", xhtml_value::fragment));
}
