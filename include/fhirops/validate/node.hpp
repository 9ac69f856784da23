#pragma once
// What a rule is given to check: an object, the path to it, and the resource that contains it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/text_pool.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/parse_frame.hpp"

namespace fhirops::detail {

// One step of the path from the root. The steps form a chain on the stack, which is converted to text only for an issue.
template <Storage S>
struct step {
  const step* parent = nullptr;
  const field<S>* element = nullptr;  // null at the root
  type_id choice = type_id::none;     // the type, for value[x]
  bool is_sibling = false;            // `_name`: the id and extensions of a primitive
  std::size_t index = 0;              // if the element repeats
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

// Faults that all entries of a Bundle have in common, given its type.
struct common_faults {
  bool search = false;
  bool request = false;
  bool response = false;
};

// How the fullUrl of an entry disagrees with its resource.
enum class full_url_fault : std::uint8_t { none, other_id, other_type, no_id };

// An entry of a Bundle with the same fullUrl and version as an earlier one.
struct repeated_entry {
  std::size_t index = 0;
  std::size_t first = 0;  // the first of these entries

  friend bool operator<(const repeated_entry& a, const repeated_entry& b) noexcept { return a.index < b.index; }
};

// The resource that is being checked, and what its rules need to know about the whole of it.
template <Storage S>
struct resource_scope {
  const type_info<S>* info = nullptr;
  const void* object = nullptr;
  resource_scope* container = nullptr;  // of a contained resource; otherwise null
  bool has_contained = false;
  bool refers_up = false;                            // for a contained resource: its reference to the container has been noted
  std::vector<std::string_view> contained_ids{};     // sorted
  std::vector<std::size_t> repeated_contained{};     // indexes of resources with the id of an earlier one, sorted
  std::vector<std::string_view> local_references{};  // `x` for each `#x` in the resource
  std::vector<repeated_entry> repeated_entries{};    // for a Bundle: violations of bdl-7, sorted
  common_faults all_entries{};                       // for a Bundle: violations of bdl-2, 3 and 4
  // For a Bundle: the entry whose fullUrl was compared last, and the result, which three rules ask for in turn.
  mutable std::pair<const void*, full_url_fault> full_url{};
  text_pool decoded{};  // the text of these views, if the JSON has escapes

  // A view of the text that outlives `buffer`, in which the text may be.
  [[nodiscard]] std::string_view kept(std::string_view text, const std::string& buffer) {
    return text.data() == buffer.data() ? decoded.keep(text) : text;
  }

  // The %rootResource of FHIRPath.
  [[nodiscard]] resource_scope& root() noexcept { return container == nullptr ? *this : *container; }
  [[nodiscard]] const resource_scope& root() const noexcept { return container == nullptr ? *this : *container; }
};

template <Storage S>
struct node {
  const type_info<S>& info;
  const void* object;
  const step<S>& here;
  const resource_scope<S>* scope;  // null if a datatype is checked by itself

  template <class T>
  [[nodiscard]] const T& as() const noexcept {
    return *static_cast<const T*>(object);
  }
};

// FHIRPath's exists(): a primitive exists if it has a value, extensions or both.
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
