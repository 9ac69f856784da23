#pragma once
// Requests to a service that has operations of every kind, in one line. The service itself is compiled once,
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
/// Its refusal of a request that it does not see.
http::response refuse(const http::request& request, http::refusal why);

/// A response, read to its end.
struct reply {
  int status = 0;
  std::vector<http::response_header> headers{};
  std::optional<std::size_t> content_length{};
  std::string text{};
  bool failed = false;

  /// The header of this name; all of them, if there are several.
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
  /// Whether the text is a resource, by strict reading, and free of faults.
  [[nodiscard]] bool is_resource() const;
  /// How many report jobs the text has; nothing if it is not an answer of `$get-report-job-status`.
  [[nodiscard]] std::optional<std::size_t> jobs() const;
};

reply read(http::response response);

using header_list = std::vector<http::header>;

/// One request to the service; by anna, where nothing else is said.
inline reply send(std::string_view method, std::string_view target, const header_list& headers = {}, std::string_view body = {},
                  http::user who = http::user{"anna"}) {
  return read(respond(server(), {method, target, headers, body}, who));
}
inline reply get(std::string_view target, const header_list& headers = {}) { return send("GET", target, headers); }
inline reply post(std::string_view target, std::string_view body, std::string_view type = "application/fhir+json") {
  return send("POST", target, {{"Content-Type", type}}, body);
}

/// What this user is to be answered, written at once.
std::string jobs_of(std::string_view user, bool pretty = false);

}  // namespace test
