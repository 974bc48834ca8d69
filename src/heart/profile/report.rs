//! Tables of a report, with headings and words for people in place of its codes.

use super::Maker;
use super::cells::{dated, of_fact};
use super::layout::{ColumnPlan, ReportPlan};
use super::model::{Cell, Column, Grid, Row};
use crate::atlas::{FactTable, Iso3, Qualifier};
use crate::date::Date;
use crate::key::{FactKey, row_id};
use crate::phrase::phrase;
use crate::row;
use crate::text::Text;

/// Vocabularies of columns that may well say nothing.
const REMARKS: [&str; 2] = ["remarks", "qualifier"];

impl Maker<'_> {
    pub(super) fn table(&self, id: &str) -> Option<&FactTable> {
        self.country.tables.iter().find(|table| table.id == id)
    }

    /// `None` where no report on the state has the table, or the table no such row.
    pub(super) fn report(&self, plan: &ReportPlan) -> Option<Grid> {
        let table = self.table(&plan.table)?;
        let columns = plan.columns.iter().map(|column| Column {
            title: column.title.clone(),
            year: None,
            unit: Text::default(),
        });
        let wanted = |cells: &[String]| {
            plan.only.iter().all(|(column, words)| {
                let cell = table.cell(cells, column);
                words.iter().any(|word| word == cell)
            })
        };
        let rows: Vec<Row> = table
            .rows
            .iter()
            .enumerate()
            .filter(|(_, cells)| wanted(cells))
            .map(|(at, cells)| self.report_row(plan, table, at, cells))
            .collect();
        (!rows.is_empty()).then(|| Grid { columns: columns.collect(), rows })
    }

    fn report_row(&self, plan: &ReportPlan, table: &FactTable, at: usize, cells: &[String]) -> Row {
        let id = row_id(table, at, cells);
        let key =
            FactKey::Table { iso3: self.country.iso3, table: table.id.clone(), row: id.clone() };
        let source = self.cited(&row::citation(table, cells));
        let of = |column: &ColumnPlan| self.report_cell(column, table, cells, &id);
        let made: Vec<Cell> = plan.columns.iter().map(of).collect();
        let is_outlook =
            |cell: &Cell| cell.qualifier == Qualifier::Planned || plan.outlooks.contains(&id);
        let has_passed =
            |cell: &Cell| is_outlook(cell) && cell.year.is_some_and(|year| year < self.day.year);
        let note = if made.iter().any(has_passed) { phrase("no_outcome") } else { Text::default() };
        Row {
            head: self.translated(text(table, cells, &plan.head)),
            unit: Text::default(),
            edition: Text::default(),
            is_older: false,
            about: None,
            cells: made,
            note,
            source,
            key: Some(key.to_string()),
        }
    }

    fn report_cell(
        &self,
        plan: &ColumnPlan,
        table: &FactTable,
        cells: &[String],
        id: &str,
    ) -> Cell {
        if !plan.fact.is_empty() {
            return self.figure(table, id, &plan.fact);
        }
        let cell = table.cell(cells, &plan.of);
        if plan.is_date {
            return Date::parse(cell).map_or_else(Cell::missing, |date| Cell::words(dated(date)));
        }
        if plan.is_type {
            return self.class(cell);
        }
        if !plan.bloc.is_empty() {
            return self.in_bloc(cell, &plan.bloc);
        }
        let words = if plan.are_states {
            self.each(cell, |code| self.state_word(code))
        } else if plan.words.is_empty() {
            self.translated(text(table, cells, &plan.of))
        } else {
            let whole = text(table, cells, &plan.of);
            let known = self.vocabulary(&plan.words);
            match known.and_then(|words| words.get(&whole.en)) {
                Some(words) => words.clone(),
                None if whole.de != whole.en && !whole.de.is_empty() => self.translated(whole),
                None if parts(&whole.en)
                    .all(|code| known.is_some_and(|w| w.contains_key(code))) =>
                {
                    self.each(&whole.en, |code| self.word(&plan.words, code))
                }
                None => whole,
            }
        };
        match words.is_empty() {
            false => Cell::words(words),
            true if plan.of == "year" => Cell::words(phrase("undated")),
            // Nothing to remark is no gap.
            true if REMARKS.contains(&plan.words.as_str()) => Cell::default(),
            true => Cell::missing(),
        }
    }

    /// What a table says in one or two languages, in all of them where there are words for it.
    pub(super) fn translated(&self, own: Text) -> Text {
        let Some(known) = self.atlas.translations.get(&own.en).cloned() else { return own };
        Text { de: if known.de.is_empty() { own.de } else { known.de }, ..known }
    }

    /// The figure that the row is, or one of them.
    pub(super) fn figure(&self, table: &FactTable, id: &str, end: &str) -> Cell {
        let wanted = match end {
            "." => format!("{}/{id}", table.id),
            end => format!("{}/{id}/{end}", table.id),
        };
        let found =
            self.country.facts.iter().enumerate().find(|(_, fact)| fact.indicator == wanted);
        let row = table.rows.iter().find(|row| table.cell(row, "row_id") == id);
        let Some((at, fact)) = found else {
            return row
                .filter(|_| end == ".")
                .map_or_else(Cell::missing, |row| self.printed(table, row));
        };
        let mut cell = of_fact(self.country.iso3, at, fact);
        // Of a range the row has both ends, what is printed sometimes only one.
        let range = row.map_or("", |row| table.cell(row, "value"));
        if cell.value.is_none() && range.contains('-') && range.len() > 1 {
            cell.words = Text::same(range.replace('-', "\u{2013}"));
        }
        cell
    }

    /// What a row says that is no figure: a name, or a state whose code stands for the unit.
    fn printed(&self, table: &FactTable, row: &[String]) -> Cell {
        let state = Iso3::parse(table.cell(row, "unit"));
        if let Some(country) = state.and_then(|state| self.atlas.country(state)) {
            return Cell::words(country.name.clone());
        }
        match (table.cell(row, "value"), table.cell(row, "value_raw")) {
            ("", words) if !words.is_empty() => Cell::words(self.translated(Text::same(words))),
            _ => Cell::missing(),
        }
    }

    /// The class that the lexicon gives a designation, with its origin as a note.
    fn class(&self, cell: &str) -> Cell {
        let types = self.layout.lexicon.all(cell);
        let mut classes: Vec<Text> = Vec::new();
        for of in &types {
            let class = self.layout.lexicon.class_of(of);
            if !classes.contains(&class) {
                classes.push(class);
            }
        }
        let origin = types.first().map(|of| self.origin(&of.origin)).unwrap_or_default();
        Cell { note: origin, ..Cell::words(super::listed(&classes)) }
    }

    pub(super) fn origin(&self, codes: &[String]) -> Text {
        let names: Vec<Text> = codes.iter().map(|code| self.state_word(code)).collect();
        super::listed(&names)
    }

    fn in_bloc(&self, cell: &str, bloc: &str) -> Cell {
        let states = || parts(cell).map(|code| self.atlas.country(Iso3::parse(code)?));
        let is_in = states().flatten().any(|country| country.is_in(bloc));
        // Of a state that is not in the atlas nobody can say that it is in none.
        let all_known = states().all(|state| state.is_some()) && states().next().is_some();
        match (is_in, all_known) {
            (true, _) => Cell::words(self.layout.word("blocs", bloc)),
            (false, true) => Cell::words(phrase("no")),
            (false, false) => Cell::missing(),
        }
    }

    fn each(&self, cell: &str, word: impl Fn(&str) -> Text) -> Text {
        let words: Vec<Text> = parts(cell).map(word).collect();
        super::listed(&words)
    }
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A cell in the languages that the table has columns for.
pub fn text(table: &FactTable, cells: &[String], stem: &str) -> Text {
    let of = |ending: &str| table.cell(cells, &format!("{stem}_{ending}")).trim().to_owned();
    let (en, de, fr) = (of("en"), of("de"), of("fr"));
    match (en.is_empty(), de.is_empty()) {
        (true, true) => match table.cell(cells, stem).trim() {
            "" => Text::default(),
            same => Text::same(same),
        },
        // A table in German only still says it.
        (true, false) => Text { en: de.clone(), de, fr },
        _ => Text { en, de, fr },
    }
}
