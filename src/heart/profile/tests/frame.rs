//! The frame of an assessment and the methods behind it: parts A and G of the list of systems, where facts are concerned.

use super::*;
use crate::level::Level;
use crate::text::Lang;

#[test]
fn si_002_the_published_rating_one_three_four() {
    let Body::Ratings(rows) = body("II.0-ratings") else { panic!("no ratings") };
    let count = |level| rows.iter().filter(|row| row.level == Some(level)).count();
    let counts = [Level::Critical, Level::PossiblyCritical, Level::NotCritical].map(count);
    assert_eq!(counts, [1, 3, 4]);
    assert!(rows.iter().all(|row| row.source.as_ref().unwrap().title.en.contains("BICC")));
}

#[test]
fn si_004_all_tables_and_charts_come_out_of_the_data() {
    for at in 1..=21 {
        assert!(!kaz().element(&format!("T{at}")).unwrap().is_empty(), "T{at}");
    }
    for at in 1..=5 {
        assert!(!kaz().element(&format!("C{at}")).unwrap().is_empty(), "C{at}");
    }
}

#[test]
fn si_005_the_value_of_a_goods_group_is_not_the_total() {
    let group = printed_2015();
    assert!(
        (in_column("T1-goods", group, "Value (million euros)").value.unwrap() - 26.92).abs() < 0.01
    );
    assert_eq!(cell("T1", "German arms exports", "2015").value, Some(33.11));
    let Body::Lines(lines) = body("C1") else { panic!("no chart") };
    assert_eq!((lines.first, lines.last), (2000, 2023));
    assert!(lines.traces[0].points.iter().all(|point| point.value.is_some()));
}

#[test]
fn bars_are_shares_of_one_year() {
    let Body::Bars(bars) = body("C1-goods") else { panic!("no bars") };
    assert!(bars.iter().all(|bar| bar.cell.year == Some(2023)));
    let sum: f64 = bars.iter().filter_map(|bar| bar.cell.value).sum();
    assert!(!bars.is_empty() && sum <= 100.0, "{sum}");
}

fn printed_2015() -> &'static Row {
    row("T1-goods", "2015")
}

#[test]
fn si_012_the_embargo_tables_are_dated_lists() {
    let element = kaz().element("II.1-embargoes").unwrap();
    assert!(element.sources.len() >= 2);
    assert_eq!(cell("II.1-prose", "EU or UN sanctions", "Status").words.en, "none");
    for code in ["RUS", "CHN", "IRN", "SDN"] {
        let profile = profile(code);
        let Body::Embargoes(rows) = &profile.element("II.1-embargoes").unwrap().body else {
            panic!("{code}");
        };
        assert!(rows.iter().all(|row| row.as_of.is_some()), "{code}");
        assert!(rows.iter().all(|row| !row.source.title.is_empty()), "{code}");
    }
}

#[test]
fn si_013_gifts_and_licences_are_no_purchases() {
    let deal = |head: &str| cell("D1", head, "Kind of deal").words.en.as_str();
    assert_eq!(deal("S-300PS"), "gift");
    assert_eq!(deal("Marauder (Arlan)"), "licence production");
    assert_eq!(deal("Otokar Arma 8x8"), "trial");
    assert_eq!(cell("I.4-exports", "MiG-31", "Kind of deal").words.en, "sale of surplus");
}

#[test]
fn si_112_every_figure_of_a_table_has_a_source() {
    for element in kaz().sections.iter().flat_map(|section| &section.elements) {
        let Body::Grid(grid) = &element.body else { continue };
        // Who borders on whom and who is in which bloc is the atlas itself.
        if element.id == "II.4-neighbours" || element.id == "II.4-blocs" {
            continue;
        }
        for row in &grid.rows {
            assert!(!row.source.title.is_empty(), "{} {}", element.id, row.head.en);
        }
    }
}

#[test]
fn si_119_what_the_sources_leave_open_is_a_gap() {
    let Body::Gaps(gaps) = body("Q3") else { panic!("no gaps") };
    for id in ["KAZ-E057", "KAZ-E069", "KAZ-E083"] {
        let text = &event(id).text.en;
        assert!(gaps.iter().any(|gap| gap.what.en.starts_with(text.as_str())), "{id}");
    }
    assert!(!gaps.iter().any(|gap| gap.element == "II.1-embargoes"));
}

