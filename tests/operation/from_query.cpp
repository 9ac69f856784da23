// From the query of a GET to a bound struct.

#include "fhirops/operation/from_query.hpp"

#include "operation/clinic.hpp"
#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

using Request = clinic::Find::Request;
using lines = std::vector<std::string>;

Request asked(std::string_view query) {
  CAPTURE(std::string(query));
  const auto read = from_query<Request>(query);
  CHECK(read.issues().empty());
  REQUIRE(read);
  return *read;
}
// With the words.
lines reported(std::string_view query, read_options options = {}) {
  lines all;
  const auto read = from_query<Request>(query, options);
  for (const issue& each : read.issues()) {
    CHECK(each.pointer.empty());
    all.push_back(to_string(each));
  }
  CHECK(read.has_value() == !read.issues().has_errors());
  return all;
}

}  // namespace

TEST_CASE("a query is a request", "[operation][from_query]") {
  using namespace std::chrono;
  const Request all = asked(
      "?organization=7&code=a&code=b&count=-3&active=true&day=2023-10&since=2023-10-12T09:51:50Z&weight=1.50&"
      "offset=20");
  CHECK(all == Request{.organization = "7",
                       .code = {"a", "b"},
                       .count = -3,
                       .active = true,
                       .day = "2023-10",
                       .since = sys_days{2023y / October / 12} + 9h + 51min + 50s,
                       .weight = "1.50",
                       .offset = 20U});
  CHECK(asked("organization=7") == Request{.organization = "7"});
  CHECK(asked("&&organization=7&") == Request{.organization = "7"});
}

TEST_CASE("percent-encoding and + are decoded, in names too", "[operation][from_query]") {
  CHECK(asked("organization=S%C3%B8nder+%2B%26%3d%25").organization == "S\xC3\xB8nder +&=%");
  CHECK(asked("org%61nization=a=b").organization == "a=b");
  CHECK(asked("organization=S\xC3\xB8nder").organization == "S\xC3\xB8nder");
  // A plus that was not encoded is a space, so the dateTime has no valid offset.
  CHECK(reported("organization=a&since=2023-10-12T09:51:50+02:00").size() == 1);
  CHECK(asked("organization=a&since=2023-10-12T09:51:50%2B02:00").since.has_value());
}

TEST_CASE("wrong percent-encoding is reported", "[operation][from_query]") {
  const auto not_encoded = [](const std::string& piece) {
    return '"' + piece + "\" is not percent-encoding: write % and two hexadecimal digits, or %25 for a %";
  };
  const auto not_utf8 = [](const std::string& text) {
    return '"' + text + "\" is not UTF-8 when it is decoded: percent-encode the bytes of its UTF-8";
  };
  const std::pair<const char*, std::string> all[] = {{"%", not_encoded("%")},
                                                     {"%4", not_encoded("%4")},
                                                     {"a%zz", not_encoded("%zz")},
                                                     {"a%", not_encoded("%")},
                                                     {"%C3%zz", not_encoded("%zz")},
                                                     {"%C3", not_utf8("%C3")},
                                                     {"%ff", not_utf8("%ff")},
                                                     {"\xC3", not_utf8("\xEF\xBF\xBD")},
                                                     {"%ED%A0%80", not_utf8("%ED%A0%80")},
                                                     {"%C0%80", not_utf8("%C0%80")},
                                                     {"a%00b", "the character U+0000 (%00) is not allowed: remove it"}};
  for (const auto& [value, words] : all) {
    CAPTURE(value);
    CHECK(reported(std::string("organization=") + value) == lines{"error value http.organization: " + words});
    CHECK(reported(std::string("organization=a&count=") + value) == lines{"error value http.count: " + words});
  }
  CHECK(reported("organization=a&%zz=1").size() == 1);
}

