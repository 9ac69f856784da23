#pragma once
// Converts the parameters of a definition to the members of a struct.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fhirops/core/closest_name.hpp>
#include <fhirops/datatype/codes.hpp>
#include <fhirops/json/read.hpp>
#include <fhirops/operation/checks.hpp>
#include <fhirops/operation/define.hpp>
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

// Whether a path of names, `outer.inner`, refers to one of these parameters or their parts.
inline bool names_parameter(const fhirops::list<parameter_definition>& all, std::string_view path) {
  for (const parameter_definition& each : all) {
    const std::string_view name = each.name;
    if (name == path) return true;
    if (name.empty() || !path.starts_with(name)) continue;
    const std::string_view rest = path.substr(name.size());
    if (rest.starts_with('.') && names_parameter(each.part, rest.substr(1))) return true;
  }
  return false;
}

// The message about a name that is not one of these.
inline std::string unknown_parameter(const fhirops::list<parameter_definition>& all, std::string_view name) {
  fhirops::detail::closest_name closest(name);
  for (const parameter_definition& each : all) closest.offer(each.name);
  return in_quotes(name) + " is not a parameter of this operation" +
         (closest.name().empty() ? "" : ": did you mean " + in_quotes(closest.name()) + '?');
}

// The codes in the JSON text of a list, `["string","Coding"]`, or of a single code.
inline std::vector<std::string> codes_in(std::string_view json) {
  std::string text = R"({"resourceType":"OperationDefinition","resource":)";
  ((text += json.starts_with('[') ? "" : "[") += json) += json.starts_with('[') ? "}" : "]}";
  std::vector<std::string> codes;
  if (const auto read = fhirops::from_json<fhirops::OperationDefinition<>>(text, fhirops::read_options{}.lenient()))
    for (const auto& each : read->resource) codes.emplace_back(std::string_view(each));
  return codes;
}

// Whether nothing may be sent for a parameter: its max is 0, or that of all of its parts.
inline bool is_excluded(const parameter_definition& in) {
  return in.max == "0" || (!in.part.empty() && std::ranges::all_of(in.part, is_excluded));
}

class parameter_checker {
 public:
  using scope = std::vector<std::string>;  // the names of the structs around a member

  parameter_checker(std::string_view use, const fhirops::OperationDefinition<>& whole, choices wanted, report& reported,
                    fhirops::issues& read, std::set<std::string>& headers)
      : use_(use), whole_(whole), wanted_(wanted), reported_(reported), read_(read), headers_(headers) {}

