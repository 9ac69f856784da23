#pragma once
// A request and a response, as HTTP has them (RFC 9110), without a transport
// (https://hl7.org/fhir/R4/http.html).

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/http/body.hpp"

namespace fhirops::http {

/// A header of a request: a name, in any case, and its value without white space around it.
struct header {
  std::string_view name;
  std::string_view value;
};

/// A request as the transport has read it. All views need to live for the call of the service alone.
struct request {
  /// In capitals, as on the request line.
  std::string_view method;
  /// Path and query as they stand on the request line, still percent-encoded, below the base of the service:
  /// `/$get-report-job-status?_pretty=true` where the base is `https://example.org/fhir`.
  std::string_view target;
  /// All of them, in order. The transport has dealt with those of its own: lengths, codings, connection.
  std::span<const header> headers{};
  std::string_view body{};
};

/// Who sends a request, as the host found out. Never told from the request by the service: it has to be
/// given, and there is no default. `nobody` is who could not be told.
struct user {
  explicit constexpr user(std::string_view name) noexcept : id(name) {}

  /// Compared byte for byte; empty for nobody.
  std::string_view id;
};
inline constexpr user nobody{""};

/// What the function that answers an operation is told beside its parameters. What it refers to lives as long
/// as the body of the response.
struct call {
  /// Who calls, as the host said: `for_user{call.user.id}`.
  http::user user;
  /// The type of the URL; empty at the system level.
  std::string_view type;
  /// The id of the URL; empty at the system and type levels.
  std::string_view id;
};

/// A header of a response.
struct response_header {
  std::string name;
  std::string value;

  friend bool operator==(const response_header&, const response_header&) = default;
};

/// What to send back.
struct response {
  int status = 200;
  /// All but those of the transport: `Content-Length`, `Transfer-Encoding`, `Date`, `Connection`.
  std::vector<response_header> headers{};
  /// What `Content-Length` is to be; nothing where the content comes in pieces, and for 204, which has none.
  /// For HEAD, and for it alone, it is not the size of `content`, which is empty, but of what GET would send.
  std::optional<std::size_t> content_length = 0;
  body content{};
};

/// A refusal of the host's own: a status of 400 or more, and why, for an OperationOutcome.
///
///     return http::refusal{404, {{.code = issue_type::not_found, .text = "there is no report 7"}}};
struct refusal {
  int status = 422;
  issues found{};
  /// More headers, such as `Retry-After`.
  std::vector<response_header> headers{};
};

}  // namespace fhirops::http
