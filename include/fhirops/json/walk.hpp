#pragma once
// Writes values as JSON events, by the tables: the one writer for all types.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// A stack whose first levels need no allocation.
template <class T>
class level_stack {
 public:
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] T& back() noexcept { return size_ <= few ? first_[size_ - 1] : more_.back(); }
  void push(const T& level) {
    if (size_ < few)
      first_[size_] = level;
    else
      more_.push_back(level);
    ++size_;
  }
  void pop() noexcept {
    if (size_ > few) more_.pop_back();
    --size_;
  }

 private:
  static constexpr std::size_t few = 16;
  T first_[few];
  std::vector<T> more_;
  std::size_t size_ = 0;
};

// Does not recurse. Anything that nests deeper than allowed is left out, and counted.
template <Storage S, class Out>
class walker {
 public:
  explicit walker(Out& out) noexcept : out_(out) {}

  void object(const type_info<S>& info, const void* object, std::size_t levels) {
    open(info, object, levels);
    finish();
  }
  // Writes an object within others; nothing if it has no content.
  void object_with_content(const type_info<S>& info, const void* object, std::size_t levels_left) {
    content_visit<S> visit;
    if (!visit.object(info, object, levels_left) && !visit.inside.visit_all(visit))
      return count(lost_in(info, object, levels_left));
    open(info, object, levels_left);
    finish();
  }
  // Writes one member of an object that has `levels_left`.
  void one_member(const type_info<S>& info, const void* object, std::uint32_t index, std::size_t levels_left) {
    levels_.push({&info, object, levels_left, index});
    while (levels_.size() > 1 || levels_.back().next == index) step();
    levels_.pop();
  }

  // Writes a resource of any type. False, with nothing written, if it cannot be written as JSON.
  bool resource(const Resource<S>& any, std::size_t levels) {
    if (const auto* raw_resource = any.template get_if<RawResource<S>>()) return raw_object(*raw_resource, levels);
    object(*resource_info<S>(any.type()), any.place(), levels);
    return true;
  }
  bool raw_object(const RawResource<S>& resource, std::size_t levels) {
    if (!has_json_form(measure_resource(resource), levels)) {
      out_.count_unrepresentable();
      return false;
    }
    raw(resource.json);
    return true;
  }

 private:
  // An object that is being written.
  struct level {
    const type_info<S>* info;
    const void* object;
    std::size_t levels_left;  // how deep JSON may still nest in it
    std::uint32_t next = 0;   // the next field, or the one whose items are being written
    std::uint32_t item = 0;   // the next item
    bool in_array = false;
  };

  void finish() {
    while (!levels_.empty()) step();
  }
  void step() {
    level& top = levels_.back();
    if (top.next < top.info->fields.size())
      member(top, top.info->fields[top.next]);
    else
      close(top);
  }
  void open(const type_info<S>& info, const void* object, std::size_t levels_left) {
    out_.start_object();
    if (info.is_resource) {
      out_.key({}, "resourceType", {});
      out_.text(info.name);
    }
    levels_.push({&info, object, levels_left - 1});
  }
  void close(const level& top) {
    for (const auto& each : at<list<unknown_member<S>>>(top.object, top.info->unknown)) {
      if (!has_json_form(each, top.levels_left)) {
        out_.count_unrepresentable();
        continue;
      }
      out_.text_key(each.name);
      raw(each.json);
    }
    out_.end_object();
    levels_.pop();
  }

  // Writes the field, or the part of it before the next nested object, which it opens.
  void member(level& top, const field<S>& f) {
    const void* slot = &at<std::byte>(top.object, f.offset);
    if (f.many) {
      const auto& items = *static_cast<const block_handle*>(slot);
      if (items.count() > 0) return is_primitive(f.kind) ? primitives(top, f, items) : members(top, f, items);
      ++top.next;
      return;
    }
    ++top.next;
    if (f.kind == shape::complex || f.kind == shape::attribute) {
      const auto& handle = *static_cast<const block_handle*>(slot);
      if (handle.count() > 0) single(f, handle.get()->data(), top.levels_left);
    } else {
      single(f, slot, top.levels_left);
    }
  }

  void single(const field<S>& f, const void* slot, std::size_t levels_left) {
    switch (f.kind) {
      case shape::value: {
        const auto& value = *static_cast<const Value<S>*>(slot);
        if (!value.has_value()) return;
        if (!f.choices.contains(value.type())) return omit(f, slot, levels_left);
        const std::string_view suffix = choice_suffix(value.type());
        if (const type_info<S>* info = value_info<S>(value.type())) {
          if (!has_content(*info, value.place(), levels_left)) return omit(f, slot, levels_left);
          out_.key({}, f.name, suffix);
          open(*info, value.place(), levels_left);
        } else {
          primitive(f.name, suffix, primitive_view<S>(shape_of(value.type()), value.place()), levels_left);
        }
        return;
      }
      case shape::complex:
      case shape::attribute:
      case shape::resource:
        if (!has_item(f, slot, levels_left)) return omit(f, slot, levels_left);
        out_.key({}, f.name, {});
        return item(f, slot, levels_left);
      default:
        primitive(f.name, {}, primitive_view<S>(f.kind, slot), levels_left);
    }
  }

