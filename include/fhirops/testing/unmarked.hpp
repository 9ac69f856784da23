#pragma once
// Makes faulty documents from texts in which an @ marks the position of each issue.

#include <cstddef>
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

// A document of one fault, or of several, that are errors.
struct marked_document {
  std::string_view what;
  std::string_view type;
  std::string_view text;
  std::vector<marked_issue> issues;
  std::string_view lenient{};
};

template <class Document, std::size_t N>
std::vector<Document> unmarked_all(const marked_document (&documents)[N], reported_by by) {
  std::vector<Document> all;
  for (const marked_document& each : documents)
    all.push_back(unmarked<Document>(each.what, each.type, each.text, by, each.issues, issue_severity::error, each.lenient));
  return all;
}

}  // namespace fhirops::fixtures::detail
