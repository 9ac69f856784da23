#pragma once
// Reading by expecting: text that is as it should be is compared with what the tables say, and the
// strings between are taken. Whatever is not as expected (an unknown element, a wrong type, an extension,
// broken JSON) is left to the general reader, which then reads the same text from its start and tells
// what is wrong. So nothing here tells a fault: a function that returns false says "read this generally".

#include <array>
#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "fhirops/core/result.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/core/decode.hpp"
#include "fhirops/json/fragments.hpp"
#include "fhirops/json/scan.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// A place in a JSON text, and the end of it, by value: so that it stays in registers. Where it is in memory, each
// value that is set might be a part of it, for all that the compiler knows, and the next byte has to wait for that.
struct quick_place {
  const char* at;
  const char* end;

  [[nodiscard, gnu::always_inline]] std::size_t left() const noexcept { return static_cast<std::size_t>(end - at); }
  // This very byte.
  [[gnu::always_inline]] bool take_exactly(char byte) noexcept {
    if (at == end || *at != byte) return false;
    ++at;
    return true;
  }
  // These very bytes.
  template <std::size_t N>
  [[gnu::always_inline]] bool take_literal(const char (&literal)[N]) noexcept {
    if (left() < N - 1 || !same<N - 1>(at, literal)) return false;
    at += N - 1;
    return true;
  }
  // The rest of a string, whose first quote has been taken; false, and nothing taken, where it is empty, has to be
  // looked at more closely, or stands near the end of the text.
  [[gnu::always_inline]] bool plain_string(std::string_view& text) noexcept {
#if defined(__SSE2__) || defined(_M_X64)
    for (std::size_t i = 0; left() >= i + 32; i += 32) {
      const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
      const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i + 16));
      const unsigned mask = special_mask(low) | special_mask(high) << 16U;
      if (mask == 0) continue;
      const std::size_t size = i + static_cast<std::size_t>(std::countr_zero(mask));
      if (at[size] != '"' || size == 0) return false;
      text = {at, size};
      at += size + 1;
      return true;
    }
#else
    const std::size_t size = find_special(at, left());
    if (size != 0 && size != left() && at[size] == '"') {
      text = {at, size};
      at += size + 1;
      return true;
    }
#endif
    return false;
  }

 private:
  // Eight bytes at a time, the last eight overlapping: a call of memcmp costs more than the comparison.
  template <std::size_t N>
  [[gnu::always_inline]] static bool same(const char* a, const char* b) noexcept {
    if constexpr (N < 8) {
      return std::memcmp(a, b, N) == 0;
    } else {
      std::uint64_t different = 0;
      const auto step = [a, b, &different](std::size_t i) {
        std::uint64_t x = 0;
        std::uint64_t y = 0;
        std::memcpy(&x, a + i, 8);
        std::memcpy(&y, b + i, 8);
        different |= x ^ y;
      };
      for (std::size_t i = 0; i + 8 <= N; i += 8) step(i);
      if constexpr (N % 8 != 0) step(N - 8);
      return different == 0;
    }
  }
};

// Such a place with all that it takes to read what is not compact. Strings are handed out as slices of the text where
// they have no escapes; decoded ones are kept in the pool, or are valid until the next where there is no pool.
class expecting_cursor {
 public:
  expecting_cursor(std::string_view text, text_pool* pool) noexcept
      : at_(text.data()), end_(text.data() + text.size()), pool_(pool) {}

  [[nodiscard]] const char* place() const noexcept { return at_; }
  [[nodiscard]] quick_place quick() const noexcept { return {at_, end_}; }
  void go_to(quick_place place) noexcept { at_ = place.at; }
  [[nodiscard]] std::string_view rest() const noexcept { return {at_, left()}; }
  void go_to(const char* place) noexcept { at_ = place; }

