#pragma once
// Reads a bound struct from Parameters, and reports every fault with its path.

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/operation/all_issues.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/modifiers.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource_types.hpp"
#include "fhirops/resource/to_storage.hpp"

namespace fhirops {
namespace detail {

// How many of value, resource and parts there are.
template <Storage S>
int contents(const ParametersParameter<S>& parameter) {
  return int{parameter.value.has_value()} + int{parameter.resource.has_value()} + int{!parameter.part.empty()};
}

// Whether a parameter is for the member; if the member keeps search modifiers, its name may have one.
template <class Param, class T>
bool is_named(std::string_view name) noexcept {
  if constexpr (std::same_as<typename occurrence<member_type<Param, T>>::item, search_value>)
    name = name.substr(0, name.find(':'));
  return name == Param::name.view();
}

template <Storage S>
class parameter_reader {
 public:
  explicit parameter_reader(read_options options)
      : options_(options), issues_(options.max_issues()), steps_(options.stop()) {}

  [[nodiscard]] issue_collector& found() noexcept { return issues_; }

  // Reports the modifiers that are not understood, before the typed value drops them.
  [[nodiscard]] modifier_search<S> modifiers() noexcept { return modifier_search<S>(&issues_, options_.understood()); }

  // Reads a list of parameters, or parts, whose path is `path` and whose element is called `element`.
  template <Bound T>
  void read(const list<ParametersParameter<S>>& parts, T& value, const element_path& path, std::string_view element) {
    std::array<times, table_of<T>::size> seen{};
    const std::string_view around = std::exchange(element_, element);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (stops(8)) return;
      element_path here = path;
      here.member(element);
      here.step("", element, "");
      here.index(i);
      if (contents(parts[i]) > 1)
        add(issue_severity::error, issue_type::invariant,
            "inv-1: a parameter must have one of value, resource and part, not several: keep one", here);
      bool known = false;
      std::size_t index = 0;
      for_each_param(table_value<T>, [&]<class Param>(Param param, const param_details& details) {
        if (!known && is_named<Param, T>(parts[i].name)) {
          known = true;
          take(param, details, parts, i, value, here, seen[index]);
        }
        ++index;
      });
      if (!known) {
        here.member("name");
        here.step("", "name", "");
        // A parameter without a name might be any of the known ones.
        const issue_severity severity = parts[i].name.empty() ? issue_severity::error : fault_severity();
        if (!issues_.lists(severity))
          issues_.omit(severity);
        else
          add(severity, issue_type::structure, unknown<T>(parts[i].name, element), here);
      }
    }
    element_ = around;
    std::size_t index = 0;
    for_each_param(table_value<T>, [&]<class Param>(Param, const param_details& details) {
      using kind = occurrence<member_type<Param, T>>;
      const times& found = seen[index++];
      const std::string name(Param::name.view());
      // Which level it was called at is not known here.
      const std::size_t min = !kind::many ? kind::min : details.scope.empty() ? details.min : 0;
      if (found.refused)
        return;  // its fault has been reported
      if (found.taken == 0 && min > 0)
        add(issue_severity::error, issue_type::required, joined({"the ", element, " \"", name, "\" is missing"}), path);
      else if (found.taken < min)
        add(issue_severity::error, issue_type::required,
            joined({"the ", element, " \"", name, "\" appears ", digits(found.taken), found.taken == 1 ? " time" : " times",
                    ": it must appear at least ", digits(min), " times"}),
            path);
      else if (details.max > 0 && found.taken > details.max)  // only a list has a maximum
        fault(issue_type::structure,
              joined({"the ", element, " \"", name, "\" appears ", digits(found.taken), " times: it may appear at most ",
                      digits(details.max), details.max == 1 ? " time" : " times"}),
              path);
    });
  }

  template <Bound T>
  static std::string unknown(std::string_view name, std::string_view element) {
    if (name.empty()) return std::string(name_is_missing);
    name_among known(name);
    for_each_param(table_value<T>, [&]<class Param>(Param, const param_details&) { known.offer(Param::name.view()); });
    return known.text(element);
  }

  void add(issue_severity severity, issue_type code, std::string text, const element_path& path) {
    if (!issues_.lists(severity)) return issues_.omit(severity);
    if (stopped_) return;  // what has not been read would be reported as missing
    issues_.add({severity, code, std::move(text), path.expression, path.pointer});
  }
  // Whether to stop, after so many more steps.
  bool stops(std::size_t steps) {
    if (!steps_.stops_after(steps)) [[likely]] return false;
    if (!stopped_) add(issue_severity::fatal, issue_type::timeout, std::string(stopped_text), {});
    return stopped_ = true;
  }
  // Reports an error, or a warning if reading is lenient.
  void fault(issue_type code, std::string text, const element_path& path) {
    add(fault_severity(), code, std::move(text), path);
  }

