// The host as it runs: one listener, one server, one database, many clients at once. Built with the thread sanitizer too.

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <netinet/in.h>
#include <span>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "host/connections.hpp"
#include "host/listener.hpp"
#include "host_units/support.hpp"
#include "store/sqlite_store.hpp"
#include "support/catch.hpp"

using namespace host_test;
using namespace std::chrono_literals;
namespace http = fhirops::http;

// The host's page, which is part of its program.
namespace host {
std::span<const page_file> page_files() { return {}; }
}  // namespace host

namespace {

namespace files = std::filesystem;

constexpr int clients = 8;
constexpr int rounds = 10;
constexpr std::size_t room = clients * rounds + 1;  // nobody is refused, however late a thread ends

std::string name_of(int client) { return "user-" + std::to_string(client); }
std::string token_of(int client) { return std::string(40, 'a') + std::to_string(client); }

// A database of its own, with five jobs of each client.
struct database {
  files::path folder;
  std::string path;

  database() {
    std::string made = (files::temp_directory_path() / "fhirops-XXXXXX").string();
    if (::mkdtemp(made.data()) == nullptr) throw std::bad_alloc();
    folder = made;
    path = (folder / "jobs.db").string();
    std::string sql =
        "PRAGMA journal_mode = WAL;"
        "CREATE TABLE report_job (id, report_class, user_id, status, binary, parameters, created, started, ended);"
        "CREATE TABLE access_token (token_sha256 TEXT PRIMARY KEY NOT NULL, user_id TEXT NOT NULL, expires INTEGER);";
    for (int i = 0; i < clients; ++i) {
      sql += "INSERT INTO access_token VALUES ('" + ::host::sha256(token_of(i)) + "', '" + name_of(i) + "', NULL);";
      for (int k = 0; k < 5; ++k)
        sql += "INSERT INTO report_job VALUES ('" + name_of(i) + '-' + std::to_string(k) + "', 'a.B', '" + name_of(i) +
               "', 'DONE', NULL, '{\"resourceType\":\"Parameters\"}', '2026-01-01', NULL, NULL);";
    }
    sqlite3* opened = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &opened) == SQLITE_OK);
    CHECK(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(opened);
  }
  database(const database&) = delete;
  database& operator=(const database&) = delete;
  ~database() { files::remove_all(folder); }
};

// What comes back for these bytes, by the network.
std::string ask(int port, std::string_view bytes) {
  const int client = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(static_cast<std::uint16_t>(port));
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string all;
  if (::connect(client, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0) {
    ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    char piece[4096];
    for (ssize_t count = 0; (count = ::recv(client, piece, sizeof piece, 0)) > 0;)
      all.append(piece, static_cast<std::size_t>(count));
  }
  ::close(client);
  return all;
}

}  // namespace

TEST_CASE("a host answers many clients at once, each its own jobs, and ends when it is to") {
  const database rows;
  store::sqlite_store store(rows.path, 10s, 4);
  int log_pipe[2];
  REQUIRE(::pipe(log_pipe) == 0);
  host::log log(log_pipe[1]);
  host::limits limits;
  limits.connections = room;
  const http::options options{.software = "test", .date = "2026-11-24"};
  const auto service = service_of(options, store);
  constexpr std::string_view operations[] = {"$get-report-job-status"};
  host::server server([&service](const http::request& request, http::user user) { return service(request, user); }, store, log,
                      limits, "/fhir", operations);
  host::connection_threads threads(room, [&server](int socket) { server.serve(socket); });
  host::listener listener("127.0.0.1", 0);
  int stop[2];
  REQUIRE(::pipe(stop) == 0);
  std::thread listens([&] {
    listener.run(stop[0], server.busy(), [&threads](int socket) { return threads.take(socket); }, [](std::string_view) {});
  });

  const int port = listener.port();
  std::atomic<int> wrong = 0;
  std::vector<std::thread> all;
  for (int i = 0; i < clients; ++i)
    all.emplace_back([&, i] {
      const std::string request = get(bearer(token_of(i))) + get(bearer(token_of(i) + "x")) + get("", "/health") +
                                  get(bearer(token_of(i)) + "Connection: close\r\n");
      for (int n = 0; n < rounds; ++n) {
        const std::string text = ask(port, request);
        bool good = statuses(text) == std::vector<int>{200, 401, 200, 200};
        for (int k = 0; k < clients; ++k) good = good && (text.find('"' + name_of(k) + "-4\"") != std::string::npos) == (k == i);
        if (!good) ++wrong;
      }
    });
  for (std::thread& each : all) each.join();
  CHECK(wrong == 0);

  // With one more that has not asked yet: it ends too.
  std::thread idle([&] { ask(port, ""); });
  REQUIRE(::write(stop[1], "", 1) == 1);
  listens.join();
  listener.close();
  server.stop();
  CHECK(threads.join(24h));
  idle.join();
  for (const int each : {stop[0], stop[1], log_pipe[0], log_pipe[1]}) ::close(each);
}
