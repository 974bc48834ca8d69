//! Rating methods and the rules of suggestions from their files.
//!
//! Knows what stands in them; how conditions are written is the business of `condition`.

mod condition;
pub mod numbers;
mod prefill;
mod said;
#[cfg(test)]
mod tests;

pub use prefill::prefill;

use super::fault::{Fault, FaultKind, IdKind, Kind, nearest};
use super::reader::{Fields, Ids, Read, Reader, Spot};
use super::tree::{self, Node};
use crate::atlas::{Atlas, Iso3, Issuer};
use crate::fixed::Fixed;
use crate::level::Level;
use crate::rating::{
    AgeLimit, AgeRule, EndedEmbargo, Input, InputWords, KnownLimit, Method, MethodCriterion,
    MethodText, Parent, PointItem, PointTable, Rule, TreatyList, Windows,
};
use crate::rulebook::{EntryKind, RegistryEntry};
use condition::{Names, Scope, condition};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Years that a limit of age or a number of years can have.
const MOST_YEARS: u32 = 100;
const MOST_MONTHS: u32 = 600;
const EDITION_YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// What the names in a method can refer to.
#[derive(Debug, Clone)]
pub struct Known {
    inputs: Vec<String>,
    treaties: Ids,
    /// How many treaties each entry of the registry has that is a count of them.
    counts: BTreeMap<String, u32>,
    states: Vec<Iso3>,
}

impl Known {
    /// Nothing is doubted where the lists are empty, because then they could not be read.
    pub fn of(registry: &[RegistryEntry], words: &[InputWords], atlas: &Atlas) -> Self {
        let inputs = if registry.is_empty() {
            Vec::new()
        } else {
            let own = words.iter().map(|words| &words.id);
            registry.iter().map(|entry| &entry.id).chain(own).cloned().collect()
        };
        let counts = registry
            .iter()
            .filter(|entry| entry.kind == EntryKind::Treaty && entry.id != ONE_OF_TWO)
            .map(|entry| (entry.id.clone(), entry.bundled.len() as u32))
            .filter(|(_, size)| *size > 1)
            .collect();
        let states = atlas.countries.iter().map(|country| country.iso3).collect();
        let treaties = atlas.treaties.iter().map(|treaty| treaty.id.as_str());
        let treaties = if atlas.treaties.is_empty() {
            Ids::unreadable(IdKind::Treaty)
        } else {
            Ids::known(IdKind::Treaty, treaties)
        };
        Self { inputs, treaties, counts, states }
    }

    /// The inputs of the registry, the lists of the file itself, and other ids of its own.
    fn with_own<'i>(
        &self,
        own_lists: BTreeMap<String, u32>,
        own: impl Iterator<Item = &'i str>,
    ) -> Names {
        let own: Vec<String> = own.map(str::to_owned).collect();
        let mut sizes = self.counts.clone();
        sizes.extend(own_lists);
        let (inputs, lists) = if self.inputs.is_empty() {
            (Ids::unreadable(IdKind::Evidence), Ids::unreadable(IdKind::TreatyList))
        } else {
            let lists = || sizes.keys().map(String::as_str);
            let others = self.inputs.iter().chain(&own).map(String::as_str);
            (
                Ids::known(IdKind::Evidence, others.chain(lists())),
                Ids::known(IdKind::TreatyList, lists()),
            )
        };
        Names { inputs, lists, sizes }
    }
}

/// The two Additional Protocols count as one treaty wherever they are asked about.
const ONE_OF_TWO: &str = "TRT_AP";
/// A longer id fits no line.
const LONGEST_ID: usize = 64;

/// Reads every method of `criteria/methods/`, sorted by file name. One that cannot be used is reported and left out.
pub fn methods(files: &[(String, String)], known: &Known, faults: &mut Vec<Fault>) -> Vec<Method> {
    let mut files: Vec<_> = files.iter().collect();
    files.sort();
    files.into_iter().filter_map(|(name, text)| method(name, text, known, faults)).collect()
}

/// Reads one method; also to check a user's own before it is used.
pub fn method(file: &str, text: &str, known: &Known, faults: &mut Vec<Fault>) -> Option<Method> {
    method_beside(file, text, known, &[], faults)
}

