//! Reports of others as a proofreader reads them: Markdown, plain text and DOCX become blocks.
//!
//! Knows no files: the caller gives bytes. No size is believed, no entity is resolved, no link is followed.

mod docx;
mod markdown;
mod plain;
mod sections;
#[cfg(test)]
mod tests;

use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::proof::{Block, BlockKind, Script, language_of, numbered_words, state_of};
use kriterion_heart::text::{Lang, fold};

/// What may be read of a report, packed and unpacked.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// So many paragraphs; what comes behind them is no report.
const MOST_BLOCKS: usize = 200_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Markdown,
    Plain,
    Docx,
}

impl Form {
    /// By the ending of a file's name, without the dot.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Plain),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }
}

/// Why a text cannot be proofread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// No DOCX at all, or a damaged one.
    Damaged,
    TooLarge,
    Empty,
    /// No state is named that it could be about.
    NoState,
}

/// What is known beforehand.
#[derive(Debug, Clone, Copy)]
pub struct Hints {
    pub state: Option<Iso3>,
    pub lang: Option<Lang>,
    /// The day of the report.
    pub day: Date,
}

pub fn read(bundle: &Bundle, form: Form, bytes: &[u8], hints: &Hints) -> Result<Script, Unread> {
    if bytes.len() > MOST_BYTES {
        return Err(Unread::TooLarge);
    }
    let mut blocks = match form {
        Form::Markdown => markdown::blocks(&decoded(bytes)),
        Form::Plain => plain::blocks(&decoded(bytes)),
        Form::Docx => docx::blocks(bytes)?,
    };
    blocks.retain(|block| !block.text.trim().is_empty());
    blocks.truncate(MOST_BLOCKS);
    if blocks.is_empty() {
        return Err(Unread::Empty);
    }
    blocks.iter_mut().for_each(mark_caption);
    sections::mark(&bundle.layout, &mut blocks);
    let lang = hints.lang.unwrap_or_else(|| language_of(&blocks));
    let guess = || state_of(&bundle.atlas, lang, &blocks);
    let iso3 = hints.state.or_else(guess).ok_or(Unread::NoState)?;
    Ok(Script { iso3, lang, day: hints.day, blocks })
}

/// UTF-8 with or without its mark, UTF-16 with it, or else the code page of older Windows.
fn decoded(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).filter_map(|pair| Some(read(pair.try_into().ok()?)));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => (),
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| of_windows(*byte)).collect(),
    }
}

/// Where it differs from Latin-1.
fn of_windows(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x82 => '‚',
        0x84 => '„',
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        other => char::from(other),
    }
}

/// A short paragraph that begins with "Table 5" or "Box 2:" is a caption, whatever its style.
fn mark_caption(block: &mut Block) {
    const LONGEST: usize = 200;
    if block.kind != BlockKind::Paragraph || block.text.len() > LONGEST {
        return;
    }
    let text = block.text.trim_start_matches(['*', '_', ' ']);
    let mut words = text.splitn(2, char::is_whitespace);
    let (first, rest) =
        (words.next().unwrap_or_default(), words.next().unwrap_or_default().trim_start());
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let behind = rest.get(digits..).unwrap_or_default();
    let ends = behind.is_empty() || behind.starts_with([':', '.', '–', '—', '-', '|']);
    let whole = ends
        || behind.starts_with(' ') && behind.trim_start().starts_with(['–', '-', '—', ':', '(']);
    let named = fold(first);
    if digits > 0 && digits < 4 && whole && numbered_words().any(|word| word == named) {
        block.kind = BlockKind::Caption;
    }
}
