#pragma once
// A text that was written, with its report: for tests that compare one way of writing with another.

#include <fhirops/json/options.hpp>
#include <string>

namespace test {

struct written {
  std::string text{};
  fhirops::write_report report{};
  friend bool operator==(const written&, const written&) = default;
};

}  // namespace test
