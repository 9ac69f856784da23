// The element of a table that a member's name refers to, wherever the search begins.

#include "fhirops/json/find_element.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

struct found {
  std::size_t index;
  type_id type;
  friend bool operator==(const found&, const found&) = default;
};
template <class T>
found find(std::string_view name, std::size_t hint = 0) {
  found made{};
  made.index = detail::find_element(detail::type_table<T>(), name, hint, made.type);
  return made;
}
template <class T>
constexpr std::size_t count = std::size(describe<T>::fields);

// Every element is found from every hint, and nothing else is.
template <class T>
void check_table() {
  for (std::size_t i = 0; i < count<T>; ++i) {
    const auto& field = describe<T>::fields[i];
    for (std::size_t hint = 0; hint <= count<T>; ++hint) {
      CAPTURE(field.name, hint);
      if (field.kind != detail::shape::value) {
        CHECK(find<T>(field.name, hint) == found{i, type_id::none});
      } else {
        for (std::size_t type = 1; type <= value_type_count; ++type) {
          const auto id = static_cast<type_id>(type);
          const std::string name = std::string(field.name) + std::string(detail::choice_suffix(id));
          CHECK(find<T>(name, hint) == (field.choices.contains(id) ? found{i, id} : found{count<T>, type_id::none}));
        }
        CHECK(find<T>(field.name, hint).index == count<T>);
      }
      CHECK(find<T>(std::string(field.name) + "x", hint).index == count<T>);
      CHECK(find<T>(field.name.substr(1), hint).index == count<T>);
    }
  }
  for (const std::string_view name : {"", "x", "_id", "resourceType", "valueNothing"}) CHECK(find<T>(name).index == count<T>);
}

}  // namespace

TEST_CASE("each element of a table is found by its name, value[x] by the name of each type that it may have",
          "[json][find_element]") {
  check_table<ParametersParameter<>>();
  check_table<BundleEntry<>>();
  check_table<OperationOutcomeIssue<>>();
  check_table<OperationDefinitionParameter<>>();
  check_table<UsageContext<borrowed>>();
  check_table<Annotation<>>();
}

TEST_CASE("a choice of a few types has only these", "[json][find_element]") {
  CHECK(find<Annotation<>>("authorString").type == type_id::string);
  CHECK(find<Annotation<>>("authorReference").type == type_id::Reference);
  CHECK(find<Annotation<>>("authorCode").index == count<Annotation<>>);
}
