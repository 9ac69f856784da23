#pragma once
// Whether an operation may be answered later, and how the service within an `async_service` calls it.

#include <optional>

#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"

namespace fhirops::http {

/// Whether an operation is answered later, by a service within an `async_service`.
///
///     http::on<clinic::Hba1cGoal>(answer, http::async_mode::can)
enum class async_mode : unsigned char {
  /// Within its request, whatever the client prefers.
  never,
  /// Later if the client prefers that (`Prefer: respond-async`).
  can,
  /// Always later.
  must
};

namespace detail {

/// Accepts a request that has been read and is correct, to be answered later; `std::nullopt` if it is to be answered now.
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
