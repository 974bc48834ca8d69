//! Bundled series that hang together: parts and their total, bounds in order, two codings of one thing.

use super::super::view::View;
use super::super::{Found, Uses, Why};
use super::Rule;
use crate::atlas::{Indicator, Point};

/// Two parts and their sum.
const PARTS: [(&str, &str, &str); 1] = [("fh_civil_liberties", "fh_political_rights", "fh_total")];
/// The first is never more than the second.
const ORDER: [(&str, &str); 3] = [
    ("armed_forces_low", "armed_forces_high"),
    ("gdi_band_best", "gdi_band_worst"),
    ("ucdp_gov_onesided", "ucdp_deaths"),
];
/// Steps between which two codings of one scale may differ.
const CODINGS: [(&str, &str, f64); 3] = [
    ("pts_amnesty", "pts_state", 1.0),
    ("pts_amnesty", "pts_hrw", 1.0),
    ("pts_hrw", "pts_state", 1.0),
];

/// Codings count as a contradiction of today up to this many years.
const RECENT: u16 = 4;

/// One finding per relation, on the newest year.
pub fn find(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (a, b, total) in PARTS {
        let (Some(a), Some(b), Some(total)) = (view.series(a), view.series(b), view.series(total))
        else {
            continue;
        };
        let wrong = total.1.iter().rev().find_map(|point| {
            let (x, y) = (of(a.1, point.year)?, of(b.1, point.year)?);
            let (sum, printed) = (x.value? + y.value?, point.value?);
            ((sum - printed).abs() > 0.5).then_some((point, x))
        });
        found.extend(wrong.map(|(point, part)| {
            pair(view, (total.0, point), (a.0, part), Uses::Neither, Why::NeedsCheck)
        }));
    }
    for (low, high) in ORDER {
        let (Some(low), Some(high)) = (view.series(low), view.series(high)) else { continue };
        let wrong = newest(low.1, high.1, |a, b| a > b);
        found.extend(
            wrong.map(|(a, b)| pair(view, (low.0, a), (high.0, b), Uses::Neither, Why::NeedsCheck)),
        );
    }
    for (one, other, steps) in CODINGS {
        let (Some(one), Some(other)) = (view.series(one), view.series(other)) else { continue };
        // Only the newest common year: old disagreements are history.
        let common = newest(one.1, other.1, |_, _| true);
        let wrong = common.filter(|(a, b)| {
            a.year + RECENT >= view.newest_year()
                && a.value.zip(b.value).is_some_and(|(a, b)| (a - b).abs() > steps)
        });
        found.extend(
            wrong.map(|(a, b)| {
                pair(view, (one.0, a), (other.0, b), Uses::Both, Why::RangeOfSources)
            }),
        );
    }
    found
}

fn of(points: &[Point], year: u16) -> Option<&Point> {
    points.iter().find(|point| point.year == year)
}

/// The newest year of both for which `wrong` holds.
fn newest<'p>(
    a: &'p [Point],
    b: &'p [Point],
    wrong: impl Fn(f64, f64) -> bool,
) -> Option<(&'p Point, &'p Point)> {
    a.iter().rev().find_map(|x| {
        let y = of(b, x.year)?;
        wrong(x.value?, y.value?).then_some((x, y))
    })
}

fn pair(
    view: &View<'_>,
    a: (&Indicator, &Point),
    b: (&Indicator, &Point),
    uses: Uses,
    why: Why,
) -> Found {
    let sides = (view.point(a.0, a.1), view.point(b.0, b.1));
    view.found(Rule::SeriesParts, a.0.name.clone(), sides.0, sides.1, uses, why)
}
