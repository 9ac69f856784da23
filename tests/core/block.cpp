// Values that nest deeper than a stack would have room for, if they were gone over by recursion.

#include "fhirops/core/block.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <utility>

#include "support/catch.hpp"
#include "support/small_stack.hpp"

namespace {

using namespace fhirops;

constexpr int deep = 10'000;

struct nested_parts {
  using type = Parameters<>;
  static type make(int levels, std::string_view innermost) {
    list<ParametersParameter<>> inner;
    for (int i = 0; i < levels; ++i) {
      ParametersParameter<> outer;
      outer.name = i == 0 ? std::string(innermost) : std::string("p");
      outer.part.swap(inner);
      inner = {};
      inner.push_back(std::move(outer));
    }
    Parameters<> all;
    all.parameter.swap(inner);
    return all;
  }
};
struct nested_contained {
  using type = OperationOutcome<>;
  static type make(int levels, std::string_view innermost) {
    OperationOutcome<> all;
    all.id = innermost;
    for (int i = 0; i < levels; ++i) {
      OperationOutcome<> outer;
      outer.contained.push_back(Resource<>(std::move(all)));
      all = std::move(outer);
    }
    return all;
  }
};
struct nested_bundles {
  using type = Bundle<>;
  static type make(int levels, std::string_view innermost) {
    Bundle<> all;
    all.id = innermost;
    for (int i = 0; i < levels; ++i) {
      Bundle<> outer;
      outer.entry.emplace_back().resource = Resource<>(std::move(all));
      all = std::move(outer);
    }
    return all;
  }
};
struct nested_extensions {
  using type = Extension<>;
  static type make(int levels, std::string_view innermost) {
    Extension<> all;
    all.url = innermost;
    for (int i = 0; i < levels; ++i) {
      Extension<> outer;
      outer.url = "u";
      outer.extension.push_back(std::move(all));
      all = std::move(outer);
    }
    return all;
  }
};
// The extension of the value of an extension, and so on.
struct nested_values {
  using type = Extension<>;
  static type make(int levels, std::string_view innermost) {
    Extension<> all;
    all.url = innermost;
    for (int i = 0; i < levels; ++i) {
      String<> text("x");
      text.element.emplace().extension.push_back(std::move(all));
      Extension<> outer;
      outer.url = "u";
      outer.value = std::move(text);
      all = std::move(outer);
    }
    return all;
  }
};
struct nested_references {
  using type = Reference<>;
  static type make(int levels, std::string_view innermost) {
    Reference<> all;
    all.display = innermost;
    for (int i = 0; i < levels; ++i) {
      Reference<> outer;
      outer.display = "d";
      outer.identifier.emplace().assigner.emplace(std::move(all));
      all = std::move(outer);
    }
    return all;
  }
};

}  // namespace

TEMPLATE_TEST_CASE("a value of 10,000 levels is copied, compared and destroyed with a small stack", "", nested_parts,
                   nested_contained, nested_bundles, nested_extensions, nested_values, nested_references) {
  bool copy_is_equal = false;
  bool other_is_equal = true;
  bool shorter_is_equal = true;
  test::with_small_stack([&] {
    const auto value = TestType::make(deep, "a");
    auto copy = value;
    copy_is_equal = copy == value;
    other_is_equal = TestType::make(deep, "b") == value;  // at the innermost level alone
    shorter_is_equal = TestType::make(deep - 1, "a") == value;
    auto moved = std::move(copy);
    copy = moved;
    moved = TestType::make(3, "a");
    copy_is_equal = copy_is_equal && copy == value;
  });
  CHECK(copy_is_equal);
  CHECK_FALSE(other_is_equal);
  CHECK_FALSE(shorter_is_equal);
}

