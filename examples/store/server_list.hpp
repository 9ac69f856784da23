#pragma once
// The servers of a URL, in the order in which to try them.

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace store {

// The names of libpq. Empty parts mean libpq's default.
struct server_address {
  std::string host;
  std::string hostaddr;
  std::string port;
  friend bool operator==(const server_address&, const server_address&) = default;
};

// Makes servers from libpq's lists: `a,b` and `5432,5433`; a single port is for all. Nothing if the lengths of the lists differ.
inline std::vector<server_address> servers_of(std::string_view hosts, std::string_view addresses, std::string_view ports) {
  const auto split = [](std::string_view list) {
    std::vector<std::string> parts;
    for (std::size_t comma = list.find(','); comma != std::string_view::npos; comma = list.find(',')) {
      parts.emplace_back(list.substr(0, comma));
      list.remove_prefix(comma + 1);
    }
    parts.emplace_back(list);
    return parts;
  };
  const std::array<std::vector<std::string>, 3> lists{split(hosts), split(addresses), split(ports)};
  const std::size_t count = addresses.empty() ? lists[0].size() : lists[1].size();
  const auto part = [count](const std::vector<std::string>& list, std::size_t i) {
    return list.size() == count ? list[i] : list.front();
  };
  if ((!hosts.empty() && lists[0].size() != count) || (lists[2].size() != 1 && lists[2].size() != count)) return {};
  std::vector<server_address> servers;
  for (std::size_t i = 0; i < count; ++i)
    servers.push_back(
        {hosts.empty() ? std::string() : lists[0][i], addresses.empty() ? std::string() : lists[1][i], part(lists[2], i)});
  return servers;
}

// Each server gets an equal share of the remaining time. For a while, a server that did not respond in its share is tried after
// the others, so that not every connection waits for it first.
class server_order {
 public:
  using clock = std::chrono::steady_clock;

  explicit server_order(std::size_t count) : silent_until_(count) {}

  [[nodiscard]] std::vector<std::size_t> at(clock::time_point now) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::size_t> order;
    for (const bool silent : {false, true})
      for (std::size_t i = 0; i < silent_until_.size(); ++i)
        if ((silent_until_[i] > now) == silent) order.push_back(i);
    return order;
  }
  void was_silent(std::size_t server, clock::time_point now) {
    const std::lock_guard lock(mutex_);
    silent_until_[server] = now + std::chrono::seconds(30);
  }
  [[nodiscard]] static clock::time_point share(clock::time_point now, clock::time_point end, std::size_t left) {
    return now + (end - now) / static_cast<clock::rep>(left);
  }

 private:
  mutable std::mutex mutex_;
  std::vector<clock::time_point> silent_until_;
};

}  // namespace store
