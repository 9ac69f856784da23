#pragma once
// Reads the head of an HTTP/1 request (RFC 9112) strictly: whatever two readers could understand as different requests is
// refused.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/message.hpp>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace host {

// Why a request is refused before it is interpreted.
struct refused {
  int status;
  std::string_view why;
};

struct request_head {
  std::string text;  // the text that the views refer to
  std::string_view method;
  std::string_view target;  // path and query, as they were sent
  bool http_1_0 = false;
  bool close = false;    // the client wants no further answer on this connection
  bool chunked = false;  // otherwise the body has `length` bytes
  bool expects_100 = false;
  std::uint64_t length = 0;
  std::vector<fhirops::http::header> headers;

  [[nodiscard]] bool has_body() const { return chunked || length > 0; }
};

// Whether it is a method that clients of a FHIR server use.
inline bool is_method(std::string_view text) {
  constexpr std::string_view methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return std::find(std::begin(methods), std::end(methods), text) != std::end(methods);
}

namespace detail {

inline bool same_letters(std::string_view a, std::string_view lower) {
  return std::equal(a.begin(), a.end(), lower.begin(), lower.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? static_cast<char>(x + 32) : x) == y; });
}
// The length of the token at the front (RFC 9110, section 5.6.2).
inline std::size_t token_length(std::string_view text) {
  constexpr std::string_view allowed = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return std::min(text.find_first_not_of(allowed), text.size());
}
inline bool is_token(std::string_view text) { return !text.empty() && token_length(text) == text.size(); }
inline bool is_control(char c) { return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7F'; }
inline std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}
// Whether a list of words (`close, upgrade`) contains this one.
inline bool has_word(std::string_view list, std::string_view lower) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (same_letters(without_blanks(list.substr(0, end)), lower)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// Splits a header or a trailer, without its line end; nothing if it is neither.
inline std::optional<fhirops::http::header> read_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
  const std::string_view value = without_blanks(line.substr(colon + 1));
  if (std::any_of(value.begin(), value.end(), is_control)) return std::nullopt;
  return fhirops::http::header{line.substr(0, colon), value};
}
// Whether the text is a host and a port, as in a URL or the Host header; it may be empty. A user or a list is not allowed.
inline bool is_authority(std::string_view text) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%!$&'()*+;=:[]";
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

inline std::optional<refused> read_request_line(std::string_view line, request_head& out) {
  constexpr std::size_t longest = 8000;
  if (line.size() > longest) return refused{414, "the URL is too long: send a POST"};
  const std::size_t first = line.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos)
    return refused{400, "the request line is not a method, a target and HTTP/1.1"};
  out.method = line.substr(0, first);
  out.target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(out.method) || out.target.empty()) return refused{400, "the request line is not a method, a target and HTTP/1.1"};
  for (const char c : out.target)
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F || c == '#')
      return refused{400, "the URL has a character that must be percent-encoded: write % and two hexadecimal digits"};
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return refused{505, "the version of HTTP is not supported: send HTTP/1.1"};
  out.http_1_0 = version == "HTTP/1.0";
  if (!is_method(out.method)) return refused{501, "the method is not one that this server knows: send a GET or a POST"};
  // `http://host/path`, the form that is sent to a proxy.
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (!out.target.starts_with(scheme)) continue;
    const std::size_t path = out.target.find_first_of("/?", scheme.size());
    if (path == std::string_view::npos || out.target[path] != '/') return refused{400, "the URL has no path"};
    if (!is_authority(out.target.substr(scheme.size(), path - scheme.size())))
      return refused{400, "the host in the URL is not a name and a port"};
    out.target.remove_prefix(path);
    break;
  }
  return std::nullopt;
}

inline std::optional<refused> read_length(std::string_view value, request_head& out) {
  if (value.empty() || value.size() > 15 || value.find_first_not_of("0123456789") != std::string_view::npos)
    return refused{400, "the Content-Length is not a number of bytes"};
  for (const char c : value) out.length = out.length * 10 + static_cast<std::uint64_t>(c - '0');
  return std::nullopt;
}

}  // namespace detail

// `out.text` is the head including the blank line at its end.
inline std::optional<refused> read_head(request_head& out) {
  constexpr std::size_t most_headers = 100;
  std::string_view rest = out.text;
  // Every line ends with CR LF, and neither character appears anywhere else.
  const auto take_line = [&rest]() -> std::optional<std::string_view> {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos || end == 0 || rest[end - 1] != '\r') return std::nullopt;
    const std::string_view line = rest.substr(0, end - 1);
    rest.remove_prefix(end + 1);
    return line.find_first_of(std::string_view("\r\0", 2)) == std::string_view::npos ? std::optional(line) : std::nullopt;
  };
  constexpr refused not_a_line{400, "each line of the head must end in CR LF"};

  const auto first = take_line();
  if (!first) return not_a_line;
  if (auto wrong = detail::read_request_line(*first, out)) return wrong;
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t codings = 0;
  bool keep_alive = false;
  for (;;) {
    const auto line = take_line();
    if (!line) return not_a_line;
    if (line->empty()) break;
    const auto field = detail::read_field(*line);
    if (!field)
      return refused{400,
                     "a header must be a name and a colon, without a blank before either, and a value without control "
                     "characters"};
    if (out.headers.size() == most_headers) return refused{431, "there are too many headers"};
    out.headers.push_back(*field);
    const auto& [name, value] = *field;
    if (detail::same_letters(name, "host") && (++hosts > 1 || !detail::is_authority(value)))
      return refused{400, "there must be one Host header, with a name and a port"};
    if (detail::same_letters(name, "connection")) {
      out.close = out.close || detail::has_word(value, "close");
      keep_alive = keep_alive || detail::has_word(value, "keep-alive");
    }
    if (detail::same_letters(name, "content-length")) {
      if (++lengths > 1) return refused{400, "Content-Length appears more than once: send it once"};
      if (auto wrong = detail::read_length(value, out)) return wrong;
    }
    if (detail::same_letters(name, "transfer-encoding")) {
      if (++codings > 1 || !detail::same_letters(value, "chunked"))
        return refused{501, "the transfer coding is not supported: send chunked, or a Content-Length"};
      out.chunked = true;
    }
    if (detail::same_letters(name, "expect") && !out.http_1_0) {  // which is ignored there (RFC 9110, section 10.1.1)
      if (!detail::same_letters(value, "100-continue"))
        return refused{417, "the expectation is not supported: send 100-continue, or none"};
      out.expects_100 = true;
    }
  }
  if (out.chunked && (lengths > 0 || out.http_1_0)) return refused{400, "a body is either chunked, or has a Content-Length"};
  if (hosts == 0 && !out.http_1_0) return refused{400, "there must be one Host header"};
  if (out.http_1_0 && !keep_alive) out.close = true;
  return std::nullopt;
}

}  // namespace host