 private:
  // What became of the occurrences of a parameter. One that was not taken counts as absent.
  struct times {
    std::size_t taken = 0;
    std::size_t first = 0;  // the index of the first that was not dropped, if only one may appear
    bool refused = false;   // an error has been reported
  };

  template <class Param, class T>
  void take(Param, const param_details& details, const list<ParametersParameter<S>>& parts, std::size_t i, T& value,
            const element_path& here, times& seen) {
    using kind = occurrence<member_type<Param, T>>;
    auto& member = value.*Param::member;
    const ParametersParameter<S>& parameter = parts[i];
    if constexpr (!kind::many) {
      if (seen.taken > 0 || seen.refused) {
        // Which of two different ones is meant is not guessed.
        const bool same = parameter == parts[seen.first];
        return add(same ? fault_severity() : issue_severity::error, issue_type::structure,
                   joined({"the ", element_, " ", quoted(parameter.name), " appears more than once: send it once"}), here);
      }
    }
    seen.first = i;
    const bool drop = kind::min == 0 && options_.drops_wrong_types() && !options_.is_strict();
    wrong_is_error_ = !drop;
    if constexpr (kind::min > 0) {
      if (!take_item<Param>(details, parameter, member, here)) return void(seen.refused = true);
    } else {
      // Not emplace: an inner class may not have a usable constructor for it.
      typename kind::item item{};
      if (!take_item<Param>(details, parameter, item, here)) return void(seen.refused = seen.refused || !drop);
      if constexpr (kind::many)
        member.push_back(std::move(item));
      else
        member = std::move(item);
    }
    ++seen.taken;
  }

  template <class Param, class T>
  bool take_item(const param_details& details, const ParametersParameter<S>& parameter, T& item, element_path here) {
    if constexpr (Bound<T> && Param::as_resource) {
      const auto* nested = parameter.resource.template get_if<Parameters<S>>();
      if (nested == nullptr) return wrong("a Parameters resource", parameter, here);
      here.member("resource");
      here.step("", "resource", "");
      read(nested->parameter, item, here, "parameter");
      return true;
    } else if constexpr (Bound<T>) {
      if (parameter.part.empty()) return wrong("parts", parameter, here);
      read(parameter.part, item, here, "part");
      return true;
    } else if constexpr (is_raw_parameter<T>) {
      convert(parameter, item);
      return true;
    } else if constexpr (std::same_as<T, search_value>) {
      return take_search_value(parameter, item, here);
    } else if constexpr (AnyResourceMember<T>) {
      if (!parameter.resource.has_value()) return wrong("a resource", parameter, here);
      if (!is_kind_of(type_of(parameter.resource), details.type))
        return wrong(resource_text(details.type), parameter, here);
      if (!is_allowed(details.allowedResource, parameter.resource))
        return wrong(one_of({}, details.allowedResource), parameter, here);
      convert(parameter.resource, item);
      return true;
    } else if constexpr (ResourceMember<T>) {
      const auto* resource = parameter.resource.template get_if<stored_as<T, S>>();
      if (resource == nullptr) return wrong(resource_text(to_string(T::fhir_type)), parameter, here);
      convert(*resource, item);
      return true;
    } else if constexpr (AnyValueMember<T>) {
      if (!parameter.value.has_value()) return wrong("a value", parameter, here);
      if (!details.allowed.empty() && !details.allowed.contains(parameter.value.type()))
        return wrong(one_of(details.allowed, {}), parameter, here);
      convert(parameter.value, item);
      return true;
    } else if constexpr (is_choice<T>) {
      return take_choice(details, parameter, item, here, std::make_index_sequence<std::variant_size_v<T>>());
    } else if constexpr (DatatypeMember<T>) {
      return take_value(parameter, item, here);
    } else {
      return false;  // refused when the table is checked
    }
  }

