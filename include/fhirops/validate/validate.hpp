#pragma once
// Checks a value by R4's rules (https://hl7.org/fhir/R4/validation.html).

#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/validate/options.hpp"

namespace fhirops {
namespace detail {

// Defined in validate/check.hpp.
template <Storage S>
issues check(const value_view<S>& value, validate_options options);

}  // namespace detail

/// Checks a value and everything in it by the rules of R4, including resources in Parameters, Bundles and `contained`,
/// extensions, and the extensions of primitives. Reading reports what cannot be represented; this function reports the rest:
///
/// - elements that are missing (`required`);
/// - values that do not have the format of their type (`value`);
/// - codes that are not in the value set of a required binding (`code-invalid`);
/// - types that a choice of types does not allow, unknown elements (`structure`);
/// - violations of R4's invariants (`invariant`; the text begins with the key, as in `per-1: the start is ...`).
///
/// All issues are reported, in the order of the elements, up to the limit in the options, each with its FHIRPath expression and
/// JSON Pointer. A missing element is reported at the element that lacks it. What R4 only advises against is a warning: without
/// errors, R4 allows the value. `docs/reference/rules.md` lists the rules. The content of a `RawResource` is not checked,
/// except that it must be the JSON of a resource of that type.
///
/// An invariant about all entries of a Bundle is reported at the entry that violates it. If an invariant cannot be decided, such
/// as the order of 2023 and 2023-05, it counts as satisfied.
///
/// Complexity: linear in the size of the value; O(n log n) for values that must be distinct. Throws only `std::bad_alloc`.
///
///     fhirops::Period<> period{.start = "2024-02-01", .end = "2024-01-01"};
///     to_string(validate(period)[0]);
///     // error invariant Period: per-1: the start 2024-02-01 is after the end 2024-01-01: correct one of them
template <JsonValue T>
[[nodiscard]] issues validate(const T& value, validate_options options = {}) {
  return detail::check(detail::view_of(value), options);
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/validate/check.hpp"
#endif
