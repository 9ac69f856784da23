// Compiled as a host without exceptions would, and with RapidJSON's SIMD code on.

#include "unit.ipp"

const odr::unit odr::plain{"plain", layout, make, read, write, equal, describe, consume, refuse, fixture, differ};
