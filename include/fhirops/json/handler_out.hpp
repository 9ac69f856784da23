#pragma once
// Sends values as events to a RapidJSON handler.

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/json/handler_ref.hpp"
#include "fhirops/primitive/decimal.hpp"

namespace fhirops::detail {

// Has the same functions as `text_out`.
class handler_out {
 public:
  explicit handler_out(handler_ref handler) noexcept : handler_(handler) {}

  [[nodiscard]] bool ok() const noexcept { return ok_; }

  void start_object() {
    item();
    counts_.push_back(0);
    send([this] { return handler_.start_object(); });
  }
  void end_object() {
    const size_type count = pop();
    send([this, count] { return handler_.end_object(count); });
  }
  void start_array() {
    item();
    counts_.push_back(0);
    send([this] { return handler_.start_array(); });
  }
  void end_array() {
    const size_type count = pop();
    send([this, count] { return handler_.end_array(count); });
  }

  void key(std::string_view prefix, std::string_view name, std::string_view suffix) {
    name_.assign(prefix);
    name_ += name;
    name_ += suffix;
    send_key(name_);
  }
  void raw_key(std::string_view quoted) {
    name_.assign(decode_string(quoted.substr(1, quoted.size() - 2)));
    send_key(name_);
  }
  void text_key(std::string_view name) {
    name_ = fit(name);
    send_key(name_);
  }
  void text(std::string_view value) {
    item();
    if (find_ill_formed(value) == std::string_view::npos && value.find('\0') == std::string_view::npos) return send_text(value);
    send_text(fit(value));
  }
  void raw(std::string_view json) {
    switch (json.front()) {
      case '"':
        return text(decode_string(json.substr(1, json.size() - 2)));
      case 't':
      case 'f':
        return boolean(json.front() == 't');
      case 'n':
        return null();
      default:
        return number(json);
    }
  }
  void number(std::string_view digits) {
    item();
    if (handler_.takes_digits())
      send([&] { return handler_.digits(digits.data(), digits.size()); });
    else
      send_number(digits);
  }
  void boolean(bool truth) {
    item();
    send([this, truth] { return handler_.boolean(truth); });
  }
  void null() {
    item();
    send([this] { return handler_.null(); });
  }
  void count_unrepresentable() noexcept {}

 private:
  // Repairs a string as `text_out` does: U+FFFD replaces what FHIR does not allow.
  static std::string fit(std::string_view text) { return without_nul(repaired(text)); }

  using size_type = handler_ref::size_type;

  template <class F>
  void send(F&& event) {
    if (ok_) ok_ = event();
  }
  void send_key(std::string_view name) {
    ++counts_.back();
    keyed_ = true;
    send([&] { return handler_.key(name.data(), static_cast<size_type>(name.size())); });
  }
  void send_text(std::string_view value) {
    const char* text = value.empty() ? "" : value.data();
    send([&] { return handler_.string(text, static_cast<size_type>(value.size())); });
  }
  void send_number(std::string_view digits) {
    std::int64_t whole = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
    const bool integral = read.ec == std::errc() && read.ptr == digits.data() + digits.size() && digits != "-0";
    std::uint64_t large = 0;
    const auto as_large = std::from_chars(digits.data(), digits.data() + digits.size(), large);
    if (!integral && as_large.ec == std::errc() && as_large.ptr == digits.data() + digits.size())
      send([&] { return handler_.large(large); });
    else if (!integral)
      send_double(digits);
    else
      send([&] { return handler_.whole(whole); });
  }
  // Sends a number that a double cannot represent as a string, so that no digits are lost.
  void send_double(std::string_view digits) {
    const double value = decimal_to_double(digits);
    if (value <= std::numeric_limits<double>::max() && value >= std::numeric_limits<double>::lowest())
      send([&] { return handler_.real(value); });
    else
      send_text(digits);
  }
  // Counts an item of an array; members of an object are counted by their names.
  void item() {
    if (!keyed_ && !counts_.empty()) ++counts_.back();
    keyed_ = false;
  }
  size_type pop() {
    const size_type count = counts_.back();
    counts_.pop_back();
    return count;
  }

  handler_ref handler_;
  std::string name_;
  std::vector<size_type> counts_;
  bool keyed_ = false;
  bool ok_ = true;
};

}  // namespace fhirops::detail
