//! Every bundled figure has a measure, and nothing is mixed.

use super::*;
use crate::Bundle;
use crate::rating::{Age, AgeLimit, AgeRule, AsOf, Clock};

fn bundle() -> &'static Bundle {
    crate::rating::tests::bundle()
}

fn figure(measure: Measure, series: &str, year: u16, value: f64) -> Figure {
    Figure {
        measure,
        series: series.to_owned(),
        about: "KAZ".to_owned(),
        years: Some((year, year)),
        value: Some(value),
        status: ValueStatus::Present,
        qualifier: Qualifier::Firm,
        edition: "invented".to_owned(),
    }
}

fn usd(prices: Prices) -> Measure {
    Measure::Money { currency: Currency::Usd, prices, scale: 6, per_head: false }
}

#[test]
fn every_series_and_every_fact_has_a_known_measure() {
    let atlas = &bundle().atlas;
    assert!(!atlas.indicators.is_empty());
    for series in &atlas.indicators {
        let measure = of_series(series);
        assert!(measure.is_some(), "{}: {}", series.id, series.unit.en);
    }
    let mut facts = 0;
    for fact in atlas.countries.iter().flat_map(|country| &country.facts) {
        let measure = of_fact(fact);
        assert!(measure.is_some(), "{}: {}", fact.indicator, fact.unit.en);
        // A share without its whole could be taken for any other.
        assert_ne!(
            measure,
            Some(Measure::Share { of: String::new() }),
            "{}: {}",
            fact.indicator,
            fact.name.en
        );
        facts += 1;
    }
    assert!(facts > 400, "{facts}");
}

#[test]
fn what_cannot_be_added_is_refused_and_named() {
    let constant = Prices::Constant(Some(2023));
    let spending = |measure, year| figure(measure, "milex", year, 10.0);
    for (a, b, mixed) in [
        (usd(constant), usd(Prices::Current), Mixed::Prices(constant, Prices::Current)),
        (
            usd(constant),
            usd(Prices::Constant(Some(2015))),
            Mixed::Prices(constant, Prices::Constant(Some(2015))),
        ),
        (usd(constant), Measure::Tiv { scale: 6 }, Mixed::Kinds(Kind::Money, Kind::Tiv)),
        (
            usd(Prices::Current),
            Measure::Money {
                currency: Currency::Eur,
                prices: Prices::Current,
                scale: 6,
                per_head: false,
            },
            Mixed::Currencies(Currency::Usd, Currency::Eur),
        ),
        (
            Measure::Pieces(Pieces::Stock),
            Measure::Pieces(Pieces::Delivered),
            Mixed::Pieces(Pieces::Stock, Pieces::Delivered),
        ),
    ] {
        let figures = [spending(a, 2023), spending(b, 2024)];
        assert_eq!(sum(&figures), Err(mixed.clone()));
        assert_eq!(comparable(&figures[0], &figures[1]), Err(mixed));
    }
    for (measure, kind) in [
        (Measure::Share { of: "GDP".to_owned() }, Kind::Share),
        (Measure::Rank, Kind::Rank),
        (Measure::Index { scale: "0-1".to_owned() }, Kind::Index),
    ] {
        let figures = [spending(measure.clone(), 2023), spending(measure, 2024)];
        assert_eq!(sum(&figures), Err(Mixed::NoSum(kind)));
        assert_eq!(comparable(&figures[0], &figures[1]), Ok(()));
    }
}

#[test]
fn a_year_counts_once_and_a_stock_at_one_moment() {
    let tiv = |from, to| Figure {
        years: Some((from, to)),
        ..figure(Measure::Tiv { scale: 6 }, "tiv", from, 5.0)
    };
    assert_eq!(sum(&[tiv(2020, 2020), tiv(2021, 2021)]).unwrap().value, 10e6);
    assert_eq!(
        sum(&[tiv(2024, 2024), tiv(2020, 2024)]),
        Err(Mixed::Years((2024, 2024), (2020, 2024)))
    );
    let stock = |series, year| figure(Measure::Pieces(Pieces::Stock), series, year, 3.0);
    assert_eq!(sum(&[stock("a", 2025), stock("b", 2025)]).unwrap().value, 6.0);
    assert_eq!(sum(&[stock("a", 2016), stock("b", 2025)]), Err(Mixed::Moments(2016, 2025)));
    assert_eq!(sum(&[]), Err(Mixed::Empty));
}

#[test]
fn a_sum_is_as_weak_as_its_weakest_part_and_counts_what_is_missing() {
    let firm = figure(Measure::Persons { scale: 0 }, "a", 2025, 2500.0);
    let about = Figure {
        qualifier: Qualifier::Estimate,
        value: Some(9.0),
        ..figure(Measure::Persons { scale: 3 }, "b", 2025, 0.0)
    };
    let gone = Figure {
        value: None,
        status: ValueStatus::NotPublished,
        series: "c".to_owned(),
        ..firm.clone()
    };
    let sum = sum(&[firm, about, gone]).unwrap();
    assert_eq!((sum.value, sum.qualifier, sum.missing), (11_500.0, Qualifier::Estimate, 1));
}

#[test]
fn indices_of_two_lists_never_share_an_axis() {
    let index = |series| figure(Measure::Index { scale: "0-100".to_owned() }, series, 2024, 40.0);
    assert_eq!(
        comparable(&index("cpi"), &index("fh")),
        Err(Mixed::Lists("cpi".to_owned(), "fh".to_owned()))
    );
}

#[test]
fn three_kinds_of_nothing_and_the_marks_of_a_figure() {
    let gone = |measure, status| Figure { value: None, status, ..figure(measure, "x", 2023, 0.0) };
    let share = || Measure::Share { of: "GDP".to_owned() };
    let tiv = Measure::Tiv { scale: 6 };
    assert_eq!(nothing(&gone(tiv.clone(), ValueStatus::NotApplicable)), Some(Nothing::NoDelivery));
    assert_eq!(nothing(&gone(tiv, ValueStatus::NotPublished)), Some(Nothing::NotAvailable));
    assert_eq!(nothing(&gone(share(), ValueStatus::NotCollected)), Some(Nothing::NotAvailable));
    assert_eq!(nothing(&gone(share(), ValueStatus::NotApplicable)), Some(Nothing::NotApplicable));
    let ages = AgeRule { yearly: AgeLimit { fresh: 2, used: 4 }, ..AgeRule::default() };
    let clock = Clock::of(AsOf::Newest, 2026);
    let about = Figure { qualifier: Qualifier::Estimate, ..figure(share(), "x", 2023, 2.0) };
    let seen = shown(&about, &ages, &clock);
    assert!(seen.brackets && !seen.at_least && seen.nothing.is_none());
    assert_eq!(seen.age, Age::Old);
    assert_eq!(shown(&Figure { years: None, ..about }, &ages, &clock).age, Age::Undated);
}

#[test]
fn the_bundled_report_says_no_delivery_and_not_available_apart() {
    let country = bundle().atlas.countries.iter().find(|c| !c.facts.is_empty()).unwrap();
    let kinds = |table: &str| -> Vec<Nothing> {
        let facts = country.facts.iter().filter(|fact| fact.indicator.starts_with(table));
        facts.filter_map(|fact| nothing(&Figure::of_fact(country.iso3, fact)?)).collect()
    };
    assert_eq!(kinds("tiv_from_germany/"), [Nothing::NoDelivery; 4]);
    assert!(kinds("spending_shares/").iter().all(|kind| *kind == Nothing::NotAvailable));
    assert!(!kinds("spending_shares/").is_empty());
}
