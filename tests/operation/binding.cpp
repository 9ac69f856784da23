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

TEST_CASE("an operation without parameters refuses any", "[operation]") {
  CHECK(to_parameters(no_parameters{}) == Parameters<>());
  CHECK(from_parameters<no_parameters>(Parameters<>()));
  Parameters<> one;
  add(one, "a", 1);
  CHECK_FALSE(from_parameters<no_parameters>(one));
}
