// Values that a host makes by hand, odd ones among them: where `validate` has nothing to say of one, what is written of
// it is read strictly, and is the same value.

#include <fhirops/fhirops.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

template <class T>
struct change {
  std::string name;
  std::function<void(T&)> apply;
};

template <class T>
void check(const T& value, int& silent) {
  const issues found = validate(value);
  if (found.has_errors()) return;
  ++silent;
  const std::string text = to_json(value);
  CAPTURE(text);
  const auto back = from_json<T>(text, read_options{}.max_depth(read_options::deepest));
  for (const issue& each : back.issues())
    if (each.is_error()) FAIL_CHECK("refused: " << to_string(each));
  if (back && to_json(*back) != text) FAIL_CHECK("another text: " << to_json(*back));
}

// Each change by itself, and with some of the others.
template <class T>
int check_all(const T& base, const std::vector<change<T>>& changes) {
  int silent = 0;
  std::size_t turn = 0;
  {
    INFO("as it is");
    check(base, silent);
    CHECK(silent == 1);
  }
  for (const auto& first : changes) {
    CAPTURE(first.name);
    T one = base;
    first.apply(one);
    check(one, silent);
    for (std::size_t i = (turn += 3) % 7; i < changes.size(); i += 7) {
      const auto& second = changes[i];
      CAPTURE(second.name);
      T two = one;
      second.apply(two);
      check(two, silent);
    }
  }
  return silent;
}

// clang-format off
const std::vector<std::string> odd_texts{
    "", " ", "\t", "a ", "\n", std::string("a\0b", 3), "\x01", "\x7F", "\xC2\x85", "\xFF", "\xED\xA0\x80", "\xEF\xBF\xBE",
    "\xC2\xA0", "\"\\/", "$5", "\xF0\x9F\x92\x8A", "1", "true", "null", std::string(70, 'x')};
// clang-format on

// Elements that say little or nothing.
std::vector<std::pair<std::string, Element<>>> odd_elements() {
  std::vector<std::pair<std::string, Element<>>> all;
  all.emplace_back("an empty element", Element<>{});
  for (const std::string& text : odd_texts) {
    Element<> element;
    element.id = text;
    all.emplace_back("an element with the id " + text, element);
    Extension<> extension;
    extension.url = text;
    element = {};
    element.extension.push_back(extension);
    all.emplace_back("an extension of " + text, element);
  }
  Element<> element;
  element.extension.emplace_back();
  all.emplace_back("an empty extension", element);
  element.extension[0].url = "http://x";
  element.extension[0].value = String<>("");
  all.emplace_back("an extension with an empty value", element);
  element.extension[0].value = String<>("x");
  all.emplace_back("an extension", element);
  element.extension[0].extension.emplace_back().url = "http://y";
  all.emplace_back("an extension with value and extension", element);
  element.extension[0].value.reset();
  all.emplace_back("an extension with an extension that has nothing", element);
  return all;
}

// One change for each odd text and element of a primitive.
template <class T, class Get>
void add_primitive(std::vector<change<T>>& changes, const std::string& name, Get get) {
  for (const std::string& text : odd_texts)
    changes.push_back({name + " is " + text, [get, text](T& value) { get(value).text = text; }});
  for (const auto& [what, element] : odd_elements())
    changes.push_back({name + " has " + what, [get, element = element](T& value) { get(value).element = element; }});
}

