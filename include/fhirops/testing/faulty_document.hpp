#pragma once
// A document with a fault, and the issues that tell of it.

#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/testing/expected_issue.hpp"

namespace fhirops::fixtures {

/// What reports a fault.
enum class reported_by : unsigned char {
  /// Reading, strict or lenient: the text is not JSON.
  from_json,
  /// Strict reading. Lenient reading reports the same as a warning, beside a value.
  strict_from_json,
  /// `validate`, of what was read without a fault (and `locate` for the offset).
  validate,
  /// `read_report_jobs`: R4 allows the document, but it is not an answer of `$get-report-job-status`.
  read_report_jobs
};

/// A document with a fault.
struct faulty_document {
  /// What is wrong with it: `an unknown element`.
  std::string what{};
  /// What it is read as: `Parameters`, `Bundle`, or `Resource` for any.
  std::string_view type{};
  /// The document itself, fault and all.
  std::string text{};
  /// Which function of the library reports its fault.
  reported_by by = reported_by::from_json;
  /// The issues, all of them, in the order of the text.
  std::vector<expected_issue> issues{};
  /// With `strict_from_json`: the value that lenient reading has all the same, as JSON.
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
