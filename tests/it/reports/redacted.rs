//! What is left out is in no form of any report, and what stays is there.

use super::full::{Class, full};
use super::{FONTS, forms};
use kriterion::report::{Case, Extra, Kind, Profile, Redaction, Removed, compose, leaks, redact};
use kriterion_heart::text::Lang;
use kriterion_paper::Block;
use std::collections::BTreeSet;

const KINDS: [Kind; 4] = [Kind::Assessment, Kind::ShortNote, Kind::Ledger, Kind::Debrief];

fn takes(redaction: Redaction, class: Class) -> bool {
    match class {
        Class::Kept => false,
        Class::Person => redaction.persons,
        Class::Party => redaction.parties,
        Class::Price => redaction.prices,
        Class::Reference => redaction.references,
        Class::FileName => redaction.file_names,
        Class::Classified => redaction.classified,
        Class::Denial => redaction.denials,
        // What was changed since a signature is not told in detail.
        Class::Changed => !redaction.is_none(),
        Class::ClassifiedFile => redaction.classified || redaction.file_names,
        Class::DenialParty => redaction.denials || redaction.parties,
    }
}

/// Which of these words a file holds.
fn held(file: &[u8], words: &[String]) -> BTreeSet<String> {
    let removed = Removed { strings: words.to_vec(), unproven: Vec::new() };
    leaks(file, &removed).unwrap().into_iter().collect()
}

fn files(case: &Case<'_>, kind: Kind) -> Vec<(&'static str, Vec<u8>)> {
    let document = compose(kind, case, Lang::En, Extra::default()).unwrap();
    forms(&document, &FONTS)
}

#[test]
fn the_assessment_says_every_text_of_the_case_in_every_form() {
    let full = full();
    assert!(full.words.len() > 350, "{}", full.words.len());
    // Of an entry that was thrown away the report tells what it was and why it went; of removed evidence no file. A
    // reading that several rules use stands once, and so does a source; a coded value has a word and no unit.
    let is_told = |path: &str| {
        let last = path.rsplit('/').next().unwrap_or_default();
        let thrown = path.starts_with("/removed_incidents/") && !["What", "reason"].contains(&last);
        let file = path.starts_with("/removed_evidence/") && path.contains("/attachment/");
        let again = path.starts_with("/country_view/")
            && (path.contains("/readings/") || path.contains("/others/"));
        let typed = ["/evidence/4", "/removed_evidence/0"].iter().any(|it| path.starts_with(it));
        let of_source = path.contains("/source/") && ["url", "licence"].contains(&last) && !typed;
        !thrown && !file && !again && !of_source && path != "/evidence/6/figure/unit"
    };
    let told: Vec<_> = full.words.iter().filter(|(_, path, _)| is_told(path)).collect();
    let words: Vec<String> = told.iter().map(|(word, ..)| word.clone()).collect();
    for (form, file) in files(&full.case(), Kind::Assessment) {
        // A table is no whole report.
        if form == "csv" {
            continue;
        }
        let held = held(&file, &words);
        let lost: Vec<_> = told.iter().filter(|(word, ..)| !held.contains(word)).collect();
        assert!(lost.is_empty(), "{form}: {lost:?}");
    }
}

#[test]
fn what_is_left_out_is_in_no_form_and_the_rest_is() {
    let full = full();
    let case = full.case();
    let words: Vec<String> = full.words.iter().map(|(word, ..)| word.clone()).collect();
    for kind in KINDS {
        let whole: Vec<_> = files(&case, kind)
            .into_iter()
            .map(|(form, file)| (form, held(&file, &words)))
            .collect();
        for profile in [Profile::Ngo, Profile::Training] {
            let redaction = profile.redaction();
            let (copy, removed) = redact(&case, redaction, Lang::En);
            assert!(removed.strings.len() > 20, "{removed:?}");
            for ((form, file), (_, whole)) in files(&copy, kind).into_iter().zip(&whole) {
                let left = held(&file, &words);
                for (word, path, class) in &full.words {
                    let expected = whole.contains(word) && !takes(redaction, *class);
                    let what = format!("{kind:?} {profile:?} {form}: {word} {path} {class:?}");
                    assert_eq!(left.contains(word), expected, "{what}");
                }
                assert_eq!(leaks(&file, &removed).unwrap(), Vec::<String>::new(), "{form}");
            }
        }
    }
}

