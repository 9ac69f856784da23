#pragma once
// Report jobs in a SQLite database, read one row at a time. See jobs.sql for the table.

#include <sqlite3.h>
#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "job_row.hpp"
#include "pool.hpp"
#include "store.hpp"

namespace store {

class sqlite_connection {
 public:
  sqlite_connection(const std::string& path, int flags) {
    sqlite3* opened = nullptr;
    // Each connection is used by one thread at a time.
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);  // there is one to be closed even where opening it failed
    check(code);
    check(sqlite3_busy_timeout(opened, 5000));
  }

  void check(int code) const {
    if (code != SQLITE_OK) fail(code);
  }
  [[noreturn]] void fail(int code) const {
    const char* what = sqlite3_errmsg(database_.get());
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_CANTOPEN || code == SQLITE_IOERR)
      throw unavailable(what);
    throw std::runtime_error(what);
  }

  struct finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using statement = std::unique_ptr<sqlite3_stmt, finalize>;

  statement prepare(std::string_view sql) const {
    sqlite3_stmt* made = nullptr;
    check(sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &made, nullptr));
    return statement(made);
  }
  // The text is not copied.
  void bind(sqlite3_stmt* to, int position, std::string_view text) const {
    check(sqlite3_bind_text64(to, position, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  // Whether there is a row.
  bool step(sqlite3_stmt* of) const {
    const int code = sqlite3_step(of);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(code);
    return false;
  }
  void execute(const char* sql) const {
    check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr));
  }

  static std::optional<std::string_view> text(sqlite3_stmt* of, int column) {
    const unsigned char* bytes = sqlite3_column_text(of, column);
    if (bytes == nullptr) return std::nullopt;
    const int size = sqlite3_column_bytes(of, column);
    return std::string_view(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  }

 private:
  struct close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  std::unique_ptr<sqlite3, close> database_;

 public:
  // Prepared at their first use; finalized before the database is closed.
  statement jobs;
  statement tokens;
};

// An existing database. It is only read, but for `add_token`.
class sqlite_store final : public job_store {
 public:
  explicit sqlite_store(std::string path, std::size_t idle_connections = 16)
      : path_(std::move(path)), idle_(idle_connections) {
    idle_.give(connect());  // a path that is wrong is told at once
  }

  job_range jobs_of(std::string_view user) override {
    auto connection = take();
    if (!connection->jobs) {
      connection->jobs = connection->prepare("SELECT " + std::string(columns) +
                                             " FROM report_job WHERE user_id = ?1 ORDER BY created, id");
    }
    return job_range(std::make_unique<cursor>(*this, std::move(connection), user));
  }

  std::optional<token> find_token(std::string_view sha256) override {
    auto connection = take();
    if (!connection->tokens)
      connection->tokens =
          connection->prepare("SELECT user_id, expires FROM access_token WHERE token_sha256 = ?1");
    sqlite3_stmt* statement = connection->tokens.get();
    connection->bind(statement, 1, sha256);
    std::optional<token> found;
    if (connection->step(statement)) {
      found.emplace();
      found->sha256 = sha256;
      found->user = sqlite_connection::text(statement, 0).value_or("");
      if (sqlite3_column_type(statement, 1) != SQLITE_NULL)
        found->expires = sqlite3_column_int64(statement, 1);
    }
    sqlite3_reset(statement);
    idle_.give(std::move(connection));
    return found;
  }

  void add_token(const token& added) override {
    const sqlite_connection connection(path_, SQLITE_OPEN_READWRITE);
    connection.execute(
        "CREATE TABLE IF NOT EXISTS access_token (token_sha256 TEXT PRIMARY KEY NOT NULL, user_id TEXT NOT "
        "NULL,"
        " expires INTEGER)");
    const auto statement =
        connection.prepare("INSERT INTO access_token (token_sha256, user_id, expires) VALUES (?1, ?2, ?3)");
    connection.bind(statement.get(), 1, added.sha256);
    connection.bind(statement.get(), 2, added.user);
    if (added.expires) connection.check(sqlite3_bind_int64(statement.get(), 3, *added.expires));
    connection.step(statement.get());
  }

 private:
  class cursor final : public job_cursor {
   public:
    cursor(sqlite_store& store, std::unique_ptr<sqlite_connection> connection, std::string_view user)
        : store_(store), connection_(std::move(connection)), user_(user) {
      connection_->bind(connection_->jobs.get(), 1, user_);
    }
    cursor(const cursor&) = delete;
    cursor& operator=(const cursor&) = delete;
    ~cursor() override {
      sqlite3_reset(connection_->jobs.get());
      sqlite3_clear_bindings(connection_->jobs.get());
      store_.idle_.give(std::move(connection_));
    }

    const job* next() override {
      sqlite3_stmt* statement = connection_->jobs.get();
      if (ended_ || !connection_->step(statement)) {
        ended_ = true;
        return nullptr;
      }
      for (std::size_t i = 0; i < column_count; ++i)
        row_[i] = sqlite_connection::text(statement, static_cast<int>(i));
      return &job_.read(row_);
    }

   private:
    sqlite_store& store_;
    std::unique_ptr<sqlite_connection> connection_;
    std::string user_;
    row row_;
    job_row job_;
    bool ended_ = false;
  };

  std::unique_ptr<sqlite_connection> connect() const {
    return std::make_unique<sqlite_connection>(path_, SQLITE_OPEN_READONLY);
  }
  std::unique_ptr<sqlite_connection> take() {
    auto idle = idle_.take();
    return idle ? std::move(idle) : connect();
  }

  std::string path_;
  pool<sqlite_connection> idle_;
};

}  // namespace store
