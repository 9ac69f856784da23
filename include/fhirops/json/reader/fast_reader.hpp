#pragma once
// The fast reader: reads values by their tables from text without faults, with members in any order and white space anywhere. It
// gives up at the first thing that would have to be reported; the general reader then reads the text from the start, and is the
// only one that decides what is wrong with it (read.hpp). Whatever the fast reader accepts, the general reader accepts without an
// issue, with the same value: tests/json/differential.cpp compares them.

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/find_element.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/json/reader/read_by_table.hpp"
#include "fhirops/json/reader/scalar.hpp"
#include "fhirops/json/reader/untyped.hpp"
#include "fhirops/json/reader/written_parameter.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// Positions are pointers into the text, passed by value so that they stay in registers; null means that the reader gave up.
template <Storage S>
class fast_reader {
 public:
  explicit fast_reader(fast_cursor& cursor, fast_limits limits = {}) noexcept
      : cursor_(cursor),
        end_(cursor.end()),
        limits_(limits),
        untyped_(end_, limits_.depth, limits_.steps),
        may_read_again_(4 * cursor.rest().size()) {}
  fast_reader(const fast_reader&) = delete;  // its parts refer to one another
  fast_reader& operator=(const fast_reader&) = delete;

  // Reads one object or primitive at the cursor, at bracket depth `depth`, and moves the cursor after it.
  bool object(const type_info<S>& info, void* object, std::size_t depth) {
    return ends_at(open_object(info, object, after_space(cursor_.position()), depth)) && !limits_.memory.exceeded();
  }
  bool primitive(shape kind, void* slot) { return ends_at(read_primitive(kind, slot, after_space(cursor_.position()))); }
  // Reads the whole text: only white space may follow the value.
  bool document(const type_info<S>* info, void* object, Resource<S>* any) {
    const char* p = after_space(cursor_.position());
    limits_.memory.take(1024);  // what the general reader counts for its own lists at the first value
    p = any != nullptr ? read_resource(*any, p, 0) : open_object(*info, object, p, 0);
    return p != nullptr && after_space(p) == end_ && !limits_.memory.exceeded();
  }
  // Whether it gave up because it was asked to stop.
  [[nodiscard]] bool stopped() const noexcept { return limits_.steps.stopped(); }

 private:
  bool ends_at(const char* p) noexcept {
    if (p != nullptr) cursor_.go_to(p);
    return p != nullptr;
  }
  [[nodiscard]] const char* after_space(const char* p) const noexcept { return skip_space(p, end_); }
  // The same before a member, an item or a closing bracket at bracket depth `depth`.
  [[nodiscard]] const char* line(const char* p, std::size_t depth) noexcept { return indentations_.skip(p, end_, depth); }
  [[nodiscard]] bool is_at(char byte, const char* p) const noexcept { return p != end_ && *p == byte; }
  // Takes a string after its opening quote: it must be well-formed and not empty. Decodes its escapes.
  const char* string(const char* p, std::string_view& text) {
    text_cursor local{p, end_};
    if (local.plain_string(text)) [[likely]]
      return local.at;
    cursor_.go_to(p);
    return cursor_.any_string(text) ? cursor_.position() : nullptr;
  }

  // --- objects

  // Which elements of an object have been read: one bit each for values, sibling members, and lists with a null.
  struct seen_members {
    std::uint64_t values = 0;
    std::uint64_t siblings = 0;
    std::uint64_t nulls = 0;
  };
  // How far an object has been read.
  struct progress {
    seen_members seen{};
    bool typed;            // whether it needs no resourceType any more
    std::size_t hint = 0;  // the element that most likely comes next
  };
  static constexpr std::uint64_t bit_of(std::size_t index) noexcept { return std::uint64_t{1} << index; }

