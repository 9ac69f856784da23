// Structs of any tenant from a text, whole or in buffers cut anywhere: what the general reader makes of each entry, in every
// value and issue.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/allocation_count.hpp"
#include "support/catch.hpp"
#include "support/changes.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace labelled {

// Nothing but the id is a view.
template <class Text>
struct Bed {
  Text id{};
  std::int32_t floor = 0;
  friend bool operator==(const Bed&, const Bed&) = default;
};
template <class Text>
constexpr auto fhir_parameters(const Bed<Text>*) {
  return parameters(param<"floor", &Bed<Text>::floor>{});
}
template <class Text>
constexpr auto fhir_entry(const Bed<Text>*) {
  return parameters_entry<"bed", &Bed<Text>::id>{};
}

// Members with defaults of their own.
template <class P>
P marked(P primitive) {
  primitive.element.emplace().id = "default";
  return primitive;
}
struct Dose {
  std::string id{};
  Quantity<> amount{.unit = "kg"};
  Code<> form = marked(Code<>("tablet"));
  Boolean<> daily = marked(Boolean<>(true));
  Parameters<> rest{.id = "none"};
  friend bool operator==(const Dose&, const Dose&) = default;
};
constexpr auto fhir_parameters(const Dose*) {
  return parameters(param<"amount", &Dose::amount>{}, param<"form", &Dose::form>{}, param<"daily", &Dose::daily>{},
                    param<"rest", &Dose::rest>{});
}
constexpr auto fhir_entry(const Dose*) { return parameters_entry<"dose", &Dose::id>{}; }

// Contains others of its own type.
struct Folder {
  std::string id{};
  std::vector<Folder> inner{};
  friend bool operator==(const Folder&, const Folder&) = default;
};
constexpr auto fhir_parameters(const Folder*) { return parameters(param<"id", &Folder::id>{}, param<"inner", &Folder::inner>{}); }
constexpr auto fhir_entry(const Folder*) { return parameters_entry<"folder", &Folder::id>{}; }

}  // namespace labelled

namespace {

std::vector<std::string_view> in_buffers(std::string_view text, std::size_t size) {
  std::vector<std::string_view> buffers;
  for (std::size_t at = 0; at < text.size(); at += size) buffers.push_back(text.substr(at, size));
  return buffers;
}

// What was visited, as text that is still valid later, and the issues.
struct outcome {
  std::vector<std::string> visited;
  std::string found;
  friend bool operator==(const outcome&, const outcome&) = default;
};
template <class T, class Text>
outcome streamed(const Text& text, read_options options) {
  outcome to;
  const auto visit = [&to](T&& value) {
    to.visited.push_back(to_json(to_parameters(value)) + '|' + std::string(detail::id_of(value)));
  };
  to.found = test::lines_of(for_each_entry<T>(text, visit, options));
  return to;
}

// The two readers, and every way to hand over the text; empty where all agree.
template <class T>
std::string fault_of(const std::string& text, read_options options, std::size_t size) {
  const auto fast = detail::read_entries<T>(text, options, true);
  const auto slow = detail::read_entries<T>(text, options, false);
  if (test::lines_of(fast.issues()) != test::lines_of(slow.issues()))
    return "fast:\n" + test::lines_of(fast.issues()) + "general:\n" + test::lines_of(slow.issues());
  if (fast.has_value() != slow.has_value()) return "one has a value";
  if (fast && !(*fast == *slow)) return "other values";
  // The route by a Bundle of all.
  const auto bundle = test::read_generally<Bundle<Parameters<>>>(text, options);
  if constexpr (detail::entry_storage<T>::owns) {
    if (bundle && fast) {
      const auto back = from_bundle<T>(*bundle, options);
      if (!back || !(*back == *fast)) return "other values than of the Bundle";
    }
  }
  if (!bundle && fast) return "a value of no Bundle";
  const outcome whole = streamed<T>(std::string_view(text), options);
  if (whole.found != test::lines_of(fast.issues())) return "visiting:\n" + whole.found;
  if (!text.empty() && !(streamed<T>(in_buffers(text, size), options) == whole)) return "in buffers of " + std::to_string(size);
  return {};
}
std::string fault_of(const std::string& text, read_options options, std::size_t size) {
  const std::string fault = fault_of<ward::Visit<>>(text, options, size);
  return fault.empty() ? fault_of<ward::Visit<borrowed>>(text, options, size) : fault;
}

}  // namespace

