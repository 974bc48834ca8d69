//! Rating and suggestions as a whole: on an invented world, and on the bundled data.

mod answers;
pub(crate) mod build;
mod flips;
pub(crate) mod invented;
mod real;

use crate::{Bundle, bundle_from_texts};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All RON files below a folder, named by their path in it.
fn texts(folder: &Path, below: &Path, out: &mut Vec<(String, String)>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            texts(&path, below, out);
        } else if path.extension().is_some_and(|ending| ending == "ron") {
            let name = path.strip_prefix(below).unwrap().to_string_lossy().replace('\\', "/");
            out.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The bundle of this checkout, read once.
pub(crate) fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        let read = |name: &str| {
            let (mut files, folder) = (Vec::new(), root().join(name));
            texts(&folder, &folder, &mut files);
            files
        };
        bundle_from_texts(&read("criteria"), &read("assets"))
    })
}
