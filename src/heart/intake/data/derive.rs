//! Makes events, facts, names, contradictions and ratings of the rows of report tables.
//!
//! The table stays as it is; what is made here is the same in the program's own terms.

use super::YEARS;
use super::row::{Ids, Row};
use super::table::{FactRule, Meaning, ReadTable, RowsAre, Unit, Words};
use crate::atlas::{
    Alias, Contradiction, Country, Event, Fact, Iso3, PublishedRating, Qualifier, Translations,
    ValueStatus,
};
use crate::intake::fault::{Fault, FaultKind, IdKind, nearest};
use crate::level::Level;
use crate::text::{Lang, Text};

/// Adds the tables to a state, and what is in them.
pub fn fill(
    country: &mut Country,
    tables: Vec<ReadTable>,
    said: &Translations,
    faults: &mut Vec<Fault>,
) {
    let mut ids = Ids::default();
    // Events refer to contradictions, so these come first.
    let (first, then): (Vec<_>, Vec<_>) =
        tables.into_iter().partition(|table| matches!(table.rows_are, RowsAre::Contradictions));
    for read in first.into_iter().chain(then) {
        let ReadTable { path, table, places, rows_are, words } = read;
        for (row, place) in table.rows.iter().zip(places) {
            let mut row = Row { path: &path, place, table: &table, cells: row, said, faults };
            match &rows_are {
                RowsAre::Rows => {}
                RowsAre::Aliases => country.aliases.push(alias(&row)),
                RowsAre::Contradictions => {
                    country.contradictions.extend(contradiction(&mut row, &mut ids))
                }
                RowsAre::Events => country.events.extend(event(&mut row, &mut ids)),
                RowsAre::Ratings => country.published_ratings.extend(rating(&mut row)),
                RowsAre::Facts(rules) => {
                    let facts = rules.iter().filter_map(|rule| fact(&mut row, rule, &words));
                    country.facts.extend(
                        facts.map(|fact| Fact {
                            about: other_than(country.iso3, fact.about),
                            ..fact
                        }),
                    );
                }
            }
        }
        country.tables.push(table);
    }
    country.tables.sort_by(|a, b| a.id.cmp(&b.id));
}

/// A state's own code says nothing on its own page.
fn other_than(own: Iso3, about: String) -> String {
    if about == own.as_str() { String::new() } else { about }
}

fn alias(row: &Row<'_>) -> Alias {
    Alias { kind: row.string("kind"), name: row.text("canonical"), others: row.list("aliases") }
}

fn contradiction(row: &mut Row<'_>, ids: &mut Ids) -> Option<Contradiction> {
    Some(Contradiction {
        id: ids.take(IdKind::Contradiction, row, "conflict_id")?,
        topic: row.said("topic"),
        kind: row.string("kind"),
        claim_a: row.said("claim_a"),
        ref_a: row.said.of_list(row.get("ref_a")),
        claim_b: row.said("claim_b"),
        ref_b: row.said.of_list(row.get("ref_b")),
        why: row.said("why_en"),
        handling: row.said("suggested_handling_en"),
        needs_outside_check: row.string("needs_outside_check"),
        criteria: row.criteria("criteria"),
        document: row.string("seed_file"),
    })
}

fn event(row: &mut Row<'_>, ids: &mut Ids) -> Option<Event> {
    let id = ids.take(IdKind::Event, row, "id")?;
    let mut contradictions = row.list("conflict_id");
    contradictions.retain(|id| {
        let known = ids.contains(id);
        if !known {
            let nearest = nearest(id, ids.names());
            row.fault(FaultKind::UnknownId {
                what: IdKind::Contradiction,
                id: id.clone(),
                nearest,
            });
        }
        known
    });
    Some(Event {
        id,
        date: row.date("date_start"),
        until: row.date("date_end"),
        precision: row.string("date_precision"),
        text: row.text("text"),
        numbers: row.string("numbers"),
        criteria: row.criteria("criteria"),
        section_code: row.string("section_code"),
        section: row.text("section"),
        places: row.list("place_iso3"),
        certainty: row.string("certainty"),
        contradictions,
        as_of: row.as_of(),
        as_of_basis: row.string("as_of_basis"),
        cited: row.cited(),
    })
}

