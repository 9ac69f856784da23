#pragma once
// Reads the entries of a Bundle from its text, as bound structs or as `BundleEntry`: from a whole text, or from the buffers of a
// transport, in memory that does not grow with their number.

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/bundle/entry.hpp"
#include "fhirops/bundle/entry_reader.hpp"
#include "fhirops/bundle/entry_source.hpp"
#include "fhirops/bundle/text_window.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pool.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/options.hpp"

namespace fhirops {
namespace detail {

// Collects the structs in a vector, or holds one at a time for a visitor. `taken` gets the size of the entry's text; it returns
// false if there is no memory for more.
template <class T>
class entry_vector {
 public:
  explicit entry_vector(std::size_t max_memory) noexcept : memory_(max_memory) {}

  T& slot() { return all_.emplace_back(); }
  // Reserves capacity for all: moving the first ones repeatedly would take longer than reading them.
  void expect(std::size_t count) { all_.reserve(count); }
  bool taken(std::size_t text_bytes) noexcept { return memory_.take(sizeof(T) + text_bytes); }
  void give_back() noexcept { all_.pop_back(); }
  [[nodiscard]] std::vector<T>& all() noexcept { return all_; }

 private:
  std::vector<T> all_;
  memory_use memory_;
};
template <class T, class Visitor>
class entry_visit {
 public:
  explicit entry_visit(Visitor& visitor) noexcept : visitor_(visitor) {}
  T& slot() { return value_ = T{}; }
  static void expect(std::size_t) noexcept {}
  bool taken(std::size_t) { return visitor_(std::move(value_)), true; }
  void give_back() noexcept {}

 private:
  Visitor& visitor_;
  T value_{};
};

template <class T>
result<std::vector<T>> read_entries(std::string_view text, read_options options, bool fast = true) {
  entry_vector<T> visit(options.max_memory());
  text_pool pool;
  entry_reader<T, text_window> reader(text_window(text), options, entry_source<T>::storage::owns ? nullptr : &pool, fast);
  issues found = reader.read(visit);
  if (reader.failed()) return result<std::vector<T>>(std::move(found));
  return result<std::vector<T>>(std::move(visit.all()), std::move(found), std::move(pool));
}

template <class T>
concept TextBuffers = std::ranges::input_range<T> && std::convertible_to<std::ranges::range_reference_t<T>, std::string_view> &&
                      !std::convertible_to<T, std::string_view>;

}  // namespace detail

/// What the entries of a Bundle can be read as: a bound struct with a `fhir_entry`, or a `BundleEntry` of any resource or of one
/// type.
template <class T>
concept ReadableEntry = BoundEntry<T> || detail::is_bundle_entry<T>;

/// Reads the structs of a Bundle from its text. The result is that of `from_bundle<T>(*from_json<Bundle<Parameters<>>>(text))`,
/// at several times its speed if there is nothing to report. Every fault of the text and of the structs is reported with its
/// position; if one of them is an error, there are no structs. With `BundleEntry<R>`, the entries are those that
/// `from_json<Bundle<R>>` reads, including their modifiers.
///
/// A struct that borrows its text (`std::string_view`, types of `borrowed` storage) refers to `text`, and to the result for
/// strings whose escapes were decoded.
///
/// Complexity: time and memory linear in the text.
///
///     const auto visits = read_entries<Visit>(text);
///     if (!visits) return visits.issues();
template <ReadableEntry T>
[[nodiscard]] result<std::vector<T>> read_entries(std::string_view text, read_options options = {}) {
  return detail::read_entries<T>(text, options);
}
// Deleted, since a borrowed result would outlive the temporary.
template <ReadableEntry T, detail::TemporaryText Text>
  requires(!detail::entry_source<T>::storage::owns)
result<std::vector<T>> read_entries(Text&& text, read_options options = {}) = delete;

/// Calls `visitor` with each struct of a Bundle, as `T&&`, in the order of its entries, as soon as it has been read. Returns all
/// issues, each with its position. A struct with an error is not visited, but the others are. Memory does not grow with the
/// number of entries.
///
/// A struct that borrows its text is valid until the visitor returns. An exception of the visitor ends the reading and is passed
/// on: the structs before it have been visited, and no others will be.
///
/// Complexity: time linear in the text; memory for the largest entry.
///
///     std::size_t urgent = 0;
///     const issues found = for_each_entry<Visit>(text, [&urgent](Visit&& visit) { urgent += visit.urgent; });
template <ReadableEntry T, class Visitor>
  requires std::invocable<Visitor&, T&&>
issues for_each_entry(std::string_view text, Visitor&& visitor, read_options options = {}) {
  detail::entry_visit<T, Visitor> visit(visitor);
  return detail::entry_reader<T, detail::text_window>(detail::text_window(text), options, nullptr, true).read(visit);
}

/// The same for a text that is received in buffers: a range of values that convert to `std::string_view`, each valid until the
/// range advances. Holds one entry and one buffer at a time. Exceptions of the range are passed on like those of the visitor.
template <ReadableEntry T, detail::TextBuffers Buffers, class Visitor>
  requires std::invocable<Visitor&, T&&>
issues for_each_entry(Buffers&& buffers, Visitor&& visitor, read_options options = {}) {
  auto first = std::ranges::begin(buffers);
  using Window = detail::buffer_window<decltype(first), decltype(std::ranges::end(buffers))>;
  detail::entry_visit<T, Visitor> visit(visitor);
  return detail::entry_reader<T, Window>(Window(std::move(first), std::ranges::end(buffers)), options, nullptr, true).read(visit);
}

}  // namespace fhirops
