#pragma once
// The definition of json/locate.hpp.

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/decode.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/json/builder.hpp"
#include "fhirops/json/locate.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/json/root_target.hpp"
#include "fhirops/json/text_source.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// The pointers of all issues in one tree, so that one pass over the text finds all of them.
// A template, so that only units that use it compile it.
template <class = void>
class basic_pointer_tree {
 public:
  static constexpr std::size_t npos = std::string_view::npos;

  explicit basic_pointer_tree(bool lenient) : lenient_(lenient) {}

  // Adds a pointer (RFC 6901) and returns its node. A child always comes after its parent.
  std::size_t add(std::string_view pointer) {
    std::size_t at = 0;
    while (!pointer.empty()) {
      pointer.remove_prefix(1);  // the slash
      const std::string_view step = pointer.substr(0, pointer.find('/'));
      pointer.remove_prefix(step.size());
      const auto [child, fresh] = nodes_[at].children.try_emplace(unescaped(step), nodes_.size());
      const std::size_t next = child->second;
      if (fresh) nodes_.push_back({at, npos, {}});
      at = next;
    }
    return at;
  }

  // Sets the array items that are not counted: the offset of the array, and the index in it.
  void leave_out(std::vector<std::pair<std::size_t, std::size_t>> items) {
    dropped_ = std::move(items);
    sort_pairs(dropped_);
  }
  // Finds every node in one pass over the text.
  void find_in(std::string_view text) {
    constexpr std::string_view bom = "\xEF\xBB\xBF";
    scanner tokens(text, text.starts_with(bom) ? bom.size() : 0);
    bool whole = enter(tokens, tokens.next(), 0);
    while (whole && !open_.empty()) {
      const token t = tokens.next();
      if (t == token::comma) continue;
      if (t == token::end_object || t == token::end_array)
        open_.pop_back();
      else
        whole = open_.back().is_array ? item(tokens, t) : member(tokens, t);
    }
  }

  // The offset of the node, or of the nearest enclosing one; npos if there is no document.
  [[nodiscard]] std::size_t offset(std::size_t at) const noexcept {
    while (nodes_[at].offset == npos && at != 0) at = nodes_[at].parent;
    return nodes_[at].offset;
  }

 private:
  struct node {
    std::size_t parent;
    std::size_t offset;
    std::map<std::string, std::size_t, std::less<>> children;
  };
  struct open_value {
    std::size_t node;
    bool is_array;
    std::size_t index;
    std::size_t begin = 0;    // offset in the text
    std::size_t dropped = 0;  // number of items so far that are not counted
  };

  static std::string unescaped(std::string_view step) {
    std::string name;
    name.reserve(step.size());
    for (std::size_t i = 0; i < step.size(); ++i) {
      const std::string_view escape = step.substr(i, 2);
      if (escape == "~0" || escape == "~1") ++i;
      name += escape == "~1" ? '/' : escape == "~0" ? '~' : step[i];
    }
    return name;
  }

