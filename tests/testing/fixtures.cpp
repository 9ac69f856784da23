// Fixtures are what they say they are: the same everywhere, allowed by R4, faulty where they say so.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <ratio>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

// What reports the fault of a document, by the function that it names.
template <class T>
issues reported_of(const fixtures::faulty_document& document) {
  using fixtures::reported_by;
  const auto read = from_json<T>(document.text);
  if (document.by == reported_by::from_json || document.by == reported_by::strict_from_json) {
    CHECK_FALSE(read);
    const auto lenient = from_json<T>(document.text, read_options{}.lenient());
    CHECK(lenient.has_value() == (document.by == reported_by::strict_from_json));
    return read.issues();
  }
  if (document.by == reported_by::read_report_jobs) return read_report_jobs(document.text).issues();
  REQUIRE(read);
  CHECK(read.issues().empty());
  issues found = validate(*read);
  locate(found, document.text);
  return found;
}

// FNV-1a.
std::uint64_t sum_of(std::string_view text, std::uint64_t sum = 0xCBF29CE484222325U) {
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return sum;
}

}  // namespace

namespace kinds {

enum class Colour { red, green };
constexpr auto fhir_codes(const Colour*) { return enum_codes<Colour>({{Colour::red, "red"}, {Colour::green, "green"}}); }
struct Part {
  std::string text{};
  std::optional<bool> sure{};
};
constexpr auto fhir_parameters(const Part*) { return parameters(param<"text", &Part::text>{}, param<"sure", &Part::sure>{}); }
// A member of each kind.
struct Request {
  bool sure{};
  std::int32_t number{};
  std::vector<bool> flags{};
  std::vector<std::string> one{};
  std::vector<std::string> three{};
  std::optional<Part> part{};
  std::vector<Part> parts{};
  Colour colour{};
  search_value search{};
  search_value other{};
  Value<> any{};
  std::vector<Value<>> narrow{};
  std::vector<Any<>> open{};
  Any<> values{};
  Any<> resources{};
  std::variant<Coding<>, bool> choice{};
  ParametersParameter<> whole{};
  Resource<> resource{};
  Resource<> group{};
  Resource<> allowed{};
  Binary<> binary{};
  Boolean<> boolean{};
  PositiveInt<> positive{};
  Decimal<> decimal{};
  Base64Binary<> bytes{};
  Date<> date{};
  DateTime<> dateTime{};
  Instant<> instant{};
  Time<> time{};
  Uuid<> uuid{};
  Oid<> oid{};
  Code<> code{};
  Period<> period{};
};
constexpr auto fhir_parameters(const Request*) {
  using self = Request;
  return parameters(
      param<"sure", &self::sure>{}, param<"number", &self::number>{}, param<"flag", &self::flags>{},
      param<"one", &self::one>{{.max = 1}}, param<"three", &self::three>{{.min = 3}}, param<"part", &self::part>{},
      param<"parts", &self::parts>{{.min = 1, .max = 2}}, param<"colour", &self::colour>{},
      param<"search", &self::search>{{.searchType = "token"}}, param<"other", &self::other>{{.searchType = "token"}},
      param<"any", &self::any>{}, param<"narrow", &self::narrow>{{.allowed = type_set(type_id::code, type_id::Quantity)}},
      param<"open", &self::open>{}, param<"values", &self::values>{{.allowed = type_set(type_id::date)}},
      param<"resources", &self::resources>{{.allowedResource = texts<"Group">}}, param<"choice", &self::choice>{},
      param<"whole", &self::whole>{}, param<"resource", &self::resource>{}, param<"group", &self::group>{{.type = "Group"}},
      param<"allowed", &self::allowed>{{.allowedResource = texts<"Device", "Group">}}, param<"binary", &self::binary>{},
      param<"boolean", &self::boolean>{}, param<"positive", &self::positive>{}, param<"decimal", &self::decimal>{},
      param<"bytes", &self::bytes>{}, param<"date", &self::date>{}, param<"dateTime", &self::dateTime>{},
      param<"instant", &self::instant>{}, param<"time", &self::time>{}, param<"uuid", &self::uuid>{}, param<"oid", &self::oid>{},
      param<"code", &self::code>{}, param<"period", &self::period>{});
}

}  // namespace kinds

