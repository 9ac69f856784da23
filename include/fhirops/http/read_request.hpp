#pragma once
// Reads the parameters of an operation from a request, or determines why that is not possible
// (https://hl7.org/fhir/R4/operations.html#request).

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/storage.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/operation/parameter_reader.hpp"

namespace fhirops::http::detail {

// What the function that answers an operation gets in addition to its request, and what the pieces that it returns may refer to;
// so it is not moved while the pieces exist.
struct kept_call {
  kept_call() = default;
  kept_call(const kept_call&) = delete;
  kept_call& operator=(const kept_call&) = delete;
  virtual ~kept_call() = default;

  std::string user_id{};
  std::string type{};
  std::string id{};
  std::string header_text{};
  std::vector<header> headers{};
  call called{user(std::string_view()), {}, {}};
};
template <class Request>
struct kept : kept_call {
  Request request{};
};

// Copies the user, the URL's type and id, and the headers. Defined in http/request_reader.hpp.
template <Storage S>
void keep(kept_call& kept, const basic_exchange<S>& with, const user& who, host_value host);

// What reading a request needs to know about the operation.
struct request_form {
  std::span<const fhirops::detail::param_row> rows;
  std::string_view sole;  // the only parameter that is a resource, which may be sent by itself
  bool allows_get;
};

template <class Op>
constexpr request_form form_of() {
  request_form form{fhirops::detail::bound_rows<typename Op::Request>::value, {}, allows_get<Op>};
  if constexpr (takes_resource<Op>)
    for (const fhirops::detail::param_row& row : form.rows)
      if (row.is_resource) form.sole = row.name;
  return form;
}

// Reads the request of an operation, or returns the response that reports all its faults at once. Defined in
// http/request_reader.hpp.
template <Storage S>
std::optional<response> read_request(exchange& with, const request_form& form, const fhirops::detail::bound_target<S>& out);

}  // namespace fhirops::http::detail

#ifndef FHIROPS_COMPILED
#include "fhirops/http/request_reader.hpp"  // IWYU pragma: export
#endif