  // Reads a value that begins with the token `first`. False if it is not a value, or does not end.
  bool enter(scanner& tokens, token first, std::size_t at) {
    const bool is_array = first == token::begin_array;
    const bool opens = is_array || first == token::begin_object;
    if (!opens && first != token::string && first != token::scalar) return false;
    if (at != npos) nodes_[at].offset = tokens.begin();
    if (at != npos && !is_array && lenient_) at = only_item(at, tokens.begin());
    if (!opens || at == npos || nodes_[at].children.empty()) return tokens.skip(first);
    open_.push_back({at, is_array, 0, tokens.begin()});
    return true;
  }
  // Lenient reading accepts a value in place of a list of one.
  std::size_t only_item(std::size_t at, std::size_t offset) {
    const auto first = nodes_[at].children.find("0");
    if (first == nodes_[at].children.end()) return at;
    nodes_[first->second].offset = offset;
    return first->second;
  }
  bool member(scanner& tokens, token name) {
    if (name != token::string) return false;
    const std::string_view inner = tokens.inner();
    std::size_t at = npos;
    if (inner.find('\\') == npos)
      at = child(inner);
    else if (is_json_string(tokens.slice()))
      at = child(decode_string(inner));
    return tokens.next() == token::colon && enter(tokens, tokens.next(), at);
  }
  bool item(scanner& tokens, token first) {
    open_value& array = open_.back();
    const std::pair item(array.begin, array.index++);
    if (std::binary_search(dropped_.begin(), dropped_.end(), item)) {
      ++array.dropped;
      return enter(tokens, first, npos);
    }
    return enter(tokens, first, child(digits(item.second - array.dropped)));
  }
  [[nodiscard]] std::size_t child(std::string_view name) const {
    const auto& children = nodes_[open_.back().node].children;
    const auto found = children.find(name);
    return found == children.end() ? npos : found->second;
  }

  bool lenient_;
  std::vector<node> nodes_{{0, npos, {}}};
  std::vector<open_value> open_;
  std::vector<std::pair<std::size_t, std::size_t>> dropped_;  // sorted
};
using pointer_tree = basic_pointer_tree<>;

// Determines which items lenient reading drops from the text; `root` is its type, null for a resource of any type. A template,
// so that a program that never calls `locate` does not compile a reader for it.
template <Storage S>
std::vector<std::pair<std::size_t, std::size_t>> dropped_items(std::string_view text, const type_info<S>* root,
                                                               read_options how) {
  std::vector<std::pair<std::size_t, std::size_t>> dropped;
  Resource<S> any;
  block_handle known;
  root_target<S> target{nullptr, nullptr, &any};
  if (root != nullptr) target = {root, known.append(*root->ops), nullptr};
  text_source source(text);
  builder<S, text_source> reader(source, target, how.lenient().max_issues(0));
  reader.note_dropped(dropped);
  constexpr std::string_view bom = "\xEF\xBB\xBF";
  if (text.starts_with(bom)) source.skip(bom.size());
  parse(source, reader);
  return dropped;
}

// The type that the paths of issues begin with; null for a resource, since the text names its type. Only lenient reading accepts
// one that does not.
template <Storage S>
const type_info<S>* root_named(std::string_view type, bool strict) {
  for (std::size_t i = first_complex; i <= value_type_count; ++i)
    if (const type_info<S>* info = value_info<S>(static_cast<type_id>(i)); info != nullptr && info->name == type) return info;
  return strict ? nullptr : resource_info<S>(type);
}

template <Storage S>
void locate_in(issues& found, std::string_view text, const type_info<S>* root, read_options how) {
  pointer_tree tree(!how.is_strict());
  std::vector<std::pair<std::size_t, std::size_t>> wanted;  // node, then offset; index of the issue
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i].line == 0 && !(found[i].pointer.empty() && found[i].expression.empty()))
      wanted.emplace_back(tree.add(found[i].pointer), i);
  if (wanted.empty()) return;

  const std::string_view expression = found[wanted.front().second].expression;
  if (root == nullptr) root = root_named<S>(expression.substr(0, expression.find('.')), how.is_strict());
  tree.leave_out(dropped_items<S>(text, root, how));
  tree.find_in(text);
  for (auto& [place, index] : wanted) place = tree.offset(place);
  if (wanted.front().first == pointer_tree::npos) return;  // no issue has a path

  sort_pairs(wanted);
  std::size_t line = 1;
  std::size_t line_start = 0;
  std::size_t at = 0;
  for (const auto& [offset, index] : wanted) {
    for (; at < offset; ++at) {
      if (text[at] != '\n') continue;
      ++line;
      line_start = at + 1;
    }
    found[index].offset = offset;
    found[index].line = line;
    found[index].column = offset - line_start + 1;
  }
}

}  // namespace fhirops::detail
