#pragma once
// Looks up parameters and parts by name (https://hl7.org/fhir/R4/parameters.html).

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/result_reference.hpp"  // IWYU pragma: keep: get returns a result of a reference
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/resource/parameter_text.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops {

/// A type that has named parameters: `Parameters`, or a parameter with parts.
template <class P>
concept ParameterList = std::same_as<P, Parameters<storage_of<P>>> || std::same_as<P, ParametersParameter<storage_of<P>>>;

/// What a parameter can be looked up as: a type of value[x], or `Value` for any of them; a typed resource, a `RawResource`, or
/// `Resource` for any of them; or `ParametersParameter`, the parameter itself.
template <class T, class S>
concept ParameterContent = ValueOf<T, S> || ResourceOf<T, S> || std::same_as<T, Value<S>> || std::same_as<T, Resource<S>> ||
                           std::same_as<T, ParametersParameter<S>>;

namespace detail {

template <Storage S>
const list<ParametersParameter<S>>& parameters_of(const Parameters<S>& parameters) noexcept {
  return parameters.parameter;
}
template <Storage S>
const list<ParametersParameter<S>>& parameters_of(const ParametersParameter<S>& parameter) noexcept {
  return parameter.part;
}

// A view of the parameters with one name, in their order.
template <Storage S>
class parameters_named {
 public:
  class iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = ParametersParameter<S>;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = const value_type&;

    iterator() = default;
    iterator(pointer at, pointer end, std::string_view name) noexcept : at_(at), end_(end), name_(name) { seek(); }

    reference operator*() const noexcept { return *at_; }
    pointer operator->() const noexcept { return at_; }
    iterator& operator++() noexcept { return ++at_, seek(), *this; }
    iterator operator++(int) noexcept {
      iterator old = *this;
      ++*this;
      return old;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.at_ == b.at_; }

   private:
    void seek() noexcept {
      while (at_ != end_ && !(at_->name == name_)) ++at_;
    }
    pointer at_ = nullptr;
    pointer end_ = nullptr;
    std::string_view name_;
  };

  parameters_named(const list<ParametersParameter<S>>& all, std::string_view name) noexcept : all_(&all), name_(name) {}
  [[nodiscard]] iterator begin() const noexcept { return {all_->begin(), all_->end(), name_}; }
  [[nodiscard]] iterator end() const noexcept { return {all_->end(), all_->end(), name_}; }
  [[nodiscard]] bool empty() const noexcept { return begin() == end(); }

 private:
  const list<ParametersParameter<S>>* all_;
  std::string_view name_;
};

// A lookup that failed: the path, and what the text of the issue needs.
class lookup_fault {
 public:
  lookup_fault(type_id owner, std::string_view name) : name_(name) {
    place_.expression = to_string(owner);
    element_ = owner == type_id::Parameters ? "parameter" : "part";
  }
  lookup_fault& at(std::size_t index) {
    const std::string digits = std::to_string(index);
    ((place_.expression += '.') += element_) += '[' + digits + ']';
    ((place_.pointer += '/') += element_) += '/' + digits;
    return *this;
  }
  lookup_fault& at(std::string_view member, std::string_view suffix) {
    (place_.expression += '.') += member;
    ((place_.pointer += '/') += member) += suffix;
    return *this;
  }
  // `the parameter "url" is missing`
  issues reported(issue_type code, std::string_view after) && {
    std::string text = joined({"the ", element_, " ", quoted(name_), after});
    return std::move(*this).with_text(code, std::move(text));
  }
  issues reported_content(issue_type code, std::string_view found, std::string_view needed) && {
    std::string text = wrong_content_text(element_, name_, found, needed);
    return std::move(*this).with_text(code, std::move(text));
  }

 private:
  issues with_text(issue_type code, std::string text) && {
    place_.code = code;
    place_.text = std::move(text);
    issues found;
    found.push_back(std::move(place_));
    return found;
  }

  issue place_;
  std::string_view name_;
  std::string_view element_;
};

template <class T>
std::string needed_content() {
  if constexpr (requires { requires T::fhir_type >= type_id::Parameters; })
    return T::fhir_type == type_id::RawResource ? "an untyped resource" : resource_text(to_string(T::fhir_type));
  else if constexpr (std::same_as<T, Resource<storage_of<T>>>)
    return "a resource";
  else
    return T::fhir_type == type_id::none ? "a value" : value_text(T::fhir_type);
}

template <class T, Storage S>
const T* content_of(const ParametersParameter<S>& parameter) noexcept {
  if constexpr (std::same_as<T, ParametersParameter<S>>)
    return &parameter;
  else if constexpr (std::same_as<T, Value<S>>)
    return parameter.value.has_value() ? &parameter.value : nullptr;
  else if constexpr (std::same_as<T, Resource<S>>)
    return parameter.resource.has_value() ? &parameter.resource : nullptr;
  else if constexpr (ResourceOf<T, S>)
    return parameter.resource.template get_if<T>();
  else
    return parameter.value.template get_if<T>();
}

// The part that does not depend on T, so that it is compiled once.
template <Storage S>
issues wrong_content(lookup_fault fault, const ParametersParameter<S>& parameter, std::string_view needed) {
  const bool of_value = parameter.value.has_value();
  const bool of_resource = !of_value && parameter.resource.has_value();
  if (of_value) fault.at("value", choice_suffix(parameter.value.type()));
  if (of_resource) fault.at("resource", {});
  return std::move(fault).reported_content(of_value || of_resource ? issue_type::value : issue_type::structure,
                                           content_text(parameter), needed);
}

}  // namespace detail

