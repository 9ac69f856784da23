#pragma once
// Adds line breaks and indentation to pieces of JSON text, for `_pretty`
// (https://hl7.org/fhir/R4/http.html#parameters).

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/json_bytes.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/json/options.hpp"

namespace fhirops::http::detail {

/// The pieces of a JSON source as `write_options{}.pretty()` would have written them. A piece of 64 KiB becomes about twice as
/// long; only one piece is kept in memory.
template <ChunkSource Source>
class indented {
 public:
  explicit indented(Source source) : source_(std::move(source)) {}

  [[nodiscard]] std::string_view next() {
    out_.clear();
    while (out_.empty()) {
      const std::string_view piece = source_.next();
      if (piece.empty()) break;
      for (std::size_t i = 0; i < piece.size(); ++i) {
        if (in_string_)
          i = text(piece, i);
        else
          mark(piece[i]);
      }
    }
    return out_;
  }
  [[nodiscard]] bool failed() const noexcept
    requires requires(const Source& source) { static_cast<bool>(source.failed()); }
  {
    return static_cast<bool>(source_.failed());
  }

 private:
  // Copies the part of a string that is in this piece; returns the offset of its last character.
  std::size_t text(std::string_view piece, std::size_t from) {
    std::size_t i = from;
    for (; i < piece.size() && in_string_; ++i) {
      if (escaped_)
        escaped_ = false;
      else if (piece[i] == '\\')
        escaped_ = true;
      else
        in_string_ = piece[i] != '"';
    }
    out_.append(piece, from, i - from);
    return i - 1;
  }
  void mark(char c) {
    if (fhirops::detail::is_json_space(c)) return;
    const bool closes = c == '}' || c == ']';
    if (closes) --depth_;
    if (opened_ != closes) new_line();
    opened_ = c == '{' || c == '[';
    if (opened_) ++depth_;
    in_string_ = c == '"';
    out_ += c;
    if (c == ':') out_ += ' ';
    if (c == ',') new_line();
  }
  void new_line() {
    out_ += '\n';
    out_.append(depth_ * write_options{}.pretty().indent(), ' ');
  }

  Source source_;
  std::string out_;
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool opened_ = false;  // a bracket was opened, and nothing has followed yet
};

}  // namespace fhirops::http::detail