  void skip_space() noexcept {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
  }
  // The next token, if it is this one.
  [[gnu::always_inline]] bool take(char token) noexcept {
    return take_exactly(token) || take_after_space(token);
  }
  bool take_exactly(char byte) noexcept {
    if (at_ == end_ || *at_ != byte) return false;
    ++at_;
    return true;
  }
  template <std::size_t N>
  bool take_literal(const char (&literal)[N]) noexcept {
    quick_place place = quick();
    if (!place.take_literal(literal)) return false;
    at_ = place.at;
    return true;
  }
  // The rest of a string, whose first quote has been taken: not empty, and well-formed.
  bool string(std::string_view& text) {
    quick_place place = quick();
    if (!string(place, text)) return false;
    at_ = place.at;
    return true;
  }
  // The same at a place of the caller's.
  [[gnu::always_inline]] bool string(quick_place& place, std::string_view& text) {
    if (place.plain_string(text)) [[likely]]
      return true;
    at_ = place.at;
    const bool taken = any_string(text);
    place.at = at_;
    return taken;
  }
  [[gnu::noinline]] bool any_string(std::string_view& text) {
    const char* const start = at_;
    for (const char* p = start;;) {
      p += find_special(p, static_cast<std::size_t>(end_ - p));
      if (p == end_) return false;
      if (*p == '"') {
        text = {start, static_cast<std::size_t>(p - start)};
        at_ = p + 1;
        return p != start;
      }
      if (*p == '\\') return escaped_string(text);
      std::size_t skip = 0;
      const std::size_t length = static_cast<unsigned char>(*p) < 0x80
                                     ? 0
                                     : utf8_sequence({p, static_cast<std::size_t>(end_ - p)}, 0, skip);
      if (length == 0) return false;
      p += length;
    }
  }
  // The name of a member and its colon. Names of FHIR have no escapes.
  bool key(std::string_view& name) noexcept {
    if (!take('"')) return false;
    const std::size_t size = find_special(at_, left());
    if (size == left() || at_[size] != '"') return false;
    name = {at_, size};
    at_ += size + 1;
    return take(':');
  }
  // A number that is written plainly, or a literal; what follows is told by who comes next.
  bool scalar(std::string_view& text) noexcept {
    skip_space();
    const char* p = at_;
    while (p != end_ && p - at_ < 40 &&
           ((*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') || *p == '-' || *p == '.'))
      ++p;
    if (p == end_ || p == at_) return false;
    text = {at_, static_cast<std::size_t>(p - at_)};
    at_ = p;
    return *p == ',' || *p == '}' || *p == ']' || *p == ' ' || *p == '\n' || *p == '\r' || *p == '\t';
  }
  // Whether a string that was handed out is valid until the next alone.
  [[nodiscard]] bool passes(std::string_view text) const noexcept { return text.data() == decoded_.data(); }
  // Past a value of any kind, whose inside is not looked at; false where the text ends before it does.
  // A bracket that does not match ends it too: what is wrong then lies within.
  bool skip_value() noexcept {
    skip_space();
    std::size_t depth = 0;
    for (; at_ != end_; ++at_) {
      switch (*at_) {
        case '"':
          if (!skip_string()) return false;
          if (depth == 0) return ++at_, true;
          break;
        case '{':
        case '[':
          ++depth;
          break;
        case '}':
        case ']':
          if (depth == 0) return true;
          if (--depth == 0) return ++at_, true;
          break;
        case ',':
        case ' ':
        case '\n':
        case '\r':
        case '\t':
          if (depth == 0) return true;
          break;
        default:
          break;
      }
    }
    return false;
  }

 private:
  [[nodiscard]] std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }

  bool take_after_space(char token) noexcept {
    const char* const start = at_;
    skip_space();
    return at_ != start && take_exactly(token);
  }
  // From the first quote to the last one.
  bool skip_string() noexcept {
    for (++at_; at_ != end_;) {
      at_ += find_special(at_, left());
      if (at_ == end_) return false;
      if (*at_ == '"') return true;
      at_ += *at_ == '\\' && left() > 1 ? 2 : 1;
    }
    return false;
  }
  [[gnu::noinline]] bool escaped_string(std::string_view& text) {
    const char* const quote = at_ - 1;
    expecting_cursor ahead({quote, static_cast<std::size_t>(end_ - quote)}, nullptr);
    if (!ahead.skip_string()) return false;
    const std::string_view inner(at_, static_cast<std::size_t>(ahead.at_ - at_));
    if (!plain_escapes(inner) || find_ill_formed(inner) != std::string_view::npos) return false;
    at_ = ahead.at_ + 1;
    decoded_ = decode_string(inner);
    text = pool_ == nullptr ? std::string_view(decoded_) : pool_->keep(decoded_);
    return true;
  }
  // Whether there are only escapes that nobody could object to: not of surrogates, nor of U+0000.
  static bool plain_escapes(std::string_view inner) noexcept {
    for (std::size_t i = 0; i < inner.size(); ++i) {
      if (static_cast<unsigned char>(inner[i]) < 0x20) return false;
      if (inner[i] != '\\') continue;
      if (++i == inner.size()) return false;
      constexpr std::string_view simple = "\"\\/bfnrt";
      if (simple.find(inner[i]) != std::string_view::npos) continue;
      if (inner[i] != 'u' || inner.size() - i < 5) return false;
      unsigned unit = 0;
      const auto read = std::from_chars(inner.data() + i + 1, inner.data() + i + 5, unit, 16);
      if (read.ptr != inner.data() + i + 5 || unit == 0 || (unit >= 0xD800 && unit < 0xE000)) return false;
      i += 4;
    }
    return true;
  }

  const char* at_;
  const char* end_;
  text_pool* pool_;
  std::string decoded_;
};

// The type of value[x] that a suffix names, by a hash in which no two of them fall together.
constexpr std::size_t choice_slot(std::string_view suffix) noexcept {
  const auto byte = [suffix](std::size_t i) { return std::size_t{static_cast<unsigned char>(suffix[i])}; };
  return (byte(0) * 7 + byte(suffix.size() / 2) * 10 + byte(suffix.size() - 1) + suffix.size()) % 256;
}
inline constexpr auto choice_types = [] {
  std::array<std::uint8_t, 256> types{};
  for (std::size_t i = 1; i <= value_type_count; ++i)
    types[choice_slot(choice_suffix(static_cast<type_id>(i)))] = static_cast<std::uint8_t>(i);
  return types;
}();
static_assert(
    [] {
      for (std::size_t i = 1; i <= value_type_count; ++i)
        if (choice_types[choice_slot(choice_suffix(static_cast<type_id>(i)))] != i) return false;
      return true;
    }(),
    "two types of value[x] have one slot: other factors are needed");
inline type_id choice_type(std::string_view suffix) noexcept {
  if (suffix.empty()) return type_id::none;
  const auto type = static_cast<type_id>(choice_types[choice_slot(suffix)]);
  return suffix == choice_suffix(type) ? type : type_id::none;
}

// Values by their tables, with members in any order.
template <Storage S>
class expecting {
 public:
  // Nested deeper, a value is read generally.
  static constexpr std::size_t deepest = 24;

  explicit expecting(expecting_cursor& cursor) noexcept : cursor_(cursor) {}

  // An object of the type of the table.
  bool object(const type_info<S>& info, void* object, std::size_t depth = 0) {
    if (depth > deepest || !cursor_.take('{')) return false;
    std::uint64_t seen = 0;
    bool typed = !info.is_resource;
    std::size_t hint = 0;
    do {
      std::string_view name;
      if (!cursor_.key(name)) return false;
      if (!typed && name == "resourceType") {
        std::string_view type;
        if (!cursor_.take('"') || !cursor_.string(type) || type != info.name) return false;
        typed = true;
        continue;
      }
      type_id type = type_id::none;
      const std::size_t index = find(info, name, hint, type);
      if (index >= info.fields.size() || index >= 64 || (seen >> index & 1U) != 0) return false;
      seen |= std::uint64_t{1} << index;
      hint = index + 1;
      if (!member(info.fields[index], &at<std::byte>(object, info.fields[index].offset), type, depth))
        return false;
    } while (cursor_.take(','));
    return cursor_.take('}') && typed;
  }

  bool primitive(shape kind, void* place) {
    std::string_view text;
    if (kind_of(kind) == json_kind::string) {
      if (!cursor_.take('"') || !cursor_.string(text)) return false;
      if (kind == shape::text)
        static_cast<text_primitive<S>*>(place)->text = typename S::string(text);
      else
        static_cast<time_primitive<S>*>(place)->text.assign(text);
      return true;
    }
    if (!cursor_.scalar(text)) return false;
    const bool number = text[0] == '-' || (text[0] >= '0' && text[0] <= '9');
    if (number != (kind != shape::boolean) || (number && !plain_number(text))) return false;
    return assign<S>(kind, place, kind_of(kind), text) == assigned::yes;
  }

 private:
  // As R4's JSON has it, without an exponent.
  static bool plain_number(std::string_view text) noexcept {
    return text.size() <= 18 && text.find('e') == std::string_view::npos && split_decimal(text).ok;
  }

  // The element of this name; for value[x] its type too.
  static std::size_t find(const type_info<S>& info, std::string_view name, std::size_t hint, type_id& type) {
    const std::size_t count = info.fields.size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t index = hint + i < count ? hint + i : hint + i - count;
      const field<S>& f = info.fields[index];
      if (f.kind != shape::value) {
        if (name == f.name) return index;
      } else if (name.size() > f.name.size() && name.starts_with(f.name)) {
        type = choice_type(name.substr(f.name.size()));
        if (type != type_id::none && f.choices.contains(type)) return index;
      }
    }
    return count;
  }

  bool member(const field<S>& f, void* place, type_id type, std::size_t depth) {
    if (f.many) {
      auto& items = *static_cast<block_handle*>(place);
      if (!cursor_.take('[')) return false;
      do {
        if (!item(f, items.append(*f.ops), depth)) return false;
      } while (cursor_.take(','));
      return cursor_.take(']');
    }
    if (f.kind == shape::complex || f.kind == shape::attribute)
      return item(f, static_cast<block_handle*>(place)->append(*f.ops), depth);
    if (f.kind == shape::value) return value(*static_cast<Value<S>*>(place), type, depth);
    return item(f, place, depth);
  }
  bool item(const field<S>& f, void* place, std::size_t depth) {
    switch (f.kind) {
      case shape::attribute: {
        std::string_view text;
        if (!cursor_.take('"') || !cursor_.string(text)) return false;
        *static_cast<typename S::string*>(place) = typename S::string(text);
        return true;
      }
      case shape::complex:
        return object(f.info(), place, depth + 1);
      case shape::resource:
        return resource(*static_cast<Resource<S>*>(place), depth);
      default:
        return primitive(f.kind, place);
    }
  }
  bool value(Value<S>& value, type_id type, std::size_t depth) {
    const type_info<S>* info = value_info<S>(type);
    value.emplace(type, info == nullptr ? nullptr : info->ops);
    return info == nullptr ? primitive(shape_of(type), value.place())
                           : object(*info, value.place(), depth + 1);
  }
  // A Parameters that says so first.
  bool resource(Resource<S>& any, std::size_t depth) {
    const char* const start = cursor_.place();
    std::string_view name;
    std::string_view type;
    if (!cursor_.take('{') || !cursor_.key(name) || name != "resourceType" || !cursor_.take('"') ||
        !cursor_.string(type) || type != to_string(type_id::Parameters))
      return false;
    cursor_.go_to(start);
    const type_info<S>& info = info_of<Parameters<S>>::value;
    return object(info, any.emplace(*info.ops), depth + 1);
  }

  expecting_cursor& cursor_;
};

// The same as the writer writes it: compact, in the order of the table. What is not so is read again, by
// the table at run time.
template <Described T>
struct object_expecting {
  using S = storage_of<T>;

