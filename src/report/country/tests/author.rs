//! What an author writes: Markdown, figures by name, the summary, another language.

use super::*;
use kriterion_heart::manuscript::{Change, RefFault};

fn written_on(manuscript: &mut Manuscript, part: &str, text: &str) -> Vec<RefFault> {
    let (change, faults) = write(manuscript, bundle(), part, text);
    change.apply(manuscript);
    faults
}

fn said(document: &Document) -> String {
    kriterion_paper::said(document).join("\n")
}

/// The paragraph that holds some words.
fn paragraph<'d>(document: &'d Document, words: &str) -> &'d Paragraph {
    let found = document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if text(&paragraph.text).contains(words) => Some(paragraph),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no paragraph has {words:?}"))
}

#[test]
fn a_named_figure_prints_its_value_with_unit_and_source() {
    let mut manuscript = fresh("KAZ", Lang::De);
    let typed = "Der Anteil lag bei {milex_pct_gdp.2024}, das waren {milex_usd_const.2024}; in Usbekistan {UZB:hdi.2023}; gedruckt {milex/milex_usd.2020}.";
    assert!(written_on(&mut manuscript, "I.3", typed).is_empty());
    let document = document(&manuscript, bundle(), Lang::De, Options::default());
    let found = paragraph(&document, "Der Anteil lag bei");
    assert_eq!(
        text(&found.text),
        "Der Anteil lag bei 0,43\u{a0}% des BIP, das waren 1.145 Mio. US-Dollar (Preise von 2023); in Usbekistan 0,74 (Index 0–1); gedruckt 2.002 Mio. US-Dollar (Preise von 2023)."
    );
    assert!(!found.is_generated);
    let notes: Vec<usize> = found
        .text
        .iter()
        .filter_map(|span| match span {
            kriterion_paper::Span::Note { at } => Some(*at),
            _ => None,
        })
        .collect();
    assert_eq!(notes.len(), 4);
    let first = text(&document.notes[notes[0]].text);
    assert!(first.contains("World Development Indicators") && first.contains("2024"), "{first}");
    assert!(document.notes[notes[0]].source.is_some());
}

#[test]
fn a_name_that_is_no_figure_is_one_clear_fault_with_what_to_do() {
    let mut manuscript = fresh("KAZ", Lang::De);
    let faults = written_on(
        &mut manuscript,
        "I.3",
        "{milex_pct_gpd.2024} {milex_pct.2024} {hdi.1850} {XXX:hdi} {quite_another_thing_it_is}",
    );
    let told: Vec<String> = faults.iter().map(|fault| ref_fault(Lang::En, fault)).collect();
    assert_eq!(told[0], "No figure is called milex_pct_gpd. Is milex_pct_gdp meant?");
    assert!(told[1].contains("milex_pct_gdp, milex_pct_gov"), "{}", told[1]);
    assert!(told[2].contains("2023") && !told[2].contains("1850"), "{}", told[2]);
    assert!(told[3].contains("XXX"));
    assert_eq!(
        told[4],
        "No figure is called quite_another_thing_it_is. Choose one from the list of figures."
    );
    // What is in braces stays as it was typed.
    let plain = document(&manuscript, bundle(), Lang::De, Options::default());
    assert!(said(&plain).contains("{milex_pct_gpd.2024} {milex_pct.2024}"));
    let marks = Options { has_marks: true, ..Options::default() };
    let marked = document(&manuscript, bundle(), Lang::De, marks);
    assert!(said(&marked).contains("{milex_pct_gpd.2024} [unbekannte Zahl]"));
}

#[test]
fn a_pinned_figure_stays_when_the_data_move_and_is_marked_in_the_preview_only() {
    let mut manuscript = fresh("KAZ", Lang::De);
    written_on(&mut manuscript, "I.3", "Es waren {milex_usd_const.2024}.");
    let mut newer = bundle().clone();
    let series = newer.atlas.indicators.iter_mut().find(|one| one.id == "milex_usd_const").unwrap();
    let at = bundle().atlas.country_index(iso3("KAZ")).unwrap();
    let point = series.points.iter_mut().find(|point| point.country == at && point.year == 2024);
    point.unwrap().value = Some(1250.0);
    assert!(stale(&manuscript, bundle()).is_empty());
    let old = stale(&manuscript, &newer);
    assert_eq!((old.len(), old[0].part.as_str()), (1, "I.3"));
    assert_eq!(old[0].now.as_ref().and_then(|pin| pin.cell.value), Some(1250.0));
    let quiet = said(&document(&manuscript, &newer, Lang::De, Options::default()));
    assert!(quiet.contains("Es waren 1.145 Mio. US-Dollar") && !quiet.contains("überholt"));
    let marks = Options { has_marks: true, ..Options::default() };
    let marked = said(&document(&manuscript, &newer, Lang::De, marks));
    assert!(marked.contains("überholt: jetzt 1.250 Mio. US-Dollar (Preise von 2023)"));
    // To write the text again does not take the new value by itself.
    let (change, _) = write(&manuscript, &newer, "I.3", "Es waren rund {milex_usd_const.2024}.");
    change.apply(&mut manuscript);
    assert_eq!(stale(&manuscript, &newer).len(), 1);
    // To take it away and to write it anew does.
    written_on(&mut manuscript, "I.3", "Es waren.");
    let (change, _) = write(&manuscript, &newer, "I.3", "Es waren {milex_usd_const.2024}.");
    change.apply(&mut manuscript);
    assert!(stale(&manuscript, &newer).is_empty());
}

