#!/usr/bin/env bash
# run.sh FOLDER: runs the programs of examples/ that were built in FOLDER, and compares their output,
# their messages and their exit status with what they promise. Prints TAP.
set -uo pipefail

programs=$(cd "${1:?the folder of the built programs}" && pwd)
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
for program in quickstart report_status read_status check; do
  [ -x "$programs/$program" ] || { echo "Bail out! $programs/$program has not been built"; exit 1; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

count=0
failures=0

# ok WHAT COMMAND...: the command must succeed.
ok() {
  local what=$1
  shift
  count=$((count + 1))
  if "$@" >said 2>&1; then
    echo "ok $count - $what"
  else
    echo "not ok $count - $what"
    sed 's/^/# /' said out err 2>/dev/null | head -40
    failures=$((failures + 1))
  fi
}

# run STATUS PROGRAM ARGUMENT...: its output goes to the files `out` and `err`.
run() {
  local status=$1 program=$2
  shift 2
  "$programs/$program" "$@" >out 2>err
  local got=$?
  [ "$got" -eq "$status" ] || { echo "exit status $got, not $status"; return 1; }
}
silent() { [ ! -s "$1" ] || { echo "$1 is not empty"; return 1; }; }
says() { grep -qF -- "$2" "$1" || { echo "$1 lacks: $2"; return 1; }; }
# fails STATUS MESSAGE PROGRAM ARGUMENT...: nothing on standard output, the message on standard error.
fails() {
  local status=$1 message=$2
  shift 2
  run "$status" "$@" && silent out && says err "$message"
}
# prints TEXT PROGRAM ARGUMENT...: exit status 0, the text on standard output, nothing on standard error.
prints() {
  local text=$1
  shift
  run 0 "$@" && says out "$text" && silent err
}

# ----------------------------------------------------------------------------------------------------
# quickstart

guide=0aaca7cd-67c3-48dd-a8c4-0cceecb5d276

cat >guide.json <<'END'
{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc","resource":{"resourceType":"Parameters","id":"ce35bcd5-4bb2-4c6e-b230-5347df1fe9bc","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"com.systematic.ehealth.reporting.reports.PatientsUsageReport"},{"name":"userId","valueString":"0aaca7cd-67c3-48dd-a8c4-0cceecb5d276"},{"name":"status","valueString":"DONE"},{"name":"binary","valueReference":{"reference":"https://reporting.local.ehealth.sundhed.dk/fhir/Binary/7"}},{"name":"parameters","resource":{"resourceType":"Parameters","parameter":[{"name":"anonymization","valueString":"None"}]}},{"name":"created","valueDateTime":"2023-10-12T09:51:50+00:00"},{"name":"started","valueDateTime":"2023-10-12T09:51:50+00:00"},{"name":"ended","valueDateTime":"2023-10-12T09:51:51+00:00"}]}]}}]}
END

quickstart_is_the_guide() {
  run 0 quickstart && silent err && sed 's/^ *//; s/": /":/' out | tr -d '\n' | diff - <(tr -d '\n' <guide.json)
}
ok "quickstart prints the answer of the implementation guide" quickstart_is_the_guide
ok "quickstart is under 30 lines" test "$(wc -l <"$source/examples/quickstart.cpp")" -lt 30

# ----------------------------------------------------------------------------------------------------
# report_status

sqlite3 -batch -bail jobs.db <"$source/examples/store/jobs.sql" || exit 1
sql() { sqlite3 -batch -bail jobs.db "$1"; }

