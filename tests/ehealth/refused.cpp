// One text for each fault that the fast reader of jobs must not take: the job is not visited, the other is, and the fault is
// reported where it is.

#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;
using namespace std::string_literals;

namespace {

const std::string begin = R"({"resourceType":"Bundle","type":"collection","entry":[)";
std::string entry(std::string_view id) {
  return R"({"fullUrl":")" + std::string(id) + R"(","resource":{"resourceType":"Parameters","id":")" + std::string(id) +
         R"(","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"class"},{"name":"userId","valueString":"user"},)"
         R"({"name":"status","valueString":"DONE"},{"name":"binary","valueReference":{"reference":"Binary/1"}},)"
         R"({"name":"parameters","resource":{"resourceType":"Parameters","parameter":[{"name":"n","valueUnsignedInt":7}]}},{"name":"created","valueDateTime":"2023"}]}]}})";
}

// `old` in an entry becomes `fresh`, in which `@` marks where the issue is; or it is found by its path alone.
struct fault {
  std::string old;
  std::string fresh;
  std::string expected;  // of the first issue: severity, code, and what follows the entry in the paths
};
const std::string parameter = ".resource.parameter[0]";
const std::string in_parameter = "/resource/parameter/0";

std::vector<fault> faults() {
  const auto part = [](int i, const std::string& expression, const std::string& pointer) {
    return parameter + ".part[" + std::to_string(i) + ']' + expression + ' ' + in_parameter + "/part/" + std::to_string(i) +
           pointer;
  };
  return {
      {R"("DONE")", R"(@"")", "error value " + part(2, ".value", "/valueString")},
      {R"("DONE")", "@null", "error structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", "@{}", "error structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", "@[]", "error structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", "@7", "error value " + part(2, ".value", "/valueString")},
      {R"("DONE")", "@true", "error value " + part(2, ".value", "/valueString")},
      {R"("DONE")", "@\"a\xFF\"", "error value " + part(2, ".value", "/valueString")},
      {R"("DONE")", "@\"a\xED\xA0\x80\"", "error value " + part(2, ".value", "/valueString")},
      {R"("DONE")", R"(@"\u0000")", "error value " + part(2, ".value", "/valueString")},
      {R"("DONE")", R"(@"\udc00")", "error value " + part(2, ".value", "/valueString")},
      {R"("DONE")", "\"a@\x01\"", "fatal structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", "\"a@\n\"", "fatal structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", "\"a@\\ud800\"", "fatal structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", "\"a@\\x\"", "fatal structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", R"("DONE",@"valueString":"x")", "error structure " + part(2, ".value", "/valueString")},
      {R"("DONE")", R"("DONE",@"valueCode":"x")", "error structure " + part(2, ".value", "/valueCode")},
      {R"("DONE")", R"("DONE",@"name":"status")", "error structure " + part(2, ".name", "/name")},
      {R"("DONE")", R"("DONE",@"odd":1)", "error structure " + part(2, ".odd", "/odd")},
      {R"({"name":"status")", R"({"id":"a",@"id":"b","name":"status")", "error structure " + part(2, ".id", "/id")},
      // clang-format off
      {R"(7}]}})", R"(@-0}]}})", "error value " + part(4, ".resource.parameter[0].value", "/resource/parameter/0/valueUnsignedInt")},
      {R"(7}]}})", R"(@7.0}]}})", "error value " + part(4, ".resource.parameter[0].value", "/resource/parameter/0/valueUnsignedInt")},
      {R"(7}]}})", R"(@"7"}]}})", "error value " + part(4, ".resource.parameter[0].value", "/resource/parameter/0/valueUnsignedInt")},
      {R"("valueUnsignedInt")", R"(@"valueFoo")", "error structure " + part(4, ".resource.parameter[0].valueFoo", "/resource/parameter/0/valueFoo")},
      {R"({"reference":"Binary/1"})", "@{}", "error structure " + part(3, ".value", "/valueReference")},
      {R"({"reference":"Binary/1"})", R"({"reference":"a",@"reference":"b"})", "error structure " + part(3, ".value.reference", "/valueReference/reference")},
      {R"({"reference":"Binary/1"})", R"({"reference":"a",@"Display":"b"})", "error structure " + part(3, ".value.Display", "/valueReference/Display")},
      {R"({"reference":"Binary/1"})", R"(@"Binary/1")", "error structure " + part(3, ".value", "/valueReference")},
      {R"("2023")", "@2023", "error value " + part(5, ".value", "/valueDateTime")},
      {R"("part":[)", R"("part":[@null,)", "error structure " + part(0, "", "")},
      {R"("part":[)", R"("part":[@{},)", "error structure " + part(0, "", "")},
      {R"(,"parameter":[{"name":"reportJob")", R"(,@"id":"x","parameter":[{"name":"reportJob")", "error structure .resource.id /resource/id"},
      {R"(,"parameter":[{"name":"reportJob")", R"(,@"resourceType":"Parameters","parameter":[{"name":"reportJob")", "error structure .resource.resourceType /resource/resourceType"},
      {R"({"fullUrl")", R"({"fullUrl":"x",@"fullUrl")", "error structure .fullUrl /fullUrl"},
      {R"(,"resource":{"resourceType":"Parameters","id")", R"(,@"odd":1,"resource":{"resourceType":"Parameters","id")", "error structure .odd /odd"},
      {R"("resource":{"resourceType":"Parameters","id")", R"("resource":@{"resourceType":"Patient","id")", "error structure .resource /resource"},
      // Of what is right for a Bundle, and not for a job.
      {R"({"name":"status","valueString":"DONE"},)", "", "error required " + parameter + ' ' + in_parameter},
      {R"("name":"status")", R"("name":"Status")", "error "},
      {R"("valueString":"DONE")", R"("valueCode":"DONE")", "error value " + part(2, ".value", "/valueCode")},
      {R"({"name":"status","valueString":"DONE"},)", R"({"name":"status","valueString":"DONE"},{"name":"status","valueString":"x"},)", "error "},
      // clang-format on
      {R"("name":"reportJob")", R"("name":"job")", "error "},
      {R"({"fullUrl":"1")", R"({"fullUrl":"2")", "error value .resource /resource"},
      {R"("id":"1",)", "", "error required .resource /resource"},
  };
}

