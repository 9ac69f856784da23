// Several requests in one: each entry has the answer that it would have had alone.

#include <chrono>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/batch.hpp>
#include <fhirops/http/service.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/batch.hpp"
#include "support/catch.hpp"
#include "support/http.hpp"
#include "support/json_tree.hpp"
#include "support/nested_resource.hpp"

using namespace fhirops;

namespace {

using test::desk;
using test::json;
using test::lines;

test::reply send(std::string_view body, const http::batch_options& limits = {}, http::user who = http::user{"anna"},
                 std::string_view target = "/", const test::header_list& headers = json, http::options about = test::server()) {
  about.max_body = 1U << 20U;
  return test::read(
      http::batch_service(desk{about}, limits)({.method = "POST", .target = target, .headers = headers, .body = body}, who));
}
std::string batch(std::string_view entries) { return test::bundle_of("batch", entries); }
std::string get(std::string_view url) { return test::get_entry(url); }
std::string post(std::string_view url, std::string_view resource) { return test::post_entry(url, resource); }
std::string of_entry(std::string_view entry) {
  const lines all = reported(send(batch(entry)));
  return all.size() == 1 ? all[0] : "not one answer";
}

}  // namespace

namespace {

// A host with transactions: what was done, in its order.
struct ledger {
  std::vector<std::string>* done;
  bool has_begin = true;
  bool has_commit = true;

  issues begin(const http::user& who, http::host_value) const {
    done->push_back("begin " + std::string(who.id));
    return has_begin ? issues() : issues{{.code = issue_type::transient, .text = "no connection"}};
  }
  issues commit(const http::user&, http::host_value) const {
    done->push_back("commit");
    return has_commit ? issues() : issues{{.code = issue_type::conflict, .text = "somebody was faster"}};
  }
  void roll_back(const http::user&, http::host_value) const noexcept { done->push_back("roll back"); }
};
std::string transaction(std::string_view entries) { return test::bundle_of("transaction", entries); }
test::reply transact(std::string_view body, std::vector<std::string>& done, bool begin = true, bool commit = true,
                     stop_condition stop = {}) {
  http::options about = test::server();
  about.max_body = 1U << 20U;
  return test::read(http::batch_service(desk{about, &done}, {}, ledger{&done, begin, commit})(
      {.method = "POST", .target = "/", .headers = json, .body = body, .stop = stop}, http::user{"anna"}));
}

}  // namespace

TEST_CASE("batch: each entry is answered, in the same order", "[http][batch]") {
  const test::reply reply = send(batch(get("Patient/$find?text=a") + ',' + get("$nothing") + ',' + get("$get-report-job-status") +
                                       ',' + post("$forget", R"({"resourceType":"Parameters"})") + ',' +
                                       post("/Patient/$match", R"({"resourceType":"Patient","id":"p"})") + ',' + get("$print") +
                                       ',' + get("metadata")));
  CHECK(reply.status == 200);
  CHECK(reply["Content-Type"] == "application/fhir+json; charset=utf-8");
  CHECK(reply["Cache-Control"] == "no-store");
  CHECK(reported(reply) == lines{"200 Parameters",
                                 "404 not-found: $nothing is not an operation of this server: [base]/metadata lists those it has",
                                 "200 Bundle", "204", "200 Bundle", "200 Binary", "200 CapabilityStatement"});
  CHECK(from_json<Bundle<>>(reply.text)->type == "batch-response");
}

TEST_CASE("batch: each answer is the one that the request by itself would have had", "[http][batch]") {
  for (const std::string_view target :
       {"/Patient/1/$find?text=a&code=b", "/$get-report-job-status", "/$print", "/metadata", "/OperationDefinition/find"}) {
    CAPTURE(target);
    const test::reply alone = test::send("GET", target, {{"Accept", "application/fhir+json"}});
    const auto read = from_json<Bundle<>>(send(batch(get(target))).text);
    REQUIRE(read);
    CHECK(to_json(read->entry[0].resource) == to_json(*from_json<Resource<>>(alone.text)));
  }
}

