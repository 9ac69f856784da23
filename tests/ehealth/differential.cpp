// Jobs from a text, whole or in buffers cut anywhere, against the general reader of the Bundle: each entry in a Bundle of its
// own, by `report_jobs`. Which jobs are visited, which issues are reported, and where.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/changes.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

using lines = std::vector<std::string>;
using Answer = Bundle<Parameters<>>;

struct outcome {
  lines found;
  std::vector<ReportJob<>> jobs;
};

// `13 2:4 error structure Bundle.entry[0] /entry/0: words`: line and column are counted here.
std::string line_of(const issue& each, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t column = offset - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1) + 1;
  return std::to_string(offset) + ' ' + std::to_string(line) + ':' + std::to_string(column) + ' ' + test::reported(each) + ": " +
         each.text;
}
lines lines_of(const issues& all) {
  lines found;
  for (const issue& each : all) found.push_back(test::line_of(each));
  return found;
}
std::string joined(const lines& all) {
  std::string text;
  for (const std::string& each : all) text += '\n' + each;
  return text;
}

// Where the entries are, as far as the text goes.
std::vector<test::token> entries_of(std::string_view text, bool lenient) {
  const std::vector<test::token> all = test::tokens(text);
  std::vector<test::token> entries;
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 2 : 1; i + 2 < all.size(); ++i) {
    const std::string_view name = text.substr(all[i].begin, all[i].end - all[i].begin);
    const bool is_entry = (name == R"("entry")" || name == R"("e\u006etry")") && all[i + 1].kind == ':';
    if (is_entry && lenient && all[i + 2].kind == '{') {  // in place of a list of one
      entries.push_back({'{', all[i + 2].begin, all[test::value_end(all, i + 2)].end});
      break;
    }
    if (!is_entry || all[i + 2].kind != '[') {
      i = test::value_end(all, i);
      continue;
    }
    for (std::size_t item = i + 3; item < all.size() && all[item].kind != ']'; ++item) {
      const std::size_t last = test::value_end(all, item);
      if (all[item].kind != ',') entries.push_back({all[item].kind, all[item].begin, all[last].end});
      item = last;
    }
    break;
  }
  return entries;
}

// What has to come of a text. Of one that is broken not all is sure: there are these issues at least, and none but all these.
struct expectation {
  lines least{};
  lines all{};
  std::vector<ReportJob<>> jobs{};
  bool exact = true;
  bool early = false;  // it is broken before the entries: those are visited or not
};

