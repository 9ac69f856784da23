#pragma once
// What a function returns that can fail: a value, perhaps with warnings, or the reasons why there is none.

#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/text_pool.hpp"

namespace fhirops {

/// Thrown by `result::value()` if there is no value. Carries all issues; `what()` shows the first.
class error : public std::exception {
 public:
  /// An error with these issues.
  explicit error(fhirops::issues issues)
      : issues_(std::move(issues)), what_(issues_.empty() ? "no value" : to_string(issues_.front())) {}
  /// The first issue, on one line without control characters; `no value` if there are none.
  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }
  /// All issues.
  [[nodiscard]] const fhirops::issues& issues() const noexcept { return issues_; }

 private:
  fhirops::issues issues_;
  std::string what_;
};

namespace detail {

// What `value()` does if there is no value. It is a template argument of each such function, so units with and without exceptions
// can be linked into one program: they call different functions.
#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
struct throwing {
  [[noreturn]] static void no_value(const issues& found) { throw error(found); }
};
using refusal = throwing;
#else
struct aborting {
  [[noreturn]] static void no_value(const issues&) { std::abort(); }
};
using refusal = aborting;
#endif

struct result_access;

}  // namespace detail

/// What a function that can fail returns: a value, perhaps with warnings, or the issues that say why there is none. The type is
/// the same whichever compiler flags are used.
///
/// A result of a *borrowed* type also keeps the few texts whose escapes had to be decoded: keep the result (or move or copy it as a
/// whole) as long as its value is used.
///
///     const result<Parameters<>> read = from_json<Parameters<>>(text);
///     if (!read) return to_outcome(read.issues());
///     use(*read);
template <class T>
class [[nodiscard]] result {
 public:
  /// The type of the value.
  using value_type = T;

  /// A value, and the warnings about it, if any.
  result(T value, fhirops::issues found = {}, detail::text_pool pool = {})  // NOLINT(google-explicit-constructor)
      : value_(std::move(value)), issues_(std::move(found)), pool_(std::move(pool)) {}
  /// No value, and the issues that say why.
  result(fhirops::issues found)  // NOLINT(google-explicit-constructor): `return found;` reads well
      : issues_(std::move(found)) {}

  /// Whether there is a value.
  /// @{
  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  /// @}

  /// The value. Undefined if there is none, as with `std::optional`.
  /// @{
  [[nodiscard]] T& operator*() & noexcept { return *value_; }
  [[nodiscard]] const T& operator*() const& noexcept { return *value_; }
  [[nodiscard]] T&& operator*() && noexcept { return *std::move(value_); }
  [[nodiscard]] T* operator->() noexcept { return &*value_; }
  [[nodiscard]] const T* operator->() const noexcept { return &*value_; }
  /// @}

  /// The value; throws `fhirops::error` with the issues if there is none (terminates if exceptions are off).
  /// @{
  template <class Refusal = detail::refusal>
  [[nodiscard]] T& value() & {
    return checked<Refusal>(), *value_;
  }
  template <class Refusal = detail::refusal>
  [[nodiscard]] const T& value() const& {
    return checked<Refusal>(), *value_;
  }
  template <class Refusal = detail::refusal>
  [[nodiscard]] T&& value() && {
    return checked<Refusal>(), *std::move(value_);
  }
  /// @}
  /// The value, or `other` if there is none.
  template <class U>
  [[nodiscard]] T value_or(U&& other) const& {
    return value_ ? *value_ : static_cast<T>(std::forward<U>(other));
  }

  /// Everything that was found: errors if there is no value, otherwise warnings about it.
  [[nodiscard]] const fhirops::issues& issues() const& noexcept { return issues_; }
  /// Returns by value from a temporary result, so that `for (const issue& each : from_json<T>(text).issues())` is safe.
  [[nodiscard]] fhirops::issues issues() && noexcept { return std::move(issues_); }

 private:
  friend struct detail::result_access;

  template <class Refusal>
  void checked() const {
    if (!value_) Refusal::no_value(issues_);
  }

  std::optional<T> value_;
  fhirops::issues issues_;
  detail::text_pool pool_;
};

namespace detail {

// Converts to an empty T. Used to construct the value in place; a nested class may not have a default constructor yet.
template <class T>
struct empty_value {
  operator T() const { return T{}; }  // NOLINT(google-explicit-constructor)
};

// For functions that read into the value of a result, or build a result from the value of another and take over what it keeps.
struct result_access {
  // A result with an empty value, to be read into.
  template <class T>
  static result<T> begin() {
    result<T> made{fhirops::issues()};
    made.value_.emplace(empty_value<T>());
    return made;
  }
  // Completes the reading of that value; if it failed, the value is dropped.
  template <class T>
  static void finish(result<T>& made, bool failed, fhirops::issues&& found) {
    if (failed) made.value_.reset();
    made.issues_ = std::move(found);
  }
  template <class T>
  static void keep_pool(result<T>& made, text_pool&& pool) {
    made.pool_ = std::move(pool);
  }
  template <class T>
  static text_pool take_pool(result<T>& from) {
    return std::move(from.pool_);
  }
};

}  // namespace detail

}  // namespace fhirops
