#!/usr/bin/env bash
# Checks PDF files with programs that are not ours: pdf-check.sh FILE...
#
# qpdf (is it a sound file), pdffonts (is every font in it, as a subset), pdfinfo (is it tagged, has it a structure), and
# outloud (PDF/UA-1 and more, rule by rule). Installs what is missing, from Debian and PyPI. Fails at the first file with
# an error; warnings are printed and pass.
set -euo pipefail
[ $# -gt 0 ] || { echo 'usage: pdf-check.sh FILE...' >&2; exit 2; }

has() { command -v "$1" >/dev/null 2>&1; }

if ! has qpdf || ! has pdffonts || ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q && apt-get install -yq --no-install-recommends qpdf poppler-utils python3-venv
fi
tools=${PDF_CHECK_TOOLS:-${TMPDIR:-/tmp}/pdf-check-tools}
if [ ! -x "$tools/bin/outloud" ]; then
    python3 -m venv "$tools"
    # A later pymupdf brings a machine-learning runtime along.
    "$tools/bin/pip" install -q --disable-pip-version-check 'outloud==0.2.1' 'pymupdf<1.27'
fi

for file in "$@"; do
    qpdf --check "$file" >/dev/null
    about=$(pdfinfo "$file" 2>/dev/null)
    grep -q '^Tagged: *yes' <<<"$about" || { echo "$file: not tagged" >&2; exit 1; }
    structure=$(pdfinfo -struct "$file" 2>/dev/null)
    grep -q '^Document' <<<"$structure" || { echo "$file: no structure" >&2; exit 1; }
    # Behind two lines of title: name, type, encoding, embedded, subset, unicode, object.
    lacking=$(pdffonts "$file" 2>/dev/null | tail -n +3 | awk '{ if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") print $1 }')
    [ -z "$lacking" ] || { echo "$file: fonts not embedded as subsets: $lacking" >&2; exit 1; }
    # Two guesses are wrong here: TBL-010 takes a small table with heads above and beside for one whose head was cut, and
    # TAG-002 takes the caption that comes again above a table that goes on for words that nobody would hear.
    "$tools/bin/outloud" --no-info --skip TBL-010,TAG-002 --fail-on error "$file"
done
echo "$# PDF files are sound, tagged and readable aloud"
