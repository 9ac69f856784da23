#pragma once
// A host without a network: its server on one end of a pair of sockets, with a store in memory.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "host/server.hpp"
#include "host/tokens.hpp"
#include "store/store.hpp"

namespace host_test {

inline const std::string token(43, 'a');
inline const std::string expired(43, 'b');
inline constexpr std::string_view operation = "/fhir/$get-report-job-status";

// A second later each time it is looked at: what has a limit of time reaches it after so many looks, on any machine.
inline host::connection::clock::time_point a_second_later() {
  static std::atomic<std::int64_t> seconds = 0;
  return host::connection::clock::time_point(std::chrono::seconds(++seconds));
}

// All that comes until the end, or until there is nothing where reading does not wait.
inline std::string read_all(int from) {
  std::string all;
  char piece[4096];
  for (ssize_t count = 0; (count = ::read(from, piece, sizeof piece)) > 0;) all.append(piece, static_cast<std::size_t>(count));
  return all;
}

// The two ends of a connection; the client's is closed in the end.
struct socket_pair {
  int client = -1;
  int server = -1;
  socket_pair() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) throw std::bad_alloc();
    client = ends[0];
    server = ends[1];
  }
  socket_pair(const socket_pair&) = delete;
  socket_pair& operator=(const socket_pair&) = delete;
  ~socket_pair() { ::close(client); }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::bad_alloc();
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // All that comes until the end.
  [[nodiscard]] std::string received() const { return read_all(client); }
};

// Jobs of `ada`, whose token it knows, and of `eve`.
class memory_store final : public store::job_store {
 public:
  enum class failure { none, unavailable, broken, memory, in_the_middle };
  failure fails = failure::none;
  int jobs = 2;  // of each user

  store::job_range jobs_of(std::string_view user) override {
    if (fails == failure::unavailable) throw store::unavailable("nobody is at home");
    if (fails == failure::broken) throw std::runtime_error("torn");
    if (fails == failure::memory) throw std::bad_alloc();
    return store::job_range(std::make_unique<cursor>(*this, user));
  }
  std::optional<store::token> find_token(std::string_view sha256) override {
    if (sha256 == host::sha256(token)) return store::token{std::string(sha256), "ada", {}};
    if (sha256 == host::sha256(expired)) return store::token{std::string(sha256), "ada", 1};
    return std::nullopt;
  }
  void add_token(const store::token&) override {}
  void check() override {
    if (fails == failure::unavailable) throw store::unavailable("nobody is at home");
  }

 private:
  struct cursor final : store::job_cursor {
    cursor(const memory_store& from, std::string_view user) : store(from), user_id(user) {}
    const store::job* next() override {
      if (count == store.jobs) return nullptr;
      if (store.fails == failure::in_the_middle && count == store.jobs / 2) throw std::runtime_error("torn");
      id = std::string(user_id) + "-job-" + std::to_string(++count);
      job = {};
      job.id = id;
      job.reportClass = "a.B";
      job.userId = user_id;
      job.status = "DONE";
      job.created = fhirops::DateTime<fhirops::borrowed>("2026-01-01T00:00:00Z");
      return &job;
    }
    const memory_store& store;
    std::string user_id;
    std::string id;
    store::job job;
    int count = 0;
  };
};

inline auto service_of(const fhirops::http::options& options, store::job_store& from) {
  namespace http = fhirops::http;
  return http::service(options, http::on<fhirops::ehealth::GetReportJobStatus>([&from](const auto&, const http::call& call) {
                         return fhirops::json_chunks(from.jobs_of(call.user.id), fhirops::for_user{call.user.id});
                       }));
}

// With a service of the test's own, or that of the host.
struct running {
  memory_store store;
  host::limits limits;
  int log_pipe[2] = {-1, -1};
  std::unique_ptr<host::log> log;
  std::unique_ptr<host::server> server;

