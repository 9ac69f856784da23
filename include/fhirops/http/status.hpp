#pragma once
// HTTP statuses and issue codes: which status a service answers for an issue, and what a status is to a client
// (https://hl7.org/fhir/R4/http.html#Status-Codes, https://hl7.org/fhir/R4/valueset-issue-type.html).

#include <string_view>

#include "fhirops/core/issue.hpp"

namespace fhirops::http::detail {

/// The HTTP status for an issue that the host's own code reported.
constexpr int status_of(issue_type code) noexcept {
  switch (code) {
    case issue_type::login:
    case issue_type::unknown:
    case issue_type::expired:
      return 401;
    case issue_type::security:
    case issue_type::forbidden:
    case issue_type::suppressed:
      return 403;
    case issue_type::not_found:
      return 404;
    case issue_type::deleted:
      return 410;
    case issue_type::conflict:
    case issue_type::duplicate:
    case issue_type::lock_error:
      return 409;
    case issue_type::multiple_matches:
      return 412;
    case issue_type::too_long:
      return 413;
    case issue_type::throttled:
      return 429;
    case issue_type::exception:
    case issue_type::incomplete:
      return 500;
    case issue_type::transient:
    case issue_type::no_store:
      return 503;
    case issue_type::timeout:
      return 504;
    default:
      return 422;
  }
}
inline int status_of(const issues& found) noexcept {
  for (const issue& each : found)
    if (each.is_error()) return status_of(each.code);
  return 500;
}

// The issue code that corresponds to a status.
constexpr issue_type code_of_status(int status) noexcept {
  switch (status) {
    case 400:
      return issue_type::invalid;
    case 401:
      return issue_type::login;
    case 403:
      return issue_type::forbidden;
    case 404:
      return issue_type::not_found;
    case 405:
    case 406:
    case 415:
    case 501:
      return issue_type::not_supported;
    case 408:
    case 504:
      return issue_type::timeout;
    case 409:
    case 412:
      return issue_type::conflict;
    case 410:
      return issue_type::deleted;
    case 413:
    case 414:
      return issue_type::too_long;
    case 429:
      return issue_type::throttled;
    case 502:
    case 503:
      return issue_type::transient;
    default:
      return status >= 500 ? issue_type::exception : issue_type::processing;
  }
}
// What the caller can do about it; empty if nothing would help.
constexpr std::string_view advice_of_status(int status) noexcept {
  switch (status) {
    case 401:
      return ": it does not accept who asks, so send a valid Authorization header";
    case 403:
      return ": this user is not allowed to do that";
    case 404:
      return ": it has no such operation, or no such resource, at this URL";
    case 410:
      return ": what was at this URL has been deleted";
    case 429:
    case 503:
      return ": ask again later";
    default:
      return "";
  }
}

}  // namespace fhirops::http::detail