/// The same beside methods that it may have been copied from by hand: numbers that are others there count as changed.
pub fn method_beside(
    file: &str,
    text: &str,
    known: &Known,
    others: &[Method],
    faults: &mut Vec<Fault>,
) -> Option<Method> {
    let node = tree::parse(file, text, faults)?;
    let mut reader = Reader::new(file, faults);
    let mut f = reader.fields(&node)?;
    let (id, version, author) = (f.need_with("id", method_id), f.need("version"), f.need("author"));
    let (title, date, based_on) = (f.need("title"), f.need("date"), f.text_or_empty("based_on"));
    let about = f.text_or_empty("about");
    let limits = f.or_empty("limits");
    let parent = f.maybe_with("parent", parent);
    let changed = f
        .maybe_with("changed", |node, reader| reader.each(node, said::changed))
        .unwrap_or_default();
    let min_coverage = f.need_with("min_coverage", percent);
    let ages = f.need_with("ages", ages);
    let windows = f.need_with("windows", windows);
    let (lists, sizes) = lists(&mut f, known);
    let ended_embargoes = f
        .maybe_with("ended_embargoes", |node, reader| {
            reader.each(node, |node, reader| ended_embargo(node, reader, &known.states))
        })
        .unwrap_or_default();
    let inputs = known.with_own(sizes, std::iter::empty());
    let mut rules = f.reader().new_ids(IdKind::Rule);
    let mut numbers = f.reader().new_ids(IdKind::Criterion);
    let mut criteria = f.some_of("criteria", |node, reader| {
        criterion(node, reader, &inputs, &mut rules, &mut numbers)
    });
    f.close();
    criteria.sort_by_key(|criterion| criterion.number);
    let numbers = numbers::of_node(&node);
    let changed = said::known(changed, &numbers, &mut reader);
    let mut method = Method {
        id: id?,
        version: version?,
        title: title?,
        about,
        author: author?,
        date: date?,
        based_on,
        limits,
        parent,
        changed,
        numbers,
        hash: hash(text),
        text: MethodText::new(text),
        min_coverage: min_coverage?,
        ages: ages?,
        windows: windows?,
        lists,
        ended_embargoes,
        criteria,
    };
    said::imply(&mut method, others);
    said::say(&mut method);
    Some(method)
}

/// Letters, digits, `-` and `_`: it stands in messages, in names of files and on the command line.
fn method_id(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let id = reader.str(node)?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if !id.is_empty() && id.chars().all(fits) && id.chars().count() <= LONGEST_ID {
        return Some(id.to_owned());
    }
    // What would move the cursor of a terminal is not repeated.
    let plain = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    let id = id.chars().take(LONGEST_ID).map(plain).collect();
    reader.fault(node.place, FaultKind::BadId { what: IdKind::Method, id });
    None
}

fn parent(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Parent> {
    let mut f = reader.fields(node)?;
    let (id, version, hash) = (f.need("id"), f.need("version"), f.need("hash"));
    f.close();
    Some(Parent { id: id?, version: version?, hash: hash? })
}

/// SHA-256 of the text; line ends do not count.
pub fn hash(text: &str) -> String {
    let sum = Sha256::digest(text.replace("\r\n", "\n"));
    sum.iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").ok(); // Writing to a string cannot fail.
        hex
    })
}

