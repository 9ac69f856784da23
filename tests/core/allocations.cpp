// What is taken from the heap is given back, and what is moved takes nothing.

#include "support/allocations.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <utility>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

const std::string long_text(100, 'x');

// So many values in each other.
list<ParametersParameter<>> nested(int levels) {
  list<ParametersParameter<>> inner;
  for (int i = 0; i < levels; ++i) {
    ParametersParameter<> outer;
    outer.name = long_text;
    outer.part = std::move(inner);
    inner = {};
    inner.push_back(std::move(outer));
  }
  return inner;
}
template <class F>
void check_all_given_back(F f) {
  const std::size_t before = test::live();
  f();
  const std::size_t after = test::live();
  CHECK(after == before);
}
template <class F>
void check_takes_nothing(F f) {
  const std::size_t before = test::taken;
  f();
  const std::size_t after = test::taken;
  CHECK(after == before);
}

}  // namespace

TEST_CASE("lists, boxes and values release all of their memory, however deep they nest") {
  for (const int levels : {1, 15, 16, 17, 100}) {
    CAPTURE(levels);
    check_all_given_back([&] {
      auto all = nested(levels);
      auto copy = all;
      copy = nested(levels);
      copy.push_back(all[0]);
      copy.resize(1);
      copy.clear();
      copy = std::move(all);
    });
  }
  check_all_given_back([] {
    box<Period<>> period;
    period.emplace().start = long_text;
    period.emplace().end = long_text;
    period.reset();
    period = box<Period<>>(Period<>{.start = "2020"});
  });
}

TEMPLATE_TEST_CASE("a value releases what is nested in it, however deep", "", owned, borrowed) {
  for (const int levels : {1, 16, 17, 40}) {
    CAPTURE(levels);
    check_all_given_back([&] {
      Reference<TestType> inner;
      for (int i = 0; i < levels; ++i) {
        Reference<TestType> outer;
        outer.identifier.emplace().assigner.emplace(std::move(inner));
        inner = std::move(outer);
      }
      Value<TestType> value = std::move(inner);
      Value<TestType> copy = value;
      copy.reset();
      copy = value;
      copy = Value<TestType>(true);
      copy = value;
      copy.template emplace<Boolean<TestType>>(true);
    });
  }
}

TEST_CASE("a move takes nothing from the heap") {
  auto all = nested(20);
  list<ParametersParameter<>> other;
  check_takes_nothing([&] {
    other = std::move(all);
    list<ParametersParameter<>> third(std::move(other));
    all = std::move(third);
  });
  CHECK(all.size() == 1);
  const char* text = all[0].name.text.data();
  all.reserve(10);
  CHECK(all[0].name.text.data() == text);

  issues more(2);
  more[1].text = long_text;
  const char* kept = more[1].text.data();
  issues found(1);
  found.append(std::move(more));
  CHECK(found.size() == 3);
  CHECK(found[2].text.data() == kept);
}

TEST_CASE("small_text gives back the memory of text that is too long to be kept in place") {
  const std::string longer(39, 'y');
  check_all_given_back([&] {
    small_text text{std::string_view(longer)};
    text.assign("short");
    text.assign(longer);
    text.assign(text.view().substr(20));
    text.assign(longer + longer);
    small_text copy(text);
    copy = text;
    copy = small_text(std::string_view("short"));
    copy = std::move(text);
  });
  small_text text{std::string_view(longer)};
  check_takes_nothing([&] {
    small_text moved(std::move(text));
    text = std::move(moved);
    text.assign("short");
    text.assign(std::string_view(longer).substr(1));
  });
}
