// What dates, date-times, instants and times share: their text in place, and a partial order.

#include "fhirops/primitive/time_primitive.hpp"

#include <compare>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/date.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/primitive/time.hpp"
#include "support/catch.hpp"
#include "support/order.hpp"

namespace {

using namespace fhirops;
using support::in_words;
using support::reversed;

std::string order(std::string_view a, std::string_view b) {
  const std::string forth = in_words(compare(DateTime<>(a), DateTime<>(b)));
  const std::string back = in_words(compare(DateTime<>(b), DateTime<>(a)));
  return forth == reversed(back) ? forth : forth + " but " + back + " the other way round";
}

template <class A, class B>
concept Comparable = requires(const A& a, const B& b) { compare(a, b); };
static_assert(Comparable<Date<>, DateTime<>> && Comparable<Instant<>, Date<borrowed>>);
static_assert(!Comparable<Time<>, Time<>> && !Comparable<Time<>, DateTime<>>, "a time of day is not a moment");

static_assert(compare(Date<>("2023-10-12"), DateTime<>("2023-10-13")) == std::partial_ordering::less);

}  // namespace

TEST_CASE("values of the same precision are in order of the calendar") {
  CHECK(order("2023", "2023") == "equivalent");
  CHECK(order("2022", "2023") == "less");
  CHECK(order("2023-09", "2023-10") == "less");
  CHECK(order("2022-12", "2023-01") == "less");
  CHECK(order("2023-10-12", "2023-10-12") == "equivalent");
  CHECK(order("2023-10-12", "2023-10-13") == "less");
  CHECK(order("2023-09-30", "2023-10-01") == "less");
  CHECK(order("0001-01-01", "9999-12-31") == "less");
  CHECK(order("2023-10-12T09:51:50Z", "2023-10-12T09:51:51Z") == "less");
}

TEST_CASE("a missing part is not guessed: unordered if it decides") {
  CHECK(order("2023-10", "2023-10-12") == "unordered");
  CHECK(order("2023", "2023-10") == "unordered");
  CHECK(order("2023", "2023-01-01") == "unordered");
  CHECK(order("2023", "2023-12-31") == "unordered");
  CHECK(order("2023-10", "2023-10-01") == "unordered");
  CHECK(order("2023-10", "2023-10-31") == "unordered");
}

TEST_CASE("a missing part does not matter if the present parts decide") {
  CHECK(order("2023-10", "2023-11-01") == "less");
  CHECK(order("2023-10", "2023-09-30") == "greater");
  CHECK(order("2023", "2024-01") == "less");
  CHECK(order("2023", "2022-12-31") == "greater");
  CHECK(order("2023-12", "2024") == "less");
  CHECK(order("9999", "9998-12-31") == "greater");
  CHECK(order("9999-12", "9999-11-30") == "greater");
}

TEST_CASE("a day and a moment on that day somewhere in the world are unordered") {
  CHECK(order("2023-10-12", "2023-10-12T09:51:50Z") == "unordered");
  CHECK(order("2023-10-12", "2023-10-12T00:00:00Z") == "unordered");
  // In the easternmost zone the 12th begins at 10:00Z of the 11th ...
  CHECK(order("2023-10-12", "2023-10-11T10:00:00Z") == "unordered");
  CHECK(order("2023-10-12", "2023-10-11T09:59:59Z") == "greater");
  CHECK(order("2023-10-12", "2023-10-11T09:59:59.999Z") == "greater");
  // ... and in the westernmost it ends at 14:00Z of the 13th.
  CHECK(order("2023-10-12", "2023-10-13T13:59:59.999Z") == "unordered");
  CHECK(order("2023-10-12", "2023-10-13T14:00:00Z") == "less");
  // The zone of the moment is not that of the day.
  CHECK(order("2023-10-12", "2023-10-13T00:00:00+00:00") == "unordered");
  CHECK(order("2023-10-14", "2023-10-12T09:51:50Z") == "greater");
  CHECK(order("2023-10-10", "2023-10-12T09:51:50Z") == "less");
  CHECK(order("2023-10", "2023-10-12T09:51:50Z") == "unordered");
  CHECK(order("2023-10", "2023-11-01T00:00:00Z") == "unordered");
  CHECK(order("2023-10", "2023-11-02T00:00:00Z") == "less");
  CHECK(order("2023", "2023-06-01T00:00:00Z") == "unordered");
  CHECK(order("2023", "2024-06-01T00:00:00Z") == "less");
}

