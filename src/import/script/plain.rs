//! Plain text: empty lines part paragraphs, tabs and bars part cells, short lines without an end are headings.

use kriterion_heart::proof::{Block, BlockKind};

/// A longer line is no heading.
const HEADING: usize = 90;

pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut paragraph: Vec<(usize, &str)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let (number, plain) = (at + 1, line.trim());
        if plain.is_empty() {
            flush(&mut paragraph, &mut out);
        } else if let Some(cells) = cells(plain) {
            flush(&mut paragraph, &mut out);
            if !cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | '=' | '+'))) {
                out.push(Block::row("", cells, number));
            }
        } else if let Some(item) = item(plain) {
            flush(&mut paragraph, &mut out);
            out.push(Block::new("", BlockKind::Item, item, number));
        } else if let Some(heading) = plain.strip_prefix('#') {
            flush(&mut paragraph, &mut out);
            let depth = 1 + heading.chars().take_while(|c| *c == '#').count().min(5);
            let heading = heading.trim_matches(['#', ' ']);
            out.push(Block::new("", BlockKind::Heading(depth as u8), heading, number));
        } else {
            paragraph.push((number, plain));
        }
    }
    flush(&mut paragraph, &mut out);
    out
}

fn cells(line: &str) -> Option<Vec<String>> {
    let sep = if line.contains('\t') { '\t' } else { '|' };
    let many = line.matches(sep).count();
    let bar = sep == '|' && (line.starts_with('|') || many > 1);
    (many > 0 && (sep == '\t' || bar)).then(|| {
        let line = if sep == '|' { line.trim_matches('|') } else { line };
        line.split(sep).map(|cell| cell.trim().to_owned()).collect()
    })
}

fn item(line: &str) -> Option<&str> {
    ["- ", "* ", "• ", "– ", "o "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

fn flush(paragraph: &mut Vec<(usize, &str)>, out: &mut Vec<Block>) {
    let Some((number, first)) = paragraph.first().copied() else { return };
    let alone = paragraph.len() == 1;
    let short = first.chars().count() <= HEADING;
    let is_open = !first.ends_with(['.', '!', '?', ':', ',', ';', '”', '“', '"']);
    // A line of a table of contents ends in a number, a caption begins with its own.
    let is_heading = alone && short && is_open && first.chars().any(char::is_alphabetic);
    let kind = if is_heading { BlockKind::Heading(2) } else { BlockKind::Paragraph };
    let mut text = String::new();
    for (_, line) in paragraph.iter() {
        // A word that the end of a line has parted.
        let parted = text.ends_with('-') && line.starts_with(char::is_lowercase);
        if parted {
            text.pop();
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
    out.push(Block::new("", kind, text, number));
    paragraph.clear();
}
