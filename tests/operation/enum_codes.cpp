// An enum of the host's for the codes of a parameter.

#include <fhirops/fhirops.hpp>
#include <utility>

#include "support/catch.hpp"

using namespace fhirops;

namespace order {

enum class Urgency { routine, asap, entered_in_error, internal };
constexpr auto fhir_codes(const Urgency*) {
  return enum_codes<Urgency>(
      {{Urgency::routine, "routine"}, {Urgency::asap, "asap"}, {Urgency::entered_in_error, "entered-in-error"}});
}
struct Request {
  Urgency urgency{};
  std::vector<Urgency> others{};
  std::optional<std::variant<Urgency, std::string>> either{};

  friend bool operator==(const Request&, const Request&) = default;
};
constexpr auto fhir_parameters(const Request*) {
  return parameters(param<"urgency", &Request::urgency>{}, param<"other", &Request::others>{},
                    param<"either", &Request::either>{});
}
struct Op {
  using Request = order::Request;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "order", .affectsState = false, .system = true};
};

}  // namespace order

TEST_CASE("an enumerator is written as its code, and read from it", "[operation][enum_codes]") {
  using enum order::Urgency;
  const order::Request request{.urgency = entered_in_error, .others = {asap, routine}, .either = asap};
  const Parameters<> sent = to_parameters(request);
  CHECK(to_json(sent) ==
        R"({"resourceType":"Parameters","parameter":[{"name":"urgency","valueCode":"entered-in-error"},)"
        R"({"name":"other","valueCode":"asap"},{"name":"other","valueCode":"routine"},{"name":"either","valueCode":"asap"}]})");
  const auto back = from_parameters<order::Request>(sent);
  REQUIRE(back);
  CHECK(*back == request);
  const auto asked = from_query<order::Request>("urgency=asap&other=routine");
  REQUIRE(asked);
  CHECK(*asked == order::Request{.urgency = asap, .others = {routine}});
}

TEST_CASE("a code that the enum does not have is refused", "[operation][enum_codes]") {
  const auto refused = from_query<order::Request>("urgency=soon");
  REQUIRE_FALSE(refused.issues().empty());
  CHECK(refused.issues()[0].code == issue_type::code_invalid);
  CHECK(refused.issues()[0].text == "\"soon\" is not a code of this parameter: write routine, asap or entered-in-error");
}

TEST_CASE("a code that the enum does not have is refused in another text type too", "[operation][enum_codes]") {
  const auto with = [](Value<> value, read_options options) {
    Parameters<> sent;
    auto& parameter = sent.parameter.emplace_back();
    parameter.name = "urgency";
    parameter.value = std::move(value);
    return from_parameters<order::Request>(sent, options);
  };
  constexpr auto lenient = read_options{}.lenient();
  const auto taken = with("asap", lenient);
  REQUIRE(taken);
  CHECK(taken->urgency == order::Urgency::asap);

  const auto refused = with("soon", lenient);
  CHECK_FALSE(refused);
  REQUIRE(refused.issues().size() == 2);
  CHECK(refused.issues()[0].severity == issue_severity::warning);
  CHECK(refused.issues()[1].severity == issue_severity::error);
  CHECK(refused.issues()[1].code == issue_type::code_invalid);
  CHECK(refused.issues()[1].pointer == "/parameter/0/valueString");
  CHECK(refused.issues()[1].text == "\"soon\" is not a code of this parameter: write routine, asap or entered-in-error");

  String<> bare;
  bare.element.emplace().id.emplace("x");
  CHECK_FALSE(with(bare, lenient));
}

TEST_CASE("an enumerator without a code is not written", "[operation][enum_codes]") {
  CHECK(to_parameters(order::Request{.urgency = order::Urgency::internal}).parameter.empty());
}

TEST_CASE("an enum is a code in the definition, and fits a URL", "[operation][enum_codes]") {
  CHECK(definition<order::Op>().parameter[0].type == "code");
  CHECK(allows_get<order::Op>);
}

TEST_CASE("the table of an enum has codes, each once", "[operation][enum_codes]") {
  using order::Urgency;
  using codes = std::vector<enum_code<Urgency>>;
  struct table {
    codes all;
  };
  constexpr Urgency a = Urgency::routine;
  constexpr Urgency b = Urgency::asap;
  constexpr Urgency c = Urgency::internal;
  CHECK(detail::enum_codes_differ(table{}));
  CHECK(detail::enum_codes_differ(table{{{a, "a"}, {b, "b"}, {c, "c"}}}));
  for (const codes& twice :
       {codes{{a, "a"}, {b, "a"}}, codes{{a, "a"}, {a, "b"}}, codes{{a, "a"}, {b, "b"}, {c, "a"}},
        codes{{a, "a"}, {b, "b"}, {c, "b"}}, codes{{a, "a"}, {b, "b"}, {a, "c"}}, codes{{a, "a"}, {b, "b"}, {b, "c"}}})
    CHECK_FALSE(detail::enum_codes_differ(table{twice}));
  CHECK(detail::enum_codes_are_codes(table{{{a, "a"}, {b, "b c"}}}));
  for (const codes& none : {codes{{a, "a"}, {b, ""}}, codes{{a, " a"}, {b, "b"}}, codes{{a, "a"}, {b, "b "}}, codes{{a, "a  b"}}})
    CHECK_FALSE(detail::enum_codes_are_codes(table{none}));
}
