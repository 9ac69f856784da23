cmake_minimum_required(VERSION 3.25)
project(consumer CXX)

if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/fhirops")
  add_subdirectory(fhirops)
else()
  find_package(fhirops 0.1 REQUIRED CONFIG)
endif()

# What the project asks of its own code is not asked of the generator.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
endif()

# Two targets, two namespaces, one generator; the operations of a library are there for what links to it.
add_library(herd INTERFACE)
target_link_libraries(herd INTERFACE fhirops::fhirops)
fhirops_generate_operations(TARGET herd FILES definitions NAMESPACE farm::herd DOCUMENTATION)

add_executable(consumer)
fhirops_generate_operations(TARGET consumer FILES weigh.json)
target_sources(consumer PRIVATE generate.cpp)
target_link_libraries(consumer PRIVATE herd)
