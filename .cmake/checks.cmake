# How our own code is compiled: every warning is an error, with sanitizers if they are requested.
# Users of the library get none of this.

set(FHIROPS_SANITIZE "" CACHE STRING "Sanitizers for the tests and examples, such as address,undefined")

if(MSVC)
  set(fhirops_warnings /W4 /WX /permissive- /utf-8 /Zc:__cplusplus)
else()
  set(fhirops_warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
endif()

add_library(fhirops_checked INTERFACE)
target_link_libraries(fhirops_checked INTERFACE fhirops::fhirops)
target_compile_options(fhirops_checked INTERFACE ${fhirops_warnings})
if(FHIROPS_SANITIZE)
  set(fhirops_sanitize -fsanitize=${FHIROPS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    list(APPEND fhirops_sanitize
         "-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tests/support/sanitizer_ignore.txt")
  else()
    # The only warning that the list above is for: g++ cannot ignore a folder.
    list(APPEND fhirops_sanitize -fno-sanitize=pointer-overflow)
  endif()
  target_compile_options(fhirops_checked INTERFACE ${fhirops_sanitize})
  target_link_options(fhirops_checked INTERFACE ${fhirops_sanitize})
endif()

# The compiled form, if something of ours links it.
target_link_libraries(fhirops_compiled PRIVATE fhirops_checked)

# For sources that include Catch2 by themselves: its macros count with __COUNTER__, which the newest clang calls an
# extension. As options of the source, so that they come after the warnings.
set(fhirops_catch_options "$<$<CXX_COMPILER_ID:Clang>:-Wno-unknown-warning-option;-Wno-c2y-extensions>")

# Extensions off: what needs gnu++20 would not compile elsewhere.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
