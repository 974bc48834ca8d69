//! A method and a state in, a level per criterion out, with every rule and reading.
//!
//! Follows bicc-method.md, section 1, "Exact reading for a program". Deterministic; knows no rule by itself.

use super::weigh::{CaseSide, Weigher};
use super::{
    Age, AsOf, Basis, CountryRating, CriterionRating, Input, Inputs, Method, MethodCriterion,
    Reading, ReadingValue, Rule, RuleOutcome, Truth, World,
};
use crate::atlas::Iso3;
use crate::fixed::Fixed;
use crate::level::Level;

/// Rates one state. For many, `Inputs::for_method` is prepared once and `rate` called for each.
pub fn rate(inputs: &Inputs<'_>, method: &Method, iso3: Iso3) -> CountryRating {
    let mut weigher = Weigher::new(inputs, iso3, CaseSide::default());
    let criteria = (1..=8).map(|number| criterion(&mut weigher, method, number)).collect();
    CountryRating {
        iso3,
        method: method.id.clone(),
        method_hash: method.hash.clone(),
        method_text: method.text.clone(),
        data_hash: inputs.atlas().edition.hash.clone(),
        as_of: inputs.clock.year,
        criteria,
    }
}

/// Rates every state of the atlas, in its order.
pub fn rate_all(world: World<'_>, method: &Method, as_of: AsOf) -> Vec<CountryRating> {
    let inputs = Inputs::for_method(world, method, as_of);
    world.atlas.countries.iter().map(|country| rate(&inputs, method, country.iso3)).collect()
}

/// Only the levels, for maps and counts.
pub fn levels(inputs: &Inputs<'_>, method: &Method, iso3: Iso3) -> [Level; 8] {
    let mut weigher = Weigher::new(inputs, iso3, CaseSide::default());
    [1, 2, 3, 4, 5, 6, 7, 8].map(|number| {
        let criterion = method.criterion(number).filter(|criterion| !criterion.rules.is_empty());
        criterion.map_or(Level::NoData, |criterion| level_of(&mut weigher, method, criterion))
    })
}

/// The level that the readings give, however the weigher came by them.
pub(super) fn level_of(
    weigher: &mut Weigher<'_, '_>,
    method: &Method,
    criterion: &MethodCriterion,
) -> Level {
    let points = criterion.points.as_ref();
    let truths: Vec<Truth> = criterion
        .rules
        .iter()
        .map(|rule| weigher.truth_with(&rule.when, points, &mut Vec::new()))
        .collect();
    let (present, listed) = coverage(weigher, method, criterion);
    decide(&criterion.rules, &truths, is_covered(present, listed, method)).level
}

pub(super) fn criterion(
    weigher: &mut Weigher<'_, '_>,
    method: &Method,
    number: u8,
) -> CriterionRating {
    let nothing = CriterionRating {
        criterion: number,
        level: Level::NoData,
        basis: Basis::NoRules,
        present: 0,
        listed: 0,
        fresh: None,
        rules: Vec::new(),
        others: Vec::new(),
    };
    let Some(criterion) = method.criterion(number) else { return nothing };
    if criterion.rules.is_empty() {
        return CriterionRating { rules: vec![no_rules(criterion)], ..nothing };
    }
    let (truths, mut rules) = outcomes(weigher, criterion);
    let (present, listed) = coverage(weigher, method, criterion);
    let decided = decide(&criterion.rules, &truths, is_covered(present, listed, method));
    if let Some(rule) = decided.rule.and_then(|at| rules.get_mut(at)) {
        rule.decided = true;
    }
    let others = others(weigher, criterion);
    let Decided { level, basis, .. } = decided;
    let fresh = Some(fresh(weigher, criterion));
    CriterionRating { criterion: number, level, basis, present, listed, fresh, rules, others }
}

/// The method says itself why it has no rules.
fn no_rules(criterion: &MethodCriterion) -> RuleOutcome {
    RuleOutcome {
        id: format!("c{}-no-rules", criterion.number),
        rule: criterion.note.clone(),
        mark: criterion.title_mark,
        note: crate::text::Text::default(),
        level: None,
        truth: Truth::Open,
        decided: true,
        readings: Vec::new(),
        parts: Vec::new(),
    }
}