  void primitive(std::string_view name, std::string_view suffix, primitive_view<S> view, std::size_t levels_left) {
    if (has_value(view)) {
      out_.key({}, name, suffix);
      primitive_value(view);
    }
    if (!view.element()) return;
    if (!has_sibling(view, levels_left)) return omit(view, levels_left);
    out_.key("_", name, suffix);
    open(type_table<Element<S>>(), &*view.element(), levels_left);
  }
  static bool has_sibling(primitive_view<S> view, std::size_t levels_left) {
    return view.element().has_value() && has_content(type_table<Element<S>>(), &*view.element(), levels_left);
  }
  // Whether there is a value; one that cannot be written as JSON is left out, and counted.
  bool has_value(primitive_view<S> view) {
    if (!view.has_value()) return false;
    if (has_json(view)) return true;
    out_.count_unrepresentable();
    return false;
  }
  void primitive_value(primitive_view<S> view) {
    switch (view.kind()) {
      case shape::boolean:
        return out_.boolean(view.boolean());
      case shape::integer:
        return out_.number(view.is_minus_zero() ? std::string_view("-0") : digits(view.integer()));
      case shape::decimal:
        return out_.number(view.text());
      default:
        return out_.text(view.text());
    }
  }

  static std::size_t in_array(std::size_t levels_left) noexcept { return levels_left > 0 ? levels_left - 1 : 0; }

  void members(level& top, const field<S>& f, const block_handle& items) {
    const std::size_t levels_left = in_array(top.levels_left);
    while (top.item < items.count()) {
      const void* slot = items.get()->at(top.item++);
      if (!has_item(f, slot, levels_left)) {
        omit(f, slot, levels_left);
        continue;
      }
      if (!top.in_array) {
        out_.key({}, f.name, {});
        out_.start_array();
        top.in_array = true;
      }
      return item(f, slot, levels_left);
    }
    if (top.in_array) out_.end_array();
    leave(top);
  }
  static void leave(level& top) noexcept {
    top.in_array = false;
    top.item = 0;
    ++top.next;
  }
  void item(const field<S>& f, const void* slot, std::size_t levels_left) {
    if (f.kind == shape::attribute) return out_.text(*static_cast<const typename S::string*>(slot));
    if (f.kind == shape::complex) return open(f.info(), slot, levels_left);
    const auto& any = *static_cast<const Resource<S>*>(slot);
    if (const auto* raw_resource = any.template get_if<RawResource<S>>()) return raw(raw_resource->json);
    open(*resource_info<S>(any.type()), any.place(), levels_left);
  }

  // Writes `name` and `_name`, aligned by index; items with neither value nor extension are left out. The values are written at
  // once, then the extensions, one object after another.
  void primitives(level& top, const field<S>& f, const block_handle& items) {
    const std::size_t levels_left = in_array(top.levels_left);
    if (!top.in_array) {
      bool values = false;
      bool any_siblings = false;
      for (std::size_t i = 0; i < items.count(); ++i) {
        const primitive_view<S> view(f.kind, items.get()->at(i));
        values = has_value(view) || values;
        const bool has_one = has_sibling(view, levels_left);
        if (!has_one && view.element()) omit(view, levels_left);
        any_siblings = any_siblings || has_one;
      }
      if (values) {
        out_.key({}, f.name, {});
        out_.start_array();
        for (std::size_t i = 0; i < items.count(); ++i) {
          const primitive_view<S> view(f.kind, items.get()->at(i));
          if (has_json(view))
            primitive_value(view);
          else if (has_sibling(view, levels_left))
            out_.null();
        }
        out_.end_array();
      }
      if (!any_siblings) return leave(top);
      out_.key("_", f.name, {});
      out_.start_array();
      top.in_array = true;
    }
    while (top.item < items.count()) {
      const primitive_view<S> view(f.kind, items.get()->at(top.item++));
      if (has_sibling(view, levels_left)) return open(type_table<Element<S>>(), &*view.element(), levels_left);
      if (has_json(view)) out_.null();
    }
    out_.end_array();
    leave(top);
  }

  // Leaves out an item without content, and counts anything in it that cannot be written as JSON.
  void omit(const field<S>& f, const void* item, std::size_t levels_left) { count(lost_with(f, item, levels_left)); }
  void omit(primitive_view<S> view, std::size_t levels_left) {
    count(lost_in(type_table<Element<S>>(), &*view.element(), levels_left));
  }
  void count(std::size_t lost) {
    for (; lost > 0; --lost) out_.count_unrepresentable();
  }

  // Writes JSON that is kept as text, and is valid.
  void raw(const json_text<S>& json) {
    if constexpr (requires { out_.verbatim(json.view(), true); }) {
      if (out_.verbatim(json, json_text_access::facts(json).is_compact())) return;
    }
    scanner tokens(json);
    bool key = false;
    std::string nesting;
    for (token t = tokens.next(); t != token::end; t = tokens.next()) {
      switch (t) {
        case token::begin_object:
          out_.start_object();
          nesting += '{';
          key = true;
          break;
        case token::end_object:
          out_.end_object();
          nesting.pop_back();
          break;
        case token::begin_array:
          out_.start_array();
          nesting += '[';
          key = false;
          break;
        case token::end_array:
          out_.end_array();
          nesting.pop_back();
          break;
        case token::colon:
          key = false;
          break;
        case token::comma:
          key = nesting.back() == '{';
          break;
        default:
          if (key)
            out_.raw_key(tokens.slice());
          else
            out_.raw(tokens.slice());
      }
    }
  }

  Out& out_;
  level_stack<level> levels_;
};

}  // namespace fhirops::detail
