// What a message shows of a narrative.

#include "fhirops/validate/narrative/display_markup.hpp"

#include <string>

#include "support/catch.hpp"

using namespace fhirops::detail;

TEST_CASE("a text that is shown is short, and cut between characters", "[validate][narrative]") {
  CHECK(display_markup("a\n\x1B\x7F\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8.") == "a      .");
  CHECK(display_markup(std::string(60, 'a')) == std::string(60, 'a'));
  CHECK(display_markup(std::string(61, 'a')) == std::string(60, 'a') + "...");
  CHECK(display_markup(std::string(59, 'a') + "\xC3\xA5") == std::string(59, 'a') + "...");
}
