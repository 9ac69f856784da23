#pragma once
// One table of all rules about whole elements: R4's invariants with their keys, and requirements that R4 states only in words
// (without a key). docs/reference/rules.md lists them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/age.hpp"
#include "fhirops/datatype/attachment.hpp"
#include "fhirops/datatype/contact_point.hpp"
#include "fhirops/datatype/count.hpp"
#include "fhirops/datatype/data_requirement.hpp"
#include "fhirops/datatype/distance.hpp"
#include "fhirops/datatype/duration.hpp"
#include "fhirops/datatype/expression.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/period.hpp"
#include "fhirops/datatype/quantity.hpp"
#include "fhirops/datatype/range.hpp"
#include "fhirops/datatype/ratio.hpp"
#include "fhirops/datatype/timing.hpp"
#include "fhirops/datatype/trigger_definition.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/bundle_view.hpp"
#include "fhirops/resource/operation_definition.hpp"
#include "fhirops/resource/operation_outcome.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource_view.hpp"
#include "fhirops/validate/node.hpp"
#include "fhirops/validate/rules/bundle.hpp"
#include "fhirops/validate/rules/datatype.hpp"
#include "fhirops/validate/rules/domain_resource.hpp"
#include "fhirops/validate/rules/operation_definition.hpp"
#include "fhirops/validate/rules/parameters.hpp"
#include "fhirops/validate/rules/quantity.hpp"
#include "fhirops/validate/rules/timing.hpp"

namespace fhirops::detail {

template <class Subject>
struct rule {
  type_id type;          // of the elements that it applies to
  std::string_view key;  // R4's key, such as `per-1`; empty if it is not an invariant
  issue_severity severity;
  issue_type code;
  std::string_view member;  // the member that an issue is reported at; empty for the element itself
  bool (*holds)(const Subject&);
  std::string_view text;                                      // what is wrong, and what to do
  std::string_view (*fault)(const Subject&) = nullptr;        // the text for the violated one of several conditions
  std::string (*text_with_values)(const Subject&) = nullptr;  // the text with the values found
};

template <Storage S, class T, bool (*Holds)(const T&)>
bool of_object(const node<S>& at) {
  return Holds(at.template as<T>());
}
template <Storage S, class T, std::string_view (*Fault)(const T&)>
bool object_holds(const node<S>& at) {
  return Fault(at.template as<T>()).empty();
}
template <Storage S, class T, std::string_view (*Fault)(const T&)>
std::string_view object_fault(const node<S>& at) {
  return Fault(at.template as<T>());
}
template <Storage S, class T, std::string (*Words)(const T&)>
std::string object_words(const node<S>& at) {
  return Words(at.template as<T>());
}
template <Storage S, bool (*Holds)(const bundle_view<S>&)>
bool of_bundle(const node<S>& at) {
  return Holds(bundle_view<S>(at.info, at.object));
}

// Sorted by type, in the order of `type_id`.
template <Storage S>
struct rule_table {
  using row = rule<node<S>>;

  template <class T, bool (*Holds)(const T&)>
  static constexpr row of(std::string_view key, std::string_view text, issue_severity severity = issue_severity::error) {
    return {T::fhir_type, key, severity, issue_type::invariant, {}, &of_object<S, T, Holds>, text};
  }
  // A rule with several conditions: the text is that of the one that is violated.
  template <class T, std::string_view (*Fault)(const T&)>
  static constexpr row any_of(std::string_view key) {
    return {T::fhir_type,
            key,
            issue_severity::error,
            issue_type::invariant,
            {},
            &object_holds<S, T, Fault>,
            {},
            &object_fault<S, T, Fault>};
  }
  template <bool (*Holds)(const bundle_view<S>&)>
  static constexpr row bundle(std::string_view key, std::string_view text) {
    return {type_id::Bundle, key, issue_severity::error, issue_type::invariant, {}, &of_bundle<S, Holds>, text};
  }
  static constexpr row at(type_id type, bool (*holds)(const node<S>&), std::string_view key, std::string_view text) {
    return {type, key, issue_severity::error, issue_type::invariant, {}, holds, text};
  }
  template <std::string_view (*Fault)(const node<S>&)>
  static constexpr row any_at(type_id type, std::string_view key) {
    return {type, key,  issue_severity::error, issue_type::invariant, {}, [](const node<S>& here) { return Fault(here).empty(); },
            {},   Fault};
  }
  static constexpr row said(row of, std::string (*with_values)(const node<S>&)) {
    of.text_with_values = with_values;
    return of;
  }
  static constexpr row demand(type_id type, bool (*holds)(const node<S>&), issue_type code, std::string_view member,
                              std::string_view text) {
    return {type, {}, issue_severity::error, code, member, holds, text};
  }
  static constexpr row advice(type_id type, bool (*holds)(const node<S>&), issue_type code, std::string_view member,
                              std::string_view text) {
    return {type, {}, issue_severity::warning, code, member, holds, text};
  }