fn percent(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Fixed> {
    share(reader.field(), node, reader, Fixed::ZERO)
}

fn share(field: &str, node: &Node<'_>, reader: &mut Reader<'_>, least: Fixed) -> Option<Fixed> {
    let fixed = Fixed::read(node, reader)?;
    if (least..=Fixed::whole(100)).contains(&fixed) {
        return Some(fixed);
    }
    let (value, low, high) = (fixed.to_f64(), least.to_f64(), 100.0);
    let field = field.to_owned();
    reader.fault(node.place, FaultKind::ValueOutOfRange { field, value, low, high });
    None
}

fn ages(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<AgeRule> {
    let mut f = reader.fields(node)?;
    let (yearly, structural) =
        (f.need_with("yearly", age_limit), f.need_with("structural", age_limit));
    let structural_ids = f.or_empty("structural_ids");
    let embargo_months = f.whole("embargo_months", 0..=MOST_MONTHS);
    f.close();
    Some(AgeRule {
        yearly: yearly?,
        structural: structural?,
        structural_ids,
        embargo_months: embargo_months?,
    })
}

/// Farther back than this there are no tables.
const FIRST_YEAR: u32 = 1900;
const LAST_YEAR: u32 = 2200;

fn windows(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Windows> {
    let mut f = reader.fields(node)?;
    let [conflicts, one_sided, growth, deliveries, reports, small_arms_reports] =
        ["conflicts", "one_sided", "growth", "deliveries", "reports", "small_arms_reports"]
            .map(|name| f.whole(name, 1..=MOST_YEARS));
    let treaty_changes = f.whole("treaty_changes", 1..=MOST_YEARS);
    let armed_conflict = f.whole("armed_conflict", 1..=u32::from(u16::MAX));
    let [treaty_lists_from, troop_lists_from] =
        ["treaty_lists_from", "troop_lists_from"].map(|name| f.whole(name, FIRST_YEAR..=LAST_YEAR));
    f.close();
    Some(Windows {
        conflicts: conflicts?,
        one_sided: one_sided?,
        growth: growth?,
        deliveries: deliveries?,
        reports: reports?,
        small_arms_reports: small_arms_reports?,
        treaty_changes: treaty_changes?,
        armed_conflict: armed_conflict?,
        treaty_lists_from: treaty_lists_from?,
        troop_lists_from: troop_lists_from?,
    })
}

fn age_limit(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<AgeLimit> {
    let mut f = reader.fields(node)?;
    let used: Option<u16> = f.whole("used", 0..=MOST_YEARS);
    // What is fresh is used: the other way round some years would be both fresh and too old.
    let fresh = f.whole("fresh", 0..=used.map_or(MOST_YEARS, u32::from));
    f.close();
    Some(AgeLimit { fresh: fresh?, used: used? })
}

/// The lists, and how many treaties each is meant to have, also one that cannot be used.
fn lists(
    f: &mut Fields<'_, '_, '_, '_>,
    known: &Known,
) -> (Vec<TreatyList>, BTreeMap<String, u32>) {
    let mut ids = f.reader().new_ids(IdKind::Evidence);
    let mut sizes = BTreeMap::new();
    let lists = f.maybe_with("lists", |node, reader| {
        reader.each(node, |node, reader| list(node, reader, &mut ids, &mut sizes, &known.treaties))
    });
    (lists.unwrap_or_default(), sizes)
}

fn list(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
    sizes: &mut BTreeMap<String, u32>,
    known: &Ids,
) -> Option<TreatyList> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, |id| !id.is_empty());
    let (mark, note) = (f.need("mark"), f.text_or_empty("note"));
    let min_known = f.or_empty("min_known");
    let mut size = 0;
    let treaties = f.some_of("treaties", |node, reader| {
        size += 1;
        let id = Spot::<String>::read(node, reader)?;
        let parts =
            id.value.split('+').map(|part| Spot { value: part.to_owned(), place: id.place });
        let fine = parts.filter(|part| !known.check(part, reader)).count() == 0;
        fine.then_some(id.value)
    });
    f.close();
    // Where none can be read, nothing is said of how many there are.
    sizes.extend(id.clone().map(|id| (id, if size == 0 { u16::MAX.into() } else { size })));
    Some(TreatyList { id: id?, mark: mark?, note, min_known, treaties })
}

fn ended_embargo(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    states: &[Iso3],
) -> Option<EndedEmbargo> {
    let mut f = reader.fields(node)?;
    let iso3 = f.need_with("iso3", |node, reader| {
        let state = Spot::<Iso3>::read(node, reader)?;
        let fine = states.is_empty() || states.contains(&state.value);
        if !fine {
            let iso3 = state.value.to_string();
            let nearest = nearest(&iso3, states.iter().map(Iso3::as_str));
            reader.fault(state.place, FaultKind::UnknownCountry { iso3, nearest });
        }
        fine.then_some(state.value)
    });
    let (issuers, ended) = (f.some_of("issuers", Issuer::read), f.whole("ended", EDITION_YEARS));
    f.close();
    Some(EndedEmbargo { iso3: iso3?, issuers, ended: ended? })
}

fn criterion(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Names,
    rules: &mut Ids,
    numbers: &mut Ids,
) -> Option<MethodCriterion> {
    let mut f = reader.fields(node)?;
    let number: Option<u8> = f.need_with("number", |node, reader| {
        let number: u8 = reader.whole(node, 1..=8)?;
        let id = Spot { value: number.to_string(), place: node.place };
        numbers.take(id, true, reader).map(|_| number)
    });
    let (title, title_mark) = (f.need("title"), f.need("title_mark"));
    let (note, limits) = (f.text_or_empty("note"), f.or_empty("limits"));
    let mut counted = f.reader().new_ids(IdKind::Evidence);
    let inputs = f
        .maybe_with("inputs", |node, reader| {
            reader.each(node, |node, reader| input(node, reader, known, &mut counted))
        })
        .unwrap_or_default();
    // One with faults is a table all the same.
    let mut scope = Scope::Country;
    let points = f.maybe_with("points", |node, reader| {
        scope = Scope::Points;
        point_table(node, reader, known)
    });
    let rules = f
        .maybe_with("rules", |node, reader| {
            reader.each(node, |node, reader| rule(node, reader, known, scope, rules))
        })
        .unwrap_or_default();
    f.close();
    Some(MethodCriterion {
        number: number?,
        title: title?,
        title_mark: title_mark?,
        note,
        limits,
        inputs,
        points,
        rules,
    })
}

impl Read for KnownLimit {
    fn read(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut f = reader.fields(node)?;
        let (text, mark) = (f.need("text"), f.need("mark"));
        f.close();
        Some(Self { text: text?, mark: mark? })
    }
}

/// What was counted before would be counted twice.
fn input(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Names,
    counted: &mut Ids,
) -> Option<Input> {
    let [argument] = condition::arguments(node, reader)?;
    let mut new = |node: &Node<'_>, reader: &mut Reader<'_>, id: Option<String>| {
        counted.take(Spot { value: id?, place: node.place }, true, reader)
    };
    match reader.word_before(node, &["One", "Each", "AnyOf"])? {
        "One" => {
            let id = condition::id(argument, reader, known);
            new(argument, reader, id).map(Input::One)
        }
        "Each" => {
            let id = condition::list(argument, reader, known);
            new(argument, reader, id).map(Input::Each)
        }
        _ => {
            if argument.as_list().is_some_and(<[_]>::is_empty) {
                reader.fault(argument.place, FaultKind::Empty { field: "AnyOf".to_owned() });
            }
            let ids = reader.each(argument, |node, reader| {
                let id = condition::id(node, reader, known);
                new(node, reader, id)
            })?;
            Some(Input::AnyOf(ids))
        }
    }
}

fn point_table(node: &Node<'_>, reader: &mut Reader<'_>, known: &Names) -> Option<PointTable> {
    let mut f = reader.fields(node)?;
    let (name, min_present) = (f.need("name"), f.need("min_present"));
    let items = f.some_of("items", |node, reader| point_item(node, reader, known));
    f.close();
    Some(PointTable { name: name?, min_present: min_present?, items })
}

fn point_item(node: &Node<'_>, reader: &mut Reader<'_>, known: &Names) -> Option<PointItem> {
    let mut f = reader.fields(node)?;
    let input = f.need_with("input", |node, reader| condition::id(node, reader, known));
    let [one, two] = ["one", "two"]
        .map(|name| f.need_with(name, |node, r| condition(node, r, known, Scope::Country)));
    let (mark, note) = (f.need("mark"), f.text_or_empty("note"));
    f.close();
    Some(PointItem { input: input?, one: one?, two: two?, mark: mark?, note })
}

fn rule(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Names,
    scope: Scope,
    ids: &mut Ids,
) -> Option<Rule> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, |id| !id.is_empty());
    let level = f.need_with("level", |node, reader| reader.word(node, &LEVELS));
    let overlay = f.or_empty("overlay");
    let when = f.need_with("when", |node, r| condition(node, r, known, scope));
    let (text, mark, note) = (f.need("text"), f.need("mark"), f.text_or_empty("note"));
    f.close();
    Some(Rule { id: id?, level: level?, overlay, when: when?, text: text?, mark: mark?, note })
}

/// `Note` is a rule that is shown and never changes a level.
const LEVELS: [(&str, Option<Level>); 4] = [
    ("NotCritical", Some(Level::NotCritical)),
    ("PossiblyCritical", Some(Level::PossiblyCritical)),
    ("Critical", Some(Level::Critical)),
    ("Note", None),
];

impl Reader<'_> {
    /// The word before the brackets, one of those allowed.
    fn word_before<'w>(&mut self, node: &Node<'_>, words: &[&'w str]) -> Option<&'w str> {
        let Some(name) = node.name() else { return self.wrong_kind(node, Kind::Word) };
        let found = words.iter().copied().find(|word| *word == name);
        if found.is_none() {
            let kind = FaultKind::UnknownWord {
                field: self.field().to_owned(),
                word: name.to_owned(),
                nearest: super::fault::nearest(name, words.iter().copied()),
                allowed: words.iter().map(|word| (*word).to_owned()).collect(),
            };
            self.fault(node.place, kind);
        }
        found
    }
}
