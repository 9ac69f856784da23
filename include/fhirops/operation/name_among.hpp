#pragma once
// The message about a name that is not one of the known names.

#include <cstddef>
#include <string>
#include <string_view>

#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/text_pieces.hpp"

namespace fhirops::detail {

inline constexpr std::string_view unknown_name = " is not a known ";

// `"colour" is not a known parameter: did you mean "color"?`, or a list of the known names. First call `offer` with each of them.
class name_among {
 public:
  explicit name_among(std::string_view found) noexcept : found_(found), closest_(found) {}

  void offer(std::string_view known) {
    closest_.offer(known);
    if (++count_ <= most_listed) known_.add(std::string(known));
  }
  [[nodiscard]] std::string text(std::string_view element) const {
    std::string text = joined({quoted(found_), unknown_name, element, ": "});
    if (!closest_.name().empty())
      append(text, {"did you mean ", quoted(std::string_view(closest_.name())), "?"});
    else if (count_ == 0)
      append(text, {"there are no ", element, "s here"});
    else if (count_ > most_listed)
      text += "remove it";
    else
      append(text, {"expected ", known_.text()});
    return text;
  }

 private:
  static constexpr std::size_t most_listed = 10;
  std::string_view found_;
  closest_name closest_;
  choices_text known_;
  std::size_t count_ = 0;
};

}  // namespace fhirops::detail
