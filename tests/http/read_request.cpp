// The parameters of a request: from a URL, from Parameters, from a resource by itself; and the status of each fault.

#include <fhirops/http/read_request.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/http.hpp"

using namespace fhirops;

namespace {

std::string sent(std::string_view target, std::string_view parameters) {
  return test::post(target, R"({"resourceType":"Parameters","parameter":[)" + std::string(parameters) + "]}").reported();
}

}  // namespace

TEST_CASE("GET reads primitives from the URL, and lists from repeated names") {
  const test::reply reply =
      test::get("/Patient/$find?text=%C3%B8re+og+n%C3%A6se&count=3&exact=true&since=2023-05&share=0.50&code=a&code=b");
  CHECK(reply.status == 200);
  CHECK(reply.text ==
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"found\",\"valueString\":\"\xC3\xB8re og "
        "n\xC3\xA6se by "
        "anna on "
        "Patient/\"},{\"name\":\"code\",\"valueString\":\"a\"},{\"name\":\"code\",\"valueString\":\"b\"}]}");
}

TEST_CASE("a fault of a URL is 400, at the parameter") {
  const auto reported_of = [](const std::string& query) { return test::get("/Patient/$find?" + query).reported(); };
  CHECK(reported_of("") == "400 required: the parameter \"text\" is missing");
  CHECK(reported_of("text=") == "400 value: the value of \"text\" is missing: write text=... [http.text]");
  CHECK(reported_of("text") == "400 value: the value of \"text\" is missing: write text=... [http.text]");
  CHECK(reported_of("text=a&text=b") == "400 structure: the parameter \"text\" appears more than once: send it once [http.text]");
  CHECK(reported_of("text=a&bogus=1") ==
        "400 structure: \"bogus\" is not a known parameter: expected text, count, exact, since, share or code [http.bogus]");
  CHECK(reported_of("text=a&Text=b") == "400 structure: \"Text\" is not a known parameter: did you mean \"text\"? [http.Text]");
  CHECK(reported_of("text=a&_bogus=1") == "400 not-supported: \"_bogus\" is not a known parameter: remove it [http._bogus]");
  CHECK(reported_of("text=a&count=three") == "400 value: \"three\" is not an integer: write a whole number [http.count]");
  CHECK(reported_of("text=a&count=99999999999999999999") ==
        "400 value: \"99999999999999999999\" is too large for an integer (at most 2147483647) [http.count]");
  CHECK(reported_of("text=a&exact=yes").starts_with("400 value: "));
  CHECK(reported_of("text=a&share=1,5").starts_with("400 value: "));
  CHECK(reported_of("text=a&since=2023-02-30") ==
        "400 value: \"2023-02-30\" is not a date: February 2023 has 28 days [http.since]");
  CHECK(reported_of("text=a&code=%20b") ==
        "400 value: \" b\" is not a code: remove the white space at its beginning [http.code]");
  CHECK(reported_of("text=%C3").starts_with("400 value: "));
  CHECK(reported_of("text=a%00b").starts_with("400 value: "));
  CHECK(reported_of("%ff=a").starts_with("400 value: "));
  CHECK(reported_of("count=x&exact=y") ==
        "400 value: \"x\" is not an integer: write a whole number [http.count]; value: "
        "\"y\" is not a boolean: write true or false [http.exact]; required: the parameter \"text\" is missing");
}

TEST_CASE("separators in a query with nothing between them are ignored") {
  CHECK(test::get("/Patient/$find?&&text=a&&").status == 200);
  CHECK(test::get("/Patient/$find?text=a?b=c/d").status == 200);
  CHECK(test::get("/Patient/$find??text=a").status == 400);
}

TEST_CASE("_summary and _elements are ignored") {
  CHECK(test::get("/Patient/$find?text=a&_summary=count&_elements=id").status == 200);
}

TEST_CASE("POST accepts a Parameters") {
  const test::reply reply =
      test::post("/Patient/7/$find", R"({"resourceType":"Parameters","parameter":[{"name":"text","valueString":"a"}]})");
  CHECK(reply.status == 200);
  CHECK(reply.text.find("a by anna on Patient/7") != std::string::npos);
}

