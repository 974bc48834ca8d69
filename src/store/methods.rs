//! Rating methods of one's own: a folder with a file each, to be read and mended by people.

use super::whole::read_plain;
use super::{OpenProblem, SaveProblem, disk, write_whole};
use std::fs;
use std::path::Path;

/// The shipped ones have a tenth of it.
pub const MOST_METHOD: u64 = 1024 * 1024;
/// More fit no list that anybody chooses from.
const MOST_METHODS: usize = 100;

/// A method as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodFile {
    /// Its name in the folder.
    pub file: String,
    pub text: Result<String, OpenProblem>,
}

/// All methods of the folder, by name.
pub fn read_methods(folder: &Path) -> Vec<MethodFile> {
    let mut files: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flat_map(|all| all.flatten())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| is_plain(name))
        .collect();
    files.sort();
    files.truncate(MOST_METHODS);
    files
        .into_iter()
        .map(|file| MethodFile { text: read_method(&folder.join(&file)), file })
        .collect()
}

/// One method from anywhere.
pub fn read_method(path: &Path) -> Result<String, OpenProblem> {
    let bytes = read_plain(path, MOST_METHOD).map_err(|error| OpenProblem::from_io(&error))?;
    String::from_utf8(bytes).map_err(|_| OpenProblem::Foreign)
}

/// Writes a method into the folder, over what was there under its name.
pub fn write_method(folder: &Path, file: &str, text: &str) -> Result<(), SaveProblem> {
    if !is_plain(file) {
        return Err(SaveProblem::NoSuchFolder);
    }
    disk::create_folder(folder).map_err(|error| SaveProblem::from_io(&error))?;
    write_whole(&folder.join(file), text.as_bytes()).map_err(|error| SaveProblem::from_io(&error))
}

pub fn remove_method(folder: &Path, file: &str) -> Result<(), SaveProblem> {
    if !is_plain(file) {
        return Err(SaveProblem::NoSuchFolder);
    }
    disk::remove(&folder.join(file)).map_err(|error| SaveProblem::from_io(&error))
}

/// A name in the folder: no path is followed, and drafts of a crash are no methods.
fn is_plain(name: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    name.strip_suffix(".ron").is_some_and(|stem| !stem.is_empty() && stem.chars().all(good))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_kept_by_name_and_no_path_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("new/methods");
        assert_eq!(read_methods(&root), []);
        write_method(&root, "b.ron", "two").unwrap();
        write_method(&root, "a.ron", "one").unwrap();
        write_method(&root, "a.ron", "three").unwrap();
        let texts: Vec<_> =
            read_methods(&root).into_iter().map(|found| found.text.unwrap()).collect();
        assert_eq!(texts, ["three", "two"]);
        for outside in ["../a.ron", "a/b.ron", ".ron", "a.txt", "/a.ron"] {
            assert!(write_method(&root, outside, "").is_err(), "{outside}");
            assert!(remove_method(&root, outside).is_err(), "{outside}");
        }
        fs::write(root.join(".kriterion-draft.ron"), "half").unwrap();
        remove_method(&root, "a.ron").unwrap();
        let files: Vec<_> = read_methods(&root).into_iter().map(|found| found.file).collect();
        assert_eq!(files, ["b.ron"]);
        assert_eq!(remove_method(&root, "a.ron"), Ok(()), "it is gone already");
    }

    #[test]
    fn what_is_no_text_or_too_large_is_told_and_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("bad.ron"), [0xff, 0xfe]).unwrap();
        fs::write(folder.path().join("good.ron"), "()").unwrap();
        fs::write(folder.path().join("huge.ron"), vec![b' '; MOST_METHOD as usize + 1]).unwrap();
        fs::create_dir(folder.path().join("folder.ron")).unwrap();
        let found = read_methods(folder.path());
        let sound = found.iter().filter(|file| file.text.is_ok()).count();
        assert_eq!((found.len(), sound), (4, 1));
        assert_eq!(found[0].text, Err(OpenProblem::Foreign));
    }
}
