// The same value in the other storage: all of it, and none of the text that it came from.

#include "fhirops/resource/to_storage.hpp"

#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "support/catch.hpp"
#include "support/documents.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

const std::string dense =
    R"({"resourceType":"Parameters","id":"p","_language":{"id":"l"},"parameter":[{"id":"e","name":"a","valueHumanName":{"family":"f","given":["x",null],)"
    R"("_given":[{"id":"g"},{"extension":[{"url":"u","valueInteger":-0}]}],"odd":[1.50,{"a":null}]},"other":"kept"},{"name":"d","valueDecimal":1.00,"_valueDecimal":{"id":"d"}},)"
    R"({"name":"r","resource":{"resourceType":"Patient","active":true}},{"name":"t","valueDateTime":"2023-10-12T09:51:50.12345678901234567890123456789Z"},)"
    R"({"name":"p","part":[{"name":"q","resource":{"resourceType":"Parameters","parameter":[{"name":"b","valueBoolean":false}]}}]}],"last":{"x":"\u00e6\n"}})";

// Each shape of an element, alone and in a list, with and without extensions; known, untyped and no resources.
constexpr std::string_view document = R"({"resourceType":"Bundle","id":"b","unknownOfBundle":{"a":[1]},"total":-0,
  "meta":{"versionId":"1","lastUpdated":"2020-02-29T10:00:00.000+02:00","profile":["http://p"],"_profile":[{"id":"e"}],"tag":[{"code":"c","userSelected":false}]},
  "implicitRules":"http://r","_implicitRules":{"extension":[{"url":"u","valueDecimal":1.50}]},"type":"collection","link":[{"relation":"self","url":"s"}],
  "entry":[{"fullUrl":"http://x/Parameters/1","resource":{"resourceType":"Parameters","id":"1","parameter":[
      {"name":"a","valueString":"text"},{"name":"b","valueInteger":-0},{"name":"c","valueBoolean":false},{"name":"d","valueDecimal":1E2},
      {"name":"e","valueInstant":"2020-02-29T10:00:00Z","_valueInstant":{"id":"i"}},{"name":"f","valuePeriod":{"start":"2020","unknownOfPeriod":1}},
      {"name":"g","resource":{"resourceType":"Patient","id":"p","active":true}},{"name":"h","part":[{"name":"i","valueInteger":7}]},
      {"name":"j","_valueString":{"extension":[{"url":"u","valueReference":{"reference":"r"}}]}}]}},
    {"resource":{"resourceType":"Patient","x":"\u00e6"},"search":{"mode":"match","score":0.5}},
    {"resource":{"resourceType":"OperationOutcome","contained":[{"resourceType":"Binary","contentType":"a/b","data":"QUJD"}],
      "issue":[{"severity":"error","code":"value"}]},"request":{"method":"GET","url":"x"}},
    {"response":{"status":"404","lastModified":"2020-02-29T10:00:00Z"}}]})";

// The result, as it may keep text that what is borrowed refers to.
template <class T>
result<T> read_leniently(std::string_view text) {
  auto found = from_json<T>(text, read_options{}.lenient().keep_unknown());
  REQUIRE(found);
  return found;
}

}  // namespace

