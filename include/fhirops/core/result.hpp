#pragma once
// A value, with or without warnings; or the reasons why there is none.

#include <cstdlib>
#include <exception>
#include <forward_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"

namespace fhirops {

/// Thrown by `result::value()` if there is no value. Carries all issues; `what()` is the first.
class error : public std::exception {
 public:
  /// With these issues.
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

// Texts that a borrowed value cannot take from the source (escapes were decoded).
// Each stays where it is while the pool lives, also when the pool is moved.
class text_pool {
 public:
  std::string_view keep(std::string_view text) {
    texts_.emplace_front(text);
    return texts_.front();
  }
  [[nodiscard]] bool empty() const noexcept { return texts_.empty(); }
  void splice(text_pool other) { texts_.splice_after(texts_.before_begin(), other.texts_); }

 private:
  std::forward_list<std::string> texts_;
};

// What `value()` does if there is no value. It is part of the name of each such function, so that a
// program linked from units with exceptions and without has both.
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

/// What a function that can fail returns: a value, perhaps with warnings, or the issues that say why there is none.
/// It is the same type whatever the compiler's flags.
///
/// A result of a *borrowed* type also keeps the few texts that had to be decoded from escapes: keep the result (or move
/// it as a whole) as long as its value is used.
///
///     const result<Parameters<>> read = from_json<Parameters<>>(text);
///     if (!read) return to_outcome(read.issues());
///     use(*read);
template <class T>
class [[nodiscard]] result {
 public:
  /// A value, and no issues.
  using value_type = T;

  /// A value, with the warnings about it.
  result(T value, fhirops::issues found = {}, detail::text_pool pool = {})  // NOLINT(google-explicit-constructor)
      : value_(std::move(value)), issues_(std::move(found)), pool_(std::move(pool)) {}
  /// No value, for these reasons.
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

  /// The value; throws `fhirops::error` with the issues if there is none (terminates if
  /// exceptions are off).
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

  /// Everything found: errors if there is no value, warnings beside a value.
  [[nodiscard]] const fhirops::issues& issues() const& noexcept { return issues_; }
  /// By value from a temporary result, so that `for (const issue& each : from_json<T>(text).issues())` is safe.
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

// Becomes an empty T where it is wanted: neither moved, nor by a constructor, which an inner class may not have.
template <class T>
struct empty_value {
  operator T() const { return T{}; }  // NOLINT(google-explicit-constructor)
};

// For values that are read where they stay, and for those that are made from those of a result, and refer to what it keeps.
struct result_access {
  // With an empty value.
  template <class T>
  static result<T> begin() {
    result<T> made{fhirops::issues()};
    made.value_.emplace(empty_value<T>());
    return made;
  }
  // Ends the reading of that value, which is dropped if it failed.
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
