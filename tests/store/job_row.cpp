// Rows that are jobs, rows that are repaired, and rows that are refused without showing what they hold.

#include "../../examples/store/job_row.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace {

using namespace std::string_view_literals;

constexpr std::string_view parameters = R"({"resourceType":"Parameters"})";
const store::row good{"job-1", "a.B", "anna", "DONE", "Binary/7", parameters, "2026", "2026-01-02", std::nullopt};

store::row with(std::size_t column, std::optional<std::string_view> value) {
  store::row changed = good;
  changed[column] = value;
  return changed;
}
std::string refusal(const store::row& row) {
  try {
    store::job_row().read(row);
  } catch (const std::runtime_error& why) {
    return why.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a row is a job", "[store]") {
  store::job_row reader;
  const store::job& job = reader.read(good);
  CHECK(job.id == "job-1");
  CHECK(job.reportClass == "a.B");
  CHECK(job.userId == "anna");
  CHECK(job.status == "DONE");
  REQUIRE(job.binary);
  CHECK(job.created.text.view() == "2026");
  REQUIRE(job.started);
  CHECK_FALSE(job.ended);
}

TEST_CASE("text that is not a FHIR string is repaired where only people read it", "[store]") {
  store::job_row reader;
  CHECK(reader.read(with(3, "a\x01\x1b[31m\x7f z"sv)).status == "a\uFFFD\uFFFD[31m\uFFFD z"sv);
  CHECK(reader.read(with(3, "\0"sv)).status == "\uFFFD"sv);
  CHECK(reader.read(with(3, "x\xC2\x80\xC2\x9F\xC2\xA0y"sv)).status == "x\uFFFD\uFFFD\xC2\xA0y"sv);
  CHECK(reader.read(with(3, "end\xC2"sv)).status == "end\xC2"sv);
  CHECK(reader.read(with(1, "a.\x02"sv)).reportClass == "a.\uFFFD"sv);
  CHECK(reader.read(with(3, "tab\t, line\r\nbreak, blå"sv)).status == "tab\t, line\r\nbreak, blå"sv);
  CHECK_FALSE(reader.read(with(4, "")).binary);
  CHECK_FALSE(reader.read(with(4, std::nullopt)).binary);
  // A repaired row leaves nothing for the next one.
  CHECK(reader.read(good).status == "DONE"sv);
}

TEST_CASE("no answer with a repaired row is invalid", "[store]") {
  for (int c = 0; c < 256; ++c) {
    const std::string status = std::string("x") + static_cast<char>(c) + "y";
    store::job_row reader;
    const store::row row = with(3, status);
    const std::vector<store::job> jobs{reader.read(row)};
    const std::string text = fhirops::to_json(fhirops::get_report_job_status(jobs, fhirops::for_user{"anna"}));
    const auto back = fhirops::from_json<fhirops::Bundle<fhirops::Parameters<>>>(text);
    CAPTURE(c);
    REQUIRE(back);
    CHECK_FALSE(fhirops::validate(*back).has_errors());
  }
}

TEST_CASE("a row is refused if it would be another job, or not a job", "[store]") {
  const std::string long_id(64, 'x');
  CHECK(refusal(with(0, long_id)) == "accepted");
  for (const std::string& id : {std::string(), long_id + "x", std::string("a b"), std::string("a\nb"), std::string("a_b"),
                                std::string("bl\xC3\xA5"), std::string("a\0", 2)}) {
    CAPTURE(id);
    CHECK_THAT(refusal(with(0, id)), Catch::StartsWith("job (its id is not valid): id: is "));
  }
  const std::vector<std::pair<std::size_t, std::string_view>> empty{
      {1, "report_class"}, {2, "user_id"}, {3, "status"}, {5, "parameters"}, {6, "created"}};
  for (const auto& [column, name] : empty) {
    CHECK(refusal(with(column, "")) == "job job-1: " + std::string(name) + ": is empty");
    CHECK(refusal(with(column, " \t\r\n")) == "job job-1: " + std::string(name) + ": is empty");
    CHECK(refusal(with(column, std::nullopt)) == "job job-1: " + std::string(name) + ": is NULL");
  }
  CHECK(refusal(with(0, std::nullopt)) == "job (its id is not valid): id: is NULL");
  CHECK(refusal(with(2, "anna\x01")) == "job job-1: user_id: has control characters");
  CHECK(refusal(with(4, "Binary/\x1b")) == "job job-1: binary: has control characters");
  CHECK(refusal(with(4, " ")) == "job job-1: binary: is empty");
}

TEST_CASE("a row with a bad time is refused, by its column", "[store]") {
  const std::pair<std::size_t, std::string> times[] = {{6, "created"}, {7, "started"}, {8, "ended"}};
  for (const auto& [column, name] : times) {
    for (const std::string_view time : {"2026-02-30", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00", "yesterday",
                                        "2026-01-01 00:00:00", "2026-1-1", "0000", "2026-01-01T00:00:00Z "}) {
      CAPTURE(column, time);
      CHECK(refusal(with(column, time)) == "job job-1: " + name + ": is not a dateTime of FHIR");
    }
    for (const std::string_view time : {"2026", "2026-02", "2026-02-28", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5+02:00"})
      CHECK(refusal(with(column, time)) == "accepted");
  }
  store::job_row reader;
  const store::row whole{"job-1", "a.B", "anna", "DONE", std::nullopt, parameters, "2026-01", "2026-02", "2026-03"};
  const store::job& job = reader.read(whole);
  CHECK(job.created.text.view() == "2026-01");
  CHECK(job.started.value().text.view() == "2026-02");
  CHECK(job.ended.value().text.view() == "2026-03");
  CHECK_FALSE(job.binary);
  // Nothing of one row is left in the next.
  CHECK_FALSE(reader.read(good).ended);
}

TEST_CASE("a refusal shows no value", "[store]") {
  for (const std::size_t column : {std::size_t{6}, std::size_t{7}, std::size_t{8}})
    for (const std::string_view time : {"0102031234", "2026-13-01", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00", "",
                                        "2026-01-01 00:00:00", "2026-01-01T00:00:00Z\n"}) {
      CAPTURE(column, time);
      const std::string why = refusal(with(column, time));
      CHECK_THAT(why, Catch::StartsWith("job job-1: "));
      CHECK((why.ends_with("is not a dateTime of FHIR") || (time.empty() && why.ends_with("is empty"))));
    }
  for (const std::string_view wrong :
       {R"({"resourceType":"0102031234"})", R"({"resourceType":"Parameters","0102031234":1})", "0102031234",
        R"({"resourceType":"Parameters","parameter":[{"name":"a","valueBoolean":"0102031234"}]})"}) {
    const std::string why = refusal(with(5, wrong));
    CAPTURE(why);
    CHECK_THAT(why, Catch::StartsWith("job job-1: parameters: are not valid Parameters: "));
    CHECK(why.find("0102") == std::string::npos);
  }
}
