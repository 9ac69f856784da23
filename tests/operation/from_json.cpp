// From the text of Parameters straight to a bound struct: value and issues are those of the two steps in between, which the text
// takes if there is something to report.

#include "fhirops/operation/from_json.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"
#include "support/changes.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace ward {

// Borrows its text.
struct Note {
  std::string_view author{};
  std::vector<std::string_view> lines{};
  friend bool operator==(const Note&, const Note&) = default;
};
constexpr auto fhir_parameters(const Note*) {
  return parameters(param<"author", &Note::author>{}, param<"line", &Note::lines>{});
}

}  // namespace ward

namespace {

using lines = std::vector<std::string>;
using Request = clinic::Admit::Request;

// By way of Parameters, with the positions of all issues, in the order of the text.
template <class T>
result<T> in_two_steps(std::string_view text, read_options options) {
  const auto parameters = from_json<Parameters<>>(text, options);
  if (!parameters) return result<T>(parameters.issues());
  auto read = from_parameters<T>(*parameters, options);
  issues found = parameters.issues();
  found.append(read.issues());
  locate(found, text, options);
  std::stable_sort(found.begin(), found.end(), [](const issue& a, const issue& b) { return a.offset < b.offset; });
  if (!read) return result<T>(std::move(found));
  return result<T>(*std::move(read), std::move(found));
}
template <class T>
void check_same(std::string_view text, read_options options) {
  const auto read = from_json<T>(text, options);
  const auto other = in_two_steps<T>(text, options);
  const bool same = read.has_value() == other.has_value() && read.issues() == other.issues() && (!read || *read == *other);
  if (same) return;
  CAPTURE(text, read.has_value(), other.has_value(), test::lines_of(read.issues()), test::lines_of(other.issues()));
  FAIL("not as in two steps");
}
template <class T>
concept reads_temporary = requires(std::string text) { from_json<T>(std::move(text)); };
template <class T>
concept reads_const_temporary = requires(const std::string text) { from_json<T>(std::move(text)); };
// Without Parameters in between.
template <class T>
bool is_read_fast(std::string_view text) {
  T value{};
  return detail::read_struct(text, value, nullptr) && value == from_json<T>(text).value();
}

}  // namespace

TEST_CASE("a request is read from the text that is written for it, compact or not, in any order of its members",
          "[operation][from_json]") {
  Request asked = clinic::full_request();
  asked.patient.reset();  // a resource is read by way of Parameters
  asked.photo.reset();
  const std::string text = to_json(asked);
  const std::string list = text.substr(text.find('['), text.rfind(']') + 1 - text.find('['));
  for (const std::string& each :
       {text, to_json(asked, write_options{}.pretty()), R"({"parameter":)" + list + R"(,"resourceType":"Parameters"})",
        R"({"resourceType":"Parameters","id":"a-1","parameter":)" + list + "}", "\n " + text + "\r\n"}) {
    CAPTURE(each);
    const auto read = from_json<Request>(each);
    REQUIRE(read);
    CHECK(*read == asked);
    CHECK(read.issues().empty());
    CHECK(is_read_fast<Request>(each));
  }
}

TEST_CASE("all faults of the text and of the struct are reported at their positions, in the order of the text",
          "[operation][from_json]") {
  constexpr std::string_view text = R"({"resourceType":"Parameters","parameter":[
{"name":"organisation","valueString":"1"},
{"name":"count","valueString":"2","extra":3},
{"name":"active","valueBoolean":true}]})";
  const auto read = from_json<clinic::Find::Request>(text, read_options{}.lenient());
  CHECK_FALSE(read);
  CHECK(test::reported_at(read.issues()) == lines{"0 1:1 error required Parameters ",
                                                  "51 2:9 warning structure Parameters.parameter[0].name /parameter/0/name",
                                                  "116 3:31 error value Parameters.parameter[1].value /parameter/1/valueString",
                                                  "120 3:35 warning structure Parameters.parameter[1].extra /parameter/1/extra"});
}

