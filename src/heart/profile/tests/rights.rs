//! Rights, governance, society: part D of the list of systems.

use super::*;
use crate::atlas::Qualifier;

#[test]
fn si_055_the_us_report_is_shown_with_the_year_of_its_text() {
    let cited = events("II.2-events").iter().map(|event| event.source.title.en.as_str());
    assert!(
        cited.into_iter().any(|title| title.contains("2022") && title.contains("under the 2023"))
    );
}

#[test]
fn si_056_amnesty_2025_is_attached_to_criterion_2() {
    let found = event("KAZ-E129");
    assert!(found.source.title.en.contains("Amnesty International Report 2025"));
    assert!(found.criteria.contains(&2) && can_be_attached(&found.key));
}

#[test]
fn si_057_human_rights_watch_2023_is_attached_to_criterion_2() {
    let found = event("KAZ-E144");
    assert!(found.source.title.en.contains("World Report 2023"));
    assert!(found.criteria.contains(&2) && can_be_attached(&found.key));
}

#[test]
fn si_058_18_and_5_make_23_and_not_free() {
    let printed = |head: &str| {
        let row = printed("B8", head, "Freedom House, Freedom in the World 2025");
        in_column("B8", row, "2025").value.unwrap()
    };
    let (civil, political) = (printed("Civil liberties"), printed("Political rights"));
    assert_eq!((civil, political, civil + political), (18.0, 5.0, printed("Total score")));
    let status = grid("B8").rows.iter().flat_map(|row| &row.cells);
    assert!(status.into_iter().any(|cell| cell.words.en == "Not free"));
    assert!(kaz().element("B8").unwrap().note.en.contains("not named"));
}

#[test]
fn si_059_rank_134_of_180_is_an_older_edition() {
    let report = printed("II.2-indices", "RSF press freedom ranking", "2023");
    assert_eq!(in_column("II.2-indices", report, "2023").value, Some(134.0));
    assert!(report.is_older);
    assert_eq!(cell("II.2-printed", "RSF press freedom ranking", "of").words.en, "180");
}

#[test]
fn si_060_and_si_113_both_editions_of_the_corruption_index() {
    let own = rows("B-CPI", "Kazakhstan");
    let in_year = |row: &Row, year: &str| in_column("B-CPI", row, year).value;
    assert!(
        own.iter().any(|row| row.edition.en.contains("2023") && in_year(row, "2023") == Some(39.0))
    );
    assert!(
        own.iter().any(|row| row.edition.en.contains("2024") && in_year(row, "2024") == Some(40.0))
    );
    assert!(!own[0].is_older && own[1..].iter().all(|row| row.is_older));
}

#[test]
fn si_061_rank_127_of_193() {
    assert_eq!(cell("II.6-crime", "Organized Crime Index, rank", "2023").value, Some(127.0));
    assert_eq!(cell("II.2-printed", "Global Organized Crime Index", "of").words.en, "193");
}

#[test]
fn si_062_gender_index_with_class_and_weakest_dimension() {
    let class = cell("II.2-gender", "Social Institutions", "Class");
    assert_eq!(class.words.en, "second-lowest category");
    assert!(
        cell("II.2-gender", "Social Institutions", "Remark")
            .words
            .en
            .contains("physical integrity")
    );
}

#[test]
fn si_063_bti_is_covered_without_excerpts() {
    for (id, head) in [("B10", "BTI political transformation"), ("II.8-economy", "BTI economic")] {
        assert!(values(row(id, head)).iter().any(Option::is_some), "{id} {head}");
    }
    let own = events("II.3-events").iter().chain(events("II.8-events"));
    assert!(own.into_iter().any(|event| event.source.title.en.contains("BTI")));
}

#[test]
fn si_064_complaints_by_year_with_their_sources() {
    let told = |head: &str| {
        let (value, source) =
            (cell("II.2-counts", head, "Value"), cell("II.2-counts", head, "Source"));
        (value.value.unwrap(), value.qualifier, source.words.en.as_str())
    };
    let ngo = "Coalition of NGOs against torture in Kazakhstan";
    assert_eq!(told("Torture complaints, first half of 2013"), (201.0, Qualifier::Firm, ngo));
    assert_eq!(told("Torture and ill-treatment cases 2016"), (163.0, Qualifier::Firm, ngo));
    let (value, qualifier, source) = told("Allegations looked into by the NPM 2020");
    assert_eq!((value, qualifier), (100.0, Qualifier::AtLeast));
    assert!(source.contains("Department of State"));
    let (value, _, source) = told("Torture reports 2021");
    assert_eq!((value, source), (63.0, "no source given in the report"));
}

#[test]
fn si_065_the_coalition_stands_behind_201_and_163() {
    let counted = grid("II.2-counts")
        .rows
        .iter()
        .filter(|row| row.source.title.en.contains("Coalition of NGOs"));
    let values: Vec<Option<f64>> =
        counted.map(|row| in_column("II.2-counts", row, "Value").value).collect();
    assert_eq!(values, [Some(201.0), Some(163.0)]);
}

