//! `kriterion import-data FILE…`: publishers' files into one data pack, with what it would change.

use super::out::{Failure, Out};
use super::{End, data, today};
use crate::i18n::{Key, fill};
use crate::import::publisher::{Imported, PublisherFile, read};
use crate::import::{Reason, Rejected};
use crate::store::OpenProblem;
use crate::words;
use kriterion_heart::Bundle;
use kriterion_heart::pack::{self, Change, Pack, Reach};
use kriterion_heart::text::Text;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the pack goes.
pub struct To {
    pub into: Option<PathBuf>,
    /// The key file that signs it.
    pub sign: Option<PathBuf>,
    /// Into the folder of the program, where the window finds it.
    pub keep: bool,
}

/// Reads all files, tells what their pack would change, and writes it where that is wanted.
pub fn run(out: &Out, bundle: &Bundle, files: &[PathBuf], to: &To) -> Result<End, Failure> {
    let (mut pack, mut rejected) = (Pack { made: Some(today()), ..Pack::default() }, Vec::new());
    let mut faults = Vec::new();
    for path in files {
        if let Some((read, found)) = data::pack(out, &bundle.atlas, path)? {
            // Several files together are a pack of today.
            if let [_] = files {
                pack.made = read.made.or(pack.made);
            }
            join(&mut pack, read);
            faults.extend(found);
            continue;
        }
        let imported = file(out, bundle, path)?;
        join(&mut pack, imported.pack);
        rejected.extend(imported.rejected);
    }
    data::write(out, &pack::write(&pack), to)?;
    let mut preview = pack::preview(&bundle.atlas, &pack);
    preview.faults.extend(faults);
    for row in &rejected {
        out.note(&words::left_out(out.lang, row));
    }
    for fault in &preview.faults {
        out.note(&super::check::line(out.lang, &super::check::of_fault(out.lang, fault)));
    }
    let [added, changed, gone, left_out] =
        [preview.added.len(), preview.changed.len(), preview.gone.len(), rejected.len()]
            .map(|n| n.to_string());
    let slots = [
        ("added", added.as_str()),
        ("changed", &changed),
        ("gone", &gone),
        ("rejected", &left_out),
    ];
    let keys =
        |changes: &[Change]| changes.iter().map(|change| change.key.clone()).collect::<Vec<_>>();
    out.text_or_json(&fill(out.lang, Key::CliImportFacts, &slots), || {
        json!({
            "added": keys(&preview.added),
            "changed": keys(&preview.changed),
            "gone": keys(&preview.gone),
            "rejected": rejected,
            "same": preview.same,
            "faults": preview.faults.len(),
        })
    })?;
    let is_fine = preview.faults.is_empty() && !rejected.iter().any(is_finding);
    Ok(if is_fine { End::Fine } else { End::Findings })
}

/// Regions, territories and series that nobody asked for are in every publisher's file.
fn is_finding(rejected: &Rejected) -> bool {
    !matches!(rejected.reason, Reason::NotAState | Reason::UnknownIndicator)
}

fn file(out: &Out, bundle: &Bundle, path: &Path) -> Result<Imported, Failure> {
    let bytes =
        fs::read(path).map_err(|error| out.cannot_open(path, OpenProblem::from_io(&error)))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let imported =
        read(&PublisherFile { name: &name, bytes: &bytes }, &bundle.atlas).map_err(|why| {
            let shown = path.display().to_string();
            let message = words::labelled(out.lang, &shown, &words::not_read(out.lang, &why));
            Failure { end: End::Unreadable, message }
        })?;
    let kind = words::publisher(out.lang, imported.kind);
    out.note(&fill(out.lang, Key::CliImportRead, &[("file", &name), ("kind", kind)]));
    for remark in &imported.remarks {
        out.note(&words::import_remark(out.lang, remark));
    }
    Ok(imported)
}

/// Puts one pack behind another. Of two rows of one name the later one counts.
fn join(pack: &mut Pack, more: Pack) {
    let Pack { label, made: _, sources, series, treaties, embargoes, events, conflicts, tables } =
        more;
    let both = |old: &str, new: &str| match old {
        "" => new.to_owned(),
        old if old == new => old.to_owned(),
        old => format!("{old}; {new}"),
    };
    pack.label = Text {
        en: both(&pack.label.en, &label.en),
        de: both(&pack.label.de, &label.de),
        fr: both(&pack.label.fr, &label.fr),
    };
    pack.sources.retain(|old| sources.iter().all(|new| new.id != old.id));
    pack.sources.extend(sources);
    for more in series {
        let known = pack.series.iter_mut();
        match known.into_iter().find(|old| old.id == more.id && old.source == more.source) {
            Some(old) => {
                if more.reach == Reach::Values {
                    old.reach = Reach::Values;
                }
                put(&mut old.points, more.points, |point| (point.iso3, point.year));
            }
            None => pack.series.push(more),
        }
    }
    put(&mut pack.treaties, treaties, |row| (row.iso3, row.treaty.clone()));
    put(&mut pack.embargoes, embargoes, |row| row.id.clone());
    put(&mut pack.events, events, |row| (row.iso3, row.event.id.clone()));
    put(&mut pack.conflicts, conflicts, |row| (row.iso3, row.year, row.kind));
    put(&mut pack.tables, tables, |row| (row.iso3, row.table.id.clone()));
}

fn put<T, K: Ord>(rows: &mut Vec<T>, more: Vec<T>, key: impl Fn(&T) -> K) {
    let new: BTreeSet<K> = more.iter().map(&key).collect();
    rows.retain(|row| !new.contains(&key(row)));
    rows.extend(more);
}
