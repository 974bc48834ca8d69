//! The two stages of a criterion in words: how its questions stand, what that comes to, and the figures behind them.

use crate::i18n::{Key, Word as _, fill, number_short, say};
use kriterion_heart::Bundle;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::fixed::Fixed;
use kriterion_heart::rulebook::{QuestionId, StageRules};
use kriterion_heart::stages::{Basis, Call, Filter, Middle, MiddleValue, Row, Stages, Standing};
use kriterion_heart::text::Lang;

/// `C8-Q02: no concern (suggested by the data, not confirmed)`.
pub fn standing(lang: Lang, standing: &Standing) -> String {
    let question = standing.question.to_string();
    let slots = [
        ("question", question.as_str()),
        ("finding", standing.finding.word(lang)),
        ("basis", standing.basis.word(lang)),
    ];
    match standing.basis {
        Basis::Answered | Basis::Suggested => fill(lang, Key::StagesStanding, &slots),
        Basis::Open | Basis::NotAsked => {
            super::labelled(lang, &question, standing.basis.word(lang))
        }
    }
}

/// What the filter comes to, and what it rests on.
pub fn first_stage(lang: Lang, rules: &StageRules, stages: &Stages) -> Vec<String> {
    let about =
        |key, list: &[QuestionId]| fill(lang, key, &[("questions", &questions(lang, list))]);
    match stages.filter {
        Filter::Passed => {
            let n = rules.criterion.to_string();
            let mut lines = vec![fill(lang, Key::StagesPassed, &[("n", &n)])];
            lines.extend(unconfirmed(lang, stages, &rules.filter));
            lines
        }
        Filter::NotPassed => vec![about(Key::StagesNotPassed, &watched(rules))],
        Filter::Open => {
            let open = rules.filter.iter().filter_map(|id| stages.standing(*id));
            let no_information = kriterion_heart::level::Finding::NoInformation;
            let open: Vec<QuestionId> =
                open.filter(|it| it.finding == no_information).map(|it| it.question).collect();
            vec![about(Key::StagesFilterOpen, &open)]
        }
    }
}

/// Whether stage 2 is called for, by what, and what is then to be answered.
pub fn second_stage(
    lang: Lang,
    rules: &StageRules,
    stages: &Stages,
    dossier: &Dossier,
) -> Vec<String> {
    let second = &stages.second;
    let number = |number: Fixed| number_short(lang, number.to_f64());
    let (n, of) = (number(second.weight), number(rules.together.needed));
    match second.call {
        Call::Spared => vec![say(lang, Key::StagesSpared).to_owned()],
        Call::NotNeeded => {
            let mut lines = vec![fill(lang, Key::StagesNotNeeded, &[("n", &n), ("of", &of)])];
            lines.extend(unconfirmed(lang, stages, &watched(rules)));
            lines
        }
        Call::Open => {
            let open = questions(lang, &second.open);
            vec![fill(lang, Key::StagesCallOpen, &[("questions", &open)])]
        }
        Call::Needed => {
            let mut lines = Vec::new();
            if let Some(alone) = second.alone {
                let question = alone.to_string();
                lines.push(fill(lang, Key::StagesNeededAlone, &[("question", &question)]));
            }
            if second.weight >= rules.together.needed {
                let word = |id: &QuestionId| {
                    let finding = stages.standing(*id).map_or("", |it| it.finding.word(lang));
                    format!("{id} ({finding})")
                };
                let of_it = second.concerns.iter().chain(&second.unclear);
                let list = of_it.map(word).collect::<Vec<_>>().join(", ");
                let slots = [("questions", list.as_str()), ("n", &n), ("of", &of)];
                lines.push(fill(lang, Key::StagesNeededTogether, &slots));
            }
            let behind = second.alone.iter().chain(&second.concerns).chain(&second.unclear);
            let behind: Vec<QuestionId> = behind.copied().collect();
            lines.extend(unconfirmed(lang, stages, &behind));
            lines.extend(then(lang, rules, dossier));
            lines
        }
    }
}