  // The members of one struct: the parameters of one use, or the parts of one parameter.
  std::vector<member> members(const fhirops::list<parameter_definition>& all, const place& around, std::string_view element,
                              const scope& structs) {
    std::vector<member> out;
    std::vector<std::size_t> index;  // the index of the parameter for each member
    names taken;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const place here = around.at(element, i);
      const bool is_part = element == "part";
      if (all[i].use != use_ && !is_part) continue;
      const std::size_t before = reported_.size();
      if (is_part) use_of_part(all[i], here);
      member each;
      const bool named = name(each, all, i, around, element, taken, structs);
      if (named && is_excluded(all[i])) {
        const bool itself = all[i].max == "0";  // then `fill` reports a min
        if (all[i].min.value.value_or(0) == 0) {
          reported_.note(in_quotes(each.parameter) + (itself ? " has max 0" : " has only parts with max 0") +
                             ", so nothing may be sent for it: it is left out",
                         here.at(itself ? "max" : "part"));
          continue;
        }
        if (!itself)
          reported_.error(
              issue_type::value,
              in_quotes(each.parameter) + " must be sent, but has only parts with max 0: set its min to 0, or allow a part",
              here.at("part"));
      }
      if (named) {
        index.push_back(i);
        out.push_back(std::move(each));
      }
      join(before, here);
    }
    // Structs come last: they are named after their parameters, unless that hides another name.
    for (std::size_t i = 0; i < out.size(); ++i) {
      const parameter_definition& in = all[index[i]];
      const place here = around.at(element, index[i]);
      const std::size_t before = reported_.size();
      out[i].is_struct = !in.part.empty();
      if (out[i].is_struct) out[i].type = struct_name(out[i].parameter, taken, structs);
      fill(out[i], in, here, structs, all);
      join(before, here);
    }
    return out;
  }

 private:
  struct names {
    std::map<std::string, std::size_t> parameters;
    std::map<std::string, std::string> identifiers;  // and the parameter for each of them
  };

  // Reports a refused parameter only once, without the messages of reading it.
  void join(std::size_t before, const place& here) {
    reported_.join(before, here);
    bool is_refused = false;
    for (std::size_t i = before; i < reported_.size(); ++i)
      is_refused =
          is_refused || (reported_.found()[i].is_error() && !reported_.found()[i].pointer.starts_with(here.pointer + "/part/"));
    if (!is_refused) return;
    fhirops::issues kept;
    for (fhirops::issue& each : read_) {
      const std::string_view pointer = each.pointer;
      const bool below = pointer == here.pointer || pointer.starts_with(here.pointer + '/');
      if (!below || pointer.starts_with(here.pointer + "/part/")) kept.push_back(std::move(each));
    }
    read_ = std::move(kept);
  }

  // Reports an element that is missing, unless it was dropped when it was read.
  void missing(std::string_view element, std::string text, const place& here) {
    const place where = here.at(element);
    for (const fhirops::issue& each : read_)
      if (each.pointer == where.pointer) return reported_.error(each.code, each.text, where);
    reported_.error(issue_type::required, std::move(text), here);
  }

  void use_of_part(const parameter_definition& in, const place& here) {
    if (in.use == use_) return;
    if (in.use.empty())
      reported_.warning(issue_type::required,
                        "use is missing: taken as " + std::string(use_) + ", which the parameter around it has", here);
    else
      reported_.error(issue_type::value,
                      in_quotes(in.use) + " is not the use of the parameter around it: write " + std::string(use_),
                      here.at("use"));
  }

  // The name given on the command line, if any.
  std::string renamed(const std::string& parameter) {
    if (wanted_.names == nullptr) return {};
    const std::string path = path_ + parameter;
    const std::string id(std::string_view(whole_.id));
    for (const std::string& key : {id + ':' + path, path, id + ':' + parameter, parameter}) {
      const auto found = wanted_.names->to.find(key);
      if (found == wanted_.names->to.end()) continue;
      wanted_.names->used.insert(key);
      return found->second;
    }
    return {};
  }

  // Gives the parameter the name of a member that no other has; false if that is not possible.
  bool name(member& out, const fhirops::list<parameter_definition>& all, std::size_t index, const place& around,
            std::string_view element, names& taken, const scope& structs) {
    const place here = around.at(element, index);
    out.parameter = std::string_view(all[index].name);
    if (out.parameter.empty()) {
      missing("name", "name is missing: each parameter needs one", here);
      return false;
    }
    if (const auto [first, fresh] = taken.parameters.try_emplace(out.parameter, index); !fresh) {
      reported_.error(issue_type::duplicate,
                      in_quotes(out.parameter) + " is the name of another parameter with the use " + std::string(use_) + ", " +
                          around.at(element, first->second).expression + ": rename or remove one of them",
                      here.at("name"));
      return false;
    }
    const std::string given = renamed(out.parameter);
    out.identifier = given.empty() ? identifier(out.parameter) : given;
    if (is_library_name(out.identifier) || std::ranges::find(structs, out.identifier) != structs.end() ||
        out.identifier.starts_with(structs[0] + '_' + structs[1] + '_'))  // the form of the names of part structs
      out.identifier += '_';
    if (const auto [other, fresh] = taken.identifiers.try_emplace(out.identifier, out.parameter); !fresh) {
      reported_.error(issue_type::duplicate,
                      "the parameters " + in_quotes(other->second) + " and " + in_quotes(out.parameter) + " would both be " +
                          out.identifier + " in C++: give one of them another name, by --rename " +
                          in_quotes(path_ + out.parameter + "=..."),
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

  void fill(member& out, const parameter_definition& in, const place& here, const scope& structs,
            const fhirops::list<parameter_definition>& siblings) {
    cardinality(out, in, here);
    out.comment = (in.min.value ? std::to_string(*in.min.value) : "0") + ".." + std::string(std::string_view(in.max));
    if (wanted_.documentation && !in.documentation.empty()) {
      out.documentation = in.documentation;
      out.details.push_back({"documentation", literal(in.documentation), {}, {}});
    }
    const std::string_view type = in.type;
    if (!type.empty() && !is_one_of(fhirops::codes::all_types, type)) {
      const std::string_view meant = meant_type(type);
      reported_.error(
          issue_type::code_invalid,
          in_quotes(type) + " is not a type of R4" + (meant.empty() ? "" : ": did you mean " + in_quotes(meant) + '?'),
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
      reported_.error(issue_type::not_supported,
                      in_quotes(type) + " is not a type that a parameter can have: it is not one of value[x], nor a resource",
                      here.at("type"));
    }
    what_it_may_be(out, in, here);
    if (!out.header.empty()) headers_.insert(out.header);
    scopes(out, in, here);
    references(in, here, siblings);
    out.comment += '.';
    // Designated initializers must be in the order of the members.
    static constexpr std::string_view order[] = {
        "documentation",   "type",  "untyped",         "searchType",      "targetProfile", "allowed",
        "allowedResource", "scope", "bindingStrength", "bindingValueSet", "min",           "max"};
    std::ranges::stable_sort(out.details, {}, [](const constant& each) { return std::ranges::find(order, each.name); });
  }

  static void set_type(member& out, const cpp_type& type) {
    out.type = type.name;
    out.header = type.header;
  }

  void parts(member& out, const parameter_definition& in, const place& here, scope structs) {
    structs.push_back(out.type);
    const std::string around = std::exchange(path_, path_ + out.parameter + '.');
    out.parts = members(in.part, here, "part", structs);
    path_ = around;
    if (!in.type.empty()) out.details.push_back({"type", literal(in.type), {}, {}});
    out.comment += ", parts";
  }

  void untyped(member& out, const place& here) {
    const std::string text = "type is missing: a parameter needs a type or parts";
    const bool dropped =
        std::ranges::any_of(read_, [&here](const fhirops::issue& each) { return each.pointer == here.pointer + "/type"; });
    if (dropped)
      missing("type", text, here);
    else if (wanted_.untyped)
      reported_.warning(issue_type::required, text + "; taken as a value of any type", here);
    else
      reported_.error(issue_type::required, text + " (opd-1); --untyped takes it as a value of any type", here);
    set_type(out, *type_for("Element"));
    out.details.push_back({"untyped", "true", {}, {}});
    out.comment += ", of no stated type: any value";
  }

  void cardinality(member& out, const parameter_definition& in, const place& here) {
    const std::string_view max = in.max;
    std::uint32_t most = 0;  // 0 for any number
    if (max.empty()) {
      missing("max", "max is missing: write a number or *", here);
    } else if (max != "*") {
      const auto [end, failed] = std::from_chars(max.data(), max.data() + max.size(), most);
      if (failed != std::errc() || end != max.data() + max.size() || most == 0 || max.starts_with('0')) {
        most = 0;
        reported_.error(issue_type::value,
                        max == "0" ? "min " + std::to_string(in.min.value.value_or(0)) + " is more than max 0: change one of them"
                                   : in_quotes(max) + " is not a max: write * or a number from 0 to 4294967295",
                        here.at("max"));
      }
    }
    if (!in.min.value) {
      missing("min", "min is missing: write 0 where the parameter is optional, 1 where it is required", here);
    } else if (*in.min.value < 0) {
      reported_.error(issue_type::value, std::to_string(*in.min.value) + " is not a min: it must be at least 0", here.at("min"));
    } else if (most != 0 && *in.min.value > static_cast<std::int64_t>(most)) {
      reported_.error(issue_type::value,
                      "min " + std::to_string(*in.min.value) + " is more than max " + std::string(max) + ": change one of them",
                      here.at("min"));
    }
    const std::int64_t least = in.min.value.value_or(0);
    out.many = most != 1;
    out.optional = !out.many && least == 0;
    if (out.many && least != 0) out.details.push_back({"min", std::to_string(least), {}, {}});
    if (most > 1) out.details.push_back({"max", std::to_string(most), {}, {}});
    if (out.many || out.optional) headers_.insert(out.many ? "vector" : "optional");
  }

  // The details that do not follow from the type: search type, profiles, binding, allowed types.
  void what_it_may_be(member& out, const parameter_definition& in, const place& here) {
    const std::string_view type = in.type;
    if (!in.searchType.empty()) {
      if (type != "string")
        reported_.warning(issue_type::invariant,
                          "searchType is not allowed with the type " + in_quotes(type) + ", only with string (opd-2): it is kept",
                          here.at("searchType"));
      else
        set_type(out, {"search_value", "fhirops/operation/search_value.hpp"});
      if (!is_one_of(fhirops::codes::search_param_type, in.searchType))
        reported_.error(issue_type::code_invalid,
                        in_quotes(in.searchType) + " is not a type of search parameter: write one of " +
                            codes_of(fhirops::codes::search_param_type),
                        here.at("searchType"));
      out.details.push_back({"searchType", literal(in.searchType), {}, {}});
      out.comment += " (" + std::string(std::string_view(in.searchType)) + ')';
    }
    profiles(out, in, here);
    if (in.binding) {
      const place binding = here.at("binding");
      if (!is_one_of(fhirops::codes::binding_strength, in.binding->strength))
        reported_.error(in.binding->strength.empty() ? issue_type::required : issue_type::code_invalid,
                        (in.binding->strength.empty() ? "strength is missing"
                                                      : in_quotes(in.binding->strength) + " is not a binding strength") +
                            ": write required, extensible, preferred or example",
                        binding);
      if (in.binding->valueSet.empty())
        reported_.error(issue_type::required, "valueSet is missing: a binding needs one", binding);
      if (!in.binding->valueSet.empty() && !fhirops::detail::is_url(in.binding->valueSet)) {
        reported_.warning(issue_type::value, in_quotes(in.binding->valueSet) + " is not an absolute URL: the binding is left out",
                          binding.at("valueSet"));
      } else {
        out.details.push_back({"bindingStrength", literal(in.binding->strength), {}, {}});
        out.details.push_back({"bindingValueSet", literal(in.binding->valueSet), {}, {}});
      }
    }
    allowed_types(out, in, here);
  }

  void profiles(member& out, const parameter_definition& in, const place& here) {
    constant all{"targetProfile", "texts<", {}, ">"};
    for (std::size_t i = 0; i < in.targetProfile.size(); ++i) {
      const auto& profile = in.targetProfile[i];
      if (fhirops::detail::is_url(profile))
        all.items.push_back(literal(profile));
      else
        reported_.warning(issue_type::value, in_quotes(profile) + " is not an absolute URL: it is left out",
                          here.at("targetProfile", i));
    }
    const bool may = in.type == "Reference" || in.type == "canonical";
    if (!all.items.empty() && !may)
      reported_.warning(issue_type::invariant,
                        "targetProfile is not allowed with " + (in.type.empty() ? "parts" : "the type " + in_quotes(in.type)) +
                            ", only with Reference or canonical (opd-3): it is kept",
                        here.at("targetProfile"));
    // Before R4 the element was called `profile`, and was one Reference.
    for (const auto& unknown : in.unknown) {
      if (unknown.name != "profile") continue;
      const auto profile = fhirops::from_json<fhirops::Reference<>>(unknown.json, fhirops::read_options{}.lenient());
      if (may && profile && fhirops::detail::is_url(profile->reference))
        all.items.push_back(literal(profile->reference));
      else
        reported_.warning(issue_type::structure,
                          "profile is not an element of R4: it is left out; for a Reference or canonical write targetProfile",
                          here.at("profile"));
    }
    if (!all.items.empty()) out.details.push_back(std::move(all));
  }

  static constexpr std::string_view used_as_in_r5 = "it is used as R5 has it";
  // What an extension says about the parameter, or the R5 element that the extension replaces.
  struct said {
    std::string code;
    place where;
  };
  std::vector<said> said_by(const parameter_definition& in, const place& here, std::string_view url, std::string_view element,
                            std::string_view outcome = used_as_in_r5) {
    std::vector<said> all;
    const std::string of_r5 =
        "http://hl7.org/fhir/5.0/StructureDefinition/extension-OperationDefinition.parameter." + std::string(element);
    for (std::size_t i = 0; i < in.extension.size(); ++i) {
      if (in.extension[i].url != url && in.extension[i].url != of_r5) continue;
      std::string code;
      fhirops::visit(in.extension[i].value, [&code]<class T>(const T& value) {
        if constexpr (std::convertible_to<const T&, std::string_view>) code = value;
      });
      all.push_back({code, here.at("extension", i)});
    }
    for (const auto& unknown : in.unknown) {
      if (std::string_view(unknown.name) != element) continue;
      reported_.warning(issue_type::structure, std::string(element) + " is an element of R5, not of R4: " + std::string(outcome),
                        here.at(element));
      for (std::string& code : codes_in(unknown.json)) all.push_back({std::move(code), here.at(element)});
    }
    return all;
  }

  // The values and resources that a parameter of an abstract type may have.
  void allowed_types(member& out, const parameter_definition& in, const place& here) {
    const auto all = said_by(in, here, fhirops::detail::allowed_type_url, "allowedType");
    if (all.empty()) return;
    const std::string_view type = in.type;
    const bool of_values = type == "Element" || type == "Type" || type == "Any";
    const bool of_resources = type == "Resource" || type == "DomainResource" || type == "Any";
    if (!of_values && !of_resources) {
      reported_.warning(issue_type::value,
                        "allowed types do not narrow " + (type.empty() ? "parts" : "the type " + in_quotes(type)) +
                            ", only Element, Resource, DomainResource and Any: they are left out",
                        all[0].where);
      return;
    }
    constant values{"allowed", "type_set(", {}, ")"};
    constant resources{"allowedResource", "texts<", {}, ">"};
    bool any_value = false;
    for (const said& each : all) {
      constexpr std::string_view base = "http://hl7.org/fhir/StructureDefinition/";
      std::string_view code = each.code;
      if (code.starts_with(base)) code.remove_prefix(base.size());
      const bool quantity = code == "SimpleQuantity" || code == "MoneyQuantity";
      if (code == "Element" || code == "Type") {
        any_value = true;
      } else if (quantity || value_type(code) != fhirops::type_id::none) {
        const std::string item = "type_id::" + std::string(quantity ? "Quantity" : code);
        if (std::ranges::find(values.items, item) == values.items.end()) values.items.push_back(item);
      } else if (is_one_of(fhirops::codes::resource_types, code)) {
        if (std::ranges::find(resources.items, literal(code)) == resources.items.end()) resources.items.push_back(literal(code));
      } else {
        reported_.error(
            issue_type::code_invalid,
            in_quotes(each.code) + " is not a type that a parameter can have: it is not one of value[x], nor a resource of R4",
            each.where);
      }
    }
    const bool has_values = any_value || !values.items.empty();
    const bool has_resources = !resources.items.empty();
    const bool of_other_kind = (has_values && !of_values) || (has_resources && !of_resources);
    if (of_other_kind)
      reported_.warning(issue_type::value,
                        std::string("the allowed types have a ") + (has_resources && !of_resources ? "resource" : "datatype") +
                            ", which is not of the type " + in_quotes(type) + ": taken as Any",
                        all[0].where);
    if (type == "Any" || of_other_kind) {
      set_type(out, *type_for("Any"));
      std::erase_if(out.details, [](const constant& each) { return each.name == "type"; });
      if (type != "Any") out.details.push_back({"type", literal(type), {}, {}});
      if (any_value) values = {"allowed", "type_set::open()", {}, {}};
    } else if (any_value) {
      values = {};
    }
    if (!values.items.empty() || values.open == "type_set::open()") out.details.push_back(std::move(values));
    if (has_resources) out.details.push_back(std::move(resources));
    out.comment += " of the allowed types";
  }

  // R5's scope: the levels at which a parameter is used.
  void scopes(member& out, const parameter_definition& in, const place& here) {
    // The server decides at which level it answers with a parameter, and a part is at the level of the parameter around it.
    const bool is_used = use_ == "in" && path_.empty();
    const auto all = said_by(in, here, fhirops::detail::scope_url, "scope",
                             is_used ? used_as_in_r5 : "it is left out, as only parameters of a request have it");
    if (all.empty()) return;
    constant levels{"scope", "texts<", {}, ">"};
    for (const said& each : all) {
      if (!fhirops::detail::is_level(each.code))
        reported_.error(issue_type::code_invalid, in_quotes(each.code) + " is not a level: write system, type or instance",
                        each.where);
      levels.items.push_back(literal(each.code));
    }
    if (!is_used) return;
    std::string where;
    for (const said& each : all) where += (where.empty() ? ", at the level " : " or ") + each.code;
    out.comment += where + " alone";
    if (!out.many && !out.optional) {
      out.optional = true;  // required at these levels, and absent at others
      headers_.insert("optional");
      out.details.push_back({"min", "1", {}, {}});
    }
    out.details.push_back(std::move(levels));
  }

  void references(const parameter_definition& in, const place& here, const fhirops::list<parameter_definition>& siblings) {
    for (std::size_t i = 0; i < in.referencedFrom.size(); ++i) {
      const std::string_view source = in.referencedFrom[i].source;
      if (!names_parameter(whole_.parameter, source) && !names_parameter(siblings, source))
        reported_.warning(issue_type::not_found, unknown_parameter(whole_.parameter, source),
                          here.at("referencedFrom", i).at("source"));
    }
  }

  std::string_view use_;
  const fhirops::OperationDefinition<>& whole_;
  choices wanted_;
  report& reported_;
  fhirops::issues& read_;
  std::string path_{};  // of the parameters around a part: `outer.`
  std::set<std::string>& headers_;
};

}  // namespace opgen
