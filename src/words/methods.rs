//! Rating methods in words: what their numbers are, why one is not taken, which way a level moves.

use super::{fault, open_problem};
use crate::i18n::{Key, fill, say};
use crate::session::MethodProblem;
use kriterion_heart::Bundle;
use kriterion_heart::fixed::Fixed;
use kriterion_heart::moves::{Direction, Move, count};
use kriterion_heart::rating::{Number, NumberPart};
use kriterion_heart::text::Lang;

/// As it is typed: nothing is rounded, and no thousands are grouped, or a year would have a comma.
pub fn exact(lang: Lang, number: Fixed) -> String {
    let plain = number.to_string();
    if lang == Lang::En { plain } else { plain.replace('.', ",") }
}

/// What a number of a method is.
pub fn number_label(lang: Lang, bundle: &Bundle, number: &Number) -> String {
    let plain = |key| say(lang, key).to_owned();
    let own = match &number.part {
        NumberPart::Item { input, .. } => Some(input),
        _ => None,
    };
    let input = match number.input.as_deref() {
        // The indicator whose points these are is named above.
        input @ Some(_) if input == own.map(String::as_str) => say(lang, Key::NumItself),
        input => input.map_or("", |id| input_name(lang, bundle, id)),
    };
    let about = |key| fill(lang, key, &[("input", input)]);
    let label = match (number.word.as_str(), number.nth) {
        ("min_coverage", _) => plain(Key::NumMinCoverage),
        ("fresh", _) if number.at.contains("yearly") => plain(Key::NumYearlyFresh),
        ("used", _) if number.at.contains("yearly") => plain(Key::NumYearlyUsed),
        ("fresh", _) => plain(Key::NumStructuralFresh),
        ("used", _) => plain(Key::NumStructuralUsed),
        ("embargo_months", _) => plain(Key::NumEmbargoMonths),
        ("conflicts", _) => plain(Key::NumConflicts),
        ("one_sided", _) => plain(Key::NumOneSided),
        ("growth", _) => plain(Key::NumGrowth),
        ("deliveries", _) => plain(Key::NumDeliveries),
        ("reports", _) => plain(Key::NumReports),
        ("small_arms_reports", _) => plain(Key::NumSmallArmsReports),
        ("treaty_changes", _) => plain(Key::NumTreatyChanges),
        ("armed_conflict", _) => plain(Key::NumArmedConflict),
        ("treaty_lists_from", _) => plain(Key::NumTreatyListsFrom),
        ("troop_lists_from", _) => plain(Key::NumTroopListsFrom),
        ("min_known", _) => plain(Key::NumMinKnown),
        ("ended", _) => fill(lang, Key::NumEnded, &[("state", &ended_state(lang, bundle, number))]),
        ("min_present", _) => plain(Key::NumMinPresent),
        ("AtLeast", _) => about(Key::NumAtLeast),
        ("Above", _) => about(Key::NumAbove),
        ("AtMost", _) => about(Key::NumAtMost),
        ("Below", _) => about(Key::NumBelow),
        ("FewerThan", _) => about(Key::NumFewerThan),
        ("ShareBelow", _) => about(Key::NumShareBelow),
        ("TopShare", _) => about(Key::NumTopShare),
        ("Points", _) => plain(Key::NumPoints),
        ("Several", _) => plain(Key::NumSeveral),
        ("InYears", 0) => plain(Key::NumInYears),
        ("InYears", _) => plain(Key::NumOfYears),
        ("InNeighbours", _) => plain(Key::NumInNeighbours),
        // A number that this program has no words for keeps its name.
        _ => number.at.clone(),
    };
    let NumberPart::Item { points, .. } = number.part else { return label };
    let points = say(lang, if points == 1 { Key::PointsOne } else { Key::PointsTwo });
    fill(lang, Key::NumOfPoints, &[("points", points), ("label", &label)])
}

/// What it is counted in; the scale of the input where it is a limit.
pub fn number_unit(lang: Lang, bundle: &Bundle, number: &Number) -> String {
    let key = match number.word.as_str() {
        "min_coverage" | "ShareBelow" | "TopShare" | "Points" => Key::UnitPercent,
        "embargo_months" => Key::UnitMonths,
        "armed_conflict" => Key::UnitDeaths,
        "min_known" | "FewerThan" => Key::UnitTreaties,
        "ended" => Key::UnitYear,
        word if word.ends_with("_from") => Key::UnitYear,
        "InYears" => Key::UnitYears,
        "AtLeast" | "Above" | "AtMost" | "Below" => {
            return number.input.as_deref().map_or_else(String::new, |id| scale(lang, bundle, id));
        }
        _ if number.at.starts_with("ages/") || number.at.starts_with("windows/") => Key::UnitYears,
        _ => return String::new(),
    };
    say(lang, key).to_owned()
}

