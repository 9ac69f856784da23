#pragma once
// One connection to a PostgreSQL server. Nothing waits longer than its limit.

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <libpq-fe.h>
#include <memory>
#include <new>
#include <optional>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "background.hpp"
#include "postgresql_settings.hpp"
#include "sqlstate.hpp"
#include "store.hpp"

namespace store {

// The server did not answer in time.
struct silent : unavailable {
  using unavailable::unavailable;
};
// The connection broke, or the server ended it: the same query may well succeed on another one.
struct connection_lost : unavailable {
  using unavailable::unavailable;
};
// The server has no connection left for this host.
struct no_connection_left : unavailable {
  using unavailable::unavailable;
};

class postgresql_connection {
 public:
  using clock = std::chrono::steady_clock;
  struct clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using result = std::unique_ptr<PGresult, clear>;

  // Connects to the only server in the settings.
  postgresql_connection(const postgresql_settings& settings, clock::time_point end) {
    connection_.reset(PQconnectStartParams(settings.keywords().data(), settings.values().data(), 0));
    if (!connection_) throw std::bad_alloc();
    PQsetErrorVerbosity(connection_.get(),
                        PQERRORS_VERBOSE);  // with the SQLSTATE, which is not available elsewhere
    PQsetNoticeReceiver(connection_.get(), [](void*, const PGresult*) {}, nullptr);
    for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK; next = PQconnectPoll(connection_.get())) {
      if (next == PGRES_POLLING_FAILED || PQstatus(connection_.get()) == CONNECTION_BAD) cannot_connect();
      if (!wait_for(next == PGRES_POLLING_READING ? POLLIN : POLLOUT, end))
        throw silent("the database server did not answer in time");
    }
    if (PQsetnonblocking(connection_.get(), 1) != 0) lost();
    if (const char* encoding = PQparameterStatus(connection_.get(), "client_encoding");
        encoding != nullptr && std::string_view(encoding) != "UTF8")
      throw std::runtime_error("the database does not speak UTF-8 with its clients");
  }
  postgresql_connection(const postgresql_connection&) = delete;
  postgresql_connection& operator=(const postgresql_connection&) = delete;
  ~postgresql_connection() {
    if (state_ == asked && alive()) cancel();
  }

