#include "fhirops/core/percent_encoding.hpp"

#include <string>

#include "support/catch.hpp"

using namespace fhirops::detail;

TEST_CASE("percent-encoded text is decoded, or refused with the reason", "[core][percent_encoding]") {
  std::string out;
  for (const auto& [text, decoded] :
       {std::pair{"", ""}, std::pair{"a+b", "a b"}, std::pair{"%C3%b8", "\xC3\xB8"}, std::pair{"%2B%25", "+%"}}) {
    CHECK(decode_text(text, out));
    CHECK(out == decoded);
  }
  for (const std::string_view text : {std::string_view("%41").substr(0, 1), std::string_view("%41").substr(0, 2)})
    CHECK_FALSE(decode_text(text, out));
  for (const auto& [text, why] :
       {std::pair{"100%", "\"%\" is not percent-encoding: write % and two hexadecimal digits, or %25 for a %"},
        std::pair{"a%C3%B8%g1b", "\"%g1\" is not percent-encoding: write % and two hexadecimal digits, or %25 for a %"},
        std::pair{"%1g", "\"%1g\" is not percent-encoding: write % and two hexadecimal digits, or %25 for a %"},
        std::pair{"M%FCller", "\"M%FCller\" is not UTF-8 when it is decoded: percent-encode the bytes of its UTF-8"},
        std::pair{"a%00", "the character U+0000 (%00) is not allowed: remove it"}}) {
    CHECK_FALSE(decode_text(text, out));
    CHECK(not_decoded_text(text) == why);
  }
}

TEST_CASE("encoded text is decoded to the same", "[core][percent_encoding]") {
  std::string all;
  for (int byte = 1; byte < 128; ++byte) all += static_cast<char>(byte);
  all += "\xC3\xB8\xF0\x9F\x98\x80";
  std::string encoded;
  encode_text(encoded, all);
  std::string decoded;
  CHECK(decode_text(encoded, decoded));
  CHECK(decoded == all);
  std::string out = "x";
  encode_text(out, "aZ09-._~ :/+%\r\n\xC3", ":");
  CHECK(out == "xaZ09-._~%20:%2F%2B%25%0D%0A%C3");
}
