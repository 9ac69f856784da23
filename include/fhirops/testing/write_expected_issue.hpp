#pragma once
// The definition of to_string(expected_issue) (testing/expected_issue.hpp).

#include <string>

#include "fhirops/core/issue.hpp"
#include "fhirops/testing/expected_issue.hpp"

namespace fhirops::detail {

template <class Expected>
std::string line_of(const Expected& each) {
  std::string text(to_string(each.severity));
  (text += ' ') += to_string(each.code);
  if (!each.expression.empty()) (text += ' ') += each.expression;
  if (each.pointer || each.offset) {
    text += " (";
    if (each.pointer) text += each.pointer->empty() ? "the document" : *each.pointer;
    if (each.pointer && each.offset) text += ", ";
    if (each.offset) text += "offset " + std::to_string(*each.offset);
    text += ')';
  }
  return text;
}

}  // namespace fhirops::detail
