//! All pieces of evidence of a case. The states of undo share them, and what serves a question is found without looking
//! at every piece: a case may hold ten thousand.

use super::{Evidence, EvidenceId};
use crate::rulebook::QuestionId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

type Items = BTreeMap<EvidenceId, Arc<Evidence>>;

/// Reads as a map; written as a map of plain pieces.
#[derive(Debug, Clone, Default)]
pub struct EvidenceSet(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    items: Items,
    /// Made when it is asked for, thrown away with every change.
    serving: OnceLock<BTreeMap<QuestionId, Vec<EvidenceId>>>,
}

impl Clone for Inner {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), serving: OnceLock::new() }
    }
}

impl EvidenceSet {
    /// The pieces that serve a question, in the order of attaching.
    pub fn serving(&self, question: QuestionId) -> &[EvidenceId] {
        let all = self.0.serving.get_or_init(|| {
            let mut all: BTreeMap<QuestionId, Vec<EvidenceId>> = BTreeMap::new();
            for (id, item) in &self.0.items {
                for question in item.serves.keys() {
                    all.entry(*question).or_default().push(*id);
                }
            }
            all
        });
        all.get(&question).map_or(&[], Vec::as_slice)
    }

    pub fn insert(&mut self, id: EvidenceId, item: Evidence) {
        self.items_mut().insert(id, Arc::new(item));
    }

    pub fn remove(&mut self, id: EvidenceId) -> Option<Arc<Evidence>> {
        self.items_mut().remove(&id)
    }

    /// One piece, to be changed.
    pub fn edit(&mut self, id: EvidenceId) -> Option<&mut Evidence> {
        self.items_mut().get_mut(&id).map(Arc::make_mut)
    }

    fn items_mut(&mut self) -> &mut Items {
        let inner = Arc::make_mut(&mut self.0);
        inner.serving = OnceLock::new();
        &mut inner.items
    }
}

impl Deref for EvidenceSet {
    type Target = Items;

    fn deref(&self) -> &Items {
        &self.0.items
    }
}

impl FromIterator<(EvidenceId, Arc<Evidence>)> for EvidenceSet {
    fn from_iter<I: IntoIterator<Item = (EvidenceId, Arc<Evidence>)>>(items: I) -> Self {
        let items = items.into_iter().collect();
        Self(Arc::new(Inner { items, serving: OnceLock::new() }))
    }
}

impl PartialEq for EvidenceSet {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.items == other.0.items
    }
}

impl Serialize for EvidenceSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(id, item)| (id, &**item)))
    }
}

impl<'de> Deserialize<'de> for EvidenceSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let plain = BTreeMap::<EvidenceId, Evidence>::deserialize(deserializer)?;
        Ok(plain.into_iter().map(|(id, item)| (id, Arc::new(item))).collect())
    }
}
