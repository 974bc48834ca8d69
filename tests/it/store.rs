//! Dossiers on disk: whole or not at all, and a clear fact for every kind of bad file.

use kriterion::store::{self, OpenProblem, Parcel};
use kriterion_heart::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

fn parcel() -> Parcel {
    let bundle = kriterion::bundle::load();
    let today = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
    let dossier = kriterion::sample::dossier(&bundle, Lang::De, today);
    Parcel {
        dossier: Arc::new(dossier),
        log: Vec::new(),
        attachments: BTreeMap::new(),
        saving: None,
    }
}

#[test]
fn what_is_saved_is_what_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("قضية.kriterion");
    let parcel = parcel();
    store::save(&path, &parcel).unwrap();
    let opened = store::open(&path).unwrap();
    assert_eq!(opened.dossier, *parcel.dossier);
    assert_eq!(
        store::encode(&parcel).unwrap(),
        store::encode(&parcel).unwrap(),
        "the same case, the same bytes"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left behind");
}

#[test]
fn bad_files_are_named_and_left_alone() {
    let bytes = store::encode(&parcel()).unwrap();
    assert_eq!(store::decode(b"hello").unwrap_err(), OpenProblem::Foreign);
    assert_eq!(store::decode(&[]).unwrap_err(), OpenProblem::Foreign);
    assert!(matches!(
        store::decode(&bytes[..bytes.len() / 2]).unwrap_err(),
        OpenProblem::Damaged(_)
    ));
    for at in (0..bytes.len()).step_by(97) {
        let mut garbled = bytes.clone();
        garbled[at] ^= 0x5a;
        store::decode(&garbled).ok(); // Whatever comes, it must not panic.
    }
    let path = std::path::Path::new("no/such/file.kriterion");
    assert_eq!(store::open(path).unwrap_err(), OpenProblem::Missing);
}

#[test]
fn a_large_attachment_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.mp4");
    std::fs::File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
    assert_eq!(store::read_attachment(&path).unwrap_err(), OpenProblem::TooLarge { limit: 64 });
}
