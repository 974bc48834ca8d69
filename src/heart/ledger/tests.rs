//! The ledger on invented entries, and filled from the bundled events of Kazakhstan.

use super::*;
use crate::atlas::Iso3;
use crate::date::Date;
use crate::dossier::{
    ActorKind, Credibility, Dossier, Editions, Grade, Harm, Incident, IncidentField,
    IncidentFinding, IncidentId, IncidentSource, Norm, Reliability, Response, Review, Timing, Toll,
    Whether,
};
use crate::edit::Edit;
use crate::level::Finding;
use crate::rating::ReadingValue;
use crate::rating::tests::bundle;
use crate::rulebook::QuestionId;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

const DAY: &str = "2026-11-28";

fn case() -> Dossier {
    Dossier::new("x".to_owned(), day(DAY), Lang::En, Editions::default())
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn id(text: &str) -> IncidentId {
    IncidentId::parse(text).unwrap()
}

fn question(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

fn reviewed() -> Option<Review> {
    Some(Review { by: "Officer".to_owned(), on: day(DAY) })
}

/// A reviewed, likely case of torture on a day.
fn torture(on: &str) -> Incident {
    Incident {
        review: reviewed(),
        date: Some(day(on)),
        timing: Timing::On,
        norms: BTreeSet::from([Norm::Torture]),
        finding: Some(IncidentFinding::Likely),
        ..Incident::default()
    }
}

fn with(entries: impl IntoIterator<Item = Incident>) -> Dossier {
    let mut case = case();
    let entries = entries.into_iter().enumerate();
    case.incidents = entries.map(|(at, entry)| (id(&format!("e{at:02}")), entry)).collect();
    case
}

fn names(ids: &[IncidentId]) -> Vec<&str> {
    ids.iter().map(IncidentId::as_str).collect()
}

#[test]
fn a_date_counts_only_as_far_as_it_goes() {
    let window = Window::back_from(day(DAY), 5);
    assert_eq!((window.from, window.to), (day("2021-11-28"), day(DAY)));
    let told = |timing, from: Option<&str>, until: Option<&str>| {
        let (date, until) = (from.map(day), until.map(day));
        standing(&Incident { timing, date, until, ..Incident::default() }, window)
    };
    use Standing::*;
    for (timing, from, until, expected) in [
        (Timing::On, Some("2022-01-05"), None, Within),
        (Timing::On, Some("2021-11-28"), None, Within),
        (Timing::On, Some("2021-11-27"), None, Aged),
        // Some day of a month or year that the window cuts.
        (Timing::On, Some("2021-11"), None, Uncertain),
        (Timing::On, Some("2021"), None, Uncertain),
        (Timing::On, Some("2020"), None, Aged),
        (Timing::On, Some("2026"), None, Within),
        (Timing::On, Some("2027"), None, Later),
        // What lasted into the window is in it.
        (Timing::Between, Some("2019"), Some("2022"), Within),
        (Timing::Between, Some("2019"), Some("2021"), Uncertain),
        (Timing::Between, Some("2016"), Some("2020"), Aged),
        (Timing::On, Some("2022-01-05"), Some("2022-01-08"), Within),
        (Timing::Since, Some("2022"), None, Within),
        (Timing::Since, Some("2003"), None, Uncertain),
        (Timing::Until, None, Some("2020"), Aged),
        (Timing::Until, None, Some("2023"), Within),
        (Timing::About, Some("2021"), None, Uncertain),
        (Timing::About, Some("2019"), None, Aged),
        (Timing::About, Some("2024"), None, Within),
        (Timing::ReportedOn, Some("2024-05-01"), None, Uncertain),
        (Timing::ReportedOn, Some("2019-05-01"), None, Aged),
        (Timing::Ongoing, None, None, Undated),
        (Timing::Undated, Some("2024"), None, Undated),
        (Timing::On, None, None, Undated),
    ] {
        assert_eq!(told(timing, from, until), expected, "{timing:?} {from:?} {until:?}");
    }
}

#[test]
fn every_number_of_the_pattern_is_a_list_of_entries() {
    let mut entries: Vec<Incident> = (0..11).map(|_| torture("2024-03-01")).collect();
    for entry in &mut entries[..4] {
        entry.end_user = Whether::Yes;
        entry.actor = Some(ActorKind::Police);
    }
    for entry in &mut entries[7..] {
        entry.finding = Some(IncidentFinding::Possible);
    }
    for entry in &mut entries[..9] {
        entry.response = Some(Response::Denied);
    }
    entries[0].harm.insert(Harm::Killed, Toll::AtLeast(12));
    entries[1].harm.insert(Harm::Killed, Toll::Exactly(0));
    entries[2].norms.insert(Norm::AttackOnCivilians);
    entries[3].tags.extend(["riot_control".to_owned(), "salw".to_owned()]);
    entries[4].fields.insert(IncidentField::Equipment, "batons".to_owned());
    // Not counted, each for its own reason.
    entries.push(Incident { review: None, ..torture("2024-03-01") });
    entries.push(torture("2015"));
    entries.push(torture("2021"));
    entries.push(Incident { timing: Timing::Undated, date: None, ..torture("2024") });
    entries.push(torture("2027"));
    let found = pattern(&with(entries), 5);
    assert_eq!(found.counted.len(), 11);
    assert_eq!(found.found(Some(IncidentFinding::Likely)).len(), 7);
    assert_eq!(names(&found.of_end_user), ["e00", "e01", "e02", "e03"]);
    assert_eq!(found.end_user_unclear.len(), 7);
    assert_eq!((found.investigated.len(), found.not_investigated.len()), (0, 9));
    assert_eq!(names(&found.response_unknown), ["e09", "e10"]);
    let rest = [&found.drafts, &found.aged, &found.uncertain, &found.undated, &found.later];
    assert_eq!(rest.map(|ids| ids[0].as_str()), ["e11", "e12", "e13", "e14", "e15"]);
    assert!(rest.iter().all(|ids| ids.len() == 1));
    // What is not known is a group, not a zero.
    let actors: Vec<_> = found.actors.iter().map(|group| (group.key, group.ids.len())).collect();
    assert_eq!(actors, [(None, 7), (Some(ActorKind::Police), 4)]);
    let equipment: BTreeMap<_, _> =
        found.equipment.iter().map(|group| (group.key.clone(), group.ids.len())).collect();
    assert_eq!(equipment[&Equipment::NotKnown], 9);
    assert_eq!(equipment[&Equipment::Words], 1);
    assert_eq!(equipment[&Equipment::Tag("salw".to_owned())], 1);
    assert_eq!(found.norms.iter().map(|group| group.ids.len()).sum::<usize>(), 12);
    assert_eq!(found.highest[&Harm::Killed].as_str(), "e00");
    assert!(!found.highest.contains_key(&Harm::Injured));
    assert_eq!(found.no_number[&Harm::Killed].len(), 9, "a zero that is known is a number");
    let years: Vec<_> =
        found.timeline.iter().map(|year| (year.year, year.ids.len(), year.is_in_window)).collect();
    assert_eq!(years.first(), Some(&(2015, 1, false)));
    assert!(years.contains(&(2016, 0, false)) && years.contains(&(2024, 11, true)));
    assert_eq!(years.last(), Some(&(2027, 1, false)));
}

#[test]
fn what_is_unlikely_was_neither_investigated_nor_anybodys() {
    let judged = |finding| Incident {
        finding,
        response: Some(Response::Investigated),
        end_user: Whether::Yes,
        ..torture("2024-03-01")
    };
    use IncidentFinding::*;
    let mut case =
        with([Some(Likely), Some(Possible), Some(Unlikely), Some(Insufficient), None].map(judged));
    let found = pattern(&case, 5);
    assert_eq!(found.counted.len(), 5, "all are in the ledger");
    assert_eq!(names(&found.credible), ["e00", "e01"]);
    assert_eq!(found.investigated, found.credible);
    assert_eq!(found.of_end_user, found.credible);
    assert_eq!(names(found.found(Some(Unlikely))), ["e02"]);
    assert_eq!(names(found.found(None)), ["e04"]);
    // The same holds for what is not known.
    for entry in case.incidents.values_mut() {
        (entry.response, entry.end_user) = (None, Whether::Unclear);
    }
    let found = pattern(&case, 5);
    assert_eq!(found.response_unknown, found.credible);
    assert_eq!(found.end_user_unclear, found.credible);
    assert!(found.investigated.is_empty() && found.of_end_user.is_empty());
}

#[test]
fn an_odd_year_buys_no_long_time_line() {
    let found = pattern(&with([torture("1000"), torture("9999")]), 5);
    assert!(found.timeline.len() <= 60);
    assert_eq!(found.timeline.last().map(|year| year.year), Some(9999));
    assert_eq!(pattern(&case(), 5).timeline, []);
}

fn suggested(case: &Dossier, of: &str) -> Option<Finding> {
    hint(&bundle().ledger, case, question(of)).and_then(|hint| hint.finding)
}

#[test]
fn entries_suggest_concern_and_never_its_absence() {
    assert_eq!(suggested(&case(), "C2-Q02"), None);
    let three = || (0..3).map(|_| torture("2025"));
    assert_eq!(suggested(&with(three()), "C2-Q02"), Some(Finding::Concern));
    assert_eq!(suggested(&with([torture("2025")]), "C2-Q02"), Some(Finding::Unclear));
    // Drafts count nowhere, and neither does what is unlikely.
    let drafts = three().map(|entry| Incident { review: None, ..entry });
    assert_eq!(suggested(&with(drafts), "C2-Q02"), None);
    let unlikely = |entry| Incident { finding: Some(IncidentFinding::Unlikely), ..entry };
    assert_eq!(suggested(&with(three().map(unlikely)), "C2-Q02"), None);
    let unfound = |entry| Incident { finding: None, ..entry };
    assert_eq!(suggested(&with(three().map(unfound)), "C2-Q02"), Some(Finding::Unclear));
    // The end user's own service, or another, or nobody knows.
    let by = |end_user| with([Incident { end_user, ..torture("2025") }]);
    assert_eq!(suggested(&by(Whether::Yes), "C2-Q03"), Some(Finding::Concern));
    assert_eq!(suggested(&by(Whether::Unclear), "C2-Q03"), Some(Finding::Unclear));
    assert_eq!(suggested(&by(Whether::No), "C2-Q03"), None);
    // Impunity.
    let after = |response| with([0, 1].map(|_| Incident { response, ..torture("2025") }));
    assert_eq!(suggested(&after(Some(Response::NoneKnown)), "C2-Q09"), Some(Finding::Concern));
    assert_eq!(suggested(&after(None), "C2-Q09"), Some(Finding::Unclear));
    assert_eq!(suggested(&after(Some(Response::Convicted)), "C2-Q09"), None);
    // The officer's own link counts as the kind.
    let linked = Incident {
        norms: BTreeSet::from([Norm::Other]),
        questions: BTreeSet::from([question("C7-Q09")]),
        ..torture("2025")
    };
    assert_eq!(suggested(&with([linked]), "C7-Q09"), Some(Finding::Concern));
    assert_eq!(suggested(&with([torture("2025")]), "C7-Q09"), None);
}

#[test]
fn equipment_is_held_against_the_goods() {
    let mut case = with([Incident {
        end_user: Whether::Yes,
        tags: BTreeSet::from(["riot_control".to_owned()]),
        ..torture("2019")
    }]);
    assert_eq!(suggested(&case, "C2-Q04"), None);
    case.request.lines[0].tags.insert("riot_control".to_owned());
    assert_eq!(suggested(&case, "C2-Q04"), Some(Finding::Concern));
    case.incidents.get_mut(&id("e00")).unwrap().tags.clear();
    assert_eq!(suggested(&case, "C2-Q04"), Some(Finding::Unclear));
}

fn unrest(on: &str, killed: Option<Toll>) -> Incident {
    Incident {
        norms: BTreeSet::from([Norm::Unrest]),
        harm: killed.map(|toll| (Harm::Killed, toll)).into_iter().collect(),
        ..torture(on)
    }
}

#[test]
fn unrest_answers_the_registry_until_it_ages_out() {
    let rules = &bundle().ledger;
    let given = |case: &Dossier| case_facts(rules, case).given;
    let mut case = with([unrest("2022-01", Some(Toll::Exactly(238)))]);
    assert_eq!(
        given(&case).get("VIOLENT_UNREST_5Y"),
        Some(&(ReadingValue::YesNo(true), Some(2022)))
    );
    assert_eq!(suggested(&case, "C3-Q04"), Some(Finding::Concern));
    // The suggestion from the data takes it up.
    let found = crate::rating::suggest(
        &bundle().atlas,
        &bundle().rules,
        &bundle().prefill,
        Iso3::parse("KAZ").unwrap(),
        case.assessed_on,
        &case_facts(rules, &case),
        question("C3-Q04"),
    );
    assert_eq!(found.map(|found| found.finding), Some(Finding::Concern));
    case.assessed_on = day("2027-02-01");
    let aged = hint(rules, &case, question("C3-Q04")).unwrap();
    assert_eq!((aged.finding, names(&aged.aged)), (None, vec!["e00"]));
    assert_eq!(given(&case).get("VIOLENT_UNREST_5Y"), None, "too old is not no");
    // Too few, unknown, or two that may be the same: never yes.
    for entries in [
        vec![unrest("2022-01", Some(Toll::AtLeast(12)))],
        vec![unrest("2022-01", None)],
        vec![
            unrest("2022-01", Some(Toll::Exactly(24))),
            unrest("2022-02", Some(Toll::Exactly(24))),
        ],
        vec![unrest("2022-01", Some(Toll::About(25)))],
    ] {
        let given = given(&with(entries.clone()));
        assert_eq!(given.keys().collect::<Vec<_>>(), ["INCIDENT_LEDGER"], "{entries:?}");
    }
}

#[test]
fn an_entry_becomes_evidence_with_its_best_source() {
    let source = |reliability, credibility| IncidentSource {
        reliability,
        credibility,
        ..IncidentSource::default()
    };
    let (b, c) = (Some(Reliability::B), Some(Reliability::C));
    let entry = Incident {
        fields: BTreeMap::from([(IncidentField::What, "Detained and beaten".to_owned())]),
        sources: vec![
            source(c, Some(Credibility::PossiblyTrue)),
            source(b, Some(Credibility::ProbablyTrue)),
        ],
        ..torture("2024-03")
    };
    let item = as_evidence(&id("e1"), &entry);
    assert_eq!((item.key.as_str(), item.grade), ("incident/e1", Grade::B));
    assert_eq!(item.dated, Some(day("2024-03")));
    assert_eq!(as_evidence(&id("e1"), &torture("2024")).grade, Grade::D, "no source is weak");
    assert_eq!(grade(&source(Some(Reliability::A), None)), Grade::D, "half a grade is none");
}

fn filled(case: &Dossier) -> Filled {
    fill(&bundle().ledger, &bundle().atlas, Iso3::parse("KAZ").unwrap(), case)
}

#[test]
fn the_rules_have_no_fault() {
    let faults = &bundle().faults;
    let ours: Vec<_> = faults.iter().filter(|fault| fault.at.file == "ledger.ron").collect();
    assert!(ours.is_empty(), "{ours:#?}");
    assert_eq!((bundle().ledger.years, bundle().ledger.hints.len()), (5, 15));
}

#[test]
fn the_events_of_kazakhstan_come_as_drafts_once() {
    let mut case = case();
    let first = filled(&case);
    assert_eq!((first.known, first.thrown_away), (0, 0));
    let has = |code: &str| first.new.contains_key(&id(code));
    // January 2022, Zhanaozen, torture, looted guns; attacks for criterion 6.
    for code in ["KAZ-E106", "KAZ-E121", "KAZ-E122", "KAZ-E123", "KAZ-E096", "KAZ-E219", "KAZ-E104"]
    {
        assert!(has(code), "{code}");
    }
    // Imports, plans, judgements, other states, a state of affairs.
    for code in ["KAZ-E001", "KAZ-E098", "KAZ-E015", "KAZ-E173", "KAZ-E133", "KAZ-E272"] {
        assert!(!has(code), "{code}");
    }
    assert_eq!(first.new.len(), 37);
    for (code, entry) in &first.new {
        assert!(!entry.is_accepted() && entry.finding.is_none() && entry.actor.is_none(), "{code}");
        assert!(!entry.field(IncidentField::What).is_empty(), "{code}");
        assert!(entry.sources.iter().all(|source| !source.fields.is_empty()), "{code}");
        assert!(entry.sources.iter().all(|source| source.grade().is_empty()), "{code}");
        assert!(entry.origin.is_some() && !entry.criteria.is_empty(), "{code}");
    }
    let strike = &first.new[&id("KAZ-E155")];
    assert_eq!(strike.toll(Harm::Killed), Some(Toll::Between(17, 80)));
    assert_eq!(strike.origin.as_ref().unwrap().certainty, "disputed");
    let zhanaozen = &first.new[&id("KAZ-E106")];
    assert_eq!(zhanaozen.toll(Harm::Killed), Some(Toll::AtLeast(12)));
    assert_eq!(zhanaozen.date, Some(day("2011-12-16")));
    assert_eq!(zhanaozen.until, Some(day("2011-12-17")));
    assert_eq!(zhanaozen.toll(Harm::Injured), None, "not known is not zero");

    let count = first.new.len();
    Edit::Incidents(first.new).apply(&mut case);
    assert_eq!(pattern(&case, 50).counted.len(), 0, "drafts count nowhere");
    let reason = "same as KAZ-E163".to_owned();
    Edit::RemoveIncident { id: id("KAZ-E273"), reason }.apply(&mut case);
    assert_eq!(case.removed_incidents.len(), 1);
    let again = filled(&case);
    assert!(again.new.is_empty());
    assert_eq!((again.known, again.thrown_away), (count - 1, 1));
}

#[test]
fn drafts_speak_the_language_of_the_case() {
    let mut case = case();
    case.lang = Lang::De;
    let what = filled(&case).new[&id("KAZ-E121")].field(IncidentField::What).to_owned();
    assert!(what.contains("Rund 10.000") || what.contains("10.000"), "{what}");
}
