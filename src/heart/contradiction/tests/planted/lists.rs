//! Faults in lists of arms, of events and of reports.

use super::*;

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
    let remarked = |remark: &str| {
        let columns = ["row_id", "type_designation", "count", "comment_en"];
        tables(vec![table("army", &columns, &[&["1", "BTR-80", "150", remark]])])
    };
    check(Rule::Twice, remarked("printed twice in the report"), remarked("printed in the report"));
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
