// A batch received in pieces is answered with the bytes that it has as a whole, and one entry at a time is in memory.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/batch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/batch.hpp"
#include "support/catch.hpp"
#include "support/changes.hpp"

using namespace fhirops;
using test::bundle_of;
using test::get_entry;
using test::json;
using test::lines;
using test::post_entry;

namespace {

constexpr std::size_t never = static_cast<std::size_t>(-1);

// A text in pieces that end at `cuts`; its source fails at the piece `fails_at`.
struct pieces {
  std::string_view text;
  std::vector<std::size_t> cuts{};
  std::size_t fails_at = never;
  std::size_t* pulled = nullptr;
  std::size_t at = 0;

  std::string_view next() {
    if (at >= fails_at) return {};
    while (at <= cuts.size()) {
      const std::size_t from = at == 0 ? 0 : cuts[at - 1];
      const std::size_t to = at == cuts.size() ? text.size() : cuts[at];
      ++at;
      if (pulled != nullptr) *pulled = to;
      if (to > from) return text.substr(from, to - from);
    }
    return {};
  }
  bool failed() const noexcept { return at >= fails_at; }
};
std::vector<std::size_t> every(std::size_t size, std::size_t of) {
  std::vector<std::size_t> cuts;
  for (std::size_t at = size; at < of; at += size) cuts.push_back(at);
  return cuts;
}

struct no_ledger {
  issues begin(const http::user&, http::host_value) const { return {}; }
  issues commit(const http::user&, http::host_value) const { return {}; }
  void roll_back(const http::user&, http::host_value) const noexcept {}
};
http::options roomy() {
  http::options about = test::server();
  about.max_body = 1U << 20U;
  return about;
}
const http::batch_service answering(test::desk{roomy()}, {}, no_ledger{});

// What may differ is nothing: the status, the headers, the bytes.
std::string shown(const test::reply& reply) {
  std::string out = std::to_string(reply.status) + (reply.failed ? " failed\n" : "\n");
  for (const auto& each : reply.headers) ((out += each.name) += ": ") += each.value + '\n';
  return out + reply.text;
}
std::string whole(std::string_view text, std::string_view target = "/", http::user who = http::user{"anna"}) {
  return shown(test::read(answering({.method = "POST", .target = target, .headers = json, .body = text}, who)));
}
test::reply receive(pieces source, std::string_view target = "/", http::user who = http::user{"anna"}) {
  return test::read(answering.receive({.method = "POST", .target = target, .headers = json}, http::body(source), who));
}

const std::string mixed = bundle_of(
    "batch",
    get_entry("Patient/$find?text=a") + ',' +
        post_entry("$forget", R"({"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"\u00e6\"]}"}]})") +
        ",5, {\"request\" : {}} ," + post_entry("$forget", R"({"resourceType":"Parameters","id":"\u0000"})") + ',' +
        get_entry("$get-report-job-status"));

}  // namespace

TEST_CASE("batch in pieces: cut anywhere, it is answered with the same bytes", "[http][batch]") {
  const std::string expected = whole(mixed);
  CHECK(test::reported(receive({mixed})).size() == 6);
  for (std::size_t cut = 0; cut <= mixed.size(); ++cut) {
    CAPTURE(cut);
    CHECK(shown(receive({mixed, {cut}})) == expected);
  }
  CHECK(shown(receive({mixed, every(1, mixed.size())})) == expected);
  const std::string marked = "\xEF\xBB\xBF " + mixed + "\r\n ";
  CHECK(shown(receive({marked, every(1, marked.size())})) == expected);
  CHECK(shown(receive({mixed, every(7, mixed.size())}, "/?_pretty=true")) == whole(mixed, "/?_pretty=true"));
}

TEST_CASE("batch in pieces: a large one, cut at random", "[http][batch]") {
  std::string entries = get_entry("$print");
  for (int i = 1; i < 100; ++i)
    entries += ',' + (i % 3 == 0   ? get_entry("Patient/$find?text=" + std::string(static_cast<std::size_t>(i) * 20, 'x'))
                      : i % 7 == 0 ? std::string("{\"request\":7}")
                                   : get_entry("$print"));
  const std::string text = bundle_of("batch", entries);
  const std::string expected = whole(text);
  fixtures::random_source random(5);
  for (int i = 0; i < 20; ++i) {
    std::vector<std::size_t> cuts(1 + random.below(60));
    for (std::size_t& each : cuts) each = random.below(static_cast<std::uint32_t>(text.size()));
    std::sort(cuts.begin(), cuts.end());
    CAPTURE(i, cuts);
    CHECK(shown(receive({text, cuts})) == expected);
  }
}

