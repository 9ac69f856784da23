#pragma once
// How to read and how to write, and what came of writing.

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

#include "fhirops/core/stop.hpp"

namespace fhirops {

/// How to read. Setters chain: `read_options{}.lenient().max_depth(32)`.
class read_options {
 public:
  /// The limit that `max_depth` is held to; what is deeper is not written either.
  static constexpr std::size_t deepest = 1000;

  /// Unknown elements, wrong types, repeated members, nulls and empty values are errors. The default.
  constexpr read_options& strict(bool on = true) noexcept { return strict_ = on, *this; }
  /// The same are warnings, and the value is there as far as it can be. What could change the meaning of the rest stays
  /// an error: a fault of a `modifierExtension` or of `implicitRules`, and for bound structs what `from_parameters` says.
  constexpr read_options& lenient() noexcept { return strict(false); }
  /// How deep objects and arrays may nest: 1 to `deepest`, 200 by default.
  constexpr read_options& max_depth(std::size_t levels) noexcept {
    max_depth_ = levels < 1 ? 1 : levels > deepest ? deepest : levels;
    return *this;
  }
  /// How long a text may be, in bytes; 2^31 - 1 by default, which is also the most.
  constexpr read_options& max_bytes(std::size_t bytes) noexcept {
    max_bytes_ = bytes < default_bytes ? bytes : default_bytes;
    return *this;
  }
  /// How much memory reading may take for the value, in bytes: more is a fatal issue of code `too-costly`. No limit
  /// by default; but a text never takes more than 40 times its size, or 32 KiB where it is short.
  constexpr read_options& max_memory(std::size_t bytes) noexcept { return max_memory_ = bytes, *this; }
  /// How many issues are listed, 100 by default; one more says that there were others. Where there is an error
  /// among them and more are found than are listed, reading ends: the rest of the text is not looked at.
  constexpr read_options& max_issues(std::size_t count) noexcept { return max_issues_ = count, *this; }
  /// Whether lenient reading keeps the elements that R4 does not define (in `unknown`, written back
  /// at the end of their object). By default they are dropped.
  constexpr read_options& keep_unknown(bool on = true) noexcept { return keep_unknown_ = on, *this; }
  /// What is asked every few thousand steps whether to stop (`stop_condition`): reading then ends with a fatal
  /// issue of code `timeout`. It is referred to, and must be there as long as these options are used.
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

  /// Whether lenient reading of a bound struct goes on without an optional parameter whose value or resource is of
  /// another type than was asked for, or out of its range, with a warning. By default that is an error, as what the
  /// client meant by it is not known: a `dryRun` sent as a string would not be seen.
  constexpr read_options& drop_wrong_types(bool on = true) noexcept { return drop_wrong_types_ = on, *this; }
  /// The URLs of modifiers that the host understands: of a `modifierExtension` and of `implicitRules`, compared byte
  /// for byte. Any other is an error wherever Parameters are read into a type of the host's, strictly and leniently.
  /// The list is referred to, not copied: it must live as long as the options are used.
  ///
  ///     read_options{}.understand(texts<"https://example.org/fhir/StructureDefinition/not-before">);
  /// @{
  constexpr read_options& understand(std::span<const std::string_view> urls) noexcept { return understood_ = urls, *this; }
  template <class Urls>
    requires(!std::is_lvalue_reference_v<Urls> && !std::ranges::enable_borrowed_range<std::remove_cvref_t<Urls>>)
  read_options& understand(Urls&& urls) = delete;  // it would refer to a temporary
  /// @}

  /// What was set.
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

/// How to write. Setters chain: `write_options{}.pretty()`.
class write_options {
 public:
  /// Line breaks, and `indent` spaces a level (0 is compact again).
  constexpr write_options& pretty(std::size_t indent = 2) noexcept { return indent_ = indent, *this; }
  /// Spaces a level; 0 is compact.
  [[nodiscard]] constexpr std::size_t indent() const noexcept { return indent_; }

 private:
  std::size_t indent_ = 0;
};

/// What came of writing.
struct write_report {
  /// Bytes handed to the sink.
  std::size_t bytes = 0;
  /// Ill-formed UTF-8 sequences and U+0000 in the host's strings, each written as U+FFFD: no reader takes them.
  std::size_t replaced = 0;
  /// Values that were left out, as no reader takes them: a `RawResource` that is not one JSON object with a
  /// `resourceType`, a `Decimal` that is not a number, a value of a type that its element does not allow, and what is
  /// nested deeper than `read_options::deepest`.
  std::size_t unrepresentable = 0;
  /// False if the sink refused (its `append` or `write` returned something false): nothing was
  /// written after that.
  bool complete = true;

  friend constexpr bool operator==(const write_report&, const write_report&) = default;
};

}  // namespace fhirops
