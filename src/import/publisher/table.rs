//! Rows and cells, the same for text and workbook.

use super::Decimal;
use kriterion_heart::text::fold;

/// One table: a text file, or a sheet of a workbook.
#[derive(Debug)]
pub struct Table<'t> {
    /// Of the sheet; empty for a text.
    pub name: &'t str,
    body: Body<'t>,
}

#[derive(Debug)]
enum Body<'t> {
    Text { text: &'t str, separator: u8 },
    Sheet(&'t [Row]),
    Own(String, Vec<Row>),
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Counted from 1, as editors and spreadsheets do.
    pub line: u64,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    pub text: String,
    /// Where the workbook says that it is one.
    pub number: Option<f64>,
    /// Of the letters, red, green and blue; `None` for black or where the file has no colours.
    pub colour: Option<(u8, u8, u8)>,
}

impl Row {
    /// The text of a cell; empty where there is none.
    pub fn get(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.text.trim())
    }

    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// Where a cell has these words, in any case.
    pub fn find(&self, words: &str) -> Option<usize> {
        let words = fold(words);
        self.cells.iter().position(|cell| fold(cell.text.trim()) == words)
    }

    /// The columns whose heading is a year, as `2010`, `2010.0` or `2010 [YR2010]`.
    pub fn years(&self) -> Vec<(usize, u16)> {
        let year = |(at, cell): (usize, &Cell)| year_of(cell.text.trim()).map(|year| (at, year));
        self.cells.iter().enumerate().filter_map(year).collect()
    }
}

/// The year that a heading or a cell names.
pub fn year_of(text: &str) -> Option<u16> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.trim();
    let is_alone = rest.is_empty() || rest == format!("[YR{year}]");
    let year = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
    (is_alone && super::super::YEARS.contains(&year)).then_some(year)
}

impl<'t> Table<'t> {
    pub fn text(text: &'t str, separator: u8) -> Self {
        Self { name: "", body: Body::Text { text, separator } }
    }

    pub fn sheet(name: String, rows: Vec<Row>) -> Table<'static> {
        Table { name: "", body: Body::Own(name, rows) }
    }

    /// The same table, borrowed.
    pub fn shared(&self) -> Table<'_> {
        match &self.body {
            Body::Text { text, separator } => Table::text(text, *separator),
            Body::Sheet(rows) => Table { name: self.name, body: Body::Sheet(rows) },
            Body::Own(name, rows) => Table { name, body: Body::Sheet(rows) },
        }
    }

    /// The decimal mark where no figure tells it. Only commas between the cells speak for the point: semicolons, tabs and
    /// the text cells of a workbook come from everywhere.
    pub fn usual_decimal(&self) -> Decimal {
        match self.body {
            Body::Text { separator: b',', .. } => Decimal::Point,
            _ => Decimal::Undecided,
        }
    }

    /// All rows, one after the other: a text of a million rows is never held as cells.
    pub fn rows(&self) -> Box<dyn Iterator<Item = Row> + '_> {
        match &self.body {
            Body::Text { text, separator } => Box::new(records(text, *separator)),
            Body::Sheet(rows) => Box::new(rows.iter().cloned()),
            Body::Own(_, rows) => Box::new(rows.iter().cloned()),
        }
    }

    /// The first row that has all of the headings, and the rows before it.
    pub fn header(&self, headings: &[&str]) -> Option<(Vec<Row>, Row)> {
        /// Above a publisher's header stand a title and notes, no more.
        const MOST_ABOVE: usize = 40;
        let mut above = Vec::new();
        for row in self.rows().take(MOST_ABOVE) {
            if headings.iter().all(|heading| row.find(heading).is_some()) {
                return Some((above, row));
            }
            above.push(row);
        }
        None
    }

    /// The rows below a header.
    pub fn below(&self, header: &Row) -> impl Iterator<Item = Row> + '_ {
        let line = header.line;
        self.rows().skip_while(move |row| row.line <= line).filter(|row| !row.is_empty())
    }
}

/// The records of a text, with the line each begins on. Broken quotes give odd cells, never an error.
pub fn records(text: &str, separator: u8) -> impl Iterator<Item = Row> + '_ {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    std::iter::from_fn(move || {
        reader.read_record(&mut record).ok().filter(|is_there| *is_there)?;
        let (line, begin) = record.position().map_or((0, 0), |at| (at.line(), at.byte()));
        // The reader passes over empty lines, but counts the record from where it began to look for it.
        let begin = text.as_bytes().get(begin as usize..).unwrap_or_default();
        let empty = begin.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let line = line + empty.filter(|byte| **byte == b'\n').count() as u64;
        let cells =
            record.iter().map(|text| Cell { text: text.to_owned(), ..Cell::default() }).collect();
        Some(Row { line, cells })
    })
}
