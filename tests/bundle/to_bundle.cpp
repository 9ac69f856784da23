// Structs of any tenant as a Bundle: what `to_parameters` makes of each, in entries.

#include <fhirops/fhirops.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/allocations.hpp"
#include "support/catch.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace hospital {

struct Team {
  std::string id{};
  std::optional<std::string> name{};
  std::vector<Team> teams{};
  friend bool operator==(const Team&, const Team&) = default;
};
constexpr auto fhir_parameters(const Team*) { return parameters(param<"name", &Team::name>{}, param<"team", &Team::teams>{}); }
constexpr auto fhir_entry(const Team*) { return parameters_entry<"team", &Team::id>{.type = "searchset"}; }

}  // namespace hospital

namespace {

// The general route: each struct by `to_parameters`, and a Bundle by hand.
Bundle<Parameters<>> by_hand(const std::vector<ward::Visit<>>& visits, std::string_view before) {
  Bundle<Parameters<>> bundle;
  bundle.type = "searchset";
  for (const ward::Visit<>& visit : visits) {
    auto& entry = bundle.entry.emplace_back();
    if (!visit.number.empty()) entry.fullUrl = std::string(before) + std::string(visit.number);
    Parameters<>& parameters = entry.resource.emplace();
    parameters.id = visit.number.text;
    auto& parameter = parameters.parameter.emplace_back();
    parameter.name = "visit";
    parameter.part = to_parameters(visit).parameter;
  }
  return bundle;
}

}  // namespace

TEST_CASE("the entries of structs contain what to_parameters returns", "[bundle][to_bundle]") {
  fixtures::random_source random(21);
  auto visits = ward::visits(100, random);
  visits[7].number = "";
  CHECK(to_bundle(visits) == by_hand(visits, "urn:uuid:"));
  CHECK(to_bundle(visits, full_url::id{}) == by_hand(visits, ""));
  CHECK(to_bundle(visits, full_url::base{"https://example.org/fhir"}) == by_hand(visits, "https://example.org/fhir/Parameters/"));
  const std::vector<ward::Visit<>> none;
  CHECK(to_json(to_bundle(none)) == R"({"resourceType":"Bundle","type":"searchset"})");
}

TEST_CASE("a filter selects", "[bundle][to_bundle]") {
  fixtures::random_source random(22);
  const auto visits = ward::visits(50, random);
  std::vector<ward::Visit<>> urgent;
  for (const auto& each : visits)
    if (each.urgent) urgent.push_back(each);
  REQUIRE(!urgent.empty());
  REQUIRE(urgent.size() < visits.size());
  const auto is_urgent = [](const ward::Visit<>& visit) { return visit.urgent; };
  CHECK(to_bundle(visits, is_urgent) == to_bundle(urgent));
  CHECK(to_bundle(visits, &ward::Visit<>::urgent, full_url::id{}) == to_bundle(urgent, full_url::id{}));
}

TEST_CASE("an answer of structs that borrow refers to their text", "[bundle][to_bundle]") {
  fixtures::random_source random(23);
  const std::string text = to_json(to_bundle(ward::visits(20, random)));
  const auto read = read_entries<ward::Visit<borrowed>>(text);
  REQUIRE(read);
  const Bundle<Parameters<borrowed>> bundle = to_bundle(*read, full_url::id{});
  CHECK(std::string_view(bundle.entry[0].fullUrl).data() == std::string_view((*read)[0].number).data());
  const Bundle<Parameters<>> with_urls = to_bundle(*read);
  CHECK(to_json(with_urls) == text);
}

TEST_CASE("only rvalues are moved from", "[bundle][to_bundle]") {
  fixtures::random_source random(24);
  std::vector<ward::Visit<>> visits = ward::visits(30, random);
  const auto same = visits;
  static_cast<void>(to_bundle(visits));
  CHECK(visits == same);

  const auto note_of = [](const auto& all) { return std::string_view(all[0].notes[0]).data(); };
  visits[0] = ward::Visit<>{};
  visits[0].number = "first";
  visits[0].kind.emplace().code = "c";
  visits[0].bed = 1;
  visits[0].floor = 1;
  visits[0].weight = "1";
  visits[0].patient.reference = "Patient/1";
  visits[0].notes = {std::string(300, 'y')};
  const auto first = visits;
  auto with_note = to_bundle(visits);
  // weight, urgent, bed, floor, patient, kind, note
  REQUIRE(with_note.entry[0].resource->parameter[0].part.size() == 7);
  const auto moved_note = [](const auto& each) {
    return std::string_view(*each.entry[0].resource->parameter[0].part[6].value.template get_if<String<>>()).data();
  };

  const char* const before = note_of(visits);
  CHECK(moved_note(with_note) != before);
  SECTION("a container") {
    const auto moved = to_bundle(std::move(visits));
    CHECK(moved_note(moved) == before);
    CHECK(moved == to_bundle(first));
  }
  SECTION("move iterators, a filter") {
    const auto every = [](const ward::Visit<>&) { return true; };
    const auto moved =
        to_bundle(ward::between{std::make_move_iterator(visits.begin()), std::make_move_iterator(visits.end())}, every);
    CHECK(moved_note(moved) == before);
    CHECK(moved == to_bundle(first));
  }
  SECTION("not a span, a view, or references") {
    CHECK(to_bundle(std::span(visits)) == to_bundle(first));
    CHECK(to_bundle(ward::between{visits.begin(), visits.end()}) == to_bundle(first));
    CHECK(to_bundle(std::vector<std::reference_wrapper<ward::Visit<>>>(visits.begin(), visits.end())) == to_bundle(first));
    CHECK(to_bundle(std::as_const(visits)) == to_bundle(first));
    CHECK(visits == first);
  }
  SECTION("not what a filter refuses") {
    const auto none = to_bundle(ward::between{std::make_move_iterator(visits.begin()), std::make_move_iterator(visits.end())},
                                [](const ward::Visit<>&) { return false; });
    CHECK(none.entry.empty());
    CHECK(visits == first);
  }
}

