//! A data pack as the text of its file: the same pack, the same bytes.

use super::{
    Pack, PackConflict, PackEvent, PackPoint, PackSeries, PackTable, PackTreaty, Reach, SeriesWords,
};
use crate::atlas::{
    Citation, ConflictKind, Direction, Embargo, EmbargoReading, Joined, LicenceClass, Qualifier,
    Scope, Source, Target, ValueStatus,
};
use crate::date::Date;
use crate::text::Text;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The text of a pack, which `read` reads back. What is empty is left out; points stand by state and year.
pub fn write(pack: &Pack) -> String {
    let mut out = String::from("V1(\n");
    let mut head = Row::default().text("label", &pack.label).date("made", pack.made);
    for field in std::mem::take(&mut head.fields) {
        push(&mut out, &format!("    {field},\n"));
    }
    list(&mut out, "sources", &pack.sources, source);
    if !pack.series.is_empty() {
        out.push_str("    series: [\n");
        for one in &pack.series {
            series(&mut out, one);
        }
        out.push_str("    ],\n");
    }
    list(&mut out, "treaties", &pack.treaties, treaty);
    list(&mut out, "embargoes", &pack.embargoes, embargo);
    list(&mut out, "events", &pack.events, event);
    list(&mut out, "conflicts", &pack.conflicts, conflict);
    list(&mut out, "tables", &pack.tables, table);
    out.push_str(")\n");
    out
}

fn push(out: &mut String, words: &str) {
    out.push_str(words);
}

fn list<T>(out: &mut String, name: &str, all: &[T], row: impl Fn(&T) -> Row) {
    if all.is_empty() {
        return;
    }
    push(out, &format!("    {name}: [\n"));
    for one in all {
        push(out, &format!("        {},\n", row(one).close()));
    }
    out.push_str("    ],\n");
}

/// The fields of one struct on a line of its own.
#[derive(Default)]
struct Row {
    fields: Vec<String>,
}

impl Row {
    fn word(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.fields.push(format!("{name}: {value}"));
        self
    }

    fn string(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.word(name, quoted(value)) }
    }

    fn text(self, name: &str, value: &Text) -> Self {
        if value.is_empty() { self } else { self.word(name, text(value)) }
    }

    fn date(self, name: &str, value: Option<Date>) -> Self {
        self.string(name, &value.map(|date| date.to_string()).unwrap_or_default())
    }

    fn maybe(self, name: &str, value: Option<impl std::fmt::Display>) -> Self {
        match value {
            Some(value) => self.word(name, value),
            None => self,
        }
    }

    fn list(self, name: &str, parts: &[String]) -> Self {
        if parts.is_empty() { self } else { self.word(name, brackets(parts)) }
    }

    fn close(self) -> String {
        format!("({})", self.fields.join(", "))
    }
}

fn brackets(parts: &[String]) -> String {
    format!("[{}]", parts.join(", "))
}

/// With the escapes that every reader of RON knows.
fn quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                write!(out, "\\u{{{:x}}}", u32::from(c)).ok(); // Writing to a string cannot fail.
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn strings(all: &[String]) -> Vec<String> {
    all.iter().map(|one| quoted(one)).collect()
}

fn numbers(all: &[u8]) -> Vec<String> {
    all.iter().map(u8::to_string).collect()
}

fn text(value: &Text) -> String {
    let row = Row::default();
    row.string("en", &value.en).string("de", &value.de).string("fr", &value.fr).close()
}

fn source(source: &Source) -> Row {
    let class = match source.class {
        LicenceClass::Open => "Open",
        LicenceClass::NonCommercial => "NonCommercial",
        LicenceClass::ShareAlike => "ShareAlike",
        LicenceClass::NoDerivatives => "NoDerivatives",
        LicenceClass::Unclear => "Unclear",
    };
    Row::default()
        .string("id", &source.id)
        .text("title", &source.title)
        .string("publisher", &source.publisher)
        .string("url", &source.url)
        .text("licence", &source.licence)
        .word("class", class)
        .text("vintage", &source.vintage)
        .string("retrieved_from", &source.retrieved_from)
        .string("attribution", &source.attribution)
}

fn series(out: &mut String, series: &PackSeries) {
    let reach = match series.reach {
        Reach::Values => "Values",
        Reach::Table => "Table",
    };
    let head = Row::default().string("id", &series.id).string("source", &series.source);
    let head = head.word("reach", reach).maybe("about", series.about.as_ref().map(about));
    push(out, &format!("        (\n            {},\n", head.fields.join(",\n            ")));
    out.push_str("            values: {\n");
    let mut states: BTreeMap<_, Vec<&PackPoint>> = BTreeMap::new();
    for point in &series.points {
        states.entry(point.iso3).or_default().push(point);
    }
    let mut except = Vec::new();
    for (iso3, mut points) in states {
        points.sort_by_key(|point| point.year);
        let mut values = Vec::new();
        for point in points {
            let word = match point.value {
                Some(value) => {
                    values.push(format!("{}: {value}", point.year));
                    qualifier(point.qualifier)
                }
                None => Some(absence(point.status)),
            };
            except.extend(word.map(|word| format!("(\"{iso3}\", {}, {word})", point.year)));
        }
        if !values.is_empty() {
            push(out, &format!("                \"{iso3}\": {{{}}},\n", values.join(", ")));
        }
    }
    out.push_str("            },\n");
    if !except.is_empty() {
        out.push_str("            except: [\n");
        for one in except {
            push(out, &format!("                {one},\n"));
        }
        out.push_str("            ],\n");
    }
    out.push_str("        ),\n");
}

