//! Order, counts and differences of a few invented states.

use super::{Column, Differences, Line, Pair, sort};
use crate::atlas::Iso3;
use crate::level::Level::{self, Critical, NoData, NotCritical, PossiblyCritical};

fn line(code: &str, first: Level, second: Level) -> Line {
    let mut levels = [NotCritical; 8];
    (levels[0], levels[1]) = (first, second);
    Line { iso3: Iso3::parse(code).unwrap(), name: code.to_lowercase(), levels, other: None }
}

fn states() -> Vec<Line> {
    vec![
        line("CCC", NotCritical, Critical),
        line("AAA", NoData, Critical),
        line("DDD", Critical, Critical),
        line("BBB", PossiblyCritical, NotCritical),
    ]
}

fn order(by: Column, is_turned: bool) -> String {
    let mut lines = states();
    sort(&mut lines, by, is_turned);
    lines.iter().map(|line| &line.iso3.as_str()[..1]).collect()
}

#[test]
fn what_is_not_known_stands_last_whichever_way_one_sorts() {
    assert_eq!(order(Column::Name, false), "ABCD");
    assert_eq!(order(Column::Name, true), "DCBA");
    assert_eq!(order(Column::Criterion(1), false), "DBCA");
    assert_eq!(order(Column::Criterion(1), true), "CBDA");
    assert_eq!(order(Column::Critical, false), "DACB");
    assert_eq!(order(Column::Critical, true), "BACD");
}

#[test]
fn a_gap_is_no_difference_and_is_counted_apart() {
    let mut lines = states();
    for line in &mut lines {
        let mut other = line.levels;
        other[0] = NotCritical;
        line.other = Some(other);
    }
    lines[0].other.as_mut().unwrap()[1] = NoData;
    assert_eq!(lines[0].pairs()[..2], [Pair::Same, Pair::OneSided]);
    assert_eq!(lines[1].pairs()[0], Pair::OneSided);
    assert_eq!(lines[2].pairs()[0], Pair::Differ);
    let found = Differences::of(&lines);
    assert_eq!(found.differ, [2, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(found.one_sided, [1, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!(found.states, 2);
    assert_eq!(Differences::of(&states()), Differences::default());
    assert_eq!(lines[2].critical(), 2);
}
