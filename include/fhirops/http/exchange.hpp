#pragma once
// One request while the service answers it, and the responses that all operations share.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/prefer.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/resource/outcome.hpp"
#include "fhirops/validate/options.hpp"

namespace fhirops::http::detail {

/// The status for an issue that the host's own code reported (https://hl7.org/fhir/R4/valueset-issue-type.html).
constexpr int status_of(issue_type code) noexcept {
  switch (code) {
    case issue_type::login:
    case issue_type::unknown:
    case issue_type::expired:
      return 401;
    case issue_type::security:
    case issue_type::forbidden:
    case issue_type::suppressed:
      return 403;
    case issue_type::not_found:
      return 404;
    case issue_type::deleted:
      return 410;
    case issue_type::conflict:
    case issue_type::duplicate:
    case issue_type::lock_error:
      return 409;
    case issue_type::multiple_matches:
      return 412;
    case issue_type::too_long:
      return 413;
    case issue_type::throttled:
      return 429;
    case issue_type::exception:
    case issue_type::incomplete:
      return 500;
    case issue_type::transient:
    case issue_type::no_store:
      return 503;
    case issue_type::timeout:
      return 504;
    default:
      return 422;
  }
}
inline int status_of(const issues& found) noexcept {
  for (const issue& each : found)
    if (each.is_error()) return status_of(each.code);
  return 500;
}

// A line break in a header would end it, and begin another one of the client's choice.
inline void clean(response& answer) {
  std::erase_if(answer.headers, [](const response_header& each) { return !is_token(each.name); });
  for (response_header& each : answer.headers)
    for (char& c : each.value)
      if (!is_header_value({&c, 1})) c = ' ';
}

class exchange {
 public:
  exchange(const options& service, const request& asked) : service_(&service), asked_(&asked) {
    head_ = asked.method == "HEAD";
    fault_ = read_target(asked.target, service.max_target, path_, query_, query_asks_);
    if (fault_) query_asks_.format.clear();
    reading_ = service.reading;
    read_preferences();
    negotiate();
  }

  /// Keeps the warnings of reading, for the response.
  void warn(const issues& found) {
    for (const issue& each : found)
      if (warned_.size() <= reading_.max_issues()) warned_.push_back(each);
  }
  /// The warnings of reading.
  [[nodiscard]] const issues& warned() const noexcept { return warned_; }

  /// The fault of the target, if it has one.
  [[nodiscard]] const std::optional<fault>& wrong() const noexcept { return fault_; }
  [[nodiscard]] const target_path& path() const noexcept { return path_; }
  /// The path as it was sent, without its query.
  [[nodiscard]] std::string_view target() const noexcept { return asked_->target.substr(0, asked_->target.find('?')); }
  [[nodiscard]] std::string_view query() const noexcept { return query_; }
  [[nodiscard]] const target_query& asks() const noexcept { return query_asks_; }
  [[nodiscard]] std::string_view method() const noexcept { return asked_->method; }
  [[nodiscard]] std::span<const header> headers() const noexcept { return asked_->headers; }
  [[nodiscard]] std::string_view content() const noexcept { return asked_->body; }
  [[nodiscard]] bool is_get() const noexcept { return head_ || asked_->method == "GET"; }
  [[nodiscard]] bool wants_outcome() const noexcept { return wants_outcome_; }
  [[nodiscard]] const options& service() const noexcept { return *service_; }
  [[nodiscard]] read_options reading() const noexcept {
    read_options options = reading_;
    if (asked_->stop) options.stop_when(asked_->stop);
    return options.max_bytes(service_->max_body)
        .max_memory(service_->max_memory < reading_.max_memory() ? service_->max_memory : reading_.max_memory());
  }
  [[nodiscard]] validate_options checking() const noexcept {
    return validate_options{}.stop_when(reading().stop());
  }
  [[nodiscard]] write_options writing() const noexcept {
    return query_asks_.pretty ? write_options{}.pretty() : write_options{};
  }
  /// Whether the client accepts any form of JSON.
  [[nodiscard]] bool takes_json() const noexcept { return takes_json_; }
  [[nodiscard]] acceptance accepted() const noexcept {
    return acceptance(asked_->headers, query_asks_.format);
  }

