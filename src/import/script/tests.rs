//! The same report in three forms, and files that are none.

use super::*;
use kriterion_heart::proof::{Kind, check};
use std::io::Write;

fn hints() -> Hints {
    Hints { state: None, lang: None, day: Date::parse("2026-11-25").unwrap() }
}

fn bundle() -> std::sync::Arc<Bundle> {
    crate::bundle::load()
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
        <w:style w:styleId="Eigene"><w:name w:val="Eigene"/><w:basedOn w:val="berschrift2"/></w:style></w:styles>"#;
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    packed(&[("word/document.xml", &document), ("word/styles.xml", styles)])
}

const MARKDOWN: &str = "---\ntitle: x\n---\n# Länderbericht Kasachstan\n\n## Militärausgaben\n\n2024 lagen die Militärausgaben bei **0,7 Prozent** des BIP.\n\n- Der erste Punkt der Liste\n\n| Jahr | 2023 | 2024 |\n|---|---|---|\n| Anteil am BIP (%) | 0,4 | 0,9 |\n\nTabelle 5: Militärausgaben\n\n```\nMilitärausgaben 2024: 5 Prozent des BIP\n```\n";

#[test]
fn markdown_becomes_blocks_with_lines_sections_and_state() {
    let script = read(&bundle(), Form::Markdown, MARKDOWN.as_bytes(), &hints()).unwrap();
    assert_eq!((script.iso3.as_str(), script.lang), ("KAZ", Lang::De));
    let told: Vec<(&BlockKind, &str, usize, &str)> = script
        .blocks
        .iter()
        .map(|block| (&block.kind, block.text.as_str(), block.line, block.section.as_str()))
        .collect();
    assert_eq!(told[0], (&BlockKind::Heading(1), "Länderbericht Kasachstan", 4, ""));
    assert_eq!(told[1], (&BlockKind::Heading(2), "Militärausgaben", 6, "I.3"));
    assert_eq!(
        told[2],
        (
            &BlockKind::Paragraph,
            "2024 lagen die Militärausgaben bei 0,7 Prozent des BIP.",
            8,
            "I.3"
        )
    );
    assert_eq!(told[3].0, &BlockKind::Item);
    assert_eq!((told[5].1, told[5].2), ("Anteil am BIP (%) | 0,4 | 0,9", 14));
    assert_eq!(told[6].0, &BlockKind::Caption);
    assert_eq!(told.len(), 7, "code and metadata say nothing");
    let findings = check(&bundle().atlas, &script);
    assert_eq!(
        findings.iter().map(|one| (one.kind, one.block)).collect::<Vec<_>>(),
        [(Kind::WrongValue, 2), (Kind::WrongYear, 5)]
    );
}

#[test]
fn plain_text_has_paragraphs_tables_and_old_letters() {
    let text = "Länderbericht Kasachstan\n\nMilitärausgaben\n\nDie Militär-\nausgaben lagen 2024\nbei 0,7 Prozent des BIP.\n\nJahr\t2023\t2024\nAnteil am BIP\t0,4\t0,9\n";
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.as_bytes(), &latin, &wide] {
        let script = read(&bundle(), Form::Plain, bytes, &hints()).unwrap();
        assert_eq!(
            script.blocks[2].text,
            "Die Militärausgaben lagen 2024 bei 0,7 Prozent des BIP."
        );
        assert_eq!((script.blocks[2].line, script.blocks[2].section.as_str()), (5, "I.3"));
        assert_eq!(script.blocks[4].text, "Anteil am BIP | 0,4 | 0,9");
        assert_eq!(check(&bundle().atlas, &script).len(), 2);
    }
}

