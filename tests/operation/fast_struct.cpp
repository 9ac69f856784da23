// The fast reader of a bound struct: what it takes it reads as the general reader does, and what is not for it, or wrong, it leaves.

#include "fhirops/operation/fast_struct.hpp"

#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace ward {

// A parameter of each kind that is usual.
template <Storage S>
struct Round {
  typename S::string text{};
  std::vector<std::int32_t> numbers{};
  std::optional<bool> sure{};
  std::optional<DateTime<S>> when{};
  std::optional<Decimal<S>> share{};
  std::optional<Period<S>> period{};
  std::vector<clinic::Dose> doses{};
  std::optional<clinic::Dose> plan{};
  std::optional<Parameters<S>> raw{};
  std::optional<Value<S>> any{};
  std::optional<std::int8_t> level{};

  friend bool operator==(const Round&, const Round&) = default;
};
template <Storage S>
constexpr auto fhir_parameters(const Round<S>*) {
  using self = Round<S>;
  return parameters(param<"text", &self::text>{}, param<"number", &self::numbers>{{.max = 3}}, param<"sure", &self::sure>{},
                    param<"when", &self::when>{}, param<"share", &self::share>{}, param<"period", &self::period>{},
                    param<"dose", &self::doses>{}, resource_param<"plan", &self::plan>{}, param<"raw", &self::raw>{},
                    param<"any", &self::any>{}, param<"level", &self::level>{});
}
enum class Mood { calm, loud };
constexpr auto fhir_codes(const Mood*) { return enum_codes<Mood>({{Mood::calm, "calm"}, {Mood::loud, "very loud"}}); }
// What may be of several types, and codes.
struct Open {
  std::vector<Mood> moods{};
  std::vector<Value<>> any{};
  std::optional<Value<>> narrow{};
  std::optional<std::variant<bool, std::string, Period<>>> choice{};
  friend bool operator==(const Open&, const Open&) = default;
};
constexpr auto fhir_parameters(const Open*) {
  return parameters(param<"mood", &Open::moods>{}, param<"any", &Open::any>{},
                    param<"narrow", &Open::narrow>{{.allowed = type_set(type_id::code, type_id::Quantity)}},
                    param<"choice", &Open::choice>{});
}
struct Needed {
  Value<> value = Quantity<>{.unit = "kg"};
  std::variant<std::string, bool> choice = "default";
  friend bool operator==(const Needed&, const Needed&) = default;
};
constexpr auto fhir_parameters(const Needed*) {
  return parameters(param<"value", &Needed::value>{}, param<"choice", &Needed::choice>{});
}
struct Two {
  std::vector<std::string> two{};
  friend bool operator==(const Two&, const Two&) = default;
};
constexpr auto fhir_parameters(const Two*) { return parameters(param<"two", &Two::two>{{.min = 2}}); }

}  // namespace ward

namespace {

// What the fast reader takes of a list of parameters, up to its end.
template <class T, Storage S = owned>
std::optional<T> taken(std::string_view list) {
  detail::text_pool pool;
  detail::fast_cursor cursor(list, S::owns ? nullptr : &pool);
  T value{};
  if (!detail::fast_struct<T, S>(cursor).list(value)) return std::nullopt;
  CHECK(cursor.position() == cursor.end());
  return value;
}
template <class T>
std::optional<T> generally(std::string_view list) {
  const auto all =
      detail::from_json_general<Parameters<>>(R"({"resourceType":"Parameters","parameter":)" + std::string(list) + '}');
  if (!all) return std::nullopt;
  auto read = from_parameters<T>(*all);
  if (!read) return std::nullopt;
  return *std::move(read);
}
using Round = ward::Round<owned>;

const std::vector<std::string> all{
    R"({"name":"text","valueString":"a\u00e5b"})",
    R"({"name":"number","valueInteger":1})",
    R"({"name":"number","valueInteger":-2})",
    R"({"name":"sure","valueBoolean":false})",
    R"({"name":"when","valueDateTime":"2023-10-12T09:51:50Z"})",
    R"({"name":"share","valueDecimal":1.50})",
    R"({"name":"period","valuePeriod":{"start":"2023"}})",
    R"({"name":"dose","part":[{"name":"drug","valueString":"x"}]})",
    R"({"name":"dose","part":[{"name":"drug","valueString":"y"},{"name":"times","valueInteger":2},{"name":"taken","valueBoolean":true}]})",
    R"({"name":"plan","resource":{"resourceType":"Parameters","parameter":[{"name":"drug","valueString":"z"}]}})",
    R"({"name":"raw","resource":{"resourceType":"Parameters","parameter":[{"name":"q","valueCode":"r"}]}})",
    R"({"name":"level","valueInteger":-128})"};

std::string list_of(std::vector<std::string> items, std::string_view between = ",") {
  std::string list = "[";
  for (const std::string& each : items) list += (list.size() > 1 ? std::string(between) : "") + each;
  return list + ']';
}
Round expected() {
  Round round;
  round.text =
      "a\xC3\xA5"
      "b";
  round.numbers = {1, -2};
  round.sure = false;
  round.when = "2023-10-12T09:51:50Z";
  round.share = "1.50";
  round.period = Period<>{.start = "2023"};
  round.doses = {{.drug = "x"}, {.drug = "y", .times = 2, .taken = {true}}};
  round.plan = clinic::Dose{.drug = "z"};
  auto& inside = round.raw.emplace().parameter.emplace_back();
  inside.name = "q";
  inside.value = Code<>("r");
  round.level = std::int8_t{-128};
  return round;
}
// The members of an object in the other order: of two, the second first.
std::string turned(const std::string& item) {
  const std::size_t comma = item.find(",\"", item.find("\"name\":"));
  return '{' + item.substr(comma + 1, item.size() - comma - 2) + ',' + item.substr(1, comma - 1) + '}';
}

}  // namespace