/// The word of a coded value.
pub fn number_code<'b>(
    lang: Lang,
    bundle: &'b Bundle,
    number: &Number,
    value: Fixed,
) -> Option<&'b str> {
    let id = number.input.as_deref()?;
    let words = bundle.prefill.inputs.iter().find(|words| words.id == id)?;
    words.category(value).map(|word| word.get(lang))
}

/// `whole, 1 to 30`; nothing where it may be anything.
pub fn number_bounds(lang: Lang, number: &Number) -> Option<String> {
    let bounds = number.bounds;
    if bounds.is_any() {
        return None;
    }
    let key = if bounds.whole { Key::NumberBoundsWhole } else { Key::NumberBounds };
    let (low, high) = (exact(lang, bounds.low), exact(lang, bounds.high));
    Some(fill(lang, key, &[("low", &low), ("high", &high)]))
}

pub fn input_name<'b>(lang: Lang, bundle: &'b Bundle, id: &'b str) -> &'b str {
    let words = bundle.prefill.inputs.iter().find(|words| words.id == id);
    let words = words.map(|words| words.name.get(lang)).filter(|name| !name.is_empty());
    let entry = || bundle.rules.registry.iter().find(|entry| entry.id == id);
    words.or_else(|| entry().map(|entry| entry.name.get(lang))).unwrap_or(id)
}

fn scale(lang: Lang, bundle: &Bundle, id: &str) -> String {
    let words = bundle.prefill.inputs.iter().find(|words| words.id == id);
    let words = words.map(|words| words.unit.get(lang)).filter(|unit| !unit.is_empty());
    let entry = || bundle.rules.registry.iter().find(|entry| entry.id == id);
    words.or_else(|| entry().map(|entry| entry.scale.get(lang))).unwrap_or_default().to_owned()
}

fn ended_state(lang: Lang, bundle: &Bundle, number: &Number) -> String {
    let NumberPart::Ended(code) = &number.part else { return String::new() };
    let country = bundle.atlas.countries.iter().find(|country| country.iso3.as_str() == code);
    country.map_or_else(|| code.clone(), |country| country.name.get(lang).to_owned())
}

/// Why a method is not taken: a line for each fault.
pub fn method_problem(lang: Lang, problem: &MethodProblem) -> Vec<String> {
    match problem {
        MethodProblem::Open(problem) => vec![open_problem(lang, problem)],
        MethodProblem::SameId(id) => vec![fill(lang, Key::MethodSameId, &[("id", id)])],
        MethodProblem::Faults(faults) => {
            let head = fill(lang, Key::MethodFaults, &[("n", &faults.len().to_string())]);
            let lines = faults.iter().map(|one| {
                let (message, hint) = fault(lang, one);
                format!("{}:{}: {message} {hint}", one.at.file, one.at.line)
            });
            std::iter::once(head).chain(lines).collect()
        }
    }
}

/// `3 up · 1 to no data`; empty where nothing moves.
pub fn move_counts(lang: Lang, moves: &[Move], criterion: u8) -> String {
    let parts = Direction::ALL.into_iter().filter_map(|way| {
        let n = count(moves, criterion, way);
        let key = match way {
            Direction::Up => Key::MoveUp,
            Direction::Down => Key::MoveDown,
            Direction::ToNoData => Key::MoveToNoData,
            Direction::FromNoData => Key::MoveFromNoData,
        };
        (n > 0).then(|| fill(lang, key, &[("n", &n.to_string())]))
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// `Kazakhstan: not critical → critical`.
pub fn move_line(lang: Lang, bundle: &Bundle, one: &Move) -> String {
    use crate::i18n::Word as _;
    let name = bundle.atlas.country(one.iso3).map_or("", |country| country.name.get(lang));
    let slots = [("name", name), ("from", one.from.word(lang)), ("to", one.to.word(lang))];
    fill(lang, Key::MovesLine, &slots)
}
