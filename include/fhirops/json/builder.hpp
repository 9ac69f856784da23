#pragma once
// The general reader: builds values of any type from JSON events, by the tables. It has the functions of a RapidJSON handler, and
// asks a source for the position of each event in the text.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/find_element.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/mended.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/json/root_target.hpp"
#include "fhirops/json/unknown_element.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"
#include "fhirops/resource/resource_view.hpp"

namespace fhirops::detail {

// `Source` describes the current event: `position()` is the offset in the text at which it begins, `resource_type()` is the type
// of the object that begins, `raw(from)` is the JSON of the value that began at `from` and ends here, and `stable(text)` points
// to the same characters in memory that outlives the reading, or is null.
template <Storage S, class Source>
class builder {
 public:
  builder(Source& source, root_target<S> root, read_options options)
      : source_(source),
        root_(root),
        options_(options),
        issues_(options.max_issues()),
        steps_(options.stop()),
        memory_(memory_for(source.size(), options.max_memory())) {
    issues_.limit_texts(source.size(), options.max_issues());
    if (root.info != nullptr) root_name_ = root.info->name;
  }

  [[nodiscard]] issue_collector& found() noexcept { return issues_; }
  [[nodiscard]] text_pool&& pool() noexcept { return std::move(pool_); }
  // The items of arrays that lenient reading drops: the offset of the array, and the index of the item.
  using dropped_items = std::vector<std::pair<std::size_t, std::size_t>>;
  void note_dropped(dropped_items& dropped) noexcept { dropped_ = &dropped; }
  // Adds an issue at the current path.
  [[gnu::noinline, gnu::cold]] void add(issue_severity severity, issue_type code, text_pieces text, std::size_t offset) {
    if (!issues_.lists(severity)) return issues_.omit(severity);
    add_at(path_of(root_name_, frames_), severity, code, text, offset);
  }

  bool key(std::string_view name) {
    if (!goes_on(0)) return false;
    frame_type& top = frames_.back();
    ++top.members;
    if (top.kind == frame_kind::raw_object) {
      top.next = {target_what::unknown, false, type_id::none, nullptr, keep(name)};
      if (memory_.fits_one_more(raw_keys_)) raw_keys_.push_back({top.next.name, source_.position()});
      checked(name);
      return true;
    }
    top.next = find(top, name);
    if (top.next.kind == target_what::unknown) {
      top.next.name = keep(name);
      if (is_well_formed_key(name)) report_unknown(top, name);
    } else {
      if (top.next.is_sibling && top.info->is_resource && top.next.element->name == "id")
        add(issue_severity::warning, issue_type::structure, {no_sibling_of_id}, source_.position());
      check_repeated(top);
    }
    return true;
  }

  bool scalar(json_kind kind, std::string_view text) {
    if (!goes_on(1 + text.size() / 64)) return false;
    if (frames_.empty()) return root_is_no_object(kind);
    frame_type& top = frames_.back();
    check_scalar(top, kind, text);
    if (is_raw(top)) {
      if (kind == json_kind::string) checked(text);
      check_untyped(top, kind);
      if (kind == json_kind::null && top.kind == frame_kind::raw_array && top.listed)
        raw_nulls_.push_back({top.index, source_.position()});
      if (kind == json_kind::string && top.next.name == "resourceType") check_type_name(text);
      ++top.index;
      return true;
    }
    const target_type t = top.next;
    if (t.kind == target_what::element) {
      if (top.kind == frame_kind::array)
        item_scalar(top, t, kind, text);
      else
        element_scalar(top, t, kind, text);
    } else if (t.kind == target_what::resource_type) {
      check_resource_type(top, kind, text);
    } else if (t.kind == target_what::unknown) {
      if (kind == json_kind::string) checked(text);
      keep_unknown(top.object, *top.info, source_.position());
    }
    if (top.kind == frame_kind::array) end_item(top);
    return true;
  }

  bool start_object() {
    if (too_deep()) return false;
    if (!goes_on(1)) return false;
    if (frames_.empty()) return start_root();
    frame_type& top = frames_.back();
    if (is_raw(top)) {
      check_untyped(top, json_kind::object);
      return push_raw(frame_kind::raw_object);
    }
    const target_type t = top.next;
    if (t.kind != target_what::element) {
      if (t.kind == target_what::resource_type) report_no_string(json_kind::object);
      return push_raw(frame_kind::raw_object);
    }
    if (is_surplus(top, t)) return push_raw(frame_kind::raw_object);
    if (t.is_sibling) return start_sibling(top, t);
    if (is_primitive(shape_at(t)) || t.element->kind == shape::attribute) {
      not_allowed(t, json_kind::object);
      return push_raw(frame_kind::raw_object);
    }
    if (t.element->many && top.kind == frame_kind::object) report_no_array(t, json_kind::object);
    return start_element(top, t);
  }

  bool end_object() {
    frame_type& top = frames_.back();
    if (top.kind == frame_kind::raw_object) {
      if (top.untyped) report_no_type();
      check_raw_lists(top);
      check_raw_keys(top);
    } else {
      check_aligned(top);
      if (top.info->is_resource && !top.seen_type)
        at_parent(issue_type::required, {"resourceType is missing: it must be \"", top.info->name, "\""});
    }
    if (top.members == 0 && (is_raw(top) || !top.info->is_resource))
      at_parent(issue_type::structure, {"an object must not be empty: leave the element out"});
    if (faults_ != top.faults && top.kind == frame_kind::object) tidy(top);
    pop();
    return true;
  }