TEMPLATE_TEST_CASE("a value of 10,000 levels is written and checked as deep as is stated, and no deeper", "", nested_parts,
                   nested_contained, nested_bundles, nested_extensions, nested_values, nested_references) {
  using T = typename TestType::type;
  std::string json;
  write_report report;
  bool read = false;
  std::size_t not_checked = 0;
  test::with_small_stack([&] {
    const auto value = TestType::make(deep, "a");
    report = write_json(value, json);
    read = from_json<T>(json, read_options{}.max_depth(read_options::deepest)).has_value();
    for (const issue& each : validate(value, validate_options{}.max_issues(100'000)))
      not_checked += each.code == issue_type::too_costly ? 1U : 0U;
  });
  CHECK(report.unrepresentable == 1);
  CHECK(report.bytes == json.size());
  CHECK(read);
  CHECK(not_checked == 1);
}

TEST_CASE("a deep value is converted, and a difference in it found, with a small stack") {
  bool same = false;
  std::string where;
  test::with_small_stack([&] {
    const auto value = nested_parts::make(deep, "a");
    same = to_storage<owned>(to_storage<borrowed>(value)) == value;
    // Looks at each level for the part that differs: n^2 in the depth.
    where = difference(nested_parts::make(1000, "a"), nested_parts::make(1000, "b"))->right;
  });
  CHECK(same);
  CHECK(where == "\"b\"");
}

TEST_CASE("one of two deep branches that differs makes the values differ, whichever it is") {
  const auto branches = [](std::string_view first, std::string_view second) {
    Parameters<> all;
    for (const std::string_view innermost : {first, second}) {
      Parameters<> one = nested_parts::make(200, innermost);
      all.parameter.push_back(std::move(one.parameter[0]));
    }
    return all;
  };
  CHECK(branches("a", "b") == branches("a", "b"));
  CHECK(branches("a", "b") != branches("x", "b"));
  CHECK(branches("a", "b") != branches("a", "x"));
}

TEST_CASE("a copy of what is wide and deep is complete") {
  Parameters<> all;
  for (int i = 0; i < 40; ++i) {
    for (ParametersParameter<>& each : nested_parts::make(40, std::to_string(i)).parameter)
      all.parameter.push_back(std::move(each));
  }
  const Parameters<> copy = all;
  CHECK(copy == all);
  CHECK(to_json(copy) == to_json(all));
  CHECK(*from_json<Parameters<>>(to_json(copy)) == all);
}

TEST_CASE("a copy has all of an integer, and a comparison looks at all of it", "[core][block]") {
  using namespace fhirops;
  Integer<> minus_zero(0);
  minus_zero.minus_zero = true;
  Dosage<> dosage;
  dosage.sequence = minus_zero;
  list<ParametersParameter<>> parameters;
  parameters.push_back({.name = "a", .value = minus_zero});
  const box<Dosage<>> boxed = dosage;
  const Value<> values[] = {minus_zero, dosage, Value<>(parameters[0].value), Value<>(*boxed)};
  CHECK(to_json(Extension<>{.value = values[0]}) == R"({"valueInteger":-0})");
  CHECK(to_json(Extension<>{.value = values[1]}) == R"({"valueDosage":{"sequence":-0}})");
  CHECK(to_json(Extension<>{.value = values[2]}) == R"({"valueInteger":-0})");
  CHECK(to_json(Extension<>{.value = values[3]}) == R"({"valueDosage":{"sequence":-0}})");
  const list<ParametersParameter<>> copied = parameters;
  CHECK(to_json(Parameters<>{.parameter = copied}) ==
        R"({"resourceType":"Parameters","parameter":[{"name":"a","valueInteger":-0}]})");
  CHECK(copied == parameters);
  Dosage<> zero;
  zero.sequence = 0;
  CHECK(Value<>(minus_zero) != Value<>(Integer<>(0)));
  CHECK(zero != dosage);
  CHECK(*boxed == dosage);
  parameters[0].value = Integer<>(0);
  CHECK(copied != parameters);
  // Where there is a number, the sign of a zero means nothing.
  minus_zero.value = 7;
  CHECK(Value<>(minus_zero) == Value<>(Integer<>(7)));
}
