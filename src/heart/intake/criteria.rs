//! The rulebook from its files: eight criteria, measures, items, registry, the end-use screen.
//!
//! Knows the files' names and how they refer to each other; what stands in them is read by `criterion` and `catalogue`.

mod case;
mod catalogue;
mod criterion;
mod dependence;
mod end_use;
mod scenarios;
mod stages;

use super::fault::{Fault, FaultKind, IdKind, Place, nearest};
use super::reader::{Ids, Reader};
use super::tree::{self, Node};
use crate::rulebook::{Criterion, Items, Rulebook};
use dependence::Dependences;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const CRITERIA: [(u8, &str); 8] = [
    (1, "c1.ron"),
    (2, "c2.ron"),
    (3, "c3.ron"),
    (4, "c4.ron"),
    (5, "c5.ron"),
    (6, "c6.ron"),
    (7, "c7.ron"),
    (8, "c8.ron"),
];
const MEASURES: &str = "measures.ron";
const ITEMS: &str = "items.ron";
const REGISTRY: &str = "registry.ron";
const CASE: &str = "case.ron";
const END_USE: &str = "end_use.ron";
const STAGES: &str = "stages.ron";
const SCENARIOS: &str = "scenarios.ron";
/// The files that are no criterion.
const OTHERS: [&str; 7] = [MEASURES, ITEMS, REGISTRY, CASE, END_USE, STAGES, SCENARIOS];

/// Reads all files of `criteria/` except the methods. What cannot be used is reported and left out, the rest lives.
pub fn rulebook(files: &[(String, String)], faults: &mut Vec<Fault>) -> Rulebook {
    let before = faults.len();
    unknown_files(files, faults);
    let mut known = Known::default();
    let mut book = Rulebook { hash: hash(files), ..Rulebook::default() };
    book.measures = whole_file(files, MEASURES, faults, |node, reader| {
        catalogue::measures(node, reader, &mut known.measures)
    })
    .unwrap_or_default();
    book.registry = whole_file(files, REGISTRY, faults, |node, reader| {
        catalogue::registry(node, reader, &mut known.evidence)
    })
    .unwrap_or_default();
    book.items = whole_file(files, ITEMS, faults, |node, reader| {
        catalogue::items(node, reader, &mut known.tags)
    })
    .unwrap_or_default();
    let mut dependences = Dependences::default();
    let sound = faults.len();
    for (number, name) in CRITERIA {
        let read = whole_file(files, name, faults, |node, reader| {
            criterion::criterion(node, reader, Some(number), &known, &mut dependences)
        });
        book.criteria.extend(read);
    }
    dependences.settle(&mut book.criteria, faults);
    // What a criterion has lost to a fault may be what the rest names.
    let questions = match faults.len() > sound {
        true => Ids::unreadable(IdKind::Question),
        false => questions(&book),
    };
    book.case = whole_file(files, CASE, faults, |node, reader| {
        case::case(node, reader, &questions, &known.measures)
    });
    book.end_use = whole_file(files, END_USE, faults, |node, reader| {
        end_use::screen(node, reader, &known.named(&questions))
    })
    .unwrap_or_default();
    book.stages =
        whole_file(files, STAGES, faults, |node, reader| stages::stages(node, reader, &questions));
    book.scenarios = whole_file(files, SCENARIOS, faults, scenarios::scenarios);
    in_order(faults, before);
    book
}