// One entry, alone: adds its job, and what `report_jobs` says of it.
void add_entry(expectation& to, std::string_view text, const test::token& entry, std::size_t index, read_options options) {
  constexpr std::string_view before = R"({"entry":[)";
  const std::string alone =
      std::string(before) + std::string(text.substr(entry.begin, entry.end - entry.begin)) + R"(],"resourceType":"Bundle"})";
  const auto read = test::read_generally<Answer>(alone, options);
  issues found;
  if (read) {
    auto jobs = report_jobs(*read, options);
    if (jobs) to.jobs.insert(to.jobs.end(), jobs->begin(), jobs->end());
    found = jobs.issues();
    locate(found, alone, options);
  }
  // What is reported in reading is reported of the whole too, as far as that is read.
  if (!to.exact) found.append(issues(read.issues()));
  for (issue& each : found) {
    const auto numbered = [index](std::string& path, std::size_t at) {
      if (path.size() > at) path.replace(at, 1, std::to_string(index));
    };
    numbered(each.expression, std::string_view("Bundle.entry[").size());
    numbered(each.pointer, std::string_view("/entry/").size());
    to.all.push_back(line_of(each, text, each.offset - before.size() + entry.begin));
  }
}
// What is reported of the Bundle itself: modifiers.
void add_bundle(expectation& to, std::string_view text, const std::vector<test::token>& entries, read_options options) {
  const std::string_view one = entries.empty() ? "" : R"({"id":"x"})";
  const std::size_t first = entries.empty() ? 0 : entries.front().begin;
  const std::size_t last = entries.empty() ? 0 : entries.back().end;
  const std::string alone =
      std::string(text.substr(0, first)) + std::string(one) + std::string(to.exact ? text.substr(last) : "]}");
  const auto read = test::read_generally<Answer>(alone, options);
  if (!read) return;
  issues found = report_jobs(*read, options).issues();
  locate(found, alone, options);
  for (const issue& each : found)
    if (!std::string_view(each.expression).starts_with("Bundle.entry"))
      to.all.push_back(line_of(each, text, each.offset <= first ? each.offset : each.offset + last - first - one.size()));
}
expectation expected(std::string_view text, read_options options) {
  expectation to;
  const auto whole = test::read_generally<Answer>(text, options);
  const std::vector<test::token> entries = entries_of(text, !options.is_strict());
  std::size_t end = text.size();
  for (issue each : whole.issues()) {
    // What has been visited cannot be taken back: it is an error, however it is read.
    if (!entries.empty() && each.pointer == "/entry" && each.offset > entries.back().end &&
        each.severity == issue_severity::warning)
      each.severity = issue_severity::error;
    to.least.push_back(line_of(each, text, each.offset));
    if (each.severity != issue_severity::fatal) continue;
    to.exact = false;
    if (test::json_tree(text).ok()) continue;
    end = each.offset;
    to.early = entries.empty() || end < entries.front().begin;
  }
  to.all = to.least;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].end <= end) add_entry(to, text, entries[i], i, options);
  add_bundle(to, text, entries, options);
  std::ranges::sort(to.least);
  std::ranges::sort(to.all);
  return to;
}

template <Storage S, class Text>
outcome streamed(const Text& text, read_options options) {
  outcome to;
  to.found = lines_of(for_each_report_job<S>(
      text,
      [&to](auto&& job) {
        ReportJob<> owned_job;
        owned_job.id = std::string(job.id);
        owned_job.reportClass = std::string(job.reportClass);
        owned_job.userId = std::string(job.userId);
        owned_job.status = std::string(job.status);
        if (job.binary) owned_job.binary = to_storage<owned>(*job.binary);
        owned_job.parameters = to_storage<owned>(job.parameters);
        owned_job.created = DateTime<>(std::string_view(job.created));
        if (job.started) owned_job.started = DateTime<>(std::string_view(*job.started));
        if (job.ended) owned_job.ended = DateTime<>(std::string_view(*job.ended));
        to.jobs.push_back(std::move(owned_job));
      },
      options));
  return to;
}
std::vector<std::string_view> cut(std::string_view text, std::size_t first) {
  return {text.substr(0, first), text.substr(first)};
}
std::vector<std::string_view> in_buffers(std::string_view text, std::size_t size) {
  std::vector<std::string_view> buffers;
  for (std::size_t at = 0; at < text.size(); at += size) buffers.push_back(text.substr(at, size));
  return buffers;
}

// Empty where all is right.
std::string fault_of(const outcome& given, const outcome& whole) {
  if (given.found != whole.found) return "issues:" + joined(given.found) + "\nbut of the whole:" + joined(whole.found);
  if (given.jobs != whole.jobs)
    return std::to_string(given.jobs.size()) + " jobs, but of the whole " + std::to_string(whole.jobs.size());
  return {};
}
std::string fault_of(std::string_view text, read_options options) {
  const expectation wanted = expected(text, options);
  outcome given = streamed<owned>(text, options);
  const auto read = read_report_jobs(text, options);
  if (lines_of(read.issues()) != given.found)
    return "read_report_jobs, issues:" + joined(lines_of(read.issues())) + "\nbut visiting:" + joined(given.found);
  if (read && *read != given.jobs) return "read_report_jobs, other jobs";
  if (read.has_value() == read.issues().has_errors()) return "read_report_jobs: a value beside an error, or neither";
  std::ranges::sort(given.found);
  if (!std::ranges::includes(given.found, wanted.least))
    return "not all issues:" + joined(given.found) + "\nbut" + joined(wanted.least);
  if (wanted.early) return {};
  if (given.jobs != wanted.jobs)
    return std::to_string(given.jobs.size()) + " jobs visited, not the " + std::to_string(wanted.jobs.size()) +
           " expected; issues:" + joined(given.found);
  if (wanted.exact ? given.found != wanted.all : !std::ranges::includes(wanted.all, given.found))
    return "issues:" + joined(given.found) + "\nnot" + joined(wanted.all);
  return {};
}

