use super::*;
use crate::rating::tests::bundle;
use crate::text::Text;

fn range(values: &[f64]) -> (Vec<f64>, Vec<usize>) {
    let scale = Scale::of(values, &[]);
    let Scale::Ranges { limits, .. } = &scale else { panic!("{scale:?}") };
    let mut counts = vec![0; scale.len()];
    for value in values {
        counts[scale.class(*value)] += 1;
    }
    (limits.clone(), counts)
}

#[test]
fn nothing_and_one_value_make_no_range() {
    assert!(Scale::of(&[], &[]).is_empty());
    let same = Scale::of(&[3.0; 40], &[]);
    assert_eq!(same, Scale::Values(vec![(3.0, None)]));
    assert_eq!(same.class(3.0), 0);
}

#[test]
fn classes_hold_equally_many_and_begin_at_round_numbers() {
    let values: Vec<f64> = (1..=100).map(|n| f64::from(n) * 0.97).collect();
    let (limits, counts) = range(&values);
    assert_eq!(limits, [20.0, 40.0, 60.0, 80.0]);
    assert_eq!(counts, [20, 21, 20, 21, 18]);
    assert_eq!(range(&values), range(&values.iter().rev().copied().collect::<Vec<_>>()));
}

#[test]
fn negative_values_have_their_classes() {
    let values: Vec<f64> = (-50..50).map(|n| f64::from(n) / 20.0).collect();
    let (limits, counts) = range(&values);
    assert_eq!(limits, [-1.5, -0.5, 0.5, 1.5]);
    assert_eq!(counts, [20, 20, 20, 20, 20]);
}

#[test]
fn equal_values_stay_together_and_no_class_is_empty() {
    let mut values = vec![7.0; 80];
    values.extend((0..20).map(|n| f64::from(n) + 8.0));
    let (limits, counts) = range(&values);
    assert!(counts.iter().all(|count| *count > 0), "{limits:?} {counts:?}");
    assert_eq!(counts[0], 80);
}

#[test]
fn many_zeros_are_a_class_of_their_own() {
    let mut values = vec![0.0; 120];
    values.extend((1..=80).map(|n| f64::from(n * n)));
    let (limits, counts) = range(&values);
    assert_eq!(limits[0], 1.0);
    assert_eq!(counts[0], 120);
    assert_eq!(counts.len(), 5);
    assert!(counts[1..].iter().all(|count| (15..=25).contains(count)), "{limits:?} {counts:?}");
}

#[test]
fn coded_values_are_classes_in_their_order() {
    let words = [(3.0, Text::same("not free")), (1.0, Text::same("free"))];
    let scale = Scale::of(&[1.0, 3.0, 2.0, 1.0], &words);
    assert_eq!(scale.len(), 3);
    assert_eq!([1.0, 2.0, 3.0].map(|value| scale.class(value)), [0, 1, 2]);
    let Scale::Values(values) = scale else { panic!() };
    assert_eq!(values[1], (2.0, None));
}

#[test]
fn every_series_of_the_bundle_has_full_classes() {
    let bundle = bundle();
    let ages = &bundle.method("kriterion").unwrap().ages;
    for series in &bundle.atlas.indicators {
        let map = Choropleth::of_series(bundle.world(), series, ages, AsOf::Newest);
        assert_eq!(map.cells.len(), bundle.atlas.countries.len());
        assert_eq!(map.counts.iter().sum::<usize>() + map.absent, map.cells.len(), "{}", series.id);
        assert!(map.scale.len() <= 16, "{}: {:?}", series.id, map.scale);
        if let Scale::Ranges { limits, low, high } = &map.scale {
            assert!(limits.is_sorted_by(|a, b| a < b), "{}: {limits:?}", series.id);
            assert!(map.counts.iter().all(|count| *count > 0), "{}: {:?}", series.id, map.counts);
            assert!(limits.len() >= 2 && low < high, "{}: {limits:?}", series.id);
        }
    }
}

#[test]
fn what_is_missing_says_why() {
    let bundle = bundle();
    let atlas = &bundle.atlas;
    let ages = &bundle.method("kriterion").unwrap().ages;
    let of = |id: &str, as_of, iso3: &str| {
        let map = Choropleth::of_series(bundle.world(), atlas.indicator(id).unwrap(), ages, as_of);
        *map.of(Iso3::parse(iso3).unwrap()).unwrap()
    };
    assert_eq!(of("fh_total", AsOf::Year(1950), "KAZ"), Shown::Absent(Absent::NotOfYear(1950)));
    assert_eq!(of("armed_forces_total", AsOf::Newest, "KAZ"), Shown::Absent(Absent::TooOld(2020)));
    assert_eq!(of("milex_pct_gdp", AsOf::Newest, "VAT"), Shown::Absent(Absent::NotNamed));
    let Shown::Value { year, .. } = of("armed_forces_total", AsOf::Year(2020), "KAZ") else {
        panic!()
    };
    assert_eq!(year, 2020);
}

#[test]
fn levels_of_all_states_are_those_of_each() {
    let bundle = bundle();
    let method = bundle.method("kriterion").unwrap();
    let all = levels_of_all(bundle, method, AsOf::Newest);
    let map = Choropleth::of_levels(&bundle.atlas, &all, 2);
    let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
    for iso3 in ["KAZ", "DEU", "VAT"].map(|code| Iso3::parse(code).unwrap()) {
        let level = crate::rating::rate(&inputs, method, iso3).criterion(2).unwrap().level;
        let shown = map.of(iso3).unwrap();
        match shown {
            Shown::Level { level: shown, class } => {
                assert_eq!(*shown, level);
                assert_eq!(Some(*class as u8), level.rank());
            }
            other => assert_eq!((Level::NoData, *other), (level, Shown::Absent(Absent::Undecided))),
        }
    }
    assert_eq!(map.counts.iter().sum::<usize>() + map.absent, bundle.atlas.countries.len());
}

#[test]
fn the_worst_class_weighs_most() {
    let bundle = bundle();
    let ages = &bundle.method("kriterion").unwrap().ages;
    let of = |id: &str| {
        let series = bundle.atlas.indicator(id).unwrap();
        let map = Choropleth::of_series(bundle.world(), series, ages, AsOf::Newest);
        (map.weight(0, series.direction), map.weight(map.scale.len() - 1, series.direction))
    };
    assert_eq!(of("fh_status"), (0.0, 1.0), "3 is not free");
    assert_eq!(of("fh_total"), (1.0, 0.0), "100 is free");
    let one = Choropleth {
        cells: Vec::new(),
        scale: Scale::of(&[2.0], &[]),
        counts: vec![1],
        absent: 0,
        years: None,
    };
    assert!((one.weight(0, Direction::Neutral) - 0.5).abs() < f32::EPSILON);
}
