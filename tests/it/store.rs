//! Dossiers on disk: whole or not at all, and a clear fact for every kind of bad file.

use kriterion::store::{self, CaseState, Contents, LogState, OpenProblem, Parcel, Saving};
use kriterion_heart::text::Lang;

fn parcel() -> Parcel {
    let bundle = kriterion::bundle::load();
    let today = kriterion_heart::date::Date::parse("2026-11-25").unwrap();
    let dossier = kriterion::sample::dossier(&bundle, Lang::De, today);
    Parcel::of(dossier)
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

/// The sample, saved three times.
fn saved_thrice() -> Vec<u8> {
    let mut parcel = parcel();
    let mut bytes = Vec::new();
    for at in 1..=3 {
        let what = vec!["Officer".to_owned()];
        parcel.saving = Some(Saving { at, who: "A. Beispiel".to_owned(), what });
        let (contents, log) = Contents::of(&parcel).unwrap();
        bytes = contents.zipped().unwrap();
        parcel.log = log;
    }
    bytes
}

#[test]
fn an_untouched_dossier_is_proven_untouched() {
    let found = store::verify_bytes(&saved_thrice()).unwrap();
    assert!(found.is_valid());
    assert_eq!((found.entries, found.log, found.case), (3, LogState::Intact, CaseState::AsSaved));
}

/// The text with one bit flipped, where it still is a text.
fn flipped(text: &str, bit: usize) -> Option<String> {
    let mut bytes = text.as_bytes().to_owned();
    bytes[bit / 8] ^= 1 << (bit % 8);
    String::from_utf8(bytes).ok()
}

#[test]
fn every_flipped_bit_of_the_log_is_found() {
    let (contents, _) = Contents::unzipped(&saved_thrice()).unwrap();
    let (entries, state) = store::check_log(&contents.log).unwrap();
    assert_eq!(state, LogState::Intact);
    let mut found = 0;
    for bit in 0..contents.log.len() * 8 {
        let Some(text) = flipped(&contents.log, bit) else { continue };
        match store::check_log(&text) {
            // A blank or a last comma that became another blank says the same.
            Ok((same, LogState::Intact)) => assert_eq!(same, entries, "bit {bit}"),
            _ => found += 1,
        }
    }
    assert!(found > contents.log.len() * 5, "{found}");
}

#[test]
fn a_changed_case_is_found_wherever_it_was_changed() {
    let (contents, _) = Contents::unzipped(&saved_thrice()).unwrap();
    let bits = contents.dossier.len() * 8;
    for bit in (0..bits).step_by(bits / 60) {
        let Some(dossier) = flipped(&contents.dossier, bit) else { continue };
        let changed = Contents { dossier, ..contents.clone() };
        let found = store::verify_bytes(&changed.zipped().unwrap());
        assert!(found.is_err() || found.is_ok_and(|found| !found.is_valid()), "bit {bit}");
    }
}

#[test]
fn a_dossier_of_the_first_format_opens_and_says_what_it_cannot_prove() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.kriterion");
    let opened = store::open(&path).unwrap();
    assert_eq!(opened.log.len(), 3);
    assert_eq!(opened.attachments.len(), 1);
    assert!(opened.missing.is_empty());
    let found = store::verify(&path, None).unwrap();
    assert!(found.is_valid());
    assert_eq!((found.log, found.case), (LogState::WithoutHashes, CaseState::Unrecorded));
    // Saved again, it is proven from then on.
    let saving = Some(Saving { at: 4, who: "B".to_owned(), what: Vec::new() });
    let (log, attachments) = (opened.log, opened.attachments);
    let parcel = Parcel { log, attachments, saving, ..Parcel::of(opened.dossier) };
    let found = store::verify_bytes(&store::encode(&parcel).unwrap()).unwrap();
    assert_eq!((found.entries, found.log), (4, LogState::Intact));
}

#[test]
fn a_folder_gives_the_same_file_again() {
    let fixture =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.kriterion");
    for bytes in [saved_thrice(), std::fs::read(fixture).unwrap()] {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("case");
        let unpack = || store::write_folder(&Contents::unzipped(&bytes).unwrap().0, &at);
        unpack().unwrap();
        unpack().unwrap();
        let again = store::read_folder(&at).unwrap().zipped().unwrap();
        assert_eq!(Contents::unzipped(&again).unwrap().0, Contents::unzipped(&bytes).unwrap().0);
        assert_eq!(again, bytes, "byte for byte");
        std::fs::write(at.join("letter.docx"), b"").unwrap();
        assert!(matches!(unpack(), Err(store::UnpackProblem::Foreign(_))));
    }
}
