// What an operation is, and what follows from it: GET, bare resources, URLs.

#include "fhirops/operation/operation.hpp"
#include <fhirops/hl7/operations/example.hpp>

#include <fhirops/hl7/operations/concept_map_translate.hpp>
#include <fhirops/hl7/operations/value_set_validate_code.hpp>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

static_assert(Operation<clinic::Admit> && Operation<clinic::Find> && Operation<hl7::ConceptMapTranslate>);
static_assert(!Operation<clinic::Dose> && !Operation<int>);

// The same but for what is asked, or answered, or said.
template <class In, class Out, bool Quiet = true>
struct with {
  using Request = In;
  using Response = Out;
  static constexpr operation_info info{.code = "x", .affectsState = !Quiet, .system = true};
};
template <class T, class U = T>
struct two {
  T first{};
  U second{};
};
template <class T, class U>
constexpr auto fhir_parameters(const two<T, U>*) {
  return parameters(param<"first", &two<T, U>::first>{}, param<"second", &two<T, U>::second>{});
}
struct named {
  Binary<> value{};
};
constexpr auto fhir_parameters(const named*) { return parameters(param<"returned", &named::value>{}); }
template <class T>
struct returned {
  T value{};
};
template <class T>
constexpr auto fhir_parameters(const returned<T>*) {
  return parameters(param<"return", &returned<T>::value>{});
}
struct unsaid {
  using Request = no_parameters;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "x", .system = true};
};

// GET: nothing changes, and all is primitive.
static_assert(allows_get<clinic::Find>);
static_assert(!allows_get<clinic::Admit>);
static_assert(allows_get<with<no_parameters, no_parameters>>);
static_assert(!allows_get<with<no_parameters, no_parameters, false>>);
static_assert(!allows_get<unsaid>);  // it may change something
static_assert(allows_get<with<two<bool, std::vector<Code<>>>, no_parameters>>);
static_assert(!allows_get<with<two<bool, Coding<>>, no_parameters>>);
static_assert(!allows_get<with<two<bool, clinic::Dose>, no_parameters>>);
static_assert(!allows_get<with<two<bool, Binary<>>, no_parameters>>);
static_assert(!allows_get<with<two<bool, Value<>>, no_parameters>>);
static_assert(!allows_get<with<two<bool, std::variant<bool, std::string>>, no_parameters>>);

// A bare resource as the body: exactly one parameter is one.
static_assert(takes_resource<clinic::Admit> == false);  // three are
static_assert(takes_resource<with<two<bool, Resource<>>, no_parameters>>);
static_assert(takes_resource<with<two<Parameters<>, Coding<>>, no_parameters>>);
static_assert(!takes_resource<with<two<Binary<>>, no_parameters>>);
static_assert(!takes_resource<with<no_parameters, no_parameters>>);

// A bare resource as the answer: the one parameter is called `return`, and is a resource.
static_assert(answers_resource<clinic::Admit>);
static_assert(answers_resource<with<no_parameters, returned<Resource<>>>>);
static_assert(answers_resource<with<no_parameters, returned<std::optional<Binary<>>>>>);
static_assert(!answers_resource<with<no_parameters, returned<std::vector<Binary<>>>>>);
static_assert(!answers_resource<with<no_parameters, returned<bool>>>);
static_assert(!answers_resource<with<no_parameters, two<Binary<>, bool>>>);
static_assert(!answers_resource<with<no_parameters, no_parameters>>);
static_assert(!answers_resource<hl7::ConceptMapTranslate>);

}  // namespace

TEST_CASE("an operation is called at its levels, on its types", "[operation]") {
  CHECK(urls<clinic::Admit>() ==
        std::vector<std::string>{"/Patient/$admit", "/Patient/[id]/$admit", "/Group/$admit", "/Group/[id]/$admit"});
  CHECK(urls<clinic::Find>() == std::vector<std::string>{"/$find", "/Location/$find"});
  CHECK(urls<hl7::ValueSetValidateCode>() ==
        std::vector<std::string>{"/ValueSet/$validate-code", "/ValueSet/[id]/$validate-code"});
  CHECK(urls<unsaid>() == std::vector<std::string>{"/$x"});
}

TEST_CASE("the host says whether an operation changes anything, where the definition does not", "[operation]") {
  using Quiet = with_affects_state<hl7::Example, false>;
  CHECK_FALSE(hl7::Example::info.affectsState.has_value());
  CHECK(Quiet::info.affectsState == false);
  CHECK(definition<Quiet>().affectsState == false);
  CHECK(definition<Quiet>().url == definition<hl7::Example>().url);
  // It requires a Reference, which a URL cannot have.
  CHECK_FALSE(allows_get<Quiet>);
  CHECK(allows_get<with_affects_state<clinic::Find, false>>);
}

TEST_CASE("the members determine whether a URL, or a resource by itself, can be sent", "[operation]") {
  const auto in_url = []<class T>(std::type_identity<T>) { return detail::fits_a_url<T>(detail::table_value<T>); };
  const auto bare = []<class T>(std::type_identity<T>) { return detail::is_bare<T>(detail::table_value<T>); };
  const auto resources = []<class T>(std::type_identity<T>) { return detail::count_resources<T>(detail::table_value<T>); };
  using std::optional;
  using std::type_identity;
  CHECK(in_url(type_identity<no_parameters>()));
  CHECK(in_url(type_identity<two<bool, std::vector<Code<>>>>()));
  CHECK(in_url(type_identity<two<optional<Coding<>>, bool>>()));
  CHECK(in_url(type_identity<two<std::vector<Coding<>>, optional<Binary<>>>>()));
  CHECK_FALSE(in_url(type_identity<two<Coding<>, bool>>()));
  CHECK_FALSE(in_url(type_identity<two<bool, Coding<>>>()));
  CHECK_FALSE(in_url(type_identity<two<Value<>, optional<Coding<>>>>()));
  CHECK_FALSE(in_url(type_identity<clinic::Admit::Request>()));  // two doses are the least
  CHECK(bare(type_identity<returned<Resource<>>>()));
  CHECK(bare(type_identity<returned<optional<Binary<>>>>()));
  CHECK(bare(type_identity<returned<std::variant<bool, Binary<>>>>()));
  CHECK_FALSE(bare(type_identity<returned<bool>>()));
  CHECK_FALSE(bare(type_identity<returned<std::vector<Binary<>>>>()));
  CHECK_FALSE(bare(type_identity<two<Binary<>, bool>>()));
  CHECK_FALSE(bare(type_identity<no_parameters>()));
  CHECK_FALSE(bare(type_identity<named>()));
  CHECK(resources(type_identity<no_parameters>()) == 0);
  CHECK(resources(type_identity<two<Binary<>>>()) == 2);
  CHECK(resources(type_identity<two<bool, Resource<>>>()) == 1);
  CHECK(resources(type_identity<clinic::Admit::Request>()) == 3);
}
