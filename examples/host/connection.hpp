#pragma once
// A connection with a client, with a limit to everything: httplib's own would wait for a slow client as long
// as it sends one byte before each time-out.

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "request_head.hpp"

namespace host {

struct limits {
  std::size_t connections = 64;
  std::size_t head_bytes = 16384;
  std::size_t body_bytes = std::size_t{1} << 20U;
  std::chrono::milliseconds idle{30000};     // between two requests of a connection
  std::chrono::milliseconds request{10000};  // for a whole head, and again for a whole body
  std::chrono::milliseconds send{30000};     // for each piece of an answer, of about 64 KiB
  std::chrono::milliseconds grace{10000};    // for answers that are under way when the host is to stop
};

class connection final : public httplib::Stream {
 public:
  using clock = std::chrono::steady_clock;

  connection(int socket, const limits& allowed) : socket_(socket), limits_(allowed) {
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection() override { ::close(socket_); }

  // Whether a request begins before the idle time is over.
  bool await_request() {
    deadline_ = clock::now() + limits_.idle;
    return !buffer_.empty() || receive();
  }

  // Reads the head of a request. Nothing, and no text in the head, where the client went away.
  std::optional<refused> receive_head(request_head& head) {
    deadline_ = clock::now() + limits_.request;
    if (buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
    for (std::size_t seen = 0;;) {
      const std::size_t end = buffer_.find("\r\n\r\n", seen > 3 ? seen - 3 : 0);
      if (end != std::string::npos && end + 4 <= limits_.head_bytes) {
        head.text = buffer_.substr(0, end + 4);
        buffer_.erase(0, end + 4);
        break;
      }
      if (end != std::string::npos || buffer_.size() >= limits_.head_bytes)
        return buffer_.find('\n') > limits_.head_bytes / 2 ? refused{414, "the URL is too long: send a POST"}
                                                           : refused{431, "the headers are too long"};
      seen = buffer_.size();
      if (receive()) continue;
      if (late_) return refused{408, "the request did not come in time"};
      return std::nullopt;
    }
    auto wrong = read_head(head);
    // What httplib asks for first.
    reduced_ = reduced(head);
    given_ = 0;
    deadline_ = clock::now() + limits_.request;
    return wrong;
  }

  ssize_t read(char* to, std::size_t size) override {
    if (given_ < reduced_.size()) {
      const std::size_t count = reduced_.copy(to, size, given_);
      given_ += count;
      return static_cast<ssize_t>(count);
    }
    if (buffer_.empty() && !receive()) return -1;
    const std::size_t count = buffer_.copy(to, size);
    buffer_.erase(0, count);
    return static_cast<ssize_t>(count);
  }

  // All of it, or failure.
  ssize_t write(const char* from, std::size_t size) override {
    const auto end = clock::now() + limits_.send;
    for (std::size_t sent = 0; sent < size;) {
      const ssize_t count = ::send(socket_, from + sent, size - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (count > 0) {
        sent += static_cast<std::size_t>(count);
        written_ += static_cast<std::size_t>(count);
      } else if ((errno != EAGAIN && errno != EINTR) || !wait(POLLOUT, end)) {
        broken_ = true;
        return -1;
      }
    }
    return static_cast<ssize_t>(size);
  }

  [[nodiscard]] bool is_readable() const override { return !broken_; }
  [[nodiscard]] bool is_writable() const override { return !broken_; }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  [[nodiscard]] socket_t socket() const override { return 0; }  // httplib fears numbers above 1023

  // Ends it so that the client has all that was sent to it, though it may still be sending.
  void finish() {
    if (::shutdown(socket_, SHUT_WR) != 0) return;
    deadline_ = clock::now() + std::chrono::seconds(1);
    for (std::size_t drained = 0; drained < limits_.body_bytes; drained += buffer_.size()) {
      buffer_.clear();
      if (!receive()) break;
    }
  }
  // Ends it so that the client cannot take what it has for the whole answer.
  void abort() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  // By another thread: nothing more will be read; what is under way is still sent.
  void stop_reading() { ::shutdown(socket_, SHUT_RD); }
  void break_off() { ::shutdown(socket_, SHUT_RDWR); }

  [[nodiscard]] std::size_t written() const { return written_; }
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  // More bytes into the buffer; false where none come before the deadline.
  bool receive() {
    char bytes[4096];
    for (;;) {
      const ssize_t count = ::recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT);
      if (count > 0) {
        buffer_.append(bytes, static_cast<std::size_t>(count));
        return true;
      }
      if (count == 0 || (errno != EAGAIN && errno != EINTR) || !wait(POLLIN, deadline_)) return false;
    }
  }
  bool wait(short what, clock::time_point end) {
    for (;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - clock::now()).count();
      late_ = left <= 0;
      if (late_) return false;
      pollfd watched{socket_, what, 0};
      const int ready = ::poll(&watched, 1, static_cast<int>(left));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
  }

  int socket_;
  const limits& limits_;
  clock::time_point deadline_;
  std::string buffer_;   // received, and not yet read
  std::string reduced_;  // the head for httplib
  std::size_t given_ = 0;
  std::size_t written_ = 0;
  bool late_ = false;
  bool broken_ = false;
};

}  // namespace host