TEST_CASE("a value that was converted to owned outlives the text", "[resource][to_storage]") {
  std::optional<Parameters<>> kept;
  std::string expected;
  {
    std::string text = dense;
    const auto read = from_json<Parameters<borrowed>>(std::string_view(text), read_options{}.lenient().keep_unknown());
    REQUIRE(read);
    REQUIRE(read->parameter[0].unknown.size() == 1);
    expected = to_json(*read);
    kept = to_storage<owned>(*read);
    for (char& c : text) c = '#';
  }
  CHECK(to_json(*kept) == expected);
  // Unknown members of a datatype, of a parameter, and of the resource.
  const auto* name = kept->parameter[0].value.get_if<HumanName<>>();
  REQUIRE(name != nullptr);
  REQUIRE(name->unknown.size() == 1);
  CHECK(name->unknown[0].name == "odd");
  CHECK(name->unknown[0].json == "[1.50]");
  CHECK(kept->parameter[0].unknown[0].name == "other");
  CHECK(kept->parameter[0].unknown[0].json == "\"kept\"");
  CHECK(kept->unknown[0].name == "last");
  CHECK(kept->parameter[0].id == "e");
  CHECK(*kept->language.element->id == "l");
  CHECK(*name->given[0].element->id == "g");
  CHECK(name->given[1].element->extension[0].value.get_if<Integer<>>()->is_minus_zero());
  CHECK(*kept->parameter[1].value.get_if<Decimal<>>()->element->id == "d");
  CHECK(kept->parameter[2].resource.get_if<RawResource<>>()->resourceType == "Patient");
  CHECK(*get<Boolean<>>(*kept->parameter[4].part[0].resource.get_if<Parameters<>>(), "b") == false);

  // And back: what is borrowed refers to what owns it.
  const Parameters<borrowed> again = to_storage<borrowed>(*kept);
  CHECK(to_json(again) == expected);
  CHECK(std::string_view(again.parameter[0].name).data() == kept->parameter[0].name.text.data());
  CHECK(to_storage<owned>(again) == *kept);
}

TEST_CASE("a Bundle, and an entry of one, in the other storage", "[resource][to_storage]") {
  const std::string before =
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"a","resource":)" + dense + "}]}";
  std::string text = before;
  const read_options all = read_options{}.lenient().keep_unknown();
  const auto view = from_json<Bundle<Parameters<borrowed>>>(std::string_view(text), all);
  const auto open = from_json<Bundle<Resource<borrowed>>>(std::string_view(text), all);
  const std::string written = to_json(view.value());
  const Bundle<Parameters<>> kept = to_storage<owned>(*view);
  const Bundle<> kept_open = to_storage<owned>(open.value());
  const BundleEntry<Parameters<>> entry = to_storage<owned>(view->entry[0]);
  text.assign(text.size(), 'x');
  CHECK(to_json(kept) == written);
  CHECK(to_json(kept_open) == written);
  CHECK(kept.entry[0] == entry);
  CHECK(to_json(to_storage<borrowed>(kept)) == written);
}

TEST_CASE("unknown members are written by every writer, wherever they are", "[resource][to_storage]") {
  Bundle<Parameters<>> bundle;
  for (int where = 0; where < 6; ++where) {
    auto& parameters = bundle.entry.emplace_back().resource.emplace();
    auto& parameter = parameters.parameter.emplace_back();
    parameter.name = "a";
    const unknown_member<> odd{"odd", "[1.50]"};
    CodeableConcept<> concept_value;
    concept_value.coding.emplace_back().code = "c";
    Quantity<> quantity;
    quantity.value = Decimal<>("1.0");
    std::string member;
    const auto with = [&](std::string_view json) { member = json; };
    switch (where) {
      case 0:
        parameters.unknown.push_back(odd);
        with(R"({"resourceType":"Parameters","parameter":[{"name":"a"}],"odd":[1.50]})");
        break;
      case 1:
        parameter.unknown.push_back(odd);
        with(R"({"resourceType":"Parameters","parameter":[{"name":"a","odd":[1.50]}]})");
        break;
      case 2:
        quantity.unknown.push_back(odd);
        parameter.value = quantity;
        with(R"({"resourceType":"Parameters","parameter":[{"name":"a","valueQuantity":{"value":1.0,"odd":[1.50]}}]})");
        break;
      case 3:
        concept_value.unknown.push_back(odd);
        parameter.value = concept_value;
        with(
            R"({"resourceType":"Parameters","parameter":[{"name":"a","valueCodeableConcept":{"coding":[{"code":"c"}],"odd":[1.50]}}]})");
        break;
      case 4:
        concept_value.coding[0].unknown.push_back(odd);
        parameter.value = concept_value;
        with(
            R"({"resourceType":"Parameters","parameter":[{"name":"a","valueCodeableConcept":{"coding":[{"code":"c","odd":[1.50]}]}}]})");
        break;
      default:
        parameter.part.emplace_back().name = "q";
        parameter.part[0].unknown.push_back(odd);
        with(R"({"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"q","odd":[1.50]}]}]})");
    }
    CAPTURE(where);
    CHECK(to_json(parameters) == member);
    CHECK(to_json(Bundle<Parameters<>>{.entry = {{.resource = parameters}}}) ==
          R"({"resourceType":"Bundle","entry":[{"resource":)" + member + "}]}");
    CHECK(to_json(to_storage<borrowed>(parameters)) == member);
    const auto read = from_json<Parameters<>>(member, read_options{}.lenient().keep_unknown());
    REQUIRE(read);
    CHECK(*read == parameters);
    CHECK_FALSE(*read == *from_json<Parameters<>>(member, read_options{}.lenient()));
  }
}

