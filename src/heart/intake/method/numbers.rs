//! Every number of a method file that a person may want to change: its name, its bounds, and where in the text it stands.
//!
//! Works on the text, so that a change touches nothing else of the file. What a number means is said at the edge.

use super::{EDITION_YEARS, FIRST_YEAR, LAST_YEAR, MOST_MONTHS, MOST_YEARS};
use crate::fixed::Fixed;
use crate::intake::tree::{self, Node, Struct, Value};
use crate::rating::{Bounds, Number, NumberPart as Part};
use std::collections::{BTreeMap, BTreeSet};

/// The numbers of a file in the order of its text; none of one that cannot be read.
pub fn numbers(text: &str) -> Vec<Number> {
    tree::parse("", text, &mut Vec::new()).map_or_else(Vec::new, |node| of_node(&node))
}

/// The text with other numbers in the place of its own, everything else as it was.
pub fn with_numbers(text: &str, new: &BTreeMap<String, Fixed>) -> String {
    let mut out = text.to_owned();
    for number in numbers(text).iter().rev() {
        if let Some(value) = new.get(&number.at).filter(|value| **value != number.value) {
            out.replace_range(number.span.0..number.span.1, &value.to_string());
        }
    }
    out
}

pub(super) fn of_node(root: &Node<'_>) -> Vec<Number> {
    let mut walk = Walk::default();
    let Some(root) = root.as_struct() else { return Vec::new() };
    for field in &root.fields {
        match field.name {
            "lists" => walk.lists(&field.value),
            "ended_embargoes" => walk.ended(&field.value),
            "criteria" => walk.criteria(&field.value),
            // What these numbers are is said where they are made.
            "parent" | "changed" => (),
            name => walk.plain(&field.value, name, name),
        }
    }
    walk.order_ages();
    walk.found
}

#[derive(Default)]
struct Walk {
    found: Vec<Number>,
    seen: BTreeSet<String>,
    /// How many treaties each list has.
    lists: BTreeMap<String, u32>,
}

/// Where a condition stands, and what came before it there.
struct Place {
    base: String,
    part: Part,
    count: usize,
}

impl Walk {
    fn take(&mut self, node: &Node<'_>, number: Number) {
        let Some(value) = node.as_number().and_then(Fixed::of) else { return };
        let mut number = Number { value, span: (node.span.start, node.span.end), ..number };
        // A faulty file may name two things alike.
        while !self.seen.insert(number.at.clone()) {
            number.at.push('+');
        }
        self.found.push(number);
    }

    fn field(&mut self, node: &Node<'_>, at: String, part: Part, word: &str, bounds: Bounds) {
        let word = word.to_owned();
        let (input, nth, value, span) = (None, 0, Fixed::ZERO, (0, 0));
        self.take(node, Number { at, part, word, input, nth, value, bounds, span });
    }

    /// Numbers of the method as a whole, however deep.
    fn plain(&mut self, node: &Node<'_>, at: &str, name: &str) {
        match &node.value {
            Value::Number { .. } => {
                self.field(node, at.to_owned(), Part::Whole, name, bounds_of(at, name));
            }
            Value::Struct(inner) => {
                for field in &inner.fields {
                    self.plain(&field.value, &format!("{at}/{}", field.name), field.name);
                }
            }
            _ => (),
        }
    }

    /// What is fresh is used: one bounds the other.
    fn order_ages(&mut self) {
        for which in ["yearly", "structural"] {
            let [fresh, used] = ["fresh", "used"].map(|name| {
                let at = format!("ages/{which}/{name}");
                self.found.iter().position(|number| number.at == at)
            });
            let value = |at: Option<usize>| self.found.get(at?).map(|number| number.value);
            let (Some(low), Some(high)) = (value(fresh), value(used)) else { continue };
            if let Some(number) = fresh.and_then(|at| self.found.get_mut(at)) {
                number.bounds.high = high;
            }
            if let Some(number) = used.and_then(|at| self.found.get_mut(at)) {
                number.bounds.low = low;
            }
        }
    }

    fn lists(&mut self, node: &Node<'_>) {
        for list in structs(node) {
            let Some(id) = word(list, "id") else { continue };
            let treaties = list.field("treaties").and_then(|field| field.value.as_list());
            let size = treaties.map_or(0, <[_]>::len) as u32;
            if let Some(field) = list.field("min_known") {
                let (at, part) = (format!("lists/{id}/min_known"), Part::List(id.clone()));
                self.field(&field.value, at, part, "min_known", Bounds::whole(0, size));
            }
            self.lists.insert(id, size);
        }
    }

    fn ended(&mut self, node: &Node<'_>) {
        for row in structs(node) {
            let (Some(iso3), Some(field)) = (word(row, "iso3"), row.field("ended")) else {
                continue;
            };
            let at = format!("ended_embargoes/{iso3}/ended");
            let bounds = Bounds::whole(*EDITION_YEARS.start(), *EDITION_YEARS.end());
            self.field(&field.value, at, Part::Ended(iso3), "ended", bounds);
        }
    }

