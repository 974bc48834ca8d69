//! Faults in series, registers, treaties and embargoes.

use super::*;

#[test]
fn estimates_out_of_order() {
    let deaths = |low: u32| -> Change {
        Box::new(move |mut world| {
            world.atlas.conflicts.push(ConflictYear {
                country: CountryIx(0),
                year: 2024,
                kind: ConflictKind::Intrastate,
                best: 100,
                low,
                high: 150,
                dyads: 1,
                source: SourceIx(0),
            });
            world
        })
    };
    check(Rule::Estimates, deaths(120), deaths(90));
}

#[test]
fn series_that_hang_together() {
    let freedom = |total: f64| -> Change {
        Box::new(move |world| {
            world
                .series("A", "fh_civil_liberties", &[("AAA", 2025, 18.0)])
                .series("B", "fh_political_rights", &[("AAA", 2025, 5.0)])
                .series("C", "fh_total", &[("AAA", 2025, total)])
        })
    };
    check(Rule::SeriesParts, freedom(30.0), freedom(23.0));
    let terror = |state: f64, year: u16| -> Change {
        Box::new(move |world| {
            world.series("A", "pts_amnesty", &[("AAA", year, 2.0)]).series(
                "B",
                "pts_state",
                &[("AAA", year, state)],
            )
        })
    };
    check(Rule::SeriesParts, terror(4.0, 2024), terror(3.0, 2024));
    check(Rule::SeriesParts, terror(4.0, 2024), terror(4.0, 1990));
}

#[test]
fn a_register_without_the_event() {
    let register = |deaths: f64| -> Change {
        Box::new(move |world| {
            let mut world = world.series("D", "ucdp_deaths", &[("AAA", 2022, deaths)]);
            world.atlas.countries[0].events =
                vec![event("E1", "2022-01", "month", "Unrest", "dead=238")];
            world
        })
    };
    check(Rule::UcdpAgainstEvents, register(0.0), register(230.0));
}

/// A party to one treaty, since a year.
fn party(year: u16, status: Joined, report: &'static str) -> Change {
    Box::new(move |mut world| {
        world.atlas.treaties.push(Treaty {
            id: "t".to_owned(),
            short: Text::same("Seabed Treaty"),
            full: Text::same("Seabed Treaty in full"),
            opened: Some(1971),
            in_force: None,
            topic: String::new(),
            criteria: vec![1],
        });
        world.atlas.treaty_status.push(TreatyStatus {
            country: CountryIx(0),
            treaty: 0,
            status,
            year: Some(year),
            source: SourceIx(0),
            as_of: None,
            note: None,
        });
        let rows: &[&[&str]] = &[&["Seabed Treaty", report, "1972"]];
        world.atlas.countries[0].tables =
            vec![table("treaties", &["short_en", "status_code", "year_in_report"], rows)];
        world
    })
}

#[test]
fn a_party_before_the_treaty_was_open() {
    check(
        Rule::TreatyYear,
        party(1960, Joined::Party, "joined"),
        party(1980, Joined::Party, "joined"),
    );
}

#[test]
fn two_statuses_of_one_treaty() {
    let rule = Rule::TreatyStatus;
    check(rule, party(1980, Joined::Party, "not_joined"), party(1980, Joined::Party, "joined"));
    check(rule, party(1980, Joined::NotParty, "joined"), party(1980, Joined::Unknown, "joined"));
}

#[test]
fn sources_that_read_an_embargo_differently() {
    let embargo = |differs: &'static [&'static str], second: Option<Scope>| -> Change {
        Box::new(move |mut world| {
            let reading = |scope, as_of: &str| EmbargoReading {
                source: "source".to_owned(),
                reference: String::new(),
                as_of: Date::parse(as_of),
                since: None,
                until: None,
                target: Target::State,
                scope,
                scope_text: Text::default(),
                act: String::new(),
                oldest_act: None,
                note: Text::default(),
                mark: None,
            };
            let mut readings = vec![reading(Scope::FullMilitaryList, "2025")];
            readings.extend(second.map(|scope| reading(scope, "2020")));
            world.atlas.embargoes.push(Embargo {
                id: "AAA-EU".to_owned(),
                iso3: Some(iso3("AAA")),
                name: Text::same("A"),
                issuer: Issuer::Eu,
                readings,
                differs: differs.iter().map(|what| (*what).to_owned()).collect(),
            });
            world
        })
    };
    let other = Some(Scope::RepressionGoodsOnly);
    check(Rule::EmbargoReadings, embargo(&["scope"], other), embargo(&[], other));
    check(Rule::EmbargoReadings, embargo(&["presence"], None), embargo(&[], None));
}
