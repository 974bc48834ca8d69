use super::reader::{Node, dictionary, string, tree};
use super::*;
use crate::document::{Block, Language, Role, Span, Table, plain};
use crate::everything::everything;
use crate::fonts::tests::fonts;
use crate::sample;
use lopdf::Object;

fn written(document: &Document) -> Vec<u8> {
    match pdf(document, &fonts(), &mut |_, _| true) {
        Ok(bytes) => bytes,
        Err(problem) => panic!("{problem:?}"),
    }
}

fn file(document: &Document) -> lopdf::Document {
    let bytes = written(document);
    // For the checks by other programs, see .ci/pdf-check.sh.
    if let Ok(folder) = std::env::var("PAPER_SAMPLES") {
        let name = format!("{}-{}.pdf", document.about.language.code(), document.blocks.len());
        std::fs::write(std::path::Path::new(&folder).join(name), &bytes).expect("sample");
    }
    lopdf::Document::load_mem(&bytes).expect("a PDF")
}

/// Spaces in a row are one, and what prints nothing is nothing.
fn normal(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|letter| !crate::fonts::is_silent(*letter))
        .map(|letter| match letter {
            letter if letter.is_control() => ' ',
            letter if crate::fonts::is_private(letter) => '\u{FFFD}',
            letter => letter,
        })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Everything that a report says is in its file, in this order.
fn assert_says(document: &Document, tree: &Node) {
    let body = normal(&tree.text(&["Note", "Reference"]));
    let notes: Vec<String> =
        tree.of("Note").into_iter().map(|note| normal(&note.text(&[]))).collect();
    let said = crate::said(document);
    let filled = |text: &str| !text.trim().is_empty();
    let of_notes =
        document.notes.iter().filter(|note| filled(&crate::said::words(&note.text))).count();
    let of_sources = document.sources.iter().filter(|source| filled(&source.said)).count();
    let last = said.len() - of_sources;
    let mut at = 0;
    for (index, line) in said.iter().enumerate() {
        let line = normal(line);
        if (last - of_notes..last).contains(&index) {
            assert!(
                notes.iter().any(|note| note.contains(&line)),
                "not in a note: {line}\n{notes:?}"
            );
            continue;
        }
        let found = body[at..].find(&line);
        let found = found.unwrap_or_else(|| {
            let rest: String = body[at..].chars().take(300).collect();
            panic!("not said: {line:?}\nbut: {rest:?}")
        });
        at += found + line.len();
    }
}

pub fn assert_read_again(document: &Document, bytes: &[u8]) {
    assert_says(document, &tree(&lopdf::Document::load_mem(bytes).expect("a PDF")));
}

#[test]
fn everything_that_is_said_can_be_read_again() {
    for language in [Language::De, Language::En, Language::Fr] {
        for document in [sample::report(language), everything(language)] {
            assert_says(&document, &tree(&file(&document)));
        }
    }
}

#[test]
fn hostile_words_are_written_and_read_again() {
    let document = sample::nightmare();
    assert_says(&document, &tree(&file(&document)));
}

#[test]
fn a_table_wider_than_paper_is_read_row_by_row() {
    let mut document = Document::default();
    document.blocks.push(Block::Table(sample::wide(60, 5)));
    let tree = tree(&file(&document));
    assert_says(&document, &tree);
    assert_eq!(tree.of("Table").len(), 1);
    for row in tree.of("TR") {
        assert_eq!(row.of("TH").len() + row.of("TD").len(), 60);
    }
}

