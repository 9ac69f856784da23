// documents FOLDER: writes there what the library writes, for validators that others wrote; and, as
// `wrong-*`, what they must refuse.

#include <cstdio>
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace fhirops;

namespace {

std::string folder;
bool all_written = true;

void document(const std::string& name, const std::string& text) {
  std::ofstream file(folder + '/' + name + ".json", std::ios::binary);
  file << text;
  all_written = all_written && file.flush().good();
}
template <class T>
void write(const std::string& name, const T& value) {
  document(name, to_json(value));
}

ReportJob<> job(std::string id) {
  ReportJob<> job;
  job.id = std::move(id);
  job.reportClass = "com.systematic.ehealth.reporting.reports.PatientsUsageReport";
  job.userId = "u";
  job.status = "DONE";
  job.created = "2023-10-12T09:51:50+00:00";
  return job;
}

Parameters<> every_kind_of_value() {
  Parameters<> parameters;
  const auto add = [&parameters](auto value) {
    auto& parameter = parameters.parameter.emplace_back();
    parameter.name = std::string(to_string(decltype(value)::fhir_type));
    parameter.value = std::move(value);
  };
  add(Base64Binary<>("AAEC"));
  add(Boolean<>(false));
  add(Canonical<>("http://example.org/ValueSet/x|1.0"));
  add(Code<>("final"));
  add(Date<>("2023-10"));
  add(DateTime<>("2023-10-12T09:51:50+00:00"));
  add(Decimal<>("1.00"));
  add(Id<>("a-1.b"));
  add(Instant<>("2023-10-12T09:51:50.123Z"));
  add(Integer<>(-5));
  add(Markdown<>("*x*"));
  add(Oid<>("urn:oid:1.2.3"));
  add(PositiveInt<>(1));
  add(String<>("\xC3\xA6 \"\\ \n \xF0\x9F\x98\x80"));
  add(Time<>("09:51:50"));
  add(UnsignedInt<>(0));
  add(Uri<>("urn:x"));
  add(Url<>("http://example.org"));
  add(Uuid<>("urn:uuid:c757873d-ec9a-4326-a141-556f43239520"));
  add(Coding<>{.system = "http://loinc.org", .code = "1-8"});
  add(CodeableConcept<>{.text = "t"});
  add(Period<>{.start = "2023", .end = "2024"});
  add(Quantity<>{.value = "1.50", .unit = "mg"});
  add(Reference<>{.reference = "Patient/1"});
  add(Identifier<>{.use = "official", .value = "1"});
  add(HumanName<>{.family = "Andersen", .given = {"Hans", "Christian"}});
  add(Annotation<>{.text = "n"});
  add(Money<>{.value = "10.00", .currency = "DKK"});
  auto& part = parameters.parameter.emplace_back();
  part.name = "parts";
  part.part.emplace_back().name = "inner";
  part.part[0].value = true;
  return parameters;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: documents FOLDER\n", stderr);
    return 2;
  }
  folder = argv[1];

  write("empty", get_report_job_status(std::vector<ReportJob<>>{}));
  std::vector<ReportJob<>> jobs{job("1"), job("2")};
  jobs[0].binary.emplace().reference = "https://example.org/fhir/Binary/7";
  jobs[0].parameters.parameter.emplace_back().name = "anonymization";
  jobs[0].parameters.parameter[0].value = "None";
  jobs[0].started = jobs[0].ended = "2023-10-12T09:51:51+00:00";
  write("answer", get_report_job_status(jobs));
  write("answer-base", get_report_job_status(jobs, full_url::base{"https://example.org/fhir"}));
  std::string streamed;
  write_json(jobs, streamed, full_url::urn_uuid{});
  document("streamed", streamed);

  fixtures::random_source random(31);
  for (int i = 0; i < 20; ++i) {
    auto some = fixtures::hostile_jobs(3, random);
    for (std::size_t k = 0; k < some.size(); ++k) {
      // What a host's own rules have to see to: ids, times and names that R4 allows.
      some[k].id = "id" + std::to_string(k);
      some[k].created = "2023";
      some[k].started.reset();
      some[k].parameters = {};
      if (some[k].binary) some[k].binary = Reference<>{.reference = "Binary/1", .display = some[k].status};
      for (auto* text : {&some[k].reportClass, &some[k].userId, &some[k].status})
        *text = "x" + fixtures::well_formed_text(random);
      if (some[k].binary) some[k].binary->display = "x" + fixtures::well_formed_text(random);
    }
    write("hostile-" + std::to_string(i), get_report_job_status(some));
  }

  write("values", every_kind_of_value());
  const auto faulty = from_json<Resource<>>(R"({"resourceType":"Bundle","type":1,"what":2})");
  write("outcome", to_outcome(faulty.issues()));
  write("definition", definition<ehealth::GetReportJobStatus>());
  write("request", to_parameters(ehealth::SchedulePatientTotal::Request{}));

  document("wrong-type", R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":1}]})");
  document("wrong-element", R"({"resourceType":"Parameters","parameters":[{"name":"x","valueString":"y"}]})");
  document("wrong-code", R"({"resourceType":"Bundle","type":"heap"})");
  return all_written ? 0 : 1;
}
