//! Everything egui: the window, the screens, the words on them.
//!
//! Reads the session, never changes it: what the officer does goes into the outbox, oldest first.

pub mod app;
pub mod commands;
pub mod cpu_window;
pub mod cx;
pub mod facts;
pub mod gl_window;
pub mod program;
pub mod renderer;
pub mod theme;

mod chrome;
mod dialogs;
mod drawer;
mod screens;
mod widgets;

use crate::session::Session;
use kriterion_heart::text::Lang;
use std::path::PathBuf;

/// Opens the window and runs until it is closed.
pub fn open(
    setting: Option<&str>,
    lang: Lang,
    file: Option<PathBuf>,
    measure: Option<app::Measure>,
) -> Result<(), String> {
    let setup = program::WindowSetup {
        title: "Kriterion".to_owned(),
        app_id: "kriterion".to_owned(),
        size: [1280.0, 800.0],
        min_size: [960.0, 600.0],
        icon: None,
    };
    renderer::run(setting, setup, move |ctx| {
        let session = Session::new(crate::bundle::load(), lang, crate::shell::now());
        Box::new(app::App::new(ctx, session, file, measure))
    })
}
