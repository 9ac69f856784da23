#pragma once
// Writes the answer of `$get-report-job-status` as JSON text, pulled chunk by chunk; memory does not grow with the number of
// jobs. To write all jobs of a range, see fhirops/bundle/json_chunks.hpp.

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/entry_writer.hpp"
#include "fhirops/bundle/json_chunks.hpp"
#include "fhirops/bundle/range.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/sink.hpp"

namespace fhirops {

namespace detail {

// The filter of chunks. Chunks often outlive the call, so they keep a copy of the user's id.
template <class Filter>
struct kept_filter : std::type_identity<Filter> {};
class kept_user {
 public:
  kept_user(for_user user) : id_(user.id) {}  // NOLINT(google-explicit-constructor)
  template <class Job>
  [[nodiscard]] bool operator()(const Job& job) const noexcept {
    return for_user{id_}(job);
  }

 private:
  std::string id_;
};
template <>
struct kept_filter<for_user> : std::type_identity<kept_user> {};

}  // namespace detail

/// The text of the answer in pieces, returned by `json_chunks` for jobs.
template <class Jobs, class User, class Url>
using job_chunks = entry_chunks<
    Jobs, detail::entry_writer<detail::entry_of<std::remove_reference_t<Jobs>>, Url, typename detail::kept_filter<User>::type>>;

/// The text of `to_json(get_report_job_status(jobs, user))` in pieces of `chunk_bytes` bytes, each made when it is requested. A
/// job is written before the range advances, so a row need not live longer, and memory does not grow with the number of jobs.
/// Without `for_user`, the text contains **all jobs of the range, whoever owns them**: see `get_report_job_status`. The pieces
/// keep a copy of the user's id.
///
///     auto chunks = json_chunks(jobs, for_user{"anna"}, 16384);
///     for (auto piece = chunks.next(); !piece.empty(); piece = chunks.next()) send(piece);
template <ReportJobRange Jobs, FullUrl Url = full_url::id>
[[nodiscard]] job_chunks<Jobs, for_user, Url> json_chunks(Jobs&& jobs, for_user user, std::size_t chunk_bytes = 65536,
                                                          Url url = {}) {
  return {std::forward<Jobs>(jobs), {url, user}, chunk_bytes};
}

/// Writes the answer for one user to a sink, in pieces of 64 KiB. Without `for_user`, it contains **all jobs of the range,
/// whoever owns them**. If the range or the sink throws, the sink has received the beginning of the text.
template <ReportJobRange Jobs, Sink Out, FullUrl Url = full_url::id>
write_report write_json(Jobs&& jobs, for_user user, Out& sink, Url url = {}) {
  return detail::send_chunks(json_chunks(jobs, user, std::size_t{65536}, url), sink);
}

}  // namespace fhirops