TEST_CASE("POST may have an empty body, or an empty Parameters") {
  CHECK(test::send("POST", "/$get-report-job-status").status == 200);
  CHECK(test::send("POST", "/$get-report-job-status", {{"Content-Type", "application/fhir+json"}, {"Content-Length", "0"}})
            .status == 200);
  CHECK(test::post("/$get-report-job-status", R"({"resourceType":"Parameters"})").status == 200);
  CHECK(test::post("/$get-report-job-status", "\xEF\xBB\xBF{\"resourceType\":\"Parameters\"}").status == 200);
  CHECK(test::send("POST", "/Patient/$find").reported() == "422 required: the parameter \"text\" is missing (Parameters)");
}

TEST_CASE("a body that is not JSON, or breaks FHIR's rules, is 400, with its path") {
  const auto reported_of = [](std::string_view body) { return test::post("/$forget", body).reported(); };
  for (const std::string_view body : {"{", "[]", " ", "null", "Parameters", R"({"resourceType":"Parameters")", "<Parameters/>",
                                      R"({"resourceType":"Parameters"} {})", "{}", "\xFF"})
    CHECK(reported_of(body).starts_with("400 "));
  CHECK(reported_of(R"({"resourceType":"Parameters","unheard":1})").starts_with("400 structure: "));
  CHECK(sent("/$forget", R"({"name":"reason","valueInteger":"1"})").starts_with("400 "));
  CHECK(sent("/$forget", R"({"name":"reason"})") ==
        "400 invariant: inv-1: a parameter needs a value, a resource or parts: add one of them "
        "(Parameters.parameter[0])");
  CHECK(sent("/$forget", R"({"name":"reason","valueDate":"2023-02-30"})").starts_with("400 value: "));
  CHECK(sent("/$forget", R"({"name":"reason","valueString":"\u0000"})").starts_with("400 value: "));
}

TEST_CASE("a valid resource that does not match the operation is 422") {
  CHECK(sent("/$forget", R"({"name":"reason","valueInteger":1})") ==
        "422 value: the parameter \"reason\" has valueInteger, but needs valueString (Parameters.parameter[0].value)");
  CHECK(sent("/$forget", R"({"name":"cause","valueString":"x"})") ==
        "422 structure: \"cause\" is not a known parameter: expected reason (Parameters.parameter[0].name)");
  CHECK(sent("/$forget", R"({"name":"reason","valueString":"x"},{"name":"reason","valueString":"y"})") ==
        "422 structure: the parameter \"reason\" appears more than once: send it once (Parameters.parameter[1])");
  CHECK(test::post("/$forget", R"({"resourceType":"Patient"})").reported() ==
        "422 structure: the body is a Patient resource, but this operation needs a Parameters resource");
}

TEST_CASE("a resource by itself may be the body if exactly one parameter is a resource") {
  const test::reply reply = test::post("/Patient/$match", R"({"resourceType":"Patient","id":"7"})");
  CHECK(reply.status == 200);
  CHECK(reply.text ==
        R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"7"}}]})");
  CHECK(
      test::post(
          "/Patient/$match",
          R"({"resourceType":"Parameters","parameter":[{"name":"resource","resource":{"resourceType":"Patient","id":"7"}},{"name":"count","valueInteger":1}]})")
          .text == reply.text);
  CHECK(test::post("/Patient/$match", R"({"resourceType":"Observation","id":"7"})").reported().starts_with("422 value: "));
  CHECK(test::post("/Patient/$match", R"({"resourceType":"Bundle"})").reported().starts_with("400 required: "));
}

TEST_CASE("a POST of Parameters has no parameters in the URL but HTTP's own") {
  const std::string patient = R"({"resourceType":"Patient","id":"7"})";
  const std::string parameters = R"({"resourceType":"Parameters","parameter":[{"name":"resource","resource":)" + patient + "}]}";
  CHECK(test::post("/Patient/$match?_pretty=true&_format=json", patient).status == 200);
  CHECK(test::post("/Patient/$match?count=1", parameters).reported() ==
        "400 not-supported: \"count\" is in the URL, but a POST has its parameters in the body: move it there [http.count]");
  CHECK(test::post("/Patient/$find?text=a", "")
            .reported()
            .starts_with("400 not-supported: \"text\" is in the URL, but a POST has"));
}