fn rating(row: &mut Row<'_>) -> Option<PublishedRating> {
    let word = row.get("rating_code");
    let Some(level) = Level::ALL.into_iter().find(|level| level.code() == word) else {
        let allowed: Vec<String> = Level::ALL.iter().map(|level| level.code().to_owned()).collect();
        let nearest = nearest(word, allowed.iter().map(String::as_str));
        row.fault(FaultKind::UnknownWord {
            field: "rating_code".to_owned(),
            word: word.to_owned(),
            nearest,
            allowed,
        });
        return None;
    };
    let [criterion] = *row.criteria("criterion") else {
        row.bad_number("criterion");
        return None;
    };
    let year = row.as_of().map(|date| date.year);
    Some(PublishedRating { criterion, level, year, cited: row.cited() })
}

/// The fact that a rule makes of a row; `None` where the row has no such figure.
fn fact(row: &mut Row<'_>, rule: &FactRule, words: &Words) -> Option<Fact> {
    if !rule.when.iter().all(|(column, cells)| cells.iter().any(|cell| fits(row.get(column), cell)))
    {
        return None;
    }
    let cell = row.get(&rule.value);
    let absent = words.absent.get(row.get(&rule.absent));
    let (value, status) = match (cell, cell.parse::<f64>()) {
        ("", _) => (None, absent?.is),
        (_, Ok(value)) if value.is_finite() => (Some(value), ValueStatus::Present),
        _ if cell.contains(|c: char| c.is_ascii_digit()) => (None, ValueStatus::Present), // A range: printed only.
        _ => {
            row.bad_number(&rule.value);
            return None;
        }
    };
    let printed = match row.get(&rule.printed) {
        "" if value.is_none() => cell,
        printed => printed,
    };
    let meaning = qualifier(row, rule, words);
    let said = if cell.is_empty() {
        absent.map(|absent| &absent.note)
    } else {
        meaning.map(|meaning| &meaning.note)
    };
    let (year, period) = time(row, rule);
    let series = if rule.series.is_empty() {
        row.cells.first().map_or("", String::as_str)
    } else {
        row.get(&rule.series)
    };
    let parts = [row.table.id.as_str(), series, rule.suffix.as_str()];
    Some(Fact {
        indicator: join(&parts, "/"),
        name: name(row, rule, words),
        about: row.string(&rule.about),
        year,
        period,
        value,
        printed: printed.to_owned(),
        unit: unit(row, rule, words),
        status,
        qualifier: meaning.map_or(rule.firmness, |meaning| meaning.is),
        note: note(row, rule, words, said),
        criteria: row.criteria(if rule.criteria.is_empty() { "criteria" } else { &rule.criteria }),
        as_of: row.as_of(),
        as_of_basis: row.string("as_of_basis"),
        cited: row.cited(),
    })
}

fn fits(cell: &str, wanted: &str) -> bool {
    cell == wanted || (wanted == "*" && !cell.is_empty())
}

fn qualifier<'w>(
    row: &mut Row<'_>,
    rule: &FactRule,
    words: &'w Words,
) -> Option<&'w Meaning<Qualifier>> {
    let word = row.get(&rule.qualifier);
    let meaning = words.qualifiers.get(word);
    // A word that says why there is no figure does not qualify it.
    if meaning.is_none() && !word.is_empty() && !words.absent.contains_key(word) {
        unknown_word(row, &rule.qualifier, word, words.qualifiers.keys());
    }
    meaning
}