    fn criteria(&mut self, node: &Node<'_>) {
        for criterion in structs(node) {
            let number = criterion.field("number").and_then(|field| field.value.as_number());
            let Some(number) = number.filter(|number| (1.0..=8.0).contains(number)) else {
                continue;
            };
            let number = number as u8;
            let base = format!("criteria/{number}");
            if let Some(points) = criterion.field("points").and_then(|f| f.value.as_struct()) {
                self.points(points, number, &base);
            }
            let rules = criterion.field("rules").map(|field| &field.value);
            for rule in rules.into_iter().flat_map(structs) {
                let (Some(id), Some(when)) = (word(rule, "id"), rule.field("when")) else {
                    continue;
                };
                let base = format!("{base}/rules/{id}/when");
                let part = Part::Rule { criterion: number, id };
                self.condition(&when.value, &mut Place { base, part, count: 0 });
            }
        }
    }

    fn points(&mut self, points: &Struct<'_>, criterion: u8, base: &str) {
        let items = points.field("items").map(|field| &field.value);
        let count = items.map_or(0, |items| structs(items).count()) as u32;
        if let Some(field) = points.field("min_present") {
            let (at, bounds) = (format!("{base}/points/min_present"), Bounds::whole(0, count));
            self.field(&field.value, at, Part::Points(criterion), "min_present", bounds);
        }
        for item in items.into_iter().flat_map(structs) {
            let Some(input) = word(item, "input") else { continue };
            for (points, name) in [(1, "one"), (2, "two")] {
                let Some(field) = item.field(name) else { continue };
                let base = format!("{base}/points/{input}/{name}");
                let part = Part::Item { criterion, input: input.clone(), points };
                self.condition(&field.value, &mut Place { base, part, count: 0 });
            }
        }
    }

    fn condition(&mut self, node: &Node<'_>, place: &mut Place) {
        let items = match &node.value {
            Value::Tuple(tuple) => tuple.items.as_slice(),
            Value::List(items) => items.as_slice(),
            _ => return,
        };
        let name = node.name().unwrap_or_default();
        let input = items.first().and_then(Node::as_str).map(str::to_owned);
        let parts = items.get(1).and_then(Node::as_list).map_or(0, <[_]>::len) as u32;
        let mut nth = 0;
        for item in items {
            let Value::Number { .. } = item.value else {
                self.condition(item, place);
                continue;
            };
            let bounds = match name {
                "Points" => Bounds::PERCENT,
                "ShareBelow" | "TopShare" => Bounds { low: LEAST_SHARE, ..Bounds::PERCENT },
                "FewerThan" => Bounds::whole(1, self.list_size(input.as_deref())),
                "Several" => Bounds::whole(1, parts),
                "InYears" if nth == 0 => Bounds::whole(1, whole(items.get(1), MOST_YEARS)),
                "InYears" => Bounds::whole(whole(items.first(), 1), MOST_YEARS),
                "InNeighbours" => Bounds::whole(1, MOST_NEIGHBOURS),
                _ => Bounds::ANY,
            };
            let number = Number {
                at: format!("{}/{}", place.base, place.count),
                part: place.part.clone(),
                word: name.to_owned(),
                input: input.clone(),
                nth,
                value: Fixed::ZERO,
                bounds,
                span: (0, 0),
            };
            self.take(item, number);
            (nth, place.count) = (nth + 1, place.count + 1);
        }
    }

    /// Fewer than all; fewer than one more would hold for everybody.
    fn list_size(&self, id: Option<&str>) -> u32 {
        id.and_then(|id| self.lists.get(id)).copied().unwrap_or(u16::MAX.into())
    }
}

fn whole(node: Option<&Node<'_>>, otherwise: u32) -> u32 {
    let number =
        node.and_then(Node::as_number).filter(|it| (1.0..=f64::from(MOST_YEARS)).contains(it));
    number.map_or(otherwise, |number| number as u32)
}

/// Of a smaller share of states or treaties there is nobody.
pub(super) const LEAST_SHARE: Fixed = Fixed::HUNDREDTH;
/// No state has more.
pub(super) const MOST_NEIGHBOURS: u32 = 20;

fn bounds_of(at: &str, name: &str) -> Bounds {
    match name {
        "min_coverage" => Bounds::PERCENT,
        "embargo_months" => Bounds::whole(0, MOST_MONTHS),
        "armed_conflict" => Bounds::whole(1, u32::from(u16::MAX)),
        name if name.ends_with("_from") => Bounds::whole(FIRST_YEAR, LAST_YEAR),
        _ if at.starts_with("ages/") => Bounds::whole(0, MOST_YEARS),
        _ if at.starts_with("windows/") => Bounds::whole(1, MOST_YEARS),
        _ => Bounds::ANY,
    }
}

fn structs<'n, 't>(node: &'n Node<'t>) -> impl Iterator<Item = &'n Struct<'t>> {
    node.as_list().unwrap_or_default().iter().filter_map(Node::as_struct)
}

fn word(of: &Struct<'_>, name: &str) -> Option<String> {
    of.field(name).and_then(|field| field.value.as_str()).map(str::to_owned)
}
