//! Evidence side by side, by what it is about. What one side has removed with a reason is a question, never an answer.

use super::differ;
use super::lists::{trace, whole};
use super::merge::Choice;
use super::part::{Part, Piece};
use super::said::Said;
use crate::dossier::{Dossier, Evidence, EvidenceId, Grade, RemovedEvidence, Stance};
use crate::edit::end_use_key;
use crate::rulebook::QuestionId;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

type Pieces<'a> = BTreeMap<Piece, (EvidenceId, &'a Evidence)>;

fn pieces(dossier: &Dossier) -> Pieces<'_> {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pieces = BTreeMap::new();
    for (id, item) in dossier.evidence.iter() {
        let next = met.entry(&item.key).or_default();
        let nth = std::mem::replace(next, *next + 1);
        pieces.insert(Piece { key: item.key.clone(), nth }, (*id, &**item));
    }
    pieces
}

fn piece(part: &Part) -> Option<&Piece> {
    match part {
        Part::Evidence(piece) | Part::Grade(piece) | Part::Stance(piece, _) => Some(piece),
        _ => None,
    }
}

pub(super) fn parts(mine: &Dossier, theirs: &Dossier) -> Vec<Part> {
    let [ours, other] = [mine, theirs].map(pieces);
    let mut parts = Vec::new();
    for piece in ours.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
        parts.push(Part::Evidence(piece.clone()));
        if let (Some((_, one)), Some((_, other))) = (ours.get(piece), other.get(piece)) {
            parts.push(Part::Grade(piece.clone()));
            let served = one.serves.keys().chain(other.serves.keys()).collect::<BTreeSet<_>>();
            parts.extend(served.into_iter().map(|id| Part::Stance(piece.clone(), *id)));
        }
    }
    parts
}

/// Both sides' evidence, looked up once.
pub(super) struct Evidences<'a> {
    mine: &'a Dossier,
    theirs: &'a Dossier,
    ours: Pieces<'a>,
    other: Pieces<'a>,
}

impl<'a> Evidences<'a> {
    pub fn new(mine: &'a Dossier, theirs: &'a Dossier) -> Self {
        Self { mine, theirs, ours: pieces(mine), other: pieces(theirs) }
    }

    /// What the piece is called that a part is about.
    pub fn title(&self, part: &Part) -> Option<Text> {
        let answer = match part {
            Part::EndUseReply(id) | Part::EndUseReason(id) => {
                Some(Piece { key: end_use_key(id), nth: 0 })
            }
            _ => None,
        };
        let piece = piece(part).or(answer.as_ref())?;
        let (_, item) = self.ours.get(piece).or_else(|| self.other.get(piece))?;
        Some(item.title.clone())
    }

    /// What both say on a piece, where it is not the same; `None` for other parts.
    pub fn look(&self, part: &Part) -> Option<Option<(Said, Said)>> {
        let piece = piece(part)?;
        let of = |pieces: &Pieces<'a>| pieces.get(piece).map(|(_, item)| *item);
        let (mine, theirs) = (of(&self.ours), of(&self.other));
        Some(match (part, mine, theirs) {
            (Part::Stance(_, question), Some(mine), Some(theirs)) => {
                self.look_at_stance(*question, mine, theirs)
            }
            (Part::Grade(_), Some(mine), Some(theirs)) => (mine.grade != theirs.grade)
                .then_some((Said::Grade(mine.grade), Said::Grade(theirs.grade))),
            (_, Some(mine), Some(theirs)) => differ(&content(mine), &content(theirs))
                .then(|| (said_in_full(mine), said_in_full(theirs))),
            (_, Some(mine), None) => Some((title(mine), self.gone(mine, None, false))),
            (_, None, Some(theirs)) => Some((self.gone(theirs, None, true), title(theirs))),
            (_, None, None) => None,
        })
    }

    fn look_at_stance(
        &self,
        question: QuestionId,
        mine: &Evidence,
        theirs: &Evidence,
    ) -> Option<(Said, Said)> {
        match (mine.serves.get(&question), theirs.serves.get(&question)) {
            (one, other) if one == other => None,
            (Some(stance), None) => {
                Some((Said::Stance(*stance), self.gone(mine, Some(question), false)))
            }
            (None, Some(stance)) => {
                Some((self.gone(theirs, Some(question), true), Said::Stance(*stance)))
            }
            (one, other) => {
                let said = |stance: Option<&Stance>| Said::option(stance.copied(), Said::Stance);
                Some((said(one), said(other)))
            }
        }
    }

