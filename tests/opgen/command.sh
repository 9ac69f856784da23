#!/usr/bin/env bash
# command.sh OPGEN: the command line of opgen: its output, its exit status, and that it writes all files or none.
set -uo pipefail

opgen=$(realpath "$1")
definitions=$(cd "$(dirname "${BASH_SOURCE[0]}")/definitions" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

# ends STATUS MESSAGE ARGUMENT...: the message is on standard output if STATUS is 0, otherwise on standard error.
ends() {
  local status=$1 message=$2
  shift 2
  "$opgen" "$@" >out 2>err
  local got=$? where=err
  [[ $status == 0 ]] && where=out
  [[ $got == "$status" ]] || { echo "opgen $*: exit status $got, not $status"; cat err; failures=1; }
  [[ -z $message ]] || grep -qF -- "$message" "$where" || { echo "opgen $*: not reported: $message"; cat out err; failures=1; }
}
holds() { "$@" || { echo "not so: $*"; failures=1; }; }

ends 0 "usage: opgen [OPTION...] FILE..." --help
ends 0 "Exit status: 0 if" "$definitions" --help
ends 2 "usage: opgen"
ends 2 "opgen: no files are given" --documentation
ends 2 "opgen: --what is not an option" --what x
ends 2 "opgen: --out has no value" "$definitions" --out
for name in 1x a::class std fhirops_:: a::fhirops "" a-b ::a; do
  ends 2 "opgen: \"$name\" cannot be a namespace" --namespace "$name" "$definitions"
done
ends 1 "missing.json: error: cannot be read" missing.json
mkdir empty
ends 2 "opgen: the files hold no OperationDefinition" empty

# If one definition is wrong, nothing is written.
mkdir mixed
cp "$definitions/names.json" mixed/a.json
sed 's/"use": "in"/"use": "on"/' "$definitions/details.json" >mixed/b.json
ends 1 "mixed/b.json:" --out none --table none/all.hpp mixed
grep -qE '^mixed/b\.json:[0-9]+:[0-9]+: error code-invalid OperationDefinition\.parameter\[0\]\.use: ' err || failures=1
holds test ! -e none

# Other files in a folder are ignored; if they are named on the command line, they are refused.
echo '{"resourceType":"Patient"}' >mixed/b.json
ends 0 "" --out some mixed
holds test "$(ls some)" = odd_names.hpp
ends 1 "mixed/b.json:1:1: error not-found: " --out some mixed/b.json

# Two headers with the same name.
cp mixed/a.json mixed/c.json
ends 1 "the header would be odd_names.hpp, as for mixed/a.json" --out none mixed
grep -qE '^mixed/c\.json:[0-9]+:[0-9]+: error duplicate OperationDefinition\.id: ' err || failures=1
ends 1 "the header would be odd_names.hpp, which is that of the table" --out none --table ./none/odd_names.hpp mixed/a.json
holds test ! -e none

holds grep -qF "give each guide a --namespace and an --out of its own" <("$opgen" --out none mixed 2>&1)

# What published guides do although R4 forbids it is a warning, or an error; names are given on the command line.
guides=$(dirname "$definitions")/guides
ends 0 "" --out strict "$guides/r5.json"
ends 1 "allowedType is an element of R5" --strict --out strict "$guides/r5.json"
ends 1 "by --rename" --out clash "$guides/clash.json"
ends 0 "" --out clash --rename a_b=second --rename clash:a.b=third --rename "a b=fourth" "$guides/clash.json"
holds grep -q ' second{};' clash/clash.hpp
ends 1 "opgen: --rename nothing: no definition has this parameter" --out clash --rename nothing=x "$guides/r5.json"
ends 2 "opgen: --rename a: write OLD=NEW" --rename a "$definitions"
ends 2 'opgen: "class" cannot be the name of a member' --rename a=class "$definitions"
echo '<OperationDefinition xmlns="http://hl7.org/fhir"/>' >xml
ends 1 "xml:1:1: error not-supported: the document is XML, not JSON" xml
rm -r strict clash

touch file
ends 1 "file/odd_names.hpp: error: cannot be written" --out file mixed/a.json

# In a namespace of the host, the library's names are qualified.
ends 0 "" --namespace a::b --out ab --table ab/all.hpp --prefix x/y "$definitions"
holds grep -qx 'namespace a::b {' ab/all.hpp
holds grep -qx '#include "x/y/odd_names.hpp"' ab/all.hpp
holds test "$(ls ab | wc -l)" = 23
exit "$failures"
