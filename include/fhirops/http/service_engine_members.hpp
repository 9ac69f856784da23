#pragma once
// The definitions of http/service_engine.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/capability_statement.hpp"
#include "fhirops/http/definition_search.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/read_request.hpp"
#include "fhirops/http/service_engine.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/route.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/operation_definition.hpp"
#include "fhirops/resource/unknown_type.hpp"

namespace fhirops::http::detail {

// Where an operation can be called, for a client that called it elsewhere.
inline std::string call_urls(std::span<const operation_info> operations, std::string_view name) {
  std::string all;
  const auto add = [&](std::string_view before, std::string_view type) {
    if (!all.empty()) all += ", ";
    ((all += before) += type) += '/';
    all += name;
  };
  for (const operation_info& each : operations) {
    if (name.substr(1) != each.code) continue;
    if (each.system) add("", "");
    for (const std::string_view type : each.resource) {
      const std::string_view in_url = fhirops::detail::type_in_url(type);
      if (each.type) add("/", in_url);
      if (each.instance) add("/", std::string(in_url) + "/[id]");
    }
  }
  return all;
}

// Why there is no operation at a path.
inline issue not_found(const exchange& with, routing how, const operation_call& wanted,
                       std::span<const operation_info> operations) {
  if (wanted.name.empty())
    return fault_of(issue_type::not_found, exchange::quoted(with.target()) +
                                               " is not the path of an operation: [base]/metadata lists those of this server");
  issue why = explain(how, wanted);
  why.code = issue_type::not_found;
  if (how == routing::unknown_name) {
    fhirops::detail::closest_name closest(std::string_view(wanted.name).substr(1));
    for (const operation_info& each : operations) closest.offer(each.code);
    why.text += closest.name().empty() ? ": [base]/metadata lists those it has" : ": did you mean $" + closest.name() + '?';
  } else {
    why.text += ": call it at " + call_urls(operations, wanted.name);
  }
  return why;
}

// The response to a method that the operation does not allow; OPTIONS asks which ones it does.
inline response other_method(const exchange& with, std::string allow, issue why) {
  why.text += ": send a " + std::string(allow == "POST" ? "POST" : allow == "GET, HEAD" ? "GET" : "GET or a POST");
  return with.other_method(allow + ", OPTIONS", std::move(why));
}

// Whether the text is a type of R4 that a resource in a URL can have.
inline bool is_concrete_type(std::string_view type) noexcept {
  const auto types = codes::resource_types.codes;
  return std::binary_search(types.begin(), types.end(), type) && type != "Resource" && type != "DomainResource";
}

// The response to a request for something that can only be read, if it cannot be answered.
inline std::optional<response> not_read(const exchange& with, std::string_view what) {
  if (!with.is_get())
    return other_method(with, "GET, HEAD", fault_of(issue_type::not_supported, std::string(what) + " can only be read"));
  if (!with.takes_json()) return with.not_acceptable();
  if (auto wrong = with.wrong_content()) return with.refuse(*std::move(wrong));
  return std::nullopt;
}

template <Storage S>
response basic_service_engine<S>::answer(const request& asked, const user& who, host_value host,
                                         const async_starter* starter) const {
  exchange with(*server_, asked);
  response out = respond(with, who, host, starter);
  clean(out);
  return out;
}

template <Storage S>
response basic_service_engine<S>::refuse(const request& asked, refusal why) const {
  response out = exchange(*server_, asked).refuse(std::move(why));
  clean(out);
  return out;
}

template <Storage S>
bool basic_service_engine<S>::handles(const request& asked) const {
  target_path path;
  const std::string_view written = asked.target.substr(0, asked.target.find('?'));
  if (written.size() > server_->max_target || !written.starts_with('/') || read_path(written, path)) return false;
  if (path.name == "metadata") return true;
  if (path.name == "OperationDefinition") return path.id.empty() || find_definition(path.id) != nullptr;
  return !fhirops::detail::allowed_methods(routed_, path.call("POST")).empty() &&
         (path.type.empty() || is_concrete_type(path.type));
}

template <Storage S>
response basic_service_engine<S>::respond(exchange& with, const user& who, host_value host, const async_starter* starter) const {
  if (with.wrong()) return with.refuse(*with.wrong());
  const operation_call wanted = with.path().call(with.method());
  if (wanted.name == "metadata") return metadata(with, starter != nullptr);
  if (wanted.name == "OperationDefinition") return wanted.id.empty() ? search(with) : published(with, wanted.id);
  if (!wanted.type.empty() && !is_concrete_type(wanted.type))
    return with.refuse({404, fault_of(issue_type::not_found, fhirops::detail::unknown_type_text(wanted.type))});
  std::size_t at = 0;
  const routing how = fhirops::detail::find_operation(routed_, wanted, at);
  if (how == routing::found) return call(at, with, who, host, starter);
  if (how != routing::wrong_verb) return with.refuse({404, not_found(with, how, wanted, infos_)});
  return other_method(with, std::string(fhirops::detail::allowed_methods(routed_, wanted)), explain(how, wanted));
}

template <Storage S>
response basic_service_engine<S>::call(std::size_t at, exchange& with, const user& who, host_value host,
                                       const async_starter* starter) const {
  if (who.id.empty() && !server_->anonymous)
    return with.refuse(
        {401, fault_of(issue_type::login, "this operation is for authenticated users: send an Authorization header")});
  if (!with.takes_json() && !rows_[at].may_answer_binary) return with.not_acceptable();
  if (auto wrong = with.wrong_content()) return with.refuse(*std::move(wrong));
  const service_row& row = rows_[at];
  made_call made = row.make();
  keep(*made.kept, with, who, host);
  if (auto refused = read_request(with, row.form, made.target)) return *std::move(refused);
  made.kept->called.issues = with.warned();
  if (auto begun = start_async(starter, with, modes_[at], who, host)) return *std::move(begun);
  return row.answer(service_, with, made.kept);
}

// A definition can be found by the code of its operation, too.
template <Storage S>
const operation_info* basic_service_engine<S>::find_definition(std::string_view id) const noexcept {
  for (const operation_info& each : infos_)
    if (id == each.id || id == each.code) return &each;
  return nullptr;
}

template <Storage S>
response basic_service_engine<S>::published(const exchange& with, std::string_view id) const {
  const operation_info* const found = find_definition(id);
  if (found == nullptr)
    return with.refuse({404, fault_of(issue_type::not_found, "this server has no OperationDefinition with the id " +
                                                                 exchange::quoted(id) + ": [base]/metadata lists those it has")});
  if (auto refused = not_read(with, "an OperationDefinition")) return *std::move(refused);
  return with.with_resource(200, published_as(static_cast<std::size_t>(found - infos_.data()), id));
}

// Adds the elements that R4 requires and the host has not set.
template <Storage S>
OperationDefinition<> basic_service_engine<S>::published_as(std::size_t at, std::string_view id) const {
  OperationDefinition<> out = rows_[at].define();
  out.id = id;
  if (out.name.empty()) out.name = out.code.text;
  if (out.url.empty()) out.url = url_of(own_id(infos_[at]));
  return out;
}

// Empty if the host has not set the base URL.
template <Storage S>
std::string basic_service_engine<S>::url_of(std::string_view id) const {
  return server_->base.empty() ? "" : server_->base + "/OperationDefinition/" + std::string(id);
}

// Responds with those definitions in `metadata` that match the query.
template <Storage S>
response basic_service_engine<S>::search(exchange& with) const {
  if (auto refused = not_read(with, "OperationDefinition")) return *std::move(refused);
  definition_search asked;
  if (issues wrong = asked.read(with); !wrong.empty()) return with.refuse(400, std::move(wrong));
  Bundle<> found;
  found.type = "searchset";
  auto& self = found.link.emplace_back();
  self.relation = "self";
  self.url = server_->base + std::string(with.target()) + std::string(with.query());
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    OperationDefinition<> each = published_as(at, own_id(infos_[at]));
    if (!asked.matches(each)) continue;
    auto& entry = found.entry.emplace_back();
    entry.fullUrl = url_of(each.id);
    entry.search.emplace().mode = "match";
    entry.resource = std::move(each);
  }
  found.total = static_cast<std::int64_t>(found.entry.size());
  return with.with_resource(200, found);
}

template <Storage S>
response basic_service_engine<S>::metadata(const exchange& with, bool has_async) const {
  if (auto refused = not_read(with, "metadata")) return *std::move(refused);
  response out = with.begin(200);
  with.set_json(out, capability_statement(*server_, infos_, with.writing(), has_async ? modes_ : std::span<const async_mode>()));
  return out;
}

}  // namespace fhirops::http::detail
