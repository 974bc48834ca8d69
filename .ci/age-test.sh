#!/usr/bin/env bash
# The tool `age` opens what the program sealed, and the program opens what the tool sealed.
#
# Needs: age expect, and target/release/kriterion (or the program named in KRITERION).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=${KRITERION:-target/release/kriterion}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
echo 'five red foxes' >"$tmp/passphrase"

cat >"$tmp/by-hand" <<'EXPECT'
set timeout 60
spawn -noecho {*}$argv
expect {
    -re "passphrase.*:" { send "$env(PASSPHRASE)\r"; exp_continue }
    timeout { exit 1 }
    eof
}
exit [lindex [wait] 3]
EXPECT
# by_hand COMMAND...: runs a command that asks for a passphrase at a terminal, and types it as often as it asks.
by_hand() { PASSPHRASE=$(cat "$tmp/passphrase") expect -f "$tmp/by-hand" "$@"; }

"$program" sample -o "$tmp/plain.kriterion"
"$program" sample -o "$tmp/sealed.kriterion" --passphrase-file "$tmp/passphrase"
code=0
"$program" verify "$tmp/sealed.kriterion" 2>"$tmp/told" || code=$?
[ "$code" -eq 3 ] || { echo "a sealed dossier without a passphrase: exit code $code" && exit 1; }
by_hand age -d -o "$tmp/opened.kriterion" "$tmp/sealed.kriterion"
cmp "$tmp/plain.kriterion" "$tmp/opened.kriterion"
by_hand age -p -o "$tmp/by-age.kriterion" "$tmp/plain.kriterion"
"$program" verify "$tmp/by-age.kriterion" --passphrase-file "$tmp/passphrase"
echo 'age and the program open what the other has sealed'
