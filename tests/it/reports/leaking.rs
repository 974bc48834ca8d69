//! The check finds a word wherever a form puts it.

use super::{FONTS, forms};
use kriterion::i18n::{Key, say};
use kriterion::report::{Removed, leak_refused, leaks};
use kriterion_heart::text::Lang;
use kriterion_paper::{
    About, Align, Bar, Bars, Block, Cell, Chart, Column, Document, Figure, Heading, Note,
    Paragraph, Row, Source, Span, Table, plain,
};

/// A report that says the word in one place only.
fn saying(place: &str, word: &str) -> Document {
    let at = |here: &str| if here == place { word.to_owned() } else { format!("plain {here}") };
    let heading = Heading { level: 1, id: "a".to_owned(), text: plain(at("heading")) };
    let mut text = plain(at("paragraph"));
    text.push(Span::Note { at: 0 });
    let column = |title: String| Column { title: plain(title), align: Align::Start, share: 0.5 };
    let cell = |text: String| Cell { text: plain(text), ..Cell::default() };
    let table = Table {
        caption: plain(at("caption")),
        columns: vec![column(at("column")), column("b".to_owned())],
        rows: vec![Row { cells: vec![cell(at("cell")), cell("1".to_owned())], ..Row::default() }],
        ..Table::default()
    };
    let bar = Bar { name: at("bar"), value: Some(3.0), said: "3".to_owned(), ..Bar::default() };
    let figure = Figure {
        id: "f".to_owned(),
        caption: plain("Chart 1: bars"),
        alt: at("alt"),
        chart: Chart::Bars(Bars { bars: vec![bar], ..Bars::default() }),
        below: Vec::new(),
    };
    let source =
        Source { id: "s".to_owned(), said: at("source"), title: at("source"), ..Source::default() };
    Document {
        about: About {
            kind: "assessment".to_owned(),
            title: at("title"),
            author: at("author"),
            subject: at("subject"),
            keywords: vec![at("keyword")],
            day: "2026-11-28".to_owned(),
            running_head: at("running head"),
            marking: at("marking"),
            reference: at("reference"),
            ..About::default()
        },
        blocks: vec![
            Block::Heading(heading),
            Block::Paragraph(Paragraph { text, ..Paragraph::default() }),
            Block::Table(table),
            Block::Figure(figure),
        ],
        notes: vec![Note { text: plain(at("note")), source: Some(0) }],
        sources: vec![source],
        ..Document::default()
    }
}

#[test]
fn a_word_is_found_wherever_it_stands() {
    let word = "Südwestwindanlagenprüfstelle";
    let removed = Removed { strings: vec![word.to_owned()], unproven: Vec::new() };
    let places = [
        "heading",
        "paragraph",
        "caption",
        "column",
        "cell",
        "bar",
        "alt",
        "note",
        "source",
        "title",
        "author",
        "subject",
        "keyword",
        "marking",
    ];
    for place in places {
        for (form, file) in forms(&saying(place, word), &FONTS) {
            let in_tables = ["caption", "column", "cell", "bar"].contains(&place);
            // A table by itself has neither text nor properties, Markdown no properties. In DOCX charts are pictures, and pixels are not read:
            // no chart of a case holds anything typed, which is tested beside.
            let property = ["author", "subject", "keyword"].contains(&place);
            if (form == "csv" && !in_tables)
                || (form == "docx" && place == "bar")
                || (form == "md" && property)
            {
                continue;
            }
            let found = leaks(&file, &removed).unwrap();
            assert_eq!(found, [word], "{form}: {place}");
        }
    }
    for (form, file) in forms(&saying("nowhere", word), &FONTS) {
        assert!(leaks(&file, &removed).unwrap().is_empty(), "{form}");
    }
}

/// In a narrow column the word is cut, and every part stands on a line of its own.
#[test]
fn a_word_is_found_where_lines_cut_it() {
    let word = "Donaudampfschifffahrtsgesellschaftskapitänswitwe Müller-Lüdenscheidt";
    let removed = Removed { strings: vec![word.to_owned()], unproven: Vec::new() };
    let mut document = saying("cell", word);
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            table.columns[0].share = 0.12;
            table.columns[1].share = 0.88;
        }
    }
    for (form, file) in forms(&document, &FONTS) {
        assert_eq!(leaks(&file, &removed).unwrap(), [word], "{form}");
    }
}

#[test]
fn a_file_that_leaks_is_refused_in_one_sentence() {
    let removed = Removed { strings: vec!["Nordwind".to_owned()], unproven: Vec::new() };
    let found = leaks(b"the Nordwind report", &removed);
    for lang in Lang::ALL {
        assert!(leak_refused(lang, &found).unwrap().contains("Nordwind"));
        assert!(leak_refused(lang, &leaks(b"%PDF-none", &removed)).is_some());
        assert_eq!(leak_refused(lang, &leaks(b"nothing", &removed)), None);
        assert!(say(lang, Key::RedactHint).len() > 30);
        assert!(removed.hints(lang).len() == 1 && Removed::default().hints(lang).is_empty());
    }
}