TEST_CASE("compact text, spaced text and parameters in any order are read by the fast reader", "[operation][fast_struct]") {
  CHECK(taken<Round>(list_of(all)) == expected());
  CHECK(taken<Round>(" \n" + list_of(all, " ,\t").insert(1, " ")) == expected());
  // Each in turn has white space, has its content before its name, or is the last or the first.
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(all[i]);
    std::vector<std::string> some = all;
    some[i].insert(some[i].size() - 1, " ");
    CHECK(taken<Round>(list_of(some)) == expected());
    some[i].insert(1, "\n");
    CHECK(taken<Round>(list_of(some)) == expected());
    some[i] = turned(all[i]);
    CHECK(taken<Round>(list_of(some)) == expected());
    if (i == 1 || i == 2 || i == 7 || i == 8) continue;  // the order of a list counts
    some.erase(some.begin() + static_cast<std::ptrdiff_t>(i));
    some.push_back(all[i]);
    CHECK(taken<Round>(list_of(some)) == expected());
    some.pop_back();
    some.insert(some.begin(), all[i]);
    CHECK(taken<Round>(list_of(some)) == expected());
    some.front() = turned(all[i]);
    CHECK(taken<Round>(list_of(some)) == expected());
  }
  // What is optional may be absent.
  CHECK(taken<Round>(list_of({all[0]})) == Round{.text = expected().text});
  CHECK(taken<Round>(list_of({all[0], turned(all[3])})) == Round{.text = expected().text, .sure = false});
  CHECK(taken<ward::Two>(list_of({R"({"name":"two","valueString":"a"})", R"({"valueString":"b","name":"two"})"})) ==
        ward::Two{{"a", "b"}});
}

TEST_CASE("codes, and values of several types, are read by the fast reader", "[operation][fast_struct]") {
  struct one {
    std::string item;
    ward::Open is{};
  };
  const Quantity<> quantity{.value = "1.5"};
  const one each[] = {
      {R"({"name":"mood","valueCode":"calm"})", {.moods = {ward::Mood::calm}}},
      {R"({"name":"mood","valueCode":"very loud"})", {.moods = {ward::Mood::loud}}},
      {R"({"name":"any","valueCode":"x"})", {.any = {Code<>("x")}}},
      {R"({"name":"any","valueString":"x"})", {.any = {String<>("x")}}},
      {R"({"name":"any","valueBoolean":true})", {.any = {Boolean<>(true)}}},
      {R"({"name":"any","valueQuantity":{"value":1.5}})", {.any = {quantity}}},
      {R"({"name":"narrow","valueCode":"x"})", {.narrow = Code<>("x")}},
      {R"({"name":"narrow","valueQuantity":{"value":1.5}})", {.narrow = quantity}},
      {R"({"name":"choice","valueBoolean":true})", {.choice = true}},
      {R"({"name":"choice","valueString":"x"})", {.choice = std::string("x")}},
      {R"({"name":"choice","valuePeriod":{"start":"2023"}})", {.choice = Period<>{.start = "2023"}}},
  };
  for (const one& right : each) {
    for (const std::string& item : {right.item, turned(right.item), "{ " + right.item.substr(1)}) {
      CAPTURE(item);
      CHECK(generally<ward::Open>('[' + item + ']') == right.is);
      CHECK(taken<ward::Open>('[' + item + ']') == right.is);
    }
  }
  for (const std::string_view wrong :
       {R"({"name":"mood","valueCode":"very"})", R"({"name":"mood","valueCode":"very loud "})",
        R"({"name":"mood","valueCode":"Calm"})", R"({"name":"mood","valueString":"calm"})",
        R"({"name":"narrow","valueString":"x"})", R"({"name":"narrow","valueBoolean":true})",
        R"({"name":"narrow","valuePeriod":{"start":"2023"}})", R"({"name":"narrow","valueCode":1})",
        R"({"name":"choice","valueCode":"x"})", R"({"name":"choice","valueInteger":1})",
        R"({"name":"choice","valueQuantity":{"value":1.5}})", R"({"name":"any","valueOdd":"x"})", R"({"name":"any","value":"x"})",
        R"({"name":"any","valuecode":"x"})", R"({"name":"any","Code":"x"})", R"({"name":"any","valuCode":"x"})",
        R"({"name":"any","xvalueCode":"x"})", R"({"name":"any","part":[{"name":"a"}]})"}) {
    for (const std::string& item : {std::string(wrong), turned(std::string(wrong)), "{ " + std::string(wrong.substr(1))}) {
      CAPTURE(item);
      CHECK_FALSE(taken<ward::Open>('[' + item + ']'));
      CHECK_FALSE(generally<ward::Open>('[' + item + ']'));
    }
  }
}

