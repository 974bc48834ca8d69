//! Undo and redo: a list of states with labels.

use crate::session::Place;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::EditKind;
use std::collections::VecDeque;
use std::sync::Arc;

const MOST_STEPS: usize = 200;

/// A case or a report as it is, and every state it can go back to.
#[derive(Debug, Clone)]
pub struct History<T = Dossier, K = EditKind> {
    now: Arc<T>,
    past: VecDeque<Step<T, K>>,
    future: Vec<Step<T, K>>,
    /// While true, a further edit of the same kind joins the newest step.
    open: bool,
}

/// A state to return to, what was done to leave it, and where on screen that was.
#[derive(Debug, Clone)]
struct Step<T, K> {
    state: Arc<T>,
    kind: K,
    place: Place,
}

impl<T, K: Copy + PartialEq> History<T, K> {
    pub fn new(state: T) -> Self {
        Self { now: Arc::new(state), past: VecDeque::new(), future: Vec::new(), open: false }
    }

    pub fn now(&self) -> &Arc<T> {
        &self.now
    }

    /// Makes `next` the current state and remembers how to go back.
    pub fn commit(&mut self, next: T, kind: K, place: Place, typing: bool) {
        let state = std::mem::replace(&mut self.now, Arc::new(next));
        let joins = typing && self.open && self.past.back().is_some_and(|step| step.kind == kind);
        if !joins {
            self.past.push_back(Step { state, kind, place });
        }
        if self.past.len() > MOST_STEPS {
            self.past.pop_front();
        }
        self.future.clear();
        self.open = typing;
    }

    pub fn close_step(&mut self) {
        self.open = false;
    }

    /// Goes one step back and returns where to look.
    pub fn undo(&mut self) -> Option<Place> {
        let step = self.past.pop_back()?;
        let after = std::mem::replace(&mut self.now, step.state);
        self.future.push(Step { state: after, kind: step.kind, place: step.place });
        self.open = false;
        Some(step.place)
    }

    /// Goes one step forward again and returns where to look.
    pub fn redo(&mut self) -> Option<Place> {
        let step = self.future.pop()?;
        let before = std::mem::replace(&mut self.now, step.state);
        self.past.push_back(Step { state: before, kind: step.kind, place: step.place });
        self.open = false;
        Some(step.place)
    }

    pub fn undo_kind(&self) -> Option<K> {
        self.past.back().map(|step| step.kind)
    }

    pub fn redo_kind(&self) -> Option<K> {
        self.future.last().map(|step| step.kind)
    }
}
