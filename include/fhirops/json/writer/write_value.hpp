#pragma once
// The definitions of json/write.hpp.

#include "fhirops/core/storage.hpp"
#include "fhirops/json/handler_out.hpp"
#include "fhirops/json/handler_ref.hpp"
#include "fhirops/json/item_literals.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/sink.hpp"
#include "fhirops/json/text_out.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/walk.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/json/writer/table_writer.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

template <Storage S>
item_literals parameters_entry_literals() noexcept {
  return literals_of<BundleEntry<Parameters<S>>>;
}

// Returns false, with nothing written, if the value cannot be written as JSON.
template <Storage S, class Out>
bool walk(const value_view<S>& value, Out& out) {
  walker<S, Out> walker(out);
  if (value.any != nullptr) return value.any->has_value() && walker.resource(*value.any, value.levels);
  if (value.untyped != nullptr) return walker.raw_object(*value.untyped, value.levels);
  walker.object(*value.info, value.object, value.levels);
  return true;
}

template <Storage S>
write_report write_value(const value_view<S>& value, sink_ref sink, write_options options, item_literals items) {
  text_out out(sink, options);
  if (options.indent() == 0)
    table_writer<S>(out, items).write(value);
  else
    walk(value, out);
  return out.finish();
}

template <Storage S>
bool send_value(const value_view<S>& value, handler_ref handler) {
  handler_out out(handler);
  return walk(value, out) && out.ok();
}

}  // namespace fhirops::detail
