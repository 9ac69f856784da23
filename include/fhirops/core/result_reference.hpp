#pragma once
// A `result` that refers to a value that was looked up, or holds the reasons why there is none.

#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"

namespace fhirops {

/// A `result` that refers to a value without a copy. It is valid as long as that value.
template <class T>
class [[nodiscard]] result<T&> {
 public:
  /// The type of the result: a reference.
  using value_type = T&;

  /// Refers to the value that was found.
  result(T& value) noexcept : value_(&value) {}  // NOLINT(google-explicit-constructor)
  /// No value, and the issues that say why.
  result(fhirops::issues found) noexcept  // NOLINT(google-explicit-constructor)
      : issues_(std::move(found)) {}

  /// Whether there is a value.
  /// @{
  [[nodiscard]] bool has_value() const noexcept { return value_ != nullptr; }
  explicit operator bool() const noexcept { return has_value(); }
  /// @}

  /// The value. Undefined if there is none, as with `std::optional`.
  /// @{
  [[nodiscard]] T& operator*() const noexcept { return *value_; }
  [[nodiscard]] T* operator->() const noexcept { return value_; }
  /// @}
  /// The value; throws `fhirops::error` with the issues if there is none (terminates if exceptions are off).
  template <class Refusal = detail::refusal>
  [[nodiscard]] T& value() const {
    if (value_ == nullptr) Refusal::no_value(issues_);
    return *value_;
  }

  /// The issues that say why there is no value.
  [[nodiscard]] const fhirops::issues& issues() const& noexcept { return issues_; }
  /// Returns by value from a temporary result, so that a loop over them is safe.
  [[nodiscard]] fhirops::issues issues() && noexcept { return std::move(issues_); }

 private:
  T* value_ = nullptr;
  fhirops::issues issues_;
};

}  // namespace fhirops
