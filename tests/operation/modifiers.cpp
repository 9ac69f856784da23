// What may change the meaning of the rest is an error wherever Parameters are read into a struct, unless it is
// understood: at each place where R4 allows a modifier.

#include "fhirops/operation/modifiers.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "operation/clinic.hpp"
#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

using lines = std::vector<std::string>;

constexpr std::string_view url = "https://clinic.example/not-really";
constexpr auto modifier = R"("modifierExtension":[{"url":"https://clinic.example/not-really","valueBoolean":true}])";
constexpr auto rules = R"("implicitRules":"https://clinic.example/not-really")";

// A request with something of everything. At each M a modifier may be put, at each I implicit rules.
const std::string everything =
    R"({"resourceType":"Parameters"I,"parameter":[)"
    R"({"name":"ward","valueString":"7"M},{"name":"bed","valueInteger":3},{"name":"code","valueCode":"a"},)"
    R"({"name":"dose","part":[{"name":"drug","valueString":"x"}]},)"
    R"({"name":"dose","part":[{"name":"drug","valueString":"y"M}]M},)"
    R"({"name":"plan","resource":{"resourceType":"Parameters"I,"parameter":[{"name":"drug","valueString":"z"M}]}M},)"
    R"({"name":"raw","resource":{"resourceType":"Parameters"I,"parameter":[{"name":"a","valueCode":"b"M},)"
    R"({"name":"c","part":[{"name":"d","part":[{"name":"e","valueCode":"f"M}]M}]},)"
    R"({"name":"g","resource":{"resourceType":"Parameters"I,"parameter":[{"name":"h","valueCode":"i"M}]}}]}},)"
    R"({"name":"patient","resource":{"resourceType":"Bundle","type":"batch"I,"link":[{"relation":"self","url":"x"M}],)"
    R"("entry":[{"fullUrl":"urn:x"M,"link":[{"relation":"next","url":"y"},{"relation":"self","url":"x"M}],)"
    R"("search":{"mode":"match"M},"request":{"method":"GET","url":"x"M},)"
    R"("resource":{"resourceType":"Parameters"I,"parameter":[{"name":"h","valueCode":"i"M}]},)"
    R"("response":{"status":"200"M,"outcome":{"resourceType":"Bundle","type":"batch"I}}}]}}]})";

// The text with the one modifier at the mark of this index, and what it is; nothing where there is no such mark.
std::string with_modifier(std::size_t index, std::string& element) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < everything.size(); ++i) {
    const char c = everything[i];
    // A mark shows where a member ends.
    const bool mark =
        (c == 'M' || c == 'I') && i > 0 && std::string_view("\"]}3").find(everything[i - 1]) != std::string_view::npos;
    if (!mark) {
      text += c;
    } else if (count++ == index) {
      text += ',';
      text += c == 'M' ? modifier : rules;
      element = c == 'M' ? "modifierExtension" : "implicitRules";
    }
  }
  return count > index ? text : std::string();
}

struct Admission {
  std::string ward{};
  std::int32_t bed{};
  std::vector<Code<>> codes{};
  std::vector<clinic::Dose> doses{};
  std::optional<clinic::Dose> plan{};
  std::optional<Parameters<>> raw{};
  std::optional<Resource<>> patient{};
};
constexpr auto fhir_parameters(const Admission*) {
  return parameters(param<"ward", &Admission::ward>{}, param<"bed", &Admission::bed>{}, param<"code", &Admission::codes>{},
                    param<"dose", &Admission::doses>{}, resource_param<"plan", &Admission::plan>{},
                    param<"raw", &Admission::raw>{}, param<"patient", &Admission::patient>{});
}

}  // namespace

TEST_CASE("the URL of a modifier is cut to what a message can show", "[operation][modifiers]") {
  for (const std::size_t size : {99U, 100U, 101U, 2000U}) {
    const std::string long_url(size, 'x');
    Parameters<> sent;
    sent.implicitRules = long_url;
    const auto refused = from_parameters<Admission>(sent);
    REQUIRE_FALSE(refused.issues().empty());
    const std::string shown = '"' + std::string(std::min<std::size_t>(size, 100), 'x') + (size > 100 ? "...\"" : "\"");
    CHECK(refused.issues()[0].text.starts_with("the implicitRules " + shown + " is not understood here"));
  }
}

