// The fast reader gives what the general reader gives: the same jobs, and the same issues.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

template <Storage S>
void same_both_ways(const std::string& text, read_options options) {
  const auto fast = detail::read_entries<detail::read_job<void, S>>(text, options, true);
  const auto slow = detail::read_entries<detail::read_job<void, S>>(text, options, false);
  CHECK(test::lines_of(fast.issues()) == test::lines_of(slow.issues()));
  REQUIRE(fast.has_value() == slow.has_value());
  if (fast) CHECK(*fast == *slow);
}

// The same text in buffers of a few bytes.
std::vector<std::string_view> in_buffers(std::string_view text, std::size_t size) {
  std::vector<std::string_view> buffers;
  for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) buffers.push_back(text.substr(0, size));
  return buffers;
}

void same_in_buffers(const std::string& text, std::size_t size, read_options options) {
  std::vector<ReportJob<>> whole;
  std::vector<ReportJob<>> pieces;
  const auto of_whole = for_each_report_job(text, [&](ReportJob<>&& job) { whole.push_back(std::move(job)); }, options);
  const auto of_pieces =
      for_each_report_job(in_buffers(text, size), [&](ReportJob<>&& job) { pieces.push_back(std::move(job)); }, options);
  CHECK(test::lines_of(of_whole) == test::lines_of(of_pieces));
  CHECK(whole == pieces);
}

void same_everywhere(const std::string& text, fixtures::random_source& random) {
  for (const read_options& options : {read_options{}, read_options{}.lenient(), read_options{}.lenient().keep_unknown()}) {
    same_both_ways<owned>(text, options);
    same_both_ways<borrowed>(text, options);
    same_in_buffers(text, 1 + random.below(200), options);
  }
}

// One change anywhere: a byte, a piece more, a piece less, white space, the order of two members.
std::string changed(std::string text, fixtures::random_source& random) {
  // clang-format off
  static const std::vector<std::string> pieces{
      " ", "\n", "\t", ",", ":", "\"", "{", "}", "[", "]", "null", "\\n", "\\u00e6", "\\ud800", "\\u0000", "\"x\":1,", "\"id\":\"q\",", "{},",
      "\"extension\":[{\"url\":\"u\"}],", "\xC3\xA6", "\xFF", "1e400", "0", std::string(1, '\0')};
  // clang-format on
  const std::size_t at = random.below(text.size());
  switch (random.below(7)) {
    case 0:
      text[at] = static_cast<char>(random.below(256));
      break;
    case 1:
      text.insert(at, pieces[random.below(pieces.size())]);
      break;
    case 2:
      text.erase(at, 1 + random.below(30));
      break;
    case 3:
      text.resize(at);
      break;
    case 4: {
      // White space, or a member, where one is allowed.
      const std::size_t comma = text.find(',', at);
      if (comma != std::string::npos) text.insert(comma + 1, pieces[random.below(pieces.size())]);
      break;
    }
    case 5: {
      // A value of another type.
      const std::size_t colon = text.find(":\"", at);
      if (colon == std::string::npos) break;
      const std::size_t end = text.find('"', colon + 2);
      if (end != std::string::npos) text.replace(colon + 1, end - colon, random.chance(50) ? "12" : "null");
      break;
    }
    default:
      text += pieces[random.below(pieces.size())];
  }
  return text;
}

}  // namespace

TEST_CASE("jobs come back as they were written, compact and indented", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(1);
  for (int round = 0; round < 60; ++round) {
    auto jobs = fixtures::odd_jobs(random.below(5), random);
    const auto bundle = get_report_job_status(jobs);
    for (const std::string& text : {to_json(bundle), to_json(bundle, write_options{}.pretty())}) {
      const auto read = read_report_jobs(text);
      CAPTURE(text, test::lines_of(read.issues()));
      REQUIRE(read);
      CHECK(read.issues().empty());
      CHECK(*read == jobs);
      same_everywhere(text, random);
    }
  }
}

TEST_CASE("jobs are as from the Bundle", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(2);
  for (int round = 0; round < 100; ++round) {
    const std::string text = to_json(get_report_job_status(fixtures::hostile_jobs(1 + random.below(4), random)));
    const auto bundle = from_json<Bundle<Parameters<>>>(text, read_options{}.lenient());
    REQUIRE(bundle);
    const auto jobs = report_jobs(*bundle, read_options{}.lenient());
    const auto read = read_report_jobs(text, read_options{}.lenient());
    REQUIRE(jobs.has_value() == read.has_value());
    if (jobs) CHECK(*jobs == *read);
    CHECK(bundle.issues().size() + jobs.issues().size() == read.issues().size());
  }
}

