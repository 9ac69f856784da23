// What is written in one pass by the tables is, byte for byte, what the walker writes as events: wherever the buffer ends, whatever
// has to be taken back, and at any depth.

#include "fhirops/json/writer/table_writer.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "support/documents.hpp"
#include "support/json_tree.hpp"
#include "support/written.hpp"

using namespace fhirops;

namespace {

using test::written;

template <class T>
written by_table(const T& value) {
  written out;
  detail::text_out to(out.text, {});
  detail::table_writer<storage_of<T>>(to, {}).write(detail::view_of(value));
  out.report = to.finish();
  return out;
}
written by_walker(const Parameters<>& value) {
  written out;
  detail::text_out to(out.text, {});
  detail::walker<owned, detail::text_out>(to).object(detail::type_table<Parameters<>>(), &value, detail::deepest_json);
  out.report = to.finish();
  return out;
}
written by_walker(const Resource<>& value) {
  written out;
  detail::text_out to(out.text, {});
  detail::walker<owned, detail::text_out>(to).resource(value, detail::deepest_json);
  out.report = to.finish();
  return out;
}

Extension<> extension(std::string url) {
  Extension<> made;
  made.url = std::move(url);
  return made;
}

// Parameters of which something has to be left out, taken back, or written by other means.
std::vector<ParametersParameter<>> rare() {
  std::vector<ParametersParameter<>> all;
  const auto add = [&all](Value<> value) -> ParametersParameter<>& {
    ParametersParameter<> made;
    made.name = "p";
    made.value = std::move(value);
    return all.emplace_back(std::move(made));
  };
  add(Decimal<>("1.50"));
  add(Decimal<>("not a number"));
  add(Decimal<>("1." + std::string(5000, '1')));
  add(Integer<>(-7));
  add(Boolean<>(true));
  add(
      String<>("a\xFF"
               "b\"\\\n\xC3\xA6"));
  add(String<>(std::string(3000, 'x') + "\"" + std::string(3000, '\x01')));
  add(Period<>{});
  CodeableConcept<> concept_of;
  concept_of.coding.resize(2);
  concept_of.coding[1].system.element.emplace();
  add(concept_of);
  concept_of.coding[0].extension.push_back(extension("u"));
  concept_of.text.element.emplace().id = "e";
  add(concept_of);
  HumanName<> name;
  name.given.resize(3);
  name.given[1].element.emplace().extension.push_back(extension("v"));
  add(name);
  name.given[2] = "c";
  name.prefix.resize(1);
  name.unknown.push_back({"k\"", "[1]"});
  name.unknown.push_back({"l", "[1"});
  add(name);
  Quantity<> quantity;
  quantity.value = Decimal<>("1e");
  add(quantity);
  quantity.unit = "u";
  add(quantity);
  ParametersParameter<>& with_element = add(String<>());
  with_element.value.get_if<String<>>()->element.emplace().id = "only";
  ParametersParameter<>& with_both = add(String<>("both"));
  with_both.value.get_if<String<>>()->element.emplace().id = "both";
  with_both.id = "i";
  with_both.name.element.emplace().extension.emplace_back();
  for (const std::string& json :
       {std::string(R"({ "resourceType" : "Patient", "a" : [ ] })"), std::string(R"({"resourceType":"X","b":1})"),
        std::string("{}"), std::string(), R"({"resourceType":"Y","c":")" + std::string(40'000, 'y') + "\"}"}) {
    ParametersParameter<> made;
    made.name = "r";
    made.resource = RawResource<>{"Patient", json};
    all.push_back(std::move(made));
  }
  // What literals begin to write, and refuse.
  ParametersParameter<> refused;
  refused.name = "\xFF";
  refused.resource = RawResource<>{"Patient", R"({"resourceType":"Patient"})"};
  all.push_back(refused);
  ParametersParameter<> outcome;
  outcome.resource = OperationOutcome<>{};
  all.push_back(outcome);
  ParametersParameter<> empty;
  empty.part.resize(2);
  empty.extension.emplace_back().value = Timing<>{};
  all.push_back(empty);
  return all;
}
Parameters<> around(ParametersParameter<> inner, std::size_t depth) {
  for (std::size_t i = 0; i < depth; ++i) {
    ParametersParameter<> outer;
    outer.part.push_back(std::move(inner));
    inner = std::move(outer);
  }
  Parameters<> all;
  all.parameter.push_back(std::move(inner));
  return all;
}

}  // namespace

TEST_CASE("rare cases are written the same by tables and as events, at any depth", "[json][table_writer]") {
  std::size_t lost = 0;
  for (const ParametersParameter<>& each : rare())
    for (const std::size_t depth : {0U, 1U, 2U, 6U, 7U, 8U, 15U, 16U, 17U, 18U, 40U, 330U, 499U, 500U, 501U, 502U, 600U}) {
      const Parameters<> value = around(each, depth);
      const written expected = by_walker(value);
      CAPTURE(depth, expected.text.substr(0, 200));
      CHECK(by_table(value) == expected);
      CHECK(by_table(Resource<>(value)) == expected);
      lost += expected.report.unrepresentable;
    }
  CHECK(lost > 100);
}

