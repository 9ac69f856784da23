// Parameters as the writer writes them, which the fast reader compares with literals, and parameters that differ from that by
// little: whichever way they are read, value and issues are those of the general reader.

#include "fhirops/json/reader/written_parameter.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

const std::string before = R"({"resourceType":"Parameters","parameter":[)";
// Enough text after a parameter, since the fast comparison looks ahead by 32 bytes.
const std::string after = R"(,{"name":"the last parameter of them all","valueBoolean":true}]})";

// Of each shape of value, and others than a value.
const std::string written[] = {
    R"({"name":"a","valueString":"one"})",
    R"({"name":"a name of many characters","valueUri":"urn:ietf:rfc:3986-and-more"})",
    R"({"name":"a","valueInteger":-12})",
    R"({"name":"a","valueDecimal":1.50})",
    R"({"name":"a","valueBoolean":false})",
    R"({"name":"a","valueInstant":"2026-11-28T01:02:03.004Z"})",
    R"({"name":"a","valueReference":{"reference":"Patient/1"}})",
    R"({"name":"a","valueString":"one","_valueString":{"id":"b"}})",
    R"({"name":"a","_name":{"id":"b"},"valueString":"one"})",
    R"({"name":"a","valueString":"\u0041 \"escaped\""})",
    R"({"name":"a","part":[{"name":"b","valueCode":"c"},{"name":"d","valueString":"e"}]})",
    R"({"name":"a","part":[{"name":"b","valueCode":"c"}],"id":"d"})",
    R"({"name":"a","valueString":"b","id":"c","extension":[{"url":"d","valueCode":"e"}]})",
    R"({"name":"a","resource":{"resourceType":"Parameters","parameter":[{"name":"b","valueCode":"c"}]}})",
};

template <class T>
std::string fault_of(const std::string& text, read_options options) {
  const auto read = from_json<T>(text, options);
  const auto general = test::read_generally<T>(text, options);
  if (read.issues() != general.issues()) return test::lines_of(read.issues()) + "and " + test::lines_of(general.issues());
  if (read.has_value() != general.has_value()) return "one has a value";
  return !read || *read == *general ? "" : to_json(*read) + " and " + to_json(*general);
}
void check_same(const std::string& text, read_options options = {}) {
  for (const std::string& fault : {fault_of<Parameters<>>(text, options), fault_of<Parameters<borrowed>>(text, options)}) {
    if (fault.empty()) continue;
    CAPTURE(text);
    FAIL(fault);
  }
}

}  // namespace

TEST_CASE("a written parameter has each type of value, by its name", "[json][reader]") {
  for (std::size_t i = 1; i <= value_type_count; ++i) {
    const auto type = static_cast<type_id>(i);
    const std::string text = R"({"name":"some","value)" + std::string(detail::choice_suffix(type)) + "\":" + std::string(64, '1');
    CAPTURE(text);
    detail::text_cursor cursor{text.data(), text.data() + text.size()};
    std::string_view name;
    type_id found = type_id::none;
    REQUIRE(detail::take_written_name(cursor, name));
    REQUIRE(detail::take_written_value(cursor, found));
    CHECK(name == "some");
    CHECK(found == type);
    CHECK(std::string_view(cursor.at, cursor.left()) == std::string(64, '1'));
  }
}

TEST_CASE("what is not the start of a written parameter is not taken for one", "[json][reader]") {
  const auto longer = [](const std::string& text) { return text + std::string(64, ' '); };
  for (const std::string text : {R"({ "name":"a")", R"({"name": "a")", R"({"name":"")", R"({"name":"\u0041")", R"({"names":"a")",
                                 R"({"valueString":"b","name":"a"})", R"({"id":"b","name":"a")"}) {
    CAPTURE(text);
    const std::string all = longer(text);
    detail::text_cursor cursor{all.data(), all.data() + all.size()};
    std::string_view name;
    CHECK_FALSE(detail::take_written_name(cursor, name));
    CHECK(cursor.at == all.data());
  }
  for (const std::string text : {R"(, "valueString":)", R"(,"valueString" :)", R"(,"valueText":)", R"(,"value":)", R"(,"part":)",
                                 R"(,"_valueString":)", "}"}) {
    CAPTURE(text);
    const std::string all = longer(text);
    detail::text_cursor cursor{all.data(), all.data() + all.size()};
    type_id found = type_id::none;
    CHECK_FALSE(detail::take_written_value(cursor, found));
    CHECK(cursor.at == all.data());
  }
}

TEST_CASE("parameters as written, with any byte removed, doubled or replaced, are read like the general reader does",
          "[json][reader]") {
  for (const std::string& parameter : written) {
    check_same(before + parameter + after);
    REQUIRE(from_json<Parameters<>>(before + parameter + after));
    for (std::size_t i = 0; i < parameter.size(); ++i) {
      std::string changed = parameter;
      check_same(before + changed.erase(i, 1) + after);
      changed = parameter;
      check_same(before + changed.insert(i, 1, parameter[i]) + after);
      for (const char byte : {' ', '"', '}', '\\', '\x01', '\xC3'}) {
        changed = parameter;
        changed[i] = byte;
        check_same(before + changed + after);
        check_same(before + changed + after, read_options{}.lenient());
      }
    }
  }
}

TEST_CASE("parameters as written keep to the limits of memory and of depth", "[json][reader]") {
  std::string all = before;
  for (const std::string& parameter : written) all += parameter + ',';
  all.pop_back();
  all += after;
  std::size_t refused = 0;
  for (std::size_t bytes = 0; bytes < 20'000; bytes += 40) {
    check_same(all, read_options{}.max_memory(bytes));
    refused += from_json<Parameters<>>(all, read_options{}.max_memory(bytes)) ? 0 : 1;
  }
  CHECK(refused > 100);
  CHECK(refused < 450);
  for (std::size_t depth = 0; depth < 12; ++depth) check_same(all, read_options{}.max_depth(depth));
}
