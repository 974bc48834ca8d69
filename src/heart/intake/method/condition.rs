//! Conditions as they are written: `Any([AtLeast("PTS", 4), Yes("LDC")])`.

use super::numbers::{LEAST_SHARE, MOST_NEIGHBOURS};
use super::{MOST_YEARS, share};
use crate::fixed::Fixed;
use crate::intake::fault::{FaultKind, Kind};
use crate::intake::reader::{Ids, Read as _, Reader, Spot};
use crate::intake::tree::{Node, Value};
use crate::rating::{Condition, Limit};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// What a condition can name.
pub(super) struct Names {
    pub inputs: Ids,
    /// Those of the inputs that are counts of treaties.
    pub lists: Ids,
    /// How many treaties each list has.
    pub sizes: BTreeMap<String, u32>,
}

/// Which words are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// About the country only.
    Country,
    /// Also about the points of the criterion.
    Points,
    /// About the country, the goods and the exporter of a case.
    Case,
}

const WORDS: [&str; 19] = [
    "Yes",
    "No",
    "Missing",
    "AtLeast",
    "Above",
    "AtMost",
    "Below",
    "FewerThan",
    "ShareBelow",
    "TopShare",
    "Points",
    "Any",
    "All",
    "Not",
    "Several",
    "Surely",
    "Possibly",
    "InYears",
    "InNeighbours",
];
const CASE_WORDS: [&str; 3] = ["Exporter", "Tag", "OwnTag"];