TEST_CASE("whatever is changed, fast and general reading agree", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(3);
  for (int round = 0; round < 700; ++round) {
    const auto bundle = get_report_job_status(fixtures::odd_jobs(1 + random.below(3), random));
    std::string text = to_json(bundle, random.chance(30) ? write_options{}.pretty() : write_options{});
    for (std::size_t n = 1 + random.below(3); n > 0 && !text.empty(); --n) text = changed(std::move(text), random);
    CAPTURE(text);
    same_everywhere(text, random);
  }
}

TEST_CASE("members in any order", "[ehealth][read_report_jobs]") {
  const std::string text = R"({ "entry": [ { "resource": { "parameter": [ { "part": [
    { "valueString": "DONE", "name": "status" }, { "valueString": "u", "name": "userId" },
    { "name": "reportClass", "valueString": "c" },
    { "resource": { "parameter": [ { "valueBoolean": true, "name": "a" } ], "resourceType": "Parameters" }, "name": "parameters" },
    { "name": "created", "valueDateTime": "2023" } ], "name": "reportJob" } ], "id": "1", "resourceType": "Parameters" },
    "fullUrl": "urn:uuid:1" } ], "type": "collection", "resourceType": "Bundle" })";
  const auto read = read_report_jobs(text);
  REQUIRE(read);
  REQUIRE(read->size() == 1);
  CHECK(read->front().id == "1");
  CHECK(read->front().status == "DONE");
  CHECK(read->front().userId == "u");
  CHECK(read->front().parameters.parameter[0].value == Value<>(true));
  fixtures::random_source random(4);
  same_everywhere(text, random);
}

TEST_CASE("an issue of one entry has its position in the whole text", "[ehealth][read_report_jobs]") {
  std::vector<ReportJob<>> jobs(4);
  for (auto& job : jobs) {
    job.id = "x";
    job.reportClass = job.userId = job.status = "s";
    job.created = "2023";
  }
  std::string text = to_json(get_report_job_status(jobs), write_options{}.pretty());
  const std::string wrong = "\"valueString\": \"s\"";
  std::size_t at = 0;
  for (int i = 0; i < 8; ++i) at = text.find(wrong, at + 1);  // the second string of the third job
  text.replace(at, wrong.size(), "\"valueCode\": \"s\"");
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');

  std::vector<ReportJob<>> seen;
  const issues found = for_each_report_job(text, [&](ReportJob<>&& job) { seen.push_back(std::move(job)); });
  CHECK(seen.size() == 3);
  REQUIRE(found.size() == 1);
  CHECK(found[0].expression == "Bundle.entry[2].resource.parameter[0].part[1].value");
  CHECK(found[0].pointer == "/entry/2/resource/parameter/0/part/1/valueCode");
  CHECK(found[0].line == static_cast<std::size_t>(line));
  CHECK_FALSE(read_report_jobs(text));
}

TEST_CASE("jobs of a typed input", "[ehealth][read_report_jobs]") {
  const std::string text =
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueString":"s"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2023"}]}]}}]})";
  const auto read = read_report_jobs(text);
  REQUIRE(read);
  CHECK(read->front().parameters == Parameters<>{});
}

