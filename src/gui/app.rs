//! The program in its window: gives frames to the screens, actions to the session, effects to the shell.

use crate::gui::chrome;
use crate::gui::commands::Command;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::dialogs::{self, Dialogs};
use crate::gui::drawer::Drawer;
use crate::gui::explorer::{Explorer, View};
use crate::gui::facts::Facts;
use crate::gui::flags::Flags;
use crate::gui::fonts;
use crate::gui::methods::{MethodsPage, Section};
use crate::gui::panes::Panes;
use crate::gui::program::Program;
use crate::gui::screens::{
    EndUseState, IncidentsState, MappingState, RelookState, ReportState, ReviewState,
};
use crate::gui::theme::Theme;
use crate::gui::writing::WritingState;
use crate::session::{Action, Place, Session, Setting, Settings};
use crate::shell::{self, Places, Rest, Shell};
use crate::store;
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::search::SearchIndex;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{SystemTime, UNIX_EPOCH};

/// What belongs to the window alone and to no dossier.
#[derive(Default)]
pub struct Local {
    pub dialogs: Dialogs,
    pub drawer: Drawer,
    pub explorer: Explorer,
    /// Finds facts, once it is made.
    pub index: Option<Arc<SearchIndex>>,
    pub panes: Panes,
    pub about: chrome::AboutState,
    pub review: ReviewState,
    pub report: ReportState,
    pub writing: WritingState,
    pub relook: RelookState,
    pub end_use: EndUseState,
    pub incidents: IncidentsState,
    pub mapping: MappingState,
    pub methods: MethodsPage,
}

pub struct App {
    session: Session,
    shell: Shell,
    local: Local,
    facts: Facts,
    flags: Flags,
    /// The search index on its way, once a case is open, and the facts it is of.
    index: Option<(Arc<Bundle>, Receiver<SearchIndex>)>,
    styled: Option<bool>,
    titled: String,
    quit: bool,
    measure: Option<Measure>,
    clock: fn() -> u64,
}

/// `--measure-start`: say when the first frame is on screen, then leave or stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Nanoseconds since 1970 from which the time counts.
    pub from: u128,
    pub stay: bool,
}

impl Measure {
    /// Prints how long it took until now.
    pub fn tell(&self) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        println!("first_frame_ms={}", now.saturating_sub(self.from) / 1_000_000);
    }
}

impl App {
    pub fn new(
        ctx: &egui::Context,
        mut session: Session,
        places: Places,
        file: Option<PathBuf>,
        measure: Option<Measure>,
    ) -> Self {
        ctx.set_fonts(fonts::definitions());
        // Ctrl+0 is the request, and the size is kept with the settings.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        // A key that cannot be read is told when it is wanted, by its absence.
        let key = session.settings.key.as_deref();
        session.key = key.and_then(|path| store::read_key(path).ok());
        session.colleagues = shell::kept(places.colleagues.as_deref());
        let waker = ctx.clone();
        let shell = Shell::new(places, move || waker.request_repaint());
        shell.look_for_left();
        let mut app = Self {
            session,
            shell,
            local: Local::default(),
            facts: Facts::default(),
            flags: Flags::default(),
            index: None,
            styled: None,
            titled: String::new(),
            quit: false,
            measure,
            clock: shell::now,
        };
        if let Some(path) = file {
            app.apply(Action::Open(path));
        }
        app
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Opens a state in the explorer.
    pub fn explore(&mut self, state: Iso3, view: View) {
        self.local.explorer.open(state, view);
    }

    /// Whether what the explorer shows is still being made.
    pub fn explorer_waits(&self) -> bool {
        self.local.explorer.is_waiting()
    }

    /// Whether pages of the preview are still being made.
    pub fn report_waits(&self) -> bool {
        self.local.report.is_waiting() || self.local.writing.is_waiting()
    }

    /// Opens a section of the profile, counted from the first.
    pub fn explore_section(&mut self, at: usize) {
        self.local.explorer.turn_to(at);
    }

    /// Opens a part of the method on the page.
    pub fn turn_method_to(&mut self, section: Section) {
        self.local.methods.turn_to(section);
    }

    /// Another clock than the system's, so that a test's pictures do not depend on the day.
    pub fn set_clock(&mut self, clock: fn() -> u64) {
        self.clock = clock;
    }

    pub fn apply(&mut self, action: Action) {
        for effect in self.session.update(action) {
            match self.shell.perform(effect) {
                Rest::Nothing => (),
                Rest::AskPath(wanted) => self.local.dialogs.ask(wanted, &self.session),
                Rest::Quit => self.quit = true,
            }
        }
    }

    fn command(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::Search if self.session.place == Place::Explorer => {
                self.local.explorer.focus_search();
            }
            Command::Search if self.session.is_writing() => self.local.writing.focus_search(),
            Command::Search => {
                self.local.drawer.focus_search();
                self.open_drawer(ctx);
            }
            Command::ToggleDrawer if chrome::is_narrow(ctx) => {
                self.local.drawer.over = !self.local.drawer.over;
            }
            Command::NextPane => self.local.panes.next(ctx),
            Command::Palette => self.local.dialogs.palette(),
            Command::Help => self.local.dialogs.help(),
            Command::Seal => self.local.dialogs.seal(),
            other => {
                if let Some(action) = other.action(&self.session) {
                    self.apply(action);
                }
            }
        }
    }

