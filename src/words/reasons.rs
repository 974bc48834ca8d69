//! Why a level is proposed, and what would change it.

use crate::i18n::{Key, Word, fill, say};
use crate::words;
use kriterion_heart::level::Level;
use kriterion_heart::rating::Basis;
use kriterion_heart::rulebook::{QuestionId, Rulebook};
use kriterion_heart::score::{Change, Reason};
use kriterion_heart::text::Lang;

/// One reason. Questions are quoted, so that nobody must look up their numbers.
pub fn reason(lang: Lang, rules: &Rulebook, reason: &Reason) -> String {
    let plain = |key| say(lang, key).to_owned();
    let step = |key, from: Level, to: Level| {
        fill(lang, key, &[("from", from.word(lang)), ("to", to.word(lang))])
    };
    let asked = |key, id: QuestionId| {
        fill(lang, key, &[("question", &id.to_string()), ("ask", ask(lang, rules, id))])
    };
    match reason {
        Reason::Baseline { level, rule, .. } if rule.is_empty() => {
            fill(lang, Key::ReasonBaselineRest, &[("level", level.word(lang))])
        }
        Reason::Baseline { level, rule, mark, .. } => fill(
            lang,
            Key::ReasonBaseline,
            &[
                ("level", level.word(lang)),
                ("rule", rule.get(lang)),
                ("mark", words::mark(lang, *mark)),
            ],
        ),
        Reason::BaselineMissing => plain(Key::ReasonBaselineMissing),
        Reason::Adjusted { from, to, .. } => step(Key::ReasonAdjusted, *from, *to),
        Reason::GoodsUnknown => plain(Key::ReasonGoodsUnknown),
        Reason::MissionStepDown { from, to } => step(Key::ReasonMission, *from, *to),
        Reason::Answered { question, finding, weight, .. } => fill(
            lang,
            Key::ReasonAnswered,
            &[
                ("question", &question.to_string()),
                ("finding", finding.word(lang)),
                ("weight", weight.word(lang)),
                ("ask", ask(lang, rules, *question)),
            ],
        ),
        Reason::TwoRule { rule } => fill(lang, Key::ReasonTwoRule, &[("n", &rule.to_string())]),
        Reason::MajorOnRecord => plain(Key::ReasonMajorOnRecord),
        Reason::ThreeMinor => plain(Key::ReasonThreeMinor),
        Reason::TwoMinorAndExposure => plain(Key::ReasonTwoMinor),
        Reason::Exempted => plain(Key::ReasonExempted),
        Reason::OpenTrigger(id) => asked(Key::ReasonOpenTrigger, *id),
        Reason::OpenMajor(id) => asked(Key::ReasonOpenMajor, *id),
        Reason::ClearedOnWeakEvidence(id) => asked(Key::ReasonClearedWeak, *id),
        Reason::RaisedOnWeakEvidence(id) => asked(Key::ReasonRaisedWeak, *id),
        Reason::NothingFound => plain(Key::ReasonNothingFound),
    }
}

/// The wording of a question.
pub fn ask(lang: Lang, rules: &Rulebook, id: QuestionId) -> &str {
    rules.question(id).map_or("", |question| question.ask.get(lang))
}

pub fn change(lang: Lang, change: &Change) -> String {
    match change {
        Change::Answer { question, finding, to } => fill(
            lang,
            Key::ChangeAnswer,
            &[
                ("question", &question.to_string()),
                ("finding", finding.word(lang)),
                ("to", to.word(lang)),
            ],
        ),
        Change::Baseline { from, to_baseline, to: Level::NoData } => fill(
            lang,
            Key::ChangeBaselineOpen,
            &[("from", from.word(lang)), ("baseline", to_baseline.word(lang))],
        ),
        Change::Baseline { from, to_baseline, to } => fill(
            lang,
            Key::ChangeBaseline,
            &[
                ("from", from.word(lang)),
                ("baseline", to_baseline.word(lang)),
                ("to", to.word(lang)),
            ],
        ),
    }
}

/// Why a level is what it is where no rule of the method says it.
pub fn basis(lang: Lang, basis: Basis) -> Option<&'static str> {
    let key = match basis {
        Basis::Rule => return None,
        Basis::NothingTrue => Key::BasisNothingTrue,
        Basis::OpenCritical => Key::BasisOpenCritical,
        Basis::OpenCount => Key::BasisOpenCount,
        Basis::LowCoverage => Key::BasisLowCoverage,
        Basis::NoRules => Key::BasisNoRules,
    };
    Some(say(lang, key))
}