TEST_CASE("documents written by others are the same in the other storage and back", "[resource][to_storage]") {
  std::size_t compared = 0;
  for (const auto& path : test::documents()) {
    const std::string text = test::read_file(path.string());
    const auto read = from_json<Parameters<borrowed>>(std::string_view(text), read_options{}.lenient().keep_unknown());
    if (!read) continue;
    CAPTURE(path.filename().string());
    const Parameters<> kept = to_storage<owned>(*read);
    const std::string written = to_json(kept);
    CHECK(written == to_json(*read));
    CHECK(kept == *from_json<Parameters<>>(text, read_options{}.lenient().keep_unknown()));
    CHECK(to_json(to_storage<borrowed>(kept)) == written);
    ++compared;
  }
  CHECK(compared > 100);
}

TEST_CASE("a document in the other storage is the same") {
  const std::string whole =
      R"({"resourceType":"Parameters","parameter":[{"name":"x","resource":)" + std::string(document) + "}]}";
  const auto read_owned = read_leniently<Parameters<>>(whole);
  const auto read_borrowed = read_leniently<Parameters<borrowed>>(whole);
  const Parameters<>& in_owned = *read_owned;
  const Parameters<borrowed>& in_borrowed = *read_borrowed;
  const std::string text = to_json(in_owned);
  CHECK(text.find("unknownOfBundle") != std::string::npos);
  CHECK(text.find("unknownOfPeriod") != std::string::npos);
  CHECK(to_json(in_borrowed) == text);
  const Parameters<> converted = to_storage<owned>(in_borrowed);
  CHECK(converted == in_owned);
  CHECK(to_json(converted) == text);
  const Parameters<borrowed> borrowing = to_storage<borrowed>(in_owned);
  CHECK(borrowing == in_borrowed);
  CHECK(to_json(borrowing) == text);
  CHECK(to_storage<owned>(in_owned) == in_owned);
  CHECK(to_storage<borrowed>(in_borrowed) == in_borrowed);
}

TEMPLATE_TEST_CASE("a value, a resource and a primitive alone in the other storage", "", owned, borrowed) {
  using From = TestType;
  using To = std::conditional_t<From::owns, borrowed, owned>;
  using forth = detail::converter<From, To>;

  Value<From> period = Period<From>{.start = "2020", .end = "2021"};
  period.template get_if<Period<From>>()->start.element.emplace().id = "s";
  Value<To> value = "before";
  forth::convert(period, value);
  Period<To> expected{.start = "2020", .end = "2021"};
  expected.start.element.emplace().id = "s";
  CHECK(value == Value<To>(expected));
  Value<To> text;
  const Value<From> letter("t");
  forth::convert(letter, text);
  CHECK(text == Value<To>("t"));

  Binary<From> binary{.contentType = "a/b"};
  binary.meta.emplace().versionId = "v";
  Resource<To> resource;
  const Resource<From> source(binary);
  forth::convert(source, resource);
  Binary<To> expected_binary{.contentType = "a/b"};
  expected_binary.meta.emplace().versionId = "v";
  CHECK(resource == Resource<To>(expected_binary));

  Code<From> code("c");
  code.element.emplace().extension.emplace_back().url = "u";
  Code<To> converted;
  forth::convert(detail::shape::text, &code, &converted);
  CHECK(converted == "c");
  REQUIRE(converted.element);
  REQUIRE(converted.element->extension.size() == 1);
  CHECK(converted.element->extension[0].url == "u");
}
