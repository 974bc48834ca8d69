//! A case on the bundled data, and a pack that changes some of them.

use super::*;
use crate::atlas::{Iso3, Joined, Qualifier, ValueStatus};
use crate::date::Date;
use crate::dossier::{Editions, Grade, Stance};
use crate::evidence::{evidence, of_reading};
use crate::pack::{Pack, PackPoint, PackSeries, PackTreaty, Reach};
use crate::rating::{AsOf, Inputs, ReadingValue, rate, tests::bundle};
use crate::text::Lang;
use std::collections::BTreeMap;

const KAZ: &str = "KAZ";

fn iso3() -> Iso3 {
    Iso3::parse(KAZ).unwrap()
}

fn said(reading: &Reading) -> Text {
    Text::same(match &reading.value {
        ReadingValue::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    })
}

fn item(item: &Evidence) -> Text {
    let value = item.figure.as_ref().and_then(|figure| figure.value);
    Text::same(value.map_or_else(|| item.extract.en.clone(), |value| value.to_string()))
}

fn listed(bundle: &Bundle, dossier: &Dossier) -> Vec<Relook> {
    list(bundle, dossier, &Words { reading: &said, item: &item })
}

/// A case of the bundled edition with a value, a treaty, a reading and an event.
fn case() -> Dossier {
    let bundle = bundle();
    let editions = Editions {
        data: bundle.atlas.edition.label.clone(),
        data_hash: bundle.atlas.edition.hash.clone(),
        ..Editions::default()
    };
    let mut case =
        Dossier::new("x".to_owned(), Date::parse("2026-11-25").unwrap(), Lang::De, editions);
    let day = case.assessed_on;
    let inputs = Inputs::for_case(bundle.world(), day);
    let reading = inputs.reading("RSF", iso3());
    let first = bundle.atlas.country(iso3()).unwrap().events[0].id.clone();
    let keys =
        ["observation/KAZ/fh_total/2025", "treaty/KAZ/att_2013", &format!("event/KAZ/{first}")]
            .map(str::to_owned);
    let items = keys.iter().map(|key| evidence(&bundle.atlas, key).unwrap());
    for mut piece in items.chain([of_reading(&reading, iso3(), said(&reading))]) {
        piece.grade = Grade::A;
        piece.serves = BTreeMap::from([(QuestionId::parse("C2-Q05").unwrap(), Stance::Raises)]);
        Edit::Attach(Box::new(piece)).apply(&mut case);
    }
    let method = bundle.method("kriterion").unwrap();
    let view = rate(&Inputs::for_method(bundle.world(), method, AsOf::Newest), method, iso3());
    Edit::Destination(Some(iso3()), Some(Box::new(view))).apply(&mut case);
    case
}

fn points(id: &str, source: &str, points: &[(u16, Option<f64>)]) -> PackSeries {
    let points = points.iter().map(|(year, value)| PackPoint {
        iso3: iso3(),
        year: *year,
        value: *value,
        status: if value.is_some() { ValueStatus::Present } else { ValueStatus::NotPublished },
        qualifier: Qualifier::Firm,
    });
    let (id, source) = (id.to_owned(), source.to_owned());
    PackSeries { id, source, reach: Reach::Values, about: None, points: points.collect() }
}

/// The bundle with a pack on it.
fn with(pack: Pack) -> Bundle {
    let pack = Pack { label: Text::same("News"), ..pack };
    let (bundle, faults) = bundle().with_packs(&[pack]);
    assert_eq!(faults, []);
    bundle
}

fn of_fh(all: &[(u16, Option<f64>)]) -> Bundle {
    let total = points("fh_total", "freedom_house", all);
    // The method reads the status.
    let status = points("fh_status", "freedom_house", &[(2025, Some(1.0))]);
    with(Pack { series: vec![total, status], ..Pack::default() })
}

#[test]
fn under_its_own_edition_a_case_has_nothing_to_look_at() {
    assert_eq!(listed(bundle(), &case()), []);
}

#[test]
fn a_changed_value_stands_beside_the_old_one_with_the_answers_it_serves() {
    let (now, case) = (of_fh(&[(2025, Some(11.5))]), case());
    let found = listed(&now, &case);
    let [value, view] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(
        (value.key.as_str(), value.new.en.as_str()),
        ("observation/KAZ/fh_total/2025", "11.5")
    );
    assert_ne!(value.old, value.new);
    assert_eq!(value.serves, [QuestionId::parse("C2-Q05").unwrap()]);
    assert!(matches!(value.what, What::Changed { .. }));
    assert_eq!(view.key, "country_view/KAZ/kriterion");
    let What::View { readings, .. } = &view.what else { panic!("{view:?}") };
    assert!(readings.iter().any(|change| change.id == "FH_PR_CL"), "{readings:?}");
}

#[test]
fn a_newer_year_and_a_gap_are_told_apart() {
    let newer = listed(&of_fh(&[(2026, Some(20.0))]), &case());
    assert!(matches!(&newer[0].what, What::Newer { new, .. } if new.key.ends_with("/2026")));
    let gap = listed(&of_fh(&[(2025, None)]), &case());
    assert!(matches!(gap[0].what, What::Changed { .. }), "no value is not gone, and not zero");
    assert_eq!(gap[0].new.en, crate::phrase::phrase("value_missing").en + &note());
}

