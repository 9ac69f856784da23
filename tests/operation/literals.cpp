// A bound struct written by constants: the same bytes as by way of Parameters, or nothing.

#include "fhirops/operation/literals.hpp"

#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace leave {

// A member of each kind that has fragments.
template <Storage S>
struct Leave {
  typename S::string text{};
  std::vector<std::uint32_t> numbers{};
  std::optional<bool> sure{};
  std::optional<DateTime<S>> when{};
  std::optional<Decimal<S>> share{};
  std::vector<Code<S>> codes{};
  std::optional<Period<S>> period{};
  std::vector<clinic::Dose> doses{};
  std::optional<clinic::Dose> plan{};
  std::optional<Parameters<S>> raw{};
};
template <Storage S>
constexpr auto fhir_parameters(const Leave<S>*) {
  using self = Leave<S>;
  return parameters(param<"text", &self::text>{}, param<"number", &self::numbers>{}, param<"sure", &self::sure>{},
                    param<"when", &self::when>{}, param<"share", &self::share>{}, param<"code", &self::codes>{},
                    param<"period", &self::period>{}, param<"dose", &self::doses>{}, resource_param<"plan", &self::plan>{},
                    param<"raw", &self::raw>{});
}
template <class T>
struct one {
  T value{};
};
template <class T>
constexpr auto fhir_parameters(const one<T>*) {
  return parameters(param<"v", &one<T>::value>{});
}
struct Special {
  std::string text{};
};
constexpr auto fhir_parameters(const Special*) { return parameters(param<"a\"b", &Special::text>{}); }

}  // namespace leave

namespace {

using Leave = leave::Leave<owned>;

// The list of parameters, after its key; `none` where the struct is for the general way.
template <Bound T>
std::string by_literals(const T& value, std::size_t bytes = 65536, bool* too_small = nullptr) {
  std::string buffer(bytes, '\0');
  detail::output_cursor cursor{buffer.data(), buffer.data() + buffer.size()};
  std::size_t replaced = 0;
  const char* const start = cursor.at;
  const bool put = detail::struct_literals<T>::put_list(cursor, value, replaced, ",\"parameter\":");
  if (too_small != nullptr) *too_small = cursor.too_small();
  CHECK(replaced == 0);
  return put ? std::string(start, static_cast<std::size_t>(cursor.at - start)) : "none";
}
template <Bound T>
std::string generally(const T& value) {
  const std::string text = to_json(to_parameters(value));
  const std::string_view before = R"({"resourceType":"Parameters")";
  return text.substr(before.size(), text.size() - before.size() - 1);
}
// The right text, by both ways.
template <Bound T>
void both(const T& value, const std::string& expected) {
  CHECK(by_literals(value) == expected);
  CHECK(generally(value) == expected);
}

}  // namespace

TEST_CASE("each kind of member is written by constants", "[operation][literals]") {
  both(Leave{}, "");
  both(Leave{.text = "a\"\n\xC3\xA5"}, ",\"parameter\":[{\"name\":\"text\",\"valueString\":\"a\\\"\\n\xC3\xA5\"}]");
  both(Leave{.numbers = {0, 2147483647}},
       R"(,"parameter":[{"name":"number","valueUnsignedInt":0},{"name":"number","valueUnsignedInt":2147483647}])");
  both(Leave{.sure = false}, R"(,"parameter":[{"name":"sure","valueBoolean":false}])");
  both(Leave{.sure = true, .when = "2023-10"},
       R"(,"parameter":[{"name":"sure","valueBoolean":true},{"name":"when","valueDateTime":"2023-10"}])");
  both(Leave{.share = "1.50", .codes = {"a", "b"}},
       R"(,"parameter":[{"name":"share","valueDecimal":1.50},{"name":"code","valueCode":"a"},{"name":"code","valueCode":"b"}])");
  both(Leave{.period = Period<>{.start = "2023"}}, R"(,"parameter":[{"name":"period","valuePeriod":{"start":"2023"}}])");
  both(Leave{.doses = {{.drug = "x", .times = -1}, {}, {.taken = {true}}}},
       R"(,"parameter":[{"name":"dose","part":[{"name":"drug","valueString":"x"},{"name":"times","valueInteger":-1}]},)"
       R"({"name":"dose","part":[{"name":"taken","valueBoolean":true}]}])");
  both(Leave{.doses = {{}, {}}}, "");
  both(Leave{.plan = clinic::Dose{}}, R"(,"parameter":[{"name":"plan","resource":{"resourceType":"Parameters"}}])");
  both(
      Leave{.plan = clinic::Dose{.drug = "z"}},
      R"(,"parameter":[{"name":"plan","resource":{"resourceType":"Parameters","parameter":[{"name":"drug","valueString":"z"}]}}])");
  Leave raw;
  raw.raw.emplace();
  both(raw, R"(,"parameter":[{"name":"raw","resource":{"resourceType":"Parameters"}}])");
  auto& inside = raw.raw->parameter.emplace_back();
  inside.name = "q";
  inside.value = Code<>("r");
  both(raw,
       R"(,"parameter":[{"name":"raw","resource":{"resourceType":"Parameters","parameter":[{"name":"q","valueCode":"r"}]}}])");
}

