#include "fhirops/resource/rest_url.hpp"

#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using fhirops::detail::split_rest_url;

std::string parts(std::string_view url) {
  const auto all = split_rest_url(url);
  if (!all.ok) return "none";
  return std::string(all.base) + ' ' + std::string(all.type) + ' ' + std::string(all.id) + ' ' + std::string(all.version);
}

}  // namespace

TEST_CASE("the parts of an address of a resource") {
  CHECK(parts("Patient/1") == " Patient 1 ");
  CHECK(parts("http://x/fhir/Patient/1") == "http://x/fhir/ Patient 1 ");
  CHECK(parts("http://x/fhir/Patient/1/_history/2") == "http://x/fhir/ Patient 1 2");
  CHECK(parts("Patient/1/_history/a.b-c") == " Patient 1 a.b-c");
  // A base may have anything in it.
  CHECK(parts("http://x/_history/Patient/1") == "http://x/_history/ Patient 1 ");
  CHECK(parts("http://x/_history/Patient/1/_history/2") == "http://x/_history/ Patient 1 2");
}

TEST_CASE("URLs that are not the address of a resource") {
  for (const std::string_view url :
       {"", "/", "Patient", "Patient/", "/Patient", "patient/1", "Pateint/1", "Resource/1", "DomainResource/1", "Patient/a b",
        "Patient/1/_history/", "Patient/1/_history/a/b", "Patient/1/_history", "/_history/2", "_history/2",
        "Patient/1/_history/2/_history/3", "Patient/1?a=b", "Patient/1#a", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520"})
    CHECK(parts(url) == "none");
  // What is behind it is not a version, so it is not a part of its own.
  CHECK(split_rest_url("http://x/Patient/1/_history/").whole == "http://x/Patient/1/_history/");
}

TEST_CASE("an address of R4's RESTful form") {
  for (const std::string_view url :
       {"http://x/Patient/1", "https://x.y-z:80/a/b%20/$c/Patient/1", "http://x/Patient/1/_history/3"})
    CHECK(split_rest_url(url).is_restful());
  for (const std::string_view url : {"Patient/1", "ftp://x/Patient/1", "http://Patient/1", "http://x/~a/Patient/1",
                                     "http://x/a_b/Patient/1", "http://x?y/Patient/1", "HTTP://x/Patient/1", "urn:a/Patient/1",
                                     "http://x/Pateint/1", "http://x/Patient/a_b", "http:///Patient"})
    CHECK_FALSE(split_rest_url(url).is_restful());
}