TEST_CASE("batch: the same user, and nobody", "[http][batch]") {
  const auto jobs = [](std::string_view user) {
    const auto read = from_json<Bundle<>>(send(batch(get("$get-report-job-status")), {}, http::user{user}).text);
    REQUIRE(read);
    return to_json(read->entry[0].resource);
  };
  CHECK(jobs("anna") == test::jobs_of("anna"));
  CHECK(jobs("bo") == test::jobs_of("bo"));
  CHECK(send(batch(get("metadata")), {}, http::nobody).reported() ==
        "401 login: a batch is for authenticated users: send an Authorization header");
  http::options open = test::server();
  open.anonymous = true;
  CHECK(reported(send(batch(get("Patient/$find?text=a")), {}, http::nobody, "/", json, open)) == lines{"200 Parameters"});
}

TEST_CASE("batch: the faults of an entry are its own", "[http][batch]") {
  CHECK(reported(send(batch(get("Patient/$find?text=a") + R"(,{"request":{"method":"GET"}},5,{"fullUrl":"urn:uuid:x"},)" +
                            get("Patient/$find?text=b")))) ==
        lines{"200 Parameters",
              "400 required: request.url is missing: write it relative to the base, such as Patient/1/$operation",
              reported(send(batch("5")))[0],
              "400 required: request is missing: an entry of a batch needs one, with method and url", "200 Parameters"});
  CHECK(of_entry("5").starts_with("400 structure: "));
  CHECK(of_entry("null").starts_with("400 structure: "));
  CHECK(of_entry("[]").starts_with("400 structure: "));
  CHECK(of_entry(R"({"request":{"url":"$print"}})") == "400 required: request.method is missing: write GET or POST");
  CHECK(of_entry(R"({"request":{"method":"BREW","url":"$print"}})") ==
        "400 code-invalid: \"BREW\" is not a method of a batch: write GET or POST");
  CHECK(of_entry(R"({"request":{"method":"get","url":"$print"}})") ==
        "400 code-invalid: \"get\" is not a method of a batch: write GET or POST");
  CHECK(of_entry(R"({"request":{"method":"DELETE","url":"$print"}})")
            .starts_with("405 not-supported: $print cannot be called with DELETE"));
  CHECK(of_entry(R"({"request":{"method":"GET","url":"$print"},"unheardOf":1})").starts_with("400 structure: "));
  CHECK(of_entry(R"({"request":{"method":"GET","url":"$print"},"request":{"method":"GET","url":"$print"}})")
            .starts_with("400 structure: "));
  CHECK(
      of_entry(
          R"({"resource":{"resourceType":"Parameters"},"resource":{"resourceType":"Parameters"},"request":{"method":"POST","url":"$forget"}})") ==
      "400 structure: resource appears more than once in the entry: send it once");
  CHECK(of_entry(post("$forget", R"({"resourceType":"Parameters","unheardOf":1})")).starts_with("400 structure: "));
  CHECK(of_entry(post("$forget", "[1]")).starts_with("400 "));
  CHECK(of_entry(post("$forget", R"({"resourceType":"Parameters","parameter":[{"name":"reason","valueInteger":1}]})"))
            .starts_with("422 value: "));
  CHECK(of_entry(R"({"resource":{"resourceType":"Patient"},"request":{"method":"GET","url":"$print"}})")
            .starts_with("400 structure: the GET has a body"));
  CHECK(of_entry(R"({"request":{"method":"GET","url":"$print"},"modifierExtension":[{"url":"urn:not","valueBoolean":true}]})")
            .starts_with("400 extension: "));
}

// A service whose every answer is a resource that nests so deep.
struct deep_desk : desk {
  std::size_t depth = 0;

  http::response operator()(const http::request&, const http::user&, http::host_value) const {
    const std::string text = test::nested_resource(depth);
    return {.headers = {{"Content-Type", "application/fhir+json"}}, .content_length = text.size(), .content = http::body(text)};
  }
};

