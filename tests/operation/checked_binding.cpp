// The rules for the table of a struct. That a table which breaks one does not compile, and with which message, is in tests/negative.

#include "fhirops/operation/checked_binding.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

static_assert(detail::table_value<clinic::Admit::Request>.size == 17);
static_assert(detail::table_value<no_parameters>.size == 0);

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
