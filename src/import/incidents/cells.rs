//! What stands in one cell: harmless for a spreadsheet, and the same when it is read back.

/// A spreadsheet takes a cell that begins so for a formula, or drops the mark itself.
const RISKY: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// With an apostrophe before what a spreadsheet would run.
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(RISKY) { format!("'{cell}") } else { cell.to_owned() }
}

/// Without that apostrophe. One that somebody typed before other letters stays.
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(RISKY) => rest,
        _ => cell,
    }
}

/// Several values in one cell, `;` between them. A backslash stands before what would be read as something else.
pub fn joined<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| escaped(value.as_ref())).collect();
    values.join(";")
}

fn escaped(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut out = String::new();
    for (at, letter) in value.chars().enumerate() {
        let is_edge = at == 0 || at == last;
        if matches!(letter, ';' | '\\') || is_edge && letter.is_whitespace() {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The values of a cell; blanks around them do not count, and neither does what is empty.
pub fn split(cell: &str) -> Vec<String> {
    let mut values = Vec::new();
    // Each letter, and whether a backslash stood before it.
    let mut value: Vec<(char, bool)> = Vec::new();
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => values.push(trimmed(&std::mem::take(&mut value))),
            '\\' => value.push((letters.next().unwrap_or('\\'), true)),
            _ => value.push((letter, false)),
        }
    }
    values.push(trimmed(&value));
    values.retain(|value| !value.is_empty());
    values
}

fn trimmed(value: &[(char, bool)]) -> String {
    let is_blank = |(letter, escaped): &(char, bool)| letter.is_whitespace() && !escaped;
    let from = value.iter().position(|it| !is_blank(it)).unwrap_or(value.len());
    let to = value.iter().rposition(|it| !is_blank(it)).map_or(from, |at| at + 1);
    value.get(from..to).unwrap_or(&[]).iter().map(|(letter, _)| letter).collect()
}
