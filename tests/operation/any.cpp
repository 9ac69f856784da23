// A value or a resource, whichever the parameter has, and the whole parameter as it is.

#include <fhirops/fhirops.hpp>

#include "support/catch.hpp"

using namespace fhirops;

namespace convert {

struct Request {
  std::optional<Any<>> content{};
  std::optional<Any<>> narrow{};
  std::vector<Resource<>> patient{};
  std::optional<std::variant<std::string, Bundle<>>> two{};
  std::vector<ParametersParameter<>> rest{};

  friend bool operator==(const Request&, const Request&) = default;
};
constexpr auto fhir_parameters(const Request*) {
  return parameters(param<"content", &Request::content>{},
                    param<"narrow", &Request::narrow>{
                        {.allowed = type_set(type_id::string), .allowedResource = texts<"Patient", "DomainResource">}},
                    param<"patient", &Request::patient>{{.allowedResource = texts<"Patient", "Group">}},
                    param<"two", &Request::two>{}, param<"rest", &Request::rest>{});
}
struct Op {
  using Request = convert::Request;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "convert", .name = "Convert", .affectsState = false, .system = true};
};

}  // namespace convert

namespace {

Parameters<> parsed(const std::string& all) {
  auto read = from_json<Parameters<>>(R"({"resourceType":"Parameters","parameter":[)" + all + "]}");
  REQUIRE(read);
  return *std::move(read);
}
std::vector<std::string> faults(const std::string& all) {
  std::vector<std::string> reported;
  for (const issue& each : from_parameters<convert::Request>(parsed(all)).issues())
    reported.push_back(each.pointer + ": " + each.text);
  return reported;
}
using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a member of type Any is the value or the resource that is there", "[operation][any]") {
  const auto asked = from_parameters<convert::Request>(
      parsed(R"({"name":"content","valueCoding":{"code":"7"}},{"name":"narrow","resource":{"resourceType":"Group"}})"));
  REQUIRE(asked);
  CHECK(std::get<Value<>>(*asked->content).get_if<Coding<>>()->code == "7");
  CHECK(std::get<Resource<>>(*asked->narrow).get_if<RawResource<>>()->resourceType == "Group");
}

TEST_CASE("a variant of values and resources is written and read back", "[operation][any]") {
  const std::string all =
      R"({"name":"content","resource":{"resourceType":"Bundle","type":"batch"}},{"name":"narrow","valueString":"x"},)"
      R"({"name":"patient","resource":{"resourceType":"Patient"}},{"name":"two","resource":{"resourceType":"Bundle","type":"batch"}},)"
      R"({"name":"rest","part":[{"name":"any","valueCode":"c"}]},{"id":"i","name":"rest","valueCode":"c"})";
  const auto asked = from_parameters<convert::Request>(parsed(all));
  REQUIRE(asked);
  CHECK(std::get<Bundle<>>(*asked->two).type == "batch");
  CHECK(asked->rest.at(0).part.size() == 1);
  CHECK(to_json(to_parameters(*asked)) == to_json(parsed(all)));
  CHECK(to_parameters(convert::Request{.content = Any<>()}).parameter.empty());
}

TEST_CASE("allowed types narrow values and resources", "[operation][any]") {
  CHECK(faults(R"({"name":"narrow","valueCode":"x"})") == lines{"/parameter/0/valueCode: the parameter \"narrow\" has valueCode, "
                                                                "but needs valueString, a Patient resource or a DomainResource"});
  CHECK(faults(R"({"name":"narrow","resource":{"resourceType":"Bundle","type":"batch"}})").size() == 1);
  CHECK(faults(R"({"name":"patient","resource":{"resourceType":"Device"}})") ==
        lines{"/parameter/0/resource: the parameter \"patient\" has a Device resource, but needs a Patient resource or a Group "
              "resource"});
  CHECK(faults(R"({"name":"two","resource":{"resourceType":"Device"}})") ==
        lines{"/parameter/0/resource: the parameter \"two\" has a Device resource, but needs valueString or a Bundle resource"});
  CHECK(faults(R"({"name":"content","part":[{"name":"a","valueCode":"x"}]})") ==
        lines{"/parameter/0: the parameter \"content\" has parts only, but needs a value or a resource"});
}

