// Numbers of any size, and names that are not UTF-8.

#include "fhirops/json/text_source.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace {

using namespace fhirops;

const read_options strict{};
const read_options lenient = read_options{}.lenient();

}  // namespace

TEST_CASE("the length of a JSON number at the beginning of a text") {
  using detail::number_size;
  for (const std::string_view number : {"0", "-0", "12", "1.5", "0.00", "1e400", "1E+5", "-1.25e-7", "0e0"}) {
    CAPTURE(number);
    CHECK(number_size(number) == number.size());
    CHECK(number_size(std::string(number) + "]") == number.size());
  }
  for (const std::string_view none : {"", "-", "1.", "1e", "1e+", ".5", "-.5", "+1", "x", "1.e5"}) {
    CAPTURE(none);
    CHECK(number_size(none) == 0);
  }
}

TEST_CASE("numbers of any size and length are read as they were written, typed and untyped") {
  for (const std::string& number : {std::string("1e400"), std::string("-1e400"), std::string("0e400"), std::string("1e-400"),
                                    std::string("1E+999999999999999999999"), std::string("1e99999999999"), std::string(1000, '9'),
                                    "0." + std::string(100'000, '1'), std::string(309, '7') + "e1"}) {
    CAPTURE(number.substr(0, 40));
    for (const read_options& options : {strict, lenient}) {
      const std::string typed = "{\"value\":" + number + ",\"unit\":\"u\"}";
      const auto quantity = from_json<Quantity<>>(typed, options);
      REQUIRE(quantity);
      CHECK(quantity.issues().empty());
      CHECK(std::string_view(quantity->value) == number);
      CHECK(to_json(*quantity) == typed);
      const auto view = from_json<Quantity<borrowed>>(typed, options);
      CHECK(to_json(*view) == typed);

      const std::string untyped = "{\"resourceType\":\"Patient\",\"a\":[" + number + "," + number + "],\"b\":" + number + "}";
      const auto patient = from_json<Resource<>>(untyped, options);
      REQUIRE(patient);
      CHECK(patient.issues().empty());
      CHECK(to_json(*patient) == untyped);
    }
    const Quantity<> value{.value = number};
    const bool same = compare(value.value, Decimal<>("2")) == 0;
    CHECK_FALSE(same);
    CHECK_FALSE(validate(value).has_errors());
  }
}

TEST_CASE("the position after a long number is right") {
  const auto read = from_json<Quantity<>>("{\n \"value\" : 1e400 ,\n  \"x\":1,\"y\" : [1e500, 2e500 ] }");
  REQUIRE(read.issues().size() == 2);
  CHECK(to_string(read.issues()[0]).starts_with("3:3: error structure Quantity.x: "));
  CHECK(to_string(read.issues()[1]).starts_with("3:9: error structure Quantity.y: "));
}

TEST_CASE("text that only begins like a number is not JSON, and a number alone is not a document") {
  for (const std::string& text :
       {std::string("1e400.5"), std::string("1e"), std::string("1e+"), std::string("-"), std::string("01"), std::string("1e5e5"),
        std::string(400, '1') + ".", std::string(400, '1') + "e", std::string("1e400x")}) {
    CAPTURE(text.substr(0, 20));
    for (const std::string& document : {"{\"value\":" + text + "}", "{\"resourceType\":\"Patient\",\"a\":[" + text + "]}"}) {
      const auto read = from_json<Resource<>>(document, lenient);
      CHECK_FALSE(read);
      CHECK(read.issues().back().severity == issue_severity::fatal);
    }
  }
  CHECK(from_json<Resource<>>("1e400").issues()[0].text == "the document is a number: it must be an object");
  CHECK(from_json<Resource<>>("\xEF\xBB\xBF"
                              "1e400")
            .issues()
            .size() == 2);
}

TEST_CASE("a name that is not UTF-8 is an error in every kind of object, and no issue is ill-formed") {
  for (const std::string_view document :
       {"{\"resourceType\":\"Bundle\",\"ty\xFFpe\":\"collection\"}", "{\"resourceType\":\"Patient\",\"ty\xFFpe\":1}",
        "{\"resourceType\":\"Patient\",\"a\":{\"\xED\xA0\x80\":1}}", "{\"resourceType\":\"Bundle\",\"a\":{\"\xC3\":1}}",
        "{\"resourceType\":\"Bu\xFFndle\"}", "{\"resourceType\":\"Bu\xFFndle\",\"ty\xFFpe\":\"\xFF\"}"}) {
    CAPTURE(document);
    for (const read_options& options : {strict, lenient, read_options{}.lenient().keep_unknown()}) {
      const auto any = from_json<Resource<>>(document, options);
      if (options.is_strict()) CHECK_FALSE(any);
      CHECK_FALSE(any.issues().empty());
      for (const issue& each : any.issues()) {
        CHECK(detail::find_ill_formed(each.text) == std::string::npos);
        CHECK(detail::find_ill_formed(each.expression) == std::string::npos);
        CHECK(detail::find_ill_formed(each.pointer) == std::string::npos);
      }
    }
  }
}

TEST_CASE("a type that is not UTF-8 is an error in lenient reading too, of the document and of resources in it") {
  for (const std::string_view document :
       {"{\"resourceType\":\"Bu\xFFndle\"}", "{\"a\":1,\"resourceType\":\"X\xC3\"}",
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"X\xFF\"}}]}"}) {
    const auto read = from_json<Resource<>>(document, lenient);
    CHECK_FALSE(read);
    bool reported = false;
    for (const issue& each : read.issues())
      reported = reported || each.text.ends_with("is not a resource of R4: it is not well-formed UTF-8");
    CHECK(reported);
  }
}

TEST_CASE("in lenient reading, characters that a string may not have become U+FFFD, also in JSON that is kept as text") {
  const auto read = from_json<Resource<>>(R"({"resourceType":"Patient","x":"a\u0000b\uDC00c \\u0000 \ud83d\ude00"})", lenient);
  REQUIRE(read);
  const std::string json = to_json(*read);
  CHECK(json ==
        "{\"resourceType\":\"Patient\",\"x\":\"a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD"
        "c \\\\u0000 \\ud83d\\ude00\"}");
  CHECK(from_json<Resource<>>(json).issues().empty());
}
