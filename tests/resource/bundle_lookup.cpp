// Resources of a type, references inside a bundle, and links.

#include "fhirops/resource/bundle_lookup.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

Bundle<> example() {
  auto read = from_json<Bundle<>>(std::string_view(R"({"resourceType":"Bundle","type":"collection",
    "link":[{"relation":"self","url":"s"},{"relation":"prev","url":"p"},{"relation":"next","url":"n?page=2"}],
    "entry":[
      {"fullUrl":"http://a.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1","meta":{"versionId":"1"}}},
      {"fullUrl":"http://a.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1","meta":{"versionId":"2"}}},
      {"fullUrl":"http://b.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1"}},
      {"fullUrl":"http://a.example/fhir/Binary/7","resource":{"resourceType":"Binary","contentType":"a/b"}},
      {"fullUrl":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520","resource":{"resourceType":"Parameters","id":"p"}},
      {"fullUrl":"urn:oid:1.2.3","resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"value"}]}},
      {"resource":{"resourceType":"Parameters","id":"no-url"}},
      {"fullUrl":"http://a.example/fhir/Binary/8","response":{"status":"404"}}]})"));
  REQUIRE(read);
  return *std::move(read);
}

// The number of the entry that is meant, or -1.
template <class R>
int meant(const Bundle<R>& bundle, std::size_t from, std::string_view reference) {
  const auto* found = resolve(bundle, bundle.entry[from], reference);
  return found == nullptr ? -1 : static_cast<int>(found - bundle.entry.begin());
}

}  // namespace

TEST_CASE("an absolute reference means the entry of that fullUrl", "[resource][bundle]") {
  const Bundle<> bundle = example();
  CHECK(meant(bundle, 6, "http://b.example/fhir/Patient/1") == 2);
  CHECK(meant(bundle, 6, "http://a.example/fhir/Binary/7") == 3);
  CHECK(meant(bundle, 0, "urn:uuid:c757873d-ec9a-4326-a141-556f43239520") == 4);
  CHECK(meant(bundle, 0, "urn:oid:1.2.3") == 5);
  CHECK(meant(bundle, 0, "http://a.example/fhir/Binary/8") == 7);
  CHECK(meant(bundle, 0, "http://a.example/fhir/Binary/9") == -1);
  CHECK(meant(bundle, 0, "urn:uuid:C757873D-EC9A-4326-A141-556F43239520") == -1);
  CHECK(meant(bundle, 0, "http://a.example/fhir/Binary/7/") == -1);
  CHECK(meant(bundle, 0, "https://a.example/fhir/Binary/7") == -1);
}

TEST_CASE("a relative reference is completed by the fullUrl of the entry that it is in", "[resource][bundle]") {
  const Bundle<> bundle = example();
  CHECK(meant(bundle, 3, "Patient/1") == 0);
  CHECK(meant(bundle, 2, "Patient/1") == 2);
  CHECK(meant(bundle, 0, "Binary/7") == 3);
  CHECK(meant(bundle, 2, "Binary/7") == -1);   // another server's
  CHECK(meant(bundle, 4, "Patient/1") == -1);  // the address is a urn
  CHECK(meant(bundle, 5, "Patient/1") == -1);
  CHECK(meant(bundle, 6, "Patient/1") == -1);  // there is no address
  CHECK(meant(bundle, 0, "patient/1") == -1);
  CHECK(meant(bundle, 0, "Nothing/1") == -1);
  CHECK(meant(bundle, 0, "Binary") == -1);
  CHECK(meant(bundle, 0, "/Binary/7") == -1);
  CHECK(meant(bundle, 0, "fhir/Binary/7") == -1);
  CHECK(meant(bundle, 0, "") == -1);
  CHECK(meant(bundle, 0, "#7") == -1);  // inside the resource itself
}

