//! Tables 1 to 21 of Kazakhstan in German, cell by cell: written from the side of the profile, read back from the paper.

use super::*;
use kriterion_heart::atlas::{Joined, ValueStatus};
use kriterion_heart::profile::{Ask, Body, Cell, Element, Grid, Profile, TreatyRow};
use kriterion_paper::Table;

/// The number that a German cell prints, without the words around it.
fn number_in(text: &str) -> Option<f64> {
    let digits: String =
        text.chars().filter(|c| c.is_ascii_digit() || ",\u{2212}".contains(*c)).collect();
    digits.replace(',', ".").replace('\u{2212}', "-").parse().ok()
}

/// What is wrong with a printed cell; `None` where it says what the profile says.
fn wrong(cell: &Cell, printed: &str) -> Option<String> {
    let is_right = if !cell.words.is_empty() {
        printed == cell.words.de
    } else if let Some(value) = cell.value {
        let close = 0.5000001 * 10_f64.powi(-i32::from(cell.decimals));
        number_in(printed).is_some_and(|number| (number - value).abs() <= close)
    } else {
        match cell.status {
            ValueStatus::Present => printed == cell.printed,
            // A gap is a dash or a word, never a number.
            _ => number_in(printed).is_none() && !printed.is_empty(),
        }
    };
    (!is_right).then(|| format!("{:?}/{:?} printed as {printed:?}", cell.value, cell.words.de))
}

fn head_of(table: &Table, row: usize) -> String {
    table
        .rows
        .get(row)
        .and_then(|row| row.cells.first())
        .map(|cell| text(&cell.text))
        .unwrap_or_default()
}

fn at(table: &Table, row: usize, column: usize) -> String {
    let cell = table.rows.get(row).and_then(|row| row.cells.get(column));
    cell.map(|cell| text(&cell.text)).unwrap_or_default()
}

fn title_of(table: &Table, column: usize) -> String {
    table.columns.get(column).map(|column| text(&column.title)).unwrap_or_default()
}

/// Every cell of the grid in its row and column of the table, whichever way the table lies.
fn grid_faults(element: &Element, grid: &Grid, table: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    let (rows, columns) = (grid.rows.len(), grid.columns.len());
    let mut seen = 0;
    for (r, row) in grid.rows.iter().enumerate() {
        for (c, (column, cell)) in grid.columns.iter().zip(&row.cells).enumerate() {
            let is_wide = table.columns.len() == columns + 1 && table.rows.len() == rows;
            let is_turned = table.rows.len() == columns && table.columns.len() == rows + 1;
            let place = format!("{} {} {}", element.id, row.head.de, column.title.de);
            let (printed, head, title) = if is_wide && title_of(table, c + 1) == column.title.de {
                (at(table, r, c + 1), head_of(table, r), title_of(table, c + 1))
            } else if is_turned && head_of(table, c) == column.title.de {
                (at(table, c, r + 1), title_of(table, r + 1), head_of(table, c))
            } else {
                // Folded: in a column of its title, or in the last one behind its title.
                let last = table.columns.len().saturating_sub(1);
                let own = (1..last).find(|at| title_of(table, *at) == column.title.de);
                if let Some(own) = own {
                    (at(table, r, own), head_of(table, r), title_of(table, own))
                } else {
                    let all = at(table, r, last);
                    let own = format!("{}: ", column.title.de);
                    let parts = all.split("; ").skip_while(|part| !part.starts_with(&own));
                    let found: Vec<&str> = parts.collect();
                    let Some(first) = found.first() else {
                        if !cell.is_empty() {
                            faults.push(format!("{place} is missing in {all:?}"));
                        }
                        seen += 1;
                        continue;
                    };
                    let rest = found.join("; ");
                    let printed = rest.strip_prefix(&own).unwrap_or_default();
                    // A word with a semicolon goes on behind it.
                    let expected = &cell.words.de;
                    let printed = if !expected.is_empty() && printed.starts_with(expected.as_str())
                    {
                        expected.clone()
                    } else {
                        first.strip_prefix(&own).unwrap_or_default().to_owned()
                    };
                    (printed, head_of(table, r), column.title.de.clone())
                }
            };
            if !head.starts_with(&row.head.de) {
                faults.push(format!("{place}: the row is headed {head:?}"));
            }
            if title != column.title.de {
                faults.push(format!("{place}: the column is titled {title:?}"));
            }
            if let Some(wrong) = wrong(cell, &printed) {
                faults.push(format!("{place}: {wrong}"));
            }
            seen += 1;
        }
    }
    if seen != rows * columns || seen == 0 {
        faults.push(format!("{}: {seen} cells of {}", element.id, rows * columns));
    }
    faults
}