  explicit running(host::limits allowed = {}, host::connection::time_source now = &host::connection::clock::now,
                   std::string base = "/fhir", host::server::service own = {})
      : limits(allowed) {
    if (::pipe(log_pipe) != 0) throw std::bad_alloc();
    log = std::make_unique<host::log>(log_pipe[1]);
    namespace http = fhirops::http;
    http::options options{.software = "test", .date = "2026-11-24"};
    options.max_body = limits.body_bytes;
    const auto service = std::make_shared<const decltype(service_of(options, store))>(service_of(options, store));
    static constexpr std::string_view operations[] = {"$get-report-job-status"};
    if (!own) own = [service](const http::request& request, http::user user) { return (*service)(request, user); };
    server = std::make_unique<host::server>(std::move(own), store, *log, limits, std::move(base), operations, now);
  }
  running(const running&) = delete;
  running& operator=(const running&) = delete;
  ~running() {
    ::close(log_pipe[0]);
    ::close(log_pipe[1]);
  }

  // All that comes back for these bytes, after which the client sends no more.
  std::string ask(std::string_view bytes) {
    const socket_pair ends;
    const int room = 1 << 20;
    for (const int each : {ends.client, ends.server}) ::setsockopt(each, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    ends.send(bytes);
    ::shutdown(ends.client, SHUT_WR);
    server->serve(ends.server);
    return ends.received();
  }
  // What was logged since the last call.
  std::string logged() {
    log->line("end-of-test-log");
    std::string text;
    char piece[4096];
    while (text.find("end-of-test-log") == std::string::npos) {
      const ssize_t count = ::read(log_pipe[0], piece, sizeof piece);
      if (count <= 0) break;
      text.append(piece, static_cast<std::size_t>(count));
    }
    return text.substr(0, text.rfind('\n', text.find("end-of-test-log")) + 1);
  }
};

inline std::string get(std::string_view headers = {}, std::string_view target = operation) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}
inline std::string bearer(std::string_view of = token) { return "Authorization: Bearer " + std::string(of) + "\r\n"; }
inline std::string post(std::string_view headers, std::string_view body) {
  return "POST " + std::string(operation) + " HTTP/1.1\r\nHost: x\r\n" + bearer() + "Content-Type: application/fhir+json\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}
inline std::string chunked(std::string_view body) { return post("Transfer-Encoding: chunked\r\n", body); }

// The statuses of the responses in a text, which is nothing but well-formed responses; -1 at the end where it
// is not. A response to HEAD has a length, and nothing of it.
inline std::vector<int> statuses(std::string_view text) {
  std::vector<int> found;
  const auto wrong = [&found] {
    found.push_back(-1);
    return found;
  };
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos || text.size() < 13 || !text.starts_with("HTTP/1.1 ") || text[12] != ' ') return wrong();
    const int status = (text[9] - '0') * 100 + (text[10] - '0') * 10 + text[11] - '0';
    if (status < 100 || status > 599) return wrong();
    std::optional<std::size_t> length;
    bool chunks = false;
    std::string_view head = text.substr(0, end + 2);
    head.remove_prefix(head.find("\r\n") + 2);
    while (!head.empty()) {
      const std::size_t line_end = head.find("\r\n");
      const auto field = host::detail::read_field(head.substr(0, line_end));
      if (!field) return wrong();
      if (field->name == "Content-Length") {
        if (length || field->value.empty()) return wrong();
        length = 0;
        for (const char c : field->value) *length = *length * 10 + static_cast<std::size_t>(c - '0');
      }
      if (field->name == "Transfer-Encoding") chunks = field->value == "chunked";
      head.remove_prefix(line_end + 2);
    }
    text.remove_prefix(end + 4);
    if (status != 100) found.push_back(status);
    if (text.empty() || text.starts_with("HTTP/1.1 ")) continue;  // HEAD, or no content
    if (chunks) {
      host::chunked_body body(std::size_t{1} << 30U, std::size_t{1} << 30U);
      std::string content;
      if (length || body.take(text, content) || !body.whole()) return wrong();
    } else if (length && *length <= text.size()) {
      text.remove_prefix(*length);
    } else if (length) {
      return wrong();
    } else {
      break;  // of HTTP/1.0: all that is left
    }
  }
  return found;
}

}  // namespace host_test
