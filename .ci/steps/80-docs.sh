#!/usr/bin/env bash
# The reference: every public entity is documented, and has an example. What the pages show, and where they lead, is
# seen to by the tests of the first step.
. "$CI_SOURCE/.ci/lib.sh"

install_missing "doxygen=doxygen" "python3=python3"
reference() { cd "$CI_SOURCE" && doxygen docs/Doxyfile && [[ -s build/reference/index.html ]]; }
check "doxygen docs/Doxyfile" reference
check "every public entity has an example" python3 "$CI_SOURCE/tests/docs/examples.py" "$CI_SOURCE/build/reference-xml"
rm -rf "$CI_SOURCE/build/reference" "$CI_SOURCE/build/reference-xml"
