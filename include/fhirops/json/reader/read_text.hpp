#pragma once
// The definitions of json/read.hpp: tries the fast reader, then the general one.

#include <string_view>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pool.hpp"
#include "fhirops/json/builder.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/json/reader/fast_reader.hpp"
#include "fhirops/json/reader/read_by_table.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/json/root_target.hpp"
#include "fhirops/json/text_source.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

// Reads into the root with the general reader, which reports every fault and alone defines what a text means.
template <Storage S>
reading read_generally(std::string_view text, root_target<S> root, read_options options) {
  constexpr std::string_view bom = "\xEF\xBB\xBF";
  text_source source(text);
  builder<S, text_source> builder(source, root, options);
  if (text.size() > options.max_bytes()) {
    builder.found().add(whole_text(issue_severity::fatal, issue_type::too_long, too_long_text(text.size(), options.max_bytes())));
  } else {
    if (text.starts_with(bom)) {
      builder.found().add(
          whole_text(issue_severity::warning, issue_type::structure, "a byte order mark was skipped: JSON should not have one"));
      source.skip(bom.size());
    }
    parse(source, builder);
  }
  return {builder.found().failed(), builder.found().finish(text), builder.pool()};
}
// Clears whatever has been read.
template <Storage S>
void clear(root_target<S> root) {
  if (root.any != nullptr) {
    *root.any = Resource<S>();
    return;
  }
  const block_ops& ops = *root.info->ops;
  releasing work;
  ops.destroy(ops, root.object, 1, work);
  block_handle::finish(work);
  ops.construct(ops, root.object);
}
// Tries the fast reader first, since most texts have nothing to report. If it gives up, the text is read again from the start.
template <Storage S>
reading read_text(std::string_view text, root_target<S> root, read_options options) {
  if (text.size() <= options.max_bytes()) {
    text_pool pool;
    fast_cursor cursor(text, S::owns ? nullptr : &pool);
    fast_reader<S> reader(cursor, fast_limits::of(options, text.size()));
    if (reader.document(root.info, root.object, root.any)) return {false, {}, std::move(pool)};
    clear(root);
    if (reader.stopped()) options.stop_when(stops_at_once);
  }
  return read_generally(text, root, options);
}

// The result of `from_json` without the fast reader. Tests compare the two.
template <class T>
result<T> from_json_general(std::string_view text, read_options options = {}) {
  result<T> made = result_access::begin<T>();
  conclude(made, read_generally(text, root_of(*made), options));
  return made;
}

}  // namespace fhirops::detail
