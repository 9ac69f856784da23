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

#include "fhirops/core/block.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/modifiers.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/param_row.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

template <Storage S>
class parameter_reader;

// Reads a parameter into the struct's member for it. This function is the only part of reading that differs between bound
// structs. Returns false if the parameter was not taken, which has been reported.
template <Storage S>
using take_function = bool (*)(parameter_reader<S>& reader, const param_details& details, const ParametersParameter<S>& parameter,
                               void* object, const element_path& here);

// A bound struct to read into: its rows, the function of each, and its address.
template <Storage S>
struct bound_target {
  std::span<const param_row> rows;
  const take_function<S>* take;
  void* object;
};
template <Storage S, Bound T>
bound_target<S> target_of(T& value) noexcept;

template <Storage S>
class parameter_reader {
 public:
  explicit parameter_reader(read_options options) : options_(options), issues_(options.max_issues()), steps_(options.stop()) {}

  [[nodiscard]] issue_collector& found() noexcept { return issues_; }

  // Reports the modifiers that are not understood, before reading drops them.
  [[nodiscard]] modifier_search<S> modifiers() noexcept { return modifier_search<S>(&issues_, options_.understood()); }

  // Reads a list of parameters or parts, with the path `here`; `element` is what they are called.
  void read(const list<ParametersParameter<S>>& parts, const bound_target<S>& target, const element_path& here,
            std::string_view element);
  template <Bound T>
  void read(const list<ParametersParameter<S>>& parts, T& value, const element_path& here, std::string_view element) {
    read(parts, target_of<S>(value), here, element);
  }

  void add(issue_severity severity, issue_type code, std::string text, const element_path& here);
  // Whether the parameter that is being read has not been taken before.
  [[nodiscard]] bool is_first() const noexcept { return is_first_; }
  // Counts that many more steps, and returns whether to stop.
  bool stops(std::size_t steps);
  // Reports an error, or a warning if reading is lenient.
  void fault(issue_type code, std::string text, const element_path& here);

