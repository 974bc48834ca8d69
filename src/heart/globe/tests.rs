use super::*;
use crate::intake::fault::{Fault, FaultKind};
use crate::intake::globe::globe;
use crate::rating::tests::bundle;
use std::collections::BTreeSet;

/// The reach of a disc in these tests, in map units.
const REACH: f32 = 8.0;

fn state(lat: f64, lon: f64) -> Option<String> {
    bundle().map.state_at(flat(lon, lat), REACH).map(|iso3| iso3.to_string())
}

fn code(text: &str) -> Iso3 {
    Iso3::parse(text).unwrap()
}

#[test]
fn places_lie_in_their_states() {
    let places = [
        ("DEU", 52.52, 13.4),
        ("KAZ", 51.17, 71.43),
        ("UKR", 45.05, 34.1),  // Simferopol, Crimea
        ("RUS", 66.0, -175.0), // Chukotka, beyond the date line
        ("LSO", -29.5, 28.2),  // inside South Africa
        ("ZAF", -26.2, 28.0),
        ("CHL", -33.45, -70.66),
        ("FJI", -17.8, 178.0),
    ];
    for (iso3, lat, lon) in places {
        assert_eq!(state(lat, lon).as_deref(), Some(iso3));
    }
    assert_eq!(state(0.0, -30.0), None, "Atlantic");
    assert_eq!(state(-45.0, 80.0), None, "Indian Ocean");
}

#[test]
fn land_that_is_no_state_is_none() {
    let map = &bundle().map;
    for (name, standing, lat, lon) in [
        ("GRL", Standing::Territory(code("DNK")), 72.0, -40.0),
        ("ESH", Standing::Disputed, 24.5, -14.5),
        ("SOL", Standing::Disputed, 9.5, 46.0),
        ("CYN", Standing::Disputed, 35.25, 33.5),
    ] {
        let at = flat(lon, lat);
        assert_eq!(map.state_at(at, REACH), None, "{name}");
        let land = map.land_at(at, REACH).unwrap();
        assert_eq!((land.code, land.standing), (code(name), standing));
        assert!(!land.name.is_empty());
    }
}

#[test]
fn every_state_can_be_hit() {
    let (map, atlas) = (&bundle().map, &bundle().atlas);
    for country in &atlas.countries {
        let land = map.land(country.iso3).unwrap_or_else(|| panic!("{} is missing", country.iso3));
        assert!(land.is_state());
        assert_eq!(map.state_at(land.anchor, 0.5), Some(country.iso3));
    }
    let discs = map.lands.iter().filter(|land| land.is_disc()).count();
    assert_eq!(discs, 29);
    for (iso3, lat, lon) in [("MLT", 35.9, 14.4), ("SGP", 1.35, 103.8), ("VAT", 41.9, 12.45)] {
        assert_eq!(state(lat, lon).as_deref(), Some(iso3));
    }
}

#[test]
fn the_nearest_disc_is_hit_first() {
    let map = &bundle().map;
    let [vatican, san_marino] = ["VAT", "SMR"].map(|iso3| map.land(code(iso3)).unwrap().anchor);
    assert_eq!(map.state_at(vatican, 1000.0), Some(code("VAT")));
    assert_eq!(map.state_at(san_marino, 1000.0), Some(code("SMR")));
}

#[test]
fn triangles_fill_each_shape_and_no_more() {
    for land in bundle().map.lands.iter().filter(|land| !land.is_disc()) {
        let filled: f64 = land.shape.corners().map(|corners| triangles::area(&corners).abs()).sum();
        let enclosed = enclosed(&land.shape);
        let wrong = (filled - enclosed).abs() / enclosed;
        // Lines that cross by rounding, as in Sudan's south-west, cost a little.
        assert!(wrong < 0.006, "{}: {filled} of {enclosed}", land.code);
    }
}

/// By rings: holes lie within another ring.
fn enclosed(shape: &Shape) -> f64 {
    let rings: Vec<&[Spot]> = shape.rings().collect();
    let holes = |ring: &[Spot]| {
        let (only, edge) = (
            Shape { points: ring.to_vec(), ends: vec![ring.len() as u16], triangles: Vec::new() },
            ring,
        );
        rings.iter().any(|other| {
            *other != edge && {
                let around = Shape {
                    points: other.to_vec(),
                    ends: vec![other.len() as u16],
                    triangles: Vec::new(),
                };
                only.points.iter().all(|point| around.contains(*point))
            }
        })
    };
    rings
        .iter()
        .map(|ring| triangles::area(ring).abs() * if holes(ring) { -1.0 } else { 1.0 })
        .sum()
}