    fn open_drawer(&mut self, ctx: &egui::Context) {
        self.local.drawer.over = chrome::is_narrow(ctx);
        if !self.session.settings.drawer {
            self.apply(Action::Set(Setting::Drawer(true)));
        }
    }

    fn shortcuts(&mut self, ctx: &egui::Context) {
        // The longest combination first: Ctrl+Shift+Z must not be read as Ctrl+Z.
        let mut commands: Vec<_> =
            Command::all().filter_map(|c| c.shortcut().map(|s| (s, c))).collect();
        commands.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
        for (shortcut, command) in commands {
            if command.is_possible(&self.session)
                && ctx.input_mut(|input| input.consume_shortcut(&shortcut))
            {
                self.command(command, ctx);
            }
        }
    }

    /// Has the search index made off the window's thread; without one the first letter typed would wait for it.
    fn fetch_index(&mut self, ctx: &egui::Context) {
        if self.session.dossier().is_none() && self.session.place != Place::Explorer {
            return;
        }
        let bundle = Arc::clone(&self.session.bundle);
        if self.index.as_ref().is_some_and(|(of, _)| !Arc::ptr_eq(of, &bundle)) {
            (self.index, self.local.index) = (None, None);
            self.local.drawer.forget_facts();
        }
        let (_, index) = self.index.get_or_insert_with(|| {
            let (sender, inbox) = channel();
            let of = Arc::clone(&bundle);
            let wake = ctx.clone();
            let work = move || {
                sender.send(SearchIndex::new(&bundle.atlas)).ok(); // The window may already be gone.
                wake.request_repaint();
            };
            // Without a thread the first search makes the index.
            std::thread::Builder::new().name("index".to_owned()).spawn(work).ok();
            (of, inbox)
        });
        if let Ok(index) = index.try_recv() {
            let index = Arc::new(index);
            self.local.drawer.take_index(Arc::clone(&index));
            self.local.index = Some(index);
        }
    }

    /// What the explorer shows, and what is contradicted.
    fn look_up(&mut self, ctx: &egui::Context) {
        let Self { session, local, flags, .. } = self;
        local.drawer.enter(session.dossier().map(|dossier| dossier.id.as_str()));
        let (ctx, waker, for_report) = (ctx.clone(), ctx.clone(), ctx.clone());
        local.methods.refresh(session, move || waker.request_repaint());
        flags.refresh(session, local.explorer.state(), move || ctx.request_repaint());
        local.explorer.refresh(session, flags);
        local.end_use.refresh(session);
        local.incidents.refresh(session);
        if session.place == Place::Writing {
            local.writing.refresh(&for_report, session);
        }
        if session.place == Place::Report {
            local.report.refresh(&for_report, session);
        }
    }

    /// Brings colours, size and title in line with the session.
    fn look(&mut self, ctx: &egui::Context) {
        let Settings { dark, zoom, .. } = self.session.settings;
        if self.styled != Some(dark) {
            Theme::of(dark).apply(ctx);
            self.styled = Some(dark);
        }
        ctx.set_zoom_factor(f32::from(zoom) / 100.0);
        let title = title(&self.session);
        if self.titled != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.titled = title;
        }
    }

    fn dropped_files(&mut self, ctx: &egui::Context) {
        let dropped =
            ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.apply(Action::Dropped(path));
        }
    }
}

impl Program for App {
    fn logic(&mut self, ctx: &egui::Context) {
        self.apply(Action::Tick { now: (self.clock)() });
        for landed in self.shell.landed() {
            self.apply(Action::Landed(Box::new(landed)));
        }
        if let Some(landed) = self.local.dialogs.landed() {
            self.apply(Action::Landed(Box::new(landed)));
        }
        if self.quit {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        self.look(ctx);
        self.fetch_index(ctx);
        self.facts.refresh(&self.session);
        self.look_up(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.dropped_files(&ctx);
        if !self.local.dialogs.is_open() && self.session.question.is_none() {
            self.shortcuts(&ctx);
        }
        let mut out = Outbox::default();
        let mut commands = Vec::new();
        {
            let Self { session, local, facts, flags, .. } = self;
            let theme = Theme::of(session.settings.dark);
            let cx = Cx { session, lang: session.lang, theme, facts, flags };
            chrome::root_ui(ui, &cx, local, &mut out, &mut commands);
            dialogs::dialogs_ui(ui, &cx, local, &mut out, &mut commands);
        }
        let acted = !commands.is_empty();
        for command in commands {
            self.command(command, &ctx);
        }
        let actions = out.take();
        if acted || !actions.is_empty() {
            // What was done shows in the next frame, not when the mouse moves again.
            ctx.request_repaint();
        }
        for action in actions {
            self.apply(action);
        }
        self.facts.refresh(&self.session);
        self.look_up(&ctx);
    }

    fn may_close(&mut self, _ctx: &egui::Context) -> bool {
        if !self.quit {
            self.apply(Action::Close);
        }
        self.quit
    }

    fn shown(&mut self, ctx: &egui::Context) {
        let Some(measure) = self.measure.take() else { return };
        measure.tell();
        if !measure.stay {
            self.quit = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}

/// The window's title: the case, or the program.
fn title(session: &Session) -> String {
    let name = session
        .path
        .as_ref()
        .and_then(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned());
    match (name, session.place) {
        (Some(name), place) if place != Place::Start => format!("{name} · Kriterion"),
        _ => "Kriterion".to_owned(),
    }
}
