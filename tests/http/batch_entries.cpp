// One entry's fault is that entry's: those around it are answered.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/batch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/batch.hpp"
#include "support/catch.hpp"

using namespace fhirops;
using test::bundle_of;
using test::get_entry;
using test::json;
using test::lines;
using test::post_entry;

namespace {

test::reply send(std::string_view body, std::vector<std::string>* calls = nullptr, const http::batch_options& limits = {}) {
  http::options about = test::server();
  about.max_body = 4U << 20U;
  return test::read(http::batch_service(test::desk{about, calls}, limits)(
      {.method = "POST", .target = "/", .headers = json, .body = body}, http::user{"anna"}));
}

// What came of an entry between two that are answered.
std::string between(std::string_view entry) {
  const lines all = test::reported(
      send(bundle_of("batch", get_entry("$print") + ',' + std::string(entry) + ',' + get_entry("$get-report-job-status"))));
  CAPTURE(all);
  if (all.size() != 3) return "as a whole: " + all[0];
  CHECK(all[0] == "200 Binary");
  CHECK(all[2] == "200 Bundle");
  return all[1];
}
std::string with_reason(std::string_view value) {
  return post_entry("$forget",
                    R"({"resourceType":"Parameters","parameter":[{"name":"reason","valueString":)" + std::string(value) + "}]}");
}

}  // namespace

TEST_CASE("batch: what makes an entry's resource unreadable is that entry's fault", "[http][batch]") {
  CHECK(between(with_reason(R"("fine")")) == "204");
  // clang-format off
  for (const std::string_view value : {R"("a\u0000b")", R"("\uD83D")", R"("\uDE00")", R"("\uDE00\uD83D")", R"("\x")", R"("\u12")", "\"\xFF\"", "\"\xED\xA0\x80\"", "\"a\nb\"", "\"a\x01\"",
                                       "nul", "01", "1.", "--1", "+1", "'a'", "NaN", "", "{\"a\":}", "{a:1}", "[1,]", "[1 2]", "{\"a\" 1}", "\"a\"\"b\"", "1 2"}) {
    // clang-format on
    CAPTURE(value);
    CHECK(between(with_reason(value)).starts_with("400 "));
  }
  CHECK(between(with_reason(R"("a\u0000b")")) ==
        "400 value: \"a\xEF\xBF\xBD"
        "b\" has the character U+0000, which FHIR does not allow: remove it");
  CHECK(between(with_reason(R"("\uDE00")"))
            .ends_with(" is not well-formed UTF-8: it has half of a surrogate pair, or bytes of another encoding"));
  CHECK(between(with_reason("01")) ==
        "400 value: 0 is not a string: write \"0\", in quotes structure: \"01\" is not a JSON number: remove the leading zero");
  CHECK(between(with_reason("null")).starts_with("4"));
  for (const std::string_view resource :
       {R"({"resourceType":"Parameters","resourceType":"Parameters"})",
        R"({"resourceType":"Parameters","parameter":[],"parameter":[]})", R"({"resourceType":"Parameters","unheardOf":1})",
        R"({"resourceType":"Parameters","id":5})", R"({"resourceType":"Parameters","id":null})", "{}", "[]", "5", "\"a\"", "true",
        R"({"resourceType":"Nothing"})", R"({"resourceType":7})", R"({"resourceType":"Parameters","parameter":{"name":1}})"}) {
    CAPTURE(resource);
    CHECK(between(post_entry("$forget", resource)).starts_with("400 "));
  }
  CHECK(between(post_entry("$forget", "null")).starts_with("400 "));
  CHECK(between(post_entry("$forget", R"({"resourceType":"Parameters","id":"no id"})")).starts_with("400 value: "));
}