TEST_CASE("a modifier is an error wherever R4 allows one", "[operation][modifiers]") {
  std::size_t index = 0;
  std::string element;
  lines places;
  for (std::string text = with_modifier(0, element); !text.empty(); text = with_modifier(++index, element)) {
    CAPTURE(text);
    const auto sent = from_json<Parameters<>>(text);
    REQUIRE(sent);
    for (const read_options& options : {read_options{}, read_options{}.lenient(), read_options{}.lenient().drop_wrong_types(),
                                        read_options{}.understand(texts<"https://clinic.example", "">)}) {
      const auto refused = from_parameters<Admission>(*sent, options);
      CHECK_FALSE(refused);
      REQUIRE(refused.issues().size() == 1);
      const issue& reported = refused.issues()[0];
      CHECK(reported.severity == issue_severity::error);
      CHECK(reported.code == issue_type::extension);
      CHECK(reported.text == "the " + element + " \"" + std::string(url) +
                                 "\" is not understood here: it may change what the rest means, so nothing of it is used. "
                                 "Remove it, or send this to a server that understands it");
      // Its path is that of the modifier.
      issues found = refused.issues();
      locate(found, text);
      const std::size_t expected = element == "implicitRules" ? text.find("\"https://clinic") : text.find("{\"url\":\"https");
      CHECK(found[0].offset == expected);
      if (options.is_strict() && options.understood().empty()) places.push_back(reported.expression);
    }
    CHECK(from_parameters<Admission>(*sent, read_options{}.understand(texts<"urn:x", "https://clinic.example/not-really">)));
    CHECK(from_parameters<Admission>(*sent, read_options{}.lenient().understand(texts<"https://clinic.example/not-really">)));
  }
  const std::string raw = "Parameters.parameter[6].resource";
  const std::string bundle = "Parameters.parameter[7].resource";
  CHECK(places == lines{"Parameters.implicitRules",
                        "Parameters.parameter[0].modifierExtension[0]",
                        "Parameters.parameter[4].part[0].modifierExtension[0]",
                        "Parameters.parameter[4].modifierExtension[0]",
                        "Parameters.parameter[5].resource.implicitRules",
                        "Parameters.parameter[5].resource.parameter[0].modifierExtension[0]",
                        "Parameters.parameter[5].modifierExtension[0]",
                        raw + ".implicitRules",
                        raw + ".parameter[0].modifierExtension[0]",
                        raw + ".parameter[1].part[0].part[0].modifierExtension[0]",
                        raw + ".parameter[1].part[0].modifierExtension[0]",
                        raw + ".parameter[2].resource.implicitRules",
                        raw + ".parameter[2].resource.parameter[0].modifierExtension[0]",
                        bundle + ".implicitRules",
                        bundle + ".link[0].modifierExtension[0]",
                        bundle + ".entry[0].modifierExtension[0]",
                        bundle + ".entry[0].link[1].modifierExtension[0]",
                        bundle + ".entry[0].search.modifierExtension[0]",
                        bundle + ".entry[0].request.modifierExtension[0]",
                        bundle + ".entry[0].resource.implicitRules",
                        bundle + ".entry[0].resource.parameter[0].modifierExtension[0]",
                        bundle + ".entry[0].response.modifierExtension[0]",
                        bundle + ".entry[0].response.outcome.implicitRules"});
}

TEST_CASE("without a modifier there is nothing to report", "[operation][modifiers]") {
  std::string element;
  std::size_t marks = 0;
  while (!with_modifier(marks, element).empty()) ++marks;
  CHECK(marks == 23);
  std::string text = with_modifier(0, element);
  text.erase(text.find(rules) - 1, std::string_view(rules).size() + 1);
  const auto sent = from_json<Parameters<>>(text);
  REQUIRE(sent);
  CHECK(from_parameters<Admission>(*sent).issues().empty());
  CHECK_FALSE(detail::has_modifiers(*sent));
}

TEST_CASE("a modifier without a URL is never understood", "[operation][modifiers]") {
  Parameters<> sent;
  sent.parameter.emplace_back().name = "drug";
  sent.parameter[0].value = "x";
  REQUIRE(from_parameters<clinic::Dose>(sent));
  sent.parameter[0].modifierExtension.emplace_back();
  CHECK(test::reported(from_parameters<clinic::Dose>(sent, read_options{}.lenient().understand(texts<"">)).issues()) ==
        lines{"error extension Parameters.parameter[0].modifierExtension[0] /parameter/0/modifierExtension/0"});
  CHECK(detail::has_modifiers(sent));
  sent.parameter[0].modifierExtension = {};
  sent.implicitRules.element.emplace().id.emplace("x");
  CHECK(test::reported(from_parameters<clinic::Dose>(sent).issues()) ==
        lines{"error extension Parameters.implicitRules /implicitRules"});
  CHECK(detail::has_modifiers(sent));
}

TEST_CASE("every modifier is reported, up to the limit, and shown in a few words", "[operation][modifiers]") {
  Parameters<> sent;
  for (int i = 0; i < 300; ++i) {
    auto& one = sent.parameter.emplace_back();
    one.name = "taken";
    one.value = true;
    one.modifierExtension.emplace_back().url = std::string(5000, 'u');
  }
  sent.parameter[0].name = "drug";
  sent.parameter[0].value = "x";
  const auto refused = from_parameters<clinic::Dose>(sent, read_options{}.lenient());
  CHECK_FALSE(refused);
  CHECK(refused.issues().size() == 101);
  for (const issue& each : refused.issues()) CHECK(each.text.size() < 300);
}

TEST_CASE("modifiers are found at any depth without recursion", "[operation][modifiers]") {
  Parameters<> sent;
  list<ParametersParameter<>>* inside = &sent.parameter;
  for (int depth = 0; depth < 400; ++depth) {
    auto& one = inside->emplace_back();
    one.name = "p";
    inside = &one.part;
  }
  inside->emplace_back().modifierExtension.emplace_back().url = "urn:x";
  detail::issue_collector found(10);
  detail::modifier_search<owned>(&found).parameters(sent, {"Parameters", ""});
  const issues all = found.finish();
  REQUIRE(all.size() == 1);
  CHECK(all[0].expression.size() == std::string("Parameters.parameter[0]").size() + 400 * std::string(".part[0]").size() +
                                        std::string(".modifierExtension[0]").size());
  CHECK(detail::has_modifiers(sent));
}
