//! A text as words, numbers, dates and signs, each with its bytes.

use crate::date::Date;
use crate::text::{Lang, fold_letter};
use std::ops::Range;

#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Lexeme,
    pub at: Range<usize>,
    /// As it is compared.
    pub word: String,
    pub case: Case,
    /// No space before it.
    pub glued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lexeme {
    Word,
    Number(Numeral),
    Date(Date),
    Sign(char),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numeral {
    pub value: f64,
    pub decimals: u8,
    /// Written with signs of thousands.
    pub grouped: bool,
    pub digits: u8,
    /// How another language would read it: value and decimals.
    pub alt: Option<(f64, u8)>,
    /// `67th`, `67e`.
    pub ordinal: bool,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    Small,
    Capital,
    Capitals,
}

impl Token {
    pub fn number(&self) -> Option<Numeral> {
        match self.kind {
            Lexeme::Number(numeral) => Some(numeral),
            _ => None,
        }
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Lexeme::Sign(sign)
    }

    pub fn is_word(&self) -> bool {
        self.kind == Lexeme::Word
    }

    /// A dash between two ends of a range.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Lexeme::Sign('-' | '–' | '—' | '‑' | '−'))
    }
}

pub fn tokens(text: &str, lang: Lang) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let (mut at, mut spaced) = (0, true);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_whitespace() {
            (at, spaced) = (at + c.len_utf8(), true);
            continue;
        }
        let glued = !spaced;
        spaced = false;
        let token = if c.is_ascii_digit() {
            number_or_date(text, bytes, at, lang, glued, out.as_slice())
        } else if c.is_alphanumeric() {
            word(text, at, glued)
        } else {
            let end = at + c.len_utf8();
            let word = c.to_string();
            Token { kind: Lexeme::Sign(c), at: at..end, word, case: Case::Small, glued }
        };
        at = token.at.end;
        out.push(token);
    }
    out
}

fn word(text: &str, from: usize, glued: bool) -> Token {
    let rest = text.get(from..).unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}');
    let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let raw = rest.get(..len).unwrap_or_default();
    let mut folded = String::with_capacity(len);
    raw.chars().filter(|c| *c != '\u{ad}').for_each(|c| fold_letter(c, &mut folded));
    let case = match raw.chars().next() {
        Some(c) if c.is_uppercase() && !raw.chars().any(char::is_lowercase) => Case::Capitals,
        Some(c) if c.is_uppercase() => Case::Capital,
        _ => Case::Small,
    };
    Token { kind: Lexeme::Word, at: from..from + len, word: folded, case, glued }
}

fn digits(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count())
}

fn number_or_date(
    text: &str,
    bytes: &[u8],
    from: usize,
    lang: Lang,
    glued: bool,
    before: &[Token],
) -> Token {
    let token = |kind, end: usize| {
        let word = text.get(from..end).unwrap_or_default().to_lowercase();
        Token { kind, at: from..end, word, case: Case::Small, glued }
    };
    if let Some((date, end)) = date(text, bytes, from) {
        return token(Lexeme::Date(date), end);
    }
    let (numeral, end) = numeral(text, bytes, from, lang);
    // `BTR-80`, `A/400`: the number belongs to the name before it.
    let is_name = glued
        && match before {
            [.., name, sign] => {
                (sign.is_dash() || sign.is_sign('/')) && sign.glued && name.is_word()
            }
            _ => false,
        };
    let rest = text.get(end..).unwrap_or_default();
    let letters = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    if letters > 0 {
        let tail = rest.get(..letters).unwrap_or_default().to_lowercase();
        let ordinal = match lang {
            Lang::En => matches!(tail.as_str(), "st" | "nd" | "rd" | "th"),
            Lang::Fr => matches!(tail.as_str(), "e" | "eme" | "ème" | "er" | "re"),
            Lang::De => false,
        };
        if ordinal && !is_name && numeral.decimals == 0 {
            let kind = Lexeme::Number(Numeral { ordinal: true, ..numeral });
            return token(kind, end + letters);
        }
        return token(Lexeme::Word, end + letters);
    }
    if is_name {
        return token(Lexeme::Word, end);
    }
    token(Lexeme::Number(numeral), end)
}

/// `12.10.2017`, `12/10/2017`, `2017-10-12`.
fn date(text: &str, bytes: &[u8], from: usize) -> Option<(Date, usize)> {
    let (a, first) = (digits(bytes, from), from);
    let sep = *bytes.get(first + a)?;
    let second = first + a + 1;
    let b = digits(bytes, second);
    let third = second + b + 1;
    let c = digits(bytes, third);
    if *bytes.get(second + b)? != sep || b == 0 || b > 2 {
        return None;
    }
    let is_day_first = matches!(sep, b'.' | b'/') && (1..=2).contains(&a) && c == 4;
    let is_year_first = sep == b'-' && a == 4 && (1..=2).contains(&c);
    let end = third + c;
    (is_day_first || is_year_first).then_some(())?;
    Some((Date::parse(text.get(from..end)?)?, end))
}

