#pragma once
// Where checking is: an object, the path to it, and the resource that it is in.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/core/result.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/parse_frame.hpp"

namespace fhirops::detail {

// One step of the path from the root. The steps are a chain on the stack, made into text only for an issue.
template <Storage S>
struct step {
  const step* parent = nullptr;
  const field<S>* element = nullptr;  // null at the root
  type_id choice = type_id::none;     // of value[x]
  bool is_sibling = false;            // `_name`: the id and extensions of a primitive
  std::size_t index = 0;              // where the element repeats
};

template <Storage S>
element_path path_of(std::string_view root, const step<S>& here) {
  std::vector<const step<S>*> steps;
  for (const step<S>* each = &here; each->element != nullptr; each = each->parent) steps.push_back(each);
  element_path path;
  path.root(root);
  for (; !steps.empty(); steps.pop_back()) {
    const step<S>& each = *steps.back();
    path.child(each.element->name, choice_suffix(each.choice), each.is_sibling ? "_" : "");
    if (each.element->many) path.index(each.index);
  }
  return path;
}

// What all entries of a Bundle do wrong, by its type.
struct common_faults {
  bool search = false;
  bool request = false;
  bool response = false;
};

// An entry of a Bundle that has the fullUrl and the version of one before it.
struct repeated_entry {
  std::size_t index = 0;
  std::size_t first = 0;  // the earliest of those like it

  friend bool operator<(const repeated_entry& a, const repeated_entry& b) noexcept { return a.index < b.index; }
};

// The resource that checking is in, and what its rules need to know of all of it.
template <Storage S>
struct resource_scope {
  const type_info<S>* info = nullptr;
  const void* object = nullptr;
  resource_scope* container = nullptr;  // of a contained resource
  bool has_contained = false;
  bool refers_up = false;                            // of a contained resource: its reference to the container has been noted
  std::vector<std::string_view> contained_ids{};     // sorted
  std::vector<std::size_t> repeated_contained{};     // indexes whose id one before has, sorted
  std::vector<std::string_view> local_references{};  // `x` for each `#x` in it
  std::vector<repeated_entry> repeated_entries{};    // of a Bundle: what breaks bdl-7, sorted
  common_faults all_entries{};                       // of a Bundle: what breaks bdl-2, 3 and 4
  text_pool decoded{};                               // what these views are of, where the JSON has escapes

  // The text, where it outlives `buffer`, in which it may be.
  [[nodiscard]] std::string_view kept(std::string_view text, const std::string& buffer) {
    return text.data() == buffer.data() ? decoded.keep(text) : text;
  }

  // FHIRPath's %rootResource.
  [[nodiscard]] resource_scope& root() noexcept { return container == nullptr ? *this : *container; }
  [[nodiscard]] const resource_scope& root() const noexcept { return container == nullptr ? *this : *container; }
};

template <Storage S>
struct node {
  const type_info<S>& info;
  const void* object;
  const step<S>& here;
  const resource_scope<S>* scope;  // null where a datatype is checked by itself

  template <class T>
  [[nodiscard]] const T& as() const noexcept {
    return *static_cast<const T*>(object);
  }
};

// FHIRPath's exists(): for a primitive its value, its extensions or both.
template <class T>
bool exists(const T& element) noexcept {
  if constexpr (requires { element.element; })
    return !element.empty() || element.element.has_value();
  else if constexpr (requires { element.has_value(); })
    return element.has_value();
  else
    return !element.empty();
}

}  // namespace fhirops::detail