TEST_CASE("batch in pieces: what is refused as a whole before its first entry, or cannot be streamed, is answered as a whole",
          "[http][batch]") {
  const std::string entry = get_entry("$print");
  for (const std::string& text : {std::string(),
                                  std::string("{"),
                                  std::string("[]"),
                                  std::string("<b>"),
                                  std::string(R"({"resourceType":"Patient"})"),
                                  std::string(R"({"resourceType":"Bundle","type":"batch"})"),
                                  std::string(R"({"resourceType":"Bundle","type":"batch","entry":[]})"),
                                  std::string(R"({"resourceType":"Bundle","type":"batch","entry":{}})"),
                                  std::string(R"({"resourceType":"Bundle","type":"batch","entry":null})"),
                                  bundle_of("collection", entry),
                                  bundle_of("transaction", entry),
                                  bundle_of("transaction", entry + ",{}"),
                                  R"({"resourceType":"Bundle","type":"batch","implicitRules":"urn:x","entry":[)" + entry + "]}",
                                  R"({"resourceType":"Bundle","unheardOf":1,"type":"batch","entry":[)" + entry + "]}",
                                  R"({"resourceType":"Bundle","entry":[)" + entry + R"(],"type":"batch"})",
                                  R"({"entry":[)" + entry + R"(],"type":"transaction","resourceType":"Bundle"})",
                                  R"({"resourceType":"Bundle","type":"batch","type":"batch","entry":[)" + entry + "]}",
                                  R"({"resourceType":"Bundle","type":"batch","entry":[)" + entry.substr(0, entry.size() - 3),
                                  std::string(R"({"resourceType":"Bundle","type":"batch","entry":[,]})"),
                                  std::string(R"({"resourceType":"Bundle","type":"batch","entry":[)")}) {
    for (const std::size_t size : {1U, 5U, 1000U}) {
      CAPTURE(text, size);
      CHECK(shown(receive({text, every(size, text.size())})) == whole(text));
    }
  }
  CHECK(shown(receive({mixed}, "/", http::nobody)) == whole(mixed, "/", http::nobody));
  CHECK(shown(receive({mixed}, "/?a=b")) == whole(mixed, "/?a=b"));
  CHECK(receive({mixed}, "/", http::nobody).status == 401);
  // Nobody's text is not kept.
  std::size_t pulled = 0;
  CHECK(receive({mixed, every(10, mixed.size()), never, &pulled}, "/", http::nobody).status == 401);
  CHECK(pulled == 10);
  const std::string long_one = bundle_of("batch", std::string(1U << 20U, ' ') + entry);
  CHECK(shown(receive({long_one, every(1000, long_one.size())}, "/", http::nobody)) == whole(long_one, "/", http::nobody));
  CHECK(receive({long_one, every(1000, long_one.size())}).status == 413);
  const std::string with_more =
      R"({"resourceType":"Bundle","type":"batch","entry":[)" + entry + R"(],"id":"a","timestamp":"2026-11-27T00:00:00Z"})";
  CHECK(shown(receive({with_more, every(3, with_more.size())})) == whole(with_more));
}

TEST_CASE("batch in pieces: an entry is performed when it has been received, before the next is read", "[http][batch]") {
  std::string entries = get_entry("$print");
  for (int i = 1; i < 50; ++i) entries += ',' + get_entry("$print");
  const std::string text = bundle_of("batch", entries);
  const std::size_t size = get_entry("$print").size() + 1;
  std::size_t pulled = 0;
  lines calls;
  const http::batch_service service(test::desk{test::server(), &calls});
  http::response answer = service.receive({.method = "POST", .target = "/", .headers = json},
                                          http::body(pieces{text, every(10, text.size()), never, &pulled}), http::user{"anna"});
  CHECK(calls.empty());
  CHECK(pulled <= 60 + size);
  std::string sent;
  for (std::string_view piece = answer.content.next(); !piece.empty(); piece = answer.content.next()) {
    sent += piece;
    CAPTURE(pulled, calls.size());
    CHECK(pulled <= 60 + (calls.size() + 1) * size);
  }
  CHECK(calls.size() == 50);
  CHECK(sent == test::read(service({.method = "POST", .target = "/", .headers = json, .body = text}, http::user{"anna"})).text);
}

