#include "host/chunked.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

// The content, or `STATUS`, or `more` where the body has not ended; given in pieces of `step` bytes.
std::string decoded(std::string_view bytes, std::size_t step, std::string* rest = nullptr, std::size_t body = 1000,
                    std::size_t framing = 1000) {
  host::chunked_body reader(body, framing);
  std::string content;
  while (!bytes.empty() && !reader.whole()) {
    std::string_view piece = bytes.substr(0, step);
    const std::size_t given = piece.size();
    if (const auto wrong = reader.take(piece, content)) return std::to_string(wrong->status);
    bytes.remove_prefix(given - piece.size());
  }
  if (rest != nullptr) *rest = bytes;
  return reader.whole() ? content : "more";
}

}  // namespace

TEST_CASE("chunked bodies are read, however they are cut") {
  const std::string_view bodies[][2] = {
      {"0\r\n\r\n", ""},
      {"000\r\n\r\n", ""},
      {"3\r\nabc\r\n0\r\n\r\n", "abc"},
      {"1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"},
      {"1d\r\nabcdefghijklmnopqrstuvwxyz...\r\n0\r\n\r\n", "abcdefghijklmnopqrstuvwxyz..."},
      {"0000001D\r\nabcdefghijklmnopqrstuvwxyz...\r\n0\r\n\r\n", "abcdefghijklmnopqrstuvwxyz..."},
      {"3\r\n\r\n0\r\n0\r\n\r\n", "\r\n0"},
      {"3;a\r\nabc\r\n0;b=c\r\n\r\n", "abc"},
      {"3 ; a = b ;c=\"d\\\";e\"\r\nabc\r\n0\r\n\r\n", "abc"},
      {"0\r\nX-A: b\r\n\r\n", ""},
      {"3\r\nabc\r\n0\r\nX-A: b\r\nX-C:\r\nDigest: sha-256=x\r\n\r\n", "abc"},
  };
  for (const auto& [bytes, content] : bodies)
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
      CAPTURE(bytes, step);
      std::string rest;
      CHECK(decoded(bytes, step, &rest) == content);
      CHECK(rest.empty());
    }
}

TEST_CASE("bytes after a chunked body are left") {
  std::string rest;
  CHECK(decoded("3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1\r\n", 1000, &rest) == "abc");
  CHECK(rest == "GET / HTTP/1.1\r\n");
}

TEST_CASE("chunked bodies of two meanings are refused") {
  for (const std::string_view bytes : {
           // sizes
           "0x1d\r\n",
           "+1d\r\n",
           "-1\r\n",
           " 1d\r\n",
           "\t1\r\n",
           "1d \r\n",
           "1 d\r\n",
           "\r\n",
           ";a\r\n",
           "g\r\n",
           "1_0\r\n",
           "1.0\r\n",
           "\xef\xbc\x91\r\n",
           "3,3\r\n",
           // line ends
           "3\nabc\r\n0\r\n\r\n",
           "3\r\nabc\n0\r\n\r\n",
           "3\r\nabc\r\n0\n\r\n",
           "3\r\nabc\r\n0\r\n\n",
           "3\rabc\r\n",
           "3\r\r\nabc",
           // bytes after a chunk, or too few
           "3\r\nabcd\r\n0\r\n\r\n",
           "3\r\nab\r\n0\r\n\r\n",
           "3\r\nabc0\r\n\r\n",
           "3\r\nabc\r0\r\n\r\n",
           "3\r\nabc \r\n",
           "3\r\nabc\r\n\r\n0\r\n\r\n",
           // extensions
           "3;\r\nabc",
           "3;=a\r\nabc",
           "3;a=\r\nabc",
           "3;a=\"b\r\nabc",
           "3;a=\"b\\\r\nabc",
           "3;a=\"b\\\"\r\nabc",
           "3;a=\"b\\\x01\"\r\nabc",
           "3;a b\r\nabc",
           "3;a=\"\x01\"\r\n",
           "3a=b\r\n",
           "3;a\x00b\r\n",
           // trailers
           "0\r\nX\r\n\r\n",
           "0\r\n X: a\r\n\r\n",
           "0\r\nX : a\r\n\r\n",
           "0\r\nX: a\r\n b\r\n\r\n",
           "0\r\nX: \x01\r\n\r\n",
           "0\r\nContent-Length: 3\r\n\r\n",
           "0\r\ntransfer-encoding: chunked\r\n\r\n",
           "0\r\nHost: y\r\n\r\n",
           "0\r\nAuthorization: Bearer x\r\n\r\n",
       }) {
    CAPTURE(bytes);
    CHECK(decoded(bytes, 1) == "400");
    CHECK(decoded(bytes, 1000) == "400");
  }
  using namespace std::string_view_literals;
  for (const std::string_view bytes : {"3\0\r\nabc"sv, "0\r\nX: a\0b\r\n\r\n"sv,
                                       "\0"
                                       "3\r\n"sv,
                                       "3;a=\"\0\"\r\n"sv})
    CHECK(decoded(bytes, 1000) == "400");
}

TEST_CASE("chunked bodies have limits: of content, of framing, of lines, of trailers") {
  CHECK(decoded("3e8\r\n", 1) == "more");
  CHECK(decoded("3e9\r\n", 1) == "413");
  CHECK(decoded("ffffffffffffffffffffffffffffffff\r\n", 1) == "413");
  CHECK(decoded("1f4\r\n" + std::string(500, 'a') + "\r\n1f5\r\n", 100) == "413");
  CHECK(decoded("10000000000000003\r\nabc\r\n0\r\n\r\n", 1) == "413");  // not 3, as 64 bits would have it

  const auto repeated = [](std::string_view what, std::size_t count) {
    std::string all;
    while (count-- > 0) all += what;
    return all;
  };
  // Of ten bytes beside the content; and a line of 4096.
  for (const std::size_t step : {1U, 4U, 100U}) {
    CHECK(decoded("3\r\nabc\r\n0\r\n\r\n", step, nullptr, 3, 10) == "abc");
    CHECK(decoded("3\r\nabc\r\n0\r\n\r\n", step, nullptr, 3, 9) == "413");
    CHECK(decoded("3\r\nabc\r\n0\r\n\r\n", step, nullptr, 2, 10) == "413");
    CHECK(decoded("1;" + std::string(4096 - 4, 'a') + "\r\nx\r\n0\r\n\r\n", step, nullptr, 1000, 100000) == "x");
    CHECK(decoded("1;" + std::string(4096 - 3, 'a') + "\r\nx\r\n0\r\n\r\n", step, nullptr, 1000, 100000) == "400");
  }
  CHECK(decoded("1;" + std::string(5000, 'a'), 100, nullptr, 1000, 100000) == "400");
  CHECK(decoded("1;" + std::string(5000, 'a'), 100) == "413");
  CHECK(decoded(std::string(5000, '0'), 100, nullptr, 1000, 100000) == "400");
  CHECK(decoded(repeated("1;ext=\"0123456789\"\r\na\r\n", 900), 100) == "413");
  CHECK(decoded(repeated("1\r\na\r\n", 100) + "0\r\n\r\n", 7) == std::string(100, 'a'));
  CHECK(decoded("0\r\n" + repeated("X: a\r\n", 100) + "\r\n", 100) == "");
  CHECK(decoded("0\r\n" + repeated("X: a\r\n", 101) + "\r\n", 100) == "400");
  CHECK(decoded("0\r\n" + repeated("X: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", 90), 100) == "413");
}
