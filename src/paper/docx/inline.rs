//! Words, footnotes and line ends within a paragraph.

use super::body::{Body, Noted};
use super::parts::{Links, field, language, run};
use crate::document::{Inline, Link, Span, Words};
use crate::signs::address;

impl Body<'_> {
    /// The runs of a text of the body, with its calls of footnotes.
    pub fn inline(&mut self, text: &Inline) -> String {
        let mut out = String::new();
        for span in text {
            match span {
                Span::Words(words) => {
                    let mut links = std::mem::take(&mut self.links);
                    out.push_str(&self.words(words, &mut links));
                    self.links = links;
                }
                Span::Note { at } => out.push_str(&self.call(*at)),
                Span::Break => out.push_str("<w:r><w:br/></w:r>"),
            }
        }
        out
    }

    /// The runs of a footnote, whose links are its own part's.
    pub fn note_text(&self, text: &Inline, links: &mut Links) -> String {
        let mut out = String::new();
        for span in text {
            match span {
                Span::Words(words) => out.push_str(&self.words(words, links)),
                Span::Note { .. } => {}
                Span::Break => out.push_str("<w:r><w:br/></w:r>"),
            }
        }
        out
    }

    fn words(&self, words: &Words, links: &mut Links) -> String {
        let (start, is_link) = match &words.link {
            Some(Link::Within(id)) => match self.bookmarks.get(id.as_str()) {
                Some(name) => (format!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">"), true),
                None => (String::new(), false),
            },
            Some(Link::Url(url)) => match address(url) {
                Some(url) => {
                    (format!("<w:hyperlink r:id=\"{}\" w:history=\"1\">", links.page(url)), true)
                }
                None => (String::new(), false),
            },
            None => (String::new(), false),
        };
        let mut look = String::new();
        for (is_so, property) in [
            (is_link, "<w:rStyle w:val=\"Hyperlink\"/>"),
            (words.is_strong, "<w:b/><w:bCs/>"),
            (words.is_emphasised, "<w:i/><w:iCs/>"),
        ] {
            if is_so {
                look.push_str(property);
            }
        }
        let mut runs = String::new();
        for (part, is_right_to_left) in directions(&words.text) {
            let mut look = look.clone();
            if is_right_to_left {
                look.push_str("<w:rtl/>");
            }
            if let Some(other) = words.language.filter(|it| *it != self.document.about.language) {
                look.push_str(&format!("<w:lang w:val=\"{}\"/>", language(other)));
            }
            runs.push_str(&run(&look, part));
        }
        let end = if start.is_empty() { "" } else { "</w:hyperlink>" };
        format!("{start}{runs}{end}")
    }

    /// A footnote belongs to its first call; later ones refer to that, and count with it.
    fn call(&mut self, at: usize) -> String {
        const LOOK: &str = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
        let Some(noted) = self.noted.get_mut(at) else { return String::new() };
        let number = at + 1;
        match noted {
            Noted::Never => {
                *noted = Noted::Called;
                let call = format!("<w:r>{LOOK}<w:footnoteReference w:id=\"{number}\"/></w:r>");
                self.bookmarked(&format!("_RefNote{number}"), &call)
            }
            Noted::Called => {
                let code = format!("NOTEREF _RefNote{number} \\f \\h");
                field(&code, &number.to_string()).replace("<w:r>", &format!("<w:r>{LOOK}"))
            }
        }
    }
}

/// The words, cut where their direction changes; a space between two Arabic words is part of them.
fn directions(text: &str) -> Vec<(&str, bool)> {
    let mut cuts: Vec<(usize, bool)> = Vec::new();
    for (at, letter) in text.char_indices() {
        let is_right_to_left = match letter {
            ' ' => match cuts.last() {
                Some((_, true)) => text[at..].trim_start().chars().next().is_some_and(is_right),
                _ => false,
            },
            _ => is_right(letter),
        };
        if cuts.last().is_none_or(|(_, last)| *last != is_right_to_left) {
            cuts.push((at, is_right_to_left));
        }
    }
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    cuts.iter().zip(ends).map(|((start, is_right), end)| (&text[*start..end], *is_right)).collect()
}

fn is_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_their_direction_changes() {
        assert_eq!(directions("a אב גד b"), [("a ", false), ("אב גד", true), (" b", false)]);
        assert_eq!(directions("plain"), [("plain", false)]);
        assert_eq!(directions(""), []);
    }
}
