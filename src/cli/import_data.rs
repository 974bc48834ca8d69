//! `kriterion import-data`: reads tables from folders, writes what the import makes of them.
//!
//! Knows the files; what stands in them is the business of `import`.

use crate::import::{Conversion, ImportReport, Inputs, Table, convert};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The part of the data folder that its own tables are made from; it holds none for the program.
const NOT_FOR_US: &str = "inputs";

/// What went wrong with a file, and which.
#[derive(Debug)]
pub struct FileError {
    pub path: PathBuf,
    pub error: io::Error,
}

/// Imports the tables of all folders, later ones over earlier ones, into the folder `into`.
pub fn run(
    folders: &[PathBuf],
    into: &Path,
    label: Option<&str>,
) -> Result<ImportReport, FileError> {
    let mut tables = Vec::new();
    for folder in folders {
        collect(folder, "", &mut tables)?;
    }
    let inputs = Inputs { tables, now: present(into)?, label: label.map(str::to_owned) };
    let Conversion { files, report } = convert(&inputs);
    for path in report.added.iter().chain(&report.changed) {
        if let Some(text) = files.get(path) {
            write(&into.join(path), text)?;
        }
    }
    for path in &report.gone {
        let path = into.join(path);
        fs::remove_file(&path).map_err(|error| FileError { path: path.clone(), error })?;
        if let Some(folder) = path.parent() {
            let _ = fs::remove_dir(folder); // Only an empty folder goes.
        }
    }
    Ok(report)
}

/// All tables of a folder and of the folders in it.
fn collect(folder: &Path, below: &str, tables: &mut Vec<Table>) -> Result<(), FileError> {
    for path in entries(folder)? {
        let name = name_of(&path);
        if path.is_dir() {
            if below.is_empty() && name != NOT_FOR_US {
                collect(&path, &format!("{name}/"), tables)?;
            }
        } else if name.ends_with(".csv") {
            tables.push(Table {
                name: format!("{below}{name}"),
                file: path.display().to_string(),
                text: read(&path)?,
            });
        }
    }
    Ok(())
}

/// What the folder for the data holds now, by path with `/`.
fn present(into: &Path) -> Result<BTreeMap<String, String>, FileError> {
    let mut now = BTreeMap::new();
    if !into.exists() {
        return Ok(now);
    }
    for path in
        entries(into)?.into_iter().filter(|path| path.is_file() && name_of(path).ends_with(".ron"))
    {
        now.insert(name_of(&path), read(&path)?);
    }
    for folder in ["data", "countries"] {
        present_below(&into.join(folder), &format!("{folder}/"), &mut now)?;
    }
    Ok(now)
}

fn present_below(
    folder: &Path,
    below: &str,
    now: &mut BTreeMap<String, String>,
) -> Result<(), FileError> {
    if !folder.exists() {
        return Ok(());
    }
    for path in entries(folder)? {
        let name = name_of(&path);
        if path.is_dir() {
            present_below(&path, &format!("{below}{name}/"), now)?;
        } else if name.ends_with(".ron") {
            now.insert(format!("{below}{name}"), read(&path)?);
        }
    }
    Ok(())
}

/// Sorted, so that the order of the file system does not matter.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let failed = |error| FileError { path: folder.to_owned(), error };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(|error| FileError { path: path.to_owned(), error })
}

/// Writes beside the file and then over it, so that there is never half a file.
pub fn write(path: &Path, text: &str) -> Result<(), FileError> {
    let failed = |error| FileError { path: path.to_owned(), error };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let beside = path.with_extension("ron.new");
    fs::write(&beside, text).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
