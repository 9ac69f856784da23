#pragma once
// Sends requests, each in one line, to a service that has operations of every kind. The service itself is compiled only once,
// in http/test_service.cpp.

#include <cstddef>
#include <fhirops/http/media_type.hpp>
#include <fhirops/http/message.hpp>
#include <fhirops/http/options.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace test {

using namespace fhirops;

inline http::options server() {
  return {.software = "desk", .date = "2026-11-24", .version = "1.2.3", .base = "https://desk.example/fhir", .max_body = 4096};
}

/// The response of the service that has these options.
http::response respond(const http::options& options, const http::request& request, http::user who);
/// Its response to a request that the host refuses.
http::response refuse(const http::request& request, http::refusal why);

/// A response, read to the end.
struct reply {
  int status = 0;
  std::vector<http::response_header> headers{};
  std::optional<std::size_t> content_length{};
  std::string text{};
  bool failed = false;

  /// The header with this name; if there are several, all of them.
  [[nodiscard]] std::string operator[](std::string_view name) const {
    std::string value;
    for (const auto& each : headers)
      if (http::detail::same_name(each.name, name)) value += (value.empty() ? "" : " | ") + each.value;
    return value;
  }
  /// `code: text (FHIRPath) [parameter of the URL]` of each issue of an OperationOutcome.
  [[nodiscard]] std::string outcome() const;
  /// Status and outcome.
  [[nodiscard]] std::string reported() const { return std::to_string(status) + ' ' + outcome(); }
  /// Whether the text is a resource that can be read strictly and has no faults.
  [[nodiscard]] bool is_resource() const;
  /// The number of report jobs in the text; empty if it is not an answer of `$get-report-job-status`.
  [[nodiscard]] std::optional<std::size_t> jobs() const;
};

reply read(http::response response);

using header_list = std::vector<http::header>;

/// Sends one request to the service, by default as anna.
inline reply send(std::string_view method, std::string_view target, const header_list& headers = {}, std::string_view body = {},
                  http::user who = http::user{"anna"}) {
  return read(respond(server(), {method, target, headers, body}, who));
}
inline reply get(std::string_view target, const header_list& headers = {}) { return send("GET", target, headers); }
inline reply post(std::string_view target, std::string_view body, std::string_view type = "application/fhir+json") {
  return send("POST", target, {{"Content-Type", type}}, body);
}

/// The answer that this user is to get, written in one piece.
std::string jobs_of(std::string_view user, bool pretty = false);

}  // namespace test
