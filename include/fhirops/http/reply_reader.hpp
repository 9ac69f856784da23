#pragma once
// Reads a response up to the point where the operation matters: what its status, headers and body mean, and the Parameters with the
// answer (https://hl7.org/fhir/R4/operations.html#response, https://hl7.org/fhir/R4/async.html).

#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/client_options.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/reply.hpp"
#include "fhirops/http/reply_headers.hpp"
#include "fhirops/http/status.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/resource/operation_outcome.hpp"
#include "fhirops/resource/outcome.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::http::detail {

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
    if (const auto found = parse_retry_after(text, find_header(got_->headers, "Date").value_or("")))
      out_->retry = found;
    else
      warn(fhirops::detail::joined(
          {"the Retry-After ", fhirops::detail::quoted(trimmed(text)), " is neither a number of seconds nor a date of HTTP"}));
  }
  void read_location(std::string_view text) {
    std::string_view base = client_->base;
    if (before_ != nullptr && before_->location_is_elsewhere) base = folder_of(before_->location);
    std::string url = absolute_location(base, text);
    if (url.empty())
      return warn(fhirops::detail::joined(
          {"the Content-Location ", fhirops::detail::quoted(trimmed(text)), " is not a URL of http or https: it is ignored"}));
    out_->location_is_elsewhere = !same_name(origin_of(url), origin_of(client_->base));
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
    if (is_cut_off(*got_)) {
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
    if (std::string wrong = wrong_type(got_->headers); !wrong.empty()) {
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
  const client_options* client_;
  const received* got_;
  reply_head* out_;
  const reply_head* before_;
  bool wrong_body_ = false;
};

}  // namespace fhirops::http::detail
