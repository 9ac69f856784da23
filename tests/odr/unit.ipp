// The bodies, in an anonymous namespace of each unit: the units' own functions are two, the library's
// are those that the linker merges.

#include <fhirops/testing/difference_text.hpp>
#include <fhirops/testing/fixtures.hpp>
#include <utility>

#include "unit.hpp"

namespace odr {
namespace {

template <class... Types>
std::vector<std::size_t> layout_of() {
  return {sizeof(Types)..., alignof(Types)...};
}

std::vector<std::size_t> layout() {
  using namespace fhirops;
  return layout_of<bundle, read_bundle, issue, issues, read_options, write_options, write_report, Value<>, Resource<>,
                   Parameters<>, Parameters<borrowed>, OperationOutcome<>, Extension<>, Reference<>, Quantity<>,
                   DateTime<>, Decimal<>, String<>, ReportJob<>, ReportJob<Parameters<borrowed>>, for_user>();
}

bundle make() {
  std::vector<fhirops::ReportJob<>> jobs(3);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    jobs[i].id = std::to_string(i);
    // Every control character, which RapidJSON's own SSE4.2 code leaves as some of them are.
    for (char c = 1; c < 0x20; ++c) jobs[i].reportClass += c;
    jobs[i].reportClass += std::string(i * 20, '"') + "\\ \xC3\xA6";
    jobs[i].userId = i == 1 ? "other" : "user";
    jobs[i].status = "DONE";
    jobs[i].binary.emplace().reference = "https://example.org/Binary/" + std::to_string(i);
    jobs[i].created = "2023-10-12T09:51:50+00:00";
    auto& parameter = jobs[i].parameters.parameter.emplace_back();
    parameter.name = "amount";
    parameter.value = fhirops::Decimal<>("1.50");
  }
  return fhirops::get_report_job_status(jobs, fhirops::for_user{"user"});
}

read_bundle read(std::string_view text) { return fhirops::from_json<bundle>(text); }
std::string write(const bundle& value) { return to_json(value, fhirops::write_options{}.pretty()); }
bool equal(const bundle& a, const bundle& b) { return a == b; }

std::string describe(const fhirops::issues& found) {
  std::string out;
  for (const fhirops::issue& each : found) out += to_string(each) + ' ' + each.pointer + '\n';
  return out;
}

void consume(read_bundle value) {
  if (value) value->entry.clear();
  read_bundle moved = std::move(value);
}

bundle fixture() { return fhirops::fixtures::bundle(7); }
std::string differ(const bundle& found) {
  std::string all = difference_text(fhirops::fixtures::jobs(7), found);
  for (const auto& each : fhirops::fixtures::no_report_jobs())
    all += '\n' + difference_text(each.issues, fhirops::read_report_jobs(each.text).issues()) + to_string(each.issues[0]);
  return all;
}

std::string refuse(const read_bundle& value) {
#if defined(__cpp_exceptions)
  try {
    return value.value().type.text;
  } catch (const fhirops::error& thrown) {
    return thrown.what();
  }
#else
  return value ? value.value().type.text : std::string();
#endif
}

}  // namespace
}  // namespace odr
