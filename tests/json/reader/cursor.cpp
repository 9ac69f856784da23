// The tokens that the fast reader takes, and how far each goes; and what that reader takes by itself. What it leaves to the
// general reader has the same result, so only here it is seen that it is not left.

#include "fhirops/json/reader/cursor.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/allocation_count.hpp"
#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/small_stack.hpp"

using namespace fhirops;
using detail::fast_cursor;

namespace {

// How far the cursor is.
int offset(const fast_cursor& cursor) { return static_cast<int>(cursor.position() - cursor.begin()); }

template <class T>
void check_taken(const std::string& text) {
  CAPTURE(text);
  detail::text_pool pool;
  const auto taken = test::read_fast<T>(text, pool);
  const auto general = test::read_generally<T>(text);
  REQUIRE(general);
  CHECK(general.issues().empty());
  REQUIRE(taken);
  CHECK(*taken == *general);
}

}  // namespace

TEST_CASE("the next quote is found at any distance", "[json][reader]") {
  for (std::size_t distance = 0; distance < 50; ++distance) {
    const std::string text = std::string(distance, 'a') + "\"b\"";
    CHECK(detail::find_quote(text.data(), text.data() + text.size()) == distance);
    CHECK(detail::find_quote(text.data(), text.data() + distance) == distance);
  }
}

TEST_CASE("a cursor takes an expected token, and otherwise does not move", "[json][reader]") {
  fast_cursor cursor(R"( {"name" : "long \u0041",  "short":"b","no)", nullptr);
  std::string_view text;
  CHECK_FALSE(cursor.take('['));
  CHECK(cursor.take('{'));
  CHECK(offset(cursor) == 2);
  CHECK_FALSE(cursor.take_exactly(' '));
  CHECK(cursor.key(text));
  CHECK(text == "name");
  CHECK(offset(cursor) == 10);
  CHECK(cursor.take('"'));
  CHECK(cursor.string(text));
  CHECK(text == "long A");
  CHECK(cursor.is_temporary(text));
  CHECK(offset(cursor) == 24);
  CHECK(cursor.take(','));
  CHECK(cursor.key(text));
  CHECK(text == "short");
  CHECK_FALSE(cursor.is_temporary(text));
  CHECK(cursor.take_literal("\"b"));
  CHECK_FALSE(cursor.take_literal("\",\"x"));
  CHECK(cursor.take_literal("\",\""));
  CHECK(offset(cursor) == 40);
  fast_cursor values(R"([1,"]"] , 2)", nullptr);
  CHECK(values.take_value());
  CHECK(values.take(','));
  CHECK_FALSE(values.take_value());  // it might go on
  CHECK(offset(values) == 9);
}

TEST_CASE("a string of any length is taken up to its quote, and a faulty one is not taken", "[json][reader]") {
  for (std::size_t size = 0; size < 70; ++size) {
    for (const std::string& after : {std::string(), std::string("x"), std::string(40, 'y')}) {
      const std::string inner(size, 'a');
      const std::string whole = inner + '"' + after;
      fast_cursor cursor(whole, nullptr);
      std::string_view text;
      CHECK(cursor.string(text) == (size > 0));
      if (size == 0) continue;
      CHECK(text == inner);
      CHECK(cursor.rest() == after);
      fast_cursor open(inner, nullptr);
      CHECK_FALSE(open.string(text));
      CHECK(offset(open) == 0);
      detail::text_cursor local{whole.data(), whole.data() + whole.size()};
      if (local.plain_string(text)) CHECK(std::string_view(local.at, local.left()) == after);
    }
  }
  for (const std::string_view bad : {"a\\q\"", "\x01\"", "\xFF\"", "\\u0000\"", "\\udc00\"", "a\\"}) {
    std::string_view text;
    CHECK_FALSE(fast_cursor(bad, nullptr).string(text));
  }
}