/// The series' own note follows.
fn note() -> String {
    let note = &bundle().atlas.indicator("fh_total").unwrap().note.en;
    if note.is_empty() { String::new() } else { format!(". {note}") }
}

#[test]
fn a_fact_that_is_no_more_is_gone() {
    let mut now = bundle().clone();
    let at = now.atlas.country_index(iso3()).unwrap();
    now.atlas.countries[usize::from(at.0)].events.clear();
    let found = listed(&now, &case());
    assert!(matches!(found[0].what, What::Gone { .. }), "{found:?}");
    assert!(found[0].new.is_empty());
    let mut after = case();
    found[0].accept(&now, &after).apply(&mut after);
    assert_eq!((after.evidence.len(), after.removed_evidence.len()), (3, 1));
}

#[test]
fn readings_are_read_again_and_treaties_too() {
    let series = points("rsf_score", "rsf", &[(2025, Some(1.0))]);
    let treaty = PackTreaty {
        iso3: iso3(),
        treaty: "att_2013".to_owned(),
        status: Joined::NotParty,
        year: None,
        source: "freedom_house".to_owned(),
        as_of: None,
        note: Text::default(),
    };
    let found = listed(
        &with(Pack { series: vec![series], treaties: vec![treaty], ..Pack::default() }),
        &case(),
    );
    let keys: Vec<&str> =
        found.iter().map(|relook| relook.key.split('/').next().unwrap()).collect();
    assert!(keys.contains(&"treaty") && keys.contains(&"reading"), "{keys:?}");
}

#[test]
fn taking_over_leaves_a_trace_and_keeping_a_reason() {
    let now = of_fh(&[(2025, Some(11.5))]);
    let mut case = case();
    let found = listed(&now, &case);
    found[0].accept(&now, &case).apply(&mut case);
    let renewed = case.evidence.values().find(|item| item.key == found[0].key).unwrap();
    assert_eq!(renewed.figure.as_ref().unwrap().value, Some(11.5));
    assert_eq!((renewed.grade, renewed.serves.len()), (Grade::A, 1), "grade and questions stay");
    let [trace] = &case.removed_evidence[..] else { panic!("{:?}", case.removed_evidence) };
    assert_ne!(trace.evidence.figure, renewed.figure);
    assert!(trace.reason.contains(&now.atlas.edition.label), "{}", trace.reason);
    let [view] = &listed(&now, &case)[..] else { panic!("only the view is left") };
    view.keep(&now, "published after the visit".to_owned()).apply(&mut case);
    assert_eq!(listed(&now, &case), []);
    let other = of_fh(&[(2025, Some(12.5))]);
    let keys =
        |now: &Bundle| listed(now, &case).iter().map(|it| it.key.clone()).collect::<Vec<_>>();
    assert_eq!(
        keys(&other),
        ["observation/KAZ/fh_total/2025"],
        "another value is another question"
    );
    assert_eq!(keys(bundle()), keys(&other), "and to take the pack back is one, too");
}

#[test]
fn taking_over_the_view_pins_the_edition() {
    let now = of_fh(&[(2025, Some(11.5))]);
    let mut case = case();
    let view = listed(&now, &case).pop().unwrap();
    view.accept(&now, &case).apply(&mut case);
    assert_eq!(case.editions.data_hash, now.atlas.edition.hash);
    assert_eq!(case.country_view.as_ref().unwrap().data_hash, now.atlas.edition.hash);
    assert_eq!(listed(&now, &case).len(), 1, "the value is a question of its own");
}

#[test]
fn a_newer_year_becomes_a_piece_of_its_own() {
    let now = of_fh(&[(2026, Some(20.0))]);
    let mut case = case();
    listed(&now, &case)[0].accept(&now, &case).apply(&mut case);
    assert!(case.evidence.values().any(|item| item.key.ends_with("fh_total/2026")));
    assert!(!case.evidence.values().any(|item| item.key.ends_with("fh_total/2025")));
    assert_eq!(case.removed_evidence.len(), 1);
}

/// For looking at: what ten thousand pieces of evidence cost when the data change.
#[test]
#[ignore = "prints figures, checks nothing"]
fn cost_of_a_large_case() {
    let mut case = case();
    let atlas = &bundle().atlas;
    let mut keys = Vec::new();
    for series in &atlas.indicators {
        for point in series.points_of(atlas.country_index(iso3()).unwrap()) {
            keys.push(format!("observation/KAZ/{}/{}", series.id, point.year));
        }
    }
    for at in 0..10_000_u32 {
        let mut piece = evidence(atlas, &keys[at as usize % keys.len()]).unwrap();
        piece.serves = BTreeMap::from([(QuestionId::parse("C2-Q05").unwrap(), Stance::Raises)]);
        case.evidence.insert(crate::dossier::EvidenceId(100 + at), piece);
    }
    let now = of_fh(&[(2025, Some(11.5))]);
    let begun = std::time::Instant::now();
    let found = listed(&now, &case).len();
    println!("{} pieces, {found} to look at again: {:?}", case.evidence.len(), begun.elapsed());
}
