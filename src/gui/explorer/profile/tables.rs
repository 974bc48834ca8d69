//! Rows of the profile as tables of words.

use super::page::{Drawn, Row, Table, TableCell, Tone, detail};
use crate::i18n::{Key, Word as _, date, fill, say};
use crate::session::Session;
use crate::words;
use kriterion_heart::atlas::{Joined, SourceCopy, ValueStatus};
use kriterion_heart::date::Date;
use kriterion_heart::profile::{
    self as model, Body, ContradictionRow, EmbargoRow, EventRow, GapRow, Grid, Profile, TreatyRow,
};
use kriterion_heart::text::Lang;

/// Years that fit beside each other.
const MOST_YEARS: usize = 12;

fn words_cell(text: impl Into<String>) -> TableCell {
    TableCell { text: text.into(), tone: Tone::Words, detail: None }
}

fn plain_row(head: String, cells: Vec<TableCell>) -> Row {
    Row {
        head,
        below: String::new(),
        is_older: false,
        cells,
        spark: Vec::new(),
        note: String::new(),
    }
}

fn titles(lang: Lang, keys: &[Key]) -> Vec<String> {
    keys.iter().map(|key| say(lang, *key).to_owned()).collect()
}

fn day(lang: Lang, day: Option<Date>) -> String {
    day.map(|day| date(lang, day)).unwrap_or_default()
}

fn tone(cell: &model::Cell) -> Tone {
    match cell.status {
        _ if cell.value.is_some() => Tone::Figure,
        ValueStatus::Present if !cell.is_empty() => Tone::Words,
        _ => Tone::Gap,
    }
}

pub fn grid(session: &Session, grid: &Grid) -> Table {
    let lang = session.lang;
    let column = |column: &model::Column| match (column.title.get(lang), column.unit.get(lang)) {
        (title, "") => title.to_owned(),
        (title, unit) => format!("{title}\n{unit}"),
    };
    let columns: Vec<String> = grid.columns.iter().map(column).collect();
    let rows: Vec<Row> = grid.rows.iter().map(|row| grid_row(session, grid, row)).collect();
    let years = grid.columns.iter().filter(|column| column.year.is_some()).count();
    if years > MOST_YEARS && years == columns.len() && rows.len() < years {
        return turned(columns, rows);
    }
    let with_sparks = years > 2 && rows.iter().any(|row| row.spark.iter().flatten().count() > 2);
    Table { columns, rows, with_sparks, drawn: Drawn::default() }
}

/// More years than fit beside each other stand below each other.
fn turned(columns: Vec<String>, rows: Vec<Row>) -> Table {
    let heads = rows.iter().map(|row| match row.below.as_str() {
        "" => row.head.clone(),
        below => format!("{}\n{below}", row.head),
    });
    let heads = heads.collect();
    let mut by_row: Vec<_> = rows.into_iter().map(|row| row.cells.into_iter()).collect();
    let turned = columns
        .into_iter()
        .map(|year| plain_row(year, by_row.iter_mut().filter_map(Iterator::next).collect()));
    Table { columns: heads, rows: turned.collect(), with_sparks: false, drawn: Drawn::default() }
}

fn grid_row(session: &Session, grid: &Grid, row: &model::Row) -> Row {
    let lang = session.lang;
    let below = [row.unit.get(lang), row.edition.get(lang)];
    let below: Vec<&str> = below.into_iter().filter(|part| !part.is_empty()).collect();
    let cells = row.cells.iter().zip(&grid.columns).map(|(cell, column)| {
        let text = words::figure(lang, cell);
        let title = column.title.get(lang);
        let unit = [row.unit.get(lang), column.unit.get(lang)];
        let unit = unit.into_iter().find(|unit| !unit.is_empty()).unwrap_or_default();
        let mut what = vec![format!("{} · {title}", row.head.get(lang)), format!("{text} {unit}")];
        if !cell.printed.is_empty() && cell.printed != text {
            what.push(fill(lang, Key::ProfilePrinted, &[("text", &cell.printed)]));
        }
        what.push(cell.note.get(lang).to_owned());
        what.push(row.note.get(lang).to_owned());
        let key = cell.key.as_ref().or(row.key.as_ref());
        let has_source = !row.source.title.is_empty() || !row.source.publisher.is_empty();
        let behind = (key.is_some() || has_source)
            .then(|| Box::new(detail(session, what, &row.source, key)));
        TableCell { text, tone: tone(cell), detail: behind }
    });
    let by_year = row.cells.iter().zip(&grid.columns);
    let spark = by_year.filter(|(_, column)| column.year.is_some()).map(|(cell, _)| cell.value);
    Row {
        head: row.head.get(lang).to_owned(),
        below: below.join(" · "),
        is_older: row.is_older,
        cells: cells.collect(),
        spark: spark.collect(),
        note: row.note.get(lang).to_owned(),
    }
}

