use super::C::{Blue, E, Merged, N, Red, T};
use super::*;

fn sheet(title: &'static str, values: [C; 3], others: [C; 3]) -> Vec<Vec<C>> {
    let [a, b, c] = values;
    let [d, e, f] = others;
    vec![
        vec![Merged(title, 6)],
        vec![T(
            "Figures in blue are SIPRI estimates. Figures in red indicate highly uncertain data.",
        )],
        vec![T(
            "\"...\" = data unavailable. \"xxx\" = country did not exist or was not independent",
        )],
        vec![],
        vec![],
        vec![T("Country"), E, T("Notes"), N(1990.0), N(2023.0), N(2024.0), T("2024 Current")],
        vec![T("Africa")],
        vec![T("North Africa")],
        vec![T("Algeria"), E, T("§4"), a, b, c, N(99.0)],
        vec![T("Asia & Oceania")],
        vec![T("Kazakhstan"), E, E, d, e, f, N(99.0)],
        vec![T("USSR"), E, E, N(1.0), T("xxx"), T("xxx")],
        vec![T("Kazakstan"), E, E, E, N(2.0), E],
    ]
}

fn workbook(prices: &str) -> Vec<u8> {
    let constant = format!("Constant ({prices}) US$");
    book(&[
        ("Front page", vec![vec![T("SIPRI Military Expenditure Database")]]),
        (
            &constant,
            sheet(
                "Military expenditure by country, in millions of US$ at constant prices",
                [T("..."), N(9000.0), Blue(9500.5)],
                [T("xxx"), N(1000.25), Red(1100.0)],
            ),
        ),
        (
            "Current US$",
            sheet(
                "Military expenditure by country, in millions of US$",
                [T(". ."), N(8000.0), N(9500.0)],
                [T("xxx"), N(900.0), N(1100.0)],
            ),
        ),
        (
            "Share of GDP",
            sheet(
                "Military expenditure by country as percentage of gross domestic product",
                [T("..."), N(0.0802), N(0.081)],
                [T("xxx"), N(0.004408), N(0.0042842)],
            ),
        ),
        (
            "Per capita",
            sheet(
                "Military expenditure per capita by country",
                [T("..."), N(200.0), N(210.0)],
                [T("xxx"), N(45.5), N(55.0)],
            ),
        ),
        (
            "Share of Govt. spending",
            sheet(
                "as percentage of government spending",
                [T("..."), N(0.18), N(0.2)],
                [T("xxx"), N(0.02), N(0.021)],
            ),
        ),
        ("Footnotes", vec![vec![N(1.0), T("a note")]]),
    ])
}

#[test]
fn every_sheet_becomes_a_series_and_shares_become_percent() {
    let imported = of_bytes(&workbook("2023"));
    assert_eq!(imported.kind, PublisherKind::SipriMilex);
    assert_eq!(value(&imported, "milex_usd_const", "DZA", 2023), Some(9000.0));
    assert_eq!(value(&imported, "milex_usd_current", "KAZ", 2023), Some(900.0));
    assert_eq!(value(&imported, "milex_pct_gdp", "KAZ", 2024), Some(0.42842));
    assert_eq!(value(&imported, "milex_pct_gdp", "DZA", 2023), Some(8.02));
    assert_eq!(value(&imported, "milex_pct_gov", "DZA", 2024), Some(20.0));
    assert_eq!(value(&imported, "milex_pc", "KAZ", 2023), Some(45.5));
    assert_eq!(
        imported.pack.sources[0].title.fr,
        "SIPRI Military Expenditure Database, édition 1990-2024"
    );
}

#[test]
fn the_marks_for_no_value_stay_different() {
    let imported = of_bytes(&workbook("2023"));
    let status =
        |id, state| point(&imported, id, state, 1990).map(|point| (point.value, point.status));
    assert_eq!(status("milex_usd_const", "DZA"), Some((None, ValueStatus::NotPublished)));
    assert_eq!(status("milex_usd_current", "DZA"), Some((None, ValueStatus::NotPublished)));
    assert_eq!(status("milex_usd_const", "KAZ"), Some((None, ValueStatus::NotApplicable)));
}

