#pragma once
// Writes a Bundle whose entries come from a range of `BundleEntry`s or resources: the text before the entries, each entry, and
// the text after them.

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/bundle/entry_source.hpp"
#include "fhirops/bundle/entry_writer.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/item_literals.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/put.hpp"
#include "fhirops/json/write.hpp"
#include "fhirops/json/writer/chunk_buffer.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::detail {

// The text of a Bundle before and after its entries.
template <class R>
struct text_around {
  std::string before;
  std::string behind;
  write_report written{};
  list<BundleEntry<R>> first;

  explicit text_around(Bundle<R>&& bundle) : first(std::move(bundle.entry)) {
    bundle.entry = {};
    Bundle<R> rest;
    std::swap(rest.signature, bundle.signature);
    std::swap(rest.unknown, bundle.unknown);
    add_counts(written, write_json(bundle, before));
    before.pop_back();  // `}`
    add_counts(written, write_json(rest, behind));
    behind.erase(0, std::string_view(R"({"resourceType":"Bundle")").size());
  }
};

// Writes items of type `T` after the Bundle's own entries.
template <class R, class T>
class resource_writer {
 public:
  explicit resource_writer(Bundle<R>&& bundle) : around_(std::move(bundle)), written_(around_.written) {}

  void begin(chunk_buffer& out) {
    out.append(around_.before.data(), around_.before.size());
    for (const BundleEntry<R>& each : around_.first) bundle_entry(out, each);
  }
  void entry(chunk_buffer& out, const T& item) {
    if constexpr (is_bundle_entry<T>)
      bundle_entry(out, item);
    else
      resource(out, item);
  }
  void end(chunk_buffer& out) const {
    if (!first_) out.append("]", 1);
    out.append(around_.behind.data(), around_.behind.size());
  }
  [[nodiscard]] const write_report& written() const noexcept { return written_; }

 private:
  template <class E>
  void bundle_entry(chunk_buffer& out, const BundleEntry<E>& item) {
    using S = storage_of<E>;
    // As in any list, an empty item is left out; what it may have lost is counted.
    if (!has_content(type_table<BundleEntry<E>>(), &item, deepest_entry)) {
      written_.unrepresentable += lost_in(type_table<BundleEntry<E>>(), &item, deepest_entry);
      return;
    }
    separate(out);
    if constexpr (std::same_as<E, Parameters<S>>) {
      if (put_growing(out, written_.replaced, [&item](output_cursor cursor, std::size_t& replaced) {
            return parameters_entry_literals<S>().put(cursor, &item, replaced, 0);
          }))
        return;
    }
    add_counts(written_, write_part(item, out, deepest_entry));
  }
  void resource(chunk_buffer& out, const T& item) {
    constexpr std::string_view open = R"({"resource":)";
    const std::size_t size = out.size();
    const bool first = first_;
    separate(out);
    out.append(open.data(), open.size());
    const std::size_t written = out.size();
    add_counts(written_, write_part(item, out, deepest_entry - 1));
    if (out.size() > written) return out.append("}", 1);
    // There is no resource, or one that cannot be written as JSON.
    out.take_back(size);
    first_ = first;
  }
  void separate(chunk_buffer& out) {
    constexpr std::string_view start = R"(,"entry":[)";
    if (std::exchange(first_, false))
      out.append(start.data(), start.size());
    else
      out.append(",", 1);
  }

  text_around<R> around_;
  bool first_ = true;
  write_report written_{};
};

}  // namespace fhirops::detail
