// A value or the reasons why there is none, and warnings beside a value.

#include "fhirops/core/result.hpp"

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/result_reference.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

issues one(issue_severity severity, std::string text) {
  issue found;
  found.severity = severity;
  found.code = issue_type::structure;
  found.text = std::move(text);
  return {found};
}
result<std::string> good() { return std::string("value"); }
result<std::string> bad() { return one(issue_severity::error, "no such thing"); }

static_assert(!std::is_convertible_v<result<std::string>, bool>, "only where a condition is asked for");
static_assert(std::is_constructible_v<bool, result<std::string>>);

}  // namespace

TEST_CASE("a loop over the issues of a result that nobody keeps") {
  static_assert(std::is_same_v<decltype(bad().issues()), issues>, "a reference would dangle in the loop");
  std::string texts;
  for (const issue& each : bad().issues()) texts += each.text;
  CHECK(texts == "no such thing");
}

TEST_CASE("a result with a value") {
  const result<std::string> r = good();
  REQUIRE(r);
  CHECK(r.has_value());
  CHECK(*r == "value");
  CHECK(r->size() == 5);
  CHECK(r.value() == "value");
  CHECK(r.value_or("other") == "value");
  CHECK(r.issues().empty());
}

TEST_CASE("a result takes its value and gives it away without a copy") {
  std::string text(100, 'a');
  const char* const bytes = text.data();
  result<std::string> r(std::move(text));
  CHECK(r->data() == bytes);
  const std::string taken = std::move(r).value();
  CHECK(taken.data() == bytes);
  CHECK(taken == std::string(100, 'a'));
}

TEST_CASE("a result without a value says why") {
  const result<std::string> r = bad();
  REQUIRE_FALSE(r);
  REQUIRE(r.issues().size() == 1);
  CHECK(r.issues()[0].text == "no such thing");
  CHECK(r.value_or("other") == "other");
}

TEST_CASE("value() throws an error that carries the issues") {
  result<std::string> r = bad();
  CHECK_THROWS_AS(r.value(), fhirops::error);
  CHECK_THROWS_AS(std::as_const(r).value(), fhirops::error);
  CHECK_THROWS_AS(bad().value(), std::exception);
  try {
    static_cast<void>(r.value());
    FAIL("did not throw");
  } catch (const fhirops::error& e) {
    CHECK(e.issues() == r.issues());
    CHECK(std::string_view(e.what()) == "error structure: no such thing");
  }
}

TEST_CASE("an error without issues still says something") {
  const fhirops::error e{issues{}};
  CHECK(std::string_view(e.what()) == "no value");
  const fhirops::error copy = e;
  CHECK(copy.issues().empty());
}

TEST_CASE("a result can have a value and warnings") {
  const result<int> r(7, one(issue_severity::warning, "odd"));
  REQUIRE(r);
  CHECK(r.value() == 7);
  REQUIRE(r.issues().size() == 1);
  CHECK_FALSE(r.issues().has_errors());
}

TEST_CASE("a result can hold a move-only value, which can be moved out") {
  result<std::unique_ptr<int>> r = std::make_unique<int>(7);
  *r.value() = 8;
  const std::unique_ptr<int> taken = std::move(r).value();
  CHECK(*taken == 8);
  const std::unique_ptr<int> other = *result<std::unique_ptr<int>>(std::make_unique<int>(9));
  CHECK(*other == 9);
}

TEST_CASE("the value can be changed in place") {
  result<std::string> r = good();
  r->push_back('!');
  *r += '!';
  r.value() += '!';
  CHECK(*r == "value!!!");
}

TEST_CASE("the issues can be taken out of a result") {
  result<std::string> r = bad();
  const issues taken = std::move(r).issues();
  CHECK(taken.size() == 1);
}

TEST_CASE("borrowed texts that had to be decoded live as long as the result, even if it is moved") {
  detail::text_pool pool;
  const std::string_view first = pool.keep("short");
  const std::string_view second = pool.keep(std::string(100, 'x'));
  result<std::string_view> r(first, {}, std::move(pool));
  const result<std::string_view> moved = std::move(r);
  CHECK(*moved == "short");
  CHECK(moved->data() == first.data());
  CHECK(second == std::string(100, 'x'));
}

TEST_CASE("a result may refer to a value that is elsewhere") {
  const int number = 5;
  const result<const int&> found(number);
  CHECK(found.has_value());
  CHECK(static_cast<bool>(found));
  CHECK(&*found == &number);
  CHECK(&found.value() == &number);
  CHECK(found.issues().empty());
  const result<const int&> none(issues(2));
  CHECK_FALSE(none.has_value());
  CHECK_FALSE(static_cast<bool>(none));
  CHECK(none.issues().size() == 2);
  CHECK_THROWS_AS(none.value(), error);
}