TEST_CASE("the fast reader takes valid text, with members in any order", "[json][reader]") {
  const std::vector<std::string> values{
      // clang-format off
      R"("valueBoolean":true)", R"("valueBoolean":false)", R"("valueInteger":-5)", R"("valueDecimal":-1.50e2)", R"("valueDateTime":"2020-01-01")",
      R"("valueString":"x")", R"("valueString":"a \u00e6\ud83d\ude00\n","_valueString":{"id":"i"})", R"("_valueCode":{"id":"i","extension":[{"url":"u","valueCode":"c"}]})",
      R"("_valueString":{"id":"i"},"valueString":"x")", R"("id":"i","valuePeriod":{"start":"2020"})", R"("valueString":"0123456789012345678901234567890123456789\t")",
      R"("valueHumanName":{"given":["a","b"],"_given":[null,{"id":"i"}],"period":{"id":"p","start":"2020"}})", R"("valueHumanName":{"_given":[{"id":"i"},null],"given":[null,"b"]})",
      R"("valueTiming":{"event":["2020","2021"],"repeat":{"count":1,"boundsPeriod":{"end":"2022"}}})", R"("part":[{"name":"p","valueUrl":"u"},{"name":"q","part":[{"name":"r"}]}])",
      R"("resource":{"resourceType":"Parameters","id":"x"})", R"("resource":{"id":"x","resourceType":"Parameters"})"};
  // clang-format on
  // Of what no table describes: each kind of value, before and behind the type.
  std::vector<std::string> members{R"("a":1)",
                                   R"("a":-0.5e+10)",
                                   R"("a":true)",
                                   R"("a":false)",
                                   R"("a":"x\"]}")",
                                   R"("a":[1,"]",{"b":[true]},false])",
                                   R"("a":{"b":{"c":"}"}})",
                                   R"("_a":{"id":"i"})",
                                   R"("a":1,"b":2,"c":{"a":1,"b":2})",
                                   R"("a":[{"a":1},{"a":1}])",
                                   R"("a":"0123456789012345678901234567890123456789")"};
  std::vector<std::string> all;
  for (const std::string& each : values) {
    all.push_back(R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + each + R"(},{"name":"b","valueCode":"c"}]})");
    all.push_back("{ \"parameter\" : [\n {\t" + each + " ,\r\n \"name\":\"a\" } ] ,\"resourceType\" :\"Parameters\" } \n");
  }
  for (const std::string& each : members) {
    const std::string first = R"({"resourceType":"Patient",)" + each + '}';
    all.push_back(first);
    all.push_back("{ " + each + " , \"resourceType\" : \"Patient\" }");
    all.push_back(R"({"resourceType":"Bundle","entry":[{"resource":)" + first + R"(},{"fullUrl":"u","resource":{)" + each +
                  R"(,"resourceType":"Patient"}}]})");
  }
  for (const std::string& text : all) {
    check_taken<Resource<>>(text);
    check_taken<Resource<borrowed>>(text);
  }
}

TEST_CASE("an untyped object is accepted with up to 64 members, and not if a member appears twice", "[json][reader]") {
  const auto object = [](std::size_t count, std::string_view last) {
    std::string text = R"({"resourceType":"Patient")";
    for (std::size_t i = 0; i < count; ++i) text += ",\"a" + std::to_string(i) + "\":1";
    return text + std::string(last) + '}';
  };
  check_taken<Resource<>>(object(60, ""));
  detail::text_pool pool;
  for (const std::size_t count : {1U, 10U, 60U, 500U})
    for (const std::size_t twice : {std::size_t{0}, std::size_t{count / 2}, std::size_t{count - 1}})
      CHECK_FALSE(test::read_fast<Resource<>>(object(count, ",\"a" + std::to_string(twice) + "\":1"), pool));
}