fn outcomes(
    weigher: &mut Weigher<'_, '_>,
    criterion: &MethodCriterion,
) -> (Vec<Truth>, Vec<RuleOutcome>) {
    let one = |rule: &Rule| {
        let mut used = Vec::new();
        let truth = weigher.truth_with(&rule.when, criterion.points.as_ref(), &mut used);
        let outcome = RuleOutcome {
            id: rule.id.clone(),
            rule: rule.text.clone(),
            mark: rule.mark,
            note: rule.note.clone(),
            level: rule.level,
            truth,
            decided: false,
            readings: weigher.copies(&used),
            parts: weigher.parts(&rule.when, criterion.points.as_ref()),
        };
        (truth, outcome)
    };
    criterion.rules.iter().map(one).unzip()
}

/// Inputs present, and inputs listed.
fn coverage(
    weigher: &mut Weigher<'_, '_>,
    method: &Method,
    criterion: &MethodCriterion,
) -> (u16, u16) {
    let (mut present, mut listed) = (0, 0);
    for input in &criterion.inputs {
        let (one_present, one_listed) = match input {
            Input::One(id) => (u16::from(!weigher.read(id).is_gap()), 1),
            Input::AnyOf(ids) => (u16::from(ids.iter().any(|id| !weigher.read(id).is_gap())), 1),
            Input::Each(id) => match weigher.read(id).value {
                ReadingValue::Count { gaps, of, .. } => (of.saturating_sub(gaps), of),
                _ => (0, method.list(id).map_or(1, |list| list.treaties.len() as u16)),
            },
        };
        present = u16::saturating_add(present, one_present);
        listed = u16::saturating_add(listed, one_listed);
    }
    (present, listed)
}

/// Inputs present and not old. Treaties have no age.
fn fresh(weigher: &mut Weigher<'_, '_>, criterion: &MethodCriterion) -> u16 {
    let mut fresh = 0;
    for input in &criterion.inputs {
        let mut is_fresh = |id: &String| {
            let reading = weigher.read(id);
            !reading.is_gap() && matches!(reading.age, Age::Fresh | Age::Undated)
        };
        let more = match input {
            Input::One(id) => u16::from(is_fresh(id)),
            Input::AnyOf(ids) => u16::from(ids.iter().any(is_fresh)),
            Input::Each(id) => match weigher.read(id).value {
                ReadingValue::Count { gaps, of, .. } => of.saturating_sub(gaps),
                _ => 0,
            },
        };
        fresh = u16::saturating_add(fresh, more);
    }
    fresh
}

fn is_covered(present: u16, listed: u16, method: &Method) -> bool {
    Fixed::from(present)
        .percent_of(Fixed::from(listed))
        .is_none_or(|share| share >= method.min_coverage)
}

/// Inputs that no rule names.
fn others(weigher: &mut Weigher<'_, '_>, criterion: &MethodCriterion) -> Vec<Reading> {
    let in_points =
        criterion.points.iter().flat_map(|table| &table.items).map(|item| item.input.as_str());
    let in_rules = criterion.rules.iter().flat_map(|rule| rule.when.ids());
    let named: Vec<&str> = in_rules.chain(in_points).collect();
    let ids = criterion.inputs.iter().flat_map(|input| match input {
        Input::One(id) | Input::Each(id) => std::slice::from_ref(id),
        Input::AnyOf(ids) => ids,
    });
    ids.filter(|id| !named.contains(&id.as_str())).map(|id| weigher.read(id).clone()).collect()
}

/// A level, why, and the position of the rule that gave or kept it.
struct Decided {
    level: Level,
    basis: Basis,
    rule: Option<usize>,
}