fn qualifier(qualifier: Qualifier) -> Option<&'static str> {
    match qualifier {
        Qualifier::Firm => None,
        Qualifier::Estimate => Some("Estimate"),
        Qualifier::AtLeast => Some("AtLeast"),
        Qualifier::Disputed => Some("Disputed"),
        Qualifier::Planned => Some("Planned"),
    }
}

fn absence(status: ValueStatus) -> &'static str {
    match status {
        // No value and yet present does not go together; nobody says that it was published.
        ValueStatus::Present | ValueStatus::NotCollected => "NotCollected",
        ValueStatus::NotPublished => "NotPublished",
        ValueStatus::NotApplicable => "NotApplicable",
    }
}

fn about(words: &SeriesWords) -> String {
    let direction = match words.direction {
        Direction::HigherIsWorse => "HigherIsWorse",
        Direction::LowerIsWorse => "LowerIsWorse",
        Direction::Neutral => "Neutral",
    };
    let categories =
        words.categories.iter().map(|(code, name)| format!("({code}, {})", text(name)));
    let row = Row::default()
        .text("name", &words.name)
        .text("unit", &words.unit)
        .word("direction", direction)
        .list("criteria", &numbers(&words.criteria))
        .text("note", &words.note)
        .list("categories", &categories.collect::<Vec<_>>());
    if words.by_edition { row.word("by_edition", true).close() } else { row.close() }
}

fn treaty(row: &PackTreaty) -> Row {
    let status = match row.status {
        Joined::Party => "Party",
        Joined::PartyWithReservation => "PartyWithReservation",
        Joined::Signatory => "Signatory",
        Joined::NotParty => "NotParty",
        Joined::Unknown => "Unknown",
    };
    Row::default()
        .string("iso3", row.iso3.as_str())
        .string("treaty", &row.treaty)
        .word("status", status)
        .maybe("year", row.year)
        .string("source", &row.source)
        .date("as_of", row.as_of)
        .text("note", &row.note)
}

fn embargo(row: &Embargo) -> Row {
    let readings: Vec<String> = row.readings.iter().map(reading).collect();
    Row::default()
        .string("id", &row.id)
        .string("iso3", row.iso3.as_ref().map_or("", |iso3| iso3.as_str()))
        .text("name", &row.name)
        .word("issuer", row.issuer.code())
        .list("differs", &strings(&row.differs))
        .word("readings", brackets(&readings))
}

fn reading(row: &EmbargoReading) -> String {
    let target: Target = row.target;
    let scope: Scope = row.scope;
    Row::default()
        .string("source", &row.source)
        .string("reference", &row.reference)
        .date("as_of", row.as_of)
        .date("since", row.since)
        .date("until", row.until)
        .word("target", target.code())
        .word("scope", scope.code())
        .text("scope_text", &row.scope_text)
        .string("act", &row.act)
        .maybe("oldest_act", row.oldest_act)
        .text("note", &row.note)
        .maybe("mark", row.mark.map(|mark| format!("{mark:?}")))
        .close()
}

fn event(row: &PackEvent) -> Row {
    let event = &row.event;
    Row::default()
        .string("iso3", row.iso3.as_str())
        .string("id", &event.id)
        .date("date", event.date)
        .date("until", event.until)
        .string("precision", &event.precision)
        .text("text", &event.text)
        .string("numbers", &event.numbers)
        .list("criteria", &numbers(&event.criteria))
        .string("section_code", &event.section_code)
        .text("section", &event.section)
        .list("places", &strings(&event.places))
        .string("certainty", &event.certainty)
        .date("as_of", event.as_of)
        .string("as_of_basis", &event.as_of_basis)
        .word("cited", cited(&event.cited))
}

fn cited(cited: &Citation) -> String {
    Row::default()
        .string("source", &cited.source)
        .string("url", &cited.url)
        .string("document", &cited.document)
        .string("place", &cited.place)
        .maybe("line", cited.line)
        .close()
}

fn conflict(row: &PackConflict) -> Row {
    let kind = match row.kind {
        ConflictKind::Intrastate => "Intrastate",
        ConflictKind::Interstate => "Interstate",
        ConflictKind::NonState => "NonState",
        ConflictKind::OneSided => "OneSided",
    };
    Row::default()
        .string("iso3", row.iso3.as_str())
        .word("year", row.year)
        .word("kind", kind)
        .word("best", row.best)
        .word("low", row.low)
        .word("high", row.high)
        .word("dyads", row.dyads)
        .string("source", &row.source)
}

fn table(row: &PackTable) -> Row {
    let table = &row.table;
    let rows: Vec<String> = table.rows.iter().map(|cells| brackets(&strings(cells))).collect();
    let between = ",\n            ";
    Row::default()
        .string("iso3", row.iso3.as_str())
        .string("id", &table.id)
        .text("title", &table.title)
        .text("note", &table.note)
        .list("criteria", &numbers(&table.criteria))
        .word("columns", brackets(&strings(&table.columns)))
        .word("rows", format!("[\n            {}\n        ]", rows.join(between)))
        .word("cited", cited(&row.cited))
}
