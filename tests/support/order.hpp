#pragma once
// A partial order in words, as a failed check should show it.

#include <compare>
#include <string>

namespace support {

inline std::string in_words(std::partial_ordering order) {
  if (order == std::partial_ordering::less) return "less";
  if (order == std::partial_ordering::greater) return "greater";
  return order == std::partial_ordering::equivalent ? "equivalent" : "unordered";
}
inline std::string reversed(std::string order) {
  if (order == "less") return "greater";
  return order == "greater" ? "less" : order;
}

}  // namespace support
