#pragma once
// Report jobs in a PostgreSQL database, or in any other that uses its protocol. The table is that of jobs.sql, without STRICT.
// Rows are received one at a time: memory does not grow with their number.

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "job_row.hpp"
#include "limited_pool.hpp"
#include "postgresql_connection.hpp"
#include "postgresql_servers.hpp"
#include "store.hpp"

namespace store {

struct postgresql_limits {
  std::chrono::milliseconds patience{10000};  // for a connection and the first row, and for each row after it
  std::chrono::milliseconds answer{600000};   // for a whole answer, however slowly the client takes it
  std::chrono::milliseconds idle{10000};      // after this time, an unused connection is closed
  std::size_t connections = 20;               // maximum at the same time; at least four
};

class postgresql_store final : public job_store {
 public:
  // Connects, so that a wrong URL is reported at once.
  explicit postgresql_store(const std::string& url, postgresql_limits limits = {})
      : limits_(limits), servers_(url), pool_(limits.connections, limits.idle) {
    const auto end = clock::now() + limits_.patience;
    auto first = pool_.take(0, end);
    first.connection = connect(end);
    pool_.limit(std::min(limits_.connections, half_of_server(*first.connection, end)));
  }

  job_range jobs_of(std::string_view user) override {
    // Text is ordered by its bytes, as in SQLite, whatever the language of the database.
    static const std::string sql = "SELECT " + std::string(columns) +
                                   " FROM report_job WHERE user_id = $1"
                                   " ORDER BY created COLLATE \"C\", id COLLATE \"C\"";
    auto [connection, first] = query(kept_from_jobs, sql, {user});
    return job_range(std::make_unique<cursor>(*this, std::move(connection), std::move(first)));
  }

  std::optional<token> find_token(std::string_view sha256) override { return find_token(kept_from_tokens, sha256); }

  // One check at a time, so that many checks do not take the connections that tokens need.
  void check() override {
    const std::unique_lock one(checking_, limits_.patience);
    if (!one) throw unavailable("other checks of the database have not come to their end");
    find_token(0, "");
  }

  void add_token(const token& added) override {
    const auto end = clock::now() + limits_.patience;
    const auto connection = connect(end);
    const auto run = [&](const std::string& sql, std::initializer_list<std::optional<std::string_view>> arguments) {
      connection->send(sql, arguments);
      while (connection->next(end)) continue;
    };
    run("CREATE TABLE IF NOT EXISTS access_token (token_sha256 text PRIMARY KEY, user_id text NOT NULL,"
        " expires bigint)",
        {});
    std::optional<std::string> expires;
    if (added.expires) expires = std::to_string(*added.expires);
    run("INSERT INTO access_token (token_sha256, user_id, expires) VALUES ($1, $2, $3::bigint)",
        {added.sha256, added.user, expires});
  }

 private:
  using clock = std::chrono::steady_clock;
  using pool = limited_pool<postgresql_connection>;

  // How many connections are kept for others: answers that clients take slowly must not keep tokens from being looked up, and
  // neither must keep the health check from running.
  static constexpr std::size_t kept_from_jobs = 2;
  static constexpr std::size_t kept_from_tokens = 1;

  class cursor final : public job_cursor {
   public:
    cursor(postgresql_store& store, pool::lease of, postgresql_connection::result first)
        : store_(store), lease_(std::move(of)), row_(std::move(first)) {}

    const job* next() override {
      if (begun_ && row_) {
        try {
          row_ = lease_.connection->next(clock::now() + store_.limits_.patience);
        } catch (const silent&) {
          store_.pool_.drop_idle();
          throw;
        }
      }
      begun_ = true;
      if (!row_) return nullptr;
      for (std::size_t i = 0; i < column_count; ++i) columns_[i] = postgresql_connection::text(row_.get(), static_cast<int>(i));
      return &job_.read(columns_);
    }

   private:
    postgresql_store& store_;
    pool::lease lease_;
    postgresql_connection::result row_;
    row columns_;
    job_row job_;
    bool begun_ = false;
  };

