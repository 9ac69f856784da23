#pragma once
// Writes values by their tables in one pass, as compact JSON. Each element is written into the buffer of the output directly
// after the one before it, followed by a comma; the end of the object replaces the last comma. Rare cases (extensions of list
// items, values that cannot be written as JSON, deep nesting) are left to walk.hpp, and the bytes are the same.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/block.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/item_literals.hpp"
#include "fhirops/json/literals.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/json/text_out.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/walk.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"
#include "fhirops/resource/resource_view.hpp"

namespace fhirops::detail {

template <Described T>
inline constexpr item_literals literals_of{
    &ops_of<T>, [](output_cursor cursor, const void* item, std::size_t& replaced, unsigned depth) noexcept {
      return object_literals<T>::put(cursor, *static_cast<const T*>(item), replaced, depth);
    }};

// An element without content is removed again: its last byte is then a bracket or a colon, not a comma. So the output keeps its
// last bytes in the buffer when it is flushed.
template <Storage S>
class table_writer {
 public:
  // `out` is compact, and nothing has been written to it yet.
  table_writer(text_out& out, item_literals items) noexcept : out_(out), items_(items) {}

  // Writes nothing if the value cannot be written as JSON.
  void write(const value_view<S>& value) {
    if (value.untyped != nullptr) return untyped(*value.untyped, value.levels);
    if (value.any == nullptr) return root(*value.info, value.object, value.levels);
    if (!value.any->has_value()) return;
    if (const auto* resource = value.any->template get_if<RawResource<S>>()) return untyped(*resource, value.levels);
    // It is never null, but g++ cannot see that.
    if (const auto* info = resource_info<S>(value.any->type())) root(*info, value.any->place(), value.levels);
  }

 private:
  void untyped(const RawResource<S>& resource, std::size_t levels) {
    walker<S, text_out> whole(out_);
    static_cast<void>(whole.raw_object(resource, levels));
  }
  void root(const type_info<S>& info, const void* object, std::size_t levels) {
    char* to = members(open(out_.cursor(), info), info, object, levels - 1);
    if (to[-1] == ',') --to;
    *to++ = '}';
    out_.moved_to(to);
  }

  // Each of these functions returns the position of the next byte, with enough space for the constants up to the next value.
  // Space is requested at the beginning of an object, and for each value.
  static constexpr std::size_t constants = output_cursor::between;
  // The name of an element with the type of a choice, quotes and brackets. One for each level may have to be removed.
  static constexpr std::size_t key_size = longest_name + 32;
  static_assert(key_size < constants / 2 && deepest_literal * key_size <= text_out::kept);

  FHIROPS_DETAIL_INLINED char* space(char* to, std::size_t size) { return out_.space(to, size); }

  FHIROPS_DETAIL_INLINED char* open(char* to, const type_info<S>& info) {
    to = space(to, constants);
    *to++ = '{';
    if (!info.is_resource) return to;
    to = put_as_is(put_literal(to, "\"resourceType\":\""), info.name);
    return put_literal(to, "\",");
  }

  // Writes `{...},`, or nothing if there is no content.
  char* object(char* to, const type_info<S>& info, const void* object, std::size_t levels_left) {
    if (depth_ == deepest_literal || levels_left == 0) return deep(to, info, object, levels_left);
    ++depth_;
    to = members(open(to, info), info, object, levels_left - 1);
    --depth_;
    if (to[-1] == '{') return to - 1;
    to[-1] = '}';
    *to++ = ',';
    return to;
  }
  char* members(char* to, const type_info<S>& info, const void* object, std::size_t levels_left) {
    for (const field<S>& f : info.fields) {
      const void* slot = &at<std::byte>(object, f.offset);
      if (f.in_block()) {
        const block* items = static_cast<const block_handle*>(slot)->get();
        if (items == nullptr || items->size == 0) continue;
        if (!f.many)
          to = single(to, f, *items, levels_left);
        else if (!is_primitive(f.kind))
          to = list(to, f, *items, levels_left);
        else
          to = primitives(to, info, object, f, *items, levels_left);
      } else if (f.kind == shape::value) {
        to = value(to, info, object, f, levels_left);
      } else if (f.kind == shape::resource) {
        const auto& any = *static_cast<const Resource<S>*>(slot);
        if (any.has_value()) {
          char* const behind = put_key(to, f.name);
          to = unless_empty(behind - to, resource(behind, any, levels_left));
        }
      } else {
        to = primitive(to, f.name, {}, f.kind, slot, info, object, f, levels_left);
      }
    }
    if (present(at<block_handle>(object, info.unknown)) != 0) [[unlikely]]
      return unknown(to, at<list_of_unknown>(object, info.unknown), levels_left);
    return to;
  }
  // Removes a name of this size if nothing followed it.
  static char* unless_empty(std::ptrdiff_t size, char* behind) noexcept { return behind[-1] == ',' ? behind : behind - size; }

