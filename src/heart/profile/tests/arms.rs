//! Arms transfers, money, forces: part B of the list of systems.

use super::*;
use crate::atlas::{Qualifier, ValueStatus};

#[test]
fn si_014_ec145_shows_12_as_an_estimate() {
    let ordered = cell("T2", "EC145", "Ordered");
    assert_eq!((ordered.value, ordered.qualifier), (Some(12.0), Qualifier::Estimate));
    assert_eq!(ordered.printed, "(12)");
    assert_eq!(cell("T2", "TP400-D6", "Ordered").qualifier, Qualifier::Firm);
}

#[test]
fn si_015_the_five_years_make_1329() {
    let row = printed("T3", "Major-arms imports", "SIPRI Arms Transfers Database");
    let all = values(row);
    let (sum, years) = all.split_last().unwrap();
    let years: f64 = years.iter().map(|value| value.unwrap()).sum();
    assert_eq!((years, *sum), (1329.0, Some(1329.0)));
    assert_eq!(
        cell("B-rank", "Major-arms imports, five-year sum", "2020–2024").value,
        Some(1329.0)
    );
}

#[test]
fn si_016_the_unit_is_explained_as_no_price() {
    let element = kaz().element("T3").unwrap();
    assert!(element.unit.en.contains("TIV") && element.note.en.contains("no price"));
    assert!(element.note.de.contains("kein Preis") && element.note.fr.contains("pas un prix"));
}

#[test]
fn si_017_ranks_keep_their_window() {
    let rank = |head: &str, window: &str| {
        cell("B-rank", &format!("Rank among the world's arms importers {head}"), window).value
    };
    assert_eq!(rank("2020-2024", "2020–2024"), Some(26.0));
    assert_eq!(rank("2010-2014", "2010–2014"), Some(55.0));
    assert_eq!(rank("2010-2014", "2020–2024"), None);
}

#[test]
fn si_018_spending_is_redrawn_with_its_base_year() {
    let row = printed("T5", "Military expenditure", "SIPRI Military");
    assert!(row.unit.en.contains("2023"));
    let printed: Vec<f64> = values(row).into_iter().flatten().collect();
    assert_eq!(printed, [2002.0, 1989.0, 1350.0, 1164.0, 1145.0]);
    for (chart, unit) in [("C3", "2023"), ("C4", "%")] {
        let Body::Lines(lines) = body(chart) else { panic!("{chart}") };
        assert_eq!((lines.first, lines.last), (2015, 2024));
        // The series has the years that the report only draws.
        let newest = &lines.traces[0];
        assert!(newest.unit.en.contains(unit), "{}", newest.unit.en);
        assert!(newest.points.iter().all(|point| point.value.is_some()));
    }
}

#[test]
fn si_019_status_rows_cite_the_sipri_yearbook() {
    let citing = |id: &str| {
        let rows = &grid(id).rows;
        rows.iter().filter(|row| row.source.title.en == "SIPRI Yearbook").count()
    };
    assert_eq!((citing("T11-report"), citing("T15-report")), (12, 3));
}

#[test]
fn si_020_editions_2024_and_2025_stand_side_by_side() {
    assert_eq!(cell("B1", "Active armed forces", "Edition").words.en, "2025");
    let edition = |head: &str| cell("T9", head, "Edition").words.en.as_str();
    assert_eq!(cell("T9", "Combat-capable aircraft", "Number").value, Some(67.0));
    assert_eq!(edition("Combat-capable aircraft"), "2025");
    let older = "Combat-capable aircraft (previous edition)";
    assert_eq!(cell("T9", older, "Number").value, Some(120.0));
    assert_eq!(edition(older), "2024");
    let parts: f64 = ["Army", "Navy", "Air force", "Defence ministry troops"]
        .iter()
        .map(|head| cell("B1", head, "Persons").value.unwrap())
        .sum();
    assert_eq!(Some(parts), cell("B1", "Active armed forces", "Persons").value);
}

#[test]
fn si_021_soldiers_per_1000_are_worked_out_and_compared_with_what_is_printed() {
    let own = printed("T6", "worked out anew", "no source given");
    let of_2023 = in_column("T6", own, "2023");
    let tenths = (of_2023.value.unwrap() * 10.0).round() / 10.0;
    assert_eq!((tenths, of_2023.decimals), (2.0, 1));
    assert!(of_2023.note.en.contains("1.9"), "{}", of_2023.note.en);
    assert_eq!(cell("T6", "as printed", "2023").value, Some(1.9));
}

#[test]
fn si_022_health_and_education_of_2022() {
    let health = printed("T16", "Health spending", "World Bank Data");
    assert_eq!(in_column("T16", health, "2022").value, Some(3.7));
    let education = printed("T16", "Education spending", "World Bank Data");
    assert_eq!(in_column("T16", education, "2022").value, Some(4.5));
}

#[test]
fn si_023_income_per_head_and_class_with_year() {
    let income = cell("II.8-figures", "Gross national income per head", "Value");
    assert_eq!((income.value, income.year), (Some(10_940.0), Some(2023)));
    assert_eq!(
        cell("II.2-printed", "World Bank income group", "Class").words.en,
        "upper-middle income"
    );
    assert_eq!(cell("II.2-printed", "World Bank income group", "Year").words.en, "2023");
}

#[test]
fn si_024_five_values_of_public_order() {
    let row = row("T10", "Central-government spending");
    let all: Vec<f64> = values(row).into_iter().flatten().collect();
    assert_eq!(all, [0.6, 0.7, 0.6, 0.7, 0.7]);
}

