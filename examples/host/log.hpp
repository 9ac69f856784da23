#pragma once
// Logs each event as one line on standard error, without any secrets.

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <poll.h>
#include <span>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <unistd.h>

namespace host {

// Makes text from others fit for a line of the log: no control characters, quotes or blanks, and a limited length.
inline std::string for_log(std::string_view text) {
  constexpr std::size_t most = 200;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : text.substr(0, most)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7F && c != '"' && c != '\\')
      out += c;
    else
      ((out += "\\x") += digits[byte >> 4U]) += digits[byte & 15U];
  }
  return text.size() > most ? out + "..." : out;
}

// The path of a target in a form that may be logged. Clients put tokens and passwords into every part of a request line, so only
// segments that this server knows are shown, and `*` for all others.
inline std::string path_for_log(std::string_view target, std::span<const std::string_view> known) {
  constexpr std::size_t most_segments = 8;
  if (!target.starts_with('/')) return "-";
  target = target.substr(0, target.find('?'));
  std::string out;
  for (std::size_t count = 0; !target.empty(); ++count) {
    if (count == most_segments) return out += "/...";
    target.remove_prefix(1);
    const std::string_view segment = target.substr(0, target.find('/'));
    target.remove_prefix(segment.size());
    const bool shown = segment.empty() || std::find(known.begin(), known.end(), segment) != known.end();
    (out += '/') += shown ? segment : "*";
  }
  return out;
}

// Never throws and never waits: if the reader of the log stops, the host must not. Lines that could not be written are counted,
// and the next line states their number.
class log {
 public:
  explicit log(int descriptor = STDERR_FILENO) : descriptor_(descriptor) {}

  // `what` consists of `name=value` pairs; the time is put before them. Control characters become blanks.
  void line(std::string_view what) noexcept {
    const std::lock_guard lock(mutex_);
    if (lost_ > 0) {
      std::array<char, 48> text{};
      const int size = std::snprintf(text.data(), text.size(), "event=log-lost lines=%zu", lost_);
      if (!write({text.data(), static_cast<std::size_t>(size)})) return void(++lost_);
      lost_ = 0;
    }
    if (!write(what)) ++lost_;
  }

 private:
  bool write(std::string_view what) noexcept {
    // At most what a pipe takes at once, so that lines of many threads and processes stay whole.
    std::array<char, 2048> text{};
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    size += static_cast<std::size_t>(std::snprintf(text.data() + size, text.size() - size, ".%03dZ ", static_cast<int>(millis)));
    for (const char c : what.substr(0, text.size() - size - 1))
      text[size++] = static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? ' ' : c;
    text[size++] = '\n';
    pollfd watched{descriptor_, POLLOUT, 0};
    if (::poll(&watched, 1, 0) != 1 || (watched.revents & POLLOUT) == 0) return false;
    return ::write(descriptor_, text.data(), size) == static_cast<ssize_t>(size);
  }

  int descriptor_;
  std::mutex mutex_;
  std::size_t lost_ = 0;
};

}  // namespace host