  // Sends a query; `next` returns its rows. Texts are sent with their lengths, so that they may contain anything.
  void send(const std::string& sql, std::initializer_list<std::optional<std::string_view>> arguments) {
    std::vector<const char*> texts;
    std::vector<int> lengths;
    for (const auto& each : arguments) {
      texts.push_back(!each ? nullptr : each->data() == nullptr ? "" : each->data());
      lengths.push_back(each ? static_cast<int>(each->size()) : 0);
    }
    const std::vector<Oid> types(texts.size(), 25);  // the type text
    const std::vector<int> formats(texts.size(), 1);
    if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(texts.size()), types.data(), texts.data(),
                          lengths.data(), formats.data(), 0) != 1 ||
        PQsetSingleRowMode(connection_.get()) != 1)
      lost();
    state_ = asked;
  }

  // The next row; null after the last one.
  result next(clock::time_point end) {
    for (;;) {
      wait(end);
      result got(PQgetResult(connection_.get()));
      if (!got) {
        state_ = ready;
        return nullptr;
      }
      const auto status = PQresultStatus(got.get());
      if (status == PGRES_SINGLE_TUPLE) return got;
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) failed(*got, end);
    }
  }

  // Whether it can be used for another query: all rows of the last one have been received.
  [[nodiscard]] bool reusable() const { return state_ == ready && alive(); }
  // For an idle connection: anything that comes without a query is a farewell of the server, or the end.
  [[nodiscard]] bool quiet() const {
    pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
    return ::poll(&socket, 1, 0) == 0;
  }

  static std::optional<std::string_view> text(const PGresult* of, int column) {
    if (PQgetisnull(of, 0, column) != 0) return std::nullopt;
    return std::string_view(PQgetvalue(of, 0, column), static_cast<std::size_t>(PQgetlength(of, 0, column)));
  }

 private:
  [[nodiscard]] bool alive() const { return PQstatus(connection_.get()) == CONNECTION_OK; }

  // The server works on a query until it learns that nobody waits for the answer. `PQcancel` makes a new connection and blocks if
  // the server does not respond; if it fails, the server's own limits end the query.
  void cancel() const noexcept {
    try {
      const std::shared_ptr<PGcancel> handle(PQgetCancel(connection_.get()), PQfreeCancel);
      if (!handle) return;
      (void)ends_within(std::chrono::seconds(1), [handle] {
        char why[256];
        PQcancel(handle.get(), why, sizeof why);
      });
    } catch (const std::exception&) {
      return;
    }
  }

  bool wait_for(short what, clock::time_point end) const {
    for (;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - clock::now());
      if (left.count() <= 0) return false;
      pollfd socket{PQsocket(connection_.get()), what, 0};
      const int count = ::poll(&socket, 1, static_cast<int>(left.count()));
      if (count > 0) return true;
      if (count < 0 && errno != EINTR) throw unavailable("the connection to the database cannot be waited for");
    }
  }
  // Waits until everything has been sent, and a complete answer has been received.
  void wait(clock::time_point end) {
    const auto late = [] { return silent("the database did not answer in time"); };
    for (int unsent = PQflush(connection_.get()); unsent != 0; unsent = PQflush(connection_.get())) {
      if (unsent < 0) lost();
      if (!wait_for(POLLIN | POLLOUT, end)) throw late();
      if (PQconsumeInput(connection_.get()) != 1) lost();
    }
    while (PQisBusy(connection_.get()) == 1) {
      if (!wait_for(POLLIN, end)) throw late();
      if (PQconsumeInput(connection_.get()) != 1) lost();
    }
  }

  [[noreturn]] void failed(const PGresult& of, clock::time_point end) {
    state_ = over;
    const auto field = [&](int code) {
      const char* const text = PQresultErrorField(&of, code);
      return std::string_view(text != nullptr ? text : "");
    };
    const std::string_view sqlstate = field(PG_DIAG_SQLSTATE);
    if (sqlstate.empty()) lost();  // an error of libpq itself
    std::string what = "SQLSTATE " + std::string(sqlstate);
    if (is_free_of_values(sqlstate)) what += ": " + one_line(field(PG_DIAG_MESSAGE_PRIMARY));
    if (is_farewell(field(PG_DIAG_SEVERITY_NONLOCALIZED), sqlstate)) throw connection_lost(what);
    wait(end);  // until the server is ready again
    if (result(PQgetResult(connection_.get())) == nullptr) state_ = ready;
    if (worth_retrying(sqlstate)) throw unavailable(what);
    throw std::runtime_error(what);
  }
  [[noreturn]] void lost() {
    state_ = over;
    throw connection_lost(message());
  }
  [[noreturn]] void cannot_connect() const {
    // `FATAL:  53300: sorry, too many clients already`, or similar texts of PgBouncer and others.
    if (std::string_view(PQerrorMessage(connection_.get())).find(":  53300: ") != std::string_view::npos)
      throw no_connection_left(message());
    throw unavailable(message());
  }

  // libpq's message, reduced to the first line, which contains the essential.
  [[nodiscard]] std::string message() const {
    std::string what = one_line(PQerrorMessage(connection_.get()));
    const char* const password = PQpass(connection_.get());
    const std::string_view secret = password != nullptr ? password : "";
    constexpr std::size_t shortest = 3;  // a shorter password would match parts of ordinary words
    if (secret.size() >= shortest)
      for (std::size_t i = what.find(secret); i != std::string::npos; i = what.find(secret, i + 3))
        what.replace(i, secret.size(), "***");
    return what;
  }
  static std::string one_line(std::string_view text) {
    std::string line(text.substr(0, text.find_first_of("\r\n")));
    for (char& c : line)
      if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return line;
  }

  struct finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  std::unique_ptr<PGconn, finish> connection_;
  enum { ready, asked, over } state_ = ready;
};

}  // namespace store
