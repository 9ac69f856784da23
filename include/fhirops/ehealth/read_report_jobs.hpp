#pragma once
// The jobs of an answer of `$get-report-job-status` straight from its text: each entry is read by the fast reader, and
// one that it does not take goes to the general reader, alone. From a whole text or from the buffers of a transport, in
// memory that does not grow with the number of jobs.

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/ehealth/get_report_job_status.hpp"
#include "fhirops/json/reader/fast_object.hpp"
#include "fhirops/json/locate.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/operation/fast_struct.hpp"

namespace fhirops {
namespace detail {

// A place in the whole text, as issues state it.
struct text_place {
  std::size_t offset = 0;
  std::size_t line = 1;
  std::size_t line_start = 0;

  [[nodiscard]] std::size_t column() const noexcept { return offset - line_start + 1; }
  // The place behind this text.
  void pass(std::string_view text) noexcept {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      ++line;
      line_start = offset + at + 1;
    }
    offset += text.size();
  }
};

// Moves what was found in a part of the text to where that part stands: `here` is where it began when
// it was read, `there` where it begins in the whole.
inline void move_issue(issue& found, const text_place& here, const text_place& there) {
  if (found.line == 0 || found.offset < here.offset) return;
  if (found.line == here.line) found.column += there.column() - here.column();
  found.line += there.line - here.line;
  found.offset += there.offset - here.offset;
}

// The text of a fault of the syntax may name the byte at which what is still open begins: moved in the same way.
inline void move_byte(std::string& text, const text_place& here, const text_place& there) {
  constexpr std::string_view before = " that begins at byte ";
  const bool names = text.starts_with("the text ends inside the ") || text.find("\" is expected: the ") == 12;
  const std::size_t at = names ? text.find(before) : std::string::npos;
  if (at == std::string::npos) return;
  const std::size_t first = at + before.size();
  std::size_t byte = 0;
  const auto read = std::from_chars(text.data() + first, text.data() + text.size(), byte);
  if (byte < here.offset) return;
  const auto size = static_cast<std::size_t>(read.ptr - text.data()) - first;
  text.replace(first, size, std::to_string(byte - here.offset + there.offset));
}

// The same of its path: the index of the entry in what was read, `here` or the next, becomes that in the whole; of an entry
// that is not in a list there is none.
inline void number_entry(issue& found, char here, std::size_t there, bool lone = false) {
  const auto number = [&](std::string& path, std::string_view before, std::size_t around) {
    const std::size_t at = before.size();
    if (!std::string_view(path).starts_with(before) || path.size() <= at || path[at] < here || path[at] > here + 1) return;
    if (lone)
      path.erase(at - 1, around);
    else
      path.replace(at, 1, std::to_string(there + static_cast<std::size_t>(path[at] - here)));
  };
  number(found.expression, "Bundle.entry[", 3);
  number(found.pointer, "/entry/", 2);
}

// Where a value ends, in a text that may grow while it is looked for: each byte is looked at once.
// A bracket that does not match ends it too: what is wrong then lies within.
class value_end {
 public:
  // `text` begins where the value does, or white space before it. False where it ends before the value does.
  bool find(std::string_view text) noexcept {
    for (; at_ < text.size(); ++at_) {
      if (in_string_) {
        at_ += find_special(text.data() + at_, text.size() - at_);
        if (at_ == text.size()) return false;
        if (text[at_] == '\\') {
          // The escaped byte goes with it, once it is there.
          if (at_ + 1 == text.size()) return false;
          ++at_;
        } else if (text[at_] == '"') {
          in_string_ = false;
          if (depth_ == 0) return ++at_, true;
        }
        continue;
      }
      const char c = text[at_];
      const bool white = is_json_space(c);
      if (!begun_ && white) continue;
      begun_ = true;
      if (c == '"') {
        in_string_ = true;
      } else if (c == '{' || c == '[') {
        ++depth_;
      } else if (c == '}' || c == ']') {
        if (depth_ == 0) return true;
        if (--depth_ == 0) return ++at_, true;
      } else if (depth_ == 0 && (white || c == ',')) {
        return true;
      }
    }
    return false;
  }
  // Behind the value, once it has been found.
  [[nodiscard]] std::size_t size() const noexcept { return at_; }

