// docs/how-to/existing-json.md: a server that has its bodies as a RapidJSON document.

#include <fhirops/fhirops.hpp>
#include <fhirops/interop/rapidjson.hpp>
#include <iostream>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "expect.hpp"

namespace {

std::string printed(const rapidjson::Value& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  json.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

//! [from_rapidjson]
// The server's own envelope, parsed by the server; the FHIR part of it becomes a typed value.
fhirops::issues handle(const rapidjson::Document& envelope, std::string& code) {
  const auto parameters = fhirops::from_rapidjson<fhirops::Parameters<>>(envelope["payload"]);
  if (!parameters) return parameters.issues();
  const auto found = fhirops::get<fhirops::Code<>>(*parameters, "code");
  if (!found) return found.issues();
  code = found->text;
  return {};
}
//! [from_rapidjson]

//! [to_rapidjson]
// The other way: the answer becomes a part of the server's own document. A document can only contain
// values of its own allocator, so the answer is copied.
void put_answer(rapidjson::Document& envelope, const fhirops::OperationOutcome<>& outcome) {
  const rapidjson::Document answer = fhirops::to_rapidjson(outcome);
  rapidjson::Value copy(answer, envelope.GetAllocator());
  envelope.AddMember("payload", copy, envelope.GetAllocator());
}
//! [to_rapidjson]

//! [accept]
// If the server writes with a rapidjson::Writer, the value is written into the same text.
void write_envelope(rapidjson::Writer<rapidjson::StringBuffer>& writer, const fhirops::Parameters<>& parameters) {
  writer.StartObject();
  writer.Key("payload");
  fhirops::accept(parameters, writer);
  writer.EndObject();
}
//! [accept]

}  // namespace

int main() {
  rapidjson::Document request;
  request.Parse(R"({"trace": "a1", "payload": {"resourceType": "Parameters",
                    "parameter": [{"name": "code", "valueCode": "final"}]}})");
  std::string code;
  expect(handle(request, code).empty(), "the payload is read");
  expect_same(code, "final");

  rapidjson::Document wrong;
  wrong.Parse(R"({"payload": {"resourceType": "Parameters", "parameter": [{"name": "code", "valueCode": 7}]}})");
  const fhirops::issues found = handle(wrong, code);
  expect(found.has_errors(), "a code that is a number is an error");
  std::cout << to_string(found.front()) << '\n';

  rapidjson::Document envelope;
  envelope.SetObject();
  put_answer(envelope, fhirops::to_outcome(found));
  std::cout << printed(envelope) << '\n';

  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  fhirops::Parameters<> parameters;
  add(parameters, "dose", fhirops::Decimal<>("1.00"));
  write_envelope(writer, parameters);
  std::cout << buffer.GetString() << '\n';

  // The limit that the page names: a DOM has no 1.00.
  std::cout << printed(fhirops::to_rapidjson(parameters)["parameter"]) << '\n';
  return 0;
}
