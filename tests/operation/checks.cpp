// What the constants of a table may be, by rules that the compiler asks and these tests ask once more.

#include "fhirops/operation/checks.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;
using texts_of = std::vector<std::string_view>;

TEST_CASE("a URL has a scheme or is a fragment, and has no character that none may have", "[operation][checks]") {
  for (const std::string_view right :
       {"a:b", "urn:x", "http://hl7.org/fhir", "http://a/b?c#d", "#a", "#contained", "x:/", "a:b:c", "urn:\xC3\xB8"}) {
    CAPTURE(right);
    CHECK(detail::is_url(right));
    CHECK(detail::all_urls(texts_of{right, "urn:x"}));
  }
  for (const std::string_view wrong :
       {"",      "#",     "a",     ":",     ":b",    "a:",   "Patient", "a/b:c",  "/a:b",    "?a:b",   "a?b:c", "a#b:c",
        "a|b:c", "a b:c", "a:b c", "a:\tb", "a:\"b", "a:<b", "a:b>",    "a:b\\c", "a:b\x7F", "a:\x01", "#a b",  "# "}) {
    CAPTURE(wrong);
    CHECK_FALSE(detail::is_url(wrong));
    CHECK_FALSE(detail::all_urls(texts_of{wrong, "urn:x"}));
    CHECK_FALSE(detail::all_urls(texts_of{"urn:x", wrong}));
  }
  CHECK(detail::all_urls(texts_of{}));
}

TEST_CASE("the code of an operation is a name in a URL", "[operation][checks]") {
  for (const std::string_view right : {"a", "lookup", "get-report-job-status", "a.b_c~d", "!", "0", "\xC3\xB8"}) {
    CAPTURE(right);
    CHECK(detail::is_operation_code(right));
  }
  CHECK_FALSE(detail::is_operation_code(""));
  for (const char c : std::string_view("$/?#%&\"\\<> \t\n\x01")) {
    CAPTURE(c);
    CHECK_FALSE(detail::is_operation_code(std::string(1, c)));
    CHECK_FALSE(detail::is_operation_code(std::string("a") + c + 'b'));
  }
}

TEST_CASE("levels and codes are those of R4, all of them", "[operation][checks]") {
  for (const std::string_view level : {"system", "type", "instance"}) CHECK(detail::is_level(level));
  for (const std::string_view none : {"", "System", "types", "resource"}) {
    CHECK_FALSE(detail::is_level(none));
    CHECK_FALSE(detail::all_levels(texts_of{"type", none}));
    CHECK_FALSE(detail::all_levels(texts_of{none, "type"}));
    CHECK_FALSE(detail::all_listed(codes::resource_types, texts_of{"Patient", none}));
    CHECK_FALSE(detail::all_listed(codes::resource_types, texts_of{none, "Patient"}));
  }
  CHECK(detail::all_levels(texts_of{}));
  CHECK(detail::all_levels(texts_of{"instance", "system", "type"}));
  CHECK(detail::all_listed(codes::resource_types, texts_of{}));
  CHECK(detail::all_listed(codes::resource_types, texts_of{"Patient", "Resource", "Group"}));
}

TEST_CASE("a type stands for itself, an abstract one for those below it", "[operation][checks]") {
  for (const std::string_view abstract : {"Resource", "DomainResource", "Any"}) {
    CAPTURE(abstract);
    CHECK(detail::is_abstract_resource(abstract));
    CHECK(detail::names_resource_type(abstract));
    CHECK(detail::type_in_url(abstract) == "[type]");
    CHECK(detail::is_kind_of("Patient", abstract));
    for (const std::string_view plain : {"Bundle", "Binary", "Parameters"})
      CHECK(detail::is_kind_of(plain, abstract) == (abstract != "DomainResource"));
  }
  CHECK_FALSE(detail::is_abstract_resource("Patient"));
  CHECK(detail::names_resource_type("Patient"));
  CHECK_FALSE(detail::names_resource_type("Pateint"));
  CHECK_FALSE(detail::names_resource_type("string"));
  CHECK_FALSE(detail::names_resource_type(""));
  CHECK(detail::type_in_url("Patient") == "Patient");
  CHECK(detail::is_kind_of("Patient", ""));
  CHECK(detail::is_kind_of("Patient", "Patient"));
  CHECK_FALSE(detail::is_kind_of("Patient", "Group"));
}
