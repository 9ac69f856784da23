#pragma once
// Makes an HTTP request from the typed request of an operation, without a transport
// (https://hl7.org/fhir/R4/operations.html#executing).

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/client_options.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/route.hpp"
#include "fhirops/operation/to_parameters.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::http {

/// What an operation is called on: nothing (the system level), a resource type, or a resource.
///
///     http::called_on{}                                 // [base]/$code
///     http::called_on{.type = "Patient"}                // [base]/Patient/$code
///     http::called_on{.type = "Patient", .id = "23"}    // [base]/Patient/23/$code
struct called_on {
  /// R4's name of a resource type; empty at the system level.
  std::string_view type{};
  /// The id of a resource; empty at the system and type levels.
  std::string_view id{};
};

/// A request for a transport to send. Owns all its text.
///
///     for (const auto& [name, value] : sent->headers) socket.write(name + ": " + value + "\r\n");
struct client_request {
  /// `GET` or `POST`.
  std::string method{};
  /// Absolute and percent-encoded, including the query.
  std::string url{};
  /// The client's headers, then `Accept`, and `Content-Type` if there is a body. The transport adds `Host`,
  /// `Content-Length` and `Connection`.
  std::vector<response_header> headers{};
  /// Empty for GET.
  std::string body{};
};

namespace detail {

// Reports a header that cannot be sent as it is. The message does not show the value, which may be a secret.
inline std::optional<issue> wrong_header(const response_header& header) {
  if (!is_token(header.name))
    return fault_of(issue_type::value,
                    fhirops::detail::joined({fhirops::detail::quoted(header.name), " is not the name of a header"}));
  if (!is_header_value(header.value))
    return fault_of(issue_type::value, fhirops::detail::joined({"the value of the header ", fhirops::detail::quoted(header.name),
                                                                " has a line break or another control character: remove it"}));
  return std::nullopt;
}

// The parameters of a bound struct that cannot be in a URL, whatever their value.
template <class T, class... Param>
constexpr auto not_in_url(const parameter_table<Param...>&) {
  std::array<std::string_view, sizeof...(Param) + 1> names{};
  [[maybe_unused]] std::size_t at = 0;
  [[maybe_unused]] const auto look = [&]<class P>(P) {
    if (!fhirops::detail::is_primitive_member<fhirops::detail::member_type<P, T>>) names[at++] = P::name.view();
  };
  (look(Param{}), ...);
  return names;
}

// The request, or why there is none. Defined in http/make_request.hpp.
template <Storage S>
result<client_request> make_request(const client_options& client, const operation_call& call,
                                    const fhirops::detail::routed_operation& operation, std::vector<std::string> (*urls)(),
                                    const Parameters<S>& parameters, std::span<const std::string_view> not_in_url);

}  // namespace detail

/// Makes the HTTP request that calls an operation. It is a GET if the operation allows that and the parameters fit into a URL of
/// at most `client.max_url` bytes; otherwise a POST with Parameters, which are empty if there is nothing to send. Returns errors
/// if the operation is not defined at that level or for that type; if the type, the id or the base URL is invalid; if a header of
/// the client contains a line break; or if a value cannot be written.
///
/// Required parameters are not checked, since the server reports them. Complexity: linear in the size of the request. Throws only
/// `std::bad_alloc`.
///
///     const auto sent = http::to_request<hl7::ValueSetExpand>(clinic, {.filter = "abdo"}, {.type = "ValueSet", .id = "23"});
template <Operation Op>
[[nodiscard]] result<client_request> to_request(const client_options& client, const typename Op::Request& asked,
                                                called_on on = {}) {
  using Request = typename Op::Request;
  const operation_call call{Op::info.code, on.type, on.id};
  static constexpr auto not_in_url = detail::not_in_url<Request>(fhirops::detail::table_value<Request>);
  return detail::make_request(client, call, fhirops::detail::routed<Op>, &urls<Op>, to_parameters(asked), not_in_url);
}

}  // namespace fhirops::http

#ifndef FHIROPS_COMPILED
#include "fhirops/http/make_request.hpp"
#endif