TEST_CASE("an invalid reference, and one from an invalid address, refer to no entry", "[resource][bundle]") {
  Bundle<> bundle = example();
  bundle.entry[6].fullUrl = "";
  for (const std::string_view reference :
       {"", "#", "#1", "/", "Patient", "Patient/", "1", "a/Patient/1", "//a.example/fhir/Patient/1"}) {
    CAPTURE(reference);
    CHECK(meant(bundle, 3, reference) == -1);
    CHECK(meant(bundle, 6, reference) == -1);
  }
  bundle.entry[6].fullUrl = "http://a.example/fhir/Pateint/1";
  CHECK(meant(bundle, 6, "Patient/1") == -1);
  bundle.entry[6].fullUrl = "#";
  CHECK(meant(bundle, 3, "#") == -1);
}

TEST_CASE("a reference to a version means the entry of that version", "[resource][bundle]") {
  const Bundle<> bundle = example();
  CHECK(meant(bundle, 3, "Patient/1/_history/1") == 0);
  CHECK(meant(bundle, 3, "Patient/1/_history/2") == 1);
  CHECK(meant(bundle, 3, "Patient/1/_history/3") == -1);
  CHECK(meant(bundle, 2, "http://a.example/fhir/Patient/1/_history/2") == 1);
  CHECK(meant(bundle, 2, "Patient/1/_history/1") == -1);  // that one has no version
  CHECK(meant(bundle, 3, "Patient/1") == 0);              // the first, where none is said
  Reference<> reference{.reference = "Patient/1/_history/2"};
  CHECK(resolve(bundle, bundle.entry[3], reference) == &bundle.entry[1]);
}

TEST_CASE("resources of a type, with their entries", "[resource][bundle]") {
  const Bundle<> bundle = example();
  const auto found = resources<Parameters<>>(bundle);
  CHECK(std::distance(found.begin(), found.end()) == 2);
  CHECK(found.begin()->id == "p");
  CHECK(&found.begin().entry() == &bundle.entry[4]);
  CHECK(&std::next(found.begin()).entry() == &bundle.entry[6]);
  const auto raw = resources<RawResource<>>(bundle);
  CHECK(std::distance(raw.begin(), raw.end()) == 3);
  CHECK(resources<OperationDefinition<>>(bundle).empty());
}

TEST_CASE("there may be no resource of a type", "[resource][bundle]") {
  const Bundle<> bundle = example();
  CHECK(resources<Bundle<>>(bundle).empty());
  CHECK_FALSE(resources<Binary<>>(bundle).empty());
  const Bundle<Parameters<>> none;
  CHECK(resources<Parameters<>>(none).empty());
}

TEST_CASE("links by relation", "[resource][bundle]") {
  const Bundle<> bundle = example();
  REQUIRE(link(bundle, "self") != nullptr);
  CHECK(link(bundle, "self")->url == "s");
  REQUIRE(link(bundle, "previous") != nullptr);
  CHECK(link(bundle, "previous") == link(bundle, "prev"));
  CHECK(link(bundle, "Next") == nullptr);
  CHECK(link(bundle, "last") == nullptr);
  CHECK(next_page(bundle) == "n?page=2");
  const Bundle<> last;
  CHECK(next_page(last).empty());
}

TEST_CASE("a bundle of Parameters is searched in the same way", "[resource][bundle]") {
  Bundle<Parameters<>> bundle;
  for (const char* id : {"a", "b"}) {
    auto& entry = bundle.entry.emplace_back();
    entry.fullUrl = std::string("http://x.example/Parameters/") + id;
    entry.resource.emplace().id = id;
    entry.resource->meta.emplace().versionId = id;
  }
  bundle.entry.emplace_back();  // without a resource
  CHECK(meant(bundle, 0, "Parameters/b") == 1);
  CHECK(meant(bundle, 0, "Parameters/b/_history/b") == 1);
  CHECK(meant(bundle, 0, "Parameters/b/_history/a") == -1);
  const auto found = resources<Parameters<>>(bundle);
  CHECK(std::distance(found.begin(), found.end()) == 2);
}

