#!/usr/bin/env bash
# Other people's tools open the forms of a report and find in each what its JSON says.
#
# .ci/forms-check.sh REPORT.json FILE...     with FILE one of *.html *.md *.docx *.csv *.bib *.ris
#
# It installs what it needs where that is missing: pandoc, LibreOffice Writer without a window, poppler-utils and
# python3-jsonschema. HTML is checked against the standard, too, where Java and npm are at hand.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 2 ] || { echo 'usage: .ci/forms-check.sh REPORT.json FILE...' && exit 2; }

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
has() { command -v "$1" >/dev/null 2>&1; }

# Debian's Python knows Debian's packages; another one first in PATH does not.
python=/usr/bin/python3
if ! has pandoc || ! has soffice || ! has pdftotext || ! "$python" -c 'import jsonschema' 2>/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >"$tmp/apt" 2>&1 && apt-get install -yq --no-install-recommends python3 python3-jsonschema \
        pandoc libreoffice-writer-nogui poppler-utils >>"$tmp/apt" 2>&1 || { cat "$tmp/apt" && exit 1; }
fi

# standard FILE: the validator of the W3C. Its notes on closed empty elements are left out: ours are closed on purpose.
standard() {
    if ! has java || ! has npm; then
        echo "$1: not held against the standard, for Java or npm is missing"
        return
    fi
    [ -d "$tmp/vnu" ] || npm install --silent --no-audit --no-fund --prefix "$tmp/vnu" vnu-jar >/dev/null
    java -jar "$(find "$tmp/vnu" -name vnu.jar)" --errors-only --format text "$1"
}

report=$1
shift
for file in "$@"; do
    case "$file" in
        *.html) standard "$file" ;;
        # Without `smart`, which takes printed quotation marks apart only to print them again.
        *.md) pandoc -f markdown-smart -t json -o "$tmp/tree.json" "$file" ;;
        *.docx)
            pandoc -f docx -t json -o "$tmp/tree.json" "$file"
            # A home of its own, so that nobody's settings count.
            soffice "-env:UserInstallation=file://$tmp/home" --headless --convert-to pdf --outdir "$tmp" "$file" >/dev/null 2>&1
            pdftotext "$tmp/$(basename "${file%.docx}").pdf" "$tmp/paper.txt"
            ;;
        *.bib) pandoc -f biblatex -t csljson -o "$tmp/tree.json" "$file" ;;
        *.csv | *.ris) ;;
        *) echo "$file: no form that is known here" && exit 2 ;;
    esac
    "$python" - "$root/docs/report.schema.json" "$report" "$file" "$tmp" <<'PYTHON'
import csv, html.parser, json, pathlib, sys
import jsonschema

schema, report, file, tmp = sys.argv[1:]
report = json.load(open(report, encoding="utf-8"))
jsonschema.Draft202012Validator(json.load(open(schema, encoding="utf-8"))).validate(report)
kind = file.rsplit(".", 1)[-1]


def words(inline):
    return "".join(s["text"] if s["is"] == "words" else " " for s in inline if s["is"] != "note")


def items(one):
    for item in one["items"]:
        yield words(item["text"])
        yield from items(item.get("below", {"items": []}))


def table(one):
    yield words(one["caption"])
    yield from (words(column["title"]) for column in one["columns"])
    yield from (words(cell["text"]) for row in one["rows"] for cell in row["cells"])
    yield from map(words, one["below"])


def said(blocks):
    for one in blocks:
        if one["is"] in ("heading", "paragraph"):
            yield words(one["text"])
        elif one["is"] == "list":
            yield from items(one)
        elif one["is"] == "table":
            yield from table(one)
        elif one["is"] == "figure":
            yield words(one["caption"])
            yield one["alt"]
            yield from map(words, one["below"])
        elif one["is"] == "box":
            yield words(one["title"])
            yield from said(one["blocks"])


def tables(blocks):
    for one in blocks:
        if one["is"] == "table":
            yield one
        elif one["is"] == "box":
            yield from tables(one["blocks"])


