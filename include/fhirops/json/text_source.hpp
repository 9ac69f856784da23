#pragma once
// A JSON text as RapidJSON's reader takes it, with the place of every event.

#include <cstddef>
#include <cstdint>
#include <rapidjson/reader.h>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/syntax.hpp"
#include "fhirops/json/type_finder.hpp"

namespace fhirops::detail {

// A RapidJSON stream over a text that need not end in NUL. A type of our own, so that no macro of
// the host switches RapidJSON to code of its own for it (RAPIDJSON_SSE2 lets controls through).
class text_stream {
 public:
  using Ch = char;
  explicit text_stream(std::string_view text) noexcept
      : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()) {}

  [[nodiscard]] Ch Peek() const noexcept { return at_ != end_ ? *at_ : '\0'; }
  Ch Take() noexcept { return at_ != end_ ? *at_++ : '\0'; }
  [[nodiscard]] std::size_t Tell() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  // For reading in place, which is never asked for.
  static Ch* PutBegin() noexcept { return nullptr; }
  static void Put(Ch) noexcept {}
  static void Flush() noexcept {}
  static std::size_t PutEnd(Ch*) noexcept { return 0; }

 private:
  const char* begin_;
  const char* at_;
  const char* end_;
};

// The source of a `builder`.
class text_source {
 public:
  explicit text_source(std::string_view text) noexcept : text_(text), stream_(text), types_(text) {}

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  // How long the text is.
  [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
  [[nodiscard]] text_stream& stream() noexcept { return stream_; }

  // Goes past bytes before the document.
  void skip(std::size_t bytes) noexcept {
    for (; bytes > 0; --bytes) stream_.Take();
    end_ = stream_.Tell();
  }
  // To be called at each event: it begins after the last one, white space and separators.
  void advance() noexcept {
    find_begin();
    end_ = stream_.Tell();
  }
  // The same at a brace or bracket, which RapidJSON takes before some of its events and after others.
  void advance_bracket() noexcept {
    find_begin();
    end_ = begin_ + 1;
  }
  [[nodiscard]] std::size_t position() const noexcept { return begin_; }
  [[nodiscard]] std::string_view resource_type() { return types_.find(begin_); }
  [[nodiscard]] std::string_view raw(std::size_t from) const noexcept { return text_.substr(from, end_ - from); }
  // Whether a view is of the text itself.
  [[nodiscard]] bool lasts(std::string_view json) const noexcept {
    return json.data() >= text_.data() && json.data() + json.size() <= text_.data() + text_.size();
  }
  [[nodiscard]] const char* lasting(std::string_view decoded) const noexcept {
    const std::size_t first = begin_ + (text_[begin_] == '"' ? 1 : 0);
    return text_.substr(first, decoded.size()) == decoded ? text_.data() + first : nullptr;
  }

 private:
  void find_begin() noexcept {
    begin_ = end_;
    while (begin_ < text_.size() && is_between(text_[begin_])) ++begin_;
  }
  static bool is_between(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':';
  }

  std::string_view text_;
  text_stream stream_;
  type_finder types_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

// RapidJSON's events, each with its place, to a builder.
template <class Builder>
class text_events {
 public:
  using Ch = char;
  using size_type = RAPIDJSON_NAMESPACE::SizeType;

  text_events(text_source& source, Builder& builder) noexcept : source_(source), builder_(builder) {}

  bool Null() { return scalar(json_kind::null, {}); }
  bool Bool(bool truth) { return scalar(json_kind::boolean, truth ? "true" : "false"); }
  bool RawNumber(const Ch* digits, size_type size, bool) { return scalar(json_kind::number, {digits, size}); }
  bool String(const Ch* text, size_type size, bool) { return scalar(json_kind::string, {text, size}); }
  bool Key(const Ch* name, size_type size, bool) {
    source_.advance();
    return builder_.key({name, size});
  }
  bool StartObject() { return source_.advance_bracket(), builder_.start_object(); }
  bool EndObject(size_type) { return source_.advance_bracket(), builder_.end_object(); }
  bool StartArray() { return source_.advance_bracket(), builder_.start_array(); }
  bool EndArray(size_type) { return source_.advance_bracket(), builder_.end_array(); }
  // Never called: numbers come as text.
  static bool Int(int) { return false; }
  static bool Uint(unsigned) { return false; }
  static bool Int64(std::int64_t) { return false; }
  static bool Uint64(std::uint64_t) { return false; }
  static bool Double(double) { return false; }

 private:
  bool scalar(json_kind kind, std::string_view text) {
    source_.advance();
    return builder_.scalar(kind, text);
  }

  text_source& source_;
  Builder& builder_;
};

// Reads the whole text as events to the builder; tells it what is no JSON.
template <class Builder>
void parse(text_source& source, Builder& builder) {
  using namespace RAPIDJSON_NAMESPACE;
  text_events<Builder> events(source, builder);
  Reader reader;
  const ParseResult parsed = reader.Parse<kParseIterativeFlag | kParseNumbersAsStringsFlag>(source.stream(), events);
  const std::string_view text = source.text();
  const auto fail = [&builder, text](std::size_t offset) {
    const syntax_fault fault = syntax_explainer(text, offset).explain();
    builder.add(issue_severity::fatal, issue_type::structure, {fault.text}, fault.offset);
  };
  if (parsed.IsError()) {
    // The builder has said why it stopped.
    if (parsed.Code() == kParseErrorTermination) return;
    if (parsed.Code() == kParseErrorNumberTooBig)
      builder.add(issue_severity::fatal, issue_type::structure,
                  {"a number beyond the range of a double: it cannot be read"}, parsed.Offset());
    else
      fail(parsed.Offset());
  } else if (source.stream().Tell() != text.size()) {
    fail(source.stream().Tell());
  }
}

}  // namespace fhirops::detail
