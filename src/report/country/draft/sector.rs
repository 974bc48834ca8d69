//! Sentences of part I: exports, purchases, spending, industry, forces, police.

use super::points::of_row;
use super::trend::Trend;
use super::{Teller, Told, cell_of};
use crate::i18n::{Key, fill};
use crate::report::country::tables::span;
use crate::words;
use kriterion_heart::profile::{Body, Cell, Element, Grid, Row};

/// So many names stand in one sentence; the table has the others.
const NAMED: usize = 8;

static TRENDS: [Trend; 3] = [
    Trend {
        has_change: true,
        is_summary: true,
        ..Trend::plain("I.3", "T5", "milex_usd_const", Key::DraftMilex)
    },
    Trend {
        has_rank: true,
        is_summary: true,
        ..Trend::plain("I.3", "T5", "milex_pct_gdp", Key::DraftMilexGdp)
    },
    Trend::plain("I.3", "T5", "milex_pct_gov", Key::DraftMilexGov),
];
static FORCES: [Trend; 2] = [
    Trend {
        is_summary: true,
        ..Trend::plain("I.5", "B1-all", "armed_forces_total", Key::DraftForces)
    },
    Trend::plain("I.5", "B1-all", "armed_forces_pct_labour", Key::DraftForcesLabour),
];