TEST_CASE("structs come back from their text, compact and indented, owned and borrowed", "[bundle][read_entries]") {
  fixtures::random_source random(51);
  const auto visits = ward::visits(100, random);
  for (const write_options& how : {write_options{}, write_options{}.pretty()}) {
    const std::string text = to_json(to_bundle(visits), how);
    const auto read = read_entries<ward::Visit<>>(text);
    REQUIRE(read);
    // An untyped resource keeps its white space.
    CHECK(to_bundle(*read).entry.size() == 100);
    CHECK(to_json(to_bundle(*read)) == to_json(to_bundle(visits)));
    const auto views = read_entries<ward::Visit<borrowed>>(text);
    REQUIRE(views);
    CHECK(to_json(to_bundle(*views), how) == text);
    CHECK(fault_of(text, {}, 1000) == "");
  }
}

TEST_CASE("a text cut anywhere is the same as whole", "[bundle][read_entries]") {
  fixtures::random_source random(52);
  std::string text = to_json(to_bundle(ward::visits(2, random)));
  const std::string links = R"("total":2,"link":[{"relation":"self","url":"https://example.org?a=1"}],)";
  text.insert(text.find("\"entry\""), links);
  for (const std::string& each : {text, text + " x", text.substr(0, text.size() / 2)}) {
    const outcome whole = streamed<ward::Visit<>>(std::string_view(each), {});
    for (std::size_t first = 0; first <= each.size(); ++first) {
      const std::vector<std::string_view> cut{std::string_view(each).substr(0, first), std::string_view(each).substr(first)};
      if (!(streamed<ward::Visit<>>(cut, {}) == whole)) FAIL_CHECK(first);
    }
    for (std::size_t size = 1; size <= each.size(); size = size * 3 / 2 + 1)
      CHECK(streamed<ward::Visit<>>(in_buffers(each, size), {}) == whole);
  }
  CHECK(streamed<ward::Visit<>>(std::string_view(text), {}).visited.size() == 2);
}