TEST_CASE("batch: what makes the rest of an entry unreadable is that entry's fault", "[http][batch]") {
  for (const std::string_view entry :
       // clang-format off
       {R"({"fullUrl":"\u0000","request":{"method":"GET","url":"$print"}})", R"({"fullUrl":"\uD800","request":{"method":"GET","url":"$print"}})",
        R"({"request":{"method":"GET","url":"$print\u0000"}})", R"({"request":{"method":"GET","method":"GET","url":"$print"}})", R"({"request":{"method":"GET","url":5}})",
        R"({"request":{"method":"GET","url":["$print"]}})", R"({"request":[{"method":"GET","url":"$print"}]})", R"({"request":"GET $print"})", R"({"request":{}})", R"({"request":null})", "{}", "null",
        "[]", "[{}]", "true", "5", "\"GET\"", "nonsense", "[}", "{]", R"({"request" {"method":"GET","url":"$print"}})", R"({"request":{"method":"GET","url":"$print"},})", R"({,})", R"({"a"})", R"({"a":})",
        R"({5:6})", R"({"request":{"method":GET,"url":"$print"}})", R"({"resource\uD800":{},"request":{"method":"GET","url":"$print"}})",
        R"({"search":{"mode":"unheard-of"},"unheardOf":{},"request":{"method":"GET","url":"$print"}})", R"({"request":{"method":"GET","url":""}})",
        R"({"request":{"method":"","url":"$print"}})", R"({"request":{"method":"GET ","url":"$print"}})", R"({"request":{"method":"Get","url":"$print"}})",
        R"({"request":{"method":"TRACE","url":"$print"}})", R"({"request":{"method":"OPTIONS","url":"$print"}})", R"({"request":{"method":"POST\r\nX: y","url":"$print"}})"}) {
    // clang-format on
    CAPTURE(entry);
    CHECK(between(entry).starts_with("400 "));
  }
  CHECK(between(R"({"request":{"url":"$print"}})") == "400 required: request.method is missing: write GET or POST");
  CHECK(between(R"({"request":{"method":"GET"}})") ==
        "400 required: request.url is missing: write it relative to the base, such as Patient/1/$operation");
  CHECK(between(R"({"resource":{"resourceType":"Parameters"}})") ==
        "400 required: request is missing: an entry of a batch needs one, with method and url");
}

TEST_CASE("batch: nesting that is too deep is that entry's fault", "[http][batch]") {
  for (const std::size_t depth : {300U, 5000U, 300000U}) {
    const std::string open(depth, '[');
    const std::string shut(depth, ']');
    CAPTURE(depth);
    CHECK(between(open + shut).starts_with("400 "));
    CHECK(between(R"({"unheardOf":)" + open + shut + R"(,"request":{"method":"GET","url":"$print"}})").starts_with("400 "));
    CHECK(between(post_entry("$forget", R"({"resourceType":"Parameters","unheardOf":)" + open + shut + "}")).starts_with("400 "));
    CHECK(between(post_entry("$forget", R"({"resourceType":"Patient","unheardOf":)" + open + shut + "}")).starts_with("400 "));
  }
  std::string objects;
  for (int i = 0; i < 5000; ++i) objects += R"({"extension":)";
  CHECK(between(post_entry("$forget", objects + "1" + std::string(5000, '}'))).starts_with("400 "));
}

TEST_CASE("batch: URLs that lead elsewhere are that entry's fault", "[http][batch]") {
  std::vector<std::string> calls;
  const auto of = [&calls](std::string_view url) {
    calls.clear();
    return test::reported(send(bundle_of("batch", get_entry(url)), &calls)).at(0);
  };
  for (const std::string_view url :
       {"https://other.example/fhir/$print", "HTTPS://desk.example/fhir/$print", "https://desk.example/fhir.evil.example/$print",
        "https://desk.example@evil.example/fhir/$print", "https://desk.example:443/fhir/$print", "file:///etc/passwd",
        "javascript:alert(1)", "urn:oid:1.2"}) {
    CAPTURE(url);
    CHECK(of(url).starts_with("400 value: "));
    CHECK(calls.empty());
  }
  // clang-format off
  for (const std::string_view url : {"//evil.example/$print", "..", "../$print", "Patient/../$print", "./$print", "%2e%2e/$print", "$print%00", "%00", "Patient/%00/$find?text=a", "Patient/a%2Fb/$find?text=a",
                                     "$print#a", "#a", "$pr int", "$print%", "$print%zz", "$", "$$", "Patient//$find", "\\\\evil.example", "%24nothing", "metadata/..", "Unheard/$find"}) {
    // clang-format on
    CAPTURE(url);
    CHECK(of(url).starts_with("4"));
  }
  CHECK(of("Patient/$find?text=a%00b").starts_with("400 "));
  CHECK(of("Patient/$find?text=a&text=b").starts_with("400 "));
  CHECK(of("https://desk.example/fhir/Patient/$find?text=a") == "200 Parameters");
  CHECK(calls == lines{"GET /Patient/$find?text=a"});
  CHECK(of("$print?_format=json") == "200 Binary");
}

