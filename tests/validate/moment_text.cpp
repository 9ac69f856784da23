// What is said of dates and times.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace fhirops;
using test::said;

TEST_CASE("every month's days, in leap years and others", "[validate][moment_text]") {
  constexpr std::string_view names[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
  constexpr int common[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (const auto& [year, leap] :
       {std::pair("2023", false), std::pair("2024", true), std::pair("1900", false), std::pair("2000", true)}) {
    for (int month = 1; month <= 12; ++month) {
      const int days = common[month - 1] + (month == 2 && leap ? 1 : 0);
      const std::string start = std::string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + '-';
      CHECK(said(type_id::date, start + std::to_string(days)).empty());
      const std::string late = start + std::to_string(days + 1);
      CHECK(said(type_id::date, late) == '"' + late + "\" is not a date: " + std::string(names[month - 1]) + ' ' + year +
                                             " has " + std::to_string(days) + " days");
    }
  }
}

TEST_CASE("every deletion and insertion in a date or time is explained, but valid text never is", "[validate][moment_text]") {
  const std::string whole = "2024-02-29T23:59:60.5+14:00";
  std::size_t described = 0;
  for (const type_id type : {type_id::date, type_id::dateTime, type_id::instant, type_id::time}) {
    for (std::size_t begin = 0; begin < whole.size(); ++begin) {
      for (std::size_t end = begin; end <= whole.size(); ++end) {
        for (const std::string_view inserted : {"", "0", "9", "-", ":", "T", "Z", " ", "x", "\xC3\xA6", "\xFF"}) {
          const std::string text = whole.substr(0, begin) + std::string(inserted) + whole.substr(end);
          if (text.empty()) continue;
          const std::string words = said(type, text);
          const auto m = type == type_id::time ? detail::parse_time(text) : detail::parse_moment(text);
          const bool right = m.ok && (type != type_id::date || !m.zoned) && (type != type_id::instant || m.zoned);
          CAPTURE(text, words, to_string(type));
          REQUIRE(words.empty() == right);
          if (right) continue;
          ++described;
          REQUIRE(words.find(": ") + 2 < words.size());
          REQUIRE(words.find(" is not a") != std::string::npos);
          REQUIRE(detail::find_ill_formed(words) == std::string_view::npos);
        }
      }
    }
  }
  CHECK(described > 5000);
}