/// All parameters (or parts) with a name, in their order: a forward range over `parameters`. Both `parameters` and the name must
/// outlive it. Complexity: constant; iterating is linear in the number of parameters.
///
///     for (const auto& property : find_all(parameters, "property")) ...
template <ParameterList P>
[[nodiscard]] auto find_all(const P& parameters, std::string_view name) {
  return detail::parameters_named<storage_of<P>>(detail::parameters_of(parameters), name);
}
template <ParameterList P>
void find_all(const P&&, std::string_view) = delete;  // it would refer to a temporary
template <ParameterList P, detail::TemporaryText Text>
void find_all(const P&, Text&&) = delete;

/// The only parameter (or part) with a name, as a `T`: a reference into `parameters`, not a copy.
///
///     if (auto url = get<Uri<>>(parameters, "url")) use(url->text);
///
/// If there is none, the code of the issue says why: `required`: no parameter has the name; `multiple_matches`: several have it;
/// `value`: its value or resource is of another type; `structure`: it has only parts, or nothing. The path of the issue begins at
/// the root, or at the parameter if a part is looked up.
/// Complexity: linear in the number of parameters.
template <class T, ParameterList P>
  requires ParameterContent<T, storage_of<P>>
[[nodiscard]] result<const T&> get(const P& parameters, std::string_view name) {
  const auto& all = detail::parameters_of(parameters);
  const auto same = detail::parameters_named<storage_of<P>>(all, name);
  const auto one = same.begin();
  detail::lookup_fault fault(P::fhir_type, name);
  if (one == same.end()) return std::move(fault).reported(issue_type::required, " is missing");
  const auto next = std::next(one);
  if (next != same.end())
    return std::move(fault.at(static_cast<std::size_t>(&*next - all.begin())))
        .reported(issue_type::multiple_matches, " appears more than once: use find_all, or refuse it");
  if (const T* content = detail::content_of<T>(*one)) return *content;
  fault.at(static_cast<std::size_t>(&*one - all.begin()));
  return detail::wrong_content(std::move(fault), *one, detail::needed_content<T>());
}
template <class T, ParameterList P>
void get(const P&&, std::string_view) = delete;  // it would refer to a temporary

}  // namespace fhirops
