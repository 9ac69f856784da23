// From a bound struct to Parameters.

#include "fhirops/operation/to_parameters.hpp"

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("parameters are in the order of the table, each value in the element for its type", "[operation][to_parameters]") {
  clinic::Admit::Request asked = clinic::full_request();
  asked.codes = {"a", "b"};
  CHECK(to_json(to_parameters(asked)) ==
        R"({"resourceType":"Parameters","parameter":[{"name":"ward","valueString":"7"},)"
        R"({"name":"bed","valueInteger":3},{"name":"urgent","valueBoolean":false},)"
        R"({"name":"since","valueInstant":"1970-01-01T00:00:00Z"},{"name":"code","valueCode":"a"},)"
        R"({"name":"code","valueCode":"b"},{"name":"period","valuePeriod":{"start":"2023"}},)"
        R"({"name":"reason","valueCoding":{"code":"c"}},{"name":"anything","valueQuantity":{"value":1.50}},)"
        R"({"name":"dose","part":[{"name":"drug","valueString":"x"}]},)"
        R"({"name":"dose","part":[{"name":"drug","valueString":"y"},{"name":"times","valueInteger":2},)"
        R"({"name":"taken","valueBoolean":true},{"name":"taken","valueBoolean":false}]},)"
        R"({"name":"patient","resource":{"resourceType":"Patient","id":"1"}},)"
        R"({"name":"photo","resource":{"resourceType":"Binary","contentType":"image/png"}},)"
        R"({"name":"plan","resource":{"resourceType":"Parameters","parameter":[{"name":"drug","valueString":"z"}]}}]})");
  const auto back = from_parameters<clinic::Admit::Request>(to_parameters(asked));
  REQUIRE(back);
  CHECK(*back == asked);
}

TEST_CASE("members without content are left out", "[operation][to_parameters]") {
  clinic::Admit::Request asked;
  asked.days.reset();
  asked.codes = {"", "a"};
  asked.reason = std::string();
  asked.anything = Value<>();
  asked.either.emplace();
  asked.first.emplace();
  asked.doses.resize(1);
  asked.patient.emplace();
  asked.periods.emplace_back();
  const Parameters<> parameters = to_parameters(asked);
  CHECK(to_json(parameters) ==
        R"({"resourceType":"Parameters","parameter":[{"name":"bed","valueInteger":0},{"name":"code","valueCode":"a"}]})");
}

TEST_CASE("a resource without content is still a resource", "[operation][to_parameters]") {
  clinic::Admit::Request asked;
  asked.photo.emplace();
  asked.plan.emplace();
  CHECK(to_json(to_parameters(asked)) == R"({"resourceType":"Parameters","parameter":[{"name":"bed","valueInteger":0},)"
                                         R"({"name":"photo","resource":{"resourceType":"Binary"}},)"
                                         R"({"name":"plan","resource":{"resourceType":"Parameters"}}]})");
}

TEST_CASE("in borrowed storage the Parameters refer to the struct's strings", "[operation][to_parameters]") {
  clinic::Dose dose{.drug = std::string(100, 'x')};
  const Parameters<borrowed> parameters = to_parameters<borrowed>(dose);
  REQUIRE(parameters.parameter.size() == 1);
  const auto* text = parameters.parameter[0].value.get_if<String<borrowed>>();
  REQUIRE(text != nullptr);
  CHECK(std::string_view(*text).data() == dose.drug.data());
  CHECK(to_json(parameters) == to_json(to_parameters(dose)));
  const auto back = from_parameters<clinic::Dose>(parameters);
  REQUIRE(back);
  CHECK(*back == dose);
}

TEST_CASE("a value that cannot be written is a parameter nevertheless, so that it is counted and reported",
          "[operation][to_parameters]") {
  clinic::Find::Request asked;
  asked.weight = "ten";
  const Parameters<> parameters = to_parameters(asked);
  REQUIRE(parameters.parameter.size() == 1);
  std::string text;
  CHECK(write_json(parameters, text).unrepresentable == 1);
  CHECK(text == R"({"resourceType":"Parameters","parameter":[{"name":"weight"}]})");
  CHECK(validate(parameters).has_errors());

  clinic::Admit::Request open;
  open.bed = 1;
  open.anything = Value<>(Quantity<>{.value = "ten"});
  CHECK(write_json(to_parameters(open), text).unrepresentable == 1);
}
