// docs/how-to/openapi.md: what a service answers, for tools that know no FHIR.

#include <rapidjson/document.h>

#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/openapi.hpp>
#include <fhirops/http/service.hpp>
#include <string>
#include <utility>

#include "expect.hpp"
#include "hba1c_goal.hpp"

using namespace fhirops;

int main() {
  const http::service service(
      http::options{.software = "clinic", .date = "2026-11-24", .base = "https://clinic.example/fhir"},
      http::on<clinic::Hba1cGoal>([](const clinic::Asked& asked, const http::call&) { return clinic::answer(asked); }));
  const http::openapi_service described(service);
  http::response document = described({.method = "GET", .target = "/openapi.json"}, http::nobody);
  const std::string text = document.content.rest();

  rapidjson::Document read;
  expect(!read.Parse(text.c_str()).HasParseError(), "it is JSON");
  for (const auto& path : std::as_const(read)["paths"].GetObject()) {
    std::printf("%s", path.name.GetString());
    for (const auto& method : path.value.GetObject())
      if (method.value.IsObject()) std::printf(" %s", method.name.GetString());
    std::printf("\n");
  }
  const OperationDefinition<> definitions[] = {definition<clinic::Hba1cGoal>()};
  expect_same(http::openapi_document(service.options(), definitions), text);
  return 0;
}