/// Reads as the language writes; where another one would read it otherwise, that is kept beside it.
fn numeral(text: &str, bytes: &[u8], from: usize, lang: Lang) -> (Numeral, usize) {
    let own = shape(text, bytes, from, lang);
    let (value, decimals, grouped, end) = own;
    let count = text.get(from..end).map_or(0, |raw| raw.bytes().filter(u8::is_ascii_digit).count());
    let alt = Lang::ALL
        .into_iter()
        .filter(|other| *other != lang)
        .map(|other| shape(text, bytes, from, other))
        .find(|(other, _, _, far)| *far == end && *other != value)
        .map(|(value, decimals, ..)| (value, decimals));
    let digits = count.min(255) as u8;
    (Numeral { value, decimals, grouped, digits, alt, ordinal: false }, end)
}

/// Value, decimals, whether grouped, and the end.
fn shape(text: &str, bytes: &[u8], from: usize, lang: Lang) -> (f64, u8, bool, usize) {
    let (thousands, decimal) = match lang {
        Lang::En => (',', '.'),
        Lang::De => ('.', ','),
        Lang::Fr => ('\u{a0}', ','),
    };
    let sep = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let first = digits(bytes, from);
    let mut end = from + first;
    let mut clean: String = text.get(from..end).unwrap_or_default().to_owned();
    let mut grouped = false;
    let mut chosen = None;
    // `0.837` has no thousands.
    let may_group = (1..=3).contains(&first) && bytes.get(from) != Some(&b'0');
    while let Some(c) = sep(end).filter(|_| may_group) {
        let is_space = matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}');
        let next = end + c.len_utf8();
        if !(is_space || c == thousands) || chosen.is_some_and(|chosen| chosen != c) {
            break;
        }
        let is_end = |at: usize| !sep(at).is_some_and(char::is_alphanumeric);
        if digits(bytes, next) != 3 || !is_end(next + 3) {
            break;
        }
        clean.push_str(text.get(next..next + 3).unwrap_or_default());
        (end, grouped, chosen) = (next + 3, true, Some(c));
    }
    let mut decimals = 0;
    if let Some(c) = sep(end).filter(|c| matches!(c, '.' | ',')) {
        let many = digits(bytes, end + 1);
        // What is no group of thousands is a fraction, whoever writes it.
        let is_fraction = c == decimal || (!grouped && (many != 3 || !may_group));
        let is_last = !sep(end + 1 + many).is_some_and(|c| c.is_ascii_digit());
        if many > 0 && many <= 8 && is_fraction && is_last && Some(c) != chosen {
            clean.push('.');
            clean.push_str(text.get(end + 1..end + 1 + many).unwrap_or_default());
            (end, decimals) = (end + 1 + many, many as u8);
        }
    }
    let value = clean.parse::<f64>().ok().filter(|value| value.is_finite()).unwrap_or(f64::MAX);
    (value, decimals, grouped, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str, lang: Lang) -> Vec<f64> {
        tokens(text, lang).iter().filter_map(|token| Some(token.number()?.value)).collect()
    }

    #[test]
    fn numbers_are_read_as_the_language_writes_them() {
        assert_eq!(
            numbers("1,329 and 0.837 and 1 329 and 12", Lang::En),
            [1329.0, 0.837, 1329.0, 12.0]
        );
        assert_eq!(numbers("1.329 und 0,4 und 2.002,5", Lang::De), [1329.0, 0.4, 2002.5]);
        assert_eq!(numbers("1\u{202f}329 et 0,4", Lang::Fr), [1329.0, 0.4]);
        assert_eq!(numbers("87.5 Prozent", Lang::De), [87.5]);
        assert_eq!(numbers("In 2023 150 police", Lang::En), [2023.0, 150.0]);
        let alt = tokens("1,329", Lang::De)[0].number().unwrap();
        assert_eq!((alt.value, alt.alt), (1.329, Some((1329.0, 0))));
    }

    #[test]
    fn names_dates_and_ordinals_are_no_plain_numbers() {
        assert!(numbers("BTR-80, Mi-35M, A400M, Covid-19, 1990s", Lang::En).is_empty());
        let dates: Vec<_> = tokens("12.10.2017 2017-10-12", Lang::De);
        assert!(dates.iter().all(|token| matches!(token.kind, Lexeme::Date(_))));
        assert!(tokens("67th", Lang::En)[0].number().unwrap().ordinal);
    }
}
