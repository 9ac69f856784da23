// The values of a JSON text, and whether two texts have the same.

#include "fhirops/json/outline.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops::detail;

TEST_CASE("each value is a node, with its name and where the values inside it end", "[json][outline]") {
  const std::string_view text = R"( {"a":[1,{}],"b\n":"x"} )";
  const auto nodes = outline<json_node>(text);
  REQUIRE(nodes.size() == 5);
  const auto slice = [text](std::size_t begin, std::size_t end) { return text.substr(begin, end - begin); };
  std::string shown;
  for (const json_node& each : nodes) {
    shown += std::string(slice(each.key, each.key_end)) + '=' + std::string(slice(each.begin, each.end)) + ' ';
    shown += (each.parent == json_node::npos ? "-" : std::to_string(each.parent)) + ',' + std::to_string(each.last) + ' ';
  }
  CHECK(shown == R"(={ -,5 "a"=[ 0,4 =1 1,3 ={ 1,4 "b\n"="x" 0,5 )");
  CHECK(members_by_name(text, nodes, 0) == std::vector<std::pair<std::string, std::size_t>>{{"a", 1}, {"b\n", 4}});
  CHECK(outline<json_node>("").empty());
}

TEST_CASE("texts have the same value, whatever their white space, order and escapes", "[json][outline]") {
  const std::vector<std::string_view> values{"1",
                                             "1.0",
                                             "1e0",
                                             "\"1\"",
                                             "true",
                                             "null",
                                             "[]",
                                             "{}",
                                             "[1]",
                                             "[1,2]",
                                             "[2,1]",
                                             "[[1],2]",
                                             R"({"a":1})",
                                             R"({"a":1,"b":2})",
                                             R"({"a":1,"a":2})",
                                             R"({"a":2,"a":1})"};
  for (const std::string_view a : values)
    for (const std::string_view b : values) {
      CAPTURE(a, b);
      CHECK(same_json(a, b) == (a == b));
    }
  CHECK(same_json(" [ 1 ,2 ]", "[1,2]"));
  CHECK(same_json(R"({"b":2,"a":{"d":[],"c":"\u0041"}})", R"({ "a" : {"c":"A","d":[]}, "\u0062":2 })"));
  CHECK_FALSE(same_json(R"({"a":[1],"b":[]})", R"({"a":[],"b":[1]})"));
  CHECK_FALSE(same_json("", " "));
}
