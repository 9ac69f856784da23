// A unit of tests with Catch2 alone: what such a unit takes to compile without this library.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

TEST_CASE("a list is what it was") {
  const std::vector<std::string> names{"a", "b"};
  CHECK(names == std::vector<std::string>{"a", "b"});
  for (const std::string& each : names) CHECK(each.size() == 1);
  CHECK_THAT(names[0], Catch::Matchers::Contains("a"));
}
TEST_CASE("what is not a name is refused") {
  for (const std::string& each : std::vector<std::string>{"", " "}) {
    INFO(each);
    CHECK_THAT(each, !Catch::Matchers::Contains("a"));
  }
}
