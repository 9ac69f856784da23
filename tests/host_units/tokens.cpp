#include "host/tokens.hpp"

#include <cstddef>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "support.hpp"
#include "support/catch.hpp"

namespace {

using headers = std::vector<fhirops::http::header>;

}  // namespace

TEST_CASE("a token is that of the one Authorization header") {
  CHECK(host::sender_of(headers{{"Authorization", "Bearer abc"}}).token == "abc");
  CHECK(host::sender_of(headers{{"X", "y"}, {"aUTHORIZATION", "bEARER   abc=="}}).token == "abc==");
  const auto nobody = host::sender_of(headers{{"X", "y"}, {"Proxy-Authorization", "Bearer abc"}});
  CHECK(nobody.token.empty());
  CHECK(nobody.why_not.empty());
  for (const headers& each :
       {headers{{"Authorization", "Bearer abc"}, {"authorization", "Bearer abc"}},
        headers{{"Authorization", "Bearer abc"}, {"Authorization", "Bearer xyz"}}, headers{{"Authorization", ""}},
        headers{{"Authorization", "Bearer"}}, headers{{"Authorization", "Bearer "}}, headers{{"Authorization", "Bearer     "}},
        headers{{"Authorization", "Bearer  ="}}, headers{{"Authorization", "Bearer\tabc"}},
        headers{{"Authorization", "Basic abc"}}, headers{{"Authorization", "Bearerabc"}},
        headers{{"Authorization", "Bearer a b"}}, headers{{"Authorization", "Bearer a, Bearer b"}},
        headers{{"Authorization", "Bearer =a"}}, headers{{"Authorization", "Bearer \"a\""}},
        headers{{"Authorization", "Bearer a=b"}}}) {
    CHECK(host::sender_of(each).token.empty());
    CHECK_FALSE(host::sender_of(each).why_not.empty());
  }
  const std::string word = "Bearer";
  for (std::size_t i = 0; i < word.size(); ++i) {
    std::string other = word;
    other[i] = 'x';
    CHECK(host::sender_of(headers{{"Authorization", other + " abc"}}).token.empty());
  }
  const std::string longest = "Bearer " + std::string(505, 'a');
  CHECK(host::sender_of(headers{{"Authorization", longest}}).token.size() == 505);
  CHECK(host::sender_of(headers{{"Authorization", longest + "a"}}).token.empty());
}

TEST_CASE("a token is valid until it expires") {
  host_test::memory_store store;
  CHECK(host::user_of(store, host_test::token, 5) == "ada");
  CHECK(host::user_of(store, host_test::expired, 0) == "ada");
  CHECK_FALSE(host::user_of(store, host_test::expired, 1));
  CHECK_FALSE(host::user_of(store, host_test::expired, 2));
  CHECK_FALSE(host::user_of(store, "unknown", 0));
  CHECK_FALSE(host::user_of(store, "", 0));
  // One that stands for nobody, as a row may.
  struct nobodys final : store::job_store {
    store::job_range jobs_of(std::string_view) override { throw std::runtime_error("not asked"); }
    std::optional<store::token> find_token(std::string_view sha256) override { return store::token{std::string(sha256), "", {}}; }
    void add_token(const store::token&) override {}
  } nobody;
  CHECK_FALSE(host::user_of(nobody, host_test::token, 0));
}

TEST_CASE("hashes and random tokens") {
  CHECK(host::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(host::sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(host::random_token().size() == 43);
  std::set<char> letters;
  for (int i = 0; i < 200; ++i)
    for (const char c : host::random_token()) letters.insert(c);
  const std::string all(letters.begin(), letters.end());
  CHECK(all == "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
  CHECK(host::random_token() != host::random_token());
}

TEST_CASE("each character of a token takes all 64 values, and the last one sixteen") {
  std::vector<std::set<char>> seen(43);
  for (int i = 0; i < 3000; ++i) {
    const std::string token = host::random_token();
    REQUIRE(token.size() == 43);
    for (std::size_t at = 0; at < 43; ++at) seen[at].insert(token[at]);
  }
  for (std::size_t at = 0; at < 43; ++at) {
    CAPTURE(at);
    CHECK(seen[at].size() == (at == 42 ? 16 : 64));
  }
}