TEST_CASE("a modifier anywhere is an error, in every way of reading", "[ehealth][read_report_jobs]") {
  std::vector<ReportJob<>> jobs(2);
  for (auto& job : jobs) {
    job.id = &job == jobs.data() ? "1" : "2";
    job.reportClass = job.userId = job.status = "s";
    job.created = "2023";
    job.binary.emplace().reference = "Binary/1";
    auto& parameter = job.parameters.parameter.emplace_back();
    parameter.name = "a";
    parameter.part.emplace_back().name = "b";
    parameter.part.front().value = true;
  }
  auto bundle = get_report_job_status(jobs);
  auto& link = bundle.link.emplace_back();
  link.relation = "self";
  link.url = "https://example.org/";
  for (auto& entry : bundle.entry) entry.link.push_back(link);
  const std::string plain = to_json(bundle);
  // The link of an entry is nothing that the fast reader knows, nor a modifier.
  REQUIRE(read_report_jobs(plain));

  const auto understood = read_options{}.understand(texts<"https://example.org/not">);
  int places = 0;
  for (std::size_t at = plain.find('{'); at != std::string::npos; at = plain.find('{', at + 1)) {
    const std::string_view rest = std::string_view(plain).substr(at + 1);
    std::string member;
    for (const std::string_view type : {"\"resourceType\":\"Bundle\",", "\"resourceType\":\"Parameters\","})
      if (rest.starts_with(type)) member = "\"implicitRules\":\"https://example.org/not\",";
    for (const std::string_view type : {"\"name\":", "\"fullUrl\":", "\"link\":", "\"relation\":"})
      if (rest.starts_with(type)) member = "\"modifierExtension\":[{\"url\":\"https://example.org/not\",\"valueBoolean\":true}],";
    if (member.empty()) continue;
    ++places;
    const std::string text = std::string(plain).insert(at + 1, member);
    CAPTURE(text);
    const auto whole = from_json<Bundle<Parameters<>>>(text);
    REQUIRE(whole);
    const std::string pretty = to_json(*whole, write_options{}.pretty());
    fixtures::random_source random(7);
    for (const read_options& options : {read_options{}, read_options{}.lenient()}) {
      const auto expected = report_jobs(*whole, options);
      CHECK_FALSE(expected);
      REQUIRE(expected.issues().size() == 1);
      CHECK(expected.issues()[0].code == issue_type::extension);
      for (const std::string& each : {text, pretty}) {
        const auto read = read_report_jobs(each, options);
        CHECK_FALSE(read);
        issues found = expected.issues();
        locate(found, each);
        CHECK(test::lines_of(read.issues()) == test::lines_of(found));
        CHECK(test::lines_of(read_report_jobs<borrowed>(std::string_view(each), options).issues()) == test::lines_of(found));
        for (const std::size_t size : {1U, 7U, 100U, 100000U}) {
          std::size_t seen = 0;
          CHECK(test::lines_of(for_each_report_job(
                    in_buffers(each, size), [&](ReportJob<>&&) { ++seen; }, options)) == test::lines_of(found));
          // The others are visited.
          CHECK(seen == (std::string_view(found[0].expression).starts_with("Bundle.entry") ? 1 : 2));
        }
        same_everywhere(each, random);
      }
    }
    for (const std::string& each : {text, pretty}) {
      const auto read = read_report_jobs(each, understood);
      REQUIRE(read);
      CHECK(read.issues().empty());
      CHECK(read->size() == 2);
      CHECK(report_jobs(*whole, understood).has_value());
    }
  }
  // The Bundle and its link; of each entry itself, its link and resource, reportJob and its six parts, and what the job was
  // scheduled with: resource, parameter and part.
  CHECK(places == 2 + 2 * (3 + 1 + 6 + 3));
}

TEST_CASE("a modifier that cannot be read is not dropped", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(8);
  const std::string text = to_json(get_report_job_status(fixtures::odd_jobs(2, random)));
  REQUIRE(read_report_jobs(text, read_options{}.lenient()));
  for (const std::string_view before :
       {"\"fullUrl\":", "\"name\":\"reportJob\"", "\"name\":\"status\"", "\"type\":\"collection\""})
    for (const std::string_view member :
         {"\"modifierExtension\":7,", "\"modifierExtension\":{},", "\"_modifierExtension\":[],", "\"implicitRules\":7,"}) {
      std::string changed = text;
      changed.insert(changed.find(before), member);
      CAPTURE(changed);
      CHECK_FALSE(read_report_jobs(changed, read_options{}.lenient()));
      same_everywhere(changed, random);
    }
}

TEST_CASE("limits hold, in a whole text and in buffers", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(5);
  const std::string text = to_json(get_report_job_status(fixtures::odd_jobs(20, random)));
  const auto limited = read_options{}.max_bytes(text.size() - 1);
  CHECK_FALSE(read_report_jobs(text, limited));
  const auto visit = [](ReportJob<>&&) {};
  CHECK(for_each_report_job(in_buffers(text, 100), visit, limited).has_errors());
  CHECK_FALSE(for_each_report_job(in_buffers(text, 100), visit, read_options{}.max_bytes(text.size())).has_errors());
}

TEST_CASE("a stream of many jobs is read in the memory of one", "[ehealth][read_report_jobs]") {
  // The text is made as it is read: it is never there as a whole.
  fixtures::random_source random(6);
  const auto jobs = fixtures::odd_jobs(3000, random);
  std::size_t at = 0;
  const issues found = for_each_report_job<borrowed>(json_chunks(jobs, 1000), [&](ReportJob<Parameters<borrowed>>&& job) {
    REQUIRE(job.id == jobs[at].id);
    REQUIRE(job.status == jobs[at].status);
    ++at;
  });
  CHECK(found.empty());
  CHECK(at == jobs.size());
}

