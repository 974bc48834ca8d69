//! An old report with newer facts.

use super::*;
use crate::session::ReportFault;
use kriterion_heart::manuscript::{Change, DraftState, from_ron, to_ron};
use kriterion_heart::profile::Ask;

/// The bundle with one value of Kazakhstan changed, a treaty joined, and a year added.
fn newer() -> Bundle {
    let mut newer = bundle().clone();
    let at = newer.atlas.country_index(iso3("KAZ")).unwrap();
    let series = newer.atlas.indicators.iter_mut().find(|one| one.id == "milex_usd_const").unwrap();
    let point = series.points.iter_mut().find(|point| point.country == at && point.year == 2023);
    point.unwrap().value = Some(1170.0);
    let last = series.points.iter().rposition(|point| point.country == at).unwrap();
    let mut next = series.points[last];
    next.year = 2025;
    next.value = Some(1300.0);
    series.points.insert(last + 1, next);
    let treaty = newer.atlas.treaty_index("ottawa_1997").or_else(|| {
        newer
            .atlas
            .treaties
            .iter()
            .position(|one| one.short.en == "Mine Ban Convention")
            .map(|at| at as u16)
    });
    let row = newer
        .atlas
        .treaty_status
        .iter_mut()
        .find(|row| row.country == at && Some(row.treaty) == treaty);
    row.unwrap().status = kriterion_heart::atlas::Joined::Party;
    newer.atlas.edition.label = "2027-05".to_owned();
    newer
}

#[test]
fn planted_changes_are_found_with_what_rests_on_them_and_an_update_lists_them() {
    let mut manuscript = fresh("KAZ", Lang::De);
    let typed = "Im Jahr 2023 waren es 1.164 Mio. US-Dollar, {milex_usd_const.2023}.\n\nHier steht 1.164 ohne Jahr.\n\nUnd {hdi.2023}.";
    let (change, faults) = write(&manuscript, bundle(), "I.3", typed);
    assert!(faults.is_empty());
    change.apply(&mut manuscript);
    let newer = newer();
    let facts = newer.profile(&Ask::of(iso3("KAZ"), day())).unwrap();
    let all = kriterion_heart::manuscript::moved(&manuscript.facts, &facts);
    let find = |id: &str| all.iter().find(|one| one.id == id);
    let value = find("observation/KAZ/milex_usd_const/2023").unwrap();
    assert!(value.places.iter().any(|place| place.element == "T5"));
    assert!(value.places.iter().any(|place| place.element == "C3"));
    assert!(super::super::said(Lang::De, value).ends_with(
        "1.164 Mio. US-Dollar (Preise von 2023), jetzt 1.170 Mio. US-Dollar (Preise von 2023)"
    ));
    assert!(find("observation/KAZ/milex_usd_const/2025").is_some_and(|one| one.old.is_none()));
    // The window of the table went on a year; the year that left it has not moved.
    assert!(find("observation/KAZ/milex_usd_const/2015").is_none(), "2015 left the chart");
    let treaty = all.iter().find(|one| one.id.starts_with("treaty/")).unwrap();
    assert!(
        super::super::said(Lang::De, treaty).contains("keine Vertragspartei, jetzt Vertragspartei")
    );

    let touched = touched(&manuscript, &newer, &facts);
    assert!(super::super::rested(&manuscript, bundle(), Lang::De).is_empty());
    manuscript.edition.hash = "of an older edition".to_owned();
    for lang in Lang::ALL {
        let rested = super::super::rested(&manuscript, &newer, lang);
        assert_eq!(rested.len(), touched.len());
        for one in &rested {
            assert!(one.said.len() > 20 && !one.said.contains(['{', '}']), "{}", one.said);
        }
    }
    let rests = |part: &str, paragraph| -> Vec<&Rests> {
        touched
            .iter()
            .filter(|one| one.part == part && one.paragraph == paragraph)
            .map(|one| &one.rests)
            .collect()
    };
    let first = rests("I.3", Some(0));
    assert!(
        first
            .iter()
            .any(|it| matches!(it, Rests::Reference(name) if name == "milex_usd_const.2023"))
    );
    assert!(first.iter().any(|it| matches!(it, Rests::Number { value, .. } if value == "1.164")));
    assert!(rests("I.3", Some(1)).is_empty(), "a number without its year is not guessed at");
    assert!(rests("I.3", Some(2)).is_empty());
    assert!(
        rests("II.1", None)
            .iter()
            .any(|it| matches!(it, Rests::Draft { id, .. } if id == "II.1/T11/not_party"))
    );

    // The update.
    Change::Draft("I.3/milex_pct_gov".to_owned(), DraftState::Deleted).apply(&mut manuscript);
    let old = manuscript.clone();
    update(&manuscript, &newer, Date::parse("2027-06-01").unwrap()).unwrap().apply(&mut manuscript);
    assert_eq!(manuscript.edition.label, "2027-05");
    assert_eq!(manuscript.updates.len(), 1);
    assert_eq!(manuscript.updates[0].moved, all);
    assert_eq!(manuscript.updates[0].pins["milex_usd_const.2023"].cell.value, Some(1164.3));
    assert_eq!(manuscript.pins["milex_usd_const.2023"].cell.value, Some(1170.0));
    assert!(stale(&manuscript, &newer).is_empty());
    assert_eq!(manuscript.draft("I.3/milex_pct_gov").unwrap().state, DraftState::Deleted);
    assert_ne!(
        manuscript.draft("I.3/milex_usd_const").unwrap().text,
        old.draft("I.3/milex_usd_const").unwrap().text
    );
    assert_eq!(manuscript.texts, old.texts);
    let document = document(&manuscript, &newer, Lang::De, Options::default());
    let said = kriterion_paper::said(&document).join("\n");
    assert!(said.contains("Aktualisiert am 01.06.2027 von Datenstand 2026-11 auf 2027-05"));
    assert!(said.contains("1.164 Mio. US-Dollar (Preise von 2023), jetzt 1.170"));
}