def dense(text):
    return "".join(text.split())


def in_order(lines, text, what):
    at = 0
    for line in map(dense, lines):
        found = text.find(line, at)
        if found < 0:
            sys.exit(f"{file}: {what} lacks, or has in another place: {line}")
        at = found + len(line)


class Page(html.parser.HTMLParser):
    """The words of a page, without those that its calls of notes and its charts are made of."""

    def __init__(self):
        super().__init__()
        self.text, self.hidden = "", []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        own = tag in ("style", "title", "text", "sup") or attributes.get("role") == "doc-backlink"
        if tag not in ("meta", "br", "col"):
            self.hidden.append(own or bool(self.hidden and self.hidden[-1]))

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        self.hidden.pop()

    def handle_data(self, data):
        if not (self.hidden and self.hidden[-1]):
            self.text += data


def tree_words(tree, notes):
    """The words of pandoc's tree; those of footnotes go to a list of their own."""
    if isinstance(tree, list):
        return "".join(tree_words(part, notes) for part in tree)
    if not isinstance(tree, dict):
        return ""
    name, content = tree.get("t"), tree.get("c")
    if name == "Str":
        return content
    if name in ("Code", "Math"):
        return content[1]
    if name == "Note":
        notes.append(dense(tree_words(content, notes)))
        return ""
    if name in ("Superscript", "RawInline", "RawBlock"):
        return ""
    return tree_words(content, notes) if name else tree_words(list(tree.values()), notes)


about = [report["about"]["title"], report["about"]["subtitle"]]
body = list(said(report["blocks"]))
noted = [words(note["text"]) for note in report["notes"]]
listed = [source["said"] for source in report["sources"]]
if kind == "html":
    page = Page()
    page.feed(open(file, encoding="utf-8").read())
    in_order(about + body + noted + listed, dense(page.text), "the page")
elif kind in ("md", "docx"):
    tree = json.load(open(f"{tmp}/tree.json", encoding="utf-8"))
    notes = []
    meta = tree["meta"]
    head = "".join(tree_words(meta.get(key, {}), notes) for key in ("title", "subtitle")) if kind == "docx" else ""
    in_order(about + body + listed, dense(head + tree_words(tree["blocks"], notes)), "the text")
    for note in noted:
        if dense(note) not in notes:
            sys.exit(f"{file}: no footnote says: {note}")
    if kind == "docx":
        # A hyphen at the end of a line may be one of the printer's.
        paper = dense(pathlib.Path(f"{tmp}/paper.txt").read_text(encoding="utf-8")).replace("-", "")
        headings = [words(one["text"]).replace("-", "") for one in report["blocks"] if one["is"] == "heading"]
        in_order(headings, paper, "the printed text")
elif kind == "csv":
    text = open(file, encoding="utf-8-sig", newline="").read()
    rows = csv.reader(text.splitlines(True), delimiter=text[len("table")])
    fields = {dense(field) for row in rows for field in row}
    # An apostrophe guards what would be a formula.
    fields |= {field.removeprefix("'") for field in fields}
    for one in tables(report["blocks"]):
        for row in one["rows"]:
            for cell in row["cells"]:
                if dense(words(cell["text"])) not in fields:
                    sys.exit(f"{file}: no field says: {words(cell['text'])}")
elif kind == "bib":
    entries = json.load(open(f"{tmp}/tree.json", encoding="utf-8"))
    if len({entry["id"] for entry in entries}) != len(report["sources"]):
        sys.exit(f"{file}: {len(entries)} entries for {len(report['sources'])} sources")
elif kind == "ris":
    lines = open(file, encoding="utf-8", newline="").read().split("\r\n")
    ends = sum(line.startswith("ER  - ") for line in lines)
    if ends != len(report["sources"]):
        sys.exit(f"{file}: {ends} records for {len(report['sources'])} sources")
print(f"{file}: says what the report says")
PYTHON
done
