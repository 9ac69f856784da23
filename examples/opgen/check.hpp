#pragma once
// Checks a definition and converts it to the model that is printed. Reports each fault with its path.

#include <fhirops/datatype/codes.hpp>
#include <fhirops/operation/checks.hpp>
#include <fhirops/resource/operation_definition.hpp>
#include <fhirops/resource/unknown_type.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "affects_state.hpp"
#include "model.hpp"
#include "names.hpp"
#include "parameters.hpp"
#include "print.hpp"
#include "report.hpp"
#include "types.hpp"

namespace opgen {

class checker {
 public:
  // `read` are the issues of reading: elements that it dropped are not reported as missing.
  checker(const fhirops::OperationDefinition<>& definition, std::string pointer, choices wanted, fhirops::issues& read)
      : definition_(definition),
        root_{"OperationDefinition", std::move(pointer)},
        wanted_(wanted),
        read_(read),
        reported_(wanted.strict) {}

  // A named query, which is not called with `$`.
  [[nodiscard]] bool is_query() {
    if (definition_.kind != "query") return false;
    reported_.warning(issue_type::not_supported, "kind is query: a named query is not an operation, so it is left out",
                      root_.at("kind"));
    return true;
  }

  // The result is complete only if no error was found.
  operation check() {
    constants();
    const auto& all = definition_.parameter;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].use != "in" && all[i].use != "out")
        reported_.error(
            all[i].use.empty() ? issue_type::required : issue_type::code_invalid,
            all[i].use.empty() ? "use is missing: write in or out" : in_quotes(all[i].use) + " is not a use: write in or out",
            root_.at("parameter", i).at("use"));
    out_.request = parameter_checker("in", definition_, wanted_, reported_, read_, out_.headers)
                       .members(all, root_, "parameter", {out_.type_name, "Request"});
    out_.response = parameter_checker("out", definition_, wanted_, reported_, read_, out_.headers)
                        .members(all, root_, "parameter", {out_.type_name, "Response"});
    overloads();
    return std::move(out_);
  }
  [[nodiscard]] report& reported() { return reported_; }

 private:
  // The name of the struct: the id, without the `-i-`, `-t-`, `-s-` that some authors insert for the levels.
  std::string struct_name() const {
    std::vector<std::string> parts = words(definition_.id);
    std::string levels;
    if (definition_.instance == true) levels += 'i';
    if (definition_.type == true) levels += 't';
    if (definition_.system == true) levels += 's';
    const std::size_t second = std::string_view(definition_.id).starts_with('-') ? 0 : 1;
    if (parts.size() > second + 1 && parts[second] == levels) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(second));
    if (parts.empty()) parts = words(definition_.code);
    std::string name = opgen::type_name(parts);
    return is_library_name(name) || is_reserved_word(name) ? name + "Operation" : name;
  }

  void constants() {
    const auto text = [this](const char* name, std::string_view value) {
      if (!value.empty()) out_.info.push_back({name, literal(value), {}, {}});
    };
    out_.code = definition_.code;
    if (out_.code.size() > 1 && out_.code.starts_with('$')) {
      out_.code.erase(0, 1);
      reported_.warning(
          issue_type::value,
          in_quotes(definition_.code) + " begins with $, which is not part of a code: taken as " + in_quotes(out_.code),
          root_.at("code"));
    }
    if (out_.code.empty())
      reported_.error(issue_type::required, "code is missing: it is the name of the operation in a URL, without $", root_);
    else if (!fhirops::detail::is_operation_code(out_.code))
      reported_.error(
          issue_type::value,
          in_quotes(out_.code) + " is not the code of an operation: it follows $ in a URL, so remove spaces and / ? # % &",
          root_.at("code"));
    if (definition_.url.empty() || fhirops::detail::is_url(definition_.url))
      out_.url = definition_.url;
    else
      reported_.warning(issue_type::value, in_quotes(definition_.url) + " is not an absolute URL: it is left out",
                        root_.at("url"));
    out_.type_name = struct_name();
    out_.file_name = snake_case(out_.type_name) + ".hpp";
    if (out_.type_name.empty() && !out_.code.empty())
      reported_.error(issue_type::value,
                      "neither id nor code has a letter or digit, which the name of the struct needs: change one of them", root_);
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
      reported_.warning(issue_type::required, "status is missing: taken as active", root_);
    else if (!is_one_of(fhirops::codes::publication_status, definition_.status))
      reported_.error(issue_type::code_invalid,
                      in_quotes(definition_.status) + " is not a publication status: write draft, active, retired or unknown",
                      root_.at("status"));
    else if (definition_.status != "active")
      text("status", definition_.status);
    std::optional<bool> affects = affects_state_by_page(out_.url);
    if (definition_.affectsState.value) affects = *definition_.affectsState.value;
    if (affects) out_.info.push_back({"affectsState", truth(*affects), {}, {}});
    levels();
  }

  static std::string truth(bool value) { return value ? "true" : "false"; }

  void levels() {
    std::vector<std::string> where;
    const auto level = [&](const char* name, const fhirops::Boolean<>& given) {
      if (given.empty()) reported_.warning(issue_type::required, std::string(name) + " is missing: taken as false", root_);
      if (given != true) return;
      out_.info.push_back({name, "true", {}, {}});
      where.emplace_back(name);
    };
    level("system", definition_.system);
    level("type", definition_.type);
    level("instance", definition_.instance);
    if (where.empty())
      reported_.error(issue_type::value,
                      "system, type and instance are all false: one must be true, or nothing can call the operation", root_);
    for (const std::string& each : where)
      out_.levels += (out_.levels.empty() ? "" : &each == &where.back() ? " and " : ", ") + each;
    out_.levels += where.size() == 1 ? " level" : " levels";

    constant resources{"resource", "texts<", {}, ">"};
    for (std::size_t i = 0; i < definition_.resource.size(); ++i) {
      const std::string_view type = definition_.resource[i];
      resources.items.push_back(literal(type));
      if (!is_one_of(fhirops::codes::resource_types, type))
        reported_.error(issue_type::code_invalid, fhirops::detail::unknown_type_text(type), root_.at("resource", i));
    }
    if (resources.items.empty() && (definition_.type == true || definition_.instance == true)) {
      reported_.warning(issue_type::required,
                        "resource is missing, though type or instance is true: taken as any type of resource", root_);
      resources.items.push_back(literal("Resource"));
    }
    if (!resources.items.empty()) out_.info.push_back(std::move(resources));
  }

  // Checks which parameters may be given together; nothing is generated from this.
  void overloads() {
    for (std::size_t i = 0; i < definition_.overload.size(); ++i) {
      const auto& names = definition_.overload[i].parameterName;
      for (std::size_t k = 0; k < names.size(); ++k)
        if (!names_parameter(definition_.parameter, names[k]))
          reported_.warning(issue_type::not_found, unknown_parameter(definition_.parameter, names[k]),
                            root_.at("overload", i).at("parameterName", k));
    }
  }

  const fhirops::OperationDefinition<>& definition_;
  place root_;
  choices wanted_;
  fhirops::issues& read_;
  operation out_;
  report reported_;
};

}  // namespace opgen