  /// The faults that are known before the body is read: its length, its type.
  [[nodiscard]] std::optional<fault> wrong_content() const {
    if (is_get()) {
      if (asked_->body.empty()) return std::nullopt;
      return fault{400, fault_of(issue_type::structure, "the " + std::string(method()) + " has a body of " +
                                                            bytes(asked_->body.size()) +
                                                            ", which is not read: give the parameters in the URL, or send a POST")};
    }
    if (asked_->body.size() > service_->max_body)
      return fault{413, fault_of(issue_type::too_long, "the body has " + bytes(asked_->body.size()) +
                                                           ", but this server reads at most " + bytes(service_->max_body))};
    if (asked_->body.empty()) return std::nullopt;
    const header* type = nullptr;
    for (const header& each : asked_->headers) {
      if (same_name(each.name, "Content-Encoding") && !same_name(trimmed(each.value), "identity") &&
          !trimmed(each.value).empty())
        return fault{415, fault_of(issue_type::not_supported, "the Content-Encoding " + quoted(each.value) +
                                                                  " is not supported: send the body without one")};
      if (!same_name(each.name, "Content-Type")) continue;
      if (type != nullptr)
        return fault{400, fault_of(issue_type::structure, "Content-Type appears more than once: send it once")};
      type = &each;
    }
    constexpr std::string_view expected = ": send JSON, as application/fhir+json";
    if (type == nullptr)
      return fault{415, fault_of(issue_type::not_supported, "Content-Type is missing" + std::string(expected))};
    const auto named = parse_media_range(type->value);
    if (!named || !names_json(*named))
      return fault{415, fault_of(issue_type::not_supported, "the Content-Type " + quoted(type->value) +
                                                                (named ? " is not supported" : " is not a media type") +
                                                                std::string(expected))};
    if (!named->charset.empty() && !same_name(named->charset, "utf-8"))
      return fault{415, fault_of(issue_type::not_supported,
                                 "the charset " + quoted(named->charset) + " is not supported: send UTF-8")};
    if (!named->of_r4())
      return fault{415, fault_of(issue_type::not_supported,
                                 "the fhirVersion " + quoted(named->fhirVersion) + " is not supported: send FHIR 4.0")};
    return std::nullopt;
  }

  /// A response with the headers that all responses have.
  [[nodiscard]] response begin(int status) const {
    response answer;
    answer.status = status;
    if (status == 204) answer.content_length.reset();
    complete(answer);
    return answer;
  }
  /// Adds the headers that all responses have, unless they are there already.
  void complete(response& answer) const {
    add(answer, "Cache-Control", "no-store");
    add(answer, "X-Content-Type-Options", "nosniff");
    if (handling_given_)
      add(answer, "Preference-Applied", reading_.is_strict() ? "handling=strict" : "handling=lenient");
    add_warnings(answer);
  }
  static void add(response& answer, std::string_view name, std::string value) {
    for (const response_header& each : answer.headers)
      if (same_name(each.name, name)) return;
    answer.headers.push_back({std::string(name), std::move(value)});
  }