TEST_CASE("the smallest values, structs and lists of booleans are written by literals", "[operation][literals]") {
  both(leave::one<bool>{false}, R"(,"parameter":[{"name":"v","valueBoolean":false}])");
  both(leave::one<std::int8_t>{-128}, R"(,"parameter":[{"name":"v","valueInteger":-128}])");
  both(leave::one<std::string>{}, "");
  both(leave::one<clinic::Dose>{{.drug = "x"}}, R"(,"parameter":[{"name":"v","part":[{"name":"drug","valueString":"x"}]}])");
  both(leave::one<std::vector<bool>>{{true, false}},
       R"(,"parameter":[{"name":"v","valueBoolean":true},{"name":"v","valueBoolean":false}])");
}

TEST_CASE("members of several types, points in time and optional members without literals", "[operation][literals]") {
  using Choice = clinic::Admit::Choice;
  both(leave::one<Choice>{true}, R"(,"parameter":[{"name":"v","valueBoolean":true}])");
  both(leave::one<Choice>{std::string("x")}, R"(,"parameter":[{"name":"v","valueString":"x"}])");
  both(leave::one<Choice>{Coding<>{.code = "c"}}, R"(,"parameter":[{"name":"v","valueCoding":{"code":"c"}}])");
  both(leave::one<Value<>>{Value<>(7)}, R"(,"parameter":[{"name":"v","valueInteger":7}])");
  both(leave::one<Value<>>{Value<>(Period<>{.start = "2023"})}, R"(,"parameter":[{"name":"v","valuePeriod":{"start":"2023"}}])");
  both(leave::one<Value<>>{}, "");
  both(leave::one<std::chrono::sys_seconds>{std::chrono::sys_seconds(std::chrono::seconds(0))},
       R"(,"parameter":[{"name":"v","valueInstant":"1970-01-01T00:00:00Z"}])");
  // In UTC it is in the year 10000.
  const auto end_of_time = Instant<>("9999-12-31T23:59:59-05:00").to_sys<std::chrono::seconds>();
  both(leave::one<std::chrono::sys_seconds>{end_of_time.value()},
       R"(,"parameter":[{"name":"v","valueInstant":"9999-12-31T14:59:59-14:00"}])");
  both(leave::one<std::optional<Binary<>>>{}, "");
  CHECK(by_literals(leave::one<std::optional<Binary<>>>{Binary<>{}}) == "none");
}

TEST_CASE("values that the literals do not hold are written by the general writer", "[operation][literals]") {
  const auto goes = [](const auto& value, const std::string& expected) {
    CHECK(by_literals(value) == "none");
    CHECK(generally(value) == expected);
  };
  Leave text;
  text.codes.emplace_back("a").element.emplace().id.emplace("i");
  goes(text, R"(,"parameter":[{"name":"code","valueCode":"a","_valueCode":{"id":"i"}}])");
  Leave nothing;
  nothing.codes.emplace_back();
  goes(nothing, "");
  Leave number;
  number.share.emplace("1.5").element.emplace().id.emplace("i");
  goes(number, R"(,"parameter":[{"name":"share","valueDecimal":1.5,"_valueDecimal":{"id":"i"}}])");
  Leave share;
  share.share.emplace();
  goes(share, "");
  Leave period;
  period.period.emplace();
  goes(period, "");
  Leave time;
  time.when.emplace("2023-10-12T09:51:50.123456789012345678901234567890Z");
  goes(time, R"(,"parameter":[{"name":"when","valueDateTime":"2023-10-12T09:51:50.123456789012345678901234567890Z"}])");
  // Also deep within.
  leave::one<leave::one<Code<>>> deep;
  goes(deep, "");
}

