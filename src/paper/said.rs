//! Everything a report says, as plain lines in reading order: what every form must hold.

use crate::document::{Block, Document, Inline, List, Row, Span, Table};

/// The words of each heading, paragraph, item, cell, caption and note, without those that are empty.
pub fn said(document: &Document) -> Vec<String> {
    let mut lines = vec![document.about.title.clone(), document.about.subtitle.clone()];
    blocks(&document.blocks, &mut lines);
    lines.extend(document.notes.iter().map(|note| words(&note.text)));
    lines.extend(document.sources.iter().map(|source| source.said.clone()));
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// The words of an inline text without its notes.
pub fn words(text: &Inline) -> String {
    let word = |span: &Span| match span {
        Span::Words(words) => words.text.clone(),
        Span::Break => "\n".to_owned(),
        Span::Note { .. } => String::new(),
    };
    text.iter().map(word).collect()
}

fn blocks(all: &[Block], lines: &mut Vec<String>) {
    for block in all {
        match block {
            Block::Heading(heading) => lines.push(words(&heading.text)),
            Block::Paragraph(paragraph) => lines.push(words(&paragraph.text)),
            Block::List(list) => items(list, lines),
            Block::Table(table) => rows(table, lines),
            Block::Figure(figure) => {
                lines.push(words(&figure.caption));
                lines.push(figure.alt.clone());
                lines.extend(figure.below.iter().map(words));
            }
            Block::Box(boxed) => {
                lines.push(words(&boxed.title));
                blocks(&boxed.blocks, lines);
            }
            Block::Contents | Block::NewPage => {}
        }
    }
}

fn items(list: &List, lines: &mut Vec<String>) {
    for item in &list.items {
        lines.push(words(&item.text));
        if let Some(below) = &item.below {
            items(below, lines);
        }
    }
}

fn rows(table: &Table, lines: &mut Vec<String>) {
    lines.push(words(&table.caption));
    lines.extend(table.columns.iter().map(|column| words(&column.title)));
    let cells = |row: &Row| row.cells.iter().map(|cell| words(&cell.text)).collect::<Vec<_>>();
    lines.extend(table.rows.iter().flat_map(cells));
    lines.extend(table.below.iter().map(words));
}