 private:
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool begun_ = false;
  bool in_string_ = false;
};

// A whole text.
class text_window {
 public:
  explicit text_window(std::string_view text) noexcept : text_(text) {}
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] static std::size_t begins() noexcept { return 0; }
  static bool more(std::size_t) noexcept { return false; }
  static constexpr bool whole = true;
  // How many entries like the first there may be.
  [[nodiscard]] std::size_t entries_of(std::size_t bytes) const noexcept {
    return text_.size() / (bytes + 1) + 1;
  }

 private:
  std::string_view text_;
};

// What is in hand of a text that comes in buffers.
template <class It, class End>
class buffer_window {
 public:
  buffer_window(It first, End last) : it_(std::move(first)), end_(std::move(last)) {}
  [[nodiscard]] std::string_view text() const noexcept { return held_; }
  // Where in the whole text that begins.
  [[nodiscard]] std::size_t begins() const noexcept { return begins_; }
  [[nodiscard]] static std::size_t entries_of(std::size_t) noexcept { return 0; }
  static constexpr bool whole = false;
  // Adds a buffer, and forgets what stands before `from`.
  bool more(std::size_t from) {
    while (it_ != end_) {
      const std::string_view buffer = *it_;
      if (buffer.empty()) {
        ++it_;
        continue;
      }
      held_.erase(0, from - begins_);
      begins_ = from;
      held_ += buffer;
      ++it_;
      return true;
    }
    return false;
  }

 private:
  It it_;
  End end_;
  std::string held_;
  std::size_t begins_ = 0;
};

// What stands around the entries of a Bundle, of which one is enough to judge it by: the text itself but
// for its entries.
struct bundle_shell {
  static constexpr std::string_view entry = R"({"fullUrl":"x"})";

  std::string text;
  bool has_entries = false;
  text_place here;   // where in `text` goes on what stands behind the entries
  text_place there;  // and where in the whole text that is
  text_place comma;  // of a comma behind the last entry: where in the whole text
};

template <class Job, class Window>
class job_reader {
 public:
  using S = typename Job::storage;

  job_reader(Window window, read_options options, text_pool* pool, bool expect)
      : window_(std::move(window)),
        options_(options),
        pool_(pool),
        expect_(expect && options.max_depth() >= deepest_expected),
        found_(options.max_issues()),
        steps_(options.stop()) {}

  // Each job is read into `visit.slot()`, after which comes `taken` or `give_back`; all that was found wrong.
  template <class Visit>
  issues read(Visit&& visit) {
    if (!too_long()) {
      top_level(visit);
      judge_shell();
    }
    return found_.finish();
  }
  [[nodiscard]] bool failed() const noexcept { return found_.failed(); }

 private:
  // ---- the text

