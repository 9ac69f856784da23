// The rules of Bundle, in bundles of all nine types.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/checked.hpp"

using namespace fhirops;
using test::lines;

namespace {

constexpr std::string_view patient = R"({"resourceType":"Patient","id":"p"})";

std::string bundle(std::string_view type, std::string_view members) {
  std::string json = R"({"resourceType":"Bundle")";
  if (!type.empty()) json += R"(,"type":")" + std::string(type) + '"';
  if (!members.empty()) json += ',' + std::string(members);
  return json + '}';
}
std::string entries(std::string_view type, std::string_view list) {
  return bundle(type, R"("entry":[)" + std::string(list) + ']');
}
std::string entry(std::string_view members, std::string_view resource = patient) {
  return R"({"resource":)" + std::string(resource) + (members.empty() ? "" : ",") + std::string(members) + '}';
}

constexpr std::string_view request = R"("request":{"method":"GET","url":"Patient/p"})";
constexpr std::string_view response = R"("response":{"status":"200 OK"})";

bool any_of(std::string_view type, std::vector<std::string_view> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

const std::string at_entry = " error invariant Bundle.entry[0] /entry/0";
const std::string at_bundle = " error invariant Bundle ";

// Of the lines, those of the keys.
lines of_key(const lines& all, std::string_view key) {
  lines found;
  for (const std::string& each : all)
    if (each.starts_with(std::string(key) + ' ')) found.push_back(each);
  return found;
}

// That an entry has no fullUrl has a test of its own.
template <class T>
lines checked(std::string_view json) {
  issues found = validate(test::value_of<T>(json));
  std::erase_if(found, [](const issue& each) { return each.text.starts_with("fullUrl is missing"); });
  return test::keyed(found);
}

}  // namespace

TEST_CASE("bdl-1 to bdl-4: what may be in a bundle of which type", "[validate][rules]") {
  for (const std::string_view type : codes::bundle_type.codes) {
    CAPTURE(type);
    const auto reported = [](bool wrong, std::string_view key, const std::string& where) {
      return wrong ? lines{std::string(key) + where} : lines{};
    };
    const bool with_request = any_of(type, {"batch", "transaction", "history"});
    const bool with_response = any_of(type, {"batch-response", "transaction-response", "history"});

    CHECK(of_key(checked<Bundle<>>(bundle(type, R"("total":0)")), "bdl-1") ==
          reported(!any_of(type, {"searchset", "history"}), "bdl-1", at_bundle));
    CHECK(of_key(checked<Bundle<>>(bundle(type, R"("_total":{"extension":[{"url":"u","valueCode":"a"}]})")), "bdl-1") ==
          reported(!any_of(type, {"searchset", "history"}), "bdl-1", at_bundle));
    CHECK(of_key(checked<Bundle<>>(entries(type, entry(R"("search":{"mode":"match"})"))), "bdl-2") ==
          reported(type != "searchset", "bdl-2", at_entry));
    CHECK(of_key(checked<Bundle<>>(entries(type, entry(request))), "bdl-3") == reported(!with_request, "bdl-3", at_entry));
    CHECK(of_key(checked<Bundle<>>(entries(type, entry(""))), "bdl-3") == reported(with_request, "bdl-3", at_entry));
    CHECK(of_key(checked<Bundle<>>(entries(type, entry(response))), "bdl-4") == reported(!with_response, "bdl-4", at_entry));
    CHECK(of_key(checked<Bundle<>>(entries(type, entry(""))), "bdl-4") == reported(with_response, "bdl-4", at_entry));
  }
}

TEST_CASE("an issue of one entry is reported at that entry", "[validate][rules]") {
  const std::string with = entry(request);
  const std::string without = entry("");
  CHECK(checked<Bundle<>>(entries("batch", with + ',' + without + ',' + with + ',' + without)) ==
        lines{"bdl-3 error invariant Bundle.entry[1] /entry/1", "bdl-3 error invariant Bundle.entry[3] /entry/3"});
}

