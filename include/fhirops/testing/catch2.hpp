#pragma once
// Support for tests with Catch2, version 2 or 3: values of the library are printed as JSON, and matchers show where a value
// differs from the expected one, in FHIR's words. Include it in each file of a program's tests that compares such values, or in
// none of them, so that a value is printed the same way in all files.

#if __has_include(<catch2/catch_tostring.hpp>)
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers_templated.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/testing/difference_text.hpp"
#include "fhirops/testing/expected_issue.hpp"
#include "fhirops/testing/shown.hpp"

namespace Catch {

/// Prints values of the library as JSON, and each issue as one line.
template <fhirops::Showable T>
struct StringMaker<T, void> {
  static std::string convert(const T& value) { return fhirops::shown(value); }
};

}  // namespace Catch

namespace fhirops {
namespace detail {

#if __has_include(<catch2/catch_tostring.hpp>)
using catch2_matcher = Catch::Matchers::MatcherGenericBase;
#else
// Version 2 accepts any class as a matcher, but combines (&&, ||, !) only matchers with the same argument type.
struct catch2_matcher {
  virtual ~catch2_matcher() = default;
  [[nodiscard]] virtual std::string describe() const = 0;
};
#endif

// What all matchers have in common, whatever they compare.
class difference_description : public catch2_matcher {
 public:
  /// The text that Catch2 prints after the value: the path of the difference, and both values.
  [[nodiscard]] std::string describe() const override {
    return reported_.empty() ? "is the same in FHIR" : "is not what was expected\n" + reported_;
  }
  /// Returns the same text without caching it, since Catch2 would keep the text for an earlier value.
  [[nodiscard]] std::string toString() const { return describe(); }

 protected:
  mutable std::string reported_;
};

}  // namespace detail

namespace catch2 {

/// The matcher that `same_fhir_as` and `has_issues` return, for `CHECK_THAT` and `REQUIRE_THAT`.
template <class Expected>
class difference_matcher : public detail::difference_description {
 public:
  /// Keeps the expected value.
  explicit difference_matcher(Expected expected) : expected_(std::move(expected)) {}
  /// Catch2 copies matchers.
  difference_matcher(const difference_matcher& other)
      : detail::difference_description(other), expected_(detail::copy_of(other.expected_)) {}

  /// Whether there is no difference; if there is one, `describe` shows it afterwards.
  template <class Found>
    requires requires(const Expected& expected, const Found& found) { difference_text(expected, found); }
  bool match(const Found& found) const {
    reported_ = difference_text(expected_, found);
    return reported_.empty();
  }

 private:
  Expected expected_;
};

/// Matches a value that is the same in FHIR as `expected`: a resource, a datatype, a bound struct such as `ReportJob`, a range of
/// report jobs, or JSON text. The value may also be a `result`.
///
///     CHECK_THAT(answer, same_fhir_as(expected));
///     CHECK_THAT(from_json<Period<>>(body), same_fhir_as(R"({"start":"2023"})"));
template <class Expected>
  requires(FhirForm<std::remove_cvref_t<Expected>> || detail::JsonText<std::remove_cvref_t<Expected>>)
[[nodiscard]] auto same_fhir_as(Expected&& expected) {
  if constexpr (detail::JsonText<std::remove_cvref_t<Expected>>)
    return difference_matcher<std::string>(std::string(std::string_view(expected)));
  else if constexpr (std::is_lvalue_reference_v<Expected>)
    return difference_matcher<std::remove_cvref_t<Expected>>(detail::copy_of(expected));
  else
    return difference_matcher<std::remove_cvref_t<Expected>>(std::forward<Expected>(expected));
}

/// Matches issues, or a result with issues, that are exactly the expected ones, in any order.
///
///     CHECK_THAT(read, has_issues({{issue_severity::error, issue_type::structure, "Bundle.kind"}}));
[[nodiscard]] inline difference_matcher<std::vector<expected_issue>> has_issues(std::vector<expected_issue>&& expected) {
  return difference_matcher<std::vector<expected_issue>>(std::move(expected));
}
/// The same for issues that remain in use.
[[nodiscard]] inline difference_matcher<std::vector<expected_issue>> has_issues(const std::vector<expected_issue>& expected) {
  return difference_matcher<std::vector<expected_issue>>(detail::copy_of(expected));
}

}  // namespace catch2
}  // namespace fhirops
