//! What would change a level, in words: single tests, wanted values, and the smallest sets of changes.

use crate::i18n::{Key, Word, fill, number_short, say};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::fixed::Fixed;
use kriterion_heart::rating::{Limit, Part, Reading, Test, Truth, Turn};
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::score::{AnswerTurn, Flip, Way};
use kriterion_heart::text::Lang;

/// One test on a reading with its outcome: `Political Terror Scale: 3 (2024) · asked: at least 2 · true`.
pub fn part(lang: Lang, bundle: &Bundle, reading: &Reading, part: &Part) -> String {
    let said = words::reading(lang, reading);
    match (part.test, part.truth) {
        (Test::Points(_), Truth::Open) => fill(lang, Key::TestedPointsOpen, &[("reading", &said)]),
        (Test::Points(given), _) => {
            fill(lang, Key::TestedPoints, &[("reading", &said), ("n", &given.to_string())])
        }
        (other, truth) => fill(
            lang,
            Key::TestedLine,
            &[
                ("reading", &said),
                ("test", &test(lang, bundle, &reading.id, other)),
                ("truth", truth.word(lang)),
            ],
        ),
    }
}

/// What is asked of a reading.
pub(super) fn test(lang: Lang, bundle: &Bundle, id: &str, test: Test) -> String {
    let number =
        |key, number: Fixed| fill(lang, key, &[("n", &number_short(lang, number.to_f64()))]);
    match test {
        Test::Yes => say(lang, Key::TestYes).to_owned(),
        Test::No => say(lang, Key::TestNo).to_owned(),
        Test::Missing => say(lang, Key::TestMissing).to_owned(),
        Test::Value(limit) => {
            let (low, high) = match limit {
                Limit::AtLeast(_) | Limit::Above(_) => (Some(limit), None),
                Limit::AtMost(_) | Limit::Below(_) => (None, Some(limit)),
            };
            wanted(lang, bundle, id, low, high)
        }
        Test::FewerThan(count) => number(Key::TestBelow, Fixed::from(count)),
        Test::ShareBelow(percent) => number(Key::TestShareBelow, percent),
        Test::TopShare(percent) => number(Key::TestTopShare, percent),
        Test::Points(_) => String::new(),
    }
}

/// A stretch of values. Coded values are said by their words.
fn wanted(
    lang: Lang,
    bundle: &Bundle,
    id: &str,
    low: Option<Limit>,
    high: Option<Limit>,
) -> String {
    let words = coded(lang, bundle, id);
    if !words.is_empty() && (low.is_some() || high.is_some()) {
        let keeps = |limit: Option<Limit>, code: Fixed| {
            limit.is_none_or(|limit| limit.holds(code, code) == Some(true))
        };
        let within: Vec<String> = words
            .into_iter()
            .filter(|(code, _)| keeps(low, *code) && keeps(high, *code))
            .map(|(_, word)| word)
            .collect();
        return or_list(lang, &within);
    }
    match (low.map(|it| limit(lang, it)), high.map(|it| limit(lang, it))) {
        (Some(low), Some(high)) => fill(lang, Key::TestBetween, &[("low", &low), ("high", &high)]),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => say(lang, Key::TestAny).to_owned(),
    }
}

fn limit(lang: Lang, limit: Limit) -> String {
    let (key, at) = match limit {
        Limit::AtLeast(at) => (Key::TestAtLeast, at),
        Limit::Above(at) => (Key::TestAbove, at),
        Limit::AtMost(at) => (Key::TestAtMost, at),
        Limit::Below(at) => (Key::TestBelow, at),
    };
    fill(lang, key, &[("n", &number_short(lang, at.to_f64()))])
}

/// The words of a coded input, by code.
fn coded(lang: Lang, bundle: &Bundle, id: &str) -> Vec<(Fixed, String)> {
    let own = bundle.prefill.inputs.iter().find(|words| words.id == id);
    if let Some(own) = own.filter(|own| !own.categories.is_empty()) {
        return own.categories.iter().map(|(code, it)| (*code, it.get(lang).to_owned())).collect();
    }
    let entry = bundle.rules.registry_entry(id);
    let mut series = entry.into_iter().flat_map(|it| &it.bundled);
    let series = series.find_map(|series| bundle.atlas.indicator(series));
    let categories = series.into_iter().flat_map(|series| &series.categories);
    categories
        .filter_map(|(code, word)| Some((Fixed::of(*code)?, word.get(lang).to_owned())))
        .collect()
}

/// `free, partly free or not free`.
fn or_list(lang: Lang, words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [list @ .., last] => fill(lang, Key::OrList, &[("list", &list.join(", ")), ("last", last)]),
    }
}

/// What one fact would have to be, and what it is.
pub fn turn(lang: Lang, bundle: &Bundle, turn: &Turn) -> String {
    let wanted = match (turn.is_yes_no, turn.low.is_some()) {
        (true, true) => say(lang, Key::TestYes).to_owned(),
        (true, false) => say(lang, Key::TestNo).to_owned(),
        (false, _) => wanted(lang, bundle, &turn.reading.id, turn.low, turn.high),
    };
    let year = turn.reading.year.map(|year| format!(", {year}")).unwrap_or_default();
    let now = format!("{}{year}", words::value(lang, &turn.reading));
    let name = turn.reading.name.get(lang);
    fill(lang, Key::TurnFact, &[("name", name), ("wanted", &wanted), ("now", &now)])
}

/// How many questions must be answered how.
pub fn answer_turn(lang: Lang, turn: &AnswerTurn) -> String {
    let finding = turn.to.map_or_else(|| say(lang, Key::FlipAnyFinding), |to| to.word(lang));
    let names: Vec<String> = turn.of.iter().map(QuestionId::to_string).collect();
    match turn.of.as_slice() {
        [one] => {
            fill(lang, Key::TurnAnswer, &[("question", &one.to_string()), ("finding", finding)])
        }
        all => {
            let key =
                if turn.count == all.len() { Key::TurnAnswersAll } else { Key::TurnAnswersAny };
            let (n, questions) = (turn.count.to_string(), names.join(", "));
            fill(lang, key, &[("n", &n), ("questions", &questions), ("finding", finding)])
        }
    }
}

/// `To become “critical”, one thing must change:`.
pub fn flip_head(lang: Lang, flip: &Flip) -> String {
    let n = match flip.size {
        1 => say(lang, Key::FlipOne).to_owned(),
        more => fill(lang, Key::FlipMany, &[("n", &more.to_string())]),
    };
    fill(lang, Key::FlipHead, &[("level", flip.to.word(lang)), ("n", &n)])
}

/// One way on one line.
pub fn way(lang: Lang, bundle: &Bundle, way: &Way) -> String {
    let facts = way.facts.iter().map(|fact| turn(lang, bundle, fact));
    let country = way.country.map(|to| fill(lang, Key::TurnCountry, &[("level", to.word(lang))]));
    let answers = way.answers.iter().map(|answer| answer_turn(lang, answer));
    let all: Vec<String> = facts.chain(country).chain(answers).collect();
    all.join(&format!(" {} ", say(lang, Key::WayAnd)))
}
