#pragma once
// Whether an operation may be answered later, and how a service hands over such requests to an `async_service`.

#include <optional>

#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"

namespace fhirops::http {

/// Whether an operation is answered later, if its service is wrapped in an `async_service`.
///
///     http::on<clinic::Hba1cGoal>(answer, http::async_mode::can)
enum class async_mode : unsigned char {
  /// Answered at once, whatever the client prefers.
  never,
  /// Answered later if the client prefers that (`Prefer: respond-async`).
  can,
  /// Always answered later.
  must
};

namespace detail {

/// Accepts a correct request, which has been read, to be answered later; `std::nullopt` if it should be answered now.
struct async_starter {
  const void* self;
  std::optional<response> (*start)(const void* self, const exchange& with, async_mode mode, const user& who, host_value host);
};

inline std::optional<response> start_async(const async_starter* starter, const exchange& with, async_mode mode, const user& who,
                                           host_value host) {
  if (starter == nullptr || mode == async_mode::never) return std::nullopt;
  return starter->start(starter->self, with, mode, who, host);
}

}  // namespace detail
}  // namespace fhirops::http