TEST_CASE("a text that ends early ends where its Bundle does", "[bundle][read_entries]") {
  fixtures::random_source random(53);
  const std::string entries = to_json(to_bundle(ward::visits(2, random)));
  std::string around = entries;
  around.insert(around.find("\"entry\""), "\"link\":[\n{\"relation\":\"self\",\"url\":\"https://example.org\"}],\n");
  around.insert(around.size() - 1, ",\"total\":2,\n\"meta\":{\"tag\":[{\"code\":\"c\"}]}");
  const std::string odd =
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[1,[2,[3]],\"four\",null,{\"a\":[]},{}]}";
  // The fault that stopped the reading.
  const auto fatal = [](const issues& found) {
    std::string lines;
    for (const issue& each : found)
      if (each.severity == issue_severity::fatal) lines += to_string(each) + '\n';
    return lines;
  };
  for (const std::string& each : {entries, around, odd})
    for (std::size_t size = 1; size < each.size(); ++size) {
      const std::string_view text = std::string_view(each).substr(0, size);
      const std::string expected = fatal(from_json<Bundle<Parameters<>>>(text).issues());
      const std::string found = fatal(read_entries<ward::Visit<>>(text).issues());
      CAPTURE(text, expected, found);
      if (expected.empty() || found != expected) FAIL("another fault");
    }
  SUCCEED("all are the same");
}

TEST_CASE("an issue in an entry whose resource has no type is located there", "[bundle][read_entries]") {
  const std::string text =
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n"
      "{\"resource\":{\"resourceType\":\"Parameters\",\"id\":\"1\",\"parameter\":[{\"name\":\"folder\",\"part\":[]}]}},\n"
      "{\"resource\":{\"id\":\"2\",\"parameter\":[\n7,\n{\"name\":\"folder\",\"part\":[\n{\"name\":\"of\"}]}]}}]}";
  const auto read = read_entries<labelled::Folder>(text, read_options{}.lenient());
  std::string places;
  for (const issue& each : read.issues())
    if (each.pointer.starts_with("/entry/1/"))
      places += each.pointer + ' ' + std::to_string(each.line) + ':' + std::to_string(each.column) + '\n';
  CHECK(places ==
        "/entry/1/resource 3:13\n/entry/1/resource/parameter/0 4:1\n/entry/1/resource/parameter/0/part/0/name 6:9\n"
        "/entry/1/resource/parameter/0 5:1\n");
}

TEST_CASE("texts changed at random are read as their Bundle is", "[bundle][read_entries]") {
  CAPTURE(test::seed());
  test::changes changes(test::seed());
  std::vector<std::string> all;
  for (std::size_t i = 0; i < 30; ++i) {
    const auto bundle = to_bundle(ward::visits(changes.random().below(3), changes.random()));
    all.push_back(to_json(bundle, i % 3 == 0 ? write_options{}.pretty(1) : write_options{}));
  }
  std::size_t shown = 0;
  const std::size_t rounds = test::times(1500);
  for (std::size_t i = 0; i < rounds && shown < 5; ++i) {
    const std::string text = changes.changed(all[changes.random().below(all.size())]);
    const read_options options = i % 3 == 0   ? read_options{}.lenient()
                                 : i % 7 == 0 ? read_options{}.lenient().keep_unknown()
                                              : read_options{};
    const std::string fault = fault_of(text, options, 1 + changes.random().below(200));
    if (fault.empty()) continue;
    ++shown;
    CAPTURE(text, options.is_strict());
    FAIL_CHECK(fault);
  }
}

TEST_CASE("values that a member does not take are reported by both readers", "[bundle][read_entries]") {
  const auto with = [](std::string_view part) {
    return R"({"resourceType":"Bundle","type":"searchset","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Parameters","id":"1","parameter":[)"
           R"({"name":"visit","part":[{"name":"weight","valueDecimal":1},{"name":"urgent","valueBoolean":true},)"
           R"({"name":"patient","valueReference":{"reference":"p"}})" +
           std::string(part) + R"(]}]}}]})";
  };
  REQUIRE(read_entries<ward::Visit<>>(with("")));
  for (const std::string_view part :
       {R"(,{"name":"urgency","valueCode":"soon"})", R"(,{"name":"urgency","valueString":"asap"})",
        R"(,{"name":"seen","valueInstant":"2024"})", R"(,{"name":"seen","valueDateTime":"2024-01-01T00:00:00Z"})",
        R"(,{"name":"result","valueBoolean":true})", R"(,{"name":"result","valueUnheard":true})",
        R"(,{"name":"reason","valueString":"x"})", R"(,{"name":"reason","valueInteger":1})",
        R"(,{"name":"bed","valueInteger":2147483648})", R"(,{"name":"floor","valueUnsignedInt":-1})",
        R"(,{"name":"bed","valueInteger":1},{"name":"bed","valueInteger":1})",
        R"(,{"name":"stay","valuePeriod":{"start":"2024","unheard":1}})",
        R"(,{"name":"plan","resource":{"resourceType":"Parameters"}})", R"(,{"name":"contact","valueString":"x"})",
        R"(,{"name":"reading","part":[{"name":"device","valueString":"d"}]})", R"(,{"name":"unheard","valueString":"x"})"}) {
    CAPTURE(part);
    const std::string text = with(part);
    CHECK_FALSE(read_entries<ward::Visit<>>(text));
    CHECK(fault_of(text, {}, 7) == "");
    CHECK(fault_of(text, read_options{}.lenient(), 7) == "");
    CHECK(fault_of(text, read_options{}.lenient().drop_wrong_types(), 7) == "");
  }
  for (const std::string_view part :
       {R"(,{"name":"urgency","valueCode":"asap"})", R"(,{"valueCode":"fall","name":"reason"})",
        R"(, {"name": "reason", "valueCodeableConcept": {"text": "x"}})", R"(,{"name":"reason","valueBoolean":false})",
        R"(,{"name":"result","valueQuantity":{"value":1.50}})", R"(,{"name":"result","valueString":"\u00e6"})",
        R"(,{"name":"contact","resource":{"resourceType":"Patient"}})",
        R"(,{"name":"seen","valueInstant":"2024-01-01T00:00:00.5+01:00"})"}) {
    CAPTURE(part);
    const std::string text = with(part);
    CHECK(read_entries<ward::Visit<>>(text));
    CHECK(fault_of(text, {}, 7) == "");
  }
}

TEST_CASE("views are read together with their text, and an id that is a parameter must be the id of the resource",
          "[bundle][read_entries]") {
  const auto text_of = [](std::string_view entries) {
    return R"({"resourceType":"Bundle","type":"collection","entry":[)" + std::string(entries) + "]}";
  };
  const std::string text = text_of(
      R"({"fullUrl":"a","resource":{"resourceType":"Parameters","id":"a","parameter":[{"name":"bed","part":[{"name":"code","valueString":"a"},{"name":"room","valueString":"one \"two\""}]}]}},)"
      R"({"resource":{"parameter":[{"name":"bed","part":[{"name":"room","valueString":"\u00e6"},{"name":"code","valueString":"b"}]}],"id":"b","resourceType":"Parameters"}})");
  const auto beds = read_entries<ward::Bed>(text);
  REQUIRE(beds);
  CHECK(*beds == std::vector<ward::Bed>{{"a", "one \"two\""}, {"b", "\xC3\xA6"}});
  const auto views = read_entries<ward::BedView>(text);
  REQUIRE(views);
  CHECK(*views == std::vector<ward::BedView>{{"a", "one \"two\""}, {"b", "\xC3\xA6"}});
  for (std::size_t size = 1; size < text.size(); size += 13) {
    CHECK(fault_of<ward::Bed>(text, {}, size) == "");
    CHECK(fault_of<ward::BedView>(text, {}, size) == "");
  }
  for (const std::string_view before : {R"("id":"a",)", R"("language":"da","id":"a",)"})
    for (const std::string_view id : {"", R"({"name":"code","valueString":"a"},)", R"({"name":"code","valueString":"other"},)"}) {
      const std::string one =
          text_of(R"({"fullUrl":"a","resource":{"resourceType":"Parameters",)" + std::string(before) +
                  R"("parameter":[{"name":"bed","part":[)" + std::string(id) + R"({"name":"room","valueString":"1"}]}]}})");
      CAPTURE(one);
      const auto read = read_entries<ward::Bed>(one);
      CHECK(read.has_value() == (id.find("\"a\"") != std::string_view::npos));
      if (read) CHECK(*read == std::vector<ward::Bed>{{"a", "1"}});
      CHECK(fault_of<ward::Bed>(one, {}, 20) == "");
      CHECK(fault_of<ward::BedView>(one, {}, 20) == "");
    }
}

