// The streamed text is that of the Bundle, for any tenant.

#include <algorithm>
#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <functional>
#include <iterator>
#include <list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace {

// All of the text, where `next` is tried again after an exception.
template <class Chunks>
std::string tried_again(Chunks&& chunks, int& caught) {
  std::string text;
  for (bool more = true; more;) {
    try {
      const std::string_view piece = chunks.next();
      text += piece;
      more = !piece.empty();
    } catch (const std::runtime_error&) {
      ++caught;
    }
  }
  return text;
}

// One type for several functions that select visits: what writes the selected ones is large, and is compiled for each type.
using selection = std::function<bool(const ward::Visit<>&)>;

// What a host may hand over all the same.
ward::Visit<> hostile(fixtures::random_source& random) {
  ward::Visit<> visit = ward::visit(random);
  const std::string bad = fixtures::hostile_text(random);
  switch (random.below(9)) {
      // clang-format off
    case 0: visit.number = ""; break;
    case 1: visit.number = bad; break;
    case 2: visit.weight = "not a number"; break;
    case 3: visit.notes = {"", bad, ""}; break;
    case 4: visit.patient = {}; break;
    case 5: visit.urgency = static_cast<ward::Urgency>(9); break;
    case 6: visit.result = Value<>(Code<>("")); break;
    case 7: visit.readings.emplace_back(); break;
    default: visit.reason = ward::Visit<>::Choice(CodeableConcept<>{});
      // clang-format on
  }
  return visit;
}

}  // namespace

TEST_CASE("chunks of structs are the text of their Bundle", "[bundle][json_chunks]") {
  fixtures::random_source random(41);
  for (int round = 0; round < 200; ++round) {
    std::vector<ward::Visit<>> visits;
    for (std::size_t n = random.below(5); n > 0; --n) visits.push_back(hostile(random));
    const std::size_t size = 1 + random.below(500);
    CHECK(ward::joined(json_chunks(visits, size)) == to_json(to_bundle(visits)));
    CHECK(ward::joined(json_chunks(visits, size, full_url::id{})) == to_json(to_bundle(visits, full_url::id{})));
    const full_url::base base{"https://example.org/\"fhir\""};
    CHECK(ward::joined(json_chunks(visits, size, base)) == to_json(to_bundle(visits, base)));

    std::string sink;
    const write_report report = write_json(visits, sink);
    std::string of_bundle;
    const write_report general = write_json(to_bundle(visits), of_bundle);
    CHECK(sink == of_bundle);
    CHECK(report.replaced == general.replaced);
    CHECK(report.bytes == sink.size());
  }
}

TEST_CASE("chunks of what a filter selects", "[bundle][json_chunks]") {
  fixtures::random_source random(42);
  const auto visits = ward::visits(40, random);
  const auto urgent = [](const ward::Visit<>& visit) { return visit.urgent; };
  const std::string text = to_json(to_bundle(visits, urgent));
  CHECK(ward::joined(json_chunks(visits, urgent, 100)) == text);
  CHECK(ward::joined(json_chunks(visits, &ward::Visit<>::urgent)) == text);
  std::string sink;
  CHECK(write_json(visits, urgent, sink).complete);
  CHECK(sink == text);
}

TEST_CASE("pieces have 64 KiB for a sink, and by default", "[bundle][json_chunks]") {
  struct sizes {
    std::vector<std::size_t> all{};
    void append(const char*, std::size_t size) { all.push_back(size); }
  };
  fixtures::random_source random(44);
  const auto visits = ward::visits(400, random);
  const std::size_t whole = to_json(to_bundle(visits)).size();
  const std::vector<std::size_t> expected = [whole] {
    std::vector<std::size_t> pieces(whole / 65536, 65536);
    pieces.push_back(whole % 65536);
    return pieces;
  }();
  REQUIRE(expected.size() > 2);
  sizes all;
  CHECK(write_json(visits, all).bytes == whole);
  CHECK(all.all == expected);
  const selection every = [](const ward::Visit<>&) { return true; };
  sizes selected;
  CHECK(write_json(visits, every, selected).bytes == whole);
  CHECK(selected.all == expected);
  std::vector<std::size_t> asked;
  for (const std::string_view piece : json_chunks(visits)) asked.push_back(piece.size());
  CHECK(asked == expected);
  asked.clear();
  for (const std::string_view piece : json_chunks(visits, every)) asked.push_back(piece.size());
  CHECK(asked == expected);
}

