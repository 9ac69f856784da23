#pragma once
// The options of reading and writing, and the report of a write.

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

#include "fhirops/core/stop.hpp"

namespace fhirops {

/// Options of reading. Setters can be chained: `read_options{}.lenient().max_depth(32)`. A small value type: copies are cheap,
/// and threads may share one as long as none of them changes it.
class read_options {
 public:
  /// The maximum of `max_depth`; values that nest deeper are not written either.
  static constexpr std::size_t deepest = 1000;

  /// Makes an unknown element, a wrong type, a repeated member, a null or an empty value an error. The default.
  constexpr read_options& strict(bool on = true) noexcept { return strict_ = on, *this; }
  /// Makes all these warnings, and the value contains what could be read. Anything that may change the meaning of the rest stays
  /// an error: a fault in a `modifierExtension` or in `implicitRules`, and for bound structs what `from_parameters` lists.
  constexpr read_options& lenient() noexcept { return strict(false); }
  /// How deep objects and arrays may nest: from 1 to `deepest`, by default 200. Deeper nesting is a fatal issue with code
  /// `too-costly`.
  constexpr read_options& max_depth(std::size_t levels) noexcept {
    max_depth_ = levels < 1 ? 1 : levels > deepest ? deepest : levels;
    return *this;
  }
  /// The maximum size of a text in bytes: by default 2^31 - 1, which is also the upper limit.
  constexpr read_options& max_bytes(std::size_t bytes) noexcept {
    max_bytes_ = bytes < default_bytes ? bytes : default_bytes;
    return *this;
  }
  /// The maximum memory that the value may take, in bytes; exceeding it is a fatal issue with code `too-costly`. No limit by
  /// default, but reading never takes more than 40 times the size of the text, or 32 KiB if that is more.
  constexpr read_options& max_memory(std::size_t bytes) noexcept { return max_memory_ = bytes, *this; }
  /// The maximum number of issues that are listed, by default 100; one additional issue says that there were more. Reading ends
  /// early if there are more issues and one of them is an error: the rest of the text is not examined.
  constexpr read_options& max_issues(std::size_t count) noexcept { return max_issues_ = count, *this; }
  /// Whether lenient reading keeps elements that R4 does not define. They are stored in `unknown`, and written at the end of
  /// their object. By default they are dropped.
  constexpr read_options& keep_unknown(bool on = true) noexcept { return keep_unknown_ = on, *this; }
  /// A function or token that is asked every few thousand steps whether to stop (see `stop_condition`); reading then ends with a
  /// fatal issue with code `timeout`. The options refer to it: it must live as long as they are used.
  /// @{
  template <StopAnswer T>
  constexpr read_options& stop_when(const T& answer) noexcept {
    return stop_when(stop_condition(answer));
  }
  constexpr read_options& stop_when(stop_condition stop) noexcept { return stop_ = stop, *this; }
  template <StopAnswer T>
    requires(!std::is_same_v<T, stop_condition>)
  read_options& stop_when(const T&& answer) = delete;  // it would refer to a temporary
  /// @}

  /// Whether lenient reading of a bound struct drops an optional parameter whose value or resource has the wrong type or is out
  /// of range, with a warning. By default this is an error, since the intention is unknown: a `dryRun` sent as a string would be
  /// ignored.
  constexpr read_options& drop_wrong_types(bool on = true) noexcept { return drop_wrong_types_ = on, *this; }
  /// The URLs of the modifiers that the host understands, as `modifierExtension.url` or `implicitRules`, compared byte
  /// for byte. Any other modifier is an error wherever Parameters are read into a bound struct, in strict and lenient
  /// reading. The options refer to the list: it must live as long as they are used.
  ///
  ///     read_options{}.understand(texts<"https://example.org/fhir/StructureDefinition/not-before">);
  /// @{
  constexpr read_options& understand(std::span<const std::string_view> urls) noexcept { return understood_ = urls, *this; }
  template <class Urls>
    requires(!std::is_lvalue_reference_v<Urls> && !std::ranges::enable_borrowed_range<std::remove_cvref_t<Urls>>)
  read_options& understand(Urls&& urls) = delete;  // it would refer to a temporary
  /// @}

  /// The options that are set.
  /// @{
  [[nodiscard]] constexpr bool is_strict() const noexcept { return strict_; }
  [[nodiscard]] constexpr std::size_t max_depth() const noexcept { return max_depth_; }
  [[nodiscard]] constexpr std::size_t max_bytes() const noexcept { return max_bytes_; }
  [[nodiscard]] constexpr std::size_t max_memory() const noexcept { return max_memory_; }
  [[nodiscard]] constexpr std::size_t max_issues() const noexcept { return max_issues_; }
  [[nodiscard]] constexpr bool keeps_unknown() const noexcept { return keep_unknown_; }
  [[nodiscard]] constexpr stop_condition stop() const noexcept { return stop_; }
  [[nodiscard]] constexpr bool drops_wrong_types() const noexcept { return drop_wrong_types_; }
  [[nodiscard]] constexpr std::span<const std::string_view> understood() const noexcept { return understood_; }
  /// @}

 private:
  static constexpr std::size_t default_bytes = 0x7FFFFFFF;

  bool strict_ = true;
  bool keep_unknown_ = false;
  bool drop_wrong_types_ = false;
  std::size_t max_depth_ = 200;
  std::size_t max_bytes_ = default_bytes;
  std::size_t max_memory_ = std::numeric_limits<std::size_t>::max();
  std::size_t max_issues_ = 100;
  stop_condition stop_{};
  std::span<const std::string_view> understood_{};
};

/// Options of writing. Setters can be chained: `write_options{}.pretty()`.
class write_options {
 public:
  /// Adds line breaks, and `indent` spaces for each level; 0 writes compact JSON.
  constexpr write_options& pretty(std::size_t indent = 2) noexcept { return indent_ = indent, *this; }
  /// Spaces for each level; 0 for compact JSON.
  [[nodiscard]] constexpr std::size_t indent() const noexcept { return indent_; }

 private:
  std::size_t indent_ = 0;
};

/// What `write_json` reports.
struct write_report {
  /// The number of bytes passed to the sink.
  std::size_t bytes = 0;
  /// The number of ill-formed UTF-8 sequences and of U+0000 in the host's strings. Each is written as U+FFFD, since no reader
  /// would accept it.
  std::size_t replaced = 0;
  /// The number of values that were left out, since no reader would accept them: a `RawResource` that is not one JSON object with
  /// a `resourceType`, a `Decimal` that is not a number, a value of a type that its element does not allow, and anything that
  /// nests deeper than `read_options::deepest`.
  std::size_t unrepresentable = 0;
  /// False if the sink refused bytes: its `append` or `write` returned false, and nothing was written after that.
  bool complete = true;

  friend constexpr bool operator==(const write_report&, const write_report&) = default;
};

}  // namespace fhirops
