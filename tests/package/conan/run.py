"""run.py RECIPE WORK: goes the way that `conan create` goes with the recipe, up to the package, which is left in
WORK/package; and writes WORK/fhirops-config.cmake as CMakeDeps would."""

import importlib.util
import os
import sys

sys.dont_write_bytecode = True  # nothing is left beside the recipe
recipe, work = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])


class Settings:
    def __init__(self, values):
        self._values = values

    def get_safe(self, name, default=None):
        return self._values.get(name, default)


class Info:
    cleared = False

    def clear(self):
        self.cleared = True


class CppInfo:
    def __init__(self):
        self.properties, self.bindirs, self.libdirs, self.includedirs = {}, ["bin"], ["lib"], ["include"]

    def set_property(self, name, value):
        self.properties[name] = value


def load_module(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recipe_class(module):
    from conan import ConanFile
    (found,) = [c for c in vars(module).values() if isinstance(c, type) and issubclass(c, ConanFile) and c is not ConanFile]
    return found


one = recipe_class(load_module(os.path.join(recipe, "conanfile.py"), "fhirops_recipe"))()
for attribute in ("name", "description", "license", "topics", "package_type", "settings"):
    assert getattr(one, attribute), attribute
assert one.package_type == "header-library"

one.recipe_folder = recipe
one.set_version()
one.export_sources_folder = one.source_folder = os.path.join(work, "sources")
one.package_folder = os.path.join(work, "package")
one.export_sources()

# From here on the recipe is in Conan's cache, away from the checkout.
one.recipe_folder = os.path.join(work, "nowhere")
required = []
one.requires = lambda reference, **traits: required.append((reference, traits))
one.requirements()
(reference, traits), = required
assert reference.startswith("rapidjson/") and traits.get("transitive_headers"), required
for cppstd, right in (("17", False), ("20", True), ("gnu20", True), ("23", True), (None, True)):
    one.settings = Settings({"compiler.cppstd": cppstd})
    try:
        one.validate()
        refused = False
    except ValueError:
        refused = True
    assert refused != right, cppstd
one.layout()
one.package()
one.info = Info()
one.package_id()
assert one.info.cleared, "a package of headers is the same for all settings"
one.cpp_info = CppInfo()
one.package_info()
assert one.cpp_info.bindirs == [] and one.cpp_info.libdirs == []
properties = one.cpp_info.properties
assert properties["cmake_file_name"] == "fhirops" and properties["cmake_target_name"] == "fhirops::fhirops"
assert os.path.exists(os.path.join(one.package_folder, "licenses", "LICENSE"))

with open(os.path.join(work, "fhirops-config.cmake"), "w", encoding="utf-8") as config:
    config.write(f"""add_library({properties["cmake_target_name"]} INTERFACE IMPORTED)
set_target_properties({properties["cmake_target_name"]} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES
  "${{CMAKE_CURRENT_LIST_DIR}}/package/{one.cpp_info.includedirs[0]};${{FHIROPS_RAPIDJSON_INCLUDE_DIR}}"
  INTERFACE_COMPILE_FEATURES cxx_std_20)
""")
    for module in properties["cmake_build_modules"]:
        config.write(f'include("${{CMAKE_CURRENT_LIST_DIR}}/package/{module}")\n')

# The package's own test, as far as it goes without Conan.
tested = recipe_class(load_module(os.path.join(recipe, "test_package", "conanfile.py"), "test_recipe"))()
tested.tested_reference_str = f"{one.name}/{one.version}"
required.clear()
tested.requires = lambda reference, **_: required.append(reference)
tested.requirements()
assert required == [f"fhirops/{one.version}"], required
tested.layout()
print(one.version)