TEST_CASE("values are checked as their types", "[operation][from_query]") {
  const auto one = [](const std::string& query) { return reported("organization=a&" + query); };
  CHECK(one("count=many") == lines{"error value http.count: \"many\" is not an integer: write a whole number"});
  CHECK(one("count=1.5").size() == 1);
  CHECK(one("count=99999999999").size() == 1);
  CHECK(one("count=+1").size() == 1);  // a blank
  CHECK(one("active=yes") == lines{"error value http.active: \"yes\" is not a boolean: write true or false"});
  CHECK(one("active=True").size() == 1);
  CHECK(one("active=1") == lines{"error value http.active: \"1\" is not a boolean: write true or false"});
  CHECK(one("count=2147483648") ==
        lines{"error value http.count: 2147483648 is out of range: it must be from -2147483648 to 2147483647"});
  CHECK(one("offset=99999999999999999999") ==
        lines{"error value http.offset: \"99999999999999999999\" is too large for an unsignedInt (at most 2147483647)"});
  CHECK(one("offset=-1").size() == 1);
  CHECK(one("weight=1.").size() == 1);
  CHECK(one("count=05") == lines{"error value http.count: \"05\" is not an integer: remove the leading zero"});
  CHECK(one("count=-05") == lines{"error value http.count: \"-05\" is not an integer: remove the leading zero"});
  CHECK(one("count=0").empty());
  CHECK(
      one("since=2024-01-01T00:00:00+01:00") ==
      lines{"error value http.since: \"2024-01-01T00:00:00 01:00\" has a space where its + should be: write + as %2B in a URL"});
  CHECK(one("since=2024-01-01T00:00:00%2B01:00").empty());
  CHECK(one("weight=heavy") == lines{"error value http.weight: \"heavy\" is not a decimal: write a number, such as -1.50"});
  CHECK(one("weight=\"1\"").size() == 1);
  CHECK(one("since=2023") == lines{"error value http.since: \"2023\" is not an instant: it needs a date, a time and an offset, "
                                   "as in 2024-01-01T00:00:00Z"});
}

TEST_CASE("a parameter without a value is reported", "[operation][from_query]") {
  CHECK(reported("organization=") ==
        lines{"error value http.organization: the value of \"organization\" is missing: write organization=..."});
  CHECK(reported("organization") ==
        lines{"error value http.organization: the value of \"organization\" is missing: write organization=..."});
  CHECK(reported("organization=a&code=&code=b") ==
        lines{"error value http.code: the value of \"code\" is missing: write code=..."});
}

TEST_CASE("names are those of the operation", "[operation][from_query]") {
  const std::string known = "expected organization, code, count, active, day, since, weight, offset or _since";
  CHECK(reported("organization=a&colour=red") ==
        lines{"error structure http.colour: \"colour\" is not a known parameter: " + known});
  CHECK(reported("organization=a&colour=red", read_options{}.lenient()) ==
        lines{"warning structure http.colour: \"colour\" is not a known parameter: " + known});
  // Modifiers of search are none of an operation.
  CHECK(reported("organization=a&code:exact=b") == lines{"error structure http.code:exact: \"code:exact\" has a search modifier, "
                                                         "which \"code\" does not take: remove \":exact\""});
  // Nor are they dropped leniently: they may turn around what the parameter means.
  CHECK(reported("organization=a&active:not=true", read_options{}.lenient()) ==
        lines{"error structure http.active:not: \"active:not\" has a search modifier, which \"active\" does not take: remove "
              "\":not\""});
  CHECK(reported("organization=a&odd:not=true", read_options{}.lenient()) ==
        lines{"warning structure http.odd:not: \"odd:not\" is not a known parameter: " + known});
  CHECK(reported("Organization=a").size() == 2);
  CHECK(reported("=a&organization=b") == lines{"error structure http.: name is missing: each parameter needs one"});
}

