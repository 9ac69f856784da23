#pragma once
// Report jobs in a SQLite database, read one row at a time. See jobs.sql for the table.

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <utility>

#include "job_row.hpp"
#include "pool.hpp"
#include "store.hpp"

namespace store {

// Identifies the file at a path, and its state: it is different after the file was replaced or written to.
struct file_state {
  dev_t device = 0;
  ino_t number = 0;
  off_t size = 0;
  timespec changed{};

  static file_state of(const std::string& path) {
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0) return {};
    return {found.st_dev, found.st_ino, found.st_size, found.st_mtim};
  }
  [[nodiscard]] bool same_file(const file_state& other) const { return device == other.device && number == other.number; }
  friend bool operator==(const file_state& a, const file_state& b) {
    return a.same_file(b) && a.size == b.size && a.changed.tv_sec == b.changed.tv_sec && a.changed.tv_nsec == b.changed.tv_nsec;
  }
};

// Reports a failure of the database, with SQLite's code and message, part of which is lost at the next call.
[[noreturn]] inline void throw_failure(int code, const char* what) {
  if (code == SQLITE_NOMEM) throw std::bad_alloc();
  if (code == SQLITE_INTERRUPT) throw unavailable("a row was not there in time");
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_CANTOPEN || code == SQLITE_IOERR || code == SQLITE_PROTOCOL)
    throw unavailable(what);
  throw std::runtime_error(what);
}

