#include "store/sqlite_store.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include "support/catch.hpp"

namespace {

namespace files = std::filesystem;
using namespace std::chrono_literals;

struct folder {
  files::path path;
  folder() {
    std::string made = (files::temp_directory_path() / "fhirops-XXXXXX").string();
    if (::mkdtemp(made.data()) == nullptr) throw std::bad_alloc();
    path = made;
  }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;
  ~folder() { files::remove_all(path); }
  std::string operator/(std::string_view name) const { return (path / name).string(); }
};

void run(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

constexpr const char* schema =
    "CREATE TABLE report_job (id, report_class, user_id, status, binary, parameters, created, started, "
    "ended);"
    "CREATE TABLE access_token (token_sha256 TEXT PRIMARY KEY NOT NULL, user_id TEXT NOT NULL, expires "
    "INTEGER);";

// The ids of the jobs, in their order.
std::string jobs(store::sqlite_store& of, std::string_view user) {
  std::string all;
  for (const store::job& each : of.jobs_of(user)) (all += all.empty() ? "" : " ") += each.id;
  return all;
}
// With what every job has; `rest` is the values of id, user_id and created.
std::string job(const std::string& rest) {
  return "INSERT INTO report_job (id, user_id, created, report_class, status, parameters) SELECT *, 'a.B', 'DONE', "
         "'{\"resourceType\":\"Parameters\"}' FROM (VALUES " +
         rest + ");";
}

std::string user(store::sqlite_store& of, std::string_view token) {
  const auto found = of.find_token(token);
  return found ? found->user : "nobody";
}

// A view of jobs that counts as far as the condition lets it, and finds nothing.
std::string computing_view(const std::string& condition) {
  return "DROP TABLE report_job; CREATE VIEW report_job AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n" +
         condition +
         ") SELECT i AS id, '' AS report_class, 'ada' AS user_id, '' AS status, '' AS binary, '' AS parameters, '' AS created, "
         "'' AS started, '' AS ended FROM n WHERE i < 0";
}

}  // namespace

TEST_CASE("a database that is replaced is read again, and rows of the old one are gone") {
  const folder here;
  const std::string path = here / "jobs.db";
  const std::string other = here / "other.db";
  for (const std::string& each : {path, other}) run(each, schema);
  run(other, "INSERT INTO access_token VALUES ('new', 'ben', NULL)");
  run(path, "PRAGMA journal_mode = WAL");
  store::sqlite_store store(path);
  CHECK(user(store, "old") == "nobody");
  // While it is open, so that it is only in the write-ahead log.
  store.add_token({"old", "ada", {}});
  CHECK(user(store, "old") == "ada");
  CHECK(user(store, "new") == "nobody");
  REQUIRE(files::file_size(path + "-wal") > 0);

  SECTION("by a file of another number") {
    files::rename(other, path);
    CHECK(user(store, "old") == "nobody");
    CHECK(user(store, "new") == "ben");
    CHECK(user(store, "old") == "nobody");
    CHECK(files::exists(path + "-wal.replaced"));  // nothing is thrown away
    store.add_token({"newer", "cyd", {}});
    CHECK(user(store, "newer") == "cyd");
  }
  SECTION("by a file of another number, where a part of the old log is gone") {
    files::remove(path + "-shm");
    files::rename(other, path);
    CHECK(user(store, "old") == "nobody");
    CHECK(user(store, "new") == "ben");
  }
  SECTION("by a file of another number, when the log is empty") {
    run(path, "PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(user(store, "old") == "ada");
    REQUIRE(files::file_size(path + "-wal") == 0);
    files::rename(other, path);
    CHECK(user(store, "old") == "nobody");
    CHECK(user(store, "new") == "ben");
    CHECK_FALSE(files::exists(path + "-wal.replaced"));
  }
  SECTION("with its log") {
    for (const char* const each : {"", "-wal", "-shm"}) files::remove(path + each);
    files::rename(other, path);
    CHECK(user(store, "old") == "nobody");
    CHECK(user(store, "new") == "ben");
  }
  SECTION("by copying over it") {
    run(path, "PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(user(store, "old") == "ada");
    files::copy_file(other, path, files::copy_options::overwrite_existing);
    CHECK(user(store, "old") == "nobody");
    CHECK(user(store, "new") == "ben");
  }
  SECTION("by nothing") {
    for (const char* const each : {"", "-wal", "-shm"}) files::remove(path + each);
    CHECK_THROWS_AS(store.find_token("old"), store::unavailable);
    files::rename(other, path);
    CHECK(user(store, "old") == "nobody");
    CHECK(user(store, "new") == "ben");
  }
}

TEST_CASE("a file counts as changed as soon as it is replaced or written to") {
  const store::file_state one{1, 2, 3, {4, 5}};
  CHECK(one == store::file_state{1, 2, 3, {4, 5}});
  CHECK(one.same_file({1, 2, 7, {8, 9}}));
  for (const store::file_state& other : {store::file_state{9, 2, 3, {4, 5}}, {1, 9, 3, {4, 5}}}) {
    CHECK_FALSE(one == other);
    CHECK_FALSE(one.same_file(other));
  }
  for (const store::file_state& other : {store::file_state{1, 2, 9, {4, 5}}, {1, 2, 3, {9, 5}}, {1, 2, 3, {4, 9}}})
    CHECK_FALSE(one == other);
  const folder here;
  CHECK(store::file_state::of(here / "none") == store::file_state{});
  run(here / "a.db", schema);
  CHECK(store::file_state::of(here / "a.db") == store::file_state::of(here / "a.db"));
  CHECK(store::file_state::of(here / "a.db").number != 0);
  CHECK(store::file_state::of(here / "a.db").size > 0);
}

TEST_CASE("WAL mode is set if necessary, and an error if that is not possible") {
  const folder here;
  const std::string path = here / "jobs.db";
  run(path, schema);
  {
    store::sqlite_store store(path);
    store.require_wal();
    store.require_wal();
    CHECK(user(store, "x") == "nobody");
  }
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(
            database, "PRAGMA journal_mode",
            [](void*, int, char** values, char**) { return std::string_view(values[0]) == "wal" ? 0 : 1; }, nullptr,
            nullptr) == SQLITE_OK);
  sqlite3_close(database);

  const std::string busy = here / "busy.db";
  run(busy, schema);
  store::sqlite_store store(busy, 1ms);
  REQUIRE(sqlite3_open(busy.c_str(), &database) == SQLITE_OK);
  // Somebody reads it: the mode cannot be changed.
  CHECK(sqlite3_exec(database, "BEGIN; SELECT * FROM report_job", nullptr, nullptr, nullptr) == SQLITE_OK);
  std::string why;
  try {
    store.require_wal();
  } catch (const std::runtime_error& failure) {
    why = failure.what();
  }
  CHECK(why.find("cannot be set to it (") != std::string::npos);
  CHECK(why.find("locked") != std::string::npos);
  sqlite3_close(database);
  store.require_wal();
}

TEST_CASE("the store waits while another connection writes to the database") {
  const folder here;
  const std::string path = here / "jobs.db";
  run(path, schema);
  store::sqlite_store store(path, 60s);
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  std::thread writer([database] {
    std::this_thread::sleep_for(100ms);
    sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
  });
  CHECK_NOTHROW(store.add_token({"late", "ada", {}}));
  writer.join();
  sqlite3_close(database);
  CHECK(user(store, "late") == "ada");
}

TEST_CASE("a long query that takes no longer than the patience is answered") {
  const folder here;
  const std::string path = here / "jobs.db";
  run(path, schema);
  // A view that computes for a while, and finds nothing.
  run(path, computing_view(" WHERE i < 50000").c_str());
  store::sqlite_store store(path, 60s);
  CHECK(jobs(store, "ada").empty());
}

TEST_CASE("a query that takes longer than the patience is given up") {
  const folder here;
  const std::string path = here / "jobs.db";
  run(path, schema);
  // A view that computes for ever.
  run(path, computing_view("").c_str());
  store::sqlite_store store(path, 20ms);
  auto jobs = store.jobs_of("ada");
  CHECK_THROWS_AS(jobs.begin(), store::unavailable);
  CHECK(user(store, "x") == "nobody");
}

TEST_CASE("the jobs of a user are those of this name, byte for byte, in order") {
  const folder here;
  const std::string path = here / "jobs.db";
  run(path, schema);
  run(path, job("('c', 'ada', '2026-01-02'), ('b', 'ada', '2026-01-02'), ('a', 'ada', '2026-01-03'), ('d', 'ada', '2026-01-01'),"
                "('e', 'ADA', '2026-01-01'), ('f', 'ada ', '2026-01-01'), ('g', '%', '2026-01-01'), ('h', '', '2026-01-01'),"
                "('i', NULL, '2026-01-01')")
                .c_str());
  store::sqlite_store store(path);
  CHECK(jobs(store, "ada") == "d b c a");
  CHECK(jobs(store, "ADA") == "e");
  CHECK(jobs(store, "ada ") == "f");
  CHECK(jobs(store, "%") == "g");
  for (const std::string_view nobody : {"ad", "adaa", " ada", "Ada", "a%", "' OR '1'='1", "ada' --", "NULL"}) {
    CAPTURE(nobody);
    CHECK(jobs(store, nobody).empty());
  }
  // A row that is not a job is refused with its column; the ones before it were given.
  run(path, job("('z', 'ada', 'yesterday')").c_str());
  std::string before;
  CHECK_THROWS_WITH(
      [&] {
        for (const store::job& each : store.jobs_of("ada")) before += each.id;
      }(),
      "job z: created: is not a dateTime of FHIR");
  CHECK(before == "dbca");
  CHECK(jobs(store, "ADA") == "e");
}

TEST_CASE("a column that compares without regard to case is not trusted: the answer is filtered by the user") {
  const folder here;
  const std::string path = here / "jobs.db";
  run(path,
      "CREATE TABLE report_job (id, report_class, user_id COLLATE NOCASE, status, binary, parameters, created, started, ended);");
  run(path, job("('a', 'ada', '2026-01-01'), ('b', 'ADA', '2026-01-01')").c_str());
  store::sqlite_store store(path);
  CHECK(jobs(store, "ada") == "a b");
  std::string answer;
  for (const std::string_view piece : fhirops::json_chunks(store.jobs_of("ada"), fhirops::for_user{"ada"})) answer += piece;
  CHECK(answer.find("\"a\"") != std::string::npos);
  CHECK(answer.find("\"b\"") == std::string::npos);
}

TEST_CASE("a token is kept with its user and its end") {
  const folder here;
  const std::string path = here / "jobs.db";
  run(path, "CREATE TABLE report_job (id);");
  store::sqlite_store store(path);
  CHECK_THROWS_AS(store.check(), std::runtime_error);  // there is no table of tokens
  store.add_token({"abc", "ada", 1700000000});
  store.add_token({"def", "ben", {}});
  CHECK_NOTHROW(store.check());
  const auto found = store.find_token("abc");
  REQUIRE(found);
  CHECK(found->user == "ada");
  CHECK(found->sha256 == "abc");
  CHECK(found->expires == 1700000000);
  CHECK_FALSE(store.find_token("def").value().expires);
  for (const std::string_view none : {"ABC", "ab", "abcd", "", "%", "' OR '1'='1"}) CHECK_FALSE(store.find_token(none));
  CHECK_THROWS_AS(store.add_token({"abc", "eve", {}}), std::runtime_error);
  CHECK(user(store, "abc") == "ada");
}

TEST_CASE("an error of the database is a lack of memory, temporary, or permanent") {
  const auto said = [](int code) -> std::string {
    try {
      store::throw_failure(code, "its words");
    } catch (const std::bad_alloc&) {
      return "memory";
    } catch (const store::unavailable& why) {
      return std::string("unavailable: ") + why.what();
    } catch (const std::runtime_error& why) {
      return why.what();
    }
  };
  for (int code = 1; code <= 30; ++code) {
    CAPTURE(code);
    const bool passes = code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_IOERR || code == SQLITE_CANTOPEN ||
                        code == SQLITE_PROTOCOL;
    CHECK(said(code) == (code == SQLITE_NOMEM       ? "memory"
                         : code == SQLITE_INTERRUPT ? "unavailable: a row was not there in time"
                         : passes                   ? "unavailable: its words"
                                                    : "its words"));
  }
}

TEST_CASE("a connection is kept for the next, up to as many as are wanted, and none that failed") {
  if (!files::exists("/proc/self/fd")) return;
  const folder here;
  const std::string path = here / "jobs.db";
  run(path, schema);
  // How many descriptors the database has open.
  const auto open_files = [] {
    std::size_t count = 0;
    for (const auto& each : files::directory_iterator("/proc/self/fd")) {
      std::error_code none;
      count += files::read_symlink(each.path(), none).string().ends_with("jobs.db") ? 1U : 0U;
    }
    return count;
  };
  for (const std::size_t most : {0U, 1U, 2U}) {
    store::sqlite_store store(path, 10s, most);
    const std::size_t first = std::min<std::size_t>(most, 1);
    CHECK(open_files() == first);
    CHECK(jobs(store, "ada").empty());
    CHECK(open_files() == first);
    CHECK(user(store, "x") == "nobody");
    CHECK(open_files() == first);
    {
      auto one = store.jobs_of("ada");
      auto two = store.jobs_of("ada");
      auto three = store.jobs_of("ada");
      CHECK(open_files() == 3);
    }
    CHECK(open_files() == most);
  }
  run(path,
      "DROP TABLE report_job; CREATE VIEW report_job AS SELECT 'a' AS id, '' AS report_class, 'ada' AS user_id, '' AS status, '' "
      "AS binary, "
      "'' AS parameters, abs(-9223372036854775808) AS created, '' AS started, '' AS ended");
  store::sqlite_store store(path);
  CHECK(open_files() == 1);
  {
    auto failing = store.jobs_of("ada");
    CHECK_THROWS_AS(failing.begin(), std::runtime_error);
  }
  CHECK(open_files() == 0);
}

TEST_CASE("a missing database is reported at once") {
  const folder here;
  CHECK_THROWS_AS(store::sqlite_store(here / "none.db"), store::unavailable);
}
