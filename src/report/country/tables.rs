//! The tables of a profile as tables of a report: what is too wide is turned, or its last columns folded into one.

use super::Composer;
use crate::i18n::{Key, say};
use crate::report::{Cited, Sheet};
use crate::words;
use kriterion_heart::atlas::SourceCopy;
use kriterion_heart::profile::{Cell, Element, Grid, Row};
use kriterion_heart::text::Lang;
use kriterion_paper::{self as paper, Align, Inline, Span, Table, plain};
use std::collections::BTreeSet;

/// So many letters stand side by side on a page.
const WIDEST: usize = 84;
/// A longer cell breaks its lines.
const WIDEST_CELL: usize = 18;
const WIDEST_HEAD: usize = 34;
/// More columns than that are no table for paper.
const MOST_COLUMNS: usize = 9;

/// How a grid lies on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    AsIs,
    /// Its columns as rows.
    Turned,
    /// The first so many columns as they are, the others in one.
    Folded(usize),
}

/// The table of an element. Its sources are footnotes of the caption, or of the rows where they differ.
pub fn of_grid(composer: &mut Composer<'_>, element: &Element, grid: &Grid) -> Table {
    let lang = composer.lang();
    let sheet = &mut composer.sheet;
    let caption = caption(lang, element);
    let mut table = Table { id: element.id.clone(), has_row_heads: true, ..Table::default() };
    let heads = heads(sheet, grid, &mut table.caption, element);
    if !caption.is_empty() {
        table.caption.insert(0, Span::plain(caption));
    }
    match lie(lang, grid) {
        Lie::AsIs => as_is(lang, grid, heads, &mut table),
        Lie::Turned => turned(lang, grid, heads, &mut table),
        Lie::Folded(keep) => folded(lang, grid, heads, keep, &mut table),
    }
    table.below = below(composer, element, grid);
    table
}

/// Title and unit.
pub fn caption(lang: Lang, element: &Element) -> String {
    let title = element.title.get(lang);
    let unit = element.unit.get(lang);
    // A title that names the unit needs it no second time.
    if unit.is_empty() || title.to_lowercase().contains(&unit.to_lowercase()) {
        title.to_owned()
    } else {
        format!("{title} ({unit})")
    }
}

/// The first cell of each row, with its footnote where the rows have several sources.
fn heads(sheet: &mut Sheet, grid: &Grid, caption: &mut Inline, element: &Element) -> Vec<Inline> {
    let lang = sheet.lang;
    let mut sources: Vec<&SourceCopy> = Vec::new();
    for row in &grid.rows {
        let is_known = sources.iter().any(|known| same(known, &row.source));
        if !is_known && row.source != SourceCopy::default() {
            sources.push(&row.source);
        }
    }
    let is_one = sources.len() <= 1;
    if let (true, Some(source)) = (is_one, sources.first()) {
        let places = grid.rows.iter().all(|row| row.source.place == source.place);
        let mut source = (*source).clone();
        if !places {
            source.place.clear();
        }
        let cited = Cited {
            series: element.title.get(lang),
            years: &span(grid.columns.iter().filter_map(|column| column.year)),
            ..Cited::whole(&source)
        };
        let note = sheet.cite(cited);
        caption.push(note);
    }
    let head = |row: &Row| {
        let mut text = plain(head(lang, row));
        if !is_one && row.source != SourceCopy::default() {
            let years = grid.columns.iter().zip(&row.cells);
            let years = years.filter(|(_, cell)| cell.value.is_some());
            let years = span(years.filter_map(|(column, _)| column.year));
            let cited =
                Cited { series: row.head.get(lang), years: &years, ..Cited::whole(&row.source) };
            text.push(sheet.cite(cited));
        }
        text
    };
    grid.rows.iter().map(head).collect()
}

/// Two places in one source are one source.
fn same(a: &SourceCopy, b: &SourceCopy) -> bool {
    a.id == b.id && a.title == b.title && a.vintage == b.vintage && a.url == b.url
}

