#pragma once
// Requests that take too long to wait for (https://hl7.org/fhir/R4/async.html): they are accepted with 202 and a URL, from which
// the client later gets the answer.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/async_job.hpp"
#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/prefer.hpp"
#include "fhirops/http/status.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/resource/outcome.hpp"

namespace fhirops::http {

/// When clients may ask again for an answer that is made later, and how long that answer may be.
///
///     http::async_service(service, jobs{}, http::async_options{.ask_after = std::chrono::seconds(30)})
struct async_options {
  /// How long a client should wait before it asks again (`Retry-After`), unless the store says otherwise; at least one second.
  std::chrono::seconds ask_after{5};
  /// A client that asks again sooner than this gets a 429, if there is no answer yet. The default is a little less than a second,
  /// so that a client that asks once a second by its own clock is not refused. At most nine tenths of `Retry-After` are required,
  /// so that a client that waits as long as it was asked to is never refused.
  std::chrono::milliseconds min_interval{900};
  /// The maximum size of an answer in bytes. If an answer is longer, a 500 that says so is kept instead.
  std::size_t max_answer = std::size_t{64} << 20U;
};

namespace detail {

// The path, below the base, of answers that are made later.
inline constexpr std::string_view async_path = "/async/";

// The store and the options, with their types erased.
struct async_host {
  const void* jobs;
  result<std::string> (*start)(const void*, async_request, host_value);
  result<async_job> (*find)(const void*, std::string_view, const user&, host_value);
  issues (*cancel)(const void*, std::string_view, const user&, host_value);
  const options* server;
  const async_options* limits;
};

// The progress as the value of a header: printable ASCII, at most 100 characters.
inline std::string progress_text(std::string_view text) {
  constexpr std::size_t most = 100;
  std::string out;
  for (const char c : trimmed(text)) {
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
    if (out.size() == most) return out.replace(most - 3, 3, "...");
    out += c == '\t' ? ' ' : c >= ' ' && c <= '~' ? c : '?';
  }
  return out;
}

// At least one second, since 0 would mean not to wait at all.
constexpr std::chrono::seconds some_seconds(std::chrono::seconds time) noexcept {
  return std::max(std::chrono::seconds(1), time);
}
// Timers fire a little early, and connections are not equally fast: a client that waited for `after` may arrive a little before
// its end. Uses floating point, since a store may return more seconds than fit in milliseconds.
constexpr std::chrono::milliseconds least_interval(const async_options& limits, std::chrono::seconds after) noexcept {
  using real = std::chrono::duration<double>;
  if (real(limits.min_interval) <= 0.9 * real(after)) return limits.min_interval;
  return std::chrono::milliseconds(after) - std::chrono::milliseconds(after) / 10;
}
inline std::string seconds_text(std::chrono::seconds time) {
  return fhirops::detail::joined(
      {fhirops::detail::digits(static_cast<std::size_t>(time.count())), time.count() == 1 ? " second" : " seconds"});
}
inline response_header retry_after(std::chrono::seconds time) { return {"Retry-After", std::to_string(time.count())}; }

// A response with 202 and a message for a person to read.
inline response accepted(const exchange& with, std::string text) {
  return with.with_resource(202, to_outcome({{issue_severity::information, issue_type::informational, std::move(text), {}, {}}}));
}
inline response refused_by_store(const exchange& with, const async_host& host, issues found) {
  const int status = status_of(found);
  refusal why{status, std::move(found)};
  if (status == 429 || status == 503) why.headers.push_back(retry_after(some_seconds(host.limits->ask_after)));
  return with.refuse(std::move(why));
}

inline async_request keep_request(const exchange& with, const user& who) {
  async_request out{.user = std::string(who.id)};
  out.method = with.is_get() ? "GET" : with.method();  // the answer to HEAD has no content that could be kept
  out.target = fhirops::detail::joined({with.target(), with.query()});
  for (const header& each : with.headers())
    if (!says_who(each.name)) out.headers.push_back({std::string(each.name), std::string(each.value)});
  out.body = with.content();
  return out;
}

// The response to the first request; `std::nullopt` if it should be answered now.
inline std::optional<response> start_job(const async_host& host, const exchange& with, async_mode mode, const user& who,
                                         host_value value) {
  const bool asked_for = prefers_async(with.headers());
  const bool possible = !who.id.empty() && !host.server->base.empty();
  if (mode == async_mode::can && (!asked_for || !possible)) return std::nullopt;
  if (who.id.empty())
    return with.refuse(
        {401, fault_of(issue_type::login,
                       "this operation is answered later, and only to the user who asked: send an Authorization header")});
  if (!possible)
    return with.refuse({500, fault_of(issue_type::exception,
                                      "this operation is answered later, but the server does not know its "
                                      "own URL: options::base is empty")});
  const result<std::string> id = host.start(host.jobs, keep_request(with, who), value);
  if (!id) return refused_by_store(with, host, id.issues());
  if (!is_id(*id))
    return with.refuse({500, fault_of(issue_type::exception, "the server failed: what it calls this request is not an id")});
  const std::chrono::seconds after = some_seconds(host.limits->ask_after);
  std::string url = fhirops::detail::joined({host.server->base, async_path, *id});
  response answer = accepted(with, fhirops::detail::joined({"the request was accepted: its answer will be at ", url,
                                                            ", ask there in ", seconds_text(after)}));
  answer.headers.push_back({"Content-Location", std::move(url)});
  answer.headers.push_back(retry_after(after));
  if (!asked_for) return answer;
  constexpr std::string_view applied = "respond-async";
  for (response_header& each : answer.headers)
    if (same_name(each.name, "Preference-Applied")) return (each.value += ", ") += applied, std::move(answer);
  answer.headers.push_back({"Preference-Applied", std::string(applied)});
  return answer;
}

// The status of an answer when the client asks for it. A status that would be misunderstood as one of the status request itself,
// for example that the request does not exist or should be repeated, is replaced by a similar one.
constexpr int status_when_asked(int status) noexcept {
  switch (status) {
    case 202:
      return 200;
    case 401:
    case 404:
    case 405:
    case 406:
    case 408:
    case 410:
    case 429:
      return 422;
    case 502:
    case 503:
    case 504:
      return 500;
    default:
      return status >= 200 && status < 600 ? status : 500;
  }
}

inline response as_response(const exchange& with, async_answer kept) {
  response out;
  out.status = status_when_asked(kept.status);
  out.headers = std::move(kept.headers);
  if (out.status != kept.status)
    std::erase_if(out.headers, [](const response_header& each) {
      for (const std::string_view name : {"Allow", "Content-Location", "Retry-After", "WWW-Authenticate"})
        if (same_name(name, each.name)) return true;
      return false;
    });
  with.complete(out);
  if (out.status == 204) {
    out.content_length.reset();
    return out;
  }
  out.content_length = kept.content.size();
  if (with.method() != "HEAD") out.content = body(std::move(kept.content));
  return out;
}

// The id in the path of an accepted request; `std::nullopt` if the path has another form.
inline std::optional<std::string> async_id(const request& asked) {
  std::string_view path = asked.target.substr(0, asked.target.find('?'));
  if (!path.starts_with(async_path)) return std::nullopt;
  path.remove_prefix(async_path.size());
  std::string id;
  if (path.empty() || path.find('/') != std::string_view::npos || !decode_segment(path, id)) return std::nullopt;
  return id;
}

inline response not_there(const exchange& with, std::string_view id) {
  return with.refuse(
      {404, fault_of(issue_type::not_found, fhirops::detail::joined({"you have no request ", exchange::quoted(id),
                                                                     " that is answered later: it was never accepted, it was "
                                                                     "cancelled, or its answer is no longer kept"}))});
}

inline response answer_status(const async_host& host, std::string_view id, const request& asked, const user& who,
                              host_value value) {
  exchange with(*host.server, asked);
  if (with.wrong()) return with.refuse(*with.wrong());
  if (who.id.empty())
    return with.refuse(
        {401, fault_of(issue_type::login,
                       "an answer that is made later is only for the user who asked: send an Authorization header")});
  result<async_job> found =
      is_id(id) ? host.find(host.jobs, id, who, value) : result<async_job>(issues{fault_of(issue_type::not_found, {})});
  if (!found && status_of(found.issues()) != 404) return refused_by_store(with, host, found.issues());
  if (!found || found->user != who.id) return not_there(with, id);
  if (with.method() == "DELETE") {
    issues wrong = host.cancel(host.jobs, id, who, value);
    if (!wrong.has_errors()) return accepted(with, "the request was cancelled, or its answer removed");
    return status_of(wrong) == 404 ? not_there(with, id) : refused_by_store(with, host, std::move(wrong));
  }
  if (!with.is_get())
    return with.other_method(
        "GET, HEAD, DELETE, OPTIONS",
        fault_of(issue_type::not_supported,
                 fhirops::detail::joined({"a ", exchange::quoted(with.method()),
                                          " is not for a request that is answered later: send a GET to ask for its "
                                          "answer, a DELETE to cancel it"})));
  if (found->answer) return as_response(with, *std::move(found->answer));
  const std::chrono::seconds after = some_seconds(found->ask_after.value_or(host.limits->ask_after));
  const std::chrono::milliseconds least = least_interval(*host.limits, after);
  if (found->since_asked && *found->since_asked < least) {
    // The whole interval, not what is left of it, since a store may count this request too. Nine tenths of it are enough.
    const std::chrono::seconds wait = some_seconds(std::chrono::seconds(least.count() / 900 + (least.count() % 900 > 0 ? 1 : 0)));
    return with.refuse(
        refusal{429,
                {fault_of(issue_type::throttled,
                          fhirops::detail::joined({"this request is asked for too often: ask again in ", seconds_text(wait)}))},
                {retry_after(wait)}});
  }
  std::string progress = progress_text(found->progress);
  response answer = accepted(with, fhirops::detail::joined({"the request is not answered yet", progress.empty() ? "" : ", ",
                                                            fhirops::detail::display_text(trimmed(found->progress), 200),
                                                            ": ask again in ", seconds_text(after)}));
  if (!progress.empty()) answer.headers.push_back({"X-Progress", std::move(progress)});
  answer.headers.push_back(retry_after(after));
  return answer;
}

// The whole response, unless it is too long.
inline async_answer keep_answer(const async_host& host, response from, const request& asked) {
  async_answer out;
  const auto failed = [&](issue_type code, std::string text) {
    response instead = exchange(*host.server, asked).refuse({500, fault_of(code, std::move(text))});
    return async_answer{instead.status, std::move(instead.headers), instead.content.rest()};
  };
  for (std::string_view piece = from.content.next(); !piece.empty(); piece = from.content.next()) {
    if (piece.size() > host.limits->max_answer - out.content.size())
      return failed(issue_type::too_costly,
                    fhirops::detail::joined({"the answer has more than ", fhirops::detail::digits(host.limits->max_answer),
                                             " bytes, which is the most that this server keeps: ask for less"}));
    out.content += piece;
  }
  if (from.content.failed()) return failed(issue_type::exception, "the answer failed before its end: send the request again");
  out.status = from.status;
  out.headers = std::move(from.headers);
  return out;
}

}  // namespace detail

/// A service whose operations may be answered later, as specified with `on` for each of them (`async_mode`). A request is read
/// first, and refused if it is wrong. A correct one is passed to the host's `jobs` and answered with 202 and the
/// `Content-Location` `[base]/async/[id]`. A `GET` of that URL is answered with 202, `X-Progress` and `Retry-After` until there
/// is an answer, and then like the request itself. A `DELETE` cancels the request. Only the user who sent the request can see it;
/// for anyone else the URL is a 404.
///
/// It starts no thread and reads no clock: a worker of the host calls `perform` with the request that `start` received, and
/// stores the result where `find` returns it. It wraps a `service`, and can itself be wrapped in an `openapi_service` or a
/// `batch_service`. If `options::base` is empty or the user is `nobody`, an operation is answered at once (`async_mode::can`) or
/// refused (`must`).
///
/// Threads may share it if they may share `service` and `jobs`. Exceptions of `jobs` and of the operations' functions are passed
/// on; nothing has changed then except what these functions did.
///
///     const http::async_service later(service, jobs{&store});
///     http::response response = later(request, http::user{"dr-jensen"});
///     store.keep(id, later.perform(store.next_request()));      // in a worker
template <class Service, AsyncJobs Jobs>
class async_service {
 public:
  /// The operations of the service.
  using operations = typename Service::operations;