// What of an untyped resource is judged: that it is JSON, one object, and of the type that it is held as. JSON's rules inside
// of it (an empty array) are for reading to judge.
const std::vector<std::pair<std::string, std::string>> odd_resources{
    {"Patient", ""},
    {"Patient", "not JSON"},
    {"Patient", "{}"},
    {"Patient", "[]"},
    {"Patient", "null"},
    {"Patient", R"({"resourceType":"Patient"})"},
    {"Patient", R"( {"resourceType":"Patient"} )"},
    {"Patient", "\xEF\xBB\xBF{\"resourceType\":\"Patient\"}"},
    {"Patient", R"({"resourceType":"Patient"} {})"},
    {"Patient", R"({"resourceType":"Patient",})"},
    {"Patient", R"({"resourceType":"Group"})"},
    {"Patient", R"({"resourceType":1})"},
    {"", R"({"resourceType":"Patient"})"},
    {"", R"({"resourceType":""})"},
    {"Patient", R"({"id":"a","resourceType":"Patient"})"},
    {"Patient", R"({"resource\u0054ype":"Patient"})"},
    {"Patient", R"({"resourceType":"Patien\u0074"})"},
    {"Patient", R"({"resourceType":"Patient","_id":{"id":"x"}})"},
    {"Patient", R"({"resourceType":"Patient","id":7})"},
    {"Patient", R"({"resourceType":"Patient","id":"a b"})"},
    {"Patient", R"({"resourceType":"Patient","_a":1})"},
    {"Patient", R"({"resourceType":"Patient","_a":{"id":"x"}})"},
    {"Patient", "{\"resourceType\":\"Patient\",\"a\":\"\xFF\"}"},
    {"Patient", "{\"resourceType\":\"Patient\",\"\xFF\":1}"},
    {"Patient", R"({"resourceType":"Patient","a":"\ud800"})"},
    {"Patient", R"({"resourceType":"Patient","a":"\u0000"})"},
    {"Patient", R"({"resourceType":"Patient","a":"\u0001"})"},
    {"Patient", R"({"resourceType":"Patient","a\u0000":1})"},
    {"Patient", R"({"resourceType":"Patient","":1})"},
    {"Patient", R"({"resourceType":"Patient","a":1e999999999999})"},
    {"Patient", R"({"resourceType":"Patient","a":99999999999999999999999})"},
    {"Patient",
     R"({"resourceType":"Patient","contained":[{"resourceType":"Patient","id":"a"},{"resourceType":"Patient","id":"a"}]})"},
    {"Patient", R"({"resourceType":"Patient","modifierExtension":[{"url":"http://x"}]})"},
    {"Patient", R"({"resourceType":"Patient","extension":{"url":"http://x"}})"},
    {"Patient", R"({"resourceType":"Patient","text":"x"})"},
    {"Foo", R"({"resourceType":"Foo"})"},
    {"Resource", R"({"resourceType":"Resource"})"},
    {"Parameters", R"({"resourceType":"Parameters"})"},
    {"Bundle", R"({"resourceType":"Bundle","type":"collection"})"},
    {"\xFF", "{\"resourceType\":\"\xFF\"}"},
};

std::string nested(int levels) {
  std::string text = R"({"resourceType":"Patient")";
  for (int i = 0; i < levels; ++i) text += R"(,"a":{"b":1)";
  return text + std::string(static_cast<std::size_t>(levels), '}') + '}';
}

template <class T, class Get>
void add_resources(std::vector<change<T>>& changes, const std::string& name, Get get) {
  auto all = odd_resources;
  for (const int levels : {100, 190, 195, 196, 197, 198, 199, 200, 201, 300, 1000, 1100})
    all.emplace_back("Patient", nested(levels));
  for (const auto& [type, json] : all)
    changes.push_back({name + " is " + json.substr(0, 60),
                       [get, type = type, json = json](T& value) { get(value) = Resource<>(RawResource<>{type, json}); }});
  changes.push_back({name + " is absent", [get](T& value) { get(value) = Resource<>(); }});
  changes.push_back({name + " is empty Parameters", [get](T& value) { get(value) = Resource<>(Parameters<>{}); }});
  changes.push_back({name + " is an empty Binary", [get](T& value) { get(value) = Resource<>(Binary<>{}); }});
}

template <class V>
change<Parameters<>> with_value(const std::string& name, V made) {
  return {name, [made](Parameters<>& value) { value.parameter[0].value = made; }};
}
template <class... V>
void add_empty_values(std::vector<change<Parameters<>>>& changes) {
  (changes.push_back(with_value("an empty " + std::string(to_string(V::fhir_type)), V())), ...);
}

}  // namespace

TEST_CASE("Parameters made by hand", "[validate][hand_built]") {
  Parameters<> base;
  auto& parameter = base.parameter.emplace_back();
  parameter.name = "a";
  parameter.value = String<>("x");
  using P = Parameters<>;
  std::vector<change<P>> changes;
  add_primitive(changes, "name", [](P& value) -> auto& { return value.parameter[0].name; });
  add_primitive(changes, "language", [](P& value) -> auto& { return value.language; });
  add_primitive(changes, "id", [](P& value) -> auto& { return value.id; });
  for (const std::string& text : odd_texts) changes.push_back(with_value("a string " + text, String<>(text)));
  for (const auto& [what, element] : odd_elements()) {
    String<> with("x");
    with.element = element;
    changes.push_back(with_value("a string with " + what, with));
    String<> without;
    without.element = element;
    changes.push_back(with_value("no string, with " + what, without));
  }
  for (const char* text : {"", "1.", ".5", "01", "+1", "NaN", "1e999999999", "-0", "1e", "0x1"})
    changes.push_back(with_value("a decimal", Decimal<>(text)));
  for (const std::int64_t number : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{2147483648}}) {
    changes.push_back(with_value("an integer", Integer<>(number)));
    changes.push_back(with_value("a positiveInt", PositiveInt<>(number)));
  }
  add_empty_values<Base64Binary<>, Boolean<>, Canonical<>, Code<>, Date<>, DateTime<>, Decimal<>, Id<>, Instant<>, Integer<>,
                   Markdown<>, Oid<>, PositiveInt<>, String<>, Time<>, UnsignedInt<>, Uri<>, Url<>, Uuid<>, Address<>, Age<>,
                   Annotation<>, Attachment<>, CodeableConcept<>, Coding<>, ContactPoint<>, Count<>, Distance<>, Duration<>,
                   HumanName<>, Identifier<>, Money<>, Period<>, Quantity<>, Range<>, Ratio<>, Reference<>, SampledData<>,
                   Signature<>, Timing<>, ContactDetail<>, Contributor<>, DataRequirement<>, Expression<>, ParameterDefinition<>,
                   RelatedArtifact<>, TriggerDefinition<>, UsageContext<>, Dosage<>, Meta<>>(changes);
  changes.push_back({"no value", [](P& value) { value.parameter[0].value.reset(); }});
  changes.push_back({"an empty part", [](P& value) { value.parameter[0].part.emplace_back(); }});
  changes.push_back({"a part", [](P& value) {
                       auto& part = value.parameter[0].part.emplace_back();
                       part.name = "p";
                       part.value = Code<>("c");
                     }});
  changes.push_back({"another parameter", [](P& value) { value.parameter.emplace_back(); }});
  changes.push_back({"nothing but a name", [](P& value) {
                       value.parameter[0] = {};
                       value.parameter[0].name = "a";
                     }});
  for (const int levels : {40, 60, 90, 100, 130, 190, 300})
    changes.push_back({"parts in parts", [levels](P& value) {
                         ParametersParameter<>* at = &value.parameter[0];
                         at->value.reset();
                         for (int i = 0; i < levels; ++i) {
                           at = &at->part.emplace_back();
                           at->name = "p";
                         }
                         at->value = Code<>("c");
                       }});
  add_resources(changes, "resource", [](P& value) -> auto& {
    value.parameter[0].value.reset();
    return value.parameter[0].resource;
  });
  // Lists of which the items have values, extensions, or neither.
  const std::vector<std::string> given[] = {{""}, {"", "a"}, {"a", ""}, {"", ""}, {"a", "b"}};
  for (const auto& texts : given)
    for (const auto& [what, element] : odd_elements()) {
      HumanName<> name;
      for (const std::string& text : texts) name.given.push_back(String<>(text));
      name.given[0].element = element;
      changes.push_back(with_value("given with " + what, name));
    }
  HumanName<> name;
  name.given.push_back("");
  changes.push_back(with_value("an empty given", name));
  name.given.push_back("b");
  changes.push_back(with_value("an empty given and one", name));
  CodeableConcept<> concept_of_nothing;
  concept_of_nothing.coding.emplace_back();
  changes.push_back(with_value("a concept with an empty coding", concept_of_nothing));
  concept_of_nothing.coding.emplace_back().code = "x";
  changes.push_back(with_value("a concept with an empty coding and one", concept_of_nothing));
  Timing<> timing;
  timing.event.push_back(DateTime<>(""));
  timing.repeat.emplace();
  changes.push_back(with_value("a timing of nothing", timing));
  changes.push_back({"empty meta", [](P& value) { value.meta.emplace(); }});
  changes.push_back({"meta with an empty profile", [](P& value) { value.meta.emplace().profile.push_back(""); }});
  CHECK(check_all(base, changes) > 100);
}

