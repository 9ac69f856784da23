// value[x]: one value of 50 types, through JSON and back.

#include "fhirops/datatype/value.hpp"

#include "support/allocations.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

struct sample {
  std::string_view suffix;
  std::string_view json;
};
// In the order of `type_id`.
const std::vector<sample> samples{
    {"Base64Binary", R"("QUJD")"},
    {"Boolean", "false"},
    {"Canonical", R"("http://x|1")"},
    {"Code", R"("c")"},
    {"Date", R"("2020-02-29")"},
    {"DateTime", R"("2020-02")"},
    {"Decimal", "-0.00"},
    {"Id", R"("i-1")"},
    {"Instant", R"("2020-02-29T10:00:00.000+02:00")"},
    {"Integer", "0"},
    {"Markdown", R"("*m*")"},
    {"Oid", R"("urn:oid:1.2")"},
    {"PositiveInt", "1"},
    {"String", R"("s \" \\ \n \u0001")"},
    {"Time", R"("10:00:00")"},
    {"UnsignedInt", "0"},
    {"Uri", R"("u")"},
    {"Url", R"("http://u")"},
    {"Uuid", R"("urn:uuid:c757873d-ec9a-4326-a141-556f43239520")"},
    {"Address", R"({"line":["a","b"],"_line":[null,{"id":"l"}],"period":{"start":"2020"}})"},
    {"Age", R"({"value":1.50,"unit":"a"})"},
    {"Annotation", R"({"authorReference":{"reference":"r"},"text":"t"})"},
    {"Attachment", R"({"contentType":"c","data":"QUJD","size":3})"},
    {"CodeableConcept", R"({"coding":[{"code":"c","userSelected":true}],"text":"t"})"},
    {"Coding", R"({"system":"s","code":"c"})"},
    {"ContactPoint", R"({"system":"phone","value":"1","rank":1})"},
    {"Count", R"({"value":1})"},
    {"Distance", R"({"value":1E2})"},
    {"Duration", R"({"comparator":"<","value":1})"},
    {"HumanName", R"({"family":"f","given":["g"]})"},
    {"Identifier", R"({"system":"s","value":"v","assigner":{"identifier":{"value":"w"}}})"},
    {"Money", R"({"value":1.00,"currency":"DKK"})"},
    {"Period", R"({"start":"2020","_end":{"id":"e"}})"},
    {"Quantity", R"({"value":1,"code":"c"})"},
    {"Range", R"({"low":{"value":1},"high":{"value":2}})"},
    {"Ratio", R"({"numerator":{"value":1},"denominator":{"value":2}})"},
    {"Reference", R"({"reference":"r","type":"Patient"})"},
    {"SampledData", R"({"origin":{"value":0},"period":10,"dimensions":1,"data":"E U L"})"},
    {"Signature", R"({"type":[{"code":"c"}],"when":"2020-02-29T10:00:00Z","who":{"reference":"r"}})"},
    {"Timing",
     R"({"event":["2020"],"repeat":{"boundsPeriod":{"start":"2020"},"count":2,"dayOfWeek":["mon"],"timeOfDay":["10:00:00"]}})"},
    {"ContactDetail", R"({"name":"n","telecom":[{"value":"1"}]})"},
    {"Contributor", R"({"type":"author","name":"n"})"},
    {"DataRequirement",
     R"({"type":"t","subjectReference":{"reference":"r"},"codeFilter":[{"path":"p","code":[{"code":"c"}]}],"dateFilter":[{"valueDateTime":"2020"}],"sort":[{"path":"p","direction":"ascending"}]})"},
    {"Expression", R"({"language":"l","expression":"e"})"},
    {"ParameterDefinition", R"({"use":"in","min":-1,"type":"t"})"},
    {"RelatedArtifact", R"({"type":"citation","document":{"url":"u"}})"},
    {"TriggerDefinition", R"({"type":"periodic","timingDate":"2020","data":[{"type":"t"}]})"},
    {"UsageContext", R"({"code":{"code":"c"},"valueQuantity":{"value":1}})"},
    {"Dosage",
     R"({"sequence":1,"asNeededBoolean":false,"doseAndRate":[{"doseRange":{"low":{"value":1}},"rateQuantity":{"value":1.0}}]})"},
    {"Meta", R"({"versionId":"1","lastUpdated":"2020-02-29T10:00:00Z","profile":["p"],"tag":[{"code":"c"}]})"},
};

// What a value has been visited with. Without the type that is expected, so that 50 types are visited, not 50 times 50.
struct visit_log {
  int calls = 0;
  const void* place = nullptr;
  const std::type_info* type = nullptr;

  template <class V>
  void operator()(V& visited) {
    ++calls;
    place = &visited;
    type = &typeid(V);
  }
};

// What its type alone can tell of a value. One line of Catch2 for all of it: these are compiled a hundred times.
template <class T, Storage S>
std::string type_faults(const Value<S>& value) {
  std::string faults;
  const auto expect = [&faults](bool holds, const char* what) {
    if (!holds) faults.append(faults.empty() ? "" : ", ").append(what);
  };
  const T* held = value.template get_if<T>();
  if (!value.template is<T>() || held == nullptr) return "not of its type";

  Value<S> made = *held;  // from the type itself
  expect(made == value, "made");
  expect(made.type() == T::fhir_type, "type");
  Value<S> emplaced;
  emplaced.template emplace<T>(*held);
  expect(emplaced == value, "emplaced");
  const Value<S> empty = T{};
  expect(empty.has_value(), "empty has_value");
  expect(!(empty == value), "empty differs");

  visit_log log;
  const auto expect_visited = [&](int calls) {
    expect(log.calls == calls, "visited once");
    expect(log.place == held, "visited in place");
    expect(log.type != nullptr && *log.type == typeid(T), "visited as its type");
  };
  visit(value, log);
  expect_visited(1);
  held = made.template get_if<T>();
  visit(made, log);
  expect_visited(2);
  return faults;
}

template <Storage S>
void check_assignment(const Value<S>& value) {
  Value<S> assigned = String<S>("before");
  assigned = value;
  CHECK(assigned == value);
  const Value<S> moved = std::move(assigned);
  CHECK(moved == value);
  CHECK_FALSE(assigned.has_value());  // NOLINT(bugprone-use-after-move): empty, as the class has it
  Value<S> itself = value;
  Value<S>& same = itself;
  itself = same;
  CHECK(itself == value);
  itself = std::move(same);
  CHECK(itself == value);
  // A value within the one that is assigned to.
  Value<S> outer = Annotation<S>{.author = value.type() == type_id::string ? value : Value<S>(String<S>("inner"))};
  const Value<S> inner = outer.template get_if<Annotation<S>>()->author;
  outer = std::move(outer.template get_if<Annotation<S>>()->author);
  CHECK(outer == inner);
}

// What is taken from the heap is given back, and what is moved takes nothing.
template <Storage S>
void check_memory(const Value<S>& value, const detail::block_ops* ops) {
  const std::size_t before = test::live();
  {
    Value<S> assigned = value;
    assigned = value;
    const std::size_t taken = test::taken;
    Value<S> moved = std::move(assigned);
    assigned = std::move(moved);
    const bool none_taken = test::taken == taken;
    CHECK(none_taken);
    CHECK_FALSE(moved.has_value());  // NOLINT(bugprone-use-after-move): empty, as the class has it
    assigned = Value<S>(value);
    moved = value;
    moved.template emplace<Annotation<S>>().author = value.type() == type_id::string ? value : Value<S>();
    moved = value;
    moved.emplace(value.type(), ops);
    CHECK(moved.type() == value.type());
    moved = value;
    moved.reset();
  }
  const std::size_t after = test::live();
  CHECK(after == before);
}

template <Storage S>
void check_sample(std::size_t index, std::string (*faults)(const Value<S>&)) {
  const auto& [suffix, json] = samples[index];
  const std::string text = "{\"url\":\"u\",\"value" + std::string(suffix) + "\":" + std::string(json) + '}';
  CAPTURE(text);
  const auto read = from_json<Extension<S>>(std::string_view(text));
  REQUIRE(read);
  CHECK(read.issues().empty());
  CHECK(test::json_difference(to_json(*read), text) == "");
  CHECK(static_cast<std::size_t>(read->value.type()) == index + 1);
  CHECK(faults(read->value) == "");
  check_assignment(read->value);
  const auto* info = detail::value_info<S>(read->value.type());
  CHECK((info == nullptr) == (index + 1 < detail::first_complex));
  check_memory(read->value, info == nullptr ? nullptr : info->ops);

  const Extension<S> copy = *read;
  CHECK(copy == *read);
  CHECK(difference(copy, *read) == std::nullopt);
  // Copies do not share.
  Extension<S> changed = copy;
  changed.value.reset();
  CHECK_FALSE(changed == copy);
  const auto reported = difference(copy, changed);
  REQUIRE(reported);
  CHECK(reported->expression == "Extension.value");
  CHECK(reported->pointer == "/value" + std::string(suffix));
  CHECK(reported->right == "");
  CHECK(to_json(copy) == to_json(*read));
  using other = std::conditional_t<S::owns, borrowed, owned>;
  CHECK(to_json(to_storage<other>(copy)) == to_json(copy));
  CHECK(to_storage<S>(to_storage<other>(copy)) == copy);
}

template <Storage S, class... T>
void check_samples(std::size_t& index, detail::type_list<T...>) {
  (check_sample<S>(index++, type_faults<T, S>), ...);
}

template <Storage S>
void check_all() {
  std::size_t index = 0;
  check_samples<S>(index, detail::value_primitives<S>{});
  check_samples<S>(index, detail::value_complexes<S>{});
  CHECK(index == value_type_count);
}

}  // namespace

TEST_CASE("all 50 types of value[x], owned", "[datatype][value]") {
  REQUIRE(samples.size() == value_type_count);
  check_all<owned>();
}
TEST_CASE("all 50 types of value[x], borrowed", "[datatype][value]") { check_all<borrowed>(); }

TEST_CASE("a value of one type is not a value of another", "[datatype][value]") {
  for (const sample& left : samples) {
    for (const sample& right : samples) {
      // The same JSON under another type's name, where it has the same elements.
      const auto read = [](const sample& name, const sample& content) {
        return from_json<Extension<>>("{\"value" + std::string(name.suffix) + "\":" + std::string(content.json) + '}');
      };
      const auto a = read(left, left);
      const auto b = read(right, left);
      if (!b) continue;
      CHECK((a->value == b->value) == (left.suffix == right.suffix));
      CHECK((difference(*a, *b) == std::nullopt) == (left.suffix == right.suffix));
    }
  }
  Value<> value = Code<>("c");
  CHECK(value.get_if<String<>>() == nullptr);
  CHECK(value.get_if<Coding<>>() == nullptr);
  CHECK_FALSE(value.is<Id<>>());
  CHECK(std::as_const(value).get_if<String<>>() == nullptr);
  CHECK(std::as_const(value).get_if<Code<>>() == value.get_if<Code<>>());
  Value<borrowed> view = Code<borrowed>("c");
  CHECK(view.get_if<String<borrowed>>() == nullptr);
  CHECK(std::as_const(view).get_if<Coding<borrowed>>() == nullptr);
  CHECK(view.get_if<Code<borrowed>>() == view.place());
  CHECK(std::as_const(view).get_if<Code<borrowed>>() == view.place());
  value.reset();
  CHECK_FALSE(value);
  CHECK(value.get_if<Code<>>() == nullptr);
  int calls = 0;
  visit(value, [&calls](const auto&) { ++calls; });
  CHECK(calls == 0);
  CHECK(value == Value<>());
}

TEST_CASE("plain values have the FHIR types that they are mapped to", "[datatype][value]") {
  CHECK(Value<>("text").type() == type_id::string);
  CHECK(Value<>(std::string("text")).type() == type_id::string);
  CHECK(Value<>(std::string_view("text")).type() == type_id::string);
  CHECK(Value<>(true).type() == type_id::boolean);
  CHECK(Value<>(7).type() == type_id::integer);
  CHECK(*Value<>(-7L).get_if<Integer<>>() == -7);
  static_assert(!std::constructible_from<Value<>, double>, "a double does not know its digits");
  static_assert(!std::constructible_from<Value<>, Narrative<>>, "R4 has no valueNarrative");
  static_assert(!std::constructible_from<Value<owned>, Code<borrowed>>);
  static_assert(!std::constructible_from<Value<borrowed>, std::string>, "a view of a temporary");
  static_assert(std::constructible_from<Value<borrowed>, const std::string&>);
}

TEST_CASE("an argument that is moved into a value is not copied", "[datatype][value]") {
  Annotation<> note{.text = std::string(100, 'x')};
  const char* text = note.text.text.data();
  Value<> value = std::move(note);
  CHECK(value.get_if<Annotation<>>()->text.text.data() == text);
  Uri<> uri(std::string(100, 'u'));
  text = uri.text.data();
  value = std::move(uri);
  CHECK(value.get_if<Uri<>>()->text.data() == text);
}

TEST_CASE("only the complex types of value[x] have tables", "[datatype][value]") {
  CHECK(detail::value_info<owned>(type_id::none) == nullptr);
  CHECK(detail::value_info<owned>(type_id::uuid) == nullptr);
  CHECK(detail::value_info<owned>(type_id::Address)->name == "Address");
  CHECK(detail::value_info<borrowed>(type_id::Meta)->name == "Meta");
  for (const type_id other : {type_id::xhtml, type_id::Element, type_id::Parameters, type_id::RawResource}) {
    CHECK(detail::value_info<owned>(other) == nullptr);
    CHECK(detail::value_info<borrowed>(other) == nullptr);
  }
}

TEST_CASE("a value may be made from a part of itself", "[datatype][value]") {
  Value<> value = Annotation<>{.author = String<>("a"), .text = "t"};
  value = Value<>(value.get_if<Annotation<>>()->author);
  CHECK(value == Value<>("a"));
  Value<> nested = Identifier<>{};
  nested.get_if<Identifier<>>()->assigner.emplace().identifier.emplace().value = "inner";
  nested.emplace<Identifier<>>(*nested.get_if<Identifier<>>()->assigner->identifier);
  CHECK(nested.get_if<Identifier<>>()->value == "inner");
  nested = *&nested;
  CHECK(nested.get_if<Identifier<>>()->value == "inner");
}

TEST_CASE("primitives of value[x] have ids and extensions, with a value and without", "[datatype][value]") {
  for (std::size_t i = 0; i + 1 < detail::first_complex; ++i) {
    const std::string suffix(samples[i].suffix);
    const std::string sibling = R"({"id":"i","extension":[{"url":"u","valueString":"x"}]})";
    for (const std::string& text :
         {"{\"value" + suffix + "\":" + std::string(samples[i].json) + ",\"_value" + suffix + "\":" + sibling + '}',
          "{\"_value" + suffix + "\":" + sibling + '}',
          "{\"_value" + suffix + "\":" + sibling + ",\"value" + suffix + "\":" + std::string(samples[i].json) + '}'}) {
      CAPTURE(text);
      const auto read = from_json<Extension<>>(text);
      REQUIRE(read);
      CHECK(test::json_difference(to_json(*read), text) == "");
      CHECK(*from_json<Extension<>>(to_json(*read)) == *read);
      CHECK(to_storage<owned>(to_storage<borrowed>(*read)) == *read);
    }
  }
}
