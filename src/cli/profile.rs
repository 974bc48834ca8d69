//! `kriterion country --profile`: the profile of a state as tables for reading.

use crate::i18n::{Key, Word, date, fill, number, say};
use crate::words;
use kriterion_heart::profile::{
    Bar, Body, ContradictionRow, Element, EmbargoRow, EventRow, GapRow, Grid, Kind, Lines, Profile,
    RatingRow, Row, Strip, TreatyRow, decimals_of,
};
use kriterion_heart::text::Lang;

/// Columns are cut to so many characters, so that a row stays readable.
const WIDEST: usize = 44;
/// The first one has name, unit and edition; without them the figures say nothing.
const WIDEST_HEAD: usize = 110;

pub fn text(lang: Lang, profile: &Profile) -> String {
    let mut lines = vec![
        format!("{} ({})", profile.name.get(lang), profile.iso3),
        fill(lang, Key::CliEdition, &[("edition", &profile.edition)]),
    ];
    for section in &profile.sections {
        lines.push(format!("\n{}  {}", section.code, section.title.get(lang)));
        if !section.feeds.is_empty() {
            let list: Vec<String> = section.feeds.iter().map(u8::to_string).collect();
            lines.push(fill(lang, Key::ProfileFeeds, &[("list", &list.join(", "))]));
        }
        for element in &section.elements {
            lines.push(String::new());
            lines.extend(of_element(lang, element));
        }
    }
    lines.join("\n")
}

fn of_element(lang: Lang, element: &Element) -> Vec<String> {
    let mut head = format!("{}  {}", element.id, element.title.get(lang));
    let unit = element.unit.get(lang).to_lowercase();
    // A title that names the unit needs it no second time.
    if !unit.is_empty() && !element.title.get(lang).to_lowercase().contains(&unit) {
        head.push_str(&format!(" ({})", element.unit.get(lang)));
    }
    let mut lines = vec![head];
    lines.extend(body(lang, element).into_iter().map(|line| format!("  {line}")));
    if !element.note.is_empty() {
        let note = element.note.get(lang);
        lines.push(format!("  {}", fill(lang, Key::ProfileNote, &[("note", note)])));
    }
    if element.body != Body::Sources && !element.sources.is_empty() {
        let names: Vec<String> =
            element.sources.iter().map(|source| words::source_line(lang, source)).collect();
        lines.push(format!(
            "  {}",
            fill(lang, Key::ProfileSources, &[("names", &listed(lang, &names))])
        ));
    }
    lines
}

/// Parts of a sentence, with the semicolon as each language writes it.
fn listed(lang: Lang, parts: &[impl AsRef<str>]) -> String {
    let mut parts = parts.iter().map(|part| part.as_ref().to_owned());
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |a, b| fill(lang, Key::ProfileTwo, &[("a", &a), ("b", &b)]))
}

fn body(lang: Lang, element: &Element) -> Vec<String> {
    match &element.body {
        // A note how to read figures does not say that there are none.
        Body::Nothing if element.kind != Kind::Note => {
            vec![say(lang, Key::ProfileNoData).to_owned()]
        }
        Body::Nothing => Vec::new(),
        Body::Grid(grid) => of_grid(lang, grid),
        Body::Lines(lines) => of_lines(lang, lines),
        Body::Bars(bars) => bars.iter().map(|bar| of_bar(lang, bar)).collect(),
        Body::Strips(strips) => strips.iter().flat_map(|strip| of_strip(lang, strip)).collect(),
        Body::Treaties(rows) => rows.iter().map(|row| of_treaty(lang, row)).collect(),
        Body::Embargoes(rows) => rows.iter().flat_map(|row| of_embargo(lang, row)).collect(),
        Body::Events(rows) => rows.iter().map(|row| of_event(lang, row)).collect(),
        Body::Ratings(rows) => rows.iter().map(|row| of_rating(lang, row)).collect(),
        Body::Contradictions(rows) => {
            rows.iter().flat_map(|row| of_contradiction(lang, row)).collect()
        }
        Body::Sides(sides) => sides
            .iter()
            .flat_map(|side| {
                let mut lines = vec![side.title.get(lang).to_owned()];
                lines.extend(of_grid(lang, &side.grid));
                lines
            })
            .collect(),
        Body::Gaps(rows) => rows.iter().map(|row| of_gap(lang, row)).collect(),
        Body::Sources => {
            element.sources.iter().map(|source| words::source_line(lang, source)).collect()
        }
    }
}

fn of_grid(lang: Lang, grid: &Grid) -> Vec<String> {
    if grid.rows.is_empty() {
        return Vec::new();
    }
    let head = |row: &Row| {
        let mut head = row.head.get(lang).to_owned();
        for more in [row.unit.get(lang), row.edition.get(lang), row.note.get(lang)] {
            if !more.is_empty() {
                head.push_str(&format!(" · {more}"));
            }
        }
        head
    };
    let mut table: Vec<Vec<String>> = Vec::new();
    let titles = grid.columns.iter().map(|column| column.title.get(lang).to_owned());
    table.push(std::iter::once(String::new()).chain(titles).collect());
    for row in &grid.rows {
        let cells = row.cells.iter().map(|cell| words::figure(lang, cell));
        table.push(std::iter::once(head(row)).chain(cells).collect());
    }
    aligned(&table)
}

/// Columns of one width each; text is cut where it is too long for a line.
fn aligned(table: &[Vec<String>]) -> Vec<String> {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            let most = if at == 0 { WIDEST_HEAD } else { WIDEST };
            let cells = table.iter().filter_map(|row| row.get(at));
            cells.map(|cell| cell.chars().count().min(most)).max().unwrap_or(0)
        })
        .collect();
    let cut = |cell: &String, width: usize| match cell.chars().count() > width {
        true => cell.chars().take(width - 1).chain(['\u{2026}']).collect(),
        false => cell.clone(),
    };
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> =
            cells.map(|(cell, width)| format!("{:<width$}", cut(cell, *width))).collect();
        cells.join("  ").trim_end().to_owned()
    };
    table.iter().map(line).collect()
}

