#!/usr/bin/env bash
# run.sh [--keep]: installs what is missing (Debian 12; as root or with sudo), builds the examples, makes a database
# of report jobs, prints the answer for one of its users, and the table that another program makes of it. Then it
# starts the host, shows what that answers over HTTP, and stops it; with --keep it is left running.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
folder="$source/build/examples"
# The user of the implementation guide's example.
user=0aaca7cd-67c3-48dd-a8c4-0cceecb5d276

keep=
case "$#${1-}" in
  0) ;;
  1--keep) keep=1 ;;
  *) die "usage: run.sh [--keep]" ;;
esac

install_missing "${build_packages[@]}" "${host_packages[@]}"
configure "$source" "$folder" -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O1 -DFHIROPS_BUILD_TESTS=OFF
build "$folder"

cd "$folder/examples"
echo "== \$get-report-job-status for the user $user"
./report_status jobs.db --user "$user" --pretty | tee bundle.json
echo
echo "== The same, read back"
./read_status bundle.json

# A database of its own, with a token for this user.
rm -f host.db
cp jobs.db host.db
token=$(./host --store host.db --new-token "$user")
host=
stop() {
  if [[ -n $host ]]; then
    kill "$host" 2>/dev/null || true
    wait "$host" || true
    host=
  fi
}
trap stop EXIT
: >host.out
nohup ./host --store host.db --listen 127.0.0.1:0 >host.out 2>host.log </dev/null &
host=$!
for ((i = 0; i < 100; ++i)); do
  grep -q '^service ' host.out && break
  kill -0 "$host" 2>/dev/null || break
  sleep 0.1
done
service=$(sed -n 's/^service //p' host.out)
[[ -n $service ]] || die "the host did not start: $(tail -n 3 host.log)"

echo
echo "== The same from the host, over HTTP (its first bytes)"
echo "curl -H 'Authorization: Bearer ...' '$service/\$get-report-job-status'"
curl --silent --show-error --fail --max-time 20 --dump-header - --output answer.json \
  -H "Authorization: Bearer $token" "$service/\$get-report-job-status" | tr -d '\r' | sed '/^$/d'
head -c 300 answer.json
echo " ..."
cmp -s answer.json <(./report_status jobs.db --user "$user" | tr -d '\n') || die "the host answers something else"
echo
echo "== Without a token"
curl --silent --show-error --max-time 20 --write-out '\n%{http_code}\n' "$service/\$get-report-job-status"

if [[ -n $keep ]]; then
  trap - EXIT
  echo
  echo "The host runs on: open $(sed -n 's/^page //p' host.out) and paste the token $token"
  echo "Stop it by: kill $host (its log is $PWD/host.log)"
fi
