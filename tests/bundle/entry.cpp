// What a fhir_entry says, and what follows from it.

#include <concepts>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <type_traits>

#include "support/catch.hpp"
#include "ward.hpp"

using namespace fhirops;

// Not in an unnamed namespace: what is asked is whether the functions are there, and none is called.
namespace asked {

struct plain {
  std::string code{};
};
constexpr auto fhir_parameters(const plain*) { return parameters(param<"code", &plain::code>{}); }

struct at_home : plain {};
constexpr auto fhir_entry(const at_home*) {
  return parameters_entry<"observation", &at_home::code>{.fullUrl = full_url::base{"https://example.org"}};
}

}  // namespace asked

using asked::at_home;
using asked::plain;

TEST_CASE("a struct is an entry if it has both tables", "[bundle][entry]") {
  STATIC_REQUIRE(BoundEntry<ward::Visit<>>);
  STATIC_REQUIRE(BoundEntry<ward::Visit<borrowed>>);
  STATIC_REQUIRE(BoundEntry<ReportJob<>>);
  STATIC_REQUIRE(BoundEntry<at_home>);
  STATIC_REQUIRE_FALSE(BoundEntry<plain>);
  STATIC_REQUIRE_FALSE(BoundEntry<int>);
}

TEST_CASE("the fullUrl of the table is used if the call does not state one", "[bundle][entry]") {
  STATIC_REQUIRE(std::same_as<decltype(detail::default_full_url<ReportJob<>>()), full_url::id>);
  STATIC_REQUIRE(std::same_as<decltype(detail::default_full_url<ward::Bed>()), full_url::id>);
  STATIC_REQUIRE(std::same_as<decltype(detail::default_full_url<ward::Visit<>>()), full_url::urn_uuid>);
  STATIC_REQUIRE(detail::default_full_url<at_home>().url == "https://example.org");
  const auto is = [](full_url::policy policy) {
    return std::string(policy.is_id() ? "id" : "") + (policy.is_urn_uuid() ? "urn" : "") + (policy.is_base() ? "base" : "");
  };
  CHECK(is({}) == "id");
  CHECK(is(full_url::id{}) == "id");
  CHECK(is(full_url::urn_uuid{}) == "urn");
  CHECK(is(full_url::base{"https://example.org"}) == "base");
}

TEST_CASE("issues name a struct by its title, or its parameter", "[bundle][entry]") {
  CHECK(detail::title_of<ReportJob<>>(true) == "a report job");
  CHECK(detail::title_of<ReportJob<>>(false) == "report job");
  CHECK(detail::title_of<ward::Bed>(true) == R"(a "bed")");
  CHECK(detail::title_of<ward::Bed>(false) == R"("bed")");
  CHECK(detail::title_of<at_home>(true) == R"(an "observation")");
}

TEST_CASE("the id is a text or an Id, and may be a parameter too", "[bundle][entry]") {
  ward::Visit<> visit;
  detail::set_id(visit, "7");
  CHECK(visit.number == "7");
  CHECK(detail::id_of(visit) == "7");
  ward::Bed bed;
  detail::set_id(bed, "8");
  CHECK(bed.code == "8");
  STATIC_REQUIRE(detail::binds_id<ward::Bed>);
  STATIC_REQUIRE_FALSE(detail::binds_id<ward::Visit<>>);
  STATIC_REQUIRE_FALSE(detail::binds_id<ReportJob<>>);
}
