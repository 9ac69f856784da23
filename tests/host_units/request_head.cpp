#include "host/request_head.hpp"

#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

// The status of its refusal; 0 where it is read.
int refusal(std::string text) {
  host::request_head head;
  head.text = std::move(text);
  const auto wrong = host::read_head(head);
  return wrong ? wrong->status : 0;
}
int of_headers(std::string_view headers, std::string_view line = "POST /fhir HTTP/1.1") {
  return refusal(std::string(line) + "\r\nHost: x\r\n" + std::string(headers) + "\r\n");
}
int of_line(std::string_view line) { return of_headers({}, line); }

}  // namespace

TEST_CASE("a head is read") {
  host::request_head head;
  head.text =
      "POST http://example.org:80/fhir/$x?a=b HTTP/1.1\r\nhOST: example.org\r\nContent-length: "
      "12\r\nEmpty:\r\n"
      "Connection: a, CLOSE\r\nExpect: 100-continue\r\nX: \t a b \xe6 \t\r\n\r\n";
  REQUIRE_FALSE(host::read_head(head));
  CHECK(head.method == "POST");
  CHECK(head.target == "/fhir/$x?a=b");
  CHECK(head.length == 12);
  CHECK(head.close);
  CHECK(head.expects_100);
  CHECK_FALSE(head.chunked);
  REQUIRE(head.headers.size() == 6);
  CHECK(head.headers[2].name == "Empty");
  CHECK(head.headers[2].value.empty());
  CHECK(head.headers[5].value == "a b \xe6");
}

