//! Redaction: a copy of a case without names, prices, references, classified sources or denials, made before anything is
//! composed, so that text, tables, charts, file properties and lists of files all come out without.
//!
//! What is left out keeps its number, and the report says so. [`leaks`] opens the finished file and looks for each of
//! the strings.

mod find;
mod leaks;
mod markings;
mod office;
mod pdf;
mod secrets;
mod walk;

pub use kriterion_heart::wish::{Profile, Redaction};
pub use leaks::{Unreadable, leaks};

use self::find::{Sought, numbers};
use self::secrets::{Secret, Secrets};
use self::walk::Sort;
use crate::i18n::{Key, fill, say};
use crate::report::assessment;
use crate::report::case::{Case, Withheld};
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::amount;
use kriterion_heart::dossier::{Denial, DenialField, Dossier, Evidence, Field, LineField};
use kriterion_heart::evidence::evidence as bundled;
use kriterion_heart::score::{Assessment, Reason};
use kriterion_heart::text::{Lang, Text};
use kriterion_paper::said;
use std::borrow::Cow;

/// What a redaction is, beyond the choice itself.
trait Chosen {
    fn takes(self, sort: Sort) -> bool;
    fn said(self, lang: Lang) -> String;
}

impl Chosen for Redaction {
    fn takes(self, sort: Sort) -> bool {
        match sort {
            Sort::Person => self.persons,
            Sort::Party => self.parties,
            Sort::Price => self.prices,
            Sort::Reference => self.references,
            Sort::FileName => self.file_names,
            Sort::Denial => self.denials,
            Sort::Marking | Sort::Free | Sort::Fact => false,
        }
    }

    /// What is left out, in words.
    fn said(self, lang: Lang) -> String {
        let parts = [
            (self.persons, Key::RedactPersons),
            (self.parties, Key::RedactParties),
            (self.prices, Key::RedactPrices),
            (self.references, Key::RedactReferences),
            (self.file_names, Key::RedactFileNames),
            (self.classified, Key::RedactClassified),
            (self.denials, Key::RedactDenials),
        ];
        let parts: Vec<&str> =
            parts.into_iter().filter(|(is, _)| *is).map(|(_, key)| say(lang, key)).collect();
        match parts.is_empty() {
            true => String::new(),
            false => fill(lang, Key::RedactSaid, &[("list", &words::listed(lang, &parts))]),
        }
    }
}

/// What was taken out of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Removed {
    /// None of these may stand in the finished file.
    pub strings: Vec<String>,
    /// Taken out as well, but also words of the program or too short: finding them would prove nothing.
    pub unproven: Vec<String>,
}

/// Why a file is not written: one sentence with what to do.
pub fn refused(lang: Lang, found: &Result<Vec<String>, Unreadable>) -> Option<String> {
    match found {
        Ok(leaks) if leaks.is_empty() => None,
        Ok(leaks) => {
            let list = words::listed(lang, leaks);
            Some(fill(lang, Key::RedactLeak, &[("list", &list)]))
        }
        Err(why) => Some(fill(lang, Key::RedactUnreadable, &[("why", &why.to_string())])),
    }
}

impl Removed {
    /// What the check cannot prove, for whoever sends the file out.
    pub fn hints(&self, lang: Lang) -> Vec<String> {
        if *self == Self::default() {
            return Vec::new();
        }
        let mut hints = vec![say(lang, Key::RedactHint).to_owned()];
        if !self.unproven.is_empty() {
            let list = words::listed(lang, &self.unproven);
            hints.push(fill(lang, Key::RedactUnproven, &[("list", &list)]));
        }
        hints
    }
}

