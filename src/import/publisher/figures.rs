//! Figures as people print them: decimal commas, thousands, footnote marks, brackets, and the many ways to say "none".

use super::table::Cell;
use kriterion_heart::atlas::{Qualifier, ValueStatus};
use serde::{Deserialize, Serialize};

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    Value {
        value: f64,
        qualifier: Qualifier,
        percent: bool,
    },
    /// The publisher says why there is no value.
    Missing(ValueStatus),
    /// An empty cell says nothing.
    Nothing,
}

/// Why a cell is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    NotANumber,
    /// `1,234` is a thousand and more, or one and a bit.
    Ambiguous,
}

/// The decimal mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    Point,
    Comma,
    /// Both occur, or nothing tells: only what is beyond doubt is read.
    Undecided,
}

/// What the cells of a file say about its decimal mark.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence {
    point: bool,
    comma: bool,
    /// A figure that can be read in two ways.
    either: bool,
}

impl Evidence {
    /// Only what is a number under a mark speaks for it: a date or a version does not.
    pub fn add(&mut self, text: &str) {
        // Of the millions of cells of a large file hardly any tells anything new.
        let is_news = text.contains(',')
            || (text.contains('.') && !self.point)
            || text.matches('.').count() > 1;
        if !is_news {
            return;
        }
        if let Some((number, ..)) = stripped(text) {
            let is_number = |thousands, mark| value(&number, Some(thousands), Some(mark)).is_some();
            match told(&number) {
                Told::Point => self.point |= is_number(',', '.'),
                Told::Comma => self.comma |= is_number('.', ','),
                Told::Either => self.either = true,
                Told::Neither => {}
            }
        }
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            point: self.point || other.point,
            comma: self.comma || other.comma,
            either: self.either || other.either,
        }
    }

    /// Whether it matters for any figure that the mark is not known.
    pub fn leaves_doubt(self) -> bool {
        self.either || (self.point && self.comma)
    }

    /// `usual` is what holds for a file in which nothing tells.
    pub fn decide(self, usual: Decimal) -> Decimal {
        match (self.point, self.comma) {
            (true, false) => Decimal::Point,
            (false, true) => Decimal::Comma,
            (true, true) => Decimal::Undecided,
            (false, false) => usual,
        }
    }
}

/// Reads a cell; a number of a workbook is one, whatever it looks like.
pub fn read(cell: &Cell, decimal: Decimal) -> Result<Figure, Unreadable> {
    match cell.number {
        Some(value) if value.is_finite() => {
            Ok(Figure::Value { value, qualifier: Qualifier::Firm, percent: false })
        }
        Some(_) => Err(Unreadable::NotANumber),
        None => parse(&cell.text, decimal),
    }
}

pub fn parse(text: &str, decimal: Decimal) -> Result<Figure, Unreadable> {
    if text.trim().is_empty() {
        return Ok(Figure::Nothing);
    }
    if let Some(status) = missing(text) {
        return Ok(Figure::Missing(status));
    }
    let (number, qualifier, percent) = stripped(text).ok_or(Unreadable::NotANumber)?;
    let (thousands, mark) = match (told(&number), decimal) {
        (Told::Neither, _) => (None, None),
        (Told::Point, _) | (Told::Either, Decimal::Point) => (Some(','), Some('.')),
        (Told::Comma, _) | (Told::Either, Decimal::Comma) => (Some('.'), Some(',')),
        (Told::Either, Decimal::Undecided) => return Err(Unreadable::Ambiguous),
    };
    let value = value(&number, thousands, mark).ok_or(Unreadable::NotANumber)?;
    Ok(Figure::Value { value, qualifier, percent })
}

/// The words for "no value" of all publishers.
fn missing(text: &str) -> Option<ValueStatus> {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match dense.to_lowercase().as_str() {
        "xxx" => Some(ValueStatus::NotApplicable),
        ".." | "..." | "…" | "n/a" | "na" | "n.a." | "n.a" | "#n/a" | "nan" | "null" | "none"
        | "-" | "–" | "—" | "--" | "nodata" | "notavailable" | "k.a." | "k.a" | "n.d." => {
            Some(ValueStatus::NotPublished)
        }
        _ => None,
    }
}

