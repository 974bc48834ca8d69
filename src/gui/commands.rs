//! Every command once: its words, its key, what it does. Menu, shortcuts and help read the same table.

use crate::i18n::Key;
use crate::session::{Action, Place, Session};
use egui::{Key as K, KeyboardShortcut, Modifiers};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    New,
    Open,
    Sample,
    Save,
    SaveAs,
    Close,
    Undo,
    Redo,
    Search,
    NextPage,
    PreviousPage,
    Request,
    Criterion(u8),
    Decision,
    History,
    Start,
    AboutData,
    ToggleDrawer,
    ToggleDark,
    Larger,
    Smaller,
}

impl Command {
    pub const ALL: [Self; 28] = [
        Self::New,
        Self::Open,
        Self::Sample,
        Self::Save,
        Self::SaveAs,
        Self::Close,
        Self::Undo,
        Self::Redo,
        Self::Search,
        Self::NextPage,
        Self::PreviousPage,
        Self::Request,
        Self::Criterion(1),
        Self::Criterion(2),
        Self::Criterion(3),
        Self::Criterion(4),
        Self::Criterion(5),
        Self::Criterion(6),
        Self::Criterion(7),
        Self::Criterion(8),
        Self::Decision,
        Self::History,
        Self::Start,
        Self::AboutData,
        Self::ToggleDrawer,
        Self::ToggleDark,
        Self::Larger,
        Self::Smaller,
    ];

    pub fn key(self) -> Key {
        match self {
            Self::New => Key::CmdNew,
            Self::Open => Key::CmdOpen,
            Self::Sample => Key::CmdSample,
            Self::Save => Key::CmdSave,
            Self::SaveAs => Key::CmdSaveAs,
            Self::Close => Key::CmdClose,
            Self::Undo => Key::CmdUndo,
            Self::Redo => Key::CmdRedo,
            Self::Search => Key::CmdSearch,
            Self::NextPage => Key::CmdNextPage,
            Self::PreviousPage => Key::CmdPreviousPage,
            Self::Request => Key::PlaceRequest,
            Self::Criterion(_) => Key::PlaceCriterion,
            Self::Decision => Key::PlaceDecision,
            Self::History => Key::PlaceHistory,
            Self::Start => Key::PlaceStart,
            Self::AboutData => Key::PlaceAboutData,
            Self::ToggleDrawer => Key::CmdToggleDrawer,
            Self::ToggleDark => Key::CmdToggleDark,
            Self::Larger => Key::CmdLarger,
            Self::Smaller => Key::CmdSmaller,
        }
    }

    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let ctrl = Modifiers::COMMAND;
        let shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let (modifiers, key) = match self {
            Self::New => (ctrl, K::N),
            Self::Open => (ctrl, K::O),
            Self::Save => (ctrl, K::S),
            Self::SaveAs => (shift, K::S),
            Self::Close => (ctrl, K::Q),
            Self::Undo => (ctrl, K::Z),
            Self::Redo => (shift, K::Z),
            Self::Search => (ctrl, K::F),
            Self::NextPage => (ctrl, K::PageDown),
            Self::PreviousPage => (ctrl, K::PageUp),
            Self::Request => (ctrl, K::Num0),
            Self::Criterion(1) => (ctrl, K::Num1),
            Self::Criterion(2) => (ctrl, K::Num2),
            Self::Criterion(3) => (ctrl, K::Num3),
            Self::Criterion(4) => (ctrl, K::Num4),
            Self::Criterion(5) => (ctrl, K::Num5),
            Self::Criterion(6) => (ctrl, K::Num6),
            Self::Criterion(7) => (ctrl, K::Num7),
            Self::Criterion(8) => (ctrl, K::Num8),
            Self::Decision => (ctrl, K::Num9),
            Self::ToggleDrawer => (ctrl, K::E),
            Self::Larger => (ctrl, K::Plus),
            Self::Smaller => (ctrl, K::Minus),
            Self::Sample
            | Self::Criterion(_)
            | Self::History
            | Self::Start
            | Self::AboutData
            | Self::ToggleDark => {
                return None;
            }
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// What the session is told; `None` for what concerns the window alone.
    pub fn action(self, session: &Session) -> Option<Action> {
        Some(match self {
            Self::New => Action::New,
            Self::Open => Action::AskOpen,
            Self::Sample => Action::OpenSample,
            Self::Save => Action::Save,
            Self::SaveAs => Action::SaveAs,
            Self::Close => Action::Close,
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::NextPage => Action::Go(session.place.step(true)),
            Self::PreviousPage => Action::Go(session.place.step(false)),
            Self::Request => Action::Go(Place::Request),
            Self::Criterion(number) => Action::Go(Place::Criterion(number)),
            Self::Decision => Action::Go(Place::Decision),
            Self::History => Action::Go(Place::History),
            Self::Start => Action::Go(Place::Start),
            Self::AboutData => Action::Go(Place::AboutData),
            Self::Search | Self::ToggleDrawer | Self::ToggleDark | Self::Larger | Self::Smaller => {
                return None;
            }
        })
    }

    pub fn needs_dossier(self) -> bool {
        !matches!(
            self,
            Self::New
                | Self::Open
                | Self::Sample
                | Self::Close
                | Self::Start
                | Self::AboutData
                | Self::ToggleDark
                | Self::Larger
                | Self::Smaller
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Command;

    #[test]
    fn no_two_commands_share_a_key() {
        for (at, a) in Command::ALL.iter().enumerate() {
            for b in &Command::ALL[at + 1..] {
                assert!(a.shortcut().is_none() || a.shortcut() != b.shortcut(), "{a:?} and {b:?}");
            }
        }
    }
}