std::string replaced(std::string text, const std::string& old, const std::string& fresh) {
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), fresh);
}
std::vector<std::string_view> in_buffers(std::string_view text, std::size_t size) {
  std::vector<std::string_view> buffers;
  for (std::size_t at = 0; at < text.size(); at += size) buffers.push_back(text.substr(at, size));
  return buffers;
}

template <Storage S, class Text>
void check(const Text& text, const std::string& expected, bool fatal) {
  std::string visited;
  const issues found = for_each_report_job<S>(text, [&visited](auto&& job) { visited += job.id; });
  REQUIRE_FALSE(found.empty());
  const std::string reported = test::reported_at(found.front());
  if (expected.front() == ' ')
    CHECK(reported.find(expected) != std::string::npos);
  else
    CHECK(reported == expected);
  CHECK(visited == (fatal ? "0" : "02"));
}

}  // namespace

TEST_CASE("the fast reader of jobs refuses a faulty job at its position, and the jobs around it are visited",
          "[ehealth][refused]") {
  for (const fault& each : faults()) {
    // Compact, as the fast reader takes it, and with white space.
    for (const bool spaced : {false, true}) {
      std::string middle = replaced(entry("1"), each.old, each.fresh);
      if (spaced) middle = "\n { " + middle.substr(1);
      const test::marked marked(begin + entry("0") + ',' + middle + ',' + entry("2") + "]}");
      CAPTURE(marked.text);
      std::string expected = each.expected;
      const std::size_t paths = expected.find(' ', expected.find(' ') + 1);
      if (paths == std::string::npos) {
        expected = " error ";
      } else {
        const std::size_t pointer = expected.find(' ', paths + 1);
        expected = (marked.places.empty() ? " "s : marked.at(0)) + expected.substr(0, paths + 1) + "Bundle.entry[1]" +
                   expected.substr(paths + 1, pointer - paths) + "/entry/1" + expected.substr(pointer + 1);
      }
      const bool fatal = each.expected.starts_with("fatal");
      check<owned>(std::string_view(marked.text), expected, fatal);
      check<borrowed>(std::string_view(marked.text), expected, fatal);
      check<owned>(in_buffers(marked.text, 1), expected, fatal);
      check<borrowed>(in_buffers(marked.text, 100), expected, fatal);
      CHECK_FALSE(read_report_jobs(marked.text));
      CHECK_FALSE(read_report_jobs<borrowed>(std::string_view(marked.text)));
    }
  }
  std::string visited;
  CHECK(for_each_report_job(begin + entry("0") + ',' + entry("1") + "]}", [&visited](ReportJob<>&& job) {
          visited += job.id;
        }).empty());
  CHECK(visited == "01");
}

