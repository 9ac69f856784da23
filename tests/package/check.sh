#!/usr/bin/env bash
# check.sh find_package|compiled|add_subdirectory|fetch_content|pkg-config|deb|vcpkg|conan|single_header|
#          generate.find_package|generate.add_subdirectory
#   CMAKE BUILD COMPILER RAPIDJSON:
# builds and runs a program outside the checkout that gets fhirops in that way; with `generate` it also generates
# operations of its own from their definitions.
set -euo pipefail

way=$1 cmake=$2 build=$3 compiler=$4 rapidjson=$5
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
consumer="$work/a consumer"
mkdir "$consumer"
cp "$here/consumer.cpp" "$consumer"
cd "$consumer"

fail() {
  echo "package.$way: $*"
  exit 1
}

# Installed to one folder and moved to another: nothing may depend on the first path.
install_and_move() {
  "$cmake" --install "$build" --prefix "$work/first" >/dev/null
  mv "$work/first" "$work/second place"
  prefix="$work/second place"
  if grep -rlF -e "$work/first" -e "$source" -e "$build" "$prefix"; then
    fail "these files name folders of the machine that built the package"
  fi
  (cd "$source/include" && find fhirops -name '*.hpp' | sort) >"$work/expected"
  (cd "$prefix/include" && find . -type f | sed 's|^\./||' | sort) >"$work/installed"
  diff "$work/expected" "$work/installed" || fail "not the headers of include/ are installed, but these"
}

build_and_run() {
  if ! "$cmake" -S . -B build -DCMAKE_CXX_COMPILER="$compiler" "$@" >"$work/log" 2>&1 ||
    ! "$cmake" --build build >>"$work/log" 2>&1; then
    cat "$work/log"
    fail "does not build"
  fi
  ./build/consumer
}

# With fhirops available to the project in this folder.
generate() {
  cp "$here/generate.cmake" CMakeLists.txt
  cp "$here/generate.cpp" "$here/weigh.json" .
  mkdir definitions
  cp "$here/feed.json" definitions
  build_and_run "$@" >printed
  diff printed - <<<$'cow\nweight' || fail "not the parameters of the definition"

  # A change of a definition takes effect in the same build.
  sed -i 's/"cow"/"goat"/' weigh.json
  "$cmake" --build build >"$work/log" 2>&1 || { cat "$work/log"; fail "does not build again"; }
  ./build/consumer | diff - <(printf 'goat\nweight\n') || fail "a definition changed, and the program did not"
  "$cmake" --build build >"$work/log" 2>&1
  ! grep -q Generating "$work/log" || fail "generates what is there already"

  sed -i 's/"Quantity"/"Quantitty"/' weigh.json
  ! "$cmake" --build build >"$work/log" 2>&1 || fail "a wrong definition is taken"
  grep -qF 'weigh.json:13:69: error code-invalid OperationDefinition.parameter[1].type: "Quantitty" is not a type of R4' "$work/log" ||
    { cat "$work/log"; fail "does not tell what is wrong with a definition"; }
}

version=$(sed -n 's/^#define FHIROPS_VERSION "\(.*\)"/\1/p' "$source/include/fhirops/version.hpp")
warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

# fhirops.pc in the folder has the flags to build with.
by_pkg_config() {
  export PKG_CONFIG_PATH=$1
  flags=$(pkg-config --cflags --libs fhirops)
  # The flags are quoted for a shell, since the name of the folder has a blank.
  eval "\"\$compiler\" -std=c++20 \"\${warnings[@]}\" $flags consumer.cpp -o consumer"
  ./consumer
  [[ $(pkg-config --modversion fhirops) == "$version" ]] || fail "not version $version"
}

