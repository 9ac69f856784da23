// Which entries the fast reader takes: all that is written from a struct without what goes the general way, in any order and
// with white space.

#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace hospital {

struct Bed {
  std::string id = "default";
  std::int32_t floor{};
};
constexpr auto fhir_parameters(const Bed*) { return parameters(param<"floor", &Bed::floor>{}); }
constexpr auto fhir_entry(const Bed*) { return parameters_entry<"bed", &Bed::id>{}; }

}  // namespace hospital

namespace {

std::string entry_of(const ward::Visit<>& visit, write_options how = {}) {
  const std::string text = to_json(to_bundle(std::vector<ward::Visit<>>{visit}), how);
  const std::size_t begin = text.find('{', text.find("\"entry\""));
  return text.substr(begin, text.rfind(']') - begin);
}
template <class T>
bool takes(std::string_view text, T& value) {
  detail::fast_cursor cursor(text, nullptr);
  return detail::fast_entry<T>(cursor).read(value);
}

}  // namespace

TEST_CASE("the fast reader takes what the writer writes", "[bundle][fast_entry]") {
  fixtures::random_source random(61);
  for (int i = 0; i < 300; ++i) {
    const ward::Visit<> visit = ward::visit(random, true);
    ward::Visit<> read;
    CHECK(takes(entry_of(visit), read));
    CHECK(read == visit);
    ward::Visit<> indented;
    CHECK(takes(entry_of(visit, write_options{}.pretty()), indented));
    CHECK(indented == visit);
  }
}

TEST_CASE("the fast reader takes members in another order, and nothing that has to be reported", "[bundle][fast_entry]") {
  constexpr std::string_view parts =
      R"([{"valueBoolean":true,"name":"urgent"},{"name":"weight","valueDecimal":1.50},{"name":"patient","valueReference":{"reference":"p"}}])";
  const std::string right = R"({"resource":{"id":"1","parameter":[{"name":"visit","part":)" + std::string(parts) +
                            R"(}],"resourceType":"Parameters"},"fullUrl":"1"})";
  ward::Visit<> visit;
  REQUIRE(takes(right, visit));
  CHECK(visit.number == "1");
  CHECK(visit.weight == "1.50");
  const auto changed = [&right](std::string_view from, std::string_view to) {
    std::string text = right;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  for (const std::string& text :
       {changed(R"("fullUrl":"1")", R"("fullUrl":"2")"), changed(R"("id":"1",)", ""), changed("visit", "vist"),
        changed("Parameters", "Parameter"), changed(R"("id":"1",)", R"("id":"1","id":"1",)"),
        changed(R"("fullUrl":"1")", R"("fullUrl":"1","search":{"mode":"match"})"), changed("1.50", "1."),
        changed(R"("name":"urgent")", R"("name":"urgent","id":"x")")}) {
    ward::Visit<> other;
    CAPTURE(text);
    CHECK_FALSE(takes(text, other));
  }
}

TEST_CASE("the fast reader accepts an entry without a fullUrl, and one whose id is also a parameter", "[bundle][fast_entry]") {
  constexpr std::string_view resource =
      R"({"resourceType":"Parameters","id":"1","parameter":[{"name":"visit","part":[{"name":"weight","valueDecimal":1},{"name":"urgent","valueBoolean":true},{"name":"patient","valueReference":{"reference":"p"}}]}]})";
  ward::Visit<> visit;
  CHECK(takes(R"({"resource":)" + std::string(resource) + '}', visit));
  CHECK(visit.number == "1");
  // The second resource has no id: that of the first would count for it.
  std::string without_id(resource);
  without_id.erase(without_id.find(R"("id":"1",)"), 9);
  ward::Visit<> twice;
  CHECK_FALSE(takes(R"({"resource":)" + std::string(resource) + R"(,"resource":)" + without_id + '}', twice));
  CHECK_FALSE(takes(R"({"fullUrl":"1","fullUrl":"1","resource":)" + std::string(resource) + '}', twice));
  ward::Bed bed;
  CHECK(takes(
      R"({"fullUrl":"u1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"bed","part":[{"name":"code","valueString":"1"},{"name":"room","valueString":"2"}]}]}})",
      bed));
  CHECK(bed == ward::Bed{"1", "2"});
}

TEST_CASE("a default does not hide that an entry has no id", "[bundle][fast_entry]") {
  const auto entry = [](std::string_view id) {
    return R"({"resource":{"resourceType":"Parameters",)" + std::string(id) +
           R"("parameter":[{"name":"bed","part":[{"name":"floor","valueInteger":1}]}]}})";
  };
  hospital::Bed bed;
  CHECK(takes(entry(R"("id":"b",)"), bed));
  CHECK(bed.id == "b");
  hospital::Bed none;
  CHECK_FALSE(takes(entry(""), none));
  const auto read = read_entries<hospital::Bed>(R"({"resourceType":"Bundle","type":"collection","entry":[)" + entry("") + "]}");
  CHECK_FALSE(read);
  REQUIRE(read.issues().size() == 1);
  CHECK(read.issues()[0].code == issue_type::required);
}

TEST_CASE("a BundleEntry is read by the fast reader", "[bundle][fast_entry]") {
  detail::fast_cursor cursor(R"({"fullUrl":"u","resource":{"resourceType":"Parameters","id":"1"}})", nullptr);
  BundleEntry<> entry;
  CHECK(detail::entry_source<BundleEntry<>>::fast(cursor, entry, {}));
  CHECK(entry.fullUrl == "u");
}
