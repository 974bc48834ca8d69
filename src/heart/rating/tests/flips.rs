//! What would change a country's level, and what no change of facts may ever do, on the bundled data.

use super::build::{Build, iso3};
use super::bundle;
use super::invented::{criterion, method, rule, value};
use crate::atlas::Iso3;
use crate::fixed::Fixed;
use crate::level::Level;
use crate::rating::engine::level_of;
use crate::rating::weigh::{CaseSide, Weigher};
use crate::rating::{
    AsOf, Basis, Condition, CountryFlips, CriterionRating, Inputs, Limit, Method, Reading,
    ReadingValue, Truth, Turn, flips, rate,
};
use Level::{Critical, NoData, NotCritical, PossiblyCritical};

fn at(limit: Limit) -> Fixed {
    match limit {
        Limit::AtLeast(at) | Limit::AtMost(at) => at,
        Limit::Above(at) => at.next(),
        Limit::Below(at) => at.before(),
    }
}

/// With and without gaps; Somalia has no rank.
const STATES: [&str; 12] =
    ["KAZ", "DEU", "SDN", "CHN", "MMR", "TUV", "UKR", "EGY", "IND", "HTI", "SOM", "COM"];

/// States in the newest militarisation ranking, and one more that has no place in it yet.
const RANKED: u16 = 152;

/// A value at the lower or the upper end of what a turn asks for.
fn asked(turn: &Turn, of: u16, upper: bool) -> ReadingValue {
    let far = Fixed::from(of);
    let low = turn.low.map(at);
    let high = turn.high.map(at);
    let value = if upper { high.or(low).unwrap_or(far) } else { low.or(high).unwrap_or_default() };
    let from_high = turn.high.is_some() && (upper || turn.low.is_none());
    let whole = if from_high { value.floor() } else { value.ceiling() };
    match turn.reading.value {
        ReadingValue::Count { of, .. } => ReadingValue::Count { joined: whole as u16, gaps: 0, of },
        ReadingValue::Rank { of, .. } => ReadingValue::Rank { rank: (whole as u16).max(1), of },
        ReadingValue::YesNo(_) => ReadingValue::YesNo(value > Fixed::ZERO),
        _ if turn.reading.id.starts_with("TRT_") => {
            ReadingValue::Count { joined: whole as u16, gaps: 0, of }
        }
        _ if turn.reading.id == "GMI_RANK" => {
            ReadingValue::Rank { rank: (whole as u16).max(1), of: RANKED }
        }
        _ => ReadingValue::Number(value),
    }
}

/// Who has a rank has a score.
fn put(weigher: &mut Weigher<'_, '_>, id: &str, value: ReadingValue) {
    if id == "GMI_RANK" {
        weigher.set("GMI", value.clone());
    }
    weigher.set(id, value);
}

/// The level with some readings replaced.
fn with(
    inputs: &Inputs<'_>,
    method: &Method,
    state: Iso3,
    rating: &CriterionRating,
    changes: &[(&str, ReadingValue)],
) -> Level {
    let mut weigher = Weigher::new(inputs, state, CaseSide::default());
    for reading in rating.rules.iter().flat_map(|rule| &rule.readings).chain(&rating.others) {
        weigher.put(reading.clone());
    }
    for (id, value) in changes {
        put(&mut weigher, id, value.clone());
    }
    level_of(&mut weigher, method, method.criterion(rating.criterion).unwrap())
}

