#pragma once
// From Parameters to a bound struct: every fault at once, each with its place.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "fhirops/core/result.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/json/frame.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource_types.hpp"
#include "fhirops/resource/to_storage.hpp"

namespace fhirops {
namespace detail {

template <Storage S>
std::string_view type_of(const Resource<S>& resource) {
  const auto* raw = resource.template get_if<RawResource<S>>();
  return raw != nullptr ? std::string_view(raw->resourceType) : to_string(resource.type());
}

// What is there in a parameter, in words.
template <Storage S>
std::string found_in(const ParametersParameter<S>& parameter) {
  if (parameter.value.has_value()) return "found value" + std::string(choice_suffix(parameter.value.type()));
  if (parameter.resource.has_value()) return "found the resource " + std::string(type_of(parameter.resource));
  return parameter.part.empty() ? "found neither value, resource nor part" : "found parts only";
}

// How many of the three are there.
template <Storage S>
int contents(const ParametersParameter<S>& parameter) {
  return int{parameter.value.has_value()} + int{parameter.resource.has_value()} + int{!parameter.part.empty()};
}

template <Storage S>
class parameter_reader {
 public:
  explicit parameter_reader(read_options options)
      : options_(options), issues_(options.max_issues()), steps_(options.stop()) {}

  [[nodiscard]] issue_collector& found() noexcept { return issues_; }

  // Reads a list of parameters, or parts, that stands at `place` under the name `element`.
  template <Bound T>
  void read(const list<ParametersParameter<S>>& parts, T& value, const place_text& place, std::string_view element) {
    std::array<std::size_t, table_of<T>::size> seen{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (stops(8)) return;
      place_text here = place;
      here.member(element);
      here.step("", element, "");
      here.index(i);
      if (contents(parts[i]) > 1)
        fault(issue_type::invariant, "a parameter has one of value, resource and part, not several (inv-1)", here);
      bool known = false;
      std::size_t index = 0;
      for_each_param(table_value<T>, [&]<class Param>(Param param, const param_details& details) {
        if (!known && parts[i].name == Param::name.view()) {
          known = true;
          take(param, details, parts[i], value, here, ++seen[index]);
        }
        ++index;
      });
      if (!known) {
        here.member("name");
        here.step("", "name", "");
        fault(issue_type::structure, "unexpected parameter \"" + std::string(std::string_view(parts[i].name)) + '"', here);
      }
    }
    std::size_t index = 0;
    for_each_param(table_value<T>, [&]<class Param>(Param, const param_details& details) {
      using kind = occurrence<member_type<Param, T>>;
      const std::size_t times = seen[index++];
      const std::string name(Param::name.view());
      const std::size_t min = kind::many ? details.min : kind::min;
      if (times == 0 && min > 0)
        add(issue_severity::error, issue_type::required, "the parameter \"" + name + "\" is missing", place);
      else if (times < min)
        add(issue_severity::error, issue_type::required,
            "the parameter \"" + name + "\" must stand here at least " + std::to_string(min) + " times", place);
      else if (kind::many && details.max > 0 && times > details.max)
        fault(issue_type::structure,
              "the parameter \"" + name + "\" may stand here at most " + std::to_string(details.max) + " times", place);
    });
  }

  void add(issue_severity severity, issue_type code, std::string text, const place_text& place) {
    if (stopped_) return;  // what has not been seen would be told as missing
    issues_.add({severity, code, std::move(text), place.expression, place.pointer});
  }
  // Whether to stop, after so many steps more.
  bool stops(std::size_t steps) {
    if (!steps_.stops_after(steps)) [[likely]] return false;
    if (!stopped_) add(issue_severity::fatal, issue_type::timeout, std::string(stopped_text), {});
    return stopped_ = true;
  }
  // An error, or a warning where reading is lenient.
  void fault(issue_type code, std::string text, const place_text& place) {
    add(options_.is_strict() ? issue_severity::error : issue_severity::warning, code, std::move(text), place);
  }

 private:
  template <class Param, class T>
  void take(Param, const param_details& details, const ParametersParameter<S>& parameter, T& value, const place_text& here, std::size_t times) {
    using kind = occurrence<member_type<Param, T>>;
    auto& member = value.*Param::member;
    if constexpr (kind::many) {
      typename kind::item item{};
      if (take_item<Param>(details, parameter, item, here)) member.push_back(std::move(item));
    } else {
      if (times > 1) return fault(issue_type::structure, "this parameter stands here more than once", here);
      if constexpr (kind::min == 0) {
        // Not emplace: a class within a class may not have it.
        typename kind::item item{};
        if (take_item<Param>(details, parameter, item, here)) member = std::move(item);
      } else {
        take_item<Param>(details, parameter, member, here);
      }
    }
  }