#[test]
fn si_066_elections_of_four_years() {
    let years: Vec<u16> =
        events("II.2-elections").iter().filter_map(|event| Some(event.date?.year)).collect();
    for year in [2019, 2021, 2022, 2023] {
        assert!(years.contains(&year), "{year}: {years:?}");
    }
    assert!(events("II.2-elections").iter().any(|event| event.source.title.en.contains("ODIHR")));
}

#[test]
fn si_067_police_training_can_be_attached_to_criterion_2() {
    let found = event("KAZ-E110");
    assert!(found.text.en.contains("democratic-policing"));
    assert!(found.criteria.contains(&2) && can_be_attached(&found.key));
}

#[test]
fn si_068_two_ranges_of_recruits_are_a_contradiction() {
    assert!(event("KAZ-E174").source.title.en.contains("International Crisis Group"));
    assert!(event("KAZ-E174").contradictions.contains(&"KAZ-X26".to_owned()));
    assert!(contradiction("KAZ-X26").is_some());
}

#[test]
fn si_069_the_list_of_banned_groups_has_both_tags() {
    assert_eq!(event("KAZ-E187").criteria, [6, 2]);
    assert_eq!(
        cell("II.6-terrorism", "Islamic organisations on the ban list", "Value").value,
        Some(13.0)
    );
}

#[test]
fn si_070_the_strategy_has_run_out() {
    assert!(event("KAZ-E202").text.en.contains("2015 to 2025") && event("KAZ-E202").is_over);
    assert!(!event("KAZ-E217").is_over);
}

#[test]
fn si_071_both_values_of_the_development_index() {
    let own = rows("T21", "Kazakhstan");
    let all: Vec<f64> = own.iter().flat_map(|row| values(row)).flatten().collect();
    assert!(all.contains(&0.837) && all.contains(&0.802), "{all:?}");
    let undated = own.iter().find(|row| in_column("T21", row, "undated").value == Some(0.802));
    assert!(undated.is_some() && contradiction("KAZ-X01").is_some());
}

#[test]
fn si_072_to_si_075_values_of_four_indices() {
    let told = |head: &str, column: &str| cell("II.8-society", head, column).value;
    assert_eq!(told("Gender Development Index", "undated"), Some(0.998));
    assert_eq!(told("SDG Index", "undated"), Some(71.7));
    assert_eq!(told("SDG Index, rank", "undated"), Some(66.0));
    assert_eq!(cell("II.2-printed", "SDG Index", "of").words.en, "166");
    let gini = printed("II.8-society", "Gini index", "");
    assert!(gini.cells.iter().any(|cell| cell.value.is_some()));
    let report = rows("II.8-society", "Gini").into_iter();
    let mut found = report.map(|row| in_column("II.8-society", row, "2021").value);
    assert!(found.any(|value| value == Some(29.2)));
    // The edition of the competitiveness index is not stated.
    let competitiveness = cell("II.8-economy", "Global Competitiveness Index", "undated");
    assert_eq!((competitiveness.value, competitiveness.year), (Some(62.9), None));
}

#[test]
fn si_076_refugees_are_undated() {
    let refugees = cell("II.3-politics", "Refugees and stateless persons", "Value");
    assert_eq!((refugees.value, refugees.year), (Some(8000.0), None));
    assert_eq!(cell("II.3-politics", "Refugees and stateless persons", "Year").words.en, "undated");
}

#[test]
fn si_077_arms_bought_back_and_arms_missing() {
    assert_eq!(cell("II.7-small-arms", "Firearms bought back", "Value").value, Some(56_000.0));
    let missing = row("II.7-small-arms", "Firearms looted in 2022");
    assert_eq!(in_column("II.7-small-arms", missing, "Value").value, Some(2000.0));
    assert_eq!(in_column("II.7-small-arms", missing, "Reservation").words.en, "up to");
}

#[test]
fn si_078_the_doctrine_of_2022_is_the_current_one() {
    let current: Vec<&EventRow> =
        events("II.3-doctrine").iter().filter(|event| event.is_current).collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].until.map(|date| date.year), Some(2022));
    let years = events("II.3-doctrine").iter().filter_map(|event| Some(event.date?.year));
    assert!(years.min() == Some(2011));
}

#[test]
fn si_079_mediation_can_be_attached_to_criterion_6() {
    for id in ["KAZ-E195", "KAZ-E196"] {
        assert!(event(id).criteria.contains(&6) && can_be_attached(&event(id).key), "{id}");
    }
}

/// The channels stand under criterion 7, and its questions ask for depots, insiders and detours.
#[test]
fn si_080_and_si_081_channels_and_routes_stand_under_7() {
    let channels = &event("KAZ-E217").text.en;
    assert!(channels.contains("army stocks") && channels.contains("arms firms"));
    assert!(events("II.7-events").iter().any(|event| event.id == "KAZ-E217"));
    assert!(events("II.7-routes").iter().any(|event| event.text.en.contains("parallel imports")));
    let seven = bundle().rules.criterion(7).unwrap();
    let asks = |word: &str| seven.questions.iter().any(|question| question.help.en.contains(word));
    assert!(asks("depot") && asks("insiders") && asks("free zone"));
}
