#pragma once

#include <fhirops/ehealth/report_job.hpp>
#include <string>
#include <vector>

/// What another unit of the program prints of the jobs.
std::string printed_elsewhere(const std::vector<fhirops::ReportJob<>>& jobs);
