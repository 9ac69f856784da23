#pragma once
// The checker for all types: visits a value by the tables.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/block.hpp"
#include "fhirops/core/decode.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/json/unknown_element.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/resource/bundle_view.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_view.hpp"
#include "fhirops/resource/unknown_type.hpp"
#include "fhirops/validate/code_text.hpp"
#include "fhirops/validate/format.hpp"
#include "fhirops/validate/format_text.hpp"
#include "fhirops/validate/node.hpp"
#include "fhirops/validate/options.hpp"
#include "fhirops/validate/rules.hpp"
#include "fhirops/validate/rules/narrative.hpp"

namespace fhirops::detail {

// Recursion is as deep as the value, and stack frames are small. For a value without faults, nothing is allocated except what the
// rules of a resource need (`resource_scope`).
template <Storage S>
class checker {
 public:
  checker(std::string_view root, validate_options options) : root_(root), issues_(options.max_issues()), steps_(options.stop()) {}

  issues finish() { return issues_.finish(); }

  void any(const Resource<S>& resource, const step<S>& here) {
    if (const auto* raw_resource = resource.template get_if<RawResource<S>>())
      raw(*raw_resource, here);
    else
      known(*resource_info<S>(resource.type()), resource.place(), here);
  }

  // Checks a datatype, or an element of a resource.
  void element(const type_info<S>& info, const void* slot, const step<S>& here) {
    if (!ele_1(info, slot)) return report_ele_1(here);
    object(info, slot, here);
  }

  void known(const type_info<S>& info, const void* object, const step<S>& here) {
    resource_scope<S> scope;
    scope.info = &info;
    scope.object = object;
    if (is_contained(here)) scope.container = &scope_->root();
    const block_handle* contained = nullptr;
    if (const field<S>* f = find_field(info, "contained")) contained = &at<block_handle>(object, f->offset);
    scope.has_contained = contained != nullptr && contained->count() > 0;
    if (scope.has_contained) {
      std::string buffer;
      std::vector<std::pair<std::string_view, std::size_t>> ids;
      each_contained(*contained, [&](std::size_t i, resource_view<S> view) {
        if (const std::string_view id = view.id(buffer); !id.empty()) ids.emplace_back(scope.kept(id, buffer), i);
      });
      sort_pairs(ids);
      for (const auto& [id, index] : ids) {
        if (!scope.contained_ids.empty() && scope.contained_ids.back() == id) scope.repeated_contained.push_back(index);
        scope.contained_ids.push_back(id);
      }
      std::sort(scope.repeated_contained.begin(), scope.repeated_contained.end());
    }
    if (info.type == type_id::Bundle) {
      scope.repeated_entries = repeated_entries(bundle_view<S>(info, object));
      scope.all_entries = faults_of_all(bundle_view<S>(info, object));
    }
    resource_scope<S>* outer = std::exchange(scope_, &scope);
    depth_ += 3;  // it has a large stack frame
    this->object(info, object, here);
    depth_ -= 3;
    if (scope.has_contained) unreferenced(*contained, scope, {&here, find_field(info, "contained")});
    scope_ = outer;
  }

  void raw(const RawResource<S>& resource, const step<S>& here) {
    const std::string_view json = resource.json;
    if (stops(json.size() / 16, here)) return;
    if (!has_json_form(resource))
      return report(issue_severity::error, issue_type::structure, here, {},
                    "the text of this resource is not a JSON object: hold it as it was read");
    std::string buffer;
    const std::string_view type = string_text(find_member(resource.json, "resourceType"), buffer);
    if (type.empty() && std::string_view(resource.resourceType).empty())
      report(issue_severity::error, issue_type::required, here, {}, "resourceType is missing");
    else if (type != std::string_view(resource.resourceType))
      report(issue_severity::error, issue_type::structure, here, {},
             joined({"resourceType is \"", shortened_text(type), "\" in the JSON of this resource, but it is held as \"",
                     shortened_text(resource.resourceType), "\": make them the same"}));
    else if (!is_resource_type(type))
      report(issue_severity::error, issue_type::structure, here, "resourceType", unknown_type_text(type));
    if (scope_ != nullptr && scope_->root().has_contained) note_references_of(resource);
  }

