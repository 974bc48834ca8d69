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

#[test]
fn an_undated_value_beside_a_dated_one() {
    let hdi = |year, value| fact("prose/x", "Human Development Index", "index 0-1", year, value);
    let newest = || hdi(Some(2023), 0.837);
    check(
        Rule::TwoValues,
        facts(vec![newest(), hdi(None, 0.802)]),
        facts(vec![newest(), hdi(None, 0.837)]),
    );
    check(
        Rule::TwoValues,
        facts(vec![newest(), hdi(Some(2023), 0.9)]),
        facts(vec![newest(), hdi(Some(2022), 0.9)]),
    );
}

#[test]
fn shares_of_two_wholes() {
    let of = |id: &str, name: &str, value| fact(id, name, "%", Some(2021), value);
    let gnp = "External debt, share of gross national product";
    check(
        Rule::Basis,
        facts(vec![
            of("debt/ext_debt_gdp", "External debt, share of GDP", 82.0),
            of("p/1", gnp, 81.0),
        ]),
        facts(vec![of("debt/ext_debt_gdp", "External debt, share of GDP", 82.0)]),
    );
}

#[test]
fn two_editions_in_one_list() {
    let index =
        |year, value| fact(&format!("indices/{year}"), "Some Index", "score", Some(year), value);
    check(
        Rule::Editions,
        facts(vec![index(2023, 39.0), index(2024, 40.0)]),
        // Three are a series.
        facts(vec![index(2022, 38.0), index(2023, 39.0), index(2024, 40.0)]),
    );
}

#[test]
fn a_report_two_editions_behind_the_series() {
    let change = |series_year: u16| -> Change {
        Box::new(move |world| {
            let mut world = world.series("CPI", "cpi_score", &[("AAA", series_year, 40.0)]);
            let name = "Corruption Perceptions Index";
            world.atlas.countries[0].facts =
                vec![fact("indices/1", name, "score", Some(2023), 39.0)];
            world
        })
    };
    check(Rule::Dated, change(2025), change(2024));
}

#[test]
fn an_edition_year_that_is_not_the_data_year() {
    let index = |source: &str| {
        let fact = fact("gmi/gmi_rank", "Rank", "rank", Some(2023), 96.0);
        facts(vec![Fact { cited: cited(source, "Table 1"), ..fact }])
    };
    check(
        Rule::EditionYear,
        index("Militarisation Index 2024"),
        index("Militarisation Index 2023"),
    );
}

#[test]
fn a_rank_without_a_year() {
    let list = |year| {
        with(move |country: &mut Country| {
            country.facts = vec![fact("indices/1", "Some Index", "rank", year, 55.0)];
            country.tables = vec![table("indices", &["row_id", "rank_of"], &[])];
        })
    };
    check(Rule::Undated, list(None), list(Some(2024)));
}

#[test]
fn a_series_that_says_otherwise() {
    let change = |value: f64| -> Change {
        Box::new(move |world| {
            let mut world = world.series("CPI", "cpi_score", &[("AAA", 2023, 39.0)]);
            let name = "Corruption Perceptions Index";
            world.atlas.countries[0].facts =
                vec![fact("indices/1", name, "score", Some(2023), value)];
            world
        })
    };
    check(Rule::SeriesAgainstReport, change(45.0), change(39.0));
}

#[test]
fn a_sentence_that_the_table_does_not_bear_out() {
    let spending = || fact("milex/milex_gdp", "Share of GDP", "%", Some(2024), 0.4);
    let says = |numbers: &str| {
        both(vec![spending()], vec![event("E1", "", "ongoing", "No risk", numbers)])
    };
    check(Rule::TextAgainstTable, says("milex_pct=0.5"), says("milex_pct=0.4"));
}

#[test]
fn a_sentence_on_years_outside_the_table() {
    let rows = || {
        vec![fact(
            "milex/milex_usd",
            "Military expenditure",
            "million constant 2023 US$",
            Some(2024),
            1.0,
        )]
    };
    let says =
        |date: &str| both(rows(), vec![event("E1", date, "year", "Military spending doubles", "")]);
    check(Rule::Coverage, says("2009"), says("2024"));
}

#[test]
fn a_sentence_in_another_currency() {
    let rows = || {
        vec![fact(
            "milex/milex_usd",
            "Military expenditure",
            "million constant 2023 US$",
            Some(2024),
            1.0,
        )]
    };
    let says = |numbers: &str| {
        both(rows(), vec![event("E1", "2024", "year", "Military spending falls", numbers)])
    };
    check(Rule::Currency, says("mio_eur=-300"), says("mio_usd=-300"));
}

