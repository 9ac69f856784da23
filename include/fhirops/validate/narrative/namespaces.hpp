#pragma once
// The namespaces to which prefixes are bound, element by element (https://www.w3.org/TR/xml-names/#scoping).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fhirops::detail {

// The default namespace belongs to the empty prefix. Prefixes are views of the text.
// A template, so that only units that use it compile it.
template <class = void>
class basic_xml_namespaces {
 public:
  // The limit of bindings in scope at one position, not counting those that repeat the current binding. It makes lookups
  // constant-time.
  static constexpr std::size_t max_prefixes = 64;

  // Whether a declaration may bind the prefix to this URI.
  static bool is_allowed(std::string_view prefix, std::string_view uri) noexcept {
    constexpr std::string_view of_xml = "http://www.w3.org/XML/1998/namespace";
    if (prefix == "xml") return uri == of_xml;
    return prefix != "xmlns" && uri != of_xml && uri != "http://www.w3.org/2000/xmlns/" && (prefix.empty() || !uri.empty());
  }

  // Binds the prefix for the element at `depth` and its content; returns false if there are too many bindings.
  bool bind(std::string_view prefix, std::string_view uri, std::size_t depth) {
    const std::string* bound = find(prefix);
    if (bound != nullptr && *bound == uri) return true;
    if (bindings_.size() == max_prefixes) return false;
    bindings_.push_back({prefix, std::string(uri), depth});
    return true;
  }
  // The URI that the prefix is bound to; null if it is not bound.
  [[nodiscard]] const std::string* find(std::string_view prefix) const noexcept {
    for (std::size_t i = bindings_.size(); i > 0; --i)
      if (bindings_[i - 1].prefix == prefix) return &bindings_[i - 1].uri;
    return nullptr;
  }
  // Removes the bindings of the element at `depth`, which ends.
  void leave(std::size_t depth) noexcept {
    while (!bindings_.empty() && bindings_.back().depth == depth) bindings_.pop_back();
  }

 private:
  struct binding {
    std::string_view prefix;
    std::string uri;
    std::size_t depth;
  };
  std::vector<binding> bindings_;
};
using xml_namespaces = basic_xml_namespaces<>;

}  // namespace fhirops::detail