    /// Never there, or taken out with a reason that the side that has it does not know.
    fn gone(&self, item: &Evidence, from: Option<QuestionId>, from_mine: bool) -> Said {
        let (without, with) =
            if from_mine { (self.mine, self.theirs) } else { (self.theirs, self.mine) };
        let traces = |dossier: &'a Dossier| {
            dossier
                .removed_evidence
                .iter()
                .filter(|trace| trace.evidence.key == item.key && trace.from == from)
        };
        let reason = traces(without).next_back().map(|trace| trace.reason.clone());
        match reason {
            Some(reason) if traces(without).count() > traces(with).count() => Said::Removed(reason),
            _ => Said::Nothing,
        }
    }

    /// Writes evidence and traces as they were chosen.
    pub fn write(&self, choice: impl Fn(Part) -> Choice, into: &mut Dossier) {
        let mut numbers = Numbers::new(self.mine, self.theirs);
        let mut known = BTreeMap::new();
        // In the order of attaching.
        let mut other: Vec<_> = self.other.iter().collect();
        other.sort_by_key(|(_, (id, _))| *id);
        for (piece, (id, theirs)) in other {
            let place = match self.ours.get(piece) {
                Some((mine, _)) => *mine,
                None if choice(Part::Evidence(piece.clone())) == Choice::Mine => continue,
                None => {
                    let place = numbers.place(*id, piece, into);
                    into.evidence.insert(place, (*theirs).clone());
                    place
                }
            };
            known.insert(*id, place);
        }
        for (piece, (id, mine)) in &self.ours {
            match self.other.get(piece) {
                None if choice(Part::Evidence(piece.clone())) == Choice::Theirs => {
                    into.evidence.remove(*id);
                }
                None => (),
                Some((_, theirs)) => {
                    into.evidence.insert(*id, item(piece, mine, theirs, &choice));
                }
            }
        }
        let traces = self.theirs.removed_evidence.iter();
        let numbered = |trace: &RemovedEvidence| {
            let known = known.get(&trace.id).copied();
            let same_piece = |id: &EvidenceId| {
                into.evidence.get(id).is_none_or(|item| item.key == trace.evidence.key)
            };
            let id = known
                .filter(same_piece)
                .unwrap_or_else(|| numbers.trace(trace.id, &trace.evidence.key));
            RemovedEvidence { id, ..trace.clone() }
        };
        let theirs: Vec<RemovedEvidence> = traces.map(numbered).collect();
        into.removed_evidence = union(&self.mine.removed_evidence, &theirs, &choice);
        into.next_evidence = numbers.next;
    }
}

/// Traces are the same where they differ in nothing but their number.
fn union(
    mine: &[RemovedEvidence],
    theirs: &[RemovedEvidence],
    choice: &impl Fn(Part) -> Choice,
) -> Vec<RemovedEvidence> {
    let [ours, other] = [mine, theirs].map(|list| list.iter().map(trace).collect::<Vec<_>>());
    let mut known: BTreeMap<&String, VecDeque<&RemovedEvidence>> = BTreeMap::new();
    for (name, trace) in ours.iter().chain(&other).zip(mine.iter().chain(theirs)) {
        known.entry(name).or_default().push_back(trace);
    }
    let names = whole(&ours, &other, choice(Part::RemovedEvidence));
    names.iter().filter_map(|name| known.get_mut(name)?.pop_front().cloned()).collect()
}

/// A piece that both have, as it was chosen.
fn item(
    piece: &Piece,
    mine: &Evidence,
    theirs: &Evidence,
    choice: &impl Fn(Part) -> Choice,
) -> Evidence {
    let is_theirs = |part| choice(part) == Choice::Theirs;
    let content = if is_theirs(Part::Evidence(piece.clone())) { theirs } else { mine };
    let grade = if is_theirs(Part::Grade(piece.clone())) { theirs.grade } else { mine.grade };
    let mut serves = mine.serves.clone();
    for question in mine.serves.keys().chain(theirs.serves.keys()) {
        let stance = match choice(Part::Stance(piece.clone(), *question)) {
            Choice::Mine => mine.serves.get(question),
            Choice::Theirs => theirs.serves.get(question),
            Choice::Both => mine.serves.get(question).or_else(|| theirs.serves.get(question)),
        };
        match stance {
            Some(stance) => drop(serves.insert(*question, *stance)),
            None => drop(serves.remove(question)),
        }
    }
    Evidence { grade, serves, ..content.clone() }
}

/// Without what is judged on its own.
fn content(item: &Evidence) -> Evidence {
    Evidence { grade: Grade::A, serves: BTreeMap::new(), ..item.clone() }
}

fn title(item: &Evidence) -> Said {
    Said::Title(item.title.clone())
}

fn said_in_full(item: &Evidence) -> Said {
    Said::Piece(item.title.clone(), item.extract.clone())
}

/// Numbers that are taken, and by what.
struct Numbers {
    taken: BTreeMap<EvidenceId, String>,
    next: u32,
}

impl Numbers {
    fn new(mine: &Dossier, theirs: &Dossier) -> Self {
        let traces =
            mine.removed_evidence.iter().map(|trace| (trace.id, trace.evidence.key.clone()));
        let live = mine.evidence.iter().map(|(id, item)| (*id, item.key.clone()));
        Self {
            taken: traces.chain(live).collect(),
            next: mine.next_evidence.max(theirs.next_evidence),
        }
    }

    /// A number for a piece of theirs: its own, or a fresh one where something else has it.
    fn place(&mut self, id: EvidenceId, piece: &Piece, into: &Dossier) -> EvidenceId {
        // A second piece of the same key comes behind the first.
        let free = piece.nth == 0 && !into.evidence.contains_key(&id);
        if free && self.is_free(id, &piece.key) {
            return self.take(id, &piece.key);
        }
        self.fresh(&piece.key)
    }

    /// A number for a trace of theirs: that of the piece it is about.
    fn trace(&mut self, id: EvidenceId, key: &str) -> EvidenceId {
        if self.is_free(id, key) {
            return self.take(id, key);
        }
        let known = self.taken.iter().find(|(_, name)| *name == key).map(|(id, _)| *id);
        known.unwrap_or_else(|| self.fresh(key))
    }

    fn is_free(&self, id: EvidenceId, key: &str) -> bool {
        self.taken.get(&id).is_none_or(|name| name == key)
    }

    fn fresh(&mut self, key: &str) -> EvidenceId {
        let numbers = (self.next..=u32::MAX).chain(1..self.next).map(EvidenceId);
        let free = numbers.into_iter().find(|id| !self.taken.contains_key(id));
        self.take(free.unwrap_or(EvidenceId(self.next)), key)
    }

    fn take(&mut self, id: EvidenceId, key: &str) -> EvidenceId {
        self.taken.insert(id, key.to_owned());
        self.next = self.next.max(id.0.saturating_add(1));
        id
    }
}
