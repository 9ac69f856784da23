#pragma once
// A host's own operations, in its own namespace: one with all kinds of members, and small ones.

#include <chrono>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace clinic {

struct Dose {
  std::string drug{};
  std::optional<std::int32_t> times{};
  std::vector<bool> taken{};

  friend bool operator==(const Dose&, const Dose&) = default;
};
constexpr auto fhir_parameters(const Dose*) {
  using namespace fhirops;
  return parameters(param<"drug", &Dose::drug>{}, param<"times", &Dose::times>{}, param<"taken", &Dose::taken>{});
}

// In a template, with a base, and with what is none of FHIR's business.
struct Person {
  std::string name{};
  friend bool operator==(const Person&, const Person&) = default;
};
template <class T>
struct Visit : Person {
  T reason{};
  int secret = 0;
  friend bool operator==(const Visit&, const Visit&) = default;
};
template <class T>
constexpr auto fhir_parameters(const Visit<T>*) {
  using namespace fhirops;
  return parameters(param<"name", &Visit<T>::name>{}, param<"reason", &Visit<T>::reason>{});
}

struct Admit {
  using Choice = std::variant<bool, std::string, fhirops::Coding<>>;

  struct Request {
    std::string ward{};
    std::int32_t bed{};
    std::optional<bool> urgent{};
    std::optional<std::uint32_t> days{};
    std::optional<std::int8_t> level{};
    std::optional<std::chrono::sys_seconds> since{};
    std::vector<fhirops::Code<>> codes{};
    fhirops::list<fhirops::Period<>> periods{};
    std::optional<Choice> reason{};
    std::optional<fhirops::Value<>> anything{};
    std::optional<fhirops::Value<>> either{};
    std::optional<Dose> first{};
    std::vector<Dose> doses{};
    std::optional<fhirops::Resource<>> patient{};
    std::optional<fhirops::Binary<>> photo{};
    std::optional<Dose> plan{};
    std::optional<fhirops::Parameters<>> raw{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  struct Response {
    fhirops::Bundle<> bundle{};
    friend bool operator==(const Response&, const Response&) = default;
  };
  static constexpr fhirops::operation_info info{
      .code = "admit",
      .url = "https://clinic.example/OperationDefinition/admit",
      .id = "admit-i",
      .version = "2.1",
      .name = "Admit",
      .title = "Admit a patient",
      .description = "Finds *a bed*.",
      .status = "draft",
      .affectsState = true,
      .type = true,
      .instance = true,
      .resource = fhirops::texts<"Patient", "Group">,
  };
};
constexpr auto fhir_parameters(const Admit::Request*) {
  using namespace fhirops;
  using self = Admit::Request;
  return parameters(
      param<"ward", &self::ward>{{.documentation = "Where to.", .searchType = "token"}}, param<"bed", &self::bed>{},
      param<"urgent", &self::urgent>{}, param<"days", &self::days>{}, param<"level", &self::level>{},
      param<"since", &self::since>{},
      param<"code", &self::codes>{
          {.bindingStrength = "required", .bindingValueSet = "http://hl7.org/fhir/ValueSet/bundle-type", .min = 1, .max = 3}},
      param<"period", &self::periods>{}, param<"reason", &self::reason>{}, param<"anything", &self::anything>{},
      param<"either", &self::either>{{.allowed = type_set(type_id::code, type_id::Quantity)}}, param<"first", &self::first>{},
      param<"dose", &self::doses>{{.min = 2}}, param<"patient", &self::patient>{{.type = "Patient"}},
      param<"photo", &self::photo>{}, resource_param<"plan", &self::plan>{}, param<"raw", &self::raw>{});
}
constexpr auto fhir_parameters(const Admit::Response*) {
  using namespace fhirops;
  return parameters(param<"return", &Admit::Response::bundle>{});
}

// What is right to ask.
inline Admit::Request request() {
  Admit::Request asked;
  asked.ward = "7";
  asked.bed = 3;
  asked.codes = {"a"};
  asked.doses = {{.drug = "x"}, {.drug = "y", .times = 2, .taken = {true, false}}};
  return asked;
}

// The same with an optional parameter of each kind.
inline Admit::Request full_request() {
  Admit::Request asked = request();
  asked.urgent = false;
  asked.since = std::chrono::sys_seconds(std::chrono::seconds(0));
  asked.periods.push_back({.start = "2023"});
  asked.reason = fhirops::Coding<>{.code = "c"};
  asked.anything = fhirops::Value<>(fhirops::Quantity<>{.value = "1.50"});
  asked.patient = fhirops::from_json<fhirops::Resource<>>(R"({"resourceType":"Patient","id":"1"})").value();
  asked.photo.emplace().contentType = "image/png";
  asked.plan = Dose{.drug = "z"};
  return asked;
}

// Changes nothing, and takes primitives alone.
struct Find {
  struct Request {
    std::string organization{};
    std::vector<fhirops::Code<>> code{};
    std::optional<std::int32_t> count{};
    std::optional<bool> active{};
    std::optional<fhirops::Date<>> day{};
    std::optional<std::chrono::sys_seconds> since{};
    std::optional<fhirops::Decimal<>> weight{};
    std::optional<std::uint32_t> offset{};
    std::optional<std::string> _since{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  using Response = Admit::Response;
  static constexpr fhirops::operation_info info{
      .code = "find", .affectsState = false, .system = true, .type = true, .resource = fhirops::texts<"Location">};
};
constexpr auto fhir_parameters(const Find::Request*) {
  using namespace fhirops;
  using self = Find::Request;
  return parameters(param<"organization", &self::organization>{}, param<"code", &self::code>{}, param<"count", &self::count>{},
                    param<"active", &self::active>{}, param<"day", &self::day>{}, param<"since", &self::since>{},
                    param<"weight", &self::weight>{}, param<"offset", &self::offset>{}, param<"_since", &self::_since>{});
}

}  // namespace clinic
