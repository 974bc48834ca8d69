//! The author's words: Markdown read into pieces, and the pieces written on the sheet.
//!
//! Headings, paragraphs, lists, emphasis, quotes, links and footnotes; everything else is read as its text. `==words==`
//! stand in the summary, too. A name in braces is a figure.

use super::Composer;
use kriterion_heart::manuscript::references;
use kriterion_paper::{Block, Heading, Inline, Item, Link, List, Paragraph, Role, Span, Words};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

/// Deeper lists are read as items of this level.
const DEEPEST: usize = 4;
/// Stand for signs behind a backslash while the text is read.
const BRACE: char = '\u{e000}';
const EQUALS: char = '\u{e001}';

/// A text as it was read.
#[derive(Debug, Default)]
pub struct Read {
    pub blocks: Vec<Rough>,
    notes: BTreeMap<String, Vec<Piece>>,
}

#[derive(Debug)]
pub enum Rough {
    Heading(u8, Vec<Piece>),
    Paragraph(Role, Vec<Piece>),
    List(RoughList),
}

#[derive(Debug, Default)]
pub struct RoughList {
    is_numbered: bool,
    items: Vec<RoughItem>,
}

#[derive(Debug, Default)]
struct RoughItem {
    text: Vec<Piece>,
    below: Option<RoughList>,
}

