#pragma once
// Makes values for bound structs, such as the requests of operations, in which every member is set.

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/choice_suffix.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/operation/any.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/enum_codes.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/search_value.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::fixtures {

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
    T value{};
    fill_members(value);
    return value;
  }

 private:
  template <class T>
  void fill_members(T& value) {
    fhirops::detail::for_each_param(fhirops::detail::table_value<T>,
                                    [&]<class Param>(Param, const fhirops::param_details& details) {
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
    else if constexpr (TextMember<T>)
      item = T("\"text\" " + std::to_string(seed_) + " på vej");
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
    std::string needed;  // the members that R4 requires of the resource
    if (type == "Bundle") needed = R"(,"type":"collection")";
    if (type == "Binary") needed = R"(,"contentType":"text/plain")";
    if (type == "OperationOutcome") needed = R"(,"issue":[{"severity":"information","code":"informational"}])";
    if (type == "OperationDefinition")
      needed =
          R"(,"name":"Sample","status":"draft","kind":"operation","code":"sample","system":true,"type":false,"instance":false)";
    return R"({"resourceType":")" + std::string(type) + R"(","id":"r)" + std::to_string(seed_) + '"' + needed + '}';
  }
  [[nodiscard]] fhirops::ParametersParameter<> parameter_with(fhirops::type_id type) const {
    const std::string text = R"({"resourceType":"Parameters","parameter":[{"name":"x","value)" +
                             std::string(fhirops::detail::choice_suffix(type)) + "\":" + sample(type) + "}]}";
    return read<fhirops::Parameters<>>(text).parameter[0];
  }
  [[nodiscard]] std::string sample(fhirops::type_id type) const {
    using enum fhirops::type_id;
    const std::string n = std::to_string(1000 + seed_);
    switch (type) {
      case boolean:
        return seed_ % 2 != 0 ? "true" : "false";
      case integer:
      case positiveInt:
      case unsignedInt:
        return n;
      case decimal:
        return n + ".50";
      case base64Binary:
        return "\"AAAA\"";
      case date:
        return '"' + n + "-10\"";
      case dateTime:
        return '"' + n + '"';
      case instant:
        return '"' + n + "-10-12T09:51:50.120+02:00\"";
      case time:
        return "\"09:51:50\"";
      case uuid:
        return "\"urn:uuid:0aaca7cd-67c3-48dd-a8c4-0cceecb5" + n + '"';
      case oid:
        return "\"urn:oid:1.2." + n + '"';
      default:
        return type < Address ? "\"c" + n + '"'
                              : R"({"id":"e)" + n + R"(","extension":[{"url":"urn:sample","valueString":"x)" + n + "\"}]" +
                                    std::string(required(type)) + '}';
    }
  }
  // The members that R4 requires of a datatype.
  static std::string_view required(fhirops::type_id type) {
    using enum fhirops::type_id;
    switch (type) {
      case Annotation:
        return R"(,"text":"a")";
      case Contributor:
        return R"(,"type":"author","name":"a")";
      case DataRequirement:
        return R"(,"type":"Patient")";
      case Expression:
        return R"(,"language":"text/fhirpath","expression":"id")";
      case ParameterDefinition:
        return R"(,"use":"in","type":"string")";
      case RelatedArtifact:
        return R"(,"type":"citation")";
      case SampledData:
        return R"(,"origin":{"value":0},"period":10,"dimensions":1)";
      case Signature:
        return R"(,"type":[{"code":"a"}],"when":"2026-10-12T09:51:50Z","who":{"display":"a"})";
      case TriggerDefinition:
        return R"(,"type":"named-event","name":"a")";
      case UsageContext:
        return R"(,"code":{"code":"a"},"valueCodeableConcept":{"text":"a"})";
      default:
        return "";
    }
  }

  unsigned seed_ = 0;
};

}  // namespace fhirops::fixtures
