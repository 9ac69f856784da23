#pragma once
// The text of a Bundle while it is received: the part at hand, how far it has been read, and what is kept of it to be checked at
// the end. Stops when a limit is exceeded, or when the host asks for it.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/bundle/text_position.hpp"
#include "fhirops/bundle/text_window.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/report.hpp"

namespace fhirops::detail {

template <class Window>
class received_text {
 public:
  received_text(Window window, read_options options)
      : window_(std::move(window)),
        stop_(options.stop()),
        options_(options.stop() ? options.stop_when(stop_) : options),
        found_(options.max_issues()),
        steps_(options_.stop()) {}
  // The options refer to `stop_`.
  received_text(const received_text&) = delete;
  received_text& operator=(const received_text&) = delete;

  [[nodiscard]] bool failed() const noexcept { return found_.failed(); }

 protected:
  [[nodiscard]] std::string_view rest() const noexcept { return window_.text().substr(at_ - window_.begins()); }
  // Gets more of the text; false at its end.
  bool more() {
    if constexpr (Window::whole) return false;
    static_cast<void>(position());
    return !stops(step_counter::between / 8) && window_.more(at_) && !too_long();
  }
  // The current position. Lines are counted only when the position is needed, or before the text is removed.
  const text_position& position() {
    const std::size_t from = counted_.offset - window_.begins();
    counted_.pass(window_.text().substr(from, at_ - counted_.offset));
    return counted_;
  }
  // Counts that many more steps, and returns whether to stop.
  bool stops(std::size_t steps) {
    if (!steps_.stops_after(steps)) [[likely]]
      return false;
    if (!std::exchange(broken_, true)) found_.add(whole_text(issue_severity::fatal, issue_type::timeout, stopped_text));
    return true;
  }
  bool too_long() {
    if (window_.begins() + window_.text().size() <= options_.max_bytes()) return false;
    if (!broken_)
      found_.add(whole_text(issue_severity::fatal, issue_type::too_long,
                            too_long_text(window_.begins() + window_.text().size(), options_.max_bytes(), !Window::whole)));
    return broken_ = true;
  }
  // The next byte that is not white space; NUL at the end.
  char peek() {
    for (;;) {
      const std::string_view text = rest();
      const char* const after = skip_space(text.data(), text.data() + text.size());
      const auto space = static_cast<std::size_t>(after - text.data());
      keep(text.substr(0, space));
      if (space < text.size()) return text[space];
      if (!more()) return '\0';
    }
  }
  // Takes text, and keeps it if it belongs to the shell. White space and commas between entries are not kept.
  void keep(std::string_view text) {
    if (!in_entries_) shell_ += text;
    at_ += text.size();
  }
  void keep_byte() { keep(rest().substr(0, 1)); }
  // Takes the text of the next value; false if it does not end.
  bool value(std::string_view& text) {
    value_end end;
    while (!end.find(rest()))
      if (!more()) return text = rest(), false;
    text = rest().substr(0, end.size());
    return !text.empty();
  }

  void pass_to(const char* position) { at_ += static_cast<std::size_t>(position - rest().data()); }
  // The position for a possible issue. In a whole text, lines are counted later, and only if there is an issue.
  text_position position_for_issue() {
    if constexpr (!Window::whole) return position();
    text_position uncounted;
    uncounted.offset = at_;
    return uncounted;
  }
  void count_lines(text_position& uncounted) {
    if constexpr (Window::whole) {
      const std::size_t offset = std::exchange(uncounted, {}).offset;
      uncounted.pass(window_.text().substr(0, offset));
    }
  }

  Window window_;
  stop_memory stop_;
  read_options options_;
  issue_collector found_;
  step_counter steps_;

  std::size_t at_ = 0;     // offset in the whole text
  text_position counted_;  // up to where lines have been counted
  std::string shell_;      // the text around the entries
  bool in_entries_ = false;
  bool broken_ = false;  // the fault has been reported, and nothing after it can be read
};

}  // namespace fhirops::detail
