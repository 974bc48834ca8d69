//! Files of data: read, kept, and put on the facts, off the window's thread.

use crate::import::incidents::text_of;
use crate::import::publisher::mapping::{self, Mapping, Sketch, sketch};
use crate::import::publisher::{self, Imported, NotRead, PublisherFile};
use crate::session::{DataPack, DataProblem, Landed, Loaded, PackState, Sketched, Waiting};
use crate::store::{self, OpenProblem, PackEntry, PackFile, PackSign, SaveProblem};
use kriterion_heart::Bundle;
use kriterion_heart::pack::{self, MOST_BYTES, Pack};
use kriterion_heart::text::Text;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No table of incidents is larger.
const MOST_INCIDENTS: u64 = 64 << 20;

/// Publishers' workbooks and archives are larger than what the program takes of them.
pub const MOST_PUBLISHED: u64 = 512 << 20;

/// The facts with the packs that are kept in a folder on them.
pub fn with_packs(base: Arc<Bundle>, folder: Option<&Path>) -> Loaded {
    let files = folder.map(store::read_packs).unwrap_or_default();
    if files.is_empty() {
        return Loaded { bundle: Arc::clone(&base), base, packs: Vec::new(), methods: None };
    }
    let mut now = Bundle::clone(&base);
    let packs = files.into_iter().map(|file| put_on(&mut now, file)).collect();
    Loaded { base, bundle: Arc::new(now), packs, methods: None }
}

/// Puts a pack on, where it is in force, and says what of it can be used.
fn put_on(now: &mut Bundle, file: PackFile) -> DataPack {
    let PackFile { entry, text, sign } = file;
    let name = Text::same(entry.file.as_str());
    let bare = |entry, state| DataPack {
        entry,
        label: name.clone(),
        made: None,
        rows: 0,
        sign: sign.clone(),
        state,
    };
    let text = match text {
        Ok(text) => text,
        Err(problem) => return bare(entry, PackState::Unreadable(problem)),
    };
    let (read, mut faults) = pack::read(&entry.file, &text, &now.atlas);
    let Some(read) = read else { return bare(entry, PackState::Faulty(faults)) };
    let forged = sign == PackSign::Bad;
    if entry.on && !forged {
        let (atlas, refused) = pack::apply(&now.atlas, std::slice::from_ref(&read));
        now.atlas = atlas;
        faults.extend(refused);
    }
    let state = match faults.is_empty() {
        _ if forged => PackState::Forged,
        true => PackState::Sound,
        false => PackState::Partly(faults),
    };
    let rows = read.rows();
    DataPack { entry, label: read.label, made: read.made, rows, sign, state }
}

/// The text of a table of incidents.
pub fn incidents(path: &Path) -> Result<String, DataProblem> {
    let bytes = store::read_limited(path, MOST_INCIDENTS)
        .map_err(|error| DataProblem::Open(OpenProblem::from_io(&error)))?;
    text_of(&bytes).map_err(DataProblem::NotRead)
}

/// Reads a file of data and says what it would change: a pack, or a table of a publisher, or one that an officer has
/// mapped. Of any other table it says what its columns seem to hold.
pub fn read(path: PathBuf, mapping: Option<&Mapping>, bundle: &Bundle) -> Landed {
    let result = waiting_of(&path, mapping, bundle);
    if let Err(DataProblem::NotRead(NotRead::UnknownKind)) = &result
        && let Some(sketch) = sketched(&path, bundle)
    {
        return Landed::DataSketched(Box::new(Sketched { path, sketch }));
    }
    Landed::DataRead { path, result }
}

/// A first look at a table in which something seems to be a state and something a figure.
fn sketched(path: &Path, bundle: &Bundle) -> Option<Sketch> {
    let bytes = store::read_limited(path, MOST_PUBLISHED).ok()?;
    let sketch = sketch(&PublisherFile { name: "", bytes: &bytes }, &bundle.atlas).ok()?;
    sketch.sheets.iter().any(|sheet| sheet.proposal().is_some()).then_some(sketch)
}

