# Makes the target fhirops::rapidjson: RapidJSON's headers as a system include.
#
# Also installed next to fhiropsConfig.cmake, so that a consumer finds RapidJSON where the consumer's machine
# has it, and not where it was on the machine that built the package.
#
# Searched in this order: a target that the project already has (FetchContent, Conan, vcpkg),
# the folder FHIROPS_RAPIDJSON_INCLUDE_DIR, RapidJSON's own CMake package, the usual include folders.

if(NOT TARGET fhirops::rapidjson)
  set(_fhirops_rapidjson)
  foreach(_fhirops_target RapidJSON rapidjson RapidJSON::RapidJSON)
    if(TARGET ${_fhirops_target})
      set(_fhirops_rapidjson "$<TARGET_PROPERTY:${_fhirops_target},INTERFACE_INCLUDE_DIRECTORIES>")
      break()
    endif()
  endforeach()

  if(NOT _fhirops_rapidjson)
    # Some packages of RapidJSON name a folder that does not exist, so it is only a hint.
    if(NOT FHIROPS_RAPIDJSON_INCLUDE_DIR)
      find_package(RapidJSON CONFIG QUIET)
    endif()
    find_path(
      FHIROPS_RAPIDJSON_INCLUDE_DIR rapidjson/reader.h
      HINTS ${RapidJSON_INCLUDE_DIRS} ${RapidJSON_INCLUDE_DIR} ${RAPIDJSON_INCLUDE_DIRS}
            ${RapidJSON_ROOT} $ENV{RapidJSON_ROOT}
      PATH_SUFFIXES include
      DOC "The folder that holds rapidjson/reader.h")
    mark_as_advanced(FHIROPS_RAPIDJSON_INCLUDE_DIR)
    set(_fhirops_rapidjson "${FHIROPS_RAPIDJSON_INCLUDE_DIR}")
  endif()

  if(_fhirops_rapidjson)
    # Global, so that the project above an add_subdirectory can link to what links to it. Includes of
    # an imported target are system includes.
    add_library(fhirops::rapidjson INTERFACE IMPORTED GLOBAL)
    set_target_properties(fhirops::rapidjson PROPERTIES INTERFACE_INCLUDE_DIRECTORIES
                                                        "${_fhirops_rapidjson}")
  elseif(NOT CMAKE_FIND_PACKAGE_NAME)
    message(FATAL_ERROR "fhirops needs the headers of RapidJSON (Debian: rapidjson-dev). "
                        "Set FHIROPS_RAPIDJSON_INCLUDE_DIR to the folder that holds rapidjson/.")
  endif()
endif()
