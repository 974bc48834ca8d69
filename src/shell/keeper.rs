//! Keeps the settings: written off the window's thread, the newest last, and before the program ends.

use crate::session::Settings;
use crate::store;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// The settings of the last run. A file that cannot be read costs the choices, never the start.
pub fn settings(path: Option<&Path>) -> Settings {
    let text = path.and_then(|path| std::fs::read_to_string(path).ok());
    text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
}

/// Writes settings to one file, or nowhere.
pub struct Keeper {
    path: Option<PathBuf>,
    newest: Arc<Mutex<Option<Settings>>>,
    /// One writer at a time.
    writing: Arc<Mutex<()>>,
    threads: Vec<JoinHandle<()>>,
}

impl Keeper {
    pub fn new(path: Option<PathBuf>) -> Self {
        Self { path, newest: Arc::default(), writing: Arc::default(), threads: Vec::new() }
    }

    pub fn keep(&mut self, settings: Settings) {
        let Some(path) = self.path.clone() else { return };
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = Some(settings);
        let (newest, writing) = (Arc::clone(&self.newest), Arc::clone(&self.writing));
        let work = move || {
            let _one = writing.lock();
            let settings = newest.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(Err(error)) = settings.map(|settings| write(&path, &settings)) {
                eprintln!("{}: {error}", path.display());
            }
        };
        self.threads.retain(|thread| !thread.is_finished());
        match thread::Builder::new().name("settings".to_owned()).spawn(work) {
            Ok(thread) => self.threads.push(thread),
            Err(error) => eprintln!("settings: {error}"),
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        for thread in self.threads.drain(..) {
            thread.join().ok(); // What went wrong was said by the thread.
        }
    }
}

fn write(path: &Path, settings: &Settings) -> Result<(), String> {
    let text = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::new())
        .map_err(|error| error.to_string())?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    store::write_whole(path, text.as_bytes()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Keeper, settings};
    use crate::session::{Setting, Settings};

    #[test]
    fn the_newest_settings_are_kept_and_a_garbled_file_gives_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new folder/settings.ron");
        let mut keeper = Keeper::new(Some(path.clone()));
        let mut now = Settings::default();
        for zoom in [80, 120, 1000] {
            now.set(Setting::Zoom(zoom));
            keeper.keep(now.clone());
        }
        drop(keeper);
        assert_eq!(settings(Some(&path)).zoom, 300);
        std::fs::write(&path, "(zoom:").unwrap();
        assert_eq!(settings(Some(&path)), Settings::default());
    }
}
