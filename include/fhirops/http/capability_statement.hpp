#pragma once
// Describes what a server can do: the answer to `GET [base]/metadata` (https://hl7.org/fhir/R4/capabilitystatement.html,
// https://hl7.org/fhir/R4/http.html#capabilities).

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/definition_search.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/text_out.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/operation.hpp"

namespace fhirops::http {
namespace detail {

using capability_out = fhirops::detail::text_out;

inline void put_member(capability_out& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out.key("", name, "");
  out.text(text);
}

// The id of an operation's definition on the server.
inline std::string_view own_id(const operation_info& operation) noexcept {
  return operation.id.empty() ? operation.code : operation.id;
}

// What a client has to know about an operation that is answered later.
constexpr std::string_view async_text(async_mode mode) noexcept {
  if (mode == async_mode::must) return "Always answered asynchronously: 202, with the URL of the answer in Content-Location.";
  return mode == async_mode::can ? "Answered asynchronously where the request has Prefer: respond-async." : "";
}

// Writes the operations for which `listed` is true, as `operation`.
template <class Listed>
void put_operations(capability_out& out, std::span<const operation_info> operations, const options& server,
                    std::span<const async_mode> modes, Listed&& listed) {
  bool any = false;
  for (const operation_info& each : operations) {
    if (!listed(each)) continue;
    if (!any) {
      out.key("", "operation", "");
      out.start_array();
    }
    any = true;
    out.start_object();
    put_member(out, "name", each.code);
    put_member(out, "definition",
               each.url.empty() ? server.base + "/OperationDefinition/" + std::string(own_id(each)) : std::string(each.url));
    if (const auto at = static_cast<std::size_t>(&each - operations.data()); at < modes.size())
      put_member(out, "documentation", async_text(modes[at]));
    out.end_object();
  }
  if (any) out.end_array();
}

// An operation that is called on any type belongs to no single one: R4's `rest.operation` lists it with those of the system
// level.
inline bool is_on_any(const operation_info& operation) {
  if (!operation.type && !operation.instance) return false;
  for (const std::string_view each : operation.resource)
    if (fhirops::detail::is_abstract_resource(each)) return true;
  return false;
}
inline bool is_on(const operation_info& operation, std::string_view type) {
  if (!operation.type && !operation.instance) return false;
  for (const std::string_view each : operation.resource)
    if (each == type) return !is_on_any(operation);
  return false;
}

inline void put_interactions(capability_out& out, std::span<const std::string_view> codes) {
  out.key("", "interaction", "");
  out.start_array();
  for (const std::string_view code : codes) {
    out.start_object();
    put_member(out, "code", code);
    out.end_object();
  }
  out.end_array();
}

// Writes how the definitions of the operations can be read and searched.
inline void put_definitions(capability_out& out) {
  constexpr std::string_view codes[] = {"read", "search-type"};
  put_interactions(out, codes);
  out.key("", "searchParam", "");
  out.start_array();
  for (const definition_parameter& each : definition_parameters) {
    out.start_object();
    put_member(out, "name", each.name);
    put_member(out, "type", each.type);
    out.end_object();
  }
  out.end_array();
}

}  // namespace detail

/// The CapabilityStatement of a server with these operations, as JSON text. Its `kind` is `instance`. Operations at the system
/// level, and those on any resource type, are in `rest.operation`; all others are in the `rest.resource.operation` of each of
/// their types. The `rest.resource` of OperationDefinition says that the definitions can be read and searched, as a `service`
/// allows. `modes` has one mode for each operation; the operation's `documentation` then says whether it is answered later.
///
///     const operation_info operations[] = {clinic::Hba1cGoal::info};
///     capability_statement(http::options{.software = "clinic", .date = "2026-11-24"}, operations);
[[nodiscard]] inline std::string capability_statement(const options& server, std::span<const operation_info> operations,
                                                      write_options writing = {}, std::span<const async_mode> modes = {}) {
  using detail::put_member;
  std::vector<std::string_view> types;
  if (!operations.empty()) types.emplace_back("OperationDefinition");
  for (const operation_info& each : operations)
    for (const std::string_view type : each.resource) {
      bool known = !detail::is_on(each, type);
      for (const std::string_view other : types) known = known || other == type;
      if (!known) types.push_back(type);
    }

  std::string text;
  detail::capability_out out(text, writing);
  out.start_object();
  put_member(out, "resourceType", "CapabilityStatement");
  if (!server.base.empty()) put_member(out, "url", server.base + "/metadata");
  put_member(out, "status", "active");
  put_member(out, "date", server.date);
  put_member(out, "publisher", server.publisher);
  put_member(out, "kind", "instance");
  if (!server.software.empty()) {
    out.key("", "software", "");
    out.start_object();
    put_member(out, "name", server.software);
    put_member(out, "version", server.version);
    out.end_object();
  }
  const std::string& description = server.description.empty() ? server.software : server.description;
  if (!description.empty() || !server.base.empty()) {
    out.key("", "implementation", "");
    out.start_object();
    put_member(out, "description", description.empty() ? server.base : description);
    put_member(out, "url", server.base);
    out.end_object();
  }
  put_member(out, "fhirVersion", "4.0.1");
  out.key("", "format", "");
  out.start_array();
  out.text("json");
  out.end_array();
  out.key("", "rest", "");
  out.start_array();
  out.start_object();
  put_member(out, "mode", "server");
  if (!types.empty()) {
    out.key("", "resource", "");
    out.start_array();
    for (const std::string_view type : types) {
      out.start_object();
      put_member(out, "type", type);
      if (type == "OperationDefinition") detail::put_definitions(out);
      detail::put_operations(out, operations, server, modes,
                             [type](const operation_info& each) { return detail::is_on(each, type); });
      out.end_object();
    }
    out.end_array();
  }
  if (!server.interaction.empty()) detail::put_interactions(out, server.interaction);
  detail::put_operations(out, operations, server, modes,
                         [](const operation_info& each) { return each.system || detail::is_on_any(each); });
  out.end_object();
  out.end_array();
  out.end_object();
  out.finish();
  return text;
}

}  // namespace fhirops::http
