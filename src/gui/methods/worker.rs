//! Finds out what the numbers move, off the window's thread: one question at a time, always the newest.

use crate::session::Session;
use kriterion_heart::Bundle;
use kriterion_heart::fixed::Fixed;
use kriterion_heart::intake::method::numbers::with_numbers;
use kriterion_heart::moves::{self, Move, moves};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

#[derive(Default)]
pub struct Worker {
    asked: Option<(Asked, Receiver<Option<Vec<Move>>>)>,
    /// What was found last, for what.
    found: Option<(Asked, Vec<Move>)>,
    /// A number cannot be read.
    is_bad: bool,
}

/// What the moves depend on.
#[derive(Clone)]
struct Asked {
    bundle: Arc<Bundle>,
    method: String,
    values: BTreeMap<String, Fixed>,
    against: Option<String>,
}

impl Asked {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bundle, &other.bundle)
            && self.method == other.method
            && self.values == other.values
            && self.against == other.against
    }

    /// `None` where a method is not there, or its numbers do not go together.
    fn moves(&self) -> Option<Vec<Move>> {
        let method = self.bundle.method(&self.method)?;
        let old = match &self.against {
            Some(id) => Cow::Borrowed(self.bundle.method(id)?),
            None => moves::usual(&self.bundle, method)?,
        };
        let text = with_numbers(method.text.as_str(), &self.values);
        let new = self.bundle.read_method(&self.method, &text).ok()?;
        Some(moves(self.bundle.world(), &old, &new))
    }
}

/// What there is to show.
pub enum Answer<'w> {
    /// The number that cannot be read must be mended first.
    Bad,
    Waiting,
    /// Of the numbers as they are, or still of those before.
    Moves {
        moves: &'w [Move],
        is_old: bool,
    },
}

impl Worker {
    pub fn answer(&self) -> Answer<'_> {
        match &self.found {
            _ if self.is_bad => Answer::Bad,
            Some((_, moves)) => Answer::Moves { moves, is_old: self.asked.is_some() },
            None => Answer::Waiting,
        }
    }

    /// While a question is at work no other is asked: whoever types sees the answer to the last letter, not to each.
    pub fn refresh(
        &mut self,
        session: &Session,
        against: Option<&str>,
        wake: impl Fn() + Send + 'static,
    ) {
        self.take();
        let Some(method) = session.shown_method() else { return };
        if !session.methods.is_own(&method.id) {
            return;
        }
        let values = session.typed_values(method);
        self.is_bad = values.is_none();
        let Some(values) = values.filter(|_| self.asked.is_none()) else { return };
        let wanted = Asked {
            bundle: Arc::clone(&session.bundle),
            method: method.id.clone(),
            values,
            against: against.map(str::to_owned),
        };
        if self.found.as_ref().is_some_and(|(found, _)| found.is(&wanted)) {
            return;
        }
        // The moves of another method are none of this one.
        self.found = self.found.take().filter(|(found, _)| found.method == wanted.method);
        let (sender, inbox) = channel();
        let work = {
            let wanted = wanted.clone();
            move || {
                sender.send(wanted.moves()).ok(); // The window may already be gone.
                wake();
            }
        };
        // Without a thread the page says that it is waiting.
        std::thread::Builder::new().name("moves".to_owned()).spawn(work).ok();
        self.asked = Some((wanted, inbox));
    }

    fn take(&mut self) {
        let Some((_, inbox)) = &self.asked else { return };
        match inbox.try_recv() {
            Err(TryRecvError::Empty) => (),
            Err(TryRecvError::Disconnected) => self.asked = None,
            Ok(found) => {
                let asked = self.asked.take().map(|(asked, _)| asked);
                self.found = asked.map(|asked| (asked, found.unwrap_or_default()));
            }
        }
    }
}
