// Short text in place, long text on the heap: nobody can tell which.

#include "fhirops/core/small_text.hpp"

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace {

using fhirops::small_text;
using namespace std::literals;

static_assert(std::regular<small_text>);
static_assert(std::is_nothrow_move_constructible_v<small_text> && std::is_nothrow_move_assignable_v<small_text>);
static_assert(sizeof(small_text) == small_text::in_place + 1);
static_assert(small_text("2023-10-12T09:51:50.123456789+00:00"sv).size() == 35);
static_assert("2023-10-12T09:51:50.123456789+00:00"sv.size() <= small_text::in_place);
static_assert(!std::convertible_to<std::string_view, small_text>, "only on purpose");

// A constant may be copied, moved and assigned at compile time while it is short.
constexpr std::size_t copied_at_compile_time() {
  small_text a("1.00"sv);
  small_text b(a);
  small_text c(std::move(b));
  b = c;
  a.assign("12"sv);
  c = std::move(a);
  return b.size() * 10 + c.size();
}
static_assert(copied_at_compile_time() == 42);

std::string text_of(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i % 26);
  return text;
}

constexpr std::size_t around_the_limit[] = {0, 1, 37, 38, 39, 40, 254, 255, 256, 100'000};

}  // namespace

TEST_CASE("small_text keeps any text, whatever its length") {
  for (const std::size_t size : around_the_limit) {
    CAPTURE(size);
    const std::string text = text_of(size);
    const small_text kept{std::string_view(text)};
    CHECK(kept.view() == text);
    CHECK(kept.size() == size);
    CHECK(kept.empty() == (size == 0));
    const std::string_view converted = kept;
    CHECK(converted == text);
  }
}

TEST_CASE("small_text keeps bytes of any value") {
  for (const std::string_view text : {"\0a\0"sv, "\0\xFF\x80 0123456789 0123456789 0123456789 0123456789\0"sv}) {
    const small_text kept(text);
    CHECK(kept.view() == text);
  }
}

TEST_CASE("small_text owns its bytes") {
  for (const std::size_t size : around_the_limit) {
    std::string text = text_of(size);
    const small_text kept{std::string_view(text)};
    text.assign(size, '!');
    CHECK(kept.view() == text_of(size));
  }
}

TEST_CASE("small_text is copied, moved and assigned between all lengths") {
  for (const std::size_t from : around_the_limit) {
    for (const std::size_t to : around_the_limit) {
      CAPTURE(from, to);
      const std::string text = text_of(from);
      const std::string other = std::string(to, '-');
      small_text source{std::string_view(text)};

      small_text copied(source);
      CHECK(copied.view() == text);
      small_text moved(std::move(copied));
      CHECK(moved.view() == text);
      CHECK(copied.empty());  // NOLINT(bugprone-use-after-move): specified

      small_text target{std::string_view(other)};
      target = source;
      CHECK(target.view() == text);
      CHECK(source.view() == text);
      target = small_text(std::string_view(other));
      CHECK(target.view() == other);
      target.assign(text);
      CHECK(target.view() == text);
      target = std::move(source);
      CHECK(target.view() == text);
      CHECK(source.empty());  // NOLINT(bugprone-use-after-move)
      source.assign(other);
      CHECK(source.view() == other);
      std::swap(source, target);
      CHECK(source.view() == text);
      CHECK(target.view() == other);
    }
  }
}

TEST_CASE("small_text survives being assigned to itself") {
  for (const std::size_t size : around_the_limit) {
    const std::string text = text_of(size);
    small_text kept{std::string_view(text)};
    small_text& same = kept;
    kept = same;
    CHECK(kept.view() == text);
    kept = std::move(same);
    CHECK(kept.view() == text);
  }
}

TEST_CASE("small_text can be assigned a part of itself") {
  for (const std::size_t size : around_the_limit) {
    const std::string text = text_of(size);
    small_text kept{std::string_view(text)};
    kept.assign(kept.view());
    CHECK(kept.view() == text);
    while (!kept.empty() && kept.size() > size / 2) {
      const std::string expected(kept.view().substr(1));
      kept.assign(kept.view().substr(1));
      REQUIRE(kept.view() == expected);
      if (size > 1000) break;
    }
  }
}

TEST_CASE("small_texts are equal if their bytes are") {
  for (const std::size_t size : around_the_limit) {
    const std::string text = text_of(size);
    CHECK(small_text(std::string_view(text)) == small_text(std::string_view(text)));
    CHECK(small_text(std::string_view(text)) != small_text(std::string_view(text + "x")));
    if (size > 0) CHECK(small_text(std::string_view(text)) != small_text(text_of(size - 1) + "!"));
  }
}

TEST_CASE("many small_texts grow in a vector") {
  std::vector<small_text> all;
  for (std::size_t i = 0; i < 100; ++i) all.emplace_back(std::string_view(text_of(i)));
  for (std::size_t i = 0; i < 100; ++i) CHECK(all[i].view() == text_of(i));
}
