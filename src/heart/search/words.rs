//! Words as they are compared: folded, without what different keyboards and languages write differently.

use crate::text::fold_letter;

/// Letters of a word that may be an abbreviation: "UAE" is not "UÄ".
const SHORT: usize = 4;

/// Calls `found` with each word of a text: as it is compared, and as it is written.
///
/// A word is a run of letters and digits. The digraphs that stand for an umlaut become the bare vowel, on both sides,
/// so that "Militaerausgaben", "Militarausgaben" and "Militärausgaben" are one word.
pub fn each_word(text: &str, mut found: impl FnMut(&str, &str)) {
    let (mut folded, mut bare) = (String::new(), String::new());
    let mut start = 0;
    // One sign more, so that the last word ends like the others.
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() || is_accent(c) {
            if folded.is_empty() {
                start = at;
            }
            fold_letter(c, &mut folded);
        } else if !folded.is_empty() {
            let is_short = folded.len() <= SHORT;
            let word = if !is_short && bared(&folded, &mut bare) { &bare } else { &folded };
            found(word, text.get(start..at).unwrap_or_default());
            folded.clear();
        }
    }
}

/// A short word with bare vowels, where that is another one: the beginning of a longer word, most likely.
pub fn with_bare_vowels(word: &str) -> Option<String> {
    let mut bare = String::new();
    (word.len() <= SHORT && bared(word, &mut bare)).then_some(bare)
}

/// Writes a word with bare vowels; false where it has no digraph.
fn bared(word: &str, bare: &mut String) -> bool {
    bare.clear();
    for c in word.chars() {
        if c != 'e' || !bare.ends_with(['a', 'o', 'u']) {
            bare.push(c);
        }
    }
    bare.len() < word.len()
}

/// The words of a text as they are compared.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// True where `word`, or how it begins, is `term` with one letter wrong, missing, added or swapped with the next.
pub fn is_near(term: &str, word: &str) -> bool {
    let (term, word) = (term.as_bytes(), word.as_bytes());
    let same = term.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (Some(term), Some(word)) = (term.get(same..), word.get(same..)) else { return false };
    let begins = |word: Option<&[u8]>, term: Option<&[u8]>| {
        word.zip(term).is_some_and(|(word, term)| word.starts_with(term))
    };
    let swapped = matches!((term, word), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    begins(word.get(1..), term.get(1..))
        || begins(Some(word), term.get(1..))
        || begins(word.get(1..), Some(term))
        || swapped && begins(word.get(2..), term.get(2..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keyboards_write_differently_is_one_word() {
        for same in [
            ["Militaerausgaben", "Militärausgaben"],
            ["OESTERREICH", "Österreich"],
            ["Ruestung", "Rüstung"],
            ["Strasse", "Straße"],
            ["oeuvre", "œuvre"],
            ["Turkiye", "Türkiye"],
            ["Ka\u{308}lte", "Kälte"],
        ] {
            let [a, b] = same.map(words);
            assert_eq!(a, b, "{same:?}");
        }
        assert_eq!(
            words("droits de l\u{2019}homme, 2004/31/CFSP"),
            words("droits de l'homme 2004 31 cfsp")
        );
        for to in 1..="Ruestung".len() {
            let typed = words(&"Ruestung"[..to]).concat();
            let typed = with_bare_vowels(&typed).unwrap_or(typed);
            assert!(words("Rüstung")[0].starts_with(&typed), "{typed}");
        }
        assert_eq!(words("UAE EAEU"), ["uae", "eaeu"]);
    }

    #[test]
    fn one_letter_may_be_wrong_missing_added_or_swapped() {
        for near in ["corruptoin", "corrution", "corruptiion", "korruption", "corrupz"] {
            assert!(is_near(near, "corruption"), "{near}");
        }
        for far in ["korruptoin", "curroption", "eruption", "corruptions"] {
            assert!(!is_near(far, "corrupt"), "{far}");
        }
    }
}
