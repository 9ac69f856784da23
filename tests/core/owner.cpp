// An object with one owner: it is destroyed once, whoever had it last.

#include "fhirops/core/owner.hpp"

#include <string>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

namespace {

using fhirops::detail::make_owner;
using fhirops::detail::owner;

struct shape {
  explicit shape(int& count) : destroyed(&count) {}
  shape(const shape&) = delete;
  shape& operator=(const shape&) = delete;
  virtual ~shape() { ++*destroyed; }
  [[nodiscard]] virtual int corners() const { return 0; }
  int* destroyed;
};
struct square final : shape {
  using shape::shape;
  [[nodiscard]] int corners() const override { return 4; }
  std::string name = "a text that is too long to be kept in place";
};

static_assert(sizeof(owner<shape>) == sizeof(void*));
static_assert(std::is_nothrow_move_constructible_v<owner<shape>> && !std::is_copy_constructible_v<owner<shape>>);

}  // namespace

TEST_CASE("an owner destroys its object once, by its own type", "[core][owner]") {
  int destroyed = 0;
  {
    owner<shape> first(new square(destroyed));
    REQUIRE(first);
    CHECK(first->corners() == 4);
    owner<shape> second(std::move(first));
    CHECK_FALSE(first);  // NOLINT(bugprone-use-after-move): it is empty
    CHECK((*second).corners() == 4);
    CHECK(destroyed == 0);
  }
  CHECK(destroyed == 1);
}

TEST_CASE("an owner that is assigned to destroys what it had", "[core][owner]") {
  int left = 0;
  int right = 0;
  auto to = make_owner<square>(left);
  auto from = make_owner<square>(right);
  square* const kept = from.get();
  to = std::move(from);
  CHECK(left == 1);
  CHECK(right == 0);
  CHECK(to.get() == kept);
  owner<square>& same = to;
  to = std::move(same);
  CHECK(to.get() == kept);
  CHECK(right == 0);
  to = owner<square>();
  CHECK(right == 1);
  CHECK_FALSE(to);
}
