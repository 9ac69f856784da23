#pragma once
// What `validate` reports about a JSON text, in lines that a test can state.

#include <fhirops/json/read.hpp>
#include <fhirops/validate/validate.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/issues.hpp"

namespace test {

/// R4's key of the invariant that the issue is about, such as `per-1`; empty if it is not about one.
inline std::string key_of(const fhirops::issue& each) {
  return each.code == fhirops::issue_type::invariant ? each.text.substr(0, each.text.find(':')) : std::string();
}

/// `per-1 error invariant HumanName.period /period`, or without a key `error value Period.start /start`.
inline std::vector<std::string> keyed(const fhirops::issues& all) {
  std::vector<std::string> lines;
  for (const fhirops::issue& each : all) {
    const std::string key = key_of(each);
    lines.push_back(key.empty() ? reported(each) : key + ' ' + reported(each));
  }
  return lines;
}

/// The value of the text, read leniently.
template <class T>
T value_of(std::string_view json) {
  CAPTURE(json);
  auto read = fhirops::from_json<T>(json, fhirops::read_options{}.lenient().keep_unknown());
  REQUIRE(read.has_value());
  return std::move(*read);
}

template <class T>
std::vector<std::string> checked(std::string_view json) {
  return keyed(validate(value_of<T>(json)));
}

using lines = std::vector<std::string>;

/// Checks a rule of a datatype that is reported at the value itself: which values satisfy it, and which break it, without any
/// other issue.
template <class T>
void check_rule(std::string_view key, const std::vector<std::string_view>& holding, const std::vector<std::string_view>& breaking,
                std::string_view severity = "error") {
  CAPTURE(key);
  const std::string name(to_string(T::fhir_type));
  for (const std::string_view json : holding) {
    CAPTURE(json);
    CHECK(checked<T>(json) == lines{});
  }
  for (const std::string_view json : breaking) {
    CAPTURE(json);
    CHECK(checked<T>(json) == lines{std::string(key) + ' ' + std::string(severity) + " invariant " + name + ' '});
  }
}

}  // namespace test
