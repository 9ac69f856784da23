#pragma once
// Writes values as JSON events, by the tables: the one writer of all types.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/scanner.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/words.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/fragments.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// Lists, other than the parameters of operations, whose items are written by literals: the type, and the function.
struct item_fragments {
  const block_ops* ops = nullptr;
  fragment_room (*put)(fragment_room room, const void* item, std::size_t& replaced) noexcept = nullptr;
};
template <Described T>
inline constexpr item_fragments fragments_of{
    &ops_of<T>, [](fragment_room room, const void* item, std::size_t& replaced) noexcept {
      return object_fragments<T>::put(room, *static_cast<const T*>(item), replaced);
    }};

// A stack whose first levels need no memory of their own.
template <class T>
class level_stack {
 public:
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
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

// Without recursion. What nests deeper than `deepest_json` is left out, and counted.
template <Storage S, class Out>
class walker {
 public:
  explicit walker(Out& out, item_fragments items = {}) noexcept : out_(out), items_(items) {}

  void object(const type_info<S>& info, const void* object) {
    open(info, object, deepest_json);
    while (!levels_.empty()) {
      level& top = levels_.back();
      if (top.next < top.info->fields.size())
        member(top, top.info->fields[top.next]);
      else
        close(top);
    }
  }

  // A resource of any type. False, with nothing written, if it has no JSON form.
  bool resource(const Resource<S>& any) {
    if (const auto* raw_resource = any.template get_if<RawResource<S>>()) return raw_object(*raw_resource);
    object(*resource_info<S>(any.type()), any.place());
    return true;
  }
  bool raw_object(const RawResource<S>& resource) {
    const json_measure found = measure_resource(resource);
    if (!can_stand_in_json(found)) {
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
    std::size_t room;        // levels that JSON may still nest in it
    std::uint32_t next = 0;  // the next field, or the one whose items are being written
    std::uint32_t item = 0;  // the next item
    bool in_array = false;
  };

  void open(const type_info<S>& info, const void* object, std::size_t room) {
    out_.start_object();
    if (info.is_resource) {
      out_.key({}, "resourceType", {});
      out_.text(info.name);
    }
    levels_.push({&info, object, room - 1});
  }
  void close(const level& top) {
    for (const auto& each : at<list<unknown_member<S>>>(top.object, top.info->unknown)) {
      if (!can_stand_in_json(each, top.room)) {
        out_.count_unrepresentable();
        continue;
      }
      out_.text_key(each.name);
      raw(each.json);
    }
    out_.end_object();
    levels_.pop();
  }

  // Writes the field, or as much of it as comes before the next object in it, which it opens.
  void member(level& top, const field<S>& f) {
    const void* place = &at<std::byte>(top.object, f.offset);
    if (f.many) {
      const auto& items = *static_cast<const block_handle*>(place);
      if (items.count() > 0) return is_primitive(f.kind) ? primitives(top, f, items) : members(top, f, items);
      ++top.next;
      return;
    }
    ++top.next;
    if (f.kind == shape::complex || f.kind == shape::attribute) {
      const auto& handle = *static_cast<const block_handle*>(place);
      if (handle.count() > 0) single(f, handle.get()->data(), top.room);
    } else {
      single(f, place, top.room);
    }
  }

  void single(const field<S>& f, const void* place, std::size_t room) {
    switch (f.kind) {
      case shape::value: {
        const auto& value = *static_cast<const Value<S>*>(place);
        if (!value.has_value()) return;
        if (!f.choices.contains(value.type())) return omit(f, place, room);
        const std::string_view suffix = choice_suffix(value.type());
        if (const type_info<S>* info = value_info<S>(value.type())) {
          if (!has_content(*info, value.place(), room)) return omit(f, place, room);
          out_.key({}, f.name, suffix);
          open(*info, value.place(), room);
        } else {
          primitive(f.name, suffix, primitive_view<S>(shape_of(value.type()), value.place()), room);
        }
        return;
      }
      case shape::complex:
      case shape::attribute:
      case shape::resource:
        if (!has_item(f, place, room)) return omit(f, place, room);
        out_.key({}, f.name, {});
        return item(f, place, room);
      default:
        primitive(f.name, {}, primitive_view<S>(f.kind, place), room);
    }
  }

  void primitive(std::string_view name, std::string_view suffix, primitive_view<S> view, std::size_t room) {
    if (has_value(view)) {
      out_.key({}, name, suffix);
      primitive_value(view);
    }
    if (!view.element()) return;
    if (!has_extras(view, room)) return omit(view, room);
    out_.key("_", name, suffix);
    open(info_of<Element<S>>::value, &*view.element(), room);
  }
  static bool has_extras(primitive_view<S> view, std::size_t room) {
    return view.element().has_value() && has_content(info_of<Element<S>>::value, &*view.element(), room);
  }
  // A value without a JSON form is left out, and counted.
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

  static std::size_t in_array(std::size_t room) noexcept { return room > 0 ? room - 1 : 0; }

  void members(level& top, const field<S>& f, const block_handle& items) {
    const std::size_t room = in_array(top.room);
    while (top.item < items.count()) {
      const void* place = items.get()->at(top.item++);
      if (top.in_array && by_fragments(f, place, room)) continue;
      if (!has_item(f, place, room)) {
        omit(f, place, room);
        continue;
      }
      if (!top.in_array) {
        out_.key({}, f.name, {});
        out_.start_array();
        top.in_array = true;
        if (by_fragments(f, place, room)) continue;
      }
      return item(f, place, room);
    }
    if (top.in_array) out_.end_array();
    leave(top);
  }
  static void leave(level& top) noexcept {
    top.in_array = false;
    top.item = 0;
    ++top.next;
  }
  // The types that most of an answer consists of, if the output is compact.
  bool by_fragments(const field<S>& f, const void* place, std::size_t room) {
    if constexpr (requires { out_.fragments([](fragment_room to, std::size_t&) { return to; }); }) {
      item_fragments items = items_;
      if (f.type == type_id::ParametersParameter) items = fragments_of<ParametersParameter<S>>;
      if (items.ops != f.ops || room < deepest_json / 2) return false;  // literals never nest so deep
      return out_.fragments(
          [items, place](fragment_room to, std::size_t& replaced) { return items.put(to, place, replaced); });
    }
    return false;
  }
  void item(const field<S>& f, const void* place, std::size_t room) {
    if (f.kind == shape::attribute) return out_.text(*static_cast<const typename S::string*>(place));
    if (f.kind == shape::complex) return open(f.info(), place, room);
    const auto& any = *static_cast<const Resource<S>*>(place);
    if (const auto* raw_resource = any.template get_if<RawResource<S>>()) return raw(raw_resource->json);
    open(*resource_info<S>(any.type()), any.place(), room);
  }

  // `name` and `_name`, aligned by index; items with neither value nor extension are left out. The values are written
  // at once, then the extensions, one object after another.
  void primitives(level& top, const field<S>& f, const block_handle& items) {
    const std::size_t room = in_array(top.room);
    if (!top.in_array) {
      bool values = false;
      bool extras = false;
      for (std::size_t i = 0; i < items.count(); ++i) {
        const primitive_view<S> view(f.kind, items.get()->at(i));
        values = has_value(view) || values;
        const bool extra = has_extras(view, room);
        if (!extra && view.element()) omit(view, room);
        extras = extras || extra;
      }
      if (values) {
        out_.key({}, f.name, {});
        out_.start_array();
        for (std::size_t i = 0; i < items.count(); ++i) {
          const primitive_view<S> view(f.kind, items.get()->at(i));
          if (has_json(view))
            primitive_value(view);
          else if (has_extras(view, room))
            out_.null();
        }
        out_.end_array();
      }
      if (!extras) return leave(top);
      out_.key("_", f.name, {});
      out_.start_array();
      top.in_array = true;
    }
    while (top.item < items.count()) {
      const primitive_view<S> view(f.kind, items.get()->at(top.item++));
      if (has_extras(view, room)) return open(info_of<Element<S>>::value, &*view.element(), room);
      if (has_json(view)) out_.null();
    }
    out_.end_array();
    leave(top);
  }

  // An item without content is not written; anything in it that has no JSON form is lost with it, and counted.
  void omit(const field<S>& f, const void* item, std::size_t room) { count(lost_with(f, item, room)); }
  void omit(primitive_view<S> view, std::size_t room) {
    omission_visit<S> visit;
    static_cast<void>(visit.object(info_of<Element<S>>::value, &*view.element(), room));
    static_cast<void>(visit.inside.visit_all(visit));
    count(visit.count);
  }
  void count(std::size_t lost) {
    for (; lost > 0; --lost) out_.count_unrepresentable();
  }

  // JSON that is kept as text, and is valid.
  void raw(const json_text<S>& json) {
    if constexpr (requires { out_.verbatim(json.view(), true); }) {
      if (out_.verbatim(json, json_text_access::facts(json).is_compact)) return;
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
  item_fragments items_;
  level_stack<level> levels_;
};

}  // namespace fhirops::detail
