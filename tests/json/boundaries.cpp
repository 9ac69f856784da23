// The last value that is allowed, and the first that is not: characters, depth, bytes, issues.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

struct character {
  std::string escape;
  std::string utf8;
};
// clang-format off
const std::vector<character> characters{
    {"\\u0001", "\x01"},         {"\\u001f", "\x1F"},         {"\\u0020", " "},            {"\\u0022", "\""},
    {"\\u005C", "\\"},           {"\\u007e", "~"},            {"\\u007F", "\x7F"},         {"\\u0080", "\xC2\x80"},
    {"\\u07ff", "\xDF\xBF"},     {"\\u0800", "\xE0\xA0\x80"}, {"\\ud7FF", "\xED\x9F\xBF"}, {"\\uE000", "\xEE\x80\x80"},
    {"\\ufeff", "\xEF\xBB\xBF"}, {"\\ufffe", "\xEF\xBF\xBE"}, {"\\uFFFF", "\xEF\xBF\xBF"}, {"\\ud800\\udc00", "\xF0\x90\x80\x80"},
    {"\\uD800\\uDFFF", "\xF0\x90\x8F\xBF"}, {"\\uD801\\uDC00", "\xF0\x90\x90\x80"}, {"\\uDBFF\\uDC00", "\xF4\x8F\xB0\x80"}, {"\\udbff\\udfff", "\xF4\x8F\xBF\xBF"}};
// clang-format on

std::string with_value(std::string_view inner) {
  return R"({"resourceType":"Parameters","parameter":[{"name":"a","valueString":")" + std::string(inner) + "\"}]}";
}

template <Storage S>
void check_read(const std::string& inner, const std::string& expected) {
  const std::string text = with_value(inner);
  CAPTURE(text);
  const auto read = from_json<Parameters<S>>(std::string_view(text));
  REQUIRE(read);
  CHECK(read.issues().empty());
  CHECK(std::string_view(*get<String<S>>(*read, "a")) == expected);
  const auto general = test::read_generally<Parameters<S>>(text);
  REQUIRE(general);
  CHECK(*general == *read);
}

}  // namespace

TEST_CASE("characters at the ends of the ranges of UTF-8, escaped and as they are, in strings of any length",
          "[json][boundaries]") {
  for (const character& each : characters) {
    for (const std::size_t before : {0U, 1U, 7U, 8U, 15U, 16U, 30U, 31U, 32U, 33U}) {
      for (const std::size_t after : {0U, 1U, 16U, 40U}) {
        const std::string left(before, 'l');
        const std::string right(after, 'r');
        const std::string expected = left + each.utf8 + right;
        check_read<owned>(left + each.escape + right, expected);
        check_read<borrowed>(left + each.escape + right, expected);
        const bool escaped = static_cast<unsigned char>(each.utf8[0]) < 0x20 || each.utf8 == "\"" || each.utf8 == "\\";
        if (!escaped) check_read<owned>(expected, expected);
        if (!escaped) check_read<borrowed>(expected, expected);

        // It is written so that it is read again, by literals and by the table alike.
        Parameters<> value;
        value.parameter.push_back({.name = "a", .value = String<>(expected)});
        const std::string written = to_json(value);
        check_read<owned>(written.substr(written.rfind(":\"") + 2, written.size() - written.rfind(":\"") - 6), expected);
        const Bundle<Parameters<>> bundle{.entry = {{.resource = value}}};
        CHECK(to_json(bundle) == R"({"resourceType":"Bundle","entry":[{"resource":)" + written + "}]}");
        if (!escaped) CHECK(written == with_value(expected));
      }
    }
  }
}

TEST_CASE("surrogates at each end of their range, alone and in the wrong order", "[json][boundaries]") {
  for (const std::string_view inner :
       {"\\ud800", "\\udbff", "\\udc00", "\\udfff", "\\udc00\\ud800", "\\ud800\\ud800", "\\ud800\\udbff", "\\ud800\\ue000",
        "\\ud800\\u0041", "\\ud800x", "x\\udc00", "\\ud800\\\\udc00"}) {
    CAPTURE(inner);
    for (const read_options& options : {read_options{}, read_options{}.lenient()}) {
      const std::string text = with_value(inner);
      const auto read = from_json<Parameters<>>(text, options);
      const auto general = test::read_generally<Parameters<>>(text, options);
      CHECK(read.issues() == general.issues());
      CHECK(read.has_value() == general.has_value());
      REQUIRE(read.issues().size() == 1);
      // A first half without the second is not JSON for RapidJSON; a second half alone is, and becomes U+FFFD.
      const bool half = inner.find("\\udc00") == 0 || inner.find("\\udfff") == 0 || inner == "x\\udc00";
      if (inner != "\\udc00\\ud800") CHECK((read.issues()[0].severity == issue_severity::fatal) == !half);
      if (read) CHECK(std::string_view(*get<String<>>(*read, "a")).find("\xEF\xBF\xBD") != std::string_view::npos);
    }
    CHECK_FALSE(from_json<Parameters<>>(with_value(inner)));
  }
}

