#include <fhirops/fhirops.hpp>
#include <iostream>
#include <vector>

int main() {
  using namespace fhirops;

  // Your own rows. Leave out what a job does not have yet.
  const std::vector<ReportJob<>> jobs{
      {.id = "ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc",
       .reportClass = "com.systematic.ehealth.reporting.reports.PatientsUsageReport",
       .userId = "0aaca7cd-67c3-48dd-a8c4-0cceecb5d276",
       .status = "DONE",
       .binary = Reference<>{.reference = "https://reporting.local.ehealth.sundhed.dk/fhir/Binary/7"},
       .parameters = {.parameter = {{.name = "anonymization", .value = "None"}}},
       .created = "2023-10-12T09:51:50+00:00",
       .started = "2023-10-12T09:51:50+00:00",
       .ended = "2023-10-12T09:51:51+00:00"},
      {.id = "5a0d1b3c-1c7e-4f0e-9d53-2b1f0c6c8a11", .userId = "somebody else", .status = "QUEUED"},
  };

  // One pass over any range of jobs; the answer is a value like any other.
  const auto bundle = get_report_job_status(jobs, for_user{"0aaca7cd-67c3-48dd-a8c4-0cceecb5d276"});
  std::cout << to_json(bundle, write_options{}.pretty()) << '\n';
}
