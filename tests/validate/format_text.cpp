// What is said of the text of primitives; tests/messages has one of each.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

std::string said(type_id type, std::string_view text) {
  const detail::format_fault fault = detail::find_format_fault(type, text);
  return fault == detail::format_fault::none ? std::string() : detail::format_text(type, fault, text);
}

}  // namespace

TEST_CASE("every month's days, in leap years and others", "[validate][format_text]") {
  constexpr std::string_view names[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
  constexpr int common[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (const auto& [year, leap] : {std::pair("2023", false), std::pair("2024", true), std::pair("1900", false), std::pair("2000", true)}) {
    for (int month = 1; month <= 12; ++month) {
      const int days = common[month - 1] + (month == 2 && leap ? 1 : 0);
      const std::string start = std::string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + '-';
      CHECK(said(type_id::date, start + std::to_string(days)).empty());
      const std::string late = start + std::to_string(days + 1);
      CHECK(said(type_id::date, late) == '"' + late + "\" is not a date: " + std::string(names[month - 1]) + ' ' + year + " has " +
                                             std::to_string(days) + " days");
    }
  }
}

TEST_CASE("whatever is cut from or put into a date or time is described, and nothing that is right", "[validate][format_text]") {
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

TEST_CASE("a value is shown up to 60 bytes", "[validate][format_text]") {
  CHECK(said(type_id::date, std::string(100, '1')) == '"' + std::string(60, '1') + "...\" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD");
  CHECK(said(type_id::id, std::string(1000, 'a')) ==
        '"' + std::string(60, 'a') + "...\" is not an id: it has 1000 characters, at most 64 are allowed");
  CHECK(said(type_id::string, std::string(1048577, 'a')) == "the string has 1048577 characters, at most 1048576 (2^20) are allowed");
}

TEST_CASE("characters are named so that a person can find them", "[validate][format_text]") {
  CHECK(detail::character_text("a b", 1) == "a space");
  CHECK(detail::character_text("\t", 0) == "a tab");
  CHECK(detail::character_text("\r\n", 0) == "a line break");
  CHECK(detail::character_text("_", 0) == "\"_\"");
  CHECK(detail::character_text("\xC3\xA6", 0) == "\"\xC3\xA6\"");
  CHECK(detail::character_text("\xC2\xA0", 0) == "U+00A0");
  CHECK(detail::character_text("\xE2\x80\xAE", 0) == "U+202E");
  CHECK(detail::character_text("\xFF", 0) == "a byte that is not UTF-8");
  CHECK(detail::code_point_text("\xF0\x9F\x98\x80", 0) == "U+1F600");
  CHECK(detail::code_point_text("\x01", 0) == "U+0001");
}
