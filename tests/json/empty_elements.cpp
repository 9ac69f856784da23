// What a lenient reading removes from a value, since nothing is left of it.

#include <fhirops/fhirops.hpp>
#include <string_view>
#include <type_traits>

#include "fhirops/json/empty_elements.hpp"
#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("of several unknown members with the same name, the last is kept", "[json][empty_elements]") {
  const auto kept = [](std::string_view json) {
    return to_json(*from_json<HumanName<>>(json, read_options{}.lenient().keep_unknown()));
  };
  CHECK(kept(R"({"x":1,"text":"t"})") == R"({"text":"t","x":1})");
  CHECK(kept(R"({"x":1,"text":"t","x":2})") == R"({"text":"t","x":2})");
  CHECK(kept(R"({"x":1,"y":2,"x":3,"z":4,"x":5,"y":6,"text":"t"})") == R"({"text":"t","z":4,"x":5,"y":6})");
}

TEST_CASE("empty elements of each form are removed, and what has content stays", "[json][empty_elements]") {
  const auto remove = [](auto& value) {
    detail::dropped_array_items dropped;
    const detail::sibling_lists<owned> lists;
    detail::empty_elements<owned>(lists, 1, &dropped)
        .remove_from(detail::type_table<std::remove_cvref_t<decltype(value)>>(), &value);
    CHECK(dropped.empty());
  };
  HumanName<> name;
  name.text = "t";
  name.text.element.emplace();
  name.given = {"a", "", "b"};
  name.given[1].element.emplace();
  name.prefix = {"", ""};
  name.period.emplace();
  name.extension.resize(2);
  name.extension[1].url = "u";
  remove(name);
  HumanName<> expected;
  expected.text = "t";
  expected.given = {"a", "b"};
  expected.extension.resize(1);
  expected.extension[0].url = "u";
  CHECK(name == expected);

  Extension<> extension;
  extension.url = "u";
  extension.value = Period<>{};
  remove(extension);
  CHECK_FALSE(extension.value.has_value());
  extension.value = Period<>{.start = "2024"};
  remove(extension);
  CHECK(extension.value == Value<>(Period<>{.start = "2024"}));
}

TEST_CASE("items that are removed from a list are named by the arrays that they were read from", "[json][empty_elements]") {
  const detail::type_info<owned>& info = detail::type_table<HumanName<>>();
  detail::memory_use memory(100'000);
  detail::sibling_lists<owned> lists;
  const detail::field<owned>* given = detail::find_field(info, "given");
  lists.note({1, given, false, false, 3, 10}, memory);
  lists.note({1, given, true, false, 3, 50}, memory);
  HumanName<> name;
  name.given = {"", "a", ""};
  detail::dropped_array_items dropped;
  detail::empty_elements<owned>(lists, 1, &dropped).remove_from(info, &name);
  CHECK(dropped == detail::dropped_array_items{{50, 0}, {10, 0}, {50, 2}, {10, 2}});
  CHECK(name.given == list<String<>>{"a"});
}