TEST_CASE("batch in pieces: a fault that comes too late to refuse the whole is reported in one more entry", "[http][batch]") {
  const std::string print = get_entry("$print");
  const std::string head = R"({"resourceType":"Bundle","type":"batch","entry":[)" + print;
  const auto last = [](std::string_view text, std::size_t size = 5) {
    const test::reply reply = receive({text, every(size, text.size())});
    CHECK(reply.status == 200);
    CHECK_FALSE(reply.failed);
    const lines all = test::reported(reply);
    CHECK(all.at(0) == "200 Binary");
    return all.size() == 2 ? all[1] : std::to_string(all.size()) + " answers";
  };
  constexpr std::string_view broken =
      "400 structure: the Bundle cannot be read after its first 1 entries: it ends there, is not JSON, or has entry a second "
      "time; nothing after them was performed";
  for (const std::string_view rest : {"", ",", ",]}", "]", "]}x", "]]}", "}", "] ,}", "],\"entry\":[{}]}",
                                      "],\"entr\\u0079\":[{}]}", "],5}", "],\"id\"}", "],\"id\":}", ":1]}", ",{\"a\"", " {}]}"}) {
    CAPTURE(rest);
    CHECK(last(head + std::string(rest)) == broken);
  }
  CHECK(last(head + R"(],"unheardOf":1})").starts_with("400 structure: "));
  CHECK(last(head + R"(],"type":"batch"})").starts_with("400 structure: "));
  CHECK(last(head + R"(],"implicitRules":"urn:x"})").starts_with("400 extension: "));
  CHECK(last(head + R"(],"id":"\u0000"})").starts_with("400 "));
}

TEST_CASE("batch in pieces: a batch that turns out to be a transaction is a fault, in lenient reading too", "[http][batch]") {
  http::options about = roomy();
  about.reading = read_options{}.lenient();
  const http::batch_service service(test::desk{about}, {}, no_ledger{});
  const std::string print = get_entry("$print");
  for (const std::string before : {R"("type":"batch")", R"("type":"batch","type":"batch")"}) {
    const std::string text = R"({"resourceType":"Bundle",)" + before + R"(,"entry":[)" + print + R"(],"type":"transaction"})";
    CAPTURE(text);
    const test::reply reply = test::read(service.receive({.method = "POST", .target = "/", .headers = json},
                                                         http::body(pieces{text, every(7, text.size())}), http::user{"anna"}));
    CHECK(test::reported(reply) ==
          lines{"200 Binary",
                "422 structure: type appears again after the entries, as transaction: they were performed as a batch"});
  }
}

TEST_CASE("batch in pieces: warnings after the entries do not repeat those before them", "[http][batch]") {
  http::options about = roomy();
  about.reading = read_options{}.lenient();
  const http::batch_service service(test::desk{about});
  const auto of = [&service](std::string_view behind) {
    const std::string text = R"({"resourceType":"Bundle","type":"batch","unheardOf":1,"entry":[)" + get_entry("$print") + "]" +
                             std::string(behind) + "}";
    return test::read(service.receive({.method = "POST", .target = "/", .headers = json},
                                      http::body(pieces{text, every(7, text.size())}), http::user{"anna"}));
  };
  CHECK(test::reported(of("")) == lines{"200 Binary"});
  CHECK(test::reported(of(R"(,"id":"a")")) == lines{"200 Binary"});
  const test::reply more = of(R"(,"other":2)");
  CHECK(test::reported(more).size() == 2);
  CHECK(more.text.find("unheardOf") == std::string::npos);
  CHECK(more.text.find("other") != std::string::npos);
}

TEST_CASE("batch in pieces: text that is too long after the Bundle's end is a fault, too", "[http][batch]") {
  const std::string text = bundle_of("batch", get_entry("$print"));
  const auto of = [&text](std::string_view behind) {
    http::options about = test::server();
    about.max_body = text.size() + 1;
    const std::string sent = text + std::string(behind);
    return test::reported(test::read(http::batch_service(test::desk{about})
                                         .receive({.method = "POST", .target = "/", .headers = json},
                                                  http::body(pieces{sent, every(1, sent.size())}), http::user{"anna"})));
  };
  CHECK(of(" ") == lines{"200 Binary"});
  CHECK(of("  ") == lines{"200 Binary", "413 too-long: the body has more than " + std::to_string(text.size() + 1) +
                                            " bytes, which is the most that this server reads: what comes after the first 1 "
                                            "entries was not performed"});
}