TEST_CASE("max_bytes is the last size that is read", "[json][boundaries]") {
  const std::string text = with_value("x");
  for (const auto& options : {read_options{}, read_options{}.lenient()}) {
    CHECK(from_json<Parameters<>>(text, read_options(options).max_bytes(text.size())));
    CHECK(from_json<Parameters<>>(text, read_options(options).max_bytes(text.size() + 1)));
    const auto refused = from_json<Parameters<>>(text, read_options(options).max_bytes(text.size() - 1));
    CHECK_FALSE(refused);
    CHECK(test::reported(refused.issues()) == std::vector<std::string>{"fatal too-long  "});
  }
  // White space counts.
  CHECK_FALSE(from_json<Parameters<>>(text + " ", read_options{}.max_bytes(text.size())));
}

TEST_CASE("max_depth is the last depth that is read, up to 1000", "[json][boundaries]") {
  const auto nested = [](std::size_t depth) {  // the root, and two for each part
    std::string inner = R"({"name":"a"})";
    std::string text = R"({"resourceType":"Parameters","parameter":[)";
    std::string end = "]}";
    for (std::size_t i = 3; i < depth; i += 2) text += R"({"name":"p","part":[)", end = "]}" + end;
    return text + inner + end;
  };
  for (const std::size_t limit : {3U, 5U, 23U, 49U, 101U, 199U, 201U, 401U, 999U}) {
    CAPTURE(limit);
    const read_options options = read_options{}.max_depth(limit);
    for (const bool strict : {true, false}) {
      const read_options how = read_options(options).strict(strict);
      CHECK(from_json<Parameters<>>(nested(limit), how));
      const std::string deepest = nested(limit);
      CHECK(from_json<Resource<borrowed>>(std::string_view(deepest), how));
      const auto deeper = from_json<Parameters<>>(nested(limit + 2), how);
      CHECK_FALSE(deeper);
      CHECK(deeper.issues() == test::read_generally<Parameters<>>(nested(limit + 2), how).issues());
      REQUIRE_FALSE(deeper.issues().empty());
      CHECK(deeper.issues().back().code == issue_type::too_costly);
      CHECK_FALSE(from_json<Parameters<>>(nested(limit), read_options(how).max_depth(limit - 1)));
    }
  }
  CHECK_FALSE(from_json<Parameters<>>(nested(1001), read_options{}.max_depth(5000)));
  CHECK(read_options{}.max_depth(5000).max_depth() == 1000);
  CHECK(read_options{}.max_depth(0).max_depth() == 1);
}

TEST_CASE("as many issues are listed as max_issues allows, and one that says that there are more", "[json][boundaries]") {
  const auto faults = [](std::size_t count) {
    std::string text = R"({"resourceType":"Parameters")";
    for (std::size_t i = 0; i < count; ++i) text += ",\"x" + std::to_string(i) + "\":1";
    return text + '}';
  };
  for (const bool strict : {true, false}) {
    for (const std::size_t limit : {1U, 2U, 5U, 100U}) {
      CAPTURE(strict, limit);
      const read_options options = read_options{}.strict(strict).max_issues(limit);
      const auto just = from_json<Parameters<>>(faults(limit), options);
      REQUIRE(just.issues().size() == limit);
      CHECK(just.issues().back().code == issue_type::structure);
      const auto more = from_json<Parameters<>>(faults(limit + 1), options);
      REQUIRE(more.issues().size() == limit + 1);
      CHECK(more.issues()[limit - 1].code == issue_type::structure);
      CHECK(more.issues().back().code == issue_type::incomplete);
      CHECK(more.has_value() == !strict);
    }
    const auto none = from_json<Parameters<>>(faults(1), read_options{}.strict(strict).max_issues(0));
    REQUIRE(none.issues().size() == 1);
    CHECK(none.issues()[0].code == issue_type::incomplete);
    CHECK(none.has_value() == !strict);
  }
}

TEST_CASE("an id has 64 characters at most, a year four digits", "[json][boundaries]") {
  const auto verdict = [](std::string_view member) {
    const std::string text = R"({"resourceType":"Parameters",)" + std::string(member) + "}";
    const auto read = from_json<Parameters<>>(text);
    REQUIRE(read);  // what a text may be is for validate
    CHECK(to_json(*read) == text);
    return test::reported(validate(*read));
  };
  const std::vector<std::string> right;
  CHECK(verdict("\"id\":\"" + std::string(64, 'a') + '"') == right);
  CHECK(verdict("\"id\":\"" + std::string(65, 'a') + '"') == std::vector<std::string>{"error value Parameters.id /id"});
  CHECK(verdict(R"("parameter":[{"name":"a","valueDate":"9999-12-31"}])") == right);
  CHECK(verdict(R"("parameter":[{"name":"a","valueDate":"10000-01-01"}])") ==
        std::vector<std::string>{"error value Parameters.parameter[0].value /parameter/0/valueDate"});
  CHECK(verdict(R"("parameter":[{"name":"a","valueDateTime":"9999"}])") == right);
  CHECK(verdict(R"("parameter":[{"name":"a","valueDateTime":"10000"}])") ==
        std::vector<std::string>{"error value Parameters.parameter[0].value /parameter/0/valueDateTime"});
  CHECK(verdict(R"("parameter":[{"name":"a","valueDateTime":"0001"}])") == right);
  CHECK(verdict(R"("parameter":[{"name":"a","valueDateTime":"0000"}])") ==
        std::vector<std::string>{"error value Parameters.parameter[0].value /parameter/0/valueDateTime"});
}
