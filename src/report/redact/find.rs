//! Finding strings in texts: whole words, whatever their case and accents, however umlauts are written, and whatever
//! stands between the words.

use kriterion_heart::amount;
use kriterion_heart::text::fold;
use std::collections::BTreeMap;
use std::ops::Range;

/// A word of a text, in the form in which words are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub at: Range<usize>,
    pub word: String,
}

/// Letters that are part of a word and no letter: soft hyphen, zero widths, accents that stand by themselves.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

/// The form in which words are compared: `Müller`, `MUELLER` and `Muller` are one word.
pub fn letters(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !is_silent(*c)) {
        match c {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            c => plain.push(c),
        }
    }
    let folded = fold(&plain);
    folded.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s")
}

pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut begin: Option<usize> = None;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            begin = begin.or(Some(at));
            end = at + c.len_utf8();
        } else if !(begin.is_some() && is_silent(c)) {
            push(text, begin.take(), end, &mut found);
        }
    }
    push(text, begin, end, &mut found);
    found
}

fn push(text: &str, begin: Option<usize>, end: usize, found: &mut Vec<Token>) {
    let Some(begin) = begin else { return };
    if let Some(word) = text.get(begin..end) {
        found.push(Token { at: begin..end, word: letters(word) });
    }
}

/// Shorter words take no ending: `Otto` and `Ottos` are one word, `EU` and `EUs` are not.
const TAKES_ENDING: usize = 4;

/// Whether a word is the one that is sought, also with the ending of a genitive.
fn is_word(found: &str, wanted: &str, is_last: bool) -> bool {
    found == wanted
        || (is_last
            && wanted.chars().count() >= TAKES_ENDING
            && found.strip_prefix(wanted).is_some_and(|rest| rest == "s" || rest == "es"))
}

/// Strings that are sought all at once.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    words: Vec<Vec<String>>,
    /// By the first four letters of the first word.
    by_begin: BTreeMap<String, Vec<usize>>,
}

fn begin(word: &str) -> String {
    word.chars().take(TAKES_ENDING).collect()
}

impl Sought {
    pub fn of<'s>(strings: impl IntoIterator<Item = &'s str>) -> Self {
        let mut sought = Self::default();
        for (at, text) in strings.into_iter().enumerate() {
            let words: Vec<String> = tokens(text).into_iter().map(|token| token.word).collect();
            if let Some(first) = words.first() {
                sought.by_begin.entry(begin(first)).or_default().push(at);
            }
            sought.words.push(words);
        }
        sought
    }

    /// The longest string that begins at this word: which one, and how many words it has.
    fn at(&self, rest: &[Token]) -> Option<(usize, usize)> {
        let first = rest.first()?;
        let of = self.by_begin.get(&begin(&first.word))?;
        let fits = of.iter().filter_map(|which| {
            let words = self.words.get(*which)?;
            let last = words.len().checked_sub(1)?;
            let found = rest.get(..words.len())?;
            let mut pairs = found.iter().zip(words).enumerate();
            pairs
                .all(|(at, (token, word))| is_word(&token.word, word, at == last))
                .then_some((*which, words.len()))
        });
        fits.max_by_key(|(_, count)| *count)
    }

    /// Where each one stands; they do not overlap.
    pub fn places(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let all = tokens(text);
        let mut places = Vec::new();
        let mut next = 0;
        while let Some(rest) = all.get(next..).filter(|rest| !rest.is_empty()) {
            let Some((which, count)) = self.at(rest) else {
                next += 1;
                continue;
            };
            let ends = rest.first().zip(rest.get(count - 1));
            if let Some((first, last)) = ends {
                places.push((which, first.at.start..last.at.end));
            }
            next += count;
        }
        places
    }

    /// Whether each one stands in it at all.
    pub fn held(&self, text: &str) -> Vec<bool> {
        let all = tokens(text);
        let mut held = vec![false; self.words.len()];
        for at in 0..all.len() {
            let Some(rest) = all.get(at..) else { break };
            let Some(first) = rest.first() else { break };
            for which in self.by_begin.get(&begin(&first.word)).into_iter().flatten() {
                let Some(words) = self.words.get(*which) else { continue };
                let Some(found) = rest.get(..words.len()) else { continue };
                let last = words.len().saturating_sub(1);
                let mut pairs = found.iter().zip(words).enumerate();
                if pairs.all(|(at, (token, word))| is_word(&token.word, word, at == last))
                    && let Some(is) = held.get_mut(*which)
                {
                    *is = true;
                }
            }
        }
        held
    }
}

/// Numbers in a text, with what they can mean: `4.860.000`, `4 860 000`, `4,86 Mio.`.
pub fn numbers(text: &str) -> Vec<(Range<usize>, Meant)> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_ascii_digit() {
            continue;
        }
        let end = start + number_length(text.get(start..).unwrap_or_default());
        while chars.peek().is_some_and(|(at, _)| *at < end) {
            chars.next();
        }
        if let Some(shown) = text.get(start..end) {
            found.extend(meant(text, start..end, shown));
        }
    }
    found
}

