//! What the written forms have in common: signs that mean something to them, links, and names of places.

use crate::document::{Block, Document, Heading, Tone};
use std::collections::{HashMap, HashSet};

/// As text or attribute of XML and HTML. What XML 1.0 has no place for is dropped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if is_written(letter) => out.push(letter),
            _ => {}
        }
    }
    out
}

/// Whether a text file may hold it: no control characters but tab and line ends, no halves of others.
pub(crate) fn is_written(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => !letter.is_control(),
    }
}

/// On one line, for formats in which a line end means something.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address that a report may lead to: a page or a mail, never something that runs.
pub(crate) fn address(url: &str) -> Option<&str> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let is_known =
        ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_plain = !url.chars().any(|letter| letter.is_control() || letter.is_whitespace());
    (is_known && is_plain && !rest.is_empty()).then_some(url)
}

/// The names under which headings, tables, figures and boxes are found: letters, digits, `-` and `_`, each once.
pub(crate) struct Anchors<'a> {
    names: HashMap<&'a str, String>,
    /// In the order of the text.
    ids: Vec<&'a str>,
}

impl<'a> Anchors<'a> {
    pub(crate) fn of(document: &'a Document) -> Self {
        let mut anchors = Self { names: HashMap::new(), ids: Vec::new() };
        anchors.name(&document.blocks, &mut HashSet::new());
        anchors
    }

    /// `None` for an id that nothing has.
    pub(crate) fn get(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// Ids with their names, in the order of the text.
    pub(crate) fn all(&self) -> Vec<(&'a str, &str)> {
        self.ids.iter().filter_map(|id| Some((*id, self.get(id)?))).collect()
    }

    fn name(&mut self, blocks: &'a [Block], taken: &mut HashSet<String>) {
        for block in blocks {
            let id = match block {
                Block::Heading(heading) => &heading.id,
                Block::Table(table) => &table.id,
                Block::Figure(figure) => &figure.id,
                Block::Box(boxed) => &boxed.id,
                _ => continue,
            };
            if !id.is_empty() && !self.names.contains_key(id.as_str()) {
                let plain = |letter: char| match letter {
                    'A'..='Z' | 'a'..='z' | '0'..='9' | '_' => letter,
                    _ => '-',
                };
                let base: String = id.chars().map(plain).collect();
                self.names.insert(id, unique(&base, taken));
                self.ids.push(id);
            }
            if let Block::Box(boxed) = block {
                self.name(&boxed.blocks, taken);
            }
        }
    }
}

/// The name, or the name with the first number that nobody has taken.
pub(crate) fn unique(base: &str, taken: &mut HashSet<String>) -> String {
    let mut name = base.to_owned();
    let mut count = 1;
    while !taken.insert(name.clone()) {
        count += 1;
        name = format!("{base}-{count}");
    }
    name
}

/// Deeper headings are not in the contents.
const CONTENTS_DEPTH: u8 = 3;

/// The headings that the contents list.
pub(crate) fn listed(document: &Document) -> impl Iterator<Item = &Heading> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level <= CONTENTS_DEPTH => Some(heading),
        _ => None,
    })
}

/// Stands before words of this tone, for those who see no colours; the program draws the same.
pub(crate) fn tone_sign(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Calm => "\u{25CB}\u{A0}",
        Tone::Caution => "\u{25B3}\u{A0}",
        Tone::Grave => "\u{25A0}\u{A0}",
        Tone::Unknown => "\u{2504}\u{A0}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Heading;

    #[test]
    fn only_pages_and_mails_are_addresses() {
        for good in ["https://example.org/a?b=1", "HTTP://example.org", "mailto:a@example.org"] {
            assert_eq!(address(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "https://example.org/\u{0}x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "https:",
            "",
        ] {
            assert_eq!(address(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn each_id_has_a_name_of_its_own() {
        let heading =
            |id: &str| Block::Heading(Heading { level: 1, id: id.into(), text: Vec::new() });
        let document = Document {
            blocks: vec![heading("a b"), heading("a/b"), heading("a-b"), heading("")],
            ..Document::default()
        };
        let anchors = Anchors::of(&document);
        assert_eq!(anchors.get("a b"), Some("a-b"));
        assert_eq!(anchors.get("a/b"), Some("a-b-2"));
        assert_eq!(anchors.get("a-b"), Some("a-b-3"));
        assert_eq!(anchors.get(""), None);
    }

    #[test]
    fn nothing_that_xml_forbids_is_left() {
        assert_eq!(
            escaped("a\u{0}\u{8}<b>&\"'\u{FFFE}\u{1F600}"),
            "a&lt;b&gt;&amp;&quot;&#39;\u{1F600}"
        );
        assert_eq!(on_one_line("a\r\nb\u{0}\tc"), "a b c");
    }
}
