#pragma once
// Finds which known name was probably meant, for messages that ask "did you mean".

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace fhirops::detail {

// The number of letters to change, add, remove or swap with the next one; `most` + 1 if it is larger than `most`, or if a name is
// longer than any name in FHIR.
inline std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  constexpr std::size_t longest = 48;
  if (a.size() >= longest || b.size() >= longest) return most + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
  std::array<std::size_t, longest> before_last{};
  std::array<std::size_t, longest> last{};
  std::array<std::size_t, longest> row{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return std::min(last[b.size()], most + 1);
}

constexpr char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
inline bool same_letters(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

// Finds a known name close to a given one: equal except for upper and lower case, or misspelled by a few letters, fewer for short
// names. Call `offer` with each known name; if several are equally close, the first one wins.
class closest_name {
 public:
  explicit closest_name(std::string_view found) noexcept
      : found_(found),
        distance_(found.size() < 3   ? 1
                  : found.size() < 6 ? 2
                  : found.size() < 9 ? 3
                                     : 4) {}

  void offer(std::string_view known) {
    const std::size_t distance = same_letters(found_, known) ? 0 : edit_distance(found_, known, 3);
    if (distance >= distance_) return;
    distance_ = distance;
    name_ = known;
  }
  // The closest name; empty if none is close.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  std::string_view found_;
  std::size_t distance_;
  std::string name_;
};

}  // namespace fhirops::detail
