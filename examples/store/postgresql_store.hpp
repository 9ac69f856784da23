#pragma once
// Report jobs in a PostgreSQL database, or in any that speaks its protocol. The table is that of jobs.sql,
// without STRICT. Rows come one at a time, as the server sends them: memory does not grow with their number.

#include <libpq-fe.h>
#include <poll.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "job_row.hpp"
#include "pool.hpp"
#include "store.hpp"

namespace store {

class postgresql_connection {
 public:
  struct clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using result = std::unique_ptr<PGresult, clear>;

  // Waits so long at most for the connection, and later for each answer.
  postgresql_connection(const std::string& url, std::chrono::seconds patience) : patience_(patience) {
    const std::string wait = std::to_string(patience.count());
    // What the URL says comes last, and so overrides what is here.
    const std::array<const char*, 7> names{"connect_timeout",
                                           "application_name",
                                           "tcp_user_timeout",
                                           "keepalives_idle",
                                           "client_encoding",
                                           "dbname",
                                           nullptr};
    const std::array<const char*, 7> values{wait.c_str(), "fhirops host", "30000", "30",
                                            "UTF8",       url.c_str(),    nullptr};
    connection_.reset(PQconnectdbParams(names.data(), values.data(), 1));
    if (!connection_ || !alive()) fail();
    PQsetNoticeReceiver(connection_.get(), [](void*, const PGresult*) {}, nullptr);
  }

  // Sends a query; its rows come by `next`. Texts are sent with their lengths, so that they are what they
  // are.
  void send(const std::string& sql, std::initializer_list<std::optional<std::string_view>> arguments) {
    std::vector<const char*> texts;
    std::vector<int> lengths;
    for (const auto& each : arguments) {
      texts.push_back(!each ? nullptr : each->data() == nullptr ? "" : each->data());
      lengths.push_back(each ? static_cast<int>(each->size()) : 0);
    }
    const std::vector<Oid> types(texts.size(), 25);  // text
    const std::vector<int> formats(texts.size(), 1);
    if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(texts.size()), types.data(),
                          texts.data(), lengths.data(), formats.data(), 0) != 1 ||
        PQsetSingleRowMode(connection_.get()) != 1)
      fail();
    whole_ = false;
  }

  // The next row; nothing after the last.
  result next() {
    for (;;) {
      wait();
      result got(PQgetResult(connection_.get()));
      if (!got) {
        whole_ = true;
        return nullptr;
      }
      const auto status = PQresultStatus(got.get());
      if (status == PGRES_SINGLE_TUPLE) return got;
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail(got.get());
    }
  }

  // Whether it can be used for another query: all rows of the last one came.
  [[nodiscard]] bool reusable() const { return whole_ && alive(); }
  [[nodiscard]] bool alive() const { return PQstatus(connection_.get()) == CONNECTION_OK; }

  static std::optional<std::string_view> text(const PGresult* of, int column) {
    if (PQgetisnull(of, 0, column) != 0) return std::nullopt;
    return std::string_view(PQgetvalue(of, 0, column), static_cast<std::size_t>(PQgetlength(of, 0, column)));
  }

 private:
  // Until an answer has come whole.
  void wait() {
    const auto end = std::chrono::steady_clock::now() + patience_;
    while (PQisBusy(connection_.get()) == 1) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      if (left.count() <= 0) throw unavailable("the database did not answer in time");
      pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
      const int ready = ::poll(&socket, 1, static_cast<int>(left.count()));
      if (ready < 0 && errno != EINTR)
        throw unavailable("the connection to the database cannot be waited for");
      if (ready > 0 && PQconsumeInput(connection_.get()) != 1) fail();
    }
  }

  [[noreturn]] void fail(const PGresult* because = nullptr) const {
    std::string what = because != nullptr ? PQresultErrorMessage(because) : PQerrorMessage(connection_.get());
    for (char& c : what)
      if (static_cast<unsigned char>(c) < ' ') c = ' ';
    while (what.ends_with(' ')) what.pop_back();
    const char* const code = because != nullptr ? PQresultErrorField(because, PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view state = code != nullptr ? code : "";
    // No connection, or none any more: it broke, there were too many, the server stops or starts.
    if (!alive() || state.starts_with("08") || state.starts_with("53") || state.starts_with("57"))
      throw unavailable(what);
    throw std::runtime_error(what);
  }

  struct finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  std::unique_ptr<PGconn, finish> connection_;
  std::chrono::seconds patience_;
  bool whole_ = true;
};