TEST_CASE("an unknown type of bundle is reported once, not for each entry", "[validate][rules]") {
  const std::string all = R"("total":1,"entry":[)" +
                          entry(R"("search":{"mode":"match"},)" + std::string(request) + ',' + std::string(response)) + ']';
  CHECK(checked<Bundle<>>(bundle("set", all)) == lines{"error code-invalid Bundle.type /type"});
  CHECK(checked<Bundle<>>(bundle("", all)) == lines{"error required Bundle "});
}

TEST_CASE("bdl-5: an entry has a resource, a request or a response", "[validate][rules]") {
  CHECK(checked<Bundle<>>(entries("collection", R"({"fullUrl":"urn:x:1"})")) ==
        lines{"bdl-5" + at_entry, "warning required Bundle.entry[0] /entry/0"});
  CHECK(checked<Bundle<>>(entries("batch-response", R"({"response":{"status":"404"}})")) == lines{});
  CHECK(checked<Bundle<>>(
            entries("history", R"({"request":{"method":"DELETE","url":"Patient/p"},"response":{"status":"204"}})")) == lines{});
}

TEST_CASE("bdl-7: entries differ in their fullUrl or version", "[validate][rules]") {
  const auto of = [](std::string_view url, std::string_view version, std::string_view type = "Patient") {
    const std::string meta = version.empty() ? "" : R"(,"meta":{"versionId":")" + std::string(version) + R"("})";
    return entry(R"("fullUrl":")" + std::string(url) + '"', R"({"resourceType":")" + std::string(type) + '"' + meta + '}');
  };
  // Resources that the library knows, and those that it keeps as JSON.
  for (const std::string_view type : {"Patient", "Binary"}) {
    const auto a1 = of("http://x/a", "1", type);
    const auto a2 = of("http://x/a", "2", type);
    const auto a = of("http://x/a", "", type);
    const auto b = of("http://x/b", "", type);
    const auto reported = [](const std::string& list) { return of_key(checked<Bundle<>>(entries("collection", list)), "bdl-7"); };
    CHECK(reported(a1 + ',' + a2 + ',' + a + ',' + b) == lines{});
    CHECK(reported(a + ',' + b + ',' + a) == lines{"bdl-7 error invariant Bundle.entry[2] /entry/2"});
    CHECK(reported(a1 + ',' + b + ',' + a1 + ',' + a1) ==
          lines{"bdl-7 error invariant Bundle.entry[2] /entry/2", "bdl-7 error invariant Bundle.entry[3] /entry/3"});
    // Without a fullUrl nothing is compared.
    CHECK(reported(entry("") + ',' + entry("")) == lines{});
  }
  CHECK(of_key(checked<Bundle<>>(entries("history", of("http://x/a", "1") + ',' + of("http://x/a", "1"))), "bdl-7") == lines{});
}

TEST_CASE("bdl-7 in a bundle of a hundred thousand entries", "[validate][rules]") {
  Bundle<Parameters<>> answer{.type = "collection"};
  for (int i = 0; i < 100000; ++i)
    answer.entry.push_back({.fullUrl = "urn:x:" + std::to_string(i % 99999), .resource = Parameters<>{}});
  CHECK(test::keyed(validate(answer)) == lines{"bdl-7 error invariant Bundle.entry[99999] /entry/99999"});
}