/// Digits with what parts them. A point or comma belongs to the number where a digit follows it, a blank only where it
/// parts thousands: `2024 4860000` is two numbers.
fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    let mut group = end;
    while let Some(c) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let next = digits(text.get(end + c.len_utf8()..).unwrap_or_default());
        let goes_on = match c {
            '.' | ',' => next > 0,
            ' ' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => group <= 3 && next == 3,
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += c.len_utf8() + next;
        group = next;
    }
    end
}

/// A number, and how far it may be rounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meant {
    pub value: f64,
    pub slack: f64,
}

impl Meant {
    /// `4,86 Mio.` names an amount, `5 million` may name any.
    pub fn is_precise(&self) -> bool {
        self.slack <= self.value.abs() * 0.002
    }

    pub fn is(&self, amount: f64) -> bool {
        (self.value - amount).abs() <= self.slack
    }
}

/// Words behind a number that make it larger.
const SCALES: [(&str, f64); 16] = [
    ("mio", 1e6),
    ("mill", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("mrd", 1e9),
    ("md", 1e9),
    ("billion", 1e9),
    ("milliard", 1e9),
    ("milliarden", 1e9),
    ("milliards", 1e9),
    ("tsd", 1e3),
    ("thousand", 1e3),
    ("k", 1e3),
];

fn meant(text: &str, at: Range<usize>, shown: &str) -> Vec<(Range<usize>, Meant)> {
    let Some(value) = amount::parse(shown) else { return Vec::new() };
    let rest = text.get(at.end..).unwrap_or_default().trim_start();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let word = letters(&word);
    let scale = SCALES.iter().find(|(name, _)| *name == word).map(|(_, scale)| *scale);
    let Some(scale) = scale else {
        return vec![(at, Meant { value, slack: 0.005 })];
    };
    let places = shown.rsplit_once(['.', ',']).map_or(0, |(_, decimals)| decimals.len());
    let places = i32::try_from(places).unwrap_or(0);
    // `4.9` may stand for anything that rounds to it.
    let slack = 0.5 * scale / 10_f64.powi(places);
    let decimal = shown.replace(',', ".").parse().unwrap_or(value);
    vec![(at, Meant { value: decimal * scale, slack })]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in(needle: &str, text: &str) -> bool {
        Sought::of([needle]).held(text) == [true]
    }

    #[test]
    fn words_are_found_whatever_their_dress() {
        for text in [
            "Müller",
            "MÜLLER",
            "Mueller",
            "Muller",
            "bei Müllers Akte",
            "Mu\u{308}ller",
            "Mül\u{ad}ler",
            "(müller)",
            "Müller-Akte",
        ] {
            assert!(is_in("Müller", text), "{text}");
        }
        for text in ["Müllerei", "Müll", "Vermüller", ""] {
            assert!(!is_in("Müller", text), "{text}");
        }
        assert!(is_in("Nordwind Netzanalyse", "nordwind-NETZANALYSE GmbH"));
        assert!(is_in("Nordwind Netzanalyse", "Nordwind\nNetzanalyse"));
        assert!(!is_in("Nordwind Netzanalyse", "Nordwind"));
        assert!(is_in("Straße 5", "STRASSE 5"));
        assert!(is_in("ﬁrma office", "Firma oﬃce"));
    }

    #[test]
    fn places_do_not_overlap_and_the_longest_wins() {
        let sought = Sought::of(["Anna Berg", "Anna Berg GmbH"]);
        let text = "Anna Berg GmbH und Anna Berg.";
        let places = sought.places(text);
        let shown: Vec<_> = places.iter().map(|(which, at)| (*which, &text[at.clone()])).collect();
        assert_eq!(shown, [(1, "Anna Berg GmbH"), (0, "Anna Berg")]);
    }

    #[test]
    fn an_amount_is_found_however_it_is_written() {
        for text in [
            "4860000",
            "4.860.000",
            "4,860,000.00",
            "4 860 000",
            "4\u{202f}860\u{202f}000",
            "4,86 Mio.",
            "4.9 million",
            "EUR4860000",
        ] {
            assert!(numbers(text).iter().any(|(_, meant)| meant.is(4_860_000.0)), "{text}");
        }
        for text in ["4860001", "48600", "4,8 Mio.", "4.86", "", "no number"] {
            assert!(!numbers(text).iter().any(|(_, meant)| meant.is(4_860_000.0)), "{text}");
        }
        let text = "from 10 to 4.860.000 EUR";
        let found: Vec<_> = numbers(text).into_iter().map(|(at, _)| &text[at]).collect();
        assert_eq!(found, ["10", "4.860.000"]);
        let text = "im Jahr 2024 4860000";
        assert!(numbers(text).iter().any(|(_, meant)| meant.is(4_860_000.0)));
    }
}
