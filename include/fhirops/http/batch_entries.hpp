#pragma once
// Reads the requests in a Bundle of type batch or transaction one by one, so that a fault in one does not affect the others
// (https://hl7.org/fhir/R4/http.html#transaction).

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/framed_text.hpp"
#include "fhirops/http/http_date.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/target.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/operation/modifiers.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/validate/format.hpp"
#include "fhirops/validate/validate.hpp"

namespace fhirops::http::detail {

/// A JSON object split into the value of one of its members, and an object of all the others.
struct parted_object {
  /// The object without the member, as it was written.
  std::string rest{};
  /// The value of the member; empty if it is missing.
  std::string_view value{};
  /// How often the member appears.
  std::size_t times = 0;
};

// Whether the value is a string with this text, whichever way it is escaped.
inline bool is_name(std::string_view value, std::string_view name) {
  std::string decoded;
  return fhirops::detail::string_text(value, decoded) == name;
}

/// Takes one member out of an object, so that it does not depend on how the rest is read. Returns false if the text is not an
/// object whose members can be separated; their values are not checked.
inline bool part_object(std::string_view json, std::string_view name, parted_object& out) {
  framed_text text(json);
  if (!text.take('{')) return false;
  out.rest = "{";
  for (bool first = true; first ? text.peek() != '}' : text.take(','); first = false) {
    if (text.peek() != '"') return false;
    const std::string_view key = text.value();
    if (key.empty() || !text.take(':')) return false;
    const std::string_view value = text.value();
    if (value.empty()) return false;
    if (is_name(key, name)) {
      out.value = value;
      ++out.times;
    } else {
      fhirops::detail::append(out.rest, {out.rest.size() > 1 ? "," : "", key, ":", value});
    }
  }
  out.rest += '}';
  return text.take('}') && text.ended();
}

/// The first items of a JSON array, and the number of all items.
struct array_items {
  std::vector<std::string_view> first{};
  std::size_t count = 0;
};

/// Gets the first `most` items of an array. Returns false if the text is not an array whose items can be separated; the items are
/// not checked.
inline bool items_of(std::string_view json, std::size_t most, array_items& out) {
  framed_text text(json);
  if (!text.take('[')) return false;
  for (bool first = true; first ? text.peek() != ']' : text.take(','); first = false) {
    const std::string_view item = text.value();
    if (item.empty()) return false;
    if (out.count++ < most) out.first.push_back(item);
  }
  return text.take(']') && text.ended();
}

// Removes positions, since those in a part of a text are not those in the whole text.
inline issues without_positions(issues found) {
  for (issue& each : found) each.line = each.column = each.offset = 0;
  return found;
}

// The issues of a Bundle that are not about its entries.
inline issues around_entries(issues all) {
  issues found;
  for (issue& each : all)
    if (!each.expression.starts_with("Bundle.entry[")) found.push_back(std::move(each));
  return found;
}

/// The Bundle of a `POST [base]`.
struct batch_request {
  bool is_transaction = false;
  std::vector<std::string_view> entries{};
};

/// Reads a Bundle from which the entries were removed. Returns the response to a faulty one; otherwise nothing.
inline std::optional<response> read_envelope(const exchange& with, std::string_view text, batch_request& out, issues& warned) {
  auto read = from_json<Resource<>>(text, with.reading());
  if (!read) return with.refuse_reading(400, without_positions(std::move(read).issues()));
  warned = without_positions(read.issues());
  constexpr std::string_view needed = ", but POST [base] takes a Bundle of type batch or transaction";
  const auto* head = read->get_if<Bundle<>>();
  if (head == nullptr)
    return with.refuse(
        {422, fault_of(issue_type::structure,
                       fhirops::detail::joined(
                           {"the body is ", fhirops::detail::resource_text(fhirops::detail::type_of(*read)), needed}))});
  if (issues found = validate(*head, with.checking()); found.has_errors()) return with.refuse_reading(400, std::move(found));
  if (head->type != "batch" && head->type != "transaction") {
    issue wrong = fault_of(issue_type::value,
                           fhirops::detail::joined({"the type of the Bundle is ", fhirops::detail::quoted(head->type), needed}));
    wrong.expression = "Bundle.type";
    return with.refuse({422, std::move(wrong)});
  }
  fhirops::detail::issue_collector found(with.reading().max_issues());
  fhirops::detail::modifier_search<owned> modifiers(&found, with.reading().understood());
  fhirops::detail::element_path here;
  here.root("Bundle");
  modifiers.around_entries(*head, here);
  if (found.failed()) return with.refuse(400, found.finish());
  out.is_transaction = head->type == "transaction";
  return std::nullopt;
}

/// Reads the Bundle without its entries, which are only separated here and read one by one later. Returns the response to a
/// faulty Bundle; otherwise nothing.
inline std::optional<response> read_batch(exchange& with, std::size_t max_entries, batch_request& out) {
  std::string_view body = with.content();
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  parted_object bundle;
  array_items entries;
  const bool is_framed =
      part_object(body, "entry", bundle) &&
      (bundle.times == 0 || (bundle.times == 1 && items_of(bundle.value, max_entries, entries) && entries.count > 0));
  if (!is_framed) {
    // The general reader explains what is wrong.
    issues found = from_json<Resource<>>(body, with.reading()).issues();
    if (!found.has_errors())
      found = {fault_of(issue_type::structure, "the Bundle's entry cannot be read: send it once, as an array of objects")};
    return with.refuse_reading(400, std::move(found));
  }
  issues warned;
  if (auto refused = read_envelope(with, bundle.rest, out, warned)) {
    // With positions, if the text can be read that far as a whole.
    issues found = around_entries(from_json<Resource<>>(body, with.reading()).issues());
    return found.has_errors() ? with.refuse_reading(400, std::move(found)) : std::move(refused);
  }
  with.warn(warned);
  if (entries.count > max_entries)
    return with.refuse({413, fault_of(issue_type::too_costly,
                                      fhirops::detail::joined({"the Bundle has ", fhirops::detail::digits(entries.count),
                                                               " entries, but this server takes at most ",
                                                               fhirops::detail::digits(max_entries), ": send it in parts"}))});
  out.entries = std::move(entries.first);
  return std::nullopt;
}

/// The request of one entry: views of the batch's text, and some text that it owns.
struct entry_request {
  std::string method{};
  std::string target{};
  std::string_view body{};
  std::vector<response_header> headers{};
  /// The warnings about the entry.
  issues warned{};
};

// Makes the target of an entry relative to the base of the service, or returns the reason why that is not possible.
inline std::optional<issue> read_entry_url(std::string_view url, std::string_view base, std::string& target) {
  const std::size_t colon = url.find(':');
  if (colon < url.find_first_of("/?#$")) {
    const std::string_view path = url.substr(base.size() < url.size() ? base.size() : url.size());
    if (!url.starts_with(base) || !(path.empty() || path[0] == '/' || path[0] == '?'))
      return fault_of(issue_type::value,
                      fhirops::detail::joined({fhirops::detail::quoted(url), " is not a URL of this service",
                                               base.empty() ? "" : fhirops::detail::joined({", which is at ", base}),
                                               ": write it relative to the base, such as Patient/1/$operation"}));
    url = path;
  }
  target = url.starts_with('/') ? "" : "/";
  target += url;
  const std::string_view path = std::string_view(target).substr(0, target.find('?'));
  if (path == "/")
    return fault_of(issue_type::not_supported, "a batch or transaction cannot be inside another: send it by itself");
  return std::nullopt;
}

/// Reads an entry, and returns what is wrong with it.
inline issues read_entry(const exchange& with, std::string_view text, entry_request& out) {
  parted_object parted;
  const bool is_object = part_object(text, "resource", parted);
  if (is_object && parted.times > 1)
    return {fault_of(issue_type::structure, "resource appears more than once in the entry: send it once")};
  issue no_request = fault_of(issue_type::required, "request is missing: an entry of a batch needs one, with method and url");
  if (is_object && parted.rest == "{}") return {std::move(no_request)};
  auto read = from_json<BundleEntry<>>(is_object ? std::string_view(parted.rest) : text, with.reading());
  if (!read) return without_positions(std::move(read).issues());
  if (!is_object)
    return {fault_of(issue_type::structure,
                     "the entry is not a JSON object: send one with request, and resource where the request has a body")};
  if (!read->request) return {std::move(no_request)};
  const BundleEntryRequest<>& asked = *read->request;
  issues wrong;
  if (asked.method.empty())
    wrong.push_back(fault_of(issue_type::required, "request.method is missing: write GET or POST"));
  else if (!fhirops::detail::has_code(codes::http_verb, asked.method))
    wrong.push_back(fault_of(
        issue_type::code_invalid,
        fhirops::detail::joined({fhirops::detail::quoted(asked.method), " is not a method of a batch: write GET or POST"})));
  if (std::string_view(asked.url).empty())
    wrong.push_back(
        fault_of(issue_type::required, "request.url is missing: write it relative to the base, such as Patient/1/$operation"));
  else if (auto found = read_entry_url(asked.url, with.service().base, out.target))
    wrong.push_back(*std::move(found));
  fhirops::detail::issue_collector found(with.reading().max_issues());
  fhirops::detail::modifier_search<owned> modifiers(&found, with.reading().understood());
  modifiers.entry(*read, {});
  wrong.append(found.finish());
  // A condition that could not be sent as a header over HTTP is refused here too.
  for (const std::string_view each :
       {std::string_view(asked.ifNoneMatch), std::string_view(asked.ifMatch), std::string_view(asked.ifNoneExist)})
    if (!is_header_value(each))
      wrong.push_back(
          fault_of(issue_type::value, fhirops::detail::joined({"the condition ", fhirops::detail::quoted(each),
                                                               " has a line break or another control character: remove it"})));
  if (!wrong.empty()) return wrong;
  out.warned = without_positions(read.issues());
  out.method = std::string_view(asked.method);
  out.body = parted.value;
  // The conditions are interpreted by whoever performs the request, as over HTTP.
  const auto add = [&out](std::string_view name, std::string_view value) {
    if (!value.empty()) out.headers.push_back({std::string(name), std::string(value)});
  };
  add("If-None-Match", asked.ifNoneMatch);
  add("If-Match", asked.ifMatch);
  add("If-None-Exist", asked.ifNoneExist);
  // A date in a header has four digits for the year.
  constexpr auto year_10000 = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);
  if (const auto since = asked.ifModifiedSince.to_sys<std::chrono::seconds>(); since && *since < year_10000)
    add("If-Modified-Since", to_http_date(*since));
  return {};
}

}  // namespace fhirops::http::detail
