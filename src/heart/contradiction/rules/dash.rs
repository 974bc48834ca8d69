//! One printed sign that means two kinds of nothing.

use super::super::view::View;
use super::super::{Found, How, Says, Side, Uses, Why};
use super::Rule;
use crate::atlas::{Fact, ValueStatus};
use crate::measure::{Figure, Nothing, nothing};

pub fn find(view: &View<'_>) -> Vec<Found> {
    let empty =
        |(_, fact): &(usize, &Fact)| fact.value.is_none() && fact.status != ValueStatus::Present;
    let all: Vec<(usize, &Fact)> = view.country.facts.iter().enumerate().filter(empty).collect();
    let Some((at, first)) = all.first() else { return Vec::new() };
    let other =
        all.iter().find(|(_, fact)| fact.printed == first.printed && fact.status != first.status);
    let Some((there, second)) = other else { return Vec::new() };
    let side = |at: usize, fact: &Fact| {
        let from = view.fact(super::super::view::Known { at, fact, value: 0.0 });
        let means = Figure::of_fact(view.iso3(), fact).and_then(|figure| nothing(&figure));
        let how = match means {
            Some(Nothing::NoDelivery) => How::NoDelivery,
            Some(Nothing::NotApplicable) => How::NotApplicable,
            Some(Nothing::NotAvailable) | None => How::NotAvailable,
        };
        Side { says: Says::Holds { how, what: fact.name.clone() }, ..from }
    };
    let topic = crate::phrase::filled("same_sign", &[("sign", &first.printed)]);
    vec![view.found(
        Rule::Dash,
        topic,
        side(*at, first),
        side(*there, second),
        Uses::Both,
        Why::StatusBesideSign,
    )]
}