#[test]
fn parts_that_are_not_their_total() {
    let columns = ["row_id", "parent", "value"];
    let with_army = |army: &str| {
        let rows: &[&[&str]] = &[&["1", "", "39000"], &["2", "1", army], &["3", "1", "19000"]];
        tables(vec![table("forces", &columns, rows)])
    };
    check(Rule::Sum, with_army("25000"), with_army("20000"));
    let sum = |total: f64| {
        let of = |year, value| fact("tiv/all", "Imports", "million TIV", Some(year), value);
        let period = "2023-2024".to_owned();
        facts(vec![
            of(2023, 10.0),
            of(2024, 20.0),
            Fact { period, ..fact("tiv/all_sum", "Sum", "million TIV", None, total) },
        ])
    };
    check(Rule::Sum, sum(45.0), sum(30.0));
    let shares = |second: &str| {
        let rows: &[&[&str]] =
            &[&["2015", "", "100.0"], &["2015", "60.0", ""], &["2015", second, ""]];
        tables(vec![table("exports", &["year", "share_pct", "listed_share_sum_pct"], rows)])
    };
    check(Rule::Sum, shares("55.0"), shares("40.0"));
}

#[test]
fn numbers_that_do_not_multiply() {
    let says = |numbers: &str| events(vec![event("E1", "2015", "year", "Sale", numbers)]);
    check(
        Rule::Product,
        says("total_mio_eur=33.11; share_pct=81.3; text_mio_eur=33"),
        says("total_mio_eur=33.11; share_pct=81.3; text_mio_eur=27"),
    );
    check(
        Rule::Product,
        says("aircraft=81; avg_usd=20000; total_mio_usd=2.26"),
        says("aircraft=81; avg_usd=27900; total_mio_usd=2.26"),
    );
}

#[test]
fn a_part_above_its_whole() {
    let aid = |one: f64| {
        let of = |id: &str, value| fact(id, id, "million constant 2023 US$", Some(2020), value);
        facts(vec![of("aid/oda_dac", 19.77), of("aid/oda_deu", one)])
    };
    check(Rule::Whole, aid(20.21), aid(13.0));
}

/// Fifty thousand police and their ratio, in a state of so many people.
fn police(people: f64) -> Change {
    Box::new(move |world| {
        let mut world = world.series(
            "POP",
            "population",
            &[("AAA", 2022, people * 0.98), ("AAA", 2023, people)],
        );
        world.atlas.countries[0].facts = vec![
            fact("forces/1", "Police", "persons", None, 50_000.0),
            fact("forces/2", "Police per 100,000", "per 100,000 inhabitants", None, 250.0),
            fact("profile/1", "Population growth", "%", Some(2023), 2.04),
        ];
        world
    })
}

#[test]
fn a_ratio_that_fits_another_population() {
    check(Rule::Ratio, police(25e6), police(20e6));
}

#[test]
fn growth_that_is_not_the_series_own() {
    let growth = |value: f64| -> Change {
        let police = police(20e6);
        Box::new(move |world| {
            let mut world = police(world);
            world.atlas.countries[0].facts[2].value = Some(value);
            world
        })
    };
    check(Rule::Growth, growth(5.1), growth(2.0));
}

#[test]
fn imports_rise_while_spending_falls() {
    let step = |spent: f64| {
        let of = |id: &str, unit: &str, year, value| fact(id, id, unit, Some(year), value);
        facts(vec![
            of("tiv/tiv_all", "million TIV", 2023, 100.0),
            of("tiv/tiv_all", "million TIV", 2024, 500.0),
            of("milex/milex_usd", "million US$", 2023, 900.0),
            of("milex/milex_usd", "million US$", 2024, spent),
        ])
    };
    check(Rule::Together, step(800.0), step(1000.0));
}

const STOCK: [&str; 9] = [
    "row_id",
    "parent",
    "category_en",
    "category_de",
    "type_designation",
    "count",
    "status",
    "as_of_year",
    "as_of_basis",
];
const DEALS: [&str; 10] = [
    "row_id",
    "item",
    "item_class_en",
    "item_class_de",
    "delivered_n",
    "recipient_iso3",
    "delivery_from",
    "delivery_to",
    "certainty",
    "status_en",
];

#[test]
fn one_item_twice_in_a_list() {
    let list = |second: &str| {
        let rows: &[&[&str]] = &[
            &["1", "", "Carriers", "", "BTR-80", "150", "active", "2025", "stated"],
            &["2", "", "Carriers", "", second, "150", "active", "2025", "stated"],
        ];
        tables(vec![table("army", &STOCK, rows)])
    };
    check(Rule::Twice, list("BTR-80"), list("BTR-80A"));
}

/// Thirteen helicopters delivered from 2015 on, and a stock.
fn stock(count: &str, year: &str, class: &str) -> Change {
    let rows: &[&[&str]] = &[&["1", "", class, "", "Mi-35M", count, "active", year, "stated"]];
    let deals: &[&[&str]] =
        &[&["D1", "Mi-35M", "attack helicopter", "", "13", "AAA", "2015", "", "reported", ""]];
    tables(vec![table("deals", &DEALS, deals), table("air", &STOCK, rows)])
}

#[test]
fn fewer_in_stock_than_delivered_or_there_too_early() {
    check(Rule::Deliveries, stock("12", "2025", ""), stock("13", "2025", ""));
    check(Rule::Deliveries, stock("13", "2014", ""), stock("20", "2025", ""));
}

