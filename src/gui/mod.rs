//! Everything egui: the window, the screens, the words on them.
//!
//! Reads the session, never changes it: what the officer does goes into the outbox, oldest first.

pub mod app;
pub mod bench;
pub mod chart;
pub mod commands;
pub mod cpu_window;
pub mod cx;
pub mod facts;
pub mod flags;
pub mod fonts;
pub mod gl_window;
pub mod map;
pub mod methods;
mod preview;
pub mod program;
pub mod renderer;
pub mod theme;

mod beside;
mod cells;
mod chrome;
mod dialogs;
mod drag;
mod drawer;
pub mod explorer;
mod later;
mod panes;
mod path;
mod relooks;
mod screens;
mod stages;
mod why;
mod widgets;
mod writing;

use crate::bundle;
use crate::session::{Session, Settings};
use crate::shell::{self, Places};
use kriterion_heart::text::Lang;
use std::path::PathBuf;

/// Opens the window and runs until it is closed. `said` is the language of the command line, `system` that of the machine.
pub fn open(
    renderer: Option<&str>,
    said: Option<Lang>,
    system: Lang,
    file: Option<PathBuf>,
    measure: Option<app::Measure>,
) -> Result<(), String> {
    // Facts are unpacked while the window opens.
    let places = Places::of_system();
    let kept = places.clone();
    let load = move || shell::facts(bundle::load(), &kept);
    let loading = std::thread::Builder::new().name("load".to_owned()).spawn(load.clone());
    renderer::run(renderer, setup(), move |ctx| {
        let settings: Settings = shell::kept(places.settings.as_deref());
        let lang = said.or(settings.lang).unwrap_or(system);
        // Without a thread, or where it failed, the facts are unpacked here.
        let loaded = loading.ok().and_then(|thread| thread.join().ok());
        let loaded = loaded.unwrap_or_else(load);
        let mut session = Session::new(std::sync::Arc::clone(&loaded.base), lang, shell::now());
        session.settings = settings;
        session.take_data(loaded);
        Box::new(app::App::new(ctx, session, places, file, measure))
    })
}

/// Opens a window with nothing in it and closes it after the first frame.
pub fn open_empty(renderer: Option<&str>, measure: app::Measure) -> Result<(), String> {
    renderer::run(renderer, setup(), move |_| Box::new(bench::Empty { measure, quit: false }))
}

fn setup() -> program::WindowSetup {
    program::WindowSetup {
        title: "Kriterion".to_owned(),
        app_id: "kriterion".to_owned(),
        size: [1280.0, 800.0],
        min_size: [960.0, 600.0],
        icon: None,
    }
}