  bool start_array() {
    if (too_deep()) return false;
    if (!goes_on(1)) return false;
    if (frames_.empty()) return root_is_no_object(json_kind::array);
    frame_type& top = frames_.back();
    if (is_raw(top)) {
      check_untyped(top, json_kind::array);
      const bool listed = top.kind == frame_kind::raw_object;
      if (!listed && !top.nested) fault(issue_type::structure, {"an array must not be inside an array: remove the inner one"});
      push_raw(frame_kind::raw_array);
      frames_.back().listed = listed;
      frames_.back().nested = !listed;
      frames_.back().lists = raw_nulls_.size();
      return true;
    }
    const target_type t = top.next;
    if (t.kind != target_what::element) {
      if (t.kind == target_what::resource_type) report_no_string(json_kind::array);
      return push_raw(frame_kind::raw_array);
    }
    if (top.kind == frame_kind::array) {
      fault(issue_type::structure, {"an array must not be inside an array: remove the inner one"});
      push_raw(frame_kind::raw_array);
      frames_.back().nested = true;
      return true;
    }
    if (!t.element->many) not_allowed(t, json_kind::array);
    frame_type array;
    array.kind = frame_kind::array;
    array.info = top.info;
    array.object = top.object;
    array.next = t;
    array.offset = source_.position();
    array.faults = faults_;
    array.kept = t.element->many ? handle_of(t, top.object).count() : 0;
    frames_.push_back(array);
    return true;
  }

  bool end_array() {
    frame_type& top = frames_.back();
    if (top.index == 0 && !top.nested) at_parent(issue_type::structure, {"an array must not be empty: leave the element out"});
    if (top.listed) raw_lists_.push_back({raw_key(), top.index, top.offset, top.lists, raw_nulls_.size()});
    if (top.kind == frame_kind::array && top.next.element->many && is_primitive(top.next.element->kind))
      note_aligned({frames_.size() - 1, top.next.element, top.next.is_sibling, false, top.index, top.offset});
    pop();
    return true;
  }

 private:
  using frame_type = parse_frame<S>;
  using frame_kind = typename frame_type::what;
  using target_type = target<S>;
  using target_what = typename target_type::what;

  struct capture {
    std::size_t depth;
    std::size_t offset;
    std::size_t faults;  // number of faults before it
    Resource<S>* any;
    RawResource<S>* raw;  // the content of `any`
  };

  // --- reporting