namespace {

// What a job may have been scheduled with, whose table has elements of few types.
struct Scheduled {
  Annotation<> note{};
  std::optional<Dosage<>> dosage{};
};
constexpr auto fhir_parameters(const Scheduled*) {
  return parameters(param<"note", &Scheduled::note>{}, param<"dosage", &Scheduled::dosage>{});
}

}  // namespace

TEST_CASE("a type of value[x] that the element does not allow is refused, also where the type is known to the compiler",
          "[ehealth][refused]") {
  const auto with = [](const std::string& note, const std::string& dosage) {
    return begin +
           replaced(entry("1"), R"({"name":"n","valueUnsignedInt":7})",
                    R"({"name":"note","valueAnnotation":{)" + note +
                        R"("text":"t"}},{"name":"dosage","valueDosage":{"text":"d")" + dosage + "}}") +
           "]}";
  };
  const auto right = read_report_jobs<owned, Scheduled>(with(R"("authorString":"a",)", R"(,"asNeededBoolean":true)"));
  REQUIRE(right);
  CHECK(right->front().parameters.note.author == Value<>(String<>("a")));
  CHECK(right->front().parameters.dosage->asNeeded == Value<>(true));
  for (const auto& [note, dosage] : {std::pair(R"("authorCode":"a",)"s, ""s), std::pair(R"("authorBoolean":true,)"s, ""s),
                                     std::pair(R"("authorMarkdown":"a",)"s, ""s), std::pair(""s, R"(,"asNeededString":"a")"s),
                                     std::pair(""s, R"(,"asNeededInteger":1)"s)}) {
    const std::string text = with(note, dosage);
    CAPTURE(text);
    const auto refused = read_report_jobs<owned, Scheduled>(text);
    CHECK_FALSE(refused);
    CHECK(refused.issues() == from_json<Bundle<Parameters<>>>(text).issues());
    REQUIRE(refused.issues().size() == 1);
    CHECK(refused.issues()[0].code == issue_type::structure);
    CHECK(refused.issues()[0].offset == text.find(note.empty() ? "\"asNeeded" : "\"author"));
  }
}

TEST_CASE("a first attempt leaves nothing behind in the value that is then read", "[ehealth][refused]") {
  // The fast reader takes most of the entry, and then gives it up: a job has none of that twice.
  const std::string odd =
      R"({"name":"parameters","resource":{"resourceType":"Parameters","parameter":[{"name":"\u006e","valueString":"\u00e6"},{"name":"m","valueString":"\n"}]}},)";
  std::string late = replaced(
      entry("1"),
      R"({"name":"parameters","resource":{"resourceType":"Parameters","parameter":[{"name":"n","valueUnsignedInt":7}]}},)", odd);
  late = replaced(late, R"("2023"})", R"("2023","_valueDateTime":{"id":"i"}})");
  const std::string text = begin + entry("0") + ',' + late + ',' + entry("2") + "]}";
  const auto jobs = read_report_jobs(text);
  REQUIRE(jobs);
  CHECK(jobs.issues().empty());
  REQUIRE(jobs->size() == 3);
  const auto& parameters = (*jobs)[1].parameters.parameter;
  REQUIRE(parameters.size() == 2);
  CHECK(parameters[0].name == "n");
  CHECK(parameters[0].value == Value<>(String<>("\xC3\xA6")));
  CHECK(parameters[1].value == Value<>(String<>("\n")));
  CHECK(*(*jobs)[1].created.element->id == "i");
  CHECK(*(*jobs)[1].binary == *(*jobs)[0].binary);
  CHECK_FALSE((*jobs)[0].created.element);
  CHECK_FALSE((*jobs)[2].created.element);
  const auto in_text = read_report_jobs<borrowed>(std::string_view(text));
  REQUIRE(in_text);
  CHECK(to_json(get_report_job_status(*in_text)) == to_json(get_report_job_status(*jobs)));
}
