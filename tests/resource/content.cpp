// What is there to be written: FHIR has no empty elements, and JSON no form for some values.

#include "fhirops/resource/content.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

// Resources in storage S refer to their text, which is constant.
template <Storage S>
RawResource<S> raw(std::string_view type, std::string_view json) {
  return {typename S::string(type), typename S::string(json)};
}
template <Storage S>
unknown_member<S> unknown(std::string_view json) {
  return {typename S::string("x"), typename S::string(json)};
}
// A resource of untyped JSON, so many levels deep.
std::string nested(std::size_t levels) {
  return R"({"resourceType":"Patient","x":)" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + '}';
}
// How deep it nests; 0 where it cannot be written.
template <Storage S>
std::size_t depth_of(const RawResource<S>& resource) {
  const detail::json_measure found = detail::measure_resource(resource);
  return found.ok ? found.depth : 0;
}
template <class T>
bool has(const T& value, std::size_t room = detail::deepest_json) {
  return detail::has_content(detail::info_of<T>::value, &value, room);
}
template <class T>
std::size_t lost(const T& parent, std::string_view element, const void* item, std::size_t room = detail::deepest_json) {
  for (const auto& f : detail::info_of<T>::value.fields)
    if (f.name == element) return detail::lost_with(f, item, room);
  static_cast<void>(parent);
  return 99;
}

}  // namespace

TEMPLATE_TEST_CASE("an untyped resource can be written if it is one object with a resourceType", "", owned, borrowed) {
  using S = TestType;
  CHECK(depth_of(raw<S>("Patient", R"({"resourceType":"Patient"})")) == 1);
  CHECK(depth_of(raw<S>("Patient", R"({"resourceType":"Patient","a":[{}]})")) == 3);
  // Read leniently, without a type.
  CHECK(depth_of(raw<S>("", R"( {"a":1} )")) == 1);
  CHECK(depth_of(raw<S>("Patient", R"({"a":1})")) == 0);
  for (const std::string_view bad : {"", "[1]", "1", "{", R"({"resourceType":"Patient"}x)", R"({"resourceType":"Patient",})"}) {
    CAPTURE(bad);
    CHECK(depth_of(raw<S>("Patient", bad)) == 0);
    CHECK(depth_of(raw<S>("", bad)) == 0);
  }
  const std::string deepest = nested(1000);
  const std::string deeper = nested(1001);
  CHECK(detail::has_json_form(raw<S>("Patient", deepest)));
  CHECK_FALSE(detail::has_json_form(raw<S>("Patient", deeper)));
  CHECK_FALSE(detail::has_json_form(raw<S>("Patient", "[]")));
}

TEMPLATE_TEST_CASE("an unknown member can be written if it is one JSON value, and not too deep", "", owned, borrowed) {
  using S = TestType;
  CHECK(detail::has_json_form(unknown<S>("1"), 0));
  CHECK_FALSE(detail::has_json_form(unknown<S>("1 2"), 9));
  CHECK(detail::has_json_form(unknown<S>("[[]]"), 2));
  CHECK_FALSE(detail::has_json_form(unknown<S>("[[]]"), 1));
  CHECK_FALSE(detail::has_json_form(unknown<S>("[["), 9));
}

TEMPLATE_TEST_CASE("an object has content if anything in it has", "", owned, borrowed) {
  using S = TestType;
  Period<S> period;
  CHECK_FALSE(has(period));
  period.start = "2020";
  CHECK(has(period));
  CHECK(has(period, 1));
  CHECK_FALSE(has(period, 0));

  Period<S> only_extension;
  only_extension.end.element.emplace();
  CHECK_FALSE(has(only_extension));
  only_extension.end.element->id = "e";
  CHECK(has(only_extension));
  CHECK(has(only_extension, 2));
  CHECK_FALSE(has(only_extension, 1));  // {"_end":{"id":"e"}} needs two

  Period<S> empty_id;
  empty_id.id = "";
  CHECK_FALSE(has(empty_id));
  Period<S> only_id;
  only_id.id = "i";
  CHECK(has(only_id));

  Period<S> with_unknown;
  with_unknown.unknown.push_back(unknown<S>("["));
  CHECK_FALSE(has(with_unknown));
  with_unknown.unknown.push_back(unknown<S>("[1]"));
  CHECK(has(with_unknown));
  CHECK(has(with_unknown, 2));
  CHECK_FALSE(has(with_unknown, 1));

  HumanName<S> name;
  name.given.push_back({});
  CHECK_FALSE(has(name));
  name.given.push_back("g");
  CHECK(has(name));
  CHECK(has(name, 1));  // of a primitive the array alone is deeper: that is for the writer to say

  CodeableConcept<S> concept_of;
  concept_of.coding.resize(2);
  CHECK_FALSE(has(concept_of));
  concept_of.coding[1].userSelected = false;
  CHECK(has(concept_of));
  CHECK(has(concept_of, 3));
  CHECK_FALSE(has(concept_of, 2));  // {"coding":[{}]} needs three

  Quantity<S> quantity;
  quantity.value = Decimal<S>("1.x");
  CHECK_FALSE(has(quantity));
  quantity.value = Decimal<S>("1.0");
  CHECK(has(quantity));
  CHECK(has(UsageContext<S>{.value = quantity}));

  Extension<S> outer;
  outer.extension.emplace_back();
  CHECK_FALSE(has(outer));
  outer.extension[0].extension.emplace_back().url = "u";
  CHECK(has(outer));
}