std::vector<std::string> answers(std::size_t count, fixtures::random_source& random) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < count; ++i) {
    const auto bundle = get_report_job_status(fixtures::odd_jobs(random.below(3), random));
    all.push_back(to_json(bundle, i % 3 == 0 ? write_options{}.pretty(1) : write_options{}));
    if (all.back().size() > 4000) all.pop_back(), --i;
  }
  return all;
}

}  // namespace

TEST_CASE("answers cut anywhere are the same as whole", "[ehealth][differential]") {
  fixtures::random_source random(test::seed());
  std::vector<std::string> all = answers(3, random);
  all.push_back("\xEF\xBB\xBF " + all[1]);
  all.push_back(all[0] + "x");
  all.push_back(all[2].substr(0, all[2].size() / 2));
  all.push_back(test::read_file(FHIROPS_TEST_DATA "/get-report-job-status.json"));
  for (const std::string& text : all) {
    CAPTURE(text);
    CHECK(fault_of(text, read_options{}) == "");
    const outcome whole = streamed<owned>(std::string_view(text), read_options{});
    for (std::size_t size = 1; size <= text.size(); size = size * 3 / 2 + 1)
      CHECK(fault_of(streamed<owned>(in_buffers(text, size), {}), whole) == "");
    CHECK(fault_of(streamed<owned>(in_buffers(text, text.size() - 1), {}), whole) == "");
    CHECK(fault_of(streamed<owned>(in_buffers(text, text.size()), {}), whole) == "");
    for (std::size_t first = 0; first <= text.size(); ++first) {
      const std::string fault =
          fault_of(first % 2 == 0 ? streamed<owned>(cut(text, first), {}) : streamed<borrowed>(cut(text, first), {}), whole);
      if (fault.empty()) continue;
      CAPTURE(first);
      FAIL_CHECK(fault);
      break;
    }
  }
}

TEST_CASE("answers changed at random are read as their Bundle is", "[ehealth][differential]") {
  CAPTURE(test::seed());
  test::changes changes(test::seed());
  const std::vector<std::string> all = answers(40, changes.random());
  const std::size_t rounds = test::times(1500);
  std::size_t shown = 0;
  std::size_t exact = 0;
  for (std::size_t i = 0; i < rounds && shown < 5; ++i) {
    const std::string text = changes.changed(all[changes.random().below(all.size())]);
    const read_options options = i % 3 == 0   ? read_options{}.lenient()
                                 : i % 7 == 0 ? read_options{}.lenient().keep_unknown()
                                              : read_options{};
    std::string fault = fault_of(text, options);
    if (fault.empty()) {
      if (text.empty()) continue;
      const outcome whole = streamed<owned>(std::string_view(text), options);
      if (!whole.jobs.empty()) ++exact;
      const std::size_t size = 1 + changes.random().below(text.size());
      fault = i % 2 == 0 ? fault_of(streamed<borrowed>(in_buffers(text, size), options), whole)
                         : fault_of(streamed<owned>(cut(text, size), options), whole);
    }
    if (fault.empty()) continue;
    ++shown;
    CAPTURE(text, options.is_strict());
    FAIL_CHECK(fault);
  }
  CHECK(exact > rounds / 8);
}
