#include "fhirops/core/words.hpp"

#include "support/catch.hpp"

using namespace fhirops::detail;

TEST_CASE("choices are listed as a sentence has them", "[core][words]") {
  choices_text choices;
  CHECK(choices.text().empty());
  choices.add("a");
  CHECK(choices.text() == "a");
  choices.add("b");
  CHECK(choices.text() == "a or b");
  choices.add("c");
  CHECK(choices.text() == "a, b or c");
}

TEST_CASE("a type has the article that is spoken", "[core][words]") {
  for (const char* type : {"integer", "instant", "id", "oid", "unsignedInt", "Age", "Observation", "Encounter"}) CHECK(article_of(type) == "an ");
  for (const char* type : {"date", "uri", "url", "uuid", "Patient", "positiveInt"}) CHECK(article_of(type) == "a ");
}
