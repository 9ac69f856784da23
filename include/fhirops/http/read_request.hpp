#pragma once
// The parameters of an operation from a request, or why there are none
// (https://hl7.org/fhir/R4/operations.html#request).
//
// What is no JSON, or breaks R4's rules for the resource that was sent, is 400; a sound resource that is not
// what the operation asks for is 422; a faulty URL is 400 (https://hl7.org/fhir/R4/http.html#Status-Codes).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/operation/from_parameters.hpp"
#include "fhirops/operation/from_query.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/to_parameters.hpp"
#include "fhirops/validate/validate.hpp"

namespace fhirops::http::detail {

// What a function that answers an operation is given, and what the pieces that it returns may refer to: it
// stays where it is until they are gone.
template <class Request>
struct kept {
  kept(const user& who, const target_path& path) : user_id(who.id), type(path.type), id(path.id) {}
  kept(const kept&) = delete;
  kept& operator=(const kept&) = delete;

  std::string user_id;
  std::string type;
  std::string id;
  Request request{};
  call called{user(user_id), type, id};
};

// Parameters that a URL may not have: all of a POST's, and of a GET's those that begin with `_` and are not
// known, which `from_query` passes over. Leniently they are passed over with a warning.
template <class Known>
std::optional<fault> unknown_in_url(exchange& with, Known&& known) {
  for (const std::string& name : with.asks().others) {
    issue found;
    if (!with.is_get())
      found = fault_at(name, "a POST has its parameters in the body, not in the URL", issue_type::not_supported);
    else if (name.starts_with('_') && !known(name))
      found = fault_at(name, "this server knows no parameter " + exchange::shown(name), issue_type::not_supported);
    else
      continue;
    if (with.reading().is_strict()) return fault{400, std::move(found)};
    found.severity = issue_severity::warning;
    with.warn({std::move(found)});
  }
  return std::nullopt;
}

// The parameters of a body; one that is another resource stands under `sole`, where it may.
inline std::optional<response> read_body(exchange& with, std::string_view sole, Parameters<>& out) {
  if (with.content().empty()) return std::nullopt;
  auto read = from_json<Resource<>>(with.content(), with.reading());
  if (!read) return with.refuse_reading(400, std::move(read).issues());
  with.warn(read.issues());
  if (issues found = validate(*read, with.checking()); found.has_errors()) return with.refuse_reading(400, std::move(found));
  if (auto* sent = read->get_if<Parameters<>>()) {
    out = std::move(*sent);
  } else if (!sole.empty()) {
    auto& parameter = out.parameter.emplace_back();
    parameter.name = sole;
    parameter.resource = *std::move(read);
  } else {
    return with.refuse(
        {422, fault_of(issue_type::structure, "the body of this operation must be a Parameters resource")});
  }
  return std::nullopt;
}

// The one parameter that is a resource.
template <class Op>
constexpr std::string_view sole_resource() {
  using Request = typename Op::Request;
  std::string_view name;
  if constexpr (takes_resource<Op>)
    fhirops::detail::for_each_param(
        fhirops::detail::table_value<Request>, [&name]<class Param>(Param, const param_details&) {
          if constexpr (fhirops::detail::is_resource_member<fhirops::detail::member_type<Param, Request>>)
            name = Param::name.view();
        });
  return name;
}

// The request of an operation, or why there is none.
template <class Op>
std::optional<response> read_request(exchange& with, typename Op::Request& out) {
  using Request = typename Op::Request;
  if (auto wrong = unknown_in_url(with, fhirops::detail::has_param<Request>))
    return with.refuse(*std::move(wrong));
  if constexpr (allows_get<Op>) {
    if (with.is_get()) {
      auto read = from_query<Request>(with.query(), with.reading());
      if (!read) return with.refuse_reading(400, std::move(read).issues());
      const Parameters<> parameters = to_parameters(*read);
      issues found = validate(parameters, with.checking());
      for (issue& each : found) each = fhirops::detail::in_query(std::move(each), parameters);
      if (found.has_errors()) return with.refuse_reading(400, std::move(found));
      with.warn(read.issues());
      out = *std::move(read);
      return std::nullopt;
    }
  }
  Parameters<> parameters;
  if (auto refused = read_body(with, sole_resource<Op>(), parameters)) return refused;
  auto read = from_parameters<Request>(parameters, with.reading());
  if (!read) return with.refuse_reading(422, std::move(read).issues());
  with.warn(read.issues());
  out = *std::move(read);
  return std::nullopt;
}

}  // namespace fhirops::http::detail
