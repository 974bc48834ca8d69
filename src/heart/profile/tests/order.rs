//! Treaties, reporting, regional order: part C of the list of systems.

use super::*;
use crate::atlas::Joined;

/// Joined, joined with limits, not joined.
fn counts(id: &str) -> [usize; 3] {
    let words = ["joined", "joined with limits", "not joined"];
    words.map(|word| {
        grid(id).rows.iter().filter(|row| in_column(id, row, "Status").words.en == word).count()
    })
}

fn treaty(element: &str, id: &str) -> &'static TreatyRow {
    let Body::Treaties(rows) = body(element) else { panic!("no treaties in {element}") };
    rows.iter().find(|row| row.treaty == id).unwrap()
}

#[test]
fn si_035_arms_control_seven_two_four() {
    assert_eq!(counts("T11-report"), [7, 2, 4]);
    assert_eq!(treaty("T11", "npt_1968").status, Joined::Party);
    assert_eq!(treaty("T11", "apmbc_1997").status, Joined::NotParty);
}

#[test]
fn si_036_human_rights_nine_of_nine() {
    assert_eq!(counts("T12-report"), [9, 0, 0]);
}

#[test]
fn si_037_terrorism_eight_of_eight() {
    assert_eq!(counts("T13-report"), [8, 0, 0]);
}

#[test]
fn si_038_crime_four_of_four() {
    assert_eq!(counts("T14-report"), [4, 0, 0]);
}

#[test]
fn si_039_law_four_of_five_without_the_rome_statute() {
    assert_eq!(counts("T15-report"), [4, 0, 1]);
    assert_eq!(cell("T15-report", "Rome Statute", "Status").words.en, "not joined");
    assert_eq!(treaty("T15", "rome_1998").status, Joined::NotParty);
}

#[test]
fn si_040_every_treaty_row_names_its_source() {
    for id in ["T11", "T12", "T13", "T14", "T15"] {
        let Body::Treaties(rows) = body(id) else { panic!("{id}") };
        for row in rows.iter().filter(|row| row.status != Joined::Unknown) {
            let source = row.source.as_ref().unwrap();
            assert!(!source.title.is_empty() && row.as_of.is_some(), "{id} {}", row.treaty);
        }
        let report = format!("{id}-report");
        assert!(grid(&report).rows.iter().all(|row| !row.source.title.is_empty()), "{report}");
    }
}

#[test]
fn si_041_the_annual_report_of_2023_is_filed_and_not_public() {
    assert_eq!(filing(strip("Arms Trade Treaty, annual report"), 2023), Filing::NotPublic);
    assert_eq!(strip("Arms Trade Treaty, initial report").undated, Some(Filing::NotPublic));
}

#[test]
fn si_042_the_register_has_gaps_and_one_thin_report() {
    let register = strip("UN Register of Conventional Arms");
    for year in [2013, 2014, 2015, 2016, 2017, 2018, 2020] {
        assert_eq!(filing(register, year), Filing::NotFiled, "{year}");
    }
    assert_eq!(filing(register, 2021), Filing::Thin);
    // The report says nothing of 2019: neither filed nor not.
    assert_eq!(filing(register, 2019), Filing::Unknown);
}

#[test]
fn si_043_spending_reports_have_a_gap_from_2016_to_2021() {
    let spending = strip("UN report on military spending");
    assert!((2016..=2021).all(|year| filing(spending, year) == Filing::NotFiled));
    assert_eq!(filing(spending, 2022), Filing::Filed);
    assert_eq!(filing(spending, 2015), Filing::Unknown);
}

#[test]
fn si_044_small_arms_reports_every_two_years() {
    let poa = strip("UN Programme of Action on small arms");
    let filed: Vec<u16> =
        poa.years.iter().filter(|of| of.state == Filing::Filed).map(|of| of.year).collect();
    assert_eq!(filed, [2018, 2020, 2022, 2024]);
    assert_eq!(filing(poa, 2019), Filing::NotDue);
}

#[test]
fn si_045_stocks_of_banned_weapons_cite_the_landmine_monitor() {
    let stocks = event("KAZ-E115");
    assert!(stocks.source.title.en.contains("Landmine Monitor"));
    assert_eq!(stocks.criteria, [1, 2]);
}

