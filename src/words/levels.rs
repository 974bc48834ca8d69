//! Levels and marks as they are shown.

use crate::i18n::{Key, Word as _, fill, say};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::level::{Level, Mark};
use kriterion_heart::score::{Assessment, Confidence, Proposal};
use kriterion_heart::text::Lang;

/// The proposal's level. Where only answers are missing, it says so: there are data, and what they say on the country
/// must not hide behind *no data*.
pub fn proposed(lang: Lang, proposal: &Proposal) -> String {
    let known = proposal.baseline != Level::NoData;
    if proposal.level == Level::NotCritical && proposal.confidence == Confidence::Low {
        return fill(lang, Key::LevelWeakBasis, &[("level", proposal.level.word(lang))]);
    }
    if proposal.level != Level::NoData || !known {
        return proposal.level.word(lang).to_owned();
    }
    fill(lang, Key::LevelOpen, &[("country", proposal.baseline.word(lang))])
}

/// For the path, in few words: the judgement, with the proposal where the two differ; else the proposal, or the
/// country's level while questions are open.
pub fn level_now(lang: Lang, proposal: &Proposal) -> String {
    match proposal.judgement {
        None if proposal.level == Level::NoData && proposal.baseline != Level::NoData => {
            fill(lang, Key::LevelOfCountry, &[("level", proposal.baseline.word(lang))])
        }
        None => proposal.level.word(lang).to_owned(),
        Some(level) if proposal.departs => fill(
            lang,
            Key::LevelJudgedOther,
            &[("level", level.word(lang)), ("proposal", proposal.level.word(lang))],
        ),
        Some(level) => fill(lang, Key::LevelJudged, &[("level", level.word(lang))]),
    }
}

/// Every judgement that departs from its proposal, with its reason.
pub fn departures(lang: Lang, dossier: &Dossier, assessment: &Assessment) -> Vec<String> {
    let departing = assessment.criteria.iter().filter(|proposal| proposal.departs);
    let line = |proposal: &Proposal| {
        let reason = dossier.record(proposal.criterion).departure.trim();
        let reason = if reason.is_empty() { say(lang, Key::DepartureNoReason) } else { reason };
        fill(
            lang,
            Key::DepartureLine,
            &[
                ("n", &proposal.criterion.to_string()),
                ("judged", proposal.judgement.map_or("", |level| level.word(lang))),
                ("proposed", proposal.level.word(lang)),
                ("reason", reason),
            ],
        )
    };
    departing.map(line).collect()
}

/// How well a statement was checked, in two or three words.
pub fn mark(lang: Lang, mark: Mark) -> &'static str {
    say(
        lang,
        match mark {
            Mark::R => Key::MarkShortR,
            Mark::S => Key::MarkShortS,
            Mark::M => Key::MarkShortM,
            Mark::P => Key::MarkShortP,
            Mark::U => Key::MarkShortU,
        },
    )
}
