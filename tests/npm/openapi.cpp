// openapi FOLDER: writes there the OpenAPI documents of services that have all operations, for tools that others wrote; in
// ehealth-later.json one of three may be answered later, and one of three must be.

#include <array>
#include <cstddef>
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/hl7/operations.hpp>
#include <fhirops/http/openapi.hpp>
#include <fstream>
#include <string>
#include <type_traits>

using namespace fhirops;

namespace {

template <class... Op>
bool write(const std::string& file, bool later, std::type_identity<operation_table<Op...>>) {
  const OperationDefinition<> definitions[] = {definition<Op>()...};
  std::array<http::async_mode, sizeof...(Op)> modes{};
  if (later)
    for (std::size_t i = 0; i < modes.size(); ++i) modes[i] = static_cast<http::async_mode>((i + 1) % 3);
  http::options server{.software = "desk", .date = "2026-11-24", .version = "1.0", .base = "https://desk.fhirops.dev/fhir"};
  server.interaction = {"batch"};
  std::ofstream out(file, std::ios::binary);
  out << http::openapi_document(server, definitions, {}, modes);
  return out.flush().good();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string folder = std::string(argv[1]) + '/';
  const bool all = write(folder + "hl7.json", false, std::type_identity<hl7::operations>()) &&
                   write(folder + "ehealth.json", false, std::type_identity<ehealth::operations>()) &&
                   write(folder + "ehealth-later.json", true, std::type_identity<ehealth::operations>());
  return all ? 0 : 1;
}
