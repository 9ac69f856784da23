// What a bound member may be, and that no two members of a struct are the same parameter.

#include "fhirops/operation/bound_member.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

enum class bare { one };

struct members {
  std::string text{};
  std::optional<bool> flag{};
  std::vector<clinic::Dose> doses{};
  list<Coding<>> codings{};
  std::optional<double> real{};
  std::vector<std::variant<bool, float>> reals{};
  bare code{};
  std::int64_t wide{};
};

template <auto Member>
using of = std::remove_const_t<decltype(Member)>;

static_assert(std::is_same_v<detail::occurrence<std::vector<Coding<>>>::item, Coding<>>);
static_assert(detail::occurrence<list<Coding<>>>::many && detail::occurrence<list<Coding<>>>::min == 0);
static_assert(!detail::occurrence<std::optional<bool>>::many && detail::occurrence<std::optional<bool>>::min == 0);
static_assert(!detail::occurrence<bool>::many && detail::occurrence<bool>::min == 1);

static_assert(detail::may_be_member<of<&members::text>> && detail::may_be_member<of<&members::flag>>);
static_assert(detail::may_be_member<of<&members::doses>> && detail::may_be_member<of<&members::codings>>);
static_assert(!detail::may_be_member<of<&members::wide>> && !detail::may_be_member<of<&members::code>>);
static_assert(detail::is_float_member<of<&members::real>> && detail::is_float_member<of<&members::reals>>);
static_assert(!detail::is_float_member<of<&members::flag>>);
static_assert(detail::is_bare_enum<of<&members::code>> && !detail::is_bare_enum<of<&members::flag>>);
static_assert(detail::is_wide_integer<of<&members::wide>> && !detail::is_wide_integer<of<&members::flag>>);

}  // namespace

TEST_CASE("the table of a struct names each parameter and each member once", "[operation]") {
  using Dose = clinic::Dose;
  using a = param<"a", &Dose::drug>;
  using b = param<"b", &Dose::times>;
  using c = param<"c", &Dose::taken>;
  CHECK(detail::names_differ<>());
  CHECK(detail::members_differ<>());
  CHECK(detail::names_differ<a, b, c>());
  CHECK(detail::members_differ<a, b, c>());
  using a_again = param<"a", &Dose::taken>;
  CHECK_FALSE(detail::names_differ<a, a_again>());
  CHECK_FALSE(detail::names_differ<a, b, a_again>());
  CHECK_FALSE(detail::names_differ<b, a, a_again>());
  CHECK(detail::members_differ<a, b, a_again>());
  using drug = resource_param<"d", &Dose::drug>;
  CHECK_FALSE(detail::members_differ<a, drug>());
  CHECK_FALSE(detail::members_differ<a, b, drug>());
  CHECK_FALSE(detail::members_differ<b, a, drug>());
  CHECK(detail::names_differ<a, b, drug>());
}
