#pragma once
// The settings in a postgresql:// URL, as libpq reads them, and those that the host itself needs. No message shows any part of
// the URL: a password with characters that should have been encoded looks in parts like a host or a port.

#include <algorithm>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server_list.hpp"

namespace store {

// Whether the part before `?` has at most one `@`, which comes before any `/`, as is the case if user and password are encoded.
constexpr bool is_well_encoded(std::string_view url) noexcept {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('?'));
  const std::size_t at = url.find('@');
  return at == std::string_view::npos || (url.find('@', at + 1) == std::string_view::npos && url.find('/') > at);
}

class postgresql_settings {
 public:
  explicit postgresql_settings(const std::string& url) {
    if (!is_well_encoded(url)) refuse();
    char* why = nullptr;
    const options given(PQconninfoParse(url.c_str(), &why));
    PQfreemem(why);
    if (!given) refuse();
    for (const PQconninfoOption* each = given.get(); each->keyword != nullptr; ++each)
      if (each->val != nullptr) values_.emplace_back(each->keyword, each->val);
    if (!is_plausible()) refuse();

    // The settings that libpq takes from the environment. Only libpq knows those in a service file.
    const options defaults(PQconndefaults());
    const auto found = [&](std::string_view keyword) -> std::string_view {
      if (const std::string* value = find(keyword)) return *value;
      for (const PQconninfoOption* each = defaults.get(); each != nullptr && each->keyword != nullptr; ++each)
        if (keyword == each->keyword && each->val != nullptr) return each->val;
      return {};
    };
    if (found("service").empty()) servers_ = servers_of(found("host"), found("hostaddr"), found("port"));
    prefers_standby_ = found("target_session_attrs") == "prefer-standby";
    if (servers_.empty()) servers_.emplace_back();

    // Text is UTF-8, whatever the URL or PGCLIENTENCODING says; the URL may override the other settings.
    set("client_encoding", "UTF8");
    for (const auto& [keyword, value] : {std::pair{"fallback_application_name", "fhirops host"},
                                         {"tcp_user_timeout", "30000"},
                                         {"keepalives_idle", "30"},
                                         {"keepalives_interval", "10"},
                                         {"keepalives_count", "3"}})
      if (find(keyword) == nullptr) values_.emplace_back(keyword, value);
  }

  // At least one server. Empty parts are filled in by libpq.
  [[nodiscard]] const std::vector<server_address>& servers() const { return servers_; }
  // From `target_session_attrs`: a preference concerns all servers, so libpq, which is given one at a time, cannot handle it.
  [[nodiscard]] bool prefers_standby() const { return prefers_standby_; }

  // The settings for one of the servers.
  [[nodiscard]] postgresql_settings of(const server_address& server, bool standby) const {
    postgresql_settings one = *this;
    if (servers_.size() > 1 || !server.hostaddr.empty()) {
      one.set("host", server.host);
      one.set("hostaddr", server.hostaddr);
      one.set("port", server.port);
    }
    if (prefers_standby_) one.set("target_session_attrs", standby ? "standby" : "any");
    return one;
  }

  [[nodiscard]] std::vector<const char*> keywords() const {
    std::vector<const char*> out;
    for (const auto& each : values_) out.push_back(each.first.c_str());
    out.push_back(nullptr);
    return out;
  }
  [[nodiscard]] std::vector<const char*> values() const {
    std::vector<const char*> out;
    for (const auto& each : values_) out.push_back(each.second.c_str());
    out.push_back(nullptr);
    return out;
  }
  [[nodiscard]] const std::string* find(std::string_view keyword) const {
    const auto found = std::find_if(values_.begin(), values_.end(), [&](auto& each) { return each.first == keyword; });
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  struct free {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
  };
  using options = std::unique_ptr<PQconninfoOption, free>;

  [[noreturn]] static void refuse() {
    throw std::runtime_error(
        "the URL of the database cannot be read: it is "
        "postgresql://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE, and"
        " in each of them % is written %25, @ %40, : %3A, / %2F, ? %3F, # %23, & %26, = %3D");
  }

  // Whether the host and the port are plausible, rather than parts of a password.
  [[nodiscard]] bool is_plausible() const {
    constexpr std::string_view digits = "0123456789,";
    constexpr std::string_view special = " @?#&=\\\"'";
    for (const auto& [keyword, value] : values_) {
      if (keyword == "port" && value.find_first_not_of(digits) != std::string::npos) return false;
      if (keyword.starts_with("host") && !value.starts_with('/') && !value.starts_with('@') &&
          value.find_first_of(special) != std::string::npos)
        return false;
    }
    return true;
  }
  void set(std::string_view keyword, std::string value) {
    const auto found = std::find_if(values_.begin(), values_.end(), [&](auto& each) { return each.first == keyword; });
    if (found != values_.end())
      found->second = std::move(value);
    else
      values_.emplace_back(keyword, std::move(value));
  }

  std::vector<std::pair<std::string, std::string>> values_;
  std::vector<server_address> servers_;
  bool prefers_standby_ = false;
};

}  // namespace store