TEST_CASE("Bundles and outcomes made by hand", "[validate][hand_built]") {
  using B = Bundle<>;
  B bundle;
  bundle.type = "collection";
  auto& entry = bundle.entry.emplace_back();
  entry.fullUrl = "urn:uuid:0aaca7cd-67c3-48dd-a8c4-0cceecb50001";
  entry.resource = Resource<>(RawResource<>{"Patient", R"({"resourceType":"Patient","id":"a"})"});
  std::vector<change<B>> changes;
  add_primitive(changes, "fullUrl", [](B& value) -> auto& { return value.entry[0].fullUrl; });
  add_primitive(changes, "type", [](B& value) -> auto& { return value.type; });
  add_resources(changes, "resource", [](B& value) -> auto& { return value.entry[0].resource; });
  changes.push_back({"an empty entry", [](B& value) { value.entry.emplace_back(); }});
  changes.push_back({"an empty request", [](B& value) { value.entry[0].request.emplace(); }});
  changes.push_back({"an empty search", [](B& value) { value.entry[0].search.emplace(); }});
  changes.push_back({"an empty link", [](B& value) { value.link.emplace_back(); }});
  changes.push_back({"an empty signature", [](B& value) { value.signature.emplace(); }});
  changes.push_back({"a total", [](B& value) { value.total = std::int64_t{1} << 40U; }});
  CHECK(check_all(bundle, changes) > 50);

  using O = OperationOutcome<>;
  O outcome;
  auto& first = outcome.issue.emplace_back();
  first.severity = "error";
  first.code = "invalid";
  std::vector<change<O>> more;
  add_primitive(more, "severity", [](O& value) -> auto& { return value.issue[0].severity; });
  add_primitive(more, "diagnostics", [](O& value) -> auto& { return value.issue[0].diagnostics; });
  more.push_back({"an empty narrative", [](O& value) { value.text.emplace(); }});
  add_primitive(more, "text.status", [](O& value) -> auto& {
    if (!value.text) value.text.emplace();
    return value.text->status;
  });
  add_primitive(more, "text.div", [](O& value) -> auto& {
    if (!value.text) value.text.emplace().status = "generated";
    return value.text->div;
  });
  more.push_back({"no resource contained", [](O& value) { value.contained.emplace_back(); }});
  add_resources(more, "contained",
                [](O& value) -> auto& { return value.contained.empty() ? value.contained.emplace_back() : value.contained[0]; });
  more.push_back({"an empty expression", [](O& value) { value.issue[0].expression.push_back(""); }});
  more.push_back({"an expression", [](O& value) { value.issue[0].expression.push_back("a"); }});
  CHECK(check_all(outcome, more) > 50);
}
