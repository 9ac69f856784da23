#pragma once
// Makes faulty documents from texts in which an @ marks the position of each issue.

#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/testing/faulty_document.hpp"

namespace fhirops::fixtures::detail {

struct marked_issue {
  issue_type code;
  std::string_view expression;
  std::string_view pointer;
};

template <class Document>
Document unmarked(std::string_view what, std::string_view type, std::string_view with_marks, reported_by by,
                  const std::vector<marked_issue>& issues, issue_severity severity, std::string_view lenient = {}) {
  Document document{std::string(what), type, {}, by, {}, std::string(lenient)};
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

}  // namespace fhirops::fixtures::detail
