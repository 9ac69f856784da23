#pragma once
// Reads the text around the entries of a Bundle. It is only split into members at first. At the end, the general reader reads it,
// with one entry instead of all, unless it says nothing but that this is a Bundle of the expected type.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/bundle/received_text.hpp"
#include "fhirops/bundle/text_position.hpp"
#include "fhirops/core/decode.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/locate.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

template <class Window>
class bundle_envelope : public received_text<Window> {
 public:
  // `type` is the expected type of the Bundle; any other is reported at the end. Modifiers are reported if the library reads what
  // they may change, but not if it hands that to the host unread.
  bundle_envelope(Window window, read_options options, std::string_view type, bool reports_modifiers)
      : base(std::move(window), options), type_(type), reports_modifiers_(reports_modifiers) {}

  // Calls `entry` at the start of each entry, to read it; it returns false if nothing after the entry can be read. Returns all
  // issues.
  template <class Entry>
  issues read(Entry entry) {
    if (!too_long()) {
      top_level(entry);
      judge_shell();
    }
    return found_.finish();
  }

 protected:
  using base = received_text<Window>;
  using base::at_;
  using base::broken_;
  using base::found_;
  using base::in_entries_;
  using base::more;
  using base::options_;
  using base::position;
  using base::rest;
  using base::stops;
  using base::too_long;
  using base::window_;

  std::size_t count_ = 0;  // number of entries
  std::size_t list_ = 0;   // where their list begins
  bool lone_ = false;      // the member is a single entry, not a list

 private:
  using base::count_lines;
  using base::keep;
  using base::keep_byte;
  using base::peek;
  using base::shell_;
  using base::position_for_issue;
  using base::value;

  template <class Entry>
  void top_level(Entry& entry) {
    constexpr std::string_view bom = "\xEF\xBB\xBF";
    while (rest().size() < bom.size() && bom.starts_with(rest()) && more()) continue;
    if (rest().starts_with(bom)) {
      keep(bom);
      plain_ = false;
    }
    if (!(peek() == '{' && (keep_byte(), members(entry)))) return drain();
    keep_byte();
    if (peek() != '\0' || !rest().empty()) drain();
  }
  template <class Entry>
  bool members(Entry& entry) {
    for (;;) {
      std::string_view content;
      if (peek() != '"' || !value(content)) return false;
      const std::string name(content);
      std::string decoded;
      const bool is_entry = string_text(name, decoded) == "entry";
      keep(content);
      if (peek() != ':') return false;
      keep_byte();
      const char first = peek();
      twice_ = twice_ || (is_entry && has_entries_);
      if (is_entry && first == '[' && !has_entries_) {
        if (!entries(entry)) return false;
      } else if (is_entry && first == '{' && !has_entries_ && !options_.is_strict()) {
        if (!lone_entry(entry)) return false;
      } else {
        if (!value(content)) return false;
        note(name, content);
        keep(content);
      }
      const char next = peek();
      if (next == '}') return true;
      if (next != ',') return false;
      keep_byte();
    }
  }
  // Remembers whether the text around the entries says anything beyond that this is a Bundle.
  void note(std::string_view name, std::string_view content) {
    if (name == "\"resourceType\"" && content == "\"Bundle\"" && !typed_)
      typed_ = true;
    else if (name == "\"type\"" && content.size() == type_.size() + 2 && content.substr(1, type_.size()) == type_ && !has_type_)
      has_type_ = true;
    else
      plain_ = false;
  }
  // The rest cannot be split into members: the general reader reports why.
  void drain() {
    plain_ = false;
    do {
      keep(rest());
    } while (more());
  }
  void judge_shell() {
    if ((plain_ && typed_) || (broken_ && !unreadable_)) return;
    // Even if the text is broken within an entry, the part before the entries is checked.
    if (unreadable_) (shell_ += stand_in) += lone_ ? "}" : "]}";
    count_lines(there_);
    count_lines(comma_);
    auto read = from_json<Bundle<Parameters<owned>>>(shell_, read_options(options_).max_bytes(shell_.size()));
    issues modifiers;
    if (read && reports_modifiers_) {
      parameter_reader<owned> reader(options_);
      reader.modifiers().around_entries(*read, {"Bundle", ""});
      modifiers = reader.found().finish();
      locate_in(modifiers, shell_, &type_table<Bundle<Parameters<owned>>>(), options_);
    }
    issues found = std::move(read).issues();
    found.append(std::move(modifiers));
    for (issue& each : found) {
      if (unreadable_ && each.code == issue_type::required) continue;  // it may come after the entries
      if (unreadable_ && each.code == issue_type::timeout) continue;   // why nothing more is read has been said
      // There are two lists, and the entries of one have been visited already: a warning that they were dropped would be wrong.
      if (twice_ && each.pointer == "/entry" && each.severity == issue_severity::warning) each.severity = issue_severity::error;
      if (has_entries_ && each.offset >= here_.offset) {
        move_issue(each, here_, there_);
        if (each.severity == issue_severity::fatal) move_byte(each.text, here_, there_, list_);
        // The entry in the shell has no faults: the issue is about what follows the last entry, or about another list.
        if (!twice_) number_entry(each, '1', count_);
      } else if (comma_.offset > 0 && each.offset + 1 == here_.offset) {
        text_position here = here_;
        --here.offset;
        move_issue(each, here, comma_);
        number_entry(each, '1', count_);
      }
      found_.add(std::move(each));
    }
  }