/// The bare number, how firm it is, and whether a percent sign stood there. `None` for what is no number.
fn stripped(text: &str) -> Option<(String, Qualifier, bool)> {
    let mut rest = text.trim();
    let mut qualifier = Qualifier::Firm;
    for (mark, meaning) in [
        ("~", Qualifier::Estimate),
        ("≈", Qualifier::Estimate),
        ("ca. ", Qualifier::Estimate),
        ("c. ", Qualifier::Estimate),
        (">", Qualifier::AtLeast),
        ("≥", Qualifier::AtLeast),
    ] {
        if let Some(after) = rest.strip_prefix(mark) {
            (rest, qualifier) = (after.trim_start_matches('=').trim_start(), meaning);
            break;
        }
    }
    for pair in [('(', ')'), ('[', ']')] {
        if let Some(inner) = rest.strip_prefix(pair.0).and_then(|rest| rest.strip_suffix(pair.1)) {
            (rest, qualifier) = (inner.trim(), Qualifier::Estimate);
        }
    }
    rest = without_footnotes(rest);
    let percent = rest.ends_with('%');
    rest = rest.trim_end_matches('%').trim_end();
    let number: String = rest.chars().map(|c| if c == '\u{2212}' { '-' } else { c }).collect();
    let is_number = number.chars().any(|c| c.is_ascii_digit());
    is_number.then_some((number, qualifier, percent))
}

