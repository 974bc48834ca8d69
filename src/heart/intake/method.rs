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

use super::fault::{Fault, FaultKind, IdKind, Kind};
use super::reader::{Fields, Ids, Read, Reader, Spot};
use super::tree::{self, Node};
use crate::atlas::{Atlas, Issuer};
use crate::fixed::Fixed;
use crate::level::Level;
use crate::rating::{
    AgeLimit, AgeRule, EndedEmbargo, Input, InputWords, KnownLimit, Method, MethodCriterion,
    MethodText, Parent, PointItem, PointTable, Rule, TreatyList, Windows,
};
use crate::rulebook::RegistryEntry;
use condition::{Scope, condition};
use sha2::{Digest, Sha256};
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
        let treaties = atlas.treaties.iter().map(|treaty| treaty.id.as_str());
        let treaties = if atlas.treaties.is_empty() {
            Ids::unreadable(IdKind::Treaty)
        } else {
            Ids::known(IdKind::Treaty, treaties)
        };
        Self { inputs, treaties }
    }

    /// The inputs of the registry, the lists of the file itself, and other ids of its own.
    fn with_own<'i>(&'i self, lists: &'i [TreatyList], own: impl Iterator<Item = &'i str>) -> Ids {
        if self.inputs.is_empty() {
            return Ids::unreadable(IdKind::Evidence);
        }
        let lists = lists.iter().map(|list| list.id.as_str());
        let own = lists.chain(own);
        Ids::known(IdKind::Evidence, self.inputs.iter().map(String::as_str).chain(own))
    }
}

/// Reads every method of `criteria/methods/`, sorted by file name. One that cannot be used is reported and left out.
pub fn methods(files: &[(String, String)], known: &Known, faults: &mut Vec<Fault>) -> Vec<Method> {
    let mut files: Vec<_> = files.iter().collect();
    files.sort();
    files.into_iter().filter_map(|(name, text)| method(name, text, known, faults)).collect()
}

/// Reads one method; also to check a user's own before it is used.
pub fn method(file: &str, text: &str, known: &Known, faults: &mut Vec<Fault>) -> Option<Method> {
    let node = tree::parse(file, text, faults)?;
    let mut reader = Reader::new(file, faults);
    let mut f = reader.fields(&node)?;
    let (id, version, author) = (f.need("id"), f.need("version"), f.need("author"));
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
    let lists = lists(&mut f, known);
    let ended_embargoes = f
        .maybe_with("ended_embargoes", |node, reader| reader.each(node, ended_embargo))
        .unwrap_or_default();
    let inputs = known.with_own(&lists, std::iter::empty());
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
    said::say(&mut method);
    Some(method)
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
    let fixed = Fixed::read(node, reader)?;
    if (Fixed::ZERO..=Fixed::whole(100)).contains(&fixed) {
        return Some(fixed);
    }
    let value = fixed.to_f64();
    let field = reader.field().to_owned();
    reader.fault(node.place, FaultKind::ValueOutOfRange { field, value, low: 0.0, high: 100.0 });
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
    let fresh = f.whole("fresh", 0..=MOST_YEARS);
    let used = f.whole("used", 0..=MOST_YEARS);
    f.close();
    Some(AgeLimit { fresh: fresh?, used: used? })
}

fn lists(f: &mut Fields<'_, '_, '_, '_>, known: &Known) -> Vec<TreatyList> {
    let mut ids = f.reader().new_ids(IdKind::Evidence);
    f.maybe_with("lists", |node, reader| {
        reader.each(node, |node, reader| list(node, reader, &mut ids, &known.treaties))
    })
    .unwrap_or_default()
}

fn list(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    ids: &mut Ids,
    known: &Ids,
) -> Option<TreatyList> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, |id| !id.is_empty());
    let (mark, note) = (f.need("mark"), f.text_or_empty("note"));
    let min_known = f.or_empty("min_known");
    let treaties = f.some_of("treaties", |node, reader| {
        let id = Spot::<String>::read(node, reader)?;
        let parts =
            id.value.split('+').map(|part| Spot { value: part.to_owned(), place: id.place });
        let fine = parts.filter(|part| !known.check(part, reader)).count() == 0;
        fine.then_some(id.value)
    });
    f.close();
    Some(TreatyList { id: id?, mark: mark?, note, min_known, treaties })
}

fn ended_embargo(node: &Node<'_>, reader: &mut Reader<'_>) -> Option<EndedEmbargo> {
    let mut f = reader.fields(node)?;
    let (iso3, issuers) = (f.need("iso3"), f.some_of("issuers", Issuer::read));
    let ended = f.whole("ended", EDITION_YEARS);
    f.close();
    Some(EndedEmbargo { iso3: iso3?, issuers, ended: ended? })
}

fn criterion(
    node: &Node<'_>,
    reader: &mut Reader<'_>,
    known: &Ids,
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
    let inputs = f
        .maybe_with("inputs", |node, reader| {
            reader.each(node, |node, reader| input(node, reader, known))
        })
        .unwrap_or_default();
    let points = f.maybe_with("points", |node, reader| point_table(node, reader, known));
    let rules = f
        .maybe_with("rules", |node, reader| {
            reader.each(node, |node, reader| rule(node, reader, known, rules))
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

fn input(node: &Node<'_>, reader: &mut Reader<'_>, known: &Ids) -> Option<Input> {
    let [argument] = condition::arguments(node, reader)?;
    match reader.word_before(node, &["One", "Each", "AnyOf"])? {
        "One" => condition::id(argument, reader, known).map(Input::One),
        "Each" => condition::id(argument, reader, known).map(Input::Each),
        _ => {
            let ids = reader.each(argument, |node, reader| condition::id(node, reader, known))?;
            Some(Input::AnyOf(ids))
        }
    }
}

fn point_table(node: &Node<'_>, reader: &mut Reader<'_>, known: &Ids) -> Option<PointTable> {
    let mut f = reader.fields(node)?;
    let (name, min_present) = (f.need("name"), f.need("min_present"));
    let items = f.some_of("items", |node, reader| point_item(node, reader, known));
    f.close();
    Some(PointTable { name: name?, min_present: min_present?, items })
}

fn point_item(node: &Node<'_>, reader: &mut Reader<'_>, known: &Ids) -> Option<PointItem> {
    let mut f = reader.fields(node)?;
    let input = f.need_with("input", |node, reader| condition::id(node, reader, known));
    let [one, two] = ["one", "two"]
        .map(|name| f.need_with(name, |node, r| condition(node, r, known, Scope::Country)));
    let (mark, note) = (f.need("mark"), f.text_or_empty("note"));
    f.close();
    Some(PointItem { input: input?, one: one?, two: two?, mark: mark?, note })
}

fn rule(node: &Node<'_>, reader: &mut Reader<'_>, known: &Ids, ids: &mut Ids) -> Option<Rule> {
    let mut f = reader.fields(node)?;
    let id = f.new_id("id", ids, |id| !id.is_empty());
    let level = f.need_with("level", |node, reader| reader.word(node, &LEVELS));
    let overlay = f.or_empty("overlay");
    let when = f.need_with("when", |node, r| condition(node, r, known, Scope::Country));
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
