#pragma once
// A reference to a value that was looked up, or the reasons why there is none.

#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"

namespace fhirops {

/// A `result` that refers to something elsewhere, without a copy: it is valid as long as that is.
template <class T>
class [[nodiscard]] result<T&> {
 public:
  /// What was looked up, if it is there.
  using value_type = T&;

  /// What was found.
  result(T& value) noexcept : value_(&value) {}  // NOLINT(google-explicit-constructor)
  /// Nothing was, and why.
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
  /// The value; throws `fhirops::error` with the issues if there is none (terminates if
  /// exceptions are off).
  template <class Refusal = detail::refusal>
  [[nodiscard]] T& value() const {
    if (value_ == nullptr) Refusal::no_value(issues_);
    return *value_;
  }

  /// Why there is no value.
  [[nodiscard]] const fhirops::issues& issues() const& noexcept { return issues_; }
  /// By value from a result that is not kept, so that a loop over it is safe.
  [[nodiscard]] fhirops::issues issues() && noexcept { return std::move(issues_); }

 private:
  T* value_ = nullptr;
  fhirops::issues issues_;
};

}  // namespace fhirops
