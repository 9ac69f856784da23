// What is around the entries of a Bundle, of any type.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"
#include "ward.hpp"

using namespace fhirops;

namespace {

constexpr std::string_view entry =
    R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"bed","part":[{"name":"code","valueString":"1"},{"name":"room","valueString":"2"}]}]}})";

std::string found_in(const std::string& text, read_options options = {}) {
  std::size_t seen = 0;
  const issues found = for_each_entry<ward::Bed>(text, [&seen](ward::Bed&&) { ++seen; }, options);
  return std::to_string(seen) + '\n' + test::lines_of(found);
}

}  // namespace

TEST_CASE("a Bundle of any type, with links and a total before or after its entries", "[bundle][bundle_envelope]") {
  const std::string entries = R"("entry":[)" + std::string(entry) + ',' + std::string(entry) + ']';
  for (const std::string_view type : {"collection", "searchset", "history", "batch-response"}) {
    const std::string head = R"({"resourceType":"Bundle","type":")" + std::string(type) + "\",";
    CHECK(found_in(head + entries + '}') == "2\n");
    CHECK(found_in(head + R"("total":2,"link":[{"relation":"self","url":"u"}],)" + entries + '}') == "2\n");
    CHECK(found_in(head + entries + R"(,"total":2})") == "2\n");
  }
  CHECK(found_in("{" + entries + R"(,"resourceType":"Bundle"})") == "2\n");
  CHECK(found_in(R"({"resourceType":"Bundle","type":"collection"})") == "0\n");
}

TEST_CASE("an issue around the entries has its position", "[bundle][bundle_envelope]") {
  const std::string before = R"({"resourceType":"Bundle",)";
  const std::string entries = R"("entry":[)" + std::string(entry) + ']';
  const std::string text = before + entries + R"(,"unheard":1})";
  CHECK(found_in(text) == "1\n" + std::to_string(before.size() + entries.size() + 1) +
                              " 1:" + std::to_string(before.size() + entries.size() + 2) +
                              " error structure Bundle.unheard /unheard: \"unheard\" is not an element of Bundle\n");
  CHECK(found_in(text, read_options{}.lenient()).starts_with("1\n"));
  CHECK(found_in(before + R"("type":1,)" + entries + "}").starts_with("1\n"));
  CHECK(found_in(R"({"resourceType":"Patient",)" + entries + "}") ==
        "1\n0 1:1 fatal structure Bundle : resourceType is \"Patient\", but \"Bundle\" is expected\n");
  CHECK(found_in(before + entries).find("fatal") != std::string::npos);
  CHECK(found_in("[]").starts_with("0\n"));
}

TEST_CASE("text that cannot be split into entries is reported like a whole Bundle", "[bundle][bundle_envelope]") {
  const std::string before = R"({"resourceType":"Bundle","type":"collection",)";
  const std::string one(entry);
  // `E` is a whole entry.
  for (std::string rest :
       {R"("entry":[})", R"("entry":[E})", R"("entry":[E)", R"("entry":[E,)", R"("entry":[E, )", R"("entry":[E,})",
        R"("entry":[E,]})", R"("entry":[E,,)", R"("entry":[,)", R"("entry":[:)", R"("entry":[E:)", R"("entry":[E E]})",
        R"("entry":[)", R"("entry":])", R"("entry"})", R"("entry":[]})", R"("entry":[] x)"}) {
    if (const std::size_t at = rest.find('E'); at != std::string::npos) rest.replace(at, 1, one);
    const std::string text = before + rest;
    CAPTURE(text);
    const auto whole = test::read_generally<Bundle<Parameters<>>>(text);
    const std::string seen = text.find(one) == std::string::npos ? "0\n" : "1\n";
    const std::string found = found_in(text);
    CHECK(found.substr(found.find('\n') + 1) == test::lines_of(whole.issues()));
    CHECK(found.starts_with(seen));
  }
}