  char* single(char* to, const field<S>& f, const block& item, std::size_t levels_left) {
    char* const behind = put_key(to, f.name);
    if (f.kind == shape::complex) return unless_empty(behind - to, object(behind, f.info(), item.data(), levels_left));
    const std::string_view text = *static_cast<const typename S::string*>(item.data());
    return text.empty() ? to : string(behind, text);
  }
  char* list(char* to, const field<S>& f, const block& items, std::size_t levels_left) {
    char* behind = put_key(to, f.name);
    *behind++ = '[';
    const std::ptrdiff_t size = behind - to;
    to = list_items(behind, f, items, levels_left > 0 ? levels_left - 1 : 0);
    if (to[-1] != ',') return to - size;
    to[-1] = ']';
    *to++ = ',';
    return to;
  }
  char* list_items(char* to, const field<S>& f, const block& items, std::size_t levels_left) {
    item_literals literals = items_;
    if (f.type == type_id::ParametersParameter) literals = literals_of<ParametersParameter<S>>;
    const bool by_literals = literals.ops == f.ops;
    const type_info<S>* const info = f.kind == shape::complex ? &f.info() : nullptr;
    std::size_t sent = out_.sent();
    const bool guesses = depth_ == 0 && !expect_untyped(f, items);
    for (std::size_t i = 0; i < items.size; ++i) {
      const void* const item = items.at(i);
      // In a long list of the root, the items to come are about as long as those already written.
      if (guesses && sent != out_.sent()) {
        sent = out_.sent();
        out_.expect((sent + text_out::capacity) / i * (items.size - i));
      }
      if (by_literals) {
        to = space(to, text_out::capacity / 2);
        std::size_t replaced = out_.replaced();  // refused values are counted when they are written
        const output_cursor cursor = literals.put({to, out_.end()}, item, replaced, depth_);
        if (cursor.at != nullptr) {
          out_.replaced() = replaced;
          to = cursor.at;
          *to++ = ',';
          continue;
        }
      }
      to = info != nullptr ? object(to, *info, item, levels_left)
                           : resource(to, *static_cast<const Resource<S>*>(item), levels_left);
    }
    return to;
  }

  // Announces a list with resources that are kept as JSON: what is written of them is known, and what is around them is short.
  // Returns whether most of the list has been announced.
  bool expect_untyped(const field<S>& f, const block& items) {
    std::uint32_t offset = 0;
    const field<S>* url = nullptr;
    if (f.type == type_id::BundleEntry) {
      const std::span<const field<S>> fields = f.info().fields;
      if (fields[row_of<BundleEntry<Resource<S>>>("resource")].kind != shape::resource) return false;
      offset = fields[row_of<BundleEntry<Resource<S>>>("resource")].offset;
      url = &fields[row_of<BundleEntry<Resource<S>>>("fullUrl")];
    } else if (f.type == type_id::ParametersParameter) {
      offset = f.info().fields[row_of<ParametersParameter<S>>("resource")].offset;
    } else if (f.kind != shape::resource) {
      return false;
    }
    std::size_t size = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < items.size; ++i) {
      const auto* untyped = at<Resource<S>>(items.at(i), offset).template get_if<RawResource<S>>();
      if (untyped == nullptr) continue;
      ++count;
      const json_measure found = measure_resource(*untyped);
      if (!has_json_form(found)) continue;
      size += untyped->json.size() - std::min<std::size_t>(untyped->json.size(), found.spaces) + sizeof R"({"resource":},)";
      if (url != nullptr) size += std::string_view(at<Uri<S>>(items.at(i), url->offset)).size() + sizeof R"("fullUrl":"",)";
    }
    if (size > text_out::capacity) out_.expect_surely(size + size / 16);
    return count > items.size / 2;
  }

  char* value(char* to, const type_info<S>& info, const void* object, const field<S>& f, std::size_t levels_left) {
    const auto& value = at<Value<S>>(object, f.offset);
    if (!value.has_value()) return to;
    if (!f.choices.contains(value.type())) return by_walker(to, info, object, f, levels_left);
    const std::string_view suffix = choice_suffix(value.type());
    const type_info<S>* complex = value_info<S>(value.type());
    if (complex == nullptr)
      return primitive(to, f.name, suffix, shape_of(value.type()), value.place(), info, object, f, levels_left);
    char* const behind = put_key(to, f.name, suffix);
    return unless_empty(behind - to, this->object(behind, *complex, value.place(), levels_left));
  }

