//! A table of neighbours that lists other states than those with a common border.

use super::super::view::{Row, View, holds};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use std::collections::BTreeSet;

pub fn find(view: &View<'_>) -> Vec<Found> {
    let land: BTreeSet<&str> = view.country.neighbours.iter().map(|iso3| iso3.as_str()).collect();
    let mut found: Vec<Found> = Vec::new();
    for table in view.country.tables.iter().filter(|table| table.id.ends_with("_neighbours")) {
        let rows = table.rows.iter().enumerate().map(|(at, cells)| Row { table, at, cells });
        let listed: BTreeSet<&str> =
            rows.clone().map(|row| row.get("country_iso3")).filter(|c| !c.is_empty()).collect();
        let Some(first) = rows.clone().next().filter(|_| !listed.is_empty() && listed != land)
        else {
            continue;
        };
        let only = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| {
            a.difference(b).copied().collect::<Vec<_>>().join(", ")
        };
        let a = holds(
            How::States,
            only(&listed, &land),
            &view.row(first, table.title.clone(), "", Default::default(), ""),
        );
        let b = super::super::Side { key: None, ..holds(How::States, only(&land, &listed), &a) };
        // Other tables on the same set add nothing.
        if !found.iter().any(|one| one.a.says == a.says && one.b.says == b.says) {
            found.push(view.found(
                Rule::Neighbours,
                table.title.clone(),
                a,
                b,
                Uses::B,
                Why::LandNeighbours,
            ));
        }
    }
    found
}
