#pragma once
// A document with a fault, and the issues that report it.

#include <string>
#include <string_view>
#include <vector>

#include "fhirops/testing/expected_issue.hpp"

namespace fhirops::fixtures {

/// The function that reports a fault.
enum class reported_by : unsigned char {
  /// Reading, strict or lenient: the text is not JSON.
  from_json,
  /// Strict reading. Lenient reading reports the same as a warning, and returns a value.
  strict_from_json,
  /// `validate`, after reading without a fault (and `locate` for the offset).
  validate,
  /// `read_report_jobs`: R4 allows the document, but it is not an answer of `$get-report-job-status`.
  read_report_jobs
};

/// A document with a fault.
struct faulty_document {
  /// What is wrong with it: `an unknown element`.
  std::string what{};
  /// The type that it is read as: `Parameters`, `Bundle`, or `Resource` for any.
  std::string_view type{};
  /// The document itself, including the fault.
  std::string text{};
  /// The function of the library that reports the fault.
  reported_by by = reported_by::from_json;
  /// All issues, in the order of the text.
  std::vector<expected_issue> issues{};
  /// For `strict_from_json`: the value that lenient reading returns nevertheless, as JSON.
  std::string lenient{};
};

}  // namespace fhirops::fixtures
