#pragma once
// The definitions of operation/parameter_reader.hpp: the code that all bound structs share, compiled once for each storage.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/operation/name_among.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

// How many of value, resource and parts are present.
template <Storage S>
int contents(const ParametersParameter<S>& parameter) {
  return int{parameter.value.has_value()} + int{parameter.resource.has_value()} + int{!parameter.part.empty()};
}

template <Storage S>
element_path parameter_reader<S>::member_of(const element_path& here, std::string_view name, std::string_view suffix) {
  element_path inner = here;
  inner.child(name, suffix);
  return inner;
}

template <Storage S>
void parameter_reader<S>::read(const list<ParametersParameter<S>>& parts, const bound_target<S>& target, const element_path& here,
                               std::string_view element) {
  if (depth_ == deepest_struct)
    return add(issue_severity::error, issue_type::too_costly,
               joined({"nested too deep: a struct within itself may have ", digits(deepest_struct), " levels"}), here);
  ++depth_;
  constexpr std::size_t few = 16;
  times first[few];
  std::vector<times> more(target.rows.size() > few ? target.rows.size() : 0);
  times* const seen = more.empty() ? first : more.data();
  const std::string_view around = std::exchange(element_, element);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (stops(8)) return;
    element_path item = member_of(here, element);
    item.index(i);
    if (contents(parts[i]) > 1)
      add(issue_severity::error, issue_type::invariant,
          "inv-1: a parameter must have one of value, resource and part, not several: keep one", item);
    if (const param_row* row = find_row(target.rows, parts[i].name)) {
      const auto index = static_cast<std::size_t>(row - target.rows.data());
      take(target, index, parts, i, item, seen[index]);
      continue;
    }
    // A parameter without a name could be any of the known ones.
    const issue_severity severity = parts[i].name.empty() ? issue_severity::error : fault_severity();
    if (!issues_.lists(severity))
      issues_.omit(severity);
    else
      add(severity, issue_type::structure, unknown(target.rows, parts[i].name, element), member_of(item, "name"));
  }
  element_ = around;
  --depth_;
  for (std::size_t index = 0; index < target.rows.size(); ++index) count(element, target.rows[index], seen[index], here);
}

template <Storage S>
void parameter_reader<S>::take(const bound_target<S>& target, std::size_t index, const list<ParametersParameter<S>>& parts,
                               std::size_t i, const element_path& here, times& seen) {
  const param_row& row = target.rows[index];
  const ParametersParameter<S>& parameter = parts[i];
  if (!row.many && (seen.taken > 0 || seen.refused)) {
    // If there are two different ones, the library does not guess which is meant.
    const bool same = parameter == parts[seen.first];
    return add(same ? fault_severity() : issue_severity::error, issue_type::structure,
               joined({"the ", element_, " ", quoted(parameter.name), " appears more than once: send it once"}), here);
  }
  seen.first = i;
  const bool drop = !row.required && options_.drops_wrong_types() && !options_.is_strict();
  wrong_is_error_ = !drop;
  is_first_ = seen.taken == 0;
  if (target.take[index](*this, *row.details, parameter, target.object, here))
    ++seen.taken;
  else
    seen.refused = seen.refused || !drop;
}

// Reports a parameter that appears less often than required, or more often than allowed.
template <Storage S>
void parameter_reader<S>::count(std::string_view element, const param_row& row, const times& found, const element_path& here) {
  // The level at which the operation was called is not known here.
  const std::size_t min = row.required ? 1 : row.many && row.details->scope.empty() ? row.details->min : 0;
  const std::size_t max = row.details->max;  // only lists have a maximum
  if (found.refused) return;                 // the fault has been reported
  if (found.taken == 0 && min > 0)
    add(issue_severity::error, issue_type::required, joined({"the ", element, " \"", row.name, "\" is missing"}), here);
  else if (found.taken < min)
    add(issue_severity::error, issue_type::required,
        joined({"the ", element, " \"", row.name, "\" appears ", digits(found.taken), found.taken == 1 ? " time" : " times",
                ": it must appear at least ", digits(min), " times"}),
        here);
  else if (max > 0 && found.taken > max)
    fault(issue_type::structure,
          joined({"the ", element, " \"", row.name, "\" appears ", digits(found.taken), " times: it may appear at most ",
                  digits(max), max == 1 ? " time" : " times"}),
          here);
}

