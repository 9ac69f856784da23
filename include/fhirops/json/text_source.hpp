#pragma once
// Feeds a JSON text to RapidJSON's reader, with the position of every event.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <rapidjson/reader.h>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/syntax.hpp"
#include "fhirops/json/type_finder.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

// A RapidJSON stream over a text without a terminating NUL. It is a type of our own because RapidJSON changes the code for its
// own streams if the host defines certain macros: with RAPIDJSON_SSE2 it accepts control characters.
class text_stream {
 public:
  using Ch = char;
  explicit text_stream(std::string_view text) noexcept
      : begin_(text.data()), at_(text.data()), stop_(text.data() + text.size()), end_(stop_) {}

  [[nodiscard]] Ch Peek() const noexcept { return at_ != stop_ ? *at_ : replaced_ != 0 ? '0' : '\0'; }
  Ch Take() noexcept {
    if (at_ != stop_) return *at_++;
    if (replaced_ == 0) return '\0';
    at_ += std::exchange(replaced_, 0);
    stop_ = end_;
    return '0';
  }
  [[nodiscard]] std::size_t Tell() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  // Makes RapidJSON read a plain `0` instead of the number at `offset`, which must not be before the current position.
  void replace_number(std::size_t offset, std::size_t size) noexcept {
    stop_ = begin_ + offset;
    replaced_ = size;
  }
  // Required for parsing in place, which is never used.
  static Ch* PutBegin() noexcept { return nullptr; }
  static void Put(Ch) noexcept {}
  static void Flush() noexcept {}
  static std::size_t PutEnd(Ch*) noexcept { return 0; }

 private:
  const char* begin_;
  const char* at_;
  const char* stop_;  // the end of the text, or a number that is replaced
  const char* end_;
  std::size_t replaced_ = 0;  // the length of that number
};

// The length of the JSON number at the start of the text; 0 if there is none, or if it is incomplete.
inline std::size_t number_size(std::string_view text) noexcept {
  const char* const end = number_end(text.data(), text.data() + text.size());
  return end == nullptr ? 0 : static_cast<std::size_t>(end - text.data());
}

// The `Source` of a `builder`.
// A template, so that only units that use it compile it.
template <class = void>
class basic_text_source {
 public:
  explicit basic_text_source(std::string_view text) noexcept : text_(text), stream_(text), types_(text) { look_ahead(); }

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  // The length of the text in bytes.
  [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
  [[nodiscard]] text_stream& stream() noexcept { return stream_; }

  // Skips bytes before the document, such as a byte order mark.
  void skip(std::size_t bytes) noexcept {
    for (; bytes > 0; --bytes) stream_.Take();
    end_ = stream_.Tell();
    look_ahead();
  }
  // Called at each event, which begins after the previous one, white space and separators.
  void advance() noexcept {
    begin_ = next_;
    end_ = stream_.Tell();
    look_ahead();
  }
  // The same for a brace or bracket, which RapidJSON consumes before some of its events and after others.
  void advance_bracket() noexcept {
    begin_ = next_;
    end_ = begin_ + 1;
    look_ahead();
  }
  [[nodiscard]] std::size_t position() const noexcept { return begin_; }
  // The text of a scalar other than a string.
  [[nodiscard]] std::string_view token() const noexcept { return text_.substr(begin_, end_ - begin_); }
  [[nodiscard]] std::string_view resource_type() { return types_.find(begin_); }
  [[nodiscard]] std::string_view raw(std::size_t from) const noexcept { return text_.substr(from, end_ - from); }
  // Whether a view refers to the text itself.
  [[nodiscard]] bool is_stable(std::string_view json) const noexcept {
    return json.data() >= text_.data() && json.data() + json.size() <= text_.data() + text_.size();
  }
  [[nodiscard]] const char* stable(std::string_view decoded) const noexcept {
    const std::size_t first = begin_ + (text_[begin_] == '"' ? 1 : 0);
    return text_.substr(first, decoded.size()) == decoded ? text_.data() + first : nullptr;
  }

 private:
  // RapidJSON refuses numbers that a double cannot represent, even when it only returns their text, and is slow for long
  // exponents. So it is never shown such numbers.
  void look_ahead() noexcept {
    next_ = end_;
    while (next_ < text_.size() && is_between(text_[next_])) ++next_;
    if (next_ == text_.size() || !(is_digit(text_[next_]) || text_[next_] == '-')) return;
    const std::string_view rest = text_.substr(next_);
    const std::size_t size = number_size(rest);
    const char after = size < rest.size() ? rest[size] : '\0';
    if (is_of_number(after)) return;
    constexpr std::size_t harmless = 300;
    if (size > harmless || rest.substr(0, size).find_first_of("eE") != std::string_view::npos)
      stream_.replace_number(next_, size);
  }
  static bool is_between(char c) noexcept { return is_json_space(c) || c == ',' || c == ':'; }

  std::string_view text_;
  text_stream stream_;
  type_finder types_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t next_ = 0;  // where the next event begins
};
using text_source = basic_text_source<>;

// Passes RapidJSON's events, each with its position, to a builder.
template <class Builder>
class text_events {
 public:
  using Ch = char;
  using size_type = RAPIDJSON_NAMESPACE::SizeType;