TEST_CASE("batch in pieces: its limits, and a deadline", "[http][batch]") {
  const std::string print = get_entry("$print");
  const std::string text = bundle_of("batch", print + ',' + print + ',' + print);
  lines calls;
  const auto of = [&](http::batch_options limits, std::size_t max_body, stop_condition stop = {}) {
    http::options about = test::server();
    about.max_body = max_body;
    calls.clear();
    const http::batch_service service(test::desk{about, &calls}, limits);
    return test::read(service.receive({.method = "POST", .target = "/", .headers = json, .stop = stop},
                                      http::body(pieces{text, every(1, text.size())}), http::user{"anna"}));
  };
  CHECK(test::reported(of({}, text.size())) == lines{"200 Binary", "200 Binary", "200 Binary"});
  CHECK(test::reported(of({.max_entries = 2}, 1000)) ==
        lines{"200 Binary", "200 Binary",
              "413 too-costly: the Bundle has more than 2 entries, which is the most that this server takes: those after them "
              "were not performed, send them in another"});
  CHECK(test::reported(of({}, text.size() - 1)) ==
        lines{"200 Binary", "200 Binary", "200 Binary",
              "413 too-long: the body has more than " + std::to_string(text.size() - 1) +
                  " bytes, which is the most that this server reads: what comes after the first 3 entries was not performed"});
  CHECK(test::reported(of({}, 100)) == lines{"200 Binary",
                                             "413 too-long: the body has more than 100 bytes, which is the most that this server "
                                             "reads: what comes after the first 1 entries was not performed"});
  CHECK(of({}, 20).reported() == "413 too-long: the body has more than 20 bytes, which is the most that this server reads");
  const lines cut = test::reported(of({.max_answers = 50}, 1000));
  REQUIRE(cut.size() == 3);
  CHECK(cut[0] == "200 Binary");
  CHECK(cut[1].starts_with("413 too-costly: the answers of the entries before this one have "));
  const auto late = [&calls] { return !calls.empty(); };
  const std::string over = "503 timeout: the time for this batch is over: this entry was not performed, send it again";
  CHECK(test::reported(of({}, 1000, stop_condition(late))) == lines{"200 Binary", over, over});
}

TEST_CASE("batch in pieces: if its source fails, so does the answer", "[http][batch]") {
  for (std::size_t at = 1; at < mixed.size(); at += 10) {
    CAPTURE(at);
    const test::reply reply = receive({mixed, every(1, mixed.size()), at});
    CHECK((reply.failed ||
           reply.reported() == "400 incomplete: the body ended before all of it was received: send the request again"));
    if (reply.failed) CHECK_FALSE(reply.text.ends_with("]}"));
  }
  // All of the Bundle was there, but the source says that there was more.
  CHECK(receive({mixed, every(1, mixed.size()), mixed.size()}).failed);
}

TEST_CASE("a request in pieces that is not a batch is passed to the service", "[http][batch]") {
  const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"a"}]})";
  const auto of = [](std::string_view method, std::string_view target, pieces source, std::size_t max_body) {
    http::options about = test::server();
    about.max_body = max_body;
    return test::read(
        http::batch_service(test::desk{about})
            .receive({.method = method, .target = target, .headers = json}, http::body(source), http::user{"anna"}));
  };
  CHECK(of("POST", "/$forget", {text, every(3, text.size())}, text.size()).status == 204);
  CHECK(of("POST", "/$forget", {text, every(3, text.size())}, text.size() - 1).status == 413);
  CHECK(of("POST", "/$forget", {text, every(3, text.size()), 4}, text.size()).reported() ==
        "400 incomplete: the body ended before all of it was received: send the request again");
  CHECK(of("GET", "/metadata", {""}, 10).status == 200);
}

TEST_CASE("batch in pieces: any text of a batch is answered, whole or not, as the whole text is", "[http][batch]") {
  test::changes changes(23);
  std::size_t same = 0;
  std::size_t late = 0;
  for (int i = 0; i < 600; ++i) {
    const std::string changed = changes.changed(mixed);
    CAPTURE(i, changed);
    const test::reply reply = receive({changed, every(1 + static_cast<std::size_t>(i) % 40, changed.size())});
    if (shown(reply) == whole(changed)) {
      ++same;
      continue;
    }
    // The whole is refused for what comes after the first entry.
    CHECK_FALSE(whole(changed).starts_with("200"));
    CHECK(reply.status == 200);
    const auto bundle = from_json<Bundle<>>(reply.text);
    REQUIRE(bundle);
    CHECK(std::string_view(bundle->entry.back().response->status).starts_with("4"));
    ++late;
  }
  CHECK(same > 300);
  CHECK(late > 30);
}
