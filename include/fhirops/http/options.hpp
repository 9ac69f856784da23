#pragma once
// What a service needs to know about its server.

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/json/options.hpp"

namespace fhirops::http {

/// A string without a default value, so that leaving it out does not compile.
struct required_text : std::string {
  template <class T = void>
  required_text() {
    static_assert(!std::is_void_v<T>, "fhirops: http::options needs its .software and its .date: a CapabilityStatement has both");
  }
  /// From a string literal.
  required_text(const char* text) : std::string(text) {}  // NOLINT(google-explicit-constructor)
  /// From a view, without a cast.
  required_text(std::string_view text) : std::string(text) {}  // NOLINT(google-explicit-constructor)
  /// From a string, which is moved.
  required_text(std::string text) : std::string(std::move(text)) {}  // NOLINT(google-explicit-constructor)
};

/// What a service needs to know about its server. Everything has a default value except `software` and `date`, which every
/// CapabilityStatement needs.
struct options {
  /// The name of the software, for the CapabilityStatement.
  required_text software;
  /// When the CapabilityStatement last changed, as a FHIR dateTime: `2026-11-24`. The library reads no clock.
  required_text date;
  /// The version of the software; may be empty.
  std::string version{};
  /// A short description of this server; if empty, the name of the software.
  std::string description{};
  /// The absolute URL of the service, without a trailing slash; may be empty.
  std::string base{};
  /// The organization that is responsible for the server; may be empty.
  std::string publisher{};
  /// What the server as a whole can do, apart from operations, for the CapabilityStatement's `rest.interaction`: `batch` and
  /// `transaction` if a `batch_service` answers them. The strings must live as long as the service.
  std::vector<std::string_view> interaction{};

  /// The maximum size of a body in bytes; a longer one is answered with 413. The transport should stop there too.
  std::size_t max_body = std::size_t{16} << 20U;
  /// The maximum memory for reading one body, in bytes (`read_options::max_memory`); if it is exceeded, the answer is 413.
  std::size_t max_memory = std::size_t{256} << 20U;
  /// The maximum length of the target in bytes; a longer one is answered with 414.
  std::size_t max_target = 8192;
  /// How bodies and queries are read. `max_body` replaces its `max_bytes`; a request may ask for strict reading (`Prefer:
  /// handling=strict`).
  read_options reading{};
  /// Whether a request may ask for lenient reading (`Prefer: handling=lenient`). If not, the preference is ignored, as HTTP
  /// allows, and the response has no `Preference-Applied`. If so, the operation is called even if a part of the request was
  /// dropped: the response says what in `Warning` headers, and the function finds it in `call.issues`.
  bool clients_may_be_lenient = false;
  /// Whether `nobody` may call operations: `call.user.id` is then empty, and `for_user` matches no job.
  bool anonymous = false;
  /// The value of `WWW-Authenticate`, which says how to authenticate; sent if a user is required.
  std::string challenge = "Bearer";
};

}  // namespace fhirops::http
