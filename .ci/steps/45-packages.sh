#!/usr/bin/env bash
# The Debian package, judged by lintian, installed as a user would and removed again; the single header, with both
# compilers and all our flags. Packages of other kinds are tests of the first step.
. "$CI_SOURCE/.ci/lib.sh"

newest=$(newest_clang)
install_clang "$newest"
install_clang 14
install_missing "lintian=lintian" "pkg-config=pkg-config" "rapidjson-dev=/usr/include/rapidjson/reader.h"
folder="$CI_SOURCE/build/packages"
version=$(sed -n 's/^#define FHIROPS_VERSION "\(.*\)"/\1/p' "$CI_SOURCE/include/fhirops/version.hpp")
deb="$folder/libfhirops-dev_${version}_all.deb"
program="$CI_SOURCE/tests/package/consumer.cpp"
warnings=(-std=c++20 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

make_deb() {
  configure "$CI_SOURCE" "$folder" -DFHIROPS_BUILD_TESTS=OFF -DFHIROPS_BUILD_EXAMPLES=OFF && cd "$folder" && cpack -G DEB
}
check "cpack -G DEB" make_deb
same_deb() {
  local first
  first=$(dpkg-deb --contents "$deb" | awk '{ print $1, $2, $3, $6 }')
  rm "$deb"
  make_deb && [[ $(dpkg-deb --contents "$deb" | awk '{ print $1, $2, $3, $6 }') == "$first" ]]
}
check "cpack -G DEB, again the same" same_deb
# Who made it, and so the address, is said by the one who does (DEBEMAIL).
check "lintian" lintian --allow-root --fail-on error,warning \
  --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog "$deb"

installed() { dpkg-query -W -f '${db:Status-Status}' libfhirops-dev 2>/dev/null | grep -qx installed; }
if installed; then
  record 0 1 "libfhirops-dev is installed here already"
else
  trap 'if installed; then one_installs dpkg -r libfhirops-dev >/dev/null; fi' EXIT
  check "dpkg -i" one_installs dpkg -i "$deb"
  by_pkg_config() {
    eval "g++ ${warnings[*]} $(pkg-config --cflags fhirops) \"\$program\" -o \"\$folder/consumer\"" && "$folder/consumer"
  }
  check "installed: pkg-config" by_pkg_config
  by_cmake() {
    mkdir -p "$folder/consumer by cmake" && cp "$program" "$folder/consumer by cmake" &&
      cp "$CI_SOURCE/tests/package/find_package.cmake" "$folder/consumer by cmake/CMakeLists.txt" &&
      cmake -S "$folder/consumer by cmake" -B "$folder/consumer by cmake/build" &&
      cmake --build "$folder/consumer by cmake/build" && "$folder/consumer by cmake/build/consumer"
  }
  check "installed: find_package" by_cmake
  removed() { one_installs dpkg -r libfhirops-dev && [[ ! -e /usr/include/fhirops && ! -e /usr/share/cmake/fhirops ]]; }
  check "dpkg -r leaves nothing" removed
fi

check "single-header.sh" bash "$CI_SOURCE/.packaging/single-header.sh" "$folder/one/fhirops/fhirops.hpp"
for compiler in g++ clang++-14 "clang++-$newest"; do
  have "$compiler" || continue
  check "the single header, $compiler" "$compiler" "${warnings[@]}" -I "$folder/one" -fsyntax-only "$program"
  check "the single header, $compiler without exceptions and RTTI" "$compiler" "${warnings[@]}" -fno-exceptions -fno-rtti \
    -I "$folder/one" -fsyntax-only "$program"
done

# What an optimiser sees may bring warnings that nothing else does.
for compiler in g++ clang++-14; do
  for level in -O1 -O2 -O3; do
    check "the main job without a warning, $compiler $level" "$compiler" "${warnings[@]}" "$level" -I "$CI_SOURCE/include" \
      -c -o "$folder/use.o" "$CI_SOURCE/tests/benchmark/compile/fhirops_use.cpp"
  done
done
rm -rf "$folder"