TEST_CASE("a byte order mark may be split over buffers of any size, empty ones too", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(8);
  const std::string text = "\xEF\xBB\xBF" + to_json(get_report_job_status(fixtures::odd_jobs(2, random)));
  for (const std::string& each : {text, "\n" + text, text + "x", std::string("\xEF\xBB"), std::string("\xEF"),
                                  std::string("\xEF\xBB\xBF"), std::string("\xEF\xBB{}"), std::string()}) {
    for (const std::size_t size : {1U, 2U, 3U, 4U, 1000U}) same_in_buffers(each, size, {});
    std::vector<std::string_view> buffers;
    for (const std::string_view piece : in_buffers(each, 1)) {
      buffers.emplace_back();
      buffers.push_back(piece);
    }
    buffers.emplace_back();
    std::size_t jobs = 0;
    static_cast<void>(for_each_report_job(buffers, [&](ReportJob<>&&) { ++jobs; }));
    CHECK(jobs == (each == text || each == text + "x" ? 2U : 0U));
  }
}

TEST_CASE("line numbers after the entries are those of the whole text, wherever a buffer ends", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(9);
  const std::string text = to_json(get_report_job_status(fixtures::odd_jobs(2, random)), write_options{}.pretty());
  const std::size_t end = text.rfind(']');
  for (const std::string_view tail : {"],\n\"x\": 1,\n \"y\":\n2\n}", "]\n,\n}", "],\n\"total\":\n\"a\"}\n\n", "]\n}\nx"}) {
    const std::string faulty = text.substr(0, end) + std::string(tail);
    for (std::size_t first = end - 20; first < faulty.size(); ++first) {
      const std::vector<std::string_view> buffers{std::string_view(faulty).substr(0, first),
                                                  std::string_view(faulty).substr(first)};
      const auto none = [](ReportJob<>&&) {};
      const issues whole = for_each_report_job(std::string_view(faulty), none);
      REQUIRE_FALSE(whole.empty());
      CHECK(test::lines_of(for_each_report_job(buffers, none)) == test::lines_of(whole));
    }
  }
}

TEST_CASE("max_depth is the same in every way of reading jobs", "[ehealth][read_report_jobs]") {
  fixtures::random_source random(10);
  auto jobs = fixtures::odd_jobs(1, random);
  list<ParametersParameter<>> inner;
  for (int level = 0; level < 6; ++level) {
    ParametersParameter<> outer;
    outer.name = "p";
    outer.part.swap(inner);
    if (level == 0) outer.value = "x";
    inner = {};
    inner.push_back(std::move(outer));
  }
  jobs[0].parameters.parameter.swap(inner);
  const std::string text = to_json(get_report_job_status(jobs));
  std::size_t depth = 0;
  std::size_t deepest = 0;
  for (const char c : text) {
    depth += c == '{' || c == '[' ? 1U : 0U;
    deepest = std::max(deepest, depth);
    depth -= c == '}' || c == ']' ? 1U : 0U;
  }
  for (std::size_t limit = 1; limit <= deepest + 2; ++limit) {
    CAPTURE(limit, deepest);
    const read_options options = read_options{}.max_depth(limit);
    const bool right = limit >= deepest;
    CHECK(from_json<Bundle<Parameters<>>>(text, options).has_value() == right);
    CHECK(detail::read_entries<detail::read_job<void, owned>>(text, options, true).has_value() == right);
    CHECK(detail::read_entries<detail::read_job<void, owned>>(text, options, false).has_value() == right);
    CHECK(detail::read_entries<detail::read_job<void, borrowed>>(text, options, true).has_value() == right);
    std::size_t seen = 0;
    const issues found = for_each_report_job(in_buffers(text, 7), [&](ReportJob<>&&) { ++seen; }, options);
    CHECK(found.has_errors() == !right);
    CHECK(seen == (right ? 1U : 0U));
  }
}

