#pragma once
// Fills values of bound structs, and checks that they come back from JSON.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/filled.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace test {

/// Writes the Parameters as JSON and reads them again; each parameter of the table must be there, with or without a search
/// modifier (`url:exact`).
inline fhirops::Parameters<> by_json(const fhirops::Parameters<>& parameters, std::span<const fhirops::detail::param_row> table) {
  const std::string text = to_json(parameters);
  CAPTURE(text);
  for (const fhirops::detail::param_row& row : table) {
    CAPTURE(row.name);
    CHECK(std::ranges::count(parameters.parameter, row.name, [](const auto& each) {
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
T check_round_trip(fhirops::fixtures::filler& values, std::string_view operation) {
  T value = values.filled<T>();
  const auto back = fhirops::from_parameters<T>(by_json(fhirops::to_parameters(value), fhirops::detail::bound_rows<T>::value));
  check_came_back(operation, back.issues(), back && *back == value);
  return value;
}
/// So is its text that is written and read without Parameters in between.
template <fhirops::Bound T>
void check_text_round_trip(fhirops::fixtures::filler& values, std::string_view operation) {
  const T value = check_round_trip<T>(values, operation);
  const auto read = fhirops::from_json<T>(fhirops::to_json(value));
  check_came_back(operation, read.issues(), read && *read == value);
}

/// The requests and answers of all operations of a table come back unchanged; with `AsText`, also without Parameters in between, which
/// takes twice as long to compile.
template <bool AsText = false, class... Op>
void check_round_trips(std::type_identity<fhirops::operation_table<Op...>>) {
  fhirops::fixtures::filler values;
  const auto check = [&values]<class T>(std::type_identity<T>, std::string_view operation) {
    if constexpr (AsText)
      check_text_round_trip<T>(values, operation);
    else
      check_round_trip<T>(values, operation);
  };
  ((check(std::type_identity<typename Op::Request>(), Op::info.code),
    check(std::type_identity<typename Op::Response>(), Op::info.code)),
   ...);
}

}  // namespace test