  /// The service and the store are moved into this object.
  explicit async_service(Service service, Jobs jobs, async_options limits = {})
      : service_(std::move(service)), jobs_(std::move(jobs)), limits_(limits) {}

  /// Answers a request of this user.
  [[nodiscard]] response operator()(const request& asked, const user& who, host_value host = {}) const {
    const detail::async_host functions = erased();
    if (const auto id = detail::async_id(asked)) {
      response answer = detail::answer_status(functions, *id, asked, who, host);
      detail::clean(answer);
      return answer;
    }
    const detail::async_starter starter{
        &functions, [](const void* self, const detail::exchange& with, async_mode mode, const user& of, host_value value) {
          return detail::start_job(*static_cast<const detail::async_host*>(self), with, mode, of, value);
        }};
    return service_.answer_or_start(asked, who, host, &starter);
  }

  /// Answers a request that was accepted, as if it were synchronous, and on behalf of the user who sent it. Takes as long as the
  /// operation does. An exception of the operation's function is passed on, and the host decides what to keep as the answer.
  /// `stop` has the same meaning as `request::stop`.
  [[nodiscard]] async_answer perform(const async_request& asked, host_value host = {}, stop_condition stop = {}) const {
    std::vector<header> headers;
    headers.reserve(asked.headers.size());
    for (const response_header& each : asked.headers) headers.push_back({each.name, each.value});
    const request again{.method = asked.method, .target = asked.target, .headers = headers, .body = asked.body, .stop = stop};
    return detail::keep_answer(erased(), service_(again, user(asked.user), host), again);
  }

