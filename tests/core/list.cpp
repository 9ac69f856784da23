// A repeating element: it behaves as std::vector does, and costs one pointer while it is empty.

#include "fhirops/core/list.hpp"

#include <algorithm>
#include <concepts>
#include <iterator>
#include <numeric>
#include <ranges>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/datatype/human_name.hpp"
#include "support/catch.hpp"
#include "support/tracked.hpp"

namespace {

using fhirops::list;
using support::census;
using support::tracked;

struct tree {
  int number = 0;
  list<tree> children{};
  friend bool operator==(const tree&, const tree&) = default;
};

static_assert(sizeof(list<std::string>) == sizeof(void*));
static_assert(std::regular<list<std::string>>);
static_assert(std::ranges::contiguous_range<list<int>> && std::ranges::sized_range<const list<int>>);
static_assert(std::is_nothrow_move_constructible_v<list<tracked>> && std::is_nothrow_move_assignable_v<list<tracked>>);

// Lists of different types have nothing in common, though all are made of the same block.
static_assert(!std::equality_comparable_with<list<int>, list<std::string>>);
static_assert(!std::assignable_from<list<int>&, list<std::string>>);
static_assert(!std::constructible_from<list<int>, int, int>, "not `count` times a value");
// Not from the first members of an aggregate, which g++ would otherwise allow.
template <class List, class From>
concept EmplacesBack = requires(List all, From from) { all.emplace_back(from); };
static_assert(!EmplacesBack<list<tree>, int> && EmplacesBack<list<tree>, tree> && EmplacesBack<list<std::string>, const char*>);
static_assert(!std::constructible_from<list<tree>, int*, int*> && std::constructible_from<list<tree>, tree*, tree*>);
template <class A, class B>
concept Swappable = requires(A a, B b) { a.swap(b); };
static_assert(Swappable<list<int>, list<int>> && !Swappable<list<int>, list<std::string>>);

list<std::string> words() { return {"one", "two", "three"}; }
list<int> numbers(int count) {
  list<int> all;
  for (int i = 0; i < count; ++i) all.push_back(i);
  return all;
}

}  // namespace

TEST_CASE("an empty list") {
  const list<int> none;
  CHECK(none.empty());
  CHECK(none.size() == 0);
  CHECK(none.begin() == none.end());
  CHECK(none.data() == nullptr);
  CHECK(none == list<int>{});
}

TEST_CASE("a list is made from its values") {
  CHECK(words().size() == 3);
  CHECK(words().front() == "one");
  CHECK(words()[1] == "two");
  CHECK(words().back() == "three");
  const std::vector<int> from{1, 2, 3};
  CHECK((list<int>(from.begin(), from.end()) == list<int>{1, 2, 3}));
  CHECK(list<int>(from.end(), from.end()).empty());
}

TEST_CASE("a list is made from a stream that is read once") {
  std::istringstream in("4 5 6");
  const list<int> read(std::istream_iterator<int>(in), std::istream_iterator<int>{});
  CHECK((read == list<int>{4, 5, 6}));
}

TEST_CASE("a list grows past any capacity and keeps its values in order") {
  const list<int> many = numbers(1000);
  REQUIRE(many.size() == 1000);
  CHECK(std::accumulate(many.begin(), many.end(), 0) == 999 * 1000 / 2);
  CHECK(std::is_sorted(many.begin(), many.end()));
}

TEST_CASE("reserving changes no value, and pointers stay valid until the room is used up") {
  list<std::string> all = words();
  all.reserve(10);
  const std::string* first = all.data();
  for (int i = 0; i < 7; ++i) all.emplace_back("more");
  CHECK(all.data() == first);
  CHECK(all.size() == 10);
  all.reserve(2);
  CHECK(all.size() == 10);
  list<std::string> none;
  none.reserve(0);
  CHECK(none.data() == nullptr);
}

TEST_CASE("copies of a list are independent") {
  list<std::string> first = words();
  list<std::string> second = first;
  second[0] = "changed";
  second.pop_back();
  CHECK(first == words());
  CHECK((second == list<std::string>{"changed", "two"}));
  first = second;
  CHECK(first == second);
  first = list<std::string>();
  CHECK(first.empty());
}