TEST_CASE("lenient reading guesses nothing", "[operation][from_query]") {
  for (const read_options& options : {read_options{}, read_options{}.lenient(), read_options{}.lenient().drop_wrong_types()}) {
    for (const char* query :
         {"", "organization=", "organization", "Organization=a", "organization=a&active=yes",
          "organization=a&active=true&active=false", "organization=a&organization=b", "organization=%zz", "organization=a&=b"}) {
      CAPTURE(query);
      CHECK_FALSE(from_query<Request>(query, options));
    }
    // What is of the type, but cannot be held, is dropped where the host says so.
    for (const char* query : {"organization=a&count=99999999999", "organization=a&since=yesterday", "organization=a&offset=-1"}) {
      CAPTURE(query);
      const auto read = from_query<Request>(query, options);
      CHECK(read.has_value() == options.drops_wrong_types());
      CHECK(read.issues().size() == 1);
    }
    CHECK(from_query<Request>("organization=a&active=true&active=true", options).has_value() == !options.is_strict());
    CHECK(from_query<Request>("organization=a&odd=1", options).has_value() == !options.is_strict());
  }
}

TEST_CASE("a repeated or missing parameter is reported", "[operation][from_query]") {
  CHECK(reported("organization=a&organization=b") ==
        lines{"error structure http.organization: the parameter \"organization\" appears more than once: send it once"});
  CHECK(reported("") == lines{"error required: the parameter \"organization\" is missing"});
  CHECK(reported("?") == reported(""));
}

TEST_CASE("HTTP's own parameters are ignored, the operation's are not", "[operation][from_query]") {
  CHECK(asked("organization=a&_format=json&_pretty=%zz&_summary") == Request{.organization = "a"});
  CHECK(asked("organization=a&_since=2023")._since == "2023");
}

TEST_CASE("all faults of a query are reported at once", "[operation][from_query]") {
  const auto found = reported("code=%zz&count=x&colour=red&active=&active=true");
  std::vector<std::string> places;
  for (const std::string& each : found) places.push_back(each.substr(0, each.find(':')));
  std::sort(places.begin(), places.end());
  CHECK(places == lines{"error required", "error structure http.active", "error structure http.colour", "error value http.active",
                        "error value http.code", "error value http.count"});
}

TEST_CASE("a complex type cannot be given in a URL", "[operation][from_query]") {
  const auto refused = from_query<clinic::Admit::Request>("ward=7&bed=3&code=a&dose=x&dose=y&period=2023&photo=x&reason=x");
  lines places;
  for (const issue& each : refused.issues()) {
    CHECK(each.text.ends_with("cannot be given in a URL: send a Parameters resource in a POST"));
    places.push_back(test::reported(each));
  }
  CHECK(places == lines{"error value http.dose ", "error value http.dose ", "error value http.period ", "error value http.photo ",
                        "error value http.reason "});
}

TEST_CASE("if there are more faults than the limit, one issue says so", "[operation][from_query]") {
  const auto codes = [](const std::string& query, std::size_t most, bool lenient = false) {
    const read_options options = lenient ? read_options{}.lenient().max_issues(most) : read_options{}.max_issues(most);
    const auto read = from_query<Request>(query, options);
    CHECK(read.has_value() == lenient);
    std::string all;
    for (const issue& each : read.issues()) (all += all.empty() ? "" : " ") += to_string(each.code);
    return all;
  };
  // What is encoded wrongly, what no such parameter is, and both.
  const std::string wrong = "organization=a&code=%zz&code=%zz&code=%zz";
  CHECK(codes(wrong, 4) == "value value value");
  CHECK(codes(wrong, 3) == "value value value");
  CHECK(codes(wrong, 2) == "value value incomplete");
  CHECK(codes(wrong, 1) == "value incomplete");
  CHECK(codes(wrong, 0) == "incomplete");
  const std::string unknown = "organization=a&b=1&c=1&d=1";
  CHECK(codes(unknown, 3) == "structure structure structure");
  CHECK(codes(unknown, 2) == "structure structure incomplete");
  CHECK(codes(unknown, 0) == "incomplete");
  CHECK(codes(unknown + "&code=%zz", 4) == "value structure structure structure");
  CHECK(codes(unknown + "&code=%zz", 3) == "value structure structure incomplete");
  CHECK(codes(unknown + "&code=%zz", 1) == "value incomplete");
  // Warnings too.
  CHECK(codes(unknown, 3, true) == "structure structure structure");
  CHECK(codes(unknown, 2, true) == "structure structure incomplete");
}
