#pragma once
// For the one source of a program that defines what units compiled with FHIROPS_COMPILED declare (docs/how-to/compiled.md).

// IWYU pragma: begin_exports
#include "fhirops/compiled_engine.hpp"
#include "fhirops/testing/compiled_fixtures.hpp"
// IWYU pragma: end_exports