TEST_CASE("the definition says which types are allowed", "[operation][any]") {
  const auto published = definition<convert::Op>();
  lines all;
  for (const auto& each : published.parameter) {
    std::string line = std::string(std::string_view(each.name)) + ' ' + std::string(std::string_view(each.type));
    for (const auto& extension : each.extension) line += ' ' + std::string(std::string_view(*extension.value.get_if<Uri<>>()));
    all.push_back(line);
  }
  CHECK(all == lines{"content Any", "narrow Any string Patient DomainResource", "patient Resource Patient Group",
                     "two Any string Bundle", "rest Any"});
  CHECK_FALSE(validate(published).has_errors());
  CHECK(allows_get<convert::Op>);  // what is complex is optional
}

TEST_CASE("a whole parameter is kept if it has content, and left out if it has none", "[operation][any]") {
  convert::Request request;
  request.rest.resize(4);
  request.rest[0].value = Code<>("c");
  request.rest[1].resource = Bundle<>{.type = "batch"};
  request.rest[2].part.emplace_back().name = "any";
  request.rest[2].part[0].value = true;
  CHECK(
      to_json(to_parameters(request)) ==
      R"({"resourceType":"Parameters","parameter":[{"name":"rest","valueCode":"c"},{"name":"rest","resource":{"resourceType":"Bundle","type":"batch"}},)"
      R"({"name":"rest","part":[{"name":"any","valueBoolean":true}]}]})");
}

namespace convert {

// The first and the last type of value[x], alone and together.
struct Ends {
  std::optional<Value<>> first{};
  std::optional<Value<>> last{};
  std::optional<Any<>> all{};
};
constexpr auto last_type = static_cast<type_id>(value_type_count);
constexpr auto fhir_parameters(const Ends*) {
  return parameters(param<"first", &Ends::first>{{.allowed = type_set(static_cast<type_id>(1))}},
                    param<"last", &Ends::last>{{.allowed = type_set(last_type)}},
                    param<"all", &Ends::all>{{.allowed = type_set::open()}});
}
struct OfEnds {
  using Request = Ends;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "ends", .system = true};
};

}  // namespace convert

TEST_CASE("each type of value[x] may be one that is allowed, the first and the last too", "[operation][any]") {
  const auto needed = [](const std::string& name, const std::string& content) {
    const auto refused = from_parameters<convert::Ends>(parsed(R"({"name":")" + name + R"(",)" + content + '}'));
    if (refused.issues().empty()) return std::string("taken");
    const std::string& text = refused.issues()[0].text;
    return text.substr(text.find("needs ") + 6);
  };
  const std::string first = "value" + std::string(detail::choice_suffix(static_cast<type_id>(1)));
  const std::string last = "value" + std::string(detail::choice_suffix(convert::last_type));
  CHECK(needed("first", R"("valueBoolean":true)") == first);
  CHECK(needed("last", R"("valueBoolean":true)") == last);
  CHECK(needed("all", R"("valueBoolean":true)") == "taken");
  CHECK(needed("all", R"("resource":{"resourceType":"Patient"})") == "a value");
  const auto published = definition<convert::OfEnds>();
  const auto allowed = [&published](std::size_t i) {
    std::string all;
    for (const auto& extension : published.parameter[i].extension)
      all += std::string(std::string_view(*extension.value.get_if<Uri<>>())) + ' ';
    return all;
  };
  CHECK(allowed(0) == std::string(to_string(static_cast<type_id>(1))) + ' ');
  CHECK(allowed(1) == std::string(to_string(convert::last_type)) + ' ');
  CHECK(allowed(2) == "Element ");
}

namespace convert {

// Of Any, resources alone.
struct Only {
  std::optional<Any<>> only{};
};
constexpr auto fhir_parameters(const Only*) {
  return parameters(param<"only", &Only::only>{{.allowedResource = texts<"Patient", "Group">}});
}

}  // namespace convert

TEST_CASE("the issue about a resource that is not allowed names those that are", "[operation][any]") {
  const auto read = [](const std::string& parameter) { return from_parameters<convert::Only>(parsed(parameter)); };
  CHECK(read(R"({"name":"only","resource":{"resourceType":"Group"}})"));
  const auto value = read(R"({"name":"only","valueString":"x"})");
  REQUIRE(value.issues().size() == 1);
  CHECK(value.issues()[0].text == "the parameter \"only\" has valueString, but needs a Patient resource or a Group resource");
  const auto other = read(R"({"name":"only","resource":{"resourceType":"Device"}})");
  REQUIRE(other.issues().size() == 1);
  CHECK(other.issues()[0].text ==
        "the parameter \"only\" has a Device resource, but needs a Patient resource or a Group resource");
}
