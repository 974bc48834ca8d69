//! Groups of spellings of one name, and where a text uses one of them.

use crate::atlas::Atlas;
use crate::text::{Lang, Text};
use std::collections::HashMap;

/// As many letters, and a spelling counts only where it is written in capitals: "US" is a state, "us" is not.
const SHORT: usize = 3;

/// A name in the three languages, and its other spellings.
#[derive(Debug, Clone)]
pub struct Group {
    pub name: Text,
    spellings: Vec<Spelling>,
}

#[derive(Debug, Clone)]
struct Spelling {
    /// Numbers of its words.
    words: Vec<u32>,
    /// How its first word must be written at least: "Grenade" is a state, "grenade" is none.
    case: Case,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    Small,
    Capital,
    Capitals,
}

impl Case {
    pub fn of(word: &str) -> Self {
        if !word.chars().any(char::is_lowercase) {
            Self::Capitals
        } else if word.starts_with(char::is_uppercase) {
            Self::Capital
        } else {
            Self::Small
        }
    }
}

/// A word of a text: its number, and how it is written.
pub type Written = (u32, Case);

#[derive(Debug, Clone, Default)]
pub struct Groups {
    groups: Vec<Group>,
    /// Spellings by their first word, longest first: group and spelling.
    by_first: HashMap<u32, Vec<(u16, u16)>>,
}

impl Groups {
    /// The names of states, treaties, blocs and of what reports name in several ways. `number` knows each word.
    pub fn of(atlas: &Atlas, mut number: impl FnMut(&str) -> Vec<u32>) -> Self {
        let mut groups = Self::default();
        let spellings = &atlas.spellings;
        for country in &atlas.countries {
            groups.add(&country.name, &[], spellings.of_state(country.iso3), &mut number);
        }
        for treaty in &atlas.treaties {
            let full = [&treaty.full.en, &treaty.full.de, &treaty.full.fr].map(String::as_str);
            groups.add(&treaty.short, &full, spellings.of_treaty(&treaty.id), &mut number);
        }
        for bloc in &spellings.blocs {
            groups.add(&bloc.name, &[], &bloc.others, &mut number);
        }
        for alias in atlas.countries.iter().flat_map(|country| &country.aliases) {
            groups.add(&alias.name, &[], &alias.others, &mut number);
        }
        for list in groups.by_first.values_mut() {
            let spelling = |(group, spelling): &(u16, u16)| {
                let group: Option<&Group> = groups.groups.get(usize::from(*group));
                group.and_then(|group| group.spellings.get(usize::from(*spelling)))
            };
            list.sort_by_key(|at| {
                std::cmp::Reverse(spelling(at).map_or(0, |spelling| spelling.words.len()))
            });
        }
        groups
    }

    fn add(
        &mut self,
        name: &Text,
        more: &[&str],
        others: &[String],
        number: &mut impl FnMut(&str) -> Vec<u32>,
    ) {
        let at = self.groups.len() as u16;
        let mut spellings: Vec<Spelling> = Vec::new();
        let names = Lang::ALL.map(|lang| name.get(lang));
        for text in
            names.into_iter().chain(more.iter().copied()).chain(others.iter().map(String::as_str))
        {
            let words = number(text);
            let Some(first) = words.first().copied() else { continue };
            if spellings.iter().any(|known| known.words == words) {
                continue;
            }
            self.by_first.entry(first).or_default().push((at, spellings.len() as u16));
            let is_short = text.chars().count() <= SHORT;
            let case = if is_short { Case::Capitals } else { Case::of(text).min(Case::Capital) };
            spellings.push(Spelling { words, case });
        }
        self.groups.push(Group { name: name.clone(), spellings });
    }

    /// Calls `found` with each word of the other spellings of what a text names. The longest spelling counts.
    pub fn others(&self, text: &[Written], mut found: impl FnMut(u32)) {
        let mut rest = text;
        while let Some(((first, _), after)) = rest.split_first() {
            let mut taken = 1;
            for (group, at) in self.by_first.get(first).into_iter().flatten() {
                let Some(group) = self.groups.get(usize::from(*group)) else { continue };
                let Some(spelling) = group.spellings.get(usize::from(*at)) else { continue };
                let words = spelling.words.len();
                if words < taken.max(1) || (taken > 1 && words != taken) || !spelling.stands(rest) {
                    continue;
                }
                taken = words;
                let others = group.spellings.iter().flat_map(|other| &other.words);
                others.filter(|word| !spelling.words.contains(word)).for_each(|word| found(*word));
            }
            rest = after.get(taken - 1..).unwrap_or_default();
        }
    }

    /// The names of the groups that have a spelling with this word.
    pub fn with(&self, word: u32) -> impl Iterator<Item = &Group> + Clone {
        self.groups.iter().filter(move |group| group.has(word))
    }

    /// After the words have got new numbers.
    pub fn renumber(&mut self, numbers: &[u32]) {
        let new = |word: &mut u32| *word = numbers.get(*word as usize).copied().unwrap_or(*word);
        for spelling in self.groups.iter_mut().flat_map(|group| &mut group.spellings) {
            spelling.words.iter_mut().for_each(new);
        }
        // Only the making needs it.
        self.by_first = HashMap::new();
    }

    pub fn bytes(&self) -> usize {
        let of_group = |group: &Group| {
            let words: usize =
                group.spellings.iter().map(|spelling| 32 + 4 * spelling.words.len()).sum();
            96 + words + group.name.en.len() + group.name.de.len() + group.name.fr.len()
        };
        self.groups.iter().map(of_group).sum()
    }
}

impl Group {
    pub fn has(&self, word: u32) -> bool {
        self.spellings.iter().any(|spelling| spelling.words.contains(&word))
    }
}

impl Spelling {
    fn stands(&self, text: &[Written]) -> bool {
        text.len() >= self.words.len()
            && text.first().is_some_and(|(_, case)| *case >= self.case)
            && self.words.iter().zip(text).all(|(word, (written, _))| word == written)
    }
}