TEST_CASE("batch: a batch as the resource of an entry is not performed", "[http][batch]") {
  std::string nested = get_entry("$print");
  for (int i = 0; i < 20; ++i) nested = post_entry("", bundle_of(i % 2 == 0 ? "batch" : "transaction", nested));
  std::vector<std::string> calls;
  CHECK(test::reported(send(bundle_of("batch", nested), &calls))[0].starts_with("400 "));
  CHECK(calls.empty());
  for (const std::string_view url : {"/", "/?", "?", "?_pretty=true", "https://desk.example/fhir", "https://desk.example/fhir/",
                                     "https://desk.example/fhir?a=b"}) {
    CAPTURE(url);
    CHECK(between(post_entry(url, bundle_of("batch", get_entry("$print")))) ==
          "400 not-supported: a batch or transaction cannot be inside another: send it by itself");
  }
  // As the resource of an operation it is a resource like any other.
  CHECK(between(post_entry("$forget", bundle_of("batch", get_entry("$print")))).starts_with("422 "));
}

TEST_CASE("batch: entries with the same fullUrl are answered each", "[http][batch]") {
  const std::string one =
      R"({"fullUrl":"urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a","request":{"method":"GET","url":"$print"}})";
  CHECK(test::reported(send(bundle_of("batch", one + ',' + one))) == lines{"200 Binary", "200 Binary"});
}

TEST_CASE("batch: ten thousand entries, within the limit and beyond", "[http][batch]") {
  std::string entries;
  for (int i = 0; i < 10000; ++i) entries += i == 0 ? "{}" : ",{}";
  std::vector<std::string> calls;
  CHECK(send(bundle_of("batch", entries), &calls).reported() ==
        "413 too-costly: the Bundle has 10000 entries, but this server takes at most 100: send it in parts");
  const lines all = test::reported(send(bundle_of("batch", entries), &calls, {.max_entries = 10000}));
  CHECK(all == lines(10000, "400 required: request is missing: an entry of a batch needs one, with method and url"));
  CHECK(calls.empty());
}

TEST_CASE("transaction: an entry that cannot be read refuses all, before it begins", "[http][batch]") {
  struct counting {
    int* begun;
    issues begin(const http::user&, http::host_value) const { return ++*begun, issues(); }
    issues commit(const http::user&, http::host_value) const { return ++*begun, issues(); }
    void roll_back(const http::user&, http::host_value) const noexcept { ++*begun; }
  };
  for (const std::string_view bad : {R"({"fullUrl":"\u0000","request":{"method":"GET","url":"$print"}})", "{}", "null", "[]",
                                     "nul", R"({"request":{"method":"get","url":"$print"}})"}) {
    for (std::size_t at = 0; at < 3; ++at) {
      CAPTURE(bad, at);
      std::string entries;
      for (std::size_t i = 0; i < 3; ++i) (entries += i == 0 ? "" : ",") += i == at ? std::string(bad) : get_entry("$print");
      int begun = 0;
      const std::string body = bundle_of("transaction", entries);
      const test::reply reply = test::read(http::batch_service(test::desk{}, {}, counting{&begun})(
          {.method = "POST", .target = "/", .headers = json, .body = body}, http::user{"anna"}));
      CHECK(reply.status == 400);
      CHECK(reply.reported().find("the transaction was not performed, for entry " + std::to_string(at) + ": ") !=
            std::string::npos);
      CHECK(begun == 0);
    }
  }
}

TEST_CASE("the items of an array are what is between its brackets and commas, and there is nothing after it", "[http][batch]") {
  const auto items = [](std::string_view text, std::size_t most = 9) {
    http::detail::array_items out;
    if (!http::detail::items_of(text, most, out)) return std::string("none");
    std::string all = std::to_string(out.count);
    for (const std::string_view each : out.first) (all += ' ') += each;
    return all;
  };
  CHECK(items("[]") == "0");
  CHECK(items(" [ 1 , {\"a\":2} ] ") == "2 1 {\"a\":2}");
  CHECK(items("[1,2,3]", 2) == "3 1 2");
  for (const std::string_view wrong : {"[1", "[1,", "[1,]", "[1] x", "[1]]", "[1}", "1", "", "[", "{}", "[1 2]", "[,1]"}) {
    CAPTURE(wrong);
    CHECK(items(wrong) == "none");
  }
}
