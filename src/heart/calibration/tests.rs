//! Tables counted by hand and from the literature, and what is counted apart.

use super::{Agreement, Fraction, LINEAR, Published, QUADRATIC, Table, Weights, calibrate, kappa};
use crate::atlas::Iso3;
use crate::level::Level::{self, Critical, NoData, NotCritical, PossiblyCritical};
use crate::rating::tests::bundle;
use crate::rating::{AsOf, Inputs, levels};

const UNWEIGHTED: Weights = [[0, 1, 1], [1, 0, 1], [1, 1, 0]];

fn iso3(code: &str) -> Iso3 {
    Iso3::parse(code).unwrap()
}

fn one(code: &str, criterion: u8, level: Level) -> Published {
    Published { iso3: iso3(code), criterion, level }
}

fn rounded(fraction: Option<Fraction>) -> f64 {
    (fraction.unwrap().value() * 1000.0).round() / 1000.0
}

/// Fleiss, Statistical Methods for Rates and Proportions: 100 diagnoses by two readers, kappa 0.68. The weighted ones
/// by hand: 1 - 100 * 15 / 5400 and 1 - 100 * 23 / 9400.
#[test]
fn kappa_of_one_hundred_diagnoses() {
    let table = Table([[75, 1, 4], [5, 4, 1], [0, 0, 10]]);
    assert_eq!((table.rows(), table.columns()), ([80, 10, 10], [80, 5, 15]));
    assert_eq!(rounded(kappa(&table, &UNWEIGHTED)), 0.676);
    assert_eq!(kappa(&table, &LINEAR), Some(Fraction { over: 3900, under: 5400 }));
    assert_eq!(kappa(&table, &QUADRATIC), Some(Fraction { over: 7100, under: 9400 }));
}

/// Cohen 1968, with his own weights: kappa 0.492, weighted 0.348 (200 cases).
#[test]
fn kappa_of_the_paper_that_brought_the_weights() {
    let table = Table([[88, 10, 2], [14, 40, 6], [18, 10, 12]]);
    assert_eq!(rounded(kappa(&table, &UNWEIGHTED)), 0.492);
    assert_eq!(rounded(kappa(&table, &[[0, 1, 3], [1, 0, 6], [3, 6, 0]])), 0.348);
}

#[test]
fn full_agreement_is_one_chance_is_zero_and_contradiction_is_below() {
    let all = |table| [kappa(&Table(table), &LINEAR), kappa(&Table(table), &QUADRATIC)];
    for kappa in all([[4, 0, 0], [0, 5, 0], [0, 0, 6]]) {
        assert_eq!(kappa.unwrap().value(), 1.0);
    }
    for kappa in all([[1, 2, 3], [2, 4, 6], [3, 6, 9]]) {
        assert_eq!(kappa.unwrap().value(), 0.0);
    }
    for kappa in all([[0, 0, 7], [0, 0, 0], [7, 0, 0]]) {
        assert_eq!(kappa.unwrap().value(), -1.0);
    }
}

/// One level on both sides: nothing could disagree, so nothing is proven.
#[test]
fn kappa_of_one_class_is_not_defined() {
    for table in [[[9, 0, 0], [0; 3], [0; 3]], [[0; 3]; 3], [[0; 3], [0, 5, 0], [0; 3]]] {
        assert_eq!(kappa(&Table(table), &LINEAR), None);
        assert_eq!(kappa(&Table(table), &QUADRATIC), None);
    }
    // Only one side has one class: guessing agrees no more than chance does.
    assert_eq!(kappa(&Table([[6, 3, 0], [0; 3], [0; 3]]), &LINEAR).unwrap().value(), 0.0);
}

#[test]
fn gaps_of_either_side_are_counted_apart() {
    let published = [
        one("AAA", 3, Critical),
        one("BBB", 3, NotCritical),
        one("CCC", 3, PossiblyCritical),
        one("DDD", 3, NoData),
        one("EEE", 3, Critical),
        one("AAA", 7, NotCritical),
    ];
    let by_method = |iso3: Iso3| {
        let level = match iso3.as_str() {
            "AAA" | "BBB" => Critical,
            "CCC" => PossiblyCritical,
            "DDD" => NotCritical,
            _ => return None, // A state that the program does not know.
        };
        Some([NoData, NoData, level, NoData, NoData, NoData, NoData, NoData])
    };
    let found = calibrate(&published, by_method);
    let [three, seven] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(three.table, Table([[0, 0, 1], [0, 1, 0], [0, 0, 1]]));
    assert_eq!((three.n(), three.share().unwrap()), (3, Fraction { over: 2, under: 3 }));
    assert_eq!(three.unrated, [iso3("DDD")]);
    assert_eq!(three.no_data, [iso3("EEE")]);
    assert_eq!(three.apart, [(iso3("BBB"), NotCritical, Critical)]);
    assert_eq!(three.majority(), Some((NotCritical, Fraction { over: 1, under: 3 })));
    assert_eq!((seven.criterion, seven.n(), seven.no_data.len()), (7, 0, 1));
    assert_eq!((seven.share(), seven.majority(), seven.kappa_linear()), (None, None, None));
}

#[test]
fn the_baseline_says_what_is_published_most() {
    let table = Table([[1, 0, 1], [0, 0, 0], [2, 1, 1]]);
    let agreement = Agreement { criterion: 1, table, ..Agreement::default() };
    assert_eq!(agreement.majority(), Some((Critical, Fraction { over: 4, under: 6 })));
}

/// The ratings that the bundled country report prints, against the method. What the method cannot tell is no disagreement.
#[test]
fn the_bundled_country_report_agrees_where_the_method_gives_a_level() {
    let bundle = bundle();
    let method = bundle.method("bicc").unwrap();
    let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest).without_sources();
    let printed = &bundle.atlas.country(iso3("KAZ")).unwrap().published_ratings;
    let published: Vec<Published> =
        printed.iter().map(|rating| one("KAZ", rating.criterion, rating.level)).collect();
    assert_eq!(published.len(), 8);
    let found = calibrate(&published, |iso3| Some(levels(&inputs, method, iso3)));
    let apart = found.iter().filter(|it| !it.apart.is_empty()).count();
    let unknown: Vec<u8> =
        found.iter().filter(|it| !it.no_data.is_empty()).map(|it| it.criterion).collect();
    assert_eq!((apart, unknown.as_slice()), (0, &[7][..]));
}

/// A known identity: linear weights over three levels are those of the two ways to cut them in two.
#[test]
fn linear_weights_are_the_sum_of_two_cuts() {
    for table in [[[3, 1, 4], [1, 5, 9], [2, 6, 5]], [[0, 7, 1], [8, 2, 8], [1, 8, 2]]] {
        let cuts = [[0, 1, 1], [0, 0, 1]].map(|class: [usize; 3]| {
            let weights = [0, 1, 2].map(|i| [0, 1, 2].map(|j| u32::from(class[i] != class[j])));
            kappa(&Table(table), &weights).unwrap()
        });
        let whole = kappa(&Table(table), &LINEAR).unwrap();
        assert_eq!(whole.over, cuts[0].over + cuts[1].over);
        assert_eq!(whole.under, cuts[0].under + cuts[1].under);
    }
}
