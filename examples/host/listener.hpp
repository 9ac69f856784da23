#pragma once
// Accepts connections.

#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace host {

class listener {
 public:
  // Throws std::runtime_error if it cannot listen there. Port 0 means any free port.
  listener(const std::string& address, int port) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE;
    addrinfo* found = nullptr;
    const std::string where = address + ':' + std::to_string(port);
    if (const int code = ::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found); code != 0)
      throw std::runtime_error("cannot listen at " + where + ": " + gai_strerror(code));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> freed(found, &::freeaddrinfo);
    for (const addrinfo* each = found; each != nullptr && socket_ < 0; each = each->ai_next) listen_at(*each);
    if (socket_ < 0) throw std::runtime_error("cannot listen at " + where + ": " + std::generic_category().message(errno));
    spare_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  }
  listener(const listener&) = delete;
  listener& operator=(const listener&) = delete;
  ~listener() {
    close();
    ::close(spare_);
  }

  [[nodiscard]] int port() const {
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    if (::getsockname(socket_, reinterpret_cast<sockaddr*>(&bound), &size) != 0) return 0;
    return ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(bound).sin6_port
                                             : reinterpret_cast<const sockaddr_in&>(bound).sin_port);
  }

  // Passes each connection to `take`, until `stop` becomes readable. A connection that is not taken only gets `refusal`. Throws
  // nothing, if `take` and `refused` do not.
  template <class Take, class Refused>
  void run(int stop, std::string_view refusal, Take&& take, Refused&& refused) noexcept {
    pollfd watched[] = {{stop, POLLIN, 0}, {socket_, POLLIN, 0}};
    for (;;) {
      if (::poll(watched, 2, -1) < 0) continue;
      if (watched[0].revents != 0) return;
      const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client >= 0) {
        if (take(client)) continue;
        refuse(client, refusal);
        refused(std::string_view("connections"));
      } else if (errno == EMFILE || errno == ENFILE) {
        // The spare descriptor is used to refuse the client, which would otherwise wait for ever.
        ::close(spare_);
        const int turned_away = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (turned_away >= 0) refuse(turned_away, refusal);
        spare_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        refused(std::string_view("descriptors"));
        // Another thread was faster: pause, rather than retry at full speed.
        if (turned_away < 0) ::poll(watched, 1, 10);
      } else if (errno == ENOBUFS || errno == ENOMEM) {
        ::poll(watched, 1, 10);
      }
    }
  }
  // Accepts no more connections.
  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

 private:
  void listen_at(const addrinfo& where) {
    constexpr int backlog = 511;
    const int made = ::socket(where.ai_family, where.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, where.ai_protocol);
    if (made < 0) return;
    const int yes = 1;
    // Not SO_REUSEPORT: no other program may be able to listen on the same port.
    ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(made, where.ai_addr, where.ai_addrlen) == 0 && ::listen(made, backlog) == 0) {
      socket_ = made;
      return;
    }
    const int why = errno;
    ::close(made);
    errno = why;
  }
  static void refuse(int client, std::string_view refusal) noexcept {
    char bytes[4096];
    ::send(client, refusal.data(), refusal.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(client, SHUT_WR);
    // If there were unread bytes, closing would reset the connection, and the refusal might be lost.
    for (int i = 0; i < 8 && ::recv(client, bytes, sizeof bytes, MSG_DONTWAIT) > 0; ++i) {
    }
    ::close(client);
  }

  int socket_ = -1;
  int spare_ = -1;
};

}  // namespace host
