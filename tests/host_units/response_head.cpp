#include "host/response_head.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

TEST_CASE("a response says where its content ends in one way") {
  const std::vector<fhirops::http::response_header> headers{{"X-A", "b"}};
  const auto head = [&headers](int status, host::framing how, std::string_view connection) {
    return host::response_head(status, headers, how, 7, "today", connection);
  };
  CHECK(head(200, host::framing::length, "") ==
        "HTTP/1.1 200 OK\r\nDate: today\r\nX-A: b\r\nContent-Length: 7\r\n\r\n");
  CHECK(head(404, host::framing::chunks, "close") ==
        "HTTP/1.1 404 Not Found\r\nDate: today\r\nX-A: b\r\nTransfer-Encoding: chunked\r\nConnection: "
        "close\r\n\r\n");
  CHECK(head(204, host::framing::none, "") == "HTTP/1.1 204 No Content\r\nDate: today\r\nX-A: b\r\n\r\n");
  CHECK(head(299, host::framing::end_of_connection, "close") ==
        "HTTP/1.1 299 \r\nDate: today\r\nX-A: b\r\nConnection: close\r\n\r\n");
}