TEST_CASE("a list that was cleared is equal to, and copied as, an empty one") {
  list<std::string> cleared = words();
  cleared.clear();
  CHECK(cleared.empty());
  CHECK(cleared == list<std::string>());
  list<std::string> copy = cleared;
  CHECK(copy.empty());
  copy.push_back("again");
  CHECK(copy.size() == 1);
  cleared.push_back("again");
  CHECK(cleared == copy);
}

TEST_CASE("a moved list leaves an empty one") {
  list<std::string> first = words();
  list<std::string> second = std::move(first);
  CHECK(first.empty());  // NOLINT(bugprone-use-after-move): specified
  CHECK(second == words());
  first = std::move(second);
  CHECK(first == words());
  CHECK(second.empty());  // NOLINT(bugprone-use-after-move)
}

TEST_CASE("a list survives being assigned to itself") {
  list<std::string> all = words();
  list<std::string>& same = all;
  all = same;
  CHECK(all == words());
  all = std::move(same);
  CHECK(all == words());
}

TEST_CASE("a list can be replaced by a part of its own content") {
  tree root{1, {{2, {{3, {}}, {4, {}}}}}};
  SECTION("copied") {
    root.children = root.children[0].children;
    CHECK(root == tree{1, {{3, {}}, {4, {}}}});
  }
  SECTION("moved") {
    root.children = std::move(root.children[0].children);
    CHECK(root == tree{1, {{3, {}}, {4, {}}}});
  }
}

TEST_CASE("lists are equal if their values are equal, in order") {
  CHECK(words() == words());
  CHECK((list<int>{1, 2} != list<int>{2, 1}));
  CHECK((list<int>{1, 2} != list<int>{1, 2, 3}));
  CHECK((list<int>{1, 2} != list<int>{}));
  CHECK(tree{1, {{2, {}}}} == tree{1, {{2, {}}}});
  CHECK(tree{1, {{2, {}}}} != tree{1, {{3, {}}}});
}

TEST_CASE("a value of the list itself can be appended, also where the list has to grow") {
  for (int count = 1; count < 40; ++count) {
    list<std::string> all;
    for (int i = 0; i < count; ++i) all.push_back(std::to_string(i) + std::string(50, 'x'));
    const std::string first = all.front();
    const std::string last = all.back();
    all.push_back(all.front());
    all.emplace_back(all[static_cast<std::size_t>(count) - 1]);
    CHECK(all[all.size() - 2] == first);
    CHECK(all.back() == last);
    all.push_back(std::move(all.front()));
    CHECK(all.back() == first);
  }
}

TEST_CASE("a value of the list itself can be inserted") {
  for (int count = 1; count < 20; ++count) {
    list<std::string> all;
    for (int i = 0; i < count; ++i) all.push_back(std::to_string(i) + std::string(50, 'x'));
    const std::string last = all.back();
    all.insert(all.begin(), all.back());
    CHECK(all.front() == last);
    CHECK(all.size() == static_cast<std::size_t>(count) + 1);
  }
}

TEST_CASE("insert puts a value before a position, and returns where it is") {
  list<std::string> all = words();
  CHECK(*all.insert(all.begin(), "zero") == "zero");
  CHECK(*all.insert(all.begin() + 2, "one and a half") == "one and a half");
  CHECK(*all.insert(all.end(), "four") == "four");
  CHECK((all == list<std::string>{"zero", "one", "one and a half", "two", "three", "four"}));
  list<std::string> none;
  CHECK(*none.insert(none.begin(), "only") == "only");
  CHECK(none.size() == 1);
}

TEST_CASE("erase closes the gap, and returns what follows") {
  list<std::string> all = words();
  SECTION("the first") {
    CHECK(*all.erase(all.begin()) == "two");
    CHECK((all == list<std::string>{"two", "three"}));
  }
  SECTION("the last") {
    const auto after = all.erase(all.end() - 1);
    CHECK(after == all.end());
    CHECK((all == list<std::string>{"one", "two"}));
  }
  SECTION("some") {
    CHECK(*all.erase(all.begin(), all.begin() + 2) == "three");
    CHECK(all.size() == 1);
  }
  SECTION("none") {
    CHECK(all.erase(all.begin() + 1, all.begin() + 1) == all.begin() + 1);
    CHECK(all == words());
  }
  SECTION("all") {
    const auto after = all.erase(all.begin(), all.end());
    CHECK(after == all.end());
    CHECK(all.empty());
  }
}

