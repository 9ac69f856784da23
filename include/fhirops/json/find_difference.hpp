#pragma once
// The definition of json/difference.hpp.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/difference.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/sink.hpp"
#include "fhirops/json/text_out.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

template <Storage S>
class differ {
 public:
  explicit differ(std::string_view root) { path_.root(root); }

  // Returns false if there is a difference, and describes it in `path_`, `left_` and `right_`. Descends into objects that differ,
  // without recursion.
  bool same_object(const type_info<S>& info, const void* a, const void* b) {
    const bool same = first_difference(info, a, b);
    while (deeper_.info != nullptr) {
      const object_pair next = std::exchange(deeper_, {});
      // If two objects differ although all their elements are equal, the difference is in something that is not an element.
      if (first_difference(*next.info, next.left, next.right)) return false;
    }
    return same;
  }
  bool same_resource(const Resource<S>& a, const Resource<S>& b) {
    if (a == b) return true;
    const type_info<S>* info = a.type() == b.type() ? resource_info<S>(a.type()) : nullptr;
    if (info != nullptr) return same_object(*info, a.place(), b.place());
    left_ = a ? to_json(a) : std::string();
    right_ = b ? to_json(b) : std::string();
    return false;
  }
  value_difference take() && {
    return {std::move(path_.expression), std::move(path_.pointer), std::move(left_), std::move(right_)};
  }

 private:
  // Two objects that differ, to be compared next.
  struct object_pair {
    const type_info<S>* info = nullptr;
    const void* left = nullptr;
    const void* right = nullptr;
  };
  bool go_deeper(const type_info<S>& info, const void* a, const void* b) {
    deeper_ = {&info, a, b};
    return false;
  }

