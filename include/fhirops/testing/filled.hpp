#pragma once
// Makes values for bound structs, such as the requests of operations, in which every member is set.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/operation/any.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/literals.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::fixtures {
namespace detail {

// Samples that differ by their seed. Defined in testing/make_samples.hpp.
template <Storage S>
struct sample_maker {
  // The JSON of a resource with the members that R4 requires.
  static std::string resource(std::string_view type, unsigned seed);
  // A parameter with a value of the type.
  static ParametersParameter<S> parameter(type_id type, unsigned seed);
};

}  // namespace detail

/// Fills bound structs: every member has a value, every list has two, and no two values are alike. For tests that make sure that
/// no parameter of an operation is lost.
///
///     fhirops::fixtures::filler values;
///     const auto request = values.filled<fhirops::ehealth::SchedulePatientTotal::Request>();
class filler {
 public:
  /// A value of `T` in which all members are set. Each call returns a different value; the same calls on a new filler return the
  /// same values.
  template <fhirops::Bound T>
  T filled() {
    static_assert(!fhirops::detail::is_recursive<T>(),
                  "fhirops: a struct that contains itself cannot be filled: it would have no end");
    T value{};
    fill_members(value);
    return value;
  }

 private:
  template <class T>
  void fill_members(T& value) {
    fhirops::detail::for_each_param(fhirops::detail::table_value<T>, [&]<class Param>(const fhirops::param_details& details) {
      using kind = fhirops::detail::occurrence<fhirops::detail::member_type<Param, T>>;
      auto& member = value.*Param::member;
      if constexpr (kind::many) {
        const std::size_t least = details.min > 2 ? details.min : details.max == 1 ? 1 : 2;
        for (std::size_t i = 0; i < least; ++i) {
          typename kind::item item{};
          fill(item, details);
          member.push_back(std::move(item));
        }
      } else if constexpr (kind::min == 0) {
        fill(member.emplace(), details);
      } else {
        fill(member, details);
      }
    });
  }

  template <class T>
  void fill(T& item, const fhirops::param_details& details) {
    using namespace fhirops::detail;
    ++seed_;
    if constexpr (fhirops::Bound<T>)
      fill_members(item);
    else if constexpr (std::is_same_v<T, bool>)
      item = seed_ % 2 != 0;
    else if constexpr (std::is_arithmetic_v<T>)
      item = static_cast<T>(seed_);
    else if constexpr (TextMember<T>) {
      static_assert(owns_text<T>::value, "fhirops: filler makes text: the struct must own it (std::string, owned storage)");
      item = T("\"text\" " + std::to_string(seed_) + " på vej");
    } else if constexpr (is_moment<T>)
      item = T(std::chrono::floor<typename T::duration>(std::chrono::days(
          std::chrono::duration<double, std::chrono::days::period>(T::duration::max()).count() > 1e6 ? 10'000 + seed_
                                                                                                     : seed_ % 100)));
    else if constexpr (AnyValueMember<T>)
      item = parameter_with(allowed(details.allowed)).value;
    else if constexpr (std::is_same_v<T, fhirops::search_value>)
      item = fhirops::search_value("text " + std::to_string(seed_), seed_ % 2 != 0 ? "exact" : "");
    else if constexpr (EnumMember<T>)
      item = checked_codes<T>::value.all[seed_ % checked_codes<T>::value.all.size()].value;
    else if constexpr (std::is_same_v<T, fhirops::Any<>>)
      seed_ % 2 != 0 || (details.allowed.empty() && !details.allowedResource.empty()) ? fill(item.template emplace<1>(), details)
                                                                                      : fill(item.template emplace<0>(), details);
    else if constexpr (is_choice<T>)
      fill(item.template emplace<0>(), details);
    else if constexpr (is_raw_parameter<T>)
      item = parameter_with(fhirops::type_id::string);
    else if constexpr (AnyResourceMember<T>)
      item = read<T>(resource(concrete(details.allowedResource.empty() ? details.type : details.allowedResource[0])));
    else if constexpr (ResourceMember<T>)
      item = read<T>(resource(to_string(T::fhir_type)));
    else
      item = *parameter_with(T::fhir_type).value.template get_if<T>();
  }

  static std::string_view concrete(std::string_view type) {
    return type.empty() || fhirops::detail::is_abstract_resource(type) ? "Patient" : type;
  }
  fhirops::type_id allowed(fhirops::type_set types) {
    const auto type = [this] { return static_cast<fhirops::type_id>(1 + seed_ % fhirops::value_type_count); };
    while (!types.empty() && !types.contains(type())) ++seed_;
    return type();
  }

  template <class T>
  static T read(const std::string& text) {
    return fhirops::from_json<T>(text).value();
  }
  [[nodiscard]] std::string resource(std::string_view type) const {
    return fixtures::detail::sample_maker<fhirops::owned>::resource(type, seed_);
  }
  [[nodiscard]] fhirops::ParametersParameter<> parameter_with(fhirops::type_id type) const {
    return fixtures::detail::sample_maker<fhirops::owned>::parameter(type, seed_);
  }

  unsigned seed_ = 0;
};

}  // namespace fhirops::fixtures

#ifndef FHIROPS_COMPILED
#include "fhirops/testing/make_samples.hpp"  // IWYU pragma: export
#endif
