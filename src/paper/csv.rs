//! All tables and charts of a report as one tidy table: a line for each value.
//!
//! Excel takes the separator and the decimal mark from the country that the machine is set to, so the report's language
//! decides: where numbers have a decimal comma, fields end at semicolons. Without a mark at its start Excel reads a file
//! as Windows-1252, so there is one; LibreOffice sees it, too, and asks for nothing that is not filled in rightly. A line
//! that names the separator would help other settings, but Excel then overlooks the mark and breaks every umlaut.

use crate::document::{Block, Document, Figure, Inline, RowKind, Span, Table};
use crate::said::words;
use crate::signs::on_one_line;
use crate::values::{points, unit};

const COLUMNS: [&str; 10] =
    ["table", "caption", "group", "row", "column", "value", "number", "unit", "below", "sources"];

/// One value with all that belongs to it.
#[derive(Default)]
struct Line<'a> {
    table: &'a str,
    caption: &'a str,
    group: &'a str,
    row: &'a str,
    column: &'a str,
    value: &'a str,
    unit: &'a str,
    below: &'a str,
    sources: &'a str,
    number: Option<f64>,
}

struct Sheet<'a> {
    document: &'a Document,
    separator: char,
    out: String,
    count: usize,
}

/// Every value of every table and chart, with the names of its row and column, and the ids of its sources.
pub fn csv(document: &Document) -> String {
    let separator = if document.labels.decimal_mark == "," { ';' } else { ',' };
    let mut sheet = Sheet { document, separator, out: String::from("\u{FEFF}"), count: 0 };
    sheet.fields(&COLUMNS.map(str::to_owned));
    sheet.blocks(&document.blocks);
    sheet.out
}

impl Sheet<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Box(boxed) => self.blocks(&boxed.blocks),
                _ => {}
            }
        }
    }

    /// A table without an id is named by its place.
    fn name(&mut self, id: &str) -> String {
        self.count += 1;
        if id.is_empty() { format!("#{}", self.count) } else { id.to_owned() }
    }

    fn table(&mut self, table: &Table) {
        let name = self.name(&table.id);
        let caption = words(&table.caption);
        let below = all(&table.below);
        let mut around: Vec<&Inline> = vec![&table.caption];
        around.extend(&table.below);
        let mut group = String::new();
        for (at, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Group {
                group = row.cells.first().map(|cell| words(&cell.text)).unwrap_or_default();
                continue;
            }
            let heads = usize::from(table.has_row_heads);
            let head = row.cells.first().filter(|_| table.has_row_heads).map(|cell| &cell.text);
            let row_name = head.map_or_else(|| (at + 1).to_string(), words);
            for (column, cell) in row.cells.iter().enumerate().skip(heads) {
                let title = table.columns.get(column).map(|column| &column.title);
                let title_words = title.map(words).unwrap_or_default();
                let value = words(&cell.text);
                let near: Vec<&Inline> = head.into_iter().chain(title).collect();
                let sources = self.sources(&[&[&cell.text], &near, &around]);
                self.line(&Line {
                    table: &name,
                    caption: &caption,
                    group: &group,
                    row: &row_name,
                    column: &title_words,
                    value: &value,
                    number: self.number(&value),
                    below: &below,
                    sources: &sources,
                    ..Line::default()
                });
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let name = self.name(&figure.id);
        let caption = words(&figure.caption);
        let below = all(&figure.below);
        let mut around: Vec<&Inline> = vec![&figure.caption];
        around.extend(&figure.below);
        let sources = self.sources(&[&around]);
        for point in points(&figure.chart, &self.document.labels) {
            self.line(&Line {
                table: &name,
                caption: &caption,
                row: &point.row,
                column: &point.column,
                value: &point.said,
                number: point.number,
                unit: unit(&figure.chart),
                below: &below,
                sources: &sources,
                ..Line::default()
            });
        }
    }

    /// The ids of the sources that the nearest text cites: the cell before its row and column, these before the table.
    fn sources(&self, nearest_first: &[&[&Inline]]) -> String {
        let cited = |text: &Inline| -> Vec<&str> {
            let source = |span: &Span| match span {
                Span::Note { at } => self.document.notes.get(*at)?.source,
                _ => None,
            };
            let sources = text.iter().filter_map(source);
            sources.filter_map(|at| Some(self.document.sources.get(at)?.id.as_str())).collect()
        };
        for texts in nearest_first {
            let mut ids: Vec<&str> = Vec::new();
            for id in texts.iter().flat_map(|text| cited(text)) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            if !ids.is_empty() {
                return ids.join(" ");
            }
        }
        String::new()
    }

    fn line(&mut self, line: &Line<'_>) {
        // A point, or the comma of the language; no groups, which spreadsheets do not read.
        let number = line.number.map(|it| it.to_string().replace('.', self.mark()));
        let number = number.unwrap_or_default();
        let texts = [line.table, line.caption, line.group, line.row, line.column, line.value];
        let rest = [line.unit, line.below, line.sources];
        let mut fields: Vec<String> = texts.iter().map(|text| self.harmless(text)).collect();
        fields.push(number);
        fields.extend(rest.iter().map(|text| self.harmless(text)));
        self.fields(&fields);
    }

    fn fields(&mut self, fields: &[String]) {
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                self.out.push(self.separator);
            }
            let is_quoted = field.contains([self.separator, '"', '\n', ',', ';']);
            if is_quoted {
                self.out.push('"');
                self.out.push_str(&field.replace('"', "\"\""));
                self.out.push('"');
            } else {
                self.out.push_str(field);
            }
        }
        self.out.push_str("\r\n");
    }

    fn mark(&self) -> &str {
        if self.separator == ';' { "," } else { "." }
    }

    /// A spreadsheet takes some beginnings for a formula, which may call programs; an apostrophe makes it text.
    fn harmless(&self, text: &str) -> String {
        let lines: Vec<String> = text.split('\n').map(on_one_line).collect();
        let text = lines.join("\n");
        let looks_like_formula = text
            .trim_start()
            .starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
        if looks_like_formula && self.number(&text).is_none() { format!("'{text}") } else { text }
    }

    /// The number that a text is, and only where it is nothing else but a number, perhaps in per cent.
    fn number(&self, text: &str) -> Option<f64> {
        let labels = &self.document.labels;
        let text = text.trim().trim_end_matches('%').trim_end();
        let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1.0, rest),
            None => (1.0, text),
        };
        let (whole, part) = match digits.split_once(labels.decimal_mark.as_str()) {
            Some((whole, part)) if !labels.decimal_mark.is_empty() => (whole, part),
            _ => (digits, ""),
        };
        let is_group = |letter: char| {
            labels.group_mark.starts_with(letter) || matches!(letter, '\u{A0}' | '\u{202F}')
        };
        let groups: Vec<&str> = whole.split(is_group).collect();
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = groups.iter().all(|group| !group.is_empty() && are_digits(group))
            && groups.iter().skip(1).all(|group| group.len() == 3)
            && (groups.len() == 1 || groups.first().is_some_and(|first| first.len() <= 3));
        if !is_whole || !are_digits(part) || (part.is_empty() && digits != whole) {
            return None;
        }
        let value: f64 = format!("{}.{part}0", groups.concat()).parse().ok()?;
        Some(sign * value)
    }
}