/// The case without what is to be left out, and what that was.
pub fn redact<'a>(case: &Case<'a>, redaction: Redaction, lang: Lang) -> (Case<'a>, Removed) {
    if redaction.is_none() {
        return (case.clone(), Removed::default());
    }
    let mut dossier = Dossier::clone(&case.dossier);
    let mut secrets = Secrets::default();
    collect(case, redaction, &mut secrets);
    let is_fact = |item: &Evidence| is_bundled(case.bundle, item);
    withhold(&mut dossier, redaction, lang, &mut secrets, &is_fact);
    let all = secrets.weighed(&own_words(case, lang));
    let scrub = Scrub::new(&all, redaction, lang);
    walk::dossier(&mut dossier, &is_fact, &mut |sort, text| scrub.apply(sort, text));
    let mut copy = Case { dossier: Cow::Owned(dossier), ..case.clone() };
    texts_of(&mut copy.assessment, &mut |sort, text| scrub.apply(sort, text));
    for signed in &mut copy.signed {
        scrub.apply(Sort::Person, &mut signed.step.who);
        signed.step.reasons.values_mut().for_each(|reason| scrub.apply(Sort::Free, reason));
    }
    copy.log.iter_mut().for_each(|entry| scrub.apply(Sort::Person, &mut entry.who));
    copy.missing.iter_mut().for_each(|name| scrub.apply(Sort::FileName, name));
    copy.withheld =
        Withheld { denials: redaction.denials, texts: true, said: redaction.said(lang) };
    let (weak, strong): (Vec<Secret>, Vec<Secret>) = all.into_iter().partition(|it| it.is_weak);
    let strings = |list: Vec<Secret>| list.into_iter().map(|it| it.text).collect();
    (copy, Removed { strings: strings(strong), unproven: strings(weak) })
}

/// Whether a piece says what the bundled data say: then its words are not the officer's.
fn is_bundled(bundle: &Bundle, item: &Evidence) -> bool {
    bundled(&bundle.atlas, &item.key)
        .is_some_and(|known| known.title == item.title && known.extract == item.extract)
}

/// The values of all fields that are taken out, wherever they stand.
fn collect(case: &Case<'_>, redaction: Redaction, secrets: &mut Secrets) {
    let mut found: Vec<(Sort, String)> = Vec::new();
    let mut dossier = Dossier::clone(&case.dossier);
    // Another State's denial goes as a whole; what it shares with the request is no secret by itself.
    let request = request_words(&dossier);
    let denials = if redaction.denials { std::mem::take(&mut dossier.denials) } else { Vec::new() };
    for denial in denials {
        for (field, text) in denial.fields {
            let is_shared = matches!(field, DenialField::Item | DenialField::EndUser)
                && Sought::of([text.as_str()]).held(&request) == [true];
            if !is_shared {
                found.push((Sort::Denial, text));
            }
        }
    }
    walk::dossier(&mut dossier, &|_| false, &mut |sort, text| {
        if redaction.takes(sort) {
            found.push((sort, text.clone()));
        }
    });
    if redaction.persons {
        found.extend(case.signed.iter().map(|it| (Sort::Person, it.step.who.clone())));
        found.extend(case.log.iter().map(|it| (Sort::Person, it.who.clone())));
    }
    if redaction.file_names {
        found.extend(case.missing.iter().map(|name| (Sort::FileName, name.clone())));
    }
    for (sort, text) in found {
        secrets.add(sort, &text);
    }
}

/// What the request itself says of goods and end user.
fn request_words(dossier: &Dossier) -> String {
    let request = &dossier.request;
    let goods = request.lines.iter().map(|line| line.field(LineField::Description));
    let parts = goods.chain([request.field(Field::EndUserName), request.field(Field::EndUse)]);
    parts.collect::<Vec<_>>().join("\n")
}