fn treaty_faults(element: &Element, rows: &[TreatyRow], table: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    if table.rows.len() != rows.len() {
        faults.push(format!("{}: {} rows of {}", element.id, table.rows.len(), rows.len()));
    }
    for (r, row) in rows.iter().enumerate() {
        let place = format!("{} {}", element.id, row.short.de);
        if !head_of(table, r).starts_with(&row.short.de) {
            faults.push(format!("{place}: headed {:?}", head_of(table, r)));
        }
        let status = match row.status {
            Joined::Party => "Vertragspartei",
            Joined::PartyWithReservation => "Vertragspartei mit Vorbehalt",
            Joined::Signatory => "Unterzeichner",
            Joined::NotParty => "keine Vertragspartei",
            Joined::Unknown => "unbekannt",
        };
        if at(table, r, 1) != status {
            faults.push(format!("{place}: {status} printed as {:?}", at(table, r, 1)));
        }
        let year = row.year.map_or("–".to_owned(), |year| year.to_string());
        if at(table, r, 2) != year {
            faults.push(format!("{place}: {year} printed as {:?}", at(table, r, 2)));
        }
    }
    faults
}

/// The tables of a report by the ids of their elements.
fn tables(document: &Document) -> Vec<&Table> {
    document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

/// What differs between the tables 1 to 21 and the profile.
fn faults(document: &Document, profile: &Profile) -> Vec<String> {
    let mut faults = Vec::new();
    for n in 1..=21 {
        let id = format!("T{n}");
        let Some(element) = profile.element(&id) else {
            faults.push(format!("the profile has no {id}"));
            continue;
        };
        let Some(table) = tables(document).into_iter().find(|table| table.id == id) else {
            faults.push(format!("the report has no {id}"));
            continue;
        };
        let caption = text(&table.caption);
        if !caption.starts_with(&format!("Tabelle {n}: {}", element.title.de)) {
            faults.push(format!("{id} is called {caption:?}"));
        }
        if !element.unit.is_empty() && !caption.contains(&element.unit.de) {
            faults.push(format!("{id} has no unit in {caption:?}"));
        }
        faults.extend(match &element.body {
            Body::Grid(grid) => grid_faults(element, grid, table),
            Body::Treaties(rows) => treaty_faults(element, rows, table),
            other => vec![format!("{id} is no table: {other:?}")],
        });
    }
    faults
}

#[test]
fn kazakhstan_in_german_has_tables_1_to_21_as_the_data_have_them() {
    let manuscript = fresh("KAZ", Lang::De);
    let document = document(&manuscript, bundle(), Lang::De, Options::default());
    let profile = bundle().profile(&Ask::of(iso3("KAZ"), day())).unwrap();
    let found = faults(&document, &profile);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let order: Vec<String> = tables(&document)
        .iter()
        .filter(|table| table.id.strip_prefix('T').is_some_and(|n| n.parse::<u8>().is_ok()))
        .map(|table| table.id.clone())
        .collect();
    let wanted: Vec<String> = (1..=21).map(|n| format!("T{n}")).collect();
    assert_eq!(order, wanted);
}

/// A cell that says something else is found, in every one of the 21.
#[test]
fn the_comparison_finds_a_changed_cell_in_every_table() {
    let manuscript = fresh("KAZ", Lang::De);
    let profile = bundle().profile(&Ask::of(iso3("KAZ"), day())).unwrap();
    let whole = document(&manuscript, bundle(), Lang::De, Options::default());
    for n in 1..=21 {
        let mut changed = whole.clone();
        let table = changed.blocks.iter_mut().find_map(|block| match block {
            Block::Table(table) if table.id == format!("T{n}") => Some(table),
            _ => None,
        });
        let cell = table.unwrap().rows.last_mut().unwrap().cells.get_mut(1).unwrap();
        cell.text = plain("97,123");
        assert!(!faults(&changed, &profile).is_empty(), "T{n}");
    }
}

/// The same in the other tables of every kind of state: no cell is lost on the way to paper.
#[test]
fn every_table_of_every_state_has_every_figure() {
    for country in bundle().atlas.countries.iter().step_by(9) {
        let manuscript = fresh(country.iso3.as_str(), Lang::De);
        let document = document(&manuscript, bundle(), Lang::De, Options::default());
        let tables = tables(&document);
        let elements = manuscript.facts.sections.iter().flat_map(|section| &section.elements);
        for element in elements {
            let (Body::Grid(grid), Some(table)) =
                (&element.body, tables.iter().find(|table| table.id == element.id))
            else {
                continue;
            };
            let found = grid_faults(element, grid, table);
            assert!(found.is_empty(), "{}: {}", country.iso3, found.join("\n"));
        }
    }
}
