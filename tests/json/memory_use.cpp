// What a reading takes of memory, counted before it is taken.

#include <fhirops/fhirops.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/interop/rapidjson.hpp"
#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

std::string many_items(std::size_t count, std::string_view item) {
  std::string text = R"({"resourceType":"Parameters","parameter":[)";
  for (std::size_t i = 0; i < count; ++i) (text += item) += ',';
  return (text += item) += "]}";
}

}  // namespace

TEST_CASE("a text may take 40 times its size, counted at 34, and a short one 32 KiB", "[json][memory]") {
  constexpr std::size_t any = static_cast<std::size_t>(-1);
  STATIC_REQUIRE(detail::memory_for(0, any) == 32 * 1024);
  STATIC_REQUIRE(detail::memory_for(1000, any) == 34'000 + 32 * 1024);
  STATIC_REQUIRE(detail::memory_for(1000, 5) == 5);
  STATIC_REQUIRE(detail::memory_for(any, any) == any);
  STATIC_REQUIRE(detail::memory_for(any, 7) == 7);
}

TEST_CASE("memory is counted before it is allocated, and never exceeds the limit", "[json][memory]") {
  detail::memory_use use(1000);
  detail::block_handle items;
  const detail::block_ops& ops = detail::ops_of<std::string>;
  std::size_t most = 0;
  for (int i = 0; i < 100; ++i) {
    use.append(items, ops);
    if (items.count() > most) most = items.count();
  }
  CHECK(use.exceeded());
  CHECK(most >= 10);
  CHECK(most * sizeof(std::string) <= 1000);
  CHECK(items.count() == most);

  detail::memory_use few(200);
  std::vector<int> numbers;
  std::size_t fits = 0;
  for (int i = 0; i < 100; ++i) fits += few.fits_one_more(numbers) ? (numbers.push_back(i), 1U) : 0U;
  CHECK(fits == 32);  // 8 of 4 bytes; then 16, and 32, while those before are still there
  CHECK(few.exceeded());

  // Room is only made in an empty list, and only within the limit, which it does not exceed.
  detail::memory_use some(sizeof(detail::block) + 5 * sizeof(std::string));
  detail::block_handle reserved;
  some.reserve(reserved, ops, 6);
  CHECK(reserved.get() == nullptr);
  some.reserve(reserved, ops, 5);
  REQUIRE(reserved.get() != nullptr);
  CHECK(reserved.get()->capacity == 5);
  some.reserve(reserved, ops, 1);
  CHECK_FALSE(some.exceeded());
  for (int k = 0; k < 5; ++k) some.append(reserved, ops);
  CHECK_FALSE(some.exceeded());
  CHECK_FALSE(some.take(1));

  detail::memory_use exact(17);
  exact.take_text(16);  // and its NUL
  CHECK_FALSE(exact.exceeded());
  CHECK_FALSE(exact.take(1));

  detail::memory_use texts(100);
  texts.take_text(15);
  CHECK(texts.take(100));
  texts.take_text(16);
  CHECK(texts.exceeded());
}

TEST_CASE("a reading that takes more than max_memory is a fatal issue of code too-costly", "[json][memory]") {
  const std::string text = many_items(1000, R"({"name":"a","valueString":"b"})");
  CHECK(from_json<Parameters<>>(text).has_value());
  CHECK(from_json<Parameters<>>(text, read_options{}.max_memory(1'000'000)).has_value());
  const read_options options = read_options{}.max_memory(50'000);
  rapidjson::Document document;
  document.Parse(text.data(), text.size());
  for (const issues& found :
       {from_json<Parameters<>>(text, options).issues(), from_json<Resource<>>(text, read_options(options).lenient()).issues(),
        from_json<Parameters<borrowed>>(std::string_view(text), options).issues(),
        from_rapidjson<Parameters<>>(document, options).issues()}) {
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == issue_severity::fatal);
    CHECK(found[0].code == issue_type::too_costly);
    CHECK(found[0].text == "reading this takes more memory than is allowed: 40 times its size, or read_options::max_memory");
    CHECK(found[0].expression.starts_with("Parameters.parameter["));
  }
}

TEST_CASE("the last value counts like any other", "[json][memory]") {
  const std::string value(200'000, 'x');
  const read_options options = read_options{}.max_memory(100'000);
  for (const std::string& text :
       {R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":")" + value + "\"}]}",
        R"({"resourceType":"Parameters","id":")" + value + "\"}",
        R"({"resourceType":"Parameters","parameter":[{"name":"a","resource":{"resourceType":"Patient","x":")" + value + "\"}}]}",
        R"({"resourceType":"Patient","x":")" + value + "\"}"})
    for (const read_options& how : {options, read_options(options).lenient().keep_unknown()}) {
      const issues found = from_json<Resource<>>(text, how).issues();
      REQUIRE(found.size() == 1);
      CHECK(found[0].code == issue_type::too_costly);
      CHECK(found[0].severity == issue_severity::fatal);
    }
}

