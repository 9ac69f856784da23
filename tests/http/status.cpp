// Statuses of HTTP and issue codes, in both directions.

#include <fhirops/core/issue.hpp>
#include <fhirops/http/status.hpp>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("each issue type has the status that R4 would have") {
  using http::detail::status_of;
  CHECK(status_of(issue_type::forbidden) == 403);
  CHECK(status_of(issue_type::deleted) == 410);
  CHECK(status_of(issue_type::multiple_matches) == 412);
  CHECK(status_of(issue_type::throttled) == 429);
  CHECK(status_of(issue_type::exception) == 500);
  CHECK(status_of(issue_type::timeout) == 504);
  CHECK(status_of(issue_type::business_rule) == 422);
  CHECK(status_of(issues{{.severity = issue_severity::warning, .code = issue_type::forbidden},
                         {.code = issue_type::not_found}}) == 404);
  CHECK(status_of(issues{}) == 500);
  for (int code = 0; code <= static_cast<int>(issue_type::informational); ++code) {
    const int status = status_of(static_cast<issue_type>(code));
    CHECK((status >= 400 && status < 600));
  }
}

TEST_CASE("the status that a code has is read as that code, or as one of its kind") {
  using http::detail::code_of_status;
  using http::detail::status_of;
  for (const issue_type code :
       {issue_type::login, issue_type::forbidden, issue_type::not_found, issue_type::deleted, issue_type::conflict,
        issue_type::too_long, issue_type::throttled, issue_type::exception, issue_type::transient, issue_type::timeout}) {
    CAPTURE(to_string(code));
    CHECK(code_of_status(status_of(code)) == code);
  }
  CHECK(code_of_status(status_of(issue_type::business_rule)) == issue_type::processing);
  for (int status = 400; status < 600; ++status) CHECK(status_of(code_of_status(status)) >= 400);
}