  static bool read(expecting_cursor& cursor, T& object, std::size_t depth) {
    const char* const start = cursor.place();
    if (as_written(cursor, object, depth, indices())) return true;
    cursor.go_to(start);
    object = T{};
    return expecting<S>(cursor).object(info_of<T>::value, &object, depth);
  }

 private:
  static constexpr bool is_resource = T::fhir_type >= type_id::Parameters;
  using indices = std::make_index_sequence<std::size(describe<T>::fields)>;
  template <std::size_t I>
  static constexpr field<S> row = describe<T>::fields[I];

  template <std::size_t... I>
  [[gnu::always_inline]] static bool as_written(expecting_cursor& cursor, T& object, std::size_t depth,
                                                std::index_sequence<I...>) {
    if (depth > expecting<S>::deepest) return false;
    quick_place place = cursor.quick();
    bool first = true;
    if constexpr (is_resource) {
      constexpr std::string_view name = to_string(T::fhir_type);
      static constexpr auto open =
          fixed_string("{\"resourceType\":\"") + fixed<name.size()>(name) + fixed_string("\"");
      if (!place.take_literal(open.text)) return false;
      first = false;
    } else if (!place.take_exactly('{')) {
      return false;
    }
    const bool taken = (member<I>(cursor, place, object, depth, first) && ...) && !first && place.take_exactly('}');
    cursor.go_to(place);
    return taken;
  }
  // True also where the element is not there.
  template <std::size_t I>
  [[gnu::always_inline]] static bool member(expecting_cursor& cursor, quick_place& place, T& object, std::size_t depth,
                                            bool& first) {
    constexpr const field<S>& f = row<I>;
    constexpr bool is_part = f.type == type_id::ParametersParameter;
    if constexpr (f.kind == shape::complex
                      ? !is_part
                      : f.many || f.kind == shape::attribute || f.kind == shape::resource) {
      return true;  // if it is there, what comes next is not as expected
    } else {
      static constexpr auto key = fixed_string("\"") + fixed<f.name.size()>(f.name);
      quick_place next = place;
      if ((!first && !next.take_exactly(',')) || !next.take_literal(key.text)) return true;
      place = next;
      first = false;
      void* const member = &at<std::byte>(&object, f.offset);
      if constexpr (f.kind == shape::value) {
        return value(cursor, place, *static_cast<Value<S>*>(member));
      } else if constexpr (is_part) {
        if (!place.take_literal("\":[")) return false;
        cursor.go_to(place);
        const bool taken = parts(cursor, *static_cast<list<ParametersParameter<S>>*>(member), depth + 1);
        place = cursor.quick();
        return taken;
      } else {
        return place.take_literal("\":") && primitive<f.kind>(cursor, place, member);
      }
    }
  }
  template <shape Kind>
  [[gnu::always_inline]] static bool primitive(expecting_cursor& cursor, quick_place& place, void* to) {
    if constexpr (Kind == shape::text || Kind == shape::time) {
      std::string_view text;
      if (!place.take_exactly('"') || !cursor.string(place, text)) return false;
      if constexpr (Kind == shape::text)
        static_cast<text_primitive<S>*>(to)->text = typename S::string(text);
      else
        static_cast<time_primitive<S>*>(to)->text.assign(text);
      return true;
    } else {
      return primitive_anyhow(cursor, place, Kind, to);
    }
  }
  static bool primitive_anyhow(expecting_cursor& cursor, quick_place& place, shape kind, void* to) {
    cursor.go_to(place);
    const bool taken = expecting<S>(cursor).primitive(kind, to);
    place = cursor.quick();
    return taken;
  }
  [[gnu::always_inline]] static bool value(expecting_cursor& cursor, quick_place& place, Value<S>& value) {
    std::string_view suffix;
    // What most are, without looking for its name.
    if (place.take_literal("String\":"))
      return primitive<shape::text>(cursor, place, &value.template emplace<String<S>>());
    if (!cursor.string(place, suffix) || !place.take_exactly(':')) return false;
    const type_id type = choice_type(suffix);
    if (type == type_id::none || shape_of(type) == shape::complex) return false;
    value.emplace(type, nullptr);
    return primitive_anyhow(cursor, place, shape_of(type), value.place());
  }
  static bool parts(expecting_cursor& cursor, list<ParametersParameter<S>>& items, std::size_t depth) {
    do {
      if (!object_expecting<ParametersParameter<S>>::read(cursor, items.emplace_back(), depth)) return false;
    } while (cursor.take_exactly(','));
    return cursor.take_exactly(']');
  }
};

}  // namespace fhirops::detail
