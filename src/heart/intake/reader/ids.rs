//! Which ids there are, so that an id given out twice or naming nothing is found.
//!
//! Knows no file: who fills the list decides what a good id looks like.

use super::Read as _;
use super::{Reader, Spot};
use crate::intake::fault::{At, FaultKind, IdKind, Place, nearest};
use crate::intake::tree::Node;
use crate::rulebook::QuestionId;
use std::collections::BTreeMap;

/// The ids of one kind that a file has given out.
#[derive(Debug, Clone)]
pub struct Ids {
    what: IdKind,
    /// False if an entry's id could not be read: then an id that is not here may still exist.
    complete: bool,
    seen: BTreeMap<String, Place>,
}

impl Ids {
    pub fn new(what: IdKind) -> Self {
        Self { what, complete: true, seen: BTreeMap::new() }
    }

    /// Ids that are known from elsewhere.
    pub fn known<'i>(what: IdKind, ids: impl IntoIterator<Item = &'i str>) -> Self {
        let seen = ids.into_iter().map(|id| (id.to_owned(), Place::START)).collect();
        Self { what, complete: true, seen }
    }

    /// For a file that could not be read: none of its ids is doubted.
    pub fn unreadable(what: IdKind) -> Self {
        Self { complete: false, ..Self::new(what) }
    }

    pub fn what(&self) -> IdKind {
        self.what
    }

    pub fn contains(&self, id: &str) -> bool {
        self.seen.contains_key(id)
    }

    pub fn is_complete(&self) -> bool {
        self.complete
    }

    pub fn lost_one(&mut self) {
        self.complete = false;
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.seen.keys().map(String::as_str)
    }

    /// Takes in a new id; `None` if it is badly formed or there already, which is reported.
    pub fn take(
        &mut self,
        id: Spot<String>,
        is_good: bool,
        reader: &mut Reader<'_>,
    ) -> Option<String> {
        let Spot { value: id, place } = id;
        if !is_good {
            self.seen.entry(id.clone()).or_insert(place); // What refers to it is not to blame.
            reader.fault(place, FaultKind::BadId { what: self.what, id });
            return None;
        }
        if let Some(first) = self.seen.get(&id) {
            let first = At::new(reader.file(), *first);
            reader.fault(place, FaultKind::SameIdTwice { what: self.what, id, first });
            return None;
        }
        self.seen.insert(id.clone(), place);
        Some(id)
    }

    /// A question that exists, with the place where it is named.
    pub fn question(
        &self,
        node: &Node<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<(QuestionId, Spot<String>)> {
        let spot = Spot::<String>::read(node, reader)?;
        let Some(id) = QuestionId::parse(&spot.value) else {
            reader.fault(spot.place, FaultKind::BadId { what: IdKind::Question, id: spot.value });
            return None;
        };
        self.check(&spot, reader).then_some((id, spot))
    }

    /// True if the id exists or is not to be doubted; otherwise reported.
    pub fn check(&self, id: &Spot<String>, reader: &mut Reader<'_>) -> bool {
        let fine = !self.complete || self.contains(&id.value);
        if !fine {
            let nearest = nearest(&id.value, self.names());
            reader.fault(
                id.place,
                FaultKind::UnknownId { what: self.what, id: id.value.clone(), nearest },
            );
        }
        fine
    }

    /// Those of a list that exist; the others are reported.
    pub fn only_known(&self, ids: Vec<Spot<String>>, reader: &mut Reader<'_>) -> Vec<String> {
        ids.into_iter().filter(|id| self.check(id, reader)).map(|id| id.value).collect()
    }
}