TEST_CASE("texts changed at random are read as in two steps", "[operation][from_json]") {
  const std::string written = to_json(clinic::full_request());
  const std::string found =
      R"({"resourceType":"Parameters","id":"f","parameter":[{"name":"organization","valueString":"a"},)"
      R"({"name":"code","valueCode":"b"},{"name":"code","valueCode":"c"},{"name":"count","valueInteger":3},)"
      R"({"name":"day","valueDate":"2026-11-28"},{"name":"weight","valueDecimal":1.50},)"
      R"({"name":"since","valueInstant":"2026-11-28T01:02:03Z"}]})";
  test::changes changes(test::seed());
  for (std::size_t i = 0; i < test::times(1500); ++i) {
    const read_options options = i % 2 == 0 ? read_options{} : read_options{}.lenient();
    check_same<clinic::Find::Request>(changes.changed(found), options);
    if (i % 3 == 0) check_same<Request>(changes.changed(written), options);
  }
}

TEST_CASE("another resource, and Parameters with more than parameters, are read as in two steps", "[operation][from_json]") {
  const std::string list = R"("parameter":[{"name":"organization","valueString":"a"}])";
  const std::string typed = R"({"resourceType":"Parameters",)";
  const std::string texts[] = {
      "",
      "{}",
      R"({"resourceType":"Parameters"})",
      R"({"resourceType":"Parameters","parameter":[]})",
      "{" + list + "}",
      R"({"resourceType":"Bundle",)" + list + "}",
      typed + R"("meta":{"source":"urn:a"},)" + list + "}",
      typed + R"("implicitRules":"urn:a",)" + list + "}",
      typed + R"("id":"",)" + list + "}",
      typed + R"("id":"a","id":"b",)" + list + "}",
      typed + R"("resourceType":"Parameters",)" + list + "}",
      typed + list + "," + list + "}",
      typed + list + "}}",
      "\xEF\xBB\xBF" + typed + list + "}",
  };
  for (const std::string& text : texts) {
    check_same<clinic::Find::Request>(text, read_options{});
    check_same<clinic::Find::Request>(text, read_options{}.lenient());
  }
}

TEST_CASE("the options limit what is read", "[operation][from_json]") {
  const std::string text = to_json(clinic::full_request());
  CHECK(from_json<Request>(text, read_options{}.max_bytes(text.size())));
  CHECK(test::reported(from_json<Request>(text, read_options{}.max_bytes(text.size() - 1)).issues()) ==
        lines{"fatal too-long  "});
  for (std::size_t bytes = 0; bytes < 20'000; bytes += 500) check_same<Request>(text, read_options{}.max_memory(bytes));
  for (std::size_t depth = 0; depth < 20; ++depth) check_same<Request>(text, read_options{}.max_depth(depth));
  const std::atomic<bool> stop = true;
  const auto stopped = from_json<Request>(text, read_options{}.stop_when(stop));
  REQUIRE_FALSE(stopped);
  CHECK(stopped.issues()[0].code == issue_type::timeout);

  std::string many = R"({"resourceType":"Parameters","parameter":[)";
  for (int i = 0; i < 20; ++i) many += R"({"name":"unknown","valueString":"a","typo":1},)";
  many += R"({"name":"organization","valueString":"a"}]})";
  const auto listed = from_json<clinic::Find::Request>(many, read_options{}.lenient().max_issues(5));
  REQUIRE(listed);
  REQUIRE(listed.issues().size() == 6);
  CHECK(listed.issues()[5].code == issue_type::incomplete);
}

TEST_CASE("a struct that borrows refers to the text, and to the result for escapes, also where there are warnings",
          "[operation][from_json]") {
  for (const std::string_view id : {"", R"("language":"da",)", R"("unknown":1,)"}) {
    const std::string text = R"({"resourceType":"Parameters",)" + std::string(id) +
                             R"("parameter":[{"name":"author","valueString":"Anna"},)"
                             R"({"name":"line","valueString":"a \"quote\" that is longer than what fits in place"},)"
                             R"({"name":"line","valueString":"plain"}]})";
    CAPTURE(text);
    auto first = from_json<ward::Note>(std::string_view(text), read_options{}.lenient());
    REQUIRE(first);
    const result<ward::Note> read = std::move(first);
    CHECK(read->author == "Anna");
    CHECK(read->author.data() == text.data() + text.find("Anna"));
    REQUIRE(read->lines.size() == 2);
    CHECK(read->lines[0] == "a \"quote\" that is longer than what fits in place");
    CHECK(read->lines[1].data() == text.data() + text.find("plain"));
    CHECK(read.issues().size() == (id == R"("unknown":1,)" ? 1 : 0));
  }
  STATIC_REQUIRE_FALSE(reads_temporary<ward::Note>);
  STATIC_REQUIRE_FALSE(reads_const_temporary<ward::Note>);
  STATIC_REQUIRE(reads_temporary<Request>);
  STATIC_REQUIRE(reads_const_temporary<Request>);
}

