#pragma once
// The definition of json/difference.hpp.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/difference.hpp"
#include "fhirops/json/outline.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/sink.hpp"
#include "fhirops/json/text_out.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

template <Storage S>
class differ {
 public:
  explicit differ(std::string_view root) { path_.root(root); }

  // Returns false if there is a difference, and describes it in `path_`, `left_` and `right_`. Without recursion: an object is
  // compared while those around it wait.
  bool same_object(const type_info<S>& info, const void* a, const void* b) {
    enter(info, a, b);
    for (;;) {
      const found next = compare_on();
      if (next == found::difference) return false;
      if (next == found::object) continue;
      const bool forgiven = open_.back().forgiven;
      open_.pop_back();
      if (open_.empty()) return true;
      // If two objects differ although all their elements are equal, the difference is in something that is not an element.
      if (!forgiven) return false;
      forgive();
    }
  }
  bool same_resource(const Resource<S>& a, const Resource<S>& b) {
    if (a == b || same_untyped(a, b)) return true;
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
  // Two objects that are being compared, and how far.
  struct object_pair {
    const type_info<S>* info;
    const void* left;
    const void* right;
    std::size_t row = 0;
    std::size_t item = 0;
    std::size_t expression = 0;  // how long its path is
    std::size_t pointer = 0;
    bool forgiven = false;  // whether something in it is the same JSON, in other bytes
  };
  enum class found : std::uint8_t { nothing, object, difference };

  found enter(const type_info<S>& info, const void* a, const void* b) {
    open_.push_back({&info, a, b, 0, 0, path_.expression.size(), path_.pointer.size()});
    return found::object;
  }
  // What was just compared is the same although its bytes differ: goes on after it.
  void forgive() {
    object_pair& at = open_.back();
    at.forgiven = true;
    path_.expression.resize(at.expression);
    path_.pointer.resize(at.pointer);
  }
  // Looks for what differs next in the innermost objects.
  found compare_on() {
    for (object_pair* at = &open_.back(); at->row < at->info->fields.size();) {
      const field<S>& f = at->info->fields[at->row];
      const void* const a = &fhirops::detail::at<std::byte>(at->left, f.offset);
      const void* const b = &fhirops::detail::at<std::byte>(at->right, f.offset);
      const bool in_block = f.in_block();
      const std::size_t items = in_block ? std::max(handle(a).count(), handle(b).count()) : 1;
      if (at->item == items) {
        ++at->row;
        at->item = 0;
        continue;
      }
      const std::size_t i = at->item++;
      const void* const x = !in_block ? a : i < handle(a).count() ? handle(a).get()->at(i) : nullptr;
      const void* const y = !in_block ? b : i < handle(b).count() ? handle(b).get()->at(i) : nullptr;
      if (x != nullptr && y != nullptr && equal(*f.ops, x, y)) continue;
      if (f.kind == shape::resource && x != nullptr && y != nullptr && same_untyped(resource_at(x), resource_at(y))) {
        at->forgiven = true;
        continue;
      }
      if (f.kind != shape::value || f.many) path_.child(f.name);
      if (f.many) path_.index(i);
      return compare_items(f, x, y);
    }
    return compare_unknown();
  }
  found compare_unknown() {
    object_pair& at = open_.back();
    const auto& left = fhirops::detail::at<list<unknown_member<S>>>(at.left, at.info->unknown);
    const auto& right = fhirops::detail::at<list<unknown_member<S>>>(at.right, at.info->unknown);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      if (i < left.size() && i < right.size()) {
        if (left[i] == right[i]) continue;
        if (left[i].name == right[i].name && same_text_of_json(left[i].json, right[i].json)) {
          at.forgiven = true;
          continue;
        }
      }
      const auto& shown = i < left.size() ? left[i] : right[i];
      path_.child(shown.name);
      left_ = i < left.size() ? std::string(std::string_view(left[i].json)) : std::string();
      right_ = i < right.size() && right[i].name == shown.name ? std::string(std::string_view(right[i].json)) : std::string();
      return found::difference;
    }
    return found::nothing;
  }
  static const block_handle& handle(const void* slot) { return *static_cast<const block_handle*>(slot); }
  static const Resource<S>& resource_at(const void* item) { return *static_cast<const Resource<S>*>(item); }
  static bool same_text_of_json(const json_text<S>& a, const json_text<S>& b) {
    return a == b || (a.is_valid() && b.is_valid() && same_json(a, b));
  }
  static bool same_untyped(const Resource<S>& a, const Resource<S>& b) {
    const auto* left = a.template get_if<RawResource<S>>();
    const auto* right = b.template get_if<RawResource<S>>();
    return left != nullptr && right != nullptr && left->resourceType == right->resourceType &&
           same_text_of_json(left->json, right->json);
  }
  static bool equal(const block_ops& ops, const void* a, const void* b) {
    comparing work;
    return block_handle::finish(ops.equal(ops, a, b, work), work);
  }

