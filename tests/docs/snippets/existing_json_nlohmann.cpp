// docs/how-to/existing-json.md: a server that has its bodies as nlohmann::json.

#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "expect.hpp"

namespace {

//! [handler]
// A RapidJSON handler that builds a nlohmann::json: what `fhirops::accept` sends its events to.
class nlohmann_handler {
 public:
  bool Null() { return put(nullptr); }
  bool Bool(bool truth) { return put(truth); }
  bool Int(int number) { return put(number); }
  bool Uint(unsigned number) { return put(number); }
  bool Int64(std::int64_t number) { return put(number); }
  bool Uint64(std::uint64_t number) { return put(number); }
  bool Double(double number) { return put(number); }
  bool String(const char* text, unsigned size, bool) { return put(std::string(text, size)); }
  bool Key(const char* text, unsigned size, bool) { return key_.assign(text, size), true; }
  bool StartObject() { return open(nlohmann::json::object()); }
  bool EndObject(unsigned) { return open_.pop_back(), true; }
  bool StartArray() { return open(nlohmann::json::array()); }
  bool EndArray(unsigned) { return open_.pop_back(), true; }

  nlohmann::json json;

 private:
  nlohmann::json& place() {
    if (open_.empty()) return json;
    nlohmann::json& top = *open_.back();
    return top.is_array() ? top.emplace_back() : top[key_];
  }
  bool put(nlohmann::json value) { return place() = std::move(value), true; }
  bool open(nlohmann::json empty) {
    nlohmann::json& opened = place();
    opened = std::move(empty);
    return open_.push_back(&opened), true;
  }

  std::vector<nlohmann::json*> open_;  // an outer one grows only when the inner ones are done
  std::string key_;
};
//! [handler]

}  // namespace

int main() {
  //! [from_text]
  const nlohmann::json body =
      nlohmann::json::parse(R"({"resourceType": "Parameters", "parameter": [{"name": "code", "valueCode": "final"}]})");
  const auto parameters = fhirops::from_json<fhirops::Parameters<>>(body.dump());
  //! [from_text]
  expect(parameters.has_value(), "the dumped text is read");

  //! [to_text]
  const nlohmann::json answer = nlohmann::json::parse(fhirops::to_json(*parameters));
  //! [to_text]
  expect(answer == body, "what was read is written");

  //! [use_handler]
  nlohmann_handler handler;
  fhirops::accept(*parameters, handler);
  //! [use_handler]
  expect(handler.json == body, "the events build the same");
  std::cout << handler.json << '\n';
  return 0;
}
