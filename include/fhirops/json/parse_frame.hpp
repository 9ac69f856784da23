#pragma once
// The state of the general reader: a stack of open objects and arrays, and the current path as FHIRPath and JSON Pointer.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/fhirpath.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/primitive/characters.hpp"

namespace fhirops::detail {

// What the next value belongs to: an element of the type's table, `resourceType`, or an unknown member.
template <Storage S>
struct target {
  enum class what : std::uint8_t { nothing, element, resource_type, unknown };

  what kind = what::nothing;
  bool is_sibling = false;         // `_name`: the id and extensions of a primitive
  type_id choice = type_id::none;  // the type, for value[x]
  const field<S>* element = nullptr;
  std::string_view name;  // for an unknown member

  // The type of the element.
  [[nodiscard]] type_id type() const noexcept { return choice != type_id::none ? choice : element->type; }
  [[nodiscard]] shape representation() const noexcept { return element->kind == shape::value ? shape_of(choice) : element->kind; }
  // The list or box that holds the element.
  [[nodiscard]] block_handle& handle(void* object) const noexcept { return at<block_handle>(object, element->offset); }
};

template <Storage S>
struct parse_frame {
  enum class what : std::uint8_t { object, array, raw_object, raw_array };

  what kind = what::object;
  bool seen_type = false;              // resourceType has been read
  bool untyped = false;                // a resource without a table
  bool nested = false;                 // an array directly in an array
  bool listed = false;                 // an array that is a member of an object without a table
  std::uint8_t hint = 0;               // the field that probably comes next
  const type_info<S>* info = nullptr;  // the type, if this is an object
  void* object = nullptr;              // the object, or the object whose element the array is
  target<S> next{};                    // the target of an object's next value, or of an array's items
  std::size_t index = 0;               // the index of the next item of an array
  std::size_t members = 0;             // the number of members of an object so far
  std::uint64_t seen = 0;              // one bit for each field of an object
  std::uint64_t seen_siblings = 0;     // the same for `_name`
  std::size_t offset = 0;              // where it begins in the text
  std::size_t keys = 0;                // where the names of an untyped object begin in `untyped_members`
  std::size_t lists = 0;               // where its arrays begin there, or the nulls of one of them
  std::size_t faults = 0;              // the number of faults in the whole text before it
  std::size_t kept = 0;                // the number of items of an array that were kept

  // Whether it has no table: an untyped resource or an unknown member, or something inside one.
  [[nodiscard]] bool is_raw() const noexcept { return kind == what::raw_object || kind == what::raw_array; }
};

// The path of the innermost open object or array, as FHIRPath and as JSON Pointer.
struct element_path {
  std::string expression;
  std::string pointer;

  // Begins the path with a name. The name of a type of R4 is used as it is, including types of parts such as `Timing.repeat`.
  // Longer names are cut to `longest_name_in_issue`.
  void root(std::string_view name) {
    if (std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || c == '.'; }) && !shortened_name(name).is_cut())
      expression = name;
    else
      append_fhirpath_name(expression, shortened_name(name).str());
  }
  // Moves on to a child. `suffix`, the type of a choice, and `prefix`, the `_` of a sibling member, appear only in its JSON name.
  void child(std::string_view name, std::string_view suffix = {}, std::string_view prefix = {}) {
    append_to_expression(name);
    append_to_pointer(prefix, name, suffix);
  }
  void index(std::size_t i) {
    const digits number(i);
    append(expression, {"[", number, "]"});
    append(pointer, {"/", number});
  }

 private:
  void append_to_expression(std::string_view name) {
    if (!expression.empty()) expression += '.';
    if (const shortened_name shown(name); shown.is_cut())
      append_fhirpath_name(expression, shown.str());
    else
      append_fhirpath_name(expression, name);
  }
  void append_to_pointer(std::string_view prefix, std::string_view whole_name, std::string_view suffix) {
    append(pointer, {"/", prefix});
    const shortened_name shown(whole_name);
    std::string_view name = shown.text();
    for (std::size_t plain = 0; (plain = name.find_first_of("~/")) != std::string_view::npos;) {
      append(pointer, {name.substr(0, plain), name[plain] == '~' ? "~0" : "~1"});
      name.remove_prefix(plain + 1);
    }
    append(pointer, {name, shown.rest(), suffix});
  }
};

template <Storage S>
void append_target(element_path& path, const target<S>& t) {
  using what = typename target<S>::what;
  switch (t.kind) {
    case what::element:
      path.child(t.element->name, choice_suffix(t.choice), t.is_sibling ? "_" : "");
      break;
    case what::resource_type:
      path.child("resourceType");
      break;
    case what::unknown:
      path.child(t.name);
      break;
    case what::nothing:
      break;
  }
}

// The path of the object or array that is open at this depth.
template <Storage S>
element_path path_of(std::string_view root, const std::vector<parse_frame<S>>& frames, std::size_t depth) {
  element_path path;
  path.root(root);
  for (std::size_t i = 0; i < depth; ++i) {
    const parse_frame<S>& f = frames[i];
    if (f.kind == parse_frame<S>::what::object || f.kind == parse_frame<S>::what::raw_object)
      append_target(path, f.next);
    else
      path.index(f.index);
  }
  return path;
}

}  // namespace fhirops::detail
