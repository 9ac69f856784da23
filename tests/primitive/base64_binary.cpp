// Base64: RFC 4648's own examples, white space, padding, and every byte there and back.

#include "fhirops/primitive/base64_binary.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace {

using fhirops::Base64Binary;
using bytes = std::vector<std::uint8_t>;

bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

static_assert(Base64Binary<fhirops::borrowed>("Zm9vYmFy").ok() && !Base64Binary<fhirops::borrowed>("Zm9vYmF").ok());

template <class T>
concept Encodes = requires(const bytes& b) { T::encode(b); };
static_assert(Encodes<Base64Binary<>>);
static_assert(!Encodes<Base64Binary<fhirops::borrowed>>, "nobody would own the text");

}  // namespace

TEST_CASE("RFC 4648, section 10") {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    CHECK(Base64Binary<>::encode(bytes_of(plain)) == encoded);
    CHECK(Base64Binary<>(encoded).ok());
    CHECK(Base64Binary<>(encoded).decode() == bytes_of(plain));
    CHECK(Base64Binary<fhirops::borrowed>(encoded).decode() == bytes_of(plain));
  }
}

TEST_CASE("no bytes make an absent value, as FHIR has no empty one") {
  CHECK(Base64Binary<>::encode({}).empty());
  CHECK_FALSE(Base64Binary<>("").ok());
  CHECK_FALSE(Base64Binary<>("").decode().has_value());
  CHECK_FALSE(Base64Binary<>("  ").ok());
}

TEST_CASE("every byte and every length there and back") {
  bytes all;
  for (unsigned i = 0; i < 600; ++i) {
    all.push_back(static_cast<std::uint8_t>(i * 7 % 256));
    const Base64Binary<> text = Base64Binary<>::encode(all);
    REQUIRE(text.ok());
    REQUIRE(text.text.size() == (all.size() + 2) / 3 * 4);
    REQUIRE(text.decode() == all);
  }
  CHECK(Base64Binary<>::encode(bytes{0xFB, 0xFF, 0xBF}) == "+/+/");
  CHECK(Base64Binary<>::encode(bytes{0, 0, 0}) == "AAAA");
}

TEST_CASE("white space between groups of four is allowed, and skipped") {
  for (const std::string_view text : {"Zm9v YmFy", "Zm9v\r\nYmFy", " Zm9vYmFy ", "\tZm9v\n\nYmFy\n", "Zm9v\v\fYmFy"}) {
    CHECK(Base64Binary<>(text).ok());
    CHECK(Base64Binary<>(text).decode() == bytes_of("foobar"));
  }
}

TEST_CASE("white space inside a group is not allowed by R4, but ignored when decoding") {
  for (const std::string_view text : {"Zm 9v", "Z m 9 v Y g = =", "Zm9vYg=\n="}) {
    INFO(text);
    CHECK_FALSE(Base64Binary<>(text).ok());
    CHECK(Base64Binary<>(text).decode().has_value());
  }
  CHECK(Base64Binary<>("Z m 9 v Y g = =").decode() == bytes_of("foob"));
}

TEST_CASE("no base64") {
  struct example {
    std::string_view rule;
    std::string_view text;
  };
  const example examples[] = {
      {"groups of four", "Z"},
      {"groups of four", "Zg"},
      {"groups of four", "Zm9"},
      {"groups of four", "Zm9vY"},
      {"groups of four", "Zg="},
      {"padding of two at most", "Z==="},
      {"padding of two at most", "===="},
      {"padding of two at most", "Zm9vYg======"},
      {"padding at the end alone", "Zg==Zg=="},
      {"padding at the end alone", "=Zm9"},
      {"padding at the end alone", "Z=m9"},
      {"the alphabet of section 4, not of section 5", "-_-_"},
      {"the alphabet", "Zm9*"},
      {"the alphabet", "Zm9v.mFy"},
      {"the alphabet", "Zm9\xC3\xA6"},
      {"no data URL", "data:;base64,Zm9v"},
  };
  for (const example& each : examples) {
    INFO(each.rule << ": " << each.text);
    CHECK_FALSE(Base64Binary<>(each.text).ok());
    CHECK_FALSE(Base64Binary<>(each.text).decode().has_value());
  }
  CHECK_FALSE(Base64Binary<>(std::string_view("Zm9v\0\0\0\0", 8)).ok());
}

TEST_CASE("every byte at every position of a long text") {
  const std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string plain(digits.substr(24, 40));
  for (std::size_t at = 0; at < plain.size(); ++at)
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = plain;
      text[at] = static_cast<char>(byte);
      const bool is_digit = digits.find(text[at]) != std::string_view::npos;
      const bool is_padding = text[at] == '=' && at + 1 == text.size();
      CAPTURE(at, byte);
      // A space in place of a digit leaves groups that are too short.
      REQUIRE(Base64Binary<>(text).ok() == (is_digit || is_padding));
    }
  // Lines, as MIME has them.
  std::string lines;
  for (int i = 0; i < 5; ++i) lines += plain + plain.substr(4) + "\r\n";
  CHECK(Base64Binary<>(lines).ok());
  CHECK_FALSE(Base64Binary<>("A" + lines).ok());
}

TEST_CASE("unused bits before the padding are ignored") { CHECK(Base64Binary<>("Zh==").decode() == bytes_of("f")); }
