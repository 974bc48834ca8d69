//! Reads the small languages of the tables: named numbers, words, designations, spans of time.

use crate::atlas::{Event, Qualifier};
use crate::date::Date;
use crate::text::fold;

/// One entry of an event's numbers: `dead=17 (at least)`, `tonnes=70-75`.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub key: String,
    pub low: f64,
    pub high: f64,
    /// What stands in brackets behind it.
    pub limit: String,
}

impl Named {
    /// `17`, `70-75`. What limits it stands in the sentence.
    pub fn shown(&self) -> String {
        if self.is_one() { self.low.to_string() } else { format!("{}-{}", self.low, self.high) }
    }

    pub fn is_one(&self) -> bool {
        self.low == self.high
    }
}

/// Entries without a number, such as `pistols=hundreds`, are left out.
pub fn numbers(text: &str) -> Vec<Named> {
    let one = |entry: &str| {
        let (key, value) = entry.split_once('=')?;
        let (value, limit) = value.split_once('(').unwrap_or((value, ""));
        let value = value.trim().split(' ').next().unwrap_or("");
        let (low, high) = range(value)?;
        Some(Named {
            key: key.trim().to_owned(),
            low,
            high,
            limit: limit.trim_end_matches([')', ' ']).to_owned(),
        })
    };
    text.split(';').filter_map(one).collect()
}

/// `70`, `70-75`, `-300`.
pub fn range(text: &str) -> Option<(f64, f64)> {
    if let Ok(value) = text.parse::<f64>() {
        return Some((value, value));
    }
    let (low, high) = text.split_once('-')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// Words that carry meaning, folded, each once, in order.
pub fn words(text: &str) -> Vec<String> {
    const EMPTY: [&str; 27] = [
        "about", "after", "almost", "also", "among", "and", "from", "have", "index", "into",
        "more", "most", "over", "same", "than", "that", "their", "them", "they", "this", "under",
        "until", "were", "which", "will", "with", "within",
    ];
    let mut out: Vec<String> = Vec::new();
    for word in fold(text).split(|c: char| !c.is_alphanumeric()) {
        let long = word.chars().count() > 3;
        if long && !EMPTY.contains(&word) && !out.iter().any(|known| known == word) {
            out.push(word.to_owned());
        }
    }
    out
}

/// How many words of one list are in the other; a plural counts as its singular.
pub fn shared(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|one| b.iter().any(|other| bare(one) == bare(other))).count()
}

fn bare(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Numbers in running text, with signs of thousands taken away.
pub fn figures(text: &str) -> Vec<f64> {
    let mut out = Vec::new();
    for part in text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')) {
        let part = part.trim_matches(['.', ',']);
        let plain = part.replace(',', "");
        if let Ok(value) = plain.parse::<f64>() {
            out.push(value);
        }
    }
    out
}

/// The names in a designation: `Wing Loong-1` and `Wing Loong` are one, `BTR-80` and `BTR-80A` are two.
pub fn designations(text: &str) -> Vec<String> {
    text.split(';').flat_map(|part| part.split(['(', ')'])).filter_map(designation).collect()
}

fn designation(part: &str) -> Option<String> {
    let part = part.trim();
    // A version of one letter or figure behind a name in letters says nothing on what it is.
    let bare = match part.rsplit_once('-') {
        Some((name, version))
            if version.len() == 1 && name.chars().filter(|c| c.is_alphabetic()).count() > 3 =>
        {
            name
        }
        _ => part,
    };
    let name: String = fold(bare).chars().filter(|c| c.is_alphanumeric()).collect();
    let is_name = !part.contains(',') && name.len() > 2;
    is_name.then_some(name)
}

/// The families in a designation: `Mi-8MT/17` is of `mi-8`.
pub fn families(text: &str) -> Vec<String> {
    text.split([';', ' ', '(', ')']).filter_map(family).collect()
}

fn family(part: &str) -> Option<String> {
    let (head, tail) = part.trim().split_once('-')?;
    let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
    let fits = !head.is_empty() && head.chars().all(char::is_alphabetic) && !digits.is_empty();
    fits.then(|| format!("{}-{digits}", fold(head)))
}

/// First and last day that an event can mean; `None` for what has no date of its own.
pub fn span(event: &Event) -> Option<(Date, Date)> {
    let from = event.date?;
    let is_dated = ["day", "month", "year", "range", "season"].contains(&event.precision.as_str());
    is_dated.then(|| (from, event.until.unwrap_or(from).latest()))
}

/// The sharper of two dates has more parts.
pub fn sharpness(event: &Event) -> u8 {
    event.date.map_or(0, |date| 1 + u8::from(date.month > 0) + u8::from(date.day > 0))
}

/// Half a unit of the last printed digit; more where the source says "about".
pub fn slack(value: f64, printed: &str, qualifier: Qualifier) -> f64 {
    let digits = printed
        .split([',', '.'])
        .nth(1)
        .map_or(0, |tail| tail.chars().take_while(char::is_ascii_digit).count());
    let shown = format!("{value}");
    let decimals = shown.split_once('.').map_or(0, |(_, tail)| tail.len()).max(match digits {
        3 => 0, // A sign of thousands.
        digits => digits,
    });
    let round = 0.5 * 10_f64.powi(-(decimals.min(6) as i32));
    match qualifier {
        Qualifier::Firm => round,
        _ => round.max(value.abs() * 0.05),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_events_keep_ranges_and_limits() {
        let read = numbers(
            "dead=17 (at least); tonnes=70-75; pistols=hundreds; mio_eur=-300; a400m=1 of 2",
        );
        let seen: Vec<(&str, f64, f64, &str)> =
            read.iter().map(|n| (n.key.as_str(), n.low, n.high, n.limit.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("dead", 17.0, 17.0, "at least"),
                ("tonnes", 70.0, 75.0, ""),
                ("mio_eur", -300.0, -300.0, ""),
                ("a400m", 1.0, 1.0, "")
            ]
        );
    }

    #[test]
    fn designations_tell_versions_from_names() {
        assert_eq!(designations("Wing Loong-1"), designations("Wing Loong"));
        assert_eq!(designations("Anka-S"), designations("Anka"));
        assert_ne!(designations("BTR-80"), designations("BTR-80A"));
        assert_ne!(designations("Mi-8"), designations("Mi-17"));
        assert!(designations("Arlan (Marauder)").contains(&"marauder".to_owned()));
        assert_eq!(families("Mi-8MT/17"), ["mi-8"]);
        assert_eq!(families("Mi-8; Mi-17"), ["mi-8", "mi-17"]);
    }

    #[test]
    fn what_is_printed_says_how_exact_it_is() {
        assert_eq!(slack(0.5, "0,5", Qualifier::Firm), 0.05);
        assert_eq!(slack(2002.0, "2.002", Qualifier::Firm), 0.5);
        assert!(slack(75_000.0, "rund 75.000", Qualifier::Estimate) > 3_000.0);
    }
}