TEST_CASE("batch: a resource that nests too deep for the Bundle is content of a Binary", "[http][batch]") {
  for (const std::size_t depth : {std::size_t{3}, std::size_t{997}, std::size_t{998}, std::size_t{1000}}) {
    CAPTURE(depth);
    const std::string asked = batch(get("$print"));
    const test::reply got = test::read(http::batch_service(deep_desk{{test::server()}, depth})(
        {.method = "POST", .target = "/", .headers = json, .body = asked}, http::user{"anna"}));
    const auto read = from_json<Bundle<>>(got.text, read_options{}.max_depth(1000));
    REQUIRE(read);
    REQUIRE(read->entry.size() == 1);
    CHECK(read->entry[0].response->status == "200");
    CHECK(detail::type_of(read->entry[0].resource) == (depth <= 997 ? "Patient" : "Binary"));
  }
}

TEST_CASE("batch: relative URLs, and absolute ones only of this service", "[http][batch]") {
  CHECK(of_entry(get("$print")) == "200 Binary");
  CHECK(of_entry(get("/$print")) == "200 Binary");
  CHECK(of_entry(get("https://desk.example/fhir/$print")) == "200 Binary");
  CHECK(of_entry(get("Patient/$find?text=urn:a/b?c")) == "200 Parameters");
  for (const std::string_view url :
       {"https://other.example/fhir/$print", "https://desk.example/fhirs/$print", "https://desk.example/$print",
        "http://desk.example/fhir/$print", "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a", "javascript:alert(1)"}) {
    CAPTURE(url);
    CHECK(of_entry(get(url)).find(" is not a URL of this service, which is at https://desk.example/fhir: write it relative") !=
          std::string::npos);
  }
  for (const std::string_view url :
       {"//other.example/$print", "../$print", "Patient/../$print", "$print#a", "a b", "%00", "Patient/1/2/$find"}) {
    CAPTURE(url);
    CHECK(of_entry(get(url)).starts_with("4"));
  }
  http::options nowhere = test::server();
  nowhere.base.clear();
  CHECK(reported(send(batch(get("https://desk.example/fhir/$print")), {}, http::user{"anna"}, "/", json, nowhere))[0] ==
        "400 value: \"https://desk.example/fhir/$print\" is not a URL of this service: write it relative to the base, such as "
        "Patient/1/$operation");
}

TEST_CASE("batch: a batch must not be inside another", "[http][batch]") {
  for (const std::string_view url : {"/", "?_format=json", "/?a=b", "https://desk.example/fhir", "https://desk.example/fhir/"}) {
    CAPTURE(url);
    CHECK(of_entry(post(url, batch(get("$print")))) ==
          "400 not-supported: a batch or transaction cannot be inside another: send it by itself");
  }
}

TEST_CASE("batch: a body that is not a batch is refused as a whole", "[http][batch]") {
  const auto refused = [](std::string_view body) { return send(body).reported(); };
  CHECK(refused("") == "400 required: the body is missing: POST [base] takes a Bundle of type batch or transaction");
  CHECK(refused("{").starts_with("400 structure: "));
  CHECK(refused("[]").starts_with("400 structure: "));
  CHECK(refused(batch(get("$print")) + "{}").starts_with("400 structure: "));
  CHECK(refused(R"({"resourceType":"Patient"})") ==
        "422 structure: the body is a Patient resource, but POST [base] takes a Bundle of type batch or transaction");
  CHECK(refused(R"({"resourceType":"Bundle","type":"collection"})") ==
        "422 value: the type of the Bundle is \"collection\", but POST [base] takes a Bundle of type batch or transaction "
        "(Bundle.type)");
  CHECK(refused(R"({"resourceType":"Bundle"})").starts_with("400 required: type is missing"));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","unheardOf":1})").starts_with("400 structure: "));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","implicitRules":"urn:x"})").starts_with("400 extension: "));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","entry":{}})").starts_with("400 structure: "));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","entry":[]})").starts_with("400 structure: "));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","entry":[{}],"entry":[{}]})").starts_with("400 structure: "));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","entry":[{}],"entr\u0079":[{}]})").starts_with("400 structure: "));
  for (const std::string_view entries : {"{}{}", "{},", ",{}", "{", "{}]", "\"", "{}:{}", "1 2"}) {
    CAPTURE(entries);
    CHECK(refused(batch(entries)).starts_with("400 structure: "));
  }
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","entry":null})").starts_with("400 "));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch","id":"\u0000","entry":[{}]})").starts_with("400 "));
  CHECK(refused(R"({"resourceType":"Bundle","type":"batch" "entry":[{}]})").starts_with("400 structure: "));
  CHECK(send(batch(get("$print")), {}, http::user{"anna"}, "/", {{"Content-Type", "text/html"}}).status == 415);
  CHECK(send(batch(get("$print")), {}, http::user{"anna"}, "/", {json[0], {"Accept", "application/fhir+xml"}}).status == 406);
  CHECK(send(batch(get("$print")), {}, http::user{"anna"}, "/?a=b").reported() ==
        "400 not-supported: \"a\" is not a known parameter: remove it [http.a]");
}

