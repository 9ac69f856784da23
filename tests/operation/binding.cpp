// A struct and its table: what a member's type says of the parameter.

#include "fhirops/operation/binding.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

// Text that outlives what it was read from.
struct borrowing {
  std::vector<std::variant<bool, Reference<borrowed>>> any{};
};
constexpr auto fhir_parameters(const borrowing*) { return parameters(param<"any", &borrowing::any>{}); }

namespace {

struct unbound {
  std::string a{};
};

static_assert(Bound<clinic::Dose>);
static_assert(Bound<clinic::Visit<std::string>>);
static_assert(Bound<no_parameters>);
static_assert(Bound<ReportJob<>>);
static_assert(!Bound<unbound>);
static_assert(!Bound<std::string>);
static_assert(!Bound<Parameters<>>);
static_assert(std::is_aggregate_v<clinic::Dose>);  // nothing was asked of it

static_assert(texts<"Patient", "Group">[1] == "Group");
static_assert(detail::table_value<clinic::Admit::Request>.size == 17);
static_assert(detail::table_value<no_parameters>.size == 0);

static_assert(detail::owns_text<clinic::Admit::Request>::value);
static_assert(detail::owns_text<ReportJob<>>::value);
static_assert(!detail::owns_text<ReportJob<Parameters<borrowed>>>::value);
static_assert(!detail::owns_text<borrowing>::value);
static_assert(!detail::owns_text<std::string_view>::value);

// The definition's view of each parameter: `name min..max type`.
std::vector<std::string> lines() {
  std::vector<std::string> all;
  for (const auto& each : definition<clinic::Admit>().parameter) {
    if (each.use != "in") continue;
    all.push_back(std::string(std::string_view(each.name)) + ' ' + std::to_string(*each.min.value) + ".." +
                  std::string(std::string_view(each.max)) + ' ' +
                  (each.part.empty() ? std::string(std::string_view(each.type)) : "parts"));
  }
  return all;
}

}  // namespace

TEST_CASE("a member's type says how often the parameter may occur, and its FHIR type", "[operation]") {
  CHECK(lines() == std::vector<std::string>{"ward 1..1 string", "bed 1..1 integer", "urgent 0..1 boolean",
                                            "days 0..1 unsignedInt", "level 0..1 integer", "since 0..1 instant", "code 1..3 code",
                                            "period 0..* Period", "reason 0..1 Element", "anything 0..1 Element",
                                            "either 0..1 Element", "first 0..1 parts", "dose 2..* parts", "patient 0..1 Patient",
                                            "photo 0..1 Binary", "plan 0..1 Parameters", "raw 0..1 Parameters"});
}

TEST_CASE("a template of the host's, and members of its base, are bound", "[operation]") {
  clinic::Visit<Coding<>> visit;
  visit.name = "Anna";
  visit.reason.code = "c";
  const auto back = from_parameters<clinic::Visit<Coding<>>>(to_parameters(visit));
  REQUIRE(back);
  CHECK(*back == visit);

  clinic::Visit<std::vector<clinic::Dose>> doses;
  doses.name = "Bo";
  doses.reason = {{.drug = "x"}};
  const auto again = from_parameters<clinic::Visit<std::vector<clinic::Dose>>>(to_parameters(doses));
  REQUIRE(again);
  CHECK(*again == doses);
}

TEST_CASE("the table of a struct names each parameter and each member once", "[operation]") {
  using Dose = clinic::Dose;
  using a = param<"a", &Dose::drug>;
  using b = param<"b", &Dose::times>;
  using c = param<"c", &Dose::taken>;
  CHECK(detail::names_differ<>());
  CHECK(detail::members_differ<>());
  CHECK(detail::names_differ<a, b, c>());
  CHECK(detail::members_differ<a, b, c>());
  using a_again = param<"a", &Dose::taken>;
  CHECK_FALSE(detail::names_differ<a, a_again>());
  CHECK_FALSE(detail::names_differ<a, b, a_again>());
  CHECK_FALSE(detail::names_differ<b, a, a_again>());
  CHECK(detail::members_differ<a, b, a_again>());
  using drug = resource_param<"d", &Dose::drug>;
  CHECK_FALSE(detail::members_differ<a, drug>());
  CHECK_FALSE(detail::members_differ<a, b, drug>());
  CHECK_FALSE(detail::members_differ<b, a, drug>());
  CHECK(detail::names_differ<a, b, drug>());
}

