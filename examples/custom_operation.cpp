// A host's own operation, from two structs to a served answer: `$hba1c-goal` says whether a patient's long-term blood sugar has
// reached its goal.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clinic {

// The request and the response: plain structs with members of C++ and FHIR types.
struct Asked {
  fhirops::Decimal<> value{};
  std::optional<fhirops::Date<>> measured{};
  std::vector<std::string> note{};
};
struct Answered {
  bool reached = false;
  std::optional<fhirops::Quantity<>> above{};
};

// The parameters of each struct. The functions are found in the structs' namespace, so the structs are not changed.
constexpr auto fhir_parameters(const Asked*) {
  using namespace fhirops;
  return parameters(param<"value", &Asked::value>{{.documentation = "HbA1c in mmol/mol"}}, param<"measured", &Asked::measured>{},
                    param<"note", &Asked::note>{{.max = 3}});
}
constexpr auto fhir_parameters(const Answered*) {
  using namespace fhirops;
  return parameters(param<"reached", &Answered::reached>{}, param<"above", &Answered::above>{});
}

// The operation: the two structs, and the constants of its definition.
struct Hba1cGoal {
  using Request = Asked;
  using Response = Answered;
  static constexpr fhirops::operation_info info{.code = "hba1c-goal",
                                                .url = "https://clinic.example/fhir/OperationDefinition/hba1c-goal",
                                                .name = "Hba1cGoal",
                                                .affectsState = false,
                                                .instance = true,
                                                .resource = fhirops::texts<"Patient">};
};
using operations = fhirops::operation_table<Hba1cGoal>;

// The host's own work.
Answered answer(const Asked& asked) {
  const double above = asked.value.to_double() - 53;
  if (above <= 0) return {.reached = true};
  return {.reached = false, .above = fhirops::Quantity<>{.value = std::to_string(above), .unit = "mmol/mol"}};
}

// From request body to response body. If it cannot be answered, an OperationOutcome says why, and where.
std::string serve(const fhirops::operation_call& call, std::string_view body) {
  using namespace fhirops;
  std::string out;
  const routing how = operations::route(call, [&]<class Op>(std::type_identity<Op>) {
    const auto request = from_json<typename Op::Request>(body);
    out = request ? to_json(answer(*request)) : to_json(to_outcome(request.issues()));
  });
  return how == routing::found ? out : to_json(to_outcome({explain(how, call)}));
}

}  // namespace clinic

int main() {
  const fhirops::operation_call call{.name = "$hba1c-goal", .type = "Patient", .id = "1"};
  const std::string asked = R"({"resourceType":"Parameters","parameter":[{"name":"value",)";
  std::cout << clinic::serve(call, asked + R"("valueDecimal":58.5}]})") << '\n'
            << clinic::serve(call, asked + R"("valueString":"58.5"}]})") << '\n'
            << clinic::serve({.name = "$hba1c-goal"}, "") << '\n'
            << to_json(fhirops::definition<clinic::Hba1cGoal>(), fhirops::write_options{}.pretty()) << '\n';
}
