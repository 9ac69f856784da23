#pragma once
// Writes a bound struct as the JSON text of its Parameters (https://hl7.org/fhir/R4/parameters.html).

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/json/literals.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/json/sink.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/json/writer/chunk_buffer.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/literals.hpp"
#include "fhirops/operation/to_parameters.hpp"

namespace fhirops {
namespace detail {

// Writes a struct with its literals. False, with nothing written, if it has to be converted to Parameters first.
template <Bound T>
bool put_struct(chunk_buffer& out, const T& value, std::size_t& replaced) {
  return put_growing(out, replaced, [&value](output_cursor cursor, std::size_t& found) {
    put_constant(cursor, "{\"resourceType\":\"Parameters\"");
    if (struct_literals<T>::put_list(cursor, value, found, ",\"parameter\":"))
      put_constant(cursor, "}");
    else
      cursor.at = nullptr;
    return cursor;
  });
}

// Passes what is in the buffer to the sink.
inline void send_all(chunk_buffer& buffer, const sink_ref& sink, write_report& report) {
  constexpr std::size_t piece_bytes = 16384;
  sink.expect(buffer.size());
  while (buffer.left() > 0) {
    const std::string_view piece = buffer.give(piece_bytes);
    report.complete = sink.hand(piece.data(), piece.size());
    if (!report.complete) return;
    report.bytes += piece.size();
    buffer.pass(0);
  }
}

}  // namespace detail

/// Writes the Parameters of a bound struct to a sink: the same bytes, and the same report, as `write_json(to_parameters(value),
/// sink, options)`, but without Parameters in between where the members permit it, as nearly all do. The sink is called about once
/// for every 16 KiB; if it refuses, how much of the text it has received by then may be different.
///
/// Complexity: time linear in the size of the struct; memory for the text, of which no part is passed on before all is written.
///
///     std::string body;
///     write_json(request, body);
template <Bound T, Sink Out>
write_report write_json(const T& value, Out& sink, write_options options = {}) {
  if constexpr (detail::has_literals<T>()) {
    detail::chunk_buffer buffer;
    write_report report;
    if (options.indent() == 0 && detail::put_struct(buffer, value, report.replaced)) {
      detail::send_all(buffer, detail::sink_ref(sink), report);
      return report;
    }
  }
  return write_json(to_parameters(value), sink, options);
}

/// The JSON text of the Parameters of a bound struct: the request of an operation, or its answer. An answer that consists of one
/// resource, `return`, is sent as that resource and not as Parameters (https://hl7.org/fhir/R4/operations.html#response):
/// `http::service` does so.
///
///     const std::string body = to_json(request);
template <Bound T>
[[nodiscard]] std::string to_json(const T& value, write_options options = {}) {
  std::string text;
  write_json(value, text, options);
  return text;
}

}  // namespace fhirops
