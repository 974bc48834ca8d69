//! XLSX to tables, with the colours of the letters. No size that a file states is believed.

use super::NotRead;
use super::table::{Cell, Row, Table};
use super::zipped::unpacked_size;
use calamine::{DataRef, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// What a workbook may unpack to. The largest of a publisher takes a tenth.
const MOST_UNPACKED: u64 = 600 << 20;
const MOST_CELLS: usize = 6_000_000;
const MOST_COLUMNS: u32 = 2_000;
const MOST_SHEETS: usize = 100;

/// True for an archive that has the parts of a workbook.
pub fn is_one(bytes: &[u8]) -> bool {
    super::zipped::names(bytes).is_some_and(|names| {
        names.iter().any(|name| name == "[Content_Types].xml" || name.ends_with("workbook.xml"))
    })
}

pub fn read(bytes: &[u8]) -> Result<Vec<Table<'static>>, NotRead> {
    read_within(bytes, MOST_UNPACKED)
}

pub fn read_within(bytes: &[u8], most: u64) -> Result<Vec<Table<'static>>, NotRead> {
    // The reader takes texts and styles whole into memory, so they are counted before.
    if unpacked_size(bytes, most)? > most {
        return Err(NotRead::TooLarge);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| NotRead::Damaged)?;
    let names = book.sheet_names();
    let mut left = MOST_CELLS;
    let mut tables = Vec::new();
    for name in names.into_iter().take(MOST_SHEETS) {
        // A chart is no sheet with cells.
        let Ok(rows) = sheet(&mut book, &name, &mut left) else { continue };
        tables.push(Table::sheet(name, rows?));
    }
    if tables.is_empty() { Err(NotRead::Damaged) } else { Ok(tables) }
}

type Cells = Result<Vec<Row>, NotRead>;

/// The rows that have cells. The outer error says that this is no sheet.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut usize) -> Result<Cells, ()> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| ())?;
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    loop {
        let (cell, style) = match reader.next_cell_with_style_id() {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(Ok(rows.into_values().collect())),
            Err(_) => return Ok(Err(NotRead::Damaged)),
        };
        let (row, column) = cell.get_position();
        let Some(mut read) = value(cell.get_value()) else { continue };
        if column > MOST_COLUMNS || *left == 0 {
            return Ok(Err(NotRead::TooLarge));
        }
        let font = reader.styles().get(style).and_then(|style| style.font.as_ref());
        read.colour = font
            .and_then(|font| font.color)
            .map(|colour| (colour.red, colour.green, colour.blue))
            .filter(|colour| *colour != (0, 0, 0));
        let at = column as usize;
        let row =
            rows.entry(row).or_insert_with(|| Row { line: u64::from(row) + 1, cells: Vec::new() });
        if row.cells.len() <= at {
            // A cell far to the right costs the empty ones before it.
            *left = left.saturating_sub(at + 1 - row.cells.len());
            row.cells.resize(at + 1, Cell::default());
        }
        if let Some(cell) = row.cells.get_mut(at) {
            *cell = read;
        }
    }
}

fn value(value: &DataRef<'_>) -> Option<Cell> {
    let number = |value: f64| Cell { text: value.to_string(), number: Some(value), colour: None };
    let text = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
    Some(match value {
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
            text(words)
        }
        DataRef::SharedString(words) => text(words),
        DataRef::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(value) => number(value.as_f64()),
        DataRef::Error(error) => text(&error.to_string()),
        DataRef::Empty => return None,
    })
}
