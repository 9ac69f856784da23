#!/usr/bin/env bash
# load.sh [SECONDS]: measures examples/host with both stores: requests per second, latency, memory, and a million jobs in
# one answer. Runs over loopback, SECONDS (10) each time. Prints the tables of docs/explanation/under-load.md.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
# shellcheck source=tests/host/postgresql.sh
. "$source/tests/host/postgresql.sh"
seconds=${1:-10}
connections=16
million=1000000
folder="$source/build/load"

install_missing "${build_packages[@]}" "${host_packages[@]}" "postgresql=/usr/lib/postgresql" "wrk=wrk"
configure "$source" "$folder" -DCMAKE_BUILD_TYPE=Release -DFHIROPS_BUILD_TESTS=OFF
quietly "$folder/log/build" cmake --build "$folder" --parallel "$(nproc)" --target host jobs_database
program="$folder/examples/host"

work=$(mktemp -d)
host=
stop_host() {
  if [[ -n $host ]]; then
    kill "$host" 2>/dev/null || true
    wait "$host" 2>/dev/null || true
    host=
  fi
}
trap 'stop_host; stop_postgresql; rm -rf "$work"' EXIT
start_host() {
  : >"$work/out"
  "$program" --store "$1" --listen 127.0.0.1:0 >"$work/out" 2>"$work/log" </dev/null &
  host=$!
  for ((i = 0; i < 100; ++i)); do
    grep -q '^service ' "$work/out" && break
    sleep 0.1
  done
  url="$(sed -n 's/^service //p' "$work/out")/\$get-report-job-status"
}
memory() { awk -v name="$1:" '$1 == name { printf "%.1f MiB", $2 / 1024 }' "/proc/$host/status"; }

start_postgresql
fill_postgresql "$source/examples/store/postgresql.sql" "$folder/examples/jobs.db"
cp "$folder/examples/jobs.db" "$work/jobs.db"
# The same million jobs in both stores, each as long as the guide's example.
for store in sqlite postgresql; do
  if [[ $store == sqlite ]]; then
    numbers="WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $million)"
    from="n" hex="printf('%08x', i)" time="strftime('%Y-%m-%dT%H:%M:%S+00:00', 1700000000 + i, 'unixepoch')"
  else
    numbers="" from="generate_series(1, $million) i" hex="lpad(to_hex(i), 8, '0')"
    time="to_char(to_timestamp(1700000000 + i) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS+00:00')"
  fi
  sql="$numbers INSERT INTO report_job SELECT $hex || '-4bb2-4c6e-b230-5347df1fe9bc',
    'com.systematic.ehealth.reporting.reports.PatientsUsageReport', 'million', 'DONE',
    'https://reporting.local.ehealth.sundhed.dk/fhir/Binary/' || i,
    '{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"anonymization\",\"valueString\":\"None\"}]}', $time, $time, $time FROM $from;
    INSERT INTO report_job SELECT 'one', report_class, 'one', status, \"binary\", parameters, created, started, ended FROM report_job
    WHERE id = 'ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc'"
  if [[ $store == sqlite ]]; then sqlite3 -batch -bail "$work/jobs.db" "$sql"; else sql_postgresql -c "$sql" -c "ANALYZE"; fi
done

echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1); load $(cut -d' ' -f1 /proc/loadavg) before; wrk -t2 -c$connections -d${seconds}s"
echo
echo "| store | answer | requests/s | p50 | p99 | errors | memory (RSS) |"
echo "|---|---|---|---|---|---|---|"
for store in sqlite postgresql; do
  if [[ $store == sqlite ]]; then where="$work/jobs.db"; else where="$postgresql_url"; fi
  declare -A token=()
  for user in one 3f1d6a52-8c1b-4e7a-9b60-b0b8c7a6d001 million; do token[$user]=$("$program" --store "$where" --new-token "$user"); done
  start_host "$where"
  for user in one 3f1d6a52-8c1b-4e7a-9b60-b0b8c7a6d001 nobody; do
    case $user in
      one) what="1 job" ;;
      nobody) what="401" ;;
      *) what="75 jobs, 62 KiB" ;;
    esac
    wrk -t2 -c"$connections" -d"${seconds}s" --latency -H "Authorization: Bearer ${token[$user]:-unknown}" "$url" >"$work/wrk"
    awk -v store="$store" -v what="$what" -v memory="$(memory VmRSS)" '
      $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } $1 == "Requests/sec:" { rate = $2 }
      /Socket errors/ { gsub(/[^0-9 ]/, ""); for (i = 1; i <= NF; ++i) errors += $i }
      /Non-2xx/ && what != "401" { errors += $NF }
      END { printf "| %s | %s | %.0f | %s | %s | %d | %s |\n", store, what, rate, p50, p99, errors, memory }' "$work/wrk"
  done
  stop_host
  start_host "$where"
  before=$(memory VmHWM)
  read -r bytes took < <(curl --silent --fail --max-time 120 --output /dev/null -H "Authorization: Bearer ${token[million]}" \
    --write-out '%{size_download} %{time_total}\n' "$url")
  got=$(curl --silent --fail --max-time 120 -H "Authorization: Bearer ${token[million]}" "$url" | tr , '\n' | grep -c '"fullUrl"')
  rows+=("| $store | $got | $((bytes / 1048576)) MiB | $took s | $before | $(memory VmHWM) |")
  stop_host
done
echo
echo "| store | jobs in one answer | bytes | time | peak memory before | peak memory after |"
echo "|---|---|---|---|---|---|"
printf '%s\n' "${rows[@]}"
