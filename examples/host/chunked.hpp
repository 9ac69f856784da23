#pragma once
// Reads a chunked body (RFC 9112, section 7.1) strictly. The framing around the content is counted too, and has a limit of its
// own: otherwise a client could send chunk extensions, trailers or empty lines for ever, without any content.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "request_head.hpp"

namespace host {

class chunked_body {
 public:
  // Accepts at most `body` bytes of content, and `framing` bytes of everything else.
  chunked_body(std::size_t body, std::size_t framing) : body_left_(body), framing_left_(framing) {}

  // Takes everything that belongs to the body off the front of `received`, and appends its content. Returns what is wrong with
  // it, if anything; after that, and once it is `whole`, it takes no more.
  std::optional<refused> take(std::string_view& received, std::string& content) {
    while (!received.empty() && !whole()) {
      if (expected_ == part::data) {
        const std::size_t count = std::min<std::uint64_t>(data_left_, received.size());
        content.append(received.substr(0, count));
        received.remove_prefix(count);
        data_left_ -= count;
        if (data_left_ == 0) expected_ = part::end_of_data;
        continue;
      }
      const std::size_t end = received.find('\n');
      const std::string_view more = received.substr(0, end == std::string_view::npos ? end : end + 1);
      if (more.size() > framing_left_) return refused{413, "the chunked body has too much beside its content"};
      framing_left_ -= more.size();
      line_ += more;
      received.remove_prefix(more.size());
      // Refused as early as possible, not at the end of the line, which may never come.
      if (expected_ == part::end_of_data && !std::string_view("\r\n").starts_with(line_))
        return refused{400, "a chunk is followed by something else than CR LF: its size is wrong"};
      if (line_.size() > longest_line) return refused{400, "a line of the chunked body is too long"};
      if (end == std::string_view::npos) break;
      if (auto wrong = read_line()) return wrong;
      line_.clear();
    }
    return std::nullopt;
  }
  [[nodiscard]] bool whole() const { return expected_ == part::nothing; }

 private:
  enum class part { size, data, end_of_data, trailer, nothing };
  static constexpr std::size_t longest_line = 4096;
  static constexpr std::size_t most_trailers = 100;

  std::optional<refused> read_line() {
    if (!line_.ends_with("\r\n")) return refused{400, "each line of a chunked body must end in CR LF"};
    const std::string_view line = std::string_view(line_).substr(0, line_.size() - 2);
    if (expected_ == part::end_of_data) {
      expected_ = part::size;
      return std::nullopt;
    }
    return expected_ == part::size ? read_size(line) : read_trailer(line);
  }

  std::optional<refused> read_size(std::string_view line) {
    constexpr std::string_view hexadecimal = "0123456789ABCDEFabcdef";
    const std::size_t end = std::min(line.find_first_not_of(hexadecimal), line.size());
    if (end == 0 || !are_extensions(line.substr(end))) return refused{400, "the size of a chunk must be a hexadecimal number"};
    std::uint64_t size = 0;
    for (const char c : line.substr(0, end)) {
      const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
      size = size * 16 + static_cast<std::uint64_t>(digit);
      if (size > body_left_) return refused{413, "the body is longer than this server reads"};
    }
    body_left_ -= size;
    data_left_ = size;
    expected_ = size == 0 ? part::trailer : part::data;
    return std::nullopt;
  }

  // `;name=value` and `;name="value"`: this host knows none, but clients may send them.
  static bool are_extensions(std::string_view text) {
    const auto skip_blanks = [&text] { text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size())); };
    const auto skip_token = [&text] {
      const std::size_t end = detail::token_length(text);
      text.remove_prefix(end);
      return end > 0;
    };
    while (!text.empty()) {
      skip_blanks();
      if (!text.starts_with(';')) return false;
      text.remove_prefix(1);
      skip_blanks();
      if (!skip_token()) return false;
      const std::string_view after_name = text;
      skip_blanks();
      if (!text.starts_with('=')) {
        text = after_name;
        continue;
      }
      text.remove_prefix(1);
      skip_blanks();
      if (text.starts_with('"') ? !skip_quoted(text) : !skip_token()) return false;
    }
    return true;
  }
  static bool skip_quoted(std::string_view& text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] == '"') {
        text.remove_prefix(i + 1);
        return true;
      }
      if (text[i] == '\\') ++i;
      if (i < text.size() && detail::is_control(text[i])) return false;
    }
    return false;
  }

  std::optional<refused> read_trailer(std::string_view line) {
    if (line.empty()) {
      expected_ = part::nothing;
      return std::nullopt;
    }
    const auto trailer = detail::read_field(line);
    if (!trailer || ++trailers_ > most_trailers) return refused{400, "a trailer must be a name, a colon and a value"};
    // If the next reader took them for headers, they would change the meaning of this request (RFC 9110, section 6.5.1).
    constexpr std::string_view headers_alone[] = {"authorization", "connection", "content-length", "expect",
                                                  "host",          "te",         "trailer",        "transfer-encoding"};
    for (const std::string_view each : headers_alone)
      if (detail::same_letters(trailer->name, each)) return refused{400, "this header must not be a trailer"};
    return std::nullopt;
  }

  std::size_t body_left_;
  std::size_t framing_left_;
  std::uint64_t data_left_ = 0;
  std::size_t trailers_ = 0;
  part expected_ = part::size;
  std::string line_;  // the part of the line that has been received
};

}  // namespace host
