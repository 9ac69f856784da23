#pragma once
// Finds the operations in a document, and everything that is wrong with them.

#include <algorithm>
#include <cstddef>
#include <fhirops/core/issue.hpp>
#include <fhirops/json/locate.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "check.hpp"
#include "model.hpp"
#include "report.hpp"
#include "sources.hpp"

namespace opgen {

struct examined {
  std::vector<operation> operations;  // valid only if no error was found
  fhirops::issues found;              // in the order of the text
  bool is_other = false;              // JSON, but no definitions
};

// `claim(operation, report, pointer)` may object to an operation because of others.
template <class Claim>
examined examine(std::string_view text, choices wanted, Claim claim) {
  const std::size_t bom = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  text.remove_prefix(bom);
  document document = read_document(text);
  examined out{{}, std::move(document.found), document.is_other};
  if (wanted.strict)
    for (fhirops::issue& each : out.found)
      if (each.severity == issue_severity::warning) each.severity = issue_severity::error;
  const bool whole = std::ranges::none_of(out.found, [&wanted](const fhirops::issue& each) {
    return each.severity == issue_severity::fatal || (!wanted.strict && each.is_error());
  });
  if (whole && !document.sources.empty()) {
    for (const source& each : document.sources) {
      checker checker(each.definition, each.pointer, wanted, out.found);
      if (!checker.is_query()) {
        operation operation = checker.check();
        if (!operation.type_name.empty()) claim(operation, checker.reported(), each.pointer);
        out.operations.push_back(std::move(operation));
      }
      locate(checker.reported().found(), text);
      out.found.append(std::move(checker.reported().found()));
    }
  }
  for (fhirops::issue& each : out.found) each.offset += bom;
  std::ranges::stable_sort(out.found, {}, &fhirops::issue::offset);
  return out;
}

}  // namespace opgen
