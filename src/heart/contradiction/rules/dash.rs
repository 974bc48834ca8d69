//! One printed sign that means two kinds of nothing.

use super::super::view::{View, holds};
use super::super::{Found, How, Uses, Why};
use super::Rule;
use crate::atlas::{Fact, ValueStatus};

pub fn find(view: &View<'_>) -> Vec<Found> {
    let empty =
        |(_, fact): &(usize, &Fact)| fact.value.is_none() && fact.status != ValueStatus::Present;
    let all: Vec<(usize, &Fact)> = view.country.facts.iter().enumerate().filter(empty).collect();
    let Some((at, first)) = all.first() else { return Vec::new() };
    let other =
        all.iter().find(|(_, fact)| fact.printed == first.printed && fact.status != first.status);
    let Some((there, second)) = other else { return Vec::new() };
    let side = |at: usize, fact: &Fact| {
        let known = super::super::view::Known { at, fact, value: 0.0 };
        let from = view.fact(known);
        let key = from.key.clone();
        super::super::Side {
            key,
            ..holds(How::SameSign, format!("{}: {}", fact.name.en, fact.status.code()), &from)
        }
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
