// An optional value kept apart: it behaves as std::optional does, and can hold its own type.

#include "fhirops/core/box.hpp"

#include <concepts>
#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/tracked.hpp"

namespace {

using fhirops::box;
using support::census;
using support::tracked;

// Incomplete where its own member is declared.
struct node {
  int number = 0;
  box<node> next{};
  friend bool operator==(const node&, const node&) = default;
};

static_assert(sizeof(box<std::string>) == sizeof(void*));
static_assert(std::regular<box<std::string>>);
static_assert(std::is_nothrow_move_constructible_v<box<tracked>> && std::is_nothrow_move_assignable_v<box<tracked>>);
// Not from the first member of an aggregate, which g++ would otherwise allow.
static_assert(std::constructible_from<box<node>, node> && std::convertible_to<node, box<node>>);
static_assert(!std::constructible_from<box<node>, int> && !std::assignable_from<box<node>&, int>);
template <class Box, class From>
concept Emplaces = requires(Box one, From from) { one.emplace(from); };
static_assert(!Emplaces<box<node>, int> && Emplaces<box<node>, node> && Emplaces<box<std::string>, const char*>);
static_assert(!std::constructible_from<box<std::string>, int>, "a box is made from what its content is made from");

// Boxes of different types have nothing in common, though all are made of the same block.
static_assert(!std::equality_comparable_with<box<int>, box<std::string>>);
static_assert(!std::assignable_from<box<int>&, box<std::string>>);
template <class A, class B>
concept Swappable = requires(A a, B b) { a.swap(b); };
static_assert(Swappable<box<int>, box<int>> && !Swappable<box<int>, box<std::string>>);

constinit const box<std::string> absent_from_the_start{};

}  // namespace

TEST_CASE("an absent box has no value") {
  const box<int> absent;
  CHECK_FALSE(absent.has_value());
  CHECK_FALSE(static_cast<bool>(absent));
  CHECK_FALSE(absent_from_the_start.has_value());
}

TEST_CASE("a box is set by a value, as an element is") {
  box<std::string> text = "abc";
  REQUIRE(text.has_value());
  CHECK(*text == "abc");
  CHECK(text->size() == 3);
  text = std::string("def");
  CHECK(*text == "def");
  text = {};
  CHECK_FALSE(text.has_value());
}

TEST_CASE("emplace replaces the content, ensure keeps it") {
  box<std::string> text;
  CHECK(text.ensure().empty());
  CHECK(text.emplace(std::size_t{3}, 'x') == "xxx");
  CHECK(text.ensure() == "xxx");
  text.reset();
  CHECK_FALSE(text.has_value());
  text.reset();
  CHECK_FALSE(text.has_value());
}

TEST_CASE("emplace may be given the old content") {
  box<std::string> text = std::string(100, 'x');
  text.emplace(*text + "y");
  CHECK(*text == std::string(100, 'x') + "y");
  text.emplace(text->begin(), text->begin() + 2);
  CHECK(*text == "xx");
}

TEST_CASE("copies of a box are independent") {
  box<std::string> first = "abc";
  box<std::string> second = first;
  *second += "def";
  CHECK(*first == "abc");
  CHECK(*second == "abcdef");
  first = second;
  CHECK(*first == "abcdef");
  first = box<std::string>();
  CHECK_FALSE(first.has_value());
  CHECK(second.has_value());
}

TEST_CASE("a moved box leaves an absent one") {
  box<std::string> first = "abc";
  const std::string* content = &*first;
  box<std::string> second = std::move(first);
  CHECK(&*second == content);
  CHECK_FALSE(first.has_value());  // NOLINT(bugprone-use-after-move): specified
  box<std::string> third = "old";
  third = std::move(second);
  CHECK(*third == "abc");
  CHECK_FALSE(second.has_value());  // NOLINT(bugprone-use-after-move)
}

TEST_CASE("a box survives being assigned to itself") {
  box<std::string> text = "abc";
  box<std::string>& same = text;
  text = same;
  CHECK(*text == "abc");
  text = std::move(same);
  CHECK(*text == "abc");
  box<std::string> absent;
  box<std::string>& same_absent = absent;
  absent = same_absent;
  CHECK_FALSE(absent.has_value());
}

TEST_CASE("a box can be replaced by a part of its own content") {
  node chain{1, node{2, node{3, {}}}};
  SECTION("copied") {
    chain.next = chain.next->next;
    CHECK(chain == node{1, node{3, {}}});
  }
  SECTION("moved") {
    chain.next = std::move(chain.next->next);
    CHECK(chain == node{1, node{3, {}}});
  }
  SECTION("the whole by its part") {
    chain = node(*chain.next);
    CHECK(chain == node{2, node{3, {}}});
  }
}

TEST_CASE("boxes are equal if both are absent or their contents are equal") {
  CHECK(box<int>() == box<int>());
  CHECK(box<int>(1) == box<int>(1));
  CHECK(box<int>(1) != box<int>(2));
  CHECK(box<int>(1) != box<int>());
  CHECK(box<int>() != box<int>(0));
  CHECK(node{1, node{2, {}}} == node{1, node{2, {}}});
  CHECK(node{1, node{2, {}}} != node{1, node{3, {}}});
  CHECK(node{1, node{2, {}}} != node{1, {}});
}

TEST_CASE("a box compares with a plain value; an absent one equals none") {
  CHECK(box<int>(1) == 1);
  CHECK(1 == box<int>(1));
  CHECK(box<int>(1) != 2);
  CHECK(box<int>() != 0);
  CHECK(box<std::string>("abc") == std::string("abc"));
  CHECK(box<std::string>("abc") == "abc");
}

TEST_CASE("boxes swap their contents") {
  box<int> a = 1;
  box<int> b;
  a.swap(b);
  CHECK_FALSE(a.has_value());
  CHECK(b == 1);
  std::swap(a, b);
  CHECK(a == 1);
}

TEST_CASE("a box destroys its content once") {
  const census count;
  {
    box<tracked> a = tracked(1);
    box<tracked> b = a;
    box<tracked> c = std::move(a);
    b = c;
    c.emplace(5);
    b.reset();
    std::vector<box<tracked>> many(3, c);
    many.push_back(std::move(c));
    CHECK(tracked::live == 4);
  }
  CHECK(census::all_gone());
}

TEST_CASE("a box keeps its content if copying another one throws") {
  const census count;
  {
    const box<tracked> source = tracked(1);
    box<tracked> target = tracked(2);
    const tracked number = 3;
    tracked::copies_left = 0;
    CHECK_THROWS_AS(box<tracked>(source), support::no_more_copies);
    CHECK_THROWS_AS(target = source, support::no_more_copies);
    CHECK(target->number == 2);
    CHECK_THROWS_AS(target.emplace(number), support::no_more_copies);
    CHECK(target->number == 2);
    CHECK_THROWS_AS(box<tracked>(number), support::no_more_copies);
  }
  CHECK(census::all_gone());
}
