#pragma once
// JSON that is kept as text, and checked once when it is stored.

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/storage.hpp"

namespace fhirops {
namespace detail {
struct json_text_access;
}

/// The text of one JSON value, kept verbatim: a `RawResource`, or a member that the library does not know. Constructing it checks
/// the text once, in time linear in its size; afterwards it can be replaced, but not changed, so writing it is a plain copy. Text
/// that is not one JSON value is kept too, so that it can be shown, but it is not valid and is never written.
///
/// Converts to `std::string_view`, and to the string that holds it. With storage `borrowed` it refers to the text, which must
/// stay alive and unchanged.
///
///     const json_text<> text = R"({"resourceType":"Patient"})";
///     std::cout << text.view() << ' ' << text.is_valid() << '\n';
template <Storage S = owned>
class json_text {
 public:
  /// The type that holds the characters: `std::string`, or `std::string_view` if they are borrowed.
  using string_type = typename S::string;

  /// An empty text, which is not valid.
  json_text() = default;
  /// Keeps this text and checks it. It may be anything: `is_valid` says whether it is JSON.
  template <class Text>
    requires(!std::same_as<std::remove_cvref_t<Text>, json_text> && std::convertible_to<Text, string_type>)
  // NOLINTNEXTLINE(google-explicit-constructor)
  json_text(Text&& text) : text_(std::forward<Text>(text)), facts_(detail::measure_json(text_)) {}

  /// Whether it is one JSON value and nothing else (RFC 8259), in UTF-8, without U+0000 or lone surrogates.
  [[nodiscard]] bool is_valid() const noexcept { return facts().ok; }
  /// The characters.
  [[nodiscard]] std::string_view view() const noexcept { return text_; }
  /// Whether the text is empty.
  [[nodiscard]] bool empty() const noexcept { return view().empty(); }
  /// The length in bytes.
  [[nodiscard]] std::size_t size() const noexcept { return view().size(); }
  /// The first character.
  [[nodiscard]] const char* data() const noexcept { return view().data(); }
  /// Like `std::string_view::find`.
  [[nodiscard]] std::size_t find(std::string_view what, std::size_t from = 0) const noexcept { return view().find(what, from); }
  /// The characters, as a view.
  operator std::string_view() const noexcept { return text_; }  // NOLINT(google-explicit-constructor)
  /// The characters, as the string that holds them.
  operator const string_type&() const noexcept  // NOLINT(google-explicit-constructor)
    requires(!std::same_as<string_type, std::string_view>)
  {
    return text_;
  }

  /// Whether both have the same bytes.
  template <std::convertible_to<std::string_view> Text>
  friend bool operator==(const json_text& a, const Text& b) noexcept {
    return a.view() == static_cast<std::string_view>(b);
  }

 private:
  friend detail::json_text_access;

  // A text that has been moved from is empty, so its facts no longer apply.
  [[nodiscard]] detail::json_measure facts() const noexcept { return empty() ? detail::json_measure{} : facts_; }

  string_type text_{};
  detail::json_measure facts_{};
};

namespace detail {

struct json_text_access {
  // What the check of the text found.
  template <Storage S>
  static json_measure facts(const json_text<S>& text) noexcept {
    return text.facts();
  }
  // Makes a text whose facts are known, without checking it again.
  template <Storage S>
  static json_text<S> measured(typename S::string text, json_measure facts) {
    json_text<S> made;
    made.text_ = std::move(text);
    made.facts_ = facts;
    return made;
  }
};

}  // namespace detail
}  // namespace fhirops