  static constexpr std::string_view qty_3_text = "system is missing: a code needs the system that it is of";
  static constexpr std::string_view dom_6_text = "text is missing: a resource should have one for people to read";

  static constexpr std::array rows{
      of<Age<S>, qty_3>("qty-3", qty_3_text),
      any_of<Age<S>, age_1_fault>("age-1"),
      of<Attachment<S>, att_1>("att-1", "contentType is missing: data needs one"),
      of<ContactPoint<S>, cpt_2>("cpt-2", "system is missing: a value needs one (phone, email, ...)"),
      of<Count<S>, qty_3>("qty-3", qty_3_text),
      any_of<Count<S>, cnt_3_fault>("cnt-3"),
      of<Distance<S>, qty_3>("qty-3", qty_3_text),
      any_of<Distance<S>, dis_1_fault>("dis-1"),
      of<Duration<S>, qty_3>("qty-3", qty_3_text),
      any_of<Duration<S>, drt_1_fault>("drt-1"),
      said(of<Period<S>, per_1>("per-1", {}), &object_words<S, Period<S>, per_1_words>),
      of<Quantity<S>, qty_3>("qty-3", qty_3_text),
      at(type_id::Quantity, sqty_1<S>, "sqty-1", "a comparator is not allowed in a SimpleQuantity: remove it"),
      said(of<Range<S>, rng_2>("rng-2", {}), &object_words<S, Range<S>, rng_2_words>),
      any_of<Ratio<S>, rat_1_fault>("rat-1"),
      said(at(type_id::Reference, ref_1<S>, "ref-1", {}), ref_1_words<S>),
      of<Expression<S>, exp_1>("exp-1", "expression and reference are missing: an Expression needs one of them"),
      of<TriggerDefinition<S>, trd_1>("trd-1", "a trigger must not have both timing and data: keep one of them"),
      of<TriggerDefinition<S>, trd_2>("trd-2", "data is missing: a trigger with a condition needs it"),
      any_of<TriggerDefinition<S>, trd_3_fault>("trd-3"),
      any_of<Extension<S>, ext_1_fault>("ext-1"),
      of<TimingRepeat<S>, tim_1>("tim-1", "durationUnit is missing: a duration needs one"),
      of<TimingRepeat<S>, tim_2>("tim-2", "periodUnit is missing: a period needs one"),
      said(of<TimingRepeat<S>, tim_4>("tim-4", {}), &object_words<S, TimingRepeat<S>, tim_4_words>),
      said(of<TimingRepeat<S>, tim_5>("tim-5", {}), &object_words<S, TimingRepeat<S>, tim_5_words>),
      of<TimingRepeat<S>, tim_6>("tim-6", "period is missing: periodMax needs one"),
      of<TimingRepeat<S>, tim_7>("tim-7", "duration is missing: durationMax needs one"),
      of<TimingRepeat<S>, tim_8>("tim-8", "count is missing: countMax needs one"),
      any_of<TimingRepeat<S>, tim_9_fault>("tim-9"),
      of<TimingRepeat<S>, tim_10>("tim-10", "timeOfDay and when must not appear together: keep one of them"),
      any_of<DataRequirementCodeFilter<S>, path_fault>("drq-1"),
      any_of<DataRequirementDateFilter<S>, path_fault>("drq-2"),
      any_of<ParametersParameter<S>, inv_1_fault>("inv-1"),
      advice(type_id::ParametersParameter, has_one_level_of_parts<S>, issue_type::structure, {},
             "a part must not have parts: R4 allows one level of them"),
      said(at(type_id::BundleEntry, bdl_2<S>, "bdl-2", {}), bdl_2_words<S>),
      said(at(type_id::BundleEntry, bdl_3<S>, "bdl-3", {}), bdl_3_words<S>),
      said(at(type_id::BundleEntry, bdl_4<S>, "bdl-4", {}), bdl_4_words<S>),
      at(type_id::BundleEntry, bdl_5<S>, "bdl-5", "an entry needs a resource, a request or a response: add one of them"),
      said(at(type_id::BundleEntry, bdl_7<S>, "bdl-7", {}), bdl_7_words<S>),
      said(at(type_id::BundleEntry, bdl_8<S>, "bdl-8", {}), bdl_8_words<S>),
      said(advice(type_id::BundleEntry, has_absolute_full_url<S>, issue_type::value, "fullUrl", {}), absolute_full_url_words<S>),
      said(demand(type_id::BundleEntry, has_full_url_of_id<S>, issue_type::value, "fullUrl", {}), full_url_words<S>),
      said(advice(type_id::BundleEntry, has_full_url_of_type<S>, issue_type::value, "fullUrl", {}), full_url_words<S>),
      said(advice(type_id::BundleEntry, has_id_of_full_url<S>, issue_type::required, "resource", {}), full_url_words<S>),
      advice(type_id::BundleEntry, has_full_url<S>, issue_type::required, {},
             "fullUrl is missing: each entry with a resource needs one, unless its request is a POST"),
      said(advice(type_id::BundleEntry, has_resource_where_needed<S>, issue_type::required, {}, {}), resource_needed_words<S>),
      said(advice(type_id::BundleEntrySearch, of_object<S, BundleEntrySearch<S>, has_score_in_range>, issue_type::value, "score",
                  {}),
           &object_words<S, BundleEntrySearch<S>, score_words>),
      said(advice(type_id::BundleEntryResponse, of_object<S, BundleEntryResponse<S>, has_http_status>, issue_type::value,
                  "status", {}),
           &object_words<S, BundleEntryResponse<S>, http_status_words>),
      of<OperationDefinitionParameter<S>, opd_1>("opd-1", "type is missing: a parameter needs a type or parts"),
      of<OperationDefinitionParameter<S>, opd_2>("opd-2",
                                                 "searchType is not allowed here: only a parameter of type string has one"),
      of<OperationDefinitionParameter<S>, opd_3>(
          "opd-3", "targetProfile is not allowed here: only a parameter of type Reference or canonical has one"),
      said(bundle<bdl_1>("bdl-1", {}), bdl_1_words<S>),
      any_at<bdl_2_of_all<S>>(type_id::Bundle, "bdl-2"),
      any_at<bdl_3_of_all<S>>(type_id::Bundle, "bdl-3"),
      any_at<bdl_4_of_all<S>>(type_id::Bundle, "bdl-4"),
      any_at<bdl_9_fault<S>>(type_id::Bundle, "bdl-9"),
      bundle<bdl_10>("bdl-10", "timestamp is missing: a document needs one"),
      said(bundle<bdl_11>("bdl-11", {}), first_resource_words<S>),
      said(bundle<bdl_12>("bdl-12", {}), first_resource_words<S>),
      of<OperationOutcome<S>, dom_6>("dom-6", dom_6_text, issue_severity::warning),
      said(of<OperationDefinition<S>, opd_0>("opd-0", {}, issue_severity::warning),
           &object_words<S, OperationDefinition<S>, opd_0_words>),
      of<OperationDefinition<S>, dom_6>("dom-6", dom_6_text, issue_severity::warning),
  };

