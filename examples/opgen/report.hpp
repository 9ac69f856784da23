#pragma once
// Collects what is wrong with a definition, and where.

#include <cstddef>
#include <fhirops/core/issue.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace opgen {

using fhirops::issue_severity;
using fhirops::issue_type;

// The path of an element, as FHIRPath and as JSON Pointer.
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
  // If strict, a warning is an error.
  explicit report(bool strict = false) : strict_(strict) {}

  void error(issue_type code, std::string text, const place& where) { add(issue_severity::error, code, std::move(text), where); }
  void warning(issue_type code, std::string text, const place& where) {
    add(strict_ ? issue_severity::error : issue_severity::warning, code, std::move(text), where);
  }
  void note(std::string text, const place& where) {
    add(issue_severity::information, issue_type::informational, std::move(text), where);
  }

  // Leaves one message for a refused parameter, at its first fault; its parts have their own messages.
  void join(std::size_t begin, const place& parameter) {
    const auto is_own = [&parameter](const fhirops::issue& each) {
      return !each.pointer.starts_with(parameter.pointer + "/part/");
    };
    std::size_t first = found_.size();
    for (std::size_t i = found_.size(); i-- > begin;)
      if (is_own(found_[i]) && found_[i].is_error()) first = i;
    if (first == found_.size()) return;
    for (std::size_t i = first + 1; i < found_.size(); ++i)
      if (is_own(found_[i]) && found_[i].is_error()) found_[first].text += "; " + found_[i].text;
    fhirops::issues kept;
    for (std::size_t i = begin; i < found_.size(); ++i)
      if (i == first || !is_own(found_[i])) kept.push_back(found_[i]);
    found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(begin), found_.end());
    found_.append(std::move(kept));
  }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  [[nodiscard]] fhirops::issues& found() { return found_; }

 private:
  void add(issue_severity severity, issue_type code, std::string text, const place& where) {
    found_.push_back({severity, code, std::move(text), where.expression, where.pointer});
  }

  fhirops::issues found_;
  bool strict_;
};

inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace opgen