TEMPLATE_TEST_CASE("an id that is a view refers to the text, or to the result, however the entry is read",
                   "[bundle][read_entries]", std::string_view, Id<borrowed>) {
  using Bed = labelled::Bed<TestType>;
  const std::string start = R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Parameters",)";
  const std::string end = R"("parameter":[{"name":"bed","part":[{"name":"floor","valueInteger":7}]}]}}]})";
  for (const std::string& text : {start + R"("id":"0123456789-0123456789-0123456789",)" + end,
                                  start + R"("id":"0123456789\u002d0123456789-0123456789",)" + end,
                                  start + R"("id":"0123456789-0123456789-0123456789","language":"da",)" + end,
                                  start + R"("id":"0123456789\u002d0123456789-0123456789","language":"da",)" + end}) {
    CAPTURE(text);
    const auto read = read_entries<Bed>(text);
    REQUIRE(read);
    REQUIRE(read->size() == 1);
    CHECK(std::string_view(read->front().id) == "0123456789-0123456789-0123456789");
    CHECK(read->front().floor == 7);
    CHECK(fault_of<Bed>(text, {}, 20) == "");
  }
}

TEST_CASE("nothing of a member's default stays where the text has a value", "[bundle][read_entries]") {
  const std::string list =
      R"([{"name":"amount","valueQuantity":{"value":5}},{"name":"form","valueCode":"drops"},)"
      R"({"name":"daily","valueBoolean":false},{"name":"rest","resource":{"resourceType":"Parameters","language":"da"}}])";
  const std::string text =
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"a","resource":{"resourceType":"Parameters",)"
      R"("id":"a","parameter":[{"name":"dose","part":)" +
      list + "}]}}]}";
  CHECK(fault_of<labelled::Dose>(text, {}, 20) == "");
  CHECK(to_json(to_bundle(read_entries<labelled::Dose>(text).value())) == text);
  const std::string alone = R"({"resourceType":"Parameters","parameter":)" + list + "}";
  CHECK(to_json(from_json<labelled::Dose>(alone).value()) == alone);
}