#[test]
fn each_switch_takes_out_its_own_and_no_more() {
    let full = full();
    let case = full.case();
    let words: Vec<String> = full.words.iter().map(|(word, ..)| word.clone()).collect();
    let none = Redaction::default();
    let choices = [
        Redaction { persons: true, ..none },
        Redaction { parties: true, ..none },
        Redaction { prices: true, ..none },
        Redaction { references: true, ..none },
        Redaction { file_names: true, ..none },
        Redaction { classified: true, ..none },
        Redaction { denials: true, ..none },
    ];
    let json = |case: &Case<'_>| {
        let document = compose(Kind::Assessment, case, Lang::En, Extra::default()).unwrap();
        serde_json::to_vec(&document).unwrap()
    };
    let whole = held(&json(&case), &words);
    for redaction in choices {
        let (copy, removed) = redact(&case, redaction, Lang::En);
        let file = json(&copy);
        let left = held(&file, &words);
        for (word, path, class) in &full.words {
            let expected = whole.contains(word) && !takes(redaction, *class);
            assert_eq!(left.contains(word), expected, "{redaction:?} {word} {path} {class:?}");
        }
        assert_eq!(leaks(&file, &removed).unwrap(), Vec::<String>::new());
        assert!(!leaks(&json(&case), &removed).unwrap().is_empty(), "{redaction:?} proves nothing");
    }
}

/// Their pixels are not read by the check.
#[test]
fn no_chart_holds_what_somebody_typed() {
    let full = full();
    let words: Vec<String> = full.words.iter().map(|(word, ..)| word.clone()).collect();
    for kind in KINDS {
        let document = compose(kind, &full.case(), Lang::En, Extra::default()).unwrap();
        for block in &document.blocks {
            if let Block::Figure(figure) = block {
                let chart = serde_json::to_vec(&figure.chart).unwrap();
                assert!(held(&chart, &words).is_empty(), "{kind:?}: {}", figure.id);
            }
        }
    }
}

#[test]
fn a_redacted_report_says_what_it_leaves_out_and_levels_stay() {
    let full = full();
    let case = full.case();
    for lang in Lang::ALL {
        let (copy, _) = redact(&case, Profile::Training.redaction(), lang);
        let document = compose(Kind::Assessment, &copy, lang, Extra::default()).unwrap();
        assert!(!document.about.redaction.is_empty());
        let text = kriterion_paper::said(&document).join("\n");
        assert!(text.contains(&document.about.redaction), "{lang:?}");
        let withheld = [
            "[Denial 1: withheld]",
            "[Ablehnung 1: nicht wiedergegeben]",
            "[Refus 1 : non communiqué]",
        ];
        assert!(withheld.iter().any(|words| text.contains(words)), "{lang:?}");
        assert!(!text.contains("Zwverschlossen"), "a passage with a marking stays");
        for (a, b) in copy.assessment.criteria.iter().zip(&case.assessment.criteria) {
            assert_eq!((a.level, a.judgement, a.residual), (b.level, b.judgement, b.residual));
        }
    }
    let (same, removed) = redact(&case, Profile::None.redaction(), Lang::En);
    assert_eq!((removed, same.withheld.said.as_str()), (Removed::default(), ""));
}

#[test]
fn names_of_every_day_are_taken_out_and_told_to_be_unproven() {
    let mut full = full();
    full.dossier.officer = "Freedom House".to_owned();
    let (copy, removed) = redact(&full.case(), Profile::Ngo.redaction(), Lang::En);
    assert_eq!(copy.dossier.officer, "[name withheld]");
    assert!(removed.unproven.contains(&"Freedom House".to_owned()), "{:?}", removed.unproven);
    assert!(!removed.strings.contains(&"Freedom House".to_owned()));
}