  const char* open_object(const type_info<S>& info, void* object, const char* p, std::size_t depth) {
    return is_at('{', p) ? members(info, object, p, depth) : nullptr;
  }
  // Reads the members of an object, from its opening brace up to its closing brace.
  const char* members(const type_info<S>& info, void* object, const char* p, std::size_t depth) {
    if (depth >= limits_.depth) return nullptr;
    progress done{.typed = !info.is_resource};
    return members(info, object, p, depth, done);
  }
  // The same from the comma before any member.
  const char* members(const type_info<S>& info, void* object, const char* p, std::size_t depth, progress& done) {
    do {
      p = member(info, object, line(p + 1, depth), depth, done);
      if (p == nullptr) return nullptr;
      p = line(p, depth - 1);
    } while (is_at(',', p));
    const bool complete = is_at('}', p) && done.typed && (done.seen.nulls == 0 || is_aligned(info, object, done.seen.nulls));
    return complete ? p + 1 : nullptr;
  }
  const char* member(const type_info<S>& info, void* object, const char* p, std::size_t depth, progress& done) {
    std::string_view name;
    p = key(p, name);
    if (p == nullptr || limits_.steps.stops_after(1)) return nullptr;
    if (!done.typed && same_text(name, "resourceType")) {
      std::string_view type;
      if (!is_at('"', p)) return nullptr;
      p = string(p + 1, type);
      done.typed = true;
      return p != nullptr && same_text(type, info.name) ? p : nullptr;
    }
    type_id type = type_id::none;
    const bool sibling = name[0] == '_';
    const std::size_t index = find_element(info, sibling ? name.substr(1) : name, done.hint, type);
    if (index >= info.fields.size()) return nullptr;
    done.hint = index + (sibling ? 0 : 1);
    const field<S>& f = info.fields[index];
    return sibling ? read_sibling(info, f, object, type, p, depth, done.seen, index)
                   : read_member(f, object, type, p, depth, done.seen, index);
  }
  // Takes the name of a member, its colon and the white space after it. Escapes are not decoded: no name in a table needs any.
  const char* key(const char* p, std::string_view& name) const noexcept {
    if (!is_at('"', p)) return nullptr;
    ++p;
    const std::size_t size = find_quote(p, end_);
    if (size == 0 || p + size == end_) return nullptr;
    name = {p, size};
    p = after_space(p + size + 1);
    return is_at(':', p) ? after_space(p + 1) : nullptr;
  }
  const char* read_member(const field<S>& f, void* object, type_id type, const char* p, std::size_t depth, seen_members& seen,
                          std::size_t index) {
    const std::uint64_t bit = bit_of(index);
    if ((seen.values & bit) != 0) return nullptr;
    seen.values |= bit;
    void* const slot = &at<std::byte>(object, f.offset);
    if (f.many) {
      bool has_null = false;
      p = read_list(f, *static_cast<block_handle*>(slot), p, depth, false, (seen.siblings & bit) != 0, has_null);
      if (has_null) seen.nulls |= bit;
      return p;
    }
    switch (f.kind) {
      case shape::complex: {
        void* const item = limits_.memory.append(*static_cast<block_handle*>(slot), *f.ops);
        return open_object(f.info(), item, p, depth + 1);
      }
      case shape::attribute:
        return read_attribute(limits_.memory.append(*static_cast<block_handle*>(slot), *f.ops), p);
      case shape::value:
        return read_value(*static_cast<Value<S>*>(slot), type, p, depth, (seen.siblings & bit) != 0);
      case shape::resource:
        return read_resource(*static_cast<Resource<S>*>(slot), p, depth + 1);
      default:
        return read_primitive(f.kind, slot, p);
    }
  }
  // Reads a list, or its sibling members, from `[` to `]`. `has_other` says whether the other of the two has been read.
  const char* read_list(const field<S>& f, block_handle& items, const char* p, std::size_t depth, bool siblings, bool has_other,
                        bool& has_null) {
    if (!is_at('[', p) || depth + 1 >= limits_.depth) return nullptr;
    const bool aligned = is_primitive(f.kind);
    const std::size_t expected = items.count();
    std::size_t count = 0;
    if (aligned) take_facts();
    list_size& last = last_lists_[depth % last_lists];
    // Used up, since lists within this one may be of the same element.
    if (last.element == &f && last.count > 1) limits_.memory.reserve(items, *f.ops, std::exchange(last.count, 0));
    do {
      p = line(p + 1, depth + 1);
      void* const item = count < items.count() ? items.get()->at(count) : limits_.memory.append(items, *f.ops);
      ++count;
      if (aligned && is_at('n', p)) {
        p = read_null(p);
        has_null = true;
        take_facts();
      } else if (siblings) {
        p = read_element(f.kind, item, p, depth + 2);
      } else if (aligned) {
        p = read_primitive(f.kind, item, p);
      } else if (f.type == type_id::ParametersParameter) {
        p = read_parameter(f.info(), *static_cast<ParametersParameter<S>*>(item), p, depth + 2);
      } else if (f.kind == shape::complex) {
        p = open_object(f.info(), item, p, depth + 2);
      } else {
        p = read_resource(*static_cast<Resource<S>*>(item), p, depth + 2);
      }
      if (p == nullptr || limits_.memory.exceeded()) return nullptr;
      p = line(p, depth);
    } while (is_at(',', p));
    last = {&f, count};
    return is_at(']', p) && (!has_other || count == expected) ? p + 1 : nullptr;
  }
  // Compares the start of a parameter with the text that the writer would write; the rest, or all of it, is read by the table.
  const char* read_parameter(const type_info<S>& info, ParametersParameter<S>& to, const char* p, std::size_t depth) {
    constexpr std::size_t name_at = row_of<ParametersParameter<S>>("name");
    constexpr std::size_t value_at = row_of<ParametersParameter<S>>("value");
    constexpr std::size_t part_at = row_of<ParametersParameter<S>>("part");
    text_cursor local{p, end_};
    std::string_view name;
    if (!take_written_name(local, name)) return open_object(info, &to, p, depth);
    if (depth >= limits_.depth || limits_.steps.stops_after(2)) return nullptr;
    set_text(to.name.text, name);
    progress done{.seen = {.values = bit_of(name_at)}, .typed = true, .hint = name_at + 1};
    type_id type = type_id::none;
    if (take_written_value(local, type)) {
      p = read_member(info.fields[value_at], &to, type, after_space(local.at), depth, done.seen, value_at);
    } else if (local.take_literal(",\"part\":")) {
      p = read_member(info.fields[part_at], &to, type, after_space(local.at), depth, done.seen, part_at);
    } else {
      p = local.at;
    }
    if (p == nullptr) return nullptr;
    p = line(p, depth - 1);
    if (is_at(',', p)) return members(info, &to, p, depth, done);
    return is_at('}', p) ? p + 1 : nullptr;
  }
  // Counts the memory that the general reader would need for each list of values and each null in it, until the object ends.
  void take_facts() noexcept { limits_.memory.take(192); }
  const char* read_null(const char* p) const noexcept {
    return end_ - p >= 4 && std::memcmp(p, "null", 4) == 0 ? p + 4 : nullptr;
  }
  const char* read_value(Value<S>& value, type_id type, const char* p, std::size_t depth, bool has_sibling) {
    if (has_sibling) return value.type() == type ? read_primitive(shape_of(type), value.place(), p) : nullptr;
    const type_info<S>* info = value_info<S>(type);
    if (info == nullptr) {
      value.emplace(type, nullptr);
      return read_primitive(shape_of(type), value.place(), p);
    }
    if (!limits_.memory.take(sizeof(block) + info->ops->size)) return nullptr;
    value.emplace(type, info->ops);
    return open_object(*info, value.place(), p, depth + 1);
  }
  const char* read_resource(Resource<S>& any, const char* p, std::size_t depth) {
    if (!is_at('{', p)) return nullptr;
    std::string_view name;
    const char* value = key(line(p + 1, depth), name);
    if (value == nullptr) return nullptr;
    // In nearly every document the type is the first member, or the second after the id.
    bool is_near = same_text(name, "resourceType");
    if (!is_near && is_at('"', value)) {
      const char* const second = next_member(value, name);
      is_near = second != nullptr && same_text(name, "resourceType");
      if (is_near) value = second;
    }
    const char* ended = nullptr;
    if (!is_near) value = find_type(p, value, depth, ended);
    std::string_view type;
    if (value == nullptr || !is_at('"', value) || string(value + 1, type) == nullptr) return nullptr;
    const type_info<S>* info = resource_info<S>(type);
    if (info != nullptr) {
      if (!is_near && !may_read_again((ended != nullptr ? ended : std::max(untyped_.reached(), value)) - p)) return nullptr;
      if (!limits_.memory.take(sizeof(block) + info->ops->size)) return nullptr;
      return members(*info, any.emplace(*info->ops), p, depth);
    }
    if (is_near) ended = untyped_.object(p, depth);
    if (ended == nullptr) return nullptr;
    const std::string_view json(p, static_cast<std::size_t>(ended - p));
    // Counts the maximum that the general reader would remember of its members meanwhile.
    if (!limits_.memory.take(sizeof(block) + sizeof(RawResource<S>) + json.size() * 24)) return nullptr;
    auto& raw = any.template emplace<RawResource<S>>();
    raw.resourceType = typename S::string(type);
    raw.json = json_text_access::measured<S>(typename S::string(json), untyped_.found());
    return ended;
  }
  // The value of `resourceType` in the resource at `p`, whose first member is another and has this value; null if there is none.
  // The resource is checked as one without a table, which most are, and `ended` is its end if it is accepted; if not, the type is
  // searched for.
  const char* find_type(const char* p, const char* value, std::size_t depth, const char*& ended) {
    ended = untyped_.object(p, depth);
    const std::uint32_t at = ended == nullptr ? json_measure::unknown : untyped_.found().type_at;
    if (at == json_measure::absent) return nullptr;
    if (at != json_measure::unknown) return p + at;
    std::string_view name;
    do value = next_member(value, name);
    while (value != nullptr && name != "resourceType");
    return value;
  }
  // The value of the member after the one that has this value, and its name; null if there is none.
  const char* next_member(const char* value, std::string_view& name) const noexcept {
    const char* p = skip_value(value, end_);
    if (p == nullptr) return nullptr;
    p = after_space(p);
    return is_at(',', p) ? key(after_space(p + 1), name) : nullptr;
  }
  // Resources within resources may be read repeatedly, but never more than four times the text in all.
  bool may_read_again(std::ptrdiff_t bytes) noexcept {
    const auto again = static_cast<std::size_t>(bytes);
    if (again > may_read_again_) return false;
    may_read_again_ -= again;
    return true;
  }

