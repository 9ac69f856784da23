# shellcheck shell=bash
# What tests/run.sh, examples/run.sh and the continuous checks have in common. To be sourced.

die() {
  echo "$*" >&2
  exit 1
}

# quietly LOG COMMAND...: runs the command; its output is shown only if it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    echo "failed: $*" >&2
    tail -n 200 "$log" >&2
    return 1
  fi
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  else
    sudo "$@"
  fi
}

# one_installs COMMAND...: as root, and no other at the same time, as steps of .ci/run may go on beside each other. What the command
# starts does not keep the lock.
one_installs() { as_root flock --close /var/lib/apt "$@"; }

# have PROBE: whether a command, or a file given by its full path, is there.
have() {
  case $1 in
    /*) [[ -e $1 ]] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# install_missing PACKAGE=PROBE...: installs the Debian packages whose probe is not there.
install_missing() {
  local each missing=()
  for each in "$@"; do
    have "${each#*=}" || missing+=("${each%%=*}")
  done
  ((${#missing[@]} == 0)) && return 0
  have apt-get || die "missing, and this is no Debian to install it from: ${missing[*]}"
  [[ $(id -u) == 0 ]] || have sudo || die "missing: ${missing[*]} (run as root, or install sudo)"

  echo "installing ${missing[*]}"
  local log apt=(env DEBIAN_FRONTEND=noninteractive apt-get -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
  log=$(mktemp)
  # A package list that cannot be fetched may not be needed: what counts is the installation.
  one_installs "${apt[@]}" update >"$log" 2>&1 </dev/null || true
  if ! one_installs "${apt[@]}" install --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    die "could not install ${missing[*]}"
  fi
  rm -f "$log"
}

# Makes a program count which of its lines are run (clang only).
# shellcheck disable=SC2034 # used where this is sourced
coverage_flags="-fprofile-instr-generate -fcoverage-mapping"

# What is needed to build and to test: "PACKAGE=PROBE", for install_missing.
# shellcheck disable=SC2034 # used where this is sourced
build_packages=("g++=g++" "cmake=cmake" "ninja-build=ninja" "rapidjson-dev=/usr/include/rapidjson/reader.h"
  "libsqlite3-dev=/usr/include/sqlite3.h" "sqlite3=sqlite3")
# shellcheck disable=SC2034
host_packages=("libpq-dev=/usr/include/postgresql/libpq-fe.h" "libssl-dev=/usr/include/openssl/evp.h"
  "pkg-config=pkg-config" "curl=curl" "libcurl4-openssl-dev=curl-config")
# shellcheck disable=SC2034
test_packages=("${build_packages[@]}" "${host_packages[@]}" "libcpp-httplib-dev=/usr/include/httplib.h"
  "catch2=/usr/include/catch2/catch.hpp"
  "nlohmann-json3-dev=/usr/include/nlohmann/json.hpp" "python3=python3" "libgmock-dev=/usr/include/gmock/gmock.h" "libgtest-dev=/usr/include/gtest/gtest.h"
  "libxml2-dev=/usr/include/libxml2/libxml/parser.h")

# configure SOURCE BUILD [CMAKE ARGUMENT...]
configure() {
  local source=$1 build=$2 generator="Unix Makefiles" arguments=()
  shift 2
  have ninja && generator=Ninja
  have ccache && arguments+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  # A build folder that was made elsewhere, or with another generator, cannot be used.
  if [[ -e $build/CMakeCache.txt ]] &&
    ! { grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$source" "$build/CMakeCache.txt" &&
      grep -qxF "CMAKE_GENERATOR:INTERNAL=$generator" "$build/CMakeCache.txt"; }; then
    rm -rf "$build"
  fi
  quietly "$build/log/configure" cmake -S "$source" -B "$build" -G "$generator" "${arguments[@]}" "$@"
}

# build BUILD: builds as much as possible, even if something fails.
build() {
  local build=$1 keep_going=-k
  [[ -e $build/build.ninja ]] && keep_going=-k0
  touch "$build/build-failed"
  quietly "$build/log/build" cmake --build "$build" --parallel "$(nproc)" -- "$keep_going" || return 1
  rm "$build/build-failed"
}

# run_tests BUILD [CTEST ARGUMENT...]: runs all tests, and shows those that failed.
run_tests() {
  local build=$1
  shift
  rm -f "$build/results.xml"
  if ! ctest --test-dir "$build" --parallel "$(nproc)" --output-on-failure --output-junit "$build/results.xml" \
    --test-output-size-passed 1000000 --test-output-size-failed 1000000 "$@" >"$build/log/test" 2>&1 </dev/null; then
    grep -Ev '^ +Start +[0-9]+:|\.\.\. +Passed +[0-9.]+ sec$' "$build/log/test" | tail -n 300 >&2
    return 1
  fi
}

# tally BUILD: prints how many passed and how many failed. A program of Catch2 tests counts as many as it has test
# cases, everything else as one, also a build that failed.
tally() {
  local build_failed=0
  if [[ ! -s $1/results.xml ]]; then
    echo "0 1"
    return
  fi
  [[ -e $1/build-failed ]] && build_failed=1
  awk -v failed="$build_failed" '
    function number_before(word) {
      return match($0, "[0-9]+ " word) ? substr($0, RSTART, RLENGTH) + 0 : 0
    }
    function finish() {
      if (name == "") return
      if (name !~ /^catch\./) { ok = !bad; wrong = bad }
      # A program that crashed may have left its failure out of its counts, or have no counts at all.
      else if ((bad || !counted) && !wrong) wrong = 1
      passed += ok; failed += wrong
    }
    /<testcase / {
      finish()
      match($0, /name="[^"]*"/); name = substr($0, RSTART + 6, RLENGTH - 7)
      bad = $0 !~ /status="run"/; counted = ok = wrong = 0
    }
    /All tests passed \(.* test cases?\)/ { ok = number_before("test case"); wrong = 0; counted = 1 }
    /test cases: *[0-9]+ *\|/ {
      wrong = number_before("failed( *\\||$)"); ok = number_before("passed") + number_before("failed as expected"); counted = 1
    }
    END { finish(); print passed + 0, failed + 0 }
  ' "$1/results.xml"
}