TEST_CASE("a list takes memory once if the last list of its element had as many items", "[json][reader]") {
  const auto allocations = [](std::size_t lists, std::size_t items, std::size_t items_of_last) {
    std::string text = R"({"resourceType":"Bundle","entry":[)";
    for (std::size_t i = 0; i < lists; ++i) {
      text += i == 0 ? "" : ",";
      text += R"({"resource":{"resourceType":"Parameters","parameter":[)";
      const std::size_t count = i + 1 == lists ? items_of_last : items;
      for (std::size_t k = 0; k < count; ++k) text += k == 0 ? R"({"name":"a"})" : R"(,{"name":"a"})";
      text += "]}}";
    }
    text += "]}";
    return test::allocations_of([&] { CHECK(from_json<Bundle<Parameters<>>>(text)); });
  };
  // Entries are counted for lists of one item each.
  const auto of_lists = [&](std::size_t items, std::size_t items_of_last) {
    return allocations(20, items, items_of_last) - allocations(20, 1, 1);
  };
  CHECK(of_lists(9, 9) == 4);   // the first list grows to 1, 2, 4, 7 and 11
  CHECK(of_lists(9, 3) == 4);   // too much room is not given back
  CHECK(of_lists(9, 10) == 5);  // the last list grows once
}

TEST_CASE("no room is made in the lists within a list for as many items as a list before had", "[json][reader]") {
  std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"a"})";
  for (int i = 0; i < 200; ++i) text += R"(,{"name":"a"})";
  text += "]},";
  for (int i = 0; i < 50; ++i) text += R"({"name":"a","part":[)";
  text += R"({"name":"a"})";
  for (int i = 0; i < 50; ++i) text += "]}";
  text += "]}";
  detail::text_pool pool;
  const auto taken = test::read_fast<Parameters<>>(text, pool);
  REQUIRE(taken);
  std::size_t room = 0;
  for (const auto* parts = &taken->parameter[1].part; !parts->empty(); parts = &(*parts)[0].part)
    room += detail::at<detail::block_handle>(parts, 0).get()->capacity;
  CHECK(room == 201 + 49);
}

TEST_CASE("a resource is read at once wherever its type is, and repeatedly only within others", "[json][reader]") {
  // The keys of each object are sorted: the type is the last.
  std::string text = R"({"id":"a","name":[{"family":"b"}],"resourceType":"Patient"})";
  for (int i = 0; i < 4; ++i) {
    check_taken<Resource<>>(text);
    text = i % 2 == 0 ? R"({"entry":[{"resource":)" + text + R"(}],"resourceType":"Bundle","type":"collection"})"
                      : R"({"parameter":[{"name":"a","resource":)" + text + R"(}],"resourceType":"Parameters"})";
  }
  // The type is the second member, at any depth.
  text = R"({"id":"a","resourceType":"Patient"})";
  for (int i = 0; i < 40; ++i)
    text = R"({"id":"a","resourceType":"Parameters","parameter":[{"name":"a","resource":)" + text + "}]}";
  check_taken<Resource<>>(text);
}

