#pragma once
// The limits of a batch.

#include <cstddef>

namespace fhirops::http {

/// The limits of a batch, in addition to those of the service.
///
///     http::batch_service(service, http::batch_options{.max_entries = 20})
struct batch_options {
  /// The maximum number of entries in a Bundle; more are answered with 413.
  std::size_t max_entries = 100;
  /// The maximum total size of the entries' answers in bytes. Once it is exceeded, the remaining entries are not performed, and
  /// answered with 413. Streamed answers are not kept in memory and not counted, except in a transaction.
  std::size_t max_answers = std::size_t{64} << 20U;
};

}  // namespace fhirops::http