class sqlite_connection {
 public:
  // Waits for each row at most for the given time.
  sqlite_connection(const std::string& path, int flags, std::chrono::milliseconds patience)
      : file(file_state::of(path)), patience_(patience) {
    sqlite3* opened = nullptr;
    // Each connection is used by one thread at a time.
    const int code = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);  // there is a handle to be closed even if opening failed
    check(code);
    const auto longest = std::min(patience, std::chrono::milliseconds(5000));
    check(sqlite3_busy_timeout(opened, static_cast<int>(longest.count())));
    constexpr int steps_between = 10000;
    sqlite3_progress_handler(
        opened, steps_between, [](void* self) { return static_cast<sqlite_connection*>(self)->due_ < clock::now() ? 1 : 0; },
        this);
  }
  sqlite_connection(const sqlite_connection&) = delete;
  sqlite_connection& operator=(const sqlite_connection&) = delete;

  void check(int code) const {
    if (code != SQLITE_OK) fail(code);
  }
  [[noreturn]] void fail(int code) const { throw_failure(code, sqlite3_errmsg(database_.get())); }

  struct finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using statement = std::unique_ptr<sqlite3_stmt, finalize>;

  statement prepare(std::string_view sql) const {
    sqlite3_stmt* made = nullptr;
    check(
        sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made, nullptr));
    return statement(made);
  }
  // The text is not copied.
  void bind(sqlite3_stmt* to, int position, std::string_view text) const {
    check(sqlite3_bind_text64(to, position, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  // Advances to the next row; false if there is none.
  bool step(sqlite3_stmt* of) {
    due_ = clock::now() + patience_;
    const int code = sqlite3_step(of);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(code);
    return false;
  }
  void execute(std::string_view sql) { step(prepare(sql).get()); }

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
  using clock = std::chrono::steady_clock;

 public:
  const file_state file;  // the file when it was opened

 private:
  std::chrono::milliseconds patience_;
  clock::time_point due_ = clock::time_point::max();
  std::unique_ptr<sqlite3, close> database_;

 public:
  // Prepared when first used; finalized before the database is closed.
  statement jobs;
  statement tokens;
};

// An existing database. It is only read, except by `add_token` and `require_wal`. If its file is replaced, the new file is read
// from then on.
class sqlite_store final : public job_store {
 public:
  // `patience` is for each row.
  explicit sqlite_store(std::string path, std::chrono::milliseconds patience = std::chrono::seconds(10),
                        std::size_t idle_connections = 16)
      : path_(std::move(path)), patience_(patience), idle_(idle_connections) {
    idle_.give(take());  // a wrong path is reported at once
  }

  // Sets the database to WAL mode if necessary: in any other mode, a slow reader keeps writers waiting. Throws if that is not
  // possible.
  void require_wal() {
    if (journal_mode(*take(), "PRAGMA journal_mode") == "wal") return;
    std::string mode;
    try {
      sqlite_connection writer(path_, SQLITE_OPEN_READWRITE, patience_);
      mode = journal_mode(writer, "PRAGMA journal_mode = WAL");
    } catch (const std::runtime_error& failure) {
      mode = failure.what();
    }
    if (mode != "wal")
      throw std::runtime_error("the database is not in WAL mode, and cannot be set to it (" + mode +
                               "): writers would wait for slow readers (--journal any allows that)");
  }

  job_range jobs_of(std::string_view user) override {
    auto connection = take();
    if (!connection->jobs) {
      connection->jobs =
          connection->prepare("SELECT " + std::string(columns) + " FROM report_job WHERE user_id = ?1 ORDER BY created, id");
    }
    return job_range(std::make_unique<cursor>(*this, std::move(connection), user));
  }

  std::optional<token> find_token(std::string_view sha256) override {
    auto connection = take();
    if (!connection->tokens)
      connection->tokens = connection->prepare("SELECT user_id, expires FROM access_token WHERE token_sha256 = ?1");
    sqlite3_stmt* statement = connection->tokens.get();
    connection->bind(statement, 1, sha256);
    std::optional<token> found;
    if (connection->step(statement)) {
      found.emplace();
      found->sha256 = sha256;
      found->user = sqlite_connection::text(statement, 0).value_or("");
      if (sqlite3_column_type(statement, 1) != SQLITE_NULL) found->expires = sqlite3_column_int64(statement, 1);
    }
    sqlite3_reset(statement);
    idle_.give(std::move(connection));
    return found;
  }

  void add_token(const token& added) override {
    sqlite_connection connection(path_, SQLITE_OPEN_READWRITE, patience_);
    connection.execute(
        "CREATE TABLE IF NOT EXISTS access_token (token_sha256 TEXT PRIMARY KEY NOT NULL, user_id TEXT NOT "
        "NULL,"
        " expires INTEGER)");
    const auto statement = connection.prepare("INSERT INTO access_token (token_sha256, user_id, expires) VALUES (?1, ?2, ?3)");
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
      if (failed_) return;
      try {
        store_.idle_.give(std::move(connection_));
      } catch (const std::bad_alloc&) {  // then it is closed instead
      }
    }

    const job* next() override {
      if (ended_) return nullptr;
      sqlite3_stmt* statement = connection_->jobs.get();
      failed_ = true;
      ended_ = !connection_->step(statement);
      failed_ = false;
      if (ended_) return nullptr;
      for (std::size_t i = 0; i < column_count; ++i) row_[i] = sqlite_connection::text(statement, static_cast<int>(i));
      return &job_.read(row_);
    }

   private:
    sqlite_store& store_;
    std::unique_ptr<sqlite_connection> connection_;
    std::string user_;
    row row_;
    job_row job_;
    bool ended_ = false;
    bool failed_ = false;
  };

  static std::string journal_mode(sqlite_connection& of, std::string_view sql) {
    const auto statement = of.prepare(sql);
    if (!of.step(statement.get())) return {};
    return std::string(sqlite_connection::text(statement.get(), 0).value_or(""));
  }

  // A connection to the file that is at the path now. Connections that were opened before the file was last written to are
  // dropped too: a file that is replaced by copying keeps its number, and its pages would be cached.
  std::unique_ptr<sqlite_connection> take() {
    const file_state now = file_state::of(path_);
    put_foreign_log_aside(now);
    while (auto idle = idle_.take())
      if (idle->file == now) return idle;
    return std::make_unique<sqlite_connection>(path_, SQLITE_OPEN_READONLY, patience_);
  }

  // The write-ahead log of a replaced file stays behind, and SQLite would apply its pages to the new file: tokens that were only
  // in the old file would be valid again.
  void put_foreign_log_aside(const file_state& now) {
    const std::lock_guard lock(mutex_);
    const file_state log = file_state::of(path_ + "-wal");
    if (!now.same_file(file_) && file_.number != 0 && log.number != 0 && log.size > 0 && log.same_file(log_)) {
      for (const std::string& name : {path_ + "-wal", path_ + "-shm"})
        if (std::rename(name.c_str(), (name + ".replaced").c_str()) != 0 && errno != ENOENT)
          throw unavailable("the database was replaced, but " + name + " is of the old one: remove it");
      log_ = {};
    } else {
      log_ = log;
    }
    file_ = now;
  }

  std::string path_;
  std::chrono::milliseconds patience_;
  std::mutex mutex_;
  file_state file_;  // when it was last examined
  file_state log_;   // its write-ahead log
  pool<sqlite_connection> idle_;
};

}  // namespace store