/// What a row is about, its unit and its edition.
pub fn head(lang: Lang, row: &Row) -> String {
    let older = if row.is_older { say(lang, Key::ProfileOlder) } else { "" };
    let parts =
        [row.head.get(lang), row.unit.get(lang), row.edition.get(lang), row.note.get(lang), older];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// `2015–2024`, `2024`.
pub fn span(years: impl Iterator<Item = u16>) -> String {
    let (first, last) = years.fold((u16::MAX, 0), |(a, b), year| (a.min(year), b.max(year)));
    match first.cmp(&last) {
        std::cmp::Ordering::Less => format!("{first}\u{2013}{last}"),
        std::cmp::Ordering::Equal => first.to_string(),
        std::cmp::Ordering::Greater => String::new(),
    }
}

fn lie(lang: Lang, grid: &Grid) -> Lie {
    let widths: Vec<usize> = (0..grid.columns.len()).map(|at| width(lang, grid, at)).collect();
    let heads = grid.rows.iter().map(|row| head(lang, row).chars().count());
    let first = heads.max().unwrap_or(0).min(WIDEST_HEAD);
    let all = first + widths.iter().sum::<usize>();
    if widths.len() <= MOST_COLUMNS && all <= WIDEST {
        return Lie::AsIs;
    }
    if grid.rows.len() <= 5 && grid.columns.iter().all(|column| column.year.is_some()) {
        return Lie::Turned;
    }
    // What is folded is read as a text and takes the room of two cells.
    let room = WIDEST.saturating_sub(first + 2 * WIDEST_CELL);
    let fits = widths.iter().scan(0, |sum, width| {
        *sum += width;
        Some(*sum)
    });
    let is_of_years = grid.columns.iter().filter(|column| column.year.is_some()).count() > 1;
    let keep = if is_of_years { 0 } else { fits.take_while(|sum| *sum <= room).count() };
    Lie::Folded(keep.min(MOST_COLUMNS - 1))
}

/// The longest cell of a column, with the room between columns.
fn width(lang: Lang, grid: &Grid, at: usize) -> usize {
    let cells = grid.rows.iter().filter_map(|row| row.cells.get(at));
    let cells = cells.map(|cell| words::figure(lang, cell).chars().count());
    let title = grid.columns.get(at).map_or(0, |column| column.title.get(lang).chars().count());
    let longest = cells.max().unwrap_or(0).min(WIDEST_CELL).max(title.min(12));
    longest + 2
}

fn as_is(lang: Lang, grid: &Grid, heads: Vec<Inline>, table: &mut Table) {
    table.columns.push(paper::Column::default());
    table.columns.extend(grid.columns.iter().enumerate().map(|(at, column)| {
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(at));
        title(column.title.get(lang), align(cells))
    }));
    table.rows = heads
        .into_iter()
        .zip(&grid.rows)
        .map(|(head, row)| {
            let cells = row.cells.iter().map(|one| cell(words::figure(lang, one)));
            plain_row(head, cells)
        })
        .collect();
}

fn turned(lang: Lang, grid: &Grid, heads: Vec<Inline>, table: &mut Table) {
    table.columns.push(paper::Column::default());
    table.columns.extend(heads.into_iter().zip(&grid.rows).map(|(head, row)| paper::Column {
        title: head,
        align: align(row.cells.iter()),
        share: 0.0,
    }));
    table.rows = grid
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = grid.rows.iter().filter_map(|row| row.cells.get(at));
            let cells = cells.map(|one| cell(words::figure(lang, one)));
            plain_row(plain(column.title.get(lang)), cells)
        })
        .collect();
}

