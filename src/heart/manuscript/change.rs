//! Everything an author can change in a manuscript, one variant each.

use super::{Draft, DraftState, Manuscript, OwnRating, Pin, Proposal, Updated, moved, references};
use crate::atlas::{DataEdition, Iso3};
use crate::date::Date;
use crate::profile::Profile;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    Title(String),
    Author(String),
    Closing(Date),
    /// The sentences again, in the other language.
    Language(Lang, Vec<Draft>),
    /// The author's words on a part, with the figures that they name for the first time.
    Text {
        part: String,
        text: String,
        pins: BTreeMap<String, Pin>,
    },
    Draft(String, DraftState),
    /// The sentence becomes the last words of the author on its part.
    TakeOver(String),
    /// The author stays with what the checker found.
    Keep {
        finding: String,
        reason: String,
    },
    Release(String),
    Rating(u8, Option<OwnRating>),
    /// Today's value for a figure that the text names.
    Pin(String, Box<Pin>),
    /// Other states to compare with; the facts and sentences on them.
    Compare {
        states: Vec<Iso3>,
        facts: Box<Profile>,
        drafts: Vec<Draft>,
    },
    Update(Box<NewFacts>),
}

/// Newer facts for an old report.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFacts {
    pub on: Date,
    pub edition: DataEdition,
    pub facts: Profile,
    pub drafts: Vec<Draft>,
    pub proposals: Vec<Proposal>,
    /// The references that are to say something new. Those that are left out stay as they are.
    pub pins: BTreeMap<String, Pin>,
}

/// What kind of thing was changed: the name of a step of undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Title,
    Author,
    Closing,
    Language,
    Text,
    Draft,
    Finding,
    Rating,
    Figure,
    Compare,
    Update,
}

impl Change {
    pub fn kind(&self) -> ChangeKind {
        match self {
            Self::Title(_) => ChangeKind::Title,
            Self::Author(_) => ChangeKind::Author,
            Self::Closing(_) => ChangeKind::Closing,
            Self::Language(..) => ChangeKind::Language,
            Self::Text { .. } => ChangeKind::Text,
            Self::Draft(..) | Self::TakeOver(_) => ChangeKind::Draft,
            Self::Keep { .. } | Self::Release(_) => ChangeKind::Finding,
            Self::Rating(..) => ChangeKind::Rating,
            Self::Pin(..) => ChangeKind::Figure,
            Self::Compare { .. } => ChangeKind::Compare,
            Self::Update(_) => ChangeKind::Update,
        }
    }

    /// Letters that are typed one after the other are one step.
    pub fn is_typing(&self) -> bool {
        matches!(
            self.kind(),
            ChangeKind::Title | ChangeKind::Author | ChangeKind::Text | ChangeKind::Rating
        )
    }

    pub fn apply(self, manuscript: &mut Manuscript) {
        match self {
            Self::Title(title) => manuscript.title = title,
            Self::Author(author) => manuscript.author = author,
            Self::Closing(day) => manuscript.closing = day,
            Self::Language(lang, drafts) => {
                manuscript.lang = lang;
                exchange(&mut manuscript.drafts, drafts);
            }
            Self::Text { part, text, pins } => write(manuscript, part, text, pins),
            Self::Draft(id, state) => set(manuscript, &id, state),
            Self::TakeOver(id) => take_over(manuscript, &id),
            Self::Keep { finding, reason } => drop(manuscript.kept.insert(finding, reason)),
            Self::Release(finding) => drop(manuscript.kept.remove(&finding)),
            Self::Rating(criterion, Some(own)) => drop(manuscript.ratings.insert(criterion, own)),
            Self::Rating(criterion, None) => drop(manuscript.ratings.remove(&criterion)),
            Self::Pin(name, pin) => drop(manuscript.pins.insert(name, *pin)),
            Self::Compare { states, facts, drafts } => {
                manuscript.compared = states;
                manuscript.facts = Arc::from(facts);
                exchange(&mut manuscript.drafts, drafts);
            }
            Self::Update(new) => update(manuscript, *new),
        }
    }
}

/// New sentences for old ones. What the author did with one holds for the one that takes its place.
fn exchange(old: &mut Vec<Draft>, mut new: Vec<Draft>) {
    for draft in &mut new {
        if let Some(known) = old.iter().find(|known| known.id == draft.id) {
            draft.state = known.state;
        }
    }
    *old = new;
}

fn write(manuscript: &mut Manuscript, part: String, text: String, pins: BTreeMap<String, Pin>) {
    if text.trim().is_empty() {
        manuscript.texts.remove(&part);
    } else {
        manuscript.texts.insert(part, text);
    }
    // A figure is pinned when it is first named: one that is pinned stays.
    for (name, pin) in pins {
        manuscript.pins.entry(name).or_insert(pin);
    }
    let named: BTreeSet<String> = manuscript
        .texts
        .values()
        .flat_map(|text| references(text))
        .map(|found| found.reference.to_string())
        .collect();
    manuscript.pins.retain(|name, _| named.contains(name));
}

fn set(manuscript: &mut Manuscript, id: &str, state: DraftState) {
    if let Some(draft) = manuscript.drafts.iter_mut().find(|draft| draft.id == id) {
        draft.state = state;
    }
}

fn take_over(manuscript: &mut Manuscript, id: &str) {
    let Some(draft) = manuscript.draft(id).filter(|draft| draft.state != DraftState::TakenOver)
    else {
        return;
    };
    // What stood in the summary stays there.
    let said = literal(&draft.text);
    let said = if draft.is_summary { format!("=={said}==") } else { said };
    let text = manuscript.texts.entry(draft.part.clone()).or_default();
    if !text.trim().is_empty() {
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text.push_str(&said);
    set(manuscript, id, DraftState::TakenOver);
}

fn update(manuscript: &mut Manuscript, new: NewFacts) {
    let before = manuscript.pins.clone();
    let changed = new.pins.into_iter().filter(|(name, _)| before.contains_key(name));
    manuscript.pins.extend(changed);
    let replaced = before.into_iter().filter(|(name, pin)| manuscript.pins.get(name) != Some(pin));
    manuscript.updates.push(Updated {
        on: new.on,
        from: manuscript.edition.clone(),
        to: new.edition.clone(),
        moved: moved(&manuscript.facts, &new.facts),
        pins: replaced.collect(),
    });
    manuscript.edition = new.edition;
    manuscript.closing = new.on;
    manuscript.proposals = new.proposals;
    manuscript.compared.clone_from(&new.facts.compared);
    manuscript.facts = Arc::new(new.facts);
    exchange(&mut manuscript.drafts, new.drafts);
}

/// A text as Markdown that reads the same: its signs mean nothing.
pub fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '{' | '`' | '#' | '=') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
