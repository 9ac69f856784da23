#pragma once
// What a client says once of the server that it calls, and of how it reads.

#include <cstddef>
#include <string>
#include <vector>

#include "fhirops/http/message.hpp"
#include "fhirops/json/options.hpp"

namespace fhirops::http {

/// What a client says once of the server that it calls, and of how it reads the answers.
///
///     const http::client_options clinic{.base = "https://clinic.example/fhir", .headers = {{"Authorization", "Bearer 2a7c"}}};
struct client_options {
  /// The absolute URL of the service, with or without a slash at its end: `https://clinic.example/fhir`.
  std::string base;
  /// Further headers of each request, such as `Authorization` or `Prefer`. A name that is no token, or a value with a
  /// line break or another control character, makes no request.
  std::vector<response_header> headers{};
  /// The longest URL that a GET may have, in bytes: what would be longer is sent by POST. 0 sends all by POST, also what
  /// would fit, so that no parameter is in a URL, which proxies and servers log.
  std::size_t max_url = 2000;
  /// The longest body of a response that is read, in bytes. The transport should stop there too.
  std::size_t max_body = std::size_t{64} << 20U;
  /// How bodies are read. Lenient, unlike elsewhere: a server may answer more than the operation's definition says, and what
  /// it adds is not the client's to refuse. What was dropped is a warning in the reply's issues. `max_body` takes the place
  /// of its `max_bytes`.
  read_options reading = read_options{}.lenient();
};

}  // namespace fhirops::http
