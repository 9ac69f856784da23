#pragma once
// From a definition to what is written of it; what is wrong with the definition, each with its place.

#include <fhirops/datatype/codes.hpp>
#include <fhirops/resource/operation_definition.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model.hpp"
#include "names.hpp"
#include "parameters.hpp"
#include "print.hpp"
#include "report.hpp"
#include "types.hpp"

namespace opgen {

class checker {
 public:
  checker(const fhirops::OperationDefinition<>& definition, std::string pointer, choices wanted)
      : definition_(definition), root_{"OperationDefinition", std::move(pointer)}, wanted_(wanted) {}

  // Whole only if no error was found.
  operation check() {
    constants();
    const auto& all = definition_.parameter;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].use != "in" && all[i].use != "out")
        told_.error(all[i].use.empty() ? issue_type::required : issue_type::code_invalid,
                    "the use of " + in_quotes(all[i].name) + " must be in or out",
                    root_.at("parameter", i).at("use"));
    out_.request = parameter_checker("in", wanted_, told_, out_.headers)
                       .members(all, root_, "parameter", {out_.type_name, "Request"});
    out_.response = parameter_checker("out", wanted_, told_, out_.headers)
                        .members(all, root_, "parameter", {out_.type_name, "Response"});
    return std::move(out_);
  }
  [[nodiscard]] report& told() { return told_; }

 private:
  // The name of the struct: the id, without the `-i-`, `-t-`, `-s-` that some put in for the levels.
  std::string struct_name() const {
    std::vector<std::string> parts = words(definition_.id);
    std::string levels;
    if (definition_.instance == true) levels += 'i';
    if (definition_.type == true) levels += 't';
    if (definition_.system == true) levels += 's';
    const std::size_t second = std::string_view(definition_.id).starts_with('-') ? 0 : 1;
    if (parts.size() > second + 1 && parts[second] == levels)
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(second));
    if (parts.empty()) parts = words(definition_.code);
    std::string name = opgen::type_name(parts);
    return is_library_name(name) || is_reserved_word(name) ? name + "Operation" : name;
  }

  void constants() {
    const auto text = [this](const char* name, std::string_view value) {
      if (!value.empty()) out_.info.push_back({name, literal(value), {}, {}});
    };
    if (definition_.kind == "query")
      told_.error(issue_type::not_supported, "this defines a named query, which is no operation",
                  root_.at("kind"));
    out_.code = definition_.code;
    if (out_.code.empty())
      told_.error(issue_type::required, "the definition has no code: the name of the operation, without $",
                  root_);
    else if (out_.code.find_first_of(" $/?#%&\"\\<>") != std::string::npos)
      told_.error(issue_type::value, "the code " + in_quotes(out_.code) + " cannot stand after $ in a URL",
                  root_.at("code"));
    out_.url = definition_.url;
    out_.type_name = struct_name();
    out_.file_name = snake_case(out_.type_name) + ".hpp";
    if (out_.type_name.empty() && !out_.code.empty())
      told_.error(issue_type::value, "neither id nor code has a letter or digit to name the struct by",
                  root_);
    text("code", out_.code);
    text("url", out_.url);
    text("id", definition_.id);
    text("version", definition_.version);
    text("name", definition_.name);
    if (wanted_.documentation) {
      text("title", definition_.title);
      text("description", definition_.description);
      out_.description = definition_.description;
    }
    if (definition_.status.empty())
      told_.warning(issue_type::required, "the definition has no status: taken as active", root_);
    else if (!is_one_of(fhirops::codes::publication_status, definition_.status))
      told_.error(issue_type::code_invalid, in_quotes(definition_.status) + " is no publication status",
                  root_.at("status"));
    else if (definition_.status != "active")
      text("status", definition_.status);
    if (definition_.affectsState.value)
      out_.info.push_back({"affectsState", truth(*definition_.affectsState.value), {}, {}});
    levels();
  }

  static std::string truth(bool value) { return value ? "true" : "false"; }

  void levels() {
    std::vector<std::string> where;
    const auto level = [&](const char* name, const fhirops::Boolean<>& given) {
      if (given.empty())
        told_.warning(issue_type::required,
                      std::string("the definition does not say ") + name + ": taken as false", root_);
      if (given != true) return;
      out_.info.push_back({name, "true", {}, {}});
      where.emplace_back(name);
    };
    level("system", definition_.system);
    level("type", definition_.type);
    level("instance", definition_.instance);
    if (where.empty())
      told_.error(issue_type::value,
                  "one of system, type and instance must be true, or nothing can call the operation", root_);
    for (const std::string& each : where)
      out_.levels += (out_.levels.empty() ? "" : &each == &where.back() ? " and " : ", ") + each;
    out_.levels += where.size() == 1 ? " level" : " levels";

    constant resources{"resource", "texts<", {}, ">"};
    for (std::size_t i = 0; i < definition_.resource.size(); ++i) {
      const std::string_view type = definition_.resource[i];
      resources.items.push_back(literal(type));
      if (!is_one_of(fhirops::codes::resource_types, type))
        told_.error(issue_type::code_invalid, in_quotes(type) + " is no type of resource",
                    root_.at("resource", i));
    }
    if (!resources.items.empty())
      out_.info.push_back(std::move(resources));
    else if (definition_.type == true || definition_.instance == true)
      told_.error(issue_type::required,
                  "an operation at the type or instance level must say on which resource", root_);
  }

  const fhirops::OperationDefinition<>& definition_;
  place root_;
  choices wanted_;
  operation out_;
  report told_;
};

}  // namespace opgen