fn all(lines: &[Inline]) -> String {
    lines.iter().map(words).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Language;
    use crate::everything::everything;

    fn read(language: Language) -> Vec<Vec<String>> {
        let text = csv(&everything(language));
        let text = text.strip_prefix('\u{FEFF}').expect("mark");
        let separator = if language == Language::En { b',' } else { b';' };
        let mut reader =
            ::csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
        let rows =
            reader.records().map(|row| row.expect("row").iter().map(str::to_owned).collect());
        rows.collect()
    }

    fn row<'a>(rows: &'a [Vec<String>], table: &str, row: &str, column: &str) -> &'a [String] {
        let found = rows.iter().find(|it| it[0] == table && it[3] == row && it[4] == column);
        found.unwrap_or_else(|| panic!("{table} {row} {column}: {rows:?}"))
    }

    #[test]
    fn each_value_has_its_row_column_number_and_sources() {
        for (language, number) in
            [(Language::En, "1234.5"), (Language::De, "1234,5"), (Language::Fr, "1234,5")]
        {
            let rows = read(language);
            let cell = row(&rows, "table-1", "a | b", "2023");
            assert_eq!((cell[2].as_str(), cell[6].as_str()), ("Group", number));
            assert_eq!(cell[8], "Unit: % of GDP\n@ the end of the year");
            assert_eq!(cell[9], "Weltbank Übersicht");
            let point = row(&rows, "figure-1", "2024", "KAZ");
            assert_eq!((point[6].as_str(), point[7].as_str()), (number, "%"));
            assert_eq!(point[9], "sipri_milex");
            let gap = row(&rows, "figure-1", "2023", "KAZ");
            assert_eq!(gap[6], "");
            assert!(!gap[5].is_empty());
            assert_eq!(row(&rows, "#2", "Applicant", "")[5], "Muster & Söhne");
        }
    }

    #[test]
    fn a_formula_becomes_text_and_a_number_stays_one() {
        let rows = read(Language::En);
        assert_eq!(row(&rows, "table-1", "upper\nlower", "2023")[5], "-5");
        assert_eq!(row(&rows, "table-1", "upper\nlower", "2023")[6], "-5");
        for field in rows.iter().flatten() {
            let is_harmless = !field.starts_with(['=', '+', '-', '@'])
                || field == "-5"
                || field.starts_with("-1.5");
            assert!(is_harmless, "{field}");
        }
        assert!(rows.iter().any(|row| row[3] == "'=SUM(B2:B3)" && row[4] == "2023"));
    }

    #[test]
    fn only_a_number_is_a_number() {
        let document = everything(Language::De);
        let sheet = Sheet { document: &document, separator: ';', out: String::new(), count: 0 };
        assert_eq!(sheet.number("1.234,5"), Some(1234.5));
        assert_eq!(sheet.number("\u{2212}0,1 %"), Some(-0.1));
        for text in ["1.23", "1.2.2022", "", ",5", "5,", "1,2,3", "12 €", "2022-01-05", "+1", "="]
        {
            assert_eq!(sheet.number(text), None, "{text}");
        }
    }
}
