// Any bytes, read as an answer of `$get-report-job-status`: the fast reader gives what the general
// reader gives, whole and in buffers; what is read is written and read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/fhirops.hpp"

namespace {

using namespace fhirops;

void require(bool holds) {
  if (!holds) std::abort();
}

template <Storage S>
void both_ways(std::string_view text, read_options options) {
  const auto expected = detail::read_entries<detail::read_job<void, S>>(text, options, true);
  const auto general = detail::read_entries<detail::read_job<void, S>>(text, options, false);
  require(expected.has_value() == general.has_value());
  require(expected.issues() == general.issues());
  if (expected) require(*expected == *general);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  both_ways<owned>(text, read_options{});
  both_ways<owned>(text, read_options{}.lenient());
  both_ways<borrowed>(text, read_options{}.lenient());

  std::vector<std::string_view> buffers;
  for (std::size_t at = 0; at < size; at += 7) buffers.push_back(text.substr(at, 7));
  std::vector<ReportJob<>> whole;
  std::vector<ReportJob<>> pieces;
  const issues of_whole = for_each_report_job(text, [&](ReportJob<>&& job) { whole.push_back(std::move(job)); });
  const issues of_pieces = for_each_report_job(buffers, [&](ReportJob<>&& job) { pieces.push_back(std::move(job)); });
  require(of_whole == of_pieces && whole == pieces);

  if (const auto jobs = read_report_jobs(text)) {
    std::string streamed;
    write_json(*jobs, streamed);
    require(streamed == to_json(get_report_job_status(*jobs)));
    const auto again = read_report_jobs(streamed);
    require(again && *again == *jobs);
  }
  return 0;
}
