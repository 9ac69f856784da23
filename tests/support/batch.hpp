#pragma once
// What the tests of batches share: a service, and the outcome of each entry.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/batch.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/http.hpp"

namespace test {

// The service of these tests (http/test_service.cpp), and how often it was called.
struct desk {
  fhirops::http::options about = server();
  std::vector<std::string>* calls = nullptr;

  fhirops::http::response operator()(const fhirops::http::request& asked, const fhirops::http::user& who,
                                     fhirops::http::host_value) const {
    if (calls != nullptr) calls->push_back(std::string(asked.method) + ' ' + std::string(asked.target));
    return respond(about, asked, who);
  }
  bool handles(const fhirops::http::request& asked) const { return asked.target == "/metadata"; }
  fhirops::http::response refuse(const fhirops::http::request& asked, fhirops::http::refusal why) const {
    return test::refuse(asked, std::move(why));
  }
  const fhirops::http::options& options() const noexcept { return about; }
};

inline const header_list json{{"Content-Type", "application/fhir+json"}};
inline std::string bundle_of(std::string_view type, std::string_view entries) {
  return R"({"resourceType":"Bundle","type":")" + std::string(type) + R"(","entry":[)" + std::string(entries) + "]}";
}
inline std::string get_entry(std::string_view url) { return R"({"request":{"method":"GET","url":")" + std::string(url) + "\"}}"; }
inline std::string post_entry(std::string_view url, std::string_view resource) {
  return R"({"resource":)" + std::string(resource) + R"(,"request":{"method":"POST","url":")" + std::string(url) + "\"}}";
}

using lines = std::vector<std::string>;
// `200 Parameters`, `404 not-found: ...`: the outcome of each entry.
inline lines reported(const reply& answer) {
  const auto read = fhirops::from_json<fhirops::Bundle<>>(answer.text);
  if (!read) return {answer.reported()};
  CHECK_FALSE(validate(*read).has_errors());
  lines all;
  for (const auto& each : read->entry) {
    if (!each.response) return {"an entry without a response"};
    std::string line(std::string_view(each.response->status));
    if (each.resource.has_value()) line += ' ' + std::string(fhirops::detail::type_of(each.resource));
    if (const auto* outcome = each.response->outcome.get_if<fhirops::OperationOutcome<>>())
      for (const fhirops::issue& found : from_outcome(*outcome))
        line += ' ' + std::string(to_string(found.code)) + ": " + found.text;
    all.push_back(line);
  }
  return all;
}

}  // namespace test