#[test]
fn the_summary_is_what_is_marked_and_kept_and_nothing_else() {
    let mut manuscript = fresh("KAZ", Lang::De);
    written_on(&mut manuscript, "I.3", "Nur im Abschnitt. ==Auch oben: {milex_pct_gdp.2024}.==");
    let id = "I.3/milex_usd_const";
    let sentence = manuscript.draft(id).unwrap().text.clone();
    let summary = |manuscript: &Manuscript| {
        let all = document(manuscript, bundle(), Lang::De, Options::default());
        let found = paragraph(&all, "Waffenimporte und Militärausgaben");
        (text(&found.text), found.is_generated)
    };
    let (told, is_generated) = summary(&manuscript);
    assert!(told.contains(&sentence) && told.contains("Auch oben: 0,43\u{a0}% des BIP."), "{told}");
    assert!(!told.contains("Nur im Abschnitt") && !told.contains("==") && !is_generated);
    Change::Draft(id.to_owned(), kriterion_heart::manuscript::DraftState::Deleted)
        .apply(&mut manuscript);
    assert!(!summary(&manuscript).0.contains(&sentence));
    let body = said(&document(&manuscript, bundle(), Lang::De, Options::default()));
    assert!(!body.contains(&sentence));
    // Taken over it is the author's, and stands in the summary as before.
    let id = "I.3/milex_pct_gdp";
    let sentence = manuscript.draft(id).unwrap().text.clone();
    Change::TakeOver(id.to_owned()).apply(&mut manuscript);
    assert!(summary(&manuscript).0.contains(&sentence));
    let all = document(&manuscript, bundle(), Lang::De, Options::default());
    let own = all.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(one) if text(&one.text) == sentence => Some(one.is_generated),
        _ => None,
    });
    assert_eq!(own.collect::<Vec<_>>(), [false]);
    // Without a word of the author it is the program's.
    let fresh = fresh("SAU", Lang::De);
    assert!(summary(&fresh).1);
}

#[test]
fn a_sentence_is_marked_as_the_programs_and_stands_in_its_part() {
    let manuscript = fresh("KAZ", Lang::En);
    let all = document(&manuscript, bundle(), Lang::En, Options::default());
    let found = paragraph(&all, "Military spending as a share of GDP fell from");
    let marked: Vec<bool> = all
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(one) if text(&one.text).contains("as a share of GDP fell") => {
                Some(one.is_generated)
            }
            _ => None,
        })
        .collect();
    assert!(found.is_generated && marked == [true, true], "{marked:?}");
}

#[test]
fn in_another_language_tables_and_sentences_follow_and_the_authors_words_say_that_they_do_not() {
    let mut manuscript = fresh("KAZ", Lang::De);
    written_on(&mut manuscript, "I.3", "Ein *deutscher* Satz mit {milex_pct_gdp.2024}.");
    let french = document(&manuscript, bundle(), Lang::Fr, Options::default());
    let all = said(&french);
    assert!(
        all.contains("Tableau 5\u{a0}: Dépenses militaires")
            || all.contains("Tableau 5 : Dépenses militaires"),
        "{}",
        &all[..400]
    );
    assert!(all.contains("Les dépenses militaires baissent, de"));
    assert!(!all.contains("Die Militärausgaben sanken"));
    assert!(all.contains("Texte de l’auteur, non traduit (allemand)."));
    let own = paragraph(&french, "deutscher");
    let languages = own.text.iter().filter_map(|span| match span {
        kriterion_paper::Span::Words(words) => Some(words.language),
        _ => None,
    });
    assert!(languages.into_iter().all(|language| language == Some(Language::De)));
    // The value is written as the text around it.
    assert!(text(&own.text).contains("0,43\u{a0}% des BIP"));
    assert_eq!(french.about.language, Language::Fr);
}

