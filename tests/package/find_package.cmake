cmake_minimum_required(VERSION 3.25)
project(consumer CXX)

find_package(fhirops 0.1 REQUIRED CONFIG)

add_executable(consumer consumer.cpp)
target_link_libraries(consumer PRIVATE fhirops::fhirops)
