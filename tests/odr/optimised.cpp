// Compiled as most hosts would.

#include "unit.ipp"

const odr::unit odr::optimised{"optimised", layout, make, read, write, equal, describe, consume, refuse, fixture, differ};