TEST_CASE("batch: the forms of a batch that mean the same", "[http][batch]") {
  CHECK(send(R"({"resourceType":"Bundle","type":"batch"})").text == R"({"resourceType":"Bundle","type":"batch-response"})");
  CHECK(reported(send("\xEF\xBB\xBF" + batch(get("$print")))) == lines{"200 Binary"});
  CHECK(
      reported(send(
          R"({"entr\u0079":[{"r\u0065source":{"resourceType":"Parameters"},"request":{"url":"$forget","method":"POST"}}],"type":"batch","resourceType":"Bundle"})")) ==
      lines{"204"});
  CHECK(reported(send(" {\n \"resourceType\" : \"Bundle\" , \"type\" : \"batch\" , \"entry\" : [ \n " + get("$print") + " , " +
                      get("$print") + " ] } ")) == lines{"200 Binary", "200 Binary"});
  CHECK(reported(send(batch(get("$print")), {}, http::user{"anna"}, "")) == lines{"200 Binary"});
  const test::reply pretty = send(batch(get("$print") + ',' + get("$nothing")), {}, http::user{"anna"}, "/?_pretty=true");
  CHECK(pretty.text == to_json(*from_json<Bundle<>>(pretty.text), write_options{}.pretty()));
  CHECK(send(batch(get("$print")), {}, http::user{"anna"}, "?_format=application/json")["Content-Type"] ==
        "application/json; charset=utf-8");
}

