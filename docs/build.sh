#!/usr/bin/env bash
# build.sh: builds a site of these pages and the reference of all entities, in build/site; then follows every link in it.
# Installs what is missing (Debian 12; as root or with sudo): mkdocs-material, doxygen, doxygen-awesome-css.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"

install_missing "mkdocs=mkdocs" "mkdocs-material=/usr/share/mkdocs/themes/material" "doxygen=doxygen" "python3=python3" \
  "doxygen-awesome-css=/usr/share/doxygen-awesome-css/doxygen-awesome.css"
cd "$source"
rm -rf build/site build/site-pages
mkdir -p build
python3 docs/site.py pages build/site-pages
quietly build/log/mkdocs mkdocs build --quiet --config-file build/mkdocs.yml

{
  cat docs/Doxyfile
  echo "PROJECT_NUMBER = $(sed -n 's/^#define FHIROPS_VERSION "\(.*\)"/\1/p' include/fhirops/version.hpp)"
  echo "HTML_OUTPUT = site/entities"
  echo "ALIASES = \"docs{2}=<a href='../\\1.html'>\\2</a>\""
  echo "GENERATE_XML = NO"
  echo "GENERATE_TREEVIEW = YES"
  echo "HTML_EXTRA_STYLESHEET = /usr/share/doxygen-awesome-css/doxygen-awesome.css"
} >build/Doxyfile.site
quietly build/log/doxygen doxygen build/Doxyfile.site
python3 docs/site.py links build/site
echo "build/site/index.html"
