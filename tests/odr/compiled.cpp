// Compiled against declarations alone: the engine is linked.

#ifndef FHIROPS_COMPILED
#error "this unit is of the compiled form"
#endif

#include "unit.ipp"

const odr::unit odr::compiled{"compiled", layout, make, read, write, equal, describe, consume, refuse, fixture, differ};
