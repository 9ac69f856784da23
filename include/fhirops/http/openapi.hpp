#pragma once
// Describes a service in an OpenAPI 3.1 document, for tools that do not know FHIR (https://spec.openapis.org/oas/v3.1.0).

#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/openapi_writer.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/operation/definition.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops::http {

/// The OpenAPI 3.1 document of a server with these operations, as JSON text. It has a path for each level and type at which an
/// operation is called, with its query for GET, its Parameters for POST, its response, an OperationOutcome for refusals, and how
/// clients authenticate (`options::challenge`). `/metadata` and `/OperationDefinition` are described too, and so is the batch if
/// it is listed in `options::interaction`. `modes` has one mode for each definition; if it is empty, no operation is answered
/// later.
///
/// Complex datatypes and the content of resources are plain objects, since FHIR's own schemas describe them. How often a
/// parameter may occur is stated only in the OperationDefinition.
///
///     const OperationDefinition<> definitions[] = {definition<clinic::Hba1cGoal>()};
///     http::openapi_document(http::options{.software = "clinic", .date = "2026-11-24"}, definitions);
[[nodiscard]] inline std::string openapi_document(const options& server, std::span<const OperationDefinition<>> definitions,
                                                  write_options writing = {}, std::span<const async_mode> modes = {}) {
  std::string text;
  detail::openapi_writer(text, server, definitions, writing, modes).write();
  return text;
}

/// A service that also answers `GET [base]/openapi.json`, for anyone. All other requests are passed to `service`. A
/// `batch_service` may wrap this one, but not the other way round.
///
///     const http::openapi_service described(service);
///     http::response response = described({.method = "GET", .target = "/openapi.json"}, http::nobody);
template <class Service>
class openapi_service {
 public:
  /// The operations of the service.
  using operations = typename Service::operations;

  /// Keeps the service by value, and makes the document once.
  explicit openapi_service(Service service) : service_(std::move(service)) {
    std::vector<OperationDefinition<>> definitions;
    operations::for_each([&definitions]<class Op>(std::type_identity<Op>) { definitions.push_back(definition<Op>()); });
    if constexpr (requires { service_.answers_later(); }) {
      const auto modes = service_.answers_later();
      document_ = openapi_document(service_.options(), definitions, {}, modes);
    } else {
      document_ = openapi_document(service_.options(), definitions);
    }
  }

  /// Answers a request of this user.
  [[nodiscard]] response operator()(const request& asked, const user& who, host_value host = {}) const {
    if (!is_document(asked)) return service_(asked, who, host);
    response answer;
    const bool reads = asked.method == "GET" || asked.method == "HEAD";
    if (!reads && asked.method != "OPTIONS")
      answer = service_.refuse(asked,
                               {405, {detail::fault_of(issue_type::not_supported, "openapi.json can only be read: send a GET")}});
    else
      answer.headers = {{"Cache-Control", "no-cache"}, {"X-Content-Type-Options", "nosniff"}};
    if (!reads) answer.headers.push_back({"Allow", "GET, HEAD, OPTIONS"});
    if (asked.method == "OPTIONS") {
      answer.status = 204;
      answer.content_length.reset();
    }
    if (!reads) return answer;
    answer.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
    answer.content_length = document_.size();
    if (asked.method == "GET") answer.content = body(document_);
    return answer;
  }

  /// Whether this object or the service answers requests with this path.
  [[nodiscard]] bool handles(const request& asked) const { return is_document(asked) || service_.handles(asked); }
  /// The response to a request that the host refuses; see `service::refuse`.
  [[nodiscard]] response refuse(const request& asked, refusal why) const { return service_.refuse(asked, std::move(why)); }
  /// The options of the service.
  [[nodiscard]] const http::options& options() const noexcept { return service_.options(); }

 private:
  static bool is_document(const request& asked) noexcept {
    return asked.target.substr(0, asked.target.find('?')) == "/openapi.json";
  }

  Service service_;
  std::string document_;
};

}  // namespace fhirops::http
