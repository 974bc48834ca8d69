//! Bytes to text: what kind of file it is, its encoding, its separator.

use super::NotRead;
use std::borrow::Cow;

/// No publisher's table is larger; the events of UCDP take a quarter of it.
pub const MOST_BYTES: usize = 1 << 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A ZIP: a workbook, or packed tables.
    Archive,
    Text,
}

/// What the first bytes say.
pub fn kind(bytes: &[u8]) -> Result<Kind, NotRead> {
    if bytes.len() > MOST_BYTES {
        return Err(NotRead::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(NotRead::Empty);
    }
    if bytes.starts_with(b"PK") {
        return Ok(Kind::Archive);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(NotRead::OldWorkbook);
    }
    Ok(Kind::Text)
}

/// UTF-8, UTF-16 with its mark, or Windows-1252. A web page is none of ours.
pub fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, NotRead> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(wide(rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(wide(rest, u16::from_be_bytes)?),
        [0xEF, 0xBB, 0xBF, rest @ ..] => narrow(rest),
        _ => narrow(bytes),
    };
    let begin = text.trim_start().get(..1024).unwrap_or(text.trim_start()).to_ascii_lowercase();
    if begin.starts_with("<!doctype html") || begin.starts_with("<html") || begin.contains("<head>")
    {
        return Err(NotRead::WebPage);
    }
    // A byte of zero stands in pictures and programs, in no table.
    if text.contains('\0') { Err(NotRead::NotText) } else { Ok(text) }
}

fn wide(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<String, NotRead> {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(&unit));
    char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| NotRead::NotText)
}

fn narrow(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

/// Windows-1252 differs from the first 256 characters only here.
fn windows_1252(byte: u8) -> char {
    const DIFFERENT: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => DIFFERENT.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

/// The separator that gives the most rows of the same width; a mark inside figures gives rows of many widths.
pub fn separator(text: &str) -> u8 {
    const LINES: usize = 60;
    let begin: String = text.split_inclusive('\n').take(LINES).collect();
    let score = |separator: u8| {
        let mut widths = std::collections::BTreeMap::<usize, usize>::new();
        for row in super::table::records(&begin, separator) {
            *widths.entry(row.cells.len()).or_default() += 1;
        }
        widths
            .into_iter()
            .filter(|(width, _)| *width > 1)
            .map(|(width, rows)| width * rows * rows)
            .max()
    };
    // The first of equals: a table of one column is read with commas.
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|separator| score(*separator).unwrap_or(0))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let words = "Côte d’Ivoire;1,5 €";
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&[&[0xFF, 0xFE], utf16.as_slice()].concat()).unwrap(), words);
        assert_eq!(decoded(&[&[0xEF, 0xBB, 0xBF], words.as_bytes()].concat()).unwrap(), words);
        assert_eq!(decoded(b"C\xf4te d\x92Ivoire;1,5 \x80").unwrap(), words);
        assert_eq!(decoded(words.as_bytes()).unwrap(), words);
    }

    #[test]
    fn web_pages_old_workbooks_and_nothing_are_told() {
        assert_eq!(decoded(b" \n<!DOCTYPE html><html><body>a,b</body>"), Err(NotRead::WebPage));
        assert_eq!(decoded(b"<?xml version='1.0'?><html><head></head>"), Err(NotRead::WebPage));
        assert_eq!(kind(b" \r\n"), Err(NotRead::Empty));
        assert_eq!(kind(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Err(NotRead::OldWorkbook));
        assert_eq!(decoded(b"a,b\0c"), Err(NotRead::NotText));
    }

    #[test]
    fn the_separator_is_the_one_that_makes_columns() {
        assert_eq!(separator("a,b,c\n1,2,3\n"), b',');
        assert_eq!(separator("a;b\n1,5;2,5\n3,5;4,5\n"), b';');
        assert_eq!(separator("title\n\na\tb\tc\n1,0\t2,0\t3,0\n"), b'\t');
        assert_eq!(separator("alone\n"), b',');
    }
}
