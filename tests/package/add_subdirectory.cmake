cmake_minimum_required(VERSION 3.25)
project(consumer CXX)

add_subdirectory(fhirops)

add_executable(consumer consumer.cpp)
target_link_libraries(consumer PRIVATE fhirops::fhirops)

# Of fhirops there is the library, and nothing else: no tests, no examples, no install rules.
function(no_other_targets folder)
  get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  list(REMOVE_ITEM targets fhirops consumer)
  if(targets)
    message(FATAL_ERROR "unexpected targets in ${folder}: ${targets}")
  endif()
  get_property(folders DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
  foreach(each IN LISTS folders)
    no_other_targets("${each}")
  endforeach()
endfunction()
no_other_targets("${CMAKE_CURRENT_SOURCE_DIR}")
