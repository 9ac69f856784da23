#pragma once
// The only source of the compiled form (docs/how-to/compiled.md): defines what units compiled with FHIROPS_COMPILED declare.

// IWYU pragma: begin_exports
#include "fhirops/compiled_engine.hpp"
#include "fhirops/testing/compiled_fixtures.hpp"
// IWYU pragma: end_exports
