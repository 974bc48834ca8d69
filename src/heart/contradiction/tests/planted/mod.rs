//! On invented data: each rule fires on the fault that is planted for it, and is silent without it.

use crate::atlas::{
    Citation, ConflictKind, ConflictYear, Country, CountryIx, Embargo, EmbargoReading, Event, Fact,
    FactTable, Issuer, Joined, Qualifier, Scope, SourceIx, Target, Treaty, TreatyStatus,
    ValueStatus,
};
use crate::contradiction::{Rule, find};
use crate::date::Date;
use crate::rating::tests::build::{Build, iso3};
use crate::text::Text;

mod figures;
mod lists;
mod world;

type Change = Box<dyn Fn(Build) -> Build>;

fn world() -> Build {
    Build::new(&[("AAA", &["BBB"]), ("BBB", &["AAA"]), ("CCC", &[])])
}

/// Fires with the fault and not without it.
fn check(rule: Rule, fault: Change, clean: Change) {
    let found = |change: &Change| {
        let world = change(world());
        find(&world.atlas, iso3("AAA")).into_iter().filter(|one| one.rule == rule).count()
    };
    assert!(found(&fault) > 0, "{rule:?} is silent on its fault");
    assert_eq!(found(&clean), 0, "{rule:?} fires without a fault");
}

fn with(change: impl Fn(&mut Country) + 'static) -> Change {
    Box::new(move |mut world| {
        change(&mut world.atlas.countries[0]);
        world
    })
}

fn cited(source: &str, place: &str) -> Citation {
    Citation { source: source.to_owned(), place: place.to_owned(), ..Citation::default() }
}

fn fact(indicator: &str, name: &str, unit: &str, year: Option<u16>, value: f64) -> Fact {
    Fact {
        indicator: indicator.to_owned(),
        name: Text::same(name),
        about: String::new(),
        year,
        period: String::new(),
        value: Some(value),
        printed: value.to_string(),
        unit: Text::same(unit),
        status: ValueStatus::Present,
        qualifier: Qualifier::Firm,
        note: Text::default(),
        criteria: vec![8],
        as_of: None,
        as_of_basis: "report_stand".to_owned(),
        cited: cited("Report", "Table 1"),
    }
}

fn event(id: &str, date: &str, precision: &str, text: &str, numbers: &str) -> Event {
    Event {
        id: id.to_owned(),
        date: Date::parse(date),
        until: None,
        precision: precision.to_owned(),
        text: Text::same(text),
        numbers: numbers.to_owned(),
        criteria: vec![3],
        section_code: id.to_owned(),
        section: Text::default(),
        places: vec!["AAA".to_owned()],
        certainty: "reported".to_owned(),
        contradictions: Vec::new(),
        as_of: None,
        as_of_basis: String::new(),
        cited: cited("Report", "Prose"),
    }
}

fn table(id: &str, columns: &[&str], rows: &[&[&str]]) -> FactTable {
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    FactTable {
        id: id.to_owned(),
        title: Text::same(id),
        note: Text::default(),
        criteria: vec![4],
        columns: owned(columns),
        rows: rows.iter().map(|row| owned(row)).collect(),
    }
}

fn facts(all: Vec<Fact>) -> Change {
    with(move |country| country.facts.clone_from(&all))
}

fn events(all: Vec<Event>) -> Change {
    with(move |country| country.events.clone_from(&all))
}

fn tables(all: Vec<FactTable>) -> Change {
    with(move |country| country.tables.clone_from(&all))
}

fn both(facts: Vec<Fact>, events: Vec<Event>) -> Change {
    with(move |country| {
        country.facts.clone_from(&facts);
        country.events.clone_from(&events);
    })
}

/// A rule that no test above plants a fault for would go unnoticed.
#[test]
fn every_rule_has_its_fault() {
    let text =
        concat!(include_str!("figures.rs"), include_str!("lists.rs"), include_str!("world.rs"));
    for rule in Rule::ALL {
        let is_checked = [format!("Rule::{rule:?},"), format!("let rule = Rule::{rule:?};")]
            .iter()
            .any(|words| text.contains(words.as_str()));
        assert!(is_checked, "{rule:?}");
    }
}
