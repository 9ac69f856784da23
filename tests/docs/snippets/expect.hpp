#pragma once
// What a snippet's program promises: it ends with an error where it does not hold.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

inline void expect(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", std::string(what).c_str());
  std::exit(1);
}

inline void expect_same(std::string_view found, std::string_view expected) {
  if (found == expected) return;
  std::fprintf(stderr, "found:    %s\nexpected: %s\n", std::string(found).c_str(), std::string(expected).c_str());
  std::exit(1);
}
