// A text is divided into its values, whole or in pieces, whatever is in them.

#include <fhirops/http/framed_text.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

struct pieces {
  std::vector<std::string> all;
  std::size_t at = 0;
  std::size_t fails_after = 1000;
  std::string_view next() {
    if (at == all.size() || at >= fails_after) return {};
    return all[at++];
  }
  bool failed() const noexcept { return at >= fails_after; }
};

// `[a|b|c]` for the values of an array, and what is left.
std::string items(http::detail::framed_text& text) {
  std::string out;
  if (!text.take('[')) return "no array";
  do {
    const std::string_view item = text.value();
    if (item.empty()) return out + "!";
    (out += item) += '|';
  } while (text.take(','));
  return out + (text.take(']') && text.ended() ? "." : "?");
}
std::string items(std::string_view whole) {
  http::detail::framed_text text(whole);
  return items(text);
}

}  // namespace

TEST_CASE("an array is divided into its values, whatever is in them", "[http][batch]") {
  CHECK(items(R"([1,"a",{"b":[2]},[ ]])") == R"(1|"a"|{"b":[2]}|[ ]|.)");
  CHECK(items(" [ 1 , 2 ] ") == "1|2|.");
  CHECK(items(R"(["\u0000","\uD800","\x","],[","\"]"])") == R"("\u0000"|"\uD800"|"\x"|"],["|"\"]"|.)");
  CHECK(items(R"([{"a":nul},{a}])") == R"({"a":nul}|{a}|.)");
  CHECK(items("[\"\xFF\",2]") == "\"\xFF\"|2|.");
  CHECK(items("[1,2") == "1|!");
  CHECK(items("[1,2]]") == "1|2|?");
  CHECK(items("[1,]") == "1|!");
  CHECK(items("[1 2]") == "1|?");
  CHECK(items("[{]") == "{]|?");
  CHECK(items("[{") == "!");
  CHECK(items("{}") == "no array");
  CHECK(items("") == "no array");
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  CHECK(items("[" + deep + ",1]") == deep + "|1|.");
}

TEST_CASE("cut anywhere, a text has the same values", "[http][batch]") {
  for (const std::string_view whole : {R"( [ 1 , "a\"]\\" , {"b":[2,{}]} , tru ] )", R"([1,"a)", R"([1,[2}],3])"}) {
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
      CAPTURE(whole, cut);
      pieces source;
      for (const std::string_view part : {whole.substr(0, cut), whole.substr(cut)})
        if (!part.empty()) source.all.emplace_back(part);
      http::detail::framed_text kept(http::body(source), 1000);
      CHECK(items(kept) == items(whole));
      CHECK(kept.all() == whole);
      http::detail::framed_text passing(http::body(source), 1000);
      passing.forget();
      CHECK(items(passing) == items(whole));
    }
  }
}

TEST_CASE("a text in pieces ends where it is too long, or where its source fails", "[http][batch]") {
  const pieces source{.all = {"[1,", "2,", "3]"}};
  http::detail::framed_text enough(http::body(source), 7);
  CHECK(items(enough) == "1|2|3|.");
  CHECK_FALSE(enough.too_long());
  CHECK_FALSE(enough.failed());
  http::detail::framed_text less(http::body(source), 6);
  CHECK(items(less) == "1|2|!");
  CHECK(less.too_long());
  http::detail::framed_text lost(http::body(pieces{.all = source.all, .fails_after = 2}), 7);
  CHECK(items(lost) == "1|!");
  CHECK(lost.failed());
  CHECK_FALSE(lost.too_long());
}

TEST_CASE("a byte order mark is taken, also in pieces", "[http][batch]") {
  http::detail::framed_text text(http::body(pieces{.all = {"\xEF", "\xBB", "\xBF", "[", "1]"}}), 100);
  CHECK(text.at_hand() == "\xEF");
  text.take_byte_order_mark();
  CHECK(items(text) == "1|.");
  http::detail::framed_text none("\xEF\xBB[1]");
  none.take_byte_order_mark();
  CHECK(none.peek() == '\xEF');
}