  bool first_difference(const type_info<S>& info, const void* a, const void* b) {
    for (const field<S>& f : info.fields)
      if (!same_field(f, &at<std::byte>(a, f.offset), &at<std::byte>(b, f.offset))) return false;
    const auto& left = at<list<unknown_member<S>>>(a, info.unknown);
    const auto& right = at<list<unknown_member<S>>>(b, info.unknown);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      if (i < left.size() && i < right.size() && left[i] == right[i]) continue;
      const auto& shown = i < left.size() ? left[i] : right[i];
      path_.child(shown.name);
      left_ = i < left.size() ? std::string(std::string_view(left[i].json)) : std::string();
      right_ = i < right.size() && right[i].name == shown.name ? std::string(std::string_view(right[i].json)) : std::string();
      return false;
    }
    return true;
  }
  bool same_field(const field<S>& f, const void* a, const void* b) {
    if (!f.in_block()) {
      if (equal(*f.ops, a, b)) return true;
      if (f.kind != shape::value) path_.child(f.name);
      return same_item(f, a, b);
    }
    const auto& left = *static_cast<const block_handle*>(a);
    const auto& right = *static_cast<const block_handle*>(b);
    for (std::size_t i = 0; i < std::max(left.count(), right.count()); ++i) {
      const void* x = i < left.count() ? left.get()->at(i) : nullptr;
      const void* y = i < right.count() ? right.get()->at(i) : nullptr;
      if (x != nullptr && y != nullptr && equal(*f.ops, x, y)) continue;
      path_.child(f.name);
      if (f.many) path_.index(i);
      return same_item(f, x, y);
    }
    return true;
  }
  static bool equal(const block_ops& ops, const void* a, const void* b) {
    comparing work;
    return block_handle::finish(ops.equal(ops, a, b, work), work);
  }

  // Handles two items that differ. Either may be null, if only the other list has the item.
  bool same_item(const field<S>& f, const void* a, const void* b) {
    if (a != nullptr && b != nullptr) {
      switch (f.kind) {
        case shape::complex:
          return go_deeper(f.info(), a, b);
        case shape::resource: {
          const auto& left = *static_cast<const Resource<S>*>(a);
          const auto& right = *static_cast<const Resource<S>*>(b);
          const type_info<S>* info = left.type() == right.type() ? resource_info<S>(left.type()) : nullptr;
          if (info != nullptr) return go_deeper(*info, left.place(), right.place());
          return same_resource(left, right);
        }
        case shape::value:
          return same_value(f, *static_cast<const Value<S>*>(a), *static_cast<const Value<S>*>(b));
        default:
          if (is_primitive(f.kind)) return reported_primitive(f.kind, a, b);
      }
    }
    left_ = a == nullptr ? std::string() : json_of(f, a);
    right_ = b == nullptr ? std::string() : json_of(f, b);
    return false;
  }
  bool same_value(const field<S>& f, const Value<S>& a, const Value<S>& b) {
    path_.child(f.name, choice_suffix(a.has_value() ? a.type() : b.type()));
    if (a.type() == b.type()) {
      const type_info<S>* info = value_info<S>(a.type());
      if (info != nullptr) return go_deeper(*info, a.place(), b.place());
      return reported_primitive(shape_of(a.type()), a.place(), b.place());
    }
    left_ = json_of(f, &a);
    right_ = json_of(f, &b);
    return false;
  }
  // Handles two primitives that differ: if their values are equal, their extensions differ.
  bool reported_primitive(shape kind, const void* a, const void* b) {
    left_ = json_of_primitive(kind, a);
    right_ = json_of_primitive(kind, b);
    if (left_ != right_) return false;
    const auto& left = primitive_view<S>(kind, a).element();
    const auto& right = primitive_view<S>(kind, b).element();
    const std::size_t last = path_.pointer.rfind('/');
    path_.pointer.insert(last + 1, "_");
    if (left && right) return go_deeper(type_table<Element<S>>(), &*left, &*right);
    left_ = left ? to_json(*left) : std::string();
    right_ = right ? to_json(*right) : std::string();
    return false;
  }

  static std::string json_of(const field<S>& f, const void* item) {
    switch (f.kind) {
      case shape::complex: {
        std::string json;
        write_value<S>({.info = &f.info(), .object = item}, sink_ref(json), {});
        return json;
      }
      case shape::resource:
        return to_json(*static_cast<const Resource<S>*>(item));
      case shape::value: {
        const auto& value = *static_cast<const Value<S>*>(item);
        if (!value.has_value()) return {};
        std::string json(choice_suffix(value.type()));
        json += ' ';
        if (const type_info<S>* info = value_info<S>(value.type())) {
          write_value<S>({.info = info, .object = value.place()}, sink_ref(json), {});
          return json;
        }
        return json += json_of_primitive(shape_of(value.type()), value.place());
      }
      case shape::attribute:
        return quoted(*static_cast<const typename S::string*>(item));
      default:
        return json_of_primitive(f.kind, item);
    }
  }
  static std::string quoted(std::string_view text) {
    std::string json;
    text_out out(json, {});
    out.text(text);
    out.finish();
    return json;
  }
  static std::string json_of_primitive(shape kind, const void* slot) {
    const primitive_view<S> view(kind, slot);
    if (!view.has_value()) return {};
    switch (kind) {
      case shape::boolean:
        return view.boolean() ? "true" : "false";
      case shape::integer:
        return view.is_minus_zero() ? "-0" : std::to_string(view.integer());
      case shape::decimal:
        return std::string(view.text());
      default:
        return quoted(view.text());
    }
  }

  element_path path_;
  object_pair deeper_;
  std::string left_;
  std::string right_;
};

template <Storage S>
std::optional<value_difference> find_difference(const value_view<S>& a, const value_view<S>& b) {
  if (a.any != nullptr) {
    const Resource<S>& left = *a.any;
    differ<S> differ(left.type() == type_id::RawResource || !left ? "Resource" : to_string(left.type()));
    if (differ.same_resource(left, *b.any)) return std::nullopt;
    return std::move(differ).take();
  }
  differ<S> differ(to_string(a.info->type));
  if (differ.same_object(*a.info, a.object, b.object)) return std::nullopt;
  return std::move(differ).take();
}

}  // namespace fhirops::detail
