#pragma once
// What is wrong with a definition, and where it stands.

#include <cstddef>
#include <fhirops/core/issue.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace opgen {

using fhirops::issue_severity;
using fhirops::issue_type;

// Where an element stands, in FHIRPath and as a JSON pointer.
struct place {
  std::string expression;
  std::string pointer;

  [[nodiscard]] place at(std::string_view name) const {
    return {expression + '.' + std::string(name), pointer + '/' + std::string(name)};
  }
  [[nodiscard]] place at(std::string_view name, std::size_t index) const {
    place here = at(name);
    here.expression += '[' + std::to_string(index) + ']';
    here.pointer += '/' + std::to_string(index);
    return here;
  }
};

class report {
 public:
  void error(issue_type code, std::string text, const place& where) {
    add(issue_severity::error, code, std::move(text), where);
  }
  void warning(issue_type code, std::string text, const place& where) {
    add(issue_severity::warning, code, std::move(text), where);
  }
  [[nodiscard]] fhirops::issues& found() { return found_; }

 private:
  void add(issue_severity severity, issue_type code, std::string text, const place& where) {
    found_.push_back({severity, code, std::move(text), where.expression, where.pointer});
  }

  fhirops::issues found_;
};

inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace opgen
