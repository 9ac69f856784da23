#pragma once
// The definition of http/read_request.hpp.
//
// A body that is not JSON, or breaks R4's rules for its resource, is answered with 400; a valid resource that does not match the
// operation with 422; a faulty URL with 400 (https://hl7.org/fhir/R4/http.html#Status-Codes). All faults are reported at once,
// with the status of the worst.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/read_request.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/from_query.hpp"
#include "fhirops/operation/name_among.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/operation/query_parameters.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/validate/validate.hpp"

namespace fhirops::http::detail {

template <Storage S>
void keep(kept_call& kept, const basic_exchange<S>& with, const user& who, host_value host) {
  kept.user_id = who.id;
  kept.type = with.path().type;
  kept.id = with.path().id;
  kept.called.user = user(kept.user_id);
  kept.called.type = kept.type;
  kept.called.id = kept.id;
  kept.called.host = host;
  const std::span<const header> sent = with.headers();
  std::size_t size = 0;
  for (const header& each : sent) size += each.name.size() + each.value.size();
  kept.header_text.reserve(size);
  kept.headers.reserve(sent.size());
  const auto add = [&kept](std::string_view text) {
    const std::size_t at = kept.header_text.size();
    kept.header_text += text;
    return std::string_view(kept.header_text).substr(at);
  };
  for (const header& each : sent) {
    const std::string_view name = add(each.name);
    kept.headers.push_back({name, add(each.value)});
  }
  kept.called.headers = kept.headers;
}

// The faults of a request. Those that break the rules of R4 or HTTP are 400; those that do not match the operation are 422.
struct faults {
  issues found{};
  int status = 422;