TEST_CASE("moments are compared whatever their zones") {
  const std::vector<std::string_view> same = {
      "2023-10-12T09:51:50Z",      "2023-10-12T09:51:50+00:00", "2023-10-12T09:51:50-00:00", "2023-10-12T11:51:50+02:00",
      "2023-10-12T06:21:50-03:30", "2023-10-12T23:51:50+14:00", "2023-10-11T19:51:50-14:00", "2023-10-12T09:51:50.000Z"};
  for (const std::string_view a : same)
    for (const std::string_view b : same) CHECK(order(a, b) == "equivalent");
  CHECK(order("2023-10-12T00:30:00+02:00", "2023-10-11T23:00:00Z") == "less");
  CHECK(order("2023-12-31T23:00:00-05:00", "2024-01-01T00:00:00Z") == "greater");
}

TEST_CASE("fractions are compared digit by digit, however many there are") {
  const auto at = [](std::string_view fraction) { return "2023-10-12T09:51:50" + std::string(fraction) + "Z"; };
  CHECK(order(at(".5"), at(".50")) == "equivalent");
  CHECK(order(at(""), at(".000")) == "equivalent");
  CHECK(order(at(""), at(".0001")) == "less");
  CHECK(order(at(".5"), at(".49")) == "greater");
  CHECK(order(at(".5"), at(".05")) == "greater");
  CHECK(order(at(".9"), at(".10")) == "greater");
  CHECK(order(at(".1234567890123"), at(".1234567890124")) == "less");
  CHECK(order(at("." + std::string(400, '3')), at("." + std::string(401, '3'))) == "less");
  CHECK(order(at("." + std::string(400, '3')), at("." + std::string(400, '3') + "00")) == "equivalent");
  CHECK(order(at(".999"), "2023-10-12T09:51:51Z") == "less");
}

TEST_CASE("a leap second is the second after it") {
  CHECK(order("2016-12-31T23:59:59.999Z", "2016-12-31T23:59:60Z") == "less");
  CHECK(order("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z") == "equivalent");
}

TEST_CASE("text that is not a date-time is unordered, also with itself") {
  for (const std::string_view text : {"", "2023-02-31", "2023-10-12T24:00:00Z", "2023-10-12T09:51:50", "soon"}) {
    INFO(text);
    CHECK(order(text, text) == "unordered");
    CHECK(order(text, "2023") == "unordered");
    CHECK(order(text, "2023-10-12T09:51:50Z") == "unordered");
  }
}

TEST_CASE("dates, date-times and instants are compared with each other") {
  CHECK(compare(Date<>("2023-10-12"), DateTime<>("2023-10-12")) == std::partial_ordering::equivalent);
  CHECK(compare(Date<>("2023"), Instant<>("2024-06-01T00:00:00Z")) == std::partial_ordering::less);
  CHECK(compare(Instant<>("2023-10-12T09:51:50Z"), DateTime<borrowed>("2023-10-12T11:51:50+02:00")) ==
        std::partial_ordering::equivalent);
}

TEST_CASE("equality is that of the text") {
  CHECK(DateTime<>("2023-10-12T09:51:50Z") == "2023-10-12T09:51:50Z");
  CHECK(DateTime<>("2023-10-12T09:51:50Z") != "2023-10-12T09:51:50+00:00");
  CHECK(DateTime<>("2023-10-12T09:51:50.5Z") != DateTime<>("2023-10-12T09:51:50.50Z"));
  CHECK(std::string("2023") == DateTime<>("2023"));
}

TEST_CASE("equality is that of the id and extensions too") {
  DateTime<> a("2023");
  const DateTime<> b("2023");
  a.element.emplace().id = "a";
  CHECK(a != b);
  CHECK(a == "2023");
}

TEST_CASE("the text is owned, whatever the Storage") {
  std::string text = "2023-10-12T09:51:50+00:00";
  const DateTime<borrowed> kept(text);
  const DateTime<borrowed> made(std::string("2023-10-12"));
  text.assign(text.size(), '!');
  CHECK(kept == "2023-10-12T09:51:50+00:00");
  CHECK(made == "2023-10-12");
}