  // Takes the parameter into the item, if it fits. `AsResource`: the bound struct is sent as a resource.
  template <bool AsResource, class T>
  bool take_item(const param_details& details, const ParametersParameter<S>& parameter, T& item, const element_path& here) {
    if constexpr (Bound<T> && AsResource) {
      const auto* nested = parameter.resource.template get_if<Parameters<S>>();
      if (nested == nullptr) return wrong("a Parameters resource", parameter, here);
      read(nested->parameter, item, member_of(here, "resource"), "parameter");
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
      if (!may_have_resource(details, parameter, here)) return false;
      convert(parameter.resource, item);
      return true;
    } else if constexpr (ResourceMember<T>) {
      const auto* resource = parameter.resource.template get_if<stored_as<T, S>>();
      if (resource == nullptr) return wrong_resource(to_string(T::fhir_type), parameter, here);
      convert(*resource, item);
      return true;
    } else if constexpr (AnyValueMember<T>) {
      if (!may_have_value(details, parameter, here)) return false;
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

  // The value, if it has the type, or if both types are text and reading is lenient; otherwise null, which is reported.
  const void* find_value(const ParametersParameter<S>& parameter, type_id type, const element_path& here);
  // Copies what was found to an item of the type that has these functions, and replaces its content.
  void copy_value(const ParametersParameter<S>& parameter, const block_ops& ops, void* item);
  // Finds the value's text, which is not empty. Returns false if there is none, which is reported.
  bool find_text(const ParametersParameter<S>& parameter, type_id type, std::string_view& text, const element_path& here);

  // Takes the alternative with the type of the value or resource.
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

 private:
  // Only structs that contain themselves nest so deep.
  static constexpr std::size_t deepest_struct = 150;

  // The result for all occurrences of a parameter. An occurrence that was not taken counts as absent.
  struct times {
    std::size_t taken = 0;
    std::size_t first = 0;  // the index of the first one that was not dropped, if only one may appear
    bool refused = false;   // an error has been reported
  };

  void take(const bound_target<S>& target, std::size_t index, const list<ParametersParameter<S>>& parts, std::size_t i,
            const element_path& here, times& seen);
  void count(std::string_view element, const param_row& row, const times& found, const element_path& here);
  static std::string unknown(std::span<const param_row> rows, std::string_view name, std::string_view element);
  static element_path member_of(const element_path& here, std::string_view name, std::string_view suffix = {});

  static std::string one_of(type_set types, std::span<const std::string_view> resources);
  static bool is_allowed(std::span<const std::string_view> allowed, const Resource<S>& resource);
  bool take_search_value(const ParametersParameter<S>& parameter, search_value& item, const element_path& here);
  // Whether there is a resource, or a value, of a type that the details allow.
  bool may_have_resource(const param_details& details, const ParametersParameter<S>& parameter, const element_path& here);
  bool may_have_value(const param_details& details, const ParametersParameter<S>& parameter, const element_path& here);
  // Finds a primitive that has a value, not only extensions.
  const void* find_content(const ParametersParameter<S>& parameter, type_id type, const element_path& here);
  // Reports that the value cannot be held. Always returns false.
  bool refuse(const ParametersParameter<S>& parameter, issue_type code, std::string text, const element_path& here);
  bool refuse_code(const ParametersParameter<S>& parameter, std::string_view codes, const element_path& here);

  template <class T>
  bool take_value(const ParametersParameter<S>& parameter, T& item, const element_path& here) {
    using F = natural_type<T, S>;
    if constexpr (StoredValue<T, S>) {
      if (find_value(parameter, F::fhir_type, here) == nullptr) return false;
      copy_value(parameter, ops_of<T>, &item);
      return true;
    } else if constexpr (ValueMember<T>) {
      const void* value = find_value(parameter, F::fhir_type, here);
      if (value == nullptr) return false;
      if (parameter.value.type() == F::fhir_type)
        convert(*static_cast<const F*>(value), item);
      else if constexpr (shape_of(F::fhir_type) == shape::text)
        convert(F(std::string_view(*static_cast<const text_primitive<S>*>(value))), item);
      return true;
    } else if constexpr (shape_of(F::fhir_type) == shape::text) {
      std::string_view text;
      if (!find_text(parameter, F::fhir_type, text, here)) return false;
      if constexpr (EnumMember<T>) {
        const auto known = enum_of<T>(text);
        if (!known) return refuse_code(parameter, all_codes<T>(), here);
        item = *known;
      } else if constexpr (std::same_as<T, search_value>) {
        item.value = text;
      } else {
        item = T(text);
      }
      return true;
    } else {
      const void* value = find_content(parameter, F::fhir_type, here);
      if (value == nullptr) return false;
      const F& held = *static_cast<const F*>(value);
      return take_natural(held, item) || refuse(parameter, issue_type::value, not_held_text<T>(held), here);
    }
  }

  // The reason why a member of type `T` cannot hold this value of its FHIR type.
  template <class T, class F>
  static std::string not_held_text(const F& value) {
    if constexpr (NumberMember<T>) {
      const std::int64_t least = std::max<std::int64_t>(std::numeric_limits<T>::min(), std::numeric_limits<std::int32_t>::min());
      const std::int64_t most = std::min<std::int64_t>(std::numeric_limits<T>::max(), std::numeric_limits<std::int32_t>::max());
      return joined({digits(*value.value), " is out of range: it must be from ", digits(least), " to ", digits(most)});
    } else if constexpr (F::fhir_type == type_id::instant) {
      if (value.ok()) return joined({quoted(value), " is out of range: a time so early or so late cannot be held here"});
      return joined({quoted(value), " is not an instant: it needs a date, a time and an offset, as in 2024-01-01T00:00:00Z"});
    } else {
      return {};  // all other members can hold whatever their FHIR type allows
    }
  }

  // Lenient reading drops a parameter that does not fit only if the host has asked for that.
  [[nodiscard]] issue_severity wrong_severity() const noexcept {
    return wrong_is_error_ ? issue_severity::error : fault_severity();
  }
  [[nodiscard]] issue_severity fault_severity() const noexcept {
    return options_.is_strict() ? issue_severity::error : issue_severity::warning;
  }
  // Reports that the item was not taken. Always returns false.
  bool wrong(std::string_view needed, const ParametersParameter<S>& parameter, const element_path& here);
  bool wrong(std::string_view needed, const ParametersParameter<S>& parameter, element_path here, issue_severity severity);
  bool wrong_resource(std::string_view type, const ParametersParameter<S>& parameter, const element_path& here);

  read_options options_;
  issue_collector issues_;
  step_counter steps_;
  std::string_view element_ = "parameter";  // what is being read: `parameter` or `part`
  std::size_t depth_ = 0;                   // of structs within the struct
  bool stopped_ = false;
  // For the parameter that is being read:
  bool wrong_is_error_ = true;
  bool is_first_ = true;
};

// Shared by all members of one type.
template <bool AsResource, Storage S, class M>
[[gnu::noinline]] bool take_member(parameter_reader<S>& reader, const param_details& details,
                                   const ParametersParameter<S>& parameter, M& member, const element_path& here) {
  using kind = occurrence<M>;
  using T = typename kind::item;
  // The first item that is sent replaces the default items of a list.
  [[maybe_unused]] const bool replaces = kind::many && reader.is_first();
  if constexpr (kind::min > 0) {
    if constexpr (Bound<T>) member = T{};  // nothing of its default stays
    return reader.template take_item<AsResource>(details, parameter, member, here);
  } else if constexpr (StoredValue<T, S>) {
    if (reader.find_value(parameter, T::fhir_type, here) == nullptr) return false;
    if constexpr (kind::many) {
      if (replaces) member.clear();
      reader.copy_value(parameter, ops_of<T>, &member.emplace_back());
    } else {
      reader.copy_value(parameter, ops_of<T>, &member.emplace());
    }
    return true;
  } else {
    // Not emplace: a nested class may not have a usable constructor for it.
    T item{};
    if (!reader.template take_item<AsResource>(details, parameter, item, here)) return false;
    if constexpr (kind::many) {
      if (replaces) member.clear();
      member.push_back(std::move(item));
    } else {
      member = std::move(item);
    }
    return true;
  }
}
// The function for one parameter of a struct.
template <Storage S, class Param, class T>
bool take_parameter(parameter_reader<S>& reader, const param_details& details, const ParametersParameter<S>& parameter,
                    void* object, const element_path& here) {
  return take_member<Param::as_resource>(reader, details, parameter, static_cast<T*>(object)->*Param::member, here);
}
template <Storage S, class T, class Table>
struct take_functions;
template <Storage S, class T, class... Param>
struct take_functions<S, T, parameter_table<Param...>> {
  static constexpr std::array<take_function<S>, sizeof...(Param)> value{&take_parameter<S, Param, T>...};
};
template <Storage S, Bound T>
bound_target<S> target_of(T& value) noexcept {
  return {bound_rows<T>::value, take_functions<S, T, table_of<T>>::value.data(), &value};
}

// Reads all Parameters into the struct. Returns true if there is no error.
template <Storage S>
bool read_parameters(const Parameters<S>& parameters, const bound_target<S>& target, read_options options, issues& found);

}  // namespace fhirops::detail

#ifndef FHIROPS_COMPILED
#include "fhirops/operation/read_parameters.hpp"
#endif
