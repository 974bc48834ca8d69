//! Every command once: its words, its key, what it does. Menu, shortcuts and help read the same table.

use crate::gui::cx::Cx;
use crate::gui::screens;
use crate::i18n::Key;
use crate::session::{Action, Place, Session, Setting};
use egui::{Key as K, KeyboardShortcut, Modifiers};
use kriterion_heart::edit::EditKind;

/// Per cent.
const ZOOM_STEP: u16 = 10;

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
    NextPane,
    Palette,
    Help,
}

/// The menus with their commands.
pub const MENUS: [(Key, &[Command]); 5] = [
    (
        Key::MenuFile,
        &[
            Command::New,
            Command::Open,
            Command::Sample,
            Command::Save,
            Command::SaveAs,
            Command::Close,
        ],
    ),
    (Key::MenuEdit, &[Command::Undo, Command::Redo]),
    (
        Key::MenuGo,
        &[
            Command::Start,
            Command::Request,
            Command::Criterion(1),
            Command::Criterion(2),
            Command::Criterion(3),
            Command::Criterion(4),
            Command::Criterion(5),
            Command::Criterion(6),
            Command::Criterion(7),
            Command::Criterion(8),
            Command::Decision,
            Command::History,
            Command::NextPage,
            Command::PreviousPage,
            Command::NextPane,
            Command::Search,
        ],
    ),
    (
        Key::MenuView,
        &[Command::ToggleDrawer, Command::ToggleDark, Command::Larger, Command::Smaller],
    ),
    (Key::MenuHelp, &[Command::Help, Command::Palette, Command::AboutData]),
];

impl Command {
    /// Every command, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        MENUS.iter().flat_map(|(_, commands)| commands.iter().copied())
    }

    /// Its words, with what it would undo.
    pub fn name(self, cx: &Cx<'_>) -> String {
        match self {
            Self::Criterion(number) => cx.fill(self.key(), &[("n", &number.to_string())]),
            Self::Undo | Self::Redo => {
                let name = self.edit(cx.session).map(|kind| screens::edit_name(cx, kind));
                let name = name.map(|name| format!(": {name}")).unwrap_or_default();
                format!("{}{name}", cx.say(self.key()))
            }
            _ => cx.say(self.key()).to_owned(),
        }
    }

    /// Whether there is anything for it to do.
    pub fn is_possible(self, session: &Session) -> bool {
        match self {
            Self::Undo | Self::Redo => self.edit(session).is_some(),
            _ => !self.needs_dossier() || session.dossier().is_some(),
        }
    }

    /// The edit that undo or redo is about.
    fn edit(self, session: &Session) -> Option<EditKind> {
        let history = session.history()?;
        if self == Self::Undo { history.undo_kind() } else { history.redo_kind() }
    }

    fn key(self) -> Key {
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
            Self::NextPane => Key::CmdNextPane,
            Self::Palette => Key::CmdPalette,
            Self::Help => Key::CmdHelp,
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
            Self::NextPane => (Modifiers::NONE, K::F6),
            Self::Palette => (ctrl, K::K),
            Self::Help => (Modifiers::NONE, K::F1),
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
            Self::ToggleDark => Action::Set(Setting::Dark(!session.settings.dark)),
            Self::ToggleDrawer => Action::Set(Setting::Drawer(!session.settings.drawer)),
            Self::Larger => Action::Set(Setting::Zoom(session.settings.zoom + ZOOM_STEP)),
            Self::Smaller => {
                Action::Set(Setting::Zoom(session.settings.zoom.saturating_sub(ZOOM_STEP)))
            }
            Self::Search | Self::NextPane | Self::Palette | Self::Help => return None,
        })
    }

    fn needs_dossier(self) -> bool {
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
                | Self::NextPane
                | Self::Palette
                | Self::Help
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Command;

    #[test]
    fn no_two_commands_share_a_key() {
        let all: Vec<_> = Command::all().collect();
        for (at, a) in all.iter().enumerate() {
            for b in &all[at + 1..] {
                assert!(a.shortcut().is_none() || a.shortcut() != b.shortcut(), "{a:?} and {b:?}");
            }
        }
    }
}
