// Members of objects without a table: names that are repeated, and lists whose arrays do not agree.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/json/untyped_members.hpp"
#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

TEST_CASE("a member of an untyped resource that is repeated is reported each time", "[json][untyped_members]") {
  using lines = std::vector<std::string>;
  const auto reported = [](std::string_view json) { return test::reported_at(from_json<Resource<>>(json).issues()); };
  CHECK(reported(R"({"resourceType":"X","a":1,"b":{"a":2},"a":3,"c":[{"a":4}],"a":5})") ==
        lines{"38 1:39 error structure X.a /a", "58 1:59 error structure X.a /a"});
  CHECK(reported(R"({"resourceType":"X","b":{"a":1,"\u0061":2}})") == lines{"31 1:32 error structure X.b.a /b/a"});
}

TEST_CASE("the arrays of a list in an untyped resource agree as those of a known type", "[json][untyped_members]") {
  using lines = std::vector<std::string>;
  const auto reported = [](std::string_view json) { return test::reported_at(from_json<Resource<>>(json).issues()); };
  CHECK(reported(R"({"resourceType":"X","a":["b",null],"_a":[null,{"id":"c"}]})") == lines{});
  CHECK(reported(R"({"resourceType":"X","a":["b"],"_a":[null,{"id":"c"}]})") == lines{"24 1:25 error structure X.a /a"});
  CHECK(reported(R"({"resourceType":"X","a":["b","c"],"_a":[{"id":"d"}]})") == lines{"39 1:40 error structure X._a /_a"});
  CHECK(reported(R"({"resourceType":"X","a":["b",null],"_a":[{"id":"c"},null]})") ==
        lines{"29 1:30 error structure X.a[1] /a/1", "52 1:53 error structure X._a[1] /_a/1"});
  CHECK(reported(R"({"resourceType":"X","b":{"a":[null]}})") == lines{"30 1:31 error structure X.b.a[0] /b/a/0"});
}

TEST_CASE("the members of an inner object are forgotten when it ends", "[json][untyped_members]") {
  detail::memory_use memory(100'000);
  detail::untyped_members<owned> members;
  std::vector<std::string> reported;
  const auto repeated = [&](std::string_view name, std::size_t offset) {
    reported.push_back(std::string(name) + ' ' + std::to_string(offset));
  };
  const auto id = [&](std::size_t offset) { reported.push_back("_id " + std::to_string(offset)); };
  members.note_name("a", 1, memory);
  members.note_name("resourceType", 2, memory);
  const std::size_t inner = members.names();
  members.note_name("a", 3, memory);
  members.note_name("_id", 4, memory);
  members.check_names(inner, repeated, id);
  CHECK(reported.empty());
  CHECK(members.names() == inner);
  members.note_name("a", 5, memory);
  members.note_name("_id", 6, memory);
  members.check_names(0, repeated, id);
  CHECK(reported == std::vector<std::string>{"a 5", "_id 6"});
  CHECK(members.names() == 0);
}