/// Without the columns in which nothing stands.
fn trimmed(mut table: Table) -> Table {
    for at in (0..table.columns.len()).rev() {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        if cells.all(|cell| cell.text.is_empty()) {
            table.columns.remove(at);
            for row in table.rows.iter_mut().filter(|row| row.cells.len() > at) {
                row.cells.remove(at);
            }
        }
    }
    table
}

pub fn treaties(session: &Session, rows: &[TreatyRow]) -> Table {
    let lang = session.lang;
    let one = |row: &TreatyRow| {
        let status = row.status.word(lang);
        let nothing = SourceCopy::default();
        let source = row.source.as_ref().unwrap_or(&nothing);
        let what = vec![
            row.full.get(lang).to_owned(),
            format!("{status} {}", row.year.map(|year| year.to_string()).unwrap_or_default()),
            row.note.get(lang).to_owned(),
        ];
        let is_gap = row.status == Joined::Unknown;
        let behind = Box::new(detail(session, what, source, row.key.as_ref()));
        let tone = if is_gap { Tone::Gap } else { Tone::Words };
        // Most lists do not say: "none noted" is not "none". Who has not joined can have none.
        let has_joined = matches!(row.status, Joined::Party | Joined::PartyWithReservation);
        let (reserved, how) = match row.has_reservation {
            true => (say(lang, Key::ProfileReservation), Tone::Warning),
            false if has_joined => (say(lang, Key::ProfileNotNoted), Tone::Gap),
            false => ("", Tone::Words),
        };
        let reserved = TableCell { text: reserved.to_owned(), tone: how, detail: None };
        plain_row(
            row.short.get(lang).to_owned(),
            vec![
                TableCell { text: status.to_owned(), tone, detail: Some(behind) },
                words_cell(row.year.map(|year| year.to_string()).unwrap_or_default()),
                reserved,
                words_cell(day(lang, row.as_of)),
                words_cell(row.note.get(lang)),
            ],
        )
    };
    trimmed(Table {
        columns: titles(
            lang,
            &[
                Key::ProfileStatus,
                Key::ChartYear,
                Key::ProfileReservationHead,
                Key::ProfileChecked,
                Key::ProfileRemark,
            ],
        ),
        rows: rows.iter().map(one).collect(),
        with_sparks: false,
        drawn: Drawn::default(),
    })
}

pub fn embargoes(session: &Session, rows: &[EmbargoRow]) -> Table {
    let lang = session.lang;
    let one = |row: &EmbargoRow| {
        let scope = match row.scope_text.get(lang) {
            "" => row.scope.word(lang).to_owned(),
            text => format!("{} · {text}", row.scope.word(lang)),
        };
        let since = day(lang, row.since);
        let until = match row.until {
            Some(_) => day(lang, row.until),
            None => say(lang, Key::ProfileNoEnd).to_owned(),
        };
        let what = vec![
            row.name.get(lang).to_owned(),
            row.act.clone(),
            row.note.get(lang).to_owned(),
            fill(lang, Key::ProfileReadings, &[("n", &row.readings.to_string())]),
        ];
        let behind = Box::new(detail(session, what, &row.source, Some(&row.key)));
        let checked = TableCell {
            text: day(lang, row.as_of),
            tone: if row.is_stale { Tone::Warning } else { Tone::Words },
            detail: None,
        };
        plain_row(
            format!("{}: {}", row.issuer.word(lang), row.name.get(lang)),
            vec![
                TableCell {
                    text: row.target.word(lang).to_owned(),
                    tone: Tone::Words,
                    detail: Some(behind),
                },
                words_cell(scope),
                words_cell(&row.act),
                words_cell(format!("{since} – {until}")),
                checked,
            ],
        )
    };
    trimmed(Table {
        columns: titles(
            lang,
            &[
                Key::ProfileAgainst,
                Key::ProfileScope,
                Key::ProfileAct,
                Key::ProfileValid,
                Key::ProfileChecked,
            ],
        ),
        rows: rows.iter().map(one).collect(),
        with_sparks: false,
        drawn: Drawn::default(),
    })
}

/// What must be said before the table is read.
pub fn warnings(lang: Lang, body: &Body) -> Vec<String> {
    let Body::Embargoes(rows) = body else { return Vec::new() };
    let mut out = Vec::new();
    for row in rows {
        let name = row.name.get(lang);
        let differs = say(lang, Key::ProfileDiffers).to_owned();
        let differs = (!row.differs.is_empty()).then_some(differs);
        let said = [words::embargo_warning(lang, row), differs];
        out.extend(said.into_iter().flatten().map(|said| words::labelled(lang, name, &said)));
    }
    out
}