TEST_CASE("batch: the other elements of an entry's response", "[http][batch]") {
  const auto answering = [](http::response answer) {
    const auto read = [&answer] {
      struct one : desk {
        http::response* answer;
        http::response operator()(const http::request&, const http::user&, http::host_value) const { return std::move(*answer); }
      };
      one service{};
      service.answer = &answer;
      const std::string body = batch(get("x"));
      return test::read(
          http::batch_service(service)({.method = "POST", .target = "/", .headers = json, .body = body}, http::user{"anna"}));
    }();
    return read.text.substr(read.text.find("\"entry\":["));
  };
  http::response created;
  created.status = 201;
  created.headers = {{"Location", "Patient/7/_history/1"},
                     {"ETag", "W/\"1\""},
                     {"Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"},
                     {"Content-Location", "elsewhere"}};
  CHECK(
      answering(std::move(created)) ==
      R"("entry":[{"response":{"status":"201","location":"Patient/7/_history/1","etag":"W/\"1\"","lastModified":"1994-11-06T08:49:37Z"}}]})");
  http::response accepted;
  accepted.status = 202;
  accepted.headers = {{"Content-Location", "https://desk.example/poll/1"}};
  CHECK(answering(std::move(accepted)) == R"("entry":[{"response":{"status":"202","location":"https://desk.example/poll/1"}}]})");
  http::response file;
  file.headers = {{"Content-Type", "text/plain"}};
  file.content = http::body(std::string("abc"));
  CHECK(
      answering(std::move(file)) ==
      R"("entry":[{"resource":{"resourceType":"Binary","contentType":"text/plain","data":"YWJj"},"response":{"status":"200"}}]})");
  http::response broken;
  broken.headers = {{"Content-Type", "application/fhir+json"}};
  broken.content = http::body(std::string("{"));
  CHECK(
      answering(std::move(broken)) ==
      R"("entry":[{"resource":{"resourceType":"Binary","contentType":"application/fhir+json","data":"ew=="},"response":{"status":"200"}}]})");
  http::response warned;
  warned.headers = {{"Warning", R"(299 - "a \"b\" was dropped")"}};
  CHECK(answering(std::move(warned)).find(R"("text":"a \"b\" was dropped")") != std::string::npos);
}

TEST_CASE("batch: an answer that fails when it begins has a status; one that fails later breaks the whole off", "[http][batch]") {
  struct streaming : desk {
    int good = 0;
    struct source {
      int left;
      bool has_failed = false;
      std::string_view next() {
        if (left-- > 0) return left == 0 ? R"({"resourceType":"Patient",)" : R"("id":"p")";
        has_failed = true;
        return {};
      }
      bool failed() const noexcept { return has_failed; }
    };
    http::response operator()(const http::request&, const http::user&, http::host_value) const {
      http::response answer;
      answer.headers = {{"Content-Type", "application/fhir+json"}};
      answer.content_length.reset();
      answer.content = http::body(source{good});
      return answer;
    }
  };
  streaming service{};
  const std::string body = batch(get("x") + ',' + get("y"));
  const http::request asked{.method = "POST", .target = "/", .headers = json, .body = body};
  CHECK(reported(test::read(http::batch_service(service)(asked, http::user{"anna"}))) ==
        lines{"500 exception: the answer of this entry failed when it began: send the entry again",
              "500 exception: the answer of this entry failed when it began: send the entry again"});
  // Of a transaction nothing is sent before all of it is there.
  std::vector<std::string> done;
  const std::string all = R"({"resourceType":"Bundle","type":"transaction","entry":[)" + get("x") + "]}";
  for (service.good = 0; service.good < 2; ++service.good)
    CHECK(test::read(http::batch_service(service, {}, ledger{&done})(
                         {.method = "POST", .target = "/", .headers = json, .body = all}, http::user{"anna"}))
              .reported() ==
          "500 exception: the transaction was not performed, for entry 0: the answer of this entry failed before its end: send "
          "the entry again (Bundle.entry[0])");
  service.good = 1;
  CHECK(test::read(http::batch_service(service)(asked, http::user{"anna"})).failed);
}

TEST_CASE("batch: limits, and a deadline", "[http][batch]") {
  const std::string three = get("$print") + ',' + get("$print") + ',' + get("$print");
  CHECK(reported(send(batch(three), {.max_entries = 3})).size() == 3);
  CHECK(send(batch(three), {.max_entries = 2}).reported() ==
        "413 too-costly: the Bundle has 3 entries, but this server takes at most 2: send it in parts");
  const lines cut = reported(send(batch(three), {.max_answers = 50}));
  REQUIRE(cut.size() == 3);
  CHECK(cut[0] == "200 Binary");
  CHECK(cut[1].starts_with("413 too-costly: the answers of the entries before this one have "));
  CHECK(cut[2].ends_with("bytes, but this server makes at most 50: this entry was not performed, send it again"));
  http::options about = test::server();
  const std::string body = batch(get("Patient/$find?text=" + std::string(5000, 'x')));
  about.max_body = body.size() - 1;
  CHECK(test::read(http::batch_service(desk{about})({.method = "POST", .target = "/", .headers = json, .body = body},
                                                    http::user{"anna"}))
            .status == 413);
  std::vector<std::string> calls;
  int left = 40;
  const auto late = [&left] { return --left < 0; };
  std::string many = get("$print");
  for (int i = 0; i < 99; ++i) many += ',' + get("$print");
  const std::string hundred = batch(many);
  about.max_body = hundred.size();
  const lines all = reported(test::read(http::batch_service(desk{about, &calls})(
      {.method = "POST", .target = "/", .headers = json, .body = hundred, .stop = stop_condition(late)}, http::user{"anna"})));
  REQUIRE(all.size() == 100);
  CHECK(all[0] == "200 Binary");
  CHECK(all[99] == "503 timeout: the time for this batch is over: this entry was not performed, send it again");
  CHECK(calls.size() < 100);
}

TEST_CASE(
    "batch: headers of the request are passed on with each entry, except those about its body; conditions are those of the entry",
    "[http][batch]") {
  struct recording : desk {
    std::string* seen;
    http::response operator()(const http::request& asked, const http::user&, http::host_value) const {
      for (const http::header& each : asked.headers) (((*seen += each.name) += ": ") += each.value) += '\n';
      return {};
    }
  };
  std::string seen;
  recording service{};
  service.seen = &seen;
  const test::header_list headers{json[0],
                                  {"Accept", "*/*"},
                                  {"Prefer", "handling=strict"},
                                  {"traceparent", "1"},
                                  {"content-length", "5"},
                                  {"Content-Language", "da"},
                                  {"Expect", "100-continue"},
                                  {"range", "bytes=0-1"},
                                  {"if-unmodified-since", "Sun, 06 Nov 1994 08:49:37 GMT"},
                                  {"If-Match", "W/\"9\""}};
  const std::string body = batch(
      R"({"resource":{"resourceType":"Parameters"},"request":{"method":"POST","url":"x","ifNoneMatch":"W/\"1\"","ifMatch":"W/\"2\"","ifNoneExist":"a=b","ifModifiedSince":"1994-11-06T09:49:37+01:00"}})");
  test::read(
      http::batch_service(service)({.method = "POST", .target = "/", .headers = headers, .body = body}, http::user{"anna"}));
  CHECK(seen ==
        "Prefer: handling=strict\ntraceparent: 1\nAccept: application/fhir+json\nIf-None-Match: W/\"1\"\nIf-Match: "
        "W/\"2\"\nIf-None-Exist: a=b\n"
        "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: application/fhir+json\n");
}