TEST_CASE("if the body is a resource by itself, the URL may have the other parameters") {
  const std::string patient = R"({"resourceType":"Patient","id":"7"})";
  CHECK(test::post("/Patient/$match?count=3", patient).text.find("\"total\":3") != std::string::npos);
  CHECK(test::post("/Patient/$match?count=many", patient).reported() ==
        "400 value: \"many\" is not an integer: write a whole number [http.count]");
  CHECK(test::post("/Patient/$match?count=1&count=2", patient).status == 422);
  CHECK(test::post("/Patient/$match?size=1", patient).reported() ==
        "400 not-supported: \"size\" is not a known parameter: remove it [http.size]");
  CHECK(test::post("/Patient/$match?resource=x", patient).reported() ==
        "400 value: the parameter \"resource\" cannot be given in a URL: send a Parameters resource in a POST [http.resource]");
}

TEST_CASE("a body needs a Content-Type that is JSON's, in UTF-8, of FHIR 4.0") {
  const std::string_view body = R"({"resourceType":"Parameters"})";
  const auto status = [body](std::string_view type) { return test::post("/$get-report-job-status", body, type).status; };
  for (const std::string_view type :
       {"application/fhir+json", "application/json", "application/json+fhir", "text/json", "Application/FHIR+JSON",
        "application/fhir+json; charset=utf-8", "application/fhir+json;charset=UTF-8", "application/json; charset=\"utf-8\"",
        "application/fhir+json; fhirVersion=4.0; charset=utf-8", "application/fhir+json ; odd=yes", "application/json;"}) {
    INFO(type);
    CHECK(status(type) == 200);
  }
  for (const std::string_view type :
       {"", "json", "application/fhir+xml", "application/xml", "text/plain", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "application/fhir+json; charset=iso-8859-1", "application/json; charset=utf-16",
        "application/fhir+json; fhirVersion=5.0", "application/fhir+json; fhirVersion=3.0", "*/*", "application/*",
        "application/fhir+json, text/plain", "application/json; charset", "application/fhir+ndjson"}) {
    INFO(type);
    CHECK(status(type) == 415);
  }
  const test::reply none = test::send("POST", "/$get-report-job-status", {}, body);
  CHECK(none.reported() == "415 not-supported: Content-Type is missing: send JSON, as application/fhir+json");
  CHECK(none["Accept"] == "application/fhir+json");
  for (const std::string type : {"text", "text/", "/plain", "te xt/plain", "text/pl ain", "text/plain;charset"})
    CHECK(test::post("/$get-report-job-status", body, type).reported() ==
          "415 not-supported: the Content-Type \"" + type + "\" is not a media type: send JSON, as application/fhir+json");
  CHECK(test::post("/$get-report-job-status", body, "text/plain").reported() ==
        "415 not-supported: the Content-Type \"text/plain\" is not supported: send JSON, as application/fhir+json");
  CHECK(
      test::send("POST", "/$forget", {{"Content-Type", "application/json"}, {"content-type", "application/json"}}, body).status ==
      400);
}

TEST_CASE("a body that is still encoded is not read") {
  const test::header_list headers{{"Content-Type", "application/json"}, {"content-encoding", "gzip"}};
  CHECK(test::send("POST", "/$forget", headers, "\x1F\x8B").reported() ==
        "415 not-supported: the Content-Encoding \"gzip\" is not supported: send the body without one");
  CHECK(test::send("POST", "/$forget", {{"Content-Type", "application/json"}, {"Content-Encoding", "Identity"}},
                   R"({"resourceType":"Parameters"})")
            .status == 204);
}

TEST_CASE("a body beyond the limit is not read") {
  std::string body = R"({"resourceType":"Parameters"})";
  body.resize(4096, ' ');
  CHECK(test::post("/$forget", body).status == 204);
  CHECK(test::post("/$forget", body + ' ').reported() ==
        "413 too-long: the body has 4097 bytes, but this server reads at most 4096 bytes");
}

TEST_CASE("GET and HEAD have no body") {
  CHECK(test::send("GET", "/$get-report-job-status", {{"Content-Type", "application/json"}}, "{}").reported() ==
        "400 structure: the GET has a body of 2 bytes, which is not read: give the parameters in the URL, or send a POST");
  CHECK(test::send("HEAD", "/$get-report-job-status", {}, "{}").status == 400);
  CHECK(test::send("GET", "/metadata", {}, "{}").status == 400);
  CHECK(test::get("/$get-report-job-status", {{"Content-Type", "application/fhir+json"}}).status == 200);
}