TEST_CASE("bdl-8: a fullUrl has no version", "[validate][rules]") {
  const auto of = [](std::string_view url) { return entries("collection", entry(R"("fullUrl":")" + std::string(url) + '"')); };
  CHECK(of_key(checked<Bundle<>>(of("http://x/Patient/p/_history/1")), "bdl-8") == lines{"bdl-8" + at_entry});
  CHECK(checked<Bundle<>>(of("http://x/Patient/p")) == lines{});
  CHECK(checked<Bundle<>>(of("urn:uuid:c757873d-ec9a-4326-a141-556f43239520")) == lines{});
  // R4's expression is true of no entry without a fullUrl; its words mean those with one.
  CHECK(checked<Bundle<>>(entries("collection", entry(""))) == lines{});
}

TEST_CASE("bdl-9 to bdl-11: what a document has", "[validate][rules]") {
  const std::string identifier = R"("identifier":{"system":"urn:x","value":"1"})";
  const std::string timestamp = R"("timestamp":"2024-01-01T00:00:00Z")";
  const std::string first = R"("entry":[)" + entry(R"("fullUrl":"urn:x:1")", R"({"resourceType":"Composition"})") + ']';
  const auto all = [](const std::string& a, const std::string& b, const std::string& c) {
    return bundle("document", a + (a.empty() || b.empty() ? "" : ",") + b + (c.empty() || (a + b).empty() ? "" : ",") + c);
  };
  CHECK(checked<Bundle<>>(all(identifier, timestamp, first)) == lines{});
  CHECK(checked<Bundle<>>(all("", timestamp, first)) == lines{"bdl-9" + at_bundle});
  CHECK(checked<Bundle<>>(all(R"("identifier":{"system":"urn:x"})", timestamp, first)) == lines{"bdl-9" + at_bundle});
  CHECK(checked<Bundle<>>(all(R"("identifier":{"value":"1"})", timestamp, first)) == lines{"bdl-9" + at_bundle});
  CHECK(checked<Bundle<>>(all(identifier, "", first)) == lines{"bdl-10" + at_bundle});
  CHECK(checked<Bundle<>>(all(identifier, R"("_timestamp":{"extension":[{"url":"u","valueCode":"a"}]})", first)) ==
        lines{"bdl-10" + at_bundle});
  CHECK(checked<Bundle<>>(all(identifier, timestamp, R"("entry":[)" + entry("") + ']')) == lines{"bdl-11" + at_bundle});
  CHECK(checked<Bundle<>>(all(identifier, timestamp, "")) == lines{"bdl-11" + at_bundle});
  CHECK(checked<Bundle<>>(bundle("document", "")) == lines{"bdl-9" + at_bundle, "bdl-10" + at_bundle, "bdl-11" + at_bundle});
}

TEST_CASE("bdl-12: the first resource of a message is its header", "[validate][rules]") {
  const std::string header = entry("", R"({"resourceType":"MessageHeader"})");
  CHECK(checked<Bundle<>>(entries("message", header + ',' + entry(""))) == lines{});
  CHECK(checked<Bundle<>>(entries("message", entry("") + ',' + header)) == lines{"bdl-12" + at_bundle});
  CHECK(checked<Bundle<>>(bundle("message", "")) == lines{"bdl-12" + at_bundle});
}

TEST_CASE("the rules of a bundle are those of a typed bundle too", "[validate][rules]") {
  const std::string json = R"({"resourceType":"Bundle","type":"collection","total":2,"entry":[
    {"fullUrl":"urn:x:1","resource":{"resourceType":"Parameters"}},
    {"fullUrl":"urn:x:1","resource":{"resourceType":"Parameters"},"search":{"score":2}},
    {"fullUrl":"urn:x:2"}]})";
  const lines expected{"bdl-1" + at_bundle,
                       "bdl-2 error invariant Bundle.entry[1] /entry/1",
                       "bdl-7 error invariant Bundle.entry[1] /entry/1",
                       "warning value Bundle.entry[1].search.score /entry/1/search/score",
                       "bdl-5 error invariant Bundle.entry[2] /entry/2",
                       "warning required Bundle.entry[2] /entry/2"};
  CHECK(checked<Bundle<Parameters<>>>(json) == expected);
  CHECK(checked<Bundle<>>(json) == expected);
  CHECK(checked<Resource<>>(json) == expected);
  CHECK(checked<Bundle<Parameters<borrowed>>>(json) == expected);
}

TEST_CASE("a bundle in a bundle is checked by its own type", "[validate][rules]") {
  const std::string inner = entries("batch", entry(""));
  CHECK(checked<Bundle<>>(entries("collection", entry("", inner))) ==
        lines{"bdl-3 error invariant Bundle.entry[0].resource.entry[0] /entry/0/resource/entry/0"});
}

