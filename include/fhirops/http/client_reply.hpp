#pragma once
// Reads the typed answer of an operation, or issues, from an HTTP response (https://hl7.org/fhir/R4/operations.html#response,
// https://hl7.org/fhir/R4/http.html#Status-Codes, https://hl7.org/fhir/R4/async.html).

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/client_options.hpp"
#include "fhirops/http/http_date.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/from_parameters.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/resource/operation_outcome.hpp"
#include "fhirops/resource/outcome.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

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
///     if (reply.kind == http::reply_kind::later) ask_again_after(reply.retry->wait(now));
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
///     std::this_thread::sleep_for(reply.retry->wait(now));
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

namespace detail {

// The issue code that corresponds to a status (https://hl7.org/fhir/R4/valueset-issue-type.html).
constexpr issue_type code_of_status(int status) noexcept {
  switch (status) {
    case 400:
      return issue_type::invalid;
    case 401:
      return issue_type::login;
    case 403:
      return issue_type::forbidden;
    case 404:
      return issue_type::not_found;
    case 405:
    case 406:
    case 415:
    case 501:
      return issue_type::not_supported;
    case 408:
    case 504:
      return issue_type::timeout;
    case 409:
    case 412:
      return issue_type::conflict;
    case 410:
      return issue_type::deleted;
    case 413:
    case 414:
      return issue_type::too_long;
    case 429:
      return issue_type::throttled;
    case 502:
    case 503:
      return issue_type::transient;
    default:
      return status >= 500 ? issue_type::exception : issue_type::processing;
  }
}
// What the caller can do about it; empty if nothing would help.
constexpr std::string_view advice_of_status(int status) noexcept {
  switch (status) {
    case 401:
      return ": it does not accept who asks, so send a valid Authorization header";
    case 403:
      return ": this user is not allowed to do that";
    case 404:
      return ": it has no such operation, or no such resource, at this URL";
    case 410:
      return ": what was at this URL has been deleted";
    case 429:
    case 503:
      return ": ask again later";
    default:
      return "";
  }
}

class reply_reader {
 public:
  /// `before` is the reply whose location was requested, and which stays the location unless the response names another; or null.
  reply_reader(const client_options& client, const received& got, reply_head& out, const reply_head* before)
      : client_(&client), got_(&got), out_(&out), before_(before) {
    out.status = got.status;
  }

  [[nodiscard]] read_options reading() const noexcept {
    read_options options = client_->reading;
    if (got_->stop) options.stop_when(got_->stop);
    return options.max_bytes(client_->max_body);
  }

  /// Reads the body, and returns whether there may be an answer, which is then in `answer`: as the parameter `return` if it
  /// `is_bare`. If it `may_be_value`, a value is in Parameters.
  [[nodiscard]] bool read(bool is_bare, bool may_be_value, Parameters<>& answer) {
    if (got_->status < 200 || got_->status > 599) {
      fail(issue_type::processing, fhirops::detail::joined({"the status ", number(), " is not one of a response of HTTP"}));
      return false;
    }
    read_headers();
    const bool success = got_->status < 300 && got_->status != 202;
    Resource<> body;
    const bool has_body = !redirects() && read_body(body);
    if (has_body && body.is<OperationOutcome<>>()) {
      out_->outcome = *body.get_if<OperationOutcome<>>();
      out_->found.append(from_outcome(*out_->outcome));
    }
    if (got_->status == 202) return accept(), false;
    if (!success) return refuse(), false;
    if (wrong_body_) return false;  // it has become unreadable meanwhile
    // Even if no answer is required, an outcome with errors is not an answer.
    if (!is_bare && out_->outcome && out_->found.has_errors()) {
      out_->kind = reply_kind::refused;
      return false;
    }
    out_->kind = reply_kind::answered;
    if (!has_body) return true;
    auto* const sent = body.get_if<Parameters<>>();
    if (sent != nullptr && (!is_bare || (may_be_value && is_wrapped(*sent)))) {
      answer = std::move(*sent);
    } else if (is_bare) {
      ParametersParameter<>& parameter = answer.parameter.emplace_back();
      parameter.name = "return";
      parameter.resource = std::move(body);
    } else if (!out_->outcome) {
      fail(issue_type::structure, "the body of the " + number() + " is " +
                                      fhirops::detail::resource_text(fhirops::detail::type_of(body)) +
                                      ", but this operation answers a Parameters resource");
      return false;
    }
    return true;
  }

