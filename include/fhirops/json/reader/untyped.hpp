#pragma once
// Checks in one pass that a resource without a table is JSON that the general reader accepts without an issue, so that its text
// can be kept as it is. Anything unusual (null, siblings of lists, names with escapes) is left to that reader.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/json/reader/cursor.hpp"

namespace fhirops::detail {

class untyped_check {
 public:
  // For a text that ends at `end`; brackets may nest at most `most` deep.
  untyped_check(const char* end, std::size_t most, step_counter& steps) noexcept : end_(end), most_(most), steps_(steps) {}

  // The end of the resource that begins at `p`, at bracket depth `depth`; null if it is left to the general reader.
  const char* object(const char* p, std::size_t depth) {
    known_ = 0;
    begin_ = p;
    spaces_ = 0;
    deepest_ = outside_ = depth;
    found_ = {.ok = true, .is_resource = true, .type_at = json_measure::absent, .id_at = json_measure::absent};
    return members(p + 1, depth);
  }
  // How far the last resource was read, if it was not accepted.
  [[nodiscard]] const char* reached() const noexcept { return reached_; }
  // Describes the last resource that was accepted.
  [[nodiscard]] json_measure found() const noexcept {
    json_measure found = found_;
    found.depth = static_cast<std::uint32_t>(deepest_ - outside_ + 1);
    found.spaces = json_measure::limited(spaces_);
    return found;
  }

 private:
  [[nodiscard]] bool is_at(char byte, const char* p) const noexcept { return p != end_ && *p == byte; }
  const char* leave(const char* p) noexcept {
    reached_ = p;
    return nullptr;
  }

  // Skips the white space before or after a colon.
  FHIROPS_DETAIL_INLINED const char* token(const char* p) noexcept { return after_space(p, skip_space(p, end_)); }
  // Skips the white space before a member, an item or a closing bracket at bracket depth `depth`.
  FHIROPS_DETAIL_INLINED const char* line(const char* p, std::size_t depth) noexcept {
    return after_space(p, indentations_.skip(p, end_, depth));
  }
  FHIROPS_DETAIL_INLINED const char* after_space(const char* p, const char* after) noexcept {
    spaces_ += static_cast<std::size_t>(after - p);
    return after;
  }
  bool opens(std::size_t depth) noexcept {
    if (depth > deepest_) deepest_ = depth;
    return depth < most_;
  }

  // Checks the members of an object, after its opening brace.
  const char* members(const char* p, std::size_t depth) {
    if (!opens(depth)) return leave(p);
    const std::size_t first = known_;
    std::uint64_t seen = 0;
    do {
      p = line(p, depth);
      if (!is_at('"', p) || steps_.stops_after(1)) return leave(p);
      const std::string_view name = member_name(p + 1);
      if (name.empty()) return nullptr;
      p = name.data() + name.size() + 1;
      if (is_repeated(name, first, seen)) return leave(p);
      p = token(p);
      if (!is_at(':', p)) return leave(p);
      p = token(p + 1);
      if (depth == outside_) found_.note_member(name, static_cast<std::size_t>(p - begin_));
      p = is_at('[', p) && name[0] != '_' ? items(p + 1, depth + 1) : value(p, depth + 1);
      if (p == nullptr) return nullptr;
      p = line(p, depth - 1);
    } while (is_at(',', p) && ++p != end_);
    known_ = first;
    return is_at('}', p) ? p + 1 : leave(p);
  }
  const char* items(const char* p, std::size_t depth) {
    if (!opens(depth)) return leave(p);
    do {
      if (steps_.stops_after(1)) return leave(p);
      p = value(line(p, depth), depth + 1);
      if (p == nullptr) return nullptr;
      p = line(p, depth - 1);
    } while (is_at(',', p) && ++p != end_);
    return is_at(']', p) ? p + 1 : leave(p);
  }
  // Checks any value except a list.
  FHIROPS_DETAIL_INLINED const char* value(const char* p, std::size_t depth) {
    if (p == end_) return leave(p);
    if (*p == '"') return string(p + 1);
    if (*p == '{') return members(p + 1, depth);
    return scalar(p);
  }
  [[nodiscard, gnu::noinline]] const char* scalar(const char* p) noexcept {
    for (const std::string_view word : {std::string_view("true"), std::string_view("false")})
      if (std::string_view(p, static_cast<std::size_t>(end_ - p)).starts_with(word)) return p + word.size();
    const char* const after = number_end(p, end_);
    if (after != nullptr) return after;
    while (p != end_ && (is_of_number(*p) || *p == '-')) ++p;
    return leave(p);
  }
  // Takes the rest of a string, which must not be empty, and which FHIR must allow.
  [[nodiscard]] FHIROPS_DETAIL_INLINED const char* string(const char* p) noexcept {
    text_cursor text{p, end_};
    std::string_view content;
    return text.plain_string(content) ? text.at : any_string(p);
  }
  [[nodiscard, gnu::noinline]] const char* any_string(const char* p) noexcept {
    bool escaped = false;
    const char* const quote = checked_string_end(p, end_, escaped);
    if (quote != nullptr && quote != p) return quote + 1;
    const char* const after = string_end(p, end_);
    return leave(after == nullptr ? end_ : after);
  }
  // The name of a member, after its opening quote; empty if it is left to the general reader.
  [[nodiscard]] FHIROPS_DETAIL_INLINED std::string_view member_name(const char* p) noexcept {
    const auto left = static_cast<std::size_t>(end_ - p);
    const std::size_t size = find_special_near(p, left);
    const std::string_view name(p, size);
    if (size == left || p[size] != '"' || name.empty() || name == "_id") return leave(p + size), std::string_view();
    return name;
  }
  // Remembers the name, and returns whether the object has had it before. One bit for each name's hash saves most comparisons.
  bool is_repeated(std::string_view name, std::size_t first, std::uint64_t& seen) {
    const auto byte = [name](std::size_t i) { return std::size_t{static_cast<unsigned char>(name[i])}; };
    const std::size_t hash = byte(0) + byte(name.size() / 2) * 3 + byte(name.size() - 1) * 5 + name.size() * 7;
    const std::uint64_t bit = std::uint64_t{1} << hash % 64;
    if ((seen & bit) != 0) {
      // Comparing all pairs of names is quadratic, so objects with many members, which are rare, are left to the general reader.
      if (known_ - first > 64) return true;
      for (std::size_t i = first; i < known_; ++i)
        if (names_[i] == name) return true;
    }
    seen |= bit;
    if (known_ == names_.size()) names_.resize(2 * known_ + 64);
    names_[known_++] = name;
    return false;
  }

  const char* end_;
  std::size_t most_;
  std::size_t outside_ = 0;  // number of brackets around the resource
  std::size_t deepest_ = 0;  // largest number of brackets around an object or list in it
  const char* begin_ = nullptr;
  const char* reached_ = nullptr;
  json_measure found_;
  std::size_t spaces_ = 0;  // bytes of white space between tokens
  indentations indentations_;
  step_counter& steps_;
  // The names of the members of all open objects, and how many these are. Names are not removed from the vector, as that costs a
  // call for each object.
  std::vector<std::string_view> names_;
  std::size_t known_ = 0;
};

}  // namespace fhirops::detail
