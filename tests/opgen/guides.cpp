// Definitions as guides publish them, though R4 does not allow all of it: they compile, and do what is meant.

#include <fhirops/http/service.hpp>
#include <guide/operations.hpp>

#include "support/catch.hpp"
#include "support/fill.hpp"

using namespace fhirops;

TEST_CASE("values of operations as they are published come back from JSON", "[opgen][guides]") {
  test::check_round_trips(std::type_identity<guide::operations>());
}

TEST_CASE("a published definition that leaves facts out is interpreted as intended", "[opgen][guides]") {
  CHECK(guide::operations::size == 13);
  CHECK(definition<guide::BulkExport>().resource[0] == "Resource");
  CHECK(allows_get<guide::BulkExport>);  // patient is a Reference, but optional
  CHECK(allows_get<guide::Docref>);
  CHECK_FALSE(allows_get<guide::EvaluateAnything>);
  CHECK(answers_resource<guide::EvaluateAnything>);
  CHECK_FALSE(answers_resource<guide::Scoped>);  // a list
  CHECK(std::is_same_v<decltype(guide::FindSubject::Request::subject), search_value>);
  CHECK(std::is_same_v<decltype(guide::EvaluateAnything::Request::content), Any<>>);
  CHECK(std::is_same_v<decltype(guide::Scoped::Request::measure), std::optional<Canonical<>>>);
  const guide::Clash::Request clash{.a_b = "1", .a_b_2 = "2", .a_b_3 = "3", .a_b_4 = "4"};
  CHECK(to_parameters(clash).parameter.size() == 4);
}

TEST_CASE("allowed types of a generated request are checked", "[opgen][guides]") {
  guide::EvaluateAnything::Request request;
  request.content = Value<>(true);
  request.context = Value<>(Coding<>{.code = "c"});
  CHECK(from_parameters<guide::EvaluateAnything::Request>(to_parameters(request)));
  request.context = Resource<>(RawResource<>{"Patient", R"({"resourceType":"Patient"})"});
  CHECK(from_parameters<guide::EvaluateAnything::Request>(to_parameters(request)));
  request.context = Resource<>(RawResource<>{"Group", R"({"resourceType":"Group"})"});
  const auto refused = from_parameters<guide::EvaluateAnything::Request>(to_parameters(request));
  REQUIRE(refused.issues().size() == 1);
  CHECK(refused.issues()[0].text ==
        "the parameter \"context\" has a Group resource, but needs valueString, valueCoding or a Patient resource");
}
