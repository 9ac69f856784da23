#pragma once
// What two floors found in the same resource, as one list: the rules of R4, and what an operation asks for.

#include <cstddef>
#include <utility>

#include "fhirops/core/issue.hpp"

namespace fhirops::detail {

// Adds what reading by a table found to what `validate` found. One fault is one issue: of the same kind at the same
// place it is the same fault, unless it is that another type was expected; that a name is missing is said by R4's rules.
inline void add_of_table(issues& found, issues of_table) {
  const std::size_t of_rules = found.size();
  for (issue& each : of_table) {
    bool known = of_rules > 0 && each.text == "unexpected parameter \"\"";
    if (!each.text.starts_with("expected "))
      for (std::size_t i = 0; i < of_rules; ++i)
        known = known || (found[i].is_error() && found[i].code == each.code && found[i].pointer == each.pointer);
    if (!known) found.push_back(std::move(each));
  }
}

}  // namespace fhirops::detail
