//! Faults in figures, tables and sentences.

use super::*;

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
