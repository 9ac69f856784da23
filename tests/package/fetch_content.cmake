cmake_minimum_required(VERSION 3.25)
project(consumer CXX)

include(FetchContent)
FetchContent_Declare(fhirops URL "${ARCHIVE}" URL_HASH "SHA256=${SUM}")
FetchContent_MakeAvailable(fhirops)

add_executable(consumer consumer.cpp)
target_link_libraries(consumer PRIVATE fhirops::fhirops)
