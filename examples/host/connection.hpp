#pragma once
// A connection with a client, with limits on the size and the time of everything.

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "chunked.hpp"
#include "pace.hpp"
#include "request_head.hpp"

namespace host {

struct limits {
  std::size_t connections = 64;
  std::size_t head_bytes = 16384;
  std::size_t body_bytes = std::size_t{1} << 20U;
  std::chrono::milliseconds idle{30000};     // between two requests of a connection
  std::chrono::milliseconds request{10000};  // for a whole head, and again for a whole body
  std::chrono::milliseconds send{30000};     // for the client to take each 64 KiB of an answer
  std::chrono::milliseconds work{10000};     // for reading and checking a body
  std::chrono::milliseconds answer{300000};  // for a whole answer, from the end of its request
  std::chrono::milliseconds grace{10000};    // for answers in progress when the host is stopped
};

class connection final {
 public:
  using clock = std::chrono::steady_clock;
  using time_source = clock::time_point (*)();

  // Closes the socket at the end. `now` is the clock; tests use their own.
  connection(int socket, const limits& allowed, time_source now = &clock::now) noexcept
      : socket_(socket), limits_(allowed), now_(now), pace_(allowed.send) {
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    // An answer stays in this program, under its time limits, rather than in a kernel buffer of megabytes.
    const int most_unsent = 131072;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most_unsent, sizeof most_unsent);
  }
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  ~connection() { ::close(socket_); }

  // Waits until a request begins; false if the idle time is over.
  bool await_request() {
    deadline_ = now_() + limits_.idle;
    answer_due_ = clock::time_point::max();
    return !buffer_.empty() || receive();
  }

