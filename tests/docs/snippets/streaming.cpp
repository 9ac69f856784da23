// docs/how-to/streaming.md: answers of any length in constant memory, both ways.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"

namespace {

//! [sink]
// A sink is anything with append(const char*, size_t) or write(const char*, size_t). One that returns
// false, or a stream in a state of failure, is not written to any more.
struct socket_sink {
  std::string sent{};
  std::size_t room = static_cast<std::size_t>(-1);
  bool write(const char* data, std::size_t size) {
    if (size > room) return false;  // the client went away
    sent.append(data, size);
    room -= size;
    return true;
  }
};
//! [sink]

}  // namespace

int main() {
  using namespace fhirops;
  std::vector<ReportJob<>> jobs(1000);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    jobs[i].id = "job-" + std::to_string(i);
    jobs[i].reportClass = "org.example.Report";
    jobs[i].userId = "anna";
    jobs[i].status = "DONE";
    jobs[i].created = "2024-03-01T08:00:00Z";
  }

  //! [pull]
  // Pulled: the transport asks for the next piece when there is room for it.
  auto chunks = json_chunks(jobs, for_user{"anna"}, 16384);
  std::string received;
  for (std::string_view piece = chunks.next(); !piece.empty(); piece = chunks.next()) received += piece;
  //! [pull]
  expect(received == to_json(get_report_job_status(jobs)), "the chunks are the answer");

  //! [push]
  // Pushed: the library calls the sink.
  socket_sink sink;
  const write_report report = write_json(jobs, for_user{"anna"}, sink);
  if (!report.complete) std::cout << "the client is gone\n";
  //! [push]
  expect(report.complete && sink.sent == received, "the sink has the answer");

  socket_sink short_of_room{.room = 70000};
  const write_report cut = write_json(jobs, for_user{"anna"}, short_of_room);
  expect(!cut.complete && cut.bytes == short_of_room.sent.size(), "a sink that refuses is reported");

  //! [read]
  // The way back, from buffers as they arrive: one entry and one buffer in memory at a time.
  std::vector<std::string_view> buffers;  // stands for what the client's transport receives
  for (std::size_t at = 0; at < received.size(); at += 1000) buffers.push_back(std::string_view(received).substr(at, 1000));
  std::size_t done = 0;
  const issues found = for_each_report_job<borrowed>(buffers, [&done](ReportJob<Parameters<borrowed>>&& job) {
    if (job.status == "DONE") ++done;
  });
  if (found.has_errors()) std::cout << to_string(found.front()) << '\n';
  //! [read]
  expect(found.empty() && done == 1000, "all jobs are visited");

  //! [cut]
  // An answer that was cut off: the jobs before the cut have been visited, and the issues say that it is incomplete.
  buffers.resize(buffers.size() / 2);
  done = 0;
  const issues cut_off = for_each_report_job<borrowed>(buffers, [&done](auto&& job) { done += job.status == "DONE"; });
  //! [cut]
  expect(cut_off.has_errors() && done > 400 && done < 600, "a cut is an error");
  std::cout << done << " jobs, then " << to_string(cut_off.back()) << '\n';
  return 0;
}