fn unknown_word<'k>(
    row: &mut Row<'_>,
    column: &str,
    word: &str,
    known: impl Iterator<Item = &'k String>,
) {
    let allowed: Vec<String> = known.cloned().collect();
    let nearest = nearest(word, allowed.iter().map(String::as_str));
    row.fault(FaultKind::UnknownWord {
        field: column.to_owned(),
        word: word.to_owned(),
        nearest,
        allowed,
    });
}

/// The year, or in words what is no single year.
fn time(row: &Row<'_>, rule: &FactRule) -> (Option<u16>, String) {
    let (from, to) = (row.get(&rule.year), row.get(&rule.until));
    let year = from.parse().ok().filter(|year| YEARS.contains(&u32::from(*year)));
    if rule.until.is_empty() {
        // The report's own date is no date of the figure.
        let is_undated = rule.year == "as_of_year" && row.get("as_of_basis") != "stated";
        return match (is_undated, year) {
            (true, _) => (None, String::new()),
            (false, Some(year)) => (Some(year), String::new()),
            (false, None) => (None, from.to_owned()),
        };
    }
    match (from, to) {
        ("", "") => (None, String::new()),
        (from, to) if from == to => (year, String::new()),
        (from, to) => (None, format!("{from}-{to}")),
    }
}

fn unit(row: &mut Row<'_>, rule: &FactRule, words: &Words) -> Text {
    match &rule.unit {
        Unit::Fixed(text) => text.clone(),
        Unit::Column(column) => {
            let word = row.get(column);
            match words.units.get(word) {
                Some(text) => text.clone(),
                None if word.is_empty() => Text::default(),
                None => {
                    unknown_word(row, column, word, words.units.keys());
                    Text::same(word)
                }
            }
        }
    }
}

/// The name from the cells, with the label behind it. Where nothing says it in French, it is left to English as a whole.
fn name(row: &Row<'_>, rule: &FactRule, words: &Words) -> Text {
    let cells = |columns: &[String], lang| {
        let cells: Vec<&str> =
            columns.iter().map(|column| term(row, row.get(column), words, lang)).collect();
        join(&cells, if lang == Lang::Fr { "\u{a0}: " } else { ": " })
    };
    let (en, mut de) = (cells(&rule.name_en, Lang::En), cells(&rule.name_de, Lang::De));
    let mut fr = cells(&rule.name_en, Lang::Fr);
    if en.is_empty() {
        return rule.label.clone();
    }
    if de.is_empty() {
        de = cells(&rule.name_en, Lang::De);
    }
    let with = |cells: String, lang| match rule.label.get(lang) {
        "" => cells,
        label => format!("{cells} ({label})"),
    };
    let is_said = rule.name_en.iter().any(|column| row.said.get(row.get(column)).is_some());
    fr = if is_said { with(fr, Lang::Fr) } else { String::new() };
    Text { en: with(en, Lang::En), de: with(de, Lang::De), fr }
}

/// A cell in a language: by the words of its table, then by the translations; else as it stands.
fn term<'c>(row: &Row<'c>, cell: &'c str, words: &'c Words, lang: Lang) -> &'c str {
    match (words.terms.get(cell), lang) {
        (Some(text), _) => text.get(lang),
        // Remarks name contradictions, so the table's own English stays.
        (None, Lang::En) => cell,
        (None, _) => row.said.word(cell, lang),
    }
}

/// What the qualifier says, and the remarks of the row.
fn note(row: &Row<'_>, rule: &FactRule, words: &Words, said: Option<&Text>) -> Text {
    let [en, de, fr] = Lang::ALL.map(|lang| {
        let remarks = rule.notes.iter().map(|column| term(row, row.get(column), words, lang));
        let parts: Vec<&str> = said.map(|said| said.get(lang)).into_iter().chain(remarks).collect();
        join(&parts, if lang == Lang::Fr { "\u{202f}; " } else { "; " })
    });
    if en == de && en == fr { Text { en, ..Text::default() } } else { Text { en, de, fr } }
}

/// What is not empty, put together.
fn join(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}
