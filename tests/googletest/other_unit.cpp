#include "googletest/other_unit.hpp"

#include <fhirops/testing/googletest.hpp>

std::string printed_elsewhere(const std::vector<fhirops::ReportJob<>>& jobs) { return testing::PrintToString(jobs); }
