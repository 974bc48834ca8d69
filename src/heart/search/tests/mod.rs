//! The rules of the search on a small world, then on the real one.

mod naive;
mod real;

use super::*;
use crate::atlas::{
    Alias, Citation, Country, CountryIx, Direction, Event, Indicator, Point, Qualifier, SourceIx,
    ValueStatus,
};

fn country(iso3: &str, name: &str, de: &str) -> Country {
    Country {
        iso3: Iso3::parse(iso3).unwrap(),
        iso2: String::new(),
        name: Text { en: name.to_owned(), de: de.to_owned(), fr: String::new() },
        capital: Text::default(),
        region: Text::default(),
        subregion: Text::default(),
        area_km2: None,
        landlocked: false,
        neighbours: Vec::new(),
        un_member: true,
        position: None,
        memberships: Vec::new(),
        income_group: String::new(),
        ldc: false,
        ldc_until: None,
        aliases: Vec::new(),
        events: Vec::new(),
        facts: Vec::new(),
        tables: Vec::new(),
        contradictions: Vec::new(),
        published_ratings: Vec::new(),
    }
}

fn event(id: &str, en: &str, de: &str) -> Event {
    Event {
        id: id.to_owned(),
        date: None,
        until: None,
        precision: String::new(),
        text: Text { en: en.to_owned(), de: de.to_owned(), fr: String::new() },
        numbers: String::new(),
        criteria: Vec::new(),
        section_code: String::new(),
        section: Text::default(),
        places: Vec::new(),
        certainty: "reported".to_owned(),
        contradictions: Vec::new(),
        as_of: None,
        as_of_basis: String::new(),
        cited: Citation::default(),
    }
}

fn atlas() -> Atlas {
    let mut kaz = country("KAZ", "Kazakhstan", "Kasachstan");
    let others = ["Toqajew", "Tokayev"].map(str::to_owned).to_vec();
    kaz.aliases.push(Alias {
        kind: "person".to_owned(),
        name: Text::same("Kassym-Jomart Tokayev"),
        others,
    });
    kaz.events.push(event("KAZ-E1", "The president takes office", "Toqajew wird Präsident"));
    kaz.events.push(event("KAZ-E2", "Torture reported", "Folter berichtet"));
    let point = |country, year, value| Point {
        country: CountryIx(country),
        year,
        value: Some(value),
        status: ValueStatus::Present,
        qualifier: Qualifier::Firm,
    };
    let freedom = Indicator {
        id: "fh_total".to_owned(),
        name: Text::same("Freedom in the World"),
        unit: Text::default(),
        direction: Direction::LowerIsWorse,
        criteria: vec![2],
        source: SourceIx(0),
        note: Text::default(),
        categories: Vec::new(),
        by_edition: true,
        points: vec![point(0, 2024, 24.0), point(0, 2025, 23.0), point(1, 2025, 33.0)],
    };
    let turkey = country("TUR", "Turkey", "Türkei");
    Atlas { countries: vec![kaz, turkey], indicators: vec![freedom], ..Atlas::default() }
}

fn keys(query: &str, only: Option<&str>) -> Vec<String> {
    let only = only.and_then(Iso3::parse);
    search(&atlas(), Lang::De, query, only, 20).into_iter().map(|hit| hit.key).collect()
}

#[test]
fn another_spelling_and_a_lost_accent_find_it() {
    assert_eq!(keys("Tokayev", None), ["event/KAZ/KAZ-E1"]);
    assert_eq!(keys("tokay", None), ["event/KAZ/KAZ-E1"]);
    assert_eq!(keys("turkei", None), ["country/TUR"]);
    assert_eq!(keys("folter", None), ["event/KAZ/KAZ-E2"]);
    assert!(keys("  ", None).is_empty());
    assert!(keys("nothing like it", None).is_empty());
}

#[test]
fn a_series_with_a_state_is_its_newest_value_or_that_of_the_year() {
    assert_eq!(keys("freedom kasachstan", None), ["observation/KAZ/fh_total/2025"]);
    assert_eq!(keys("kazakhstan freedom 2024", None), ["observation/KAZ/fh_total/2024"]);
    assert_eq!(keys("freedom", Some("TUR")), ["observation/TUR/fh_total/2025"]);
    assert_eq!(
        keys("freedom", None),
        ["indicator/fh_total", "observation/KAZ/fh_total/2025", "observation/TUR/fh_total/2025"]
    );
}

#[test]
fn the_name_itself_comes_first() {
    let hits = search(&atlas(), Lang::En, "Kazakhstan", None, 5);
    assert_eq!(hits.first().map(|hit| (hit.kind, hit.rank)), Some((HitKind::Country, 0)));
}
