#pragma once
// What a client needs to know about a server, and how it reads the responses.

#include <cstddef>
#include <string>
#include <vector>

#include "fhirops/http/message.hpp"
#include "fhirops/json/options.hpp"

namespace fhirops::http {

/// What a client needs to know about a server, and how it reads the responses.
///
///     const http::client_options clinic{.base = "https://clinic.example/fhir", .headers = {{"Authorization", "Bearer 2a7c"}}};
struct client_options {
  /// The absolute URL of the service, with or without a trailing slash: `https://clinic.example/fhir`.
  std::string base;
  /// Additional headers for each request, such as `Authorization` or `Prefer`. `to_request` refuses a name that is not a token,
  /// and a value with a line break or another control character.
  std::vector<response_header> headers{};
  /// The maximum length of the URL of a GET, in bytes; a longer request is sent by POST. With 0 all are, so that parameters never
  /// appear in a URL, which proxies and servers log.
  std::size_t max_url = 2000;
  /// The maximum size of the body of a response, in bytes. The transport should stop there too.
  std::size_t max_body = std::size_t{64} << 20U;
  /// How bodies are read. Lenient by default, unlike elsewhere: a server may answer more than the operation's definition says,
  /// and the client need not refuse that. A warning in the reply's issues says what was dropped. `max_body` replaces its
  /// `max_bytes`.
  read_options reading = read_options{}.lenient();
};

}  // namespace fhirops::http
