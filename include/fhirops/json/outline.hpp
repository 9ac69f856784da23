#pragma once
// The values of a JSON text as a list of nodes, with their positions: for JSON that is kept as text, and is repaired or compared.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/json/report.hpp"

namespace fhirops::detail {

struct json_node {
  static constexpr std::size_t npos = std::string_view::npos;

  std::size_t begin = 0;
  std::size_t end = 0;  // of a scalar, or of the opening brace or bracket
  std::size_t key = 0;  // offset of the member's name, if it is a member
  std::size_t key_end = 0;
  std::size_t parent = npos;
  std::size_t last = 0;  // index after the last node inside this one
  token kind = token::scalar;
};

// The nodes of one valid JSON value, in the order of the text; `Node` begins with a `json_node`. No recursion, linear.
template <class Node>
std::vector<Node> outline(std::string_view json) {
  std::vector<Node> nodes;
  scanner tokens(json);
  std::size_t open = json_node::npos;
  std::size_t key = 0;
  std::size_t key_end = 0;
  bool name = false;
  for (token t = tokens.next(); t != token::end && t != token::bad; t = tokens.next()) {
    if (t == token::colon) continue;
    if (t == token::comma) {
      name = open != json_node::npos && nodes[open].kind == token::begin_object;
    } else if (t == token::end_object || t == token::end_array) {
      nodes[open].last = nodes.size();
      open = nodes[open].parent;
      name = false;
    } else if (name && t == token::string) {
      key = tokens.begin();
      key_end = tokens.end();
      name = false;
    } else {
      Node added;
      added.begin = tokens.begin();
      added.end = tokens.end();
      if (open != json_node::npos && nodes[open].kind == token::begin_object) {
        added.key = key;
        added.key_end = key_end;
      }
      added.parent = open;
      added.kind = t;
      added.last = nodes.size() + 1;
      if (t == token::begin_object || t == token::begin_array) {
        open = nodes.size();
        name = t == token::begin_object;
      }
      nodes.push_back(added);
    }
  }
  return nodes;
}

// The members of the object at index `i`: their names, decoded, and their indices, in the order of the names.
template <class Node>
std::vector<std::pair<std::string, std::size_t>> members_by_name(std::string_view json, const std::vector<Node>& nodes,
                                                                 std::size_t i) {
  std::vector<std::pair<std::string, std::size_t>> members;
  for (std::size_t k = i + 1; k < nodes[i].last; k = nodes[k].last) {
    std::string buffer;
    members.emplace_back(string_text(json.substr(nodes[k].key, nodes[k].key_end - nodes[k].key), buffer), k);
  }
  sort_pairs(members);
  return members;
}

// Whether two valid JSON texts have the same value. White space, the order of members and the escapes of strings do not matter;
// numbers are the same if they are written in the same way. No recursion; O(n log n).
template <class = void>
bool same_json(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto left = outline<json_node>(a);
  const auto right = outline<json_node>(b);
  if (left.size() != right.size() || left.empty()) return false;
  std::vector<std::pair<std::size_t, std::size_t>> pairs{{0, 0}};
  while (!pairs.empty()) {
    const auto [i, k] = pairs.back();
    pairs.pop_back();
    const json_node& x = left[i];
    const json_node& y = right[k];
    if (x.kind != y.kind || x.last - i != y.last - k) return false;
    const std::string_view x_text = a.substr(x.begin, x.end - x.begin);
    const std::string_view y_text = b.substr(y.begin, y.end - y.begin);
    if (x.kind == token::begin_object) {
      const auto x_members = members_by_name(a, left, i);
      const auto y_members = members_by_name(b, right, k);
      if (x_members.size() != y_members.size()) return false;
      for (std::size_t n = 0; n < x_members.size(); ++n) {
        if (x_members[n].first != y_members[n].first) return false;
        pairs.emplace_back(x_members[n].second, y_members[n].second);
      }
    } else if (x.kind == token::begin_array) {
      std::size_t l = i + 1;
      std::size_t r = k + 1;
      for (; l < x.last && r < y.last; l = left[l].last, r = right[r].last) pairs.emplace_back(l, r);
      if (l < x.last || r < y.last) return false;
    } else if (x.kind == token::string) {
      std::string x_buffer;
      std::string y_buffer;
      if (string_text(x_text, x_buffer) != string_text(y_text, y_buffer)) return false;
    } else if (x_text != y_text) {
      return false;
    }
  }
  return true;
}

}  // namespace fhirops::detail
