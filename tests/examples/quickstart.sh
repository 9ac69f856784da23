#!/usr/bin/env bash
# quickstart.sh BUILD: prints the Bundle that it always printed.
set -euo pipefail

"$1/quickstart" | diff -u "$(dirname "$0")/quickstart.json" -
