// host: answers $get-report-job-status over HTTP, from a SQLite or PostgreSQL database.

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <exception>
#include <fcntl.h>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/async.hpp>
#include <fhirops/http/batch.hpp>
#include <fhirops/http/openapi.hpp>
#include <fhirops/http/service.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <system_error>
#include <type_traits>
#include <unistd.h>
#include <utility>

#include "../store/postgresql_store.hpp"
#include "../store/sqlite_store.hpp"
#include "connections.hpp"
#include "listener.hpp"
#include "reports.hpp"
#include "server.hpp"

namespace {

constexpr std::string_view usage = R"(usage: host --store STORE [OPTION VALUE]...
       host --store STORE --new-token USER [--days N]

STORE is the path of a SQLite database, or postgresql://... for PostgreSQL.
The second form makes an access token for a user, and prints it: it is kept as a hash, and cannot be shown again.

  --listen ADDRESS:PORT     where to listen (127.0.0.1:8080; port 0 for any that is free)
  --base PATH               the path of the FHIR service (/fhir)
  --public-url URL          the absolute URL of the FHIR service, for its CapabilityStatement
  --max-connections N       more are refused with 503 (64)
  --max-body BYTES          longer ones are refused with 413 (1048576)
  --request-seconds N       for a whole head, and for a whole body (10)
  --idle-seconds N          between two requests of a connection (30)
  --send-seconds N          for each 64 KiB of an answer to be taken by the client (30)
  --work-seconds N          for the body of a request to be read and checked (10)
  --answer-seconds N        for a whole answer to be made and taken (300)
  --store-seconds N         for the database to answer, and for each further row (10)
  --store-connections N     to PostgreSQL at once, or half of what the server allows where that is less (20)
  --grace-seconds N         for answers under way when the host is to stop (10)
  --report-seconds N        also order two of the guide's reports, of N seconds each; kept in memory (none)
  --journal wal|any         of SQLite: any to serve a database that is not in WAL mode, and cannot be set to it (wal)
)";

struct arguments {
  std::string store;
  std::string address = "127.0.0.1";
  int port = 8080;
  std::string base = "/fhir";
  std::string public_url;
  std::optional<std::string> new_token_for;
  std::optional<std::int64_t> days;
  std::optional<std::chrono::seconds> report;
  store::postgresql_limits postgresql;
  bool any_journal = false;
  host::limits limits;
};

struct wrong_usage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::int64_t number(std::string_view option, std::string_view text, std::int64_t least, std::int64_t most) {
  std::int64_t value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || rest != text.data() + text.size() || value < least || value > most)
    throw wrong_usage(std::string(option) + " needs a number from " + std::to_string(least) + " to " + std::to_string(most));
  return value;
}

void read_listen(std::string_view text, arguments& out) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) throw wrong_usage("--listen needs ADDRESS:PORT");
  std::string_view address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  out.address = address;
  out.port = static_cast<int>(number("--listen", text.substr(colon + 1), 0, 65535));
}

// Whether the text is the absolute URL of a service, as a CapabilityStatement has it.
bool is_service_url(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  return scheme > 0 && text.size() > scheme && text[scheme] != '/' && !text.ends_with('/') &&
         text.find_first_of(" \"<>\\?#") == std::string_view::npos;
}