  [[nodiscard]] [[gnu::cold]] issue_severity fault_severity() const noexcept {
    return options_.is_strict() || in_modifier() ? issue_severity::error : issue_severity::warning;
  }
  // Elements that may change the meaning of others are neither dropped nor guessed, even in lenient reading.
  [[nodiscard]] bool in_modifier() const noexcept {
    for (const frame_type& each : frames_) {
      if (is_raw(each)) return false;
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
  [[gnu::noinline, gnu::cold]] void not_allowed(const target_type& t, json_kind kind, std::string_view text = {}) {
    fault_with(issue_type::structure, [&] { return not_allowed_here(t, shape_at(t), kind, text); });
  }
  [[gnu::noinline, gnu::cold]] void report_no_array(const target_type& t, json_kind kind, std::string_view text = {}) {
    fault_with(issue_type::structure, [&] { return not_an_array(t, kind, text); });
  }
  [[gnu::noinline, gnu::cold]] void report_twice(std::string_view name) {
    fault_with(issue_type::structure, [name] { return quoted(name) + " appears twice: keep one of them"; });
  }
  // Reports a fault of the object or array that is ending: the path is that of the object, not of anything inside it.
  [[gnu::noinline, gnu::cold]] void at_parent(issue_type code, text_pieces text) { at_parent(fault_severity(), code, text); }
  [[gnu::noinline, gnu::cold]] void at_parent(issue_severity severity, issue_type code, text_pieces text) {
    ++faults_;
    if (!issues_.lists(severity)) return issues_.omit(severity);
    const frame_type ended = std::move(frames_.back());
    frames_.pop_back();
    add(severity, code, text, ended.offset);
    frames_.push_back(ended);
  }
  [[gnu::noinline, gnu::cold]] bool fatal(issue_type code, text_pieces text) {
    add(issue_severity::fatal, code, text, source_.position());
    return false;
  }
  bool root_is_no_object(json_kind kind) {
    return fatal(issue_type::structure, {"the document is ", article_name(kind), ": it must be an object"});
  }
  // Called before each value, with the number of steps since the last call. Returns false to end reading early, once there can be
  // neither a value nor another issue in the list; the rest of the text may then be anything.
  bool goes_on(std::size_t steps) {
    if (issues_.closed()) return false;
    if (memory_.exceeded()) return fatal(issue_type::too_costly, {memory_text});
    return !steps_.stops_after(steps) || fatal(issue_type::timeout, {stopped_text});
  }
  bool too_deep() {
    if (frames_.size() < options_.max_depth()) return false;
    fatal(issue_type::too_costly, {"nested too deep: read_options::max_depth allows ", digits(options_.max_depth()),
                                   options_.max_depth() == 1 ? " level" : " levels"});
    return true;
  }

  // --- the current target

  static bool is_raw(const frame_type& f) noexcept { return f.kind == frame_kind::raw_object || f.kind == frame_kind::raw_array; }
  static shape shape_at(const target_type& t) noexcept {
    return t.element->kind == shape::value ? shape_of(t.choice) : t.element->kind;
  }
  // If an array appears where one value is allowed, its first item is read.
  static bool is_surplus(const frame_type& top, const target_type& t) noexcept {
    return top.kind == frame_kind::array && !t.element->many && top.index > 0;
  }
  std::string_view keep(std::string_view text) {
    const char* stable = source_.stable(text);
    return stable != nullptr ? std::string_view(stable, text.size()) : keep_copy(text);
  }
  std::string_view keep_copy(std::string_view text) {
    memory_.take(sizeof(std::string) + sizeof(void*));
    memory_.take_text(text.size());
    return pool_.keep(text);
  }
  typename S::string make_text(std::string_view text) {
    if constexpr (!S::owns) return typename S::string(keep(text));
    memory_.take_text(text.size());
    return typename S::string(text);
  }
  // JSON that is kept as text: a slice of the source if that stays valid.
  typename S::string make_raw(std::string_view json) {
    if constexpr (!S::owns) return typename S::string(source_.is_stable(json) ? json : keep_copy(json));
    memory_.take_text(json.size());
    return typename S::string(json);
  }
  static block_handle& handle_of(const target_type& t, void* object) noexcept {
    return at<block_handle>(object, t.element->offset);
  }

  // The primitive that the target names: a member of the object, or a new item of its list.
  void* primitive_slot(const target_type& t, void* object, std::size_t index) {
    if (t.element->many) {
      block_handle& items = handle_of(t, object);
      while (items.count() <= index && !memory_.exceeded()) memory_.append(items, *t.element->ops);
      if (items.count() == 0) items.append(*t.element->ops);
      return items.get()->at(index < items.count() ? index : 0);
    }
    void* slot = &at<std::byte>(object, t.element->offset);
    if (t.element->kind != shape::value) return slot;
    auto& value = *static_cast<Value<S>*>(slot);
    if (value.type() != t.choice) value.emplace(t.choice, nullptr);
    return value.place();
  }

  // --- member names

  target_type find(frame_type& top, std::string_view name) {
    if (top.info->is_resource && name == "resourceType") return {target_what::resource_type, false, type_id::none, nullptr, {}};
    target_type t;
    t.is_sibling = name.starts_with('_');
    const std::string_view element = name.substr(t.is_sibling ? 1 : 0);
    const std::size_t index = find_element(*top.info, element, top.hint, t.choice);
    if (index == top.info->fields.size()) return {target_what::unknown, false, type_id::none, nullptr, {}};
    t.element = &top.info->fields[index];
    if (t.is_sibling && !is_primitive(shape_at(t))) return {target_what::unknown, false, type_id::none, nullptr, {}};
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
        handle_of(t, top.object).reset();
    }
    seen |= bit;
  }

  // --- scalars

  // Checks every scalar, whatever it is for. Nulls in arrays of primitives are checked later, when both arrays of the list are
  // known.
  void check_scalar(const frame_type& top, json_kind kind, std::string_view text) {
    if (kind == json_kind::null) {
      const bool filler = top.kind == frame_kind::array && top.next.element->many && is_primitive(top.next.element->kind);
      if (!filler && top.kind != frame_kind::raw_array)
        fault(issue_type::structure, {"null is not allowed here: leave the element out"});
    } else if (kind == json_kind::string && text.empty()) {
      fault(issue_type::value, {"a string must not be empty: leave the element out"});
    }
  }

  void element_scalar(frame_type& top, const target_type& t, json_kind kind, std::string_view text) {
    if (kind == json_kind::null) return;
    const shape representation = shape_at(t);
    if (t.is_sibling) return not_allowed(t, kind, text);
    if (representation == shape::complex || representation == shape::resource) return not_allowed(t, kind, text);
    if (t.element->many) report_no_array(t, kind, text);
    if (representation == shape::attribute) return set_attribute(top, t, kind, text);
    set_primitive(t, primitive_slot(t, top.object, 0), kind, text);
  }

  void item_scalar(frame_type& top, const target_type& t, json_kind kind, std::string_view text) {
    const shape representation = shape_at(t);
    const bool aligned = t.element->many && is_primitive(representation);
    if (kind == json_kind::null) {
      if (aligned) note_aligned({frames_.size() - 1, t.element, t.is_sibling, true, top.index, source_.position()});
      return;
    }
    if (t.is_sibling) return not_allowed(t, kind, text);
    if (!is_primitive(representation) && representation != shape::attribute) return not_allowed(t, kind, text);
    if (is_surplus(top, t)) return;
    if (representation == shape::attribute) return set_attribute(top, t, kind, text);
    set_primitive(t, primitive_slot(t, top.object, top.index), kind, text);
  }

  // Sets the id of an element.
  void set_attribute(const frame_type& top, const target_type& t, json_kind kind, std::string_view text) {
    if (kind != json_kind::string) wrong_kind(t, kind, text);
    block_handle& handle = handle_of(t, top.object);
    handle.reset();
    *static_cast<typename S::string*>(memory_.append(handle, *t.element->ops)) = make_text(checked(text));
  }
  void set_primitive(const target_type& t, void* slot, json_kind kind, std::string_view text) {
    const shape representation = shape_at(t);
    if (representation == shape::text) {
      if (kind != json_kind::string) wrong_kind(t, kind, text);
      static_cast<text_primitive<S>*>(slot)->text = make_text(checked(text));
      return;
    }
    if (kind == json_kind::string) text = checked(text);
    memory_.take_text(text.size());
    const assigned done = assign<S>(representation, slot, kind, text);
    if (representation == shape::integer && done != assigned::no) [[unlikely]] {
      auto& number = *static_cast<integer_primitive<S>*>(slot);
      if (number.minus_zero && type_at(t) != type_id::integer) {
        number.minus_zero = false;
        return fault(issue_type::value, {"-0 is not ", an_integer(type_at(t)), ": write 0"});
      }
      if (done == assigned::converted && kind == json_kind::number)
        return fault(issue_type::value,
                     {shortened_text(text), " is not ", an_integer(type_at(t)), ": write ", digits(*number.value),
                      text.find_first_of("eE") == npos ? ", without a point" : ", without an exponent"});
    }
    if (done == assigned::yes) return;
    if (kind != kind_of(representation)) return wrong_kind(t, kind, text);
    if (representation == shape::integer) return not_integer(type_at(t), text);
    fault(issue_type::value, {shortened_text(text), " is not ", article_of(to_string(type_at(t))), to_string(type_at(t)),
                              ": write a number as JSON has it, such as -1.50 or 1.5e3"});
  }
  [[gnu::noinline, gnu::cold]] void wrong_kind(const target_type& t, json_kind kind, std::string_view text) {
    const shape representation = shape_at(t);
    const std::string_view type = representation == shape::attribute ? "string" : to_string(type_at(t));
    fault_with(issue_type::value, [&] { return wrong_kind_text(type, representation, kind, text); });
  }
  [[gnu::noinline, gnu::cold]] void not_integer(type_id type, std::string_view text) {
    const std::string_view what = an_integer(type);
    std::int64_t value = 0;
    bool exact = false;
    const decimal_parts parts = split_decimal(text);
    const bool whole = parts.ok &&
                       static_cast<std::int64_t>(parts.fraction.size()) <= std::max<std::int64_t>(parts.exponent, 0) &&
                       parts.exponent >= 0;
    if (whole && !parse_integer(text, value, exact)) {
      if (parts.negative && type == type_id::integer)
        fault(issue_type::value, {shortened_text(text), " is too small for an integer (at least -2147483648)"});
      else
        fault(issue_type::value, {shortened_text(text), parts.negative ? " is too small for " : " is too large for ", what,
                                  parts.negative ? "" : " (at most 2147483647)"});
    } else {
      fault(issue_type::value, {shortened_text(text), " is not ", what, ": write a whole number"});
    }
  }
  static std::string_view an_integer(type_id type) noexcept {
    return type == type_id::integer ? "an integer" : type == type_id::unsignedInt ? "an unsignedInt" : "a positiveInt";
  }
  static type_id type_at(const target_type& t) noexcept { return t.choice != type_id::none ? t.choice : t.element->type; }
  // Names are never repaired: two names might become equal, or a resource might change its type.
  bool is_well_formed_key(std::string_view name) {
    if (find_special(name.data(), name.size()) == name.size() || find_ill_formed(name) == npos) return true;
    add(issue_severity::error, issue_type::structure, {quoted(name), " is not well-formed UTF-8: the name of a member must be"},
        source_.position());
    return false;
  }
  bool check_type_name(std::string_view type) {
    if (find_ill_formed(type) == npos) return true;
    add(issue_severity::error, issue_type::structure, {quoted(type), " is not a resource of R4: it is not well-formed UTF-8"},
        source_.position());
    return false;
  }
  // The string with its ill-formed UTF-8 replaced. Reports whatever FHIR does not allow in strings.
  std::string_view checked(std::string_view text) {
    if (find_special(text.data(), text.size()) == text.size()) return text;
    if (text.find('\0') != std::string_view::npos) {
      fault_with(issue_type::value,
                 [text] { return quoted(text) + " has the character U+0000, which FHIR does not allow: remove it"; });
      ill_formed_ = true;
      text = pool_.keep(without_nul(text));
    }
    if (find_ill_formed(text) == std::string_view::npos) return text;
    fault_with(issue_type::value, [text] {
      return quoted(text) + " is not well-formed UTF-8: it has half of a surrogate pair, or bytes of another encoding";
    });
    ill_formed_ = true;
    return keep_copy(without_nul(repaired(text)));
  }
  // The JSON of the value that began at `from` and ends here, repaired: without what has been reported as a warning.
  typename S::string mended_text(std::size_t from) {
    const std::string_view json = source_.raw(from);
    const bool ill_formed = ill_formed_ && find_ill_formed(json) != std::string_view::npos;
    const std::string mended = mended_json(ill_formed ? keep_copy(repaired(json)) : json).text();
    return mended == json ? make_raw(json) : make_raw(keep_copy(mended));
  }
  // The JSON of the value that began at `from` and ends here.
  typename S::string raw_text(std::size_t from) {
    const std::string_view json = source_.raw(from);
    return make_raw(ill_formed_ && !is_json(json) ? keep_copy(repaired_json(json)) : json);
  }

  // Checks a member of a resource whose type is unknown: a `resourceType` that does not name one. A null and an empty
  // string have been reported already.
  void check_untyped(frame_type& top, json_kind kind) {
    if (!top.untyped || top.next.name != "resourceType") return;
    top.untyped = false;
    if (kind != json_kind::null && kind != json_kind::string) report_no_string(kind);
  }
  [[gnu::noinline, gnu::cold]] void report_no_type() {
    at_parent(frames_.size() == 1 ? issue_severity::error : fault_severity(), issue_type::required,
              {"resourceType is missing: each resource needs one"});
  }
  [[gnu::noinline, gnu::cold]] void report_unknown(const frame_type& top, std::string_view name) {
    fault_with(issue_type::structure, [&] { return unknown_element(*top.info, name); });
  }
  void report_no_string(json_kind kind) {
    // If it is the whole document, there is no other way to know what it is.
    const bool unknown = frames_.size() == 1 && root_.any != nullptr && is_raw(frames_.back());
    if (unknown)
      add(issue_severity::error, issue_type::structure, {"resourceType is ", article_name(kind), ": it must be a string"},
          source_.position());
    else
      fault(issue_type::structure, {"resourceType is ", article_name(kind), ": it must be a string"});
  }
  void check_resource_type(const frame_type& top, json_kind kind, std::string_view text) {
    if (kind != json_kind::string)
      report_no_string(kind);
    else if (check_type_name(text) && text != top.info->name)
      fault_with(issue_type::structure,
                 [&] { return joined({"resourceType is ", quoted(text), ", but \"", top.info->name, "\" is expected"}); });
  }

  // --- objects

  bool start_root() {
    if (root_.any != nullptr) return start_resource(*root_.any);
    if (root_.info->is_resource) {
      const std::string_view type = source_.resource_type();
      if (!type.empty() && type != root_.info->name)
        return fatal(issue_type::structure, {"resourceType is ", quoted(type), ", but \"", root_.info->name, "\" is expected"});
    }
    return push_object(*root_.info, root_.object);
  }

  bool start_sibling(frame_type& top, const target_type& t) {
    const bool item = top.kind == frame_kind::array;
    const std::size_t index = item && t.element->many ? top.index : 0;
    if (!item && t.element->many) report_no_array(t, json_kind::object);
    void* slot = primitive_slot(t, top.object, index);
    memory_.take(sizeof(block) + sizeof(Element<S>));
    return push_object(type_table<Element<S>>(), &element_of<S>(shape_at(t), slot).emplace());
  }

  bool start_element(frame_type& top, const target_type& t) {
    const field<S>& f = *t.element;
    if (f.kind == shape::value) {
      auto& value = at<Value<S>>(top.object, f.offset);
      const type_info<S>* info = value_info<S>(t.choice);
      if (info == nullptr) return push_raw(frame_kind::raw_object);
      memory_.take(sizeof(block) + info->ops->size);
      value.emplace(t.choice, info->ops);
      return push_object(*info, value.place());
    }
    if (f.kind == shape::resource) {
      if (!f.many) return start_resource(at<Resource<S>>(top.object, f.offset));
      return start_resource(*static_cast<Resource<S>*>(memory_.append(handle_of(t, top.object), *f.ops)));
    }
    if (f.info().is_resource) {
      const std::string_view type = source_.resource_type();
      if (!type.empty() && type != f.info().name) {
        add(issue_severity::error, issue_type::structure,
            {"resourceType is ", quoted(type), ", but \"", f.info().name, "\" is expected"}, source_.position());
        return push_raw(frame_kind::raw_object);
      }
    }
    block_handle& handle = handle_of(t, top.object);
    if (!f.many) handle.reset();
    return push_object(f.info(), memory_.append(handle, *f.ops));
  }

  bool start_resource(Resource<S>& any) {
    const std::string_view type = source_.resource_type();
    if (frames_.empty()) root_name_ = type.empty() ? std::string_view("Resource") : keep(type);
    const type_info<S>* info = resource_info<S>(type);
    memory_.take(sizeof(block) + (info != nullptr ? info->ops->size : sizeof(RawResource<S>)));
    if (info != nullptr) return push_object(*info, any.emplace(*info->ops));
    auto& raw = any.template emplace<RawResource<S>>();
    raw.resourceType = make_text(type);
    captures_.push_back({frames_.size(), source_.position(), faults_, &any, &raw});
    push_raw(frame_kind::raw_object);
    frames_.back().untyped = type.empty();
    return true;
  }

  bool push_object(const type_info<S>& info, void* object) {
    frame_type f;
    f.info = &info;
    f.object = object;
    f.offset = source_.position();
    f.faults = faults_;
    frames_.push_back(f);
    return true;
  }
  bool push_raw(frame_kind kind) {
    frame_type f;
    f.kind = kind;
    f.offset = source_.position();
    f.keys = raw_keys_.size();
    f.lists = raw_lists_.size();
    f.faults = faults_;
    if (kind == frame_kind::raw_array) f.next.kind = target_what::nothing;
    frames_.push_back(f);
    return true;
  }

  void pop() {
    const frame_type ended = std::move(frames_.back());
    frames_.pop_back();
    if (!captures_.empty() && captures_.back().depth == frames_.size()) {
      end_capture(captures_.back());
      captures_.pop_back();
    }
    if (frames_.empty()) return;
    frame_type& top = frames_.back();
    if (is_raw(ended) && top.kind == frame_kind::object && top.next.kind == target_what::unknown)
      keep_unknown(top.object, *top.info, ended.offset);
    if (top.kind == frame_kind::array)
      end_item(top);
    else if (top.kind == frame_kind::raw_array)
      ++top.index;
  }
  // Finishes a resource kept as text; one without a type is not kept.
  void end_capture(const capture& ended) {
    RawResource<S>& raw = *ended.raw;
    if (std::string_view(raw.resourceType).empty()) {
      if (frames_.empty() && !issues_.failed()) fatal(issue_type::required, {"resourceType is missing: each resource needs one"});
      *ended.any = Resource<S>();
      return;
    }
    if (faults_ == ended.faults) {
      raw.json = raw_text(ended.offset);
      return;
    }
    raw.json = mended_text(ended.offset);
    std::string buffer;
    raw.resourceType = make_text(pool_.keep(string_text(find_member(raw.json, "resourceType"), buffer)));
  }
  void keep_unknown(void* object, const type_info<S>& info, std::size_t from) {
    if (!options_.keeps_unknown()) return;
    typename S::string json = mended_text(from);
    if (std::string_view(json).empty()) return;
    // An estimate of the memory that the growing list takes.
    memory_.take(sizeof(unknown_member<S>) * 5 / 2 + sizeof(block) / 4);
    memory_.take_text(frames_.back().next.name.size());
    at<list<unknown_member<S>>>(object, info.unknown).push_back({typename S::string(frames_.back().next.name), std::move(json)});
  }

  // --- what lenient reading drops

  // Ends an item of an array. It is kept if its list has grown.
  void end_item(frame_type& array) {
    if (faults_ == array.faults)
      ++array.kept;
    else
      drop_empty_item(array);
    ++array.index;
  }
  [[gnu::noinline, gnu::cold]] void drop_empty_item(frame_type& array) {
    const target_type& t = array.next;
    if (t.kind != target_what::element || !t.element->many || is_primitive(t.element->kind)) return;
    block_handle& items = handle_of(t, array.object);
    if (items.count() > array.kept && !holds_item(*t.element, items.get()->at(items.count() - 1))) {
      items.truncate(items.count() - 1);
      if (items.count() == 0) memory_.release(items);
    }
    if (items.count() == array.kept) note(array.offset, array.index);
    array.kept = items.count();
  }
  void note(std::size_t array, std::size_t index) {
    if (dropped_ != nullptr) dropped_->push_back({array, index});
  }
  // Whether an item has any content. Anything inside it has been tidied already.
  static bool holds_item(const field<S>& f, const void* item) {
    switch (f.kind) {
      case shape::attribute:
        return !std::string_view(*static_cast<const typename S::string*>(item)).empty();
      case shape::complex:
        return f.info().is_resource || holds_any(f.info(), item);
      case shape::value: {
        const auto& value = *static_cast<const Value<S>*>(item);
        if (const type_info<S>* info = value_info<S>(value.type())) return holds_any(*info, value.place());
        return holds_primitive(shape_of(value.type()), value.place());
      }
      case shape::resource:
        return static_cast<const Resource<S>*>(item)->has_value();
      default:
        return holds_primitive(f.kind, item);
    }
  }
  static bool holds_any(const type_info<S>& info, const void* object) {
    for (const field<S>& f : info.fields)
      if (is_held(f, object)) return true;
    return at<block_handle>(object, info.unknown).count() > 0;
  }
  static bool holds_primitive(shape kind, const void* slot) {
    const primitive_view<S> view(kind, slot);
    return view.has_value() || view.element().has_value();
  }
  void tidy_sibling(shape kind, void* slot) {
    box<Element<S>>& sibling = element_of<S>(kind, slot);
    if (sibling && !holds_any(type_table<Element<S>>(), &*sibling)) sibling.reset();
  }

  // Removes the empty elements of an object that has faults.
  [[gnu::noinline, gnu::cold]] void tidy(const frame_type& top) {
    for (const field<S>& f : top.info->fields) {
      void* slot = &at<std::byte>(top.object, f.offset);
      if (f.many && is_primitive(f.kind)) {
        tidy_list(top, f);
      } else if (f.kind == shape::value) {
        auto& value = *static_cast<Value<S>*>(slot);
        if (!value.has_value()) continue;
        if (is_primitive(shape_of(value.type()))) tidy_sibling(shape_of(value.type()), value.place());
        if (!holds_item(f, &value)) value = Value<S>();
      } else if (is_primitive(f.kind)) {
        tidy_sibling(f.kind, slot);
      } else if (f.in_block()) {
        keep_items(f, *static_cast<block_handle*>(slot), [&f](const void* item) { return holds_item(f, item); });
      }
    }
    tidy_unknown(at<list<unknown_member<S>>>(top.object, top.info->unknown));
    while (!aligned_.empty() && aligned_.back().depth >= frames_.size()) aligned_.pop_back();
  }
  // The offsets of the two arrays that a list may have been read from: its values, and their sibling members.
  std::vector<std::size_t> arrays_of(const field<S>& f) const {
    std::vector<std::size_t> offsets;
    bool seen[2] = {false, false};
    for (auto each = aligned_.rbegin(); each != aligned_.rend() && each->depth >= frames_.size(); ++each)
      if (each->element == &f && !each->is_null && !std::exchange(seen[each->is_sibling ? 1 : 0], true))
        offsets.push_back(each->offset);
    return offsets;
  }
  void tidy_list(const frame_type& top, const field<S>& f) {
    block_handle& items = at<block_handle>(top.object, f.offset);
    const std::vector<std::size_t> arrays = dropped_ == nullptr ? std::vector<std::size_t>() : arrays_of(f);
    std::size_t i = 0;
    keep_items(f, items, [&](void* item) {
      tidy_sibling(f.kind, item);
      const bool held = holds_primitive(f.kind, item);
      for (const std::size_t offset : arrays)
        if (!held) note(offset, i);
      return ++i, held;
    });
  }
  template <class Keeps>
  static void keep_items(const field<S>& f, block_handle& items, Keeps keeps) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < items.count(); ++i) {
      void* item = items.get()->at(i);
      if (!keeps(item)) continue;
      if (kept != i) move_item(*f.ops, item, items.get()->at(kept));
      ++kept;
    }
    items.truncate(kept);
    if (kept == 0) items.reset();
  }
  static void move_item(const block_ops& ops, void* from, void* to) {
    releasing work;
    ops.destroy(ops, to, 1, work);
    block_handle::finish(work);
    ops.relocate(ops, from, 1, to);
    ops.construct(ops, from);
  }
  // If several members have the same name, the last one is kept.
  static void tidy_unknown(list<unknown_member<S>>& members) {
    if (members.size() < 2) return;
    std::vector<std::pair<std::string_view, std::size_t>> names;
    for (std::size_t i = 0; i < members.size(); ++i) names.emplace_back(members[i].name, i);
    sort_pairs(names);
    std::vector<std::size_t> gone;
    for (std::size_t i = 0; i + 1 < names.size(); ++i)
      if (names[i].first == names[i + 1].first) gone.push_back(names[i].second);
    if (gone.empty()) return;
    std::sort(gone.begin(), gone.end());
    list<unknown_member<S>> kept;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (!std::binary_search(gone.begin(), gone.end(), i)) kept.push_back(std::move(members[i]));
    members = std::move(kept);
  }

