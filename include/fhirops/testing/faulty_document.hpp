#pragma once
// A document with a fault, and the issues that report it.

#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/issue.hpp"
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

namespace detail {

// The position of an issue is marked by an @ in the text.
struct marked_issue {
  issue_type code;
  std::string_view expression;
  std::string_view pointer;
};

inline faulty_document unmarked(std::string_view what, std::string_view type, std::string_view with_marks, reported_by by,
                                const std::vector<marked_issue>& issues, issue_severity severity, std::string_view lenient = {}) {
  faulty_document document{std::string(what), type, {}, by, {}, std::string(lenient)};
  for (const char c : with_marks) {
    if (c != '@') {
      document.text += c;
      continue;
    }
    const marked_issue& each = issues.at(document.issues.size());
    document.issues.push_back(
        {severity, each.code, std::string(each.expression), std::string(each.pointer), document.text.size()});
  }
  return document;
}

}  // namespace detail

}  // namespace fhirops::fixtures