/// Takes out whole records: classified evidence and sources, passages with a marking, denials.
fn withhold(
    dossier: &mut Dossier,
    redaction: Redaction,
    lang: Lang,
    secrets: &mut Secrets,
    is_fact: &dyn Fn(&Evidence) -> bool,
) {
    if redaction.denials {
        dossier.denials.iter_mut().for_each(|denial| *denial = Denial::default());
    }
    if !redaction.classified {
        return;
    }
    let ids: Vec<_> = dossier.evidence.keys().copied().collect();
    for id in ids {
        let classified = dossier.evidence.get(&id).is_some_and(|it| markings::is_classified(it));
        if let Some(item) = dossier.evidence.edit(id).filter(|_| classified) {
            withhold_evidence(item, lang, secrets);
        }
    }
    for trace in &mut dossier.removed_evidence {
        if markings::is_classified(&trace.evidence) {
            withhold_evidence(&mut trace.evidence, lang, secrets);
        }
    }
    let entries = dossier.incidents.values_mut();
    let thrown = dossier.removed_incidents.iter_mut().map(|trace| &mut trace.incident);
    for source in entries.chain(thrown).flat_map(|entry| &mut entry.sources) {
        if markings::is_classified_source(source) {
            source.fields.values().for_each(|text| secrets.add_text(Sort::Free, text));
            source.fields.clear();
            let title = kriterion_heart::dossier::SourceField::Title;
            source.fields.insert(title, say(lang, Key::RedactedSource).to_owned());
        }
    }
    let mut passages = |sort: Sort, text: &mut String| {
        if !matches!(sort, Sort::Marking | Sort::Fact) && markings::is_marked(text) {
            *text = without_passages(text, lang, secrets);
        }
    };
    walk::dossier(dossier, is_fact, &mut passages);
}

fn withhold_evidence(item: &mut Evidence, lang: Lang, secrets: &mut Secrets) {
    let mut texts: Vec<String> = Vec::new();
    let mut piece = item.clone();
    // The publisher and the licence of a paper stand on many others.
    piece.source.publisher.clear();
    piece.source.licence = Text::default();
    piece.source.vintage = Text::default();
    walk::evidence(&mut piece, Sort::Free, &mut |_, text| texts.push(text.clone()));
    texts.extend(item.attachment.iter().map(|file| file.sha256.clone()));
    texts.iter().for_each(|text| secrets.add_text(Sort::Free, text));
    let [en, de, fr] = Lang::ALL.map(|lang| say(lang, Key::RedactedSource).to_owned());
    item.title = Text { en, de, fr };
    item.extract = Text::default();
    item.figure = None;
    item.source = Default::default();
    item.key.clear();
    if let Some(file) = &mut item.attachment {
        file.sha256 = say(lang, Key::RedactedSource).to_owned();
        file.name = say(lang, Key::RedactedFile).to_owned();
        file.bytes = 0;
    }
}

