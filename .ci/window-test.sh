#!/usr/bin/env bash
# Starts the real program in a virtual screen and works on a case with real key presses only.
# The checks look at the file on disk, not at the window.
#
# Needs: xvfb xdotool imagemagick python3, and target/release/kriterion (or the program named in KRITERION).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

program=${KRITERION:-target/release/kriterion}
pictures=${CI_PICTURES:-target/window-test}
tmp=$(mktemp -d)
mkdir -p "$pictures"
screen='' app=''

# Ends only what this script has started.
finish() {
    [ -z "$app" ] || kill "$app" 2>/dev/null || true
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    rm -rf "$tmp"
}
trap finish EXIT

fail() {
    local picture=$pictures/failed.png
    echo "FAILED: $1"
    [ ! -s "$tmp/app.log" ] || { echo 'the program said:' && tail -n 20 "$tmp/app.log"; }
    if [ -n "$screen" ] && import -window root "$picture" 2>/dev/null; then
        echo "screenshot: $(realpath "$picture")"
    fi
    exit 1
}
trap 'fail "line $LINENO"' ERR

# within SECONDS COMMAND...: tries until the command succeeds.
within() {
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.1
    done
}

[ -x "$program" ] || fail "there is no $program: cargo build --release"
for tool in Xvfb xdotool import python3; do
    command -v "$tool" >/dev/null || fail "$tool is missing"
done

# The settings of whoever runs this stay as they are; the words on screen are English.
export XDG_CONFIG_HOME=$tmp/config XDG_DATA_HOME=$tmp/data XDG_CACHE_HOME=$tmp/cache XDG_STATE_HOME=$tmp/state
export LANG=C.UTF-8 LC_ALL=C.UTF-8
unset WAYLAND_DISPLAY WAYLAND_SOCKET

# Xvfb itself chooses a free display and tells its number.
# -noreset: without it the server starts anew when its last client leaves, and refuses the next one meanwhile.
Xvfb -noreset -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$tmp/display" >"$tmp/xvfb.log" 2>&1 &
screen=$!
within 20 test -s "$tmp/display" || fail 'Xvfb does not start'
DISPLAY=:$(tr -d '[:space:]' <"$tmp/display")
export DISPLAY

# first_frame SETTING...: under `env SETTING...` the window opens, draws one frame, tells how long that took, and closes.
first_frame() {
    local said
    said=$(env "$@" KRITERION_START_NS="$(date +%s%N)" timeout 60 "$program" --measure-start exit 2>"$tmp/app.log") ||
        fail "--measure-start exit does not end well ($*)"
    grep -Eq '^first_frame_ms=[0-9]+(\.[0-9]+)?$' <<<"$said" || fail "no first frame ($*): $said"
    echo "$*: $(grep -m 1 '^first_frame_ms=' <<<"$said")"
}

# text_of FILE: its dossier.ron.
text_of() {
    python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("dossier.ron").decode("utf-8"))' "$1"
}

# Not `grep -q`: it would close the pipe under the writer.
holds() { text_of "$1" | grep -F -- "$2" >/dev/null; }

# is_sound FILE: a container as docs/dossier-format.md describes it, attachments true to their names.
is_sound() {
    python3 - "$1" <<'PYTHON'
import hashlib, sys, zipfile
zip = zipfile.ZipFile(sys.argv[1])
assert zip.testzip() is None
names = zip.namelist()
assert names[:3] == ["mimetype", "dossier.ron", "log.ron"], names
assert zip.read("mimetype") == b"application/vnd.kriterion.dossier+zip"
assert zip.read("dossier.ron").startswith(b"V1(")
assert zip.read("log.ron").startswith(b"V2(")
for name in names[3:]:
    folder, digest = name.split("/")
    assert folder == "attachments" and hashlib.sha256(zip.read(name)).hexdigest() == digest, name
PYTHON
}

# score_of FILE: the JSON of `score`; open points (exit code 1) are no fault here.
score_of() {
    local code=0
    "$program" score "$1" --json || code=$?
    [ "$code" -le 1 ]
}

same_score() {
    python3 - "$@" <<'PYTHON'
import json, sys
before, after = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
for part in ("criteria", "recommendation"):
    assert before[part] == after[part], part
assert [it["criterion"] for it in after["criteria"]] == list(range(1, 9))
PYTHON
}

keys() {
    xdotool key --clearmodifiers --delay 60 "$@"
    sleep 0.3
}

type_text() {
    xdotool type --clearmodifiers --delay 40 "$1"
    sleep 0.3
}