TEST_CASE("a required value of any type is read by the fast reader, and replaces its default", "[operation][fast_struct]") {
  const auto check = [](std::string_view value, const Value<>& expected) {
    const std::string list = R"([{"name":"value",)" + std::string(value) + R"(},{"name":"choice","valueBoolean":true}])";
    const auto read = taken<ward::Needed>(list);
    CHECK(read == ward::Needed{.value = expected, .choice = true});
    CHECK(generally<ward::Needed>(list) == read);
  };
  check(R"("valueString":"x")", String<>("x"));
  check(R"("valueQuantity":{"value":1.50})", Quantity<>{.value = "1.50"});
}

TEST_CASE("borrowed text is that of the document", "[operation][fast_struct]") {
  const std::string list = list_of(all);
  const auto round = taken<ward::Round<borrowed>, borrowed>(list_of({all[4], all[0]}));
  REQUIRE(round);
  CHECK(round->when == "2023-10-12T09:51:50Z");
  const std::string plain = R"([{"name":"text","valueString":"plain"}])";
  const auto borrowing = taken<ward::Round<borrowed>, borrowed>(plain);
  REQUIRE(borrowing);
  CHECK(borrowing->text.data() == plain.data() + plain.find("plain"));
  CHECK(taken<ward::Round<borrowed>, borrowed>(list));
}

TEST_CASE("the fast reader of structs does not take faulty text, or more than the table says", "[operation][fast_struct]") {
  const auto refused = [](const std::string& list) {
    CAPTURE(list);
    CHECK_FALSE(taken<Round>(list));
    CHECK_FALSE(generally<Round>(list));
  };
  const std::string text = all[0];
  // Too few, too many, unknown.
  for (const std::string& each :
       {std::string("[]"), list_of({all[1]}), list_of({all[3], all[11]}), list_of({text, text}), list_of({all[3], text, all[3]}),
        list_of({text, all[3], turned(all[3])}), list_of({text, all[1], all[1], all[1], all[1]}),
        list_of({text, R"({"name":"odd","valueString":"x"})"}), list_of({text, R"({"valueString":"x","name":"Text"})"}),
        list_of({R"({"name":"tex","valueString":"x"})"})})
    refused(each);
  CHECK_FALSE(taken<ward::Two>(list_of({R"({"name":"two","valueString":"a"})"})));
  // Each parameter by itself, broken.
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto broken = [&](const std::string& item) {
      std::vector<std::string> some = all;
      some[i] = item;
      refused(list_of(some));
      some.erase(some.begin() + static_cast<std::ptrdiff_t>(i));
      some.insert(some.begin(), item);  // in another order than the table's
      refused(list_of(some));
    };
    const std::string item = all[i];
    const std::string body = item.substr(1, item.size() - 2);
    const std::size_t comma = body.find(",\"");
    const std::string name = body.substr(0, comma);
    const std::string content = body.substr(comma + 1);
    const std::string key = content.substr(0, content.find(':'));
    // clang-format off
    for (const std::string& each : {
             std::string("{}"), '{' + name + '}', '{' + content + '}', '{' + body, body + '}', '{' + body + ",}", "{," + body + '}',
             '{' + name + content + '}', '{' + body + ',' + name + '}', '{' + body + ",\"odd\":1}", '{' + body + ",\"valueCode\":\"x\"}",
             '{' + content + ',' + body + '}', '{' + name + ',' + name + ',' + content + '}', '{' + content + name + '}',
             '{' + name + ',' + key + ":null}", '{' + name + ',' + key + ":{}}", '{' + name + ',' + key + ":[]}", '{' + name + ',' + key + ":\"\"}",
             '{' + name + ",\"valueUri\":\"x\"}", '{' + name + ",\"Value\":\"x\"}", "{\"valueUri\":\"x\"," + name + '}',
             '{' + content + ",\"name\":1}", "{\"name\":1," + content + '}', '{' + content + ",\"title\":\"x\"}",
             '{' + content + ',' + name + ",\"odd\":1}",
             '{' + body + R"(,"modifierExtension":[{"url":"urn:x","valueBoolean":true}]})"})
      // clang-format on
      broken(each);
  }
  for (const std::string& list :
       {std::string(), std::string("["), std::string("{}"), std::string("null"), "[null," + text + ']', '[' + text, text + ']',
        '[' + text + ",]", "[," + text + ']', '[' + text + text + ']', '{' + text + ']'})
    CHECK_FALSE(taken<Round>(list));
}

