//! The texts of the program: three languages, the same slots. The build refuses less; this shows that it looked.

use kriterion::i18n::{Key, say};
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