  // --- sibling members

  // Reads `_name`: the id and the extensions of a primitive, or of each item of a list
  // (https://hl7.org/fhir/R4/json.html#primitive).
  const char* read_sibling(const type_info<S>& info, const field<S>& f, void* object, type_id type, const char* p,
                           std::size_t depth, seen_members& seen, std::size_t index) {
    const std::uint64_t bit = bit_of(index);
    const shape kind = f.kind == shape::value ? shape_of(type) : f.kind;
    // A resource's id must not have a sibling member.
    if (!is_primitive(kind) || (seen.siblings & bit) != 0 || (info.is_resource && f.name == "id")) return nullptr;
    seen.siblings |= bit;
    void* slot = &at<std::byte>(object, f.offset);
    if (f.many) {
      bool has_null = false;
      p = read_list(f, *static_cast<block_handle*>(slot), p, depth, true, (seen.values & bit) != 0, has_null);
      if (has_null) seen.nulls |= bit;
      return p;
    }
    if (f.kind == shape::value) {
      auto& value = *static_cast<Value<S>*>(slot);
      if ((seen.values & bit) == 0)
        value.emplace(type, nullptr);
      else if (value.type() != type)
        return nullptr;
      slot = value.place();
    }
    return read_element(kind, slot, p, depth + 1);
  }
  const char* read_element(shape kind, void* slot, const char* p, std::size_t depth) {
    if (!limits_.memory.take(sizeof(block) + sizeof(Element<S>))) return nullptr;
    return open_object(type_table<Element<S>>(), &element_of<S>(kind, slot).emplace(), p, depth);
  }
  // Whether, in lists with a null, each item has a value or extensions.
  static bool is_aligned(const type_info<S>& info, const void* object, std::uint64_t lists) noexcept {
    for (; lists != 0; lists &= lists - 1) {
      const field<S>& f = info.fields[static_cast<std::size_t>(std::countr_zero(lists))];
      const block_handle& items = at<block_handle>(object, f.offset);
      for (std::size_t i = 0; i < items.count(); ++i) {
        const primitive_view<S> view(f.kind, items.get()->at(i));
        if (!view.has_value() && !view.element().has_value()) return false;
      }
    }
    return true;
  }