/// A run of text with one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    what: What,
    style: Style,
    /// Stands in the summary, too.
    is_marked: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum What {
    Text(String),
    Break,
    Note(String),
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Style {
    is_strong: bool,
    is_emphasised: bool,
    link: Option<Link>,
}

pub fn read(text: &str) -> Read {
    let text = text.replace("\\{", &BRACE.to_string()).replace("\\=", &EQUALS.to_string());
    let mut reader = Reader::default();
    for event in Parser::new_ext(&text, Options::ENABLE_FOOTNOTES) {
        reader.take(event);
    }
    reader.end_block(Role::Body);
    let mut read = reader.read;
    for block in &mut read.blocks {
        match block {
            Rough::Heading(_, pieces) | Rough::Paragraph(_, pieces) => *pieces = marked(pieces),
            Rough::List(list) => mark_list(list),
        }
    }
    for pieces in read.notes.values_mut() {
        *pieces = marked(pieces);
    }
    read
}

#[derive(Default)]
struct Reader {
    read: Read,
    line: Vec<Piece>,
    strong: usize,
    emphasised: usize,
    links: Vec<Option<Link>>,
    quotes: usize,
    /// Open lists, outermost first, each with its open item.
    lists: Vec<(RoughList, RoughItem)>,
    /// Lists below the deepest that is kept.
    too_deep: usize,
    note: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::FootnoteReference(name) => self.push(What::Note(name.into_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(What::Break),
            Event::Rule | Event::TaskListMarker(_) => (),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasised += 1,
            Tag::Link { dest_url, .. } => self.links.push(link(&dest_url)),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => {
                self.end_block(Role::Body);
                if self.lists.len() < DEEPEST {
                    let list = RoughList { is_numbered: first.is_some(), items: Vec::new() };
                    self.lists.push((list, RoughItem::default()));
                } else {
                    self.too_deep += 1;
                }
            }
            Tag::FootnoteDefinition(name) => {
                self.end_block(Role::Body);
                self.note = Some(name.into_string());
            }
            _ => (),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasised = self.emphasised.saturating_sub(1),
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::BlockQuote(_) => {
                self.end_block(Role::Quote);
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Heading(level) => {
                let pieces = std::mem::take(&mut self.line);
                if !pieces.is_empty() {
                    self.read.blocks.push(Rough::Heading(depth(level), pieces));
                }
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                let role = if self.quotes > 0 { Role::Quote } else { Role::Body };
                self.end_block(role);
            }
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::FootnoteDefinition => {
                self.end_block(Role::Body);
                self.note = None;
            }
            _ => (),
        }
    }

    fn text(&mut self, text: &str) {
        // A table of the author's own lines up by blanks, which a paragraph does not have.
        for (at, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if at > 0 {
                self.push(What::Break);
            }
            if !line.is_empty() {
                self.push(What::Text(line.to_owned()));
            }
        }
    }

    fn push(&mut self, what: What) {
        let style = Style {
            is_strong: self.strong > 0,
            is_emphasised: self.emphasised > 0,
            link: self.links.last().cloned().flatten(),
        };
        // Text comes in parts; a figure's name may stand across them.
        if let (Some(Piece { what: What::Text(known), style: before, .. }), What::Text(more)) =
            (self.line.last_mut(), &what)
            && *before == style
        {
            known.push_str(more);
            return;
        }
        self.line.push(Piece { what, style, is_marked: false });
    }

    /// What was read so far is one paragraph of where it stands.
    fn end_block(&mut self, role: Role) {
        let pieces = std::mem::take(&mut self.line);
        if pieces.is_empty() {
            return;
        }
        let into = match (&self.note, self.lists.last_mut()) {
            (Some(name), _) => self.read.notes.entry(name.clone()).or_default(),
            (None, Some((_, item))) => &mut item.text,
            (None, None) => {
                self.read.blocks.push(Rough::Paragraph(role, pieces));
                return;
            }
        };
        if !into.is_empty() {
            into.push(Piece { what: What::Break, style: Style::default(), is_marked: false });
        }
        into.extend(pieces);
    }

    fn end_item(&mut self) {
        self.end_block(Role::Body);
        if self.too_deep > 0 {
            return;
        }
        if let Some((list, item)) = self.lists.last_mut() {
            list.items.push(std::mem::take(item));
        }
    }

    fn end_list(&mut self) {
        self.end_block(Role::Body);
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some((list, _)) = self.lists.pop() else { return };
        match self.lists.last_mut() {
            None => self.read.blocks.push(Rough::List(list)),
            // A second list below one item goes on with the first.
            Some((_, item)) => match &mut item.below {
                Some(below) => below.items.extend(list.items),
                none => *none = Some(list),
            },
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 3,
        _ => 4,
    }
}

/// Only addresses of the web and of mail; the rest stays words.
fn link(url: &str) -> Option<Link> {
    let is_known = ["http://", "https://", "mailto:"].iter().any(|kind| url.starts_with(kind));
    is_known.then(|| Link::Url(url.to_owned()))
}

/// The pieces, cut at the marks for the summary.
fn marked(pieces: &[Piece]) -> Vec<Piece> {
    let mut is_marked = false;
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        let What::Text(text) = &piece.what else {
            out.push(Piece { is_marked, ..piece.clone() });
            continue;
        };
        for (at, part) in text.split("==").enumerate() {
            if at > 0 {
                is_marked = !is_marked;
            }
            let part = part.replace(BRACE, "\\{").replace(EQUALS, "=");
            if !part.is_empty() {
                out.push(Piece { what: What::Text(part), style: piece.style.clone(), is_marked });
            }
        }
    }
    out
}

fn mark_list(list: &mut RoughList) {
    for item in &mut list.items {
        item.text = marked(&item.text);
        if let Some(below) = &mut item.below {
            mark_list(below);
        }
    }
}

impl Composer<'_> {
    /// The blocks of an author's text; ids of headings begin with `part`.
    pub fn authored(&mut self, part: &str, text: &str) -> Vec<Block> {
        let read = read(text);
        let mut blocks = Vec::new();
        for (at, rough) in read.blocks.iter().enumerate() {
            blocks.push(match rough {
                Rough::Heading(level, pieces) => Block::Heading(Heading {
                    level: *level,
                    id: format!("{part}-{at}"),
                    text: self.inline(&read, pieces, false),
                }),
                Rough::Paragraph(role, pieces) => Block::Paragraph(Paragraph {
                    role: *role,
                    text: self.inline(&read, pieces, false),
                    is_generated: false,
                }),
                Rough::List(list) => Block::List(self.list(&read, list)),
            });
        }
        blocks
    }

    /// What the author has marked for the summary, one text for each block that has any.
    pub fn marked_of(&mut self, text: &str) -> Vec<Inline> {
        let read = read(text);
        let mut found = Vec::new();
        for rough in &read.blocks {
            match rough {
                Rough::Heading(..) => (),
                Rough::Paragraph(_, pieces) => found.push(self.inline(&read, pieces, true)),
                Rough::List(list) => {
                    for item in &list.items {
                        found.push(self.inline(&read, &item.text, true));
                    }
                }
            }
        }
        found.retain(|text| !text.is_empty());
        found
    }

    fn list(&mut self, read: &Read, list: &RoughList) -> List {
        let mut items = Vec::new();
        for item in &list.items {
            let text = self.inline(read, &item.text, false);
            let below = item.below.as_ref().map(|below| self.list(read, below));
            items.push(Item { text, below });
        }
        List { is_numbered: list.is_numbered, items }
    }

    fn inline(&mut self, read: &Read, pieces: &[Piece], only_marked: bool) -> Inline {
        let mut out = Vec::new();
        for piece in pieces.iter().filter(|piece| piece.is_marked || !only_marked) {
            match &piece.what {
                What::Break => out.push(Span::Break),
                What::Text(text) => self.words(text, &piece.style, &mut out),
                What::Note(name) => {
                    // Notes do not call notes.
                    let pieces = read.notes.get(name).map_or(&[][..], Vec::as_slice);
                    let letters = |piece: &Piece| match &piece.what {
                        What::Text(text) => text.len(),
                        What::Break | What::Note(_) => 1,
                    };
                    let asked: usize = pieces.iter().map(letters).sum();
                    let Some(left) = self.room_for_notes.checked_sub(asked) else { continue };
                    self.room_for_notes = left;
                    let plain: Vec<Piece> = pieces
                        .iter()
                        .filter(|piece| !matches!(piece.what, What::Note(_)))
                        .cloned()
                        .collect();
                    let text = self.inline(read, &plain, false);
                    let note = self.sheet.remark(text);
                    out.push(note);
                }
            }
        }
        out
    }

    /// Words with the figures that they name.
    fn words(&mut self, text: &str, style: &Style, out: &mut Inline) {
        let language = self.foreign();
        let words = |text: &str| {
            Span::Words(Words {
                text: text.replace("\\{", "{"),
                is_strong: style.is_strong,
                is_emphasised: style.is_emphasised,
                language,
                link: style.link.clone(),
            })
        };
        let mut from = 0;
        for found in references(text) {
            let before = text.get(from..found.at.start).unwrap_or_default();
            if !before.is_empty() {
                out.push(words(before));
            }
            let typed = text.get(found.at.clone()).unwrap_or_default();
            let figure = self.figure(&found.reference, typed);
            out.push(words(&figure.said));
            out.extend(figure.behind);
            from = found.at.end;
        }
        let rest = text.get(from..).unwrap_or_default();
        if !rest.is_empty() {
            out.push(words(rest));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pieces: &[Piece], only_marked: bool) -> String {
        let text = |piece: &Piece| match &piece.what {
            What::Text(text) => text.clone(),
            What::Break => "\n".to_owned(),
            What::Note(name) => format!("[{name}]"),
        };
        pieces.iter().filter(|piece| piece.is_marked || !only_marked).map(text).collect()
    }

    fn first(text: &str) -> Vec<Piece> {
        match read(text).blocks.into_iter().next() {
            Some(Rough::Paragraph(_, pieces) | Rough::Heading(_, pieces)) => pieces,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn raw_html_is_text_and_signs_behind_a_backslash_mean_nothing() {
        assert_eq!(said(&first("a <b>bold</b> move"), false), "a <b>bold</b> move");
        assert_eq!(said(&first("<script>x</script>"), false), "<script>x</script>");
        assert_eq!(said(&first(r"a \== b \{hdi}"), false), r"a == b \{hdi}");
        assert!(references(&said(&first(r"a \{hdi}"), false)).is_empty());
    }

    #[test]
    fn marked_words_keep_their_style_and_the_names_of_figures_stay_whole() {
        let pieces = first("Before. ==In *both* {milex_pct_gdp.2024}.== After.");
        assert_eq!(said(&pieces, true), "In both {milex_pct_gdp.2024}.");
        assert_eq!(said(&pieces, false), "Before. In both {milex_pct_gdp.2024}. After.");
        assert!(pieces.iter().any(|piece| piece.is_marked && piece.style.is_emphasised));
    }

    #[test]
    fn lists_nest_so_far_and_no_further() {
        let text = format!("{} deep", "- ".repeat(50));
        let depth = |list: &RoughList| {
            let mut depth = 1;
            let mut list = list;
            while let Some(below) = list.items.first().and_then(|item| item.below.as_ref()) {
                list = below;
                depth += 1;
            }
            depth
        };
        match read(&text).blocks.first() {
            Some(Rough::List(list)) => assert!(depth(list) <= DEEPEST),
            other => panic!("{other:?}"),
        }
        assert!(read("1. a\n2. b\n   - c").blocks.len() == 1);
    }

    #[test]
    fn a_note_is_read_where_it_stands() {
        let read = read("Text[^1] more.\n\n[^1]: The note.");
        assert_eq!(read.blocks.len(), 1);
        assert_eq!(said(&read.notes["1"], false), "The note.");
    }
}
