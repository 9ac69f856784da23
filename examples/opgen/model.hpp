#pragma once
// The model of an operation to be printed, after its definition was found to be valid.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace opgen {

// One constant of `param_details` or `operation_info`: only `.open`, or `.open`, the items of a list and `.close`.
struct constant {
  std::string name;                // `targetProfile`
  std::string open;                // the C++ text before the items, or the whole text: `texts<`
  std::vector<std::string> items;  // C++ texts
  std::string close;               // `>`
};

struct member {
  std::string parameter;   // FHIR's name
  std::string identifier;  // the name of the member
  std::string type;        // the type of one value: `Reference<>`, or a struct of `parts`
  std::string header;      // the header that the type needs, if any
  bool is_struct = false;
  bool optional = false;
  bool many = false;
  std::string comment;        // `0..1, Reference.`
  std::string documentation;  // the definition's own text, if it is wanted
  std::vector<constant> details;
  std::vector<member> parts;
};

struct operation {
  std::string code;
  std::string url;
  std::string type_name;
  std::string file_name;
  std::string levels;       // `at the system and type levels`
  std::string description;  // the definition's own text, if it is wanted
  std::vector<constant> info;
  std::vector<member> request;
  std::vector<member> response;
  std::set<std::string> headers;
};

// Names of members given on the command line: for a parameter, for a part (`outer.inner`), or for either in one definition
// (`id:outer.inner`).
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
