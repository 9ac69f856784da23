#pragma once
// What each of the units does with the same values. The units are compiled with different flags, one of them in the
// compiled form, and handed each other's values: all must see the same in them.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace odr {

using bundle = fhirops::Bundle<fhirops::Parameters<>>;
using read_bundle = fhirops::result<bundle>;

struct unit {
  const char* name;
  /// Sizes and alignments of public types.
  std::vector<std::size_t> (*layout)();
  bundle (*make)();
  read_bundle (*read)(std::string_view text);
  std::string (*write)(const bundle& value);
  bool (*equal)(const bundle& a, const bundle& b);
  std::string (*describe)(const fhirops::issues& found);
  /// Uses a copy up, so that memory taken by one unit is given back by the other.
  void (*consume)(read_bundle value);
  /// What `value()` does where there is no value: the text of the exception. Without exceptions, where
  /// it would end the program, empty.
  std::string (*refuse)(const read_bundle& value);
  /// The Bundle of fixtures, and what a test says that expected it.
  bundle (*fixture)();
  std::string (*differ)(const bundle& found);
};

extern const unit plain;
extern const unit optimised;
extern const unit compiled;

}  // namespace odr
