//! What the forces have: in use and stored, and every type under its one class.

use super::cells::worked_out;
use super::model::{Cell, Row};
use super::special::row_of;
use super::{Maker, report};
use crate::atlas::{FactTable, Qualifier, SourceCopy};
use crate::phrase::{joined, phrase};
use crate::text::Text;
use std::collections::BTreeMap;

/// Columns of tables that name types.
const DESIGNATIONS: [&str; 3] = ["type_designation", "item", "designation"];

impl Maker<'_> {
    /// What of each kind of weapon is in use and what is stored, and what the types add up to.
    pub(super) fn stock(&self) -> Vec<Row> {
        let tables = self.country.tables.iter().filter(|table| table.id.starts_with("equipment_"));
        let mut rows = Vec::new();
        for table in tables {
            let level = |cells: &[String], wanted: &str| table.cell(cells, "level") == wanted;
            let number = |cells: &[String]| table.cell(cells, "count").parse::<f64>().ok();
            for cells in table.rows.iter().filter(|cells| level(cells, "category")) {
                let id = table.cell(cells, "row_id");
                let below = |wanted: &'static str| {
                    let rows = table.rows.iter();
                    rows.filter(move |row| level(row, wanted) && table.cell(row, "parent") == id)
                };
                let Some(stored) = below("stored_share").find_map(|row| Some((row, number(row)?)))
                else {
                    continue;
                };
                let Some(total) = number(cells) else { continue };
                let active: Vec<f64> = below("type")
                    .filter(|row| table.cell(row, "status") == "active")
                    .filter(|row| !table.cell(row, "type_designation").starts_with('('))
                    .filter_map(|row| number(row))
                    .collect();
                let by_type = match active.is_empty() {
                    true => Cell::missing(),
                    false => worked_out(active.iter().sum(), 0, Qualifier::Firm, phrase("own_sum")),
                };
                let figure = |row: &[String]| self.figure(table, table.cell(row, "row_id"), ".");
                let cells_of = vec![
                    figure(cells),
                    worked_out(total - stored.1, 0, Qualifier::Estimate, phrase("own_difference")),
                    figure(stored.0),
                    by_type,
                ];
                rows.push(Row {
                    source: self.cited(&crate::row::citation(table, cells)),
                    ..row_of(report::text(table, cells, "category"), cells_of)
                });
            }
        }
        rows
    }

    /// Each type that a table names: its class, where it is from, and what the tables call it and count.
    pub(super) fn types(&self) -> Vec<Row> {
        let lexicon = &self.layout.lexicon;
        let mut said: BTreeMap<&str, Vec<(Text, SourceCopy)>> = BTreeMap::new();
        for table in &self.country.tables {
            let columns: Vec<&str> =
                DESIGNATIONS.into_iter().filter(|name| table.column(name).is_some()).collect();
            for (cells, name) in
                table.rows.iter().flat_map(|cells| columns.iter().map(move |name| (cells, name)))
            {
                for of in lexicon.all(table.cell(cells, name)) {
                    let source = self.cited(&crate::row::citation(table, cells));
                    let entry = (self.said_of_type(table, cells), source);
                    said.entry(&of.id).or_default().push(entry);
                }
            }
        }
        let mut row = |of: &super::Type| {
            let (words, sources): (Vec<Text>, Vec<SourceCopy>) =
                said.remove(of.id.as_str())?.into_iter().unzip();
            let cells = vec![
                Cell::words(lexicon.class_of(of)),
                Cell::words(self.origin(&of.origin)),
                Cell::words(joined(&words, " · ")),
            ];
            let source = sources.into_iter().next().unwrap_or_default();
            Some(Row { source, ..row_of(Text::same(of.name.as_str()), cells) })
        };
        lexicon.types.iter().filter_map(&mut row).collect()
    }

    /// `Army equipment: infantry fighting vehicles, BTR-82A, 63`.
    fn said_of_type(&self, table: &FactTable, cells: &[String]) -> Text {
        let own = ["category", "item_class"].map(|stem| report::text(table, cells, stem));
        let named = DESIGNATIONS.map(|column| Text::same(table.cell(cells, column)));
        let number =
            ["count_raw", "ordered_raw"].map(|column| Text::same(table.cell(cells, column)));
        let parts: Vec<Text> = own.into_iter().chain(named).chain(number).collect();
        joined(&[table.title.clone(), super::listed(&parts)], ": ")
    }
}