answer_has_all_and_only_this_user() {
  run 0 report_status jobs.db --user "$guide" && silent err || return 1
  [ "$(grep -o '"name":"userId","valueString":"[^"]*"' out | sort -u)" = "\"name\":\"userId\",\"valueString\":\"$guide\"" ] &&
    [ "$(grep -o '"fullUrl"' out | wc -l)" -eq "$(sql "SELECT count(*) FROM report_job WHERE user_id = '$guide'")" ]
}
ok "report_status prints all jobs of the user, and no others" answer_has_all_and_only_this_user
ok "report_status: the first entry is the guide's" eval \
  'head -c $(($(wc -c <guide.json) - 3)) guide.json | cmp -n $(($(wc -c <guide.json) - 3)) - out'
ok "report_status keeps quotes, backslashes, line breaks and letters beyond ASCII" eval \
  'says out "Blå mænd spiser \\\"rødgrød med fløde\\\" på Ærø" && says out "C:\\\\rapporter\\\\Århus" &&
   says out "linje 1\\nlinje 2\\r\\n\\tindrykket" && says out "👩‍⚕️📈 é 🚀" && says out "\"valueDecimal\":1.00"'
ok "report_status: one line" test "$(wc -l <out)" -eq 1

pretty_says_the_same() {
  sed 's/.*/&/' out >compact
  run 0 report_status --pretty --user "$guide" jobs.db || return 1
  [ "$(wc -l <out)" -gt 1000 ] && diff <(tr -d ' \n' <out) <(tr -d ' \n' <compact)
}
ok "report_status --pretty says the same on many lines" pretty_says_the_same

empty='{"resourceType":"Bundle","type":"collection"}'
ok "report_status: a user without jobs gets an empty answer" prints "$empty" report_status jobs.db --user nobody
ok "report_status: the id is data, not SQL" prints "$empty" report_status jobs.db --user "' OR '1'='1"
ok "report_status: % is no pattern" eval 'run 0 report_status jobs.db --user % && test "$(grep -o fullUrl out | wc -l)" -eq 1'

two_users_apart() {
  run 0 report_status jobs.db --user "$1" && [ "$(grep -o '"fullUrl"' out | wc -l)" -eq 1 ]
}
ok "report_status: letter case tells users apart" two_users_apart "${guide^^}"
ok "report_status: so does a blank at the end" two_users_apart "$guide "

# A table that compares users without regard to case: SQL alone would return too much.
sql "ATTACH 'nocase.db' AS copy; CREATE TABLE copy.report_job (id, report_class, user_id COLLATE NOCASE, status, binary,
     parameters, created, started, ended); INSERT INTO copy.report_job SELECT * FROM main.report_job"
nocase_is_exact() { run 0 report_status nocase.db --user "${guide^^}" && [ "$(grep -o '"fullUrl"' out | wc -l)" -eq 1 ]; }
ok "report_status: the library holds where SQL compares too loosely" nocase_is_exact

ok "report_status --help" prints "usage: report_status" report_status --help
ok "report_status without arguments" fails 2 "which database?" report_status
ok "report_status without a user" fails 2 "whose jobs?" report_status jobs.db
ok "report_status --user without an ID" fails 2 "--user needs an ID" report_status jobs.db --user
ok "report_status with an empty user" fails 2 "whose jobs?" report_status jobs.db --user ""
ok "report_status with an unknown option" fails 2 "unknown option --all" report_status jobs.db --all
ok "report_status with two databases" fails 2 "more than one database" report_status a.db b.db --user x

ok "report_status: a missing file" fails 1 "missing.db: unable to open database file" report_status missing.db --user x
ok "report_status does not create it" test ! -e missing.db
ok "report_status: a folder" fails 1 "report_status: .: " report_status . --user x
echo "this is no database, though it is long enough to be taken for one at first sight" >text.db
ok "report_status: a file that is no database" fails 1 "file is not a database" report_status text.db --user x
: >empty.db
ok "report_status: an empty file" fails 1 "no such table: report_job" report_status empty.db --user x

# fault NAME SQL: a copy of the database with a fault.
fault() { cp jobs.db "$1" && sqlite3 -batch -bail "$1" "$2"; }
fault column.db "ALTER TABLE report_job DROP COLUMN ended"
ok "report_status: a table without a column" fails 1 "no such column: ended" report_status column.db --user "$guide"
fault json.db "UPDATE report_job SET parameters = '{\"resourceType\":\"Parameters\",' WHERE rowid = 2"
ok "report_status: parameters that are no JSON" fails 1 "be001: parameters: are not valid Parameters: structure at line 1, column 30" report_status json.db --user "$guide"
fault patient.db "UPDATE report_job SET parameters = '{\"resourceType\":\"Patient\"}' WHERE rowid = 2"
ok "report_status: parameters that are another resource" fails 1 "be001: parameters: are not valid Parameters: structure at line 1, column 1" report_status patient.db --user "$guide"
fault time.db "UPDATE report_job SET started = datetime(started) WHERE rowid = 2"
ok "report_status: a time as SQLite writes it" fails 1 "be001: started: is not a dateTime of FHIR" report_status time.db --user "$guide"
sqlite3 nocase.db "UPDATE report_job SET status = NULL WHERE rowid = 2"
ok "report_status: a NULL where there must be text" fails 1 "be001: status: is NULL" report_status nocase.db --user "$guide"
fault view.db "ALTER TABLE report_job RENAME TO stored; CREATE VIEW report_job AS SELECT id, report_class, user_id,
  iif(rowid = 300, abs(-9223372036854775807 - 1), status) AS status, binary, parameters, created, started, ended FROM stored"
ok "report_status: a statement that fails half way prints nothing" fails 1 "integer overflow" report_status view.db --user "$guide"
if [ -w /dev/full ]; then
  full() { "$programs/report_status" jobs.db --user "$guide" >/dev/full 2>err; [ $? -eq 1 ] && says err "could not be written"; }
  ok "report_status: an answer that cannot be written" full
fi

# ----------------------------------------------------------------------------------------------------
# read_status

"$programs/report_status" jobs.db --user "$guide" >answer.json

table_of_the_answer() {
  run 0 read_status answer.json && silent err && [ "$(wc -l <out)" -eq $((1 + $(grep -o fullUrl answer.json | wc -l))) ] &&
    grep -qE '^USER +CLASS +STATE +STATUS +WAITED +RAN$' out &&
    grep -qE "^$guide +dk.example.reports.FritekstRapport +ended +DONE +1 s +2 min 29 s\$" out &&
    grep -qE 'FAILED: "disk full" on D:\\ – prøv igen +0 ms +1 d 1 h$' out &&
    grep -qE ' running +på vej 🚀 +7 s +-$' out && grep -qE ' waiting +QUEUED +- +-$' out
}
ok "read_status prints a table of the jobs" table_of_the_answer
aligned() (
  # Each column begins where its title does; the emoji is two columns wide, so it counts as two letters.
  export LC_ALL=C.UTF-8
  run 0 read_status answer.json && mapfile -t lines < <(sed 's/🚀/xx/' out) || exit 1
  for title in CLASS STATE STATUS WAITED RAN; do
    before=${lines[0]%% "$title "*}
    [ "$title" = RAN ] && before=${lines[0]% RAN}
    for line in "${lines[@]}"; do
      [[ ${line:${#before}:2} == " "[!\ ] ]] || { echo "$title: $line"; exit 1; }
    done
  done
)
ok "read_status: its columns are aligned" aligned
same_from_standard_input() {
  run 0 read_status answer.json && cp out expected && run 0 read_status <answer.json && cmp out expected &&
    run 0 read_status - <answer.json && cmp out expected
}
ok "read_status reads standard input, with - and without" same_from_standard_input
pretty_too() { run 0 read_status <("$programs/report_status" jobs.db --user "$guide" --pretty) && cmp out expected; }
ok "read_status: pretty JSON is the same" pretty_too
echo "$empty" >none.json
ok "read_status: no jobs, no rows" eval 'run 0 read_status none.json && [ "$(wc -l <out)" -eq 1 ]'
ok "read_status --help" prints "usage: read_status" read_status --help
ok "read_status with two files" fails 2 "usage: read_status" read_status a b
ok "read_status with an unknown option" fails 2 "usage: read_status" read_status --all
ok "read_status: a missing file" fails 1 "missing.json: cannot be read" read_status missing.json
ok "read_status: a folder" fails 1 ".: cannot be read" read_status .
head -c 500 answer.json >cut.json
ok "read_status: half an answer" fails 1 "cut.json:1:501: fatal structure" read_status cut.json
: >empty.json
ok "read_status: an empty file" fails 1 "empty.json:1:1: fatal structure" read_status empty.json
echo '{"resourceType":"Patient"}' >patient.json
ok "read_status: another resource" fails 1 'is "Patient", but "Bundle" is expected' read_status patient.json
sed 's/{"name":"status","valueString":"DONE"},//' guide.json >part.json
ok "read_status: a job without status" fails 1 'part.json:1:' read_status part.json
ok "read_status says what is missing, and where" says err \
  'error required Bundle.entry[0].resource.parameter[0]: the part "status" is missing'
unknown_is_reported_and_shown() {
  sed 's/"type":"collection"/"type":"collection","colour":"red"/; s/"fullUrl":"/&urn:uuid:/' guide.json >unknown.json
  run 0 read_status unknown.json && says err 'unknown.json:1:46: warning structure Bundle.colour' && [ "$(wc -l <out)" -eq 2 ]
}
ok "read_status: an unknown element is a warning" unknown_is_reported_and_shown
no_escape_sequences() {
  sed 's/"DONE"/"\\u001b[31mred\\n\\u009b31m"/' guide.json >escape.json
  run 0 read_status escape.json && [ "$(wc -l <out)" -eq 2 ] && ! LC_ALL=C grep -q $'\e\|\xC2\x9B' out
}
ok "read_status: text of a job cannot talk to the terminal" no_escape_sequences

# ----------------------------------------------------------------------------------------------------
# check

sed 's/"fullUrl":"/&urn:uuid:/g' answer.json >clean.json
sed 's/"fullUrl":"/&urn:uuid:/g' guide.json >clean-guide.json
ok "check: a clean file prints nothing" eval 'run 0 check clean.json && silent out && silent err'
ok "check: all at once" eval \
  'run 0 check --lenient --round-trip clean.json clean-guide.json none.json && silent out && says err "3 files, 0 with errors"'
ok "check: a warning is not an error" eval \
  'run 0 check guide.json && says out "guide.json:1:66: warning value Bundle.entry[0].fullUrl: "'
ok "check --help" prints "Exit status: 0" check --help
ok "check without files" fails 2 "which files?" check
ok "check with an unknown option" fails 2 "unknown option --strict" check --strict guide.json
ok "check: unknown elements are errors" eval \
  'run 1 check unknown.json && says out "unknown.json:1:46: error structure Bundle.colour: \"colour\" is not an element of Bundle"'
ok "check --lenient: they are warnings, reported once" eval \
  'run 0 check --lenient unknown.json && says out "unknown.json:1:46: warning structure Bundle.colour: \"colour\" is not an element of Bundle" &&
   [ "$(wc -l <out)" -eq 1 ]'
ok "check --lenient --round-trip keeps them" eval \
  'run 0 check --lenient --round-trip unknown.json && [ "$(wc -l <out)" -eq 1 ]'
cat >rules.json <<'END'
{
  "resourceType": "Bundle",
  "type": "sorted",
  "total": 3,
  "entry": [
    {"resource": {"resourceType": "Parameters", "parameter": [
      {"name": "both", "valueString": "x", "part": [{"name": "p", "valueDate": "2023-13"}]},
      {"valueString": "nameless"}
    ]}}
  ]
}
END
ok "check: what validation finds has line and column" eval \
  'run 1 check rules.json && says out "rules.json:3:11: error code-invalid Bundle.type: " &&
   says out "rules.json:7:80: error value Bundle.entry[0].resource.parameter[0].part[0].value: "'
ok "check: an invariant" eval 'grep -q "^rules.json:7:7: error invariant Bundle.entry\[0\].resource.parameter\[0\]: .*inv-1" out'
ok "check: what is missing has the place of what it is missing from" eval \
  'grep -q "^rules.json:8:7: error required Bundle.entry\[0\].resource.parameter\[1\]" out'
ok "check: issues stand in the order of the text" eval 'cut -d: -f2 out | sort -nc'
outcome_is_a_resource() {
  run 1 check --outcome rules.json || return 1
  [ "$(wc -l <out)" -eq 1 ] && says out '{"resourceType":"OperationOutcome"' && says out '"code":"code-invalid"' || return 1
  cp out outcome.json && run 0 check outcome.json
}
ok "check --outcome prints an OperationOutcome, which is right itself" outcome_is_a_resource
outcome_of_clean() {
  run 1 check --outcome clean.json rules.json patient.json && [ "$(wc -l <out)" -eq 3 ] &&
    head -1 out >outcome.json && run 0 check outcome.json
}
ok "check --outcome: one a file, for clean files too" outcome_of_clean
ok "check: no JSON" eval 'run 1 check cut.json && says out "cut.json:1:501: fatal structure"'
ok "check: a missing file" eval 'run 1 check missing.json && says out "missing.json: error not-found: the file cannot be read"'
ok "check: a missing file does not keep it from the others" eval \
  'run 1 check missing.json unknown.json && [ "$(wc -l <out)" -eq 2 ] && says err "2 files, 2 with errors"'
ok "check: standard input" eval 'run 1 check - <rules.json && says out "-:3:11: error code-invalid"'
printf '{ "resourceType" : "Patient",\n\t"active" : true }\n' >spaced.json
ok "check: resources of other types are read" eval 'run 0 check --round-trip patient.json spaced.json && silent out'
echo '{"resourceType":"Parameters","parameter":[{"name":"a","valueHumanName":{"given":["","x"]}}]}' >lost.json
ok "check --lenient --round-trip: what was warned of is not in the value, and the rest comes back" eval \
  'run 0 check --lenient --round-trip lost.json && says out "lost.json:1:82: warning value Parameters.parameter[0].value.given[0]:" &&
   [ "$(wc -l <out)" -eq 1 ]'

mkdir -p tree/a/b tree/none
cp rules.json tree/a/b/z.json
cp guide.json tree/a/y.json
cp cut.json tree/a/cut.txt
ok "check: a folder stands for the *.json files in it and below" eval \
  'run 1 check tree && says out "tree/a/b/z.json:3:11: " && says err "2 files, 1 with errors" && ! grep -q cut.txt out'
ok "check: a folder without any" fails 1 "no *.json files" check tree/none
printf '%s\n' '{"resourceType":"Bundle","type":"collection","a\u001b[2J\nb":1}' >terminal.json
check_is_printable() { run 1 check terminal.json && [ "$(wc -l <out)" -eq 1 ] && ! grep -q $'\e' out; }
ok "check: issues cannot talk to the terminal" check_is_printable
if [ -w /dev/full ]; then
  full() { "$programs/check" unknown.json >/dev/full 2>err; [ $? -eq 1 ] && says err "could not be written"; }
  ok "check: issues that cannot be written" full
fi

# It shows its progress on a terminal, and nowhere else.
mkdir many
for i in $(seq 30); do cp guide.json "many/$i.json"; done
ok "check: no progress where standard error is no terminal" eval 'run 0 check many && ! grep -q " of 30" err'
if command -v script >/dev/null; then
  on_terminal() { script -qec "'$programs/check' many" /dev/null </dev/null >out 2>err && says out "29 of 30 files" && says out "30 files, 0 with errors"; }
  ok "check: progress on a terminal" on_terminal
fi

# ----------------------------------------------------------------------------------------------------

echo "1..$count"
[ "$failures" -eq 0 ] || { echo "# $failures of $count failed"; exit 1; }
