#pragma once
// `$execute-ssl-orders` (http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-execute-ssl-orders). Generated
// by examples/opgen from the definition; do not edit.

#include <optional>
#include <string>

#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/binary.hpp"

namespace fhirops::ehealth {

/// `$execute-ssl-orders`, system level.
/// http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-execute-ssl-orders
struct ExecuteSslOrders {
  struct Request {
    /// 1..1, string.
    std::string anonymization{};
    /// 0..1, Reference.
    std::optional<Reference<>> organization{};
    /// 0..1, Reference.
    std::optional<Reference<>> seller{};
    /// 0..1, Period.
    std::optional<Period<>> period{};

    friend bool operator==(const Request&, const Request&) = default;
  };
  struct Response {
    /// 0..1, Binary.
    std::optional<Binary<>> return_{};

    friend bool operator==(const Response&, const Response&) = default;
  };

  static constexpr operation_info info{
      .code = "execute-ssl-orders",
      .url = "http://ehealth.sundhed.dk/fhir/OperationDefinition/-s-execute-ssl-orders",
      .id = "-s-execute-ssl-orders",
      .name = "execute-ssl-orders",
      .affectsState = true,
      .system = true,
  };
};

constexpr auto fhir_parameters(const ExecuteSslOrders::Request*) {
  using self = ExecuteSslOrders::Request;
  return parameters(param<"anonymization", &self::anonymization>{},
                    param<"organization", &self::organization>{}, param<"seller", &self::seller>{},
                    param<"period", &self::period>{});
}

constexpr auto fhir_parameters(const ExecuteSslOrders::Response*) {
  using self = ExecuteSslOrders::Response;
  return parameters(param<"return", &self::return_>{});
}

}  // namespace fhirops::ehealth
