#pragma once
// One line for each event, on standard error: what happened, and no secret of it.

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <string>
#include <string_view>

namespace host {

// Text that others sent, as it can stand in a line: no control characters, no quote, no blank, not without
// end.
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

class log {
 public:
  // `what=...` pairs; the time stands before them.
  void line(std::string_view what) {
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto millis =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> time{};
    std::strftime(time.data(), time.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::array<char, 8> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(millis));
    std::string text = std::string(time.data()) + fraction.data() + ' ' + std::string(what) + '\n';
    // One write a line, so that lines of many threads, and of many processes, stay whole.
    const std::lock_guard lock(mutex_);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }

 private:
  std::mutex mutex_;
};

}  // namespace host