TEST_CASE("the minimum of a list is not more than its maximum", "[operation]") {
  const auto right = [](std::vector<param_details> all) { return detail::limits_are_right(all.data(), all.size()); };
  CHECK(right({}));
  CHECK(right({{.min = 1, .max = 1}}));
  CHECK(right({{.min = 7, .max = 0}, {.min = 2, .max = 3}}));
  CHECK_FALSE(right({{.min = 2, .max = 1}}));
  CHECK_FALSE(right({{.min = 1, .max = 1}, {.min = 2, .max = 1}}));
  CHECK_FALSE(right({{.min = 2, .max = 1}, {.min = 1, .max = 1}}));
}

TEST_CASE("alternatives of a variant are of different types, and each is reached", "[operation]") {
  const auto differ = []<class... T>(std::type_identity<std::variant<T...>> all) { return detail::alternatives_differ(all); };
  const auto reached = []<class... T>(std::type_identity<std::variant<T...>> all) {
    return detail::alternatives_are_reached(all);
  };
  using std::type_identity;
  using std::variant;
  CHECK(differ(type_identity<variant<bool, std::string, Coding<>, Binary<>>>()));
  CHECK(differ(type_identity<variant<bool, Value<>, Binary<>, Resource<>>>()));
  CHECK_FALSE(differ(type_identity<variant<std::string, bool, String<>>>()));
  CHECK_FALSE(differ(type_identity<variant<bool, std::string, String<>>>()));
  CHECK_FALSE(differ(type_identity<variant<Value<>, bool, Value<>>>()));
  CHECK_FALSE(differ(type_identity<variant<Resource<>, Resource<>>>()));
  CHECK_FALSE(differ(type_identity<variant<Binary<>, bool, Binary<>>>()));
  CHECK(reached(type_identity<variant<bool, Value<>, Binary<>, Resource<>>>()));
  CHECK(reached(type_identity<variant<Value<>, Resource<>>>()));
  CHECK(reached(type_identity<variant<Resource<>, Value<>>>()));
  CHECK(reached(type_identity<variant<Value<>, Binary<>>>()));
  CHECK_FALSE(reached(type_identity<variant<Value<>, bool>>()));
  CHECK_FALSE(reached(type_identity<variant<Value<>, Resource<>, bool>>()));
  CHECK_FALSE(reached(type_identity<variant<Resource<>, bool, Binary<>>>()));
  CHECK(detail::alternatives_differ(type_identity<bool>()));
  CHECK(detail::alternatives_are_reached(type_identity<bool>()));
}

TEST_CASE("the type in a table is one that the member can hold", "[operation]") {
  const auto fitting = []<class T>(std::type_identity<T>) {
    std::string all;
    for (const char* type : {"", "string", "Element", "Type", "Any", "Resource", "DomainResource", "Patient", "Binary",
                             "Quantity", "SimpleQuantity", "MoneyQuantity", "nothing"})
      if (detail::type_fits<T>(type)) all += std::string(type) + ' ';
    return all;
  };
  using std::type_identity;
  const std::string every =
      " string Element Type Any Resource DomainResource Patient Binary Quantity SimpleQuantity MoneyQuantity ";
  const std::string listed = fitting(type_identity<clinic::Dose>());
  CHECK(listed == fitting(type_identity<ParametersParameter<>>()));
  CHECK(listed.starts_with(" string Element "));
  CHECK(listed.find("nothing") == std::string::npos);
  CHECK(fitting(type_identity<std::string>()) == " string ");
  CHECK(fitting(type_identity<String<>>()) == " string ");
  CHECK(fitting(type_identity<Quantity<>>()) == " Quantity SimpleQuantity MoneyQuantity ");
  CHECK(fitting(type_identity<Value<>>()) == " Element Type ");
  CHECK(fitting(type_identity<Resource<>>()) == " Any Resource DomainResource Patient Binary ");
  CHECK(fitting(type_identity<Binary<>>()) == " Binary ");
  CHECK(fitting(type_identity<std::variant<bool, Coding<>>>()) == " Element Type Any ");
  CHECK(fitting(type_identity<std::variant<Binary<>, Resource<>>>()) == " Any Resource DomainResource ");
  CHECK(fitting(type_identity<Any<>>()) == " Element Type Any Resource DomainResource ");
}

