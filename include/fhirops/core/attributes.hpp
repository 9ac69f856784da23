#pragma once
// For headers that use FHIROPS_DETAIL_INLINED, [[gnu::noinline]] or [[gnu::cold]]. These are hints: a compiler that does not
// know them ignores them, as C++ requires, and the code means the same. MSVC ignores them with a warning (C5030).

#ifdef _MSC_VER
#pragma warning(disable : 5030)
#endif

// Before a function whose speed depends on being part of its caller. Where code is not optimized, the copies would only take
// compile time, and make the frames of recursive functions larger, whose stack is limited.
#ifdef __OPTIMIZE__
#define FHIROPS_DETAIL_INLINED [[gnu::always_inline]]
#else
#define FHIROPS_DETAIL_INLINED
#endif
