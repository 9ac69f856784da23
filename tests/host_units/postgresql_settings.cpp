// What the URL of a PostgreSQL database says, without a server of it.

#include "store/postgresql_settings.hpp"

#include <cstddef>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

namespace {

using store::postgresql_settings;

// Without what this machine's environment says of PostgreSQL.
void forget_environment() {
  for (const char* name : {"PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGTARGETSESSIONATTRS", "PGCLIENTENCODING"})
    ::unsetenv(name);
}
std::string value(const postgresql_settings& of, std::string_view keyword) {
  const std::string* found = of.find(keyword);
  return found == nullptr ? "none" : *found;
}
// `host|hostaddr|port` of each server.
std::string servers(const postgresql_settings& of) {
  std::string all;
  for (const store::server_address& each : of.servers())
    (all += all.empty() ? "" : " ") += each.host + '|' + each.hostaddr + '|' + each.port;
  return all;
}
std::string refusal(const std::string& url) {
  try {
    const postgresql_settings taken(url);
    return "taken";
  } catch (const std::runtime_error& why) {
    return why.what();
  }
}

}  // namespace

TEST_CASE("a URL says where the servers are, and what the host wants is added") {
  forget_environment();
  const postgresql_settings one("postgresql://ada:secret@db.example:5433/jobs?connect_timeout=7");
  CHECK(servers(one) == "db.example||5433");
  CHECK(value(one, "user") == "ada");
  CHECK(value(one, "password") == "secret");
  CHECK(value(one, "dbname") == "jobs");
  CHECK(value(one, "connect_timeout") == "7");
  CHECK(value(one, "client_encoding") == "UTF8");
  CHECK(value(one, "fallback_application_name") == "fhirops host");
  CHECK(value(one, "tcp_user_timeout") == "30000");
  CHECK(value(one, "keepalives_idle") == "30");
  CHECK(value(one, "keepalives_interval") == "10");
  CHECK(value(one, "keepalives_count") == "3");
  CHECK(value(one, "sslmode") == "none");
  CHECK_FALSE(one.prefers_standby());
  // What the URL says of these counts, except for the encoding.
  const postgresql_settings own("postgresql:///jobs?client_encoding=LATIN1&keepalives_idle=5&tcp_user_timeout=1");
  CHECK(value(own, "client_encoding") == "UTF8");
  CHECK(value(own, "keepalives_idle") == "5");
  CHECK(value(own, "tcp_user_timeout") == "1");
  CHECK(servers(own) == "||5432");  // libpq's own

  const auto keywords = one.keywords();
  const auto values = one.values();
  REQUIRE(keywords.size() == values.size());
  CHECK(keywords.back() == nullptr);
  CHECK(values.back() == nullptr);
  for (std::size_t i = 0; i + 1 < keywords.size(); ++i) CHECK(value(one, keywords[i]) == values[i]);
}

TEST_CASE("each of several servers has its own settings, and a preference concerns all") {
  forget_environment();
  const postgresql_settings list("postgresql://a,b:2/jobs?target_session_attrs=prefer-standby");
  CHECK(servers(list) == "a|| b||2");
  CHECK(list.prefers_standby());
  const postgresql_settings second = list.of(list.servers()[1], true);
  CHECK(value(second, "host") == "b");
  CHECK(value(second, "port") == "2");
  CHECK(value(second, "hostaddr").empty());
  CHECK(value(second, "target_session_attrs") == "standby");
  CHECK(value(list.of(list.servers()[0], false), "target_session_attrs") == "any");
  CHECK(value(list, "host") == "a,b");
  // Of one alone libpq's own is left, unless its address is known.
  const postgresql_settings one("postgresql://a/jobs?target_session_attrs=read-write");
  CHECK_FALSE(one.prefers_standby());
  CHECK(value(one.of({"x", "", "9"}, true), "host") == "a");
  CHECK(value(one.of({"x", "10.0.0.1", "9"}, true), "host") == "x");
  CHECK(value(one.of({"x", "10.0.0.1", "9"}, true), "hostaddr") == "10.0.0.1");
  CHECK(value(one.of({"x", "10.0.0.1", "9"}, true), "port") == "9");
  CHECK(value(one.of({"x", "", ""}, true), "target_session_attrs") == "read-write");
}

TEST_CASE("the environment says what the URL does not") {
  forget_environment();
  ::setenv("PGHOST", "from.environment", 1);
  ::setenv("PGPORT", "7", 1);
  CHECK(servers(postgresql_settings("postgresql:///jobs")) == "from.environment||7");
  CHECK(servers(postgresql_settings("postgresql://own/jobs")) == "own||7");
  CHECK(servers(postgresql_settings("postgresql://own:8/jobs")) == "own||8");
  forget_environment();
}

TEST_CASE("a URL that is not well encoded is refused, and no part of it is shown") {
  forget_environment();
  CHECK(store::is_well_encoded("postgresql://a:b@c/d?e=f@g/h"));
  CHECK(store::is_well_encoded("postgresql:///jobs"));
  CHECK(store::is_well_encoded("a:b@c"));
  CHECK_FALSE(store::is_well_encoded("postgresql://a:b@c@d/e"));
  CHECK_FALSE(store::is_well_encoded("postgresql://a:b/c@d/e"));
  CHECK_FALSE(store::is_well_encoded("a:b@c@d"));
  const std::string right = refusal("postgresql://ada:se@cret@db/jobs");
  CHECK(right.starts_with(
      "the URL of the database cannot be read: it is postgresql://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE"));
  for (const char* url :
       {"postgresql://ada:se@cret@db/jobs", "postgresql://ada:se/cret@db/jobs", "postgresql://ada:5432/cret@db/jobs",
        "postgresql://ada:5432/jobs@x@db", "postgresql://ada:secret%@db/jobs", "postgresql://ada:se#cret",
        "postgresql://db:54x2/jobs", "postgresql:///jobs?secret=1", "postgresql://secr'et/jobs", "postgresql://secr#et/jobs",
        "postgresql:///jobs?hostaddr=se%3Dcret", "postgresql:///jobs?port=secret"}) {
    CAPTURE(url);
    CHECK(refusal(url) == right);
  }
  // A password may have a ?, which libpq knows from that of the options.
  CHECK(value(postgresql_settings("postgresql://ada:se?cret@db/jobs"), "password") == "se?cret");
  for (const char* url : {"postgresql://a,b:1/jobs", "postgresql:///jobs?port=1,2&host=a,b", "postgresql:///jobs?host=/run/a%20b",
                          "postgresql:///jobs?host=%40a%20b"}) {
    CAPTURE(url);
    CHECK(refusal(url) == "taken");
  }
}

TEST_CASE("servers of a service's file are left to libpq") {
  forget_environment();
  CHECK(servers(postgresql_settings("postgresql:///jobs?service=near")) == "||");
  // The file may say other servers than the URL: libpq knows which count.
  CHECK(servers(postgresql_settings("postgresql://db.example/jobs?service=near")) == "||");
  ::setenv("PGSERVICE", "near", 1);
  CHECK(servers(postgresql_settings("postgresql://db.example/jobs")) == "||");
  forget_environment();
  CHECK(servers(postgresql_settings("postgresql://db.example/jobs")) == "db.example||5432");
}
