#pragma once
// From the parameters of a definition to the members of a struct.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fhirops/datatype/codes.hpp>
#include <fhirops/json/read.hpp>
#include <fhirops/operation/definition.hpp>
#include <fhirops/resource/operation_definition.hpp>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model.hpp"
#include "names.hpp"
#include "print.hpp"
#include "report.hpp"
#include "types.hpp"

namespace opgen {

using parameter_definition = fhirops::OperationDefinitionParameter<>;

class parameter_checker {
 public:
  using scope = std::vector<std::string>;  // the names of the structs around a member

  parameter_checker(std::string_view use, choices wanted, report& told, std::set<std::string>& headers)
      : use_(use), wanted_(wanted), told_(told), headers_(headers) {}

  // The members of one struct: the parameters of a use, or the parts of one.
  std::vector<member> members(const fhirops::list<parameter_definition>& all, const place& around,
                              std::string_view element, const scope& structs) {
    std::vector<member> out;
    std::vector<std::size_t> index;  // of the parameter that a member is for
    names taken;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const place here = around.at(element, i);
      if (all[i].use != use_) {
        if (element == "part")
          told_.error(issue_type::value,
                      "the use of a part must be that of the parameter around it: " + std::string(use_),
                      here.at("use"));
        else
          continue;
      }
      member each;
      if (!name(each, all, i, around, element, taken, structs)) continue;
      index.push_back(i);
      out.push_back(std::move(each));
    }
    // Structs last: they are named after their parameters, unless that hides another name.
    for (std::size_t i = 0; i < out.size(); ++i) {
      const parameter_definition& in = all[index[i]];
      out[i].is_struct = !in.part.empty();
      if (out[i].is_struct) out[i].type = struct_name(out[i].parameter, taken, structs);
      fill(out[i], in, around.at(element, index[i]), structs);
    }
    return out;
  }

 private:
  struct names {
    std::map<std::string, std::size_t> parameters;
    std::map<std::string, std::string> identifiers;  // and the parameter that each is for
  };

  // Whether the parameter can be a member, of a name that no other has.
  bool name(member& out, const fhirops::list<parameter_definition>& all, std::size_t index,
            const place& around, std::string_view element, names& taken, const scope& structs) {
    const place here = around.at(element, index);
    out.parameter = std::string_view(all[index].name);
    if (out.parameter.empty()) {
      told_.error(issue_type::required, "the parameter has no name", here);
      return false;
    }
    if (const auto [first, fresh] = taken.parameters.try_emplace(out.parameter, index); !fresh) {
      told_.error(issue_type::duplicate,
                  "there are two parameters " + in_quotes(out.parameter) + " of use " + std::string(use_) +
                      ": the other is " + around.at(element, first->second).expression,
                  here.at("name"));
      return false;
    }
    out.identifier = identifier(out.parameter);
    if (is_library_name(out.identifier) || std::ranges::find(structs, out.identifier) != structs.end() ||
        out.identifier.starts_with(structs[0] + '_' + structs[1] + '_'))  // as the structs of parts are called
      out.identifier += '_';
    if (const auto [other, fresh] = taken.identifiers.try_emplace(out.identifier, out.parameter); !fresh) {
      told_.error(issue_type::duplicate,
                  "the parameters " + in_quotes(other->second) + " and " + in_quotes(out.parameter) +
                      " would have the same name in C++: " + out.identifier,
                  here.at("name"));
      return false;
    }
    return true;
  }

  static std::string struct_name(const std::string& parameter, names& taken, const scope& structs) {
    const std::string wanted = opgen::type_name(words(parameter));
    std::string free = wanted.empty() ? "Part" : wanted;
    const auto is_taken = [&](const std::string& each) {
      return is_library_name(each) || is_reserved_word(each) || taken.identifiers.contains(each) ||
             std::ranges::find(structs, each) != structs.end();
    };
    for (std::size_t i = 1; is_taken(free); ++i) free = wanted + "Part" + (i == 1 ? "" : std::to_string(i));
    taken.identifiers.try_emplace(free, parameter);
    return free;
  }

