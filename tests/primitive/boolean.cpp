#include "fhirops/primitive/boolean.hpp"

#include <concepts>

#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/integer.hpp"
#include "support/catch.hpp"

using fhirops::Boolean;

static_assert(!std::constructible_from<Boolean<>, int>, "1 is not true");
static_assert(!std::constructible_from<Boolean<>, const char*>, "\"false\" is not true");

TEST_CASE("a boolean is true, false or absent") {
  CHECK(Boolean<>(true).ok());
  CHECK(Boolean<>(false).ok());
  CHECK_FALSE(Boolean<>(false).empty());
  CHECK_FALSE(Boolean<>().ok());
  CHECK(Boolean<>().empty());
}

TEST_CASE("an absent boolean is neither true nor false") {
  CHECK(Boolean<>(true) == true);
  CHECK(Boolean<>(true) != false);
  CHECK(Boolean<>(false) == false);
  CHECK(Boolean<>() != false);
  CHECK(Boolean<>() != true);
  CHECK(Boolean<>() == Boolean<>());
  CHECK(Boolean<>() != Boolean<>(false));
}

TEST_CASE("booleans are equal if their extensions are too") {
  Boolean<> a = true;
  a.element.emplace().id = "a";
  CHECK(a != Boolean<>(true));
  CHECK(a == true);
}

TEST_CASE("borrowed booleans and integers are equal if their extensions are too") {
  Boolean<fhirops::borrowed> truth = true;
  CHECK(truth == Boolean<fhirops::borrowed>(true));
  CHECK(truth != Boolean<fhirops::borrowed>(false));
  truth.element.emplace().id = "a";
  CHECK(truth != Boolean<fhirops::borrowed>(true));
  fhirops::Integer<fhirops::borrowed> number = 5;
  CHECK(number == fhirops::Integer<fhirops::borrowed>(5));
  CHECK(number != fhirops::Integer<fhirops::borrowed>(6));
  number.element.emplace().id = "a";
  CHECK(number != fhirops::Integer<fhirops::borrowed>(5));
}
