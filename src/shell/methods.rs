//! The officer's own rating methods: read, kept, and put beside those of the program, off the window's thread.

use super::{Places, with_packs};
use crate::session::{KeptMethods, Landed, Loaded, MethodChange, MethodProblem, OwnMethod};
use crate::store::{self, MethodFile, SaveProblem};
use kriterion_heart::Bundle;
use kriterion_heart::draft;
use kriterion_heart::rating::Method;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The facts that the window starts with: the officer's methods beside those of the program, and the packs that are kept.
pub fn facts(base: Arc<Bundle>, places: &Places) -> Loaded {
    let files = places.methods.as_deref().map(store::read_methods).unwrap_or_default();
    let (base, own) = if files.is_empty() {
        (base, Vec::new())
    } else {
        let (own, methods) = sound(&base, files);
        (with_methods(base, methods), own)
    };
    Loaded { methods: Some(own), ..with_packs(base, places.packs.as_deref()) }
}

/// Reads a method from anywhere and checks it.
pub fn read(path: PathBuf, bundle: &Bundle) -> Landed {
    let name =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let result = store::read_method(&path)
        .map_err(MethodProblem::Open)
        .and_then(|text| bundle.read_method(&name, &text).map_err(MethodProblem::Faults));
    Landed::MethodRead { path, result: result.map(Box::new) }
}

/// Changes what is kept, and puts it beside the shipped methods anew. Where nothing can be kept, nothing changes.
pub fn keep(
    folder: Option<PathBuf>,
    base: Arc<Bundle>,
    bundle: Arc<Bundle>,
    files: &[OwnMethod],
    change: &MethodChange,
) -> Result<KeptMethods, SaveProblem> {
    let folder = folder.ok_or(SaveProblem::NoSuchFolder)?;
    let file_of = |id: &str| {
        let own = files.iter().find(|own| own.state.as_deref() == Ok(id));
        own.map_or_else(|| free_file(id, files), |own| own.file.clone())
    };
    match change {
        MethodChange::Remove { id } => store::remove_method(&folder, &file_of(id))?,
        MethodChange::Take { id, text } => store::write_method(&folder, &file_of(id), text)?,
        MethodChange::Copy { from, naming } => {
            let parent = known(&bundle, from)?;
            write(&folder, &bundle, &file_of(&naming.id), &draft::copied(parent, naming))?;
        }
        MethodChange::Rename { id, name, day } => {
            let text = draft::renamed(known(&bundle, id)?, name, *day);
            write(&folder, &bundle, &file_of(id), &text)?;
        }
        MethodChange::Numbers { id, values, day } => {
            let text = draft::with_changes(known(&bundle, id)?, values, *day);
            write(&folder, &bundle, &file_of(id), &text)?;
        }
    }
    // The shipped ones are those that no file of the folder had.
    let is_shipped = |method: &Method| files.iter().all(|own| own.state.as_ref() != Ok(&method.id));
    let shipped: Vec<Method> = base.methods.iter().filter(|it| is_shipped(it)).cloned().collect();
    let bare = Bundle { methods: shipped, ..Bundle::clone(&base) };
    let is_same = Arc::ptr_eq(&base, &bundle);
    let (own, methods) = sound(&bare, store::read_methods(&folder));
    let on_packs = (!is_same).then(|| {
        let bare = Bundle { methods: bare.methods.clone(), ..Bundle::clone(&bundle) };
        with_methods(Arc::new(bare), methods.clone())
    });
    let base = with_methods(Arc::new(bare), methods);
    let bundle = on_packs.unwrap_or_else(|| Arc::clone(&base));
    Ok(KeptMethods { base, bundle, own })
}

fn known<'b>(bundle: &'b Bundle, id: &str) -> Result<&'b Method, SaveProblem> {
    bundle.method(id).ok_or_else(|| SaveProblem::Encode(id.to_owned()))
}

/// What could not be read again is not written.
fn write(folder: &Path, bundle: &Bundle, file: &str, text: &str) -> Result<(), SaveProblem> {
    if bundle.read_method(file, text).is_err() {
        return Err(SaveProblem::Encode(file.to_owned()));
    }
    store::write_method(folder, file, text)
}

/// A name for the file that no other file has.
fn free_file(id: &str, files: &[OwnMethod]) -> String {
    let taken: Vec<&str> = files.iter().filter_map(|own| own.file.strip_suffix(".ron")).collect();
    format!("{}.ron", draft::free_id(id, &taken))
}

/// The methods that can be used, and what is wrong with the others.
fn sound(bundle: &Bundle, files: Vec<MethodFile>) -> (Vec<OwnMethod>, Vec<Method>) {
    let mut methods: Vec<Method> = Vec::new();
    let mut own = Vec::new();
    for MethodFile { file, text } in files {
        let read = text
            .map_err(MethodProblem::Open)
            .and_then(|text| bundle.read_method(&file, &text).map_err(MethodProblem::Faults));
        let state = read.and_then(|method| {
            let id = method.id.clone();
            if bundle.method(&id).is_some() || methods.iter().any(|known| known.id == id) {
                return Err(MethodProblem::SameId(id));
            }
            methods.push(method);
            Ok(id)
        });
        own.push(OwnMethod { file, state });
    }
    (own, methods)
}

fn with_methods(mut base: Arc<Bundle>, methods: Vec<Method>) -> Arc<Bundle> {
    if !methods.is_empty() {
        Arc::make_mut(&mut base).methods.extend(methods);
    }
    base
}