TEST_CASE("batch: a fault around the entries has its position in the whole, and faults of entries are not said with it",
          "[http][batch]") {
  const std::string begin = R"({"resourceType":"Bundle","type":"batch","entry":[{"unheardOf":1}],)";
  const test::reply reply = send(begin + R"("unheardOf":1})");
  CHECK(reply.status == 400);
  const auto outcome = from_json<OperationOutcome<>>(reply.text).value();
  REQUIRE(outcome.issue.size() == 1);
  CHECK(std::string_view(outcome.issue[0].expression[0]) == "Bundle.unheardOf");
  CHECK(std::string_view(outcome.issue[0].diagnostics) ==
        "line 1, column " + std::to_string(begin.size() + 1) + ", offset " + std::to_string(begin.size()));
}

TEST_CASE("batch: in lenient reading, the answer of an entry names its unknown elements", "[http][batch]") {
  http::options about = test::server();
  about.reading = read_options{}.lenient();
  const test::reply reply =
      send(batch(R"({"unheardOf":1,"request":{"method":"GET","url":"$print"}})"), {}, http::user{"anna"}, "/", json, about);
  CHECK(reported(reply) == lines{"200 Binary structure: \"unheardOf\" is not an element of Bundle.entry"});
}

TEST_CASE("batch: If-Modified-Since is a date of four digits, or is not sent", "[http][batch]") {
  struct recording : desk {
    lines* seen;
    http::response operator()(const http::request& asked, const http::user&, http::host_value) const {
      std::string& since = seen->emplace_back();
      for (const http::header& each : asked.headers) {
        if (each.name == "If-Modified-Since") since += each.value;
        if (each.name == "Content-Type") since += "a type of no body";
      }
      return {};
    }
  };
  const auto sent = [](std::string_view member) {
    lines seen;
    recording service{};
    service.seen = &seen;
    const std::string body = batch(R"({"request":{"method":"GET","url":"x")" + std::string(member) + "}}");
    test::read(
        http::batch_service(service)({.method = "POST", .target = "/", .headers = json, .body = body}, http::user{"anna"}));
    return seen;
  };
  CHECK(sent("") == lines{""});
  CHECK(sent(R"(,"ifModifiedSince":"9999-12-31T22:59:59-01:00")") == lines{"Fri, 31 Dec 9999 23:59:59 GMT"});
  CHECK(sent(R"(,"ifModifiedSince":"9999-12-31T23:00:00-01:00")") == lines{""});
}

