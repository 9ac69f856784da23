#!/usr/bin/env bash
# What is around the code, in a minute: words, forms and settings, workflows, scripts, and the files of a release. First, since
# it is fast.
. "$CI_SOURCE/.ci/lib.sh"

install_missing "python3=python3" "python3-yaml=/usr/lib/python3/dist-packages/yaml/__init__.py" "shellcheck=shellcheck" \
  "cmake=cmake" "g++=g++" "rapidjson-dev=/usr/include/rapidjson/reader.h"
project="$CI_SOURCE/tests/project"

check "words that we no longer use" python3 "$project/words.py"
check "the word list finds what it is for" python3 "$project/words.py" --self-test
check "headers include what they use of the standard library" python3 "$project/includes.py"
check "the check of includes finds what it is for" python3 "$project/includes.py" --self-test
check "the code is laid out by .clang-format" bash "$project/format.sh"
check "the check of the layout finds what it is for" bash "$project/format.sh" --self-test
check "forms, settings and pages for contributors" python3 "$project/check.py"
check "workflows, by actionlint" bash "$project/workflows.sh"
scripts() { cd "$CI_SOURCE" && find . -path ./build -prune -o \( -name '*.sh' -o -path ./.ci/run \) -type f -print0 | xargs -0 shellcheck -x -S warning; }
check "scripts, by shellcheck" scripts
check "the files of a release" bash "$project/release.sh"
