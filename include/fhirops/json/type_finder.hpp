#pragma once
// The `resourceType` of an object, wherever it stands among the members
// (https://hl7.org/fhir/R4/json.html#resources).

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/scanner.hpp"

namespace fhirops::detail {

// Looks ahead in the text, and keeps what it finds out about the objects inside: asked of each
// object in turn it goes over the text once, however deep they nest.
class type_finder {
 public:
  explicit type_finder(std::string_view text) noexcept : text_(text) {}

  // Of the object whose brace stands at `begin`; empty where it has none that is a string. The view
  // is good until the next call.
  std::string_view find(std::size_t begin) {
    if (begin >= looked_to_) look(begin);
    const auto found = std::lower_bound(objects_.begin(), objects_.end(), begin,
                                        [](const object& each, std::size_t offset) { return each.begin < offset; });
    if (found == objects_.end() || found->begin != begin) return {};
    if (found->type.find('\\') == std::string_view::npos) return found->type;
    return decoded_ = decode_string(found->type);
  }

 private:
  struct object {
    std::size_t begin;
    std::string_view type;
    bool known;
  };

  // To the object's `resourceType`, or its end.
  void look(std::size_t begin) {
    constexpr std::size_t array = std::string_view::npos;
    scanner tokens(text_, begin);
    objects_.clear();
    std::vector<std::size_t> open;
    bool key = false;
    bool of_type = false;
    do {
      const token t = tokens.next();
      if (t == token::end || t == token::bad) break;
      if (t == token::begin_object || t == token::begin_array) {
        of_type = false;
        key = t == token::begin_object;
        open.push_back(key ? objects_.size() : array);
        if (key) objects_.push_back({tokens.begin(), {}, false});
      } else if (t == token::end_object || t == token::end_array) {
        if ((open.back() == array) != (t == token::end_array)) break;  // not JSON
        open.pop_back();
        key = of_type = false;
      } else if (t == token::comma) {
        key = open.back() != array;
      } else if (t == token::string && key) {
        key = false;
        object& top = objects_[open.back()];
        of_type = !top.known && is_resource_type(tokens);
        top.known = top.known || of_type;
      } else if (t != token::colon && of_type) {
        of_type = false;
        if (t == token::string && is_json_string(tokens.slice())) objects_[open.back()].type = tokens.inner();
        if (open.size() == 1) break;
      }
    } while (!open.empty());
    looked_to_ = tokens.end();
  }
  static bool is_resource_type(const scanner& name) {
    if (name.inner().find('\\') == std::string_view::npos) return name.inner() == "resourceType";
    return is_json_string(name.slice()) && decode_string(name.inner()) == "resourceType";
  }

  std::string_view text_;
  std::vector<object> objects_;
  std::size_t looked_to_ = 0;
  std::string decoded_;
};

}  // namespace fhirops::detail
