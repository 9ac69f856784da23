#pragma once
// Finds the `resourceType` of an object, which may come after other members (https://hl7.org/fhir/R4/json.html#resources).

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/report.hpp"

namespace fhirops::detail {

// Scans ahead in the text, and remembers what it finds about nested objects: if it is asked about each object in turn, it scans
// the text only once, however deep the objects nest.
// A template, so that only units that use it compile it.
template <class = void>
class basic_type_finder {
 public:
  explicit basic_type_finder(std::string_view text) noexcept : text_(text) {}

  // The type of the object whose brace is at `begin`; empty if it has no type, or one that is not a string. The view is valid
  // until the next call.
  std::string_view find(std::size_t begin) {
    if (begin >= looked_to_) look(begin);
    const auto found = std::lower_bound(types_.begin(), types_.end(), begin,
                                        [](const type& each, std::size_t offset) { return each.first < offset; });
    if (found == types_.end() || found->first != begin) return {};
    if (found->second.find('\\') == std::string_view::npos) return found->second;
    return decoded_ = decode_string(found->second);
  }

 private:
  using type = std::pair<std::size_t, std::string_view>;  // the offset of the object, and the text between the quotes
  struct level {
    std::size_t begin;
    bool is_array;
    bool has_type;
  };
  // Objects that nest deeper are not read.
  static constexpr std::size_t deepest = read_options::deepest + 1;

  // Scans up to the object's `resourceType`, or to its end. Only objects with a type are remembered, since most objects are never
  // asked about.
  void look(std::size_t begin) {
    scanner tokens(text_, begin);
    types_.clear();
    std::vector<level> open;
    bool key = false;
    bool of_type = false;
    do {
      const token t = tokens.next();
      if (t == token::end || t == token::bad) break;
      if (t == token::begin_object || t == token::begin_array) {
        of_type = false;
        key = t == token::begin_object;
        open.push_back({tokens.begin(), !key, false});
      } else if (t == token::end_object || t == token::end_array) {
        if (open.back().is_array != (t == token::end_array)) break;  // not JSON
        open.pop_back();
        key = of_type = false;
      } else if (t == token::comma) {
        key = !open.back().is_array;
      } else if (t == token::string && key) {
        key = false;
        of_type = !open.back().has_type && is_resource_type(tokens);
        open.back().has_type = open.back().has_type || of_type;
      } else if (t != token::colon && of_type) {
        of_type = false;
        if (t == token::string && is_json_string(tokens.slice())) types_.emplace_back(open.back().begin, tokens.inner());
        if (open.size() == 1) break;
      }
    } while (!open.empty() && open.size() <= deepest);
    looked_to_ = tokens.end();
    sort_pairs(types_);
  }
  static bool is_resource_type(const scanner& name) {
    if (name.inner().find('\\') == std::string_view::npos) return name.inner() == "resourceType";
    return is_json_string(name.slice()) && decode_string(name.inner()) == "resourceType";
  }

  std::string_view text_;
  std::vector<type> types_;  // in the order of the objects
  std::size_t looked_to_ = 0;
  std::string decoded_;
};
using type_finder = basic_type_finder<>;

}  // namespace fhirops::detail
