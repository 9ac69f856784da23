// The sets of codes: what looking a code up relies on. It is tested here, not in each unit that includes the header.

#include <algorithm>
#include <catch2/catch.hpp>
#include <fhirops/core/type_info.hpp>
#include <fhirops/datatype/codes.hpp>
#include <functional>
#include <string_view>

namespace {

using namespace fhirops;

TEST_CASE("the large sets of codes are sorted by bytes, and have no code twice") {
  for (const code_set* each : {&codes::currencies, &codes::resource_types, &codes::all_types}) {
    INFO(each->valueSet);
    CHECK(each->codes.size() > 100);
    CHECK(std::ranges::adjacent_find(each->codes, std::greater_equal<std::string_view>()) == each->codes.end());
  }
}

TEST_CASE("all types are the types of resources and those of data") {
  for (const std::string_view type : codes::resource_types.codes) CHECK(std::ranges::count(codes::all_types.codes, type) == 1);
  for (const std::string_view type : {"Address", "Any", "Type", "base64Binary", "xhtml"})
    CHECK(std::ranges::count(codes::all_types.codes, type) == 1);
}

}  // namespace
