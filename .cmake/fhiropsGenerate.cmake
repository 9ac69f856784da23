# fhirops_generate_operations(TARGET <target> FILES <file>... [NAMESPACE <namespace>] [DOCUMENTATION] [UNTYPED] [STRICT]
#                             [RENAME <old=new>...])
#
# C++ types of operations from their OperationDefinitions, made when the target is built: a header for each
# definition, and `operations.hpp`, which includes them all and has `operations`, their table. The target
# finds them under the name of the namespace (by default `operations`):
#
#   fhirops_generate_operations(TARGET server FILES weigh.json feed.json NAMESPACE farm::herd)
#
#   #include <farm/herd/weigh.hpp>
#   #include <farm/herd/operations.hpp>
#
# A file holds one definition, an array, or a Bundle of them; a folder stands for its *.json files. A
# definition with a fault stops the build with `file:line:column: error ...`. If a definition changes,
# the target is compiled again. A target that links to a library of the kind INTERFACE finds the headers too, but is
# compiled again for a changed definition only by the next build.
#
#   DOCUMENTATION  copies the texts of the definitions
#   UNTYPED        allows parameters with neither type nor part
#   STRICT         refuses what published guides do although R4 does not allow it
#   RENAME         gives names to members if those of two parameters clash: `a_b=other`, `outer.inner=other`, `id:a_b=other`
#
# The generator, opgen, is built for it, once, by the compiler of the project. A project that compiles for
# another machine sets FHIROPS_OPGEN to an opgen that runs on this one.

function(fhirops_generate_operations)
  cmake_parse_arguments(PARSE_ARGV 0 arg "DOCUMENTATION;UNTYPED;STRICT" "TARGET;NAMESPACE" "FILES;RENAME")
  set(usage "fhirops_generate_operations(TARGET <target> FILES <file>... [NAMESPACE <namespace>] [DOCUMENTATION] [UNTYPED] [STRICT] [RENAME <old=new>...])")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_TARGET OR NOT arg_FILES)
    message(FATAL_ERROR "usage: ${usage}")
  endif()
  if(NOT TARGET ${arg_TARGET})
    message(FATAL_ERROR "fhirops_generate_operations: there is no target ${arg_TARGET}")
  endif()
  if(NOT arg_NAMESPACE)
    set(arg_NAMESPACE operations)
  endif()
  _fhirops_provide_opgen()

  string(REPLACE "::" "/" folder "${arg_NAMESPACE}")
  string(MAKE_C_IDENTIFIER "${arg_TARGET}_${arg_NAMESPACE}_operations" name)
  set(include "${CMAKE_CURRENT_BINARY_DIR}/${name}")
  set(stamp "${include}.stamp")
  set(options --namespace "${arg_NAMESPACE}" --out "${include}/${folder}" --prefix "${folder}"
              --table "${include}/${folder}/operations.hpp")
  if(arg_DOCUMENTATION)
    list(APPEND options --documentation)
  endif()
  if(arg_UNTYPED)
    list(APPEND options --untyped)
  endif()
  if(arg_STRICT)
    list(APPEND options --strict)
  endif()
  foreach(name IN LISTS arg_RENAME)
    list(APPEND options --rename "${name}")
  endforeach()
  set(files)
  set(inputs)
  foreach(file IN LISTS arg_FILES)
    cmake_path(ABSOLUTE_PATH file NORMALIZE)
    list(APPEND files "${file}")
    if(IS_DIRECTORY "${file}")
      file(GLOB inside CONFIGURE_DEPENDS "${file}/*.json")
      list(APPEND inputs ${inside})
    else()
      list(APPEND inputs "${file}")
    endif()
  endforeach()

  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${include}/${folder}/operations.hpp"
    COMMAND fhirops::opgen ${options} ${files}
    COMMAND ${CMAKE_COMMAND} -E touch "${stamp}"
    DEPENDS ${inputs} fhirops::opgen
    COMMENT "Generating the operations of ${arg_NAMESPACE}"
    VERBATIM)
  add_custom_target(${name} DEPENDS "${stamp}")
  add_dependencies(${arg_TARGET} ${name})

  set(scope PRIVATE)
  get_target_property(type ${arg_TARGET} TYPE)
  if(type STREQUAL INTERFACE_LIBRARY)
    set(scope INTERFACE)
  elseif(type MATCHES LIBRARY)
    set(scope PUBLIC)
  endif()
  target_include_directories(${arg_TARGET} ${scope} "$<BUILD_INTERFACE:${include}>")

  # Which headers there are is not known before opgen has run, and sources must be compiled after it. Once all sources of
  # the target are known, they depend on the run.
  cmake_language(EVAL CODE "cmake_language(DEFER CALL _fhirops_compile_after [==[${arg_TARGET}]==] [==[${stamp}]==])")
endfunction()

function(_fhirops_compile_after target stamp)
  get_target_property(sources ${target} SOURCES)
  get_target_property(folder ${target} SOURCE_DIR)
  foreach(source IN LISTS sources)
    if(source AND NOT source MATCHES "\\$<")
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${folder}")
      set_property(SOURCE "${source}" TARGET_DIRECTORY ${target} APPEND PROPERTY OBJECT_DEPENDS "${stamp}")
    endif()
  endforeach()
endfunction()

# Makes the target fhirops::opgen, unless there is one.
function(_fhirops_provide_opgen)
  if(TARGET fhirops::opgen)
    return()
  endif()
  if(FHIROPS_OPGEN)
    add_executable(fhirops::opgen IMPORTED GLOBAL)
    set_target_properties(fhirops::opgen PROPERTIES IMPORTED_LOCATION "${FHIROPS_OPGEN}")
    return()
  endif()
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    message(FATAL_ERROR "fhirops_generate_operations: set FHIROPS_OPGEN to an opgen that runs on this machine")
  endif()
  # Next to this file if it is installed.
  set(sources "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/opgen")
  if(NOT EXISTS "${sources}/main.cpp")
    set(sources "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../examples/opgen")
  endif()
  add_executable(fhirops_opgen EXCLUDE_FROM_ALL "${sources}/main.cpp")
  add_executable(fhirops::opgen ALIAS fhirops_opgen)
  target_link_libraries(fhirops_opgen PRIVATE fhirops::fhirops)
  # The project's warnings and checkers are only for its own code.
  set_target_properties(fhirops_opgen PROPERTIES COMPILE_OPTIONS "" CXX_CLANG_TIDY "" CXX_CPPCHECK "" CXX_INCLUDE_WHAT_YOU_USE ""
                                                 RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/fhirops_opgen")
endfunction()