  // Reads the head of a request. If the client went away, returns nothing, and the head has no text.
  std::optional<refused> receive_head(request_head& head) {
    deadline_ = now_() + limits_.request;
    bool begun = false;
    for (std::size_t seen = 0;;) {
      // One empty line may come before a request (RFC 9112, section 2.2).
      if (!begun && buffer_.size() >= 2) {
        begun = true;
        if (buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
      }
      const std::size_t end = buffer_.find("\r\n\r\n", seen > 3 ? seen - 3 : 0);
      if (end != std::string::npos && end + 4 <= limits_.head_bytes) {
        head.text = buffer_.substr(0, end + 4);
        buffer_.erase(0, end + 4);
        return read_head(head);
      }
      if (end != std::string::npos || buffer_.size() >= limits_.head_bytes)
        return buffer_.find('\n') > limits_.head_bytes / 2 ? refused{414, "the URL is too long: send a POST"}
                                                           : refused{431, "the headers are too long"};
      seen = buffer_.size();
      if (receive()) continue;
      if (late_) return refused{408, "the request did not come in time"};
      return std::nullopt;
    }
  }

  // Reads the body that the head announced.
  std::optional<refused> receive_body(const request_head& head, std::string& body) {
    deadline_ = now_() + limits_.request;
    if (head.expects_100 && buffer_.empty() && !write("HTTP/1.1 100 Continue\r\n\r\n")) return not_whole();
    // At most twice the limit, however it is cut into chunks.
    chunked_body chunks(limits_.body_bytes, limits_.body_bytes + limits_.head_bytes);
    for (;;) {
      std::string_view received = buffer_;
      if (head.chunked) {
        if (auto wrong = chunks.take(received, body)) return wrong;
      } else {
        received = received.substr(0, head.length - body.size());
        body += received;
        received.remove_prefix(received.size());
      }
      buffer_.erase(0, static_cast<std::size_t>(received.data() - buffer_.data()));
      if (head.chunked ? chunks.whole() : body.size() == head.length) return std::nullopt;
      if (!receive()) return not_whole();
    }
  }

  // Starts the time limits of an answer: for each piece, and for the whole.
  void begin_answer() {
    answer_due_ = now_() + limits_.answer;
    pace_.restart(taken(), now_());
  }
  // Sends all of the text, or fails. With `more`, it may wait in the kernel for the text that follows.
  bool write(std::string_view text, bool more = false) {
    if (unsent() == 0) pace_.restart(written_, now_());
    while (!text.empty() && !broken()) {
      const ssize_t count = ::send(socket_, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL | (more ? MSG_MORE : 0));
      if (count > 0) {
        text.remove_prefix(static_cast<std::size_t>(count));
        written_ += static_cast<std::size_t>(count);
      } else if (errno == EAGAIN) {
        wait_for_client();
      } else if (errno != EINTR) {
        lost_ = true;
      }
      // Checked even if all goes well: an endless answer has a limit too.
      if (answer_due_ < now_()) cut("the answer took longer than --answer-seconds");
    }
    return !broken();
  }

  // Ends the connection in such a way that the client receives everything, even if it is still sending.
  void finish() {
    if (::shutdown(socket_, SHUT_WR) != 0) return;
    deadline_ = now_() + std::chrono::seconds(1);
    for (std::size_t drained = 0; drained < limits_.body_bytes; drained += buffer_.size()) {
      buffer_.clear();
      if (!receive()) break;
    }
  }
  // Whether any end of the connection shows the client that the answer is incomplete.
  void end_is_reset(bool on) {
    const linger how{on ? 1 : 0, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &how, sizeof how);
  }
  // Called by another thread: nothing more will be read, but an answer in progress is still sent.
  void stop_reading() { ::shutdown(socket_, SHUT_RD); }
  void break_off() {
    stopped_ = true;
    ::shutdown(socket_, SHUT_RDWR);
  }

  [[nodiscard]] std::size_t written() const { return written_; }
  [[nodiscard]] bool broken() const { return lost_ || stopped_ || !why_cut_.empty(); }
  [[nodiscard]] clock::time_point answer_due() const { return answer_due_; }
  [[nodiscard]] bool stopped() const { return stopped_; }
  // Why the host broke the connection off; empty if the client did.
  [[nodiscard]] std::string_view why_cut() const { return stopped_ ? "the host was stopped" : why_cut_; }

 private:
  refused not_whole() const {
    return late_ ? refused{408, "the body did not come in time"} : refused{400, "the body did not come whole"};
  }

  // Reads more bytes into the buffer; false if none arrive before the deadline.
  bool receive() {
    char bytes[4096];
    for (;;) {
      late_ = now_() >= deadline_;  // checked even if bytes keep coming
      if (late_) return false;
      const ssize_t count = ::recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT);
      if (count > 0) {
        buffer_.append(bytes, static_cast<std::size_t>(count));
        return true;
      }
      if (count == 0 || (errno != EAGAIN && errno != EINTR)) return false;
      if (!wait(POLLIN, deadline_)) return false;
    }
  }
  bool wait(short what, clock::time_point end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - now_()).count();
    pollfd watched{socket_, what, 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
    return ready >= 0 || errno == EINTR;
  }

  // The bytes of an answer that the kernel has, and the client's system has not acknowledged.
  [[nodiscard]] std::size_t unsent() const {
    int bytes = 0;
    ::ioctl(socket_, TIOCOUTQ, &bytes);  // stays 0 if this fails
    return static_cast<std::size_t>(bytes);
  }
  [[nodiscard]] std::size_t taken() const { return written_ - std::min(written_, unsent()); }

  // The kernel reports free space only when a third of its buffer is empty, which may be megabytes. So the host does not wait for
  // that, but checks often how much the client has taken.
  void wait_for_client() {
    constexpr std::chrono::milliseconds a_moment{50};
    const auto now = now_();
    pace_.take(taken(), now);
    if (now >= pace_.due()) return cut("the client took less than 64 KiB in --send-seconds");
    if (!wait(POLLOUT, std::min({pace_.due(), answer_due_, now + a_moment}))) lost_ = true;
  }
  void cut(std::string_view why) {
    if (!broken()) why_cut_ = why;
  }

  int socket_;
  const limits& limits_;
  time_source now_;
  pace pace_;
  clock::time_point deadline_{};
  clock::time_point answer_due_ = clock::time_point::max();
  std::string buffer_;  // received, but not read yet
  std::size_t written_ = 0;
  std::string_view why_cut_{};
  bool late_ = false;
  bool lost_ = false;
  std::atomic<bool> stopped_ = false;
};

}  // namespace host