#[test]
fn hints_stand_in_a_draft_and_not_in_what_goes_out() {
    let mut manuscript = fresh("SOM", Lang::De);
    let hints = |document: &Document| {
        let inner = document.blocks.iter().flat_map(|block| match block {
            Block::Box(boxed) => boxed.blocks.iter().collect::<Vec<_>>(),
            other => vec![other],
        });
        inner
            .filter(|block| matches!(block, Block::Paragraph(one) if one.role == Role::Hint))
            .count()
    };
    let draft = document(&manuscript, bundle(), Lang::De, Options::default());
    assert_eq!(hints(&draft), PARTS.len());
    written_on(&mut manuscript, "I.4", "Dazu ist nichts bekannt (Stand 2026).");
    let draft = document(&manuscript, bundle(), Lang::De, Options::default());
    assert_eq!(hints(&draft), PARTS.len() - 1);
    let last = Options { is_final: true, ..Options::default() };
    let last = document(&manuscript, bundle(), Lang::De, last);
    assert_eq!(hints(&last), 0);
    assert!(said(&last).contains("Dazu ist nichts bekannt"));
}

#[test]
fn markdown_becomes_blocks_and_its_notes_are_notes() {
    let mut manuscript = fresh("KAZ", Lang::De);
    let typed = "# Lage\n\nEin **starkes** Wort[^1].\n\n- eins\n  - darunter\n- zwei\n\n> Zitat\n\n[Seite](https://example.org) <b>kein</b> [Befehl](javascript:x)\n\n[^1]: Mit *Grund*.";
    written_on(&mut manuscript, "I.7", typed);
    let all = document(&manuscript, bundle(), Lang::De, Options::default());
    let ids: Vec<&str> = all
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) if text(&heading.text) == "Lage" => Some(heading.id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(ids, ["I.7-0"]);
    assert!(all.notes.iter().any(|note| text(&note.text) == "Mit Grund." && note.source.is_none()));
    let list = all.blocks.iter().find_map(|block| match block {
        Block::List(list) if text(&list.items[0].text) == "eins" => Some(list),
        _ => None,
    });
    let below = list.unwrap().items[0].below.as_ref().unwrap();
    assert_eq!(text(&below.items[0].text), "darunter");
    assert!(
        all.blocks
            .iter()
            .any(|block| matches!(block, Block::Paragraph(one) if one.role == Role::Quote))
    );
    let links = paragraph(&all, "Seite");
    assert_eq!(text(&links.text), "Seite <b>kein</b> Befehl");
    let urls: Vec<_> = links
        .text
        .iter()
        .filter_map(|span| match span {
            kriterion_paper::Span::Words(words) => words.link.clone(),
            _ => None,
        })
        .collect();
    assert_eq!(urls, [kriterion_paper::Link::Url("https://example.org".to_owned())]);
}

#[test]
fn every_name_of_the_list_leads_to_the_value_that_it_shows() {
    let mut manuscript = fresh("KAZ", Lang::De);
    let all = names(bundle(), iso3("KAZ"), Lang::De, "", usize::MAX);
    assert!(all.len() > 700, "{}", all.len());
    let some = names(bundle(), iso3("KAZ"), Lang::De, "militärausgaben BIP 2024", 10);
    assert_eq!(some[0].reference, "{milex_pct_gdp.2024}");
    assert_eq!(some[0].value, "0,43\u{a0}% des BIP");
    assert_eq!(names(bundle(), iso3("KAZ"), Lang::De, "milex", 3).len(), 3);
    for name in &all {
        let faults = written_on(&mut manuscript, "I.3", &name.reference);
        assert!(faults.is_empty(), "{name:?}");
        let pin = manuscript.pins.values().next().unwrap();
        assert_eq!(written(Lang::De, pin), name.value, "{name:?}");
    }
}

/// A short file that calls one long note ten thousand times would else be a report of gigabytes.
#[test]
fn a_hostile_text_asks_for_no_more_than_a_machine_holds() {
    let mut manuscript = fresh("TUV", Lang::De);
    let note = "lang ".repeat(100_000);
    let typed = format!("{}\n\n[^1]: {note}", "Wort[^1] ".repeat(10_000));
    written_on(&mut manuscript, "I.4", &typed);
    let all = document(&manuscript, bundle(), Lang::De, Options::default());
    let letters: usize = all.notes.iter().map(|note| text(&note.text).len()).sum();
    assert!(letters < 8 << 20, "{letters}");
    let deep = format!("{}{}", "> ".repeat(5_000), "- ".repeat(5_000));
    written_on(&mut manuscript, "I.4", &deep);
    document(&manuscript, bundle(), Lang::De, Options::default());
}
