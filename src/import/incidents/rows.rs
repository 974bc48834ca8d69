//! CSV text to rows with their lines, and rows to text. Written by RFC 4180; read with `,`, `;` or tabs.
//!
//! Own, and not the crate's, because a quote that nothing closes must be told, not swallow the rows after it.

/// A row, or what is wrong with its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub cells: Vec<String>,
    pub quotes: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    Good,
    /// Nothing closes it.
    Open,
    /// Something stands between a closing quote and the next cell.
    Stray,
}

/// The rows of a text; empty lines are none.
pub fn rows(text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let (mut rows, mut line) = (Vec::new(), 1);
    let mut rest = text;
    while !rest.is_empty() {
        let (row, after) = row(rest, line, separator);
        line += rest.len().checked_sub(after.len()).map_or(0, |used| newlines(rest, used));
        rest = after;
        if row.cells != [""] || row.quotes != Quotes::Good {
            rows.push(row);
        }
    }
    rows
}

fn newlines(text: &str, used: usize) -> u64 {
    text.as_bytes().iter().take(used).filter(|byte| **byte == b'\n').count() as u64
}

/// That of the three which stands most often in the first line.
fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    // The last of equals is the usual one.
    ['\t', ';', ','].into_iter().max_by_key(|mark| first.matches(*mark).count()).unwrap_or(',')
}

fn row(text: &str, line: u64, separator: char) -> (Row, &str) {
    let mut row = Row { line, cells: Vec::new(), quotes: Quotes::Good };
    let mut rest = text;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(inside) => quoted(inside, separator, &mut row.quotes),
            None => {
                let end = rest.find([separator, '\n']).unwrap_or(rest.len());
                let (cell, after) = rest.split_at(end);
                let ends = !after.starts_with(separator);
                (
                    if ends { cell.strip_suffix('\r').unwrap_or(cell) } else { cell }.to_owned(),
                    after,
                )
            }
        };
        row.cells.push(cell);
        match after.strip_prefix(separator) {
            Some(next) => rest = next,
            None => return (row, after.strip_prefix('\n').unwrap_or(after)),
        }
    }
}

/// After an opening quote: the cell, and the text from its separator or line end on.
fn quoted<'t>(inside: &'t str, separator: char, quotes: &mut Quotes) -> (String, &'t str) {
    let mut cell = String::new();
    let mut rest = inside;
    loop {
        let Some(end) = rest.find('"') else {
            *quotes = Quotes::Open;
            return first_line(inside);
        };
        let (part, after) = rest.split_at(end);
        cell.push_str(part);
        let after = after.get(1..).unwrap_or_default();
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => {
                let end = after.find([separator, '\n']).unwrap_or(after.len());
                let (between, after) = after.split_at(end);
                if between.trim_end_matches('\r').is_empty() {
                    return (cell, after);
                }
                // Over several lines it was closed by the quote of another cell.
                if cell.contains('\n') {
                    *quotes = Quotes::Open;
                    return first_line(inside);
                }
                *quotes = Quotes::Stray;
                cell.push_str(between);
                return (cell, after);
            }
        }
    }
}

/// The rest of the line is the cell; the lines after it stand for themselves.
fn first_line(inside: &str) -> (String, &str) {
    let (cell, after) = inside.split_at(inside.find('\n').unwrap_or(inside.len()));
    (cell.to_owned(), after)
}

/// One line, ended as the standard has it.
pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted_if_needed(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted_if_needed(cell: &str) -> String {
    // Blanks at the edges some programs drop, and a lone cell that is empty would be an empty line.
    let is_plain = !cell.contains([',', ';', '"', '\n', '\r', '\t']) && cell.trim() == cell;
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
