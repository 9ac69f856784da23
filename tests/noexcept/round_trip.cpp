// Reads and writes without exceptions and without RTTI.

#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#if defined(__cpp_exceptions) || defined(__cpp_rtti)
#error this test is to be compiled with -fno-exceptions -fno-rtti
#endif

namespace {

int failures = 0;

void expect(bool truth, const char* what) {
  if (!truth) {
    std::fprintf(stderr, "not so: %s\n", what);
    ++failures;
  }
}

}  // namespace

int main() {
  std::vector<fhirops::ReportJob<>> jobs(2);
  jobs[0].id = "1";
  jobs[0].reportClass = "quote \" and line\nbreak";
  jobs[0].userId = "u";
  jobs[0].status = "DONE";
  jobs[0].created = "2023-10-12T09:51:50+00:00";
  jobs[1].id = "2";
  jobs[1].userId = "somebody else";

  const std::string text = to_json(fhirops::get_report_job_status(jobs, fhirops::for_user{"u"}));
  const auto bundle = fhirops::from_json<fhirops::Bundle<fhirops::Parameters<>>>(text);
  expect(bundle.has_value(), "what is written can be read");
  if (!bundle) return 1;
  expect(to_json(*bundle) == text, "and is written the same again");

  const auto back = fhirops::report_jobs(*bundle);
  expect(back.has_value() && back->size() == 1 && back->front() == jobs[0], "the user's job comes back");

  const auto refused = fhirops::from_json<fhirops::Parameters<>>(R"({"resourceType":"Parameters","unheard":1})");
  expect(!refused && refused.issues().size() == 1 && refused.issues()[0].expression == "Parameters.unheard",
         "a fault is an issue, located");
  expect(fhirops::from_json<fhirops::Parameters<>>("{").issues().has_errors(), "and so is text that is not JSON");
  return failures == 0 ? 0 : 1;
}
