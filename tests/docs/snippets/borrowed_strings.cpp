// docs/how-to/borrowed-strings.md: who keeps the characters, and for how long.

#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expect.hpp"

namespace {

//! [to_owned]
// A value that has to outlive the text is converted, so that it owns its strings.
fhirops::Parameters<> kept(const std::string& text) {
  const auto read = fhirops::from_json<fhirops::Parameters<fhirops::borrowed>>(text);
  return read ? fhirops::to_storage<fhirops::owned>(*read) : fhirops::Parameters<>{};
}
//! [to_owned]

bool lies_in(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

}  // namespace

int main() {
  using namespace fhirops;

  //! [read]
  const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"plain","valueString":"as it stands"},)"
                           R"({"name":"escaped","valueString":"two\nlines"}]})";
  const auto read = from_json<Parameters<borrowed>>(text);
  const std::string_view plain = get<String<borrowed>>(*read, "plain")->text;
  const std::string_view escaped = get<String<borrowed>>(*read, "escaped")->text;
  //! [read]
  expect(lies_in(plain, text), "what has no escapes is a part of the text");
  expect(!lies_in(escaped, text) && escaped == "two\nlines", "what has escapes is kept by the result");
  static_assert(std::is_same_v<decltype(get<String<borrowed>>(*read, "plain")->text), std::string_view>);

  //! [move]
  auto first = from_json<Parameters<borrowed>>(text);
  const std::string_view before = get<String<borrowed>>(*first, "escaped")->text;
  const auto second = std::move(first);  // the decoded strings go along, and stay where they are
  //! [move]
  expect(get<String<borrowed>>(*second, "escaped")->text.data() == before.data(), "the text did not move");

  const Parameters<> owned_value = kept(text);
  expect_same(get<String<>>(owned_value, "escaped")->text, "two\nlines");

  //! [answer]
  // From a vector of borrowed jobs the answer borrows too: no string is copied.
  const std::vector<ReportJob<Parameters<borrowed>>> jobs{{.id = "a", .userId = "anna", .status = "DONE"}};
  const Bundle<Parameters<borrowed>> answer = get_report_job_status(jobs, for_user{"anna"});
  // A composed fullUrl cannot be borrowed from anywhere, so this answer owns its text.
  const Bundle<Parameters<>> other = get_report_job_status(jobs, for_user{"anna"}, full_url::urn_uuid{});
  //! [answer]
  expect(std::string_view(answer.entry[0].fullUrl).data() == jobs[0].id.data(), "the answer borrows the id");
  expect_same(other.entry[0].fullUrl, "urn:uuid:a");
  std::cout << to_json(answer) << '\n';
  return 0;
}
