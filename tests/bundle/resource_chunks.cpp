// A Bundle's text with entries from a range is that of the Bundle that has them, and comes back entry by entry.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"
#include "support/nested_resource.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace {

// Entries of every kind: with a search, a request, an outcome; of known and untyped resources; and an empty one.
std::vector<BundleEntry<>> entries() {
  const auto bundle = from_json<Bundle<>>(R"({"resourceType":"Bundle","type":"searchset","entry":[
    {"fullUrl":"https://example.org/Binary/1","resource":{"resourceType":"Binary","id":"1","contentType":"text/plain","data":"YQ=="},"search":{"mode":"match","score":0.50}},
    {"fullUrl":"https://example.org/Patient/2","resource":{"resourceType":"Patient","id":"2","name":[{"family":"\u00c5\"b\""}]},"request":{"method":"GET","url":"Patient/2"}},
    {"resource":{"resourceType":"Parameters","parameter":[{"name":"a","valueDecimal":1.00}]}},
    {"link":[{"relation":"next","url":"u"}],"response":{"status":"404","outcome":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}}}]})");
  std::vector<BundleEntry<>> all(bundle->entry.begin(), bundle->entry.end());
  all.insert(all.begin() + 2, BundleEntry<>{});
  return all;
}
Bundle<> page(std::string_view type) {
  Bundle<> head;
  head.type = type;
  head.id = "p";
  head.total = 7;
  head.link.emplace_back().relation = "self";
  head.link.back().url = "https://example.org?page=1&name=\"x\"";
  return head;
}
template <class R>
std::string whole(Bundle<R> bundle, const std::vector<BundleEntry<R>>& more) {
  for (const auto& each : more) bundle.entry.push_back(each);
  return to_json(bundle);
}

}  // namespace

TEST_CASE("entries from a range are as in a Bundle of them, of any type", "[bundle][resource_chunks]") {
  const std::vector<BundleEntry<>> all = entries();
  for (const std::string_view type : {"searchset", "collection", "history", "batch-response"}) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{65536}})
      CHECK(ward::joined(json_chunks(page(type), all, size)) == whole(page(type), all));
    std::string sink;
    CHECK(write_json(page(type), all, sink).complete);
    CHECK(sink == whole(page(type), all));
  }
  const std::vector<BundleEntry<>> none(2);
  CHECK(ward::joined(json_chunks(page("history"), none)) == to_json(page("history")));
}

TEST_CASE("a Bundle's own entries come first, and its signature last", "[bundle][resource_chunks]") {
  Bundle<> head = page("collection");
  head.entry.push_back(entries()[0]);
  head.signature.emplace().when = "2024-01-01T00:00:00Z";
  CHECK(ward::joined(json_chunks(head, entries())) == whole(head, entries()));
  CHECK(ward::joined(json_chunks(head, std::vector<BundleEntry<>>())) == to_json(head));
}

TEST_CASE("items that are not resources do not become entries, even before the first one that does",
          "[bundle][resource_chunks]") {
  std::vector<Resource<>> resources(2);
  CHECK(ward::joined(json_chunks(page("collection"), resources, 50)) == to_json(page("collection")));
  resources.push_back(Binary<>{.id = "1"});
  resources.emplace_back();
  Bundle<> expected = page("collection");
  expected.entry.emplace_back().resource = Binary<>{.id = "1"};
  CHECK(ward::joined(json_chunks(page("collection"), resources, 50)) == to_json(expected));
}

TEST_CASE("resources are entries with nothing else", "[bundle][resource_chunks]") {
  std::vector<Resource<>> resources;
  for (const auto& each : entries()) resources.push_back(each.resource);
  resources.emplace_back();
  std::vector<BundleEntry<>> with;
  for (const auto& each : resources) with.emplace_back().resource = each;
  CHECK(ward::joined(json_chunks(page("collection"), resources, 50)) == whole(page("collection"), with));
  const std::vector<Binary<>> binaries{{.id = "1"}, {.id = "2"}};
  CHECK(
      ward::joined(json_chunks(Bundle<>{.type = "collection"}, binaries)) ==
      R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Binary","id":"1"}},{"resource":{"resourceType":"Binary","id":"2"}}]})");
}

TEST_CASE("entries of Parameters, by reference", "[bundle][resource_chunks]") {
  fixtures::random_source random(81);
  const auto bundle = to_bundle(ward::visits(20, random));
  const std::vector<std::reference_wrapper<const BundleEntry<Parameters<>>>> references(bundle.entry.begin(), bundle.entry.end());
  CHECK(ward::joined(json_chunks(Bundle<Parameters<>>{.type = "searchset"}, references)) == to_json(bundle));
}

TEST_CASE("entries come back from the text one by one, whole and in buffers", "[bundle][resource_chunks]") {
  const std::vector<BundleEntry<>> all = entries();
  const std::string text = whole(page("searchset"), all);
  const auto same = from_json<Bundle<>>(text);
  REQUIRE(same);
  const auto read = read_entries<BundleEntry<>>(text);
  REQUIRE(read);
  CHECK(*read == std::vector<BundleEntry<>>(same->entry.begin(), same->entry.end()));
  const auto views = read_entries<BundleEntry<Resource<borrowed>>>(std::string_view(text));
  REQUIRE(views);
  CHECK(views->size() == read->size());
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    std::vector<BundleEntry<>> seen;
    const std::vector<std::string_view> buffers{std::string_view(text).substr(0, cut), std::string_view(text).substr(cut)};
    CHECK(for_each_entry<BundleEntry<>>(buffers, [&seen](BundleEntry<>&& entry) { seen.push_back(std::move(entry)); }).empty());
    if (seen != *read) FAIL_CHECK(cut);
  }
}

