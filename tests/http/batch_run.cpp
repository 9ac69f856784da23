// Functions that throw, and where a transaction ends.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/batch.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/batch.hpp"
#include "support/catch.hpp"

using namespace fhirops;
using test::bundle_of;
using test::get_entry;
using test::json;
using test::lines;

namespace {

// A service with a function that throws.
struct throwing : test::desk {
  http::response operator()(const http::request& asked, const http::user& who, http::host_value host) const {
    if (asked.target == "/$throw") throw std::runtime_error("no connection to db-7");
    return desk::operator()(asked, who, host);
  }
};
// What a host puts between the batch and such a service.
struct guarded : throwing {
  http::response operator()(const http::request& asked, const http::user& who, http::host_value host) const try {
    return throwing::operator()(asked, who, host);
  } catch (const std::exception&) {
    return refuse(asked, {500, {{.code = issue_type::exception, .text = "the server failed: try again"}}});
  }
};
struct ledger {
  lines* done;
  std::string_view fails{};

  issues step(std::string_view name) const {
    done->emplace_back(name);
    if (fails == name) return {{.code = issue_type::transient, .text = "no connection"}};
    if (fails == "throws: " + std::string(name)) throw std::runtime_error("no connection");
    return {};
  }
  issues begin(const http::user&, http::host_value) const { return step("begin"); }
  issues commit(const http::user&, http::host_value) const { return step("commit"); }
  void roll_back(const http::user&, http::host_value) const noexcept { done->emplace_back("roll back"); }
};
test::reply send(const auto& service, std::string_view body) {
  return test::read(service({.method = "POST", .target = "/", .headers = json, .body = body}, http::user{"anna"}));
}
const std::string three = get_entry("$print") + ',' + get_entry("$throw") + ',' + get_entry("metadata");

}  // namespace

TEST_CASE("batch: an exception that the host catches affects only that entry", "[http][batch]") {
  CHECK(test::reported(send(http::batch_service(guarded{}), bundle_of("batch", three))) ==
        lines{"200 Binary", "500 exception: the server failed: try again", "200 CapabilityStatement"});
  lines done;
  CHECK(send(http::batch_service(guarded{}, {}, ledger{&done}), bundle_of("transaction", three)).reported() ==
        "500 exception: the transaction was not performed, for entry 1: the server failed: try again (Bundle.entry[1])");
  CHECK(done == lines{"begin", "roll back"});
}

TEST_CASE("batch: after an exception of a function, the answer has failed, and nothing more is performed", "[http][batch]") {
  struct one_piece {
    std::string text;
    std::string_view next() { return std::exchange(sent, true) ? std::string_view() : std::string_view(text); }
    bool sent = false;
  };
  lines calls;
  const http::batch_service service(throwing{test::desk{test::server(), &calls}});
  http::response answer = service.receive({.method = "POST", .target = "/", .headers = json},
                                          http::body(one_piece{bundle_of("batch", three)}), http::user{"anna"});
  const auto all = [&answer] {
    while (!answer.content.next().empty()) continue;
  };
  CHECK_THROWS_AS(all(), std::runtime_error);
  CHECK(answer.content.failed());
  CHECK(answer.content.next().empty());
  CHECK(calls.size() == 1);
}

TEST_CASE("batch: exceptions of functions are passed on as by the service itself; a transaction is rolled back",
          "[http][batch]") {
  CHECK_THROWS_WITH(send(http::batch_service(throwing{}), bundle_of("batch", three)), "no connection to db-7");
  lines done;
  CHECK_THROWS_WITH(send(http::batch_service(throwing{}, {}, ledger{&done}), bundle_of("transaction", three)),
                    "no connection to db-7");
  CHECK(done == lines{"begin", "roll back"});
}

TEST_CASE("transaction: wherever it fails, what was begun is rolled back once", "[http][batch]") {
  for (std::size_t at = 0; at < 3; ++at) {
    CAPTURE(at);
    std::string entries;
    for (std::size_t i = 0; i < 3; ++i) (entries += i == 0 ? "" : ",") += get_entry(i == at ? "$nothing" : "$print");
    lines done;
    lines calls;
    CHECK(send(http::batch_service(test::desk{test::server(), &calls}, {}, ledger{&done}), bundle_of("transaction", entries))
              .status == 404);
    CHECK(done == lines{"begin", "roll back"});
    CHECK(calls.size() == at + 1);
  }
  const auto ends = [](std::string_view fails) {
    lines done;
    const http::batch_service service(test::desk{}, {}, ledger{&done, fails});
    const std::string body = bundle_of("transaction", get_entry("$print"));
    if (fails.starts_with("throws: ")) {
      CHECK_THROWS_WITH(send(service, body), "no connection");
    } else {
      CHECK(send(service, body).status == (fails.empty() ? 200 : 503));
    }
    return done;
  };
  CHECK(ends("") == lines{"begin", "commit"});
  CHECK(ends("begin") == lines{"begin"});
  CHECK(ends("commit") == lines{"begin", "commit", "roll back"});
  CHECK(ends("throws: begin") == lines{"begin"});
  CHECK(ends("throws: commit") == lines{"begin", "commit", "roll back"});
}

