#pragma once
// What is said of the text of a primitive.

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

namespace test {

/// The text of the issue about a primitive of this type; empty if its text has no fault.
inline std::string said(fhirops::type_id type, std::string_view text) {
  using namespace fhirops::detail;
  const format_fault fault = find_format_fault(type, text, is_plain_text(text));
  return fault == format_fault::none ? std::string() : format_text(type, fault, text);
}

}  // namespace test
