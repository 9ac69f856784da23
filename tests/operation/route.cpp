// Which operation a call is for, or why none.

#include "fhirops/operation/route.hpp"

#include <fhirops/hl7/operations/value_set_validate_code.hpp>

#include "operation/clinic.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

template <int Level, fixed_string Type, bool Quiet = true>
struct on {
  using Request = no_parameters;
  using Response = no_parameters;
  static constexpr operation_info info{.code = "on",
                                       .affectsState = !Quiet,
                                       .system = Level == 0,
                                       .type = Level == 1,
                                       .instance = Level == 2,
                                       .resource = texts<Type>};
};
using any = operation_table<on<1, "Resource">>;
using domain = operation_table<on<1, "DomainResource">>;
using server = operation_table<clinic::Admit, clinic::Find, hl7::ValueSetValidateCode>;

// The code of the operation that the call is for.
template <class Table>
std::string routed(const operation_call& call) {
  std::string code = "none: ";
  const routing how = Table::route(call, [&code]<class Op>(std::type_identity<Op>) { code = Op::info.code; });
  if (how == routing::unknown_name) return code + "unknown name";
  if (how == routing::wrong_level) return code + "wrong level";
  if (how == routing::wrong_verb) return code + "wrong verb";
  return code;
}

// At compile time too.
static_assert(server::route({.name = "$find"}, [](auto) {}) == routing::found);
static_assert(server::route({.name = "$lose"}, [](auto) {}) == routing::unknown_name);
static_assert(server::size == 3);
static_assert(operation_table<>::route({.name = "$find"}, [](auto) {}) == routing::unknown_name);

}  // namespace

TEST_CASE("a call is for the operation of its name, at its level, on its type", "[operation][route]") {
  CHECK(routed<server>({.name = "$find"}) == "find");
  CHECK(routed<server>({.name = "find"}) == "find");
  CHECK(routed<server>({.name = "$find", .type = "Location"}) == "find");
  CHECK(routed<server>({.name = "$admit", .type = "Group", .id = "7"}) == "admit");
  CHECK(routed<server>({.name = "$admit", .type = "Patient"}) == "admit");

  CHECK(routed<server>({.name = "$findd"}) == "none: unknown name");
  CHECK(routed<server>({.name = "$Find"}) == "none: unknown name");
  CHECK(routed<server>({.name = "$$find"}) == "none: unknown name");
  CHECK(routed<server>({.name = ""}) == "none: unknown name");
  CHECK(routed<server>({.name = "$admit"}) == "none: wrong level");
  CHECK(routed<server>({.name = "$admit", .type = "Location"}) == "none: wrong level");
  CHECK(routed<server>({.name = "$admit", .type = "patient"}) == "none: wrong level");
  CHECK(routed<server>({.name = "$find", .type = "Location", .id = "1"}) == "none: wrong level");
  CHECK(routed<server>({.name = "$find", .id = "1"}) == "none: wrong level");
}

TEST_CASE("GET calls only what it may, POST calls everything, other methods nothing", "[operation][route]") {
  for (const char* verb : {"GET", "HEAD", "POST"}) CHECK(routed<server>({.name = "find", .verb = verb}) == "find");
  CHECK(routed<server>({.name = "admit", .type = "Patient", .verb = "POST"}) == "admit");
  for (const char* verb : {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "get", ""})
    CHECK(routed<server>({.name = "admit", .type = "Patient", .verb = verb}) == "none: wrong verb");
  CHECK(routed<server>({.name = "find", .verb = "PUT"}) == "none: wrong verb");
  // The level is looked at first: the verb would not help.
  CHECK(routed<server>({.name = "admit", .verb = "GET"}) == "none: wrong level");
}

TEST_CASE("an operation on Resource is on every type, one on DomainResource on those that are one", "[operation][route]") {
  for (const char* type : {"Patient", "Bundle", "Binary", "Parameters"}) CHECK(routed<any>({.name = "on", .type = type}) == "on");
  CHECK(routed<any>({.name = "on"}) == "none: wrong level");
  CHECK(routed<domain>({.name = "on", .type = "Patient"}) == "on");
  CHECK(routed<domain>({.name = "on", .type = "OperationOutcome"}) == "on");
  for (const char* type : {"Bundle", "Binary", "Parameters"})
    CHECK(routed<domain>({.name = "on", .type = type}) == "none: wrong level");
}

TEST_CASE("of two operations with the same name, the one for the type is called", "[operation][route]") {
  using both = operation_table<on<1, "Patient", false>, on<1, "Group">, on<2, "Patient">>;
  const auto place = [](const operation_call& call) {
    std::string found;
    both::route(call, [&found]<class Op>(std::type_identity<Op>) {
      found = std::string(Op::info.resource[0]) + (Op::info.instance ? "/[id]" : "");
    });
    return found;
  };
  CHECK(place({.name = "on", .type = "Patient"}) == "Patient");
  CHECK(place({.name = "on", .type = "Group", .verb = "GET"}) == "Group");
  CHECK(place({.name = "on", .type = "Patient", .id = "1"}) == "Patient/[id]");
  CHECK(place({.name = "on", .type = "Group", .id = "1"}).empty());
  // The reason that came nearest.
  CHECK(routed<both>({.name = "on", .type = "Patient", .verb = "GET"}) == "none: wrong verb");
}

TEST_CASE("the verbs that may call an operation are those for Allow", "[operation][route]") {
  CHECK(server::allow({.name = "find"}) == "GET, HEAD, POST");
  CHECK(server::allow({.name = "find", .verb = "PUT"}) == "GET, HEAD, POST");
  CHECK(server::allow({.name = "admit", .type = "Group"}) == "POST");
  CHECK(server::allow({.name = "admit"}).empty());
  CHECK(server::allow({.name = "x"}).empty());
}

TEST_CASE("a call for no operation is explained", "[operation][route]") {
  const auto text = [](routing why, const operation_call& call) {
    const issue reported = explain(why, call);
    CHECK(reported.code == issue_type::not_supported);
    CHECK(reported.is_error());
    return reported.text;
  };
  CHECK(text(routing::unknown_name, {.name = "lose"}) == "$lose is not an operation of this server");
  CHECK(text(routing::wrong_level, {.name = "$admit"}) == "$admit cannot be called at the system level");
  CHECK(text(routing::wrong_level, {.name = "admit", .type = "Location"}) == "$admit cannot be called on Location");
  CHECK(text(routing::wrong_level, {.name = "find", .type = "Location", .id = "1"}) == "$find cannot be called on Location/[id]");
  CHECK(text(routing::wrong_verb, {.name = "admit", .verb = "GET"}) == "$admit cannot be called with GET");
}

TEST_CASE("a table lists its operations", "[operation][route]") {
  std::string codes;
  server::for_each([&codes]<class Op>(std::type_identity<Op>) { (codes += Op::info.code) += ' '; });
  CHECK(codes == "admit find validate-code ");
}
