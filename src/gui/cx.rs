//! What every screen gets: the session to read, the language, the look, and the outbox.

use crate::gui::facts::Facts;
use crate::gui::flags::Flags;
use crate::gui::theme::Theme;
use crate::i18n::{self, Key, Word};
use crate::session::{Action, Session};
use kriterion_heart::dossier::Dossier;
use kriterion_heart::edit::Edit;
use kriterion_heart::text::{Lang, Text};

/// The frame's view of the program, all shared.
pub struct Cx<'a> {
    pub session: &'a Session,
    pub lang: Lang,
    pub theme: &'static Theme,
    pub facts: &'a Facts,
    pub flags: &'a Flags,
}

impl<'a> Cx<'a> {
    pub fn say(&self, key: Key) -> &'static str {
        i18n::say(self.lang, key)
    }

    pub fn fill(&self, key: Key, slots: &[(&str, &str)]) -> String {
        i18n::fill(self.lang, key, slots)
    }

    pub fn word(&self, value: impl Word) -> &'static str {
        value.word(self.lang)
    }

    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang)
    }

    pub fn dossier(&self) -> Option<&'a Dossier> {
        self.session.dossier().map(|dossier| &**dossier)
    }
}

/// What the officer did during this frame, oldest first.
#[derive(Debug, Default)]
pub struct Outbox(Vec<Action>);

impl Outbox {
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    pub fn edit(&mut self, edit: Edit) {
        self.0.push(Action::Edit(Box::new(edit)));
    }

    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}