TEST_CASE("rvalue jobs cost six allocations each and no copy of text", "[bundle][to_bundle]") {
  std::vector<ReportJob<>> jobs = fixtures::jobs(200);
  for (ReportJob<>& job : jobs) {
    job.status = std::string(100, 's');
    job.reportClass = std::string(100, 'c');
    job.binary.emplace().reference = std::string(100, 'b');
  }
  const auto answer = get_report_job_status(jobs);
  const std::size_t before_copy = test::taken;
  const auto copied = get_report_job_status(jobs);
  const std::size_t of_copy = test::taken - before_copy;
  const std::size_t before_move = test::taken;
  const auto moved = get_report_job_status(std::move(jobs));
  const std::size_t of_move = test::taken - before_move;
  CHECK(copied == answer);
  CHECK(moved == answer);
  // Lists of entries, parameters and parts, Parameters, the input, the Reference, and the text of the fullUrl.
  CHECK(of_move <= 200 * 7 + 20);
  CHECK(of_copy >= of_move + 200 * 5);  // id, reportClass, userId, status, reference
}

namespace {

// Borrows its text, but for the id, or for a part of it.
struct own_id {
  using storage = borrowed;
  std::string number{};
  std::string_view room{};
};
constexpr auto fhir_parameters(const own_id*) { return parameters(param<"room", &own_id::room>{}); }
constexpr auto fhir_entry(const own_id*) { return parameters_entry<"visit", &own_id::number>{}; }

struct own_name {
  using storage = borrowed;
  std::string name{};
};
constexpr auto fhir_parameters(const own_name*) { return parameters(param<"name", &own_name::name>{}); }
struct own_part {
  using storage = borrowed;
  std::string_view number{};
  own_name nurse{};
};
constexpr auto fhir_parameters(const own_part*) { return parameters(param<"nurse", &own_part::nurse>{}); }
constexpr auto fhir_entry(const own_part*) { return parameters_entry<"visit", &own_part::number>{}; }

// Values made for the moment, as a view that transforms has them; its iterators can be gone over again.
template <class T>
struct made {
  struct iterator {
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    int at = 0;
    T operator*() const {
      if constexpr (std::same_as<T, own_id>)
        return {std::string(50, 'i'), "3B"};
      else
        return {"1", {std::string(50, 'n')}};
    }
    iterator& operator++() { return ++at, *this; }
    iterator operator++(int) { return {at++}; }
    bool operator==(const iterator&) const = default;
  };
  static iterator begin() { return {0}; }
  static iterator end() { return {2}; }
};

}  // namespace

TEST_CASE("an answer never borrows the text of temporary values", "[bundle][to_bundle]") {
  const auto ids = to_bundle(made<own_id>{});
  STATIC_REQUIRE(std::same_as<decltype(ids), const Bundle<Parameters<owned>>>);
  CHECK(ids.entry[1].resource->id == std::string(50, 'i'));
  const auto parts = to_bundle(made<own_part>{});
  STATIC_REQUIRE(std::same_as<decltype(parts), const Bundle<Parameters<owned>>>);
  CHECK(to_json(parts).find(std::string(50, 'n')) != std::string::npos);
}

TEST_CASE("an answer of structs that contain others of their own type", "[bundle][to_bundle]") {
  const std::vector<hospital::Team> teams{{.id = "1", .teams = {{.teams = {{.name = "x"}}}, {.name = "y"}}},
                                          {.id = "2", .name = "z"}};
  const Bundle<Parameters<>> answer = to_bundle(teams);
  std::string streamed;
  write_json(teams, streamed);
  CHECK(to_json(answer) == streamed);
  CHECK(from_bundle<hospital::Team>(answer).value() == teams);
  CHECK(read_entries<hospital::Team>(streamed).value() == teams);
}

TEST_CASE("the id of an rvalue struct is moved, whether it is text or an Id", "[bundle][to_bundle]") {
  ward::Visit<> visit;
  visit.number = std::string(100, 'n');
  std::vector<ward::Visit<>> one;
  one.push_back(std::move(visit));
  const char* const text = std::string_view(one[0].number).data();
  const auto bundle = to_bundle(std::move(one));
  CHECK(std::string_view(bundle.entry[0].resource->id).data() == text);
  std::vector<ReportJob<>> jobs = fixtures::jobs(1);
  jobs[0].id = std::string(100, 'j');
  const char* const id = std::string_view(jobs[0].id).data();
  const auto answer = get_report_job_status(std::move(jobs));
  CHECK(std::string_view(answer.entry[0].resource->id).data() == id);
}
