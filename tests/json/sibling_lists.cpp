// Lists of primitives: their values in one array, their ids and extensions in another.

#include <cstddef>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/json/sibling_lists.hpp"
#include "support/catch.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

TEST_CASE("primitive extensions line up with their values", "[json][sibling_lists]") {
  const std::string text =
      R"({"given":["a",null,"c"],"_given":[null,{"id":"i","extension":[{"url":"u","valueCode":"x"}]},{"id":"k"}],)"
      R"("_family":{"extension":[{"url":"v","_valueInteger":{"id":"q"}}]},"prefix":["p"],"_suffix":[{"id":"s"}]})";
  const auto read = from_json<HumanName<>>(text);
  REQUIRE(read);
  CHECK(test::json_difference(text, to_json(*read)) == "");
  REQUIRE(read->given.size() == 3);
  CHECK(read->given[0].text == "a");
  CHECK_FALSE(read->given[0].element);
  CHECK(read->given[1].empty());
  CHECK(*read->given[1].element->id == "i");
  CHECK(read->given[1].element->extension[0].value == Value<owned>(Code<>("x")));
  CHECK(read->given[2].text == "c");
  CHECK(read->family.empty());
  CHECK(read->suffix[0].empty());
}

TEST_CASE("a null is allowed where the other array has an item, whichever comes first", "[json][sibling_lists]") {
  using lines = std::vector<std::string>;
  const auto reported = [](std::string_view json) { return test::reported_at(from_json<HumanName<>>(json).issues()); };
  CHECK(reported(R"({"given":["a",null],"_given":[null,{"id":"b"}]})") == lines{});
  CHECK(reported(R"({"_given":[null,{"id":"b"}],"given":["a",null]})") == lines{});
  CHECK(reported(R"({"_given":[null,{"id":"b"}]})") == lines{"11 1:12 error structure HumanName.given[0] /_given/0"});
}

TEST_CASE("the lists of an object are those since it began", "[json][sibling_lists]") {
  const detail::type_info<owned>& info = detail::type_table<HumanName<>>();
  const detail::field<owned>* given = detail::find_field(info, "given");
  const detail::field<owned>* prefix = detail::find_field(info, "prefix");
  HumanName<> value;
  value.given = {"a", "b"};
  detail::parse_frame<owned> frame;
  frame.info = &info;
  frame.object = &value;
  frame.seen = frame.seen_siblings = ~std::uint64_t{0};
  detail::memory_use memory(100'000);
  detail::sibling_lists<owned> lists;
  lists.note({1, given, false, false, 1, 10}, memory);  // of an object around it, too short
  lists.note({2, given, false, false, 2, 20}, memory);
  lists.note({2, given, true, false, 1, 30}, memory);
  lists.note({2, prefix, false, false, 1, 40}, memory);
  std::vector<std::string> reported;
  const auto report = [&](const detail::target<owned>& list, std::size_t index, std::size_t offset, std::string_view text) {
    CHECK(index == std::string_view::npos);
    reported.push_back(detail::member_name(list) + ' ' + std::to_string(offset) + ' ' + std::string(text));
  };
  lists.check(frame, 2, report);
  CHECK(reported == std::vector<std::string>{"_given 30 _given has 1 item, but given has 2: fill up with null"});
  CHECK(lists.arrays_of(*given, 2) == std::vector<std::size_t>{30, 20});
  CHECK(lists.arrays_of(*prefix, 2) == std::vector<std::size_t>{40});
  lists.forget(2);
  CHECK(lists.arrays_of(*given, 1) == std::vector<std::size_t>{10});
  CHECK(lists.arrays_of(*prefix, 1).empty());
}