#[test]
fn blue_and_red_letters_are_estimates() {
    let imported = of_bytes(&workbook("2023"));
    let qualifier =
        |state, year| point(&imported, "milex_usd_const", state, year).unwrap().qualifier;
    assert_eq!(qualifier("DZA", 2024), Qualifier::Estimate);
    assert_eq!(qualifier("KAZ", 2024), Qualifier::Estimate);
    assert_eq!(qualifier("KAZ", 2023), Qualifier::Firm);
    assert_eq!(remarks(&imported), [&Remark::Estimates(2)]);

    let plain = book(&[
        ("Current US$", sheet("", [E, N(1.0), N(2.0)], [E, N(3.0), N(4.0)])),
        ("Share of GDP", sheet("", [E, N(0.1), N(0.1)], [E, N(0.1), N(0.1)])),
    ]);
    assert_eq!(remarks(&of_bytes(&plain)), [&Remark::EstimateMarksLost]);
}

#[test]
fn other_base_prices_are_a_series_in_another_unit() {
    let same = of_bytes(&workbook("2023"));
    assert_eq!(series(&same, "milex_usd_const").about, None);
    let newer = of_bytes(&workbook("2024"));
    // Two units must not meet in one series.
    assert!(find(&newer, "milex_usd_const").is_none());
    let words = series(&newer, "milex_usd_const_2024").about.as_ref().unwrap();
    assert_eq!(words.unit.de, "Mio. US-Dollar, Preise von 2024");
    let remark = Remark::BasePrices { series: "milex_usd_const_2024".to_owned(), year: 2024 };
    assert!(newer.remarks.contains(&remark));
    assert!(series(&newer, "milex_pc").about.is_some(), "the program does not know this series");
}

#[test]
fn regions_are_passed_over_and_names_are_not_guessed() {
    let imported = of_bytes(&workbook("2023"));
    let names: Vec<_> = imported
        .rejected
        .iter()
        .map(|rejected| (rejected.found.as_str(), rejected.reason, rejected.times))
        .collect();
    assert_eq!(names, [("USSR", Reason::NotAState, 5), ("Kazakstan", Reason::UnknownCountry, 5)]);
    assert_eq!(imported.rejected[1].nearest.as_deref(), Some("Kazakhstan"));
    assert_eq!(imported.rejected[1].line, 13);
}

#[test]
fn shares_that_are_percent_already_are_not_multiplied() {
    let bytes = book(&[
        ("Current US$", sheet("", [E, N(1.0), N(2.0)], [E, N(3.0), N(4.0)])),
        ("Share of GDP", sheet("", [E, N(8.02), N(8.1)], [E, N(0.44), N(0.43)])),
    ]);
    let imported = of_bytes(&bytes);
    assert!(imported.pack.series.iter().all(|series| series.id != "milex_pct_gdp"));
    assert!(left_out(&imported).contains(&(6, Reason::OtherUnit, "Share of GDP")));
}

#[test]
fn shares_that_are_stored_as_text_are_looked_at_as_well() {
    let shares = |values, others| {
        of_bytes(&book(&[
            ("Current US$", sheet("", [E, N(1.0), N(2.0)], [E, N(3.0), N(4.0)])),
            ("Share of GDP", sheet("", values, others)),
        ]))
    };
    let percent = shares([E, T("1.5"), T("8.1")], [E, T("0.6"), T("0.7")]);
    assert!(find(&percent, "milex_pct_gdp").is_none());
    assert!(left_out(&percent).contains(&(6, Reason::OtherUnit, "Share of GDP")));
    let fractions = shares([E, T("0.015"), T("0.081")], [E, T("0.6%"), T("0.007")]);
    assert_eq!(value(&fractions, "milex_pct_gdp", "DZA", 2023), Some(1.5));
    assert_eq!(value(&fractions, "milex_pct_gdp", "KAZ", 2023), Some(0.6));
}