/// `12.3*`, `12.3 a`, `12.3a,b`, `12.3 [1]`, `12.3¹`. Letters that may stand for a thousand or a million stay, and spoil the number.
fn without_footnotes(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let before = rest;
        rest = rest
            .trim_end_matches([
                '*', '†', '‡', '§', '#', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰',
            ])
            .trim_end();
        if let Some(open) = rest.strip_suffix([']', ')']).and_then(|inner| inner.rfind(['[', '(']))
        {
            let (number, _) = rest.split_at(open);
            if number.ends_with(|c: char| c.is_ascii_digit() || c == ' ') {
                rest = number.trim_end();
            }
        }
        let letter = |c: char| c.is_ascii_lowercase() && !matches!(c, 'k' | 'm');
        if let Some(number) = rest.strip_suffix(letter) {
            // One letter, after a digit, a space or another footnote.
            if number.ends_with(|c: char| c.is_ascii_digit() || c == ' ' || c == ',') {
                rest = number.trim_end_matches(',').trim_end();
            }
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

enum Told {
    Point,
    Comma,
    /// One mark with three digits behind it.
    Either,
    Neither,
}

/// What a bare number says about its decimal mark.
fn told(number: &str) -> Told {
    let points = number.matches('.').count();
    let commas = number.matches(',').count();
    match (points, commas) {
        (0, 0) => Told::Neither,
        (0, 1) => one(number, ',', Told::Comma),
        (1, 0) => one(number, '.', Told::Point),
        // Of two marks the last one is the decimal mark; one that comes twice is none.
        (0, _) => Told::Point,
        (_, 0) => Told::Comma,
        _ if number.rfind('.') > number.rfind(',') => Told::Point,
        _ => Told::Comma,
    }
}

fn one(number: &str, mark: char, decimal: Told) -> Told {
    let (before, after) = number.split_once(mark).unwrap_or_default();
    let before = before.trim_start_matches(['-', '+']);
    let is_group = after.len() == 3 && after.bytes().all(|byte| byte.is_ascii_digit());
    let could_be_thousands =
        is_group && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if could_be_thousands { Told::Either } else { decimal }
}

/// The value of a bare number with known marks. Groups of thousands must be whole.
fn value(number: &str, thousands: Option<char>, mark: Option<char>) -> Option<f64> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits.trim_start()),
        None => ("", number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = match mark.and_then(|mark| digits.split_once(mark)) {
        Some((_, "")) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let is_space =
        |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\'' | '’');
    let groups: Vec<&str> = whole.split(|c| Some(c) == thousands || is_space(c)).collect();
    let is_whole = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let grouped = rest.iter().all(|group| group.len() == 3 && is_whole(group))
        && (rest.is_empty() || (1..=3).contains(&first.len()));
    if !grouped {
        return None;
    }
    // `1.5E-05` as spreadsheets write it: only in the last part.
    let text = match (rest.is_empty(), fraction) {
        (_, "") => format!("{sign}{}", groups.concat()),
        _ => format!("{sign}{}.{fraction}", groups.concat()),
    };
    let is_plain =
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|value| is_plain && value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn firm(value: f64) -> Result<Figure, Unreadable> {
        Ok(Figure::Value { value, qualifier: Qualifier::Firm, percent: false })
    }

    fn estimate(value: f64) -> Result<Figure, Unreadable> {
        Ok(Figure::Value { value, qualifier: Qualifier::Estimate, percent: false })
    }

    #[test]
    fn marks_that_are_beyond_doubt_need_no_evidence() {
        for (text, value) in [
            ("12", 12.0),
            ("-3.5", -3.5),
            ("\u{2212}3,5", -3.5),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("0,123", 0.123),
            ("0.123", 0.123),
            ("1234.567", 1234.567),
            ("12,34", 12.34),
            ("1\u{a0}234", 1234.0),
            ("1\u{202f}234,5", 1234.5),
            ("1'234.5", 1234.5),
            ("1 234 567", 1_234_567.0),
            ("1.5E-05", 1.5e-5),
            ("2e3", 2000.0),
            (".5", 0.5),
        ] {
            assert_eq!(parse(text, Decimal::Undecided), firm(value), "{text}");
        }
    }

    #[test]
    fn one_mark_and_three_digits_need_it() {
        assert_eq!(parse("1,234", Decimal::Undecided), Err(Unreadable::Ambiguous));
        assert_eq!(parse("1.234", Decimal::Undecided), Err(Unreadable::Ambiguous));
        assert_eq!(parse("1,234", Decimal::Point), firm(1234.0));
        assert_eq!(parse("1,234", Decimal::Comma), firm(1.234));
        assert_eq!(parse("1.234", Decimal::Point), firm(1.234));
        assert_eq!(parse("1.234", Decimal::Comma), firm(1234.0));
    }

    #[test]
    fn a_file_is_decided_by_its_cells() {
        let decide = |cells: &[&str]| {
            let mut evidence = Evidence::default();
            cells.iter().for_each(|cell| evidence.add(cell));
            evidence.decide(Decimal::Undecided)
        };
        assert_eq!(decide(&["1,234", "12", "xxx", "0,5*"]), Decimal::Comma);
        assert_eq!(decide(&["1,234", "1,234,567"]), Decimal::Point);
        assert_eq!(decide(&["1,234", "12"]), Decimal::Undecided);
        assert_eq!(decide(&["0,5", "0.5"]), Decimal::Undecided);
    }

    #[test]
    fn footnotes_go_and_brackets_stay_as_a_mark() {
        for text in [
            "12.3*",
            "12.3 a",
            "12.3a",
            "12.3 a,b",
            "12.3 [1]",
            "12.3[12]",
            "12.3¹",
            "12.3 (b)",
            " 12.3 ‡ ",
        ] {
            assert_eq!(parse(text, Decimal::Point), firm(12.3), "{text}");
        }
        for text in ["(12)", "[12]", "~12", "ca. 12", "c. 12", "(12)*"] {
            let expected =
                if text == "(12)*" { Err(Unreadable::NotANumber) } else { estimate(12.0) };
            assert_eq!(parse(text, Decimal::Point), expected, "{text}");
        }
        let at_least = Figure::Value { value: 12.0, qualifier: Qualifier::AtLeast, percent: false };
        assert_eq!(parse(">12", Decimal::Point), Ok(at_least));
        let percent = Figure::Value { value: 2.5, qualifier: Qualifier::Firm, percent: true };
        assert_eq!(parse("2.5 %", Decimal::Point), Ok(percent));
    }

    #[test]
    fn no_value_is_never_zero() {
        for text in ["..", "...", "…", ". .", ". . .", "n/a", "N/A", "-", "–", "NA", "NaN"] {
            assert_eq!(
                parse(text, Decimal::Point),
                Ok(Figure::Missing(ValueStatus::NotPublished)),
                "{text}"
            );
        }
        assert_eq!(parse("xxx", Decimal::Point), Ok(Figure::Missing(ValueStatus::NotApplicable)));
        assert_eq!(parse("\u{a0} ", Decimal::Point), Ok(Figure::Nothing));
        assert_eq!(parse("0", Decimal::Point), firm(0.0));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "abc",
            "12 34",
            "1,23,4",
            "12k",
            "3m",
            "<0.5",
            "1-2",
            "12 000 5",
            "--5",
            "1e999",
            "5,",
            "12.3.4,5,6",
            "inf",
            "1_000",
        ] {
            assert_eq!(parse(text, Decimal::Point), Err(Unreadable::NotANumber), "{text}");
        }
    }
}
