//! A path is asked for in the window, with a button for the system's own dialog: remote desktops often have none.

use super::Dialogs;
use crate::gui::cx::Cx;
use crate::i18n::Key;
use crate::session::{Landed, PathFor, REPORT_ENDING, Session};
use egui::{Id, Modal, Ui};
use kriterion_heart::dossier::Field;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

pub struct PathDialog {
    wanted: PathFor,
    text: String,
    fresh: bool,
    sender: Sender<Option<PathBuf>>,
    inbox: Receiver<Option<PathBuf>>,
}

impl PathDialog {
    pub fn new(wanted: PathFor, session: &Session) -> Self {
        let (sender, inbox) = channel();
        Self { wanted, text: proposed_path(wanted, session), fresh: true, sender, inbox }
    }
}

fn proposed_path(wanted: PathFor, session: &Session) -> String {
    if let (PathFor::Save, Some(path)) = (wanted, &session.path) {
        return path.display().to_string();
    }
    if let (PathFor::Copies, Some(place)) = (wanted, &session.settings.copies_place) {
        return place.display().to_string();
    }
    let folder = directories::UserDirs::new()
        .map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned())
        .unwrap_or_default();
    if wanted == PathFor::IncidentsOut {
        return folder.join(format!("{}.csv", case_name(session))).display().to_string();
    }
    if wanted == PathFor::Report {
        let wish = session.settings.report;
        let stem = match session.writing.as_ref().filter(|_| session.is_writing()) {
            Some(writing) => writing.manuscript().iso3.to_string(),
            None => format!("{}-{}", case_name(session), wish.kind.code()),
        };
        return folder.join(format!("{stem}.{}", wish.form.ending())).display().to_string();
    }
    if wanted == PathFor::NewReport {
        let state = session.begins().map_or_else(String::new, |state| state.to_string());
        let day = session.today();
        let name = format!("{state}-{}.{REPORT_ENDING}", day.year);
        return folder.join(name).display().to_string();
    }
    if wanted == PathFor::ExportMethod {
        return folder.join(format!("{}.ron", session.exporting())).display().to_string();
    }
    if wanted != PathFor::Save {
        return format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    }
    folder.join(format!("{}.kriterion", case_name(session))).display().to_string()
}

/// The number of the case, as far as a file can have it for its name.
fn case_name(session: &Session) -> String {
    let number = session.dossier().map_or("", |dossier| dossier.request.field(Field::CaseNumber));
    let name: String = number
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' })
        .take(60)
        .collect();
    if name.is_empty() { "kriterion".to_owned() } else { name }
}

pub fn path_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs) {
    let Some(dialog) = &mut dialogs.path else { return };
    if let Ok(Some(path)) = dialog.inbox.try_recv() {
        dialog.text = path.display().to_string();
    }
    let (title, button) = match dialog.wanted {
        PathFor::Open => (Key::OpenTitle, Key::OpenButton),
        PathFor::Save => (Key::SaveTitle, Key::SaveButton),
        PathFor::Attach(_) => (Key::AttachTitle, Key::AttachButton),
        PathFor::Key => (Key::KeyUse, Key::OpenButton),
        PathFor::Copies => (Key::CopiesPlaceTitle, Key::CopiesPlaceButton),
        PathFor::Merge => (Key::CmdMerge, Key::MergePathButton),
        PathFor::Data => (Key::DataTitle, Key::DataLoadButton),
        PathFor::Incidents => (Key::IncidentsImport, Key::IncidentsImportButton),
        PathFor::IncidentsOut => (Key::IncidentsExport, Key::IncidentsExportButton),
        PathFor::NewReport => (Key::ReportNewTitle, Key::ReportNewButton),
        PathFor::Report => (Key::ReportExportTitle, Key::ReportExportButton),
        PathFor::Method => (Key::MethodImportTitle, Key::MethodImportButton),
        PathFor::ExportMethod => (Key::MethodExportTitle, Key::MethodExportButton),
    };
    let mut done = false;
    let modal = Modal::new(Id::unique("path")).show(ui.ctx(), |ui| {
        ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        ui.heading(cx.say(title));
        let label = ui.label(cx.say(Key::PathLabel));
        let field =
            ui.add(egui::TextEdit::singleline(&mut dialog.text).desired_width(f32::INFINITY));
        let field = field.labelled_by(label.id);
        if std::mem::take(&mut dialog.fresh) {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            done = ui.button(cx.say(button)).clicked() || entered;
            if ui.button(cx.say(Key::Browse)).clicked() {
                browse(dialog, ui.ctx());
            }
            if ui.button(cx.say(Key::Cancel)).clicked() {
                ui.close();
            }
        });
    });
    if done && !dialog.text.trim().is_empty() {
        let path = PathBuf::from(dialog.text.trim());
        dialogs.ready = Some(Landed::Path { wanted: dialog.wanted, path });
        dialogs.path = None;
        ui.ctx().request_repaint();
    } else if modal.should_close() {
        dialogs.path = None;
    }
}

/// The system's own dialog: opened here, awaited on a thread, answered into the field.
fn browse(dialog: &PathDialog, ctx: &egui::Context) {
    let ours = rfd::AsyncFileDialog::new();
    let ours = match dialog.wanted {
        PathFor::Attach(_) | PathFor::Copies | PathFor::Data | PathFor::Report => ours,
        PathFor::Incidents | PathFor::IncidentsOut => ours.add_filter("CSV", &["csv"]),
        PathFor::Key => ours.add_filter("Kriterion", &["kriterion-key"]),
        PathFor::Method | PathFor::ExportMethod => ours.add_filter("RON", &["ron"]),
        PathFor::NewReport => ours.add_filter("Kriterion", &[REPORT_ENDING]),
        PathFor::Open => ours.add_filter("Kriterion", &["kriterion", REPORT_ENDING]),
        PathFor::Save | PathFor::Merge => ours.add_filter("Kriterion", &["kriterion"]),
    };
    let (sender, ctx) = (dialog.sender.clone(), ctx.clone());
    let wanted = dialog.wanted;
    let work = async move {
        let chosen = match wanted {
            PathFor::Save
            | PathFor::ExportMethod
            | PathFor::IncidentsOut
            | PathFor::NewReport
            | PathFor::Report => ours.save_file().await,
            PathFor::Copies => ours.pick_folder().await,
            _ => ours.pick_file().await,
        };
        chosen.map(|file| file.path().to_owned())
    };
    let started = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
        sender.send(pollster::block_on(work)).ok();
        ctx.request_repaint();
    });
    if let Err(error) = started {
        eprintln!("file dialog: {error}");
    }
}
