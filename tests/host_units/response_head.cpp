#include "host/response_head.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"

TEST_CASE("a response says where its content ends in one way") {
  const std::vector<fhirops::http::response_header> headers{{"X-A", "b"}};
  const auto head = [&headers](int status, host::framing how, std::string_view connection) {
    return host::response_head(status, headers, how, 7, "today", connection);
  };
  CHECK(head(200, host::framing::length, "") == "HTTP/1.1 200 OK\r\nDate: today\r\nX-A: b\r\nContent-Length: 7\r\n\r\n");
  CHECK(head(404, host::framing::chunks, "close") ==
        "HTTP/1.1 404 Not Found\r\nDate: today\r\nX-A: b\r\nTransfer-Encoding: chunked\r\nConnection: "
        "close\r\n\r\n");
  CHECK(head(204, host::framing::none, "") == "HTTP/1.1 204 No Content\r\nDate: today\r\nX-A: b\r\n\r\n");
  CHECK(head(299, host::framing::end_of_connection, "close") ==
        "HTTP/1.1 299 \r\nDate: today\r\nX-A: b\r\nConnection: close\r\n\r\n");
}

TEST_CASE("a date has the form of RFC 9110") {
  CHECK(host::date_text(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(host::date_text(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(host::date_text(1709164799) == "Wed, 28 Feb 2024 23:59:59 GMT");
  CHECK(host::date_text(1709164800) == "Thu, 29 Feb 2024 00:00:00 GMT");
}

TEST_CASE("each status has the phrase of RFC 9110, or none") {
  const std::pair<int, std::string_view> all[] = {
      {200, "OK"},
      {204, "No Content"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
      {299, ""},
  };
  for (const auto& [status, phrase] : all) CHECK(host::reason(status) == phrase);
}