  /// Whether the answer, which could not be read, has another form: a resource in Parameters that should be bare, or an outcome
  /// but no answer.
  [[nodiscard]] bool has_other_form(Parameters<>& answer) {
    if (answer.parameter.empty()) return false;
    if (out_->outcome && !out_->found.has_errors()) {
      answer.parameter.clear();
      return true;
    }
    const auto* inside = answer.parameter[0].resource.get_if<Parameters<>>();
    if (inside == nullptr || !is_wrapped(*inside)) return false;
    answer = Parameters<>(*inside);
    warn("the answer is in Parameters, but R4 has a resource called \"return\" as the body itself");
    return true;
  }

  /// Stores the result of reading the answer.
  void finish(bool has_answer, issues found) {
    if (!has_answer) {
      out_->kind = out_->outcome && out_->found.has_errors() ? reply_kind::refused : reply_kind::unreadable;
      if (out_->kind == reply_kind::refused) return;  // the outcome says why there is no answer
      if (got_->body.empty())
        add(issue_type::incomplete,
            fhirops::detail::joined({"the server answered ", number(), " without a body, but the operation has an answer"}));
    }
    out_->found.append(std::move(found));
  }

 private:
  static bool is_wrapped(const Parameters<>& parameters) {
    return parameters.parameter.size() == 1 && parameters.parameter[0].name == "return";
  }
  [[nodiscard]] bool redirects() const noexcept { return got_->status >= 300 && got_->status < 400; }
  [[nodiscard]] std::string number() const { return std::to_string(got_->status); }
  void add(issue_type code, std::string text) { out_->found.push_back(fault_of(code, std::move(text))); }
  void fail(issue_type code, std::string text) {
    wrong_body_ = true;
    out_->kind = reply_kind::unreadable;
    // The content of a 202 is for people to read, so a fault in it is only a warning.
    if (got_->status == 202) return warn(std::move(text));
    add(code, std::move(text));
  }
  void warn(std::string text) {
    out_->found.push_back({issue_severity::warning, issue_type::processing, std::move(text), {}, {}});
  }

  void accept() {
    out_->kind = reply_kind::accepted;
    keep_location();
    if (out_->location.empty())
      warn("the server answered 202 without a usable Content-Location: where to ask for the answer is not known");
  }
  void keep_location() {
    if (before_ == nullptr || !out_->location.empty()) return;
    out_->location = before_->location;
    out_->location_is_elsewhere = before_->location_is_elsewhere;
  }
  void refuse() {
    if (got_->status == 429 || got_->status == 503) {
      out_->kind = reply_kind::later;
      keep_location();
    } else if (!wrong_body_) {
      out_->kind = reply_kind::refused;
    }
    if (out_->found.has_errors()) return;
    std::string text = "the server answered " + number();
    if (redirects()) {
      text += find_header(got_->headers, "Location") ? ": it redirects to " + header_text("Location") : " without a Location";
    } else {
      text += out_->outcome        ? " without an error in its OperationOutcome"
              : got_->body.empty() ? " without a body"
                                   : " without an OperationOutcome";
      text += advice_of_status(got_->status);
    }
    if (got_->status == 401 && find_header(got_->headers, "WWW-Authenticate"))
      text += ", as its WWW-Authenticate asks for: " + header_text("WWW-Authenticate");
    add(code_of_status(got_->status), std::move(text));
  }
  [[nodiscard]] std::string header_text(std::string_view name) const {
    return '"' + fhirops::detail::display_text(trimmed(find_header(got_->headers, name).value_or("")), 200) + '"';
  }

