// `_pretty` on an answer in pieces: as if it had been written so.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/indented.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

// A text in pieces of one size.
struct pieces {
  std::string text;
  std::size_t size;
  std::size_t at = 0;
  std::string_view next() {
    const std::string_view piece = std::string_view(text).substr(at, size);
    at += piece.size();
    return piece;
  }
};

std::string pretty(std::string_view text, std::size_t size) {
  http::detail::indented source(pieces{std::string(text), size});
  std::string all;
  for (auto piece = source.next(); !piece.empty(); piece = source.next()) all += piece;
  return all;
}

}  // namespace

TEST_CASE("indented pieces are what pretty writing gives, wherever the text is cut") {
  Parameters<> parameters;
  auto& first = parameters.parameter.emplace_back();
  first.name = "quoted";
  first.value = String<>(R"(a "quote", a \ and {brackets}, [both] : kinds)");
  auto& second = parameters.parameter.emplace_back();
  second.name = "parts";
  second.part.emplace_back().name = "one";
  second.part[0].value = Decimal<>("1.50");
  second.part.emplace_back().name = "two";
  second.part[1].value = Boolean<>(true);
  const std::string compact = to_json(parameters);
  const std::string expected = to_json(parameters, write_options{}.pretty());
  for (std::size_t size = 1; size <= compact.size(); ++size) {
    INFO(size);
    REQUIRE(pretty(compact, size) == expected);
  }
  CHECK(pretty(expected, 7) == expected);
}

TEST_CASE("empty brackets stay together") { CHECK(pretty(R"({"a":{},"b":[]})", 3) == "{\n  \"a\": {},\n  \"b\": []\n}"); }

TEST_CASE("a failure of the source is one of the indented pieces") {
  bool lost = false;
  http::body body(http::detail::indented(http::failing(pieces{"[1,2]", 2}, [&lost] { return lost; })));
  CHECK(body.next() == "[\n  1");
  lost = true;
  CHECK(body.next().empty());
  CHECK(body.failed());
}

TEST_CASE("blanks between the parts of a text in pieces are replaced") {
  const std::string spaced = "{ \"a\" :\t[ 1 ,\r\n true ] , \"b c\" : { } ,\n\"d\" : [ ] }";
  for (std::size_t size = 1; size <= spaced.size(); ++size) {
    CAPTURE(size);
    CHECK(pretty(spaced, size) == pretty(R"({"a":[1,true],"b c":{},"d":[]})", 1000));
  }
}
