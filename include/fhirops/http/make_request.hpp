#pragma once
// The definition of http/client_request.hpp.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/percent_encoding.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/http/client_options.hpp"
#include "fhirops/http/client_request.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/route.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/validate/format.hpp"

namespace fhirops::http::detail {

// The base URL without its trailing slash, or what is wrong with it.
inline result<std::string_view> checked_base(std::string_view base) {
  const auto wrong = [base](std::string_view why) {
    return issues{fault_of(issue_type::value, fhirops::detail::joined({"the base URL ", fhirops::detail::quoted(base), why}))};
  };
  const std::size_t colon = base.find("://");
  if (colon == std::string_view::npos ||
      (!same_name(base.substr(0, colon), "https") && !same_name(base.substr(0, colon), "http")))
    return wrong(" is not absolute: write https://, the host and the path of the service");
  for (const char c : base)
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F || c == '"' || c == '<' || c == '>' ||
        c == '\\')
      return wrong(" has a character that is not allowed in a URL: percent-encode it");
  if (base.find_first_of("?#") != std::string_view::npos) return wrong(" has a query or a fragment: write what is before it");
  if (base.ends_with('/')) base.remove_suffix(1);
  if (base.size() <= colon + 3 || base[colon + 3] == '/') return wrong(" has no host");
  return base;
}

// Why the operation cannot be called there; `std::nullopt` if it can.
inline std::optional<issue> wrong_call(routing how, const operation_call& call, std::span<const std::string> urls) {
  if (call.type.empty() && !call.id.empty())
    return fault_of(issue_type::value,
                    fhirops::detail::joined({"the id ", fhirops::detail::quoted(call.id), " has no type: give both"}));
  if (!call.type.empty() &&
      (fhirops::detail::is_abstract_resource(call.type) || !fhirops::detail::has_code(codes::resource_types, call.type)))
    return fault_of(issue_type::value,
                    fhirops::detail::joined({fhirops::detail::quoted(call.type), " is not a resource type of R4"}));
  if (!call.id.empty() && !is_id(call.id))
    return fault_of(issue_type::value, fhirops::detail::joined({fhirops::detail::quoted(call.id),
                                                                " is not an id: write 1 to 64 letters, digits, - and ."}));
  if (how == routing::found) return std::nullopt;
  issue why = explain(how, call);
  const char* before = ": call it at ";
  for (const std::string& each : urls) (why.text += std::exchange(before, ", ")) += each;
  return why;
}

// The text of a value in a URL; `std::nullopt` if it is not a primitive, has an id or extensions, or contains characters that
// URLs may not contain.
inline std::optional<std::string> url_text(const Value<>& value) {
  if (!value.has_value() || !fhirops::detail::is_primitive(fhirops::detail::shape_of(value.type()))) return std::nullopt;
  const fhirops::detail::primitive_view<owned> view(fhirops::detail::shape_of(value.type()), value.place());
  if (!fhirops::detail::has_json(view) || view.element()) return std::nullopt;
  if (view.kind() == fhirops::detail::shape::boolean) return view.boolean() ? "true" : "false";
  if (view.kind() == fhirops::detail::shape::integer) return view.is_minus_zero() ? "-0" : std::to_string(view.integer());
  if (!fhirops::detail::is_text(view.text())) return std::nullopt;
  return std::string(view.text());
}

// The query of these parameters, including its `?`. `std::nullopt` if a server would read something else: if one of them is not
// primitive, does not have the type that the operation declares, cannot be written in a URL, or has a name with another meaning
// there.
inline std::optional<std::string> query_of(const Parameters<>& parameters, std::span<const std::string_view> not_in_url) {
  std::string query;
  for (const ParametersParameter<>& each : parameters.parameter) {
    const std::string_view name = each.name;
    for (const std::string_view other : not_in_url)
      if (name.substr(0, name.find(':')) == other) return std::nullopt;
    for (const std::string_view other : {"_format", "_pretty", "_summary", "_elements"})
      if (name == other) return std::nullopt;
    const std::optional<std::string> text = url_text(each.value);
    if (!text) return std::nullopt;
    query += query.empty() ? '?' : '&';
    fhirops::detail::encode_text(query, name, ":");
    query += '=';
    fhirops::detail::encode_text(query, *text, ":/,");
  }
  return query;
}

template <Storage S>
result<client_request> make_request(const client_options& client, const operation_call& call,
                                    const fhirops::detail::routed_operation& operation, std::vector<std::string> (*urls)(),
                                    const Parameters<S>& parameters, std::span<const std::string_view> not_in_url) {
  if (auto wrong_place = wrong_call(fhirops::detail::match(operation, call), call, urls()))
    return issues{*std::move(wrong_place)};
  const auto base = checked_base(client.base);
  if (!base) return base.issues();
  client_request out;
  out.url = *base;
  for (const std::string_view each : {call.type, call.id})
    if (!each.empty()) (out.url += '/') += each;
  out.url += "/$";
  fhirops::detail::encode_text(out.url, call.name);

  issues wrong;
  bool accepts = false;
  for (const response_header& each : client.headers) {
    if (auto found = wrong_header(each)) wrong.push_back(*std::move(found));
    accepts = accepts || same_name(each.name, "Accept");
  }
  if (!wrong.empty()) return wrong;
  out.headers = client.headers;
  if (!accepts) out.headers.push_back({"Accept", "application/fhir+json"});

  if (operation.allows_get && client.max_url > 0)
    if (const auto query = query_of(parameters, not_in_url); query && out.url.size() + query->size() <= client.max_url) {
      out.method = "GET";
      out.url += *query;
      return out;
    }
  out.method = "POST";
  std::erase_if(out.headers, [](const response_header& each) { return same_name(each.name, "Content-Type"); });
  out.headers.push_back({"Content-Type", "application/fhir+json; charset=utf-8"});
  const write_report written = write_json(parameters, out.body);
  if (written.replaced > 0)
    return issues{
        fault_of(issue_type::value, "the request has text that is not UTF-8, or contains U+0000: no server would accept it")};
  if (written.unrepresentable > 0)
    return issues{fault_of(issue_type::value,
                           "the request has a value that JSON has no form for, such as a RawResource that is not "
                           "a JSON object with a resourceType")};
  return out;
}

}  // namespace fhirops::http::detail