TEST_CASE("whatever max_memory is, the fast reader accepts nothing for which the general reader would lack memory",
          "[json][memory]") {
  const auto parameter = [](std::string_view member) {
    return R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + std::string(member) + "}]}";
  };
  std::string nulls = R"("valueHumanName":{"given":["a")";
  for (int i = 0; i < 60; ++i) nulls += ",null";
  nulls += R"(,"b"],"_given":[null)";
  for (int i = 0; i < 60; ++i) nulls += R"(,{"id":"i"})";
  nulls += ",null]}";
  const std::string documents[] = {
      many_items(9, R"({"name":"a","valueString":"a text that is longer than fifteen bytes"})"),
      parameter(nulls),
      parameter(R"("valueHumanName":{"given":["a","b","c"],"prefix":["d"],"suffix":["e","f"]})"),
      parameter(R"("valuePeriod":{"id":"an id of more than fifteen bytes","start":"2024-02-29T12:00:00.123456789Z"})"),
      parameter(R"("valueDecimal":1.234567890123456789012345678901234567890)"),
      parameter(R"("_valueCode":{"extension":[{"url":"u","valueCode":"a code of more than fifteen bytes"},{"url":"v"}]})"),
      parameter(R"("valueString":"\u00e6 more than fifteen bytes")"),
      parameter(R"("resource":{"resourceType":"Parameters","id":"a","parameter":[{"name":"b"}]})"),
      parameter(R"("resource":{"resourceType":"Odd","a":[{"b":1},{"b":[true,"x"]}],"c":{"d":"e"}})"),
      parameter(
          R"("part":[{"name":"b","part":[{"name":"c","valueTiming":{"event":["2024","2025"],"repeat":{"boundsPeriod":{"start":"2024"},"dayOfWeek":["mon","tue"]}}}]}])"),
  };
  const auto check = []<class T>(const std::string& text, std::in_place_type_t<T>) {
    // The least that is enough for the general reader.
    std::size_t too_little = 0;
    std::size_t enough = 32'000;
    while (enough - too_little > 1) {
      const std::size_t middle = (too_little + enough) / 2;
      (test::read_generally<T>(text, read_options{}.max_memory(middle)) ? enough : too_little) = middle;
    }
    CHECK(enough < 32'000);
    CHECK(from_json<T>(std::string_view(text), read_options{}.max_memory(enough)));
    for (const std::size_t less : {std::size_t{1}, std::size_t{8}, std::size_t{100}, std::size_t{1000}})
      CHECK_FALSE(from_json<T>(std::string_view(text), read_options{}.max_memory(enough - std::min(less, enough))));
    // And the fast way takes it where there is a little more.
    detail::text_pool pool;
    CHECK(test::read_fast<T>(text, pool));
  };
  for (const std::string& text : documents) {
    CAPTURE(text);
    check(text, std::in_place_type<Parameters<>>);
    check(text, std::in_place_type<Parameters<borrowed>>);
    check(text, std::in_place_type<Resource<>>);
  }
}

TEST_CASE("with the default options no text takes more than 40 times its size", "[json][memory]") {
  // Eleven bytes for a value of 144 and a text of its own. Counted in tests/growth.
  const auto dense = from_json<Parameters<>>(many_items(100'000, R"({"id":"a"})"));
  if (!dense) CHECK(dense.issues()[0].code == issue_type::too_costly);
  const auto denser = from_json<OperationDefinition<>>(R"({"resourceType":"OperationDefinition","parameter":[)" +
                                                       many_items(100'000, R"({"id":"a"})").substr(42));
  CHECK_FALSE(denser);
  CHECK(denser.issues()[0].code == issue_type::too_costly);
}

TEST_CASE("reading ends if there are more issues than may be listed, and one of them is an error", "[json][read]") {
  const std::string faults = many_items(200, "{}");
  // It is not even JSON behind that.
  for (const std::string& text : {faults, faults.substr(0, faults.size() - 2)}) {
    const auto read = from_json<Parameters<>>(text);
    CHECK_FALSE(read);
    REQUIRE(read.issues().size() == 101);
    CHECK(read.issues().back().code == issue_type::incomplete);
    CHECK(read.issues().back().severity == issue_severity::error);
  }
  // Warnings do not end it.
  CHECK(from_json<Parameters<>>(faults.substr(0, faults.size() - 2), read_options{}.lenient()).issues()[100].severity ==
        issue_severity::fatal);
}

TEST_CASE("names and values are cut in issues, in well-formed UTF-8", "[json][read]") {
  std::string name = "a";
  for (int i = 0; i < 1000; ++i) name += "\xC3\xA6";
  const auto unknown = from_json<Parameters<>>(R"({"resourceType":"Parameters",")" + name + "\":1}");
  REQUIRE(unknown.issues().size() == 1);
  const issue& found = unknown.issues()[0];
  CHECK(found.pointer == '/' + name.substr(0, 199) + "...");
  CHECK(found.expression.size() < 230);
  CHECK(detail::find_ill_formed(found.expression) == std::string::npos);
  const auto value = from_json<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a","valueInteger":1)" +
                                             std::string(1000, '0') + "}]}");
  REQUIRE_FALSE(value.issues().empty());
  CHECK(value.issues()[0].text.size() < 400);
  const auto type = from_json<Bundle<>>("{\"resourceType\":\"" + name + "\"}");
  CHECK(type.issues()[0].text.size() < 400);
  CHECK(detail::find_ill_formed(type.issues()[0].text) == std::string::npos);
}
