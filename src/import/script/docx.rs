//! DOCX: a packed folder of XML. Paragraphs with their styles, tables, footnotes; what was struck out is left out.

use super::{MOST_BYTES, Unread};
use kriterion_heart::proof::{Block, BlockKind};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

const MOST_ENTRIES: usize = 5_000;
/// Elements within elements; no document is so deep.
const DEEPEST: usize = 256;

pub fn blocks(bytes: &[u8]) -> Result<Vec<Block>, Unread> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Damaged)?;
    if zip.len() > MOST_ENTRIES {
        return Err(Unread::TooLarge);
    }
    let mut left = MOST_BYTES as u64;
    let document = part(&mut zip, "word/document.xml", &mut left)?.ok_or(Unread::Damaged)?;
    let styles = part(&mut zip, "word/styles.xml", &mut left)?.unwrap_or_default();
    let notes = part(&mut zip, "word/footnotes.xml", &mut left)?.unwrap_or_default();
    let styles = Styles::read(&styles)?;
    let mut writer = Writer { styles: &styles, ..Writer::new(&styles) };
    writer.read(&document)?;
    writer.read(&notes)?;
    Ok(writer.out)
}

/// One part of the document as text; the sizes in the archive may be lies.
fn part(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: &mut u64,
) -> Result<Option<String>, Unread> {
    let Ok(file) = zip.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(*left + 1).read_to_end(&mut bytes).map_err(|_| Unread::Damaged)?;
    *left = left.checked_sub(bytes.len() as u64).ok_or(Unread::TooLarge)?;
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&bytes);
    String::from_utf8(bytes.to_vec()).map(Some).map_err(|_| Unread::Damaged)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Heading(u8),
    Caption,
    Plain,
}

/// What the paragraph styles of a document mean, by their ids.
struct Styles(HashMap<String, Style>);

impl Styles {
    fn read(xml: &str) -> Result<Self, Unread> {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut based: Vec<(String, String)> = Vec::new();
        let mut id = String::new();
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|_| Unread::Damaged)? {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => match name(&tag).as_str() {
                    "style" => id = value(&tag, "styleId").unwrap_or_default(),
                    "name" => {
                        let named = value(&tag, "val").map_or(Style::Plain, |name| of_name(&name));
                        if named != Style::Plain {
                            styles.insert(id.clone(), named);
                        }
                    }
                    "outlineLvl" => {
                        if let Some(level) = outline(&tag) {
                            styles.insert(id.clone(), level);
                        }
                    }
                    "basedOn" => based.push((id.clone(), value(&tag, "val").unwrap_or_default())),
                    _ => (),
                },
                _ => (),
            }
        }
        // A style that is based on a heading is one; a chain of a few is enough.
        for _ in 0..4 {
            for (id, parent) in &based {
                if let (None, Some(style)) = (styles.get(id), styles.get(parent).copied()) {
                    styles.insert(id.clone(), style);
                }
            }
        }
        Ok(Self(styles))
    }

    fn of(&self, id: &str) -> Style {
        self.0.get(id).copied().unwrap_or_else(|| of_name(id))
    }
}

/// `heading 1`, `Überschrift 1`, `Titre 1`, `Title`, `caption`.
fn of_name(name: &str) -> Style {
    let plain: String =
        kriterion_heart::text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
    let number = plain.chars().last().and_then(|c| c.to_digit(10)).unwrap_or(1) as u8;
    let word = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    match word {
        "heading" | "uberschrift" | "berschrift" | "titre" => Style::Heading(number.clamp(1, 6)),
        "title" | "titel" => Style::Heading(1),
        "caption" | "beschriftung" | "legende" => Style::Caption,
        _ => Style::Plain,
    }
}

fn outline(tag: &BytesStart<'_>) -> Option<Style> {
    let level: u8 = value(tag, "val")?.parse().ok()?;
    (level < 6).then_some(Style::Heading(level + 1))
}

fn name(tag: &BytesStart<'_>) -> String {
    local(tag.name().as_ref())
}

/// The name without its prefix.
fn local(name: impl AsRef<[u8]>) -> String {
    let name = String::from_utf8_lossy(name.as_ref()).into_owned();
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn value(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|one| local(one.key.as_ref()) == wanted)?;
    Some(attribute.value.as_ref().to_owned())
}