TEST_CASE("resize cuts, or adds values as a default constructor makes them") {
  list<std::string> all = words();
  all.resize(1);
  CHECK((all == list<std::string>{"one"}));
  all.resize(3);
  CHECK((all == list<std::string>{"one", "", ""}));
  all.resize(3);
  CHECK(all.size() == 3);
  all.resize(0);
  CHECK(all.empty());
}

TEST_CASE("the last value can be taken off") {
  list<int> all{1, 2};
  all.pop_back();
  CHECK((all == list<int>{1}));
  all.pop_back();
  CHECK(all.empty());
}

TEST_CASE("lists work with the algorithms of the standard library") {
  list<int> all{3, 1, 2};
  std::sort(all.begin(), all.end());
  CHECK((all == list<int>{1, 2, 3}));
  std::ranges::reverse(all);
  CHECK((all == list<int>{3, 2, 1}));
  const std::vector<int> more{7, 8, 9};
  std::copy(more.begin(), more.end(), std::back_inserter(all));
  CHECK(all.size() == 6);
  list<int> other{5};
  all.swap(other);
  CHECK(other.size() == 6);
  CHECK(all.front() == 5);
}

TEST_CASE("a list destroys each value once") {
  const census count;
  {
    list<tracked> a;
    for (int i = 0; i < 20; ++i) a.emplace_back(i);
    list<tracked> b = a;
    b.erase(b.begin() + 3, b.begin() + 9);
    b.insert(b.begin() + 1, 77);
    list<tracked> c = std::move(a);
    a = b;  // NOLINT(bugprone-use-after-move): assigned to
    c.resize(30);
    c.resize(10);
    CHECK(tracked::live == 15 + 15 + 10);
  }
  CHECK(census::all_gone());
}

TEST_CASE("if copying a list throws, nothing leaks and the target is unchanged") {
  for (int allowed = 0; allowed < 5; ++allowed) {
    const census count;
    {
      list<tracked> source;
      for (int i = 0; i < 5; ++i) source.emplace_back(i);
      list<tracked> target;
      target.emplace_back(9);
      tracked::copies_left = allowed;
      CHECK_THROWS_AS(list<tracked>(source), support::no_more_copies);
      tracked::copies_left = allowed;
      CHECK_THROWS_AS(target = source, support::no_more_copies);
      tracked::copies_left = allowed;
      CHECK_THROWS_AS(list<tracked>(source.begin(), source.end()), support::no_more_copies);
      REQUIRE(target.size() == 1);
      CHECK(target[0].number == 9);
      CHECK(source.size() == 5);
    }
    CHECK(census::all_gone());
  }
}

TEST_CASE("if appending throws, the list is unchanged") {
  const census count;
  {
    const tracked value = 7;
    list<tracked> none;
    tracked::copies_left = 0;
    CHECK_THROWS_AS(none.push_back(value), support::no_more_copies);
    CHECK(none.empty());
    list<tracked> some;
    for (int i = 0; i < 20; ++i) {
      some.emplace_back(i);
      CHECK_THROWS_AS(some.push_back(value), support::no_more_copies);
      CHECK_THROWS_AS(some.insert(some.begin(), value), support::no_more_copies);
      REQUIRE(some.size() == static_cast<std::size_t>(i) + 1);
      CHECK(some.back().number == i);
    }
  }
  CHECK(census::all_gone());
}

TEST_CASE("lists that differ in any one value are not equal, at the top and within") {
  using fhirops::HumanName;
  const auto names = [](std::size_t different) {
    HumanName<> name;
    for (std::size_t i = 0; i < 3; ++i) name.given.push_back(i == different ? "other" : "g");
    return name;
  };
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(names(i) == names(i));
    CHECK(names(i) != names(3));
    fhirops::list<HumanName<>> some;
    fhirops::list<HumanName<>> others;
    some.resize(3);
    others.resize(3);
    CHECK(some == others);
    others[i].family = "f";
    CHECK(some != others);
    others[i] = {};
    others[i].given.push_back("g");
    CHECK(some != others);
  }
}
