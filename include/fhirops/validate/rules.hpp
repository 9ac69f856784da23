#pragma once
// All rules that are asked of whole elements, in one table: R4's invariants by their keys, and what R4 asks
// for in words only (without a key). docs/reference/rules.md tells of each.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/type_info.hpp"
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
  type_id type;          // of the elements that it is asked of
  std::string_view key;  // R4's, such as `per-1`; empty where it is no invariant
  issue_severity severity;
  issue_type code;
  std::string_view member;  // where in the element an issue stands; usually it is the element
  bool (*holds)(const Subject&);
  std::string_view text;  // what is wrong, and what to do
  std::string_view (*fault)(const Subject&) = nullptr;  // the same of the condition that fails, where there are several
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
template <Storage S, bool (*Holds)(const bundle_view<S>&)>
bool of_bundle(const node<S>& at) {
  return Holds(bundle_view<S>(at.info, at.object));
}

// Sorted by type, in the order of `type_id`.
template <Storage S>
struct rule_table {
  using row = rule<node<S>>;

  template <class T, bool (*Holds)(const T&)>
  static constexpr row of(std::string_view key, std::string_view text,
                          issue_severity severity = issue_severity::error) {
    return {T::fhir_type, key, severity, issue_type::invariant, {}, &of_object<S, T, Holds>, text};
  }
  // Of several conditions: the text is that of the one that fails.
  template <class T, std::string_view (*Fault)(const T&)>
  static constexpr row any_of(std::string_view key) {
    return {T::fhir_type, key, issue_severity::error, issue_type::invariant, {}, &object_holds<S, T, Fault>, {},
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
    return {type, key, issue_severity::error, issue_type::invariant, {},
            [](const node<S>& here) { return Fault(here).empty(); }, {}, Fault};
  }
  static constexpr row demand(type_id type, bool (*holds)(const node<S>&), issue_type code, std::string_view member,
                              std::string_view text) {
    return {type, {}, issue_severity::error, code, member, holds, text};
  }
  static constexpr row advice(type_id type, bool (*holds)(const node<S>&), issue_type code, std::string_view member,
                              std::string_view text) {
    return {type, {}, issue_severity::warning, code, member, holds, text};
  }

  static constexpr std::string_view qty_3_text = "a code needs the system that it is of: set system";
  static constexpr std::string_view dom_6_text = "a resource should have a text for people: set text";

  static constexpr std::array rows{
      of<Age<S>, qty_3>("qty-3", qty_3_text),
      any_of<Age<S>, age_1_fault>("age-1"),
      of<Attachment<S>, att_1>("att-1", "data needs the contentType that it is of: set contentType"),
      of<ContactPoint<S>, cpt_2>("cpt-2", "a value needs the system that it is of (phone, email, ...): set system"),
      of<Count<S>, qty_3>("qty-3", qty_3_text),
      any_of<Count<S>, cnt_3_fault>("cnt-3"),
      of<Distance<S>, qty_3>("qty-3", qty_3_text),
      any_of<Distance<S>, dis_1_fault>("dis-1"),
      of<Duration<S>, qty_3>("qty-3", qty_3_text),
      any_of<Duration<S>, drt_1_fault>("drt-1"),
      of<Period<S>, per_1>("per-1", "the start is after the end: correct one of them"),
      of<Quantity<S>, qty_3>("qty-3", qty_3_text),
      at(type_id::Quantity, sqty_1<S>, "sqty-1", "this quantity is a SimpleQuantity, without a comparator: remove it"),
      of<Range<S>, rng_2>("rng-2", "low is more than high: correct one of them"),
      any_of<Ratio<S>, rat_1_fault>("rat-1"),
      at(type_id::Reference, ref_1<S>, "ref-1",
         "no contained resource has this id: a reference that begins with # must be to a resource that the one "
         "which it is in contains"),
      of<Expression<S>, exp_1>("exp-1", "an expression needs an expression or a reference: set one of them"),
      of<TriggerDefinition<S>, trd_1>("trd-1", "a trigger has timing or data, not both"),
      of<TriggerDefinition<S>, trd_2>("trd-2", "a condition needs data"),
      any_of<TriggerDefinition<S>, trd_3_fault>("trd-3"),
      any_of<Extension<S>, ext_1_fault>("ext-1"),
      of<TimingRepeat<S>, tim_1>("tim-1", "a duration needs its unit: set durationUnit"),
      of<TimingRepeat<S>, tim_2>("tim-2", "a period needs its unit: set periodUnit"),
      of<TimingRepeat<S>, tim_4>("tim-4", "a duration is not negative"),
      of<TimingRepeat<S>, tim_5>("tim-5", "a period is not negative"),
      of<TimingRepeat<S>, tim_6>("tim-6", "periodMax needs a period"),
      of<TimingRepeat<S>, tim_7>("tim-7", "durationMax needs a duration"),
      of<TimingRepeat<S>, tim_8>("tim-8", "countMax needs a count"),
      any_of<TimingRepeat<S>, tim_9_fault>("tim-9"),
      of<TimingRepeat<S>, tim_10>("tim-10", "timeOfDay and when exclude each other: keep one of them"),
      any_of<DataRequirementCodeFilter<S>, path_fault>("drq-1"),
      any_of<DataRequirementDateFilter<S>, path_fault>("drq-2"),
      any_of<ParametersParameter<S>, inv_1_fault>("inv-1"),
      advice(type_id::ParametersParameter, has_one_level_of_parts<S>, issue_type::structure, {},
             "R4 allows parts in a parameter, but no parts in parts"),
      any_at<bdl_2_fault<S>>(type_id::BundleEntry, "bdl-2"),
      any_at<bdl_3_fault<S>>(type_id::BundleEntry, "bdl-3"),
      any_at<bdl_4_fault<S>>(type_id::BundleEntry, "bdl-4"),
      at(type_id::BundleEntry, bdl_5<S>, "bdl-5", "an entry has a resource, a request or a response: set one of them"),
      at(type_id::BundleEntry, bdl_7<S>, "bdl-7",
         "an entry before this one has the same fullUrl and the same meta.versionId: make them differ"),
      at(type_id::BundleEntry, bdl_8<S>, "bdl-8", "fullUrl is not of one version: remove /_history/ and what follows"),
      advice(type_id::BundleEntry, has_absolute_full_url<S>, issue_type::value, "fullUrl",
             "fullUrl should be an absolute URI: write urn:uuid: before a UUID, or the address of the server before "
             "type and id"),
      demand(type_id::BundleEntry, has_full_url_of_id<S>, issue_type::value, "fullUrl",
             "fullUrl is the address of a resource with another id than this one: it must end in the id of the "
             "resource"),
      advice(type_id::BundleEntry, has_full_url_of_type<S>, issue_type::value, "fullUrl",
             "fullUrl is the address of a resource of another type than this one: it should end in type and id of "
             "the resource"),
      advice(type_id::BundleEntry, has_id_of_full_url<S>, issue_type::required, "resource",
             "the resource has no id, and fullUrl ends in one: it should be the id of the resource"),
      advice(type_id::BundleEntry, has_full_url<S>, issue_type::required, {},
             "fullUrl is missing: each entry with a resource needs one, unless its request is a POST"),
      advice(type_id::BundleEntry, has_resource_where_needed<S>, issue_type::required, {},
             "each entry of a document, message, searchset or collection should have a resource"),
      advice(type_id::BundleEntrySearch, of_object<S, BundleEntrySearch<S>, has_score_in_range>, issue_type::value,
             "score", "a score is from 0 to 1"),
      advice(type_id::BundleEntryResponse, of_object<S, BundleEntryResponse<S>, has_http_status>, issue_type::value,
             "status", "a status begins with the three digits of an HTTP status, as in 200 OK"),
      of<OperationDefinitionParameter<S>, opd_1>("opd-1", "a parameter has a type or parts: set one of them"),
      of<OperationDefinitionParameter<S>, opd_2>("opd-2", "searchType stands only where type is string"),
      of<OperationDefinitionParameter<S>, opd_3>(
          "opd-3", "targetProfile stands only where type is Reference or canonical"),
      bundle<bdl_1>("bdl-1", "total stands only in a searchset or history: remove it, or change the type"),
      any_at<bdl_2_of_all<S>>(type_id::Bundle, "bdl-2"),
      any_at<bdl_3_of_all<S>>(type_id::Bundle, "bdl-3"),
      any_at<bdl_4_of_all<S>>(type_id::Bundle, "bdl-4"),
      any_at<bdl_9_fault<S>>(type_id::Bundle, "bdl-9"),
      bundle<bdl_10>("bdl-10", "a document has a timestamp"),
      bundle<bdl_11>("bdl-11", "the first resource of a document is a Composition"),
      bundle<bdl_12>("bdl-12", "the first resource of a message is a MessageHeader"),
      of<OperationOutcome<S>, dom_6>("dom-6", dom_6_text, issue_severity::warning),
      of<OperationDefinition<S>, opd_0>(
          "opd-0", "a name should be usable in code: A-Z first, then A-Z, a-z, 0-9 and _, at most 255 in all",
          issue_severity::warning),
      of<OperationDefinition<S>, dom_6>("dom-6", dom_6_text, issue_severity::warning),
  };

  // Where the rules of each type begin; they end where those of the next begin.
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

// What is asked of each contained resource, of a known type or not. dom-3 is asked when all of the resource
// that contains it has been seen.
template <Storage S>
inline constexpr std::array contained_rules{
    rule<resource_view<S>>{type_id::none, "dom-2", issue_severity::error, issue_type::invariant, {}, dom_2<S>,
                           "a contained resource contains no others: put them beside it"},
    rule<resource_view<S>>{type_id::none, "dom-4", issue_severity::error, issue_type::invariant, {}, dom_4<S>,
                           "a contained resource has no meta.versionId and no meta.lastUpdated: remove them"},
    rule<resource_view<S>>{type_id::none, "dom-5", issue_severity::error, issue_type::invariant, {}, dom_5<S>,
                           "a contained resource has no meta.security: remove it"},
};

}  // namespace fhirops::detail
