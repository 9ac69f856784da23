#pragma once
// Repairs JSON that is kept as text: removes what R4's JSON format forbids and lenient reading has reported as warnings
// (https://hl7.org/fhir/R4/json.html).

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/decode.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/json/outline.hpp"

namespace fhirops::detail {

// Repairs one valid JSON value. Removes nulls, empty strings, arrays and objects, arrays in arrays, repeated members (the last
// one is kept, but the first `resourceType`), and items of primitive lists with neither value nor extension. Pads `x` and `_x` to
// the same length. Replaces U+0000 and ill-formed UTF-8 by U+FFFD. No recursion; O(n log n).
// A template, so that only units that use it compile it.
template <class = void>
class basic_mended_json {
 public:
  explicit basic_mended_json(std::string_view json) : json_(json), nodes_(outline<node>(json)) {
    for (std::size_t i = nodes_.size(); i-- > 0;) judge(i);
  }
  // The repaired text: the original text if there is nothing to repair; empty if nothing is left.
  [[nodiscard]] std::string text() {
    if (nodes_.empty() || !nodes_[0].kept) return {};
    if (!changed_) return std::string(json_);
    print();
    return std::move(out_);
  }

 private:
  struct node : json_node {
    std::size_t padding = 0;  // nulls to add at the end of an array
    bool kept = false;
    bool filler = false;  // a null that must be kept
  };
  static constexpr std::size_t npos = json_node::npos;

  [[nodiscard]] std::string_view slice(const node& each) const { return json_.substr(each.begin, each.end - each.begin); }
  [[nodiscard]] std::string_view key_of(const node& each) const { return json_.substr(each.key, each.key_end - each.key); }
  [[nodiscard]] bool is_null(const node& each) const { return each.kind == token::scalar && slice(each) == "null"; }
  void drop(node& each) {
    each.kept = false;
    changed_ = true;
  }

  // Decides what to do with a node, after the nodes inside it have been decided.
  void judge(std::size_t i) {
    node& here = nodes_[i];
    const bool in_array = here.parent != npos && nodes_[here.parent].kind == token::begin_array;
    if (here.kind == token::scalar || here.kind == token::string) {
      here.kept = !is_null(here) && slice(here) != "\"\"";
      if (here.kind == token::string) changed_ = changed_ || !is_json_string(slice(here));
    } else if (here.kind == token::begin_object) {
      members(i);
      here.kept = any_kept(i);
    } else {
      here.kept = !in_array && any_kept(i);
      // The sibling of an array that is kept by itself is not known here, so its nulls stay.
      if (here.parent == npos)
        for (std::size_t k = i + 1; k < here.last; k = nodes_[k].last) nodes_[k].filler = is_null(nodes_[k]);
    }
    if (here.key_end > here.key) changed_ = changed_ || !is_json_string(key_of(here));
    if (!here.kept && !(is_null(here) && in_array)) changed_ = true;
  }
  [[nodiscard]] bool any_kept(std::size_t i) const {
    for (std::size_t k = i + 1; k < nodes_[i].last; k = nodes_[k].last)
      if (nodes_[k].kept) return true;
    return false;
  }

  void members(std::size_t i) {
    const auto decoded = members_by_name(json_, nodes_, i);
    for (std::size_t k = 0; k + 1 < decoded.size(); ++k)
      if (decoded[k].first == decoded[k + 1].first)  // of repeated resourceTypes the first is kept
        drop(nodes_[decoded[decoded[k].first == "resourceType" ? k + 1 : k].second]);
    for (const auto& [name, k] : decoded) {
      if (nodes_[k].kind != token::begin_array || !nodes_[k].kept || name.starts_with('_')) continue;
      align(k, other(decoded, '_' + name));
    }
    for (const auto& [name, k] : decoded)
      if (nodes_[k].kind == token::begin_array && name.starts_with('_') && other(decoded, name.substr(1)) == npos) align(npos, k);
  }
  // The array with that name; if it is repeated, the last one.
  [[nodiscard]] std::size_t other(const std::vector<std::pair<std::string, std::size_t>>& names, const std::string& name) const {
    const auto after = std::upper_bound(names.begin(), names.end(), std::pair(name, npos));
    if (after == names.begin() || std::prev(after)->first != name) return npos;
    const std::size_t k = std::prev(after)->second;
    return nodes_[k].kind == token::begin_array && nodes_[k].kept ? k : npos;
  }
  // Aligns the two arrays of one list, or the only one: an index stays if either array has content there.
  void align(std::size_t values, std::size_t siblings) {
    std::size_t at[] = {values, siblings};
    std::size_t item[2];
    for (std::size_t side : {std::size_t{0}, std::size_t{1}}) item[side] = at[side] == npos ? npos : at[side] + 1;
    const auto more = [&](std::size_t side) { return at[side] != npos && item[side] < nodes_[at[side]].last; };
    while (more(0) || more(1)) {
      bool stays = false;
      for (std::size_t side : {std::size_t{0}, std::size_t{1}}) stays = stays || (more(side) && nodes_[item[side]].kept);
      for (std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        if (at[side] == npos) continue;
        if (!more(side)) {
          if (stays) ++nodes_[at[side]].padding, changed_ = true;
          continue;
        }
        node& each = nodes_[item[side]];
        each.filler = stays && !each.kept;
        changed_ = changed_ || (!stays) || (each.filler && !is_null(each));
        item[side] = each.last;
      }
    }
  }

  void put_string(std::string_view quoted) {
    if (is_json_string(quoted))
      out_ += quoted;
    else
      out_ += repaired_json(quoted);
  }

  void print() {
    struct level {
      std::size_t last;
      std::size_t padding;
      bool object;
      bool first;
    };
    std::vector<level> open;
    const auto close = [&](std::size_t i) {
      for (; !open.empty() && open.back().last <= i; open.pop_back()) {
        for (std::size_t n = open.back().padding; n > 0; --n)
          out_ += open.back().first ? "null" : ",null", open.back().first = false;
        out_ += open.back().object ? '}' : ']';
      }
    };
    for (std::size_t i = 0; i < nodes_.size();) {
      close(i);
      const node& each = nodes_[i];
      if (!each.kept && !each.filler) {
        i = each.last;
        continue;
      }
      if (!open.empty() && !std::exchange(open.back().first, false)) out_ += ',';
      if (each.key_end > each.key) {
        put_string(key_of(each));
        out_ += ':';
      }
      if (!each.kept) {
        out_ += "null";
        i = each.last;
      } else if (each.kind == token::begin_object || each.kind == token::begin_array) {
        out_ += static_cast<char>(each.kind);
        open.push_back({each.last, each.padding, each.kind == token::begin_object, true});
        ++i;
      } else {
        if (each.kind == token::string)
          put_string(slice(each));
        else
          out_ += slice(each);
        ++i;
      }
    }
    close(nodes_.size());
  }

  std::string_view json_;
  std::vector<node> nodes_;
  std::string out_;
  bool changed_ = false;
};
using mended_json = basic_mended_json<>;

}  // namespace fhirops::detail