TEST_CASE("a Parameters within a parameter must be a Parameters without anything else", "[operation][fast_struct]") {
  const auto plan = [](std::string_view resource) {
    return taken<Round>("[" + all[0] + R"(,{"name":"plan","resource":)" + std::string(resource) + "}]");
  };
  const auto before = [](std::string_view resource) {
    return taken<Round>("[" + all[0] + R"(,{"resource":)" + std::string(resource) + R"(,"name":"plan"}])");
  };
  const std::string parameter = R"("parameter":[{"name":"drug","valueString":"z"}])";
  for (const std::string& right :
       {R"({"resourceType":"Parameters",)" + parameter + '}', R"({ "resourceType" : "Parameters" , )" + parameter + " }"}) {
    CAPTURE(right);
    REQUIRE(before(right));
    CHECK(before(right)->plan == clinic::Dose{.drug = "z"});
  }
  REQUIRE(plan(R"({"resourceType":"Parameters",)" + parameter + '}'));
  for (const std::string& wrong :
       {R"({"resourceType":"Patient",)" + parameter + '}', '{' + parameter + '}',
        '{' + parameter + R"(,"resourceType":"Parameters"})", std::string(R"({"resourceType":"Parameters"})"),
        R"({"resourceType":"Parameters","part":[{"name":"drug","valueString":"z"}]})" + std::string(),
        R"({"resourceType":"Parameters",)" + parameter + R"(,"implicitRules":"urn:x"})",
        R"({"resourceType":"Parameters","implicitRules":"urn:x",)" + parameter + '}',
        R"({"resourceType":"Parameters",)" + parameter, R"({"resourceType":"Parameters",)" + parameter + "]",
        R"({"resourcetype":"Parameters",)" + parameter + '}', R"({"resourceType":["Parameters"],)" + parameter + '}',
        std::string("[]"), std::string("\"Parameters\""), R"(["resourceType":"Parameters",)" + parameter + '}',
        R"({"resourceType":"Parameters" )" + parameter + '}'}) {
    CAPTURE(wrong);
    CHECK_FALSE(plan(wrong));
    CHECK_FALSE(before(wrong));
  }
  // Kept as it is, it may hold anything but what may change its meaning.
  const auto raw = [](const std::string& inside) {
    return taken<Round>("[" + all[0] + R"(,{"name":"raw","resource":{"resourceType":"Parameters")" + inside + "}}]").has_value();
  };
  CHECK(raw(R"(,"parameter":[{"name":"q","valueCode":"r"}])"));
  CHECK_FALSE(raw(R"(,"implicitRules":"urn:x")"));
  CHECK_FALSE(raw(R"(,"parameter":[{"name":"q","valueCode":"r","modifierExtension":[{"url":"urn:x","valueBoolean":true}]}])"));
  CHECK_FALSE(raw(
      R"(,"parameter":[{"name":"q","part":[{"name":"r","valueCode":"s","modifierExtension":[{"url":"urn:x","valueBoolean":true}]}]}])"));
}

TEST_CASE("a number that the member cannot hold is not taken", "[operation][fast_struct]") {
  const auto level = [](std::string_view number) {
    const auto round = taken<Round>("[" + all[0] + R"(,{"name":"level","valueInteger":)" + std::string(number) + "}]");
    return round ? std::to_string(*round->level) : "no";
  };
  CHECK(level("-128") == "-128");
  CHECK(level("127") == "127");
  for (const char* number : {"-129", "128", "2147483648", "1.0", "-0", "01", "true", "\"1\"", ""}) {
    CAPTURE(number);
    CHECK(level(number) == "no");
  }
}
