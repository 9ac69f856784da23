#pragma once
// Reports the faults that the general reader finds, each with the path of the element: as an error, or in lenient reading as a
// warning.

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/report.hpp"

namespace fhirops::detail {

// `Source` is that of the builder: `position()` is the offset of the current event.
template <Storage S, class Source>
class fault_reporter {
 public:
  // `root` is the name of the root in a path.
  fault_reporter(Source& source, std::string_view root, read_options options)
      : source_(source), options_(options), root_name_(root), issues_(options.max_issues()) {
    issues_.limit_texts(source.size(), options.max_issues());
  }

  [[nodiscard]] issue_collector& found() noexcept { return issues_; }
  // Adds an issue at the current path.
  [[gnu::noinline, gnu::cold]] void add(issue_severity severity, issue_type code, text_pieces text, std::size_t offset) {
    if (!issues_.lists(severity)) return issues_.omit(severity);
    add_at(path_of(root_name_, frames_, frames_.size()), severity, code, text, offset);
  }

 protected:
  using frame_type = parse_frame<S>;
  using target_type = target<S>;
  using target_what = typename target_type::what;

  [[nodiscard]] [[gnu::cold]] issue_severity fault_severity() const noexcept { return severity_at(frames_.size()); }
  [[gnu::noinline, gnu::cold]] void fault(issue_type code, text_pieces text) {
    ++faults_;
    add(fault_severity(), code, text, source_.position());
  }
  // Takes a function that makes the text, and calls it only if the issue is kept.
  template <class Text>
  [[gnu::noinline, gnu::cold]] void fault_with(issue_type code, Text text) {
    if (!issues_.lists(fault_severity())) return fault(code, {});
    fault(code, {text()});
  }
  // Reports a fault of a member that has been read before, or of the item of its array with this index.
  [[gnu::noinline, gnu::cold]] void fault_of(const target_type& member, std::size_t index, std::size_t offset,
                                             std::string_view text) {
    ++faults_;
    frames_.back().next = member;
    const issue_severity severity = fault_severity();
    if (!issues_.lists(severity)) return issues_.omit(severity);
    element_path path = path_of(root_name_, frames_, frames_.size());
    if (index != npos) path.index(index);
    add_at(std::move(path), severity, issue_type::structure, {text}, offset);
  }
  // Reports a fault of the object or array that is ending: the path is that of the object, not of anything inside it.
  [[gnu::noinline, gnu::cold]] void at_parent(issue_type code, text_pieces text) {
    at_parent(severity_at(frames_.size() - 1), code, text);
  }
  [[gnu::noinline, gnu::cold]] void at_parent(issue_severity severity, issue_type code, text_pieces text) {
    ++faults_;
    if (!issues_.lists(severity)) return issues_.omit(severity);
    add_at(path_of(root_name_, frames_, frames_.size() - 1), severity, code, text, frames_.back().offset);
  }
  [[gnu::noinline, gnu::cold]] bool fatal(issue_type code, text_pieces text) {
    add(issue_severity::fatal, code, text, source_.position());
    return false;
  }

  [[gnu::noinline, gnu::cold]] void not_allowed(const target_type& t, json_kind kind, std::string_view text = {}) {
    fault_with(issue_type::structure, [&] { return not_allowed_here(t, t.representation(), kind, text); });
  }
  [[gnu::noinline, gnu::cold]] void wrong_kind(const target_type& t, json_kind kind, std::string_view text) {
    const shape representation = t.representation();
    const std::string_view type = representation == shape::attribute ? "string" : to_string(t.type());
    fault_with(issue_type::value, [&] { return wrong_kind_text(type, representation, kind, text); });
  }
  [[gnu::noinline, gnu::cold]] void report_no_array(const target_type& t, json_kind kind, std::string_view text = {}) {
    fault_with(issue_type::structure, [&] { return not_an_array(t, kind, text); });
  }
  [[gnu::noinline, gnu::cold]] void report_twice(std::string_view name) {
    fault_with(issue_type::structure, [name] { return twice_text(name); });
  }

  static constexpr std::size_t npos = std::string_view::npos;

  Source& source_;
  read_options options_;
  std::string_view root_name_;
  std::size_t faults_ = 0;          // warnings of lenient reading among them
  std::vector<frame_type> frames_;  // what is open

 private:
  // The severity of a fault at this depth.
  [[nodiscard]] issue_severity severity_at(std::size_t depth) const noexcept {
    return options_.is_strict() || in_modifier(depth) ? issue_severity::error : issue_severity::warning;
  }
  // Elements that may change the meaning of others are neither dropped nor guessed, even in lenient reading.
  [[nodiscard]] bool in_modifier(std::size_t depth) const noexcept {
    for (std::size_t i = 0; i < depth; ++i) {
      const frame_type& each = frames_[i];
      if (each.is_raw()) return false;
      std::string_view name;
      if (each.next.kind == target_what::element) name = each.next.element->name;
      if (each.next.kind == target_what::unknown) name = each.next.name.substr(each.next.name.starts_with('_') ? 1 : 0);
      if (name == "modifierExtension" || name == "implicitRules") return true;
    }
    return false;
  }
  [[gnu::noinline, gnu::cold]] void add_at(element_path&& path, issue_severity severity, issue_type code, text_pieces text,
                                           std::size_t offset) {
    issues_.add({severity, code, joined(text), std::move(path.expression), std::move(path.pointer), offset});
  }

  issue_collector issues_;
};

}  // namespace fhirops::detail
