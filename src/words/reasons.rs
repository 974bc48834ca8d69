//! Why a level is proposed.

use crate::i18n::{Key, Word, fill, say};
use crate::words;
use kriterion_heart::level::Level;
use kriterion_heart::rating::{Basis, CriterionRating, RuleOutcome, Truth};
use kriterion_heart::rulebook::{QuestionId, Rulebook};
use kriterion_heart::score::{Effect, Reason};
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
        Reason::Baseline { level, rule } => of_rule(lang, Key::ReasonBaseline, rule, Some(*level)),
        Reason::BaselineRest { level, has_open, .. } => {
            let basis = if *has_open { Key::BasisNothingTrue } else { Key::BasisNothingOpen };
            let slots = [("level", level.word(lang)), ("basis", say(lang, basis))];
            fill(lang, Key::ReasonBaselineRest, &slots)
        }
        Reason::BaselineMissing { basis: None } => plain(Key::ReasonNoView),
        Reason::BaselineMissing { basis: Some(basis) } => {
            fill(lang, Key::ReasonBaselineMissing, &[("basis", of_basis(lang, *basis))])
        }
        Reason::CountryRule { rule } => country_rule(lang, rule),
        Reason::NotKnown { readings } => {
            let names: Vec<&str> = readings.iter().map(|it| it.name.get(lang)).collect();
            fill(lang, Key::ReasonNotKnown, &[("names", &names.join(" · "))])
        }
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
        Reason::Together { text, mark, .. } => fill(
            lang,
            Key::ReasonTogether,
            &[("rule", text.get(lang)), ("mark", words::mark(lang, *mark))],
        ),
        Reason::Exempted => plain(Key::ReasonExempted),
        Reason::OpenTrigger(id) => asked(Key::ReasonOpenTrigger, *id),
        Reason::OpenMajor(id) => asked(Key::ReasonOpenMajor, *id),
        Reason::SecondLook(id) => asked(Key::ReasonSecondLook, *id),
        Reason::ClearedOnWeakEvidence(id) => asked(Key::ReasonClearedWeak, *id),
        Reason::RaisedOnWeakEvidence(id) => asked(Key::ReasonRaisedWeak, *id),
        Reason::OnlySilence(questions) => {
            let names: Vec<String> = questions.iter().map(QuestionId::to_string).collect();
            fill(lang, Key::ReasonOnlySilence, &[("questions", &names.join(", "))])
        }
        Reason::NothingFound => plain(Key::ReasonNothingFound),
    }
}

/// A rule of the country view that did not give the level: it applies too, or it is open.
pub fn country_rule(lang: Lang, rule: &RuleOutcome) -> String {
    let key = match (rule.truth, rule.level) {
        (Truth::Open, Some(_)) => Key::ReasonCountryOpen,
        (Truth::Open, None) => Key::ReasonCountryOpenNote,
        (_, Some(_)) => Key::ReasonCountryAlso,
        (_, None) => Key::ReasonCountryNote,
    };
    of_rule(lang, key, rule, rule.level)
}

fn of_rule(lang: Lang, key: Key, rule: &RuleOutcome, level: Option<Level>) -> String {
    let text = rule.rule.get(lang).trim_end_matches('.');
    let level = level.map_or("", |level| level.word(lang));
    let mark = words::mark(lang, rule.mark);
    fill(lang, key, &[("level", level), ("rule", text), ("mark", mark)])
}

/// What a reason does to the level.
pub fn effect(lang: Lang, effect: Effect) -> String {
    match effect {
        Effect::Gives(level) => fill(lang, Key::EffectGives, &[("level", level.word(lang))]),
        Effect::Lowers(level) => fill(lang, Key::EffectLowers, &[("level", level.word(lang))]),
        Effect::Adds => say(lang, Key::EffectAdds).to_owned(),
        Effect::Open => say(lang, Key::EffectOpen).to_owned(),
        Effect::Tells => say(lang, Key::EffectTells).to_owned(),
    }
}

/// The wording of a question.
pub fn ask(lang: Lang, rules: &Rulebook, id: QuestionId) -> &str {
    rules.question(id).map_or("", |question| question.ask.get(lang))
}

/// Why a level is what it is where no rule of the method says it.
pub fn basis(lang: Lang, rating: &CriterionRating) -> Option<&'static str> {
    let is_open = |truth: Truth| truth == Truth::Open;
    match rating.basis {
        Basis::Rule => None,
        Basis::NothingTrue if !rating.rules.iter().any(|rule| is_open(rule.truth)) => {
            Some(say(lang, Key::BasisNothingOpen))
        }
        other => Some(of_basis(lang, other)),
    }
}

fn of_basis(lang: Lang, basis: Basis) -> &'static str {
    match basis {
        Basis::Rule => "",
        Basis::NothingTrue => say(lang, Key::BasisNothingTrue),
        Basis::OpenCritical => say(lang, Key::BasisOpenCritical),
        Basis::OpenCount => say(lang, Key::BasisOpenCount),
        Basis::LowCoverage => say(lang, Key::BasisLowCoverage),
        Basis::NoRules => say(lang, Key::BasisNoRules),
    }
}

/// Inputs of the country view that are there, and how many of them are fresh.
pub fn coverage(lang: Lang, coverage: kriterion_heart::score::Coverage) -> String {
    let text = |number: u16| number.to_string();
    let fresh = coverage.fresh.map_or_else(|| "–".to_owned(), text);
    let slots = [
        ("present", text(coverage.present)),
        ("listed", text(coverage.listed)),
        ("percent", text(coverage.percent())),
        ("fresh", fresh),
    ];
    fill(lang, Key::CoverageIs, &slots.each_ref().map(|(name, value)| (*name, value.as_str())))
}
