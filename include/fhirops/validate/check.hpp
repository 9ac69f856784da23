#pragma once
// The definition of validate/validate.hpp.

#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/validate/checker.hpp"
#include "fhirops/validate/node.hpp"
#include "fhirops/validate/options.hpp"
#include "fhirops/validate/validate.hpp"

namespace fhirops::detail {

template <Storage S>
issues check(const value_view<S>& value, validate_options options) {
  const step<S> root{};
  if (value.any != nullptr) {
    if (!value.any->has_value()) return {{issue_severity::error, issue_type::required, "there is no resource", "Resource", ""}};
    checker<S> checker(resource_view<S>(*value.any).type(), options);
    checker.any(*value.any, root);
    return checker.finish();
  }
  if (value.untyped != nullptr) {
    checker<S> checker(value.untyped->resourceType, options);
    checker.raw(*value.untyped, root);
    return checker.finish();
  }
  checker<S> checker(value.info->name, options);
  if (value.info->is_resource)
    checker.known(*value.info, value.object, root);
  else
    checker.element(*value.info, value.object, root);
  return checker.finish();
}

}  // namespace fhirops::detail
