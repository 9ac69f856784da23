// The engine that all fuzzers share, watched as they are.

#include <fhirops/compiled_engine.hpp>
