// The tables of elements, and what copies, moves, destroys and compares by them.

#include "fhirops/core/type_info.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/datatype/coding.hpp"
#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/timing.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

static_assert(to_string(type_id::dateTime) == "dateTime");
static_assert(to_string(type_id::BundleEntry) == "Bundle.entry");
static_assert(Described<Coding<>> && Described<Bundle<>> && !Described<String<>> && !Described<int>);
static_assert(std::same_as<storage_of<Coding<borrowed>>, borrowed>);
static_assert(std::same_as<storage_of<std::string>, owned>);

// A string that a host might bring.
struct host_storage {
  using string = std::string;
  static constexpr bool owns = true;
};
struct no_storage {
  using string = int;
  static constexpr bool owns = true;
};
static_assert(Storage<owned> && Storage<borrowed> && Storage<host_storage> && !Storage<no_storage>);
static_assert(Described<Coding<host_storage>>);

constexpr auto coding_fields = describe<Coding<>>::fields;
static_assert(coding_fields.size() == 7 && coding_fields[0].name == "id" && coding_fields[4].name == "code");
static_assert(coding_fields[6].type == type_id::boolean && !coding_fields[6].many);
static_assert(coding_fields[1].many && coding_fields[1].type == type_id::Extension);

Timing<> timing() {
  Timing<> t;
  t.id = "t";
  t.event = {"2023-10-12", "2023-10-13T09:51:50.123456789012345678901234567890+00:00"};
  auto& repeat = t.repeat.emplace();
  Period<> bounds;
  bounds.start = "2023";
  repeat.bounds = bounds;
  repeat.count = 3;
  repeat.duration = "1.00";
  repeat.dayOfWeek = {"mon", "tue"};
  auto& extension = t.extension.emplace_back();
  extension.url = "http://example.org/x";
  extension.value = Code<>("a code that is long enough to be kept on the heap");
  t.unknown.push_back({"future", "{\"a\":1}"});
  return t;
}

}  // namespace

TEST_CASE("each type has a name of its own") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < type_count; ++i) names.insert(to_string(static_cast<type_id>(i)));
  CHECK(names.size() == type_count);
  CHECK(to_string(type_id::none).empty());
}

TEST_CASE("the 50 open types of value[x] come first, and no other is one of them") {
  const type_set open = type_set::open();
  for (std::size_t i = 0; i < type_count; ++i) CHECK(open.contains(static_cast<type_id>(i)) == (i >= 1 && i <= value_type_count));
  CHECK(to_string(static_cast<type_id>(1)) == "base64Binary");
  CHECK(to_string(static_cast<type_id>(value_type_count)) == "Meta");
}

TEST_CASE("a set of types contains exactly the types it was made of") {
  constexpr type_set some(type_id::Reference, type_id::string);
  CHECK(some.contains(type_id::Reference));
  CHECK(some.contains(type_id::string));
  CHECK_FALSE(some.contains(type_id::none));
  CHECK_FALSE(some.contains(type_id::code));
  CHECK_FALSE(some.contains(type_id::RawResource));
  CHECK_FALSE(some.empty());
  CHECK(type_set().empty());
  CHECK(some == type_set(type_id::string, type_id::Reference));
  CHECK(some != type_set::open());
}

TEST_CASE("values of a type with a table are copied whole") {
  const Timing<> original = timing();
  const list<Timing<>> one{original};
  list<Timing<>> copy = one;  // by the table
  CHECK(copy[0] == original);
  copy[0].repeat->dayOfWeek[0] = "wed";
  copy[0].extension[0].value = Code<>("another");
  copy[0].unknown[0].json = "null";
  CHECK(one[0] == original);
  CHECK(copy[0] != original);
}

TEST_CASE("values of a type with a table keep all they hold while their list grows") {
  const Timing<> original = timing();
  list<Timing<>> many;
  for (int i = 0; i < 50; ++i) many.push_back(original);
  many.erase(many.begin() + 10, many.begin() + 20);
  many.insert(many.begin(), original);
  REQUIRE(many.size() == 41);
  for (const Timing<>& each : many) CHECK(each == original);
}

TEST_CASE("primitives keep their ids and extensions while their list grows") {
  list<DateTime<>> all;
  for (int i = 0; i < 20; ++i) {
    auto& each = all.emplace_back("2023-10-12T09:51:50.1234567890123456789012345678901234567890Z");
    each.element.emplace().id = std::to_string(i);
  }
  const list<DateTime<>> copy = all;
  for (int i = 0; i < 20; ++i) {
    const DateTime<>& each = copy[static_cast<std::size_t>(i)];
    CHECK(each == "2023-10-12T09:51:50.1234567890123456789012345678901234567890Z");
    CHECK(*each.element->id == std::to_string(i));
  }
  CHECK(copy == all);
}
