//! Keeps the settings and the list of colleagues: written off the window's thread, the newest last, and before the
//! program ends.

use crate::store;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// What the last run has kept. A file that cannot be read costs the choices, never the start.
pub fn kept<T: DeserializeOwned + Default>(path: Option<&Path>) -> T {
    let text = path.and_then(|path| std::fs::read_to_string(path).ok());
    text.and_then(|text| ron::from_str(&text).ok()).unwrap_or_default()
}

/// Writes one kind of thing to one file, or nowhere.
pub struct Keeper<T> {
    path: Option<PathBuf>,
    newest: Arc<Mutex<Option<T>>>,
    /// One writer at a time.
    writing: Arc<Mutex<()>>,
    threads: Vec<JoinHandle<()>>,
}

impl<T: Serialize + Send + 'static> Keeper<T> {
    pub fn new(path: Option<PathBuf>) -> Self {
        Self { path, newest: Arc::default(), writing: Arc::default(), threads: Vec::new() }
    }

    pub fn keep(&mut self, thing: T) {
        let Some(path) = self.path.clone() else { return };
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = Some(thing);
        let (newest, writing) = (Arc::clone(&self.newest), Arc::clone(&self.writing));
        let work = move || {
            let _one = writing.lock();
            let thing = newest.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(Err(error)) = thing.map(|thing| write(&path, &thing)) {
                eprintln!("{}: {error}", path.display());
            }
        };
        self.threads.retain(|thread| !thread.is_finished());
        match thread::Builder::new().name("keeper".to_owned()).spawn(work) {
            Ok(thread) => self.threads.push(thread),
            Err(error) => eprintln!("keeper: {error}"),
        }
    }
}

impl<T> Drop for Keeper<T> {
    fn drop(&mut self) {
        for thread in self.threads.drain(..) {
            thread.join().ok(); // What went wrong was said by the thread.
        }
    }
}

fn write(path: &Path, thing: &impl Serialize) -> Result<(), String> {
    let text = ron::ser::to_string_pretty(thing, ron::ser::PrettyConfig::new())
        .map_err(|error| error.to_string())?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    store::write_whole(path, text.as_bytes()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Keeper, kept};
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
        assert_eq!(kept::<Settings>(Some(&path)).zoom, 300);
        std::fs::write(&path, "(zoom:").unwrap();
        assert_eq!(kept::<Settings>(Some(&path)), Settings::default());
    }
}