  text_events(text_source& source, Builder& builder) noexcept : source_(source), builder_(builder) {}

  bool Null() { return scalar(json_kind::null, {}); }
  bool Bool(bool truth) { return scalar(json_kind::boolean, truth ? "true" : "false"); }
  bool RawNumber(const Ch*, size_type, bool) {
    source_.advance();
    return builder_.scalar(json_kind::number, source_.token());
  }
  bool String(const Ch* text, size_type size, bool) { return scalar(json_kind::string, {text, size}); }
  bool Key(const Ch* name, size_type size, bool) {
    source_.advance();
    return builder_.key({name, size});
  }
  bool StartObject() { return source_.advance_bracket(), builder_.start_object(); }
  bool EndObject(size_type) { return source_.advance_bracket(), builder_.end_object(); }
  bool StartArray() { return source_.advance_bracket(), builder_.start_array(); }
  bool EndArray(size_type) { return source_.advance_bracket(), builder_.end_array(); }
  // Never called: numbers are passed as text.
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

// Memory for the stack of RapidJSON's reader. RapidJSON's own allocator writes to a null pointer if memory runs out; this one
// throws `std::bad_alloc`.
struct reader_memory {
  static constexpr bool kNeedFree = true;

  static void* Malloc(std::size_t size) { return size == 0 ? nullptr : ::operator new(size); }
  static void* Realloc(void* old, std::size_t old_size, std::size_t size) {
    void* const grown = Malloc(size);
    if (old != nullptr && grown != nullptr) std::memcpy(grown, old, old_size < size ? old_size : size);
    Free(old);
    return grown;
  }
  static void Free(void* memory) noexcept { ::operator delete(memory); }
};

// Reads the whole text, sends its events to the builder, and reports a syntax error to it.
template <class Builder>
void parse(text_source& source, Builder& builder) {
  using namespace RAPIDJSON_NAMESPACE;
  text_events<Builder> events(source, builder);
  GenericReader<UTF8<>, UTF8<>, reader_memory> reader;
  const ParseResult parsed = reader.Parse < kParseIterativeFlag | kParseNumbersAsStringsFlag > (source.stream(), events);
  const std::string_view text = source.text();
  const auto fail = [&builder, text](std::size_t offset) {
    const syntax_fault fault = syntax_explainer(text, offset).explain();
    builder.add(issue_severity::fatal, issue_type::structure, {fault.text}, fault.offset);
  };
  if (parsed.IsError()) {
    // The builder has reported why it stopped.
    if (parsed.Code() == kParseErrorTermination) return;
    fail(parsed.Offset());
  } else if (source.stream().Tell() != text.size()) {
    fail(source.stream().Tell());
  }
}

}  // namespace fhirops::detail
