#pragma once
// Values to JSON text (https://hl7.org/fhir/R4/json.html), or to any RapidJSON handler.

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/json/handler_out.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/text_out.hpp"
#include "fhirops/json/walk.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {
namespace detail {

template <class T>
inline constexpr bool is_any_resource = false;
template <Storage S>
inline constexpr bool is_any_resource<Resource<S>> = true;
template <class T>
inline constexpr bool is_raw_resource = false;
template <Storage S>
inline constexpr bool is_raw_resource<RawResource<S>> = true;

// The resources of a `Bundle<Parameters<>>`; entries of other Bundles hold resources of any type.
template <class T>
inline constexpr item_literals items_by_literals{};
template <Storage S>
inline constexpr item_literals items_by_literals<Bundle<Parameters<S>>> = literals_of<BundleEntry<Parameters<S>>>;

// False, with nothing written, if the value has no JSON form.
template <class T, class Out>
bool walk(const T& value, Out& out, item_literals items = {}) {
  walker<storage_of<T>, Out> walker(out, items);
  if constexpr (is_any_resource<T>) {
    return value.has_value() && walker.resource(value);
  } else if constexpr (is_raw_resource<T>) {
    return walker.raw_object(value);
  } else {
    walker.object(info_of<T>::value, &value);
    return true;
  }
}

}  // namespace detail

/// A type that can be written as JSON and read from it: a resource, or a complex datatype.
template <class T>
concept JsonValue = Described<T> || detail::is_any_resource<T> || detail::is_raw_resource<T>;

/// Writes the value to a sink, piece by piece. The text is always valid UTF-8, and has no empty object, array or string
/// and no null; what no reader would accept is left out, and counted in the report. Without recursion: memory is linear
/// in the depth of the value. Exceptions of the sink are passed on.
///
///     std::string sink;
///     const write_report report = write_json(*read, sink);
template <JsonValue T, Sink Out>
write_report write_json(const T& value, Out& sink, write_options options = {}) {
  detail::text_out<Out> out(sink, options);
  detail::walk(value, out, detail::items_by_literals<T>);
  return out.finish();
}

/// The JSON text of the value; empty only for an empty `Resource` or a `RawResource` that is not a JSON object.
/// `write_json` also reports what could not be written as it was.
///
///     std::string json = to_json(*read);                       // compact
///     std::string pretty = to_json(*read, write_options{}.pretty());
template <JsonValue T>
[[nodiscard]] std::string to_json(const T& value, write_options options = {}) {
  std::string text;
  write_json(value, text, options);
  return text;
}

/// Sends the value as events to a handler such as `rapidjson::Writer` or `rapidjson::Document`. A decimal keeps its
/// text if the handler has `RawValue`, as the writers do; other handlers get a double or an integer, or a string if a
/// double cannot hold it. Returns false if the handler did, after which nothing more is sent to it.
///
///     rapidjson::StringBuffer buffer;
///     rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
///     accept(*read, writer);
template <JsonValue T, class Handler>
bool accept(const T& value, Handler& handler) {
  detail::handler_out<Handler> out(handler);
  return detail::walk(value, out) && out.ok();
}

}  // namespace fhirops