struct Writer<'s> {
    styles: &'s Styles,
    out: Vec<Block>,
    /// Paragraphs so far.
    count: usize,
    text: String,
    style: Style,
    is_item: bool,
    /// Rows within rows: the outer one takes the words of the inner.
    rows: Vec<Vec<String>>,
    cell: String,
    row_line: usize,
    /// Inside what is not read: deleted text, codes of fields, the second copy of a text box.
    muted: usize,
    in_text: bool,
}

impl<'s> Writer<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            out: Vec::new(),
            count: 0,
            text: String::new(),
            style: Style::Plain,
            is_item: false,
            rows: Vec::new(),
            cell: String::new(),
            row_line: 0,
            muted: 0,
            in_text: false,
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), Unread> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(|_| Unread::Damaged)? {
                Event::Eof => return Ok(()),
                Event::Start(tag) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(Unread::TooLarge);
                    }
                    self.start(&tag, true);
                }
                Event::Empty(tag) => {
                    self.start(&tag, false);
                    if name(&tag) == "p" {
                        self.end("p");
                    }
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.end(&local(tag.name().as_ref()));
                }
                Event::Text(words) if self.hears() => self.text.push_str(&words.xml10_content()),
                Event::CData(words) if self.hears() => self.text.push_str(&words.xml10_content()),
                // Of entities only the five of XML and numbers: what a document declares itself is not followed.
                Event::GeneralRef(entity) if self.hears() => {
                    let number = entity.resolve_char_ref().ok().flatten();
                    let named = || match entity.xml10_content().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    };
                    self.text.extend(number.or_else(named));
                }
                _ => (),
            }
        }
    }

    fn hears(&self) -> bool {
        self.in_text && self.muted == 0
    }

    fn start(&mut self, tag: &BytesStart<'_>, opens: bool) {
        match name(tag).as_str() {
            "p" if self.muted == 0 => {
                self.count += 1;
                (self.style, self.is_item) = (Style::Plain, false);
                // A text box stands inside a paragraph: what was written so far goes first.
                self.paragraph();
            }
            "pStyle" => {
                self.style = value(tag, "val").map_or(Style::Plain, |id| self.styles.of(&id))
            }
            "outlineLvl" => self.style = outline(tag).unwrap_or(self.style),
            "numPr" => self.is_item = true,
            "t" => self.in_text = opens,
            "tab" | "br" | "cr" if self.muted == 0 => self.text.push(' '),
            "noBreakHyphen" if self.muted == 0 => self.text.push('-'),
            "tr" => {
                if self.rows.is_empty() {
                    self.row_line = self.count + 1;
                }
                self.rows.push(Vec::new());
            }
            "del" | "moveFrom" | "instrText" | "Fallback" | "delText" if opens => self.muted += 1,
            _ => (),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" if self.muted == 0 => self.paragraph(),
            "tc" => {
                let cell = std::mem::take(&mut self.cell).trim().to_owned();
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            "tr" => {
                let Some(cells) = self.rows.pop() else { return };
                match self.rows.is_empty() {
                    true => self.out.push(Block::row("", cells, self.row_line)),
                    false => self.cell.push_str(&cells.join(" ")),
                }
            }
            "tbl" if self.rows.is_empty() => {
                // Two tables that follow each other stay two.
                self.out.push(Block::new("", BlockKind::Paragraph, "", self.count));
            }
            "del" | "moveFrom" | "instrText" | "Fallback" | "delText" => {
                self.muted = self.muted.saturating_sub(1)
            }
            _ => (),
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.rows.is_empty() {
            if !self.cell.is_empty() {
                self.cell.push(' ');
            }
            self.cell.push_str(text);
            return;
        }
        let kind = match (self.style, self.is_item) {
            (Style::Heading(depth), _) => BlockKind::Heading(depth),
            (Style::Caption, _) => BlockKind::Caption,
            (Style::Plain, true) => BlockKind::Item,
            (Style::Plain, false) => BlockKind::Paragraph,
        };
        self.out.push(Block::new("", kind, text, self.count));
    }
}