TEST_CASE("a relative reference has a type and an id, and nothing more", "[resource][bundle]") {
  const Bundle<> bundle = example();
  REQUIRE(meant(bundle, 0, "Binary/7") == 3);
  // The id.
  CHECK(meant(bundle, 0, "Binary/") == -1);
  CHECK(meant(bundle, 0, "Binary/7_") == -1);
  CHECK(meant(bundle, 0, "Binary/7 ") == -1);
  CHECK(meant(bundle, 0, "Binary/7?x") == -1);
  CHECK(meant(bundle, 0, "Binary/7#a") == -1);
  CHECK(meant(bundle, 0, "Binary/" + std::string(65, '7')) == -1);
  // More than type and id.
  CHECK(meant(bundle, 0, "x/Binary/7") == -1);
  CHECK(meant(bundle, 0, "//Binary/7") == -1);
  CHECK(meant(bundle, 0, "./Binary/7") == -1);
  CHECK(meant(bundle, 0, "Binary/7/") == -1);
  CHECK(meant(bundle, 0, "Binary/7/x") == -1);
  CHECK(meant(bundle, 0, "Binary/7/_history") == -1);
  CHECK(meant(bundle, 0, "Binary/7/_history/") == -1);
  CHECK(meant(bundle, 0, "Patient/1/_history/1/") == -1);
  CHECK(meant(bundle, 3, "Patient/1/_history/_") == -1);
  // The type.
  CHECK(meant(bundle, 0, "Resource/7") == -1);
  CHECK(meant(bundle, 0, "Binar/7") == -1);
  CHECK(meant(bundle, 0, "7") == -1);
  CHECK(meant(bundle, 0, "#Binary/7") == -1);
}

TEST_CASE("the longest id is found, and one longer is not an id", "[resource][bundle]") {
  Bundle<Parameters<>> bundle;
  for (const std::size_t size : {64U, 65U}) {
    auto& entry = bundle.entry.emplace_back();
    entry.fullUrl = "http://x.example/Parameters/" + std::string(size, 'a');
    entry.resource.emplace();
  }
  CHECK(meant(bundle, 0, "Parameters/" + std::string(64, 'a')) == 0);
  CHECK(meant(bundle, 0, "Parameters/" + std::string(65, 'a')) == -1);
  // An absolute reference is compared as it is.
  CHECK(meant(bundle, 0, "http://x.example/Parameters/" + std::string(65, 'a')) == 1);
  // The address that a relative one is completed by has an id as well.
  CHECK(meant(bundle, 1, "Parameters/" + std::string(64, 'a')) == -1);
}

TEST_CASE("a base that only begins or ends alike is another server's", "[resource][bundle]") {
  Bundle<Parameters<>> bundle;
  for (const char* url :
       {"http://a.example/fhir/Parameters/1", "http://a.example/fhir/v2/Parameters/2", "http://a.example/Parameters/2",
        "http://b.example/fhir/Parameters/2", "http://a.example/fhir/xParameters/2", "http://a.example/fhirParameters/2",
        "xhttp://a.example/fhir/Parameters/2", "http://a.example/fhiR/Parameters/2", "http://a.example/fhir/Parameters/22",
        "http://a.example/fhir/Parameters/3/Parameters/2", "http://a.example/fhir//Parameters/2"}) {
    auto& entry = bundle.entry.emplace_back();
    entry.fullUrl = url;
    entry.resource.emplace();
  }
  CHECK(meant(bundle, 0, "Parameters/1") == 0);
  CHECK(meant(bundle, 0, "Parameters/2") == -1);
  auto& right = bundle.entry.emplace_back();
  right.fullUrl = "http://a.example/fhir/Parameters/2";
  right.resource.emplace();
  CHECK(meant(bundle, 0, "Parameters/2") == 11);
  CHECK(meant(bundle, 1, "Parameters/2") == 1);
  CHECK(meant(bundle, 2, "Parameters/2") == 2);
  CHECK(meant(bundle, 3, "Parameters/2") == 3);
  CHECK(meant(bundle, 3, "Parameters/1") == -1);
  CHECK(meant(bundle, 0, "v2/Parameters/2") == -1);
  // One without a resource has no version.
  bundle.entry.emplace_back().fullUrl = "http://a.example/fhir/Parameters/9";
  CHECK(meant(bundle, 0, "Parameters/9") == 12);
  CHECK(meant(bundle, 0, "Parameters/9/_history/1") == -1);
}