  // Two items that differ. Either may be null, if only the other list has the item.
  found compare_items(const field<S>& f, const void* a, const void* b) {
    if (a != nullptr && b != nullptr) {
      switch (f.kind) {
        case shape::complex:
          return enter(f.info(), a, b);
        case shape::resource: {
          const Resource<S>& left = resource_at(a);
          const Resource<S>& right = resource_at(b);
          const type_info<S>* info = left.type() == right.type() ? resource_info<S>(left.type()) : nullptr;
          if (info != nullptr) return enter(*info, left.place(), right.place());
          break;
        }
        case shape::value:
          return compare_values(f, *static_cast<const Value<S>*>(a), *static_cast<const Value<S>*>(b));
        default:
          if (is_primitive(f.kind)) return compare_primitives(f.kind, a, b);
      }
    }
    left_ = a == nullptr ? std::string() : json_of(f, a);
    right_ = b == nullptr ? std::string() : json_of(f, b);
    return found::difference;
  }
  found compare_values(const field<S>& f, const Value<S>& a, const Value<S>& b) {
    path_.child(f.name, choice_suffix(a.has_value() ? a.type() : b.type()));
    if (a.type() == b.type()) {
      const type_info<S>* info = value_info<S>(a.type());
      if (info != nullptr) return enter(*info, a.place(), b.place());
      return compare_primitives(shape_of(a.type()), a.place(), b.place());
    }
    left_ = json_of(f, &a);
    right_ = json_of(f, &b);
    return found::difference;
  }
  // Handles two primitives that differ: if their values are equal, their extensions differ.
  found compare_primitives(shape kind, const void* a, const void* b) {
    left_ = json_of_primitive(kind, a);
    right_ = json_of_primitive(kind, b);
    if (left_ != right_) return found::difference;
    if (const primitive_view<S> x(kind, a), y(kind, b);
        kind != shape::boolean && kind != shape::integer && x.text() != y.text()) {
      left_ = bytes_of(x.text());
      right_ = bytes_of(y.text());
      return found::difference;
    }
    const auto& left = primitive_view<S>(kind, a).element();
    const auto& right = primitive_view<S>(kind, b).element();
    const std::size_t last = path_.pointer.rfind('/');
    path_.pointer.insert(last + 1, "_");
    if (left && right) return enter(type_table<Element<S>>(), &*left, &*right);
    left_ = left ? to_json(*left) : std::string();
    right_ = right ? to_json(*right) : std::string();
    return found::difference;
  }

  // Of text that is not UTF-8, and so looks like other text when it is written.
  static std::string bytes_of(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string shown = "bytes";
    for (const char c : text.substr(0, 100)) {
      const auto byte = static_cast<unsigned char>(c);
      ((shown += ' ') += hex[byte >> 4U]) += hex[byte & 15U];
    }
    return shown;
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
  std::vector<object_pair> open_;
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