template <Storage S>
std::string parameter_reader<S>::unknown(std::span<const param_row> rows, std::string_view name, std::string_view element) {
  if (name.empty()) return std::string(name_is_missing);
  name_among known(name);
  for (const param_row& row : rows) known.offer(row.name);
  return known.text(element);
}

template <Storage S>
void parameter_reader<S>::add(issue_severity severity, issue_type code, std::string text, const element_path& here) {
  if (!issues_.lists(severity)) return issues_.omit(severity);
  if (stopped_) return;  // parameters that have not been read would be reported as missing
  issues_.add({severity, code, std::move(text), here.expression, here.pointer});
}
template <Storage S>
bool parameter_reader<S>::stops(std::size_t steps) {
  if (!steps_.stops_after(steps)) [[likely]]
    return false;
  if (!stopped_) add(issue_severity::fatal, issue_type::timeout, std::string(stopped_text), {});
  return stopped_ = true;
}
template <Storage S>
void parameter_reader<S>::fault(issue_type code, std::string text, const element_path& here) {
  add(fault_severity(), code, std::move(text), here);
}

template <Storage S>
std::string parameter_reader<S>::one_of(type_set types, std::span<const std::string_view> resources) {
  choices_text all;
  if (types == type_set::open())
    all.add("a value");
  else
    for (std::size_t i = 1; i <= value_type_count; ++i)
      if (types.contains(static_cast<type_id>(i))) all.add(value_text(static_cast<type_id>(i)));
  for (const std::string_view each : resources) all.add(resource_text(each));
  return all.text();
}
template <Storage S>
bool parameter_reader<S>::is_allowed(std::span<const std::string_view> allowed, const Resource<S>& resource) {
  if (allowed.empty()) return true;
  for (const std::string_view each : allowed)
    if (is_kind_of(type_of(resource), each)) return true;
  return false;
}

template <Storage S>
const void* parameter_reader<S>::find_value(const ParametersParameter<S>& parameter, type_id type, const element_path& here) {
  const Value<S>& value = parameter.value;
  if (value.type() == type) return value.place();
  // Another text type holds the same value, though it is not the type that the definition declares.
  if (value.has_value() && shape_of(type) == shape::text && shape_of(value.type()) == shape::text && !options_.is_strict()) {
    wrong(value_text(type), parameter, here, issue_severity::warning);
    return value.place();
  }
  wrong(value_text(type), parameter, here);
  return nullptr;
}
template <Storage S>
void parameter_reader<S>::copy_value(const ParametersParameter<S>& parameter, const block_ops& ops, void* item) {
  releasing old;
  ops.destroy(ops, item, 1, old);
  block_handle::finish(old);
  ops.construct(ops, item);
  const Value<S>& value = parameter.value;
  if (static_cast<unsigned>(value.type()) != ops.type) {
    static_cast<text_primitive<S>*>(item)->text = static_cast<const text_primitive<S>*>(value.place())->text;
    return;
  }
  copying work;
  ops.assign(ops, value.place(), item, work);
  block_handle::finish(work);
}
template <Storage S>
const void* parameter_reader<S>::find_content(const ParametersParameter<S>& parameter, type_id type, const element_path& here) {
  const void* value = find_value(parameter, type, here);
  if (value == nullptr || primitive_view<S>(shape_of(type), value).has_value()) return value;
  refuse(parameter, issue_type::value,
         joined({"the ", element_, " ", quoted(parameter.name), " has ", value_text(parameter.value.type()),
                 " with extensions only, but needs a value"}),
         here);
  return nullptr;
}
template <Storage S>
bool parameter_reader<S>::find_text(const ParametersParameter<S>& parameter, type_id type, std::string_view& text,
                                    const element_path& here) {
  const void* value = find_content(parameter, type, here);
  if (value != nullptr) text = *static_cast<const text_primitive<S>*>(value);
  return value != nullptr;
}
template <Storage S>
bool parameter_reader<S>::refuse(const ParametersParameter<S>& parameter, issue_type code, std::string text,
                                 const element_path& here) {
  add(wrong_severity(), code, std::move(text), member_of(here, "value", choice_suffix(parameter.value.type())));
  return false;
}
template <Storage S>
bool parameter_reader<S>::refuse_code(const ParametersParameter<S>& parameter, std::string_view codes, const element_path& here) {
  const std::string_view given = *static_cast<const text_primitive<S>*>(parameter.value.place());
  return refuse(parameter, issue_type::code_invalid, joined({quoted(given), " is not a code of this parameter: write ", codes}),
                here);
}