TEST_CASE("batch: a condition that no header could carry is that entry's fault", "[http][batch]") {
  for (const std::string_view member : {"ifNoneMatch", "ifMatch", "ifNoneExist"})
    for (const std::string_view value : {R"(a\r\nX-User: root)", R"(b\nc)", R"(d\u0001)", R"(e\u007f)"}) {
      CAPTURE(member, value);
      const std::string bad =
          R"({"request":{"method":"GET","url":"$print",")" + std::string(member) + "\":\"" + std::string(value) + "\"}}";
      const lines all = reported(send(batch(bad + ',' + get("$print"))));
      REQUIRE(all.size() == 2);
      CHECK(all[0].starts_with("400 "));
      CHECK_FALSE(all[1].starts_with("400 "));
    }
}

TEST_CASE("batch: other requests are passed to the service", "[http][batch]") {
  const http::batch_service service(desk{});
  CHECK(service({.method = "GET", .target = "/metadata"}, http::nobody).status == 200);
  CHECK(service({.method = "GET", .target = "/"}, http::user{"anna"}).status == 404);
  CHECK(service({.method = "POST", .target = "/$forget"}, http::user{"anna"}).status == 204);
  CHECK(service.handles({.method = "POST", .target = "/?a"}));
  CHECK(service.handles({.method = "GET", .target = "/metadata"}));
  CHECK_FALSE(service.handles({.method = "GET", .target = "/"}));
  CHECK(service.refuse({.method = "GET", .target = "/"}, {403, {}}).status == 403);
  CHECK(service.options().software == "desk");
}

TEST_CASE("transaction: refused if the host does not support them", "[http][batch]") {
  CHECK(send(transaction(get("$print"))).reported() ==
        "422 not-supported: this server has no transactions, in which all entries are performed or none: send a Bundle of type "
        "batch, in which each entry may "
        "succeed or fail alone");
}

TEST_CASE("transaction: between begin and commit, in R4's order, answered in the order of the entries", "[http][batch]") {
  std::vector<std::string> done;
  const test::reply reply =
      transact(transaction(get("$get-report-job-status") + ',' + post("$forget", R"({"resourceType":"Parameters"})")), done);
  CHECK(reported(reply) == lines{"200 Bundle", "204"});
  CHECK(from_json<Bundle<>>(reply.text)->type == "transaction-response");
  CHECK(done == lines{"begin anna", "POST /$forget", "GET /$get-report-job-status", "commit"});
}

TEST_CASE("transaction: a deadline is 503, wherever it is noticed", "[http][batch]") {
  std::vector<std::string> done;
  const std::string body = transaction(get("$print") + ',' + get("$print"));
  std::size_t late = 0;
  for (int questions = 0; questions < 20; ++questions) {
    int left = questions;
    const auto stop = [&left] { return left-- <= 0; };
    const test::reply reply = transact(body, done, true, true, stop_condition(stop));
    CAPTURE(questions, reply.text);
    CHECK((reply.status == 503 || (left >= 0 && reply.status == 200)));
    late += reply.status == 503 ? 1U : 0U;
  }
  CHECK(late > 3);
}