namespace kinds {

// Resources that have rules of their own, and truth values.
struct Resources {
  Resource<> bundle{};
  Resource<> binary{};
  Resource<> outcome{};
  Resource<> definition{};
  Resource<> patient{};
  std::vector<Boolean<>> truths{};
  std::vector<bool> flags{};
};
constexpr auto fhir_parameters(const Resources*) {
  using self = Resources;
  return parameters(param<"bundle", &self::bundle>{{.type = "Bundle"}}, param<"binary", &self::binary>{{.type = "Binary"}},
                    param<"outcome", &self::outcome>{{.type = "OperationOutcome"}},
                    param<"definition", &self::definition>{{.type = "OperationDefinition"}},
                    param<"patient", &self::patient>{{.type = "Patient"}}, param<"truths", &self::truths>{{.min = 4}},
                    param<"flags", &self::flags>{{.min = 4}});
}

}  // namespace kinds

TEST_CASE("filled resources are valid in R4, and booleans follow from the seed", "[testing][fixtures]") {
  fixtures::filler values;
  const auto filled = values.filled<kinds::Resources>();
  CHECK_FALSE(validate(to_parameters(filled)).has_errors());
  for (const auto* each : {&filled.bundle, &filled.binary, &filled.outcome, &filled.definition, &filled.patient}) {
    REQUIRE(each->has_value());
    CHECK_FALSE(validate(*each).has_errors());
  }
  REQUIRE(filled.truths.size() == 4);
  REQUIRE(filled.flags.size() == 4);
  // The resources were 1 to 5, and what is odd is true.
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(filled.truths[i] == (i % 2 != 0));
    CHECK(filled.flags[i] == (i % 2 != 0));
  }
}

TEST_CASE("the numbers of a seed are splitmix64's", "[testing][fixtures]") {
  // The first of seed 1234567, as published with the algorithm.
  fixtures::random_source random(1234567);
  CHECK(random() == 6457827717110365317U);
  CHECK(random() == 3203168211198807973U);
  CHECK(random() == 9817491932198370423U);
}

TEST_CASE("jobs are the same from the same seed, here and everywhere", "[testing][fixtures]") {
  CHECK(fixtures::jobs(20, 5) == fixtures::jobs(20, 5));
  CHECK(fixtures::jobs(20, 5) != fixtures::jobs(20, 6));
  CHECK(fixtures::jobs(20, 5) == [] {
    auto more = fixtures::jobs(30, 5);
    more.resize(20);
    return more;
  }());
  // As it was when this was written, on another machine.
  CHECK(sum_of(to_json(fixtures::bundle(35))) == 2350332914559800189U);
  fixtures::random_source random(2);
  CHECK(sum_of(to_json(get_report_job_status(fixtures::odd_jobs(1000, random)))) == 14583752591921193639U);
  CHECK(sum_of(to_json(get_report_job_status(fixtures::hostile_jobs(1000, random)))) == 458791644936186161U);
  std::uint64_t texts = 0;
  for (int i = 0; i < 1000; ++i) {
    texts = sum_of(fixtures::well_formed_text(random), texts);
    texts = sum_of(fixtures::hostile_text(random), texts);
  }
  CHECK(texts == 6333225182281133050U);
}

TEST_CASE("odd jobs survive a round trip, and hostile ones are what a host might pass", "[testing][fixtures]") {
  fixtures::random_source random(7);
  const auto odd = fixtures::odd_jobs(50, random);
  CHECK(odd.size() == 50);
  const auto back = read_report_jobs(to_json(get_report_job_status(odd)));
  REQUIRE(back);
  CHECK(*back == odd);
  CHECK(fixtures::hostile_jobs(3, random).size() == 3);
  CHECK(fixtures::odd_jobs(0, random).empty());
}

