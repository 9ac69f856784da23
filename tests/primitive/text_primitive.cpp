// What all primitives that are strings in JSON share.

#include "fhirops/primitive/text_primitive.hpp"

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/string.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

static_assert(std::regular<String<>> && std::regular<String<borrowed>>);
static_assert(std::convertible_to<const char*, String<>> && std::convertible_to<std::string, String<>>);
static_assert(std::convertible_to<const String<>&, std::string_view>);
static_assert(!std::constructible_from<String<>, int>);
static_assert(!std::convertible_to<Code<>, Id<>>, "one primitive is not another without a word");

// Borrowed text must not outlive its characters.
static_assert(std::constructible_from<String<borrowed>, std::string_view>);
static_assert(std::constructible_from<String<borrowed>, const char*>);
static_assert(std::constructible_from<String<borrowed>, const std::string&>);
static_assert(!std::constructible_from<String<borrowed>, std::string>, "not a temporary that owns its text");
static_assert(!std::constructible_from<String<borrowed>, String<owned>>, "not a temporary that owns its text");
static_assert(std::constructible_from<String<borrowed>, const String<owned>&>);
static_assert(std::constructible_from<String<owned>, String<borrowed>>);

}  // namespace

TEST_CASE("a text is made from whatever is text") {
  const std::string text = "abc";
  CHECK(String<>("abc") == "abc");
  CHECK(String<>(text) == text);
  CHECK(String<>(std::string_view(text)) == "abc");
  CHECK(String<>(std::string("abc")) == "abc");
  CHECK(String<>(String<borrowed>(text)) == "abc");
  String<> assigned;
  assigned = "abc";
  CHECK(assigned == text);
  assigned = {};
  CHECK(assigned.empty());
}

TEST_CASE("a long text is moved in, not copied") {
  std::string text(1000, 'x');
  const char* characters = text.data();
  const String<> kept = std::move(text);
  CHECK(kept.text.data() == characters);
}

TEST_CASE("a borrowed text is the host's own") {
  const std::string row = "abc";
  const String<borrowed> value = row;
  CHECK(value.text.data() == row.data());
}

TEST_CASE("texts are equal byte for byte") {
  CHECK(String<>("abc") == String<>("abc"));
  CHECK(String<>("abc") != String<>("ABC"));
  CHECK(String<>("abc") != String<>("abc "));
  CHECK("abc" == String<>("abc"));
  CHECK(String<>(std::string_view("a\0b", 3)) != "a");
  CHECK(String<>() == "");
}

TEST_CASE("texts are equal if their ids and extensions are too") {
  String<> a("abc");
  const String<> b("abc");
  a.element.emplace().extension.emplace_back().url = "http://example.org/x";
  CHECK(a != b);
  CHECK(a == "abc");
  CHECK(String<>(a) == a);
}

TEST_CASE("absent is empty") {
  CHECK(String<>().empty());
  CHECK(String<>("").empty());
  CHECK_FALSE(String<>(" ").empty());
}