  // Takes the alternative whose type the value or the resource has.
  template <class T, std::size_t... I>
  bool take_choice(const param_details& details, const ParametersParameter<S>& parameter, T& item, const element_path& here,
                   std::index_sequence<I...>) {
    bool known = false;
    bool taken = false;
    const auto attempt = [&]<std::size_t Index>(std::integral_constant<std::size_t, Index>) {
      using Alternative = std::variant_alternative_t<Index, T>;
      if (known || !is_for<Alternative>(details, parameter)) return;
      known = true;
      if constexpr (AnyValueMember<Alternative>) {
        convert(parameter.value, item.template emplace<Index>());
        taken = true;
      } else if constexpr (AnyResourceMember<Alternative>) {
        convert(parameter.resource, item.template emplace<Index>());
        taken = true;
      } else if constexpr (ResourceMember<Alternative>) {
        convert(*parameter.resource.template get_if<stored_as<Alternative, S>>(), item.template emplace<Index>());
        taken = true;
      } else {
        taken = take_value(parameter, item.template emplace<Index>(), here);
      }
    };
    (attempt(std::integral_constant<std::size_t, I>()), ...);
    if (known) return taken;
    if (!details.allowed.empty() || !details.allowedResource.empty())
      return wrong(one_of(details.allowed, details.allowedResource), parameter, here);
    choices_text all;
    (all.add(needed<std::variant_alternative_t<I, T>>()), ...);
    return wrong(all.text(), parameter, here);
  }
  template <class Alternative>
  static bool is_for(const param_details& details, const ParametersParameter<S>& parameter) {
    const bool narrowed = !details.allowed.empty() || !details.allowedResource.empty();
    if constexpr (AnyValueMember<Alternative>)
      return parameter.value.has_value() && (!narrowed || details.allowed.contains(parameter.value.type()));
    else if constexpr (AnyResourceMember<Alternative>)
      return parameter.resource.has_value() &&
             (!narrowed || (!details.allowedResource.empty() && is_allowed(details.allowedResource, parameter.resource)));
    else if constexpr (ResourceMember<Alternative>)
      return parameter.resource.template is<stored_as<Alternative, S>>();
    else
      return parameter.value.template is<natural_type<Alternative, S>>();
  }
  template <class Alternative>
  static std::string needed() {
    if constexpr (AnyValueMember<Alternative>)
      return "a value";
    else if constexpr (AnyResourceMember<Alternative>)
      return "a resource";
    else if constexpr (ResourceMember<Alternative>)
      return resource_text(to_string(Alternative::fhir_type));
    else
      return value_text(natural_type_id<Alternative>);
  }
  static std::string one_of(type_set types, std::span<const std::string_view> resources) {
    choices_text all;
    if (types == type_set::open())
      all.add("a value");
    else
      for (std::size_t i = 1; i <= value_type_count; ++i)
        if (types.contains(static_cast<type_id>(i))) all.add(value_text(static_cast<type_id>(i)));
    for (const std::string_view each : resources) all.add(resource_text(each));
    return all.text();
  }
  static bool is_allowed(std::span<const std::string_view> allowed, const Resource<S>& resource) {
    if (allowed.empty()) return true;
    for (const std::string_view each : allowed)
      if (is_kind_of(type_of(resource), each)) return true;
    return false;
  }

  // Takes a search parameter, with the modifier in its name.
  bool take_search_value(const ParametersParameter<S>& parameter, search_value& item, const element_path& here) {
    const std::string_view name = parameter.name;
    const std::size_t colon = name.find(':');
    if (colon != std::string_view::npos) {
      const std::string_view modifier = name.substr(colon + 1);
      if (!is_search_modifier(modifier)) {
        add(issue_severity::error, issue_type::not_supported,
            joined({quoted(modifier), " is not a search modifier: write a resource type, ", search_modifiers()}), here);
        return false;
      }
      item.modifier = modifier;
    }
    return take_value(parameter, item, here);
  }

  template <class T>
  bool take_value(const ParametersParameter<S>& parameter, T& item, const element_path& here) {
    using F = natural_type<T, S>;
    if (const F* value = parameter.value.template get_if<F>()) {
      if (take_natural(*value, item)) return true;
      element_path at_value = here;
      at_value.member("value");
      at_value.step("", "value", choice_suffix(F::fhir_type));
      const bool of_code = EnumMember<T> && !has_no_text(*value);
      add(wrong_severity(), of_code ? issue_type::code_invalid : issue_type::value,
          has_no_text(*value) ? joined({"the ", element_, " ", quoted(parameter.name), " has ", value_text(F::fhir_type),
                                        " with extensions only, but needs a value"})
                              : not_held_text<T>(*value),
          at_value);
      return false;
    }
    if constexpr (shape_of(F::fhir_type) == shape::text) {
      // Another text type has the same value, though it is not the one that the definition declares.
      if (parameter.value.has_value() && shape_of(parameter.value.type()) == shape::text && !options_.is_strict()) {
        wrong(value_text(F::fhir_type), parameter, here, issue_severity::warning);
        F text(std::string_view(*static_cast<const text_primitive<S>*>(parameter.value.place())));
        return take_natural(text, item);
      }
    }
    return wrong(value_text(F::fhir_type), parameter, here);
  }