fn folded(lang: Lang, grid: &Grid, heads: Vec<Inline>, keep: usize, table: &mut Table) {
    table.columns.push(paper::Column::default());
    table.columns.extend(grid.columns.iter().take(keep).enumerate().map(|(at, column)| {
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(at));
        title(column.title.get(lang), align(cells))
    }));
    let more = if keep == 0 { Key::CountryValues } else { Key::CountryMore };
    table.columns.push(paper::Column { share: 0.0, ..title(say(lang, more), Align::Start) });
    table.rows = heads
        .into_iter()
        .zip(&grid.rows)
        .map(|(head, row)| {
            let shown = row.cells.iter().take(keep).map(|one| cell(words::figure(lang, one)));
            let rest = grid.columns.iter().zip(&row.cells).skip(keep);
            let rest: Vec<String> = rest
                .filter(|(_, one)| !one.is_empty() || one.status.code() != "not_collected")
                .map(|(column, one)| {
                    words::labelled(lang, column.title.get(lang), &words::figure(lang, one))
                })
                .filter(|said| !said.trim_end().ends_with(':'))
                .collect();
            plain_row(head, shown.chain([cell(words::listed(lang, &rest))]))
        })
        .collect();
}

fn title(text: &str, align: Align) -> paper::Column {
    paper::Column { title: plain(text), align, share: 0.0 }
}

fn cell(text: String) -> paper::Cell {
    paper::Cell { text: plain(text), ..paper::Cell::default() }
}

fn plain_row(head: Inline, cells: impl Iterator<Item = paper::Cell>) -> paper::Row {
    let head = paper::Cell { text: head, ..paper::Cell::default() };
    paper::Row { cells: std::iter::once(head).chain(cells).collect(), ..paper::Row::default() }
}

/// Figures stand below each other.
fn align<'c>(cells: impl Iterator<Item = &'c Cell>) -> Align {
    let (mut figures, mut words) = (0, 0);
    for cell in cells {
        if cell.value.is_some() && cell.words.is_empty() {
            figures += 1;
        } else if !cell.words.is_empty() || !cell.printed.is_empty() {
            words += 1;
        }
    }
    if figures > words { Align::End } else { Align::Start }
}

/// How to read it, and what is remarked on single values.
fn below(composer: &Composer<'_>, element: &Element, grid: &Grid) -> Vec<Inline> {
    let lang = composer.lang();
    let mut lines: Vec<Inline> = Vec::new();
    if !element.note.is_empty() {
        lines.push(plain(element.note.get(lang)));
    }
    let remarks = remarks(lang, grid);
    if !remarks.is_empty() {
        let remarks = words::listed(lang, &remarks);
        lines.push(plain(composer.sheet.fill(Key::CountryRemarks, &[("remarks", &remarks)])));
    }
    lines
}

/// So many values are named one by one.
const NAMED: usize = 4;

/// What a source says on single values, each once, with the values that it holds for.
fn remarks(lang: Lang, grid: &Grid) -> Vec<String> {
    let mut found: Vec<(&str, Vec<(&Row, &str)>)> = Vec::new();
    for row in &grid.rows {
        for (column, cell) in grid.columns.iter().zip(&row.cells) {
            let note = cell.note.get(lang);
            let stands = cell.value.is_some() && !note.is_empty() && row.note.get(lang) != note;
            // A column of the table may say it already.
            let is_said = row.cells.iter().any(|other| other.words.get(lang).contains(note));
            if !stands || is_said {
                continue;
            }
            let at = (row, column.title.get(lang));
            match found.iter_mut().find(|(known, _)| *known == note) {
                Some((_, places)) => places.push(at),
                None => found.push((note, vec![at])),
            }
        }
    }
    let said = |(note, places): (&str, Vec<(&Row, &str)>)| {
        let columns: BTreeSet<&str> = places.iter().map(|(_, column)| *column).collect();
        let named = match columns.first() {
            Some(one) if places.len() > NAMED && columns.len() == 1 => (*one).to_owned(),
            _ if places.len() > NAMED => return note.to_owned(),
            _ => {
                let places = places.iter();
                let at = |(row, column): &(&Row, &str)| {
                    if grid.rows.len() == 1 {
                        (*column).to_owned()
                    } else {
                        format!("{} {column}", row.head.get(lang))
                    }
                };
                places.map(at).collect::<Vec<_>>().join(", ")
            }
        };
        words::labelled(lang, &named, note)
    };
    found.into_iter().map(said).collect()
}
