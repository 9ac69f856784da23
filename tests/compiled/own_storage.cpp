// A unit of the compiled form that reads and writes values of a storage of its own.

#include <fhirops/definitions.hpp>
#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

namespace {

// Text of a host: not std::string, so that `owned` cannot be used by mistake.
class host_text {
 public:
  host_text() = default;
  explicit host_text(std::string_view text) : text_(text) {}
  operator std::string_view() const noexcept { return text_; }
  friend bool operator==(const host_text&, const host_text&) = default;

 private:
  std::string text_;
};

struct host_storage {
  using string = host_text;
  static constexpr bool owns = true;
};

struct asked {
  std::string name;
};
constexpr auto fhir_parameters(const asked*) {
  using namespace fhirops;
  return parameters(param<"name", &asked::name>{});
}
struct searched {
  fhirops::search_value name;
};
constexpr auto fhir_parameters(const searched*) {
  using namespace fhirops;
  return parameters(param<"name", &searched::name>{{.searchType = "string"}});
}

}  // namespace

// Empty where a round trip by way of the host's storage gives the same as one by the library's.
std::string own_storage() {
  using namespace fhirops;
  constexpr std::string_view text =
      R"({"resourceType":"Parameters","id":"a","parameter":[{"name":"name","valueString":"\u00e6"}]})";
  const auto read = from_json<Parameters<host_storage>>(text);
  if (!read) return "not read: " + to_string(read.issues().front());
  if (to_json(*read) != to_json(*from_json<Parameters<>>(text))) return "written otherwise: " + to_json(*read);
  if (!validate(*read).empty()) return "not valid";
  const auto bound = from_parameters<asked>(*read);
  if (!bound || bound->name != "\xC3\xA6") return "not bound";
  const auto refused = from_json<Parameters<host_storage>>(R"({"resourceType":"Parameters","nam":1})");
  if (refused || refused.issues() != from_json<Parameters<>>(R"({"resourceType":"Parameters","nam":1})").issues())
    return "not the same issues";
  const searched wanted{fhirops::search_value("a", "exact")};
  if (to_json(to_parameters<host_storage>(wanted)) != to_json(to_parameters(wanted))) return "a modifier is not written";
  return {};
}
