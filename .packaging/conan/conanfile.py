"""fhirops for Conan 2: conan create .packaging/conan --build=missing"""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load
from conan.tools.layout import basic_layout

required_conan_version = ">=2.0"


class FhiropsConan(ConanFile):
    name = "fhirops"
    description = "FHIR R4 operation types for C++20, header-only"
    license = "MIT"
    topics = ("fhir", "hl7", "health", "json", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True

    @property
    def _checkout(self):
        return os.path.normpath(os.path.join(self.recipe_folder, "..", ".."))

    def set_version(self):
        # The version is in one place.
        text = load(self, os.path.join(self._checkout, "include", "fhirops", "version.hpp"))
        self.version = re.search(r'^#define FHIROPS_VERSION "([^"]+)"', text, re.MULTILINE).group(1)

    def export_sources(self):
        for pattern in ("include/fhirops/*.hpp", "examples/opgen/*.hpp", "examples/opgen/main.cpp",
                        ".cmake/fhiropsCompiled.cmake", ".cmake/fhiropsGenerate.cmake", "LICENSE"):
            copy(self, pattern, src=self._checkout, dst=self.export_sources_folder)

    def layout(self):
        basic_layout(self)

    def requirements(self):
        self.requires("rapidjson/cci.20230929", transitive_headers=True)

    def validate(self):
        if self.settings.get_safe("compiler.cppstd"):
            check_min_cppstd(self, 20)

    def package_id(self):
        self.info.clear()

    def package(self):
        modules = os.path.join(self.package_folder, "lib", "cmake", "fhirops")
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))
        copy(self, "*.hpp", src=os.path.join(self.source_folder, "include"), dst=os.path.join(self.package_folder, "include"))
        copy(self, "fhirops*.cmake", src=os.path.join(self.source_folder, ".cmake"), dst=modules)
        copy(self, "*", src=os.path.join(self.source_folder, "examples", "opgen"), dst=os.path.join(modules, "opgen"))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "fhirops")
        self.cpp_info.set_property("cmake_target_name", "fhirops::fhirops")
        # fhirops::compiled, fhirops_generate_operations
        self.cpp_info.set_property("cmake_build_modules", [os.path.join("lib", "cmake", "fhirops", name)
                                                           for name in ("fhiropsCompiled.cmake", "fhiropsGenerate.cmake")])
        self.cpp_info.set_property("pkg_config_name", "fhirops")
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
