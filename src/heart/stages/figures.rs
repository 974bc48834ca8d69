//! The figures behind the questions that call for stage 2: the recipient beside its region and its income group, the
//! years before, and the limits that the suggested answers go by.

use crate::atlas::{Country, Iso3};
use crate::bundle::Bundle;
use crate::date::Date;
use crate::dossier::Dossier;
use crate::fixed::Fixed;
use crate::level::Finding;
use crate::rating::{Inputs, Reading, ReadingValue, Suggester, Test, World};
use crate::rulebook::QuestionId;
use crate::text::Text;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub iso3: Iso3,
    pub region: Text,
    /// The recipient's income group; `None` where it has none.
    pub income: Option<Text>,
    pub rows: Vec<Row>,
}

/// One figure that a question is answered from.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub question: QuestionId,
    /// The recipient's value, or why there is none.
    pub reading: Reading,
    pub region: Middle,
    pub income: Middle,
    /// Year by year up to the newest; empty where there is nothing to follow.
    pub years: Vec<(u16, Option<Fixed>)>,
    /// What is asked of it, and the finding that this leads to.
    pub limits: Vec<(Finding, Test)>,
}

/// The middle of a group of states, each with the newest value that counts on the day of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Middle {
    pub value: MiddleValue,
    /// So many of them have a value, and so many there are.
    pub states: u16,
    pub of: u16,
    /// The oldest and the newest year among the values.
    pub years: Option<(u16, u16)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MiddleValue {
    Median(Fixed),
    /// So many say yes.
    Yes(u16),
    /// No state of the group has a value of which there is a middle.
    Nothing,
}

/// `None` without a destination or without rules on stages.
pub fn figures(bundle: &Bundle, dossier: &Dossier) -> Option<Figures> {
    let Bundle { atlas, rules, prefill, .. } = bundle;
    let stage_rules = rules.stages.as_ref()?;
    let iso3 = dossier.request.destination?;
    let country = atlas.country(iso3)?;
    let (case, day) = (dossier.case_facts(), dossier.assessed_on);
    let suggester = Suggester::new(atlas, rules, prefill, iso3, day, &case);
    let of_group = |is_member: &dyn Fn(&&Country) -> bool| -> Vec<Iso3> {
        atlas.countries.iter().filter(is_member).map(|member| member.iso3).collect()
    };
    let region = of_group(&|other| other.subregion == country.subregion);
    let has_group = !country.income_group.is_empty();
    let income = of_group(&|other| has_group && other.income_group == country.income_group);
    let mut past = Past { world: bundle.world(), of_year: BTreeMap::new() };
    let mut rows = Vec::new();
    for question in std::iter::once(&stage_rules.alone).chain(&stage_rules.together.of) {
        let (Some(asked), Some(rule)) = (
            rules.question(*question),
            prefill.rules.iter().find(|rule| rule.question == *question),
        ) else {
            continue;
        };
        for (id, limits) in limits(&rule.asked(), |reply| reply.finding(asked.concern)) {
            let middle_of =
                |group: &[Iso3]| middle(group.iter().map(|member| suggester.reading(id, *member)));
            let reading = suggester.reading(id, iso3);
            let years = past.years(id, iso3, reading.year, stage_rules.years);
            let (region, income) = (middle_of(&region), middle_of(&income));
            rows.push(Row { question: *question, reading, region, income, years, limits });
        }
    }
    let income = match suggester.reading("INCOME_GROUP", iso3).value {
        ReadingValue::Category(_, word) => Some(word),
        _ => None,
    };
    Some(Figures { iso3, region: country.subregion.clone(), income, rows })
}

/// What is asked of each input, the inputs in the order of the rule. That one is missing is no limit of its own.
fn limits<'r, R: Copy>(
    asked: &[(R, &'r str, Test)],
    finding: impl Fn(R) -> Finding,
) -> Vec<(&'r str, Vec<(Finding, Test)>)> {
    let mut found: Vec<(&str, Vec<(Finding, Test)>)> = Vec::new();
    for (reply, id, test) in asked.iter().filter(|(.., test)| *test != Test::Missing) {
        let limit = (finding(*reply), *test);
        match found.iter_mut().find(|(known, _)| known == id) {
            Some((_, limits)) => limits.push(limit),
            None => found.push((id, vec![limit])),
        }
    }
    found
}

/// The middle value; of an even number the mean of the two in the middle.
pub(super) fn middle(readings: impl Iterator<Item = Reading>) -> Middle {
    let (mut of, mut numbers, mut answers, mut years) = (0, Vec::new(), Vec::new(), Vec::new());
    for reading in readings {
        of += 1;
        match reading.value {
            ReadingValue::Number(number) => numbers.push(number),
            ReadingValue::YesNo(yes) => answers.push(yes),
            _ => continue,
        }
        years.extend(reading.year);
    }
    let count = |list: usize| u16::try_from(list).unwrap_or(u16::MAX);
    let (value, states) = match (median(numbers.as_mut_slice()), answers.as_slice()) {
        (Some(median), []) => (MiddleValue::Median(median), numbers.len()),
        (None, [_, ..]) => {
            let yes = answers.iter().filter(|yes| **yes).count();
            (MiddleValue::Yes(count(yes)), answers.len())
        }
        _ => (MiddleValue::Nothing, 0),
    };
    let years = years.iter().min().copied().zip(years.iter().max().copied());
    Middle { value, states: count(states), of, years }
}

fn median(numbers: &mut [Fixed]) -> Option<Fixed> {
    numbers.sort();
    let half = numbers.len() / 2;
    let above = *numbers.get(half)?;
    if numbers.len().is_multiple_of(2) {
        numbers.get(half.checked_sub(1)?)?.plus(above).over(Fixed::whole(2))
    } else {
        Some(above)
    }
}

/// What a state's figures were in earlier years, as they would have been read then.
struct Past<'a> {
    world: World<'a>,
    of_year: BTreeMap<u16, Inputs<'a>>,
}

impl Past<'_> {
    fn years(
        &mut self,
        id: &str,
        iso3: Iso3,
        newest: Option<u16>,
        back: u16,
    ) -> Vec<(u16, Option<Fixed>)> {
        let Some(newest) = newest else { return Vec::new() };
        let years = newest.saturating_sub(back)..=newest;
        let years: Vec<_> = years.map(|year| (year, self.value(id, iso3, year))).collect();
        let known = years.iter().filter(|(_, value)| value.is_some()).count();
        if known < 2 { Vec::new() } else { years }
    }

    fn value(&mut self, id: &str, iso3: Iso3, year: u16) -> Option<Fixed> {
        let world = self.world;
        let inputs = self
            .of_year
            .entry(year)
            .or_insert_with(|| Inputs::for_case(world, Date::of_year(year)).without_sources());
        let reading = inputs.reading(id, iso3);
        match reading.value {
            ReadingValue::Number(number) if reading.year == Some(year) => Some(number),
            _ => None,
        }
    }
}
