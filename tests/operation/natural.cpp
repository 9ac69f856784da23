// The FHIR type that a C++ type stands for.

#include "fhirops/operation/natural.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <limits>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

template <class T>
using natural = detail::natural_type<T, borrowed>;

static_assert(std::same_as<natural<bool>, Boolean<borrowed>>);
static_assert(std::same_as<natural<std::int32_t>, Integer<borrowed>>);
static_assert(std::same_as<natural<std::int16_t>, Integer<borrowed>>);
static_assert(std::same_as<natural<std::int8_t>, Integer<borrowed>>);
static_assert(std::same_as<natural<std::uint32_t>, UnsignedInt<borrowed>>);
static_assert(std::same_as<natural<std::uint8_t>, UnsignedInt<borrowed>>);
static_assert(std::same_as<natural<std::string>, String<borrowed>>);
static_assert(std::same_as<natural<std::string_view>, String<borrowed>>);
static_assert(std::same_as<natural<std::chrono::sys_seconds>, Instant<borrowed>>);
static_assert(std::same_as<natural<std::chrono::sys_time<std::chrono::milliseconds>>, Instant<borrowed>>);
static_assert(std::same_as<natural<Period<owned>>, Period<borrowed>>);
static_assert(std::same_as<natural<PositiveInt<>>, PositiveInt<borrowed>>);

template <class T>
constexpr bool has_none = std::is_void_v<natural<T>>;
static_assert(has_none<std::int64_t> && has_none<std::uint64_t>);
static_assert(has_none<double> && has_none<float>);
static_assert(has_none<char> && has_none<wchar_t> && has_none<char32_t>);
static_assert(has_none<const char*>);
static_assert(has_none<std::chrono::sys_days> && has_none<std::chrono::seconds>);
static_assert(has_none<Parameters<>> && has_none<Value<>> && has_none<Resource<>>);
static_assert(has_none<Narrative<>>);  // not one of the 50 of value[x]

template <class T>
struct one {
  T value{};
};
template <class T>
constexpr auto fhir_parameters(const one<T>*) {
  return parameters(param<"v", &one<T>::value>{});
}

// The value as it is in Parameters, and whether it comes back.
template <class T>
std::string there_and_back(const T& value) {
  const auto parameters = to_parameters(one<T>{value});
  const auto back = from_parameters<one<T>>(parameters);
  return to_json(parameters).substr(50) + (back && back->value == value ? "" : " does not come back");
}
template <class T>
std::vector<std::string> refusal(Value<> value) {
  Parameters<> parameters;
  add(parameters, "v", std::move(value));
  return test::reported(from_parameters<one<T>>(parameters).issues());
}

}  // namespace

TEST_CASE("plain C++ values become FHIR types in Parameters, and come back", "[operation][natural]") {
  CHECK(there_and_back(true) == R"("v","valueBoolean":true}]})");
  CHECK(there_and_back(std::numeric_limits<std::int32_t>::min()) == R"("v","valueInteger":-2147483648}]})");
  CHECK(there_and_back(std::int8_t{-128}) == R"("v","valueInteger":-128}]})");
  CHECK(there_and_back(std::uint32_t{2147483647}) == R"("v","valueUnsignedInt":2147483647}]})");
  CHECK(there_and_back(std::string("på \"vej\"")) == R"("v","valueString":"på \"vej\""}]})");
  using namespace std::chrono;
  CHECK(there_and_back(sys_days{2023y / October / 12} + 9h + 51min + 50s) == R"("v","valueInstant":"2023-10-12T09:51:50Z"}]})");
  CHECK(there_and_back(sys_days{1969y / December / 31} + 23h + 59min + 59s + 5ms) ==
        R"("v","valueInstant":"1969-12-31T23:59:59.005Z"}]})");
}

TEST_CASE("a value that a member cannot hold is refused, with its path", "[operation][natural]") {
  using lines = std::vector<std::string>;
  CHECK(refusal<std::int8_t>(Integer<>(128)) == lines{"error value Parameters.parameter[0].value /parameter/0/valueInteger"});
  CHECK(refusal<std::int8_t>(Integer<>(-128)).empty());
  CHECK(refusal<std::int8_t>(Integer<>(127)).empty());
  CHECK(refusal<std::int8_t>(Integer<>(-129)).size() == 1);
  CHECK(refusal<std::uint8_t>(UnsignedInt<>(0)).empty());
  CHECK(refusal<std::uint8_t>(UnsignedInt<>(255)).empty());
  CHECK(refusal<std::uint8_t>(UnsignedInt<>(256)).size() == 1);
  CHECK(refusal<std::int32_t>(Integer<>(2147483647)).empty());
  CHECK(refusal<std::int32_t>(Integer<>(std::int64_t{2147483648})) ==
        lines{"error value Parameters.parameter[0].value /parameter/0/valueInteger"});
  CHECK(refusal<std::uint32_t>(UnsignedInt<>(-1)) ==
        lines{"error value Parameters.parameter[0].value /parameter/0/valueUnsignedInt"});
  CHECK(refusal<std::chrono::sys_seconds>(Instant<>("2023")) ==
        lines{"error value Parameters.parameter[0].value /parameter/0/valueInstant"});
  CHECK(refusal<std::chrono::sys_time<std::chrono::nanoseconds>>(Instant<>("9999-01-01T00:00:00Z")) ==
        lines{"error value Parameters.parameter[0].value /parameter/0/valueInstant"});
  // A number of another type is another number.
  CHECK(refusal<std::int32_t>(UnsignedInt<>(1)) ==
        lines{"error value Parameters.parameter[0].value /parameter/0/valueUnsignedInt"});
}

TEST_CASE("a primitive with extensions alone has no value for a plain member", "[operation][natural]") {
  const auto read = from_json<Parameters<>>(
      R"({"resourceType":"Parameters","parameter":[{"name":"v","_valueBoolean":{"extension":[{"url":"urn:x","valueCode":"unknown"}]}}]})");
  REQUIRE(read);
  const auto refused = from_parameters<one<bool>>(*read);
  REQUIRE(refused.issues().size() == 1);
  CHECK(refused.issues()[0].text == "the parameter \"v\" has valueBoolean with extensions only, but needs a value");
  CHECK(refused.issues()[0].pointer == "/parameter/0/valueBoolean");
  // FHIR's own type keeps them.
  const auto kept = from_parameters<one<Boolean<>>>(*read);
  REQUIRE(kept);
  CHECK(to_parameters(*kept) == *read);
}

TEST_CASE("extensions and the text of a date-time are kept by FHIR's own types", "[operation][natural]") {
  const auto read = from_json<Parameters<>>(
      R"({"resourceType":"Parameters","parameter":[{"name":"v","valueDateTime":"2023-10-12T09:51:50.120+00:00","_valueDateTime":{"id":"a"}}]})");
  REQUIRE(read);
  const auto kept = from_parameters<one<DateTime<>>>(*read);
  REQUIRE(kept);
  CHECK(to_parameters(*kept) == *read);
}
