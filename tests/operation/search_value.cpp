// A search parameter among the parameters of an operation, with the modifier of its name.

#include <fhirops/fhirops.hpp>

#include "support/catch.hpp"

using namespace fhirops;

namespace lookup {

struct Request {
  std::optional<search_value> subject{};
  std::vector<search_value> code{};
  std::optional<std::string> plain{};

  friend bool operator==(const Request&, const Request&) = default;
};
constexpr auto fhir_parameters(const Request*) {
  return parameters(param<"subject", &Request::subject>{{.searchType = "reference"}},
                    param<"code", &Request::code>{{.searchType = "token"}},
                    param<"plain", &Request::plain>{{.searchType = "string"}});
}

}  // namespace lookup

namespace {

std::string first_fault(std::string_view query) {
  const auto read = from_query<lookup::Request>(query);
  return read.issues().empty() ? "" : read.issues()[0].expression + ": " + read.issues()[0].text;
}

}  // namespace

TEST_CASE("a modifier is read beside the value, from a query and from Parameters", "[operation][search_value]") {
  const auto asked = from_query<lookup::Request>("subject:Patient=23&code:in=urn:x&code=a%7Cb");
  REQUIRE(asked);
  CHECK(asked->subject->modifier == "Patient");
  CHECK(asked->subject->value == "23");
  REQUIRE(asked->code.size() == 2);
  CHECK(asked->code[0] == search_value("urn:x", "in"));
  CHECK(asked->code[1] == search_value("a|b"));

  const Parameters<> sent = to_parameters(*asked);
  CHECK(sent.parameter[0].name == "subject:Patient");
  CHECK(sent.parameter[1].name == "code:in");
  CHECK(sent.parameter[2].name == "code");
  const auto back = from_parameters<lookup::Request>(sent);
  REQUIRE(back);
  CHECK(*back == *asked);
}

TEST_CASE("text alone is a value without a modifier", "[operation][search_value]") {
  lookup::Request request;
  request.subject = "Patient/1";
  CHECK(request.subject == search_value(std::string("Patient/1")));
  CHECK(to_parameters(request).parameter[0].name == "subject");
}

TEST_CASE("a modifier that search does not have is refused", "[operation][search_value]") {
  for (const char* known : {"missing", "exact", "contains", "not", "text", "in", "not-in", "below", "above", "identifier",
                            "of-type", "Patient", "Patient.name"})
    CHECK(first_fault("subject:" + std::string(known) + "=1").empty());
  CHECK(first_fault("subject:foo=1") ==
        "http.subject:foo: \"foo\" is not a search modifier: write a resource type, missing, exact, contains, not, text, in, "
        "not-in, below, above, identifier or of-type");
  CHECK(first_fault("subject:=1").starts_with("http.subject:: "));
  CHECK(first_fault("subject:exact=1&subject=2") ==
        "http.subject: the parameter \"subject\" appears more than once: send it once");
  // A member of text keeps no modifier, so none is ignored.
  CHECK(first_fault("plain:exact=1") ==
        "http.plain:exact: \"plain:exact\" has a search modifier, which \"plain\" does not take: remove \":exact\"");
}