 private:
  void object(const type_info<S>& info, const void* object, const step<S>& here) {
    if (stops(info.fields.size(), here)) return;
    if (depth_ >= deepest_checked) return report_too_deep(here);
    ++depth_;
    if (info.type == type_id::Reference) note_reference(at<String<S>>(object, find_field(info, "reference")->offset));
    const node<S> here_is{info, object, here, scope_};
    for (const auto& rule : rule_table<S>::of_type(info.type))
      if (!rule.holds(here_is)) report(rule, here_is, here);
    for (const field<S>& f : info.fields) member(f, object, here);
    for (const auto& each : at<list<unknown_member<S>>>(object, info.unknown)) report_unknown(info, each.name, here);
    --depth_;
  }

  void member(const field<S>& f, const void* object, const step<S>& parent) {
    if (!is_held(f, object)) {
      if (f.min > 0) report_missing(f, parent);
      return;
    }
    const void* slot = &at<std::byte>(object, f.offset);
    step<S> here{&parent, &f};
    if (!f.in_block()) return item(f, slot, here);
    const block& items = *static_cast<const block_handle*>(slot)->get();
    for (; here.index < items.size && !stops(1, here); ++here.index) item(f, items.at(here.index), here);
  }

  void item(const field<S>& f, const void* slot, step<S>& here) {
    switch (f.kind) {
      case shape::attribute:
        return attribute(*static_cast<const typename S::string*>(slot), here);
      case shape::complex:
        if (f.info().is_resource) return known(f.info(), slot, here);
        return element(f.info(), slot, here);
      case shape::value:
        return value(f, *static_cast<const Value<S>*>(slot), here);
      case shape::resource:
        if (is_contained(here)) contained(resource_view<S>(*static_cast<const Resource<S>*>(slot)), here);
        if (static_cast<const Resource<S>*>(slot)->has_value()) any(*static_cast<const Resource<S>*>(slot), here);
        return;
      default:
        return primitive({f.kind, slot}, f.type, f.binding, here);
    }
  }
  void value(const field<S>& f, const Value<S>& value, step<S>& here) {
    here.choice = value.type();
    if (!f.choices.contains(value.type())) report_not_allowed(f, value.type(), here);
    if (const type_info<S>* info = value_info<S>(value.type()))
      element(*info, value.place(), here);
    else
      primitive({shape_of(value.type()), value.place()}, value.type(), nullptr, here);
  }
  void primitive(primitive_view<S> view, type_id type, const code_set* binding, step<S>& here) {
    if (view.has_value()) primitive_value(view, type, binding, here);
    here.is_sibling = !view.has_value() && view.element();
    if (!ele_1(view)) report_ele_1(here);
    here.is_sibling = view.element().has_value();
    if (!here.is_sibling) return;
    object(type_table<Element<S>>(), &*view.element(), here);
    here.is_sibling = false;
  }
  void primitive_value(primitive_view<S> view, type_id type, const code_set* binding, const step<S>& here) {
    if (view.kind() == shape::boolean) return;
    if (view.kind() == shape::integer) {
      if (is_integer_of(type, view.integer(), view.is_minus_zero())) return;
      return report_if_listed(issue_severity::error, issue_type::value, here,
                              [&] { return integer_text(type, view.integer(), view.is_minus_zero()); });
    }
    const std::string_view text = view.text();
    if (stops(text.size() / 16, here)) return;
    const bool plain = is_plain_text(text);
    const bool well_formed = plain || check_utf8(text, here);
    if (type == type_id::xhtml) {
      if (well_formed) report(judge_narrative(text), here);
      return;
    }
    if (const format_fault found = find_format_fault(type, text, plain); found != format_fault::none)
      report_if_listed(severity_of(found), issue_type::value, here, [&] { return format_text(type, found, text); });
    else if (binding != nullptr)
      code(*binding, text, here);
    if (type == type_id::uri || type == type_id::url || type == type_id::canonical) note_reference(text);
  }
  void code(const code_set& set, std::string_view code, const step<S>& here) {
    const binding_fault found = find_code_fault(set, code);
    if (found == binding_fault::none) return;
    const bool unsure = found == binding_fault::not_of_2018;
    report_if_listed(unsure ? issue_severity::warning : issue_severity::error, issue_type::code_invalid, here, [&] {
      return unsure ? currency_text(code) : found == binding_fault::not_media_type ? media_type_text(code) : code_text(set, code);
    });
  }
  void attribute(std::string_view id, const step<S>& here) {
    if (!is_plain_text(id)) check_utf8(id, here);
    if (has_space(id))
      report_if_listed(issue_severity::error, issue_type::value, here,
                       [id] { return quoted(id) + " has white space, which the id of an element must not have: remove it"; });
  }
  bool check_utf8(std::string_view text, const step<S>& here) {
    const std::size_t ill_formed = find_ill_formed(text);
    if (ill_formed == std::string_view::npos) return true;
    report_if_listed(issue_severity::error, issue_type::value, here, [text, ill_formed] {
      return joined({quoted(text), " is not UTF-8 at byte ", digits(ill_formed), ": U+FFFD would be written for it"});
    });
    return false;
  }