/// What of these is only suggested.
fn unconfirmed(lang: Lang, stages: &Stages, of: &[QuestionId]) -> Option<String> {
    let own = of.iter().filter_map(|id| stages.standing(*id));
    let own = own.filter(|it| it.basis == Basis::Suggested);
    let own: Vec<QuestionId> = own.map(|it| it.question).collect();
    let list = (!own.is_empty()).then(|| questions(lang, &own))?;
    Some(fill(lang, Key::StagesUnconfirmed, &[("questions", &list)]))
}

fn then(lang: Lang, rules: &StageRules, dossier: &Dossier) -> [String; 2] {
    let (list, last) = (questions(lang, &rules.then), rules.last.to_string());
    let then = fill(lang, Key::StagesThen, &[("questions", &list), ("last", &last)]);
    let open = rules.then.iter().chain([&rules.last]).copied();
    let open: Vec<QuestionId> = open.filter(|id| dossier.finding(*id).is_none()).collect();
    let left = match open.as_slice() {
        [] => say(lang, Key::StagesThenDone).to_owned(),
        open => fill(lang, Key::StagesThenOpen, &[("questions", &questions(lang, open))]),
    };
    [then, left]
}

/// The questions whose figures are shown.
fn watched(rules: &StageRules) -> Vec<QuestionId> {
    std::iter::once(rules.alone).chain(rules.together.of.iter().copied()).collect()
}

/// `C8-Q02 to C8-Q07`; others are listed.
pub fn questions(lang: Lang, list: &[QuestionId]) -> String {
    let follows = |pair: &[QuestionId]| match pair {
        [one, next] => {
            one.criterion == next.criterion && one.number.checked_add(1) == Some(next.number)
        }
        _ => false,
    };
    match list {
        [first, _, .., last] if list.windows(2).all(follows) => {
            let (from, to) = (first.to_string(), last.to_string());
            fill(lang, Key::StagesFromTo, &[("from", &from), ("to", &to)])
        }
        _ => list.iter().map(QuestionId::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// The middle of a group, and of what it is.
pub fn middle(lang: Lang, middle: &Middle) -> (String, String) {
    let (n, of) = (middle.states.to_string(), middle.of.to_string());
    let years = middle.years.map(|(from, to)| match from == to {
        true => from.to_string(),
        false => format!("{from}\u{2013}{to}"),
    });
    let below = |text: String| match &years {
        Some(years) => format!("{text}, {years}"),
        None => text,
    };
    match middle.value {
        MiddleValue::Median(number) => {
            let of_what = fill(lang, Key::StagesMedian, &[("n", &n), ("of", &of)]);
            (number_short(lang, number.to_f64()), below(of_what))
        }
        MiddleValue::Yes(yes) => {
            let yes = yes.to_string();
            let count = fill(lang, Key::StagesCountYes, &[("yes", &yes), ("n", &n)]);
            (count, below(say(lang, Key::StagesCountBelow).to_owned()))
        }
        MiddleValue::Nothing => {
            let none = fill(lang, Key::StagesNoMedianBelow, &[("of", &of)]);
            (say(lang, Key::StagesNoMedian).to_owned(), none)
        }
    }
}

/// The oldest and the newest of the years; `None` where there is nothing to follow.
pub fn stage_years(lang: Lang, row: &Row) -> Option<String> {
    let mut known = row.years.iter().filter_map(|(year, value)| Some((*year, (*value)?)));
    let (from, old) = known.next()?;
    let (to, new) = known.next_back()?;
    let [old, new] = [old, new].map(|it| number_short(lang, it.to_f64()));
    let (from, to) = (from.to_string(), to.to_string());
    let slots = [("old", &*old), ("from", &*from), ("new", &*new), ("to", &*to)];
    Some(fill(lang, Key::StagesYears, &slots))
}

/// What is asked of a figure: `concern: at least 10`, one for each finding.
pub fn stage_limits(lang: Lang, bundle: &Bundle, row: &Row) -> Vec<String> {
    let one = |(finding, test): &(kriterion_heart::level::Finding, _)| {
        let limit = super::flips::test(lang, bundle, &row.reading.id, *test);
        fill(lang, Key::StagesLimit, &[("finding", finding.word(lang)), ("limit", &limit)])
    };
    row.limits.iter().map(one).collect()
}
