//! Which strings are to vanish: the values of the fields that are taken out, and what of them people use alone.

use super::find::{Sought, numbers, tokens};
use super::walk::Sort;
use kriterion_heart::amount;
use kriterion_heart::date::Date;
use std::collections::BTreeMap;

/// Fewer letters name nothing: they stand in every text.
const LEAST_LETTERS: usize = 3;
/// `2026-17` is also a year and a number beside each other.
const LEAST_DIGITS: usize = 7;
/// An amount below this is a number like any other, and stands in every table.
const LEAST_AMOUNT: f64 = 10_000.0;
/// Shorter parts of a name are taken for words of every day.
const LEAST_PART: usize = 4;

const LEGAL_FORMS: [&str; 34] = [
    "gmbh", "ag", "kg", "mbh", "ohg", "se", "kgaa", "ug", "co", "inc", "ltd", "llc", "llp", "plc",
    "corp", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "oy", "as", "too", "ooo", "ao",
    "pao", "zao", "tov", "jsc", "cjsc", "pjsc",
];

/// One string, and whether it can be sought in a finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    pub text: String,
    pub sort: Sort,
    /// Also in the program's own words, or too short: finding it would prove nothing.
    pub is_weak: bool,
}

/// Collects each string once, with whether it is a whole value; the first sort that it comes with stays.
#[derive(Debug, Default)]
pub struct Secrets(BTreeMap<String, (Sort, bool)>);

impl Secrets {
    /// A whole value, and the parts of it that are used alone.
    pub fn add(&mut self, sort: Sort, value: &str) {
        let value = value.trim();
        self.put(sort, value, true);
        let bare = without_brackets(value);
        self.put(sort, &bare, true);
        match sort {
            Sort::Person => {
                for part in bare.split([',', ';', '\n', '/']) {
                    self.person(part.trim());
                }
            }
            Sort::Party => {
                let lines: Vec<&str> = bare.lines().collect();
                for line in lines {
                    self.put(sort, line, true);
                    self.put(sort, &without_form(line), false);
                }
            }
            Sort::Denial => {
                for line in bare.lines() {
                    self.put(sort, line, true);
                }
            }
            _ => (),
        }
    }

    /// A text that is withheld as a whole, with its lines and sentences.
    pub fn add_text(&mut self, sort: Sort, text: &str) {
        self.put(sort, text, true);
        for sentence in text.split(['\n', '.', '!', '?', ';']) {
            // Less is a phrase that anybody may use.
            if tokens(sentence).len() > LEAST_PART {
                self.put(sort, sentence, true);
            }
        }
    }

    /// `A. Berg`, and `Berg`: names are written with capitals, what somebody does is not.
    fn person(&mut self, part: &str) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let is_name = words.iter().all(|word| word.starts_with(char::is_uppercase));
        if !is_name || words.len() < 2 {
            return;
        }
        self.put(Sort::Person, part, true);
        let last = words.last().copied().unwrap_or_default();
        if last.chars().count() >= LEAST_PART {
            self.put(Sort::Person, last, false);
        }
    }

    fn put(&mut self, sort: Sort, text: &str, is_whole: bool) {
        let text = text.trim();
        if tokens(text).is_empty() {
            return;
        }
        let known = self.0.entry(text.to_owned()).or_insert((sort, is_whole));
        known.1 |= is_whole;
    }

    /// The strings, each weighed against the program's own words. A part of a name that is a word of every day, too, is
    /// none: "zum Beispiel" is not about Ms Beispiel.
    pub fn weighed(self, own_words: &str) -> Vec<Secret> {
        let in_own = Sought::of(self.0.keys().map(String::as_str)).held(own_words);
        let own_numbers = numbers(own_words);
        let is_number = |text: &str| {
            let amount = amount::parse(text);
            amount.is_some_and(|amount| own_numbers.iter().any(|(_, meant)| meant.is(amount)))
        };
        let all = self.0.into_iter().zip(in_own);
        all.filter_map(|((text, (sort, is_whole)), is_own)| {
            let is_weak = is_own || is_weak(&text) || is_number(&text);
            (is_whole || !is_weak).then_some(Secret { text, sort, is_weak })
        })
        .collect()
    }
}

/// What stands in every text by chance.
fn is_weak(text: &str) -> bool {
    if let Some(amount) = amount::parse(text) {
        return amount.abs() < LEAST_AMOUNT;
    }
    let letters: usize = tokens(text).iter().map(|token| token.word.chars().count()).sum();
    let is_number = !text.chars().any(char::is_alphabetic);
    let least = if is_number { LEAST_DIGITS } else { LEAST_LETTERS };
    letters < least || Date::parse(text).is_some()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => (),
        }
    }
    bare.trim().to_owned()
}

/// `Nordwind Netzanalyse GmbH` is also called `Nordwind Netzanalyse`.
fn without_form(name: &str) -> String {
    let is_form = |word: &&str| {
        let word: String = word.chars().filter(|c| c.is_alphabetic()).collect();
        LEGAL_FORMS.contains(&word.to_lowercase().as_str())
    };
    let words: Vec<&str> = name.split_whitespace().filter(|word| !is_form(word)).collect();
    let long = words.len() > 1 || words.iter().any(|word| word.chars().count() > LEAST_PART);
    if long { words.join(" ") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(sort: Sort, value: &str) -> Vec<String> {
        let mut secrets = Secrets::default();
        secrets.add(sort, value);
        secrets.0.into_keys().collect()
    }

    #[test]
    fn a_name_is_known_by_its_parts_and_an_office_is_none() {
        let found = strings(Sort::Person, "Export control officer, B. Musterfrau (invented)");
        assert!(found.contains(&"B. Musterfrau".to_owned()), "{found:?}");
        assert!(found.contains(&"Musterfrau".to_owned()), "{found:?}");
        assert!(!found.iter().any(|it| it == "Export control officer"), "{found:?}");
        let found = strings(Sort::Party, "Nordwind Netzanalyse GmbH (erfunden)");
        assert!(found.contains(&"Nordwind Netzanalyse".to_owned()), "{found:?}");
        assert!(!found.contains(&"Nordwind".to_owned()), "{found:?}");
    }

    #[test]
    fn what_stands_in_every_text_is_weak() {
        let mut secrets = Secrets::default();
        for (sort, text) in [
            (Sort::Party, "AB"),
            (Sort::Party, "Interior Ministry"),
            (Sort::Party, "Zwirnhaus"),
            (Sort::Price, "500"),
            (Sort::Price, "4.860.000"),
            (Sort::Denial, "2025-03-01"),
            (Sort::Reference, "2026-17"),
            (Sort::Reference, "2026-0012345"),
        ] {
            secrets.add(sort, text);
        }
        secrets.add(Sort::Person, "Anna Interior");
        let weighed = secrets.weighed("… of the Interior Ministry …");
        assert!(!weighed.iter().any(|it| it.text == "Interior"), "a part that is a word");
        let strong: Vec<&str> =
            weighed.iter().filter(|it| !it.is_weak).map(|it| it.text.as_str()).collect();
        assert_eq!(strong, ["2026-0012345", "4.860.000", "Anna Interior", "Zwirnhaus"]);
    }

    #[test]
    fn a_withheld_text_is_known_by_its_sentences() {
        let mut secrets = Secrets::default();
        secrets.add_text(Sort::Free, "The unit was seen in the north. Yes.");
        assert!(secrets.0.contains_key("The unit was seen in the north"));
        assert!(!secrets.0.contains_key("Yes"));
    }
}