TEST_CASE("batch: the answer of an entry need not be FHIR", "[http][batch]") {
  struct answering : test::desk {
    http::response operator()(const http::request& asked, const http::user&, http::host_value) const {
      http::response out;
      if (asked.target == "/accepted") {
        out.status = 202;
        out.headers = {{"Content-Location", "https://desk.example/jobs/1"}, {"Content-Type", "application/fhir+json"}};
        out.content = http::body(
            std::string(R"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]})"));
      } else if (asked.target == "/page") {
        out.status = 502;
        out.headers = {{"Content-Type", "text/html"}};
        out.content = http::body(std::string("<b>"));
      } else if (asked.target == "/no-json") {
        out.headers = {{"Content-Type", "application/fhir+json"}};
        out.content = http::body(std::string(R"({"resourceType":"Patient","id":"\u0000"})"));
      } else if (asked.target == "/bad-error") {
        out.status = 500;
        out.headers = {{"Content-Type", "application/json"}};
        out.content = http::body(std::string(R"({"error":"no)"));
      } else if (asked.target == "/plain") {
        out.headers = {{"Content-Type", "text/plain"}};
        out.content = http::body(std::string(R"({"resourceType":"Patient"})"));
      } else {
        out.headers = {{"Content-Type", "image/png"}};
        out.content = http::body(std::string("\x89PNG"));
      }
      return out;
    }
  };
  const test::reply reply =
      send(http::batch_service(answering{}),
           bundle_of("batch", get_entry("accepted") + ',' + get_entry("page") + ',' + get_entry("no-json") + ',' +
                                  get_entry("bad-error") + ',' + get_entry("raw") + ',' + get_entry("plain")));
  const auto read = from_json<Bundle<>>(reply.text);
  REQUIRE(read);
  CHECK_FALSE(validate(*read).has_errors());
  CHECK(
      to_json(read->entry[0]) ==
      R"({"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]},"response":{"status":"202","location":"https://desk.example/jobs/1"}})");
  CHECK(to_json(read->entry[1]) ==
        R"({"resource":{"resourceType":"Binary","contentType":"text/html","data":"PGI+"},"response":{"status":"502"}})");
  CHECK(to_json(read->entry[2])
            .starts_with(R"({"resource":{"resourceType":"Binary","contentType":"application/fhir+json","data":")"));
  CHECK(to_json(read->entry[3]).starts_with(R"({"resource":{"resourceType":"Binary","contentType":"application/json","data":")"));
  CHECK(to_json(read->entry[3]).ends_with(R"("response":{"status":"500"}})"));
  CHECK(to_json(read->entry[4]) ==
        R"({"resource":{"resourceType":"Binary","contentType":"image/png","data":"iVBORw=="},"response":{"status":"200"}})");
  // Not JSON by its name, whatever it looks like.
  CHECK(to_json(read->entry[5]).starts_with(R"({"resource":{"resourceType":"Binary","contentType":"text/plain","data":")"));
}

TEST_CASE("batch: the answers of entries may have as many bytes as the limit says", "[http][batch]") {
  const std::string two = bundle_of("batch", get_entry("$print") + ',' + get_entry("$print"));
  const auto statuses = [&two](std::size_t most) {
    return test::reported(send(http::batch_service(test::desk{test::server(), nullptr}, {.max_answers = most}), two));
  };
  // The size of an entry is what is said where it is too much.
  const lines over = statuses(1);
  REQUIRE(over.size() == 2);
  CHECK(over[0] == "200 Binary");
  const std::string_view before = "413 too-costly: the answers of the entries before this one have ";
  REQUIRE(over[1].starts_with(before));
  const auto size = static_cast<std::size_t>(std::stoul(over[1].substr(before.size())));
  CHECK(size > 50);
  CHECK(statuses(size) == lines{"200 Binary", "200 Binary"});
  const lines one_less = statuses(size - 1);
  REQUIRE(one_less.size() == 2);
  CHECK(one_less[1].starts_with(before));
}