case $way in
  fetch_content)
    # An archive like that of a release: everything in one folder, with a checksum.
    tar -czf "$work/fhirops.tar.gz" -C "$source" --exclude=./build --exclude='./build-*' --exclude=./.git --exclude=./tests \
      --transform "s|^\.|fhirops-$version|" .
    cp "$here/fetch_content.cmake" CMakeLists.txt
    build_and_run -DARCHIVE="file://$work/fhirops.tar.gz" -DSUM="$(sha256sum "$work/fhirops.tar.gz" | cut -d ' ' -f 1)" \
      -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    ;;
  deb)
    "$cmake" -S "$source" -B "$work/build" -DFHIROPS_BUILD_TESTS=OFF -DFHIROPS_BUILD_EXAMPLES=OFF \
      -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson" >/dev/null
    (cd "$work/build" && "$(dirname "$cmake")/cpack" -G DEB >/dev/null)
    deb="$work/build/libfhirops-dev_${version}_all.deb"
    [[ -e $deb ]] || fail "no $(basename "$deb")"
    field() { dpkg-deb --field "$deb" "$1"; }
    [[ $(field Package) == libfhirops-dev && $(field Version) == "$version" && $(field Architecture) == all &&
      $(field Section) == libdevel ]] || fail "$(dpkg-deb --info "$deb")"
    [[ ,$(field Depends | tr -d ' '), == *,rapidjson-dev,* ]] || fail "does not depend on rapidjson-dev"
    # In a folder of its own. Everything that is installed is below /usr, and owned by root.
    dpkg-deb --contents "$deb" | awk '$6 !~ "^\\./(usr/.*)?$" || $2 != "root/root"' | grep . && fail "the files above are not where they should be"
    prefix="$work/second place/usr"
    dpkg-deb --extract "$deb" "$work/second place"
    (cd "$source/include" && find fhirops -name '*.hpp' | sort) >"$work/expected"
    (cd "$prefix/include" && find . -type f | sed 's|^\./||' | sort) >"$work/installed"
    diff "$work/expected" "$work/installed" || fail "not the headers of include/ are packaged, but these"
    [[ -s $prefix/share/doc/libfhirops-dev/copyright ]] || fail "no copyright"
    zcat "$prefix/share/doc/libfhirops-dev/changelog.gz" | grep -qF "libfhirops-dev ($version) " || fail "the changelog has no $version"
    by_pkg_config "$prefix/share/pkgconfig"
    cp "$here/find_package.cmake" CMakeLists.txt
    build_and_run -DCMAKE_PREFIX_PATH="$prefix" -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    ;;
  vcpkg)
    "$cmake" -DPORT_DIR="$source/.packaging/vcpkg/ports/fhirops" -DPACKAGES_DIR="$work/packages" -DWORK="$work" \
      -DRAPIDJSON="$rapidjson" -DVERSION="$version" -P "$here/vcpkg.cmake"
    cp "$here/find_package.cmake" CMakeLists.txt
    # As the usage file says, which names the target and the package.
    grep -qF 'find_package(fhirops CONFIG REQUIRED)' "$work/packages/share/fhirops/usage" || fail "the usage does not tell"
    build_and_run -DCMAKE_PREFIX_PATH="$work/packages" -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    ;;
  conan)
    recipe="$source/.packaging/conan"
    for file in "$recipe/conanfile.py" "$recipe/test_package/conanfile.py"; do
      python3 -c 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1])' "$file"
    done
    found=$(PYTHONPATH="$here/conan" python3 "$here/conan/run.py" "$recipe" "$work")
    [[ $found == "$version" ]] || fail "version $found, not $version"
    cp "$recipe/test_package/CMakeLists.txt" "$recipe/test_package/example.cpp" .
    if ! "$cmake" -S . -B build -DCMAKE_CXX_COMPILER="$compiler" -Dfhirops_DIR="$work" -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson" >"$work/log" 2>&1 ||
      ! "$cmake" --build build >>"$work/log" 2>&1; then
      cat "$work/log"
      fail "does not build"
    fi
    ./build/example | grep -qF '"resourceType":"Bundle"' || fail "no Bundle"
    # The generator of operations came with it.
    [[ -e $work/package/lib/cmake/fhirops/opgen/main.cpp ]] || fail "no opgen"
    ;;
  single_header)
    header="$work/one header/fhirops/fhirops.hpp"
    bash "$source/.packaging/single-header.sh" "$header"
    [[ $(find "$work/one header" -type f | wc -l) == 1 ]] || fail "not one file"
    head -n 1 "$header" | grep -qF "fhirops $version" || fail "not version $version"
    grep -qF 'Permission is hereby granted' "$header" || fail "no licence"
    ! grep -E '#include ["<]fhirops/' "$header" || fail "includes other headers"
    # It contains each header of the umbrella exactly once.
    [[ -z $(grep '^// ---- ' "$header" | sort | uniq -d) ]] || fail "a header twice"
    flags=(-std=c++20 "${warnings[@]}" -I "$work/one header")
    # If a compiler is given its own include folder again, it searches it too early.
    [[ $rapidjson == /usr/include ]] || flags+=(-isystem "$rapidjson")
    "$compiler" "${flags[@]}" "$source/examples/quickstart.cpp" -o quickstart
    ./quickstart | diff "$source/tests/examples/quickstart.json" - || fail "not the answer of the quickstart"
    # A second run gives the same bytes, also on standard output.
    bash "$source/.packaging/single-header.sh" | cmp - "$header" || fail "not the same again"
    "$compiler" "${flags[@]}" consumer.cpp -o consumer
    ./consumer
    ;;
  generate.find_package)
    install_and_move
    generate -DCMAKE_PREFIX_PATH="$prefix" -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    ;;
  generate.add_subdirectory)
    ln -s "$source" fhirops
    generate -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    ;;
  find_package)
    install_and_move
    cp "$here/find_package.cmake" CMakeLists.txt
    build_and_run -DCMAKE_PREFIX_PATH="$prefix" -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    ;;
  compiled)
    # The compiled form, built by the project that uses it: with CMake, and by hand with two commands.
    install_and_move
    sed 's/fhirops::fhirops/fhirops::compiled/' "$here/find_package.cmake" >CMakeLists.txt
    build_and_run -DCMAKE_PREFIX_PATH="$prefix" -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    grep -q FHIROPS_COMPILED build/CMakeFiles/consumer.dir/flags.make || fail "the program is not compiled in this form"
    export PKG_CONFIG_PATH="$prefix/share/pkgconfig"
    echo '#include <fhirops/compiled_source.hpp>' >engine.cpp
    eval "\"\$compiler\" -std=c++20 \"\${warnings[@]}\" $(pkg-config --cflags fhirops) -c engine.cpp"
    eval "\"\$compiler\" -std=c++20 \"\${warnings[@]}\" $(pkg-config --cflags fhirops-compiled) consumer.cpp engine.o -o consumer"
    ./consumer
    # The same source serves a program of tests.
    cp "$here/fixtures.cpp" .
    eval "\"\$compiler\" -std=c++20 \"\${warnings[@]}\" $(pkg-config --cflags fhirops-compiled) fixtures.cpp engine.o -o fixtures"
    ./fixtures
    # With CMake the fixtures are an object of their own in the library: only programs that use them are linked with it.
    ! nm -C build/consumer | grep -F 'fhirops::fixtures::' || fail "a program without tests is linked with the fixtures"
    # Without the engine there is nothing to link.
    ! eval "\"\$compiler\" -std=c++20 $(pkg-config --cflags fhirops-compiled) consumer.cpp -o consumer" >"$work/log" 2>&1 ||
      fail "the program has an engine of its own"
    grep -q 'undefined reference' "$work/log" || { cat "$work/log"; fail "does not compile"; }
    ;;
  add_subdirectory)
    ln -s "$source" fhirops
    cp "$here/add_subdirectory.cmake" CMakeLists.txt
    build_and_run -DFHIROPS_RAPIDJSON_INCLUDE_DIR="$rapidjson"
    ;;
  pkg-config)
    install_and_move
    by_pkg_config "$prefix/share/pkgconfig"
    ;;
  *) fail "unknown" ;;
esac