TEST_CASE("a struct may contain others of its own type", "[bundle][read_entries]") {
  using labelled::Folder;
  const std::vector<Folder> all{{"a", {{"b", {}}, {"c", {{"d", {}}}}}}, {"e", {}}};
  const std::string text = to_json(to_bundle(all));
  std::string streamed;
  CHECK(write_json(all, streamed).complete);
  CHECK(streamed == text);
  CHECK(read_entries<Folder>(text).value() == all);
  CHECK(fault_of<Folder>(text, {}, 20) == "");
  CHECK(to_json(all[0]) == to_json(to_parameters(all[0])));
  CHECK(from_json<Folder>(to_json(all[0])).value() == all[0]);
}

TEST_CASE("a struct of many members is not given more room than the text justifies", "[bundle][read_entries]") {
  const std::string text = to_json(to_bundle(std::vector<ward::Bed>(1, {"1", "1"})));
  const std::size_t entry = text.find("{\"fullUrl\"");
  std::string many = text.substr(0, entry);
  for (int i = 0; i < 100; ++i) many += text.substr(entry, text.size() - entry - 2) + ',';
  many.back() = ']';
  many += '}';
  const detail::text_window window(many);
  CHECK(window.values_of(100, sizeof(ward::Bed)) >= 100);
  CHECK(window.values_of(100, 10000) <= many.size() * 2 / 10000 + 1);
  const auto beds = read_entries<ward::Bed>(many);
  REQUIRE(beds);
  CHECK(beds->size() == 100);
}

namespace {

// Buffers that each are a string of their own, gone at the next step.
struct strings {
  std::string_view text;
  std::size_t size;

  struct iterator {
    using value_type = std::string;
    using difference_type = std::ptrdiff_t;
    const strings* of = nullptr;
    std::size_t at = 0;
    std::string operator*() const { return std::string(of->text.substr(at, of->size)); }
    iterator& operator++() { return at += of->size, *this; }
    void operator++(int) { at += of->size; }
    bool operator==(std::default_sentinel_t) const { return at >= of->text.size(); }
  };
  [[nodiscard]] iterator begin() const { return {this, 0}; }
  [[nodiscard]] static std::default_sentinel_t end() { return {}; }
};

}  // namespace