#[test]
fn a_docx_has_headings_by_style_tables_and_no_struck_text() {
    let p = |style: &str, runs: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
    };
    let t = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let tc = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", t(text));
    let row = |cells: &[&str]| {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|cell| tc(cell)).collect::<String>())
    };
    let body = [
        p("berschrift2", &t("Kasachstan: Militärausgaben")),
        p("Eigene", &t("Militärausgaben")),
        p(
            "Standard",
            &format!(
                "{}<w:del><w:r><w:delText>99 Prozent</w:delText></w:r></w:del>{}",
                t("2024 lagen die Militärausgaben bei "),
                t("0,7 Prozent des BIP &amp; mehr.&evil;")
            ),
        ),
        format!(
            "<w:tbl>{}{}</w:tbl>",
            row(&["Jahr", "2023", "2024"]),
            row(&["Anteil am BIP", "0,4", "0,9"])
        ),
        p("Beschriftung", &t("Tabelle 5: Ausgaben")),
        format!("<w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>", t("Ein Punkt")),
    ]
    .concat();
    let script = read(&bundle(), Form::Docx, &docx(&body), &hints()).unwrap();
    let kinds: Vec<&BlockKind> = script.blocks.iter().map(|block| &block.kind).collect();
    assert_eq!(kinds[0], &BlockKind::Heading(2));
    assert_eq!(kinds[1], &BlockKind::Heading(2), "a style that is based on a heading");
    assert_eq!(
        script.blocks[2].text,
        "2024 lagen die Militärausgaben bei 0,7 Prozent des BIP & mehr."
    );
    assert_eq!(script.blocks[4].text, "Anteil am BIP | 0,4 | 0,9");
    assert_eq!(kinds[5], &BlockKind::Caption);
    assert_eq!(kinds[6], &BlockKind::Item);
    assert_eq!(script.blocks[2].line, 3);
    let kinds: Vec<Kind> = check(&bundle().atlas, &script).iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [Kind::WrongValue, Kind::WrongYear]);
}

#[test]
fn what_is_no_report_is_refused_without_a_panic() {
    let bundle = bundle();
    let read = |form, bytes: &[u8]| read(&bundle, form, bytes, &hints());
    assert_eq!(read(Form::Docx, b"PK\x03\x04 no"), Err(Unread::Damaged));
    assert_eq!(read(Form::Docx, &packed(&[("other.xml", "x")])), Err(Unread::Damaged));
    assert_eq!(
        read(Form::Docx, &packed(&[("word/document.xml", "<a><b></a>")])),
        Err(Unread::Damaged)
    );
    let deep = "<w:p>".repeat(100_000);
    assert_eq!(read(Form::Docx, &docx(&deep)), Err(Unread::TooLarge));
    let bomb = format!(
        r#"<!DOCTYPE a [<!ENTITY e "{}">]><w:p><w:r><w:t>Kasachstan &e;&e; und der Bericht</w:t></w:r></w:p>"#,
        "x".repeat(1000)
    );
    let script = read(Form::Docx, &packed(&[("word/document.xml", &bomb)])).unwrap();
    assert!(!script.blocks[0].text.contains("xx"), "entities of a document are not followed");
    assert_eq!(read(Form::Markdown, b" \n\n"), Err(Unread::Empty));
    assert_eq!(
        read(Form::Plain, b"Nothing here names a state of the world."),
        Err(Unread::NoState)
    );
    assert!(read(Form::Plain, &[0xff; 300]).is_err());
    let _ = read(Form::Markdown, "|".repeat(10_000).as_bytes());
    let _ = read(Form::Markdown, "> ".repeat(5_000).as_bytes());
}

#[test]
fn the_language_is_told_by_small_words() {
    for (text, lang) in [
        (
            "The report on Kazakhstan is about the armed forces and the police of the state.",
            Lang::En,
        ),
        (
            "Der Bericht zu Kasachstan handelt von den Streitkräften und der Polizei des Staates.",
            Lang::De,
        ),
        (
            "Le rapport sur le Kazakhstan traite des forces armées et de la police dans le pays.",
            Lang::Fr,
        ),
    ] {
        assert_eq!(read(&bundle(), Form::Plain, text.as_bytes(), &hints()).unwrap().lang, lang);
    }
}
