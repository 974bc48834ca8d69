//! Markdown: headings, paragraphs, items, tables; code, pictures and HTML say nothing.

use kriterion_heart::proof::{Block, BlockKind};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub fn blocks(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut writer = Writer::new(text);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        writer.take(event, range.start);
    }
    writer.out
}

struct Writer {
    /// Where each line begins.
    lines: Vec<usize>,
    out: Vec<Block>,
    text: String,
    kind: BlockKind,
    begun: usize,
    items: usize,
    cells: Option<Vec<String>>,
    /// Inside what is not read: code, metadata, struck text.
    muted: usize,
}

impl Writer {
    fn new(text: &str) -> Self {
        let breaks =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self {
            lines: std::iter::once(0).chain(breaks).collect(),
            out: Vec::new(),
            text: String::new(),
            kind: BlockKind::Paragraph,
            begun: 0,
            items: 0,
            cells: None,
            muted: 0,
        }
    }

    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(end) => self.end(end),
            Event::Text(words) if self.muted == 0 => self.text.push_str(&words),
            Event::Code(words) if self.muted == 0 => self.text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => (),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(*level as u8), at),
            Tag::Paragraph if self.items == 0 => self.begin(BlockKind::Paragraph, at),
            Tag::Paragraph => self.flush(),
            Tag::Item => {
                self.items += 1;
                self.begin(BlockKind::Item, at);
            }
            Tag::TableHead | Tag::TableRow => {
                self.begin(BlockKind::Paragraph, at);
                self.cells = Some(Vec::new());
            }
            Tag::TableCell => self.text.clear(),
            Tag::CodeBlock(_)
            | Tag::MetadataBlock(_)
            | Tag::Strikethrough
            | Tag::HtmlBlock
            | Tag::Image { .. } => self.muted += 1,
            Tag::FootnoteDefinition(_) | Tag::BlockQuote(_) | Tag::List(_) => self.flush(),
            _ => (),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) | TagEnd::Paragraph => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text).trim().to_owned();
                if let Some(cells) = &mut self.cells {
                    cells.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let line = self.line();
                if let Some(cells) = self.cells.take() {
                    self.out.push(Block::row("", cells, line));
                }
            }
            TagEnd::CodeBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::Strikethrough
            | TagEnd::HtmlBlock
            | TagEnd::Image => {
                self.muted = self.muted.saturating_sub(1);
            }
            _ => (),
        }
    }

    fn begin(&mut self, kind: BlockKind, at: usize) {
        self.flush();
        (self.kind, self.begun) = (kind, at);
    }

    fn line(&self) -> usize {
        self.lines.partition_point(|begin| *begin <= self.begun)
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() && self.cells.is_none() {
            let line = self.line();
            self.out.push(Block::new("", self.kind.clone(), text.trim(), line));
        }
    }
}
