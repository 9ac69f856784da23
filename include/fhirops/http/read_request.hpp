#pragma once
// The parameters of an operation from a request, or why there are none
// (https://hl7.org/fhir/R4/operations.html#request).
//
// What is no JSON, or breaks R4's rules for the resource that was sent, is 400; a sound resource that is not
// what the operation asks for is 422; a faulty URL is 400 (https://hl7.org/fhir/R4/http.html#Status-Codes).

#include <cstddef>
#include <span>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  kept(const user& who, const target_path& path, std::span<const header> sent, host_value host)
      : user_id(who.id), type(path.type), id(path.id) {
    std::size_t size = 0;
    for (const header& each : sent) size += each.name.size() + each.value.size();
    header_text.reserve(size);
    headers.reserve(sent.size());
    const auto keep = [this](std::string_view text) {
      const std::size_t at = header_text.size();
      header_text += text;
      return std::string_view(header_text).substr(at);
    };
    for (const header& each : sent) {
      const std::string_view name = keep(each.name);
      headers.push_back({name, keep(each.value)});
    }
    called.headers = headers;
    called.host = host;
  }
  kept(const kept&) = delete;
  kept& operator=(const kept&) = delete;

  std::string user_id;
  std::string type;
  std::string id;
  std::string header_text{};
  std::vector<header> headers{};
  Request request{};
  call called{user(user_id), type, id};
};

// What the body of a request is.
enum class content : unsigned char { none, parameters, resource };

// Parameters that a URL may not have: of a POST those whose place is the body, which only a resource alone
// leaves to the URL, and of any call those that the operation does not have, where they are not told later.
// Leniently they are passed over with a warning.
template <class Known>
std::optional<fault> unknown_in_url(exchange& with, content body, Known&& known) {
  for (const std::string& name : with.asks().others) {
    issue found;
    if (!with.is_get() && body != content::resource)
      found = fault_at(name, "a POST has its parameters in the body, not in the URL", issue_type::not_supported);
    else if (!known(name) && (name.starts_with('_') || (!with.is_get() && with.reading().is_strict())))
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
inline std::optional<response> read_body(exchange& with, std::string_view sole, Parameters<>& out, content& what) {
  if (with.content().empty()) return std::nullopt;
  auto read = from_json<Resource<>>(with.content(), with.reading());
  if (!read) return with.refuse_reading(400, std::move(read).issues());
  with.warn(read.issues());
  if (issues found = validate(*read, with.checking()); found.has_errors()) return with.refuse_reading(400, std::move(found));
  if (auto* sent = read->get_if<Parameters<>>()) {
    out = std::move(*sent);
    what = content::parameters;
  } else if (!sole.empty()) {
    what = content::resource;
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

template <class M>
bool is_given(const M& member) {
  if constexpr (fhirops::detail::occurrence<M>::many)
    return !member.empty();
  else if constexpr (fhirops::detail::occurrence<M>::min == 0)
    return member.has_value();
  else
    return true;
}

// What is wrong with the parameters that are for some levels alone.
template <class Request>
issues wrong_for_level(const Request& request, const target_path& path) {
  const std::string_view level = path.type.empty() ? "system" : path.id.empty() ? "type" : "instance";
  issues found;
  fhirops::detail::for_each_param(
      fhirops::detail::table_value<Request>, [&]<class Param>(Param, const param_details& details) {
        if (details.scope.empty()) return;
        bool here = false;
        for (const std::string_view each : details.scope) here = here || each == level;
        const std::string name(Param::name.view());
        const bool given = is_given(request.*Param::member);
        if (!here && given)
          found.push_back(fault_of(issue_type::not_supported, "the parameter \"" + name + "\" is not for a call at the " +
                                                                  std::string(level) + " level"));
        if (here && !given && details.min > 0)
          found.push_back(fault_of(issue_type::required, "the parameter \"" + name + "\" is missing"));
      });
  return found;
}

// Of a GET.
template <class Request>
std::optional<response> read_url(exchange& with, Request& out) {
  if (auto wrong = unknown_in_url(with, content::none, fhirops::detail::has_param<Request>))
    return with.refuse(*std::move(wrong));
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

// Of a POST: the body, and what the URL adds to a resource alone (`POST [type]/$validate?profile=...`).
template <class Op>
std::optional<response> read_post(exchange& with, typename Op::Request& out) {
  using Request = typename Op::Request;
  Parameters<> parameters;
  content body = content::none;
  if (auto refused = read_body(with, sole_resource<Op>(), parameters, body)) return refused;
  if (auto wrong = unknown_in_url(with, body, fhirops::detail::has_param<Request>))
    return with.refuse(*std::move(wrong));
  fhirops::detail::query_parameters<Request> asked;
  if (body == content::resource && !with.asks().others.empty()) {
    asked.read(with.query(), with.reading().max_issues());
    if (!asked.malformed.empty()) return with.refuse(400, std::move(asked.malformed));
    issues found = validate(asked.parameters, with.checking());
    for (issue& each : found) each = fhirops::detail::in_query(std::move(each), asked.parameters);
    if (found.has_errors()) return with.refuse_reading(400, std::move(found));
    for (auto& each : asked.parameters.parameter) parameters.parameter.push_back(std::move(each));
  }
  auto read = from_parameters<Request>(parameters, with.reading());
  if (!read) return with.refuse_reading(422, std::move(read).issues());
  with.warn(read.issues());
  out = *std::move(read);
  return std::nullopt;
}

// The request of an operation, or why there is none.
template <class Op>
std::optional<response> read_request(exchange& with, typename Op::Request& out) {
  std::optional<response> refused;
  if constexpr (allows_get<Op>)
    refused = with.is_get() ? read_url(with, out) : read_post<Op>(with, out);
  else
    refused = read_post<Op>(with, out);
  if (refused) return refused;
  if (issues found = wrong_for_level(out, with.path()); !found.empty())
    return with.refuse(with.is_get() ? 400 : 422, std::move(found));
  return std::nullopt;
}

}  // namespace fhirops::http::detail
