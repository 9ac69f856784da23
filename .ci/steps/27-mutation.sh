#!/usr/bin/env bash
# A sample of single faults, put into the sources by rule: do the tests notice them? The commit chooses the folder and its
# mutants. Two minutes at most on two processors, so it is a small one, of a folder whose own tests are built fast, and it may
# hold mutants that nothing can notice and that nobody has listed yet. Where 95 of 100 are noticed, a sample of twenty has a
# score below 75 one time in a thousand: below that, tests have been lost. The score of a folder is measured by hand, with
# more mutants (tests/mutation/README.md).
. "$CI_SOURCE/.ci/lib.sh"

folders=(core primitive datatype resource)
folder=${folders[16#${CI_COMMIT:0:6} % ${#folders[@]}]}

check "mutants of $folder, chosen by ${CI_COMMIT:0:12}" python3 "$CI_SOURCE/tests/mutation/run.py" --only "$folder" \
  --tests "$folder" --mutants 80 --seed "$CI_COMMIT" --at-least 75 --seconds 100 --build "$CI_SOURCE/build/mutation"
rm -rf "$CI_SOURCE/build/mutation"