namespace {

// A server whose clients may ask for lenient reading.
http::options forgiving() {
  auto options = test::server();
  options.clients_may_be_lenient = true;
  return options;
}
test::reply ask(const http::options& options, std::string_view method, std::string_view target, const test::header_list& headers,
                std::string_view body = {}) {
  return test::read(test::respond(options, {method, target, headers, body}, http::user{"anna"}));
}
test::reply get_lenient(std::string_view target, const http::options& options = forgiving()) {
  return ask(options, "GET", target, {{"Prefer", "handling=lenient"}});
}
test::reply post_lenient(std::string_view target, std::string_view parameters, const http::options& options = forgiving()) {
  return ask(options, "POST", target, {{"Content-Type", "application/json"}, {"Prefer", "handling=lenient"}},
             R"({"resourceType":"Parameters",)" + std::string(parameters) + '}');
}

}  // namespace

TEST_CASE("a client's request is read leniently if the server allows it, and the answer says so") {
  const test::header_list lenient{{"Prefer", "return=minimal, handling=lenient; odd=yes"}};
  const test::header_list strict{{"prefer", "handling=strict"}};
  const std::string_view sloppy = "/Patient/$find?text=a&bogus=1&_bogus=2";
  // By default it does not.
  CHECK(test::get(sloppy, lenient).status == 400);
  CHECK(test::get(sloppy, lenient)["Preference-Applied"].empty());
  CHECK(test::get("/Patient/$find?text=a", lenient).status == 200);
  CHECK(test::get("/Patient/$find?text=a", lenient)["Preference-Applied"].empty());
  CHECK(test::get("/Patient/$find?text=a", {{"Prefer", "handling=lenient, handling=strict"}})["Preference-Applied"] ==
        "handling=strict");

  const test::reply reply = ask(forgiving(), "GET", sloppy, lenient);
  CHECK(reply.status == 200);
  CHECK(reply["Preference-Applied"] == "handling=lenient");
  CHECK(ask(forgiving(), "GET", sloppy, strict).status == 400);
  CHECK(ask(forgiving(), "GET", sloppy, {}).status == 400);
  CHECK(ask(forgiving(), "GET", "/Patient/$find?text=a", strict)["Preference-Applied"] == "handling=strict");
  CHECK(test::get("/Patient/$find?text=a", strict)["Preference-Applied"] == "handling=strict");
  CHECK(test::get("/Patient/$find?text=a")["Preference-Applied"].empty());
  CHECK(ask(forgiving(), "GET", sloppy, {{"Prefer", "handling=lenient, handling=strict"}}).status == 200);
  CHECK(ask(forgiving(), "GET", sloppy, {{"Prefer", "handling=loose"}}).status == 400);

  const std::string_view unknown = R"("unheard":1,"parameter":[{"name":"odd","valueString":"x"}])";
  CHECK(post_lenient("/$forget", unknown).status == 204);
  CHECK(post_lenient("/$forget", unknown, test::server()).status == 400);
  // The server itself may read leniently; a client may still ask for strict reading.
  auto options = test::server();
  options.reading.lenient();
  const std::string body = R"({"resourceType":"Parameters",)" + std::string(unknown) + '}';
  CHECK(ask(options, "POST", "/$forget", {{"Content-Type", "application/json"}}, body).status == 204);
  CHECK(post_lenient("/$forget", unknown, options)["Preference-Applied"] == "handling=lenient");
  CHECK(ask(options, "POST", "/$forget", {{"Content-Type", "application/json"}, {"Prefer", "handling=strict"}}, body).status ==
        400);
}

TEST_CASE("lenient reading does not accept values of another type") {
  CHECK(get_lenient("/Patient/$find?text=a&since=yesterday").status == 400);
  CHECK(post_lenient("/Patient/$find",
                     R"("parameter":[{"name":"text","valueString":"a"},{"name":"since","valueDate":"2023-02-30"}])")
            .status == 400);
}