  /// Whether this object or the service answers requests with this path.
  [[nodiscard]] bool handles(const request& asked) const {
    return detail::async_id(asked).has_value() || service_.handles(asked);
  }
  /// The response to a request that the host refuses; see `service::refuse`.
  [[nodiscard]] response refuse(const request& asked, refusal why) const { return service_.refuse(asked, std::move(why)); }
  /// The options that were passed to the constructor of the service.
  [[nodiscard]] const http::options& options() const noexcept { return service_.options(); }
  /// Which of the operations are answered later, in their order: for a description of the service.
  [[nodiscard]] constexpr auto answers_later() const noexcept { return service_.async_modes(); }

 private:
  [[nodiscard]] detail::async_host erased() const noexcept {
    return {&jobs_,
            [](const void* self, async_request asked, host_value host) {
              return static_cast<const Jobs*>(self)->start(std::move(asked), host);
            },
            [](const void* self, std::string_view id, const user& who, host_value host) {
              return static_cast<const Jobs*>(self)->find(id, who, host);
            },
            [](const void* self, std::string_view id, const user& who, host_value host) {
              return static_cast<const Jobs*>(self)->cancel(id, who, host);
            },
            &service_.options(),
            &limits_};
  }

  Service service_;
  Jobs jobs_;
  async_options limits_;
};

}  // namespace fhirops::http
