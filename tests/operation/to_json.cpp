// From a bound struct straight to text: the same bytes and the same report as by way of Parameters.

#include "fhirops/operation/to_json.hpp"

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/filled.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"
#include "support/written.hpp"

using namespace fhirops;

namespace {

using test::written;

template <class T>
written straight(const T& value, write_options options = {}) {
  written made;
  made.report = write_json(value, made.text, options);
  CHECK(to_json(value, options) == made.text);
  return made;
}
template <class T>
written by_parameters(const T& value, write_options options = {}) {
  written made;
  made.report = write_json(to_parameters(value), made.text, options);
  return made;
}

// Takes so many bytes, and counts its calls.
struct narrow_sink {
  std::size_t most;
  std::string text{};
  std::vector<std::size_t> sizes{};
  bool append(const char* bytes, std::size_t size) {
    sizes.push_back(size);
    if (text.size() + size > most) return false;
    text.append(bytes, size);
    return true;
  }
};

}  // namespace

TEST_CASE("structs with all members, with few, and with none have the text of their Parameters", "[operation][to_json]") {
  fixtures::filler values;
  for (int i = 0; i < 5; ++i) {
    const auto find = values.filled<clinic::Find::Request>();
    CHECK(straight(find) == by_parameters(find));
    const auto dose = values.filled<clinic::Dose>();
    CHECK(straight(dose) == by_parameters(dose));
    CHECK(straight(dose, write_options{}.pretty()) == by_parameters(dose, write_options{}.pretty()));
  }
  const clinic::Admit::Request asked = clinic::request();
  CHECK(straight(asked) == by_parameters(asked));
  clinic::Admit::Request more = asked;
  more.patient = from_json<Resource<>>(R"({"resourceType":"Patient","id":"1"})").value();
  more.photo.emplace().contentType = "image/png";
  CHECK(straight(more) == by_parameters(more));
  CHECK(straight(clinic::Dose{}).text == R"({"resourceType":"Parameters"})");
  CHECK(straight(clinic::Dose{.drug = "x"}).text ==
        R"({"resourceType":"Parameters","parameter":[{"name":"drug","valueString":"x"}]})");
}

TEST_CASE("what cannot be written unchanged is counted", "[operation][to_json]") {
  clinic::Find::Request asked{.organization = "a\xFF", .code = {"b"}};
  CHECK(straight(asked).report.replaced == 1);
  CHECK(straight(asked) == by_parameters(asked));
  asked.weight = "ten";
  CHECK(straight(asked).report.unrepresentable == 1);
  CHECK(straight(asked) == by_parameters(asked));
  asked.weight = "1.50";
  asked.day = "2026-11-28";
  asked.day->element.emplace().id.emplace("e");
  CHECK(straight(asked) == by_parameters(asked));
}

TEST_CASE("a sink gets the text in pieces, until it refuses one", "[operation][to_json]") {
  const clinic::Find::Request asked{.organization = std::string(100'000, 'a') + std::string(10'000, '\n'), .code = {"b"}};
  const std::string text = to_json(to_parameters(asked));
  narrow_sink wide{.most = text.size()};
  CHECK(write_json(asked, wide) == write_report{.bytes = text.size()});
  CHECK(wide.text == text);
  CHECK(wide.sizes.size() == text.size() / 16384 + 1);
  for (const std::size_t size : wide.sizes) CHECK(size <= 16384);

  narrow_sink narrow{.most = 40'000};
  CHECK(write_json(asked, narrow) == write_report{.bytes = 32768, .complete = false});
  CHECK(narrow.text == text.substr(0, 32768));
  CHECK(narrow.sizes.size() == 3);
}
