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
