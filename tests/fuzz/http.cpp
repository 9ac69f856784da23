// Any bytes, as a request: method, target, headers and body. There is a response, read to its end; it is
// JSON, and no job of another user is in it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "../http/test_service.cpp"
#include "fhirops/core/scanner.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Lines of a request: the first is `method target`, an empty one ends the headers.
std::string_view line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view found = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto service = test::make_service(test::server());
  const std::string_view whole(reinterpret_cast<const char*>(data), size);
  std::string_view text = whole;
  const std::string_view first = line(text);
  const std::size_t blank = first.find(' ');
  std::vector<fhirops::http::header> headers;
  for (std::string_view each = line(text); !each.empty(); each = line(text)) {
    const std::size_t colon = each.find(':');
    if (colon != std::string_view::npos) headers.push_back({each.substr(0, colon), each.substr(colon + 1)});
  }
  const fhirops::http::request request{first.substr(0, blank), blank == std::string_view::npos ? "/" : first.substr(blank + 1),
                                       headers, text};
  const test::reply reply = test::read(service(request, fhirops::http::user{"anna"}));
  require(reply.status >= 200 && reply.status < 600 && !reply.failed);
  require(reply.text.empty() || reply["Content-Type"] == "image/png" || fhirops::detail::is_json(reply.text));
  // Unless the request says its name: an outcome may repeat that, as may an echoing operation. (% and \ may spell it.)
  const bool said = whole.find("of-bo") != std::string_view::npos || whole.find_first_of("%\\") != std::string_view::npos;
  require(said || reply.text.find("job-2-of-bo") == std::string::npos);
  return 0;
}