TEST_CASE("a copy of a result refers to the same decoded text, which lives as long as either", "[operation][from_json]") {
  const std::string text =
      R"({"resourceType":"Parameters","parameter":[{"name":"author","valueString":"\u0041nna, with an escape"}]})";
  std::vector<result<ward::Note>> all;
  {
    const result<ward::Note> read = from_json<ward::Note>(std::string_view(text));
    for (int i = 0; i < 5; ++i) all.push_back(read);
  }
  all.erase(all.begin(), all.begin() + 4);
  CHECK(all[0]->author == "Anna, with an escape");
  const result<Parameters<borrowed>> copied = [&text] {
    const auto read = from_json<Parameters<borrowed>>(std::string_view(text));
    const auto& same = read;
    return same;
  }();
  CHECK(to_json(*copied).find("Anna, with an escape") != std::string::npos);
}

TEST_CASE("an error is listed even if there are more warnings than are listed", "[operation][from_json]") {
  std::string text = R"({"resourceType":"Parameters","parameter":[)";
  for (int i = 0; i < 20; ++i) text += R"({"name":"code","valueCode":"a","unknown":1},)";
  text += R"({"name":"count","valueString":"x"},{"name":"organization","valueString":"b"}]})";
  const auto read = from_json<clinic::Find::Request>(text, read_options{}.lenient().max_issues(5));
  CHECK_FALSE(read);
  bool found = false;
  for (const issue& each : read.issues())
    found = found || (each.is_error() && each.expression == "Parameters.parameter[20].value");
  CHECK(found);
}

namespace ward {

// clang 14 takes a nested struct with initializers to have no default constructor yet.
struct Outer {
  struct Inner {
    int number = 0;
    friend bool operator==(const Inner&, const Inner&) = default;
  };
  std::optional<Inner> one{};
  std::vector<Inner> many{};
  friend bool operator==(const Outer&, const Outer&) = default;
};
constexpr auto fhir_parameters(const Outer::Inner*) { return parameters(param<"number", &Outer::Inner::number>{}); }
constexpr auto fhir_parameters(const Outer*) { return parameters(param<"one", &Outer::one>{}, param<"many", &Outer::many>{}); }

}  // namespace ward

TEST_CASE("structs in the struct that they are a part of", "[operation][from_json]") {
  ward::Outer asked;
  asked.one = ward::Outer::Inner{.number = 1};
  asked.many = {{.number = 2}, {.number = 3}};
  CHECK(from_json<ward::Outer>(to_json(asked)).value() == asked);
  CHECK(is_read_fast<ward::Outer>(to_json(asked)));
}

namespace ward {

struct Dose {
  std::int32_t amount = 5;
  std::optional<std::string> unit{};
  friend bool operator==(const Dose&, const Dose&) = default;
};
struct Order {
  Dose dose{.amount = 7, .unit = "mg"};
  Dose sent_as_resource{.unit = "ml"};
  std::vector<std::string> units{"kg", "lb"};
  std::vector<Coding<>> codes = std::vector<Coding<>>(2);
  friend bool operator==(const Order&, const Order&) = default;
};
constexpr auto fhir_parameters(const Dose*) { return parameters(param<"amount", &Dose::amount>{}, param<"unit", &Dose::unit>{}); }
constexpr auto fhir_parameters(const Order*) {
  return parameters(param<"dose", &Order::dose>{}, resource_param<"resource", &Order::sent_as_resource>{},
                    param<"unit", &Order::units>{}, param<"code", &Order::codes>{});
}

}  // namespace ward