TEST_CASE("lenient reading does not change what is done") {
  const auto find = [](std::string_view parameters) {
    return post_lenient("/Patient/$find", R"("parameter":[)" + std::string(parameters) + ']').reported();
  };
  // What must be there.
  CHECK(post_lenient("/Patient/$find", R"("id":"x")").reported() ==
        "422 required: the parameter \"text\" is missing (Parameters)");
  CHECK(find(R"({"name":"text","valueInteger":1})") ==
        "422 value: the parameter \"text\" has valueInteger, but needs valueString (Parameters.parameter[0].value)");
  CHECK(get_lenient("/Patient/$find").reported() == "400 required: the parameter \"text\" is missing");
  CHECK(get_lenient("/Patient/$find?Text=a").status == 400);
  CHECK(get_lenient("/Patient/$find?text=").reported() ==
        "400 value: the value of \"text\" is missing: write text=... [http.text]");
  // What may be there, of another type.
  const std::string text = R"({"name":"text","valueString":"a"},)";
  CHECK(find(text + R"({"name":"exact","valueString":"true"})") ==
        "422 value: the parameter \"exact\" has valueString, but needs valueBoolean (Parameters.parameter[1].value)");
  CHECK(find(text + R"({"name":"code","valueInteger":1})").starts_with("422 value: "));
  CHECK(find(text + R"({"name":"exact","valueBoolean":true},{"name":"exact","valueBoolean":false})") ==
        "422 structure: the parameter \"exact\" appears more than once: send it once (Parameters.parameter[2])");
  CHECK(get_lenient("/Patient/$find?text=a&exact=yes").status == 400);
  CHECK(get_lenient("/Patient/$find?text=a&exact=true&exact=false").status == 400);
  CHECK(get_lenient("/Patient/$find?text=a&exact=true&exact=true").status == 200);
  // Unless the host says otherwise.
  auto dropping = forgiving();
  dropping.reading.drop_wrong_types();
  const test::reply reply =
      post_lenient("/Patient/$find", R"("parameter":[)" + text + R"({"name":"exact","valueString":"true"}])", dropping);
  CHECK(reply.status == 200);
  CHECK(
      reply["Warning"] ==
      R"(299 - "warning value Parameters.parameter[1].value: the parameter \"exact\" has valueString, but needs valueBoolean")");
  CHECK(post_lenient("/Patient/$find", R"("parameter":[{"name":"text","valueInteger":1}])", dropping).status == 422);
}

TEST_CASE("issues about dropped elements reach the client and the function") {
  const test::reply reply = get_lenient("/Patient/$find?text=a&%C3%B8dd=1&_odd=2");
  REQUIRE(reply.status == 200);
  CHECK(
      reply["Warning"] ==
      R"(299 - "warning not-supported http._odd: \"_odd\" is not a known parameter: remove it" | )"
      R"(299 - "warning structure http.??dd: \"??dd\" is not a known parameter: expected text, count, exact, since, share or code")");
  CHECK(reply.text.find("a by anna on Patient/; \\\"_odd\\\" is not a known parameter: remove it; "
                        "\\\"\xC3\xB8"
                        "dd\\\"") != std::string::npos);

  const test::reply posted = post_lenient(
      "/Patient/$find?count=3", R"("unheard":1,"parameter":[{"name":"text","valueString":"a"},{"name":"odd","valueCode":"x"}])");
  REQUIRE(posted.status == 200);
  CHECK(
      posted["Warning"] ==
      R"(299 - "1:30: warning structure Parameters.unheard: \"unheard\" is not an element of Parameters" | )"
      R"(299 - "warning not-supported http.count: \"count\" is in the URL, but a POST has its parameters in the body: move it there" | )"
      R"(299 - "warning structure Parameters.parameter[1].name: \"odd\" is not a known parameter: expected text, count, exact, since, share or code")");

  // With answers of every kind: none, pieces, refusals, also the host's own.
  const std::string_view odd = R"("parameter":[{"name":"odd","valueCode":"x"}])";
  CHECK(post_lenient("/$forget", odd).status == 204);
  CHECK_FALSE(post_lenient("/$forget", odd)["Warning"].empty());
  CHECK(post_lenient("/$get-report-job-status", odd).jobs() == 2);
  CHECK_FALSE(post_lenient("/$get-report-job-status", odd)["Warning"].empty());
  CHECK(post_lenient("/Patient/$find", odd).reported() ==
        "422 structure: \"odd\" is not a known parameter: expected text, count, exact, since, share or code "
        "(Parameters.parameter[0].name); required: the parameter \"text\" is "
        "missing (Parameters)");
  for (const std::string_view how : {"none", "later", "conflict", "accepted"}) {
    const test::reply refused = get_lenient("/$refuse?odd=1&how=" + std::string(how));
    CAPTURE(how);
    CHECK(refused["Warning"] == R"(299 - "warning structure http.odd: \"odd\" is not a known parameter: expected how")");
  }
  const test::reply outcome = ask(forgiving(), "POST", "/$forget",
                                  {{"Content-Type", "application/json"}, {"Prefer", "handling=lenient, return=OperationOutcome"}},
                                  R"({"resourceType":"Parameters",)" + std::string(odd) + '}');
  CHECK(outcome.reported() ==
        "200 informational: the operation was performed; structure: \"odd\" is not a known parameter: expected reason "
        "(Parameters.parameter[0].name)");
  // Nothing dropped, nothing said.
  CHECK(get_lenient("/Patient/$find?text=a")["Warning"].empty());
}