  // Where the rules of each type begin; they end where those of the next type begin.
  static constexpr auto starts = [] {
    std::array<std::uint8_t, type_count + 1> all{};
    std::size_t row = 0;
    for (std::size_t type = 0; type <= type_count; ++type) {
      all[type] = static_cast<std::uint8_t>(row);
      while (row < rows.size() && static_cast<std::size_t>(rows[row].type) == type) ++row;
    }
    return all;
  }();
  static_assert(starts[type_count] == rows.size(), "the rules are sorted by type");

  static std::span<const row> of_type(type_id type) noexcept {
    const auto i = static_cast<std::size_t>(type);
    return std::span<const row>(rows).subspan(starts[i], static_cast<std::size_t>(starts[i + 1] - starts[i]));
  }
};

// The rules for each contained resource, with or without a table. dom-3 is checked after the whole resource that contains it.
template <Storage S>
inline constexpr std::array contained_rules{
    rule<resource_view<S>>{type_id::none,
                           "dom-2",
                           issue_severity::error,
                           issue_type::invariant,
                           {},
                           dom_2<S>,
                           "a contained resource must not contain others: move them beside it"},
    rule<resource_view<S>>{type_id::none,
                           "dom-4",
                           issue_severity::error,
                           issue_type::invariant,
                           {},
                           dom_4<S>,
                           "a contained resource must not have meta.versionId or meta.lastUpdated: remove them"},
    rule<resource_view<S>>{type_id::none,
                           "dom-5",
                           issue_severity::error,
                           issue_type::invariant,
                           {},
                           dom_5<S>,
                           "a contained resource must not have meta.security: remove it"},
};

}  // namespace fhirops::detail
