//! Every command once: its words, its key, what it does. Menu, shortcuts and help read the same table.

use crate::gui::cx::Cx;
use crate::i18n::Key;
use crate::session::{Action, Place, Session, Setting};
use crate::words;
use egui::{Key as K, KeyboardShortcut, Modifiers};
use kriterion_heart::edit::EditKind;
use kriterion_heart::manuscript::ChangeKind;
use std::sync::LazyLock;

/// Per cent.
const ZOOM_STEP: u16 = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    New,
    Open,
    Sample,
    Save,
    SaveAs,
    Seal,
    Merge,
    LoadData,
    FillIncidents,
    ImportIncidents,
    ExportIncidents,
    Close,
    Undo,
    Redo,
    Search,
    NextPage,
    PreviousPage,
    Go(Place),
    ToggleDrawer,
    ToggleDark,
    Larger,
    Smaller,
    NextPane,
    Palette,
    Help,
}

/// The keys of the first pages of the path.
const DIGITS: [K; 10] =
    [K::Num0, K::Num1, K::Num2, K::Num3, K::Num4, K::Num5, K::Num6, K::Num7, K::Num8, K::Num9];

/// The menus with their commands.
pub fn menus() -> [(Key, &'static [Command]); 6] {
    use Command::*;
    static GO: LazyLock<Vec<Command>> = LazyLock::new(|| {
        let path = Place::PATH.map(Go);
        let first = [Go(Place::Start), Go(Place::Explorer), Go(Place::Writing)];
        [
            &first,
            &path[..],
            &[Go(Place::EndUse), Go(Place::Relook), NextPage, PreviousPage, NextPane, Search],
        ]
        .concat()
    });
    [
        (Key::MenuFile, &[New, Open, Sample, Save, SaveAs, Seal, Merge, Close]),
        (Key::MenuEdit, &[Undo, Redo, FillIncidents, ImportIncidents, ExportIncidents]),
        (Key::MenuGo, &GO),
        (Key::MenuData, &[LoadData, Go(Place::Data), Go(Place::Methods), Go(Place::AboutData)]),
        (Key::MenuView, &[ToggleDrawer, ToggleDark, Larger, Smaller]),
        (Key::MenuHelp, &[Help, Palette]),
    ]
}

impl Command {
    /// Every command, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        menus().into_iter().flat_map(|(_, commands)| commands.iter().copied())
    }

    /// Its words, with what it would undo.
    pub fn name(self, cx: &Cx<'_>) -> String {
        match self {
            Self::Go(Place::Criterion(number)) => words::criterion(cx.lang, number),
            Self::Undo | Self::Redo => {
                let name = match cx.session.is_writing() {
                    true => self.change(cx.session).map(|kind| cx.word(kind).to_owned()),
                    false => self.edit(cx.session).map(|kind| words::edit(cx.lang, kind)),
                };
                let name = name.map(|name| format!(": {name}")).unwrap_or_default();
                format!("{}{name}", cx.say(self.key()))
            }
            _ => cx.say(self.key()).to_owned(),
        }
    }

    /// Whether there is anything for it to do.
    pub fn is_possible(self, session: &Session) -> bool {
        match self {
            Self::Undo | Self::Redo if session.is_writing() => self.change(session).is_some(),
            Self::Undo | Self::Redo => self.edit(session).is_some(),
            Self::Search if session.place == Place::Explorer || session.is_writing() => true,
            _ => !self.needs_dossier() || session.dossier().is_some(),
        }
    }

    /// The edit that undo or redo is about.
    fn edit(self, session: &Session) -> Option<EditKind> {
        let history = session.history()?;
        if self == Self::Undo { history.undo_kind() } else { history.redo_kind() }
    }

    /// The same in a country report.
    fn change(self, session: &Session) -> Option<ChangeKind> {
        let writing = session.writing.as_ref()?;
        if self == Self::Undo { writing.undo_kind() } else { writing.redo_kind() }
    }

    fn key(self) -> Key {
        match self {
            Self::New => Key::CmdNew,
            Self::Open => Key::CmdOpen,
            Self::Sample => Key::CmdSample,
            Self::Save => Key::CmdSave,
            Self::SaveAs => Key::CmdSaveAs,
            Self::Seal => Key::CmdSeal,
            Self::Merge => Key::CmdMerge,
            Self::LoadData => Key::CmdLoadData,
            Self::FillIncidents => Key::CmdFillIncidents,
            Self::ImportIncidents => Key::CmdImportIncidents,
            Self::ExportIncidents => Key::CmdExportIncidents,
            Self::Close => Key::CmdClose,
            Self::Undo => Key::CmdUndo,
            Self::Redo => Key::CmdRedo,
            Self::Search => Key::CmdSearch,
            Self::NextPage => Key::CmdNextPage,
            Self::PreviousPage => Key::CmdPreviousPage,
            Self::Go(Place::Request) => Key::PlaceRequest,
            Self::Go(Place::EndUse) => Key::PlaceEndUse,
            Self::Go(Place::Criterion(_)) => Key::PlaceCriterion,
            Self::Go(Place::Incidents) => Key::PlaceIncidents,
            Self::Go(Place::Decision) => Key::PlaceDecision,
            Self::Go(Place::Review) => Key::PlaceReview,
            Self::Go(Place::Report) => Key::PlaceReport,
            Self::Go(Place::History) => Key::PlaceHistory,
            Self::Go(Place::Relook) => Key::PlaceRelook,
            Self::Go(Place::Data) => Key::PlaceData,
            Self::Go(Place::Methods) => Key::PlaceMethods,
            Self::Go(Place::Start) => Key::PlaceStart,
            Self::Go(Place::Explorer) => Key::PlaceExplorer,
            Self::Go(Place::Writing) => Key::PlaceWriting,
            Self::Go(Place::AboutData) => Key::PlaceAboutData,
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
            Self::Go(Place::Explorer) => (ctrl, K::G),
            Self::Go(Place::Writing) => (ctrl, K::R),
            Self::Go(Place::Incidents) => (ctrl, K::I),
            Self::Go(Place::Report) => (ctrl, K::P),
            Self::Go(place) => {
                let digits = Place::PATH.iter().filter(|other| **other != Place::Incidents);
                let at = digits.into_iter().position(|other| *other == place)?;
                (ctrl, *DIGITS.get(at)?)
            }
            Self::ToggleDrawer => (ctrl, K::E),
            Self::Larger => (ctrl, K::Plus),
            Self::Smaller => (ctrl, K::Minus),
            Self::NextPane => (Modifiers::NONE, K::F6),
            Self::Palette => (ctrl, K::K),
            Self::Help => (Modifiers::NONE, K::F1),
            Self::Sample
            | Self::Seal
            | Self::Merge
            | Self::LoadData
            | Self::FillIncidents
            | Self::ImportIncidents
            | Self::ExportIncidents
            | Self::ToggleDark => return None,
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
            Self::Merge => Action::AskMerge,
            Self::LoadData => Action::AskData,
            Self::FillIncidents => Action::FillIncidents,
            Self::ImportIncidents => Action::AskIncidents,
            Self::ExportIncidents => Action::AskIncidentsOut,
            Self::Close => Action::Close,
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::NextPage => Action::Go(session.place.step(true, session.asks_end_use())),
            Self::PreviousPage => Action::Go(session.place.step(false, session.asks_end_use())),
            Self::Go(place) => Action::Go(place),
            Self::ToggleDark => Action::Set(Setting::Dark(!session.settings.dark)),
            Self::ToggleDrawer => Action::Set(Setting::Drawer(!session.settings.drawer)),
            Self::Larger => Action::Set(Setting::Zoom(session.settings.zoom + ZOOM_STEP)),
            Self::Smaller => {
                Action::Set(Setting::Zoom(session.settings.zoom.saturating_sub(ZOOM_STEP)))
            }
            Self::Search | Self::NextPane | Self::Palette | Self::Help | Self::Seal => return None,
        })
    }

    fn needs_dossier(self) -> bool {
        if let Self::Go(place) = self {
            return place.needs_case();
        }
        !matches!(
            self,
            Self::New
                | Self::Open
                | Self::Sample
                | Self::LoadData
                | Self::Close
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
