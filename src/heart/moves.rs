//! Which states change their level where a method changes: one method against another, on the same facts.

use crate::atlas::Iso3;
use crate::bundle::Bundle;
use crate::draft::originals;
use crate::level::Level;
use crate::rating::{AsOf, Inputs, Method, MethodCriterion, World, kin, levels};
use std::borrow::Cow;

/// One state under one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub iso3: Iso3,
    pub criterion: u8,
    pub from: Level,
    pub to: Level,
}

/// Where a level goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Up,
    Down,
    /// Until now there was a level.
    ToNoData,
    FromNoData,
}

impl Direction {
    pub const ALL: [Self; 4] = [Self::Up, Self::Down, Self::ToNoData, Self::FromNoData];
}

impl Move {
    pub fn direction(&self) -> Direction {
        match (self.from, self.to) {
            (_, Level::NoData) => Direction::ToNoData,
            (Level::NoData, _) => Direction::FromNoData,
            (Level::NotCritical, _) | (_, Level::Critical) => Direction::Up,
            _ => Direction::Down,
        }
    }
}

/// Every move from one method to another, by criterion and then in the order of the states.
pub fn moves(world: World<'_>, old: &Method, new: &Method) -> Vec<Move> {
    // What reads alike gives the same levels: only criteria that differ are computed.
    let numbers: Vec<u8> = (1..=8).filter(|number| differs(old, new, *number)).collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    let [old, new] = [old, new].map(|method| all_levels(world, &only(method, &numbers)));
    let mut moves = Vec::new();
    for number in numbers {
        let at = usize::from(number) - 1;
        for ((country, old), new) in world.atlas.countries.iter().zip(&old).zip(&new) {
            let (Some(from), Some(to)) = (old.get(at).copied(), new.get(at).copied()) else {
                continue;
            };
            if from != to {
                moves.push(Move { iso3: country.iso3, criterion: number, from, to });
            }
        }
    }
    moves
}

/// What a method is held against: the very file that it was copied from, or else itself with its original numbers.
pub fn usual<'b>(bundle: &'b Bundle, method: &Method) -> Option<Cow<'b, Method>> {
    let parent = method.parent.as_ref();
    let here = parent.and_then(|of| bundle.methods.iter().find(|known| known.hash == of.hash));
    match here {
        Some(parent) => Some(Cow::Borrowed(parent)),
        None => bundle.read_method(&method.id, &originals(method)).ok().map(Cow::Owned),
    }
}

/// The same where a person names nothing: one copied by hand is held against the method that it resembles. `None` for
/// one that resembles none, and for a method of the program, which is nobody's copy.
pub fn model<'b>(bundle: &'b Bundle, method: &Method) -> Option<Cow<'b, Method>> {
    let is_known = bundle.methods.iter().any(|known| known.hash == method.hash);
    match &method.parent {
        Some(_) => usual(bundle, method),
        None if is_known => None,
        None => kin(method, &bundle.methods).map(Cow::Borrowed),
    }
}

/// How many of the moves of a criterion go which way.
pub fn count(moves: &[Move], criterion: u8, direction: Direction) -> usize {
    let fits = |one: &&Move| one.criterion == criterion && one.direction() == direction;
    moves.iter().filter(fits).count()
}

fn all_levels(world: World<'_>, method: &Method) -> Vec<[Level; 8]> {
    let inputs = Inputs::for_method(world, method, AsOf::Newest).without_sources();
    world.atlas.countries.iter().map(|country| levels(&inputs, method, country.iso3)).collect()
}

/// Whether a criterion can come out otherwise. Words, notes and marks decide nothing.
fn differs(old: &Method, new: &Method, number: u8) -> bool {
    let whole = |method: &Method| {
        let lists: Vec<_> = method
            .lists
            .iter()
            .map(|list| (list.id.clone(), list.min_known, list.treaties.clone()))
            .collect();
        (
            method.min_coverage,
            method.ages.clone(),
            method.windows,
            lists,
            method.ended_embargoes.clone(),
        )
    };
    whole(old) != whole(new)
        || old.criterion(number).map(decisive) != new.criterion(number).map(decisive)
}

/// A criterion without its words.
fn decisive(criterion: &MethodCriterion) -> MethodCriterion {
    use crate::level::Mark;
    use crate::text::Text;
    let mut bare = criterion.clone();
    (bare.title, bare.title_mark, bare.note) = (Text::default(), Mark::U, Text::default());
    for rule in &mut bare.rules {
        (rule.text, rule.mark, rule.note) = (Text::default(), Mark::U, Text::default());
        rule.id.clear();
    }
    if let Some(points) = &mut bare.points {
        points.name = Text::default();
        for item in &mut points.items {
            (item.mark, item.note) = (Mark::U, Text::default());
        }
    }
    bare
}

fn only(method: &Method, numbers: &[u8]) -> Method {
    let criteria = method.criteria.iter().filter(|criterion| numbers.contains(&criterion.number));
    Method { criteria: criteria.cloned().collect(), ..method.clone() }
}

#[cfg(test)]
mod tests;