  // --- at the end of an object

  // Checks that `name` and `_name` have the same length, and a null only where the other has an item.
  void check_aligned(const frame_type& top) {
    const std::size_t depth = frames_.size();
    auto first = aligned_.end();
    while (first != aligned_.begin() && std::prev(first)->depth >= depth) --first;
    if (first == aligned_.end()) return;
    for (auto each = first; each != aligned_.end(); ++each) {
      target_type t{target_what::element, each->is_sibling, type_id::none, each->element, {}};
      const block_handle& items = handle_of(t, top.object);
      if (each->is_null) {
        bool empty = true;
        if (each->index < items.count()) {
          const primitive_view<S> view(each->element->kind, items.get()->at(each->index));
          empty = each->is_sibling ? !view.has_value() : !view.element().has_value();
        }
        if (empty)
          misaligned(t, each->index, {"null is not allowed here: there is neither a value nor an extension at this index"},
                     each->offset);
      } else if (each->index < items.count() && has_other(top, *each)) {
        misaligned(t, npos, {lengths_text(t.element->name, each->is_sibling, each->index, items.count())}, each->offset);
      }
    }
    // If there are faults, they are needed again.
    if (faults_ == top.faults) aligned_.erase(first, aligned_.end());
  }
  // One of the arrays `name` and `_name` is shorter than the other.
  [[gnu::noinline, gnu::cold]] static std::string lengths_text(std::string_view name, bool is_sibling, std::size_t size,
                                                               std::size_t other) {
    return joined({is_sibling ? "_" : "", shortened_text(name), " has ", digits(size), size == 1 ? " item, but " : " items, but ",
                   is_sibling ? "" : "_", shortened_text(name), " has ", digits(other), ": fill up with null"});
  }
  struct aligned_fact {
    std::size_t depth;
    const field<S>* element;
    bool is_sibling;
    bool is_null;       // otherwise the array ended
    std::size_t index;  // of the null; the length of the array
    std::size_t offset;
  };
  void note_aligned(const aligned_fact& fact) {
    if (memory_.fits_one_more(aligned_)) aligned_.push_back(fact);
  }
  static constexpr std::size_t npos = std::string_view::npos;
  static bool has_other(const frame_type& top, const aligned_fact& fact) noexcept {
    const auto bit = std::uint64_t{1} << static_cast<unsigned>(fact.element - top.info->fields.data());
    return ((fact.is_sibling ? top.seen : top.seen_siblings) & bit) != 0;
  }
  [[gnu::noinline, gnu::cold]] void misaligned(const target_type& t, std::size_t index, text_pieces text, std::size_t offset) {
    ++faults_;
    if (!issues_.lists(fault_severity())) return issues_.omit(fault_severity());
    frames_.back().next = t;
    element_path path = path_of(root_name_, frames_);
    if (index != npos) path.index(index);
    add_at(std::move(path), fault_severity(), issue_type::structure, text, offset);
  }