fn of_lines(lang: Lang, lines: &Lines) -> Vec<String> {
    let years = (lines.first..=lines.last).map(|year| year.to_string());
    let mut table: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(years).collect()];
    for trace in &lines.traces {
        let mut name = vec![trace.name.get(lang), trace.unit.get(lang), trace.edition.get(lang)];
        name.retain(|part| !part.is_empty());
        let name = name.join(" · ");
        let points = trace.points.iter().map(|point| match point.value {
            Some(value) => number(lang, value, decimals_of(value, &trace.unit).into()),
            None => say(lang, Key::ProfileNoEntry).to_owned(),
        });
        table.push(std::iter::once(name).chain(points).collect());
    }
    aligned(&table)
}

fn of_bar(lang: Lang, bar: &Bar) -> String {
    let figure = format!("{} {}", words::figure(lang, &bar.cell), bar.unit.get(lang));
    words::labelled(lang, bar.name.get(lang), figure.trim_end())
}

fn of_strip(lang: Lang, strip: &Strip) -> Vec<String> {
    let years = strip.years.iter().map(|year| format!("{} {}", year.year, year.state.word(lang)));
    let mut lines = vec![
        strip.name.get(lang).to_owned(),
        format!("  {}", listed(lang, &years.collect::<Vec<_>>())),
    ];
    if let Some(state) = strip.undated {
        let line = fill(lang, Key::ProfileUndatedReport, &[("state", state.word(lang))]);
        lines.push(format!("  {line}"));
    }
    lines.extend(strip.notes.iter().map(|note| format!("  {}", note.get(lang))));
    lines
}

fn of_treaty(lang: Lang, row: &TreatyRow) -> String {
    let mut parts = vec![row.status.word(lang).to_owned()];
    parts.extend(row.year.map(|year| year.to_string()));
    parts.push(fill(lang, Key::ProfileParties, &[("n", &row.parties.to_string())]));
    parts.extend(row.as_of.map(|day| fill(lang, Key::ProfileAsOf, &[("as_of", &date(lang, day))])));
    parts.extend(Some(row.note.get(lang).to_owned()).filter(|note| !note.is_empty()));
    parts.extend(row.source.as_ref().map(|source| words::source_line(lang, source)));
    words::labelled(lang, row.short.get(lang), &listed(lang, &parts))
}

fn of_embargo(lang: Lang, row: &EmbargoRow) -> Vec<String> {
    let scope = match row.scope_text.is_empty() {
        true => row.scope.word(lang).to_owned(),
        false => row.scope_text.get(lang).to_owned(),
    };
    let target = row.target.word(lang).to_owned();
    // A source may name as the scope no more than whom the embargo is against.
    let scope =
        if target.to_lowercase().contains(&scope.to_lowercase()) { String::new() } else { scope };
    let mut parts = vec![target, scope, row.act.clone()];
    parts.extend(row.since.map(|day| fill(lang, Key::ProfileSince, &[("date", &date(lang, day))])));
    parts.extend(row.until.map(|day| fill(lang, Key::ProfileUntil, &[("date", &date(lang, day))])));
    parts.extend(row.as_of.map(|day| fill(lang, Key::ProfileAsOf, &[("as_of", &date(lang, day))])));
    parts.extend(Some(row.note.get(lang).to_owned()));
    if !row.differs.is_empty() {
        parts.push(say(lang, Key::ProfileDiffers).to_owned());
    }
    parts.retain(|part| !part.is_empty());
    let head = format!("{} · {}", row.issuer.word(lang), row.name.get(lang));
    let mut lines = vec![words::labelled(lang, &head, &listed(lang, &parts))];
    lines.extend(words::embargo_warning(lang, row).map(|line| format!("  ! {line}")));
    lines
}

fn of_event(lang: Lang, row: &EventRow) -> String {
    let mut line = format!("{}  {}", words::event_when(lang, row), row.text.get(lang));
    let marks = words::event_tags(lang, row);
    if !marks.is_empty() {
        line.push_str(&format!(" [{}]", listed(lang, &marks)));
    }
    format!("{line} ({})", row.source.title.get(lang))
}

fn of_rating(lang: Lang, row: &RatingRow) -> String {
    let level = row.level.map_or(say(lang, Key::ProfileNoRating), |level| level.word(lang));
    let year = row.year.map(|year| format!(" ({year})")).unwrap_or_default();
    words::labelled(lang, &words::criterion(lang, row.criterion), &format!("{level}{year}"))
}

fn of_contradiction(lang: Lang, row: &ContradictionRow) -> Vec<String> {
    let mut lines = vec![format!("{}  {} · {}", row.id, row.topic.get(lang), row.kind.get(lang))];
    for claim in &row.claims {
        lines.push(format!("  {} ({})", claim.says.get(lang), claim.place.get(lang)));
    }
    lines.push(format!(
        "  {}",
        fill(lang, Key::ProfileHandling, &[("how", row.handling.get(lang))])
    ));
    if row.needs_outside_check {
        lines.push(format!("  {}", say(lang, Key::ProfileOutsideCheck)));
    }
    lines
}

fn of_gap(lang: Lang, row: &GapRow) -> String {
    let slots = [
        ("section", row.section.as_str()),
        ("element", &row.element),
        ("what", row.what.get(lang)),
    ];
    fill(lang, Key::ProfileGap, &slots)
}
