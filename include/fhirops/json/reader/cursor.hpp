#pragma once
// The cursor of the fast reader in a JSON text, and the tokens that it can take. It does not report faults: if a function returns
// false or null, the general reader reads the text from the start and reports what is wrong.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/decode.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/text_pool.hpp"

namespace fhirops::detail {

// A position in a JSON text and the end of the text, passed by value so that it stays in registers. In memory, each value that is
// stored might alias it, and reading the next byte would have to wait for the store.
struct text_cursor {
  const char* at;
  const char* end;

  [[nodiscard]] FHIROPS_DETAIL_INLINED std::size_t left() const noexcept { return static_cast<std::size_t>(end - at); }
  // Takes this byte. False if it is not the next one.
  FHIROPS_DETAIL_INLINED bool take_exactly(char byte) noexcept {
    if (at == end || *at != byte) return false;
    ++at;
    return true;
  }
  // Takes these bytes. False if they are not next.
  template <std::size_t N>
  FHIROPS_DETAIL_INLINED bool take_literal(const char (&literal)[N]) noexcept {
    if (left() < N - 1 || !same<N - 1>(at, literal)) return false;
    at += N - 1;
    return true;
  }
  // Takes the rest of a string after its opening quote. Returns false, having taken nothing, if the string is empty, needs a
  // closer look, or is near the end of the text.
  FHIROPS_DETAIL_INLINED bool plain_string(std::string_view& text) noexcept {
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
  // Compares eight bytes at a time, the last eight overlapping: a call of memcmp costs more than the comparison.
  template <std::size_t N>
  FHIROPS_DETAIL_INLINED static bool same(const char* a, const char* b) noexcept {
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

// The distance to the next quote, or to the end.
FHIROPS_DETAIL_INLINED inline std::size_t find_quote(const char* p, const char* end) noexcept {
  const char* const begin = p;
#if defined(__SSE2__) || defined(_M_X64)
  for (; end - p >= 16; p += 16) {
    const unsigned quotes = equal_mask(p, '"');
    if (quotes != 0) return static_cast<std::size_t>(p - begin) + static_cast<std::size_t>(std::countr_zero(quotes));
  }
#endif
  while (p != end && *p != '"') ++p;
  return static_cast<std::size_t>(p - begin);
}

// A cursor for text that may contain white space. Strings without escapes are slices of the text; decoded strings are kept in the
// pool, or are valid until the next string if there is no pool.
class fast_cursor {
 public:
  fast_cursor(std::string_view text, text_pool* pool) noexcept
      : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()), pool_(pool) {}

  [[nodiscard]] const char* begin() const noexcept { return begin_; }
  [[nodiscard]] const char* position() const noexcept { return at_; }
  [[nodiscard]] const char* end() const noexcept { return end_; }
  [[nodiscard]] text_cursor by_value() const noexcept { return {at_, end_}; }
  void go_to(text_cursor local) noexcept { at_ = local.at; }
  [[nodiscard]] std::string_view rest() const noexcept { return {at_, left()}; }
  void go_to(const char* position) noexcept { at_ = position; }

  // Takes the next token if it is this one.
  FHIROPS_DETAIL_INLINED bool take(char token) noexcept { return take_exactly(token) || take_after_space(token); }
  bool take_exactly(char byte) noexcept {
    if (at_ == end_ || *at_ != byte) return false;
    ++at_;
    return true;
  }
  template <std::size_t N>
  bool take_literal(const char (&literal)[N]) noexcept {
    text_cursor local = by_value();
    if (!local.take_literal(literal)) return false;
    at_ = local.at;
    return true;
  }
  // Takes the rest of a string after its opening quote. It must be well-formed and not empty.
  bool string(std::string_view& text) {
    text_cursor local = by_value();
    if (!string(local, text)) return false;
    at_ = local.at;
    return true;
  }
  // The same with the caller's own cursor.
  FHIROPS_DETAIL_INLINED bool string(text_cursor& local, std::string_view& text) {
    if (local.plain_string(text)) [[likely]]
      return true;
    at_ = local.at;
    const bool taken = any_string(text);
    local.at = at_;
    return taken;
  }
  [[gnu::noinline]] bool any_string(std::string_view& text) {
    bool escaped = false;
    const char* const quote = checked_string_end(at_, end_, escaped);
    if (quote == nullptr || quote == at_) return false;
    text = {at_, static_cast<std::size_t>(quote - at_)};
    at_ = quote + 1;
    if (!escaped) return true;
    decoded_ = decode_string(text);
    text = pool_ == nullptr ? std::string_view(decoded_) : pool_->keep(decoded_);
    return true;
  }
  // Takes the name of a member and its colon. Names in FHIR have no escapes.
  bool key(std::string_view& name) noexcept {
    if (!take('"')) return false;
    const std::size_t size = find_special(at_, left());
    if (size == left() || at_[size] != '"') return false;
    name = {at_, size};
    at_ += size + 1;
    return take(':');
  }
  // Whether a string that was returned is only valid until the next one.
  [[nodiscard]] bool is_temporary(std::string_view text) const noexcept { return text.data() == decoded_.data(); }
  // Skips a value of any kind (skip_value).
  bool take_value() noexcept {
    const char* const after = skip_value(at_, end_);
    if (after != nullptr) at_ = after;
    return after != nullptr;
  }

 private:
  [[nodiscard]] std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }

  bool take_after_space(char token) noexcept {
    const char* const start = at_;
    at_ = skip_space(at_, end_);
    return at_ != start && take_exactly(token);
  }
  const char* begin_;
  const char* at_;
  const char* end_;
  text_pool* pool_;
  std::string decoded_;
};

}  // namespace fhirops::detail