fn waiting_of(
    path: &Path,
    mapping: Option<&Mapping>,
    bundle: &Bundle,
) -> Result<Box<Waiting>, DataProblem> {
    let open = |error: &std::io::Error| DataProblem::Open(OpenProblem::from_io(error));
    let bytes = store::read_limited(path, MOST_PUBLISHED).map_err(|error| open(&error))?;
    let name =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if let Some(mapping) = mapping {
        let file = PublisherFile { name: &name, bytes: &bytes };
        return of_table(path, mapping::apply(mapping, &file, &bundle.atlas), bundle);
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) if pack::looks_like_pack(text) => of_pack(path, &name, text, bundle),
        _ => {
            let file = PublisherFile { name: &name, bytes: &bytes };
            of_table(path, publisher::read(&file, &bundle.atlas), bundle)
        }
    }
}

fn of_table(
    path: &Path,
    read: Result<Imported, NotRead>,
    bundle: &Bundle,
) -> Result<Box<Waiting>, DataProblem> {
    let read = read.map_err(DataProblem::NotRead)?;
    let mut waiting = waiting(path, &read.pack, pack::preview(&bundle.atlas, &read.pack));
    waiting.rejected = read.rejected;
    waiting.remarks = read.remarks;
    waiting.kind = Some(read.kind);
    if waiting.text.len() > MOST_BYTES {
        // It could be kept, and not read again.
        return Err(DataProblem::NotRead(NotRead::TooLarge));
    }
    Ok(Box::new(waiting))
}

fn of_pack(
    path: &Path,
    name: &str,
    text: &str,
    bundle: &Bundle,
) -> Result<Box<Waiting>, DataProblem> {
    let signature = store::read_signature(path);
    let sign = store::check_pack(text.as_bytes(), signature.as_deref());
    if sign == PackSign::Bad {
        return Err(DataProblem::BadSignature);
    }
    let (read, faults) = pack::read(name, text, &bundle.atlas);
    let Some(read) = read else { return Err(DataProblem::Faults(faults)) };
    let is_whole = faults.is_empty();
    let preview = pack::preview(&bundle.atlas, &read);
    let mut waiting = waiting(path, &read, preview);
    waiting.sign = sign;
    waiting.faults = faults;
    if is_whole {
        // What is kept is what was signed, byte for byte.
        text.clone_into(&mut waiting.text);
        waiting.signature = signature;
    }
    Ok(Box::new(waiting))
}

fn waiting(path: &Path, pack: &Pack, mut preview: pack::Preview) -> Waiting {
    Waiting {
        path: path.to_owned(),
        label: pack.label.clone(),
        made: pack.made,
        faults: std::mem::take(&mut preview.faults),
        preview,
        rejected: Vec::new(),
        kind: None,
        remarks: Vec::new(),
        sign: PackSign::None,
        text: pack::write(pack),
        signature: None,
    }
}

/// Keeps packs in the folder and puts them on the facts anew. Where nothing can be kept, nothing changes.
pub fn keep(
    folder: Option<PathBuf>,
    base: Arc<Bundle>,
    list: &[PackEntry],
    new: Option<&Waiting>,
    gone: Option<&str>,
) -> Result<Loaded, SaveProblem> {
    let folder = folder.ok_or(SaveProblem::NoSuchFolder)?;
    if let Some(new) = new {
        store::write_pack(&folder, &new.text, new.signature.as_deref())?;
    }
    store::write_pack_list(&folder, list, gone)?;
    Ok(with_packs(base, Some(&folder)))
}

/// Writes a table or a method where the officer wants it, but never over a case.
pub fn write_text(path: &Path, text: &str) -> Result<(), SaveProblem> {
    if is_case(path) {
        return Err(SaveProblem::IsDossier);
    }
    store::write_whole(path, text.as_bytes()).map_err(|error| SaveProblem::from_io(&error))
}

/// Whether a file is a case, sealed or not, rather than data.
pub fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("kriterion"))
        || store::is_dossier(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_table_never_replaces_a_case() {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("case.kriterion");
        fs::write(&case, "a case").unwrap();
        assert_eq!(write_text(&case, "id,what"), Err(SaveProblem::IsDossier));
        assert_eq!(fs::read_to_string(&case).unwrap(), "a case");
        let table = folder.path().join("case.csv");
        assert_eq!(write_text(&table, "id,what"), Ok(()));
        assert_eq!(write_text(&table, "id"), Ok(()), "a table may be written anew");
        assert_eq!(fs::read_to_string(&table).unwrap(), "id");
    }
}
