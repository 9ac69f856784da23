#pragma once
// The servers that a URL lists: connects to one of them, with one deadline for all.

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <netdb.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <utility>
#include <vector>

#include "background.hpp"
#include "postgresql_connection.hpp"
#include "postgresql_settings.hpp"
#include "server_list.hpp"
#include "store.hpp"

namespace store {

class postgresql_servers {
 public:
  using clock = std::chrono::steady_clock;

  explicit postgresql_servers(const std::string& url) : settings_(url), order_(settings_.servers().size()) {}

  // libpq itself would give each server in a list the whole time. Throws the error of the last server, or that one has no
  // connection left, since others may have one.
  std::unique_ptr<postgresql_connection> connect(clock::time_point end) {
    std::vector<attempt> attempts;
    for (const bool standby : {true, false}) {
      if (standby && !settings_.prefers_standby()) continue;
      for (const std::size_t server : order_.at(clock::now())) attempts.push_back({server, standby});
    }
    std::optional<no_connection_left> full;
    for (std::size_t i = 0; i < attempts.size(); ++i) {
      const auto share = server_order::share(clock::now(), end, attempts.size() - i);
      try {
        return connect(attempts[i], share);
      } catch (const no_connection_left& failure) {
        full = failure;
        if (i + 1 == attempts.size()) throw;
      } catch (const unavailable& failure) {
        if (dynamic_cast<const silent*>(&failure) != nullptr) order_.was_silent(attempts[i].server, clock::now());
        if (i + 1 == attempts.size()) {
          if (full) throw *full;
          throw;
        }
      }
    }
    throw unavailable("the URL of the database has no server");
  }

 private:
  struct attempt {
    std::size_t server;
    bool standby;
  };

  // A name may have many addresses: each gets a share of the time.
  std::unique_ptr<postgresql_connection> connect(const attempt& to, clock::time_point end) const {
    const std::vector<server_address> addresses = addresses_of(settings_.servers()[to.server], end);
    for (std::size_t i = 0; i + 1 < addresses.size(); ++i) {
      try {
        return connect(addresses[i], to.standby, server_order::share(clock::now(), end, addresses.size() - i));
      } catch (const unavailable&) {
        continue;
      }
    }
    return connect(addresses.back(), to.standby, end);
  }
  std::unique_ptr<postgresql_connection> connect(const server_address& to, bool standby, clock::time_point end) const {
    return std::make_unique<postgresql_connection>(settings_.of(to, standby), end);
  }

  // Name lookups have no deadline. Addresses that need no lookup are left to libpq, and so are names that it resolves itself.
  static std::vector<server_address> addresses_of(const server_address& server, clock::time_point end) {
    const std::string& name = server.host;
    std::array<unsigned char, sizeof(in6_addr)> number{};
    if (!server.hostaddr.empty() || name.empty() || name.front() == '/' || name.front() == '@' ||
        ::inet_pton(AF_INET, name.c_str(), number.data()) == 1 || ::inet_pton(AF_INET6, name.c_str(), number.data()) == 1)
      return {server};
    const auto found = std::make_shared<std::vector<std::string>>();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - clock::now());
    if (!ends_within(left, [name, found] { *found = look_up(name); }))
      throw silent("the name of the database server was not found in time");
    std::vector<server_address> out;
    for (const std::string& each : *found) out.push_back({server.host, each, server.port});
    if (out.empty()) out.push_back(server);  // libpq will report what is wrong
    return out;
  }
  static std::vector<std::string> look_up(const std::string& name) {
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* first = nullptr;
    if (::getaddrinfo(name.c_str(), nullptr, &wanted, &first) != 0) return {};
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned(first, ::freeaddrinfo);
    std::vector<std::string> out;
    for (const addrinfo* each = first; each != nullptr; each = each->ai_next) {
      std::array<char, NI_MAXHOST> text{};
      if (::getnameinfo(each->ai_addr, each->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
        out.emplace_back(text.data());
    }
    return out;
  }

  postgresql_settings settings_;
  server_order order_;
};

}  // namespace store
