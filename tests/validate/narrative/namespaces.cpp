// Namespaces in their scopes.

#include "fhirops/validate/narrative/namespaces.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using fhirops::detail::xml_namespaces;

TEST_CASE("a prefix is bound where its element is", "[validate][narrative]") {
  xml_namespaces names;
  CHECK(names.find("") == nullptr);
  CHECK(names.bind("", "urn:a", 1));
  CHECK(names.bind("p", "urn:b", 2));
  CHECK(names.bind("", "urn:c", 2));
  REQUIRE(names.find("") != nullptr);
  CHECK(*names.find("") == "urn:c");
  CHECK(*names.find("p") == "urn:b");
  names.leave(2);
  CHECK(*names.find("") == "urn:a");
  CHECK(names.find("p") == nullptr);
}

TEST_CASE("at most 64 prefixes are bound at once", "[validate][narrative]") {
  std::vector<std::string> prefixes;
  for (std::size_t i = 0; i <= xml_namespaces::max_prefixes; ++i) prefixes.push_back("p" + std::to_string(i));
  xml_namespaces names;
  for (std::size_t i = 0; i < xml_namespaces::max_prefixes; ++i) CHECK(names.bind(prefixes[i], "urn:a", 1));
  CHECK_FALSE(names.bind(prefixes.back(), "urn:a", 2));
  CHECK(names.bind(prefixes.front(), "urn:a", 2));  // is bound to that already
  CHECK_FALSE(names.bind(prefixes.front(), "urn:b", 2));
  names.leave(1);
  CHECK(names.bind(prefixes.back(), "urn:a", 1));
}

TEST_CASE("prefixes and names that Namespaces in XML reserves", "[validate][narrative]") {
  CHECK(xml_namespaces::is_allowed("", "http://www.w3.org/1999/xhtml"));
  CHECK(xml_namespaces::is_allowed("", ""));
  CHECK(xml_namespaces::is_allowed("xml", "http://www.w3.org/XML/1998/namespace"));
  CHECK(xml_namespaces::is_allowed("xmla", "urn:a"));
  CHECK_FALSE(xml_namespaces::is_allowed("p", ""));
  CHECK_FALSE(xml_namespaces::is_allowed("xml", "urn:a"));
  CHECK_FALSE(xml_namespaces::is_allowed("xmlns", "http://www.w3.org/2000/xmlns/"));
  CHECK_FALSE(xml_namespaces::is_allowed("p", "http://www.w3.org/XML/1998/namespace"));
  CHECK_FALSE(xml_namespaces::is_allowed("", "http://www.w3.org/2000/xmlns/"));
}
