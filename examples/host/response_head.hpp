#pragma once
// The head of an HTTP/1.1 response (RFC 9112).

#include <cstddef>
#include <ctime>
#include <fhirops/http/message.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace host {

// How a client recognizes the end of the content.
enum class framing { none, length, chunks, end_of_connection };

inline std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";  // may be empty
  }
}

// The text of a time: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
inline std::string date_text(std::time_t seconds) {
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

// `headers` are those of the answer: names and values without line breaks, as the service makes them.
inline std::string response_head(int status, std::span<const fhirops::http::response_header> headers, framing how,
                                 std::size_t length, std::string_view date, std::string_view connection) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + ' ';
  const auto add = [&text](std::string_view name, std::string_view value) { (((text += name) += ": ") += value) += "\r\n"; };
  (text += reason(status)) += "\r\n";
  add("Date", date);
  for (const auto& [name, value] : headers) add(name, value);
  if (how == framing::length) add("Content-Length", std::to_string(length));
  if (how == framing::chunks) add("Transfer-Encoding", "chunked");
  if (!connection.empty()) add("Connection", connection);
  return text += "\r\n";
}

}  // namespace host