TEST_CASE("after an entry that is not JSON, elements that may follow it are not reported as missing",
          "[bundle][bundle_envelope]") {
  // The type of the resource may be in the part that cannot be read.
  const std::string found = found_in(R"({"entry":[{"resource":x}]})");
  CHECK(found.find("fatal") != std::string::npos);
  CHECK(found.find("resourceType") == std::string::npos);
  // What comes before is checked all the same.
  CHECK(found_in(R"({"unheard":1,"entry":[{"resource":x}]})").find("\"unheard\" is not an element of Bundle") !=
        std::string::npos);
}

TEST_CASE("a type that only begins as the expected one is read like any member", "[bundle][bundle_envelope]") {
  const auto with = [](std::string_view type) {
    return R"({"resourceType":"Bundle","type":)" + std::string(type) + R"(,"entry":[)" + std::string(entry) + "]}";
  };
  CHECK(found_in(with("\"collection\"")) == "1\n");
  for (const std::string_view type :
       {"\"collectio\xFF\"", "\"collection\xFF\"", "\"collection\\u0000\"", "\"collection\\ud800\"", "\"collection\n\""}) {
    CAPTURE(type);
    const auto whole = test::read_generally<Bundle<Parameters<>>>(with(type));
    REQUIRE_FALSE(whole.issues().empty());
    const std::string found = found_in(with(type));
    CHECK(found.substr(found.find('\n') + 1) == test::lines_of(whole.issues()));
  }
}

TEST_CASE("only white space may follow a Bundle", "[bundle][bundle_envelope]") {
  const std::string text = R"({"resourceType":"Bundle","type":"collection","entry":[)" + std::string(entry) + "]}";
  CHECK(found_in(text + " \n") == "1\n");
  for (const std::string& behind : {std::string(1, '\0'), std::string("\0x", 2), std::string(" \0", 2), std::string("}")}) {
    CAPTURE(behind.size());
    const auto whole = test::read_generally<Bundle<Parameters<>>>(text + behind);
    REQUIRE_FALSE(whole.issues().empty());
    CHECK(found_in(text + behind) == "1\n" + test::lines_of(whole.issues()));
  }
}

TEST_CASE("in lenient reading, an entry outside of a list is the only one, unless there is also a list",
          "[bundle][bundle_envelope]") {
  const std::string head = R"({"resourceType":"Bundle","type":"collection",)";
  const std::string list = R"("entry":[)" + std::string(entry) + ']';
  const std::string lone = R"("entry":)" + std::string(entry);
  const read_options lenient = read_options{}.lenient();
  CHECK(found_in(head + lone + '}', lenient).starts_with("1\n"));
  CHECK(found_in(head + lone + '}').starts_with("0\n"));
  CHECK(found_in(head + list + ',' + lone + '}', lenient).starts_with("1\n"));
  CHECK(found_in(head + lone + ',' + lone + '}', lenient).starts_with("1\n"));
  CHECK(found_in(head + lone + ',' + list + '}', lenient).starts_with("1\n"));
}

TEST_CASE("unusual text around the entries is judged as in a whole Bundle", "[bundle][bundle_envelope]") {
  const std::string all = R"("entry":[)" + std::string(entry) + "]";
  // `E` is the list of entries.
  for (std::string text :
       {R"({"resourceType":"Bundle","resourceType":"Bundle","type":"collection",E})",
        R"({"resourceType":"Bundle","type":"collection","type":"collection",E})",
        R"({"resourceType":"Bundle","type":"collection",E,"type":"collection"})",
        R"({"resourceType":"Bundle",E,"type":"collection","type":"collection"})",
        R"({"resourceType":"Bundle","tyqe":"collection",E})", R"({"resourceTyqe":"Bundle","type":"collection",E})",
        R"({"resourceType":"Bumdle","type":"collection",E})", R"({"type":"collection",E})",
        R"({"type":"Bundle","resourceType":"collection",E})", R"({"resourceType":"Bundle","id":"",E})"}) {
    text.replace(text.find('E'), 1, all);
    CAPTURE(text);
    const auto whole = test::read_generally<Bundle<Parameters<>>>(text);
    const std::string found = found_in(text);
    CHECK_FALSE(whole.issues().empty());
    CHECK(found.substr(found.find('\n') + 1) == test::lines_of(whole.issues()));
    CHECK(found.starts_with("1\n"));
  }
}