  void add(int as, issues more) {
    if (more.empty()) return;
    if (as < status) status = as;
    found.append(std::move(more));
  }
  void add_of_table(int as, issues more) {
    if (as < status && more.has_errors()) status = as;
    fhirops::detail::add_of_table(found, std::move(more));
  }
};

// Reports the parameters that the URL must not have. In a POST, parameters belong in the body, unless that is a resource by
// itself; in any call, the URL must not have parameters that the operation does not know, unless they are reported elsewhere.
// Lenient reading ignores them with a warning.
inline issues unknown_in_url(exchange& with, bool has_resource, std::span<const fhirops::detail::param_row> rows) {
  issues all;
  for (const std::string& name : with.asks().others) {
    if (all.size() > with.reading().max_issues()) break;
    issue found;
    if (!with.is_get() && !has_resource)
      found = fault_at(name, exchange::quoted(name) + " is in the URL, but a POST has its parameters in the body: move it there",
                       issue_type::not_supported);
    else if (find_row(rows, name) == nullptr && (name.starts_with('_') || (!with.is_get() && with.reading().is_strict())))
      found = fault_at(name, exchange::quoted(name) + std::string(fhirops::detail::unknown_name) + "parameter: remove it",
                       issue_type::not_supported);
    else
      continue;
    if (with.reading().is_strict()) {
      all.push_back(std::move(found));
      continue;
    }
    found.severity = issue_severity::warning;
    with.warn({std::move(found)});
  }
  return all;
}

// Reads the parameters in a body; a resource by itself becomes the parameter `sole`, if the operation has one. Returns false if
// there are no parameters that could be compared with the operation's.
template <Storage S>
bool read_body(exchange& with, std::string_view sole, Parameters<S>& out, bool& is_resource, faults& wrong) {
  if (with.content().empty()) return true;
  auto read = from_json<Resource<S>>(with.content(), with.reading());
  if (!read) {
    wrong.add(400, std::move(read).issues());
    return false;
  }
  with.warn(read.issues());
  if (issues found = validate(*read, with.checking()); found.has_errors()) wrong.add(400, std::move(found));
  if (auto* sent = read->template get_if<Parameters<S>>()) {
    out = std::move(*sent);
  } else if (!sole.empty()) {
    is_resource = true;
    auto& parameter = out.parameter.emplace_back();
    parameter.name = sole;
    parameter.resource = *std::move(read);
  } else {
    wrong.add(422,
              {fault_of(issue_type::structure, "the body is " + fhirops::detail::resource_text(fhirops::detail::type_of(*read)) +
                                                   ", but this operation needs a Parameters resource")});
    return false;
  }
  return true;
}

// The faults of parameters that are allowed only at some levels.
inline issues wrong_for_level(std::span<const fhirops::detail::param_row> rows, const void* request, const target_path& path) {
  const std::string_view level = path.type.empty() ? "system" : path.id.empty() ? "type" : "instance";
  issues found;
  for (const fhirops::detail::param_row& row : rows) {
    const param_details& details = *row.details;
    if (details.scope.empty()) continue;
    bool here = false;
    fhirops::detail::choices_text levels;
    for (const std::string_view each : details.scope) {
      here = here || each == level;
      levels.add(std::string(each));
    }
    const bool given = row.is_given(request);
    if (!here && given)
      found.push_back(fault_of(issue_type::not_supported,
                               fhirops::detail::joined({"the parameter \"", row.name, "\" is not allowed at the ", level,
                                                        " level: it is for the ", levels.text(), " level"})));
    if (here && !given && details.min > 0)
      found.push_back(fault_of(issue_type::required, fhirops::detail::joined({"the parameter \"", row.name, "\" is missing"})));
  }
  return found;
}

// The issues that `validate` finds in the parameters of a URL, which begin at index `first`. Parameters that could not be read
// have no value.
template <Storage S>
void check_url(const exchange& with, const Parameters<S>& parameters, std::size_t first, faults& wrong) {
  Parameters<S> given;
  for (std::size_t i = first; i < parameters.parameter.size(); ++i)
    if (parameters.parameter[i].value.has_value()) given.parameter.push_back(parameters.parameter[i]);
  if (given.parameter.empty()) return;
  issues found = validate(given, with.checking());
  for (issue& each : found) each = fhirops::detail::in_query(std::move(each), given);
  if (found.has_errors()) wrong.add(400, std::move(found));
}

// Reads a GET.
template <Storage S>
bool read_url(exchange& with, const fhirops::detail::bound_target<S>& out, faults& wrong) {
  wrong.add(400, unknown_in_url(with, false, out.rows));
  fhirops::detail::query_parameters<S> asked{out.rows};
  asked.read(with.query(), with.reading().max_issues());
  wrong.add(400, std::move(asked.malformed));
  check_url(with, asked.parameters, 0, wrong);
  issues of_table;
  const bool read = read_parameters(asked.parameters, out, with.reading(), of_table);
  issues found;
  asked.add(found, of_table);
  if (!read || found.has_errors()) {
    wrong.add_of_table(400, std::move(found));
    return false;
  }
  with.warn(found);
  return true;
}

// Reads a POST: its body, and the parameters in the URL if the body is a resource by itself (`POST
// [type]/$validate?profile=...`).
template <Storage S>
bool read_post(exchange& with, std::string_view sole, const fhirops::detail::bound_target<S>& out, faults& wrong) {
  fhirops::detail::query_parameters<S> asked{out.rows};
  bool is_resource = false;
  const bool has_body = read_body(with, sole, asked.parameters, is_resource, wrong);
  // Which parameters the URL may have depends on the kind of body.
  if (has_body || sole.empty()) wrong.add(400, unknown_in_url(with, is_resource, out.rows));
  if (!has_body) return false;
  if (is_resource && !with.asks().others.empty()) {
    asked.read(with.query(), with.reading().max_issues());
    wrong.add(400, std::move(asked.malformed));
    check_url(with, asked.parameters, 1, wrong);
  }
  issues of_table;
  const bool read = read_parameters(asked.parameters, out, with.reading(), of_table);
  issues found;
  for (issue& each : of_table) {
    const bool of_url = is_resource && each.pointer.starts_with("/parameter/") && !each.pointer.starts_with("/parameter/0");
    if (of_url)
      asked.add(found, {std::move(each)});
    else
      found.push_back(std::move(each));
  }
  if (!read || found.has_errors()) {
    wrong.add_of_table(422, std::move(found));
    return false;
  }
  with.warn(found);
  return true;
}

// Reads the request of an operation, or returns the response that reports all its faults at once.
template <Storage S>
std::optional<response> read_request(exchange& with, const request_form& form, const fhirops::detail::bound_target<S>& out) {
  faults wrong;
  const bool by_url = form.allows_get && with.is_get();
  const bool read = by_url ? read_url(with, out, wrong) : read_post(with, form.sole, out, wrong);
  if (read) wrong.add(with.is_get() ? 400 : 422, wrong_for_level(out.rows, out.object, with.path()));
  if (read && wrong.found.empty()) return std::nullopt;
  return with.refuse_reading(wrong.status, fhirops::detail::limited(std::move(wrong.found), with.reading().max_issues()));
}

}  // namespace fhirops::http::detail