  // Contained resources, and the references to them.

  static bool is_contained(const step<S>& here) noexcept {
    return here.element != nullptr && here.element->kind == shape::resource && here.element->name == "contained";
  }
  template <class F>
  static void each_contained(const block_handle& contained, F f) {
    for (std::size_t i = 0; i < contained.count(); ++i)
      f(i, resource_view<S>(*static_cast<const Resource<S>*>(contained.get()->at(i))));
  }
  void contained(const resource_view<S>& view, const step<S>& here) {
    if (!view.has_value()) return report_ele_1(here);
    for (const auto& rule : contained_rules<S>)
      if (!rule.holds(view)) report(rule, view, here);
  }
  void note_reference(std::string_view reference) {
    if (!reference.starts_with('#') || scope_ == nullptr) return;
    resource_scope<S>& root = scope_->root();
    if (!root.has_contained) return;
    // A contained resource that refers to its container need not itself be referred to.
    if (reference == "#" && scope_->container != nullptr) {
      std::string buffer;
      if (!std::exchange(scope_->refers_up, true))
        root.local_references.push_back(root.kept(resource_view<S>(*scope_->info, scope_->object).id(buffer), buffer));
      return;
    }
    root.local_references.push_back(reference.substr(1));
  }
  void note_references_of(const RawResource<S>& resource) {
    resource_scope<S>& root = scope_->root();
    bool refers_up = false;
    scanner tokens(resource.json);
    std::string buffer;
    for (token t = tokens.next(); t != token::end && t != token::bad; t = tokens.next()) {
      if (t != token::string) continue;
      const std::string_view text = string_text(tokens.slice(), buffer);
      if (!text.starts_with('#')) continue;
      if (text != "#") {
        root.local_references.push_back(root.kept(text, buffer).substr(1));
      } else if (!std::exchange(refers_up, true)) {
        const std::string_view id = string_text(find_member(resource.json, "id"), buffer);
        root.local_references.push_back(root.kept(id, buffer));
      }
    }
  }
  void unreferenced(const block_handle& contained, resource_scope<S>& scope, step<S> here) {
    std::sort(scope.local_references.begin(), scope.local_references.end());
    std::string buffer;
    each_contained(contained, [&](std::size_t i, resource_view<S> view) {
      here.index = i;
      if (!has_id_of_its_own(i, scope.repeated_contained)) return report_repeated_id(view.id(buffer), here);
      if (dom_3(view.id(buffer), scope.local_references)) return;
      report_if_listed(issue_severity::error, issue_type::invariant, here, [&] {
        return joined({"dom-3: nothing refers to \"#", shortened_text(view.id(buffer)),
                       "\": add a reference to this resource, or remove it"});
      });
    });
  }

