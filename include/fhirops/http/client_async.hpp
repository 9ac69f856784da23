#pragma once
// The client side of a request that is answered later (https://hl7.org/fhir/R4/async.html): the request that asks for the answer,
// and its reply, which is the answer or says how long to wait.

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/http/client_options.hpp"
#include "fhirops/http/client_reply.hpp"
#include "fhirops/http/client_request.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/operation/operation.hpp"

namespace fhirops::http {
namespace detail {

inline result<client_request> make_status_request(const client_options& client, const reply_head& before,
                                                  std::string_view method) {
  if (before.location.empty())
    return issues{fault_of(issue_type::value,
                           "the reply has no location where the request could be asked for: only one that is "
                           "accepted, with a Content-Location, has one")};
  client_request out;
  out.method = method;
  out.url = before.location;
  bool accepts = false;
  for (const response_header& each : client.headers) {
    if (auto wrong = wrong_header(each)) return issues{*std::move(wrong)};
    if (same_name(each.name, "Prefer") || same_name(each.name, "Content-Type")) continue;
    if (before.location_is_elsewhere && says_who(each.name)) continue;
    accepts = accepts || same_name(each.name, "Accept");
    out.headers.push_back(each);
  }
  if (!accepts) out.headers.push_back({"Accept", "application/fhir+json"});
  return out;
}

}  // namespace detail

/// The request for the answer to a request that was accepted: a `GET` of the location in the reply to it, or in the reply to the
/// last such request. It has the client's headers except `Prefer`; if `location_is_elsewhere`, it also omits those that identify
/// the user (`Authorization`, `Cookie`). An error if the reply has no location.
///
///     const auto next = http::to_status_request(clinic, reply);
[[nodiscard]] inline result<client_request> to_status_request(const client_options& client, const reply_head& before) {
  return detail::make_status_request(client, before, "GET");
}

/// The request that cancels a request that was accepted, or removes its answer: a `DELETE` of its location. The server answers
/// with 202, and from then on with 404. Errors as for `to_status_request`.
///
///     const auto give_up = http::to_cancel_request(clinic, reply);
[[nodiscard]] inline result<client_request> to_cancel_request(const client_options& client, const reply_head& before) {
  return detail::make_status_request(client, before, "DELETE");
}

/// Interprets a response to `to_status_request` like `read_reply`, but keeps the location of `before` if the response does not
/// name another. `accepted` and `later` mean that there is no answer yet, and `wait_of` says how long to wait. Everything else is
/// final; `refused` with 404 means that the server does not know the request.
///
///     reply = http::read_status_reply<hl7::ValueSetExpand>(clinic, reply, {.status = 200, .headers = headers, .body = body});
template <Operation Op>
[[nodiscard]] reply<Op> read_status_reply(const client_options& client, const reply_head& before, const received& got) {
  return detail::read_reply<Op>(client, got, &before);
}

/// How long to wait before the next request: what the server said, or `otherwise` if it said nothing; at least a second and at
/// most `most`, since a server may say anything. `now` has the same meaning as in `retry_time::wait`.
///
///     std::this_thread::sleep_for(http::wait_of(reply, now));
[[nodiscard]] constexpr std::chrono::seconds wait_of(const reply_head& reply, std::chrono::sys_seconds now,
                                                     std::chrono::seconds otherwise = std::chrono::seconds(5),
                                                     std::chrono::seconds most = std::chrono::seconds(3600)) noexcept {
  const std::chrono::seconds said = reply.retry ? reply.retry->wait(now) : otherwise;
  return std::max(std::chrono::seconds(1), std::min(said, most));
}

}  // namespace fhirops::http
