#pragma once
// Writes JSON text to a sink: escapes, UTF-8, commas, indentation.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "fhirops/core/compact_json.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/json/sink.hpp"

namespace fhirops::detail {

// Has roughly the functions of a RapidJSON handler, and in addition accepts slices of ready-made JSON.
class text_out {
 public:
  template <Sink T>
  text_out(T& sink, write_options options) noexcept : text_out(sink_ref(sink), options) {}
  text_out(sink_ref sink, write_options options) noexcept : sink_(sink), indent_(options.indent()) {}
  text_out(const text_out&) = delete;
  text_out& operator=(const text_out&) = delete;

  void start_object() { open('{'); }
  void end_object() { close('}'); }
  void start_array() { open('['); }
  void end_array() { close(']'); }

  // Writes a name: `prefix` is `_` or empty, `suffix` is the type of a choice; neither needs escapes.
  void key(std::string_view prefix, std::string_view name, std::string_view suffix) {
    separate();
    char* to = reserve(prefix.size() + name.size() + suffix.size() + 4);
    *to++ = '"';
    for (const std::string_view part : {prefix, name, suffix}) to = put_as_is(to, part);
    used_ = static_cast<std::size_t>(to - buffer_);
    put('"');
    after_key();
  }
  void raw_key(std::string_view quoted) {
    separate();
    put(quoted);
    after_key();
  }
  void text_key(std::string_view name) {
    separate();
    put('"');
    escaped(name);
    put('"');
    after_key();
  }
  void text(std::string_view value) {
    separate();
    put('"');
    escaped(value);
    put('"');
    pending_comma_ = true;
  }
  // Writes a number, a literal, or a string with its quotes.
  void raw(std::string_view json) {
    separate();
    put(json);
    pending_comma_ = true;
  }
  // Copies a whole JSON text, without the white space between its tokens. Returns false, having written nothing, if the output is
  // indented.
  bool verbatim(std::string_view json, bool is_compact) {
    if (indent_ > 0) return false;
    separate();
    if (is_compact)
      put(json);
    else
      compact(json);
    pending_comma_ = true;
    return true;
  }
  void number(std::string_view digits) { raw(digits); }
  void boolean(bool truth) { raw(truth ? "true" : "false"); }
  void null() { raw("null"); }
  // For writers of compact JSON that write into the buffer themselves: a cursor with the next position and the end of the buffer,
  // and the position up to which they wrote. `space` makes sure that `size` bytes fit, at most `capacity`, and keeps the last
  // `kept` bytes in the buffer.
  static constexpr std::size_t piece = 2048;  // bytes of a string that are handled at a time
  static constexpr std::size_t kept = 2048;
  static constexpr std::size_t capacity = 16384;
  [[nodiscard]] char* cursor() noexcept { return buffer_ + used_; }
  [[nodiscard]] char* end() noexcept { return buffer_ + sizeof buffer_; }
  void moved_to(const char* to) noexcept { used_ = static_cast<std::size_t>(to - buffer_); }
  [[nodiscard]] char* space(char* to, std::size_t size) {
    if (static_cast<std::size_t>(end() - to) >= size) [[likely]]
      return to;
    return make_space(to);
  }
  [[nodiscard]] std::size_t& replaced() noexcept { return report_.replaced; }
  // The number of bytes that the sink has received, and a hint of how many will follow. The hint is limited to three times what
  // the sink has.
  [[nodiscard]] std::size_t sent() const noexcept { return report_.bytes; }
  void expect(std::size_t size) { sink_.expect(std::min(size, 3 * report_.bytes)); }
  // The same if the number is not a guess.
  void expect_surely(std::size_t size) { sink_.expect(size); }
  // Calls `write`, which begins without a comma, and returns whether it wrote anything.
  template <class Write>
  bool writes(Write& write) {
    pending_comma_ = false;
    after_key_ = false;
    write();
    return pending_comma_;
  }
  void count_unrepresentable() noexcept { ++report_.unrepresentable; }

  write_report finish() {
    flush();
    return report_;
  }

 private:
  void open(char bracket) {
    separate();
    put(bracket);
    ++depth_;
    pending_comma_ = false;
    empty_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (indent_ > 0 && !empty_) new_line();
    put(bracket);
    pending_comma_ = true;
    empty_ = false;
  }
  void separate() {
    if (after_key_) {
      after_key_ = false;
      return;
    }
    if (pending_comma_) put(',');
    pending_comma_ = false;
    if (indent_ > 0 && depth_ > 0) new_line();
    empty_ = false;
  }
  void after_key() {
    put(':');
    if (indent_ > 0) put(' ');
    after_key_ = true;
  }
  void new_line() {
    put('\n');
    for (std::size_t i = 0; i < depth_ * indent_; ++i) put(' ');
  }

  void escaped(std::string_view value) {
    while (value.size() > piece) {
      // A UTF-8 sequence is never split, even an ill-formed one: its bytes are checked together.
      std::size_t size = piece;
      while (size > piece - 4 && (byte_at(value, size) & 0xC0U) == 0x80U) --size;
      if (size == piece - 4) size = piece;  // no sequence has four continuation bytes
      escaped_piece(value.substr(0, size));
      value.remove_prefix(size);
    }
    escaped_piece(value);
  }
  void escaped_piece(std::string_view value) {
    used_ =
        static_cast<std::size_t>(put_long_text(reserve(value.size() * worst_expansion + 16), value, report_.replaced) - buffer_);
  }
  void compact(std::string_view json) {
    constexpr std::size_t most = 4096;
    json_compactor compactor;
    for (; !json.empty(); json.remove_prefix(std::min(json.size(), most))) {
      const std::string_view next = json.substr(0, most);
      used_ = static_cast<std::size_t>(compactor.put(reserve(next.size() + json_compactor::slack), next) - buffer_);
    }
  }
  // Memory for `size` bytes, at most the size of the buffer.
  char* reserve(std::size_t size) {
    if (size > sizeof buffer_ - used_) flush();
    return buffer_ + used_;
  }

  void put(char c) {
    if (used_ == sizeof buffer_) flush();
    buffer_[used_++] = c;
  }
  void put(std::string_view bytes) {
    if (bytes.size() > sizeof buffer_ - used_) {
      flush();
      if (bytes.size() > sizeof buffer_) return send(bytes);
    }
    if (bytes.empty()) return;  // memcpy must not get a null pointer
    std::memcpy(buffer_ + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }
  void flush() {
    send({buffer_, used_});
    used_ = 0;
  }
  [[gnu::noinline]] char* make_space(char* to) {
    moved_to(to);
    if (used_ <= kept) return to;
    send({buffer_, used_ - kept});
    std::memmove(buffer_, to - kept, kept);
    used_ = kept;
    return cursor();
  }
  void send(std::string_view bytes) {
    if (bytes.empty() || !report_.complete) return;
    report_.complete = sink_.hand(bytes.data(), bytes.size());
    if (report_.complete) report_.bytes += bytes.size();
  }

  sink_ref sink_;
  std::size_t indent_;
  std::size_t depth_ = 0;
  std::size_t used_ = 0;
  write_report report_{};
  bool pending_comma_ = false;
  bool after_key_ = false;
  bool empty_ = true;
  char buffer_[capacity + kept];
};

}  // namespace fhirops::detail
