#!/usr/bin/env bash
# The reference: every public entity is documented, and has an example. The site: every link of it leads somewhere, and a browser shows
# its pages. What the pages
# show is checked by the tests of the step 10-tests.
. "$CI_SOURCE/.ci/lib.sh"

install_missing "doxygen=doxygen" "python3=python3"
reference() { cd "$CI_SOURCE" && doxygen docs/Doxyfile && [[ -s build/reference/index.html ]]; }
check "doxygen docs/Doxyfile" reference
check "every public entity has an example" python3 "$CI_SOURCE/tests/docs/examples.py" "$CI_SOURCE/build/reference-xml"
check "the site, and its links" bash "$CI_SOURCE/docs/build.sh"
install_missing "chromium=chromium"
check "the site in a browser, at a desk's and a phone's width" python3 "$CI_SOURCE/tests/docs/look.py" "$CI_SOURCE/build/site"
check "the look at the site finds what it is for" python3 "$CI_SOURCE/tests/docs/look.py" --self-test
rm -rf "$CI_SOURCE"/build/{reference,reference-xml,site,site-pages}
