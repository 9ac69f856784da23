// Strings copied through a pointer, with what JSON escapes: of every length, with every kind of byte at every position.

#include "fhirops/json/put.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

struct put_result {
  std::string text;
  std::size_t replaced = 0;
  friend bool operator==(const put_result&, const put_result&) = default;
};

// In memory of its own on both sides, so that a sanitizer sees a byte too many.
template <class Put>
put_result by(const Put& put, std::string_view text) {
  const std::vector<char> from(text.begin(), text.end());
  std::vector<char> to(text.size() * detail::worst_expansion + 16);
  put_result out;
  char* const end = put(to.data(), std::string_view(from.data(), from.size()), out.replaced);
  out.text.assign(to.data(), end);
  return out;
}
put_result put_text(std::string_view text) {
  return by([](char* to, std::string_view from, std::size_t& replaced) { return detail::put_text(to, from, replaced); }, text);
}
put_result put_long_text(std::string_view text) {
  return by([](char* to, std::string_view from, std::size_t& replaced) { return detail::put_long_text(to, from, replaced); },
            text);
}

struct sample {
  std::string_view bytes;
  std::string_view written;
  std::size_t replaced = 0;
};
constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr sample samples[] = {
    {"\"", "\\\""},
    {"\\", "\\\\"},
    {"\n", "\\n"},
    {"\x1F", "\\u001F"},
    {"\x7F", "\x7F"},
    {std::string_view("\0", 1), replacement, 1},
    {"\xC3\xA6", "\xC3\xA6"},
    {"\xE2\x82\xAC", "\xE2\x82\xAC"},
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    {"\xFF", replacement, 1},
    {"\xC0", replacement, 1},
};

}  // namespace

TEST_CASE("a string of any length has each special byte written, wherever it is", "[json][put]") {
  for (std::size_t size = 0; size < 150; ++size) {
    std::string plain;
    for (std::size_t i = 0; i < size; ++i) plain += static_cast<char>('a' + i % 26);
    REQUIRE(put_text(plain) == put_result{plain, 0});
    REQUIRE(put_long_text(plain) == put_result{plain, 0});
    for (const sample& each : samples)
      for (std::size_t at = 0; at <= size; ++at) {
        const std::string text = plain.substr(0, at) + std::string(each.bytes) + plain.substr(at);
        const put_result expected{plain.substr(0, at) + std::string(each.written) + plain.substr(at), each.replaced};
        if (!(put_text(text) == expected) || !(put_long_text(text) == expected))
          FAIL_CHECK(size << ' ' << at << ' ' << each.written);
      }
  }
}

TEST_CASE("strings of nothing but special bytes are written", "[json][put]") {
  for (const sample& each : samples)
    for (std::size_t count = 1; count < 100; ++count) {
      std::string text;
      put_result expected;
      for (std::size_t i = 0; i < count; ++i) {
        text += each.bytes;
        expected.text += each.written;
        expected.replaced += each.replaced;
      }
      REQUIRE(put_text(text) == expected);
      REQUIRE(put_long_text(text) == expected);
    }
}

TEST_CASE("names are copied, whatever their length", "[json][put]") {
  for (std::size_t size = 0; size <= 64; ++size) {
    std::string name;
    for (std::size_t i = 0; i < size; ++i) name += static_cast<char>('A' + i % 26);
    std::vector<char> to(size + 1, '#');
    char* const end = detail::put_as_is(to.data(), name);
    CHECK(std::string_view(to.data(), static_cast<std::size_t>(end - to.data())) == name);
    CHECK(to.back() == '#');
  }
}
