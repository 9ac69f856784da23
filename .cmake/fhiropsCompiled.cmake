# fhirops::compiled: the engine as a static library of the project that links it, built with that project's compiler and
# flags. Units that link it only see declarations (docs/how-to/compiled.md). What tests need is an object of its own, which only
# programs that use fhirops/testing/ link.

get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
if(NOT TARGET fhirops_compiled AND "CXX" IN_LIST languages)
  set(fhirops_compiled_engine "${CMAKE_CURRENT_BINARY_DIR}/fhirops_compiled_engine.cpp")
  set(fhirops_compiled_fixtures "${CMAKE_CURRENT_BINARY_DIR}/fhirops_compiled_fixtures.cpp")
  file(CONFIGURE OUTPUT "${fhirops_compiled_engine}" CONTENT "#include <fhirops/compiled_engine.hpp>\n" @ONLY)
  file(CONFIGURE OUTPUT "${fhirops_compiled_fixtures}" CONTENT "#include <fhirops/testing/compiled_fixtures.hpp>\n" @ONLY)
  add_library(fhirops_compiled STATIC EXCLUDE_FROM_ALL "${fhirops_compiled_engine}" "${fhirops_compiled_fixtures}")
  target_link_libraries(fhirops_compiled PUBLIC fhirops::fhirops)
  target_compile_definitions(fhirops_compiled INTERFACE FHIROPS_COMPILED)
  add_library(fhirops::compiled ALIAS fhirops_compiled)
endif()
