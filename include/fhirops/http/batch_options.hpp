#pragma once
// The limits of a batch.

#include <cstddef>

namespace fhirops::http {

/// The limits of a batch, in addition to those of the service.
///
///     http::batch_service(service, http::batch_options{.max_entries = 20})
struct batch_options {
  /// The most entries that a Bundle may have; more is 413.
  std::size_t max_entries = 100;
  /// The most bytes that the answers of the entries may have together. Once they have more, the remaining entries are
  /// not performed, and answered with 413. Answers that are streamed are not kept in memory and not counted, except in
  /// a transaction.
  std::size_t max_answers = std::size_t{64} << 20U;
};

}  // namespace fhirops::http