#[test]
fn a_changed_world_gives_the_level_that_was_named() {
    let build = |x: Option<f64>, y: f64| {
        let values: Vec<_> = x.into_iter().map(|x| ("AAA", 2024, x)).collect();
        let build = Build::new(&[("AAA", &[])]).series("X", "x", &values);
        build.series("Y", "y", &[("AAA", 2024, y)])
    };
    let above = |id: &str, at: i64| value(id, Limit::AtLeast(Fixed::whole(at)));
    let rules = vec![
        rule("both", Critical, Condition::All(vec![above("X", 8), above("Y", 8)])),
        rule("one", PossiblyCritical, Condition::Any(vec![above("X", 4), above("Y", 4)])),
    ];
    let method = method(vec![criterion(3, &["X", "Y"], rules)]);
    let look = |build: &Build| -> (Level, CountryFlips) {
        let inputs = Inputs::for_method(build.world(), &method, AsOf::Newest);
        let rating = rate(&inputs, &method, iso3("AAA"));
        let three = rating.criterion(3).unwrap();
        (three.level, flips(&inputs, &method, iso3("AAA"), three))
    };
    let (level, found) = look(&build(Some(1.0), 5.0));
    assert_eq!((level, found.is_complete), (PossiblyCritical, true));
    let green = found.sets(NotCritical).unwrap();
    assert_eq!((green.size, green.sets.len()), (1, 1));
    let turn = &green.sets[0][0];
    assert_eq!(
        (turn.reading.id.as_str(), turn.low, turn.high),
        ("Y", None, Some(Limit::Below(Fixed::whole(4))))
    );
    assert_eq!(look(&build(Some(1.0), 3.9)).0, NotCritical);
    let red = found.sets(Critical).unwrap();
    assert_eq!((red.size, red.sets[0].len()), (2, 2), "both must rise");
    assert_eq!(look(&build(Some(8.0), 8.0)).0, Critical);
    let (level, found) = look(&build(None, 9.0));
    assert_eq!(level, NoData, "one of two inputs is not enough");
    let possibly = &found.sets(PossiblyCritical).unwrap().sets;
    let below_eight = Some(Limit::Below(Fixed::whole(8)));
    assert_eq!(
        possibly.iter().map(|set| (set[0].reading.id.as_str(), set[0].high)).collect::<Vec<_>>(),
        [("X", below_eight), ("Y", below_eight)]
    );
    assert!(possibly[0][0].reading.is_gap());
    assert_eq!(found.sets(Critical).unwrap().sets[0][0].low, Some(Limit::AtLeast(Fixed::whole(8))));
    assert_eq!(found.sets(NotCritical).unwrap().size, 2, "the other must fall, too");
}

