#!/usr/bin/env bash
# run.sh [PART...]: runs examples/host against software that others wrote: FHIR clients, a browser, PostgreSQL; and against
# what a network and an attacker do. PART is one of stores, postgresql, shards (a PostgreSQL spread over three servers, and
# PgBouncer), client (examples/client.cpp), clients, attacks, limits, faults, reports, polling (clients that others wrote order
# a report and ask for it), browser, page; all of them by default.
#
# Needs a compiler and npm's registry; installs the Debian packages that are missing. Starts a database of its own, in a
# folder of its own, and stops it; several runs may go on at once. The pictures of the page stay in build/host/pictures. The
# last line is `N passed, N failed`.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
# shellcheck source=tests/host/postgresql.sh
. "$source/tests/host/postgresql.sh"
folder="$source/build/host"
parts=("$@")
((${#parts[@]} > 0)) || parts=(stores postgresql shards client clients attacks limits faults reports polling browser page)

install_missing "${build_packages[@]}" "${host_packages[@]}" "postgresql=/usr/lib/postgresql" "pgbouncer=/usr/sbin/pgbouncer" "nodejs=node" "npm=npm" \
  "chromium=chromium" "python3=python3"
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; stop_postgresql; rm -rf "$work"' EXIT
# Only one run builds at a time, and each copies what it has built, since another may build again.
mkdir -p "$folder"
exec {building}>"$folder/lock"
flock "$building"
configure "$source" "$folder" -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O1 -DFHIROPS_BUILD_TESTS=OFF
quietly "$folder/log/build" cmake --build "$folder" --parallel "$(nproc)" --target host client jobs_database
cp "$folder/examples/"{host,jobs.db} "$work"
cp "$folder/examples/client" "$work/client-program"  # `client` is the folder of that part
exec {building}>&-

cp "$source/tests/host/"{package.json,package-lock.json,*.mjs,*.py} "$work"
(cd "$work" && quietly "$work/npm.log" npm ci --no-audit --no-fund --ignore-scripts)
start_postgresql
fill_postgresql "$source/examples/store/postgresql.sql" "$work/jobs.db"

export HOST_PROGRAM="$work/host" HOST_CLIENT="$work/client-program" HOST_JOBS="$work/jobs.db" HOST_PICTURES="$work/pictures"
export HOST_TABLES="$source/examples/store/postgresql.sql" HOST_SHARDS="$source/examples/store/postgresql_shards.sql"
export HOST_POSTGRESQL="$postgresql_url" HOST_POSTGRESQL_DATA="$postgresql_data" HOST_POSTGRESQL_BIN="$postgresql_bin"
mkdir -p "$HOST_PICTURES"
touch "$work/counts"

# run_part PART: prints the failures and the counts, and records the counts.
run_part() {
  local part=$1 status=0 ok wrong
  mkdir -p "$work/$part"
  (cd "$work" && HOST_WORK="$work/$part" timeout --kill-after=5 300 node "$part.mjs") >"$work/$part.said" 2>&1 || status=$?
  ok=$(grep -c '^ok ' "$work/$part.said" || true)
  wrong=$(grep -c '^FAILED ' "$work/$part.said" || true)
  ((status != 0 && wrong == 0)) && wrong=1
  {
    if ((wrong > 0)); then tail -n 20 "$work/$part/"*.log || true; fi
    grep -v '^ok ' "$work/$part.said" || true
    echo "$part: $ok passed, $wrong failed"
  } >"$work/$part.report" 2>&1
  cat "$work/$part.report"
  echo "$ok $wrong" >>"$work/counts"
}

# The parts wait more than they compute, so three rows of them run at the same time. The first row has those that use the database
# filled above, since one of them stops it. The browsers are at different ends of their rows.
rows=("stores clients faults page" "postgresql shards client" "browser attacks limits reports polling")
for part in "${parts[@]}"; do
  [[ " ${rows[*]} " == *" $part "* ]] || die "no part: $part"
done
for row in "${rows[@]}"; do
  for part in $row; do
    [[ " ${parts[*]} " != *" $part "* ]] || run_part "$part"
  done &
done
wait
# A part without counts has failed.
read -r passed failed < <(awk -v left="${#parts[@]}" '{ ok += $1; wrong += $2; --left } END { print ok + 0, wrong + left }' "$work/counts")
rm -rf "$folder/pictures"
mv "$HOST_PICTURES" "$folder/pictures"
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