  /// Sets the content to the whole text; for HEAD only its length.
  void set_content(response& answer, std::string type, std::string text) const {
    add(answer, "Content-Type", std::move(type));
    answer.content_length = text.size();
    if (!head_) answer.content = body(std::move(text));
  }
  void set_json(response& answer, std::string text) const {
    set_content(answer, content_type_, std::move(text));
  }
  void set_content(response& answer, body pieces) const {
    add(answer, "Content-Type", content_type_);
    answer.content_length = pieces.size();
    if (!head_) answer.content = std::move(pieces);
  }
  /// A response with a resource; 500 if that has no JSON form.
  template <JsonValue T>
  [[nodiscard]] response with_resource(int status, const T& resource) const {
    std::string text;
    write_json(resource, text, writing());
    if (text.empty())
      return refuse({500, fault_of(issue_type::exception, "the server failed: its answer has no resource")});
    response answer = begin(status);
    set_content(answer, content_type_, std::move(text));
    return answer;
  }
  /// The response to a body that could not be read: `status`, unless time ran out, which is not the client's fault
  /// (503), or reading would take too much memory (413, as for a body that is too long).
  [[nodiscard]] response refuse_reading(int status, issues found) const {
    for (const issue& each : found)
      if (each.severity == issue_severity::fatal && each.code == issue_type::timeout)
        return refuse(503, std::move(found));
    for (const issue& each : found)
      if (each.text == fhirops::detail::memory_text) return refuse(413, std::move(found));
    return refuse(status, std::move(found));
  }
  /// A response with an OperationOutcome. An error is added if `found` has none.
  [[nodiscard]] response refuse(int status, issues found) const {
    if (!found.has_errors())
      found.push_back(fault_of(issue_type::processing, "the server refused this request"));
    for (issue& each : found) {
      cut(each.text);
      cut(each.expression);
    }
    response answer = with_resource(status, to_outcome(found));
    if (status == 401) add(answer, "WWW-Authenticate", service_->challenge);
    if (status == 415) add(answer, "Accept", "application/fhir+json");
    return answer;
  }
  [[nodiscard]] response refuse(fault why) const { return refuse(why.status, issues{std::move(why.what)}); }
  /// The response to a refusal of the host's; 500 if its status is not that of a refusal.
  [[nodiscard]] response refuse(refusal why) const {
    response answer = refuse(why.status >= 400 && why.status < 600 ? why.status : 500, std::move(why.found));
    for (response_header& each : why.headers) answer.headers.push_back(std::move(each));
    return answer;
  }
  /// 405 with what is allowed instead; 204 to OPTIONS, which asks for that.
  [[nodiscard]] response other_method(std::string allow, issue why) const {
    response answer = method() == "OPTIONS" ? begin(204) : refuse({405, std::move(why)});
    add(answer, "Allow", std::move(allow));
    return answer;
  }
  [[nodiscard]] response not_acceptable() const {
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

  /// Quotes a text of the client's, cut to what a message can show.
  static std::string quoted(std::string_view text) {
    return '"' + fhirops::detail::display_text(text, 100) + '"';
  }

 private:
  static std::string bytes(std::size_t count) { return std::to_string(count) + (count == 1 ? " byte" : " bytes"); }
  // A message that quotes the client must neither grow without limit nor carry control characters to whatever displays
  // it.
  static void cut(std::string& text, std::size_t most = 2000) { text = fhirops::detail::display_text(text, most); }

  // Adds one `Warning: 299 - "..."` for each (RFC 7234, section 5.5), no more than clients accept as headers.
  void add_warnings(response& answer) const {
    constexpr std::size_t most = 10;
    for (std::size_t i = 0; i < warned_.size() && i <= most; ++i) {
      std::string text = i < most ? to_string(warned_[i])
                                  : "there are " + std::to_string(warned_.size() - most) + " more warnings";
      cut(text, 300);
      std::string value = "299 - \"";
      for (const char c : text) {
        if (c == '"' || c == '\\') value += '\\';
        value += c >= ' ' && c <= '~' ? c : '?';
      }
      answer.headers.push_back({"Warning", value += '"'});
    }
  }

  void read_preferences() {
    for_each_preference(asked_->headers, [this](std::string_view name, std::string_view value) {
      if (same_name(name, "handling") && (value == "lenient" || value == "strict") && !handling_given_) {
        if (value == "lenient" && reading_.is_strict() && !service_->clients_may_be_lenient) return;
        reading_.strict(value == "strict");
        handling_given_ = true;
      }
      if (same_name(name, "return") && !value.empty() && !std::exchange(return_given_, true)) wants_outcome_ = value == "OperationOutcome";
    });
  }

  void negotiate() {
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

  const options* service_;
  const request* asked_;
  target_path path_;
  std::string_view query_;
  target_query query_asks_;
  std::optional<fault> fault_;
  read_options reading_;
  std::string content_type_;
  issues warned_;
  bool head_ = false;
  bool takes_json_ = true;
  bool handling_given_ = false;
  bool return_given_ = false;
  bool wants_outcome_ = false;
};

}  // namespace fhirops::http::detail
