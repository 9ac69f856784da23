// What is said of codes that a value set does not have.

#include "fhirops/validate/code_text.hpp"

#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("a message about an unknown code names the closest one, or up to twelve codes", "[validate][code_text]") {
  std::vector<std::string_view> codes;
  constexpr std::string_view letters[] = {"aaa", "bbb", "ccc", "ddd", "eee", "fff", "ggg",
                                          "hhh", "iii", "jjj", "kkk", "lll", "mmm"};
  const auto text = [&codes](std::string_view code) { return detail::code_text({"http://x/set|4.0.1", codes}, code); };
  codes.assign(letters, letters + 1);
  CHECK(text("zz") == "\"zz\" is not a code of http://x/set: its codes are aaa");
  codes.assign(letters, letters + 12);
  CHECK(text("zz") ==
        "\"zz\" is not a code of http://x/set: its codes are aaa, bbb, ccc, ddd, eee, fff, ggg, hhh, iii, jjj, kkk, lll");
  codes.assign(letters, letters + 13);
  CHECK(text("zz") ==
        "\"zz\" is not a code of http://x/set: its codes are aaa, bbb, ccc, ddd, eee, fff, ggg, hhh, iii, jjj, kkk, lll, ...");
  CHECK(text("DDD") == "\"DDD\" is not a code of http://x/set: did you mean \"ddd\"?");
  codes.clear();
  CHECK(text("zz") == "\"zz\" is not a code of http://x/set");
}

TEST_CASE("a type of a later version of FHIR is named as such, where the codes are types", "[validate][code_text]") {
  CHECK(detail::code_text(codes::resource_types, "DeviceUsage") ==
        "\"DeviceUsage\" is not a code of http://hl7.org/fhir/ValueSet/resource-types: it is a type of R5");
  CHECK(detail::code_text(codes::bundle_type, "DeviceUsage").find("it is a type of") == std::string::npos);
}