pub fn events(session: &Session, rows: &[EventRow]) -> Table {
    let lang = session.lang;
    let one = |row: &EventRow| {
        let head = words::event_when(lang, row);
        let tags = words::event_tags(lang, row);
        let warns = row.is_claim || row.is_overdue || row.is_unknown;
        let criteria: Vec<String> = row.criteria.iter().map(u8::to_string).collect();
        let behind =
            detail(session, vec![row.text.get(lang).to_owned()], &row.source, Some(&row.key));
        plain_row(
            head,
            vec![
                TableCell {
                    text: row.text.get(lang).to_owned(),
                    tone: Tone::Words,
                    detail: Some(Box::new(behind)),
                },
                TableCell {
                    text: tags.join(" · "),
                    tone: if warns { Tone::Warning } else { Tone::Words },
                    detail: None,
                },
                words_cell(criteria.join(", ")),
            ],
        )
    };
    trimmed(Table {
        columns: titles(lang, &[Key::ProfileEvent, Key::ProfileCertainty, Key::ProfileCriteria]),
        rows: rows.iter().map(one).collect(),
        with_sparks: false,
        drawn: Drawn::default(),
    })
}

pub fn contradictions(session: &Session, rows: &[ContradictionRow]) -> Table {
    let lang = session.lang;
    let one = |row: &ContradictionRow| {
        let [a, b] = &row.claims;
        let side = |claim: &model::Claim| {
            words_cell(format!("{}\n{}", claim.says.get(lang), claim.place.get(lang)))
        };
        let mut handling = format!("{} {}", row.why.get(lang), row.handling.get(lang));
        if row.needs_outside_check {
            handling.push(' ');
            handling.push_str(say(lang, Key::ProfileOutsideCheck));
        }
        let nothing = SourceCopy::default();
        let mut handling = words_cell(handling.trim());
        let behind =
            detail(session, vec![row.topic.get(lang).to_owned()], &nothing, Some(&row.key));
        handling.detail = Some(Box::new(behind));
        let mut line = plain_row(row.topic.get(lang).to_owned(), vec![side(a), side(b), handling]);
        line.below = row.kind.get(lang).to_owned();
        line
    };
    trimmed(Table {
        columns: titles(lang, &[Key::ProfileOneSide, Key::ProfileOtherSide, Key::ProfileWhatToDo]),
        rows: rows.iter().map(one).collect(),
        with_sparks: false,
        drawn: Drawn::default(),
    })
}

pub fn gaps(lang: Lang, profile: &Profile, rows: &[GapRow]) -> Table {
    let one = |row: &GapRow| {
        let section = profile.section(&row.section);
        let title = section.map_or("", |section| section.title.get(lang));
        plain_row(format!("{}  {title}", row.section), vec![words_cell(row.what.get(lang))])
    };
    trimmed(Table {
        columns: titles(lang, &[Key::ProfileMissing]),
        rows: rows.iter().map(one).collect(),
        with_sparks: false,
        drawn: Drawn::default(),
    })
}

pub fn sources(lang: Lang, all: &[SourceCopy]) -> Table {
    let one = |source: &SourceCopy| {
        let cells = [source.vintage.get(lang), source.licence.get(lang), &source.url];
        let title = source.title.get(lang);
        let name = match source.publisher.as_str() {
            "" => title.to_owned(),
            publisher => format!("{publisher}: {title}"),
        };
        plain_row(name, cells.into_iter().map(words_cell).collect())
    };
    trimmed(Table {
        columns: titles(lang, &[Key::ProfileEdition, Key::ProfileLicence, Key::ProfileAddress]),
        rows: all.iter().map(one).collect(),
        with_sparks: false,
        drawn: Drawn::default(),
    })
}

/// Whether a body shows the fact of this key.
pub fn keys(body: &Body, wanted: &str) -> bool {
    let is = |key: &Option<String>| key.as_deref() == Some(wanted);
    let in_grid = |grid: &Grid| {
        grid.rows.iter().any(|row| is(&row.key) || row.cells.iter().any(|cell| is(&cell.key)))
    };
    match body {
        Body::Grid(grid) => in_grid(grid),
        Body::Sides(sides) => sides.iter().any(|side| in_grid(&side.grid)),
        Body::Bars(bars) => bars.iter().any(|bar| is(&bar.cell.key)),
        Body::Strips(strips) => {
            strips.iter().any(|strip| strip.years.iter().any(|year| is(&year.key)))
        }
        Body::Treaties(rows) => rows.iter().any(|row| is(&row.key)),
        Body::Embargoes(rows) => rows.iter().any(|row| row.key == wanted),
        Body::Events(rows) => rows.iter().any(|row| row.key == wanted),
        Body::Ratings(rows) => rows.iter().any(|row| is(&row.key)),
        Body::Contradictions(rows) => rows.iter().any(|row| row.key == wanted),
        // The same figures stand in a table, too.
        Body::Lines(_) | Body::Nothing | Body::Gaps(_) | Body::Sources => false,
    }
}