  // --- scalars

  const char* read_attribute(void* slot, const char* p) {
    std::string_view text;
    if (!is_at('"', p)) return nullptr;
    p = string(p + 1, text);
    if (p != nullptr) set_text(*static_cast<typename S::string*>(slot), text);
    return p;
  }
  void set_text(typename S::string& to, std::string_view text) {
    if constexpr (S::owns) {
      limits_.memory.take_text(text.size());
    } else if (text.data() < cursor_.begin() || text.data() >= end_) {
      limits_.memory.take(sizeof(std::string) + sizeof(void*));
      limits_.memory.take_text(text.size());
    }
    if constexpr (std::same_as<typename S::string, std::string>)
      to.assign(text);
    else
      to = typename S::string(text);
  }
  const char* read_primitive(shape kind, void* slot, const char* p) {
    std::string_view text;
    switch (kind) {
      case shape::text:
        if (!is_at('"', p)) return nullptr;
        p = string(p + 1, text);
        if (p != nullptr) set_text(static_cast<text_primitive<S>*>(slot)->text, text);
        return p;
      case shape::time:
        if (!is_at('"', p)) return nullptr;
        p = string(p + 1, text);
        if (p == nullptr) return nullptr;
        limits_.memory.take_text(text.size());
        static_cast<time_primitive<S>*>(slot)->text.assign(text);
        return p;
      case shape::boolean:
        return read_scalar(*static_cast<Boolean<S>*>(slot), p, end_);
      case shape::integer:
        return after_number(p, read_scalar(*static_cast<integer_primitive<S>*>(slot), p, end_));
      default:
        return after_number(p, read_scalar(*static_cast<Decimal<S>*>(slot), p, end_));
    }
  }
  const char* after_number(const char* begin, const char* end) noexcept {
    if (end != nullptr) limits_.memory.take_text(static_cast<std::size_t>(end - begin));
    return end;
  }

  fast_cursor& cursor_;
  const char* const end_;
  fast_limits limits_;
  // How many items the last list at a depth of nesting had: the next one, if it is of the same element, most often has as many. What is
  // reserved in vain is never more than what has been read.
  struct list_size {
    const field<S>* element = nullptr;
    std::size_t count = 0;
  };
  static constexpr std::size_t last_lists = 16;
  list_size last_lists_[last_lists];
  indentations indentations_;
  untyped_check untyped_;
  std::size_t may_read_again_;
};

template <Storage S>
bool read_by_table(fast_cursor& cursor, const type_info<S>& info, void* object, std::size_t depth, fast_limits limits) {
  return fast_reader<S>(cursor, limits).object(info, object, depth);
}
template <Storage S>
bool read_by_table(fast_cursor& cursor, shape kind, void* slot) {
  return fast_reader<S>(cursor, {}).primitive(kind, slot);
}

}  // namespace fhirops::detail