TEST_CASE("what is sent replaces the default of its member as a whole", "[operation][from_json]") {
  const std::string dose = R"({"name":"dose","part":[{"name":"amount","valueInteger":1}]},)"
                           R"({"name":"resource","resource":{"resourceType":"Parameters",)"
                           R"("parameter":[{"name":"amount","valueInteger":2}]}})";
  const std::string lists = R"({"name":"unit","valueString":"g"},{"name":"code","valueCoding":{"code":"a"}})";
  const std::string before = R"({"resourceType":"Parameters","parameter":[)";
  const ward::Order none{.dose = {.amount = 1}, .sent_as_resource = {.amount = 2}};
  ward::Order both = none;
  both.units = {"g"};
  both.codes = {Coding<>{.code = "a"}};
  // As the writer writes it, in another order, and with a fault that leaves it to the general reader.
  const std::string warned = R"({"name":"unknown","valueString":"x"},)";
  for (const std::string& text : {dose, warned + dose}) {
    CAPTURE(text);
    CHECK(from_json<ward::Order>(before + text + "]}", read_options{}.lenient()).value() == none);
  }
  for (const std::string& text : {dose + "," + lists, lists + "," + dose, warned + dose + "," + lists}) {
    CAPTURE(text);
    const std::string whole = before + text + "]}";
    CHECK(from_json<ward::Order>(whole, read_options{}.lenient()).value() == both);
    CHECK(from_parameters<ward::Order>(from_json<Parameters<>>(whole).value(), read_options{}.lenient()).value() == both);
  }
  // A list item that is dropped replaces nothing.
  const std::string wrong = before + dose + R"(,{"name":"unit","valueInteger":1}]})";
  CHECK(from_json<ward::Order>(wrong, read_options{}.lenient().drop_wrong_types()).value() == none);
}

namespace ward {

struct Tree {
  std::vector<Tree> branches{};
  std::optional<std::string> leaf{};
};
constexpr auto fhir_parameters(const Tree*) {
  return parameters(param<"branch", &Tree::branches>{}, param<"leaf", &Tree::leaf>{});
}

}  // namespace ward

TEST_CASE("a struct within itself is read 150 levels deep, and no deeper", "[operation][from_json]") {
  const auto tree = [](std::size_t levels) {
    ward::Tree all{.leaf = "x"};
    for (std::size_t i = 1; i < levels; ++i) {
      ward::Tree around;
      around.branches.push_back(std::move(all));
      all = std::move(around);
    }
    return all;
  };
  const read_options deep = read_options{}.max_depth(1000);
  const std::string deepest = to_json(tree(150));
  CHECK(to_json(from_json<ward::Tree>(deepest, deep).value()) == deepest);
  const auto refused = from_json<ward::Tree>(to_json(tree(151)), deep);
  CHECK_FALSE(refused);
  REQUIRE(refused.issues().size() == 1);
  CHECK(refused.issues()[0].code == issue_type::too_costly);
  // Of a value in memory as well, which may nest as deep as there is memory.
  Parameters<> parameters = to_parameters(ward::Tree{.leaf = "x"});
  for (int i = 0; i < 20000; ++i) {
    Parameters<> around;
    around.parameter.emplace_back().name = "branch";
    around.parameter[0].part = std::move(parameters.parameter);
    parameters = std::move(around);
  }
  CHECK_FALSE(from_parameters<ward::Tree>(parameters));
}

TEST_CASE("nested Parameters are read down to the depth that the options allow, and no deeper", "[operation][from_json]") {
  for (const std::size_t levels : {1U, 20U, 23U, 24U, 25U, 30U, 48U, 49U, 50U, 55U}) {
    std::string text = R"("valueString":"deep")";
    for (std::size_t i = 0; i < levels; ++i) text = R"("part":[{"name":"a",)" + text + "}]";
    Request asked = clinic::request();
    asked.raw = from_json<Parameters<>>(R"({"resourceType":"Parameters","parameter":[{"name":"a",)" + text + "}]}").value();
    const std::string body = to_json(asked);
    for (std::size_t depth = 40; depth < 130; ++depth) check_same<Request>(body, read_options{}.max_depth(depth));
    CHECK(from_json<Request>(body).value() == asked);
  }
}
