#pragma once
// The only place where the version of the library is stated (https://semver.org). CMakeLists.txt reads it from here.

#define FHIROPS_VERSION_MAJOR 0
#define FHIROPS_VERSION_MINOR 1
#define FHIROPS_VERSION_PATCH 0
#define FHIROPS_VERSION "0.1.0"