TEST_CASE("buffers may be temporary strings", "[bundle][read_entries]") {
  fixtures::random_source random(61);
  const auto visits = ward::visits(5, random);
  const std::string text = to_json(to_bundle(visits));
  for (const std::size_t size : {std::size_t{1}, std::size_t{40}, std::size_t{1000}}) {
    std::vector<ward::Visit<>> read;
    const issues found =
        for_each_entry<ward::Visit<>>(strings{text, size}, [&read](ward::Visit<>&& each) { read.push_back(std::move(each)); });
    CHECK(found.empty());
    CHECK(read == visits);
  }
}

TEST_CASE("structs that are collected take no more memory than is allowed", "[bundle][read_entries]") {
  fixtures::random_source random(54);
  const std::string text = to_json(to_bundle(ward::visits(300, random)));
  const read_options options = read_options{}.max_memory(150'000);
  for (const auto& found :
       {read_entries<ward::Visit<>>(text, options).issues(), read_entries<ward::Visit<borrowed>>(text, options).issues(),
        detail::read_entries<ward::Visit<>>(text, options, false).issues()}) {
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == issue_severity::fatal);
    CHECK(found[0].code == issue_type::too_costly);
    CHECK(found[0].pointer.starts_with("/entry/"));
    CHECK(found[0].line == 1);
    CHECK(text.compare(found[0].offset, 11, "{\"fullUrl\":") == 0);
  }
  // One at a time takes no more than the largest.
  std::size_t visited = 0;
  CHECK(for_each_entry<ward::Visit<>>(text, [&visited](ward::Visit<>&&) { ++visited; }, options).empty());
  CHECK(visited == 300);
  CHECK(read_entries<ward::Visit<>>(text, read_options{}.max_memory(text.size() + 300 * sizeof(ward::Visit<>))).has_value());
}

TEST_CASE("an entry may take no more memory than is allowed, however it is read", "[bundle][read_entries]") {
  fixtures::random_source random(62);
  auto visits = ward::visits(1, random);
  visits[0].notes.emplace_back(std::size_t{100000}, 'r');
  const std::string text = to_json(to_bundle(visits));
  CHECK(read_entries<ward::Visit<>>(text, read_options{}.max_memory(10'000'000)).has_value());
  const auto read = read_entries<ward::Visit<>>(text, read_options{}.max_memory(1000));
  REQUIRE_FALSE(read.has_value());
  CHECK(read.issues().front().code == issue_type::too_costly);

  const std::string entry = R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":")" + std::string(100000, 'u') +
                            R"(","search":{"mode":"match"}}]})";
  const auto plain = read_entries<BundleEntry<>>(entry, read_options{}.max_memory(1000));
  REQUIRE_FALSE(plain.has_value());
  CHECK(plain.issues().front().code == issue_type::too_costly);
}