  void read_headers() {
    for (const header& each : got_->headers) {
      if (same_name(each.name, "Retry-After"))
        read_retry(each.value);
      else if (same_name(each.name, "Content-Location") && got_->status == 202)
        read_location(each.value);
      else if (same_name(each.name, "X-Progress"))
        out_->progress = fhirops::detail::display_text(trimmed(each.value), 200);
      else if (same_name(each.name, "Warning"))
        read_warning(each.value);
    }
  }
  void read_retry(std::string_view text) {
    text = trimmed(text);
    retry_time found;
    if (text.size() <= 9 && fhirops::detail::all_digits(text)) {
      found.after = std::chrono::seconds(fhirops::detail::to_number(text));
    } else if ((found.at = parse_http_date(text))) {
      if (const auto sent = parse_http_date(trimmed(find_header(got_->headers, "Date").value_or(""))))
        found.after = *found.at > *sent ? *found.at - *sent : std::chrono::seconds(0);
    } else {
      return warn(fhirops::detail::joined(
          {"the Retry-After ", fhirops::detail::quoted(text), " is neither a number of seconds nor a date of HTTP"}));
    }
    out_->retry = found;
  }
  // The scheme and host of a URL; empty if it has no scheme.
  static std::string_view origin_of(std::string_view url) noexcept {
    const std::size_t colon = url.find("://");
    return colon == std::string_view::npos ? std::string_view() : url.substr(0, url.find_first_of("/?#", colon + 3));
  }
  void read_location(std::string_view text) {
    text = trimmed(text);
    const std::string_view base = client_->base;
    std::string url(text);
    const std::size_t colon = text.find(':');
    if (!text.empty() && (colon == std::string_view::npos || colon > text.find_first_of("/?#"))) {  // relative
      if (text.starts_with("//"))
        url = fhirops::detail::joined({base.substr(0, base.find(':') + 1), text});
      else if (text.starts_with('/'))
        url = fhirops::detail::joined({origin_of(base), text});
      else
        url = fhirops::detail::joined({base, base.ends_with('/') ? "" : "/", text});
    }
    bool usable = same_name(url.substr(0, 8), "https://") || same_name(url.substr(0, 7), "http://");
    usable = usable && origin_of(url).size() > url.find("://") + 3;
    for (const char c : url) usable = usable && static_cast<unsigned char>(c) > ' ' && c != '\x7F';
    if (!usable)
      return warn(fhirops::detail::joined(
          {"the Content-Location ", fhirops::detail::quoted(text), " is not a URL of http or https: it is ignored"}));
    out_->location_is_elsewhere = !same_name(origin_of(url), origin_of(base));
    out_->location = std::move(url);
  }
  // Reads `299 - "..."`, which the service sends to report what lenient reading dropped (RFC 7234, section 5.5).
  void read_warning(std::string_view text) {
    if (out_->found.size() >= client_->reading.max_issues()) return;
    if (const auto said = first_quoted(trimmed(text))) warn(fhirops::detail::display_text(*said, 2000));
  }