  template <class Param, class T>
  bool take_item(const param_details& details, const ParametersParameter<S>& parameter, T& item, place_text here) {
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
    } else if constexpr (AnyResourceMember<T>) {
      if (!parameter.resource.has_value()) return wrong("a resource", parameter, here);
      if (!is_resource_type(details.type, parameter.resource))
        return wrong("the resource " + std::string(details.type), parameter, here);
      convert(parameter.resource, item);
      return true;
    } else if constexpr (ResourceMember<T>) {
      const auto* resource = parameter.resource.template get_if<stored_as<T, S>>();
      if (resource == nullptr) return wrong("the resource " + std::string(to_string(T::fhir_type)), parameter, here);
      convert(*resource, item);
      return true;
    } else if constexpr (AnyValueMember<T>) {
      if (!parameter.value.has_value()) return wrong("a value", parameter, here);
      if (!details.allowed.empty() && !details.allowed.contains(parameter.value.type()))
        return wrong(one_of(details.allowed), parameter, here);
      convert(parameter.value, item);
      return true;
    } else if constexpr (is_choice<T>) {
      return take_choice(parameter, item, here, std::make_index_sequence<std::variant_size_v<T>>());
    } else if constexpr (DatatypeMember<T>) {
      return take_value(parameter, item, here);
    } else {
      return false;  // the table is refused
    }
  }

  // The alternative whose type the value has.
  template <class T, std::size_t... I>
  bool take_choice(const ParametersParameter<S>& parameter, T& item, const place_text& here,
                   std::index_sequence<I...>) {
    bool known = false;
    bool taken = false;
    const auto attempt = [&]<std::size_t Index>(std::integral_constant<std::size_t, Index>) {
      using F = natural_type<std::variant_alternative_t<Index, T>, S>;
      if (known || !parameter.value.template is<F>()) return;
      known = true;
      taken = take_value(parameter, item.template emplace<Index>(), here);
    };
    (attempt(std::integral_constant<std::size_t, I>()), ...);
    return known ? taken : wrong(one_of(variant_types<T>), parameter, here);
  }
  static std::string one_of(type_set types) {
    std::string names;
    for (std::size_t i = 1; i <= value_type_count; ++i)
      if (types.contains(static_cast<type_id>(i)))
        names += (names.empty() ? "value" : ", value") + std::string(choice_suffix(static_cast<type_id>(i)));
    return "one of " + names;
  }

  static bool is_resource_type(std::string_view type, const Resource<S>& resource) {
    return type.empty() || type == "Any" || type == "Resource" || type == "DomainResource" ||
           type == type_of(resource);
  }

  template <class T>
  bool take_value(const ParametersParameter<S>& parameter, T& item, const place_text& here) {
    using F = natural_type<T, S>;
    const std::string expected = "value" + std::string(choice_suffix(F::fhir_type));
    if (const F* value = parameter.value.template get_if<F>()) {
      if (take_natural(*value, item)) return true;
      place_text at_value = here;
      at_value.member("value");
      at_value.step("", "value", choice_suffix(F::fhir_type));
      fault(issue_type::value,
            has_no_text(*value) ? expected + " has no value, extensions alone" : "the value of " + expected + " cannot be held",
            at_value);
      return false;
    }
    if constexpr (shape_of(F::fhir_type) == shape::text) {
      // Another type of text says the same, though it is not the type that the definition asks for.
      if (parameter.value.has_value() && shape_of(parameter.value.type()) == shape::text && !options_.is_strict()) {
        wrong(expected, parameter, here);
        F text(std::string_view(*static_cast<const text_primitive<S>*>(parameter.value.place())));
        return take_natural(text, item);
      }
    }
    return wrong(expected, parameter, here);
  }

  // A primitive of which extensions alone are there.
  template <class F>
  static bool has_no_text(const F& value) {
    if constexpr (F::fhir_type <= type_id::uuid)
      return value.empty();
    else
      return false;
  }

  // False always: the item was not taken.
  bool wrong(std::string expected, const ParametersParameter<S>& parameter, place_text here) {
    const bool of_value = parameter.value.has_value();
    const bool of_resource = !of_value && parameter.resource.has_value();
    if (of_value) {
      here.member("value");
      here.step("", "value", choice_suffix(parameter.value.type()));
    } else if (of_resource) {
      here.member("resource");
      here.step("", "resource", "");
    }
    fault(of_value || of_resource ? issue_type::value : issue_type::structure,
          "expected " + std::move(expected) + ", " + found_in(parameter), here);
    return false;
  }

  read_options options_;
  issue_collector issues_;
  step_counter steps_;
  bool stopped_ = false;
};

}  // namespace detail

/// A bound struct from its Parameters. All faults are told, each at its place: parameters that are
/// missing (`required`), repeated, unexpected or part-only (`structure`), values or resources of a wrong
/// type (`value`).
/// Where reading is lenient all but missing ones are warnings, and text of another type is taken.
///
///     const auto back = from_parameters<Request>(sent);
template <Bound T, Storage S>
result<T> from_parameters(const Parameters<S>& parameters, read_options options = {}) {
  detail::parameter_reader<S> reader(options);
  T value{};
  reader.read(parameters.parameter, value, {"Parameters", ""}, "parameter");
  issues found = reader.found().finish();
  if (reader.found().failed()) return result<T>(std::move(found));
  return result<T>(std::move(value), std::move(found));
}

// What borrows its text would outlive the temporary.
template <Bound T, Storage S>
  requires(S::owns && !detail::owns_text<T>::value)
result<T> from_parameters(const Parameters<S>&& parameters, read_options options = {}) = delete;

}  // namespace fhirops
