#pragma once
// Support for tests with GoogleTest and GoogleMock: values of the library are printed as JSON, and comparisons show where a value
// differs from the expected one, in FHIR's words. Include it in each file of a program's tests that compares such values with
// EXPECT_EQ, or in none of them, so that a value is printed the same way in all files.

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/testing/difference_text.hpp"
#include "fhirops/testing/expected_issue.hpp"
#include "fhirops/testing/shown.hpp"

namespace fhirops {

/// Prints a value as JSON, and an issue as one line. GoogleTest finds this function in the namespace of the value.
///
///     EXPECT_EQ(answer.type, "collection");  // if they differ, prints the type as "searchset"
template <Showable T>
void PrintTo(const T& value, std::ostream* out) {
  *out << shown(value);
}

namespace googletest {

/// Whether the values are the same in FHIR; if not, the message says where they differ. `expected` is a resource, a datatype, a
/// bound struct such as `ReportJob`, a range of report jobs, or JSON text; `found` may also be a result.
///
///     EXPECT_TRUE(same_fhir(expected, answer));
template <class Expected, class Found>
[[nodiscard]] ::testing::AssertionResult same_fhir(const Expected& expected, const Found& found) {
  const std::string text = difference_text(expected, found);
  return text.empty() ? ::testing::AssertionSuccess() << "the same in FHIR" : ::testing::AssertionFailure() << text;
}

/// Whether the issues, or those of a result, are exactly the expected ones, in any order; if not, the message says which ones are
/// missing or unexpected.
///
///     EXPECT_TRUE(same_issues({{issue_severity::error, issue_type::structure, "Bundle.kind"}}, read));
template <class Found>
[[nodiscard]] ::testing::AssertionResult same_issues(const std::vector<expected_issue>& expected, const Found& found) {
  return same_fhir(expected, found);
}

/// The matcher that `same_fhir_as` and `has_issues` return.
template <class Expected>
class difference_matcher {
 public:
  /// Keeps a copy of the expected value.
  explicit difference_matcher(Expected expected) : expected_(std::move(expected)) {}

  /// Whether there is no difference; if there is one, it is written to `listener`.
  template <class Found>
  bool MatchAndExplain(const Found& found, ::testing::MatchResultListener* listener) const {
    const std::string text = difference_text(expected_, found);
    *listener << text;
    return text.empty();
  }
  /// The text that GoogleMock prints for the expectation.
  void DescribeTo(std::ostream* out) const { *out << "is the same in FHIR as what was expected"; }
  /// The text that it prints for `Not(...)`.
  void DescribeNegationTo(std::ostream* out) const { *out << "is not the same in FHIR as what was expected"; }

 private:
  Expected expected_;
};

/// `same_fhir` as a matcher, for `EXPECT_THAT` and the arguments of mocks.
///
///     EXPECT_CALL(store, save(same_fhir_as(job)));
template <class Expected>
  requires(FhirForm<std::remove_cvref_t<Expected>> || detail::JsonText<std::remove_cvref_t<Expected>>)
[[nodiscard]] auto same_fhir_as(Expected&& expected) {
  if constexpr (detail::JsonText<std::remove_cvref_t<Expected>>)
    return ::testing::MakePolymorphicMatcher(difference_matcher<std::string>(std::string(std::string_view(expected))));
  else if constexpr (std::is_lvalue_reference_v<Expected>)
    return ::testing::MakePolymorphicMatcher(difference_matcher<std::remove_cvref_t<Expected>>(detail::copy_of(expected)));
  else
    return ::testing::MakePolymorphicMatcher(difference_matcher<std::remove_cvref_t<Expected>>(std::forward<Expected>(expected)));
}

}  // namespace googletest
}  // namespace fhirops
