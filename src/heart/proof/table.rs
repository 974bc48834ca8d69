//! The tables of the report: heads, labels, cells.

use super::model::Script;
use super::page::Line;
use super::vocabulary::Mean;
use crate::atlas::Iso3;

#[derive(Debug)]
pub struct Table {
    /// The first row is the head.
    pub rows: Vec<TableRow>,
    /// What its caption and the heading above it speak of.
    pub topics: Vec<usize>,
    pub states: Vec<Iso3>,
    /// Words of units in its caption.
    pub units: Vec<Mean>,
    /// The year that the caption names, where it is one.
    pub year: Option<u16>,
    pub section: String,
}

#[derive(Debug)]
pub struct TableRow {
    pub block: usize,
    pub cells: Vec<Option<Line>>,
}

impl Table {
    pub fn begin(block: usize, cells: Vec<Option<Line>>) -> Self {
        Self {
            rows: vec![TableRow { block, cells }],
            topics: Vec::new(),
            states: Vec::new(),
            units: Vec::new(),
            year: None,
            section: String::new(),
        }
    }

    pub fn push(&mut self, block: usize, cells: Vec<Option<Line>>) {
        self.rows.push(TableRow { block, cells });
    }

    pub fn end(&self) -> usize {
        self.rows.last().map_or(0, |row| row.block)
    }

    pub fn head(&self) -> &[Option<Line>] {
        self.rows.first().map_or(&[], |row| row.cells.as_slice())
    }

    pub fn body(&self) -> &[TableRow] {
        self.rows.get(1..).unwrap_or_default()
    }
}

impl TableRow {
    pub fn cell(&self, at: usize) -> Option<&Line> {
        self.cells.get(at)?.as_ref()
    }

    pub fn label(&self) -> Option<&Line> {
        self.cell(0)
    }
}

/// The year that a head or a label is, and nothing else.
pub fn year_alone(line: &Line) -> Option<u16> {
    let [token] = line.tokens.as_slice() else { return None };
    let number = token.number()?;
    let plain = number.digits == 4 && number.decimals == 0 && !number.grouped;
    let year = number.value as u16;
    (plain && (1900..=2100).contains(&year)).then_some(year)
}

/// What captions and headings say of each table.
pub fn place<'l>(
    tables: &mut [Table],
    script: &Script,
    titles: &impl Fn(usize, usize) -> Vec<&'l Line>,
) {
    for table in tables {
        let first = table.rows.first().map_or(0, |row| row.block);
        table.section =
            script.blocks.get(first).map_or_else(String::new, |block| block.section.clone());
        let titles = titles(first, table.end());
        for line in &titles {
            table.topics.extend(line.topics().into_iter().map(|(topic, ..)| topic));
            table.states.extend(line.states.iter().map(|state| state.iso3));
            table.units.extend(units(line));
        }
        let years: Vec<u16> = titles
            .iter()
            .flat_map(|line| &line.years)
            .flat_map(|year| [year.from, year.to])
            .collect();
        table.year = years.first().copied().filter(|first| years.iter().all(|year| year == first));
    }
}

/// Words of units, wherever they stand.
pub fn units(line: &Line) -> Vec<Mean> {
    let mut out: Vec<Mean> = line
        .hits()
        .iter()
        .map(|hit| hit.means)
        .filter(|mean| {
            matches!(
                mean,
                Mean::Dollars
                    | Mean::Euros
                    | Mean::OtherMoney
                    | Mean::Tiv
                    | Mean::Percent
                    | Mean::Whole(_)
                    | Mean::Rank
                    | Mean::Points
                    | Mean::People
                    | Mean::Scale(_)
                    | Mean::PerHead
            )
        })
        .collect();
    let sign = |sign: &str| line.tokens.iter().any(|token| token.word == sign);
    for (word, mean) in [("%", Mean::Percent), ("$", Mean::Dollars), ("€", Mean::Euros)] {
        if sign(word) {
            out.push(mean);
        }
    }
    out
}

/// A number that reads as a year.
pub fn year_of_token(token: &super::lexer::Token) -> Option<u16> {
    let number = token.number()?;
    let year = number.value as u16;
    let plain = number.digits == 4 && number.decimals == 0 && !number.grouped;
    (plain && (1900..=2100).contains(&year)).then_some(year)
}
