#pragma once
// The definitions of http/exchange.hpp.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/prefer.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/resource/outcome.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/validate/options.hpp"

namespace fhirops::http::detail {

inline std::string bytes_text(std::size_t count) { return std::to_string(count) + (count == 1 ? " byte" : " bytes"); }

// A message that quotes the client must neither grow without limit nor pass control characters on to whatever displays it.
inline void cut(std::string& text, std::size_t most = 2000) { text = fhirops::detail::display_text(text, most); }

template <Storage S>
basic_exchange<S>::basic_exchange(const options& service, const request& asked) : service_(&service), asked_(&asked) {
  head_ = asked.method == "HEAD";
  fault_ = read_target(asked.target, service.max_target, path_, query_, query_asks_);
  if (fault_) query_asks_.format.clear();
  reading_ = service.reading;
  read_preferences();
  negotiate();
}

template <Storage S>
void basic_exchange<S>::warn(const issues& found) {
  for (const issue& each : found)
    if (warned_.size() <= reading_.max_issues()) warned_.push_back(each);
}

template <Storage S>
read_options basic_exchange<S>::reading() const noexcept {
  read_options options = reading_;
  if (asked_->stop) options.stop_when(asked_->stop);
  return options.max_bytes(service_->max_body)
      .max_memory(service_->max_memory < reading_.max_memory() ? service_->max_memory : reading_.max_memory());
}

template <Storage S>
validate_options basic_exchange<S>::checking() const noexcept {
  return validate_options{}.stop_when(reading().stop());
}

template <Storage S>
acceptance basic_exchange<S>::accepted() const noexcept {
  return acceptance(asked_->headers, query_asks_.format);
}

template <Storage S>
std::optional<fault> basic_exchange<S>::wrong_content() const {
  if (is_get()) {
    if (asked_->body.empty()) return std::nullopt;
    return fault{400, fault_of(issue_type::structure, "the " + std::string(method()) + " has a body of " +
                                                          bytes_text(asked_->body.size()) +
                                                          ", which is not read: give the parameters in the URL, or send a POST")};
  }
  if (asked_->body.size() > service_->max_body)
    return fault{413, fault_of(issue_type::too_long, "the body has " + bytes_text(asked_->body.size()) +
                                                         ", but this server reads at most " + bytes_text(service_->max_body))};
  if (asked_->body.empty()) return std::nullopt;
  const header* type = nullptr;
  for (const header& each : asked_->headers) {
    if (same_name(each.name, "Content-Encoding") && !same_name(trimmed(each.value), "identity") && !trimmed(each.value).empty())
      return fault{415, fault_of(issue_type::not_supported,
                                 "the Content-Encoding " + quoted(each.value) + " is not supported: send the body without one")};
    if (!same_name(each.name, "Content-Type")) continue;
    if (type != nullptr) return fault{400, fault_of(issue_type::structure, "Content-Type appears more than once: send it once")};
    type = &each;
  }
  constexpr std::string_view expected = ": send JSON, as application/fhir+json";
  if (type == nullptr) return fault{415, fault_of(issue_type::not_supported, "Content-Type is missing" + std::string(expected))};
  const auto named = parse_media_range(type->value);
  if (!named || !names_json(*named))
    return fault{415, fault_of(issue_type::not_supported, "the Content-Type " + quoted(type->value) +
                                                              (named ? " is not supported" : " is not a media type") +
                                                              std::string(expected))};
  if (!named->charset.empty() && !same_name(named->charset, "utf-8"))
    return fault{415,
                 fault_of(issue_type::not_supported, "the charset " + quoted(named->charset) + " is not supported: send UTF-8")};
  if (!named->of_r4())
    return fault{415, fault_of(issue_type::not_supported,
                               "the fhirVersion " + quoted(named->fhirVersion) + " is not supported: send FHIR 4.0")};
  return std::nullopt;
}

template <Storage S>
response basic_exchange<S>::begin(int status) const {
  response answer;
  answer.status = status;
  if (status == 204) answer.content_length.reset();
  complete(answer);
  return answer;
}

template <Storage S>
void basic_exchange<S>::complete(response& answer) const {
  add(answer, "Cache-Control", "no-store");
  add(answer, "X-Content-Type-Options", "nosniff");
  if (handling_given_) add(answer, "Preference-Applied", reading_.is_strict() ? "handling=strict" : "handling=lenient");
  add_warnings(answer);
  if (head_) answer.content = body();  // of a response that the host made
}

template <Storage S>
void basic_exchange<S>::add(response& answer, std::string_view name, std::string value) {
  for (const response_header& each : answer.headers)
    if (same_name(each.name, name)) return;
  answer.headers.push_back({std::string(name), std::move(value)});
}

template <Storage S>
void basic_exchange<S>::set_content(response& answer, std::string type, std::string text) const {
  add(answer, "Content-Type", std::move(type));
  answer.content_length = text.size();
  if (!head_) answer.content = body(std::move(text));
}

template <Storage S>
void basic_exchange<S>::set_json(response& answer, std::string text) const {
  set_content(answer, content_type_, std::move(text));
}

template <Storage S>
void basic_exchange<S>::set_content(response& answer, body pieces) const {
  add(answer, "Content-Type", content_type_);
  answer.content_length = pieces.size();
  if (!head_) answer.content = std::move(pieces);
}

template <Storage S>
response basic_exchange<S>::with_parameters(const Parameters<S>& parameters) const {
  return parameters.parameter.empty() ? nothing() : with_resource(200, parameters);
}

template <Storage S>
response basic_exchange<S>::with_text(int status, std::string text) const {
  if (text.empty()) return refuse({500, fault_of(issue_type::exception, "the server failed: its answer has no resource")});
  response answer = begin(status);
  set_json(answer, std::move(text));
  return answer;
}

template <Storage S>
response basic_exchange<S>::refuse_reading(int status, issues found) const {
  for (const issue& each : found)
    if (each.severity == issue_severity::fatal && each.code == issue_type::timeout) return refuse(503, std::move(found));
  for (const issue& each : found)
    if (each.text == fhirops::detail::memory_text) return refuse(413, std::move(found));
  return refuse(status, std::move(found));
}

template <Storage S>
response basic_exchange<S>::refuse(int status, issues found) const {
  if (!found.has_errors()) found.push_back(fault_of(issue_type::processing, "the server refused this request"));
  for (issue& each : found) {
    cut(each.text);
    cut(each.expression);
  }
  response answer = with_resource(status, to_outcome(found));
  if (status == 401) add(answer, "WWW-Authenticate", service_->challenge);
  if (status == 415) add(answer, "Accept", "application/fhir+json");
  return answer;
}

template <Storage S>
response basic_exchange<S>::refuse(fault why) const {
  return refuse(why.status, issues{std::move(why.what)});
}

template <Storage S>
response basic_exchange<S>::refuse(refusal why) const {
  response answer = refuse(why.status >= 400 && why.status < 600 ? why.status : 500, std::move(why.found));
  // The host's headers take the place of ours, but what is warned about stays.
  std::erase_if(answer.headers, [&why](const response_header& ours) {
    return !same_name(ours.name, "Warning") &&
           std::any_of(why.headers.begin(), why.headers.end(),
                       [&ours](const response_header& each) { return same_name(each.name, ours.name); });
  });
  for (response_header& each : why.headers) answer.headers.push_back(std::move(each));
  return answer;
}

template <Storage S>
response basic_exchange<S>::other_method(std::string allow, issue why) const {
  response answer = method() == "OPTIONS" ? begin(204) : refuse({405, std::move(why)});
  add(answer, "Allow", std::move(allow));
  return answer;
}

template <Storage S>
response basic_exchange<S>::not_acceptable() const {
  constexpr std::string_view answers = " is not supported: this server answers in ";
  std::string text;
  if (!query_asks_.format.empty()) {
    text = "the _format " + quoted(query_asks_.format) + std::string(answers) + "JSON of FHIR 4.0, _format=json";
  } else {
    std::string accept;
    for (const header& each : asked_->headers)
      if (same_name(each.name, "Accept")) (accept += accept.empty() ? "" : ", ") += each.value;
    text = "the Accept " + quoted(accept) + std::string(answers) + "application/fhir+json, FHIR 4.0";
  }
  return refuse({406, fault_of(issue_type::not_supported, std::move(text))});
}

template <Storage S>
response basic_exchange<S>::nothing() const {
  if (!wants_outcome()) return begin(204);
  issues found{{issue_severity::information, issue_type::informational, "the operation was performed", {}, {}}};
  found.append(warned());
  return with_resource(200, to_outcome(found));
}

template <Storage S>
std::string basic_exchange<S>::quoted(std::string_view text) {
  return '"' + fhirops::detail::display_text(text, 100) + '"';
}

template <Storage S>
void basic_exchange<S>::add_warnings(response& answer) const {
  constexpr std::size_t most = 10;
  for (std::size_t i = 0; i < warned_.size() && i <= most; ++i) {
    std::string text = i < most ? to_string(warned_[i]) : "there are " + std::to_string(warned_.size() - most) + " more warnings";
    cut(text, 300);
    std::string value = "299 - \"";
    for (const char c : text) {
      if (c == '"' || c == '\\') value += '\\';
      value += c >= ' ' && c <= '~' ? c : '?';
    }
    answer.headers.push_back({"Warning", value += '"'});
  }
}

template <Storage S>
void basic_exchange<S>::read_preferences() {
  for_each_preference(asked_->headers, [this](std::string_view name, std::string_view value) {
    if (same_name(name, "handling") && (value == "lenient" || value == "strict") && !handling_given_) {
      if (value == "lenient" && reading_.is_strict() && !service_->clients_may_be_lenient) return;
      reading_.strict(value == "strict");
      handling_given_ = true;
    }
    if (same_name(name, "return") && !value.empty() && !std::exchange(return_given_, true))
      wants_outcome_ = value == "OperationOutcome";
  });
}

template <Storage S>
void basic_exchange<S>::negotiate() {
  const acceptance accept = accepted();
  int best = 0;
  const json_type* chosen = &json_types[0];
  int closeness = 0;
  for (const json_type& each : json_types) {
    const preference found = accept.of(each.type, each.subtype);
    if (found.quality <= best) continue;
    best = found.quality;
    closeness = found.closeness;
    chosen = &each;
  }
  takes_json_ = best > 0;
  content_type_ = std::string(chosen->type) + '/' + std::string(chosen->subtype);
  if (closeness == 4) content_type_ += "; fhirVersion=4.0";
  content_type_ += "; charset=utf-8";
}

}  // namespace fhirops::http::detail
