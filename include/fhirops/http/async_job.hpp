#pragma once
// A request that is answered later: what a host keeps of it, and of its answer (https://hl7.org/fhir/R4/async.html).

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

/// A request that was accepted, with all its text: `async_service::perform` answers it, in another thread or process.
///
///     const http::async_answer answer = service.perform(queue.front());
struct async_request {
  /// Who sent it.
  std::string user{};
  /// `GET` or `POST`.
  std::string method{};
  /// Path and query, below the base of the service.
  std::string target{};
  /// All but those that say who asks, which a store should not have: `Authorization`, `Proxy-Authorization`, `Cookie`.
  std::vector<response_header> headers{};
  /// The body, as it was sent.
  std::string body{};

  friend bool operator==(const async_request&, const async_request&) = default;
};

/// The answer to a request, with all its text: what a synchronous call would have had.
///
///     store.rows[id].answer = service.perform(asked);
struct async_answer {
  /// That of the synchronous answer.
  int status = 200;
  /// Those of the synchronous answer.
  std::vector<response_header> headers{};
  /// Its body.
  std::string content{};

  friend bool operator==(const async_answer&, const async_answer&) = default;
};

/// What a store knows of a request that was accepted.
///
///     store.rows[id] = http::async_job{.user = asked.user, .progress = "waiting"};
struct async_job {
  /// Who sent it: for anyone else there is no such request, compared byte for byte.
  std::string user{};
  /// How far it is, in a few words, for a person; may be empty. What does not fit in 100 printable characters of ASCII is
  /// cut or replaced.
  std::string progress{};
  /// After how long to ask again; `async_options::ask_after` where the store does not know better.
  std::optional<std::chrono::seconds> ask_after{};
  /// How long ago its user last asked for it, by the clock of the host; nothing where they did not. Where that is less than
  /// `async_options::min_interval` the answer is 429. Another user who asks is not counted: they are to have no effect.
  std::optional<std::chrono::milliseconds> since_asked{};
  /// The answer, once there is one.
  std::optional<async_answer> answer{};
};

/// Where a host keeps requests that are answered later. Each may be called by any thread that calls the service.
///
///     struct jobs {
///       // Its id, 1 to 64 letters, digits, - and ., which nobody guesses; or why not: throttled is 429, transient 503.
///       result<std::string> start(http::async_request asked, http::host_value host) const;
///       // Errors: there is none (not-found), or the store failed.
///       result<http::async_job> find(std::string_view id, const http::user& who, http::host_value host) const;
///       // Once it returns no error, `find` finds none of that id.
///       issues cancel(std::string_view id, const http::user& who, http::host_value host) const;
///     };
template <class T>
concept AsyncJobs = requires(const T& jobs, async_request asked, std::string_view id, const user& who, host_value host) {
  { jobs.start(std::move(asked), host) } -> std::same_as<result<std::string>>;
  { jobs.find(id, who, host) } -> std::same_as<result<async_job>>;
  { jobs.cancel(id, who, host) } -> std::same_as<issues>;
};

}  // namespace fhirops::http
