//! Where the program keeps what belongs to no dossier: the platform's own places.

use std::path::{Path, PathBuf};

/// Nothing is kept where there is no place.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The file of the settings and recent dossiers.
    pub settings: Option<PathBuf>,
    /// The folder of work that is not saved yet.
    pub recovery: Option<PathBuf>,
    /// The folder of earlier versions.
    pub copies: Option<PathBuf>,
    /// The folder of data packs.
    pub packs: Option<PathBuf>,
    /// The folder of the officer's own rating methods.
    pub methods: Option<PathBuf>,
    /// The folder of the officer's keys.
    pub keys: Option<PathBuf>,
    /// The file of the colleagues' public keys.
    pub colleagues: Option<PathBuf>,
}

impl Places {
    pub fn of_system() -> Self {
        let Some(dirs) = directories::ProjectDirs::from("", "", "kriterion") else {
            return Self::default();
        };
        Self::in_folders(dirs.config_dir(), dirs.data_local_dir())
    }

    pub fn in_folders(config: &Path, data: &Path) -> Self {
        Self {
            settings: Some(config.join("settings.ron")),
            recovery: Some(data.join("recovery")),
            copies: Some(data.join("copies")),
            packs: Some(data.join("packs")),
            methods: Some(data.join("methods")),
            keys: Some(data.join("keys")),
            colleagues: Some(config.join("colleagues.ron")),
        }
    }
}
