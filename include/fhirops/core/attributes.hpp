#pragma once
// For headers that use [[gnu::always_inline]], [[gnu::noinline]] or [[gnu::cold]]. These are hints: a compiler that does not
// know them ignores them, as C++ requires, and the code means the same. MSVC ignores them with a warning (C5030).

#ifdef _MSC_VER
#pragma warning(disable : 5030)
#endif
