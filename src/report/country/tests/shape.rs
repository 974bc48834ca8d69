//! The shape of a report: the same for every state, whatever is known of it.

use super::*;
use std::collections::BTreeSet;

fn headings(document: &Document) -> Vec<String> {
    let all = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level <= 2 => Some(text(&heading.text)),
        _ => None,
    });
    all.collect()
}

fn ids(document: &Document) -> Vec<&str> {
    let all = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(one) => Some(one.id.as_str()),
        Block::Table(one) => Some(one.id.as_str()),
        Block::Figure(one) => Some(one.id.as_str()),
        Block::Box(one) => Some(one.id.as_str()),
        _ => None,
    });
    all.filter(|id| !id.is_empty()).collect()
}

#[test]
fn two_states_compare_heading_by_heading_and_number_by_number() {
    let whole =
        headings(&document(&fresh("KAZ", Lang::De), bundle(), Lang::De, Options::default()));
    assert!(whole.len() > 20);
    assert_eq!(whole.first().map(String::as_str), Some("Zusammenfassung"));
    for code in ["SOM", "TUV", "DEU", "PRK", "VAT"] {
        let Some(manuscript) = new_manuscript(bundle(), iso3(code), Lang::De, day(), "x") else {
            continue;
        };
        let document = document(&manuscript, bundle(), Lang::De, Options::default());
        assert_eq!(headings(&document), whole, "{code}");
        let said = kriterion_paper::said(&document).join("\n");
        for n in 1..=21 {
            assert!(said.contains(&format!("Tabelle {n}: ")), "{code}: table {n}");
        }
        for n in 1..=5 {
            assert!(said.contains(&format!("Schaubild {n}: ")), "{code}: chart {n}");
        }
    }
}

/// A form holds these to be so.
#[test]
fn every_report_is_sound_in_every_language() {
    for country in bundle().atlas.countries.iter().step_by(7) {
        let manuscript = fresh(country.iso3.as_str(), Lang::En);
        for lang in Lang::ALL {
            let document = document(&manuscript, bundle(), lang, Options::default());
            let all = ids(&document);
            let mut once = BTreeSet::new();
            for id in &all {
                assert!(once.insert(*id), "{} has {id} twice", country.iso3);
            }
            let mut called = Vec::new();
            call(&document.blocks, &mut called);
            let wanted: Vec<usize> = (0..document.notes.len()).collect();
            assert_eq!(called, wanted, "{}: each note is called once and in order", country.iso3);
            for line in kriterion_paper::said(&document) {
                let is_sound = !line.contains("NaN") && !line.contains("{") && !line.contains("  ");
                assert!(is_sound, "{} {lang:?}: {line}", country.iso3);
            }
            for source in &document.sources {
                assert!(!source.said.is_empty() && !source.id.is_empty());
            }
            rows_fit(&document.blocks);
        }
    }
}

fn rows_fit(blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Table(table) => {
                for row in &table.rows {
                    let fits = row.kind == kriterion_paper::RowKind::Group && row.cells.len() == 1
                        || row.cells.len() == table.columns.len();
                    assert!(fits, "{}", table.id);
                }
            }
            Block::Box(boxed) => rows_fit(&boxed.blocks),
            Block::Figure(figure) => assert!(!figure.alt.is_empty()),
            _ => (),
        }
    }
}

/// The notes in the order in which the text calls them.
fn call(blocks: &[Block], into: &mut Vec<usize>) {
    let inline = |text: &Inline, into: &mut Vec<usize>| {
        into.extend(text.iter().filter_map(|span| match span {
            kriterion_paper::Span::Note { at } => Some(*at),
            _ => None,
        }));
    };
    for block in blocks {
        match block {
            Block::Heading(one) => inline(&one.text, into),
            Block::Paragraph(one) => inline(&one.text, into),
            Block::List(list) => list_of(list, into),
            Block::Table(table) => {
                inline(&table.caption, into);
                table.columns.iter().for_each(|column| inline(&column.title, into));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| inline(&cell.text, into));
                table.below.iter().for_each(|line| inline(line, into));
            }
            Block::Figure(one) => {
                inline(&one.caption, into);
                one.below.iter().for_each(|line| inline(line, into));
            }
            Block::Box(one) => {
                inline(&one.title, into);
                call(&one.blocks, into);
            }
            Block::Contents | Block::NewPage => (),
        }
    }
}

fn list_of(list: &kriterion_paper::List, into: &mut Vec<usize>) {
    for item in &list.items {
        into.extend(item.text.iter().filter_map(|span| match span {
            kriterion_paper::Span::Note { at } => Some(*at),
            _ => None,
        }));
        if let Some(below) = &item.below {
            list_of(below, into);
        }
    }
}

#[test]
fn ratings_stand_beside_each_other_with_who_gave_them() {
    let mut manuscript = fresh("KAZ", Lang::De);
    let own = kriterion_heart::manuscript::OwnRating {
        level: kriterion_heart::level::Level::Critical,
        reasons: "Wegen der Routen.".to_owned(),
    };
    kriterion_heart::manuscript::Change::Rating(6, Some(own)).apply(&mut manuscript);
    let all = document(&manuscript, bundle(), Lang::De, Options::default());
    let table = all.blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.id == "II.0-ratings" => Some(table),
        _ => None,
    });
    let rows: Vec<Vec<String>> = table
        .unwrap()
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| text(&cell.text)).collect())
        .collect();
    let at = rows.iter().position(|row| row[0].starts_with("6 ")).unwrap();
    assert!(rows[at][0].contains("gehen auseinander"), "{:?}", rows[at]);
    assert_eq!(
        rows[at][1..],
        ["kritisch", "Verfasser dieses Berichts, 28.11.2026", "Wegen der Routen."]
    );
    assert!(rows[at + 1][1] == "nicht kritisch" && rows[at + 1][2].contains("BICC"));
    assert!(rows[at + 2][2].contains("Bewertungsmethode"), "{:?}", rows[at + 2]);
    assert!(rows[at + 2][0].starts_with("6 ") && rows[at + 3][0].starts_with("7 "));
    // The summary names the author's level.
    let said = kriterion_paper::said(&all).join("\n");
    assert!(said.contains(
        "6 Verhalten in der internationalen Gemeinschaft: kritisch (Verfasser dieses Berichts"
    ));
}
