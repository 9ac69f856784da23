#pragma once
// Writes values as JSON text (https://hl7.org/fhir/R4/json.html), or sends them to a RapidJSON handler.

#include <cstddef>
#include <string>

#include "fhirops/core/storage.hpp"
#include "fhirops/json/handler_ref.hpp"
#include "fhirops/json/item_literals.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/sink.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops {
namespace detail {

// Defined in json/writer/write_value.hpp.
template <Storage S>
write_report write_value(const value_view<S>& value, sink_ref sink, write_options options, item_literals items = {});
template <Storage S>
bool send_value(const value_view<S>& value, handler_ref handler);

// Whether it is a `Bundle<Parameters<>>`; other Bundles have entries with resources of any type.
template <class T>
inline constexpr bool holds_parameters = false;
template <Storage S>
inline constexpr bool holds_parameters<Bundle<Parameters<S>>> = true;
template <class T>
item_literals items_by_literals() noexcept {
  if constexpr (holds_parameters<T>) return parameters_entry_literals<storage_of<T>>();
  return {};
}

// Writes a part of a larger text, compact: JSON may nest `levels` deep in it.
template <JsonValue T, Sink Out>
write_report write_part(const T& value, Out& sink, std::size_t levels) {
  auto view = detail::view_of(value);
  view.levels = levels;
  return write_value(view, sink_ref(sink), {});
}

}  // namespace detail

/// Writes the value to a sink, piece by piece. The text is always valid UTF-8, and contains no empty object, array or string and
/// no null; what no reader would accept is left out, and counted in the report. No recursion: memory is linear in the depth of
/// the value. The sink is called about once for every 16 KiB. Exceptions of the sink are passed on; it has then received the
/// beginning of the text.
///
///     std::string sink;
///     const write_report report = write_json(*read, sink);
template <JsonValue T, Sink Out>
write_report write_json(const T& value, Out& sink, write_options options = {}) {
  return detail::write_value(detail::view_of(value), detail::sink_ref(sink), options, detail::items_by_literals<T>());
}

/// The JSON text of the value; empty only for an empty `Resource` or a `RawResource` that is not a JSON object. `write_json` also
/// reports what could not be written unchanged.
///
///     std::string json = to_json(*read);                       // compact
///     std::string pretty = to_json(*read, write_options{}.pretty());
template <JsonValue T>
[[nodiscard]] std::string to_json(const T& value, write_options options = {}) {
  std::string text;
  write_json(value, text, options);
  return text;
}

/// Sends the value as events to a handler such as `rapidjson::Writer` or `rapidjson::Document`. A decimal keeps its text if the
/// handler has `RawValue`, as the writers do; other handlers receive a double or an integer, or a string if a double cannot
/// represent the number. Returns false if the handler did; nothing more is sent to it then. Exceptions of the handler are passed
/// on.
///
///     rapidjson::StringBuffer buffer;
///     rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
///     accept(*read, writer);
template <JsonValue T, class Handler>
bool accept(const T& value, Handler& handler) {
  return detail::send_value(detail::view_of(value), detail::handler_ref(handler));
}

}  // namespace fhirops

#ifndef FHIROPS_COMPILED
#include "fhirops/json/writer/write_value.hpp"
#endif