namespace {

// A job of an answer, compact, by its id.
std::string entry_of(std::string_view id) {
  ReportJob<> job;
  job.id = id;
  job.reportClass = job.userId = job.status = "s";
  job.created = "2023";
  const std::string text = to_json(get_report_job_status(std::vector<ReportJob<>>{job}));
  const std::size_t begin = text.find('[') + 1;
  return text.substr(begin, text.rfind(']') - begin);
}
// Faults of what is around the entries. `@` marks where issues are expected, in the order of the text; which jobs are visited,
// and what is reported without its words.
struct around {
  std::string text;
  std::string visited;
  std::vector<std::string> strict;
  std::string visited_leniently;
  std::vector<std::string> lenient;
};
void check(const around& each) {
  const test::marked marked(each.text);
  CAPTURE(marked.text);
  for (const bool strict : {true, false}) {
    const read_options options = read_options{}.strict(strict);
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < (strict ? each.strict : each.lenient).size(); ++i)
      expected.push_back(marked.at(i) + (strict ? each.strict : each.lenient)[i]);
    std::string visited;
    const auto visit = [&visited](ReportJob<>&& job) { visited += job.id; };
    // Of what is around the entries issues come last.
    const auto sorted = [](issues found) {
      std::ranges::stable_sort(found, {}, &issue::offset);
      return test::reported_at(found);
    };
    CHECK(sorted(for_each_report_job(std::string_view(marked.text), visit, options)) == expected);
    CHECK(visited == (strict ? each.visited : each.visited_leniently));
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, marked.text.size() - 1, marked.text.size()}) {
      visited.clear();
      CHECK(sorted(for_each_report_job(in_buffers(marked.text, size), visit, options)) == expected);
      CHECK(visited == (strict ? each.visited : each.visited_leniently));
    }
    CHECK(read_report_jobs(marked.text, options).has_value() == std::ranges::none_of(expected, [](const std::string& line) {
            return line.find(" error ") != std::string::npos || line.find(" fatal ") != std::string::npos;
          }));
  }
}

}  // namespace

TEST_CASE("faults around the entries are reported where they are, and no entry is skipped", "[ehealth][read_report_jobs]") {
  const std::string a = entry_of("a");
  const std::string b = entry_of("b");
  const std::string begin = "{\"resourceType\":\"Bundle\",\n\"type\":\"collection\",\n";
  // The name of a member may have escapes.
  check({begin + "\"\\u0065ntry\":[" + a + ",\n" + b + "]}", "ab", {}, "ab", {}});
  check({begin + "\"entr\\u0079\":[" + a + "]}", "a", {}, "a", {}});
  // Of names that are nearly so, no.
  check({begin + "@\"Entry\":[" + a + "]}",
         "",
         {"error structure Bundle.Entry /Entry"},
         "",
         {"warning structure Bundle.Entry /Entry"}});
  // One that is not in a list.
  check({begin + "\"entry\":@" + a + "}",
         "",
         {"error structure Bundle.entry /entry"},
         "a",
         {"warning structure Bundle.entry /entry"}});
  std::string odd = a;
  odd.insert(1, "@\"odd\":1,");
  check({begin + "\"entry\":[" + odd + "," + b + "]}",
         "b",
         {"error structure Bundle.entry[0].odd /entry/0/odd"},
         "ab",
         {"warning structure Bundle.entry[0].odd /entry/0/odd"}});
  // Twice: what has been visited cannot be taken back, so it is an error in lenient reading too.
  check({begin + "\"entry\":[" + a + "],\n@\"entry\":[" + b + "]}",
         "a",
         {"error structure Bundle.entry /entry"},
         "a",
         {"error structure Bundle.entry /entry"}});
  check({begin + "\"entry\":[" + a + "],@\"entry\":@[]}",
         "a",
         {"error structure Bundle.entry /entry", "error structure Bundle.entry /entry"},
         "a",
         {"error structure Bundle.entry /entry", "error structure Bundle.entry /entry"}});
  check({begin + "\"entry\":@[],\n@\"entry\":[" + b + "]}",
         "b",
         {"error structure Bundle.entry /entry", "error structure Bundle.entry /entry"},
         "b",
         {"warning structure Bundle.entry /entry", "warning structure Bundle.entry /entry"}});
  // What is in the second list is counted in that.
  check({begin + "\"entry\":[" + a + "],@\"entry\":[" + b + ",{@\"odd\":1," + b.substr(1) + "]}",
         "a",
         {"error structure Bundle.entry /entry", "error structure Bundle.entry[1].odd /entry/1/odd"},
         "a",
         {"error structure Bundle.entry /entry", "warning structure Bundle.entry[1].odd /entry/1/odd"}});
  // Broken, and not in a list.
  check({begin + "\"entry\":@{\"fullUrl\":@}}",
         "",
         {"error structure Bundle.entry /entry", "fatal structure Bundle.entry.fullUrl /entry/fullUrl"},
         "",
         {"warning structure Bundle.entry /entry", "fatal structure Bundle.entry.fullUrl /entry/fullUrl"}});
  check({begin + "@\"type\":\"batch\",\"entry\":[" + a + "]}",
         "a",
         {"error structure Bundle.type /type"},
         "a",
         {"warning structure Bundle.type /type"}});
  check({begin + "\"entry\":[" + a + "],@\"resourceType\":\"Bundle\"}",
         "a",
         {"error structure Bundle.resourceType /resourceType"},
         "a",
         {"warning structure Bundle.resourceType /resourceType"}});
  // Commas.
  for (const std::string_view space : {"", " ", "\n", "\n\n  "})
    check({begin + "\"entry\":[" + a + ",\n" + b + "\n@," + std::string(space) + "]}",
           "ab",
           {"fatal structure Bundle.entry[2] /entry/2"},
           "ab",
           {"fatal structure Bundle.entry[2] /entry/2"}});
  // clang-format off
  check({begin + "\"entry\":[" + a + ",\n@," + b + "]}", "a", {"fatal structure Bundle.entry[1] /entry/1"}, "a", {"fatal structure Bundle.entry[1] /entry/1"}});
  check({begin + "\"entry\":[@," + a + "]}", "", {"fatal structure Bundle.entry[0] /entry/0"}, "", {"fatal structure Bundle.entry[0] /entry/0"}});
  check({begin + "\"entry\":[" + a + "\n@" + b + "]}", "a", {"fatal structure Bundle.entry[1] /entry/1"}, "a", {"fatal structure Bundle.entry[1] /entry/1"}});
  check({begin + "\"entry\":[" + a + "]@,}", "a", {"fatal structure Bundle.entry /entry"}, "a", {"fatal structure Bundle.entry /entry"}});
  // clang-format on
  // What comes before an entry that is broken is judged all the same.
  check({begin + "@\"odd\":1,\"entry\":[" + a + ",{\"fullUrl\":@}]}",
         "a",
         {"error structure Bundle.odd /odd", "fatal structure Bundle.entry[1].fullUrl /entry/1/fullUrl"},
         "a",
         {"warning structure Bundle.odd /odd", "fatal structure Bundle.entry[1].fullUrl /entry/1/fullUrl"}});
}