#[test]
fn one_type_in_two_classes() {
    check(
        Rule::Class,
        stock("13", "2025", "Transport helicopters"),
        stock("13", "2025", "Attack helicopters"),
    );
}

#[test]
fn one_event_with_two_tolls() {
    let tolls = |date: &str, dead: &str| {
        events(vec![
            event("E1", "2016-06-05", "day", "Attack", "dead=19"),
            event("E2", date, "month", "Attack", dead),
        ])
    };
    check(Rule::Tolls, tolls("2016-06", "dead=20"), tolls("2016-06", "dead=19"));
    check(Rule::Tolls, tolls("2016-06", "dead=12"), tolls("2016-08", "dead=12"));
    // A tenth is a part of it or something else.
    check(Rule::Tolls, tolls("2016-06", "dead=12"), tolls("2016-06", "dead=2"));
}

#[test]
fn fighters_counted_differently() {
    let counts = |second: &str| {
        events(vec![
            event("E1", "2016", "year", "Intelligence counts IS fighters", "fighters=300"),
            event("E2", "", "undated", "Citizens fought for IS", second),
        ])
    };
    check(Rule::Fighters, counts("min=700; max=1000"), counts("min=300; max=300"));
}

#[test]
fn one_step_under_two_dates() {
    let dates = |second: &str| {
        events(vec![
            event("E1", "2017-10-12", "day", "Parliament ratifies the Arms Trade Treaty", ""),
            event("E2", second, "day", "The state ratifies the Arms Trade Treaty", ""),
        ])
    };
    check(Rule::Dates, dates("2017-10-31"), dates("2017-10-12"));
    check(Rule::Dates, dates("2017-10-31"), dates("2021-10-31"));
    let rows = |second: &str| {
        let rows: &[&[&str]] =
            &[&["Treaty", "Vertrag", "2017-10-12"], &["Treaty", "Vertrag", second]];
        tables(vec![table("treaties", &["short_en", "short_de", "date"], rows)])
    };
    check(Rule::Dates, rows("2017-10-31"), rows("2017-10-12"));
}

#[test]
fn a_goal_whose_year_is_over() {
    let goal = |date: &str, certainty: &str| {
        let certainty = certainty.to_owned();
        events(vec![Event { certainty, ..event("E1", date, "goal", "Own supply", "pct=80") }])
    };
    check(Rule::Expired, goal("2021", "goal"), goal("2050", "goal"));
    check(Rule::Expired, goal("2021", "goal"), goal("2021", "reported"));
}

#[test]
fn a_rule_and_a_plan_to_end_it() {
    let plan = |text: &str| {
        events(vec![
            event("E1", "", "ongoing", "Conscription of twelve months", ""),
            event("E2", "", "plan", text, ""),
        ])
    };
    check(Rule::Plan, plan("Conscription to be ended"), plan("Cameras to be bought"));
}

#[test]
fn a_claim_told_as_settled() {
    let claim = |certainty: &'static str| {
        with(move |country: &mut Country| {
            let rows: &[&[&str]] =
                &[&["D1", "Sig pistols", "", "", "", "AAA", "", "", certainty, ""]];
            country.tables = vec![table("deals", &DEALS, rows)];
            country.events = vec![event("E1", "", "undated", "Sig supplies pistols", "")];
        })
    };
    check(Rule::Certainty, claim("alleged"), claim("reported"));
}

#[test]
fn missing_years_behind_since() {
    let reports = |status: &str| {
        let rows: &[&[&str]] =
            &[&["R", "1992", "", "reporting_since"], &["R", "2013", "2018", status]];
        tables(vec![table(
            "reports",
            &["instrument", "year_from", "year_to", "report_status"],
            rows,
        )])
    };
    check(Rule::GapYears, reports("no_report"), reports("reported"));
}

#[test]
fn a_list_of_neighbours_that_are_none() {
    let list = |code: &str| {
        tables(vec![table("x_neighbours", &["country_iso3", "source_cited"], &[&[code, "Report"]])])
    };
    check(Rule::Neighbours, list("CCC"), list("BBB"));
}

#[test]
fn one_dash_for_two_kinds_of_nothing() {
    let dashes = |second: ValueStatus| {
        let gone = |status| Fact {
            value: None,
            printed: "-".to_owned(),
            status,
            ..fact("t/1", "Figure", "million TIV", Some(2024), 0.0)
        };
        facts(vec![gone(ValueStatus::NotApplicable), gone(second)])
    };
    check(Rule::Dash, dashes(ValueStatus::NotPublished), dashes(ValueStatus::NotApplicable));
}

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

/// A rule that no test above plants a fault for would go unnoticed.
#[test]
fn every_rule_has_its_fault() {
    let text = include_str!("planted.rs");
    for rule in Rule::ALL {
        let is_checked = [format!("Rule::{rule:?},"), format!("let rule = Rule::{rule:?};")]
            .iter()
            .any(|words| text.contains(words.as_str()));
        assert!(is_checked, "{rule:?}");
    }
}