#[test]
fn without_newer_data_nothing_moves() {
    for code in ["KAZ", "SOM", "TUV"] {
        let manuscript = fresh(code, Lang::De);
        let facts = bundle().profile(&Ask::of(iso3(code), day())).unwrap();
        assert!(kriterion_heart::manuscript::moved(&manuscript.facts, &facts).is_empty());
        assert!(touched(&manuscript, bundle(), &facts).is_empty());
    }
}

#[test]
fn a_report_re_opens_as_it_was_whatever_the_data_say_by_then() {
    let manuscript = fresh("KAZ", Lang::De);
    let text = to_ron(&manuscript).unwrap();
    assert!(text.len() < 4 << 20, "{} bytes", text.len());
    let again = from_ron(&text).unwrap();
    assert_eq!(again, manuscript);
    assert_eq!(to_ron(&again).unwrap(), text);
    let options = Options::default();
    assert_eq!(
        document(&again, &newer(), Lang::De, options),
        document(&manuscript, bundle(), Lang::De, options)
    );
}

#[test]
fn what_cannot_be_opened_is_told_in_one_sentence() {
    for (text, words) in
        [("", "no country report"), ("V9(x: 1)", "newer program"), ("V1(nonsense: 1)", "Line 1")]
    {
        let fault = ReportFault::File(from_ron(text).unwrap_err());
        let told = crate::words::report_fault(Lang::En, &fault);
        assert!(told.contains(words) && !told.contains('{'), "{told}");
    }
}

#[test]
fn other_states_to_compare_with_change_the_tables_and_the_ranks() {
    let mut manuscript = fresh("KAZ", Lang::De);
    let states = vec![iso3("DEU"), iso3("FRA"), iso3("POL")];
    compare(&manuscript, bundle(), states.clone()).unwrap().apply(&mut manuscript);
    assert_eq!(manuscript.facts.compared, states);
    let rank = manuscript.draft("I.3/milex_pct_gdp/rank").unwrap();
    assert!(rank.text.contains("von 4"), "{}", rank.text);
    in_language(&manuscript, Lang::Fr).apply(&mut manuscript);
    assert!(
        manuscript.drafts.iter().any(|draft| draft.text.starts_with("Les dépenses militaires"))
    );
}
