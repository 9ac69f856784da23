#pragma once
// A request while the service answers it, and the responses that all operations share.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/validate/options.hpp"

namespace fhirops::http::detail {

// A line break in a header would end it, and the client could begin another header of its choice.
inline void clean(response& answer) {
  std::erase_if(answer.headers, [](const response_header& each) { return !is_token(each.name); });
  for (response_header& each : answer.headers)
    for (char& c : each.value)
      if (!is_header_value({&c, 1})) c = ' ';
}

// A request, and what its response needs to know about it. It is a template only so that the compiled form has its members in one
// unit; they are defined in http/exchange_members.hpp.
template <Storage S>
class basic_exchange {
 public:
  basic_exchange(const options& service, const request& asked);

  /// Stores warnings about the request, for the response.
  void warn(const issues& found);
  /// The warnings about the request.
  [[nodiscard]] const issues& warned() const noexcept { return warned_; }

  /// The fault in the target, if there is one.
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
  [[nodiscard]] read_options reading() const noexcept;
  [[nodiscard]] validate_options checking() const noexcept;
  [[nodiscard]] write_options writing() const noexcept { return query_asks_.pretty ? write_options{}.pretty() : write_options{}; }
  /// Whether the client accepts any form of JSON.
  [[nodiscard]] bool takes_json() const noexcept { return takes_json_; }
  [[nodiscard]] acceptance accepted() const noexcept;

  /// The faults that are known before the body is read: its length, its type.
  [[nodiscard]] std::optional<fault> wrong_content() const;

  /// A response with the headers that all responses have.
  [[nodiscard]] response begin(int status) const;
  /// Adds the headers that all responses have, unless they are set already.
  void complete(response& answer) const;
  static void add(response& answer, std::string_view name, std::string value);

  /// Sets the content to the whole text; for HEAD, only its length.
  void set_content(response& answer, std::string type, std::string text) const;
  void set_json(response& answer, std::string text) const;
  void set_content(response& answer, body pieces) const;
  /// A response with a resource; 500 if that cannot be written as JSON.
  template <JsonValue T>
  [[nodiscard]] response with_resource(int status, const T& resource) const {
    std::string text;
    write_json(resource, text, writing());
    return with_text(status, std::move(text));
  }
  /// A response with Parameters, or without content if they are empty.
  [[nodiscard]] response with_parameters(const Parameters<S>& parameters) const;
  /// A response with the text of a resource; 500 if it is empty.
  [[nodiscard]] response with_text(int status, std::string text) const;
  /// The response to a body that could not be read: `status`, unless time ran out, which is not the client's fault (503), or
  /// reading would take too much memory (413, as for a body that is too long).
  [[nodiscard]] response refuse_reading(int status, issues found) const;
  /// A response with an OperationOutcome. An error is added if `found` has none.
  [[nodiscard]] response refuse(int status, issues found) const;
  [[nodiscard]] response refuse(fault why) const;
  /// The response to a refusal by the host; 500 if its status is not that of a refusal.
  [[nodiscard]] response refuse(refusal why) const;
  /// 405 and the methods that are allowed; 204 for OPTIONS, which asks for these methods.
  [[nodiscard]] response other_method(std::string allow, issue why) const;
  [[nodiscard]] response not_acceptable() const;
  /// A response without content: R4 does not allow empty Parameters.
  [[nodiscard]] response nothing() const;

  /// Quotes a text of the client, cut to a length that a message can show.
  static std::string quoted(std::string_view text);

 private:
  // Adds a header `Warning: 299 - "..."` for each warning (RFC 7234, section 5.5), up to the size of headers that clients accept.
  void add_warnings(response& answer) const;
  void read_preferences();
  void negotiate();

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

using exchange = basic_exchange<owned>;

}  // namespace fhirops::http::detail

#ifndef FHIROPS_COMPILED
#include "fhirops/http/exchange_members.hpp"  // IWYU pragma: export
#endif
