#pragma once
// From values to JSON events, by the tables: the one writer of all types.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/scanner.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/words.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/fragments.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// Items of a list that are written by fragments, beside the parameters of operations: of which type, and by what.
struct item_fragments {
  const block_ops* ops = nullptr;
  fragment_room (*put)(fragment_room room, const void* item, std::size_t& replaced) noexcept = nullptr;
};
template <Described T>
inline constexpr item_fragments fragments_of{
    &ops_of<T>, [](fragment_room room, const void* item, std::size_t& replaced) noexcept {
      return object_fragments<T>::put(room, *static_cast<const T*>(item), replaced);
    }};

template <Storage S, class Out>
class walker {
 public:
  explicit walker(Out& out, item_fragments items = {}) noexcept : out_(out), items_(items) {}

  void object(const type_info<S>& info, const void* object) {
    out_.start_object();
    if (info.is_resource) {
      out_.key({}, "resourceType", {});
      out_.text(info.name);
    }
    for (const field<S>& f : info.fields) member(f, object);
    for (const auto& each : at<list<unknown_member<S>>>(object, info.unknown)) {
      if (!is_json(each.json)) {
        out_.count_unrepresentable();
        continue;
      }
      out_.text_key(each.name);
      raw(each.json);
    }
    out_.end_object();
  }

  // A resource of any type; false, and nothing written, where it cannot stand in JSON.
  bool resource(const Resource<S>& any) {
    if (const auto* raw_resource = any.template get_if<RawResource<S>>()) return raw_object(*raw_resource);
    object(*resource_info<S>(any.type()), any.place());
    return true;
  }
  bool raw_object(const RawResource<S>& resource) {
    if (!can_stand_in_json(resource)) {
      out_.count_unrepresentable();
      return false;
    }
    raw(resource.json);
    return true;
  }

 private:
  void member(const field<S>& f, const void* object) {
    const void* place = &at<std::byte>(object, f.offset);
    if (f.many) {
      const auto& items = *static_cast<const block_handle*>(place);
      if (items.count() > 0) members(f, items);
      return;
    }
    if (f.kind == shape::complex || f.kind == shape::attribute) {
      const auto& handle = *static_cast<const block_handle*>(place);
      if (handle.count() == 0) return;
      if (!has_item(f, handle.get()->data())) return omit(f, handle.get()->data());
      out_.key({}, f.name, {});
      item(f, handle.get()->data());
      return;
    }
    single(f, place);
  }

  void single(const field<S>& f, const void* place) {
    switch (f.kind) {
      case shape::value: {
        const auto& value = *static_cast<const Value<S>*>(place);
        if (!value.has_value()) return;
        const std::string_view suffix = choice_suffix(value.type());
        if (const type_info<S>* info = value_info<S>(value.type())) {
          if (!has_content(*info, value.place())) return omit(*info, value.place());
          out_.key({}, f.name, suffix);
          object(*info, value.place());
        } else {
          primitive(f.name, suffix, primitive_view<S>(shape_of(value.type()), value.place()));
        }
        return;
      }
      case shape::resource: {
        const auto& any = *static_cast<const Resource<S>*>(place);
        if (!can_stand_in_json(any)) return omit(f, place);
        out_.key({}, f.name, {});
        resource(any);
        return;
      }
      default:
        primitive(f.name, {}, primitive_view<S>(f.kind, place));
    }
  }

  void primitive(std::string_view name, std::string_view suffix, primitive_view<S> view) {
    if (view.has_value()) {
      out_.key({}, name, suffix);
      primitive_value(view);
    }
    if (has_extras(view)) {
      out_.key("_", name, suffix);
      object(info_of<Element<S>>::value, &*view.element());
    }
  }
  static bool has_extras(primitive_view<S> view) {
    return view.element().has_value() && has_content(info_of<Element<S>>::value, &*view.element());
  }
  void primitive_value(primitive_view<S> view) {
    switch (view.kind()) {
      case shape::boolean:
        return out_.boolean(view.boolean());
      case shape::integer:
        return out_.number(view.is_minus_zero() ? std::string_view("-0") : digits(view.integer()));
      case shape::decimal:
        if (split_decimal(view.text()).ok) return out_.number(view.text());
        out_.count_unrepresentable();
        return out_.text(view.text());
      default:
        return out_.text(view.text());
    }
  }