class postgresql_store final : public job_store {
 public:
  explicit postgresql_store(std::string url, std::chrono::seconds patience = std::chrono::seconds(10),
                            std::size_t idle_connections = 16)
      : url_(std::move(url)), patience_(patience), idle_(idle_connections) {
    idle_.give(connect());  // a URL that is wrong is told at once
  }

  job_range jobs_of(std::string_view user) override {
    // Text is ordered by its bytes, as SQLite does, whatever the database's language.
    static const std::string sql = "SELECT " + std::string(columns) +
                                   " FROM report_job WHERE user_id = $1"
                                   " ORDER BY created COLLATE \"C\", id COLLATE \"C\"";
    auto [connection, first] = query(sql, {user});
    return job_range(std::make_unique<cursor>(*this, std::move(connection), std::move(first)));
  }

  std::optional<token> find_token(std::string_view sha256) override {
    static const std::string sql = "SELECT user_id, expires FROM access_token WHERE token_sha256 = $1";
    auto [connection, first] = query(sql, {sha256});
    std::optional<token> found;
    if (first) {
      found.emplace();
      found->sha256 = sha256;
      found->user = postgresql_connection::text(first.get(), 0).value_or("");
      if (const auto expires = postgresql_connection::text(first.get(), 1)) {
        const char* const end = expires->data() + expires->size();
        std::int64_t seconds = 0;
        const auto [rest, error] = std::from_chars(expires->data(), end, seconds);
        if (error != std::errc() || rest != end)
          throw std::runtime_error("access_token: expires is not a number");
        found->expires = seconds;
      }
      connection->next();
    }
    give(std::move(connection));
    return found;
  }

  void add_token(const token& added) override {
    const auto connection = connect();
    const auto run = [&](const std::string& sql,
                         std::initializer_list<std::optional<std::string_view>> arguments) {
      connection->send(sql, arguments);
      while (connection->next()) continue;
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
  using connection_ptr = std::unique_ptr<postgresql_connection>;

  class cursor final : public job_cursor {
   public:
    cursor(postgresql_store& store, connection_ptr connection, postgresql_connection::result first)
        : store_(store), connection_(std::move(connection)), row_(std::move(first)) {}
    cursor(const cursor&) = delete;
    cursor& operator=(const cursor&) = delete;
    ~cursor() override { store_.give(std::move(connection_)); }

    const job* next() override {
      if (begun_ && row_) row_ = connection_->next();
      begun_ = true;
      if (!row_) return nullptr;
      for (std::size_t i = 0; i < column_count; ++i)
        columns_[i] = postgresql_connection::text(row_.get(), static_cast<int>(i));
      return &job_.read(columns_);
    }

   private:
    postgresql_store& store_;
    connection_ptr connection_;
    postgresql_connection::result row_;
    row columns_;
    job_row job_;
    bool begun_ = false;
  };

  // A connection and the first row. An idle connection may have been closed by the other side, as when
  // the database was started anew: then the query, which has given nothing yet, is sent by a new one.
  std::pair<connection_ptr, postgresql_connection::result> query(
      const std::string& sql, std::initializer_list<std::optional<std::string_view>> arguments) {
    for (connection_ptr idle = idle_.take(); idle; idle = idle_.take()) {
      try {
        idle->send(sql, arguments);
        auto first = idle->next();
        return {std::move(idle), std::move(first)};
      } catch (const unavailable&) {
        if (idle->alive()) throw;
      }
    }
    auto connection = connect();
    connection->send(sql, arguments);
    auto first = connection->next();
    return {std::move(connection), std::move(first)};
  }

  connection_ptr connect() const { return std::make_unique<postgresql_connection>(url_, patience_); }
  void give(connection_ptr connection) {
    if (connection->reusable()) idle_.give(std::move(connection));
  }

  std::string url_;
  std::chrono::seconds patience_;
  pool<postgresql_connection> idle_;
};

}  // namespace store