TEST_CASE("chunks hold a range that they are given, and refer to any other", "[bundle][json_chunks]") {
  fixtures::random_source random(43);
  const auto visits = ward::visits(10, random);
  const std::string text = to_json(to_bundle(visits));
  auto held = json_chunks(std::list<ward::Visit<>>(visits.begin(), visits.end()), 64);
  auto moved = std::move(held);
  CHECK(ward::joined(std::move(moved)) == text);
  const std::vector<ward::Bed> beds{{"a", "1"}, {"", ""}};
  CHECK(
      ward::joined(json_chunks(beds)) ==
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"a","resource":{"resourceType":"Parameters","id":"a","parameter":[)"
      R"({"name":"bed","part":[{"name":"code","valueString":"a"},{"name":"room","valueString":"1"}]}]}},)"
      R"({"resource":{"resourceType":"Parameters","parameter":[{"name":"bed"}]}}]})");
}

TEST_CASE("after an exception of a filter the text continues where it was", "[bundle][json_chunks]") {
  fixtures::random_source random(51);
  const auto visits = ward::visits(6, random);
  for (int thrown = 1; thrown <= 6; ++thrown) {
    int asked = 0;
    const selection throws_once = [&asked, thrown](const ward::Visit<>&) {
      if (++asked == thrown) throw std::runtime_error("once");
      return true;
    };
    int caught = 0;
    CHECK(tried_again(json_chunks(visits, throws_once, 50), caught) == to_json(to_bundle(visits)));
    CHECK(caught == 1);
  }
}

namespace {

// Moving on throws once, at one of the visits.
struct slow_cursor {
  const std::vector<ward::Visit<>>* visits;
  std::size_t throws_at;
  bool* thrown;

  struct iterator {
    using value_type = ward::Visit<>;
    using difference_type = std::ptrdiff_t;
    const slow_cursor* of = nullptr;
    std::size_t at = 0;
    const ward::Visit<>& operator*() const { return (*of->visits)[at]; }
    iterator& operator++() {
      if (at == of->throws_at && !std::exchange(*of->thrown, true)) throw std::runtime_error("once");
      return ++at, *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return at == of->visits->size(); }
  };
  [[nodiscard]] iterator begin() const { return {this, 0}; }
  [[nodiscard]] static std::default_sentinel_t end() { return {}; }
};

}  // namespace

TEST_CASE("after an exception while the range advanced nothing is written twice", "[bundle][json_chunks]") {
  fixtures::random_source random(53);
  const auto visits = ward::visits(6, random);
  for (std::size_t at = 0; at < visits.size(); ++at) {
    bool thrown = false;
    const slow_cursor cursor{&visits, at, &thrown};
    int caught = 0;
    CHECK(tried_again(json_chunks(cursor, 50), caught) == to_json(to_bundle(visits)));
    CHECK(thrown);
    CHECK(caught == 1);
  }
}

TEST_CASE("chunks that were moved from give nothing more", "[bundle][json_chunks]") {
  fixtures::random_source random(52);
  const auto visits = ward::visits(6, random);
  auto chunks = json_chunks(visits, 30);
  std::string text(chunks.next());
  auto moved = std::move(chunks);
  CHECK(chunks.next().empty());  // NOLINT(bugprone-use-after-move): that is what is asked
  for (std::string_view piece = moved.next(); !piece.empty(); piece = moved.next()) text += piece;
  CHECK(text == to_json(to_bundle(visits)));
}

TEST_CASE("a large entry is given in small pieces, in time proportional to it", "[bundle][json_chunks]") {
  const std::vector<ward::Bed> beds{{"a", std::string(std::size_t{4} << 20U, 'r')}, {"b", "s"}};
  auto chunks = json_chunks(beds, 64);  // each piece moved the rest once: 130 GB
  std::string text;
  for (std::string_view piece = chunks.next(); !piece.empty(); piece = chunks.next()) text += piece;
  CHECK(text == to_json(to_bundle(beds)));
}

TEST_CASE("a base URL need not outlive the call", "[bundle][json_chunks]") {
  fixtures::random_source random(53);
  const auto visits = ward::visits(40, random);  // some go by literals, some the general way
  std::string url = "https://example.org/a/long/path/to/fhir";
  const std::string expected = to_json(to_bundle(visits, full_url::base{url}));
  auto chunks = json_chunks(visits, 16384, full_url::base{url});
  url.assign(url.size(), '#');
  CHECK(ward::joined(std::move(chunks)) == expected);
}
