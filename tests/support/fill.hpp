#pragma once
// Fills values of bound structs, and checks that they come back from JSON.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/filled.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace test {

/// Writes the Parameters as JSON and reads them again; every name must be there, with or without a search modifier (`url:exact`).
inline fhirops::Parameters<> by_json(const fhirops::Parameters<>& parameters, const std::vector<std::string_view>& names) {
  const std::string text = to_json(parameters);
  CAPTURE(text);
  for (const std::string_view name : names) {
    CAPTURE(name);
    CHECK(std::ranges::count(parameters.parameter, name, [](const auto& each) {
            const std::string_view written = each.name;
            return written.substr(0, written.find(':'));
          }) > 0);
  }
  auto read = fhirops::from_json<fhirops::Parameters<>>(text);
  REQUIRE(read);
  CHECK(read->parameter.size() == parameters.parameter.size());
  return *std::move(read);
}
inline void check_came_back(std::string_view operation, const fhirops::issues& reported, bool same) {
  CAPTURE(operation);
  CHECK(reported.empty());
  CHECK(same);
}

/// A filled value that is converted to Parameters, to JSON, and back is the same.
template <fhirops::Bound T>
void check_round_trip(fhirops::fixtures::filler& values, std::string_view operation) {
  const T value = values.filled<T>();
  std::vector<std::string_view> names;
  fhirops::detail::for_each_param(fhirops::detail::table_value<T>, [&]<class Param>(Param, const fhirops::param_details&) {
    names.push_back(Param::name.view());
  });
  const auto back = fhirops::from_parameters<T>(by_json(fhirops::to_parameters(value), names));
  check_came_back(operation, back.issues(), back && *back == value);
}

/// The requests and answers of all operations of a table come back unchanged.
template <class... Op>
void check_round_trips(std::type_identity<fhirops::operation_table<Op...>>) {
  fhirops::fixtures::filler values;
  ((check_round_trip<typename Op::Request>(values, Op::info.code),
    check_round_trip<typename Op::Response>(values, Op::info.code)),
   ...);
}

}  // namespace test