#[test]
fn si_046_five_parties_to_the_treaty_of_semey() {
    let semey = treaty("II.4-zones", "semey_2006");
    assert_eq!((semey.status, semey.parties), (Joined::Party, 5));
}

#[test]
fn si_047_the_russian_steps_of_2007_and_2015() {
    let remark =
        &cell("II.1-prose", "Treaty on Conventional Armed Forces in Europe", "Remark").words;
    assert!(remark.en.contains("2007") && remark.en.contains("2015"), "{}", remark.en);
}

#[test]
fn si_048_the_vienna_document_and_its_revisions() {
    let date = &cell("II.1-prose", "Vienna Document", "Date").words.en;
    let remark = &cell("II.1-prose", "Vienna Document", "Remark").words.en;
    let all = format!("{date} {remark}");
    assert!(
        ["1990", "1992", "1994", "1999", "2011"].iter().all(|year| all.contains(year)),
        "{all}"
    );
}

#[test]
fn si_049_work_with_the_osce_can_be_attached() {
    for (id, criterion) in [("KAZ-E110", 2), ("KAZ-E181", 4), ("KAZ-E181", 7)] {
        let event = event(id);
        assert!(event.criteria.contains(&criterion) && can_be_attached(&event.key), "{id}");
    }
}

#[test]
fn si_050_six_members_of_the_csto() {
    let csto = row("II.4-blocs", "Collective Security Treaty Organization");
    assert_eq!(in_column("II.4-blocs", csto, "Membership").words.en, "member");
    assert_eq!(in_column("II.4-blocs", csto, "Members").value, Some(6.0));
    let names = &in_column("II.4-blocs", csto, "Which").words.en;
    for name in ["Russia", "Armenia", "Belarus", "Kyrgyzstan", "Tajikistan", "Kazakhstan"] {
        assert!(names.contains(name), "{name}: {names}");
    }
}

#[test]
fn si_051_the_economic_union_stands_under_4_and_7() {
    let union = row("II.4-blocs", "Eurasian Economic Union");
    assert_eq!(in_column("II.4-blocs", union, "Membership").words.en, "member");
    assert_eq!(cell("II.7-union", "Eurasian Economic Union", "Status").words.en, "member");
    let feeds = |code: &str| kaz().section(code).unwrap().feeds.clone();
    assert_eq!((feeds("II.4"), feeds("II.7")), (vec![4], vec![7]));
}

#[test]
fn si_052_158_persons_in_five_missions() {
    let persons: Vec<f64> =
        grid("B5").rows.iter().map(|row| in_column("B5", row, "Persons").value.unwrap()).collect();
    assert_eq!((persons.len(), persons.iter().sum::<f64>()), (5, 158.0));
}

#[test]
fn si_053_no_allied_forces_are_present() {
    let here = grid("II.5-presence").rows.iter().filter(|row| row.about == Some(iso3("KAZ")));
    assert_eq!(here.count(), 0);
    let ended = event("KAZ-E184");
    assert_eq!(ended.until.map(|date| date.year), Some(2015));
    assert!(event("KAZ-E183").text.en.contains("leave"));
}

#[test]
fn si_054_the_states_compared_can_be_swapped() {
    let with = |codes: &[&str]| {
        let compared = Some(codes.iter().map(|code| iso3(code)).collect());
        let profile = bundle().profile(&Ask { compared, ..Ask::of(iso3("KAZ"), day()) }).unwrap();
        let Body::Grid(grid) = &profile.element("T20").unwrap().body else { panic!("T20") };
        let mut heads: Vec<String> =
            grid.rows.iter().filter_map(|row| row.about).map(|state| state.to_string()).collect();
        heads.dedup();
        heads
    };
    // Turkmenistan publishes no spending, so that it has no row.
    assert_eq!(with(&["MNG"]), ["KAZ", "MNG", "KAZ", "MNG"]);
    assert_eq!(with(&["TUR"]), ["KAZ", "TUR", "KAZ", "TUR"]);
    // A report's own choice is shown with the neighbours, and named as no neighbour.
    let mongolia = row("II.4-neighbours", "Mongolia");
    assert!(!mongolia.note.is_empty());
    assert!(row("II.4-neighbours", "Turkmenistan").note.is_empty());
}