TEST_CASE("each detail of a parameter is compared with its member", "[operation]") {
  using detail::detail_fault;
  const auto fault = []<class M>(std::type_identity<M>, const param_details& details) {
    return detail::fault_of_details<param<"a", &clinic::Dose::drug>, M>(details);
  };
  using std::type_identity;
  constexpr type_identity<std::string> one{};
  constexpr type_identity<std::optional<std::string>> maybe{};
  constexpr type_identity<std::vector<std::string>> many{};
  constexpr type_identity<Value<>> value{};
  constexpr type_identity<Resource<>> resource{};
  constexpr type_identity<Any<>> any{};
  constexpr type_identity<search_value> search{};
  CHECK(fault(one, {}) == detail_fault::none);
  CHECK(fault(one, {.max = 1}) == detail_fault::max_of_one);
  CHECK(fault(maybe, {.max = 2}) == detail_fault::max_of_one);
  CHECK(fault(many, {.max = 1}) == detail_fault::none);
  CHECK(fault(one, {.min = 1}) == detail_fault::min_of_one);
  CHECK(fault(maybe, {.min = 1}) == detail_fault::min_of_one);
  CHECK(fault(many, {.min = 2}) == detail_fault::none);
  CHECK(fault(maybe, {.scope = texts<"type">, .min = 1}) == detail_fault::none);
  CHECK(fault(maybe, {.scope = texts<"type">, .min = 2}) == detail_fault::min_of_one);
  CHECK(fault(one, {.scope = texts<"type">, .min = 1}) == detail_fault::min_of_one);
  CHECK(fault(one, {.scope = texts<"type", "system">}) == detail_fault::none);
  CHECK(fault(one, {.scope = texts<"type", "patient">}) == detail_fault::scope);
  CHECK(fault(one, {.type = "string"}) == detail_fault::none);
  CHECK(fault(one, {.type = "code"}) == detail_fault::type);
  CHECK(fault(one, {.searchType = "token"}) == detail_fault::none);
  CHECK(fault(one, {.searchType = "tokens"}) == detail_fault::searchType);
  CHECK(fault(search, {.searchType = "token"}) == detail_fault::none);
  CHECK(fault(search, {}) == detail_fault::no_searchType);
  CHECK(fault(one, {.targetProfile = texts<"http://a/b">}) == detail_fault::none);
  CHECK(fault(one, {.targetProfile = texts<"http://a/b", "Patient">}) == detail_fault::targetProfile);
  const type_set codes(type_id::code);
  CHECK(fault(value, {.allowed = codes}) == detail_fault::none);
  CHECK(fault(any, {.allowed = codes}) == detail_fault::none);
  CHECK(fault(one, {.allowed = codes}) == detail_fault::allowed);
  CHECK(fault(resource, {.allowed = codes}) == detail_fault::allowed);
  CHECK(fault(resource, {.allowedResource = texts<"Patient", "Resource">}) == detail_fault::none);
  CHECK(fault(any, {.allowedResource = texts<"Patient">}) == detail_fault::none);
  CHECK(fault(value, {.allowedResource = texts<"Patient">}) == detail_fault::allowedResource);
  CHECK(fault(one, {.allowedResource = texts<"Patient">}) == detail_fault::allowedResource);
  CHECK(fault(resource, {.allowedResource = texts<"Patient", "string">}) == detail_fault::not_a_resource);
  CHECK(fault(value, {.untyped = true}) == detail_fault::none);
  CHECK(fault(one, {.untyped = true}) == detail_fault::untyped);
  CHECK(fault(one, {.bindingStrength = "required", .bindingValueSet = "http://a/b"}) == detail_fault::none);
  CHECK(fault(one, {.bindingStrength = "must", .bindingValueSet = "http://a/b"}) == detail_fault::bindingStrength);
  CHECK(fault(one, {.bindingStrength = "required"}) == detail_fault::bindingValueSet);
  CHECK(fault(one, {.bindingStrength = "required", .bindingValueSet = "a"}) == detail_fault::bindingValueSet);
  CHECK(fault(one, {.bindingValueSet = "http://a/b"}) == detail_fault::bindingValueSet);
  // The first of a table.
  using Dose = clinic::Dose;
  const auto first = [](std::uint32_t drug, std::uint32_t times) {
    return detail::first_fault<Dose>(parameters(param<"drug", &Dose::drug>{{.max = drug}},
                                                param<"times", &Dose::times>{{.min = times}},
                                                param<"taken", &Dose::taken>{{.min = 1, .max = 1}}));
  };
  CHECK(first(0, 0) == detail_fault::none);
  CHECK(first(0, 1) == detail_fault::min_of_one);
  CHECK(first(1, 1) == detail_fault::max_of_one);
}

TEST_CASE("an operation without parameters refuses any", "[operation]") {
  CHECK(to_parameters(no_parameters{}) == Parameters<>());
  CHECK(from_parameters<no_parameters>(Parameters<>()));
  Parameters<> one;
  add(one, "a", 1);
  CHECK_FALSE(from_parameters<no_parameters>(one));
}
