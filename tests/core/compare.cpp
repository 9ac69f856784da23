// Two values are equal if every element, extension and unknown member of them is.

#include "fhirops/core/compare.hpp"

#include <string>

#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/quantity.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

Coding<> coding() {
  Coding<> c;
  c.id = "c";
  c.extension.emplace_back().url = "http://example.org/x";
  c.system = "http://loinc.org";
  c.version = "2.74";
  c.code = "8302-2";
  c.display = "Body height";
  c.userSelected = true;
  c.unknown.push_back({"future", "1"});
  return c;
}

// Whether `change` makes a Coding that differs.
bool tells(void (*change)(Coding<>&)) {
  Coding<> other = coding();
  change(other);
  return !(other == coding()) && other != coding();
}

}  // namespace

TEST_CASE("a value equals its copy") {
  CHECK(coding() == coding());
  CHECK(Coding<>() == Coding<>());
  CHECK(Bundle<>() == Bundle<>());
}

TEST_CASE("a difference in any one element is found") {
  CHECK(tells([](Coding<>& c) { c.id = "d"; }));
  CHECK(tells([](Coding<>& c) { c.id = {}; }));
  CHECK(tells([](Coding<>& c) { c.extension[0].value = true; }));
  CHECK(tells([](Coding<>& c) { c.extension.clear(); }));
  CHECK(tells([](Coding<>& c) { c.system = {}; }));
  CHECK(tells([](Coding<>& c) { c.version = "2.75"; }));
  CHECK(tells([](Coding<>& c) { c.code = "8302-3"; }));
  CHECK(tells([](Coding<>& c) { c.display.text += ' '; }));
  CHECK(tells([](Coding<>& c) { c.userSelected = false; }));
  CHECK(tells([](Coding<>& c) { c.userSelected = {}; }));
  CHECK(tells([](Coding<>& c) { c.unknown[0].json = "1.0"; }));
  CHECK(tells([](Coding<>& c) { c.unknown[0].name = "past"; }));
}

TEST_CASE("an id or extension of a primitive makes a difference") {
  CHECK(tells([](Coding<>& c) { c.code.element.emplace(); }));
  CHECK(tells([](Coding<>& c) { c.userSelected.element.emplace().id = "u"; }));
  Coding<> a = coding();
  Coding<> b = coding();
  a.code.element.emplace().id = "x";
  b.code.element.emplace().id = "x";
  CHECK(a == b);
}

TEST_CASE("decimals and times are equal by their text") {
  Quantity<> a;
  Quantity<> b;
  a.value = "1.0";
  b.value = "1.00";
  CHECK(a != b);
  b.value = "1.0";
  CHECK(a == b);
}

TEST_CASE("values of value[x] are equal if type and content are") {
  const Value<> code = Code<>("a");
  const Value<> string = String<>("a");
  CHECK(code != string);
  CHECK(code == Value<>(Code<>("a")));
  CHECK(Value<>(coding()) == Value<>(coding()));
  CHECK(Value<>(coding()) != Value<>(Coding<>()));
  CHECK(Value<>() == Value<>());
  CHECK(Value<>() != Value<>(false));
}

TEST_CASE("resources in a Bundle are compared whole") {
  const auto bundle = [](std::string name) {
    Bundle<Parameters<>> b;
    b.type = "collection";
    b.entry.emplace_back().resource.emplace().parameter.emplace_back().name = std::move(name);
    return b;
  };
  CHECK(bundle("a") == bundle("a"));
  CHECK(bundle("a") != bundle("b"));
}

TEST_CASE("resources of two types are different, wherever they are nested") {
  const std::vector<Resource<>> all{Resource<>(),
                                    Binary<>{.contentType = "text/plain"},
                                    Parameters<>(),
                                    Bundle<>{.type = "collection"},
                                    OperationOutcome<>(),
                                    OperationDefinition<>(),
                                    RawResource<>{.resourceType = "Patient"}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      CAPTURE(i, k);
      CHECK((all[i] == all[k]) == (i == k));
      ParametersParameter<> left{.name = "a", .resource = all[i]};
      ParametersParameter<> right{.name = "a", .resource = all[k]};
      CHECK((left == right) == (i == k));
      Parameters<> outer_left{.parameter = {left}};
      Parameters<> outer_right{.parameter = {right}};
      CHECK((outer_left == outer_right) == (i == k));
      BundleEntry<> entry_left{.resource = all[i]};
      BundleEntry<> entry_right{.resource = all[k]};
      CHECK((entry_left == entry_right) == (i == k));
    }
  }
}

TEST_CASE("two parameters that were read differ if their resources are of different types") {
  const auto parameters = from_json<Parameters<>>(
      R"({"resourceType":"Parameters","parameter":[{"name":"a","resource":{"resourceType":"Binary","contentType":"t"}},)"
      R"({"name":"a","resource":{"resourceType":"Parameters"}}]})");
  REQUIRE(parameters);
  CHECK_FALSE(parameters->parameter[0] == parameters->parameter[1]);
}
