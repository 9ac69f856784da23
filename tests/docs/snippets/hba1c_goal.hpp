#pragma once
// The operation of docs/tutorials/custom-operation.md, without what only its definition needs: what the programs of
// docs/how-to/http.md serve.

#include <fhirops/operation/operation.hpp>
#include <fhirops/resource/resource_types.hpp>
#include <optional>
#include <string>

namespace clinic {

struct Asked {
  fhirops::Decimal<> value{};
  std::optional<fhirops::Date<>> measured{};
};
struct Answered {
  bool reached = false;
  std::optional<fhirops::Quantity<>> above{};
};
constexpr auto fhir_parameters(const Asked*) {
  using namespace fhirops;
  return parameters(param<"value", &Asked::value>{}, param<"measured", &Asked::measured>{});
}
constexpr auto fhir_parameters(const Answered*) {
  using namespace fhirops;
  return parameters(param<"reached", &Answered::reached>{}, param<"above", &Answered::above>{});
}

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

inline Answered answer(const Asked& asked) {
  const double above = asked.value.to_double() - 53;
  if (above <= 0) return {.reached = true};
  return {.reached = false, .above = fhirops::Quantity<>{.value = std::to_string(above), .unit = "mmol/mol"}};
}

}  // namespace clinic