TEST_CASE("what has been looked at of an untyped resource that is not accepted counts to its last byte", "[json][reader]") {
  const std::string x(100, 'x');
  for (const std::string& read :
       std::vector<std::string>{R"({"a":")" + x + "\xC3\xA6" + x, R"({"a":[{"b":")" + x, R"({"a":)" + std::string(100, '1') + '.',
                                R"({"a":)" + std::string(100, ' '), R"({"a":[1,2],"b":[true,)", R"({"a":1,"a")",
                                R"({"a":1,")" + x + "\xC3\xA6", R"({"a":1)" + std::string(100, '\n'), R"({"a":{"b":1})"}) {
    const std::string text = read + (read.ends_with('x') ? "\x01\"}" : read.ends_with("\xC3\xA6") ? "\":1}" : "]");
    detail::step_counter steps{stop_condition()};
    detail::untyped_check check(text.data() + text.size(), 100, steps);
    CAPTURE(text);
    CHECK(check.object(text.data(), 0) == nullptr);
    CHECK(check.reached() >= text.data() + read.size() - 2);
  }
}

TEST_CASE("deep text is read and checked with a small stack", "[json][reader]") {
  const auto nested = [](std::string_view begin, std::string_view open, int levels, std::string_view inner,
                         std::string_view close, std::string_view end) {
    std::string text(begin);
    for (int i = 0; i < levels; ++i) text += open;
    text += inner;
    for (int i = 0; i < levels; ++i) text += close;
    return text + std::string(end);
  };
  for (const std::string& text :
       {nested(R"({"resourceType":"Patient","a":)", R"({"a":)", 198, "1", "}", "}"),
        nested(R"({"a":)", R"({"a":)", 198, "1", "}", R"(,"resourceType":"Patient"})"),
        nested(R"({"resourceType":"Patient","a":)", R"([{"a":)", 98, "1", "}]", "}"),
        nested(R"({"resourceType":"Parameters","parameter":[)", R"({"name":"a","part":[)", 98, R"({"name":"a"})", "]}", "]}"),
        nested("", R"({"parameter":[{"name":"a","resource":)", 65, R"({"resourceType":"Patient"})",
               R"(}],"resourceType":"Parameters"})", "")}) {
    bool is_read = false;
    test::with_small_stack([&] { is_read = from_json<Resource<>>(text).has_value(); });
    CHECK(is_read);
  }
}

TEST_CASE("what is known of an untyped resource is the same whoever read it", "[json][reader]") {
  for (const std::string_view text :
       {R"({"resourceType":"Patient","id":"a","a":[{"b":{"c":[1]}}]})", R"({"a":1,"id":"b","resourceType":"Patient"})",
        R"({"a":{"id":"b"},"resourceType":"Patient"})", R"({"id":"b","a":[1, 2],"resourceType":"Patient","c":3})",
        R"({"resourceType" : "Patient", "id" : "b"})", "{\n  \"resourceType\": \"Patient\",\n  \"id\": \"b\"\n}"}) {
    for (const std::string_view before : {"", R"({"resourceType":"Bundle","entry":[{"resource":)"}) {
      const std::string whole = std::string(before) + std::string(text) + (before.empty() ? "" : "}]}");
      CAPTURE(whole);
      check_taken<Resource<>>(whole);
      detail::text_pool pool;
      const auto any = test::read_fast<Resource<>>(whole, pool);
      REQUIRE(any);
      const auto* const bundle = any->get_if<Bundle<Resource<>>>();
      const RawResource<>* const raw = (bundle == nullptr ? *any : bundle->entry[0].resource).get_if<RawResource<>>();
      REQUIRE(raw != nullptr);
      const detail::json_measure by_reader = detail::json_text_access::facts(raw->json);
      const detail::json_measure by_itself = detail::measure_json(text);
      CHECK((by_reader.ok && by_reader.is_resource));
      CHECK(by_reader.spaces == by_itself.spaces);
      CHECK(by_reader.depth == by_itself.depth);
      CHECK(by_reader.type_at == by_itself.type_at);
      CHECK(by_reader.id_at == by_itself.id_at);
    }
  }
}

TEST_CASE("each member and each item counts as a step", "[json][reader]") {
  std::size_t asked = 0;
  const auto never = [&asked] { return ++asked, false; };
  const auto asked_for = [&](std::string_view before, std::string_view item, std::string_view after) {
    std::string text(before);
    for (int i = 0; i < 40'000; ++i) (text += i == 0 ? "" : ",") += item;
    asked = 0;
    CHECK(from_json<Resource<>>(text + std::string(after), read_options{}.stop_when(never)));
    return asked;
  };
  // The first question, and one after each 4,096 steps.
  CHECK(asked_for(R"({"resourceType":"Parameters","parameter":[)", R"({"name":"a","valueString":"b"})", "]}") ==
        1 + 80'002 / 4096);
  CHECK(asked_for(R"({"resourceType":"Patient","a":[)", "1", "]}") == 1 + 40'002 / 4096);
}
