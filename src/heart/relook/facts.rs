//! Pieces of evidence beside the same facts as they are known now.

use super::{Relook, What, Words};
use crate::Bundle;
use crate::atlas::{Atlas, Iso3};
use crate::dossier::{Dossier, Evidence, EvidenceId};
use crate::evidence::{evidence, of_reading};
use crate::key::FactKey;
use crate::rating::{Inputs, ReadingValue};
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

pub fn list(bundle: &Bundle, dossier: &Dossier, words: &Words<'_>) -> Vec<Relook> {
    let mut now = Now {
        bundle,
        dossier,
        words,
        inputs: None,
        newest: newest_years(dossier),
        is_other: dossier.editions.data_hash != bundle.atlas.edition.hash,
    };
    dossier.evidence.iter().filter_map(|(id, item)| now.relook(*id, item)).collect()
}

/// The facts of today, for the case.
struct Now<'a> {
    bundle: &'a Bundle,
    dossier: &'a Dossier,
    words: &'a Words<'a>,
    /// Made when the first reading is met.
    inputs: Option<Inputs<'a>>,
    /// The newest year of each series that the case has.
    newest: BTreeMap<(Iso3, String), u16>,
    /// The case was judged by another edition than this.
    is_other: bool,
}

impl<'a> Now<'a> {
    fn relook(&mut self, id: EvidenceId, item: &Evidence) -> Option<Relook> {
        if let Some(rest) = item.key.strip_prefix("reading/") {
            return self.reading(id, item, rest);
        }
        let key = FactKey::parse(&item.key)?;
        let atlas = &self.bundle.atlas;
        match same_fact(atlas, &key, item) {
            None => Some(self.told(id, item, None)),
            Some(new) if !says_same(item, &new) => Some(self.told(id, item, Some(new))),
            Some(_) => self.newer(id, item, &key),
        }
    }

    fn told(&self, id: EvidenceId, item: &Evidence, new: Option<Evidence>) -> Relook {
        let is_newer = new.as_ref().is_some_and(|new| new.key != item.key);
        let new_words = new.as_ref().map(|new| (self.words.item)(new)).unwrap_or_default();
        Relook {
            key: item.key.clone(),
            title: item.title.clone(),
            old: (self.words.item)(item),
            new: new_words,
            serves: item.serves.keys().copied().collect(),
            what: match new.map(Box::new) {
                Some(new) if is_newer => What::Newer { id, new },
                Some(new) => What::Changed { id, new },
                None => What::Gone { id },
            },
        }
    }

    /// A newer year of a series, where the case rests on the newest one that it knew.
    fn newer(&self, id: EvidenceId, item: &Evidence, key: &FactKey) -> Option<Relook> {
        let FactKey::Observation { iso3, indicator, year } = key else { return None };
        let is_newest = self.newest.get(&(*iso3, indicator.clone())) == Some(year);
        if !self.is_other || !is_newest {
            return None;
        }
        let atlas = &self.bundle.atlas;
        let mut points = atlas.points(indicator, *iso3).iter();
        // A forecast is no newer fact, and neither is a gap.
        let last = points
            .rfind(|point| point.value.is_some() && point.year <= self.dossier.assessed_on.year)?;
        if last.year <= *year {
            return None;
        }
        let key =
            FactKey::Observation { iso3: *iso3, indicator: indicator.clone(), year: last.year };
        Some(self.told(id, item, evidence(atlas, &key.to_string())))
    }

    /// What the data answer to an entry of the registry by now.
    fn reading(&mut self, id: EvidenceId, item: &Evidence, rest: &str) -> Option<Relook> {
        let mut parts = rest.split('/');
        let iso3 = Iso3::parse(parts.next()?)?;
        let (entry, bundle) = (parts.next()?, self.bundle);
        bundle.rules.registry_entry(entry)?;
        let day = self.dossier.assessed_on;
        let inputs = self.inputs.get_or_insert_with(|| Inputs::for_case(bundle.world(), day));
        let reading = inputs.reading(entry, iso3);
        let gap = matches!(reading.value, ReadingValue::Gap(_));
        let new = (!gap).then(|| of_reading(&reading, iso3, (self.words.reading)(&reading)));
        match new {
            Some(new) if says_same(item, &new) => None,
            new => Some(self.told(id, item, new)),
        }
    }
}

fn newest_years(dossier: &Dossier) -> BTreeMap<(Iso3, String), u16> {
    let mut newest = BTreeMap::new();
    for item in dossier.evidence.values() {
        if let Some(FactKey::Observation { iso3, indicator, year }) = FactKey::parse(&item.key) {
            let known = newest.entry((iso3, indicator)).or_insert(year);
            *known = year.max(*known);
        }
    }
    newest
}

/// The same fact in these data. Some keys are places in a list, where another edition may have another fact: then the
/// title tells.
fn same_fact(atlas: &Atlas, key: &FactKey, item: &Evidence) -> Option<Evidence> {
    let moved = |of: &dyn Fn(usize) -> FactKey, at: usize| {
        let read = |at: usize| evidence(atlas, &of(at).to_string());
        let same = |new: &Evidence| same_title(&new.title, &item.title);
        let mut all = (0..).map_while(read);
        read(at).filter(same).or_else(|| all.find(same)).map(|new| {
            // The case knows it by the key it had.
            Evidence { key: item.key.clone(), ..new }
        })
    };
    match *key {
        FactKey::Fact { iso3, at } => moved(&|at| FactKey::Fact { iso3, at }, at),
        FactKey::Presence { iso3, at } => moved(&|at| FactKey::Presence { iso3, at }, at),
        FactKey::Rating { iso3, at } => moved(&|at| FactKey::Rating { iso3, at }, at),
        _ => evidence(atlas, &item.key),
    }
}

fn same_title(one: &Text, other: &Text) -> bool {
    one.en == other.en
}

/// Whether both say the same. Of figures the figure counts: other words for it are no other fact.
fn says_same(old: &Evidence, new: &Evidence) -> bool {
    match (&old.figure, &new.figure) {
        (Some(a), Some(b)) => {
            let same = (a.value, a.year, a.status, a.qualifier)
                == (b.value, b.year, b.status, b.qualifier);
            same && (a.value.is_some() || old.extract.get(Lang::En) == new.extract.get(Lang::En))
        }
        // A translation that came later is no other fact.
        _ => old.extract.get(Lang::En) == new.extract.get(Lang::En) && old.dated == new.dated,
    }
}