TEST_CASE("the issues of an entry are those of from_json", "[bundle][resource_chunks]") {
  const std::string text = whole(page("searchset"), entries());
  for (const std::string_view from : {"\"match\"", "\"text/plain\"", "\"404\"", "1.00", "\"GET\"", "\"self\""}) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), "{}");
    CAPTURE(changed);
    const auto lines = [](const issues& found) { return test::lines_of(found); };
    CHECK(lines(read_entries<BundleEntry<>>(changed).issues()) == lines(from_json<Bundle<>>(changed).issues()));
    CHECK(lines(read_entries<BundleEntry<>>(changed, read_options{}.lenient()).issues()) ==
          lines(from_json<Bundle<>>(changed, read_options{}.lenient()).issues()));
  }
  // A modifier is in the value.
  const std::string modified =
      R"({"resourceType":"Bundle","implicitRules":"urn:r","type":"collection","entry":[{"modifierExtension":[{"url":"urn:m","valueBoolean":true}]}]})";
  const auto read = read_entries<BundleEntry<>>(modified);
  REQUIRE(read);
  CHECK((*read)[0].modifierExtension.size() == 1);
}

TEST_CASE("replaced characters are counted for the whole Bundle", "[bundle][resource_chunks]") {
  Bundle<> head;
  head.type = "searchset";
  head.id = "a\xFF";
  head.link.emplace_back().url = "u\xFF";
  std::vector<BundleEntry<>> entries(2);
  entries[0].fullUrl = "x\xFF";
  entries[0].search.ensure().mode = "match";
  entries[0].search->score = "not a number";
  entries[1].fullUrl = "y";
  entries[1].resource = Resource<>(RawResource<>{"Patient", "{bad"});
  Bundle<> whole = head;
  for (const auto& each : entries) whole.entry.push_back(each);
  std::string expected;
  std::string sink;
  const write_report all = write_json(whole, expected);
  const write_report streamed = write_json(head, entries, sink);
  CHECK(sink == expected);
  CHECK(all.replaced == 3);
  CHECK(all.unrepresentable == 2);
  CHECK(streamed.replaced == 3);
  CHECK(streamed.unrepresentable == 2);
}

TEST_CASE("what an entry has lost is counted, even if nothing is left of it", "[bundle][resource_chunks]") {
  Bundle<> all;
  all.type = "collection";
  auto& raw = all.entry.emplace_back().resource.emplace<RawResource<>>();
  raw.resourceType = "Patient";
  raw.json = "no JSON";
  all.entry.emplace_back().fullUrl = "urn:uuid:1";
  Bundle<> head;
  head.type = "collection";
  std::string text;
  std::string streamed;
  CHECK(write_json(all, text).unrepresentable == 1);
  CHECK(write_json(head, all.entry, streamed).unrepresentable == 1);
  CHECK(streamed == text);
}

TEST_CASE("what nests too deep for its Bundle is left out and counted, as in the whole Bundle", "[bundle][resource_chunks]") {
  for (const std::size_t depth : {std::size_t{900}, std::size_t{996}, std::size_t{997}, std::size_t{998}, std::size_t{1000}}) {
    CAPTURE(depth);
    // An untyped resource, and Parameters whose parts are in one another.
    std::string parts = R"({"name":"a","valueBoolean":true})";
    for (std::size_t level = 5; level <= depth; level += 2) parts = R"({"name":"a","part":[)" + parts + "]}";
    Bundle<> all;
    all.type = "collection";
    all.entry.emplace_back().resource =
        from_json<Resource<>>(test::nested_resource(depth), read_options{}.max_depth(1000)).value();
    const auto nested =
        from_json<Resource<>>(R"({"resourceType":"Parameters","parameter":[)" + parts + "]}", read_options{}.max_depth(1000));
    REQUIRE(nested);
    all.entry.emplace_back().resource = *nested;
    all.entry.emplace_back().fullUrl = "urn:uuid:1";

    std::string text;
    const write_report report = write_json(all, text);
    CHECK(report.unrepresentable == (depth <= 997 ? 0U : depth == 998 ? 1U : 2U));
    Bundle<> head;
    head.type = "collection";
    std::string streamed;
    CHECK(write_json(head, all.entry, streamed).unrepresentable == report.unrepresentable);
    CHECK(streamed == text);
    CHECK(from_json<Bundle<>>(text, read_options{}.max_depth(1000)));

    // Without a place in an entry, the last one is none.
    std::vector<Resource<>> resources;
    for (const BundleEntry<>& each : all.entry) resources.push_back(each.resource);
    all.entry.pop_back();
    CHECK(write_json(head, resources, streamed = {}).unrepresentable == write_json(all, text = {}).unrepresentable);
    CHECK(streamed == text);
  }
}