#[test]
fn si_025_an_outlook_on_a_past_year_is_marked() {
    assert!(!row("II.8-figures", "Real growth, IMF estimate").note.is_empty());
    assert!(row("II.8-figures", "Inflation peak").note.is_empty());
    assert!(event("KAZ-E234").is_overdue);
}

#[test]
fn si_026_aid_of_one_donor_above_that_of_all() {
    let all = in_column("T17", row("T17", "ODA from DAC donors"), "2020").value.unwrap();
    let german = in_column("T17", row("T17", "German ODA"), "2020").value.unwrap();
    assert!(german > all, "{german} {all}");
    assert!(contradiction("KAZ-X31").is_some());
}

#[test]
fn si_027_rank_96_shows_data_year_and_edition() {
    let rank = row("T18", "Rank");
    assert_eq!(in_column("T18", rank, "2023").value, Some(96.0));
    assert!(rank.edition.en.contains("2024"), "{}", rank.edition.en);
}

#[test]
fn si_028_police_density_is_older_data() {
    let row = row("I.8-strength", "Police personnel");
    assert_eq!(in_column("I.8-strength", row, "Per 100,000 inhabitants").value, Some(405.0));
    let implied = in_column("I.8-strength", row, "Implied population").value.unwrap();
    assert!((18.4e6..18.6e6).contains(&implied), "{implied}");
    assert!(!row.note.is_empty());
}

#[test]
fn si_029_trust_with_its_years() {
    assert_eq!(cell("I.7-trust", "Trust in the armed forces", "2017–2022").value, Some(80.8));
}

#[test]
fn si_030_every_designation_has_one_class() {
    let lexicon = &bundle().layout.lexicon;
    for of in &lexicon.types {
        for name in std::iter::once(&of.name).chain(&of.aliases) {
            assert_eq!(lexicon.find(name).map(|found| &found.id), Some(&of.id), "{name}");
        }
    }
    let mut seen = 0;
    for (id, column) in [("T7", "Type"), ("T8", "Type"), ("T9", "Type"), ("B4", "Type")] {
        for row in &grid(id).rows {
            let name = &in_column(id, row, column).words.en;
            // A sum of types is no type.
            if name.is_empty() || name.starts_with("total ") {
                continue;
            }
            assert!(!in_column(id, row, "Class").words.is_empty(), "{id}: {name}");
            seen += 1;
        }
    }
    for row in &grid("D1").rows {
        assert!(!in_column("D1", row, "Class").words.is_empty(), "{}", row.head.en);
        seen += 1;
    }
    assert!(seen > 70, "{seen}");
    let mi8 = ["Mi-8; Mi-17", "Mi-8MT/17", "Mi-17Sh"];
    for head in mi8 {
        assert_eq!(cell("D1", head, "Class").words.en, "transport helicopter", "{head}");
    }
    let mi171 =
        grid("B4").rows.iter().find(|row| in_column("B4", row, "Type").words.en == "Mil Mi-171");
    assert_eq!(in_column("B4", mi171.unwrap(), "Class").words.en, "transport helicopter");
    assert_eq!(row("I.6-types", "Mi-8, Mi-17").cells[0].words.en, "transport helicopter");
}

#[test]
fn si_031_tanks_in_use_and_stored() {
    let tanks = row("I.6-stock", "Main battle tanks");
    assert_eq!(values(tanks), [Some(1300.0), Some(350.0), Some(950.0), Some(350.0)]);
    assert_eq!(tanks.cells[2].qualifier, Qualifier::Estimate);
}

#[test]
fn si_032_partners_by_home_state() {
    let german: Vec<&str> = grid("I.4-partners")
        .rows
        .iter()
        .filter(|row| in_column("I.4-partners", row, "Home state").words.en.contains("Germany"))
        .map(|row| row.head.en.as_str())
        .collect();
    assert!(german.contains(&"Rheinmetall Eastern Markets GmbH"), "{german:?}");
    let airbus = row("I.4-partners", "Airbus Helicopters");
    assert_eq!(in_column("I.4-partners", airbus, "Local share (%)").value, Some(50.0));
    assert_eq!(in_column("I.4-partners", airbus, "Year").words.en, "2012");
}

#[test]
fn si_033_the_fair_stands_under_industry() {
    assert!(events("I.4-events").iter().any(|event| event.text.en.contains("KADEX")));
}

#[test]
fn si_034_a_goal_past_its_year_without_outcome_is_flagged() {
    let goal = row("I.4-goals", "Own share of military demand, goal for 2021");
    let value = in_column("I.4-goals", goal, "Value");
    assert_eq!((value.value, value.qualifier), (Some(80.0), Qualifier::Planned));
    assert!(!goal.note.is_empty());
    assert!(event("KAZ-E047").is_overdue && !event("KAZ-E064").is_overdue);
    let Body::Gaps(gaps) = body("Q3") else { panic!("no gaps") };
    assert!(gaps.iter().any(|gap| gap.what.en.contains("80 percent own supply")));
}

#[test]
fn si_116_the_two_meanings_of_a_dash_differ() {
    let none = in_column("T4", row("T4", "Major-arms imports from Germany"), "2020");
    assert_eq!((none.value, none.status), (None, ValueStatus::NotApplicable));
    assert_eq!(none.words.en, "no delivery recorded");
    let health = printed("T16", "Health spending", "World Bank Data");
    let unknown = in_column("T16", health, "2023");
    assert_eq!((unknown.value, unknown.status), (None, ValueStatus::NotPublished));
    // A year without a delivery adds nothing, so the sum is whole.
    let sum = in_column("T4", row("T4", "Major-arms imports from Germany"), "sum");
    assert_eq!((sum.value, sum.qualifier), (Some(12.0), Qualifier::Firm));
}
