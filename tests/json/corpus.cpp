// Documents that others wrote: read and written, they say the same.

#include <fhirops/fhirops.hpp>
#include <map>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/documents.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

int equal_as_read = 0;

template <Storage S>
void check(const std::string& text, const std::string& in_owned) {
  const read_options options = read_options{}.lenient().keep_unknown();
  const auto read = from_json<Resource<S>>(std::string_view(text), options);
  REQUIRE(read);
  CHECK(to_json(*read) == in_owned);
  CHECK(test::json_difference(text, in_owned) == "");

  const std::string pretty = to_json(*read, write_options{}.pretty());
  CHECK(test::json_difference(text, pretty) == "");
  const auto from_compact = from_json<Resource<S>>(std::string_view(in_owned), options);
  const auto from_pretty = from_json<Resource<S>>(std::string_view(pretty), options);
  REQUIRE(from_compact);
  REQUIRE(from_pretty);
  CHECK(to_json(*from_compact) == in_owned);
  CHECK(to_json(*from_pretty) == in_owned);
  for (const auto* again : {&*from_compact, &*from_pretty}) {
    // What is kept raw is equal by its text alone: with other white space it is not, but it is the same JSON.
    CHECK(!difference(*read, *again));
    equal_as_read += *read == *again ? 1 : 0;
  }
}

}  // namespace

TEST_CASE("documents written by others have the same content after reading and writing", "[json][corpus]") {
  const auto all = test::documents();
  CHECK(all.size() >= 206);
  for (const auto& path : all) {
    CAPTURE(path.filename().string());
    const std::string text = test::read_file(path.string());
    const auto read = from_json<Resource<>>(text, read_options{}.lenient().keep_unknown());
    if (!read) {
      std::string why;
      for (const issue& each : read.issues()) why += to_string(each) + '\n';
      FAIL(why);
    }
    const std::string written = to_json(*read);
    check<owned>(text, written);
    check<borrowed>(text, written);
  }
  CHECK(equal_as_read > 600);
}

TEST_CASE("documents written by others, read strictly: all their faults are reported", "[json][corpus]") {
  std::map<std::string, std::vector<std::string>> found;
  for (const auto& path : test::documents()) {
    const std::string text = test::read_file(path.string());
    const auto read = from_json<Resource<>>(text);
    for (const issue& each : read.issues())
      if (each.is_error()) found[path.filename().string()].push_back(test::reported_at(each));
    CHECK(read.has_value() == !read.issues().has_errors());
  }
  const std::map<std::string, std::vector<std::string>> expected{
      {"tests__openehr__openehr-DV_CODED_TEXT-good-request-parameters.json",
       {"178 8:5 error structure Parameters.parameter[1].valueDV_CODED_TEXT /parameter/1/valueDV_CODED_TEXT"}}};
  CHECK(found == expected);
}