TEST_CASE("a fullUrl that is not an absolute URI is a warning", "[validate][rules]") {
  const auto of = [](std::string_view url) { return entries("collection", entry(R"("fullUrl":")" + std::string(url) + '"')); };
  for (const std::string_view good : {"urn:uuid:c757873d-ec9a-4326-a141-556f43239520", "urn:oid:1.2.3", "http://x/Patient/p",
                                      "https://x/fhir/Patient/p", "HTTP://x/Patient/p"})
    CHECK(checked<Bundle<>>(of(good)) == lines{});
  for (const std::string_view bad : {"c757873d-ec9a-4326-a141-556f43239520", "Patient/p", "/Patient/p", "urn:", "5:a"})
    CHECK(checked<Bundle<>>(of(bad)) == lines{"warning value Bundle.entry[0].fullUrl /entry/0/fullUrl"});
}

TEST_CASE("a fullUrl of R4's RESTful form ends in type and id of the resource", "[validate][rules]") {
  const lines other_id{"error value Bundle.entry[0].fullUrl /entry/0/fullUrl"};
  const lines other_type{"warning value Bundle.entry[0].fullUrl /entry/0/fullUrl"};
  const lines no_id{"warning required Bundle.entry[0].resource /entry/0/resource"};
  const auto of = [](std::string_view url, std::string_view resource) {
    return checked<Bundle<>>(entries("collection", entry(R"("fullUrl":")" + std::string(url) + '"', resource)));
  };
  CHECK(of("http://x/Patient/p", patient) == lines{});
  CHECK(of("http://x/Patient/q", patient) == other_id);
  CHECK(of("http://x/Patient/pp", patient) == other_id);
  CHECK(of("http://x:8080/a/b%20c/Patient/q", patient) == other_id);
  CHECK(of("https://x/Parameters/1", R"({"resourceType":"Parameters","id":"2"})") == other_id);
  CHECK(of("http://x/Patient/p", R"({"resourceType":"Patient","\u0069d":"\u0070"})") == lines{});
  CHECK(of("http://x/Observation/p", patient) == other_type);
  CHECK(of("http://x/Observation/q", patient) == other_id);
  CHECK(of("https://x/Patient/1", R"({"resourceType":"Parameters","id":"1"})") == other_type);
  CHECK(of("http://x/Patient/q", R"({"resourceType":"Patient"})") == no_id);
  CHECK(of("http://x/Parameters/q", R"({"resourceType":"Parameters"})") == no_id);
  // Of another form: it says nothing of an id.
  for (const std::string_view url :
       {"urn:uuid:c757873d-ec9a-4326-a141-556f43239520", "http://x/people?nr=7", "http://x/~me/Patient/q", "http://x/patient/q",
        "http://x/Patient/q_r", "http://x/Person/", "ftp://x/Patient/q", "http:///Patient/q/r", "http://x/Resource/q",
        "http://Patient/q", "http://x/Patient/12345678901234567890123456789012345678901234567890123456789012345"})
    CHECK(of(url, patient) == lines{});
  CHECK(checked<Bundle<>>(R"({"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"http://x/Patient/q",
    "resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}}]})") == lines{});
}

TEST_CASE("an entry with a resource has a fullUrl, unless it is a POST or a response", "[validate][rules]") {
  const auto reported = [](std::string_view type, std::string_view members) {
    const lines all = test::checked<Bundle<>>(entries(type, entry(members)));
    return std::find(all.begin(), all.end(), "warning required Bundle.entry[0] /entry/0") != all.end();
  };
  for (const std::string_view type : {"document", "message", "searchset", "collection", "history", "batch", "transaction"})
    CHECK(reported(type, ""));
  CHECK_FALSE(reported("batch-response", ""));
  CHECK_FALSE(reported("transaction-response", ""));
  CHECK_FALSE(reported("", ""));  // the type is missing, and that is reported
  CHECK_FALSE(reported("collection", R"("fullUrl":"urn:x:1")"));
  CHECK_FALSE(reported("transaction", R"("request":{"method":"POST","url":"Patient"})"));
  CHECK(reported("transaction", R"("request":{"method":"PUT","url":"Patient/p"})"));
  CHECK(test::checked<Bundle<>>(entries("transaction", R"({"request":{"method":"DELETE","url":"Patient/p"}})")) == lines{});
}

TEST_CASE("fifty entries that do not fit the type of the bundle are one issue", "[validate][rules]") {
  const auto many = [](const std::string& one) {
    std::string list;
    for (int i = 0; i < 50; ++i) list += (i > 0 ? "," : "") + one;
    return list;
  };
  const std::string plain = entry("");
  CHECK(checked<Bundle<>>(entries("batch", many(plain))) == lines{"bdl-3" + at_bundle});
  CHECK(checked<Bundle<>>(entries("batch-response", many(plain))) == lines{"bdl-4" + at_bundle});
  CHECK(checked<Bundle<>>(entries("collection", many(entry(request)))) == lines{"bdl-3" + at_bundle});
  CHECK(checked<Bundle<>>(entries("collection", many(entry(response)))) == lines{"bdl-4" + at_bundle});
  CHECK(checked<Bundle<>>(entries("collection", many(entry(R"("search":{"mode":"match"})")))) == lines{"bdl-2" + at_bundle});
  // One that is right: the others are wrong.
  CHECK(of_key(checked<Bundle<>>(entries("batch", many(plain) + ',' + entry(request))), "bdl-3").size() == 50);
  CHECK(checked<Bundle<>>(entries("collection", plain + ',' + entry(request))) ==
        lines{"bdl-3 error invariant Bundle.entry[1] /entry/1"});
}

TEST_CASE("bdl-7 sees through escapes, and holds without a type", "[validate][rules]") {
  const std::string plain = entry(R"("fullUrl":"http://x/a")", R"({"resourceType":"Patient","meta":{"versionId":"1"}})");
  const std::string escaped =
      entry(R"("fullUrl":"http://x/\u0061")", R"({"resourceType":"Patient","m\u0065ta":{"\u0076ersionId":"\u0031"}})");
  for (const std::string_view type : {"collection", ""})
    CHECK(of_key(checked<Bundle<>>(entries(type, plain + ',' + escaped)), "bdl-7") ==
          lines{"bdl-7 error invariant Bundle.entry[1] /entry/1"});
}

TEST_CASE("an entry without a resource where the type of the bundle asks for one is a warning", "[validate][rules]") {
  const std::string no_resource = R"({"fullUrl":"urn:x:1",)" + std::string(request) + ',' + std::string(response) + '}';
  for (const std::string_view type : codes::bundle_type.codes) {
    CAPTURE(type);
    const bool wanted = any_of(type, {"document", "message", "searchset", "collection"});
    const lines all = checked<Bundle<>>(entries(type, no_resource));
    CHECK((std::find(all.begin(), all.end(), "warning required Bundle.entry[0] /entry/0") != all.end()) == wanted);
  }
}

TEST_CASE("a score is from 0 to 1, a status begins with three digits", "[validate][rules]") {
  for (const std::string_view score : {"0", "1", "0.5", "1.000", "-0.0", "1e-5"})
    CHECK(checked<BundleEntrySearch<>>(R"({"score":)" + std::string(score) + '}') == lines{});
  for (const std::string_view score : {"-0.1", "1.0001", "2", "1e5"})
    CHECK(checked<BundleEntrySearch<>>(R"({"score":)" + std::string(score) + '}') ==
          lines{"warning value Bundle.entry.search.score /score"});
  for (const std::string_view status : {"200", "200 OK", "201 Created", "404-not-there"})
    CHECK(checked<BundleEntryResponse<>>(R"({"status":")" + std::string(status) + "\"}") == lines{});
  BundleEntryResponse<> without;
  without.etag = "1";
  for (const issue& each : validate(without)) CHECK(each.code == issue_type::required);  // of one that is missing, nothing more
  for (const std::string_view status : {"OK", "20", "2xx", " 200"})
    CHECK(checked<BundleEntryResponse<>>(R"({"status":")" + std::string(status) + "\"}") ==
          lines{"warning value Bundle.entry.response.status /status"});
}
