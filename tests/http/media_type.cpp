// Which media type is answered: `Accept`, `_format`, versions of FHIR, and texts that are not media types.

#include <fhirops/http/media_type.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/http.hpp"

using namespace fhirops;

namespace {

// The type that is answered, or the status.
std::string answered(std::string_view accept) {
  const test::reply reply = test::get("/$get-report-job-status", {{"Accept", accept}});
  if (reply.status != 200) return std::to_string(reply.status);
  std::string type = reply["Content-Type"];
  const std::string_view charset = "; charset=utf-8";
  REQUIRE(std::string_view(type).ends_with(charset));
  return type.substr(0, type.size() - charset.size());
}
std::string formatted(const std::string& format, const test::header_list& headers = {}) {
  const test::reply reply = test::get("/$get-report-job-status?_format=" + format, headers);
  return reply.status == 200 ? reply["Content-Type"] : std::to_string(reply.status);
}

constexpr const char* fhir = "application/fhir+json";

}  // namespace

TEST_CASE("without Accept, or with an empty one, the answer is application/fhir+json") {
  CHECK(test::get("/$get-report-job-status")["Content-Type"] == "application/fhir+json; charset=utf-8");
  CHECK(answered("") == fhir);
  CHECK(answered(" , ,") == fhir);
}

TEST_CASE("each name of JSON is answered by that name") {
  CHECK(answered("application/fhir+json") == fhir);
  CHECK(answered("application/json") == "application/json");
  CHECK(answered("text/json") == "text/json");
  CHECK(answered("application/json+fhir") == "application/json+fhir");
  CHECK(answered("APPLICATION/FHIR+JSON") == fhir);
}

TEST_CASE("ranges are answered by FHIR's own name") {
  CHECK(answered("*/*") == fhir);
  CHECK(answered("application/*") == fhir);
  CHECK(answered("text/*") == "text/json");
  CHECK(answered("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8") == fhir);
}

TEST_CASE("the weights decide, and among equals FHIR's own name") {
  CHECK(answered("application/json;q=0.5, application/fhir+json;q=0.4") == "application/json");
  CHECK(answered("application/json, application/fhir+json") == fhir);
  CHECK(answered("application/json;q=0.9, */*;q=0.1") == "application/json");
  CHECK(answered("application/fhir+xml;q=1, application/fhir+json;q=0.001") == fhir);
  CHECK(answered("application/json; q=1.000 , text/json;Q=0.999") == "application/json");
}

TEST_CASE("the closest range decides about a type, also where it says no") {
  CHECK(answered("application/fhir+json;q=0, */*") == "application/json");
  CHECK(answered("*/*, application/*;q=0") == "text/json");
  CHECK(answered("application/json;q=0.2, application/*;q=0.9") == fhir);
  CHECK(answered("*/*;q=0") == "406");
  CHECK(answered("application/fhir+json;q=0.000") == "406");
}

TEST_CASE("other types than JSON are not acceptable") {
  CHECK(answered("application/fhir+xml") == "406");
  CHECK(answered("text/html") == "406");
  CHECK(answered("text/turtle, application/xml;q=0.5") == "406");
  const test::reply reply = test::get("/$get-report-job-status", {{"Accept", "text/html"}});
  CHECK(reply.outcome() ==
        "not-supported: the Accept \"text/html\" is not supported: this server answers in application/fhir+json, FHIR 4.0");
  CHECK(reply["Content-Type"] == "application/fhir+json; charset=utf-8");
  // As far as a message has room.
  const auto refused = [](const std::string& accept) {
    return test::get("/$get-report-job-status", {{"Accept", accept}}).outcome();
  };
  CHECK(refused(std::string(100, 'x')).find('"' + std::string(100, 'x') + "\" is not supported") != std::string::npos);
  CHECK(refused(std::string(101, 'x')).find('"' + std::string(100, 'x') + "...\" is not supported") != std::string::npos);
}

TEST_CASE("a version of FHIR: 4.0 is answered, and said; others are not acceptable") {
  CHECK(answered("application/fhir+json; fhirVersion=4.0") == "application/fhir+json; fhirVersion=4.0");
  CHECK(answered("application/fhir+json; fhirversion=\"4.0\"") == "application/fhir+json; fhirVersion=4.0");
  CHECK(answered("application/fhir+json; fhirVersion=4.0.1") == "application/fhir+json; fhirVersion=4.0");
  CHECK(answered("application/fhir+json; fhirVersion=5.0") == "406");
  CHECK(answered("application/fhir+json; fhirVersion=3.0") == "406");
  CHECK(answered("application/fhir+json; fhirVersion=5.0, application/fhir+json; fhirVersion=4.0; q=0.5") ==
        "application/fhir+json; fhirVersion=4.0");
  CHECK(answered("application/fhir+json; fhirVersion=5.0, application/fhir+json;q=0.1") == fhir);
}