  void members(const field<S>& f, const block_handle& items) {
    if (is_primitive(f.kind)) return primitives(f, items);
    bool open = false;
    for (std::size_t i = 0; i < items.count(); ++i) {
      const void* place = items.get()->at(i);
      if (open && by_fragments(f, place)) continue;
      if (!has_item(f, place)) {
        omit(f, place);
        continue;
      }
      if (!open) {
        out_.key({}, f.name, {});
        out_.start_array();
        open = true;
        if (by_fragments(f, place)) continue;
      }
      item(f, place);
    }
    if (open) out_.end_array();
  }
  // What answers are full of, in the compact form.
  bool by_fragments(const field<S>& f, const void* place) {
    if constexpr (requires { out_.fragments([](fragment_room room, std::size_t&) { return room; }); }) {
      item_fragments items = items_;
      if (f.type == type_id::ParametersParameter) items = fragments_of<ParametersParameter<S>>;
      if (items.ops != f.ops) return false;
      return out_.fragments(
          [items, place](fragment_room room, std::size_t& replaced) { return items.put(room, place, replaced); });
    }
    return false;
  }
  void item(const field<S>& f, const void* place) {
    if (f.kind == shape::attribute) return out_.text(*static_cast<const typename S::string*>(place));
    if (f.kind == shape::resource)
      return static_cast<void>(resource(*static_cast<const Resource<S>*>(place)));
    object(f.info(), place);
  }

  // `name` and `_name`, lined up by index; items with neither value nor extension are left out.
  void primitives(const field<S>& f, const block_handle& items) {
    bool values = false;
    bool extras = false;
    for (std::size_t i = 0; i < items.count(); ++i) {
      const primitive_view<S> view(f.kind, items.get()->at(i));
      values = values || view.has_value();
      extras = extras || has_extras(view);
    }
    for (const bool extra : {false, true}) {
      if (!(extra ? extras : values)) continue;
      out_.key(extra ? "_" : "", f.name, {});
      out_.start_array();
      for (std::size_t i = 0; i < items.count(); ++i) {
        const primitive_view<S> view(f.kind, items.get()->at(i));
        if (!view.has_value() && !has_extras(view)) continue;
        if (!(extra ? has_extras(view) : view.has_value()))
          out_.null();
        else if (extra)
          object(info_of<Element<S>>::value, &*view.element());
        else
          primitive_value(view);
      }
      out_.end_array();
    }
  }

  // What has no content is not written; what cannot stand in JSON is lost with it, and counted.
  void omit(const field<S>& f, const void* item) {
    if (f.kind == shape::complex) return omit(f.info(), item);
    if (f.kind == shape::resource) {
      if (static_cast<const Resource<S>*>(item)->has_value()) out_.count_unrepresentable();
      return;
    }
    if (f.kind != shape::value) return;
    const auto& value = *static_cast<const Value<S>*>(item);
    if (const type_info<S>* info = value_info<S>(value.type())) omit(*info, value.place());
  }
  void omit(const type_info<S>& info, const void* object) {
    for (const field<S>& f : info.fields) {
      const void* place = &at<std::byte>(object, f.offset);
      if (!f.in_block()) {
        omit(f, place);
        continue;
      }
      const auto& items = *static_cast<const block_handle*>(place);
      for (std::size_t i = 0; i < items.count(); ++i) omit(f, items.get()->at(i));
    }
    for (std::size_t i = 0; i < at<block_handle>(object, info.unknown).count(); ++i)
      out_.count_unrepresentable();
  }

  // JSON that was kept as text; `is_json` has been asked.
  void raw(std::string_view json) {
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
};

}  // namespace fhirops::detail