  void fill(member& out, const parameter_definition& in, const place& here, const scope& structs) {
    cardinality(out, in, here);
    out.comment =
        (in.min.value ? std::to_string(*in.min.value) : "0") + ".." + std::string(std::string_view(in.max));
    if (wanted_.documentation && !in.documentation.empty()) {
      out.documentation = in.documentation;
      out.details.push_back({"documentation", literal(in.documentation), {}, {}});
    }
    const std::string_view type = in.type;
    if (!type.empty() && !is_one_of(fhirops::codes::all_types, type)) {
      const std::string_view meant = meant_type(type);
      told_.error(issue_type::code_invalid,
                  in_quotes(type) + " is no type of FHIR R4" +
                      (meant.empty() ? "" : ": " + in_quotes(meant) + " was meant?"),
                  here.at("type"));
    } else if (!in.part.empty()) {
      parts(out, in, here, structs);
    } else if (type.empty()) {
      untyped(out, here);
    } else if (const auto known = type_for(type)) {
      set_type(out, *known);
      out.comment += ", " + std::string(type);
      if (!known->states_type) out.details.push_back({"type", literal(type), {}, {}});
    } else {
      told_.error(issue_type::not_supported,
                  "a parameter cannot have the type " + in_quotes(type) + ": value[x] does not allow it",
                  here.at("type"));
    }
    what_it_may_be(out, in, here);
    out.comment += '.';
    // Designated initializers must stand in the order of the members.
    static constexpr std::string_view order[] = {
        "documentation",   "type", "untyped", "searchType", "targetProfile", "allowed", "bindingStrength",
        "bindingValueSet", "min",  "max"};
    std::ranges::stable_sort(out.details, {},
                             [](const constant& each) { return std::ranges::find(order, each.name); });
  }

  void set_type(member& out, const cpp_type& type) {
    out.type = type.name;
    if (!type.header.empty()) headers_.insert(type.header);
  }

  void parts(member& out, const parameter_definition& in, const place& here, scope structs) {
    structs.push_back(out.type);
    out.parts = members(in.part, here, "part", structs);
    if (!in.type.empty()) out.details.push_back({"type", literal(in.type), {}, {}});
    out.comment += ", parts";
  }

  void untyped(member& out, const place& here) {
    const char* text = "the parameter has neither type nor part";
    if (wanted_.untyped)
      told_.warning(issue_type::required, std::string(text) + ": taken as a value of any type", here);
    else
      told_.error(issue_type::required, std::string(text) + " (opd-1)", here);
    set_type(out, *type_for("Element"));
    out.details.push_back({"untyped", "true", {}, {}});
    out.comment += ", of no stated type: any value";
  }

  void cardinality(member& out, const parameter_definition& in, const place& here) {
    const std::string_view max = in.max;
    std::uint32_t most = 0;  // 0 for any number
    if (max.empty()) {
      told_.error(issue_type::required, "the parameter has no max", here);
    } else if (max != "*") {
      const auto [end, failed] = std::from_chars(max.data(), max.data() + max.size(), most);
      if (failed != std::errc() || end != max.data() + max.size() || most == 0 || max.starts_with('0')) {
        most = 0;
        told_.error(issue_type::value,
                    "the max " + in_quotes(max) + " is neither * nor a number from 1 to 4294967295",
                    here.at("max"));
      }
    }
    if (!in.min.value) {
      told_.error(issue_type::required, "the parameter has no min", here);
    } else if (*in.min.value < 0) {
      told_.error(issue_type::value, "the min is below 0", here.at("min"));
    } else if (most != 0 && *in.min.value > static_cast<std::int64_t>(most)) {
      told_.error(issue_type::value,
                  "the min " + std::to_string(*in.min.value) + " is more than the max " + std::string(max),
                  here.at("min"));
    }
    const std::int64_t least = in.min.value.value_or(0);
    out.many = most != 1;
    out.optional = !out.many && least == 0;
    if (out.many && least != 0) out.details.push_back({"min", std::to_string(least), {}, {}});
    if (most > 1) out.details.push_back({"max", std::to_string(most), {}, {}});
    if (out.many || out.optional) headers_.insert(out.many ? "vector" : "optional");
  }