  // Why a member of type `T` cannot hold this value of its FHIR type.
  template <class T, class F>
  static std::string not_held_text(const F& value) {
    if constexpr (EnumMember<T>) {
      return joined({quoted(value), " is not a code of this parameter: write ", all_codes<T>()});
    } else if constexpr (NumberMember<T>) {
      const std::int64_t least = std::max<std::int64_t>(std::numeric_limits<T>::min(), std::numeric_limits<std::int32_t>::min());
      const std::int64_t most = std::min<std::int64_t>(std::numeric_limits<T>::max(), std::numeric_limits<std::int32_t>::max());
      return joined({digits(*value.value), " is out of range: it must be from ", digits(least), " to ", digits(most)});
    } else if constexpr (F::fhir_type == type_id::instant) {
      if (value.ok()) return joined({quoted(value), " is out of range: a time so early or so late cannot be held here"});
      return joined({quoted(value), " is not an instant: it needs a date, a time and an offset, as in 2024-01-01T00:00:00Z"});
    } else {
      return {};  // all other members hold whatever their FHIR type allows
    }
  }

  // Whether a primitive only has extensions.
  template <class F>
  static bool has_no_text(const F& value) {
    if constexpr (F::fhir_type <= type_id::uuid)
      return value.empty();
    else
      return false;
  }

  // Lenient reading drops a parameter that was not taken only if the host has asked for that.
  [[nodiscard]] issue_severity wrong_severity() const noexcept {
    return wrong_is_error_ ? issue_severity::error : fault_severity();
  }
  [[nodiscard]] issue_severity fault_severity() const noexcept {
    return options_.is_strict() ? issue_severity::error : issue_severity::warning;
  }
  // Always false: the item was not taken.
  bool wrong(std::string_view needed, const ParametersParameter<S>& parameter, element_path here) {
    return wrong(needed, parameter, std::move(here), wrong_severity());
  }
  bool wrong(std::string_view needed, const ParametersParameter<S>& parameter, element_path here, issue_severity severity) {
    const bool of_value = parameter.value.has_value();
    const bool of_resource = !of_value && parameter.resource.has_value();
    if (of_value) {
      here.member("value");
      here.step("", "value", choice_suffix(parameter.value.type()));
    } else if (of_resource) {
      here.member("resource");
      here.step("", "resource", "");
    }
    add(severity, of_value || of_resource ? issue_type::value : issue_type::structure,
        wrong_content_text(element_, parameter.name, content_text(parameter), needed), here);
    return false;
  }

  read_options options_;
  issue_collector issues_;
  step_counter steps_;
  std::string_view element_ = "parameter";  // what is being read: `parameter` or `part`
  bool stopped_ = false;
  bool wrong_is_error_ = true;  // for the parameter that is being read
};

}  // namespace detail

/// Reads a bound struct from its Parameters. All faults are reported, each with its path: parameters that are missing
/// (`required`), repeated, unexpected or only allowed as a part (`structure`), values or resources of a wrong type or
/// out of range (`value`), and modifiers that `options` does not list as understood (`extension`).
///
/// Lenient reading has warnings and a value where nothing has to be guessed: it drops an unexpected parameter or an
/// exact repetition, takes more items than allowed, and takes text of another text type (`valueUrl` for `valueUri`).
/// Still errors are: a required parameter that was not taken, for whatever reason; an optional one of a wrong type or
/// out of range (but see `read_options::drop_wrong_types`); two different ones where one is allowed; a parameter with
/// several contents; and a modifier at any depth, also in nested Parameters and Bundles.
///
/// Complexity: linear in the size of the Parameters, times the number of the struct's parameters.
///
///     const auto back = from_parameters<Request>(sent);
template <Bound T, Storage S>
result<T> from_parameters(const Parameters<S>& parameters, read_options options = {}) {
  detail::parameter_reader<S> reader(options);
  T value{};
  const detail::element_path root{"Parameters", ""};
  reader.modifiers().parameters(parameters, root);
  reader.read(parameters.parameter, value, root, "parameter");
  issues found = reader.found().finish();
  if (reader.found().failed()) return result<T>(std::move(found));
  return result<T>(std::move(value), std::move(found));
}

// A struct that borrows its text would outlive the temporary.
template <Bound T, Storage S>
  requires(S::owns && !detail::owns_text<T>::value)
result<T> from_parameters(const Parameters<S>&& parameters, read_options options = {}) = delete;

}  // namespace fhirops