TEST_CASE("jobs are in every state, for several users, and R4 allows them", "[testing][fixtures]") {
  const auto jobs = fixtures::jobs(35);
  std::set<std::pair<std::string, std::string>> seen;
  std::set<std::string> ids;
  std::string text;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const ReportJob<>& job = jobs[i];
    CAPTURE(i, to_json(to_parameters(job)));
    const fixtures::standing how = fixtures::standings[i % 5];
    using enum fixtures::standing;
    CHECK(state(job) == (how == waiting ? job_state::waiting : how == running ? job_state::running : job_state::ended));
    CHECK(job.binary.has_value() == (how == done || how == failed_with_binary));
    CHECK((job.status == "FAILED") == (how == failed || how == failed_with_binary));
    CHECK(job.userId == fixtures::user_of(i));
    CHECK(Uuid<>("urn:uuid:" + job.id).ok());
    if (job.started) CHECK(*job.created.to_sys() <= *job.started->to_sys());
    if (job.ended) CHECK(*job.started->to_sys() <= *job.ended->to_sys());
    seen.emplace(to_string(how), job.userId);
    ids.insert(job.id);
    for (const auto& parameter : job.parameters.parameter) text += *parameter.value.get_if<String<>>();
  }
  CHECK(seen.size() == 35);
  CHECK(ids.size() == 35);
  for (const std::string_view piece : {"\"", "\n", "\\", "\xC3\xA6", "\xF0\x9F\x9A\x80"})
    CHECK(text.find(piece) != std::string::npos);

  const auto bundle = fixtures::bundle(35);
  CHECK_FALSE(validate(bundle).has_errors());
  const auto back = report_jobs(bundle);
  REQUIRE(back);
  CHECK(*back == jobs);
}

TEST_CASE("each user gets only their own jobs", "[testing][fixtures]") {
  const auto jobs = fixtures::jobs(35);
  for (const std::string_view user : fixtures::users) CHECK(get_report_job_status(jobs, for_user{user}).entry.size() == 5);
}

TEST_CASE("hostile jobs are hostile", "[testing][fixtures]") {
  fixtures::random_source random(9);
  const auto jobs = fixtures::hostile_jobs(200, random);
  std::string all;
  for (const auto& job : jobs) all += job.status;
  CHECK(all.find('\0') != std::string::npos);
  std::string text;
  const write_report report = write_json(get_report_job_status(jobs), text);
  CHECK(report.replaced > 0);
  CHECK(detail::is_json(text));
  CHECK(std::ranges::any_of(jobs, [](const auto& job) { return job.id.empty(); }));
}

TEST_CASE("each faulty document gives the issues that it says", "[testing][fixtures]") {
  const auto documents = fixtures::faulty_documents();
  CHECK(documents.size() > 100);
  std::set<fixtures::reported_by> ways;
  for (const auto& document : documents) {
    CAPTURE(document.what, document.text);
    REQUIRE_FALSE(document.issues.empty());
    ways.insert(document.by);
    const issues found = document.type == "Parameters" ? reported_of<Parameters<>>(document)
                         : document.type == "Bundle"   ? reported_of<Bundle<>>(document)
                                                       : reported_of<Resource<>>(document);
    issues errors;
    for (const issue& each : found)
      if (each.is_error() || document.by != fixtures::reported_by::validate) errors.push_back(each);
    CHECK(difference_text(document.issues, errors) == "");
  }
  CHECK(ways.size() == 4);
}

TEST_CASE("a filled request has something in every parameter", "[testing][fixtures]") {
  fixtures::filler values;
  const auto request = values.filled<ehealth::SchedulePatientTotal::Request>();
  const auto written = to_parameters(request);
  for (const auto& parameter : definition<ehealth::SchedulePatientTotal>().parameter) {
    if (parameter.use != "in") continue;
    CAPTURE(std::string_view(parameter.name));
    CHECK(
        std::ranges::any_of(written.parameter, [&](const auto& each) { return each.name == std::string_view(parameter.name); }));
  }
}

namespace kinds {

struct Moments {
  std::chrono::sys_time<std::chrono::duration<std::int64_t, std::pico>> fine{};
  std::chrono::sys_time<std::chrono::duration<double>> real{};
  std::chrono::sys_seconds whole{};
};
constexpr auto fhir_parameters(const Moments*) {
  return parameters(param<"fine", &Moments::fine>{}, param<"real", &Moments::real>{}, param<"whole", &Moments::whole>{});
}

}  // namespace kinds