  // Finds repeated members of an object without a table.
  void check_raw_keys(frame_type& top) {
    const auto first = raw_keys_.begin() + static_cast<std::ptrdiff_t>(top.keys);
    sort_pairs(raw_keys_, top.keys);
    for (auto each = first; each != raw_keys_.end(); ++each) {
      if (each == first || std::prev(each)->first != each->first) continue;
      top.next.name = each->first;
      ++faults_;
      if (issues_.lists(fault_severity()))
        add(fault_severity(), issue_type::structure, {quoted(each->first), " appears twice: keep one of them"}, each->second);
      else
        issues_.omit(fault_severity());
    }
    const auto find = [&](std::string_view name) {
      const auto found = std::lower_bound(first, raw_keys_.end(), std::pair(name, std::size_t{0}));
      return found != raw_keys_.end() && found->first == name ? found : raw_keys_.end();
    };
    if (const auto sibling = find("_id"); sibling != raw_keys_.end() && find("resourceType") != raw_keys_.end()) {
      top.next.name = sibling->first;
      add(issue_severity::warning, issue_type::structure, {no_sibling_of_id}, sibling->second);
    }
    raw_keys_.erase(first, raw_keys_.end());
  }
  static constexpr std::string_view no_sibling_of_id =
      "other readers may refuse \"_id\": the id of a resource has no extensions in R4's JSON";

