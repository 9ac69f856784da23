#pragma once
// Finds what the name of a JSON member stands for, and reports names that appear twice or are unknown, and what is wrong with a
// `resourceType`.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/find_element.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/root_target.hpp"
#include "fhirops/json/set_primitive.hpp"
#include "fhirops/json/unknown_element.hpp"

namespace fhirops::detail {

template <Storage S, class Source>
class member_finder : public primitive_setter<S, Source> {
  using base = primitive_setter<S, Source>;

 public:
  member_finder(Source& source, root_target<S> root, read_options options)
      : base(source, root.info != nullptr ? root.info->name : "Resource", options), root_(root) {}

 protected:
  using typename base::frame_type;
  using typename base::target_type;
  using typename base::target_what;
  using base::add;
  using base::at_parent;
  using base::check_type_name;
  using base::fault;
  using base::fault_severity;
  using base::fault_with;
  using base::frames_;
  using base::report_twice;
  using base::source_;

  // What the member of this name is in the object.
  target_type find(frame_type& top, std::string_view name) {
    if (top.info->is_resource && name == "resourceType") return {target_what::resource_type, false, type_id::none, nullptr, {}};
    target_type t;
    t.is_sibling = name.starts_with('_');
    const std::string_view element = name.substr(t.is_sibling ? 1 : 0);
    const std::size_t index = find_element(*top.info, element, top.hint, t.choice);
    if (index == top.info->fields.size()) return unknown({});
    t.element = &top.info->fields[index];
    if (t.is_sibling && !is_primitive(t.representation())) return unknown({});
    t.kind = target_what::element;
    top.hint = static_cast<std::uint8_t>(t.is_sibling ? index : index + 1);
    return t;
  }
  void check_repeated(frame_type& top) {
    const target_type& t = top.next;
    if (t.kind == target_what::resource_type) {
      if (std::exchange(top.seen_type, true)) report_twice("resourceType");
      return;
    }
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(t.element - top.info->fields.data());
    std::uint64_t& seen = t.is_sibling ? top.seen_siblings : top.seen;
    if (t.element->kind == shape::value && ((top.seen | top.seen_siblings) & bit) != 0) {
      const auto& value = at<Value<S>>(top.object, t.element->offset);
      if (value.type() != type_id::none && value.type() != t.choice) {
        fault(issue_type::structure, {t.element->name, "[x] must have one type, not both ", to_string(value.type()), " and ",
                                      to_string(t.choice), ": keep one of them"});
        seen |= bit;
        return;
      }
    }
    if ((seen & bit) != 0) {
      report_twice(member_name(t));
      // If an array is repeated, the last one counts, unless one has the values and the other their sibling members.
      if (t.element->many && (!is_primitive(t.element->kind) || (top.seen & top.seen_siblings & bit) == 0))
        t.handle(top.object).reset();
    }
    seen |= bit;
  }

  // Checks a member of a resource whose type is unknown: a `resourceType` that does not name one. A null and an empty
  // string have been reported already.
  void check_untyped(frame_type& top, json_kind kind) {
    if (!top.untyped || top.next.name != "resourceType") return;
    top.untyped = false;
    if (kind != json_kind::null && kind != json_kind::string) report_no_string(kind);
  }
  [[gnu::noinline, gnu::cold]] void report_no_type() {
    at_parent(frames_.size() == 1 ? issue_severity::error : fault_severity(), issue_type::required, {no_type_text});
  }
  [[gnu::noinline, gnu::cold]] void report_unknown(const frame_type& top, std::string_view name) {
    fault_with(issue_type::structure, [&] { return unknown_element(*top.info, name); });
  }
  void report_no_string(json_kind kind) {
    // If it is the whole document, there is no other way to know what it is.
    const bool unknown = frames_.size() == 1 && root_.any != nullptr && frames_.back().is_raw();
    const text_pieces text = {"resourceType is ", article_name(kind), ": it must be a string"};
    if (unknown)
      add(issue_severity::error, issue_type::structure, text, source_.position());
    else
      fault(issue_type::structure, text);
  }
  void check_resource_type(const frame_type& top, json_kind kind, std::string_view text) {
    if (kind != json_kind::string)
      report_no_string(kind);
    else if (check_type_name(text) && text != top.info->name)
      fault_with(issue_type::structure, [&] { return other_type_text(text, top.info->name); });
  }

  static target_type unknown(std::string_view name) noexcept {
    return {target_what::unknown, false, type_id::none, nullptr, name};
  }

  root_target<S> root_;
};

}  // namespace fhirops::detail