impl Teller<'_> {
    pub fn sector(&mut self) {
        self.exports_to();
        self.imports();
        self.trends(&TRENDS);
        self.industry();
        self.strength();
        self.equipment();
        self.society();
        self.police();
    }

    fn grid_of(&self, id: &str) -> Option<(Element, Grid)> {
        let element = self.element(id)?;
        match &element.body {
            Body::Grid(grid) if !grid.rows.is_empty() => Some((element.clone(), grid.clone())),
            _ => None,
        }
    }

    /// What Germany licensed and delivered.
    fn exports_to(&mut self) {
        if let Some((element, grid)) = self.grid_of("T1")
            && let Some(row) = grid.rows.first()
        {
            let points = of_row(&element, &grid, row);
            if let Some((year, newest, _)) = points.newest() {
                let told = Told::new("I.1", "T1", "licences", Key::DraftLicences)
                    .slot("value", self.value(&newest.cell, &points.unit))
                    .slot("unit", self.unit_behind(&points.unit))
                    .year("year", year)
                    .summary(true)
                    .rests(self.lang, &points, &[year]);
                self.tell(told);
                let first = points.valued().next().map_or(year, |(first, ..)| first);
                let top = points.valued().max_by(|a, b| a.2.total_cmp(&b.2));
                if let Some((top, point, _)) = top.filter(|(top, ..)| *top != year) {
                    let told = Told::new("I.1", "T1", "licences/peak", Key::DraftPeak)
                        .slot("value", self.value(&point.cell, &points.unit))
                        .year("year", top)
                        .year("first", first)
                        .year("last", year)
                        .rests(self.lang, &points, &[top]);
                    self.tell(told);
                }
            }
        }
        if let Some(element) = self.element("C1-goods").cloned()
            && let Body::Bars(bars) = &element.body
            && let Some(top) = bars
                .iter()
                .max_by(|a, b| a.cell.value.unwrap_or(0.0).total_cmp(&b.cell.value.unwrap_or(0.0)))
        {
            let year = top.cell.year.map(|year| year.to_string()).unwrap_or_default();
            let source = &top.source;
            let told = Told::new("I.1", "T1", "goods", Key::DraftGoods)
                .slot("goods", top.name.get(self.lang))
                .slot("share", self.value(&top.cell, &top.unit))
                .slot("year", year.clone())
                .cite(source, element.title.get(self.lang), &year);
            self.tell(told);
        }
        if let Some((element, grid)) = self.grid_of("T2") {
            self.deals(&element, &grid);
        }
    }

    /// Each deal with its numbers as the source prints them.
    fn deals(&mut self, element: &Element, grid: &Grid) {
        let mut told = Told::new("I.1", "T2", "deals", Key::DraftDeals);
        let mut items = Vec::new();
        for row in grid.rows.iter().take(NAMED) {
            let mut parts = Vec::new();
            for (title, key) in [
                ("Ordered", Key::DraftOrdered),
                ("Order year", Key::DraftOrderYear),
                ("Delivered so far", Key::DraftDelivered),
            ] {
                let cell = cell_of(grid, row, title).filter(|cell| !cell.is_empty());
                if let Some(cell) = cell {
                    let said = self.number(cell, "");
                    parts.push(fill(self.lang, key, &[("value", &said)]));
                    told = told.rests_on(element, row, title, cell);
                }
            }
            items.push(format!("{} ({})", row.head.get(self.lang), parts.join(", ")));
            told = told.cite(&row.source, element.title.get(self.lang), "");
        }
        let told = told.slot("list", self.list(&items)).count(self.lang, "n", grid.rows.len());
        self.tell(told);
    }

    fn imports(&mut self) {
        if let Some((element, grid)) = self.grid_of("T3")
            && let Some(row) = grid.rows.first()
        {
            let points = of_row(&element, &grid, row);
            if let Some((year, newest, _)) = points.newest() {
                let told = Told::new("I.2", "T3", "imports", Key::DraftImports)
                    .slot("value", self.value(&newest.cell, &points.unit))
                    .year("year", year)
                    .summary(true)
                    .rests(self.lang, &points, &[year]);
                self.tell(told);
            }
            self.sum(&element, &grid, row, ("I.2", "imports/sum", Key::DraftImportsSum));
            self.recorded(&element, &grid, row);
        }
        self.ranks();
        if let Some(element) = self.element("C2").cloned()
            && let Body::Bars(bars) = &element.body
        {
            let mut told = Told::new("I.2", "C2", "suppliers", Key::DraftSuppliers).summary(true);
            let items: Vec<String> = bars
                .iter()
                .map(|bar| {
                    let said = self.value(&bar.cell, &bar.unit);
                    words::labelled(self.lang, bar.name.get(self.lang), &said)
                })
                .collect();
            for bar in bars {
                told = told.cite(&bar.source, element.title.get(self.lang), "");
            }
            let told = told.slot("list", self.list(&items));
            self.tell(told);
        }
        if let Some((element, grid)) = self.grid_of("D1") {
            self.supplied(&element, &grid);
        }
        if let Some((element, grid)) = self.grid_of("T4")
            && let Some(row) = grid.rows.first()
        {
            let points = of_row(&element, &grid, row);
            if let Some((year, newest, _)) = points.newest() {
                let told = Told::new("I.2", "T4", "from-germany", Key::DraftFromGermany)
                    .slot("value", self.value(&newest.cell, &points.unit))
                    .year("year", year)
                    .rests(self.lang, &points, &[year]);
                self.tell(told);
            }
            self.recorded(&element, &grid, row);
        }
        let exports = Trend::plain("I.2", "T3-exports", "arms_exports_tiv", Key::DraftArmsExports);
        self.trends(&[exports]);
    }

    /// The sum of a row, where its years follow each other without a gap.
    fn sum(
        &mut self,
        element: &Element,
        grid: &Grid,
        row: &Row,
        (part, id, key): (&'static str, &str, Key),
    ) {
        let years: Vec<u16> = grid.columns.iter().filter_map(|column| column.year).collect();
        let is_whole = years.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
        let at = grid.columns.iter().position(|column| column.year.is_none());
        let Some((column, cell)) =
            at.and_then(|at| Some((grid.columns.get(at)?, row.cells.get(at)?)))
        else {
            return;
        };
        if !is_whole || years.len() < 2 || cell.value.is_none() {
            return;
        }
        let unit = if row.unit.is_empty() { &element.unit } else { &row.unit };
        let told = Told::new(part, &element.id, id, key)
            .slot("value", self.value(cell, unit))
            .slot("years", span(years.iter().copied()))
            .summary(true)
            .rests_on(element, row, &column.title.en, cell)
            .cite(&row.source, row.head.get(self.lang), &span(years.iter().copied()));
        self.tell(told);
    }

    /// Years for which the register has no delivery. That is what it says, and no zero.
    fn recorded(&mut self, element: &Element, grid: &Grid, row: &Row) {
        let none: Vec<&str> = grid
            .columns
            .iter()
            .zip(&row.cells)
            .filter(|(column, cell)| {
                column.year.is_some()
                    && cell.value.is_none()
                    && cell.status == kriterion_heart::atlas::ValueStatus::NotApplicable
            })
            .map(|(column, _)| column.title.get(self.lang))
            .collect();
        if none.is_empty() {
            return;
        }
        let id = format!("{}/none-recorded", element.id);
        let told = Told::new("I.2", &element.id, &id, Key::DraftNotRecorded)
            .slot("years", none.join(", "))
            .cite(&row.source, row.head.get(self.lang), "");
        self.tell(told);
    }

    /// The place among the importers of the world.
    fn ranks(&mut self) {
        let Some((element, grid)) = self.grid_of("B-rank") else { return };
        let mut told = Told::new("I.2", "T3", "world-rank", Key::DraftWorldRank).summary(true);
        let mut items = Vec::new();
        for row in grid.rows.iter().filter(|row| row.unit.en == "rank") {
            for (column, cell) in grid.columns.iter().zip(&row.cells) {
                if cell.value.is_some() {
                    let rank = self.number(cell, "");
                    items.push(format!("{rank} ({})", column.title.get(self.lang)));
                    told = told.rests_on(&element, row, &column.title.en, cell).cite(
                        &row.source,
                        element.title.get(self.lang),
                        "",
                    );
                }
            }
        }
        if !items.is_empty() {
            let told = told.slot("list", self.list(&items));
            self.tell(told);
        }
    }

    /// How many purchases are listed, by supplier; a deal with several counts for each.
    fn supplied(&mut self, element: &Element, grid: &Grid) {
        let mut suppliers: Vec<(String, usize)> = Vec::new();
        let mut told = Told::new("I.2", "D1", "deals", Key::DraftPurchases);
        for row in &grid.rows {
            told = told.cite(&row.source, element.title.get(self.lang), "");
            let Some(cell) = cell_of(grid, row, "Supplier").filter(|cell| !cell.is_empty()) else {
                continue;
            };
            let name = self.number(cell, "");
            match suppliers.iter_mut().find(|(known, _)| *known == name) {
                Some((_, n)) => *n += 1,
                None => suppliers.push((name, 1)),
            }
        }
        suppliers.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let mut items = Vec::new();
        for (name, n) in suppliers.iter().take(NAMED) {
            told.sentence.worked_out.push(*n as f64);
            items.push(format!("{name} ({n})"));
        }
        let told = told.count(self.lang, "n", grid.rows.len()).slot("list", self.list(&items));
        self.tell(told);
    }

    fn industry(&mut self) {
        if let Some((element, grid)) = self.grid_of("I.4-partners") {
            let mut told = Told::new("I.4", "I.4-partners", "partners", Key::DraftPartners);
            for row in &grid.rows {
                told = told.cite(&row.source, element.title.get(self.lang), "");
            }
            let states = self.states_of(&grid, "Home state");
            let told = told
                .count(self.lang, "n", grid.rows.len())
                .slot("list", self.list(&states))
                .summary(true);
            self.tell(told);
        }
        if let Some((element, grid)) = self.grid_of("I.4-goals") {
            for (at, row) in grid.rows.iter().enumerate() {
                let Some(cell) = cell_of(&grid, row, "Value").filter(|cell| !cell.is_empty())
                else {
                    continue;
                };
                let unit = cell_of(&grid, row, "Unit").map(|cell| cell.words.clone());
                let id = format!("goals/{at}");
                let mut said = words::labelled(
                    self.lang,
                    row.head.get(self.lang),
                    &self.value(cell, &unit.unwrap_or_default()),
                );
                if !row.note.is_empty() {
                    said = format!("{said} ({})", row.note.get(self.lang));
                }
                let told = Told::new("I.4", "I.4-goals", &id, Key::DraftItem)
                    .slot("text", said)
                    .rests_on(&element, row, "Value", cell)
                    .cite(&row.source, element.title.get(self.lang), "");
                self.tell(told);
            }
        }
        self.listed_rows(
            "I.4",
            "I.4-exports",
            Key::DraftOwnExports,
            &["Recipient", "Order year", "Certainty"],
        );
    }

    /// The states that a column names, each once.
    fn states_of(&self, grid: &Grid, title: &str) -> Vec<String> {
        let mut states: Vec<String> = Vec::new();
        for row in &grid.rows {
            let Some(cell) = cell_of(grid, row, title) else { continue };
            for name in cell.words.get(self.lang).split(", ").filter(|name| !name.is_empty()) {
                if !states.iter().any(|known| known == name) {
                    states.push(name.to_owned());
                }
            }
        }
        states
    }

    /// Rows as a list, each with some of its columns in brackets: what it is, and how sure.
    pub fn listed_rows(&mut self, part: &'static str, id: &str, key: Key, columns: &[&str]) {
        let Some((element, grid)) = self.grid_of(id) else { return };
        let mut told = Told::new(part, id, id, key);
        let mut items = Vec::new();
        for row in grid.rows.iter().take(NAMED) {
            let mut parts: Vec<String> = Vec::new();
            for title in columns {
                if let Some(cell) = cell_of(&grid, row, title).filter(|cell| !cell.is_empty()) {
                    parts.push(self.number(cell, ""));
                    told = told.rests_on(&element, row, title, cell);
                }
            }
            let head = row.head.get(self.lang);
            items.push(match parts.is_empty() {
                true => head.to_owned(),
                false => format!("{head} ({})", parts.join(", ")),
            });
            told = told.cite(&row.source, element.title.get(self.lang), "");
        }
        let told = told.count(self.lang, "n", grid.rows.len()).slot("list", self.list(&items));
        self.tell(told);
    }

    fn strength(&mut self) {
        if let Some((element, grid)) = self.grid_of("I.5-service") {
            for (at, row) in grid.rows.iter().enumerate() {
                let value = cell_of(&grid, row, "Value").filter(|cell| cell.value.is_some());
                let Some(cell) = value else { continue };
                let words = |title| cell_of(&grid, row, title).map(|cell| cell.words.clone());
                let unit = words("Unit").unwrap_or_default();
                let mut said =
                    words::labelled(self.lang, row.head.get(self.lang), &self.value(cell, &unit));
                let reserve = words("Reservation").unwrap_or_default();
                if !reserve.is_empty() {
                    said = format!("{said} ({})", reserve.get(self.lang));
                }
                let told =
                    Told::new("I.5", "I.5-service", &format!("service/{at}"), Key::DraftItem)
                        .slot("text", said)
                        .rests_on(&element, row, "Value", cell)
                        .cite(&row.source, element.title.get(self.lang), "");
                self.tell(told);
            }
        }
        self.valued_rows("I.5", "B1", Key::DraftStrength, "Persons", true);
        self.trends(&FORCES);
        self.range();
        if let Some((element, grid)) = self.grid_of("T6")
            && let Some(row) = grid.rows.last()
        {
            let points = of_row(&element, &grid, row);
            if let Some((year, newest, _)) = points.newest() {
                let told = Told::new("I.5", "T6", "density", Key::DraftDensity)
                    .slot("value", self.number(&newest.cell, ""))
                    .year("year", year)
                    .rests(self.lang, &points, &[year]);
                self.tell(told);
            }
        }
    }

    /// The two ends of an estimate.
    fn range(&mut self) {
        let (Some(low), Some(high)) =
            (self.series("armed_forces_low"), self.series("armed_forces_high"))
        else {
            return;
        };
        let (low, high) = (low.clone(), high.clone());
        let Some((year, from, a)) = low.newest() else { return };
        let Some((to, b)) = high.at(year) else { return };
        let said = |cell: &Cell| {
            let value = cell.value.unwrap_or_default();
            crate::i18n::number(self.lang, value, cell.decimals.into())
        };
        let key = if a == b { Key::DraftActive } else { Key::DraftActiveRange };
        let mut told = Told::new("I.5", "B1-all", "active", key)
            .slot("high", said(&to.cell))
            .year("year", year)
            .rests(self.lang, &low, &[year])
            .rests(self.lang, &high, &[year]);
        if a != b {
            told = told.slot("low", said(&from.cell));
        }
        self.tell(told);
    }

    /// Rows with one figure each: `Heer: 20.000`.
    pub fn valued_rows(
        &mut self,
        part: &'static str,
        id: &str,
        key: Key,
        column: &str,
        is_summary: bool,
    ) {
        let Some((element, grid)) = self.grid_of(id) else { return };
        let mut told = Told::new(part, id, id, key).summary(is_summary);
        let mut items = Vec::new();
        for row in &grid.rows {
            // Of the equipment the categories only; what is stored or planned stands in the table.
            let level = cell_of(&grid, row, "Row").map_or("category", |cell| &cell.words.en);
            let cell = cell_of(&grid, row, column).filter(|cell| !cell.is_empty());
            if let (Some(cell), "category") = (cell, level) {
                let said = self.number(cell, "");
                items.push(words::labelled(self.lang, row.head.get(self.lang), &said));
                told = told.rests_on(&element, row, column, cell).cite(
                    &row.source,
                    element.title.get(self.lang),
                    "",
                );
            }
        }
        if !items.is_empty() {
            let told = told.slot("list", self.list(&items));
            self.tell(told);
        }
    }

    fn equipment(&mut self) {
        self.valued_rows("I.6-army", "T7", Key::DraftStock, "Number", false);
        self.valued_rows("I.6-navy", "T8", Key::DraftStock, "Number", false);
        self.valued_rows("I.6-air", "T9", Key::DraftStock, "Number", false);
        self.listed_rows("I.6", "B4", Key::DraftParamilitary, &["Service", "Number"]);
        self.listed_rows("I.6", "B5", Key::DraftPeacekeeping, &["Area", "Persons"]);
    }

    fn society(&mut self) {
        self.newest_values(
            "I.7",
            "I.7-trust",
            &["bti_force_monopoly", "gdi_score", "gdi_band_best", "gdi_band_worst"],
        );
    }

    fn police(&mut self) {
        if let Some((element, grid)) = self.grid_of("T10")
            && let Some(row) = grid.rows.first()
        {
            let points = of_row(&element, &grid, row);
            let trend = Trend::plain("I.8", "T10", "public-order", Key::DraftPublicOrder);
            self.trend(&trend, &points);
        }
        if let Some((element, grid)) = self.grid_of("I.8-strength")
            && let Some(row) = grid.rows.first()
            && let Some(cell) = cell_of(&grid, row, "Persons").filter(|cell| cell.value.is_some())
        {
            let mut said = self.number(cell, "");
            let rate = cell_of(&grid, row, "Per 100,000 inhabitants");
            if let Some(rate) = rate.filter(|cell| cell.value.is_some()) {
                let rate = self.number(rate, "");
                said = fill(self.lang, Key::DraftPoliceRate, &[("n", &said), ("rate", &rate)]);
            }
            if !row.note.is_empty() {
                said = format!("{said} ({})", row.note.get(self.lang));
            }
            let told = Told::new("I.8", "I.8-strength", "police", Key::DraftPolice)
                .slot("value", said)
                .summary(true)
                .rests_on(&element, row, "Persons", cell)
                .cite(&row.source, element.title.get(self.lang), "");
            self.tell(told);
        }
    }
}
