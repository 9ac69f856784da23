#pragma once
// What a service needs to know of the server it is part of.

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/json/options.hpp"

namespace fhirops::http {

/// Text that has to be given: a `std::string` that does not compile where it is left out.
struct required_text : std::string {
  template <class T = void>
  required_text() {
    static_assert(!std::is_void_v<T>,
                  "fhirops: http::options needs its .software and its .date: a CapabilityStatement has both");
  }
  /// From any text, as a `std::string` is.
  required_text(const char* text) : std::string(text) {}  // NOLINT(google-explicit-constructor)
  /// From any text, as a `std::string` is, but without a cast.
  required_text(std::string_view text) : std::string(text) {}  // NOLINT(google-explicit-constructor)
  /// From a string, which is moved.
  required_text(std::string text) : std::string(std::move(text)) {}  // NOLINT(google-explicit-constructor)
};

/// What a service needs to know of the server it is part of. All of it has a default but what the
/// CapabilityStatement cannot do without: `software` and `date`.
struct options {
  /// The name of the software, for the CapabilityStatement.
  required_text software;
  /// When the CapabilityStatement last changed, as a FHIR dateTime: `2026-11-24`. The library reads no clock.
  required_text date;
  /// The version of the software; may be empty.
  std::string version{};
  /// What this server is, in a few words; the name of the software where it is empty.
  std::string description{};
  /// The absolute URL of the service, without a slash at the end; may be empty.
  std::string base{};
  /// Who is responsible; may be empty.
  std::string publisher{};
  /// What the server does as a whole, beside operations, for the CapabilityStatement's `rest.interaction`: `batch`,
  /// `transaction` where a `batch_service` answers them. Texts that live as long as the service.
  std::vector<std::string_view> interaction{};

  /// The longest body that is read, in bytes: what is longer is 413. The transport should stop there too.
  std::size_t max_body = std::size_t{16} << 20U;
  /// How much memory reading one body may take, in bytes (`read_options::max_memory`): what takes more is 413.
  std::size_t max_memory = std::size_t{256} << 20U;
  /// The longest target, in bytes: what is longer is 414.
  std::size_t max_target = 8192;
  /// How bodies and queries are read. `max_body` takes the place of its `max_bytes`; a request may ask for strict reading
  /// (`Prefer: handling=strict`).
  read_options reading{};
  /// Whether a request may ask for lenient reading (`Prefer: handling=lenient`). Where it may not, the preference is
  /// passed over, as HTTP has it, and the answer has no `Preference-Applied`. A client that may is answered also where a
  /// part of what it sent was dropped: the answer lists it in `Warning`, the function sees it in `call.issues`.
  bool clients_may_be_lenient = false;
  /// Whether operations may be called by nobody. `call.user.id` is then empty, and `for_user` matches no job.
  bool anonymous = false;
  /// The value of `WWW-Authenticate` where a user is needed: how to say who one is.
  std::string challenge = "Bearer";
};

}  // namespace fhirops::http