TEST_CASE("the text about dropped elements does not grow with the request, nor end a header") {
  std::string target = "/Patient/$find?text=a";
  for (int i = 0; i < 300; ++i) target += "&_x" + std::to_string(i) + "=1";
  const test::reply many = get_lenient(target);
  REQUIRE(many.status == 200);
  std::size_t count = 0;
  for (const auto& each : many.headers) count += each.name == "Warning" ? 1 : 0;
  CHECK(count == 11);
  CHECK(many["Warning"].ends_with("more warnings\""));

  const auto warned = [](std::size_t size) {
    const http::options options = test::server();
    const http::request asked{.method = "GET", .target = "/metadata"};
    http::detail::exchange with(options, asked);
    issue found{issue_severity::warning, issue_type::value, {}, {}, {}};
    found.text = std::string(size - to_string(found).size(), 'y');
    with.warn({found});
    const test::reply reply = test::read(with.begin(200));
    return reply["Warning"];
  };
  CHECK(warned(300).size() == 300 + 8);
  CHECK(warned(300).ends_with("yy\""));
  CHECK(warned(301).size() == 300 + 8 + 3);
  CHECK(warned(301).ends_with("yy...\""));

  const test::reply odd = get_lenient("/Patient/$find?text=a&" + std::string(2000, 'y') + "%0D%0AX-Evil:%22%5C=1");
  REQUIRE(odd.status == 200);
  for (const auto& each : odd.headers) {
    CHECK(each.value.size() < 400);
    for (const char c : each.value) CHECK((c >= ' ' && c <= '~'));
  }
}

TEST_CASE("a modifier is refused, strictly and leniently, unless the host understands it") {
  const std::string modifier = R"("modifierExtension":[{"url":"https://desk.example/not","valueBoolean":true}])";
  const std::string rules = R"("implicitRules":"https://desk.example/not")";
  const std::string text = R"({"name":"text","valueString":"a")";
  auto understanding = forgiving();
  understanding.reading.understand(texts<"https://desk.example/not">);
  for (const std::string& body : {rules + R"(,"parameter":[)" + text + "}]", R"("parameter":[)" + text + ',' + modifier + "}]"}) {
    CAPTURE(body);
    const std::string whole = R"({"resourceType":"Parameters",)" + body + '}';
    CHECK(test::post("/Patient/$find", whole).reported().starts_with("422 extension: the "));
    CHECK(post_lenient("/Patient/$find", body).reported().starts_with("422 extension: the "));
    CHECK(post_lenient("/Patient/$find", body, understanding).status == 200);
    CHECK(ask(understanding, "POST", "/Patient/$find", {{"Content-Type", "application/json"}}, whole).status == 200);
  }
  // Where there are no parameters to read, too.
  CHECK(
      post_lenient("/$get-report-job-status", rules).reported() ==
      "422 extension: the implicitRules \"https://desk.example/not\" is not understood here: it may change what the rest means, "
      "so nothing of it is used. Remove it, or send this to a server that understands it (Parameters.implicitRules)");
  // A modifier that lenient reading cannot read is not dropped.
  CHECK(post_lenient("/$forget", R"("implicitRules":7)").status == 400);
  CHECK(post_lenient("/$forget", R"("modifierExtension":[{"url":"urn:x"}])").status == 400);
  CHECK(post_lenient("/$forget", R"("parameter":[{"name":"odd","modifierExtension":"urn:x","valueCode":"x"}])").status == 400);
}