TEST_CASE("an entry without a fault takes the memory of its struct, and no more", "[bundle][read_entries]") {
  const std::string room(100, 'r');
  const std::string text = to_json(to_bundle(std::vector<ward::Bed>(100, {room, room})));
  std::size_t seen = 0;
  const auto visit = [&seen, &room](ward::Bed&& bed) {
    const ward::Bed taken = std::move(bed);
    seen += taken.code == room && taken.room == room ? 1 : 0;
  };
  // The room, the id, and the code: a parameter that the id replaces, once before the parameters are read and once after.
  const std::size_t whole = test::allocations_of([&] { static_cast<void>(for_each_entry<ward::Bed>(text, visit)); });
  CHECK(whole <= 100 * 4 + 20);
  CHECK(seen == 100);
  const auto buffers = in_buffers(text, 10'000);
  const std::size_t buffered = test::allocations_of([&] { static_cast<void>(for_each_entry<ward::Bed>(buffers, visit)); });
  CHECK(buffered <= 100 * 4 + 200);
  CHECK(seen == 200);
}

TEST_CASE("a visitor may keep what it is given", "[bundle][read_entries]") {
  const std::string room(100, 'r');
  const std::string text = to_json(to_bundle(std::vector<ward::Bed>(3, {"1", room})));
  std::vector<ward::Bed> kept;
  const auto take = [&kept](ward::Bed&& bed) {
    const char* const before = bed.room.data();
    kept.push_back(std::move(bed));
    CHECK(kept.back().room.data() == before);
  };
  CHECK(for_each_entry<ward::Bed>(text, take).empty());
  CHECK(kept == std::vector<ward::Bed>(3, {"1", room}));
}

namespace {

// Buffers without end, which count how many were asked for.
struct counted {
  std::string_view first;
  std::string_view again;  // after it, without end
  mutable std::size_t asked = 0;

  struct iterator {
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    std::string_view operator*() const { return of->asked == 0 ? of->first : of->again; }
    iterator& operator++() { return ++of->asked, *this; }
    void operator++(int) { ++of->asked; }
    bool operator==(std::default_sentinel_t) const { return of->asked > 100'000; }
    const counted* of = nullptr;
  };
  [[nodiscard]] iterator begin() const { return {this}; }
  [[nodiscard]] static std::default_sentinel_t end() { return {}; }
};

}  // namespace

TEST_CASE("reading from buffers stops when it is asked to, wherever it is", "[bundle][read_entries]") {
  const std::string head = R"({"resourceType":"Bundle","type":"collection","entry":[)";
  const std::string bed =
      R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"bed","part":[{"name":"code","valueString":"1"},{"name":"room","valueString":"2"}]}]}},)";
  const std::string open_string = head + '"';
  // One entry after the other, read by the fast reader or by the general one, white space without end, a string without end.
  const std::string without_url = "{" + bed.substr(bed.find("\"resource\""));
  for (const counted& buffers : {counted{head, bed}, counted{head, without_url}, counted{head, "    "}, counted{"    ", "    "},
                                 counted{open_string, "x"}}) {
    std::size_t seen = 0;
    std::size_t asked = 0;
    const auto stop = [&asked] { return ++asked > 2; };
    const issues found = for_each_entry<ward::Bed>(buffers, [&seen](ward::Bed&&) { ++seen; }, read_options{}.stop_when(stop));
    CAPTURE(buffers.first, buffers.again);
    REQUIRE(found.size() == 1);
    CHECK(test::lines_of(found) == "0 0:0 fatal timeout  : stopped before the end: stop_when in the options said so\n");
    CHECK(asked == 3);
    CHECK(buffers.asked < 1000);
    CHECK((seen > 0) == (buffers.again == bed));
  }
}

TEST_CASE("if a text in buffers is too long, the issue names the limit", "[bundle][read_entries]") {
  const counted buffers{R"({"resourceType":"Bundle","type":"collection","entry":[)", "    "};
  const issues found = for_each_entry<ward::Bed>(buffers, [](ward::Bed&&) {}, read_options{}.max_bytes(1000));
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == issue_type::too_long);
  CHECK(found.front().text == "the text has at least 1002 bytes, but read_options::max_bytes allows 1000");
}

TEST_CASE("reading the entries of a whole text stops when the caller asks for it", "[bundle][read_entries]") {
  const std::string text = to_json(to_bundle(std::vector<ward::Bed>(1000, {"1", "2"})));
  std::size_t seen = 0;
  std::size_t asked = 0;
  const auto stop = [&asked] { return ++asked > 2; };
  const issues found = for_each_entry<ward::Bed>(text, [&seen](ward::Bed&&) { ++seen; }, read_options{}.stop_when(stop));
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == issue_type::timeout);
  // It asks at the beginning, and after as many entries as are 4,096 steps.
  CHECK(seen > 100);
  CHECK(seen < 400);
}