TEST_CASE("HTTP/1.0 ends a connection, unless it is to be kept; HTTP/1.1 keeps it") {
  const auto closes = [](std::string text) {
    host::request_head head;
    head.text = std::move(text);
    CHECK_FALSE(host::read_head(head));
    return head.close;
  };
  CHECK(closes("GET / HTTP/1.0\r\n\r\n"));
  CHECK_FALSE(closes("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
  CHECK_FALSE(closes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  CHECK(closes("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
}

TEST_CASE("a head that two readers could take for two requests is refused") {
  // lengths and codings
  CHECK(of_headers("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(of_headers("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n") == 400);
  CHECK(of_headers("Transfer-Encoding: chunked\r\n") == 0);
  CHECK(of_headers("Transfer-Encoding: chunked\r\n", "POST /fhir HTTP/1.0") == 400);
  CHECK(of_headers("Content-Length: 2\r\nContent-Length: 2\r\n") == 400);
  CHECK(of_headers("Content-Length: 2\r\ncontent-length: 40\r\n") == 400);
  for (const std::string_view each :
       {"2, 2", "+2", "-2", "0x2", "2 ", " 2", "2 2", "", "\"2\"", "2;", "1e3", "9999999999999999999999"}) {
    CAPTURE(each);
    CHECK(of_headers("Content-Length: " + std::string(each) + "\r\n") == (each == "2 " || each == " 2" ? 0 : 400));
  }
  for (const std::string_view each :
       {"chunked, identity", "identity", "gzip, chunked", "xchunked", "chunked;a=b", "\"chunked\"", "chunked,", ""}) {
    CAPTURE(each);
    CHECK(of_headers("Transfer-Encoding: " + std::string(each) + "\r\n") == 501);
  }
  CHECK(of_headers("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") == 501);
  CHECK(of_headers("Transfer-Encoding: \x0b"
                   "chunked\r\n") == 400);
  CHECK(of_headers("Transfer-Encoding : chunked\r\n") == 400);
  CHECK(of_headers("Content-Length: 000000000000002\r\n") == 0);  // of fifteen digits
  CHECK(of_headers("Content-Length: 0000000000000002\r\n") == 400);
  CHECK(of_headers("Content-Length : 2\r\n") == 400);
  CHECK(of_headers(" Content-Length: 2\r\n") == 400);
  // lines
  CHECK(of_headers("X: a\r\n b\r\n") == 400);
  CHECK(of_headers("X: a\r\n\tb\r\n") == 400);
  CHECK(of_headers("X: a\nY: b\r\n") == 400);
  CHECK(of_headers("X: a\rY: b\r\n") == 400);
  CHECK(of_headers("X: a\r\r\n") == 400);
  CHECK(of_headers(std::string_view("X: a\0b\r\n", 8)) == 400);
  CHECK(of_headers(std::string_view("X\0: a\r\n", 7)) == 400);
  CHECK(of_headers("X: a\x7f\r\n") == 400);
  CHECK(of_headers("X: a\x01\r\n") == 400);
  CHECK(of_headers("X: a\tb\xff\r\n") == 0);
  CHECK(of_headers("X\r\n") == 400);
  CHECK(of_headers(": a\r\n") == 400);
  CHECK(refusal("GET / HTTP/1.1\nHost: x\n\n") == 400);
  CHECK(refusal("GET / HTTP/1.1\r\n\nHost: x\r\n\r\n") == 400);
  CHECK(refusal("GET / HTTP/1.1\r\nHost: x\r\n\n") == 400);
  CHECK(refusal("GET / HTTP/1.1\r\nHost: x\r\n") == 400);
  CHECK(refusal("\n") == 400);
  CHECK(refusal("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  // hosts
  CHECK(refusal("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(refusal("GET / HTTP/1.0\r\n\r\n") == 0);
  CHECK(of_headers("Host: x\r\n") == 400);
  CHECK(of_headers("hOsT: y\r\n") == 400);
  for (const std::string_view each : {"a b", "a,b", "u@a", "a/b", "a?b", "a#b", "a\\b", "\"a\""}) {
    CAPTURE(each);
    CHECK(refusal("GET / HTTP/1.1\r\nHost: " + std::string(each) + "\r\n\r\n") == 400);
  }
  for (const std::string_view each : {"", "a", "a:80", "[::1]:8080", "a-b.c_d", "10.0.0.1"}) {
    CAPTURE(each);
    CHECK(refusal("GET / HTTP/1.1\r\nHost: " + std::string(each) + "\r\n\r\n") == 0);
  }
}

TEST_CASE("request lines") {
  CHECK(of_line("GET /fhir HTTP/1.1") == 0);
  CHECK(of_line("GET  /fhir HTTP/1.1") == 400);
  CHECK(of_line("GET /fhir  HTTP/1.1") == 400);
  CHECK(of_line(" GET /fhir HTTP/1.1") == 400);
  CHECK(of_line("GET /fhir HTTP/1.1 ") == 400);
  CHECK(of_line("GET\t/fhir\tHTTP/1.1") == 400);
  CHECK(of_line("GET /fhir") == 400);
  CHECK(of_line("") == 400);
  CHECK(of_line("GET /fh\xc3\xa6ir HTTP/1.1") == 400);
  CHECK(of_line("GET /fhir\x7f HTTP/1.1") == 400);
  CHECK(of_line("GET /fhir#part HTTP/1.1") == 400);
  for (const std::string_view each : {"\t", "\x01", "\x1f", "\r"})
    CHECK(of_line("GET /fh" + std::string(each) + "ir HTTP/1.1") == 400);
  CHECK(of_line("G@T /fhir HTTP/1.1") == 400);  // no name of a method
  CHECK(of_line("GET:/fhir / HTTP/1.1") == 400);
  CHECK(of_line("GET /fhir HTTP/2.0") == 505);
  CHECK(of_line("GET /fhir HTTP/1.2") == 505);
  CHECK(of_line("GET /fhir http/1.1") == 505);
  CHECK(of_line("get /fhir HTTP/1.1") == 501);
  CHECK(of_line("TRACE /fhir HTTP/1.1") == 501);
  CHECK(of_line("CONNECT x:80 HTTP/1.1") == 501);
  CHECK(of_line("GET http://x HTTP/1.1") == 400);
  CHECK(of_line("GET http://x?/ HTTP/1.1") == 400);
  CHECK(of_line("GET https://x/ HTTP/1.1") == 0);
  CHECK(of_line("GET http:///fhir HTTP/1.1") == 0);
  CHECK(of_line("GET http://user:secret@x/fhir HTTP/1.1") == 400);
  CHECK(of_line("GET /" + std::string(8000, 'a') + " HTTP/1.1") == 414);
}

TEST_CASE("other limits of a head") {
  std::string many;
  for (int i = 0; i < 99; ++i) many += "X: a\r\n";  // and the Host
  CHECK(of_headers(many) == 0);
  CHECK(of_headers(many + "X: a\r\n") == 431);
  CHECK(of_headers("Expect: 200-ok\r\n") == 417);
  CHECK(of_headers("Expect: 200-ok\r\n", "POST /fhir HTTP/1.0") == 0);  // which knows no expectations
  host::request_head old;
  old.text = "POST /fhir HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  REQUIRE_FALSE(host::read_head(old));
  CHECK_FALSE(old.expects_100);
}