/// Precedence and gaps, section 1, items 2 to 4. An overlay is a rule like any other while it is true, and none
/// while it is open.
fn decide(rules: &[Rule], truths: &[Truth], covered: bool) -> Decided {
    let first = |wanted: &dyn Fn(&Rule, Truth) -> bool| {
        rules.iter().zip(truths).position(|(rule, truth)| wanted(rule, *truth))
    };
    let holds =
        |level: Level| first(&|rule, truth| rule.level == Some(level) && truth == Truth::True);
    let is_open = |level: Level| {
        first(&|rule, truth| rule.level == Some(level) && truth == Truth::Open && !rule.overlay)
    };
    let given = |level, rule| Decided { level, basis: Basis::Rule, rule: Some(rule) };
    let none = |basis, rule| Decided { level: Level::NoData, basis, rule };

    // A rule for "not critical" sets the others aside (OECD members under criterion 8).
    if let Some(rule) = holds(Level::NotCritical) {
        return given(Level::NotCritical, rule);
    }
    let aside = is_open(Level::NotCritical).filter(|_| !covered);
    if let Some(rule) = holds(Level::Critical) {
        return match aside {
            Some(open) => none(Basis::OpenCritical, Some(open)),
            None => given(Level::Critical, rule),
        };
    }
    let critical = is_open(Level::Critical);
    if let Some(rule) = holds(Level::PossiblyCritical) {
        return match critical.filter(|_| !covered).or(aside) {
            Some(open) => none(Basis::OpenCritical, Some(open)),
            None => given(Level::PossiblyCritical, rule),
        };
    }
    if critical.is_some() {
        return none(Basis::OpenCritical, critical);
    }
    let count = first(&|rule, truth| {
        rule.level.is_some() && !rule.overlay && truth == Truth::Open && rule.when.counts_treaties()
    });
    if count.is_some() {
        return none(Basis::OpenCount, count);
    }
    match is_open(Level::PossiblyCritical) {
        open @ Some(_) if !covered => none(Basis::LowCoverage, open),
        _ => Decided { level: Level::NotCritical, basis: Basis::NothingTrue, rule: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Mark;
    use crate::rating::Condition;
    use crate::text::Text;
    use Level::{Critical, NoData, NotCritical, PossiblyCritical};
    use Truth::{False, Open, True};

    fn rule(level: Level, is_count: bool) -> Rule {
        let id = "X".to_owned();
        Rule {
            id: String::new(),
            level: Some(level),
            overlay: false,
            when: if is_count { Condition::FewerThan { id, count: 3 } } else { Condition::Yes(id) },
            text: Text::default(),
            mark: Mark::P,
            note: Text::default(),
        }
    }

    fn level(rules: &[(Level, Truth)], covered: bool) -> Level {
        let (rules, truths): (Vec<_>, Vec<_>) =
            rules.iter().map(|(level, truth)| (rule(*level, false), *truth)).unzip();
        decide(&rules, &truths, covered).level
    }

    #[test]
    fn precedence_and_gaps_follow_the_written_order() {
        for (rules, covered, expected) in [
            (vec![(Critical, True), (PossiblyCritical, Open)], false, Critical),
            (vec![(Critical, False), (PossiblyCritical, True)], false, PossiblyCritical),
            (vec![(Critical, Open), (PossiblyCritical, True)], true, PossiblyCritical),
            (vec![(Critical, Open), (PossiblyCritical, True)], false, NoData),
            (vec![(Critical, Open), (PossiblyCritical, False)], true, NoData),
            (vec![(Critical, False), (PossiblyCritical, Open)], true, NotCritical),
            (vec![(Critical, False), (PossiblyCritical, Open)], false, NoData),
            (vec![(Critical, False), (PossiblyCritical, False)], false, NotCritical),
            (vec![(NotCritical, True), (Critical, True)], true, NotCritical),
            (vec![(NotCritical, False), (Critical, True)], true, Critical),
        ] {
            assert_eq!(level(&rules, covered), expected, "{rules:?} {covered}");
        }
    }

    #[test]
    fn an_open_count_of_treaties_is_no_data_however_much_is_known() {
        let rules = [rule(Critical, false), rule(PossiblyCritical, true)];
        let decided = decide(&rules, &[False, Open], true);
        assert_eq!((decided.level, decided.basis), (NoData, Basis::OpenCount));
        assert_eq!(decided.rule, Some(1));
    }

    #[test]
    fn an_overlay_raises_and_does_nothing_else() {
        let mut rules = [rule(Critical, false), rule(PossiblyCritical, false)];
        rules[1].overlay = true;
        assert_eq!(decide(&rules, &[False, Open], false).level, NotCritical);
        assert_eq!(decide(&rules, &[False, True], true).level, PossiblyCritical);
        assert_eq!(decide(&rules, &[Open, True], false).level, NoData);
        assert_eq!(decide(&rules, &[True, Open], false).level, Critical);
    }
}