TEST_CASE("if there is not enough space, nothing is written", "[operation][literals]") {
  const Leave full{.text = std::string(3000, 'x'),
                   .numbers = {1, 2, 3},
                   .sure = true,
                   .share = "1.5",
                   .codes = {"a"},
                   .period = Period<>{.start = "2023"},
                   .doses = {{.drug = std::string(3000, 'y')}, {.drug = "z", .times = 1}},
                   .plan = clinic::Dose{.drug = "w"}};
  const std::string expected = generally(full);
  bool fits = false;
  for (std::size_t bytes = 600; bytes < 60000; bytes += bytes < 24000 ? 997 : 101) {
    bool too_small = false;
    const std::string put = by_literals(full, bytes, &too_small);
    CAPTURE(bytes);
    CHECK(too_small == (put == "none"));
    CHECK((put == "none" || put == expected));
    CHECK(!(fits && put == "none"));  // more room is never too little
    fits = put != "none";
  }
  CHECK(fits);
  for (std::size_t count : {1U, 200U}) {
    const Leave many{.numbers = std::vector<std::uint32_t>(count, 7)};
    bool too_small = false;
    CHECK((by_literals(many, 1200, &too_small) == "none") == (count > 1));
    CHECK(too_small == (count > 1));
  }
}

TEST_CASE("which members have literals, and the text before a value", "[operation][literals]") {
  CHECK(detail::has_literals<clinic::Dose>());
  CHECK(detail::has_literals<Leave>());
  CHECK(detail::has_literals<no_parameters>());
  CHECK(detail::has_literals<Parameters<>>());
  CHECK(detail::has_literals<Period<>>());
  CHECK(detail::has_literals<std::string>());
  CHECK(detail::has_literals<std::uint8_t>());
  CHECK(detail::has_literals<bool>());
  CHECK(detail::has_literals<Value<>>());
  CHECK(detail::has_literals<clinic::Admit::Choice>());
  CHECK(detail::has_literals<std::chrono::sys_seconds>());
  // A member without any does not matter as long as it may be absent.
  CHECK(detail::has_literals<clinic::Admit::Request>());
  CHECK_FALSE(detail::has_literals<clinic::Admit::Response>());
  CHECK_FALSE(detail::has_literals<Binary<>>());
  CHECK_FALSE(detail::has_literals<search_value>());
  CHECK_FALSE(detail::has_literals<leave::Special>());
  CHECK(detail::is_plain_name("a"));
  CHECK(detail::is_plain_name(std::string(64, 'a')));
  CHECK_FALSE(detail::is_plain_name(std::string(65, 'a')));
  for (const std::string_view special : {"", "a\"", "\\", "a\n", "\xC3\xA5"}) CHECK_FALSE(detail::is_plain_name(special));
  CHECK(detail::is_quoted<std::string>());
  CHECK(detail::is_quoted<Code<>>());
  CHECK(detail::is_quoted<DateTime<>>());
  CHECK_FALSE(detail::is_quoted<Decimal<>>());
  CHECK_FALSE(detail::is_quoted<Period<>>());
  CHECK_FALSE(detail::is_quoted<bool>());
  CHECK(detail::opening<param<"a", &clinic::Dose::drug>, std::string>().view() == R"(,{"name":"a","valueString":")");
  CHECK(detail::opening<param<"a", &clinic::Dose::times>, std::int32_t>().view() == R"(,{"name":"a","valueInteger":)");
  CHECK(detail::opening<param<"a", &clinic::Dose::drug>, clinic::Dose>().view() == R"(,{"name":"a","part":)");
  CHECK(detail::opening<resource_param<"a", &clinic::Dose::drug>, clinic::Dose>().view() ==
        R"(,{"name":"a","resource":{"resourceType":"Parameters")");
  CHECK(detail::opening<param<"a", &clinic::Dose::drug>, Parameters<>>().view() == R"(,{"name":"a","resource":)");
}
