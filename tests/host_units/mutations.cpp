// Requests with faults that nobody thought of: the host answers each with well-formed responses or with
// nothing, and nobody gets another's jobs. HOST_MUTATIONS=300000 tries more of them than a test should.

#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"
#include "support/catch.hpp"

using namespace host_test;

namespace {

class mutator {
 public:
  explicit mutator(std::uint32_t seed) : random_(seed) {}

  std::string operator()(const std::vector<std::string>& from) {
    std::string text = from[below(from.size())];
    for (std::size_t i = below(4); i < 4; ++i) change(text, from[below(from.size())]);
    return text;
  }

 private:
  // Not of <random>, whose distributions differ from one standard library to another.
  std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }

  void change(std::string& text, const std::string& other) {
    using namespace std::string_view_literals;
    static constexpr std::string_view pieces[] = {"\r\n"sv,
                                                  "\n"sv,
                                                  "\r"sv,
                                                  "\0"sv,
                                                  " "sv,
                                                  "\t"sv,
                                                  ":"sv,
                                                  ";"sv,
                                                  ","sv,
                                                  "\""sv,
                                                  "%00"sv,
                                                  "\xff"sv,
                                                  "\r\n\r\n"sv,
                                                  "Content-Length: 5\r\n"sv,
                                                  "Content-Length: 0\r\n"sv,
                                                  "Transfer-Encoding: chunked\r\n"sv,
                                                  "Host: y\r\n"sv,
                                                  "Connection: close\r\n"sv,
                                                  "Connection: keep-alive\r\n"sv,
                                                  "Expect: 100-continue\r\n"sv,
                                                  "HTTP/1.0"sv,
                                                  "HEAD "sv,
                                                  "Authorization: Bearer x\r\n"sv,
                                                  "Prefer: handling=lenient\r\n"sv,
                                                  "Accept: text/html\r\n"sv,
                                                  "?user=eve"sv,
                                                  "eve"sv,
                                                  "0\r\n\r\n"sv,
                                                  "1;a=\"b\"\r\n"sv,
                                                  "ffffffffffffffff\r\n"sv,
                                                  "99999999999999999999"sv,
                                                  "0x"sv,
                                                  "_pretty=true"sv,
                                                  "%24"sv,
                                                  "../"sv};
    const std::size_t at = below(text.size() + 1);
    const std::size_t count = below(below(2) == 0 ? 4 : 60);
    switch (below(8)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 1:
        text.erase(at, count);
        break;
      case 2:
        text.insert(at, text.substr(below(text.size() + 1), count));
        break;
      case 3:
        text.insert(at, other.substr(below(other.size() + 1), count));
        break;
      case 4:
        if (below(8) == 0) text.resize(at);
        break;
      case 5:
        if (at < text.size()) text[at] = static_cast<char>(random_());
        break;
      case 6:
        text += other;
        break;
      default:
        text.insert(at, pieces[below(std::size(pieces))]);
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("any bytes: well-formed responses, and nobody else's jobs") {
  const char* const wanted = std::getenv("HOST_MUTATIONS");
  const int count = wanted == nullptr ? 4000 : std::atoi(wanted);
  const std::string parameters = R"({"resourceType":"Parameters"})";
  const std::vector<std::string> requests{
      get(bearer()),
      get(bearer() + "Accept: application/fhir+json\r\nPrefer: handling=lenient\r\n"),
      get(bearer(), "http://x/fhir/$get-report-job-status?_pretty=true&_format=json"),
      get("", "/"),
      get("", "/health"),
      get("", "/fhir/metadata"),
      "HEAD " + std::string(operation) + " HTTP/1.1\r\nHost: x\r\n" + bearer() + "\r\n",
      "GET " + std::string(operation) + " HTTP/1.0\r\nConnection: keep-alive\r\n" + bearer() + "\r\n",
      post("Content-Length: 29\r\n", parameters),
      post("Content-Length: 29\r\nExpect: 100-continue\r\n", parameters),
      chunked("1d\r\n" + parameters + "\r\n0\r\n\r\n"),
      chunked("d;a=b\r\n" + parameters.substr(0, 13) + "\r\n10\r\n" + parameters.substr(13) + "\r\n0\r\nX-A: b\r\n\r\n"),
      get(bearer()) + post("Content-Length: 29\r\n", parameters) + get(bearer() + "Connection: close\r\n"),
      "OPTIONS /fhir/$get-report-job-status HTTP/1.1\r\nHost: x\r\nOrigin: https://y\r\n\r\n",
  };
  running host;
  mutator mutated(20261126);
  int jobs = 0;
  int refusals = 0;
  for (int i = 0; i < count; ++i) {
    const std::string request = mutated(requests);
    const std::string answer = host.ask(request);
    jobs += answer.find("ada-job-1") != std::string::npos ? 1 : 0;
    refusals += answer.find("OperationOutcome") != std::string::npos ? 1 : 0;
    // As an entry: a message may show what a request said of a name.
    bool good = answer.find(R"("fullUrl":"eve)") == std::string::npos;
    for (const int status : statuses(answer)) good = good && status >= 200 && status != 500;
    const std::string line = host.logged();
    good = good && line.find(token) == std::string::npos && line.find_first_of("\x1b\r") == std::string::npos;
    if (good) continue;
    CAPTURE(i, request, answer, line);
    FAIL("a response that is not well-formed, or of another user, or a line of the log that should not be");
  }
  CHECK(jobs > count / 10);
  CHECK(refusals > count / 10);
}
