#pragma once
// The documents in tests/data that others wrote.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace test {

/// The resources, each in a file of its own, in the order of their paths; without the tables beside them.
inline std::vector<std::filesystem::path> documents() {
  std::vector<std::filesystem::path> all{FHIROPS_TEST_DATA "/get-report-job-status.json"};
  for (const char* folder : {"/hl7-r4-examples", "/hl7-tx-parameters"})
    for (const auto& each : std::filesystem::recursive_directory_iterator(std::string(FHIROPS_TEST_DATA) + folder))
      if (each.path().extension() == ".json") all.push_back(each.path());
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace test