  // Reads the resource in the body; returns false if there is none, or if it is faulty.
  [[nodiscard]] bool read_body(Resource<>& out) {
    const std::string_view body = got_->body;
    if (!got_->complete || is_short()) {
      fail(issue_type::incomplete, fhirops::detail::joined({"the body of the ", number(), " was cut off after ",
                                                            fhirops::detail::digits(body.size()), " bytes: ask again"}));
      return false;
    }
    if (body.empty()) return false;
    if (body.size() > client_->max_body) {
      fail(issue_type::too_long,
           fhirops::detail::joined({"the body of the ", number(), " has ", fhirops::detail::digits(body.size()),
                                    " bytes, but at most ", fhirops::detail::digits(client_->max_body),
                                    " are read: see client_options::max_body"}));
      return false;
    }
    if (std::string wrong = wrong_type(); !wrong.empty()) {
      fail(got_->status >= 400 ? code_of_status(got_->status) : issue_type::structure,
           fhirops::detail::joined({"the server, or a proxy before it, answered ", number(), " with ", wrong,
                                    ", not with the JSON of FHIR 4.0: ", fhirops::detail::quoted(body)}));
      return false;
    }
    auto read = from_json<Resource<>>(body, reading());
    if (!read) {
      fail(issue_type::structure, fhirops::detail::joined({"the body of the ", number(),
                                                           " is not a FHIR resource in JSON: ", fhirops::detail::quoted(body)}));
      if (got_->status != 202) out_->found.append(std::move(read).issues());
      return false;
    }
    out_->found.append(read.issues());
    out = *std::move(read);
    return true;
  }
  // Whether the body is shorter than announced. If it was encoded, the lengths differ anyway, so nothing can be said.
  [[nodiscard]] bool is_short() const noexcept {
    if (got_->status == 204) return false;  // has no content, whatever Content-Length says (RFC 9112, section 6.3)
    const std::string_view announced = trimmed(find_header(got_->headers, "Content-Length").value_or(""));
    if (announced.empty() || announced.size() > 18 || !fhirops::detail::all_digits(announced)) return false;
    if (find_header(got_->headers, "Content-Encoding") || find_header(got_->headers, "Transfer-Encoding")) return false;
    std::size_t length = 0;
    for (const char c : announced) length = length * 10 + static_cast<std::size_t>(c - '0');
    return got_->body.size() < length;
  }
  // The Content-Type if it is not FHIR's JSON; empty if it is, or if it is missing, as the body then shows what it is.
  [[nodiscard]] std::string wrong_type() const {
    std::optional<std::string_view> type;
    for (const header& each : got_->headers) {
      if (!same_name(each.name, "Content-Type")) continue;
      if (type && trimmed(*type) != trimmed(each.value)) return "two Content-Types";
      type = each.value;
    }
    if (!type || trimmed(*type).empty()) return {};
    const std::string content_type = "the Content-Type " + fhirops::detail::quoted(trimmed(*type));
    const auto named = parse_media_range(*type);
    const bool ours =
        named && names_json(*named) && named->of_r4() && (named->charset.empty() || same_name(named->charset, "utf-8"));
    return ours ? std::string() : content_type;
  }

  const client_options* client_;
  const received* got_;
  reply_head* out_;
  const reply_head* before_;
  bool wrong_body_ = false;
};

// Whether an answer that may be a bare resource may also be a value.
template <class T, class... Param>
constexpr bool may_answer_value(const parameter_table<Param...>&) {
  return (fhirops::detail::may_be_value<typename fhirops::detail::occurrence<fhirops::detail::member_type<Param, T>>::item> ||
          ...);
}

template <Operation Op>
reply<Op> read_reply(const client_options& client, const received& got, const reply_head* before) {
  using Response = typename Op::Response;
  reply<Op> out;
  reply_reader reader(client, got, out, before);
  Parameters<> sent;
  constexpr bool may_be_value = may_answer_value<Response>(fhirops::detail::table_value<Response>);
  if (!reader.read(answers_resource<Op>, may_be_value, sent)) return out;
  auto read = from_parameters<Response>(sent, reader.reading());
  if (!read && reader.has_other_form(sent)) read = from_parameters<Response>(sent, reader.reading());
  reader.finish(read.has_value(), read.issues());
  if (read) out.answer = *std::move(read);
  return out;
}

}  // namespace detail

/// Reads a response to a call of the operation `Op`: its answer, or the reason why there is none. Any bytes are accepted as a
/// response. An OperationOutcome is read into issues whatever the status; if it is itself the answer, it is both. If the body is
/// not FHIR's JSON, or was cut off, the issue states the status and the beginning of the body.
///
/// The answer is not checked by the rules of R4: `validate(to_parameters(*reply.answer))` does that. Complexity: linear in the
/// size of the body, within the limits of `client.reading`. Throws only `std::bad_alloc`.
///
///     const auto reply = http::read_reply<hl7::ValueSetExpand>(clinic, {.status = 200, .headers = headers, .body = body});
///     if (!reply) return report(reply.found);
template <Operation Op>
[[nodiscard]] reply<Op> read_reply(const client_options& client, const received& got) {
  return detail::read_reply<Op>(client, got, nullptr);
}

}  // namespace fhirops::http
