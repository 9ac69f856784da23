#include "fhirops/core/fhirpath.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

std::string name(std::string_view text) {
  std::string out;
  fhirops::detail::append_fhirpath_name(out, text);
  return out;
}

}  // namespace

TEST_CASE("names of elements are identifiers of FHIRPath") {
  for (const std::string_view each :
       {"entry", "valueSet", "_a", "a1", "A", "orders", "inner", "divide", "isActive", "yearly", "monthsOfAll"})
    CHECK(name(each) == each);
}

TEST_CASE("keywords of FHIRPath are put in backquotes") {
  const auto& all = fhirops::detail::fhirpath_keywords;
  CHECK(std::is_sorted(std::begin(all), std::end(all)));
  for (const std::string_view each :
       {"div",  "mod",   "and",    "or",      "xor",    "implies", "in",          "contains",    "is",  "as",
        "true", "false", "year",   "years",   "month",  "months",  "week",        "weeks",       "day", "days",
        "hour", "hours", "minute", "minutes", "second", "seconds", "millisecond", "milliseconds"})
    CHECK(name(each) == '`' + std::string(each) + '`');
}

TEST_CASE("a name that is not an identifier is put in backquotes, with escapes") {
  CHECK(name("") == "``");
  CHECK(name("a b/c") == "`a b/c`");
  CHECK(name("1a") == "`1a`");
  CHECK(name("a-b") == "`a-b`");
  CHECK(name("a.b") == "`a.b`");
  CHECK(name("$this") == "`$this`");
  CHECK(name("bl\xC3\xA5") == "`bl\xC3\xA5`");
  CHECK(name("a`b\\c") == "`a\\`b\\\\c`");
  CHECK(name("a\nb\tc\rd\fe") == "`a\\nb\\tc\\rd\\fe`");
  CHECK(name(std::string_view("\0\x01\x1B\x7F", 4)) == "`\\u0000\\u0001\\u001b\\u007f`");
}
