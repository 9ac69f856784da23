#!/usr/bin/env bash
# report_status.sh BUILD: each user gets exactly that user's jobs, as SQLite itself reads the answer; what cannot be
# answered is reported on standard error, with a status other than 0.
set -euo pipefail

build=$1
database="$build/jobs.db"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
  echo "report_status: $*"
  exit 1
}
sql() { sqlite3 -batch -bail "$database" "$@"; }

# answered FILE: the ids of the jobs in an answer, in order.
answered() {
  sql "SELECT json_extract(value, '$.resource.id') FROM json_each(readfile('$1'), '$.entry')"
}

sql "SELECT DISTINCT user_id FROM report_job WHERE user_id <> ''" >users
while IFS= read -r user; do
  "$build/report_status" "$database" --user "$user" >answer.json
  "$build/report_status" "$database" --user "$user" --pretty >pretty.json
  sql "SELECT id FROM report_job WHERE user_id = '$user' ORDER BY created, id" >expected
  answered answer.json | diff -u expected - || fail "wrong jobs for the user '$user'"
  [[ $(sql "SELECT json(readfile('answer.json')) = json(readfile('pretty.json'))") == 1 ]] ||
    fail "pretty is not the same answer for the user '$user'"
done <users
(($(wc -l <users) >= 4)) || fail "too few users to tell anything"

[[ $("$build/report_status" "$database" --user nobody) == '{"resourceType":"Bundle","type":"collection"}' ]] ||
  fail "nobody's answer is not empty"

# refused MESSAGE ARGUMENT...: no output, a message, and a status other than 0.
refused() {
  local message=$1
  shift
  if "$build/report_status" "$@" >output 2>errors; then fail "accepts: $*"; fi
  [[ ! -s output ]] || fail "prints an answer all the same: $*"
  grep -q "$message" errors || fail "says not '$message' but '$(cat errors)': $*"
}
refused usage
refused usage "$database"
refused usage "$database" --user
refused usage "$database" --user ''
refused usage "$database" --user a --unheard
refused unable "$work/missing.db" --user a
sqlite3 lacking.db 'CREATE TABLE report_job (id TEXT, user_id TEXT)'
refused 'no such column' lacking.db --user a
sqlite3 empty.db 'CREATE TABLE other (id TEXT)'
refused 'no such table' empty.db --user a
echo 'no database, but text that is long enough to be taken for one' >text.db
refused 'not a database' text.db --user a