/// Lines that bear a marking go as wholes: where the classified part ends, nobody can tell.
fn without_passages(text: &str, lang: Lang, secrets: &mut Secrets) -> String {
    let line = |line: &str| {
        if !markings::is_marked(line) {
            return line.to_owned();
        }
        secrets.add_text(Sort::Free, line);
        say(lang, Key::RedactedPassage).to_owned()
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The words of the program itself: of the interface, the law, the data at hand, and of the report without the case.
fn own_words(case: &Case<'_>, lang: Lang) -> String {
    // The sample case is a case like any other.
    let own = Key::ALL.iter().filter(|key| !format!("{key:?}").starts_with("Sample"));
    let mut parts: Vec<String> = own.map(|key| say(lang, *key).to_owned()).collect();
    let Bundle { atlas, rules, methods, .. } = case.bundle;
    let names = atlas.countries.iter().map(|country| &country.name);
    let titles = atlas.sources.iter().map(|source| &source.title);
    let registry = rules.registry.iter().map(|entry| &entry.name);
    parts.extend(names.chain(titles).chain(registry).map(|text| text.get(lang).to_owned()));
    parts.extend(atlas.sources.iter().map(|source| source.publisher.clone()));
    parts.extend(methods.iter().map(|method| method.text.as_str().to_owned()));
    let mut hollow = Dossier::clone(&case.dossier);
    walk::dossier(&mut hollow, &|_| false, &mut |_, text| text.clear());
    let mut hollow = Case {
        dossier: Cow::Owned(hollow),
        signed: Vec::new(),
        log: Vec::new(),
        missing: Vec::new(),
        ..case.clone()
    };
    texts_of(&mut hollow.assessment, &mut |_, text| text.clear());
    parts.extend(said(&assessment::document(&hollow, lang)));
    parts.join("\n")
}

/// The texts that an assessment has copied from the case.
fn texts_of(assessment: &mut Assessment, visit: walk::Visit<'_>) {
    let reasons = assessment.criteria.iter_mut().flat_map(|proposal| &mut proposal.reasons);
    for reason in reasons {
        match reason {
            Reason::Baseline { rule, .. } | Reason::CountryRule { rule } => walk::rule(rule, visit),
            Reason::BaselineRest { rules, .. } => {
                rules.iter_mut().for_each(|rule| walk::rule(rule, visit));
            }
            Reason::NotKnown { readings } => {
                readings.iter_mut().for_each(|it| walk::reading(it, visit));
            }
            _ => (),
        }
    }
}

/// Takes strings out of texts.
struct Scrub<'s> {
    redaction: Redaction,
    lang: Lang,
    all: &'s [Secret],
    sought: Sought,
    /// Without the weak ones: for words that are the program's.
    strong: Vec<&'s Secret>,
    sought_strong: Sought,
    amounts: Vec<f64>,
}

impl<'s> Scrub<'s> {
    fn new(all: &'s [Secret], redaction: Redaction, lang: Lang) -> Self {
        let strong: Vec<&Secret> = all.iter().filter(|it| !it.is_weak).collect();
        let priced = all.iter().filter(|it| it.sort == Sort::Price && !it.is_weak);
        Self {
            redaction,
            lang,
            all,
            sought: Sought::of(all.iter().map(|it| it.text.as_str())),
            sought_strong: Sought::of(strong.iter().map(|it| it.text.as_str())),
            strong,
            amounts: priced.filter_map(|it| amount::parse(&it.text)).collect(),
        }
    }

    fn apply(&self, sort: Sort, text: &mut String) {
        if text.trim().is_empty() || self.is_told(text) {
            return;
        }
        if self.redaction.takes(sort) {
            *text = say(self.lang, marker(sort)).to_owned();
            return;
        }
        let places = match sort {
            Sort::Fact => self.sought_strong.places(text),
            _ => self.sought.places(text),
        };
        let of = |which: usize| match sort {
            Sort::Fact => self.strong.get(which).copied(),
            _ => self.all.get(which),
        };
        let mut cuts: Vec<_> = places
            .into_iter()
            .filter_map(|(which, at)| Some((at, marker(of(which)?.sort))))
            .collect();
        let amounts = numbers(text).into_iter().filter(|(_, meant)| {
            sort != Sort::Fact && self.amounts.iter().any(|amount| meant.is(*amount))
        });
        cuts.extend(amounts.map(|(at, _)| (at, Key::RedactedPrice)));
        cuts.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, key) in cuts {
            if at.start < done {
                continue;
            }
            out.push_str(text.get(done..at.start).unwrap_or_default());
            out.push_str(say(self.lang, key));
            done = at.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        *text = out;
    }

    /// What says already that something was withheld.
    fn is_told(&self, text: &str) -> bool {
        let markers = [Key::RedactedSource, Key::RedactedPassage, Key::RedactedFile];
        markers.iter().any(|key| Lang::ALL.iter().any(|lang| say(*lang, *key) == text))
    }
}

/// What stands in place of a text.
fn marker(sort: Sort) -> Key {
    match sort {
        Sort::Person => Key::RedactedPerson,
        Sort::Party => Key::RedactedParty,
        Sort::Price => Key::RedactedPrice,
        Sort::Reference => Key::RedactedReference,
        Sort::FileName => Key::RedactedFile,
        Sort::Denial => Key::RedactedDenial,
        Sort::Marking | Sort::Free | Sort::Fact => Key::RedactedPassage,
    }
}
