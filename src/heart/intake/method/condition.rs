//! Conditions as they are written: `Any([AtLeast("PTS", 4), Yes("LDC")])`.

use super::percent;
use crate::fixed::Fixed;
use crate::intake::fault::{FaultKind, Kind};
use crate::intake::reader::{Ids, Read as _, Reader, Spot};
use crate::intake::tree::{Node, Value};
use crate::rating::{Condition, Limit};

/// Which words are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// About the country only.
    Country,
    /// Also about the goods and the exporter of a case.
    Case,
}

const WORDS: [&str; 20] = [
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
    "Exporter",
];
const CASE_WORDS: [&str; 2] = ["Tag", "OwnTag"];

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
pub(super) fn id(node: &Node<'_>, reader: &mut Reader<'_>, known: &Ids) -> Option<String> {
    let id = Spot::<String>::read(node, reader)?;
    known.check(&id, reader).then_some(id.value)
}

pub(super) fn condition(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Ids,
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
            let (id, count) = (id(of, reader, known), u16::read(count, reader));
            Some(Condition::FewerThan { id: id?, count: count? })
        }
        "ShareBelow" | "TopShare" => {
            let [of, share] = arguments(node, reader)?;
            let (id, percent) = (id(of, reader, known), percent(share, reader));
            let (id, percent) = (id?, percent?);
            Some(if word == "TopShare" {
                Condition::TopShare { id, percent }
            } else {
                Condition::ShareBelow { id, percent }
            })
        }
        "Points" => {
            let [share] = arguments(node, reader)?;
            percent(share, reader).map(Condition::Points)
        }
        _ => compound(word, node, reader, known, scope),
    }
}

fn value(word: &str, node: &Node<'_>, reader: &mut Reader<'_>, known: &Ids) -> Option<Condition> {
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
    known: &Ids,
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
            let (wanted, of) = (u16::read(wanted, reader), several(of, reader, known, scope));
            Some(Condition::Several { wanted: wanted?, of: of? })
        }
        "InYears" => {
            let [wanted, years, what] = arguments(node, reader)?;
            let (wanted, years) = (u16::read(wanted, reader), u16::read(years, reader));
            let what = one(what, reader);
            Some(Condition::InYears { wanted: wanted?, years: years?, what: what? })
        }
        "InNeighbours" => {
            let [wanted, what] = arguments(node, reader)?;
            let (wanted, what) = (u16::read(wanted, reader), one(what, reader));
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
    known: &Ids,
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
