//! Moves on the bundled world, against the levels themselves.

use super::*;
use crate::date::Date;
use crate::draft::{Naming, copied, with_changes};
use crate::fixed::Fixed;
use crate::rating::tests::bundle;
use std::collections::BTreeMap;

fn own(parent: &str, new: &[(&str, f64)]) -> Method {
    let day = Date::of_year(2026);
    let naming = Naming { id: "ours".into(), name: "Ours".into(), author: "N. N.".into(), day };
    let read = |text: &str| bundle().read_method("ours.ron", text).unwrap();
    let copy = read(&copied(bundle().method(parent).unwrap(), &naming));
    let new: BTreeMap<String, Fixed> =
        new.iter().map(|(at, value)| ((*at).to_owned(), Fixed::of(*value).unwrap())).collect();
    read(&with_changes(&copy, &new, day))
}

#[test]
fn a_copy_moves_nothing() {
    for method in &bundle().methods {
        assert_eq!(moves(bundle().world(), method, &own(&method.id, &[])), []);
    }
}

#[test]
fn the_moves_are_the_differences_of_all_levels() {
    let world = bundle().world();
    let old = bundle().method("kriterion").unwrap();
    let changes: [&[(&str, f64)]; 4] = [
        &[("criteria/6/rules/c6-few-of-29/when/0", 27.0)],
        &[("min_coverage", 95.0)],
        &[("ages/yearly/used", 2.0)],
        &[("criteria/2/points/WGI_VA/one/0", 0.0), ("windows/conflicts", 3.0)],
    ];
    for change in changes {
        let new = own("kriterion", change);
        let found = moves(world, old, &new);
        assert!(!found.is_empty(), "{change:?}");
        let [before, after] = [old, &new].map(|method| all_levels(world, method));
        let mut expected = Vec::new();
        for number in 1..=8_u8 {
            let at = usize::from(number) - 1;
            for (country, (old, new)) in world.atlas.countries.iter().zip(before.iter().zip(&after))
            {
                if old[at] != new[at] {
                    expected.push(Move {
                        iso3: country.iso3,
                        criterion: number,
                        from: old[at],
                        to: new[at],
                    });
                }
            }
        }
        assert_eq!(found, expected, "{change:?}");
    }
}

#[test]
fn a_stricter_count_raises_and_lowers_nothing() {
    let old = bundle().method("bicc").unwrap();
    let new = own("bicc", &[("criteria/6/rules/c6-few-of-29/when/0", 27.0)]);
    let found = moves(bundle().world(), old, &new);
    let sum: usize = Direction::ALL.into_iter().map(|way| count(&found, 6, way)).sum();
    assert_eq!((sum, count(&found, 6, Direction::Down)), (found.len(), 0));
    assert!(count(&found, 6, Direction::Up) > 0);
    let back = moves(bundle().world(), &new, old);
    assert_eq!(count(&back, 6, Direction::Down), count(&found, 6, Direction::Up));
    assert_eq!(count(&back, 6, Direction::FromNoData), count(&found, 6, Direction::ToNoData));
}

#[test]
fn a_copy_by_hand_is_held_against_the_method_that_it_resembles() {
    for parent in &bundle().methods {
        let id = format!("id: \"{}\"", parent.id);
        let text = parent.text.as_str().replacen(&id, "id: \"mine\"", 1);
        let text = text.replacen("min_coverage: 60", "min_coverage: 95", 1);
        let own = bundle().read_method("mine.ron", &text).unwrap();
        let model = model(bundle(), &own).unwrap();
        assert_eq!(model.hash, parent.hash);
        assert!(!moves(bundle().world(), &model, &own).is_empty(), "{}", parent.id);
    }
    assert!(bundle().methods.iter().all(|method| model(bundle(), method).is_none()));
    let bicc = bundle().method("bicc").unwrap();
    let strange = bicc.text.as_str().replacen("id: \"bicc\"", "id: \"mine\"", 1);
    let strange = strange.replace("(id: \"c", "(id: \"x").replace("id: \"c", "id: \"x");
    let strange = bundle().read_method("mine.ron", &strange).unwrap();
    assert_eq!(model(bundle(), &strange), None, "no rule has an id that anybody knows");
    let copy = own("bicc", &[("min_coverage", 95.0)]);
    assert_eq!(model(bundle(), &copy).unwrap().hash, bicc.hash);
}

#[test]
fn a_gap_is_a_direction_of_its_own() {
    let one = |from, to| Move { iso3: Iso3::parse("KAZ").unwrap(), criterion: 1, from, to };
    use Level::{Critical, NoData, NotCritical, PossiblyCritical};
    assert_eq!(one(NoData, NotCritical).direction(), Direction::FromNoData);
    assert_eq!(one(Critical, NoData).direction(), Direction::ToNoData);
    assert_eq!(one(NotCritical, PossiblyCritical).direction(), Direction::Up);
    assert_eq!(one(PossiblyCritical, Critical).direction(), Direction::Up);
    assert_eq!(one(Critical, PossiblyCritical).direction(), Direction::Down);
    assert_eq!(one(PossiblyCritical, NotCritical).direction(), Direction::Down);
}

/// `cargo test -p kriterion-heart --release cost_of_moves -- --ignored --nocapture`
#[test]
#[ignore = "prints figures, checks nothing"]
fn cost_of_moves() {
    let old = bundle().method("kriterion").unwrap();
    for at in
        ["min_coverage", "criteria/6/rules/c6-few-of-29/when/0", "criteria/2/points/WGI_VA/one/0"]
    {
        let value = if at == "min_coverage" { 70.0 } else { 2.0 };
        let start = std::time::Instant::now();
        let new = own("kriterion", &[(at, value)]);
        let made = start.elapsed();
        let start = std::time::Instant::now();
        let found = moves(bundle().world(), old, &new);
        println!("{at}: {} moves, text {made:?}, moves {:?}", found.len(), start.elapsed());
    }
}