#[test]
fn every_set_named_for_a_real_state_gives_its_level() {
    let mut sets = 0;
    let mut most = 0;
    for method in &bundle().methods {
        let inputs = Inputs::for_method(bundle().world(), method, AsOf::Newest);
        for state in STATES {
            for rating in rate(&inputs, method, iso3(state)).criteria {
                let found = flips(&inputs, method, iso3(state), &rating);
                assert!(found.is_complete);
                for (rank, to) in &found.to {
                    for set in &to.sets {
                        assert_eq!(set.len(), to.size);
                        most = most.max(to.size);
                        for upper in [false, true] {
                            let changes: Vec<(&str, ReadingValue)> = set
                                .iter()
                                .map(|turn| {
                                    let id = turn.reading.id.as_str();
                                    let of = method.list(id).map_or(100, |it| it.treaties.len());
                                    (id, asked(turn, of as u16, upper))
                                })
                                .collect();
                            let level = with(&inputs, method, iso3(state), &rating, &changes);
                            assert_eq!(
                                level.rank(),
                                Some(*rank),
                                "{} {state} {} {changes:?}",
                                method.id,
                                rating.criterion
                            );
                            sets += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(sets > 500 && most > 1, "{sets} {most}");
}

/// Which way is worse, for the inputs of the bundled rules.
fn worse(reading: &Reading) -> Vec<ReadingValue> {
    let number = |value: f64| ReadingValue::Number(Fixed::of(value).unwrap());
    match (reading.id.as_str(), &reading.value) {
        (_, ReadingValue::Gap(_)) => Vec::new(),
        (
            "TRT_NP5" | "TRT_HR_IHL13" | "TRT_COUNT29" | "TRT_COUNT10" | "TRT_AC11",
            ReadingValue::Count { joined, gaps, of },
        ) => (0..*joined)
            .map(|joined| ReadingValue::Count { joined, gaps: *gaps, of: *of })
            .collect(),
        ("WGI_VA" | "WGI_RL" | "WGI_PV", ReadingValue::Number(value)) => {
            [0.5, 1.0, 3.0].map(|less| number(value.to_f64() - less)).to_vec()
        }
        ("HDI", ReadingValue::Number(value)) => vec![number(value.to_f64() * 0.9), number(0.3)],
        ("SATB" | "BAP", ReadingValue::Number(value)) => {
            vec![number(value.to_f64() / 2.0), number(0.0)]
        }
        ("PTS", ReadingValue::Number(value)) => {
            (1..=5).map(f64::from).filter(|v| *v > value.to_f64()).map(number).collect()
        }
        (id, ReadingValue::Number(value))
            if id.starts_with("UCDP") || id.starts_with("NEIGHBOUR") || id == "MILEX_TREND5" =>
        {
            [1.0, 30.0, 900.0].map(|more| number(value.to_f64() + more)).to_vec()
        }
        ("EMB_UN" | "EMB_EU" | "EMB_OSCE", ReadingValue::Category(code, _)) => {
            (1..=4).map(f64::from).filter(|v| *v > code.to_f64()).map(number).collect()
        }
        ("FH_PR_CL", ReadingValue::Category(code, _)) => {
            (1..=3).map(f64::from).filter(|v| *v > code.to_f64()).map(number).collect()
        }
        ("GDI", ReadingValue::Range(low, high)) => (1..=6)
            .map(Fixed::whole)
            .filter(|band| band > low && band > high)
            .map(|band| ReadingValue::Range(band, band))
            .collect(),
        ("GMI_RANK", ReadingValue::Rank { rank, of }) => {
            (1..*rank).step_by(7).map(|rank| ReadingValue::Rank { rank, of: *of }).collect()
        }
        ("MIL_PRESENCE" | "LDC", ReadingValue::YesNo(false)) => vec![ReadingValue::YesNo(true)],
        ("WA_MEMBER" | "ATT" | "OECD", ReadingValue::YesNo(true)) => {
            vec![ReadingValue::YesNo(false)]
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_worse_fact_never_makes_a_country_milder() {
    let mut tried = 0;
    for method in &bundle().methods {
        let inputs = Inputs::for_method(bundle().world(), method, AsOf::Newest);
        for country in bundle().atlas.countries.iter().step_by(3) {
            for rating in rate(&inputs, method, country.iso3).criteria {
                let all: Vec<Reading> = rating
                    .rules
                    .iter()
                    .flat_map(|rule| rule.readings.clone())
                    .chain(rating.others.clone())
                    .collect();
                for reading in &all {
                    for value in worse(reading) {
                        let change = [(reading.id.as_str(), value)];
                        let level = with(&inputs, method, country.iso3, &rating, &change);
                        tried += 1;
                        let milder = match (rating.level.rank(), level.rank()) {
                            (Some(before), Some(after)) => after < before,
                            (None, Some(after)) => after == 0,
                            _ => false,
                        };
                        assert!(
                            !milder,
                            "{} {} {}: {change:?} {:?} -> {level:?}",
                            method.id, country.iso3, rating.criterion, rating.level
                        );
                    }
                }
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}

/// New data give a raised level only through a rule, and *not critical* only where no rule that could raise it is open,
/// or where so much is known that the method says so.
#[test]
fn new_data_never_turn_no_data_into_a_level_without_a_rule() {
    let mut given = 0;
    for method in &bundle().methods {
        let inputs = Inputs::for_method(bundle().world(), method, AsOf::Newest);
        for country in &bundle().atlas.countries {
            for rating in rate(&inputs, method, country.iso3).criteria {
                if rating.level != NoData {
                    continue;
                }
                let found = flips(&inputs, method, country.iso3, &rating);
                for (rank, sets) in &found.to {
                    let set = &sets.sets[0];
                    let mut weigher = Weigher::new(&inputs, country.iso3, CaseSide::default());
                    for turn in set {
                        let of = method.list(&turn.reading.id).map_or(100, |it| it.treaties.len());
                        put(&mut weigher, &turn.reading.id, asked(turn, of as u16, false));
                    }
                    let after =
                        crate::rating::engine::criterion(&mut weigher, method, rating.criterion);
                    assert_eq!(after.level.rank(), Some(*rank));
                    let fired = after.rules.iter().any(|rule| {
                        rule.decided && rule.truth == Truth::True && rule.level == Some(after.level)
                    });
                    let critical_is_closed = after.rules.iter().all(|rule| {
                        rule.level != Some(Critical)
                            || rule.truth == Truth::False
                            || method.criterion(after.criterion).is_some_and(|it| {
                                it.rules.iter().any(|own| own.id == rule.id && own.overlay)
                            })
                    });
                    let calm = after.basis == Basis::NothingTrue && critical_is_closed;
                    assert!(
                        fired || *rank == 0 && calm,
                        "{} {} {after:?}",
                        method.id,
                        country.iso3
                    );
                    given += 1;
                }
            }
        }
    }
    assert!(given > 300, "{given}");
}

/// Everything that a reading of a real state can be: brute force over pairs, of all inputs that the method lists.
#[test]
fn no_smaller_set_is_missed_on_real_states() {
    let number = |value: i64| ReadingValue::Number(Fixed::whole(value));
    let tried = |id: &str, reading: &Reading, method: &Method| -> Vec<ReadingValue> {
        let listed = method.list(id).map(|list| list.treaties.len() as u16);
        match (&reading.value, listed) {
            (ReadingValue::Count { of, .. }, _) => {
                (0..=*of).map(|joined| ReadingValue::Count { joined, gaps: 0, of: *of }).collect()
            }
            (_, Some(of)) => {
                (0..=of).map(|joined| ReadingValue::Count { joined, gaps: 0, of }).collect()
            }
            _ if id == "GMI_RANK" => (1..=RANKED)
                .step_by(5)
                .map(|rank| ReadingValue::Rank { rank, of: RANKED })
                .collect(),
            (ReadingValue::YesNo(_), _) => [false, true].map(ReadingValue::YesNo).to_vec(),
            _ => {
                let some = [-2, -1, 0, 1, 2, 3, 4, 5, 8, 11, 13, 25, 30, 1000].map(number);
                let fine =
                    [0.5, 0.6, -0.5, 0.9].map(|v| ReadingValue::Number(Fixed::of(v).unwrap()));
                some.into_iter().chain(fine).collect()
            }
        }
    };
    let mut pairs = 0;
    for (method, state, criterion) in [
        ("kriterion", "KAZ", 7),
        ("bicc", "DEU", 7),
        ("kriterion", "KAZ", 5),
        ("bicc", "SOM", 8),
        ("kriterion", "COM", 8),
        ("bicc", "KAZ", 3),
    ] {
        let method = bundle().method(method).unwrap();
        let inputs = Inputs::for_method(bundle().world(), method, AsOf::Newest);
        let rating = rate(&inputs, method, iso3(state)).criteria[criterion - 1].clone();
        let found = flips(&inputs, method, iso3(state), &rating);
        let mut ids: Vec<Reading> = Vec::new();
        let all = rating.rules.iter().flat_map(|rule| &rule.readings).chain(&rating.others);
        for reading in all.filter(|reading| reading.id != "POINTS") {
            if ids.iter().all(|known| known.id != reading.id) {
                ids.push(reading.clone());
            }
        }
        let mut smallest = [usize::MAX; 3];
        let mut see = |changes: &[(&str, ReadingValue)]| {
            if let Some(rank) = with(&inputs, method, iso3(state), &rating, changes).rank() {
                let size = &mut smallest[usize::from(rank)];
                *size = (*size).min(changes.len());
            }
            pairs += 1;
        };
        for (at, one) in ids.iter().enumerate() {
            for value in tried(&one.id, one, method) {
                see(&[(&one.id, value.clone())]);
                for other in &ids[at + 1..] {
                    for second in tried(&other.id, other, method).into_iter().step_by(2) {
                        see(&[(&one.id, value.clone()), (&other.id, second)]);
                    }
                }
            }
        }
        for rank in 0..3_u8 {
            let size = smallest[usize::from(rank)];
            if Some(rank) != rating.level.rank() && size != usize::MAX {
                let sets = found.to.get(&rank);
                let named = sets.map_or(usize::MAX, |sets| sets.size);
                assert!(
                    named <= size,
                    "{state} {criterion} to {rank}: {named} named, {size} found"
                );
            }
        }
    }
    assert!(pairs > 10_000, "{pairs}");
}

/// What counts for coverage alone may be what is missing.
#[test]
fn an_input_that_no_rule_asks_for_may_give_the_level() {
    let method = bundle().method("bicc").unwrap();
    let inputs = Inputs::for_method(bundle().world(), method, AsOf::Newest);
    let rating = rate(&inputs, method, iso3("DEU")).criteria[6].clone();
    assert_eq!((rating.level, rating.basis), (NoData, Basis::LowCoverage));
    let found = flips(&inputs, method, iso3("DEU"), &rating);
    let ways = &found.sets(NotCritical).unwrap().sets;
    let known = |id: &str| ways.iter().any(|set| set.len() == 1 && set[0].reading.id == id);
    assert!(known("BAP_DIVERSION"), "{ways:?}");
    let turn = ways.iter().find(|set| set[0].reading.id == "BAP_DIVERSION").unwrap();
    assert_eq!((turn[0].low, turn[0].high, turn[0].is_yes_no), (None, None, false));
}

#[test]
fn a_method_that_looks_elsewhere_is_not_called_complete() {
    let build = Build::new(&[("AAA", &["BBB"]), ("BBB", &[])]).series(
        "X",
        "x",
        &[("AAA", 2024, 9.0), ("BBB", 2024, 1.0)],
    );
    let above = value("X", Limit::AtLeast(Fixed::whole(4)));
    let near = Condition::InNeighbours { wanted: 1, what: Box::new(above) };
    let method = method(vec![criterion(3, &["X"], vec![rule("near", Critical, near)])]);
    let inputs = Inputs::for_method(build.world(), &method, AsOf::Newest);
    let rating = rate(&inputs, &method, iso3("AAA")).criteria[2].clone();
    assert!(!flips(&inputs, &method, iso3("AAA"), &rating).is_complete);
}