find_window() {
    xdotool search --onlyvisible --pid "$app" 2>/dev/null || xdotool search --onlyvisible --name Kriterion 2>/dev/null
}

# open_case FILE SETTING...: starts the program with FILE, under `env SETTING...`, and gives its window the keyboard.
# There is no window manager.
open_case() {
    local file=$1 window
    shift
    env "$@" "$program" "$file" >"$tmp/app.log" 2>&1 &
    app=$!
    within 30 find_window || fail 'no window opens'
    window=$(find_window | tail -n 1)
    sleep 1
    xdotool windowfocus --sync "$window"
    sleep 0.3
}

# Never `xdotool windowclose`: it destroys the window under the program.
close_case() {
    kill -0 "$app" 2>/dev/null || fail 'the program has ended by itself'
    kill "$app"
    wait "$app" 2>/dev/null || true
    app=''
}

# work NAME SETTING...: opens a fresh copy of the sample, changes it by keyboard, saves, and looks at the file.
work() {
    local name=$1 file=$tmp/$1.kriterion
    shift
    cp "$tmp/sample.kriterion" "$file"
    open_case "$file" "$@"

    # ---- KEYS: everything that is pressed. -----------------------------------------------------------
    keys ctrl+1                    # to criterion 1 ...
    keys ctrl+0                    # ... and back to the request
    keys ctrl+f                    # into the drawer, which stands right before the page
    keys Tab                       # onto the link to the end-use screen ...
    keys Tab                       # ... and into the page's first field
    keys End
    type_text ' CI'
    keys ctrl+s
    # ---- What must be in the file after it. ----------------------------------------------------------
    local expected=' CI"'
    # ---------------------------------------------------------------------------------------------------

    within 10 holds "$file" "$expected" || fail "$name: after Ctrl+S dossier.ron does not hold <$expected>"
    import -window root "$pictures/$name.png"
    is_sound "$file" || fail "$name: the saved file is not as the format says"
    "$program" verify "$file" >/dev/null || fail "$name: the saved file cannot be verified"
    score_of "$file" >"$tmp/after.json" || fail "$name: the saved file cannot be scored"
    cmp -s "$file" "$tmp/sample.kriterion" && fail "$name: the file has not changed"
    only_this_changed "$file" "$expected" || fail "$name: more changed than the text that was typed"
    same_score "$tmp/before.json" "$tmp/after.json" || fail "$name: a text of the request changed the score"
    close_case
    echo "$name: opened, changed by keyboard, saved, checked"
}

# crash: changes a copy of the sample and kills the program without warning; two seconds later at the latest, the work is
# on disk, as a folder that `pack` makes a dossier of.
crash() {
    local file=$tmp/crash.kriterion
    cp "$tmp/sample.kriterion" "$file"
    open_case "$file" KRITERION_RENDERER=cpu
    keys ctrl+f
    keys Tab
    keys Tab
    keys End
    type_text ' CI'
    sleep 2
    kill -KILL "$app"
    wait "$app" 2>/dev/null || true
    app=''
    cmp -s "$file" "$tmp/sample.kriterion" || fail 'crash: the file was changed without a save'
    "$program" pack "$XDG_DATA_HOME"/kriterion/recovery/* -o "$tmp/found.kriterion" || fail 'crash: nothing was kept'
    holds "$tmp/found.kriterion" ' CI"' || fail 'crash: what was typed is lost'
    echo 'crash: killed, and nothing is lost'
}

# only_this_changed FILE TEXT: exactly one line of dossier.ron differs, and it holds TEXT.
only_this_changed() {
    local lines
    lines=$(diff <(text_of "$tmp/sample.kriterion") <(text_of "$1") | grep '^>') || true
    [ "$(wc -l <<<"$lines")" -eq 1 ] && grep -Fq -- "$2" <<<"$lines"
}

"$program" sample -o "$tmp/sample.kriterion" || fail 'no sample'
is_sound "$tmp/sample.kriterion" || fail 'the sample is not as the format says'
holds "$tmp/sample.kriterion" ' CI"' && fail 'the sample already holds the text that is to be typed'
score_of "$tmp/sample.kriterion" >"$tmp/before.json" || fail 'the sample cannot be scored'

# By CPU as asked, then as a machine without a setting does it: without a GPU that must be the CPU, too.
first_frame KRITERION_RENDERER=cpu
first_frame -u KRITERION_RENDERER
work cpu KRITERION_RENDERER=cpu
work unset -u KRITERION_RENDERER
crash
echo 'window test passed'
