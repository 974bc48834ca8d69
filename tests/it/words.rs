//! The texts of the program: three languages, the same slots. The build refuses less; this shows that it looked.

use kriterion::i18n::{Key, Word, say};
use kriterion::words;
use kriterion_heart::text::{Lang, Text, slots};

#[test]
fn every_language_says_everything_with_the_same_slots() {
    for key in Key::ALL {
        for lang in Lang::ALL {
            assert!(!say(lang, key).trim().is_empty(), "{key:?} in {lang:?}");
            assert_eq!(slots(say(lang, key)), slots(say(Lang::En, key)), "{key:?} in {lang:?}");
        }
    }
}

#[test]
fn every_question_has_english_german_and_french() {
    let bundle = kriterion::bundle::load();
    assert!(bundle.faults.is_empty(), "{:?}", bundle.faults);
    let questions: Vec<_> =
        bundle.rules.criteria.iter().flat_map(|criterion| &criterion.questions).collect();
    assert_eq!(bundle.rules.criteria.len(), 8);
    assert_eq!(questions.len(), 107);
    let full =
        |text: &Text| [&text.en, &text.de, &text.fr].iter().all(|words| !words.trim().is_empty());
    for question in questions {
        assert!(
            full(&question.ask) && full(&question.help) && full(&question.reference),
            "{}",
            question.id
        );
    }
}

#[test]
fn every_contradiction_is_told_in_every_language() {
    use kriterion_heart::contradiction::{How, Rule, Why, find_all};
    let bundle = kriterion::bundle::load();
    let all = find_all(&bundle.atlas);
    assert!(!all.is_empty());
    for lang in Lang::ALL {
        for found in all.iter().flat_map(|(_, found)| found) {
            let lines = words::contradiction(lang, &bundle, found);
            assert!(lines.len() >= 4, "{lines:?}");
            for line in lines {
                assert!(
                    !line.trim().is_empty() && !line.contains(['{', '}']) && !line.contains("  "),
                    "{line}"
                );
                // Words of the tables and ids of series are for the program, not for readers.
                for own in ["none given", "rsf_rank", "armed_forces_low", "dreizehn", "knapp "] {
                    assert!(!line.contains(own), "{line}");
                }
                assert!(
                    !line.ends_with(" –") && !line.contains("%%") && !line.contains("% %"),
                    "{line}"
                );
            }
        }
        // Two rules, ways or reasons that read the same would be one to a reader.
        let mut rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.word(lang)).collect();
        let mut hows: Vec<&str> = How::ALL.iter().map(|how| how.word(lang)).collect();
        let mut whys: Vec<&str> = Why::ALL.iter().map(|why| why.word(lang)).collect();
        for (words, count) in [
            (&mut rules, Rule::ALL.len()),
            (&mut hows, How::ALL.len()),
            (&mut whys, Why::ALL.len()),
        ] {
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{lang:?}");
        }
    }
}

#[test]
fn what_is_mixed_is_named_and_nothing_has_three_faces() {
    use kriterion_heart::measure::{Kind, Mixed, Nothing, Prices};
    for lang in Lang::ALL {
        let said =
            words::mixed(lang, &Mixed::Prices(Prices::Constant(Some(2023)), Prices::Current));
        assert!(said.contains("2023") && !said.contains('{'), "{said}");
        let said = words::mixed(lang, &Mixed::NoSum(Kind::Rank));
        assert!(said.contains(Kind::Rank.word(lang)), "{said}");
        let faces = [Nothing::NoDelivery, Nothing::NotAvailable, Nothing::NotApplicable]
            .map(|nothing| words::nothing(lang, nothing));
        assert!(faces[0] != faces[1] && faces[1] != faces[2] && faces[0] != faces[2]);
    }
}

#[test]
fn lists_are_parted_as_each_language_does() {
    assert_eq!(words::listed(Lang::De, &["a", "b, c"]), "a; b, c");
    assert_eq!(words::listed(Lang::Fr, &["a", "b, c"]), "a\u{202f}; b, c");
    assert_eq!(words::listed::<&str>(Lang::Fr, &[]), "");
}

/// The row of the table has its status only in German.
#[test]
fn the_sample_says_no_german_in_other_languages() {
    let bundle = kriterion::bundle::load();
    let day = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
    let case = kriterion::sample::dossier(&bundle, Lang::En, day);
    let mut items = case.evidence.values();
    let item = items.find(|item| item.key == "table/KAZ/treaties_prose/TP-10").unwrap();
    assert!(item.title.en.starts_with("EU or UN sanctions · none"), "{}", item.title.en);
    assert!(item.title.fr.contains(" · aucune"), "{}", item.title.fr);
    assert!(item.title.de.contains(" · keine"), "{}", item.title.de);
}