TEST_CASE("a fault of the syntax names the byte of the whole text", "[ehealth][read_report_jobs]") {
  const std::string text = R"({"resourceType":"Bundle","type":"collection","entry":[)" + entry_of("a") + ',' + entry_of("b");
  const std::size_t open = text.rfind("{\"name\":\"created\"");
  const std::string cut = text.substr(0, text.rfind("}]}]}}"));
  const auto none = [](ReportJob<>&&) {};
  const std::string words = "begins at byte " + std::to_string(open) + ": ";
  for (const issues& found : {for_each_report_job(std::string_view(cut), none), for_each_report_job(in_buffers(cut, 10), none),
                              from_json<Bundle<>>(cut).issues()}) {
    REQUIRE(found.size() == 1);
    CHECK(found[0].offset == cut.size());
    CHECK(found[0].text.find(words) != std::string::npos);
  }
  const std::string wrong = cut + "]}]}]}}]}";
  for (const issues& found : {for_each_report_job(std::string_view(wrong), none),
                              for_each_report_job(in_buffers(wrong, 10), none), from_json<Bundle<>>(wrong).issues()}) {
    REQUIRE(found.size() == 1);
    CHECK(found[0].text.find("begins at byte " + std::to_string(open) + " is still open") != std::string::npos);
  }
}

TEST_CASE("an issue is located in an entry of which lenient reading dropped something", "[ehealth][read_report_jobs]") {
  std::string text = R"({"resourceType":"Bundle","type":"collection","entry":[)" + entry_of("a") + ",\n" + entry_of("b") + "]}";
  const std::size_t second = text.find('\n');
  const std::string status = R"({"name":"status","valueString":"s"})";
  text.replace(text.find(status, second), status.size(),
               R"({},{"name":"status","valueString":"s"},{"name":"odd","valueString":"o"})");
  const std::size_t at = text.find(R"({"name":"odd")");
  std::string visited;
  const issues found =
      for_each_report_job(std::string_view(text), [&visited](ReportJob<>&& job) { visited += job.id; }, read_options{}.lenient());
  REQUIRE(found.size() == 2);
  CHECK(found[0].offset == text.find("{},"));
  CHECK((found[1].offset >= at && found[1].offset < at + 20));
  CHECK(found[1].line == 2);
}
