// Which structs are written by literals: all but those with what has none.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/allocation_count.hpp"
#include "support/catch.hpp"
#include "support/nested_resource.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace {

bool has_literals(const ward::Visit<>& visit) {
  std::vector<char> memory(1U << 17U);
  detail::output_cursor cursor{memory.data(), memory.data() + memory.size()};
  std::size_t replaced = 0;
  return detail::struct_literals<ward::Visit<>>::put_list(cursor, visit, replaced, ",\"part\":");
}

}  // namespace

TEST_CASE("every kind of member is written by literals", "[bundle][entry_writer]") {
  fixtures::random_source random(71);
  STATIC_REQUIRE(detail::has_literals<ward::Visit<>>());
  STATIC_REQUIRE(detail::has_literals<ward::Bed>());
  STATIC_REQUIRE(detail::has_literals<ReportJob<>>());
  for (const ward::Visit<>& visit : ward::visits(200, random, true)) CHECK(has_literals(visit));
}

TEST_CASE("a struct without literals is written by the general writer, as the same text", "[bundle][entry_writer]") {
  fixtures::random_source random(72);
  ward::Visit<> visit = ward::visit(random, true);
  SECTION("a resource") { visit.contact = from_json<Resource<>>(R"({"resourceType":"Patient"})").value(); }
  SECTION("a resource that nests too deep for its Bundle") {
    visit.contact = from_json<Resource<>>(test::nested_resource(995), read_options{}.max_depth(1000)).value();
  }
  SECTION("an extension") { visit.patient.reference.element.emplace().id = "r"; }
  SECTION("a decimal that is none") { visit.weight = "x"; }
  CHECK_FALSE(has_literals(visit));
  const std::vector<ward::Visit<>> one{visit};
  std::string streamed;
  std::string whole;
  CHECK(write_json(one, streamed).unrepresentable == write_json(to_bundle(one), whole).unrepresentable);
  CHECK(streamed == whole);
}

namespace listed {

template <class T>
struct one {
  std::string id{};
  T value{};
  friend bool operator==(const one&, const one&) = default;
};
template <class T>
constexpr auto fhir_parameters(const one<T>*) {
  return parameters(param<"v", &one<T>::value>{});
}
template <class T>
constexpr auto fhir_entry(const one<T>*) {
  return parameters_entry<"one", &one<T>::id>{};
}

}  // namespace listed

TEMPLATE_TEST_CASE("datatypes with lists, nested elements and extensions are written by literals too", "[bundle][entry_writer]",
                   HumanName<>, Address<>, Identifier<>, Timing<>, Dosage<>, Reference<>, Range<>, Meta<>) {
  constexpr std::string_view texts[] = {
      R"({"use":"official","family":"\u00c5","given":["a","b\"c"],"period":{"start":"2020"}})",
      R"({"line":["1 \n","2"],"city":"x"})",
      R"({"type":{"coding":[{"code":"x"}]},"system":"u","value":"v","assigner":{"reference":"O/1"}})",
      R"({"event":["2020","2021"],"repeat":{"count":2,"dayOfWeek":["mon","tue"]}})",
      R"({"text":"x","doseAndRate":[{"doseQuantity":{"value":1.50}}]})",
      R"({"extension":[{"url":"u","valueCode":"c"}],"reference":"a/b","identifier":{"value":"v"}})",
      R"({"low":{"value":1.0},"high":{"value":2}})",
      R"({"profile":["a","b"],"tag":[{"code":"x"}]})"};
  std::size_t found = 0;
  for (const std::string_view text : texts) {
    const auto value = from_json<TestType>(text);
    if (!value) continue;
    ++found;
    const listed::one<TestType> one{"1", *value};
    std::vector<char> memory(1U << 16U);
    detail::output_cursor cursor{memory.data(), memory.data() + memory.size()};
    std::size_t replaced = 0;
    CHECK(detail::struct_literals<listed::one<TestType>>::put_list(cursor, one, replaced, ",\"part\":"));
    const std::vector<listed::one<TestType>> all{one, one};
    const std::string whole = ward::joined(json_chunks(all));
    CHECK(whole == to_json(to_bundle(all)));
    const auto read = read_entries<listed::one<TestType>>(whole);
    REQUIRE(read);
    CHECK(*read == all);
  }
  CHECK(found >= 1);
}

TEST_CASE("a struct that has literals is written without an allocation", "[bundle][entry_writer]") {
  fixtures::random_source random(73);
  auto visits = ward::visits(200, random, true);
  for (ward::Visit<>& visit : visits) visit.number = "a-number-too-long-to-be-held-in-place-" + std::string(visit.number);
  std::size_t bytes = 0;
  const auto write = [&visits, &bytes](auto url) {
    auto chunks = json_chunks(visits, 4096, url);
    for (std::string_view piece = chunks.next(); !piece.empty(); piece = chunks.next()) bytes += piece.size();
  };
  // The buffer, and the text before the id of a fullUrl.
  CHECK(test::allocations_of([&write] { write(full_url::id{}); }) < 20);
  CHECK(test::allocations_of([&write] { write(full_url::urn_uuid{}); }) < 20);
  CHECK(test::allocations_of([&write] { write(full_url::base{"https://example.org/fhir"}); }) < 20);
  CHECK(bytes > 3 * 200 * 100);
}
