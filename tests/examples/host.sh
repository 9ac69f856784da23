#!/usr/bin/env bash
# host.sh BUILD: over HTTP the host answers what report_status prints, for the user of the token and nobody else; its
# options are checked, and it stops when asked to. (tests/host/run.sh tests the rest.)
set -euo pipefail

build=$1
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if [[ ! -x $build/host ]]; then
  echo "there is no host: its packages are missing"
  exit 77
fi
user=0aaca7cd-67c3-48dd-a8c4-0cceecb5d276
work=$(mktemp -d)
host=
trap '[[ -n $host ]] && kill "$host" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"

fail() {
  echo "host: $*"
  cat log 2>/dev/null || true
  exit 1
}
# refuses STATUS TEXT ARGUMENT...: the exit status, and the message on standard error.
refuses() {
  local status=0 wanted=$1 text=$2
  shift 2
  "$build/host" "$@" >out 2>err </dev/null || status=$?
  [[ $status == "$wanted" && ! -s out ]] || fail "$*: status $status, not $wanted"
  grep -qF -- "$text" err || fail "$*: said $(head -n 1 err)"
}
# got STATUS CURL-ARGUMENT...: checks the status of an answer; its body goes to the file `body`.
got() {
  local wanted=$1 status
  shift
  status=$(curl --silent --max-time 20 --output body --write-out '%{http_code}' "$@") || fail "curl $*"
  [[ $status == "$wanted" ]] || fail "$*: $status, not $wanted: $(head -c 300 body)"
}

"$build/host" --help | grep -q '^usage: host' || fail "--help"
refuses 2 "which store?"
refuses 2 "unknown option --all" --all x
refuses 2 "--store needs a value" --store
refuses 2 "--listen needs ADDRESS:PORT" --store x --listen 8080
refuses 2 "--listen needs a number" --store x --listen 127.0.0.1:99999
refuses 2 "--max-body needs a number" --store x --max-body -1
refuses 2 "--base needs a path" --store x --base fhir
refuses 2 "--base needs a path" --store x --base '/"><script>'
refuses 2 "--public-url needs" --store x --public-url fhir
refuses 2 "--public-url needs" --store x --public-url https://example.org/fhir/
refuses 2 "--public-url needs" --store x --public-url https://
refuses 2 "--new-token needs a user" --store x --new-token ''
refuses 1 "unable to open database file" --store missing.db
[[ ! -e missing.db ]] || fail "it made a database"
cp "$build/jobs.db" jobs.db
refuses 1 "--new-token makes it" --store jobs.db
refuses 1 "connection to server" --store "postgresql:///x?host=$work" --store-seconds 2

token=$("$build/host" --store jobs.db --new-token "$user")
[[ $token =~ ^[A-Za-z0-9_-]{43}$ ]] || fail "the token '$token'"
[[ $(sqlite3 jobs.db "SELECT count(*) FROM access_token WHERE token_sha256 = '$(printf %s "$token" | sha256sum | cut -d' ' -f1)'") == 1 ]] ||
  fail "its hash is not kept"
other=$("$build/host" --store jobs.db --new-token 91c2e0b4-5d0f-4c39-a6f3-1f2e3d4c5b6a --days 1)

"$build/host" --store jobs.db --listen 127.0.0.1:0 >out 2>log </dev/null &
host=$!
for ((i = 0; i < 100; ++i)); do
  grep -q '^service ' out && break
  sleep 0.1
done
service=$(sed -n 's/^service //p' out)
[[ -n $service ]] || fail "it did not start"
url="$service/\$get-report-job-status"
mine=(-H "Authorization: Bearer $token")

"$build/report_status" jobs.db --user "$user" | tr -d '\n' >expected
got 200 "${mine[@]}" "$url"
cmp expected body || fail "another answer than report_status"
got 200 "${mine[@]}" -H 'Content-Type: application/fhir+json' -d '{"resourceType":"Parameters"}' "$url"
cmp expected body || fail "another answer to a POST"
got 200 -H "Authorization: Bearer $other" "$url"
grep -q '"valueString":"91c2e0b4' body || fail "not the other user's jobs"
! grep -q "$user" body || fail "another user's jobs"
got 401 "$url"
grep -q '"OperationOutcome"' body || fail "no OperationOutcome"
got 401 -H "Authorization: Bearer ${token}x" "$url"
got 400 "${mine[@]}" "$url?user=x"
got 405 "${mine[@]}" -X DELETE "$url"
got 406 "${mine[@]}" -H 'Accept: application/fhir+xml' "$url"
got 404 "${mine[@]}" "$service/\$other"
got 200 "$service/metadata"
got 200 "${service%/fhir}/"
grep -q 'data-service="./fhir"' body || fail "the page does not know where the service is"
for script in "$source"/examples/host/page/*.js; do
  got 200 "${service%/fhir}/$(basename "$script")"
  cmp body "$script" || fail "not the page's script $script"
done
got 200 "${service%/fhir}/health"

kill "$host"
status=0
wait "$host" || status=$?
host=
[[ $status == 0 ]] || fail "stopped with status $status"
grep -q 'event=stopped' log || fail "it did not say that it stopped"
! grep -qF "$token" log || fail "the log has a token"
