#pragma once
// The text of a resource without a table that nests as deep as a test needs.

#include <cstddef>
#include <string>

namespace test {

/// Objects within one another, `depth` of them with the resource itself.
inline std::string nested_resource(std::size_t depth) {
  std::string text = R"({"resourceType":"Patient")";
  for (std::size_t level = 1; level < depth; ++level) text += R"(,"x":{"y":1)";
  return text + std::string(depth, '}');
}

}  // namespace test