TEMPLATE_TEST_CASE("a value is given if it is not empty, whether or not it can be written", "", owned, borrowed) {
  using S = TestType;
  CHECK_FALSE(detail::is_given(Value<S>()));
  CHECK_FALSE(detail::is_given(Value<S>(String<S>())));
  CHECK_FALSE(detail::is_given(Value<S>(Period<S>())));
  CHECK(detail::is_given(Value<S>(Decimal<S>("abc"))));  // counted when it is written
  CHECK(detail::is_given(Value<S>(false)));
  CHECK(detail::is_given(Value<S>(0)));
  CHECK(detail::is_given(Value<S>(Decimal<S>("1"))));
  CHECK(detail::is_given(Value<S>(Date<S>("2020"))));
  CHECK(detail::is_given(Value<S>(String<S>("s"))));
  CHECK(detail::is_given(Value<S>(Period<S>{.start = "2020"})));

  CHECK_FALSE(has(UsageContext<S>{.value = true}));
  CHECK_FALSE(has(UsageContext<S>{.value = Period<S>{.start = "2020"}}));
  CHECK_FALSE(has(UsageContext<S>{.value = Range<S>{}}));
  CHECK(has(UsageContext<S>{.value = CodeableConcept<S>{.text = "t"}}));
}

TEMPLATE_TEST_CASE("a resource in another has content, an untyped one if it can be written", "", owned, borrowed) {
  using S = TestType;
  BundleEntry<Resource<S>> entry;
  CHECK_FALSE(has(entry));
  entry.resource = Binary<S>{};
  CHECK(has(entry));  // its resourceType
  CHECK(has(entry, 2));
  CHECK_FALSE(has(entry, 1));
  entry.resource = raw<S>("Patient", R"({"resourceType":"Patient","a":[]})");
  CHECK(has(entry, 3));
  CHECK_FALSE(has(entry, 2));
  entry.resource = raw<S>("Patient", "{}");
  CHECK_FALSE(has(entry));
  entry.resource = raw<S>("", "{}");
  CHECK(has(entry));
  Bundle<Parameters<S>> typed;
  typed.entry.emplace_back();
  CHECK_FALSE(has(typed.entry[0]));
  typed.entry[0].resource.emplace();
  CHECK(has(typed.entry[0]));
}

TEMPLATE_TEST_CASE("how many values are lost if one is left out", "", owned, borrowed) {
  using S = TestType;
  const UsageContext<S> context;
  const Value<S> fits = Quantity<S>{.value = Decimal<S>("1"), .unit = "u"};
  CHECK(lost(context, "value", &fits) == 0);
  const Value<S> empty{};
  CHECK(lost(context, "value", &empty) == 0);
  const Value<S> not_allowed = true;
  CHECK(lost(context, "value", &not_allowed) == 1);
  Quantity<S> quantity{.value = Decimal<S>("1.x")};
  quantity.unknown.push_back(unknown<S>("["));
  quantity.unknown.push_back(unknown<S>("["));
  const Value<S> partly = quantity;
  CHECK(lost(context, "value", &partly) == 3);
  CHECK(lost(context, "value", &partly, 0) == 1);  // the object itself is too deep

  const BundleEntry<Resource<S>> entry;
  const Resource<S> untyped = raw<S>("Patient", "{}");
  CHECK(lost(entry, "resource", &untyped) == 1);
  const Resource<S> none{};
  CHECK(lost(entry, "resource", &none) == 0);
  Parameters<S> parameters;
  parameters.parameter.emplace_back().value = Decimal<S>("x");
  parameters.parameter.emplace_back().part.emplace_back().value = Decimal<S>("y");
  const Resource<S> typed = parameters;
  CHECK(lost(entry, "resource", &typed) == 2);
  // The two parameters are at the fourth level, the part within at the sixth.
  CHECK(lost(entry, "resource", &typed, 3) == 2);
  CHECK(lost(entry, "resource", &typed, 1) == 2);

  Id<S> id;
  CHECK(lost(parameters, "id", &id) == 0);
  id.element.emplace().extension.emplace_back().value = Decimal<S>("z");
  CHECK(lost(parameters, "id", &id) == 1);
}