#[test]
fn si_120_chart_2_says_what_is_missing() {
    let chart = kaz().element("C2").unwrap();
    let Body::Bars(bars) = &chart.body else { panic!("no bars") };
    assert_eq!(bars[0].cell.value, Some(88.0));
    assert_eq!(bars[0].cell.qualifier, crate::atlas::Qualifier::Estimate);
    assert!(chart.note.en.contains("picture"));
}

/// Titles, notes, headings and the words of codes: all that the layout says.
#[test]
fn si_121_the_layout_speaks_three_languages() {
    let layout = &bundle().layout;
    let elements = || layout.sections.iter().flat_map(|section| &section.elements);
    let mut texts: Vec<&Text> = layout.words.values().flat_map(|words| words.values()).collect();
    texts.extend(layout.lexicon.classes.values());
    texts.extend(layout.sections.iter().map(|section| &section.title));
    texts.extend(elements().map(|element| &element.title));
    texts.extend(elements().flat_map(|element| [&element.note, &element.why_empty]));
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        for lang in Lang::ALL {
            assert!(!text.get(lang).trim().is_empty(), "{text:?}");
        }
        assert!(!text.de.is_empty() && !text.fr.is_empty(), "{text:?}");
    }
}

/// What the report tells and what its editors noted, in all languages; French with its own spaces.
#[test]
fn si_121_events_and_contradictions_speak_three_languages() {
    let land = bundle().atlas.country(crate::atlas::Iso3::parse("KAZ").unwrap()).unwrap();
    let mut texts: Vec<(&str, &Text)> = Vec::new();
    for event in &land.events {
        texts.extend([(event.id.as_str(), &event.text), (&event.id, &event.section)]);
    }
    for found in &land.contradictions {
        let told = [&found.topic, &found.claim_a, &found.claim_b, &found.why, &found.handling];
        texts.extend(told.map(|text| (found.id.as_str(), text)));
        texts.extend([(found.id.as_str(), &found.ref_a), (&found.id, &found.ref_b)]);
    }
    assert_eq!(texts.len(), 2 * 286 + 7 * 61);
    let lacks = |text: &Text| text.en.is_empty() || text.de.is_empty() || text.fr.is_empty();
    let lacking: Vec<_> = texts.iter().filter(|(_, text)| lacks(text)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
    let plain = [" ;", " :", " ?", " !", " %", "« ", " »", "'"];
    let spaced = texts.iter().find(|(_, text)| plain.iter().any(|sign| text.fr.contains(sign)));
    assert_eq!(spaced, None);
    // A translation changes no figure.
    let digits = |words: &str| {
        let mut all: Vec<char> = words.chars().filter(char::is_ascii_digit).collect();
        all.sort_unstable();
        all
    };
    let told = texts.iter().find(|(_, text)| digits(&text.en) != digits(&text.fr));
    assert_eq!(told, None);
}

/// Names, units and remarks of figures.
#[test]
fn si_121_figures_of_reports_speak_three_languages() {
    let land = bundle().atlas.country(crate::atlas::Iso3::parse("KAZ").unwrap()).unwrap();
    let mut lacking: Vec<String> = Vec::new();
    for fact in &land.facts {
        for (what, text) in [("name", &fact.name), ("unit", &fact.unit), ("note", &fact.note)] {
            // A remark is put together of cells, and one that nobody translated stays English.
            let same = |lang| text.get(lang).replace('\u{202f}', "") == text.en;
            let is_english = what == "note" && (same(Lang::De) || same(Lang::Fr));
            let lacks = text.de.is_empty() || text.fr.is_empty();
            if text.en.contains(char::is_alphabetic) && (lacks || is_english) {
                lacking.push(format!("{} {what} {text:?}", fact.indicator));
            }
        }
    }
    lacking.sort();
    lacking.dedup();
    assert!(lacking.is_empty(), "{} {lacking:#?}", lacking.len());
}

/// A word of a table that the layout has no words for would be read by people as it stands.
#[test]
fn no_code_of_a_table_reaches_the_reader() {
    let mut found: Vec<String> = Vec::new();
    for element in kaz().sections.iter().flat_map(|section| &section.elements) {
        let Body::Grid(grid) = &element.body else { continue };
        let words = grid.rows.iter().flat_map(|row| {
            row.cells.iter().map(|cell| &cell.words).chain([&row.head, &row.unit, &row.note])
        });
        found.extend(words.filter(|words| words.en.contains('_')).map(|words| words.en.clone()));
    }
    let events = kaz().sections.iter().flat_map(|section| &section.elements);
    for element in events {
        let Body::Events(rows) = &element.body else { continue };
        for row in rows {
            let words = [&row.certainty, &row.precision].into_iter().chain(&row.places);
            found.extend(words.filter(|w| w.en.contains('_') || is_code(w)).map(|w| w.en.clone()));
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{found:?}");
}

fn is_code(words: &Text) -> bool {
    words.en.len() == 3 && words.en.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[test]
fn si_122_the_rating_against_the_text_is_shown_beside_the_rating() {
    let Body::Contradictions(found) = body("II.0-text") else { panic!("none") };
    assert!(found.iter().any(|row| row.id == "KAZ-X50"));
}

/// Each contradiction that the list of the report notes and that data can show.
#[test]
fn si_117_the_detector_finds_what_the_list_has() {
    let found = crate::contradiction::find(&bundle().atlas, iso3("KAZ"));
    let known: Vec<&str> = found.iter().filter_map(|one| one.known.as_deref()).collect();
    for id in ["KAZ-X01", "KAZ-X02", "KAZ-X07", "KAZ-X08", "KAZ-X13", "KAZ-X31", "KAZ-X39"] {
        assert!(known.contains(&id), "{id}: {known:?}");
    }
    assert!(known.len() >= 40, "{}", known.len());
    assert!(known.iter().all(|id| contradiction(id).is_some()));
}

/// Law and parties of a case are kept by the edits that a window makes.
#[test]
fn si_006_si_007_and_si_010_a_case_names_its_law_and_its_broker() {
    use crate::dossier::{Dossier, Editions, Field, PartyField, PartyRole};
    use crate::edit::Edit;
    let mut dossier = Dossier::new(String::new(), day(), Lang::En, Editions::default());
    for law in ["AWG", "WaffG"] {
        Edit::Field(Field::LegalBasis, law.to_owned()).apply(&mut dossier);
        assert_eq!(dossier.request.fields.get(&Field::LegalBasis).map(String::as_str), Some(law));
    }
    Edit::AddParty(PartyRole::Broker).apply(&mut dossier);
    Edit::PartyField(0, PartyField::Name, "Juwenta DB".to_owned()).apply(&mut dossier);
    let broker = &dossier.request.parties[0];
    assert_eq!((broker.role, broker.field(PartyField::Name)), (PartyRole::Broker, "Juwenta DB"));
    // What is known of the firm stands in the profile.
    assert_eq!(cell("I.4-partners", "Juwenta DB", "State").words.en, "two staff convicted 2015");
}

#[test]
fn report_and_series_share_the_unit_of_a_percentage() {
    let shares = rows("T5", "Share of GDP");
    assert!(shares.len() > 1);
    assert!(shares.iter().all(|row| row.unit.en == "% of GDP"));
    // Nobody knows a thousandth of a percent.
    assert_eq!(shares.iter().flat_map(|row| &row.cells).map(|cell| cell.decimals).max(), Some(2));
    for id in ["C3", "C4", "C5"] {
        let Body::Lines(lines) = body(id) else { panic!("{id}") };
        assert!(lines.traces.iter().all(|trace| trace.unit == lines.traces[0].unit), "{id}");
    }
}

#[test]
fn what_is_no_figure_is_said_in_a_table_of_figures() {
    assert_eq!(cell("II.4-geography", "Largest city", "Value").words.fr, "Almaty");
    assert_eq!(cell("II.4-geography", "Neighbour: Russia", "Value").words.de, "Russland");
}

#[test]
fn forces_have_names_in_every_language() {
    for code in ["DEU", "GRC", "SOM", "KWT"] {
        let profile = profile(code);
        let Some(Body::Grid(grid)) = profile.element("II.5-presence").map(|found| &found.body)
        else {
            panic!("{code}")
        };
        for row in &grid.rows {
            for english in ["own armed forces", "United", "personnel count", "civilian"] {
                assert!(!row.head.de.contains(english), "{}", row.head.de);
            }
        }
    }
}
