# Installs the headers, the CMake package and the pkg-config file. Nothing here depends on the
# machine's architecture, and no installed file names the folder it was installed to.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# All of it belongs to one component, so that a package can leave out the rest.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME fhirops)

set(FHIROPS_INSTALL_CMAKEDIR "${CMAKE_INSTALL_DATADIR}/cmake/fhirops" CACHE STRING "Where the CMake package is installed to")
mark_as_advanced(FHIROPS_INSTALL_CMAKEDIR)
set(fhirops_cmake_dir "${FHIROPS_INSTALL_CMAKEDIR}")
set(fhirops_pkgconfig_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/fhirops" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
        FILES_MATCHING PATTERN "*.hpp")

install(TARGETS fhirops EXPORT fhiropsTargets INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT fhiropsTargets NAMESPACE fhirops:: DESTINATION "${fhirops_cmake_dir}")

configure_package_config_file(.cmake/fhiropsConfig.cmake.in "${PROJECT_BINARY_DIR}/fhiropsConfig.cmake"
                              INSTALL_DESTINATION "${fhirops_cmake_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/fhiropsConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/fhiropsConfig.cmake" "${PROJECT_BINARY_DIR}/fhiropsConfigVersion.cmake"
              .cmake/fhiropsRapidJSON.cmake .cmake/fhiropsCompiled.cmake .cmake/fhiropsGenerate.cmake
        DESTINATION "${fhirops_cmake_dir}")
install(DIRECTORY examples/opgen DESTINATION "${fhirops_cmake_dir}")

file(RELATIVE_PATH fhirops_include_from_pkgconfig "${CMAKE_INSTALL_PREFIX}/${fhirops_pkgconfig_dir}"
     "${CMAKE_INSTALL_FULL_INCLUDEDIR}")
foreach(name IN ITEMS fhirops fhirops-compiled)
  configure_file(.cmake/${name}.pc.in "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${fhirops_pkgconfig_dir}")
endforeach()

install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/fhirops" COMPONENT license)

if(PROJECT_IS_TOP_LEVEL)
  include(.cmake/package.cmake)
endif()