TEST_CASE("moments of any clock are filled, within its range", "[testing][fixtures]") {
  const auto filled = fixtures::filler().filled<kinds::Moments>();
  CHECK(std::chrono::floor<std::chrono::days>(filled.fine) > std::chrono::sys_days());
  CHECK(filled.real > std::chrono::sys_days(std::chrono::days(10'000)));
  CHECK(filled.whole > std::chrono::sys_days(std::chrono::days(10'000)));
}

TEST_CASE("members of each kind are filled, no two alike, and survive a round trip", "[testing][fixtures]") {
  fixtures::filler values;
  const auto request = values.filled<kinds::Request>();
  const std::string written = to_json(to_parameters(request));
  CHECK(
      written ==
      R"({"resourceType":"Parameters","parameter":[{"name":"sure","valueBoolean":true},{"name":"number","valueInteger":2},{"name")"
      R"(:"flag","valueBoolean":true},{"name":"flag","valueBoolean":false},{"name":"one","valueString":"\"text\" 5 på vej"},{"name")"
      R"(:"three","valueString":"\"text\" 6 på vej"},{"name":"three","valueString":"\"text\" 7 på vej"},{"name")"
      R"(:"three","valueString":"\"text\" 8 på vej"},{"name":"part","part":[{"name":"text","valueString":"\"text\" 10 på vej"},{"name")"
      R"(:"sure","valueBoolean":true}]},{"name":"parts","part":[{"name":"text","valueString":"\"text\" 13 på vej"},{"name")"
      R"(:"sure","valueBoolean":false}]},{"name":"parts","part":[{"name":"text","valueString":"\"text\" 16 på vej"},{"name")"
      R"(:"sure","valueBoolean":true}]},{"name":"colour","valueCode":"red"},{"name":"search:exact","valueString":"text 19"},{"name")"
      R"(:"other","valueString":"text 20"},{"name")"
      R"(:"any","valueAnnotation":{"id":"e1021","extension":[{"url":"urn:sample","valueString":"x1021"}],"text":"a"}},{"name")"
      R"(:"narrow","valueQuantity":{"id":"e1033","extension":[{"url":"urn:sample","valueString":"x1033"}]}},{"name")"
      R"(:"narrow","valueCode":"c1053"},{"name":"open","valueDateTime":"1055"},{"name":"open","valueId":"c1057"},{"name")"
      R"(:"values","valueDate":"1104-10"},{"name":"resources","resource":{"resourceType":"Group","id":"r106"}},{"name")"
      R"(:"choice","valueCoding":{"id":"e1108","extension":[{"url":"urn:sample","valueString":"x1108"}]}},{"name")"
      R"(:"whole","valueString":"c1109"},{"name":"resource","resource":{"resourceType":"Patient","id":"r110"}},{"name")"
      R"(:"group","resource":{"resourceType":"Group","id":"r111"}},{"name")"
      R"(:"allowed","resource":{"resourceType":"Device","id":"r112"}},{"name")"
      R"(:"binary","resource":{"resourceType":"Binary","id":"r113","contentType":"text/plain"}},{"name")"
      R"(:"boolean","valueBoolean":false},{"name":"positive","valuePositiveInt":1115},{"name":"decimal","valueDecimal":1116.50},{"name")"
      R"(:"bytes","valueBase64Binary":"AAAA"},{"name":"date","valueDate":"1118-10"},{"name":"dateTime","valueDateTime":"1119"},{"name")"
      R"(:"instant","valueInstant":"1120-10-12T09:51:50.120+02:00"},{"name":"time","valueTime":"09:51:50"},{"name")"
      R"(:"uuid","valueUuid":"urn:uuid:0aaca7cd-67c3-48dd-a8c4-0cceecb51122"},{"name":"oid","valueOid":"urn:oid:1.2.1123"},{"name")"
      R"(:"code","valueCode":"c1124"},{"name")"
      R"(:"period","valuePeriod":{"id":"e1125","extension":[{"url":"urn:sample","valueString":"x1125"}]}}]})");
  const auto back = from_parameters<kinds::Request>(from_json<Parameters<>>(written).value());
  CHECK(back.issues().empty());
  REQUIRE(back);
  CHECK(to_json(to_parameters(*back)) == written);
  CHECK(to_json(to_parameters(values.filled<kinds::Request>())) != written);
  CHECK(to_json(to_parameters(fixtures::filler().filled<kinds::Request>())) == written);
}
