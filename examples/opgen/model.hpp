#pragma once
// What there is to write of an operation, once its definition was found right.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace opgen {

// One constant of `param_details` or `operation_info`: `.head` alone, or `.head` and the items of a list.
struct constant {
  std::string name;                // `targetProfile`
  std::string open;                // the C++ text before the items, or all of it: `texts<`
  std::vector<std::string> items;  // C++ texts
  std::string close;               // `>`
};

struct member {
  std::string parameter;   // FHIR's name
  std::string identifier;  // the member's
  std::string type;        // of one: `Reference<>`, or a struct of `parts`
  std::string header;      // that the type needs, if any
  bool is_struct = false;
  bool optional = false;
  bool many = false;
  std::string comment;        // `0..1, Reference.`
  std::string documentation;  // the definition's own, where it is wanted
  std::vector<constant> details;
  std::vector<member> parts;
};

struct operation {
  std::string code;
  std::string url;
  std::string type_name;
  std::string file_name;
  std::string levels;       // `at the system and type levels`
  std::string description;  // the definition's own, where it is wanted
  std::vector<constant> info;
  std::vector<member> request;
  std::vector<member> response;
  std::set<std::string> headers;
};

// Names of members that the command line gives: of a parameter, of a part (`outer.inner`), or of either in one
// definition (`id:outer.inner`).
struct renames {
  std::map<std::string, std::string> to;
  std::set<std::string> used;
};

struct choices {
  bool documentation = false;
  bool untyped = false;
  bool strict = false;
  renames* names = nullptr;
};

}  // namespace opgen
