# A Debian package: `cpack -G DEB` in the build folder makes libfhirops-dev_<version>_all.deb. It holds headers and
# text, so it fits every architecture. Debian's own variables DEBFULLNAME and DEBEMAIL say who made it.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME libfhirops-dev)
set(CPACK_PACKAGE_VENDOR "The fhirops authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION} (headers)")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)

set(name "The fhirops authors")
set(email "fhirops@localhost")
if(DEFINED ENV{DEBFULLNAME})
  set(name "$ENV{DEBFULLNAME}")
endif()
if(DEFINED ENV{DEBEMAIL})
  set(email "$ENV{DEBEMAIL}")
endif()
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${name} <${email}>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_DEPENDS rapidjson-dev)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "cmake (>= 3.25), pkg-config")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "A header-only library for FHIR servers, unit tests and example programs. It
reads and writes FHIR R4 Parameters, Bundle, OperationOutcome and
OperationDefinition as JSON, tells every fault of a document with its place,
checks R4's rules, and defines operations as C++ types; the first is
get-report-job-status of the Danish eHealth Infrastructure.")

# Where Debian expects the licence and the changes; the ordinary copy of the licence is left out.
set(doc "${CMAKE_INSTALL_DATADIR}/doc/${CPACK_PACKAGE_NAME}")
install(FILES .packaging/debian/copyright DESTINATION "${doc}" COMPONENT debian EXCLUDE_FROM_ALL)
find_program(FHIROPS_GZIP gzip)
mark_as_advanced(FHIROPS_GZIP)
if(FHIROPS_GZIP)
  # Without a time of day, so that the same sources give the same package.
  configure_file(.packaging/debian/changelog "${PROJECT_BINARY_DIR}/changelog" @ONLY)
  execute_process(
    COMMAND "${FHIROPS_GZIP}" -9nc "${PROJECT_BINARY_DIR}/changelog"
    OUTPUT_FILE "${PROJECT_BINARY_DIR}/changelog.gz" COMMAND_ERROR_IS_FATAL ANY)
  install(FILES "${PROJECT_BINARY_DIR}/changelog.gz" DESTINATION "${doc}" COMPONENT debian EXCLUDE_FROM_ALL)
endif()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_COMPONENTS_ALL fhirops debian)

include(CPack)
