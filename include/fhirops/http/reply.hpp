#pragma once
// What a client has received, and what it means: an answer, a promise, a refusal, or nothing that a FHIR server sends.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/operation_outcome.hpp"

namespace fhirops::http {

/// A response as the transport has received it. All views must stay valid during the call of `read_reply`.
///
///     http::received{.status = 200, .headers = headers, .body = body, .complete = !connection_lost}
struct received {
  /// The status code.
  int status = 0;
  /// All headers, in order.
  std::span<const header> headers{};
  /// The content, with the chunks and codings of the transport removed.
  std::string_view body{};
  /// Whether the transport received the whole body: false if the connection was lost before its end.
  bool complete = true;
  /// Asked every few thousand steps whether to stop reading.
  stop_condition stop{};
};

/// What a response means to the caller.
///
///     if (reply.kind == http::reply_kind::later && reply.retry) ask_again_after(reply.retry->wait(now));
enum class reply_kind : unsigned char {
  /// The operation was performed, and there is an answer.
  answered,
  /// 202: the operation continues; ask for its result at `location`.
  accepted,
  /// 429 or 503: try again; `retry` says when, if the server said so.
  later,
  /// The server refused or failed; `found` says why, in the server's words if there are any.
  refused,
  /// Not a response of a FHIR server: a page of a proxy, a body that was cut off, another format.
  unreadable
};

/// When to try again, according to `Retry-After`.
///
///     if (reply.retry) std::this_thread::sleep_for(reply.retry->wait(now));
struct retry_time {
  /// The delay after the response, as the server stated it or as its `Date` shows; `std::nullopt` if it only stated a date.
  std::optional<std::chrono::seconds> after{};
  /// The date, by the server's clock.
  std::optional<std::chrono::sys_seconds> at{};

  /// How long to wait, at least 0 seconds. `now` matters only if the server stated a date, and sent no `Date` to subtract.
  [[nodiscard]] constexpr std::chrono::seconds wait(std::chrono::sys_seconds now) const noexcept {
    if (after) return *after;
    return at && *at > now ? *at - now : std::chrono::seconds(0);
  }
  friend bool operator==(const retry_time&, const retry_time&) = default;
};

/// The part of a reply that does not depend on the operation.
///
///     void show(const http::reply_head& reply) { for (const issue& each : reply.found) log(to_string(each)); }
struct reply_head {
  /// What the response means to the caller.
  reply_kind kind = reply_kind::unreadable;
  /// The HTTP status code.
  int status = 0;
  /// The issues of an OperationOutcome, whatever the status; the faults of the response; and in addition to an answer, the
  /// warnings of reading it and those in the server's `Warning` headers. At least one is an error if `kind` is `refused`, `later`
  /// or `unreadable`.
  issues found{};
  /// The OperationOutcome itself, if the body is one.
  std::optional<OperationOutcome<>> outcome{};
  /// `Content-Location` as an absolute URL: where to ask for the answer to a request that was accepted.
  std::string location{};
  /// Whether `location` has another origin than the client's base: do not send a token there.
  bool location_is_elsewhere = false;
  /// `Retry-After`.
  std::optional<retry_time> retry{};
  /// `X-Progress`: the progress of an accepted request, for a person to read.
  std::string progress{};
};

/// The reply to a call of an operation.
///
///     const http::reply<clinic::Hba1cGoal> reply = http::read_reply<clinic::Hba1cGoal>(client, got);
///     if (reply && reply.answer->reached) ...
template <Operation Op>
struct reply : reply_head {
  /// The answer; there is one if and only if `kind` is `answered`.
  std::optional<typename Op::Response> answer{};

  /// Whether there is an answer.
  explicit operator bool() const noexcept { return answer.has_value(); }
};

}  // namespace fhirops::http