// Takes a search parameter, including the modifier in its name.
template <Storage S>
bool parameter_reader<S>::take_search_value(const ParametersParameter<S>& parameter, search_value& item,
                                            const element_path& here) {
  const std::string_view name = parameter.name;
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view modifier = name.substr(colon + 1);
    if (!is_search_modifier(modifier)) {
      add(issue_severity::error, issue_type::not_supported,
          joined({quoted(modifier), " is not a search modifier: write a resource type, ", search_modifiers()}), here);
      return false;
    }
    item.modifier = modifier;
  }
  return take_value(parameter, item, here);
}

template <Storage S>
bool parameter_reader<S>::wrong(std::string_view needed, const ParametersParameter<S>& parameter, const element_path& here) {
  return wrong(needed, parameter, here, wrong_severity());
}
template <Storage S>
bool parameter_reader<S>::wrong(std::string_view needed, const ParametersParameter<S>& parameter, element_path here,
                                issue_severity severity) {
  const bool of_value = parameter.value.has_value();
  const bool of_resource = !of_value && parameter.resource.has_value();
  if (of_value) {
    here.child("value", choice_suffix(parameter.value.type()));
  } else if (of_resource) {
    here.child("resource");
  }
  add(severity, of_value || of_resource ? issue_type::value : issue_type::structure,
      wrong_content_text(element_, parameter.name, content_text(parameter), needed), here);
  return false;
}

template <Storage S>
bool parameter_reader<S>::wrong_resource(std::string_view type, const ParametersParameter<S>& parameter,
                                         const element_path& here) {
  return wrong(resource_text(type), parameter, here);
}
template <Storage S>
bool parameter_reader<S>::may_have_resource(const param_details& details, const ParametersParameter<S>& parameter,
                                            const element_path& here) {
  if (!parameter.resource.has_value()) return wrong("a resource", parameter, here);
  if (!is_kind_of(type_of(parameter.resource), details.type)) return wrong_resource(details.type, parameter, here);
  return is_allowed(details.allowedResource, parameter.resource) || wrong(one_of({}, details.allowedResource), parameter, here);
}
template <Storage S>
bool parameter_reader<S>::may_have_value(const param_details& details, const ParametersParameter<S>& parameter,
                                         const element_path& here) {
  if (!parameter.value.has_value()) return wrong("a value", parameter, here);
  return details.allowed.empty() || details.allowed.contains(parameter.value.type()) ||
         wrong(one_of(details.allowed, {}), parameter, here);
}

template <Storage S>
bool read_parameters(const Parameters<S>& parameters, const bound_target<S>& target, read_options options, issues& found) {
  parameter_reader<S> reader(options);
  const element_path root{"Parameters", ""};
  reader.modifiers().parameters(parameters, root);
  reader.read(parameters.parameter, target, root, "parameter");
  found = reader.found().finish();
  return !reader.found().failed();
}

}  // namespace fhirops::detail