#[test]
fn a_polygon_with_a_hole_is_filled_around_it() {
    let square = |low: f32, high: f32| vec![[low, low], [high, low], [high, high], [low, high]];
    for hole in [square(2.0, 4.0), square(2.0, 4.0).into_iter().rev().collect()] {
        let shape = Shape::of(&[vec![square(0.0, 10.0), hole]]).unwrap();
        let filled: f64 = shape.corners().map(|corners| triangles::area(&corners)).sum();
        assert_eq!(filled, 96.0);
        assert!(!shape.contains([3.0, 3.0]) && shape.contains([1.0, 5.0]));
    }
}

#[test]
fn the_keyboard_reaches_every_state() {
    let map = &bundle().map;
    let (mut seen, mut left) = (BTreeSet::new(), vec![code("DEU")]);
    while let Some(here) = left.pop() {
        if seen.insert(here) {
            let ways = [Toward::Left, Toward::Right, Toward::Up, Toward::Down];
            left.extend(ways.into_iter().filter_map(|way| map.next(here, way)));
        }
    }
    let missed: Vec<Iso3> = map
        .lands
        .iter()
        .filter(|land| land.is_state() && !seen.contains(&land.code))
        .map(|land| land.code)
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
    let anchor = |iso3| map.land(iso3).unwrap().anchor;
    for land in map.lands.iter().filter(|land| land.is_state()) {
        let way = |toward| map.next(land.code, toward).map(anchor);
        let [x, y] = land.anchor;
        assert!(
            way(Toward::Left).is_none_or(|to| to[0] < x)
                && way(Toward::Up).is_none_or(|to| to[1] < y)
        );
        assert!(
            way(Toward::Right).is_none_or(|to| to[0] > x)
                && way(Toward::Down).is_none_or(|to| to[1] > y)
        );
    }
    assert_eq!(map.next(code("ESP"), Toward::Left), Some(code("PRT")));
}

#[test]
fn areas_stay_true() {
    // A hundredth of a degree square at the equator and at 60° north, where it is half as wide.
    let cell = |lat: f64| {
        let ring = [flat(10.0, lat), flat(20.0, lat), flat(20.0, lat + 1.0), flat(10.0, lat + 1.0)];
        triangles::area(&ring).abs()
    };
    let ratio = cell(59.5) / cell(-0.5);
    assert!((ratio - 0.5).abs() < 0.01, "{ratio}");
}

#[test]
fn faults_of_the_file_are_told_and_the_rest_lives() {
    let text = r#"(source: "nobody", areas: [
        (code: "DEU", polygons: [[[0,0, 10,0, 10,10]]]),
        (code: "DEU", polygons: [[[0,0, 10,0, 10,10]]]),
        (code: "DEV", polygons: [[[0,0, 10,0, 10,10]]]),
        (code: "GRL", standing: Territory, name: (en: "Greenland"), polygons: [[[0,0, 10,0, 10,10]]]),
        (code: "FRA", polygons: [[[0,0, 200,0, 10,10]], [[20,0, 30,0, 30,10]]]),
        (code: "ITA", polygons: [[[0,0, 10,0, 10]]]),
    ])"#;
    let mut faults = Vec::new();
    let map = globe(&[("map/world.ron".to_owned(), text.to_owned())], &bundle().atlas, &mut faults);
    let told = |line: u32, kind: &dyn Fn(&FaultKind) -> bool| {
        assert!(faults.iter().any(|f| f.at.line == line && kind(&f.kind)), "{line}: {faults:?}");
    };
    told(1, &|kind| matches!(kind, FaultKind::UnknownSource { .. }));
    told(3, &|kind| matches!(kind, FaultKind::SameIdTwice { .. }));
    told(4, &|kind| matches!(kind, FaultKind::UnknownCountry { .. }));
    told(5, &|kind| matches!(kind, FaultKind::MissingField { .. }));
    told(6, &|kind| matches!(kind, FaultKind::ValueOutOfRange { .. }));
    told(7, &|kind| matches!(kind, FaultKind::WrongKind { .. }));
    assert!(!map.land(code("DEU")).unwrap().is_disc());
    assert!(!map.land(code("FRA")).unwrap().is_disc(), "the part that can be read");
    assert!(map.land(code("ITA")).unwrap().is_disc(), "at its position");
    let mut faults = Vec::new();
    globe(&[], &bundle().atlas, &mut faults);
    assert!(matches!(faults[..], [Fault { kind: FaultKind::MissingFile, .. }]), "{faults:?}");
}