/// Checks one file by itself, its ids against `context`. The name tells what it is; any other name is a criterion.
pub fn check_criteria_text(name: &str, text: &str, context: Option<&Rulebook>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut known = context.map(Known::of).unwrap_or_default();
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let Some(node) = tree::parse(name, text, &mut faults) else { return faults };
    let mut reader = Reader::new(name, &mut faults);
    match base {
        MEASURES => drop(catalogue::measures(&node, &mut reader, &mut known.measures)),
        REGISTRY => drop(catalogue::registry(&node, &mut reader, &mut known.evidence)),
        ITEMS => drop(catalogue::items(&node, &mut reader, &mut known.tags)),
        CASE | STAGES => {
            let questions = context.map_or_else(|| Ids::unreadable(IdKind::Question), questions);
            match base {
                CASE => drop(case::case(&node, &mut reader, &questions, &known.measures)),
                _ => drop(stages::stages(&node, &mut reader, &questions)),
            }
        }
        END_USE => {
            let questions = context.map_or_else(|| Ids::unreadable(IdKind::Question), questions);
            drop(end_use::screen(&node, &mut reader, &known.named(&questions)));
        }
        SCENARIOS => drop(scenarios::scenarios(&node, &mut reader)),
        _ => {
            let number = CRITERIA.iter().find(|(_, name)| *name == base).map(|(number, _)| *number);
            let mut dependences = context.map(Dependences::of).unwrap_or_default();
            let read: Option<Criterion> =
                criterion::criterion(&node, &mut reader, number, &known, &mut dependences);
            dependences.settle(&mut Vec::from_iter(read), &mut faults);
        }
    }
    in_order(&mut faults, 0);
    faults
}

/// Ids of all questions; not doubted where a criterion could not be read.
fn questions(book: &Rulebook) -> Ids {
    if book.criteria.len() < CRITERIA.len() {
        return Ids::unreadable(IdKind::Question);
    }
    let all = book.criteria.iter().flat_map(|criterion| &criterion.questions);
    let ids: Vec<String> = all.map(|question| question.id.to_string()).collect();
    Ids::known(IdKind::Question, ids.iter().map(String::as_str))
}

/// What the other files give out. Ids of a file that could not be read are not doubted.
struct Known {
    measures: Ids,
    tags: Ids,
    evidence: Ids,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            measures: Ids::unreadable(IdKind::Measure),
            tags: Ids::unreadable(IdKind::ItemTag),
            evidence: Ids::unreadable(IdKind::Evidence),
        }
    }
}

impl Known {
    fn of(book: &Rulebook) -> Self {
        let Items { tags, .. } = &book.items;
        Self {
            measures: Ids::known(
                IdKind::Measure,
                book.measures.iter().map(|measure| measure.id.as_str()),
            ),
            tags: Ids::known(IdKind::ItemTag, tags.iter().map(|tag| tag.id.as_str())),
            evidence: Ids::known(
                IdKind::Evidence,
                book.registry.iter().map(|entry| entry.id.as_str()),
            ),
        }
    }
}

impl Known {
    fn named<'k>(&'k self, questions: &'k Ids) -> end_use::Named<'k> {
        end_use::Named { tags: &self.tags, evidence: &self.evidence, questions }
    }
}

fn whole_file<T>(
    files: &[(String, String)],
    name: &str,
    faults: &mut Vec<Fault>,
    read: impl FnOnce(&Node<'_>, &mut Reader<'_>) -> Option<T>,
) -> Option<T> {
    let Some((_, text)) = files.iter().find(|(other, _)| other == name) else {
        faults.push(Fault::new(name, Place::START, FaultKind::MissingFile));
        return None;
    };
    let node = tree::parse(name, text, faults)?;
    read(&node, &mut Reader::new(name, faults))
}

fn unknown_files(files: &[(String, String)], faults: &mut Vec<Fault>) {
    let known = || CRITERIA.iter().map(|(_, name)| *name).chain(OTHERS);
    for (name, _) in files {
        if known().all(|known| known != name) {
            let absent = known().filter(|known| files.iter().all(|(name, _)| name != known));
            faults.push(Fault::new(
                name,
                Place::START,
                FaultKind::UnknownFile { nearest: nearest(name, absent) },
            ));
        }
    }
}

/// Later faults by file and place, as a person mends them.
fn in_order(faults: &mut [Fault], from: usize) {
    if let Some(new) = faults.get_mut(from..) {
        new.sort_by(|a, b| a.at.cmp(&b.at));
    }
}

/// SHA-256 over names and texts in the order of names; line ends do not count.
pub(super) fn hash(files: &[(String, String)]) -> String {
    let mut files: Vec<_> = files.iter().collect();
    files.sort();
    let mut sum = Sha256::new();
    for (name, text) in files {
        let text = text.replace("\r\n", "\n");
        sum.update(format!("{name}\0{}\0", text.len()));
        sum.update(text);
    }
    sum.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").ok(); // Writing to a string cannot fail.
        hex
    })
}

#[cfg(test)]
mod tests;
