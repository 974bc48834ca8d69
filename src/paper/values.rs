//! The values of a chart, as words for those forms that do not draw.

use crate::document::{Chart, Labels};

/// Where a chart has room for a mark and nobody has set one. No data would be a statement.
pub(crate) const UNSAID: &str = "–";

/// One value of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Point {
    /// What it is about: a year, a bar, a criterion, a lane.
    pub row: String,
    /// Of several about the same row; empty where there is one.
    pub column: String,
    pub said: String,
    pub number: Option<f64>,
}

/// All values, in the order of the chart.
pub(crate) fn points(chart: &Chart, labels: &Labels) -> Vec<Point> {
    let mut points = Vec::new();
    let mut add = |row: &str, column: &str, said: String, number| {
        points.push(Point { row: row.to_owned(), column: column.to_owned(), said, number });
    };
    let write = |value: Option<f64>| match value {
        Some(value) => number(value, labels),
        None => labels.no_data.clone(),
    };
    match chart {
        Chart::Lines(lines) => {
            for (at, year) in lines.years.iter().enumerate() {
                for trace in &lines.traces {
                    let value = trace.values.get(at).copied().flatten();
                    add(&year.to_string(), &trace.name, write(value), value);
                }
            }
        }
        Chart::Bars(bars) | Chart::Shares(bars) => {
            for bar in &bars.bars {
                let said = if bar.said.is_empty() { write(bar.value) } else { bar.said.clone() };
                add(&bar.name, "", said, bar.value);
            }
        }
        Chart::Levels(levels) => {
            for row in &levels.rows {
                for (at, column) in levels.columns.iter().enumerate() {
                    let mark = row.marks.get(at).and_then(Option::as_ref);
                    let said = mark.map_or(UNSAID, |(word, _)| word);
                    add(&row.name, column, said.to_owned(), None);
                }
            }
        }
        Chart::TimeLine(time_line) => {
            for lane in &time_line.lanes {
                for moment in &lane.moments {
                    let span = match moment.until.as_str() {
                        "" => moment.from.clone(),
                        until => format!("{}/{until}", moment.from),
                    };
                    add(&lane.name, &span, moment.label.clone(), None);
                }
            }
        }
    }
    points
}

/// What the values are counted in; empty for words.
pub(crate) fn unit(chart: &Chart) -> &str {
    match chart {
        Chart::Lines(lines) => &lines.unit,
        Chart::Bars(bars) | Chart::Shares(bars) => &bars.unit,
        Chart::Levels(_) | Chart::TimeLine(_) => "",
    }
}

/// As exact as it is, with the marks of the language.
fn number(value: f64, labels: &Labels) -> String {
    let plain = value.abs().to_string();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value < 0.0 {
        out.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        // Four digits stand together, so that a year stays a year.
        if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(&labels.group_mark);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push_str(&labels.decimal_mark);
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Language};
    use crate::everything::everything;

    fn said(language: Language, figure: &str) -> Vec<(String, String, String)> {
        let document = everything(language);
        let found = document.blocks.iter().find_map(|block| match block {
            Block::Figure(it) if it.id == figure => Some(points(&it.chart, &document.labels)),
            _ => None,
        });
        let found = found.expect("figure");
        found.into_iter().map(|point| (point.row, point.column, point.said)).collect()
    }

    #[test]
    fn a_gap_a_zero_and_a_mark_that_nobody_set_differ() {
        let lines = said(Language::De, "figure-1");
        assert_eq!(lines[2], ("2023".into(), "KAZ".into(), "keine Angabe".into()));
        assert_eq!(lines[3], ("2023".into(), "Region".into(), "0".into()));
        assert_eq!(lines[4].2, "1234,5");
        assert_eq!(lines[1].2, "\u{2212}1,5");
        let levels = said(Language::En, "figure-4");
        assert_eq!(levels[1], ("1".into(), "Judgement".into(), "–".into()));
        assert_eq!(levels[2].2, "no data");
        let moments = said(Language::En, "figure-5");
        assert_eq!(moments[0].1, "2022-01-02/2022-01-11");
    }

    #[test]
    fn long_numbers_are_in_groups() {
        let labels = everything(Language::Fr).labels;
        assert_eq!(number(1_234_567.25, &labels), "1\u{202F}234\u{202F}567,25");
        assert_eq!(number(-12_345.0, &labels), "\u{2212}12\u{202F}345");
    }
}