  // Reads from `[` to `]`; false if the text continues in a way that is not a list.
  template <class Entry>
  bool entries(Entry& entry) {
    list_ = at_;
    keep_byte();
    if (peek() == ']') {
      plain_ = false;
      keep_byte();
      return true;
    }
    bool after_comma = false;
    for (;;) {
      const char first = peek();
      // No value begins with this character: the shell continues here.
      if (first == '\0' || first == ',' || first == ']' || first == '}' || first == ':') break;
      has_entries_ = in_entries_ = true;
      if (!readable_entry(entry)) return false;
      after_comma = peek() == ',';
      if (!after_comma) break;
      comma_ = position_for_issue();
      keep_byte();
    }
    const bool whole = peek() == ']' && !after_comma && has_entries_;
    if (has_entries_) leave_entries(after_comma);
    if (whole) keep_byte();
    return whole;
  }
  // Reads an entry that is not in a list; lenient reading accepts it as the only one.
  template <class Entry>
  bool lone_entry(Entry& entry) {
    has_entries_ = in_entries_ = lone_ = true;
    plain_ = false;
    if (!readable_entry(entry)) return false;
    leave_entries(false);
    return true;
  }
  template <class Entry>
  bool readable_entry(Entry& entry) {
    if (entry(count_++)) return true;
    unreadable_ = !broken_;
    return broken_ = true, false;
  }
  void leave_entries(bool after_comma) {
    shell_ += stand_in;
    if (after_comma) shell_ += ',';
    here_ = text_position{};
    here_.pass(shell_);
    in_entries_ = false;
    there_ = position_for_issue();
    if (!after_comma) comma_ = {};
  }

  // One entry in the shell is enough to check everything around the entries.
  static constexpr std::string_view stand_in = R"({"fullUrl":"x"})";

  std::string_view type_;
  bool reports_modifiers_;
  text_position here_;   // where the text after the entries begins in the shell
  text_position there_;  // where it begins in the whole text
  text_position comma_;  // position of a comma after the last entry, in the whole text
  bool has_entries_ = false;
  bool plain_ = true;
  bool typed_ = false;
  bool has_type_ = false;
  bool twice_ = false;       // another member of this name has more entries
  bool unreadable_ = false;  // an entry is not JSON
};

}  // namespace fhirops::detail