TEST_CASE("all that is wrong with a request is reported at once") {
  // R4's rules, and what the operation asks for.
  CHECK(sent("/Patient/$find",
             R"({"name":"code","valueCode":" b"},{"name":"count","valueString":"3"},{"name":"bogus","valueCode":"x"})") ==
        "400 value: \" b\" is not a code: remove the white space at its beginning (Parameters.parameter[0].value); "
        "value: the parameter \"count\" has valueString, but needs valueInteger (Parameters.parameter[1].value); "
        "structure: \"bogus\" is not a known parameter: expected text, count, exact, since, share or code "
        "(Parameters.parameter[2].name); "
        "required: the parameter \"text\" is missing (Parameters)");
  // The URL and the body.
  CHECK(sent("/Patient/$find?a=1&b=2", R"({"name":"count","valueString":"3"})") ==
        "400 not-supported: \"a\" is in the URL, but a POST has its parameters in the body: move it there [http.a]; "
        "not-supported: \"b\" is in the URL, but a POST has its parameters in the body: move it there [http.b]; "
        "value: the parameter \"count\" has valueString, but needs valueInteger (Parameters.parameter[0].value); "
        "required: the parameter \"text\" is missing (Parameters)");
  // In the URL alone: names that begin with _, values, rules, what is missing.
  CHECK(test::get("/Patient/$find?_bogus=1&_other=2&count=x&since=2023-02-30&odd=1").reported() ==
        "400 not-supported: \"_bogus\" is not a known parameter: remove it [http._bogus]; "
        "not-supported: \"_other\" is not a known parameter: remove it [http._other]; "
        "value: \"x\" is not an integer: write a whole number [http.count]; "
        "value: \"2023-02-30\" is not a date: February 2023 has 28 days [http.since]; "
        "structure: \"odd\" is not a known parameter: expected text, count, exact, since, share or code [http.odd]; required: "
        "the parameter \"text\" is missing");
  // A body that is not read hides what it would have been, but not the URL.
  CHECK(test::post("/Patient/$find?a=1", "{")
            .reported()
            .ends_with("not-supported: \"a\" is in the URL, but a POST has its parameters in the body: move it there [http.a]"));
}

TEST_CASE("a fault that both R4's rules and the operation have is reported once") {
  const auto count = [](std::string_view parameters) {
    const std::string reported = sent("/Patient/$find", R"({"name":"text","valueString":"a"},)" + std::string(parameters));
    std::size_t issues = 1;
    for (std::size_t at = reported.find("; "); at != std::string::npos; at = reported.find("; ", at + 1)) ++issues;
    CAPTURE(reported);
    CHECK(reported.starts_with("400 "));
    return issues;
  };
  CHECK(count(R"({"valueString":"x"})") == 1);
  CHECK(count(R"({"name":"count","valueInteger":3,"part":[{"name":"x","valueString":"y"}]})") == 1);
  CHECK(count(R"({"name":"count","valueInteger":99999999999})") == 1);
  // Of another type, and wrong as that: two faults.
  CHECK(count(R"({"name":"count","valueCode":" b"})") == 2);
}

TEST_CASE("if a request has more faults than the limit, one issue says so") {
  http::options few = test::server();
  few.reading.max_issues(3);
  const auto codes = [&few](std::string_view method, const std::string& query, std::string_view body = {}) {
    const std::vector<http::header> headers{{"Content-Type", "application/fhir+json"}};
    const test::reply reply =
        test::read(test::respond(few, {method, "/Patient/$find?" + query, headers, body}, http::user{"anna"}));
    CHECK(reply.status == 400);
    const auto outcome = from_json<OperationOutcome<>>(reply.text);
    REQUIRE(outcome);
    std::string all;
    for (const auto& each : outcome->issue) (all += all.empty() ? "" : " ") += std::string_view(each.code);
    return all;
  };
  CHECK(codes("GET", "text=a&code=%zz&code=%zz") == "value value");
  CHECK(codes("GET", "text=a&code=%zz&code=%zz&code=%zz") == "value value value");
  CHECK(codes("GET", "text=a&code=%zz&code=%zz&code=%zz&code=%zz") == "value value value incomplete");
  CHECK(codes("GET", "text=a&code=%zz&code=%zz&code=%zz&b=1&c=1&d=1&e=1") == "value value value incomplete");
  CHECK(codes("GET", "text=a&b=1&c=1&d=1") == "structure structure structure");
  CHECK(codes("GET", "text=a&b=1&c=1&d=1&e=1") == "structure structure structure incomplete");
  CHECK(codes("GET", "text=a&_a=1&_b=1&_c=1") == "not-supported not-supported not-supported");
  CHECK(codes("GET", "text=a&_a=1&_b=1&_c=1&_d=1") == "not-supported not-supported not-supported incomplete");
  CHECK(codes("GET", "text=a&_a=1&_b=1&_c=1&_d=1&_e=1&_f=1") == "not-supported not-supported not-supported incomplete");
  CHECK(codes("POST", "a=1&b=1&c=1&d=1", R"({"resourceType":"Parameters"})") ==
        "not-supported not-supported not-supported incomplete");
  few.reading.max_issues(0);
  CHECK(codes("GET", "text=a&b=1") == "incomplete");
}

