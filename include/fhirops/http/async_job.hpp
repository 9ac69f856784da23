#pragma once
// What a host stores about a request that is answered later, and its answer (https://hl7.org/fhir/R4/async.html).

#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/http/message.hpp"

namespace fhirops::http {

/// A request that was accepted. It owns its text, so that another thread or process can answer it with `async_service::perform`.
///
///     const http::async_answer answer = service.perform(queue.front());
struct async_request {
  /// The user who sent it.
  std::string user{};
  /// `GET` or `POST`.
  std::string method{};
  /// Path and query, relative to the base of the service.
  std::string target{};
  /// All headers except those that identify the user, which should not be stored: `Authorization`, `Proxy-Authorization`,
  /// `Cookie`.
  std::vector<response_header> headers{};
  /// The body, as it was sent.
  std::string body{};

  friend bool operator==(const async_request&, const async_request&) = default;
};

/// The answer to a request: what a synchronous call would have returned. Owns its text.
///
///     store.rows[id].answer = service.perform(asked);
struct async_answer {
  /// The status code of the synchronous answer.
  int status = 200;
  /// The headers of the synchronous answer.
  std::vector<response_header> headers{};
  /// The content of the synchronous answer.
  std::string content{};

  friend bool operator==(const async_answer&, const async_answer&) = default;
};

/// What a store knows about a request that was accepted.
///
///     store.rows[id] = http::async_job{.user = asked.user, .progress = "waiting"};
struct async_job {
  /// The user who sent it, compared byte for byte. Anyone else gets a 404.
  std::string user{};
  /// The progress of the work, in a few words for a person to read; may be empty. The header `X-Progress` contains at most 100
  /// characters of it, with `?` for each that is not printable ASCII.
  std::string progress{};
  /// How long to wait before asking again; by default `async_options::ask_after`.
  std::optional<std::chrono::seconds> ask_after{};
  /// How long ago its user last asked for it, by the host's clock; `std::nullopt` if they have not asked. If that is less than
  /// `async_options::min_interval`, the response is 429. Requests of other users must not be counted.
  std::optional<std::chrono::milliseconds> since_asked{};
  /// The answer, once there is one.
  std::optional<async_answer> answer{};
};

/// Where a host stores requests that are answered later. Any thread that calls the service may call these functions.
///
///     struct jobs {
///       // The id of the request: 1 to 64 letters, digits, - and ., which nobody can guess. Or the reasons why it is not
///       // accepted: throttled becomes 429, transient 503.
///       result<std::string> start(http::async_request asked, http::host_value host) const;
///       // Errors: there is no such request (not-found), or the store failed.
///       result<http::async_job> find(std::string_view id, const http::user& who, http::host_value host) const;
///       // Once it has returned no error, `find` no longer finds the id.
///       issues cancel(std::string_view id, const http::user& who, http::host_value host) const;
///     };
template <class T>
concept AsyncJobs = requires(const T& jobs, async_request asked, std::string_view id, const user& who, host_value host) {
  { jobs.start(std::move(asked), host) } -> std::same_as<result<std::string>>;
  { jobs.find(id, who, host) } -> std::same_as<result<async_job>>;
  { jobs.cancel(id, who, host) } -> std::same_as<issues>;
};

}  // namespace fhirops::http