TEST_CASE("other parameters of a media type mean nothing here") {
  CHECK(answered("application/fhir+json;charset=utf-8") == fhir);
  CHECK(answered("application/fhir+json;charset=iso-8859-1") == fhir);
  CHECK(answered("application/json;odata=verbose;q=0.5") == "application/json");
  CHECK(answered("application/json;title=\"a, b; q=0\"") == "application/json");
}

TEST_CASE("of ranges that are equally close the best decides, in any order") {
  for (const std::string_view each : {"application/json;q=0.2, application/json;q=0.9, text/json;q=0.5",
                                      "application/json;q=0.9, application/json;q=0.2, text/json;q=0.5",
                                      "text/json;q=0.5, application/json;q=0.2, application/json;q=0.9"}) {
    CAPTURE(each);
    CHECK(answered(each) == "application/json");
  }
  CHECK(answered("application/json;q=0.2, application/json;q=0.4, text/json;q=0.5") == "text/json");
  CHECK(answered("application/json;q=0, application/json;q=0.1") == "application/json");
  CHECK(answered("application/json;q=0.1, application/json;q=0") == "application/json");
  CHECK(answered("application/*;q=0.3, application/*;q=0.8, text/json;q=0.5") == fhir);
  CHECK(answered("application/*;q=0.3, application/*;q=0.4, text/json;q=0.5") == "text/json");
  CHECK(answered("*/*;q=0, */*;q=0.1") == fhir);
}

TEST_CASE("a weight is a number from 0 to 1 with three decimals at most") {
  using http::detail::weight;
  CHECK(weight("0") == 0);
  CHECK(weight("0.") == 0);
  CHECK(weight("0.0") == 0);
  CHECK(weight("0.001") == 1);
  CHECK(weight("0.01") == 10);
  CHECK(weight("0.1") == 100);
  CHECK(weight("0.123") == 123);
  CHECK(weight("0.999") == 999);
  CHECK(weight("1") == 1000);
  CHECK(weight("1.") == 1000);
  CHECK(weight("1.0") == 1000);
  CHECK(weight("1.000") == 1000);
  for (const std::string_view wrong :
       {"",       ".5",  "1.1",  "1.001", "1.01", "1.999", "2",   "2.0", "9",   "10",  "00", "01",  "0.1234",
        "1.0000", "0,5", "0.5 ", " 0.5",  "-0",   "+1",    "0.a", "0./", "0.:", "0x1", "a",  "1e0", "0.5\x7F"}) {
    CAPTURE(wrong);
    CHECK_FALSE(weight(wrong));
  }
  // In the header: an element with another weight is not a media range.
  for (const std::string_view above : {"1.001", "1.5", "2", "10"})
    CHECK(answered("application/json;q=" + std::string(above) + ", text/json;q=0.1") == "text/json");
}

TEST_CASE("quotes in a parameter, with escapes, hide separators and nothing else") {
  CHECK(answered(R"(application/json;a="b\", text/html;q=1";q=0.5, text/json;q=0.4)") == "application/json");
  CHECK(answered(R"(application/json;a="b;q=0";q=0.5, text/json;q=0.4)") == "application/json");
  CHECK(answered(R"(application/json;a="b\";q=0";q=0.5, text/json;q=0.4)") == "application/json");
  // A backslash that is escaped escapes nothing.
  CHECK(answered(R"(application/json;a="b\\";q=0.3, text/json;q=0.4)") == "text/json");
  CHECK(answered(R"(application/json;a="\\", text/json;q=0.4)") == "application/json");
  CHECK(answered(R"(application/json;a="")") == "application/json");
  CHECK(answered(R"(application/json;q="0.5", text/json;q=0.4)") == "application/json");
  // Outside of quotes it is none.
  CHECK(answered(R"(application/json;a=\", text/json;q=0.4)") == "406");
  for (const std::string_view wrong :
       {R"(application/json;a="b)", R"(application/json;a="b\")", R"(application/json;a="b\)", R"(application/json;a="b"c)",
        R"(application/json;a=b"c)", R"(application/json;a=b c)", R"(application/json;a=)", R"(application/json;=b)",
        R"(application/json;a b=c)", R"(application/json;a)", R"(application/json;a="b" c)"}) {
    CAPTURE(wrong);
    CHECK(answered(wrong) == "406");
  }
}

