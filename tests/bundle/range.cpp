// Which ranges are taken, whether their structs are given away, and whether an answer borrows from them.

#include <concepts>
#include <cstddef>
#include <deque>
#include <fhirops/fhirops.hpp>
#include <functional>
#include <iterator>
#include <list>
#include <span>
#include <vector>

#include "support/catch.hpp"
#include "ward.hpp"

using namespace fhirops;

// Not in an unnamed namespace: what is asked is what kinds of ranges these are, and nothing of them is called.
namespace asked {

using Visit = ward::Visit<>;
using borrowed_visits = std::vector<ward::Visit<borrowed>>;
using detail::gives_away;

// Values made for the moment.
struct maker {
  using value_type = Visit;
  using difference_type = std::ptrdiff_t;
  Visit operator*() const { return {}; }
  maker& operator++() { return *this; }
  maker operator++(int) { return *this; }
  friend bool operator==(maker, maker) = default;
};
// A view by its own word.
struct view : ward::between<std::vector<Visit>::iterator> {};

}  // namespace asked

using namespace asked;

template <>
inline constexpr bool std::ranges::enable_view<view> = true;

TEST_CASE("ranges of structs, references and proxies", "[bundle][range]") {
  STATIC_REQUIRE(EntryRange<std::vector<Visit>>);
  STATIC_REQUIRE(EntryRange<const std::list<Visit>&>);
  STATIC_REQUIRE(EntryRange<std::vector<std::reference_wrapper<const Visit>>>);
  STATIC_REQUIRE(EntryRange<std::span<const Visit>>);
  STATIC_REQUIRE(EntryRange<Visit(&)[2]>);
  STATIC_REQUIRE_FALSE(EntryRange<std::vector<int>>);
  STATIC_REQUIRE_FALSE(EntryRange<Visit>);
  STATIC_REQUIRE(ReportJobRange<std::vector<ReportJob<>>>);
  STATIC_REQUIRE_FALSE(ReportJobRange<std::vector<Visit>>);
}

TEST_CASE("structs are moved from only for rvalue containers, move iterators and temporary values", "[bundle][range]") {
  using moving = ward::between<std::move_iterator<std::vector<Visit>::iterator>>;
  using made = ward::between<maker>;
  STATIC_REQUIRE(gives_away<std::vector<Visit>>);
  STATIC_REQUIRE(gives_away<std::deque<Visit>>);
  STATIC_REQUIRE(gives_away<moving>);
  STATIC_REQUIRE(gives_away<moving&>);
  STATIC_REQUIRE(gives_away<made>);
  STATIC_REQUIRE_FALSE(gives_away<std::vector<Visit>&>);
  STATIC_REQUIRE_FALSE(gives_away<const std::vector<Visit>>);
  STATIC_REQUIRE_FALSE(gives_away<const std::vector<Visit>&>);
  STATIC_REQUIRE_FALSE(gives_away<std::span<Visit>>);
  STATIC_REQUIRE_FALSE(gives_away<view>);
  STATIC_REQUIRE_FALSE(gives_away<std::vector<std::reference_wrapper<Visit>>>);
  STATIC_REQUIRE_FALSE(gives_away<ward::between<std::vector<Visit>::iterator>>);
}

TEST_CASE("an answer borrows from structs that borrow and can be read again", "[bundle][range]") {
  using detail::answer_storage;
  using url = full_url::id;
  STATIC_REQUIRE(std::same_as<answer_storage<std::vector<Visit>&, url>, owned>);
  STATIC_REQUIRE(std::same_as<answer_storage<borrowed_visits&, url>, borrowed>);
  STATIC_REQUIRE(std::same_as<answer_storage<borrowed_visits&, full_url::urn_uuid>, owned>);
  STATIC_REQUIRE(detail::Answerable<borrowed_visits&, url>);
  STATIC_REQUIRE_FALSE(detail::Answerable<borrowed_visits, url>);
  STATIC_REQUIRE(detail::Answerable<std::vector<Visit>, url>);
}