  [[nodiscard]] std::string_view rest() const noexcept {
    return window_.text().substr(at_ - window_.begins());
  }
  // Adds to what is in hand; false at the end of the text.
  bool more() {
    if constexpr (Window::whole) return false;
    static_cast<void>(place());
    return !stops(step_counter::between / 8) && window_.more(at_) && !too_long();
  }
  // Where that is. Lines are counted only where somebody asks, or the text is about to go.
  const text_place& place() {
    const std::size_t from = counted_.offset - window_.begins();
    counted_.pass(window_.text().substr(from, at_ - counted_.offset));
    return counted_;
  }
  // Whether to stop, after so many steps more.
  bool stops(std::size_t steps) {
    if (!steps_.stops_after(steps)) [[likely]] return false;
    if (!std::exchange(broken_, true))
      found_.add(whole_text(issue_severity::fatal, issue_type::timeout, stopped_text));
    return true;
  }
  bool too_long() {
    if (window_.begins() + window_.text().size() <= options_.max_bytes()) return false;
    if (!broken_)
      found_.add(whole_text(
          issue_severity::fatal, issue_type::too_long,
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
  // Text that is part of the shell, or between entries.
  void keep(std::string_view text) {
    if (!in_entries_) shell_.text += text;
    at_ += text.size();
  }
  void keep_byte() { keep(rest().substr(0, 1)); }
  // The text of the next value; false where it does not end.
  bool value(std::string_view& text) {
    value_end end;
    while (!end.find(rest()))
      if (!more()) return text = rest(), false;
    text = rest().substr(0, end.size());
    return !text.empty();
  }

  // ---- around the entries

  template <class Visit>
  void top_level(Visit& visit) {
    constexpr std::string_view bom = "\xEF\xBB\xBF";
    while (rest().size() < bom.size() && bom.starts_with(rest()) && more()) continue;
    if (rest().starts_with(bom)) {
      keep(bom);
      plain_ = false;
    }
    if (!(peek() == '{' && (keep_byte(), members(visit)))) return drain();
    keep_byte();
    if (peek() != '\0' || !rest().empty()) drain();
  }
  template <class Visit>
  bool members(Visit& visit) {
    for (;;) {
      std::string_view text;
      if (peek() != '"' || !value(text)) return false;
      const std::string name(text);
      std::string decoded;
      const bool is_entry = string_text(name, decoded) == "entry";
      keep(text);
      if (peek() != ':') return false;
      keep_byte();
      const char first = peek();
      twice_ = twice_ || (is_entry && shell_.has_entries);
      if (is_entry && first == '[' && !shell_.has_entries) {
        if (!entries(visit)) return false;
      } else if (is_entry && first == '{' && !shell_.has_entries && !options_.is_strict()) {
        if (!lone_entry(visit)) return false;
      } else {
        if (!value(text)) return false;
        note(name, text);
        keep(text);
      }
      const char next = peek();
      if (next == '}') return true;
      if (next != ',') return false;
      keep_byte();
    }
  }
  // Whether what stands around the entries says no more than that this is a Bundle.
  void note(std::string_view name, std::string_view text) {
    if (name == "\"resourceType\"" && text == "\"Bundle\"" && !typed_)
      typed_ = true;
    else if (name == "\"type\"" && text == "\"collection\"" && !collection_)
      collection_ = true;
    else
      plain_ = false;
  }
  // What follows cannot be divided into members: the general reader tells why.
  void drain() {
    plain_ = false;
    do {
      keep(rest());
    } while (more());
  }
  void judge_shell() {
    if ((plain_ && typed_) || (broken_ && !unreadable_)) return;
    // Of a text that is broken in an entry, what comes before the entries is judged all the same.
    if (unreadable_) (shell_.text += bundle_shell::entry) += lone_ ? "}" : "]}";
    count_lines(shell_.there);
    count_lines(shell_.comma);
    auto read = from_json<Bundle<Parameters<owned>>>(shell_.text,
                                                     read_options(options_).max_bytes(shell_.text.size()));
    issues modifiers;
    if (read) {
      parameter_reader<owned> reader(options_);
      reader.modifiers().around_entries(*read, {"Bundle", ""});
      modifiers = reader.found().finish();
      locate(modifiers, shell_.text, options_);
    }
    issues found = std::move(read).issues();
    found.append(std::move(modifiers));
    for (issue& each : found) {
      if (unreadable_ && each.code == issue_type::required) continue;  // it may be behind them
      // The entries of one have been visited: no reading can do without them, or say that these were meant.
      if (twice_ && each.pointer == "/entry" && each.severity == issue_severity::warning) each.severity = issue_severity::error;
      if (shell_.has_entries && each.offset >= shell_.here.offset) {
        move_issue(each, shell_.here, shell_.there);
        // Nothing is wrong with the one entry that the shell has: it is behind the last, or in another list.
        if (!twice_) number_entry(each, '1', count_);
      } else if (shell_.comma.offset > 0 && each.offset + 1 == shell_.here.offset) {
        text_place here = shell_.here;
        --here.offset;
        move_issue(each, here, shell_.comma);
        number_entry(each, '1', count_);
      }
      found_.add(std::move(each));
    }
  }

  // ---- the entries

  // From `[` to `]`; false where the text goes on in a way that no list does.
  template <class Visit>
  bool entries(Visit& visit) {
    keep_byte();
    if (peek() == ']') {
      plain_ = false;
      keep_byte();
      return true;
    }
    bool after_comma = false;
    for (;;) {
      const char first = peek();
      // No value can begin so: the shell goes on from here.
      if (first == '\0' || first == ',' || first == ']' || first == '}' || first == ':') break;
      shell_.has_entries = in_entries_ = true;
      if (!readable_entry(visit)) return false;
      after_comma = peek() == ',';
      if (!after_comma) break;
      shell_.comma = shown_place();
      keep_byte();
    }
    const bool whole = peek() == ']' && !after_comma && shell_.has_entries;
    if (shell_.has_entries) leave_entries(after_comma);
    if (whole) keep_byte();
    return whole;
  }
  // One that is not in a list, which lenient reading takes for the only one.
  template <class Visit>
  bool lone_entry(Visit& visit) {
    shell_.has_entries = in_entries_ = lone_ = true;
    plain_ = false;
    if (!readable_entry(visit)) return false;
    leave_entries(false);
    return true;
  }
  template <class Visit>
  bool readable_entry(Visit& visit) {
    if (entry(visit)) return true;
    unreadable_ = !broken_;
    return broken_ = true, false;
  }
  void leave_entries(bool after_comma) {
    shell_.text += bundle_shell::entry;
    if (after_comma) shell_.text += ',';
    shell_.here = text_place{};
    shell_.here.pass(shell_.text);
    in_entries_ = false;
    shell_.there = shown_place();
    if (!after_comma) shell_.comma = {};
  }
  // The place, for an issue that there may be. Of a whole text, lines are counted only if they are asked for.
  text_place shown_place() {
    if constexpr (!Window::whole) return place();
    text_place uncounted;
    uncounted.offset = at_;
    return uncounted;
  }
  void count_lines(text_place& uncounted) {
    if constexpr (Window::whole) {
      const std::size_t offset = std::exchange(uncounted, {}).offset;
      uncounted.pass(window_.text().substr(0, offset));
    }
  }

  // False where nothing can be read behind it: broken JSON.
  template <class Visit>
  bool entry(Visit& visit) {
    const std::size_t index = count_++;
    if (stops(32)) return false;
    if (expect_ && expected_entry(index, visit)) return true;
    value_end end;
    bool grown = false;
    while (!end.find(rest())) {
      if (!more()) {
        if (!broken_) general(rest(), false, index, visit);
        return false;
      }
      grown = true;
    }
    // Now that all of it is there.
    if (grown && expect_ && expected_entry(index, visit)) return true;
    const bool readable = general(rest().substr(0, end.size()), true, index, visit);
    at_ += end.size();
    return readable;
  }
  template <class Visit>
  bool expected_entry(std::size_t index, Visit& visit) {
    fast_cursor cursor(rest(), pool());
    Job& job = visit.slot();
    if (!expected(cursor, job)) return visit.give_back(), false;
    if (index == 0) visit.expect(window_.entries_of(static_cast<std::size_t>(cursor.place() - rest().data())));
    pass_to(cursor.place());
    visit.taken();
    own_pool_ = {};
    return true;
  }
  void pass_to(const char* place) { at_ += static_cast<std::size_t>(place - rest().data()); }

  // `{"fullUrl":"...","resource":{"resourceType":"Parameters","id":"...","parameter":[...]}}`
  bool expected(fast_cursor& cursor, Job& job) {
    std::string_view url;
    std::string_view name;
    if (!cursor.take_literal("{\"fullUrl\":\"")) return expected_anyhow(cursor, job);
    if (!cursor.string(url) || cursor.passes(url) ||
        !cursor.take_literal(",\"resource\":{\"resourceType\":\"Parameters\",\"id\":\"")) {
      return false;
    }
    if (!cursor.string(name)) return false;
    job.id = typename S::string(name);
    return url.ends_with(name) && cursor.take_literal(",\"parameter\":") && report_job(cursor, job) &&
           cursor.take('}') && cursor.take('}');
  }
  // The same with white space, or in another order.
  bool expected_anyhow(fast_cursor& cursor, Job& job) {
    if (!cursor.take('{')) return false;
    std::string url;
    bool has_url = false;
    bool has_resource = false;
    do {
      std::string_view name;
      if (!cursor.key(name)) return false;
      if (name == "fullUrl" && !has_url) {
        has_url = true;
        std::string_view text;
        if (!cursor.take('"') || !cursor.string(text)) return false;
        url = text;
      } else if (name == "resource" && !has_resource) {
        has_resource = true;
        if (!resource(cursor, job)) return false;
      } else {
        return false;
      }
    } while (cursor.take(','));
    return cursor.take('}') && has_resource &&
           (!has_url || std::string_view(url).ends_with(std::string_view(job.id)));
  }
  bool resource(fast_cursor& cursor, Job& job) {
    if (!cursor.take('{')) return false;
    bool typed = false;
    bool has_parameter = false;
    do {
      std::string_view name;
      std::string_view text;
      if (!cursor.key(name)) return false;
      if (name == "parameter" && !has_parameter) {
        has_parameter = true;
        if (!report_job(cursor, job)) return false;
      } else if (!cursor.take('"') || !cursor.string(text)) {
        return false;
      } else if (name == "resourceType" && !typed) {
        typed = true;
        if (text != "Parameters") return false;
      } else if (name == "id" && std::string_view(job.id).empty()) {
        job.id = typename S::string(text);
      } else {
        return false;
      }
    } while (cursor.take(','));
    return cursor.take('}') && typed && has_parameter && !std::string_view(job.id).empty();
  }
  static bool report_job(fast_cursor& cursor, Job& job) {
    if (!cursor.take_literal("[{\"name\":\"reportJob\",\"part\":")) {
      std::string_view name;
      if (!cursor.take('[') || !cursor.take('{') || !cursor.key(name) || name != "name" ||
          !cursor.take('"') || !cursor.string(name) || name != "reportJob" || !cursor.take(',') ||
          !cursor.key(name) || name != "part")
        return false;
    }
    return fast_struct<Job, S>(cursor).list(job) && cursor.take('}') && cursor.take(']');
  }

  // The general way: the same entry in a Bundle of its own.
  template <class Visit>
  bool general(std::string_view text, bool ended, std::size_t index, Visit& visit) {
    std::string alone = R"({"resourceType":"Bundle","type":"collection","entry":[)";
    text_place here;
    here.pass(alone);
    alone += text;
    if (ended) alone += "]}";
    const std::string_view kept =
        pool_ == nullptr ? std::string_view(alone_ = std::move(alone)) : pool_->keep(alone);

    auto bundle = from_json<Bundle<Parameters<S>>>(kept, read_options(options_).max_bytes(kept.size()));
    bool readable = bundle.has_value();
    for (const issue& each : bundle.issues()) readable = readable || each.severity != issue_severity::fatal;
    for (const issue& each : bundle.issues())
      if (each.severity == issue_severity::fatal) readable = false;
    add(bundle.issues(), here, index, lone_);
    if (!bundle) return readable;
    if (!S::owns) pool()->splice(result_access::take_pool(bundle));

    auto jobs = report_jobs<typename Job::input>(*bundle, options_);
    issues found = jobs.issues();
    locate(found, kept, options_);
    add(std::move(found), here, index);
    if (!jobs) return !broken_;
    for (Job& job : *jobs) {
      visit.slot() = std::move(job);
      visit.taken();
    }
    own_pool_ = {};
    return true;
  }
  void add(issues found, const text_place& here, std::size_t index, bool lone = false) {
    for (issue& each : found) {
      broken_ = broken_ || each.code == issue_type::timeout;
      move_issue(each, here, place());
      if (each.severity == issue_severity::fatal) move_byte(each.text, here, place());
      number_entry(each, '0', index, lone);
      found_.add(std::move(each));
    }
  }

  // Where a borrowed job's decoded strings stay: with the result, or until it has been visited.
  text_pool* pool() noexcept { return S::owns ? nullptr : pool_ != nullptr ? pool_ : &own_pool_; }

  // More than the fast reader lets an entry nest: where less is allowed, the general reader counts.
  static constexpr std::size_t deepest_expected = deepest_fast_bracket + 20;

  Window window_;
  read_options options_;
  text_pool* pool_;
  text_pool own_pool_;
  bool expect_;  // false: everything the general way
  issue_collector found_;
  step_counter steps_;

  std::size_t at_ = 0;  // in the whole text
  text_place counted_;  // as far as lines have been counted
  bundle_shell shell_;
  std::string alone_;
  std::size_t count_ = 0;
  bool in_entries_ = false;
  bool plain_ = true;
  bool typed_ = false;
  bool collection_ = false;
  bool lone_ = false;        // the only entry, not in a list
  bool twice_ = false;       // there are more entries, in another member of that name
  bool unreadable_ = false;  // an entry is broken JSON
  bool broken_ = false;      // what is wrong has been told, and nothing more can be
};

// Where jobs are read to: a vector, or one place that a visitor is shown.
template <class Job>
class job_vector {
 public:
  Job& slot() { return jobs_.emplace_back(); }
  // Room for all at once: moving the first ones along would take longer than reading them. It is no more than some
  // two times the text, as no entry with all that a job must have is short.
  void expect(std::size_t count) { jobs_.reserve(count); }
  void taken() noexcept {}
  void give_back() noexcept { jobs_.pop_back(); }
  [[nodiscard]] std::vector<Job>& jobs() noexcept { return jobs_; }

 private:
  std::vector<Job> jobs_;
};
template <class Job, class Visitor>
class job_visit {
 public:
  explicit job_visit(Visitor& visitor) noexcept : visitor_(visitor) {}
  Job& slot() { return job_ = Job{}; }
  static void expect(std::size_t) noexcept {}
  void taken() { visitor_(std::move(job_)); }
  void give_back() noexcept {}

 private:
  Visitor& visitor_;
  Job job_{};
};

template <class Input, Storage S>
using read_job = ReportJob<std::conditional_t<std::is_void_v<Input>, Parameters<S>, Input>, S>;

template <Storage S, class Input>
result<std::vector<read_job<Input, S>>> read_report_jobs(std::string_view text, read_options options,
                                                         bool expect) {
  using Job = read_job<Input, S>;
  job_vector<Job> jobs;
  text_pool pool;
  job_reader<Job, text_window> reader(text_window(text), options, S::owns ? nullptr : &pool, expect);
  issues found = reader.read(jobs);
  if (reader.failed()) return result<std::vector<Job>>(std::move(found));
  return result<std::vector<Job>>(std::move(jobs.jobs()), std::move(found), std::move(pool));
}

template <class T>
concept TextBuffers =
    std::ranges::input_range<T> && std::convertible_to<std::ranges::range_reference_t<T>, std::string_view> &&
    !std::convertible_to<T, std::string_view>;

}  // namespace detail

/// The jobs of an answer, from its text: what `report_jobs(*from_json<Bundle<Parameters<S>>>(text))` gives,
/// at several times its speed where the text is as a server writes it. Every fault of the text and of the
/// jobs is told with its place, as are modifiers that are not understood; where one is an error there are no jobs. `Input` is what the jobs were
/// scheduled with: raw Parameters, or a bound struct.
///
/// Jobs of *borrowed* storage refer to `text`, and to the result for what had escapes.
///
///     const auto jobs = read_report_jobs(answer);
///     if (!jobs) return jobs.issues();
template <Storage S = owned, class Input = void>
[[nodiscard]] auto read_report_jobs(std::string_view text, read_options options = {}) {
  return detail::read_report_jobs<S, Input>(text, options, true);
}
// A view of a temporary would outlive it.
template <Storage S, class Input = void, std::same_as<std::string> Text>
requires(!S::owns) auto read_report_jobs(Text&& text, read_options options = {}) = delete;

/// Calls `visitor` with each job of an answer, `ReportJob&&`, in its order, as soon as it is read; returns
/// everything that was found wrong, each with its place. A job with an error is not visited; those around it
/// are. In memory that does not grow with the number of jobs.
///
/// A *borrowed* job is valid until the visitor returns.
///
///     std::size_t done = 0;
///     const issues found =
///         for_each_report_job(answer, [&done](ReportJob<>&& job) { done += job.status == "DONE"; });
template <Storage S = owned, class Input = void, class Visitor>
requires std::invocable<Visitor&, detail::read_job<Input, S> &&> issues
for_each_report_job(std::string_view text, Visitor&& visitor, read_options options = {}) {
  using Job = detail::read_job<Input, S>;
  detail::job_visit<Job, Visitor> visit(visitor);
  return detail::job_reader<Job, detail::text_window>(detail::text_window(text), options, nullptr, true)
      .read(visit);
}

/// The same for a text that comes in buffers: a range of what converts to `std::string_view`, each valid
/// until the range advances. Holds one entry and one buffer at a time.
template <Storage S = owned, class Input = void, detail::TextBuffers Buffers, class Visitor>
requires std::invocable<Visitor&, detail::read_job<Input, S> &&> issues
for_each_report_job(Buffers&& buffers, Visitor&& visitor, read_options options = {}) {
  using Job = detail::read_job<Input, S>;
  auto first = std::ranges::begin(buffers);
  using Window = detail::buffer_window<decltype(first), decltype(std::ranges::end(buffers))>;
  detail::job_visit<Job, Visitor> visit(visitor);
  return detail::job_reader<Job, Window>(Window(std::move(first), std::ranges::end(buffers)), options,
                                         nullptr, true)
      .read(visit);
}

}  // namespace fhirops