  // An array that is a member of an object without a table.
  struct raw_list {
    std::string_view name;
    std::size_t size;
    std::size_t offset;
    std::size_t nulls;  // index range of its nulls in raw_nulls_
    std::size_t nulls_end;

    friend bool operator<(const raw_list& a, const raw_list& b) noexcept {
      return a.name != b.name ? a.name < b.name : a.offset < b.offset;
    }
  };
  std::string_view raw_key() const noexcept { return frames_[frames_.size() - 2].next.name; }

  // The same as `check_aligned`, for an object without a table.
  void check_raw_lists(frame_type& top) {
    const auto first = raw_lists_.begin() + static_cast<std::ptrdiff_t>(top.lists);
    if (first == raw_lists_.end()) return;
    const std::size_t nulls = first->nulls;
    const auto plain = [](const raw_list& each) { return each.nulls == each.nulls_end && !each.name.starts_with('_'); };
    if (std::all_of(first, raw_lists_.end(), plain)) {
      raw_lists_.erase(first, raw_lists_.end());
      return;
    }
    std::sort(first, raw_lists_.end());
    for (auto each = first; each != raw_lists_.end(); ++each) {
      const raw_list* other = other_list(first, *each);
      if (other != nullptr && each->size < other->size)
        report_raw(top, *each, npos,
                   {lengths_text(each->name.substr(each->name.starts_with('_') ? 1 : 0), each->name.starts_with('_'), each->size,
                                 other->size)},
                   each->offset);
      for (std::size_t i = each->nulls; i < each->nulls_end; ++i) {
        const auto [index, offset] = raw_nulls_[i];
        // An array that is too short has been reported already.
        if (other != nullptr && (index >= other->size || !is_null_in(*other, index))) continue;
        report_raw(top, *each, index, {"null is not allowed here: there is neither a value nor an extension at this index"},
                   offset);
      }
    }
    raw_lists_.erase(first, raw_lists_.end());
    raw_nulls_.resize(nulls);
  }
  template <class Iterator>
  const raw_list* other_list(Iterator first, const raw_list& each) {
    const bool is_sibling = each.name.starts_with('_');
    raw_list wanted{};
    wanted.offset = npos;
    const std::string name = is_sibling ? std::string() : '_' + std::string(each.name);
    wanted.name = is_sibling ? each.name.substr(1) : std::string_view(name);
    const auto found = std::upper_bound(first, raw_lists_.end(), wanted);
    return found != first && std::prev(found)->name == wanted.name ? &*std::prev(found) : nullptr;
  }
  bool is_null_in(const raw_list& each, std::size_t index) const {
    const auto begin = raw_nulls_.begin() + static_cast<std::ptrdiff_t>(each.nulls);
    const auto end = raw_nulls_.begin() + static_cast<std::ptrdiff_t>(each.nulls_end);
    const auto found = std::lower_bound(begin, end, std::pair(index, std::size_t{0}));
    return found != end && found->first == index;
  }
  [[gnu::noinline, gnu::cold]] void report_raw(frame_type& top, const raw_list& each, std::size_t index, text_pieces text,
                                               std::size_t offset) {
    ++faults_;
    top.next.name = each.name;
    element_path path = path_of(root_name_, frames_);
    if (index != npos) path.index(index);
    add_at(std::move(path), fault_severity(), issue_type::structure, text, offset);
  }

  Source& source_;
  root_target<S> root_;
  read_options options_;
  issue_collector issues_;
  step_counter steps_;
  memory_use memory_;
  text_pool pool_;
  std::string_view root_name_ = "Resource";
  bool ill_formed_ = false;  // some string was ill-formed, or had U+0000
  std::size_t faults_ = 0;
  dropped_items* dropped_ = nullptr;
  std::vector<frame_type> frames_;
  std::vector<aligned_fact> aligned_;
  std::vector<std::pair<std::string_view, std::size_t>> raw_keys_;
  std::vector<raw_list> raw_lists_;
  std::vector<std::pair<std::size_t, std::size_t>> raw_nulls_;  // index and offset
  std::vector<capture> captures_;
};

}  // namespace fhirops::detail
