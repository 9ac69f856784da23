// The tables find an element by its offset, which C++ promises for standard-layout types alone; and all
// types are regular, for owned and for borrowed text.

#include <concepts>
#include <fhirops/fhirops.hpp>
#include <type_traits>

namespace {

using namespace fhirops;

template <class T>
inline constexpr bool is_value = std::regular<T> && std::is_nothrow_move_constructible_v<T> && std::is_nothrow_destructible_v<T>;

template <class T>
inline constexpr bool has_table = Described<T> && std::is_standard_layout_v<T>;

template <class... T>
constexpr bool all_values(detail::type_list<T...>) {
  return (is_value<T> && ...);
}
template <class... T>
constexpr bool all_tables(detail::type_list<T...>) {
  return (has_table<T> && ...);
}

template <Storage S>
using elements = detail::type_list<Element<S>, Extension<S>, Narrative<S>, TimingRepeat<S>, DataRequirementCodeFilter<S>,
                                   DataRequirementDateFilter<S>, DataRequirementSort<S>, DosageDoseAndRate<S>,
                                   ParametersParameter<S>, BundleLink<S>, BundleEntry<Resource<S>>, BundleEntrySearch<S>,
                                   BundleEntryRequest<S>, BundleEntryResponse<S>, OperationOutcomeIssue<S>,
                                   OperationDefinitionParameter<S>, OperationDefinitionParameterBinding<S>,
                                   OperationDefinitionParameterReferencedFrom<S>, OperationDefinitionOverload<S>>;
template <Storage S>
using resources = detail::type_list<Parameters<S>, Bundle<Resource<S>>, Bundle<Parameters<S>>, OperationOutcome<S>,
                                    OperationDefinition<S>, Binary<S>>;

template <Storage S>
constexpr bool sound() {
  static_assert(all_values(detail::value_primitives<S>{}));
  static_assert(all_values(detail::value_complexes<S>{}));
  static_assert(all_values(elements<S>{}));
  static_assert(all_values(resources<S>{}));
  static_assert(is_value<RawResource<S>> && is_value<Resource<S>> && is_value<Value<S>> && is_value<ReportJob<Parameters<S>>>);

  static_assert(all_tables(detail::value_complexes<S>{}));
  static_assert(all_tables(elements<S>{}));
  static_assert(all_tables(resources<S>{}));
  // What is in an element is found by its offset too.
  static_assert(std::is_standard_layout_v<Value<S>> && std::is_standard_layout_v<Resource<S>>);

  // value[x] is a small tagged value, not as large as the largest of its 50 types.
  static_assert(sizeof(Value<S>) <= 56);
  static_assert(sizeof(Resource<S>) == sizeof(void*));
  return true;
}

static_assert(sound<owned>());
static_assert(sound<borrowed>());

}  // namespace
