#include "host/log.hpp"

#include <algorithm>
#include <cstddef>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

#include "host_units/support.hpp"
#include "support/catch.hpp"

TEST_CASE("text from others is one word without control characters in the log") {
  CHECK(host::for_log("plain/text") == "plain/text");
  CHECK(host::for_log("a b\r\nc\x1b[2J\"\\\x7f\xc3\xa6") == R"(a\x20b\x0d\x0ac\x1b[2J\x22\x5c\x7f\xc3\xa6)");
  CHECK(host::for_log(std::string(201, 'a')) == std::string(200, 'a') + "...");
}

TEST_CASE("of a path, the log shows only segments that the server knows") {
  constexpr std::string_view known[] = {"fhir", "$get", "Patient"};
  const auto shown = [&known](std::string_view target) { return host::path_for_log(target, known); };
  CHECK(shown("/") == "/");
  CHECK(shown("/fhir/$get") == "/fhir/$get");
  CHECK(shown("/fhir/$get?access_token=secret") == "/fhir/$get");
  CHECK(shown("/fhir/Patient/secret/$get") == "/fhir/Patient/*/$get");
  CHECK(shown("/secret") == "/*");
  CHECK(shown("/fhir;secret/$get%3Fsecret") == "/*/*");
  CHECK(shown("/Bearer%20secret") == "/*");
  CHECK(shown("//user:secret@x/fhir/") == "//*/fhir/");
  CHECK(shown("/a/b/c/d/e/f/g/h/i/j") == "/*/*/*/*/*/*/*/*/...");
  for (const std::string_view each : {"", "secret", "http://user:secret@x/", "*", "?secret", "Authorization:secret"})
    CHECK(shown(each) == "-");
}

TEST_CASE("a line of the log is one line, and nothing waits for who reads it") {
  int ends[2];
  REQUIRE(::pipe2(ends, O_NONBLOCK) == 0);
  const auto read_all = [&ends] { return host_test::read_all(ends[0]); };
  host::log log(ends[1]);
  log.line("event=a\nevent=b\x1b\x7f");
  std::string text = read_all();
  REQUIRE(text.size() == 25 + 18);
  CHECK(text.substr(23, 2) == "Z ");
  CHECK(text.substr(25) == "event=a event=b  \n");
  log.line(std::string(100000, 'a'));
  text = read_all();
  CHECK(text.size() == 2048);
  CHECK(text.ends_with("a\n"));

  // Full: lines are lost, and counted.
  for (int i = 0; i < 1000; ++i) log.line(std::string(2000, 'a'));
  const auto lines = static_cast<std::size_t>(std::ranges::count(read_all(), '\n'));
  CHECK(lines < 1000);
  log.line("event=again");
  text = read_all();
  CHECK(text.find("event=log-lost lines=" + std::to_string(1000 - lines) + '\n') != std::string::npos);
  CHECK(text.ends_with(" event=again\n"));
  log.line("event=more");  // counted once
  text = read_all();
  CHECK(text.find("log-lost") == std::string::npos);
  CHECK(text.ends_with(" event=more\n"));

  // One line alone is lost.
  std::size_t kept = 0;
  for (std::size_t before = 0; kept < 1000; before = kept) {
    log.line(std::string(2000, 'a'));
    int waiting = 0;
    REQUIRE(::ioctl(ends[0], FIONREAD, &waiting) == 0);
    kept = static_cast<std::size_t>(waiting) / 2048 + (waiting % 2048 != 0 ? 1 : 0);
    if (kept == before) break;
  }
  CHECK(kept < 1000);
  read_all();
  log.line("event=last");
  text = read_all();
  CHECK(text.find("event=log-lost lines=1\n") != std::string::npos);
  CHECK(text.ends_with(" event=last\n"));
  ::close(ends[0]);
  ::close(ends[1]);
}
