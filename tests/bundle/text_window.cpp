// Where a value of a text ends, however much of the text is there, and what is in hand of buffers.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("a value ends where it does in the whole text, wherever it is cut", "[bundle][text_window]") {
  struct sample {
    std::string_view text;
    std::size_t size;
  };
  for (const sample& each : {sample{R"( {"a":[1,"}\"]"]} ,)", 17}, sample{R"("a\\"x)", 5}, sample{"12,", 2}, sample{"[[]]]", 4},
                             sample{"true }", 4}, sample{"}", 0}}) {
    CAPTURE(each.text);
    for (std::size_t first = 0; first <= each.text.size(); ++first) {
      detail::value_end end;
      if (!end.find(each.text.substr(0, first))) CHECK(end.find(each.text));
      CHECK(end.size() == each.size);
    }
  }
  detail::value_end open;
  CHECK_FALSE(open.find(R"({"a":"b)"));
  CHECK_FALSE(detail::value_end().find("12"));
}

TEST_CASE("buffers are added to the part at hand, and text that was read is removed", "[bundle][text_window]") {
  const std::vector<std::string_view> buffers{"abc", "", "de", "f"};
  detail::buffer_window window(buffers.begin(), buffers.end());
  CHECK(window.text().empty());
  REQUIRE(window.more(0));
  CHECK(window.text() == "abc");
  REQUIRE(window.more(2));
  CHECK(window.text() == "cde");
  CHECK(window.begins() == 2);
  REQUIRE(window.more(5));
  CHECK(window.text() == "f");
  CHECK_FALSE(window.more(6));
}

TEST_CASE("an escape at the end of a buffer goes on in the next", "[bundle][text_window]") {
  // The byte behind it does not end the string, whatever it is.
  const std::string_view text = R"("a\\\"b" )";
  for (std::size_t first = 0; first < text.size(); ++first)
    for (std::size_t second = first; second < text.size(); ++second) {
      detail::value_end end;
      const bool found = end.find(text.substr(0, first)) || end.find(text.substr(0, second)) || end.find(text);
      CHECK(found);
      CHECK(end.size() == 8);
    }
}