  // What the type alone does not say: search type, profiles, binding, allowed types.
  void what_it_may_be(member& out, const parameter_definition& in, const place& here) {
    const std::string_view type = in.type;
    if (!in.searchType.empty()) {
      if (type != "string")
        told_.error(issue_type::invariant, "searchType is for parameters of type string alone (opd-2)",
                    here.at("searchType"));
      if (!is_one_of(fhirops::codes::search_param_type, in.searchType))
        told_.error(issue_type::code_invalid, in_quotes(in.searchType) + " is no type of search parameter",
                    here.at("searchType"));
      out.details.push_back({"searchType", literal(in.searchType), {}, {}});
      out.comment += " (" + std::string(std::string_view(in.searchType)) + ')';
    }
    profiles(out, in, here);
    if (in.binding) {
      const place binding = here.at("binding");
      if (!is_one_of(fhirops::codes::binding_strength, in.binding->strength))
        told_.error(in.binding->strength.empty() ? issue_type::required : issue_type::code_invalid,
                    "the strength of a binding must be required, extensible, preferred or example", binding);
      if (in.binding->valueSet.empty())
        told_.error(issue_type::required, "the binding has no valueSet", binding);
      out.details.push_back({"bindingStrength", literal(in.binding->strength), {}, {}});
      out.details.push_back({"bindingValueSet", literal(in.binding->valueSet), {}, {}});
    }
    allowed_types(out, in, here);
  }

  void profiles(member& out, const parameter_definition& in, const place& here) {
    constant all{"targetProfile", "texts<", {}, ">"};
    for (const auto& profile : in.targetProfile) all.items.push_back(literal(profile));
    const bool may = in.type == "Reference" || in.type == "canonical";
    if (!all.items.empty() && !may)
      told_.error(issue_type::invariant,
                  "targetProfile is for parameters of type Reference or canonical alone (opd-3)",
                  here.at("targetProfile"));
    // Before R4 the element was called `profile`, one Reference.
    for (const auto& unknown : in.unknown) {
      if (unknown.name != "profile") continue;
      const auto profile =
          fhirops::from_json<fhirops::Reference<>>(unknown.json, fhirops::read_options{}.lenient());
      if (may && profile && !profile->reference.empty())
        all.items.push_back(literal(profile->reference));
      else
        told_.warning(issue_type::structure,
                      "R4 knows no profile of a parameter of type " + in_quotes(in.type) + ": left out",
                      here.at("profile"));
    }
    if (!all.items.empty()) out.details.push_back(std::move(all));
  }

  void allowed_types(member& out, const parameter_definition& in, const place& here) {
    constant all{"allowed", "type_set(", {}, ")"};
    for (std::size_t i = 0; i < in.extension.size(); ++i) {
      if (in.extension[i].url != fhirops::detail::allowed_type_url) continue;
      std::string type;
      fhirops::visit(in.extension[i].value, [&type]<class T>(const T& value) {
        if constexpr (std::convertible_to<const T&, std::string_view>) type = value;
      });
      const place where = here.at("extension", i);
      if (value_type(type) == fhirops::type_id::none)
        told_.error(issue_type::code_invalid, in_quotes(type) + " is none of the types that value[x] allows",
                    where);
      if (out.type != "Value<>")
        told_.error(issue_type::value, "allowed types are for parameters of type Element alone", where);
      all.items.push_back("type_id::" + type);
    }
    if (all.items.empty()) return;
    out.details.push_back(std::move(all));
    out.comment += " of the allowed types";
  }

  std::string_view use_;
  choices wanted_;
  report& told_;
  std::set<std::string>& headers_;
};

}  // namespace opgen