TEST_CASE("elements without content are removed wherever the buffer ends", "[json][table_writer]") {
  Parameters<> value;
  value.parameter.emplace_back().name = "n";
  for (ParametersParameter<>& each : rare()) {
    value.parameter.push_back(each);
    // Nothing at the end of many brackets.
    ParametersParameter<> nothing;
    for (int i = 0; i < 6; ++i) {
      ParametersParameter<> outer;
      outer.part.push_back(nothing);
      nothing = std::move(outer);
    }
    value.parameter.push_back(std::move(nothing));
  }
  for (std::size_t size = 100; size < 1024; size += 3) {
    value.parameter[0].name = std::string(size, 'n');
    value.meta = {};
    for (int i = 0; i < 14; ++i) value.meta.ensure().profile.push_back(std::string(1000, 'p'));
    const written expected = by_walker(value);
    const written found = by_table(value);
    CAPTURE(size);
    REQUIRE((found == expected));
  }
}

TEST_CASE("documents written by others are written the same by tables and as events", "[json][table_writer]") {
  for (const auto& path : test::documents()) {
    const auto read = from_json<Resource<>>(test::read_file(path.string()), read_options{}.lenient().keep_unknown());
    REQUIRE(read);
    CAPTURE(path.filename().string());
    CHECK(by_table(*read) == by_walker(*read));
  }
}

TEST_CASE("a value that cannot be written as JSON writes nothing", "[json][table_writer]") {
  CHECK(by_table(Resource<>()) == written{});
  CHECK(by_table(RawResource<>{"Patient", "{}"}) == written{"", {.unrepresentable = 1}});
  CHECK(by_table(Period<>{}) == written{"{}", {.bytes = 2}});
  CHECK(by_table(Parameters<>{}).text == R"({"resourceType":"Parameters"})");
}

TEST_CASE("text that the output writes itself may fill the buffer to its last byte", "[json][table_writer]") {
  // White space is dropped by blocks, compact text is copied whole, and the walker writes the third.
  for (std::size_t size = 14'000; size < 18'600; ++size) {
    Parameters<> value;
    ParametersParameter<>& raw = value.parameter.emplace_back();
    raw.name = "r";
    raw.resource = RawResource<>{"Patient", R"({"resourceType":"Patient","c":")" + std::string(size, 'c') + "\"}"};
    ParametersParameter<>& text = value.parameter.emplace_back();
    text.name = "t";
    text.value = String<>(std::string(size, 't'));
    const written found = by_table(value);
    const std::string expected =
        R"({"resourceType":"Parameters","parameter":[{"name":"r","resource":{"resourceType":"Patient","c":")" +
        std::string(size, 'c') + R"("}},{"name":"t","valueString":")" + std::string(size, 't') + "\"}]}";
    REQUIRE((found.text == expected));
  }
}

TEST_CASE("the text of many untyped resources takes memory once", "[json][table_writer]") {
  for (const std::string_view space : {"", "\n      "}) {
    const std::string json = "{" + std::string(space) + R"("resourceType":"Patient","text":")" + std::string(2'000, 'x') + "\"}";
    Bundle<Resource<>> bundle;
    Parameters<> parameters;
    for (int i = 0; i < 100; ++i) {
      bundle.entry.emplace_back().resource = RawResource<>{"Patient", json};
      ParametersParameter<>& parameter = parameters.parameter.emplace_back();
      parameter.name = "a";
      parameter.resource = RawResource<>{"Patient", json};
    }
    std::string text;
    CAPTURE(space);
    CHECK(test::allocations_of([&] { text = to_json(bundle); }) == 1);
    CHECK(text.size() > 200'000);
    CHECK(text.capacity() < text.size() * 5 / 4);
    CHECK(test::allocations_of([&] { text = to_json(parameters); }) == 1);
    CHECK(text.capacity() < text.size() * 5 / 4);
  }
}

TEST_CASE("the text of untyped resources takes no memory for what is not written", "[json][table_writer]") {
  // Not JSON, not a resource, white space, small.
  const std::string blanks(100'000, ' ');
  for (const std::string& json : {std::string(100'000, 'x'), '[' + blanks + ']', R"({"resourceType":"Patient")" + blanks + '}',
                                  std::string(R"({"resourceType":"Patient"})")}) {
    Bundle<Resource<>> bundle;
    for (int i = 0; i < 1'000; ++i) {
      auto& entry = bundle.entry.emplace_back();
      entry.fullUrl = "urn:uuid:10000000-0000-4000-8000-000000000001";
      entry.resource = RawResource<>{"Patient", json};
    }
    const std::string text = to_json(bundle);
    CAPTURE(json.substr(0, 30));
    CHECK(text.capacity() < text.size() * 2);
  }
}
