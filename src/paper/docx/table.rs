//! Tables: a head that is repeated on each page, groups across all columns, widths by what the columns need.

use super::body::{Body, SPACER, paragraph};
use super::parts::run;
use crate::document::{Align, Cell, Row, RowKind, Table, Tone};
use crate::said::words;
use crate::signs::{escaped, tone_sign};

/// A row with more letters than this may be cut by the end of a page.
const LONG_ROW: usize = 400;
/// Least and most width of a column that takes what it needs, in letters.
const LETTERS: (usize, usize) = (5, 45);

impl Body<'_> {
    pub fn table(&mut self, table: &Table, out: &mut String) {
        if !table.caption.is_empty() {
            let caption = self.inline(&table.caption);
            let caption = self.place(&table.id, &caption);
            out.push_str(&paragraph("Caption", &caption));
        } else if self.bookmarks.contains_key(table.id.as_str()) {
            let place = self.place(&table.id, "");
            out.push_str(&paragraph("Spacer", &place));
        }
        let widths = widths(table, self.width);
        if widths.is_empty() {
            return self.below(&table.below, out);
        }
        let has_head = table.columns.iter().any(|column| !column.title.is_empty());
        let caption = escaped(&words(&table.caption));
        let caption = match caption.as_str() {
            "" => String::new(),
            text => format!("<w:tblCaption w:val=\"{text}\"/>"),
        };
        out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Report\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0000\" w:firstRow=\"{}\" w:lastRow=\"0\" \
             w:firstColumn=\"{}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>{caption}</w:tblPr><w:tblGrid>",
            widths.iter().sum::<u32>(),
            u8::from(has_head),
            u8::from(table.has_row_heads)
        ));
        for width in &widths {
            out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        out.push_str("</w:tblGrid>");
        if has_head {
            out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (at, width) in widths.iter().enumerate() {
                let column = table.columns.get(at);
                let text = column.map(|column| self.inline(&column.title)).unwrap_or_default();
                let align = column.map(|column| column.align).unwrap_or_default();
                out.push_str(&cell(*width, 1, "", "TableHead", align, &text));
            }
            out.push_str("</w:tr>");
        }
        for row in &table.rows {
            self.row(table, row, &widths, out);
        }
        out.push_str("</w:tbl>");
        self.below(&table.below, out);
        out.push_str(SPACER);
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[u32], out: &mut String) {
        let letters: usize = row.cells.iter().map(|cell| words(&cell.text).len()).sum();
        let whole = if letters < LONG_ROW { "<w:trPr><w:cantSplit/></w:trPr>" } else { "" };
        out.push_str(&format!("<w:tr>{whole}"));
        let empty = Cell::default();
        let is_group = row.kind == RowKind::Group && row.cells.len() == 1;
        let count = if is_group { 1 } else { widths.len() };
        for at in 0..count {
            let it = row.cells.get(at).unwrap_or(&empty);
            let sign = tone_sign(it.tone);
            let sign = run("<w:rStyle w:val=\"Sign\"/>", sign);
            let text = format!("{sign}{}", self.inline(&it.text));
            let align = table.columns.get(at).map(|column| column.align).unwrap_or_default();
            let (style, look) = match row.kind {
                RowKind::Plain => ("TableText", ""),
                RowKind::Group => ("TableGroup", ""),
                RowKind::Total => ("TableGroup", TOTAL_EDGE),
            };
            let fill = match (row.kind, it.tone) {
                (RowKind::Group, _) => "E9ECEF",
                (_, Tone::Plain | Tone::Calm | Tone::Unknown) => "",
                (_, Tone::Caution) => "FBF0CF",
                (_, Tone::Grave) => "F6D5D2",
            };
            let fill = match fill {
                "" => String::new(),
                fill => format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"),
            };
            let look = format!("{look}{fill}");
            if is_group {
                let width = widths.iter().sum();
                out.push_str(&cell(width, widths.len(), &look, style, Align::Start, &text));
            } else {
                let width = widths.get(at).copied().unwrap_or_default();
                out.push_str(&cell(width, 1, &look, style, align, &text));
            }
        }
        out.push_str("</w:tr>");
    }
}

const TOTAL_EDGE: &str = "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/></w:tcBorders>";

fn cell(width: u32, span: usize, look: &str, style: &str, align: Align, runs: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    let align = match align {
        Align::Start => "",
        Align::Middle => "<w:jc w:val=\"center\"/>",
        Align::End => "<w:jc w:val=\"right\"/>",
    };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{look}</w:tcPr>\
         <w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{align}</w:pPr>{runs}</w:p></w:tc>"
    )
}

/// The width of each column, which together are the whole. Those without a share take what their longest cell needs, but
/// where others have shares no more than half of all.
fn widths(table: &Table, whole: u32) -> Vec<u32> {
    let plain = |row: &&Row| row.kind != RowKind::Group;
    let count = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let count = count.max(table.columns.len());
    let needs = |at: usize| {
        let title = table.columns.get(at).map(|column| words(&column.title));
        let cells = table.rows.iter().filter(plain).filter_map(|row| row.cells.get(at));
        let texts = cells.map(|cell| words(&cell.text)).chain(title);
        let letters = texts.map(|text| text.chars().count()).max().unwrap_or_default();
        letters.clamp(LETTERS.0, LETTERS.1) as f32
    };
    let share = |at: usize| table.columns.get(at).map_or(0.0, |column| column.share.max(0.0));
    let shares: f32 = (0..count).map(share).sum();
    let needed: f32 = (0..count).filter(|at| share(*at) <= 0.0).map(needs).sum();
    // A letter of the table's size is about 100 twentieths of a point wide.
    let free = match (shares > 0.0, needed > 0.0) {
        (true, true) => (needed * 100.0 / whole as f32).min(0.5),
        (true, false) => 0.0,
        (false, _) => 1.0,
    };
    let part = |at: usize| match share(at) {
        share if share > 0.0 => share / shares * (1.0 - free),
        _ => needs(at) / needed * free,
    };
    (0..count).map(|at| (part(at) * whole as f32) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Column, plain};

    fn table(shares: &[f32]) -> Table {
        let column =
            |share: &f32| Column { share: *share, title: plain("2024"), ..Column::default() };
        Table { columns: shares.iter().map(column).collect(), ..Table::default() }
    }

    #[test]
    fn shares_divide_the_width_and_the_rest_takes_what_it_needs() {
        assert_eq!(widths(&table(&[2.0, 1.0, 1.0]), 8000), [4000, 2000, 2000]);
        assert_eq!(widths(&table(&[0.0, 0.0]), 8000), [4000, 4000]);
        assert_eq!(widths(&table(&[0.0, 1.0]), 8000), [500, 7500]);
        assert_eq!(widths(&table(&[]), 8000), [0; 0]);
    }
}