TEST_CASE("a body with the content encoding identity is read") {
  for (const std::string_view coding : {"identity", "IDENTITY", " identity ", "", " \t"}) {
    CAPTURE(coding);
    CHECK(test::send("POST", "/$forget", {{"Content-Type", "application/json"}, {"Content-Encoding", coding}},
                     R"({"resourceType":"Parameters"})")
              .status == 204);
  }
  for (const std::string_view coding : {"gzip", "identity, gzip", "br", "x"}) {
    CAPTURE(coding);
    CHECK(test::send("POST", "/$forget", {{"Content-Encoding", coding}, {"Content-Type", "application/json"}},
                     R"({"resourceType":"Parameters"})")
              .status == 415);
  }
  CHECK(test::post("/$forget", R"({"resourceType":"Parameters"})", "application/json;;charset=utf-8; ;").status == 204);
}

TEST_CASE("a body that needs more memory than the limit is 413") {
  const std::string body = R"({"resourceType":"Parameters","parameter":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]})";
  const auto reported = [&body](std::size_t server, std::size_t reading) {
    http::options options = test::server();
    options.max_memory = server;
    options.reading.max_memory(reading);
    return ask(options, "POST", "/$forget", {{"Content-Type", "application/json"}}, body).reported();
  };
  CHECK(reported(1, std::size_t{1} << 20U).starts_with("413 too-costly"));
  CHECK(reported(std::size_t{1} << 20U, 1).starts_with("413 too-costly"));
  CHECK(reported(std::size_t{1} << 20U, std::size_t{1} << 20U).starts_with("400 invariant"));
}

TEST_CASE("a warning in a header is one quoted ASCII text") {
  const std::string reply = get_lenient("/Patient/$find?text=a&%22b%5C%C3%A6%7F=1")["Warning"];
  CAPTURE(reply);
  CHECK(reply.starts_with("299 - \""));
  CHECK(reply.ends_with('"'));
  for (const char c : reply) CHECK((c >= ' ' && c <= '~'));
  // Each quote and backslash within has a backslash before it.
  const std::string_view text = std::string_view(reply).substr(7, reply.size() - 8);
  std::size_t quotes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
      REQUIRE(i < text.size());
      CHECK((text[i] == '"' || text[i] == '\\'));
      ++quotes;
    } else {
      CHECK(text[i] != '"');
    }
  }
  CHECK(quotes >= 4);  // around the name, and those in it
}

TEST_CASE("a modifier in a request is an error, in the body and beside it") {
  const std::string extension = R"("modifierExtension":[{"url":"urn:x","valueBoolean":true}])";
  CHECK(sent("/$forget", R"({"name":"reason","valueString":"a",)" + extension + "}").starts_with("422 "));
  CHECK(post_lenient("/$forget", R"("parameter":[{"name":"reason","valueString":"a",)" + extension + "}]").status == 422);
  CHECK(post_lenient("/$forget", R"("implicitRules":"urn:x")").status == 422);
}

TEST_CASE("unknown parameters of a URL are ignored in lenient reading, a modifier never") {
  const auto match = [](std::string_view query, bool lenient) {
    const test::header_list headers{{"Content-Type", "application/json"}, {"Prefer", lenient ? "handling=lenient" : ""}};
    return ask(forgiving(), "POST", "/Patient/$match?" + std::string(query), headers, R"({"resourceType":"Patient","id":"7"})");
  };
  CHECK(match("size=1", false).status == 400);
  CHECK(match("size=1", true).status == 200);
  CHECK(match("size=1", true)["Warning"].find("http.size") != std::string::npos);
  CHECK(match("_size=1", true).status == 200);
  CHECK(match("_size=1", true)["Warning"].find("http._size") != std::string::npos);
  CHECK(match("count:not=1", true).status == 422);
  CHECK(get_lenient("/Patient/$find?text=a&exact:not=true").status == 400);
  CHECK(get_lenient("/Patient/$find?text=a&odd:not=true").status == 200);
}
