//! Kriterion: reads the arguments, opens the window or runs one command.

use kriterion::cli::{self, Start};
use kriterion_heart::text::Lang;
use std::process::ExitCode;

fn main() -> ExitCode {
    let started = std::time::SystemTime::now();
    let lang = system_language();
    match cli::run(std::env::args_os().skip(1), lang, frames()) {
        Start::Done(code) => code,
        Start::Window { file, measure } => window(started, lang, file, measure),
    }
}

/// What measures the window's frames, where there is a window.
fn frames() -> cli::Extra {
    #[cfg(feature = "gui")]
    return kriterion::gui::bench::figures;
    #[cfg(not(feature = "gui"))]
    return |_| Vec::new();
}

/// The language of the system, or English.
fn system_language() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    named.and_then(|name| Lang::from_code(&name)).unwrap_or_default()
}

#[cfg(feature = "gui")]
fn window(
    started: std::time::SystemTime,
    lang: Lang,
    file: Option<std::path::PathBuf>,
    measure: Option<cli::Measure>,
) -> ExitCode {
    use kriterion::gui::app::Measure;
    let given = std::env::var("KRITERION_START_NS").ok().and_then(|text| text.parse().ok());
    let own = started.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let from = given.unwrap_or(own);
    let renderer = std::env::var("KRITERION_RENDERER").ok();
    let ended = if measure == Some(cli::Measure::Empty) {
        kriterion::gui::open_empty(renderer.as_deref(), Measure { from, stay: false })
    } else {
        let measure = measure.map(|wish| Measure { from, stay: wish == cli::Measure::Stay });
        let said = cli::language(std::env::args_os().skip(1));
        kriterion::gui::open(renderer.as_deref(), said, lang, file, measure)
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(3)
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(
    _started: std::time::SystemTime,
    lang: Lang,
    _file: Option<std::path::PathBuf>,
    _measure: Option<cli::Measure>,
) -> ExitCode {
    eprintln!("{}", kriterion::i18n::say(lang, kriterion::i18n::Key::NoWindowBuilt));
    ExitCode::from(2)
}