/// The arguments between the brackets, as many as expected.
pub(super) fn arguments<'n, 't, const N: usize>(
    node: &'n Node<'t>,
    reader: &mut Reader<'_>,
) -> Option<[&'n Node<'t>; N]> {
    let items = match &node.value {
        Value::Tuple(tuple) => tuple.items.as_slice(),
        Value::Word(_) => &[],
        _ => return reader.wrong_kind(node, Kind::Tuple),
    };
    let found = items.len() as u32;
    let taken: Option<[&Node<'_>; N]> = items.iter().collect::<Vec<_>>().try_into().ok();
    if taken.is_none() {
        let field = node.name().unwrap_or_else(|| reader.field()).to_owned();
        reader.fault(node.place, FaultKind::Count { field, expected: N as u32, found });
    }
    taken
}

/// An input that exists.
pub(super) fn id(node: &Node<'_>, reader: &mut Reader<'_>, known: &Names) -> Option<String> {
    let id = Spot::<String>::read(node, reader)?;
    known.inputs.check(&id, reader).then_some(id.value)
}

/// A count of treaties; of any other input the condition would be open for ever.
pub(super) fn list(node: &Node<'_>, reader: &mut Reader<'_>, known: &Names) -> Option<String> {
    let id = Spot::<String>::read(node, reader)?;
    known.lists.check(&id, reader).then_some(id.value)
}

/// A number in a condition. Outside the range the condition would always hold, or never.
fn amount(
    word: &str,
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    range: RangeInclusive<u32>,
) -> Option<u16> {
    let found = u16::read(node, reader)?;
    if range.contains(&found.into()) {
        return Some(found);
    }
    let (low, high) = (f64::from(*range.start()), f64::from(*range.end()));
    let (field, value) = (word.to_owned(), found.into());
    reader.fault(node.place, FaultKind::ValueOutOfRange { field, value, low, high });
    None
}

pub(super) fn condition(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Names,
    scope: Scope,
) -> Option<Condition> {
    if node.is_broken() {
        return None;
    }
    let case_words = if scope == Scope::Case { &CASE_WORDS[..] } else { &[] };
    let allowed: Vec<&str> = WORDS.iter().chain(case_words).copied().collect();
    let word = reader.word_before(node, &allowed)?;
    match word {
        "Yes" | "No" | "Missing" => {
            let [of] = arguments(node, reader)?;
            let id = id(of, reader, known)?;
            Some(match word {
                "Yes" => Condition::Yes(id),
                "No" => Condition::No(id),
                _ => Condition::Missing(id),
            })
        }
        "AtLeast" | "Above" | "AtMost" | "Below" => value(word, node, reader, known),
        "FewerThan" => {
            let [of, count] = arguments(node, reader)?;
            let id = list(of, reader, known);
            let size = id.as_ref().and_then(|id| known.sizes.get(id)).copied();
            let count = amount(word, count, reader, 1..=size.unwrap_or(u16::MAX.into()));
            Some(Condition::FewerThan { id: id?, count: count? })
        }
        "ShareBelow" | "TopShare" => {
            let [of, part] = arguments(node, reader)?;
            let id = match word {
                "TopShare" => id(of, reader, known),
                _ => list(of, reader, known),
            };
            let percent = share(word, part, reader, LEAST_SHARE);
            let (id, percent) = (id?, percent?);
            Some(if word == "TopShare" {
                Condition::TopShare { id, percent }
            } else {
                Condition::ShareBelow { id, percent }
            })
        }
        "Points" => {
            let [part] = arguments(node, reader)?;
            if scope != Scope::Points {
                reader.fault(node.place, FaultKind::MissingField { name: "points".to_owned() });
            }
            share(word, part, reader, Fixed::ZERO).map(Condition::Points)
        }
        _ => compound(word, node, reader, known, scope),
    }
}

fn value(word: &str, node: &Node<'_>, reader: &mut Reader<'_>, known: &Names) -> Option<Condition> {
    let [of, limit] = arguments(node, reader)?;
    let (id, limit) = (id(of, reader, known), Fixed::read(limit, reader));
    let (id, limit) = (id?, limit?);
    let limit = match word {
        "AtLeast" => Limit::AtLeast(limit),
        "Above" => Limit::Above(limit),
        "AtMost" => Limit::AtMost(limit),
        _ => Limit::Below(limit),
    };
    Some(Condition::Value { id, limit })
}

/// Conditions made of conditions, and those about the case.
fn compound(
    word: &str,
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Names,
    scope: Scope,
) -> Option<Condition> {
    let one = |node: &Node<'_>, reader: &mut Reader<'_>| {
        condition(node, reader, known, scope).map(Box::new)
    };
    match word {
        "Any" | "All" => {
            let [of] = arguments(node, reader)?;
            let parts = several(of, reader, known, scope)?;
            Some(if word == "Any" { Condition::Any(parts) } else { Condition::All(parts) })
        }
        "Several" => {
            let [wanted, of] = arguments(node, reader)?;
            let most = of.as_list().map_or(0, <[_]>::len) as u32;
            // Of an empty list nothing more needs to be said.
            let most = if most == 0 { u16::MAX.into() } else { most };
            let wanted = amount(word, wanted, reader, 1..=most);
            let of = several(of, reader, known, scope);
            Some(Condition::Several { wanted: wanted?, of: of? })
        }
        "InYears" => {
            let [wanted, years, what] = arguments(node, reader)?;
            let years = amount(word, years, reader, 1..=MOST_YEARS);
            let wanted = amount(word, wanted, reader, 1..=years.map_or(MOST_YEARS, u32::from));
            let what = one(what, reader);
            Some(Condition::InYears { wanted: wanted?, years: years?, what: what? })
        }
        "InNeighbours" => {
            let [wanted, what] = arguments(node, reader)?;
            let (wanted, what) =
                (amount(word, wanted, reader, 1..=MOST_NEIGHBOURS), one(what, reader));
            Some(Condition::InNeighbours { wanted: wanted?, what: what? })
        }
        "Tag" => {
            let [tags] = arguments(node, reader)?;
            Vec::read(tags, reader).map(Condition::Tag)
        }
        "OwnTag" => {
            let [] = arguments(node, reader)?;
            Some(Condition::OwnTag)
        }
        _ => {
            let [what] = arguments(node, reader)?;
            let what = one(what, reader)?;
            Some(match word {
                "Not" => Condition::Not(what),
                "Surely" => Condition::Surely(what),
                "Possibly" => Condition::Possibly(what),
                _ => Condition::Exporter(what),
            })
        }
    }
}

/// A list of conditions. With one of them unreadable the whole is unusable: it would say something else.
fn several(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Names,
    scope: Scope,
) -> Option<Vec<Condition>> {
    let expected = reader.list(node)?.len();
    if expected == 0 {
        let field = reader.field().to_owned();
        reader.fault(node.place, FaultKind::Empty { field });
    }
    let read = reader.each(node, |node, reader| condition(node, reader, known, scope))?;
    (read.len() == expected && expected > 0).then_some(read)
}