  std::optional<token> find_token(std::size_t keep_free, std::string_view sha256) {
    static const std::string sql = "SELECT user_id, expires FROM access_token WHERE token_sha256 = $1";
    const auto [lease, first] = query(keep_free, sql, {sha256});
    if (!first) return std::nullopt;
    token found;
    found.sha256 = sha256;
    found.user = postgresql_connection::text(first.get(), 0).value_or("");
    if (const auto expires = postgresql_connection::text(first.get(), 1)) {
      const char* const end = expires->data() + expires->size();
      std::int64_t seconds = 0;
      const auto [rest, error] = std::from_chars(expires->data(), end, seconds);
      if (error != std::errc() || rest != end) throw std::runtime_error("access_token: expires is not a number");
      found.expires = seconds;
    }
    while (lease.connection->next(clock::now() + limits_.patience)) continue;
    return found;
  }

  // Gets a connection and the first row. Until then, nothing has been passed on: if the server ended the connection, for example
  // in a restart, the query is sent once more on a new connection. The idle connections are then useless too.
  std::pair<pool::lease, postgresql_connection::result> query(std::size_t keep_free, const std::string& sql,
                                                              std::initializer_list<std::optional<std::string_view>> arguments) {
    const auto end = clock::now() + limits_.patience;
    pool::lease lease = pool_.take(keep_free, end);
    if (lease.connection && !lease.connection->quiet()) {
      lease.connection.reset();
      pool_.drop_idle();
    }
    for (int tries_left = 2;; --tries_left) {
      try {
        if (!lease.connection) connect(lease, end);
        lease.connection->send(sql, arguments);
        auto first = lease.connection->next(end);
        return {std::move(lease), std::move(first)};
      } catch (const silent&) {
        pool_.drop_idle();
        throw;
      } catch (const connection_lost&) {
        lease.connection.reset();
        pool_.drop_idle();
        if (tries_left == 0) throw;
      }
    }
  }

  // If the server has no connection left, waits for one that another client returns.
  void connect(pool::lease& lease, clock::time_point end) {
    for (;;) {
      try {
        lease.connection = connect(end);
        return;
      } catch (const no_connection_left&) {
        constexpr std::chrono::milliseconds pause(200);
        const auto now = clock::now();
        if (now >= end) throw;
        if (pool_.wait_for_idle(lease, std::min(end, now + pause))) return;
      }
    }
  }
  std::unique_ptr<postgresql_connection> connect(clock::time_point end) {
    auto connection = servers_.connect(end);
    limit_queries(*connection, end);
    return connection;
  }

  // In case the host cannot cancel a query, or has ended, the server ends the query. A role may have lower limits; an engine that
  // does not know these settings does without.
  void limit_queries(postgresql_connection& of, clock::time_point end) const {
    static const std::string sql =
        "SELECT set_config(name, wanted, false) FROM (SELECT name, setting, CASE name"
        " WHEN 'statement_timeout' THEN $1 WHEN 'lock_timeout' THEN $2"
        " WHEN 'client_connection_check_interval' THEN $3 END AS wanted FROM pg_settings) AS each"
        " WHERE CASE WHEN wanted IS NULL THEN false"
        " ELSE setting::bigint = 0 OR setting::bigint > wanted::bigint END";
    const std::string answer = std::to_string((limits_.answer + limits_.patience).count());
    const std::string patience = std::to_string(limits_.patience.count());
    try {
      of.send(sql, {answer, patience, "5000"});
      while (of.next(end)) continue;
    } catch (const unavailable&) {
      throw;
    } catch (const std::runtime_error&) {
      return;
    }
  }
  // The other half is left for others, such as a second host, and for the administrators of the database.
  static std::size_t half_of_server(postgresql_connection& of, clock::time_point end) {
    static const std::string sql =
        "SELECT (current_setting('max_connections')::int"
        " - current_setting('superuser_reserved_connections')::int) / 2";
    std::size_t half = std::numeric_limits<std::size_t>::max();
    try {
      of.send(sql, {});
      while (const auto found = of.next(end))
        if (const auto text = postgresql_connection::text(found.get(), 0))
          std::from_chars(text->data(), text->data() + text->size(), half);
    } catch (const unavailable&) {
      throw;
    } catch (const std::runtime_error&) {
      return half;
    }
    return std::max(half, kept_from_jobs + 2);
  }

  postgresql_limits limits_;
  postgresql_servers servers_;
  pool pool_;
  std::timed_mutex checking_;
};

}  // namespace store