TEST_CASE("control characters, including DEL, are not allowed in a media type") {
  for (int c = 1; c < 0x80; ++c) {
    if (c >= ' ' && c != 0x7F) continue;
    const std::string control(1, static_cast<char>(c));
    const bool blank = c == '\t';
    CAPTURE(c);
    CHECK(answered("application/json;a=b" + control + "c") == "406");
    CHECK(answered("application/json;a=\"b" + control + "c\"") == (blank ? "application/json" : "406"));
    CHECK(answered("application/js" + control + "on") == "406");
    CHECK(answered(control + "application/json") == (blank ? "application/json" : "406"));
    CHECK(test::post("/$forget", R"({"resourceType":"Parameters"})", "application/json;a=b" + control + "c").status == 415);
  }
  CHECK(answered(std::string_view("application/json;a=b\0c", 22)) == "406");
  CHECK(test::post("/$forget", R"({"resourceType":"Parameters"})", R"(application/json;a="b\"c")").status == 204);
}

TEST_CASE("an element that is not a media type is ignored, and by itself is not acceptable") {
  CHECK(answered("json") == "406");
  CHECK(answered("application") == "406");
  CHECK(answered("application/") == "406");
  CHECK(answered("/json") == "406");
  CHECK(answered("application/json;q=2") == "406");
  CHECK(answered("application/json;q=-1") == "406");
  CHECK(answered("application/json;q=0.1234") == "406");
  CHECK(answered("application/json;q=") == "406");
  CHECK(answered("application/json;q") == "406");
  CHECK(answered("application/js on") == "406");
  CHECK(answered("application/json\"") == "406");
  CHECK(answered("\"") == "406");
  CHECK(answered("\"\\") == "406");
  CHECK(answered("nonsense, application/json") == "application/json");
}

TEST_CASE("several headers Accept are one list, whatever the case of the name") {
  const test::header_list headers{{"accept", "text/html"}, {"ACCEPT", "application/json"}};
  CHECK(test::get("/$get-report-job-status", headers)["content-type"] == "application/json; charset=utf-8");
}

TEST_CASE("Accept-Charset and Accept-Language are ignored") {
  CHECK(test::get("/metadata", {{"Accept-Charset", "iso-8859-1"}, {"Accept-Language", "da"}}).status == 200);
}

TEST_CASE("_format overrides Accept") {
  const std::string json = "application/fhir+json; charset=utf-8";
  CHECK(formatted("json", {{"Accept", "application/fhir+xml"}}) == json);
  CHECK(formatted("application/fhir%2Bjson", {{"Accept", "text/html"}}) == json);
  CHECK(formatted("application/json") == "application/json; charset=utf-8");
  CHECK(formatted("text/json") == "text/json; charset=utf-8");
  CHECK(formatted("application%2Ffhir%2Bjson%3B%20fhirVersion%3D4.0") == "application/fhir+json; fhirVersion=4.0; charset=utf-8");
  CHECK(formatted("xml", {{"Accept", "application/fhir+json"}}) == "406");
  CHECK(formatted("ttl") == "406");
  CHECK(formatted("JSON") == "406");
  CHECK(formatted("application/fhir%2Bjson;fhirVersion=3.0") == "406");
  CHECK(formatted("json%0d%0aX-Evil:%20yes") == "406");
}

TEST_CASE("an unescaped plus in _format is a plus") {
  CHECK(formatted("application/fhir+json", {{"Accept", "text/html"}}) == "application/fhir+json; charset=utf-8");
}

TEST_CASE("a percent-encoded name of _format is _format") {
  const test::reply reply = test::get("/$get-report-job-status?%5Fformat=xml");
  CHECK(reply.status == 406);
}

TEST_CASE("_format and _pretty may be given once, with a value that they have") {
  const auto outcome = [](const std::string& query) {
    const test::reply reply = test::get("/$get-report-job-status?" + query);
    return std::to_string(reply.status) + ' ' + reply.outcome();
  };
  CHECK(outcome("_format=json&_format=xml") == "400 value: _format appears more than once: send it once [http._format]");
  CHECK(outcome("_format=json&_format=json").starts_with("400"));
  CHECK(outcome("_pretty=true&_pretty=true").starts_with("400"));
  CHECK(outcome("_format=") == "400 value: the value of _format is missing: write _format=json [http._format]");
  CHECK(outcome("_format").starts_with("400"));
  CHECK(outcome("_format=%zz").starts_with("400"));
  CHECK(outcome("_format=json%00").starts_with("400"));
  CHECK(outcome("_pretty=yes") == "400 value: \"yes\" is not a boolean: write _pretty=true or _pretty=false [http._pretty]");
  CHECK(outcome("_pretty").starts_with("400"));
}

TEST_CASE("_pretty indents answers in pieces, whole ones, and refusals") {
  const auto lines = [](const test::reply& reply) {
    return reply.is_resource() && reply.text.find("\n  \"") != std::string::npos;
  };
  CHECK(lines(test::get("/$get-report-job-status?_pretty=true")));
  CHECK(lines(test::get("/Patient/$find?text=a&_pretty=true")));
  CHECK(lines(test::get("/$nothing?_pretty=true")));
  CHECK(lines(test::get("/metadata?_pretty=true")));
  CHECK_FALSE(lines(test::get("/metadata?_pretty=false")));
}

TEST_CASE("blanks around a text do not belong to it", "[http]") {
  using http::detail::trimmed;
  const std::string_view around = "   a \t b   ";
  CHECK(trimmed(around) == "a \t b");
  CHECK(trimmed("\t a") == "a");
  CHECK(trimmed("a \t") == "a");
  CHECK(trimmed("a") == "a");
  CHECK(trimmed("\na\r") == "\na\r");
  // Not further than the text, whatever follows it in memory.
  for (std::size_t size = 0; size < 4; ++size) {
    CAPTURE(size);
    CHECK(trimmed(around.substr(0, size)).empty() == (size < 4));
    CHECK(trimmed(around.substr(around.size() - 3, size)).empty());
  }
}

TEST_CASE("a list is split at its separators", "[http]") {
  const auto elements = [](std::string_view rest, char separator) {
    std::string all;
    for (int i = 0; i < 9 && !rest.empty(); ++i) (all += '<') += std::string(http::detail::take_element(rest, separator)) + '>';
    return all;
  };
  CHECK(elements("a, b ,c", ',') == "<a><b><c>");
  CHECK(elements("a;b,c", ';') == "<a><b,c>");
  CHECK(elements(",a,,", ',') == "<><a><>");
  CHECK(elements(R"(a="b,c",d)", ',') == R"(<a="b,c"><d>)");
  CHECK(elements(R"("a\",b",c)", ',') == R"(<"a\",b"><c>)");
  CHECK(elements(R"("a\\",b)", ',') == R"(<"a\\"><b>)");
  CHECK(elements(R"(a\,b)", ',') == R"(<a\><b>)");
  CHECK(elements(R"("a\)", ',') == R"(<"a\>)");
  CHECK(elements(R"("a,b)", ',') == R"(<"a,b>)");
}

TEST_CASE("a media type has two tokens and parameters", "[http]") {
  using http::detail::parse_media_range;
  const auto range = parse_media_range("Application/FHIR+json ; FHIRVERSION=\"4.0\"; charset=utf-8;q=0.5;;odd=1;");
  REQUIRE(range);
  CHECK(range->type == "Application");
  CHECK(range->subtype == "FHIR+json");
  CHECK(range->fhirVersion == "4.0");
  CHECK(range->charset == "utf-8");
  CHECK(range->quality == 500);
  CHECK(range->is("application", "fhir+json"));
  CHECK_FALSE(range->is("application", "json"));
  CHECK_FALSE(range->is("text", "fhir+json"));
  CHECK(parse_media_range("a/b")->quality == 1000);
  CHECK(parse_media_range("*/*"));
  for (const std::string_view version : {"", "4.0", "4.0.1"}) CHECK(http::detail::media_range{"a", "b", version}.of_r4());
  for (const std::string_view version : {"4", "4.0.2", "4.1", "5.0", "3.0", "4.0 "})
    CHECK_FALSE(http::detail::media_range{"a", "b", version}.of_r4());
  for (const std::string_view wrong : {"", "a", "a/", "/b", "a b/c", "a/b c", "a/b/c", "a/b,", "\"a\"/b", "a/b;c", "a/b;=c",
                                       "a/b;c=", "a/b;c d=e", "a/b;q=2", "a/b;q=x", "a/b;c=d e", "a/b;c=\"d", "\xC3\xB8/b"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_media_range(wrong));
  }
}