#[test]
fn tags_say_what_things_are() {
    let document = sample::report(Language::De);
    let file = file(&document);
    let tree = tree(&file);
    let headings: Vec<&Node> = tree
        .all()
        .into_iter()
        .filter(|node| matches!(node.role.as_str(), "H1" | "H2" | "H3" | "H4"))
        .collect();
    let expected =
        document.blocks.iter().filter(|block| matches!(block, Block::Heading(_))).count();
    // And the list of sources.
    assert_eq!(headings.len(), expected + 1);
    for heading in &headings {
        assert_eq!(normal(&heading.text(&["Reference"])), heading.title);
    }
    for table in tree.of("Table") {
        for head in table.of("TH") {
            assert!(["Row", "Column"].contains(&head.scope.as_str()), "{head:?}");
        }
        assert!(!table.of("TH").is_empty());
    }
    let series = tree.of("Table")[1];
    assert_eq!(series.of("THead")[0].of("TH").len(), 4);
    assert_eq!(series.of("TBody")[0].of("TH")[0].spans, 4, "a group spans the table");
    assert_eq!(series.of("Caption").len(), 1);
    let figures = tree.of("Figure");
    assert_eq!(figures.len(), 1);
    assert!(figures[0].alt.contains("keine Angabe") && figures[0].has_bounds);
    for link in tree.of("Link") {
        assert!(link.has_annotation, "{link:?}");
    }
    assert_eq!(tree.of("Note").len(), document.notes.len());
    for role in ["TOC", "TOCI", "L", "LI", "Lbl", "LBody", "BlockQuote", "Reference", "Title"] {
        assert!(!tree.of(role).is_empty(), "{role}");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let document = sample::report(Language::Fr);
    let file = file(&document);
    let catalog = file.catalog().expect("catalog");
    assert_eq!(string(catalog.get(b"Lang").expect("language")), "fr");
    let marks = dictionary(&file, catalog.get(b"MarkInfo").expect("marks"));
    assert!(marks.get(b"Marked").and_then(Object::as_bool).expect("marked"));
    let viewer = dictionary(&file, catalog.get(b"ViewerPreferences").expect("preferences"));
    assert!(viewer.get(b"DisplayDocTitle").and_then(Object::as_bool).expect("title is shown"));
    let info = dictionary(&file, file.trailer.get(b"Info").expect("info"));
    assert_eq!(string(info.get(b"Title").expect("title")), document.about.title);
    assert_eq!(string(info.get(b"Author").expect("author")), document.about.author);
    assert!(string(info.get(b"CreationDate").expect("day")).starts_with("D:20261128"));
    let id = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let metadata = file.get_object(id).and_then(Object::as_stream).expect("a stream");
    let metadata = String::from_utf8_lossy(&metadata.content).into_owned();
    assert!(metadata.contains("pdfaid:part"), "{metadata}");
    assert!(metadata.contains("pdfuaid:part") && metadata.contains("2026-11-28"), "{metadata}");
}

#[test]
fn bookmarks_lead_to_the_headings() {
    let document = sample::report(Language::De);
    let file = file(&document);
    let outline =
        dictionary(&file, file.catalog().expect("catalog").get(b"Outlines").expect("bookmarks"));
    let mut titles = Vec::new();
    collect(&file, outline, &mut titles);
    let laid = pages(&document, &fonts(), &mut |_, _| true).expect("pages");
    let expected: Vec<String> = laid.headings.iter().map(|heading| heading.title.clone()).collect();
    assert_eq!(titles, expected);
}

fn collect(file: &lopdf::Document, node: &lopdf::Dictionary, titles: &mut Vec<String>) {
    let mut next = node.get(b"First").ok();
    while let Some(object) = next {
        let item = dictionary(file, object);
        titles.push(string(item.get(b"Title").expect("title")));
        assert!(item.has(b"Dest"));
        collect(file, item, titles);
        next = item.get(b"Next").ok();
    }
}

#[test]
fn letters_are_in_the_file_and_only_those_that_are_used() {
    let mut document = sample::report(Language::De);
    let words = sample::hostile().join(" ");
    document.blocks.push(sample::paragraph(Role::Body, vec![Span::plain(words)]));
    let file = file(&document);
    let mut fonts = 0;
    for object in file.objects.values() {
        let Object::Dictionary(own) = object else { continue };
        if own.get(b"Type").map(string).unwrap_or_default() != "FontDescriptor" {
            continue;
        }
        fonts += 1;
        let name = string(own.get(b"FontName").expect("name"));
        assert!(name.as_bytes()[6] == b'+', "{name} is no subset");
        assert!(own.has(b"FontFile3") || own.has(b"FontFile2"), "{name} is not embedded");
    }
    assert_eq!(fonts, 4, "two of Inter, one Arabic, one Hebrew");
    assert!(written(&document).len() < 400_000);
}

#[test]
fn the_same_report_is_the_same_file() {
    let document = sample::report(Language::En);
    assert!(written(&document) == written(&document));
}

#[test]
fn a_cut_word_is_copied_whole() {
    let table = Table {
        columns: vec![crate::document::Column::default(); 9],
        rows: vec![crate::document::Row {
            cells: vec![
                sample::cell(
                    "Endverbleibserklärung und Kriegswaffenkontrollgesetz",
                    crate::document::Tone::Plain
                );
                9
            ],
            ..crate::document::Row::default()
        }],
        ..Table::default()
    };
    let mut document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
    document.about.language = Language::De;
    let tree = tree(&file(&document));
    let text = tree.text(&[]);
    assert!(text.contains('\u{AD}') && !text.contains(['-', '\u{2010}']), "{text}");
    assert_says(&document, &tree);
}

#[test]
fn an_emoji_is_drawn_as_a_box_and_read_as_what_it_is() {
    let blocks = vec![sample::paragraph(Role::Body, plain("vor \u{1F680} nach"))];
    let document = Document { blocks, ..Document::default() };
    assert!(tree(&file(&document)).text(&[]).contains("vor \u{1F680} nach"));
}

#[test]
fn whoever_waits_may_stop() {
    let document = sample::report(Language::De);
    let fonts = fonts();
    for stop in [1, 5, 300] {
        let mut calls = 0;
        let mut watch = |_: usize, _: usize| {
            calls += 1;
            calls < stop
        };
        assert_eq!(pdf(&document, &fonts, &mut watch), Err(PdfProblem::Stopped), "{stop}");
    }
    let mut last = 0;
    let mut watch = |done: usize, of: usize| {
        assert!(done >= last && done <= of, "{last} {done} {of}");
        last = done;
        true
    };
    assert!(pdf(&document, &fonts, &mut watch).is_ok());
    assert!(last > 1900);
}
