#pragma once
// Of Catch2 version 3, what fhirops/testing/catch2.hpp uses of this header, with the same signatures.
// https://github.com/catchorg/Catch2/blob/devel/docs/matchers.md

#include <string>
#include <utility>

namespace Catch::Matchers {

class MatcherUntypedBase {
 public:
  MatcherUntypedBase() = default;
  MatcherUntypedBase(const MatcherUntypedBase&) = default;
  MatcherUntypedBase(MatcherUntypedBase&&) = default;
  MatcherUntypedBase& operator=(const MatcherUntypedBase&) = delete;
  MatcherUntypedBase& operator=(MatcherUntypedBase&&) = delete;
  [[nodiscard]] std::string toString() const {
    if (described_.empty()) described_ = describe();
    return described_;
  }

 protected:
  virtual ~MatcherUntypedBase() = default;
  [[nodiscard]] virtual std::string describe() const = 0;

 private:
  mutable std::string described_;
};

// Version 3.0 copies from what is not const alone.
struct MatcherGenericBase : MatcherUntypedBase {
  MatcherGenericBase() = default;
  ~MatcherGenericBase() override = default;
  MatcherGenericBase(MatcherGenericBase&) = default;
  MatcherGenericBase(MatcherGenericBase&&) = default;
  MatcherGenericBase& operator=(const MatcherGenericBase&) = delete;
  MatcherGenericBase& operator=(MatcherGenericBase&&) = delete;
};

}  // namespace Catch::Matchers
