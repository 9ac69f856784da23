# An overlay port: it builds the sources that contain it (vcpkg install fhirops --overlay-ports=.packaging/vcpkg/ports).
# In a registry, vcpkg_from_github with the tag of the version replaces this line.
cmake_path(ABSOLUTE_PATH CURRENT_PORT_DIR NORMALIZE OUTPUT_VARIABLE port_dir)
cmake_path(APPEND port_dir "../../../.." OUTPUT_VARIABLE SOURCE_PATH)
cmake_path(NORMAL_PATH SOURCE_PATH)

# Only headers: there is nothing to debug.
set(VCPKG_BUILD_TYPE release)

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS -DFHIROPS_BUILD_TESTS=OFF -DFHIROPS_BUILD_EXAMPLES=OFF -DFHIROPS_INSTALL=ON "-DFHIROPS_INSTALL_CMAKEDIR=share/${PORT}")
vcpkg_cmake_install()
vcpkg_cmake_config_fixup()
vcpkg_fixup_pkgconfig()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/lib" "${CURRENT_PACKAGES_DIR}/share/licenses")
file(INSTALL "${CURRENT_PORT_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
