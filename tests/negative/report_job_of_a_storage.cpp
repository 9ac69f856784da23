// first error: give it the type of its parameters: ReportJob<Parameters<borrowed>>, not ReportJob<borrowed>
#include <fhirops/fhirops.hpp>

fhirops::ReportJob<fhirops::borrowed> job;