TEST_CASE("transaction: rolled back for the fault of one entry", "[http][batch]") {
  std::vector<std::string> done;
  CHECK(transact(transaction(post("$forget", R"({"resourceType":"Parameters"})") + ',' + get("$nothing") + ',' + get("$print")),
                 done)
            .reported() ==
        "404 not-found: the transaction was not performed, for entry 1: $nothing is not an operation of this server: "
        "[base]/metadata lists those it has "
        "(Bundle.entry[1])");
  CHECK(done == lines{"begin anna", "POST /$forget", "GET /$nothing", "roll back"});
  done.clear();
  CHECK(transact(transaction(get("$print") + R"(,{"request":{"method":"GET"}})"), done).reported() ==
        "400 required: the transaction was not performed, for entry 1: request.url is missing: write it relative to the base, "
        "such as Patient/1/$operation "
        "(Bundle.entry[1])");
  CHECK(done.empty());
  // An answer without a body says nothing of itself.
  CHECK(transact(transaction(get("$print") + R"(,{"request":{"method":"HEAD","url":"$nothing"}})"), done).reported() ==
        "404 processing: the transaction was not performed, for entry 1: it was answered with 404 (Bundle.entry[1])");
}

TEST_CASE("transaction: the host cannot begin, or cannot commit", "[http][batch]") {
  std::vector<std::string> done;
  CHECK(transact(transaction(get("$print")), done, false).reported() == "503 transient: no connection");
  CHECK(done == lines{"begin anna"});
  done.clear();
  CHECK(transact(transaction(get("$print")), done, true, false).reported() == "409 conflict: somebody was faster");
  CHECK(done == lines{"begin anna", "GET /$print", "commit", "roll back"});
}

namespace {

// What HL7's example calls.
struct Lookup {
  struct Request {
    std::optional<Coding<>> coding{};
  };
  struct Response {
    std::string display{};
  };
  static constexpr operation_info info{.code = "lookup", .affectsState = false, .type = true, .resource = texts<"ValueSet">};
};
constexpr auto fhir_parameters(const Lookup::Request*) { return parameters(param<"coding", &Lookup::Request::coding>{}); }
constexpr auto fhir_parameters(const Lookup::Response*) { return parameters(param<"display", &Lookup::Response::display>{}); }

}  // namespace

TEST_CASE("HL7's example of a transaction, which calls ValueSet/$lookup", "[http][batch]") {
  const http::service service(http::options{.software = "desk", .date = "2026-11-24", .base = "http://example.org/fhir"},
                              http::on<Lookup>([](const Lookup::Request& asked, const http::call&) {
                                return Lookup::Response{"code " + std::string(std::string_view(asked.coding->code))};
                              }));
  std::string text = test::read_file(FHIROPS_TEST_DATA "/hl7-r4-examples/Bundle-bundle-transaction.json");
  const auto sent = [&](auto&& answering) {
    return test::read(answering({.method = "POST", .target = "/", .headers = json, .body = text}, http::user{"anna"}));
  };
  std::vector<std::string> done;
  const test::reply whole = sent(http::batch_service(service, {}, ledger{&done}));
  CHECK(whole.status == 404);
  CHECK(whole.outcome().starts_with("not-found: the transaction was not performed, for entry 5: "));
  CHECK(done == lines{"begin anna", "roll back"});
  text.replace(text.find("\"transaction\""), 13, "\"batch\"");
  const lines each = reported(sent(http::batch_service(service)));
  REQUIRE(each.size() == 10);
  CHECK(each[7] == "200 Parameters");
  for (const std::size_t other : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 8U, 9U}) {
    CAPTURE(other, each[other]);
    CHECK(each[other].starts_with("404 not-found: "));
  }
}

TEST_CASE("positions in an entry are not positions in the whole", "[http][batch]") {
  issue found;
  found.line = 3;
  found.column = 4;
  found.offset = 20;
  found.text = "x";
  for (const issue& each : http::detail::without_positions({found, found})) {
    CHECK(each.line == 0);
    CHECK(each.column == 0);
    CHECK(each.offset == 0);
    CHECK(each.text == "x");
  }
}
