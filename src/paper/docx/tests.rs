use super::*;
use crate::document::Language;
use crate::everything::{everything, with_words};
use crate::fonts::tests::fonts;
use crate::same::{Part, element_names, parts};

fn written(document: &Document) -> Vec<Part> {
    parts(&docx(document, &fonts()).expect("docx"))
}

fn part<'a>(all: &'a [Part], name: &str) -> &'a str {
    let found = all.iter().find(|part| part.name == name);
    std::str::from_utf8(&found.expect(name).bytes).expect("text")
}

/// The values of an attribute, as they are written.
fn values<'a>(xml: &'a str, start: &str) -> Vec<&'a str> {
    xml.split(start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_same_report_gives_the_same_bytes_and_no_time_of_the_machine() {
    let document = everything(Language::De);
    let bytes = docx(&document, &fonts()).expect("docx");
    assert_eq!(bytes, docx(&document, &fonts()).expect("docx"));
    for part in parts(&bytes) {
        assert_eq!(part.year, 1980, "{}", part.name);
    }
}

#[test]
fn properties_are_the_reports_own() {
    let all = written(&everything(Language::De));
    let core = part(&all, "docProps/core.xml");
    for property in [
        "<dc:creator>A. Müller</dc:creator>",
        "<cp:keywords>KAZ, ML11</cp:keywords>",
        "<dc:language>de-DE</dc:language>",
        "2026-11-28T00:00:00Z</dcterms:created>",
    ] {
        assert!(core.contains(property), "{core}");
    }
    assert!(part(&all, "docProps/app.xml").contains("<Application>Kriterion 0.1.0</Application>"));
    let custom = part(&all, "docProps/custom.xml");
    assert!(custom.contains("name=\"GeneratedParagraphs\"><vt:i4>1</vt:i4>"), "{custom}");
    let mut document = everything(Language::De);
    document.about.day = "yesterday".into();
    assert!(!part(&written(&document), "docProps/core.xml").contains("dcterms:created"));
}

#[test]
fn charts_have_alternative_texts_and_tables_repeat_their_heads() {
    let all = written(&everything(Language::En));
    let text = part(&all, "word/document.xml");
    let alts = values(text, "descr=\"");
    assert_eq!(alts.len(), 5);
    assert!(alts[0].starts_with("Chart 1 &quot;shows&quot;"), "{alts:?}");
    let pictures = all.iter().filter(|part| part.name.starts_with("word/media/"));
    assert_eq!(pictures.filter(|part| part.bytes.starts_with(b"\x89PNG")).count(), 5);
    assert_eq!(text.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(text.matches("<w:gridSpan w:val=\"3\"/>").count(), 1);
    assert!(text.contains("<w:lang w:val=\"de-DE\"/>"), "a word of another language");
    assert!(text.contains("<w:rtl/>"));
}

#[test]
fn each_link_place_style_list_and_note_is_there() {
    for language in [Language::En, Language::De, Language::Fr] {
        let all = written(&everything(language));
        let text = part(&all, "word/document.xml");
        let places = values(text, "<w:bookmarkStart w:id=\"");
        let names = values(text, "w:name=\"");
        assert_eq!(places.len(), names.len());
        for anchor in values(text, "w:anchor=\"") {
            assert!(names.contains(&anchor), "{anchor}");
        }
        assert!(names.iter().all(|name| name.len() <= 40));
        for (file, links) in [
            ("word/document.xml", "word/_rels/document.xml.rels"),
            ("word/footnotes.xml", "word/_rels/footnotes.xml.rels"),
        ] {
            let known = values(part(&all, links), "Id=\"");
            let text = part(&all, file);
            for id in values(text, "r:id=\"").into_iter().chain(values(text, "r:embed=\"")) {
                assert!(known.contains(&id), "{id}");
            }
        }
        for target in values(part(&all, "word/_rels/document.xml.rels"), "Target=\"") {
            let is_part = all.iter().any(|part| part.name == format!("word/{target}"));
            assert!(is_part || target.starts_with("https://"), "{target}");
        }
        let styles = values(part(&all, "word/styles.xml"), "w:styleId=\"");
        for name in ["word/document.xml", "word/footnotes.xml", "word/header1.xml"] {
            let text = part(&all, name);
            let used = ["<w:pStyle w:val=\"", "<w:rStyle w:val=\"", "<w:tblStyle w:val=\""];
            for style in used.iter().flat_map(|start| values(text, start)) {
                assert!(styles.contains(&style), "{style}");
            }
        }
        let lists = values(part(&all, "word/numbering.xml"), "<w:num w:numId=\"");
        for list in values(text, "<w:numId w:val=\"") {
            assert!(lists.contains(&list), "{list}");
        }
        let notes = values(part(&all, "word/footnotes.xml"), "<w:footnote w:id=\"");
        let calls = values(text, "<w:footnoteReference w:id=\"");
        assert_eq!(notes.len(), 3);
        // Each is called once; every other call refers to that one.
        assert_eq!(calls, ["1", "2", "3"]);
        assert_eq!(text.matches("NOTEREF _RefNote1 ").count(), 6);
    }
}

#[test]
fn no_words_become_markup() {
    let document = everything(Language::En);
    let known: Vec<Vec<String>> = written(&document).iter().map(element_names).collect();
    for words in [
        "</w:t></w:r></w:p><w:p/>",
        "\" onclick=\"",
        "]]><x/>",
        "<!-- &lt; -->",
        "a\u{0}\u{1}\u{B}\u{FFFF}b",
    ] {
        let all = written(&with_words(&document, words));
        for (part, known) in all.iter().zip(&known) {
            for name in element_names(part) {
                assert!(known.contains(&name), "{words}: {name} in {}", part.name);
            }
        }
    }
}