  void report_repeated_id(std::string_view id, const step<S>& here) {
    report_if_listed(
        issue_severity::error, issue_type::structure, here,
        [id] { return joined({"another contained resource before this one has the id ", quoted(id), ": make them differ"}); },
        "id");
  }

  // Reporting. Not inlined into recursive functions, whose stack frames must be small.

  [[gnu::noinline, gnu::cold]] void report_too_deep(const step<S>& here) {
    report(issue_severity::error, issue_type::too_costly, here, {},
           "nested too deep (" + std::to_string(deepest_checked) +
               " elements, a resource counts as four): what is in here was not checked");
  }
  [[gnu::noinline, gnu::cold]] void report_unknown(const type_info<S>& info, std::string_view name, const step<S>& here) {
    report_if_listed(issue_severity::warning, issue_type::structure, here, [&] { return unknown_element(info, name); }, name);
  }
  [[gnu::noinline, gnu::cold]] void report_missing(const field<S>& f, const step<S>& here) {
    report_if_listed(issue_severity::error, issue_type::required, here,
                     [&f] { return joined({f.name, f.kind == shape::value ? "[x]" : "", " is missing: R4 requires it"}); });
  }
  [[gnu::noinline, gnu::cold]] void report_not_allowed(const field<S>& f, type_id type, const step<S>& here) {
    report_if_listed(issue_severity::error, issue_type::structure, here,
                     [&f, type] { return joined({f.name, "[x] cannot have the type ", to_string(type), " here"}); });
  }
  void report_ele_1(const step<S>& here) {
    report(issue_severity::error, issue_type::invariant, here, {},
           "ele-1: the element is empty: give it a value, an extension or another child, or leave it out");
  }
  template <class Subject>
  void report(const rule<Subject>& rule, const Subject& subject, const step<S>& here) {
    report_if_listed(
        rule.severity, rule.code, here,
        [&] {
          const std::string_view key = rule.key;
          const std::string_view between = key.empty() ? "" : ": ";
          if (rule.text_with_values != nullptr) return joined({key, between, rule.text_with_values(subject)});
          return joined({key, between, rule.fault != nullptr ? rule.fault(subject) : rule.text});
        },
        rule.member);
  }
  void report(narrative_verdict found, const step<S>& here) {
    if (found) report(found.severity, found.code, here, {}, std::move(found.text));
  }
  // Takes a function that makes the text, and calls it only if the issue is kept.
  template <class Text>
  [[gnu::noinline, gnu::cold]] void report_if_listed(issue_severity severity, issue_type code, const step<S>& here, Text text,
                                                     std::string_view member = {}) {
    report(severity, code, here, member, issues_.lists(severity) && !stopped_ ? text() : std::string());
  }
  // Counts that many more steps, and returns whether to stop; this is reported once, at the current path.
  bool stops(std::size_t steps, const step<S>& here) {
    if (stopped_ || issues_.closed()) return true;  // everything that can be reported has been
    if (!steps_.stops_after(steps)) [[likely]]
      return false;
    report(issue_severity::fatal, issue_type::timeout, here, {}, std::string(stopped_text));
    return stopped_ = true;
  }
  // `member` is a member of the element at `here`, or empty.
  void report(issue_severity severity, issue_type code, const step<S>& here, std::string_view member, std::string text) {
    if (stopped_) return;  // elements that have not been visited would be reported as missing
    if (!issues_.lists(severity)) return issues_.omit(severity);
    element_path path = path_of(root_, here);
    if (!member.empty()) {
      path.child(member);
    }
    issues_.add({severity, code, std::move(text), std::move(path.expression), std::move(path.pointer)});
  }

  // The depth that a stack of 256 KiB allows without optimization, even with a sanitizer.
  static constexpr std::size_t deepest_checked = 200;

  std::string_view root_;
  std::size_t depth_ = 0;
  issue_collector issues_;
  step_counter steps_;
  bool stopped_ = false;
  resource_scope<S>* scope_ = nullptr;
};

}  // namespace fhirops::detail