arguments read(std::span<char*> given) {
  arguments out;
  for (std::size_t i = 1; i < given.size(); i += 2) {
    const std::string_view option = given[i];
    if (i + 1 == given.size()) throw wrong_usage(std::string(option) + " needs a value, or is unknown");
    const std::string_view value = given[i + 1];
    const auto seconds = [&] { return std::chrono::seconds(number(option, value, 1, 3600)); };
    if (option == "--store")
      out.store = value;
    else if (option == "--listen")
      read_listen(value, out);
    else if (option == "--base")
      out.base = value == "/" ? "" : value;
    else if (option == "--public-url")
      out.public_url = value;
    else if (option == "--new-token")
      out.new_token_for = value;
    else if (option == "--days")
      out.days = number(option, value, 1, 36500);
    else if (option == "--max-connections")
      out.limits.connections = static_cast<std::size_t>(number(option, value, 1, 10000));
    else if (option == "--max-body")
      out.limits.body_bytes = static_cast<std::size_t>(number(option, value, 0, std::int64_t{1} << 30));
    else if (option == "--request-seconds")
      out.limits.request = seconds();
    else if (option == "--idle-seconds")
      out.limits.idle = seconds();
    else if (option == "--send-seconds")
      out.limits.send = seconds();
    else if (option == "--work-seconds")
      out.limits.work = seconds();
    else if (option == "--answer-seconds")
      out.limits.answer = seconds();
    else if (option == "--journal" && (value == "wal" || value == "any"))
      out.any_journal = value == "any";
    else if (option == "--report-seconds")
      out.report = std::chrono::seconds(number(option, value, 0, 3600));
    else if (option == "--store-seconds")
      out.postgresql.patience = seconds();
    else if (option == "--store-connections")
      out.postgresql.connections = static_cast<std::size_t>(number(option, value, 4, 1000));
    else if (option == "--grace-seconds")
      out.limits.grace = seconds();
    else
      throw wrong_usage("unknown option " + std::string(option) + ", or not with " + std::string(value));
  }
  if (out.store.empty()) throw wrong_usage("which store?");
  if (!out.base.empty() &&
      (!out.base.starts_with('/') || out.base.ends_with('/') || out.base.find("..") != std::string::npos ||
       out.base.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._~-") != std::string::npos))
    throw wrong_usage("--base needs a path that begins with /, and does not end with one");
  if (!out.public_url.empty() && !is_service_url(out.public_url))
    throw wrong_usage("--public-url needs http:// or https://, a name, and perhaps a path that does not end with /");
  if (out.new_token_for && out.new_token_for->empty()) throw wrong_usage("--new-token needs a user");
  if (out.days && !out.new_token_for) throw wrong_usage("--days is for --new-token");
  return out;
}

std::unique_ptr<store::job_store> open(const arguments& given) {
  if (given.store.starts_with("postgresql://") || given.store.starts_with("postgres://"))
    return std::make_unique<store::postgresql_store>(given.store, given.postgresql);
  auto opened = std::make_unique<store::sqlite_store>(given.store, given.postgresql.patience, given.limits.connections);
  if (!given.new_token_for && !given.any_journal) opened->require_wal();
  return opened;
}

void make_token(const arguments& given, store::job_store& store) {
  const std::string secret = host::random_token();
  store::token added{host::sha256(secret), *given.new_token_for, {}};
  if (given.days) {
    const auto end = std::chrono::system_clock::now().time_since_epoch() + std::chrono::hours(24) * *given.days;
    added.expires = std::chrono::duration_cast<std::chrono::seconds>(end).count();
  }
  store.add_token(added);
  std::cout << secret << '\n';
}

// The jobs of a user, queried when the first of them is read: the answers of a batch are sent one after another, and each should
// have a connection to the database only during its turn.
class jobs_when_read {
 public:
  jobs_when_read(store::job_store& store, host::reports* reports, std::string_view user)
      : store_(&store), reports_(reports), user_(user) {}
  store::job_range::iterator begin() {
    jobs_.emplace(store_->jobs_of(user_));
    if (reports_ != nullptr) jobs_.emplace(std::make_unique<host::jobs_and_reports>(*std::move(jobs_), reports_->of(user_)));
    return jobs_->begin();
  }
  static std::default_sentinel_t end() { return {}; }

 private:
  store::job_store* store_;
  host::reports* reports_;
  std::string user_;
  std::optional<store::job_range> jobs_;
};

namespace http = fhirops::http;

http::options options_of(const arguments& given) {
  http::options options{.software = "fhirops host", .date = "2026-11-24"};
  options.base = given.public_url;
  options.version = FHIROPS_VERSION;
  options.description = "Status of scheduled reports";
  options.max_body = given.limits.body_bytes;
  // The factor that the README states.
  options.max_memory = 40 * given.limits.body_bytes;
  options.challenge = "Bearer realm=\"fhir\"";
  options.interaction = {"batch"};
  return options;
}

auto status_of_jobs(store::job_store& store, host::reports* reports) {
  return http::on<fhirops::ehealth::GetReportJobStatus>([&store, reports](const auto&, const http::call& call) {
    // The store selects the user's rows, so that others are not even read. That is only for speed: a column may compare without
    // regard to case, or a query may be changed. `for_user` decides.
    return fhirops::json_chunks(jobs_when_read(store, reports, call.user.id), fhirops::for_user{call.user.id});
  });
}

auto service_of(const arguments& given, store::job_store& store) {
  return http::batch_service(http::openapi_service(http::service(options_of(given), status_of_jobs(store, nullptr))));
}

// Adds two reports that can be ordered: `schedule` is always answered later, `execute` only if the client prefers that.
template <class Schedule, class Execute>
auto operations_of_report(store::job_store& store, bool by_class) {
  const auto make = [&store, by_class]<class Response>(std::type_identity<Response>, const http::call& call) {
    return Response{host::make_report(store, call.user.id, by_class)};
  };
  return std::pair(
      http::on<Schedule>(
          [make](const auto&, const http::call& call) { return make(std::type_identity<typename Schedule::Response>(), call); },
          http::async_mode::must),
      http::on<Execute>(
          [make](const auto&, const http::call& call) { return make(std::type_identity<typename Execute::Response>(), call); },
          http::async_mode::can));
}
auto service_with_reports(const arguments& given, store::job_store& store, host::reports& reports) {
  namespace ehealth = fhirops::ehealth;
  auto [schedule_usage, execute_usage] =
      operations_of_report<ehealth::SchedulePatientUsageStats, ehealth::ExecutePatientUsageStats>(store, true);
  auto [schedule_total, execute_total] =
      operations_of_report<ehealth::SchedulePatientTotal, ehealth::ExecutePatientTotal>(store, false);
  return http::async_service(
      http::service(options_of(given), status_of_jobs(store, &reports), schedule_usage, execute_usage, schedule_total,
                    execute_total),
      host::report_orders{&reports},
      http::async_options{.ask_after = std::chrono::seconds(1), .min_interval = std::chrono::milliseconds(200)});
}

// Signal handlers write here, and the other end can be polled.
int stop_pipe[2] = {-1, -1};

// The first signal lets answers complete; the second one ends the process, whatever the threads are doing.
extern "C" void on_signal(int signal) {
  static volatile std::sig_atomic_t before = 0;
  if (before != 0) ::_exit(128 + signal);
  before = 1;
  const int kept = errno;
  [[maybe_unused]] const auto written = ::write(stop_pipe[1], "", 1);
  errno = kept;
}

void wait_for_signals() {
  if (::pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
    throw std::system_error(errno, std::generic_category(), "a pipe for signals");
  struct sigaction action{};
  action.sa_handler = on_signal;
  for (const int each : {SIGINT, SIGTERM}) sigaction(each, &action, nullptr);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, nullptr);  // sent if a client, or the reader of the log, has gone
}

// A connection has a socket, and a database has up to three files.
void want_descriptors(std::size_t connections, host::log& log) {
  rlimit now{};
  if (::getrlimit(RLIMIT_NOFILE, &now) != 0) return;
  const rlim_t wanted = 4 * connections + 32;
  if (now.rlim_cur >= wanted) return;
  now.rlim_cur = std::min(wanted, now.rlim_max);
  if (::setrlimit(RLIMIT_NOFILE, &now) != 0 || now.rlim_cur < wanted)
    log.line("event=few-descriptors have=" + std::to_string(now.rlim_cur) + " wanted=" + std::to_string(wanted));
}

// Acquires what would be fatal to lack later, when memory is short: the stack of this thread, which the kernel extends as it is
// used, and OpenSSL's algorithm.
void take_what_cannot_wait() {
  volatile char stack[std::size_t{256} << 10U];
  for (std::size_t i = 0; i < sizeof stack; i += 4096) stack[i] = 0;
  static_cast<void>(host::sha256({}));
}

// For a service that must not be copied as often as a std::function is.
template <class Service>
host::server::service shared(Service service) {
  return [kept = std::make_shared<const Service>(std::move(service))](const http::request& asked, http::user who) {
    return (*kept)(asked, who);
  };
}

int serve(const arguments& given, store::job_store& store) {
  take_what_cannot_wait();
  try {
    store.check();
  } catch (const std::exception& failure) {
    throw std::runtime_error(std::string(failure.what()) +
                             " (without a table of tokens nobody can be let in: --new-token makes it)");
  }

  host::log log;
  want_descriptors(given.limits.connections, log);
  host::listener listener(given.address, given.port);
  const bool is_ipv6 = given.address.find(':') != std::string::npos;
  const std::string url =
      "http://" + (is_ipv6 ? '[' + given.address + ']' : given.address) + ':' + std::to_string(listener.port());

  std::optional<host::reports> reports;
  host::server::service service;
  if (given.report) {
    arguments known = given;
    if (known.public_url.empty()) known.public_url = url + given.base;
    reports.emplace(*given.report, log);
    const auto later = service_with_reports(known, store, *reports);
    reports->begin([later](const http::async_request& asked) { return later.perform(asked); });
    service = shared(host::with_binaries(http::batch_service(http::openapi_service(later)), options_of(known), *reports));
  } else {
    service = shared(service_of(given, store));
  }
  constexpr std::string_view operations[] = {"$get-report-job-status",       "$schedule-patient-usage-stats",
                                             "$execute-patient-usage-stats", "$schedule-patient-total",
                                             "$execute-patient-total",       "async"};
  host::server server(std::move(service), store, log, given.limits, given.base, operations);
  host::connection_threads threads(given.limits.connections, [&server](int socket) { server.serve(socket); });
  wait_for_signals();

  std::cout << "page " << url << "/\nservice " << url << given.base << std::endl;

  listener.run(
      stop_pipe[0], server.busy(), [&threads](int socket) { return threads.take(socket); },
      [&log](std::string_view lack) {
        log.line(lack == "connections" ? "event=refused reason=connections" : "event=refused reason=descriptors");
      });
  listener.close();
  server.stop();
  // Threads that compute, or wait for a database, do not notice the stop: the process ends without them.
  const bool all_ended = threads.join(std::chrono::seconds(1));
  log.line("event=stopped");
  if (!all_ended) ::_exit(0);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    // If standard error is closed, no socket may get its number, and receive the log.
    for (int opened = 0; opened >= 0 && opened <= STDERR_FILENO;) opened = ::open("/dev/null", O_RDWR);
    if (argc == 2 && std::string_view(argv[1]) == "--help") {
      std::cout << usage;
      return 0;
    }
    const arguments given = read(std::span(argv, static_cast<std::size_t>(argc)));
    const auto store = open(given);
    if (!given.new_token_for) return serve(given, *store);
    make_token(given, *store);
    return std::cout.flush() ? 0 : 1;
  } catch (const wrong_usage& wrong) {
    std::cerr << "host: " << wrong.what() << '\n' << usage;
    return 2;
  } catch (const std::exception& failure) {
    std::cerr << "host: " << failure.what() << '\n';
    return 1;
  }
}