  // Writes `"name":1,"_name":{...},`, or the part of it that is present.
  FHIROPS_DETAIL_INLINED char* primitive(char* to, std::string_view name, std::string_view suffix, shape kind, const void* slot,
                                         const type_info<S>& info, const void* object, const field<S>& f,
                                         std::size_t levels_left) {
    if (kind == shape::text) {
      const auto& text = *static_cast<const text_primitive<S>*>(slot);
      if (!text.empty()) to = string(put_key(to, name, suffix), text);
      if (present(text.element) == 0) [[likely]]
        return to;
    } else {
      const primitive_view<S> view(kind, slot);
      if (view.has_value()) {
        if (kind == shape::decimal && !has_json(view)) return by_walker(to, info, object, f, levels_left);
        to = primitive_value(put_key(to, name, suffix), view);
      }
      if (present(view.element()) == 0) [[likely]]
        return to;
    }
    return sibling(to, name, suffix, *primitive_view<S>(kind, slot).element(), levels_left);
  }
  char* primitive_value(char* to, primitive_view<S> view) {
    switch (view.kind()) {
      case shape::boolean:
        to = put_boolean(space(to, constants), view.boolean());
        break;
      case shape::integer:
        to = space(to, constants);
        to = view.is_minus_zero() ? put_literal(to, "-0") : put_integer(to, view.integer());
        break;
      case shape::decimal:
        if (view.text().size() > longest) return through_output(to, [this, view] { out_.raw(view.text()); });
        to = put_as_is(space(to, view.text().size() + constants), view.text());
        break;
      default:
        return string(to, view.text());
    }
    *to++ = ',';
    return to;
  }
  [[gnu::noinline]] char* sibling(char* to, std::string_view name, std::string_view suffix, const Element<S>& element,
                                  std::size_t levels_left) {
    to = space(to, constants);
    char* const behind = put_key(to, name, suffix, true);
    return unless_empty(behind - to, object(behind, type_table<Element<S>>(), &element, levels_left));
  }
  char* primitives(char* to, const type_info<S>& info, const void* object, const field<S>& f, const block& items,
                   std::size_t levels_left) {
    for (std::size_t i = 0; i < items.size; ++i) {
      const primitive_view<S> view(f.kind, items.at(i));
      if (!has_json(view) || present(view.element()) != 0) return by_walker(to, info, object, f, levels_left);
    }
    to = put_key(to, f.name);
    *to++ = '[';
    for (std::size_t i = 0; i < items.size; ++i) to = primitive_value(to, primitive_view<S>(f.kind, items.at(i)));
    to[-1] = ']';
    *to++ = ',';
    return to;
  }

  // Writes `"...",`.
  FHIROPS_DETAIL_INLINED char* string(char* to, std::string_view text) {
    if (text.size() > longest) [[unlikely]]
      return through_output(to, [this, text] { out_.text(text); });
    to = space(to, text.size() * worst_expansion + constants);
    *to++ = '"';
    to = put_text(to, text, out_.replaced());
    *to++ = '"';
    *to++ = ',';
    return to;
  }
  static constexpr std::size_t longest = 1024;  // the longest string that is copied at once

  // Writes `{...},`, or nothing.
  char* resource(char* to, const Resource<S>& any, std::size_t levels_left) {
    if (!any.has_value()) return to;
    const auto* untyped = any.template get_if<RawResource<S>>();
    if (untyped == nullptr) return object(to, *resource_info<S>(any.type()), any.place(), levels_left);
    if (has_json_form(measure_resource(*untyped), levels_left)) return raw(to, untyped->json);
    out_.count_unrepresentable();
    return to;
  }
  char* raw(char* to, const json_text<S>& json) {
    return through_output(to, [this, &json] { out_.verbatim(json, json_text_access::facts(json).is_compact()); });
  }
  using list_of_unknown = fhirops::list<unknown_member<S>>;
  [[gnu::noinline]] char* unknown(char* to, const list_of_unknown& members, std::size_t levels_left) {
    for (const unknown_member<S>& each : members) {
      if (!has_json_form(each, levels_left)) {
        out_.count_unrepresentable();
        continue;
      }
      to = string(to, each.name);
      to[-1] = ':';
      to = raw(to, each.json);
    }
    return to;
  }

  // Writes a name from a table, with its quotes and its colon; none of them needs escapes.
  FHIROPS_DETAIL_INLINED static char* put_key(char* to, std::string_view name, std::string_view suffix = {},
                                              bool is_sibling = false) noexcept {
    *to++ = '"';
    if (is_sibling) *to++ = '_';
    to = put_as_is(to, name);
    if (!suffix.empty()) to = put_as_is(to, suffix);
    return put_literal(to, "\":");
  }

  // Lets the output itself write something, and adds a comma if it did.
  template <class Write>
  [[gnu::noinline]] char* through_output(char* to, Write write) {
    out_.moved_to(to);
    const bool written = out_.writes(write);
    to = space(out_.cursor(), constants + 1);  // before the comma, since the output may be full
    if (written) *to++ = ',';
    return to;
  }
  [[gnu::noinline]] char* by_walker(char* to, const type_info<S>& info, const void* object, const field<S>& f,
                                    std::size_t levels_left) {
    return through_output(to, [this, &info, object, &f, levels_left] {
      walker<S, text_out>(out_).one_member(info, object, static_cast<std::uint32_t>(&f - info.fields.data()), levels_left);
    });
  }
  [[gnu::noinline]] char* deep(char* to, const type_info<S>& info, const void* object, std::size_t levels_left) {
    return through_output(
        to, [this, &info, object, levels_left] { walker<S, text_out>(out_).object_with_content(info, object, levels_left); });
  }

  text_out& out_;
  item_literals items_;
  unsigned depth_ = 0;
};

}  // namespace fhirops::detail
