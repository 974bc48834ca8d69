//! Data that are refreshed, by keyboard: a pack is dropped, taken over, looked at again in a case, and taken back.

use super::harness::{Run, act, start_in, until};
use crate::packs::PACK;
use egui::{Key as K, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, fill, say};
use kriterion::session::{Action, Place, Session};
use kriterion::shell::Places;
use kriterion_heart::dossier::Dossier;
use kriterion_heart::text::Lang;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub fn open(folder: &Path, lang: Lang, size: [f32; 2], dark: bool) -> Harness<'static, Run> {
    start_in(Places::in_folders(folder, folder), lang, size, 1.0, dark)
}

fn session<'h>(harness: &'h mut Harness<'_, Run>) -> &'h Session {
    harness.state_mut().app().session()
}

fn dossier<'h>(harness: &'h mut Harness<'_, Run>) -> &'h Dossier {
    session(harness).dossier().unwrap()
}

/// What a desktop hands over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub fn drop_file(harness: &mut Harness<'_, Run>, path: &Path) {
    harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    harness.step();
    until(harness, |harness| session(harness).data.waiting.is_some());
}

/// Space on a button that has the keyboard.
pub fn press(harness: &mut Harness<'_, Run>, label: &str) {
    harness.get_by_label(label).focus();
    harness.run_ok();
    harness.key_press(K::Space);
    harness.run_ok();
}

pub fn take_over(harness: &mut Harness<'_, Run>, lang: Lang) {
    press(harness, say(lang, Key::WaitingAccept));
    until(harness, |harness| !session(harness).data.busy);
}

fn write_pack(folder: &Path) -> PathBuf {
    let path = folder.join("news.ron");
    std::fs::write(&path, PACK).unwrap();
    path
}

fn sees(harness: &Harness<'_, Run>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn a_pack_changes_what_is_seen_and_a_case_is_looked_at_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = write_pack(folder.path());
    let mut harness = open(folder.path(), Lang::En, [1280.0, 800.0], false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Criterion(2)));
    assert!(!sees(&harness, "since this case was judged"), "nothing has changed yet");
    let before = session(&mut harness).bundle.atlas.edition.clone();
    let old = dossier(&mut harness).clone();

    drop_file(&mut harness, &path);
    assert!(sees(&harness, "2 added · 1 changed · 0 gone · 0 the same · 0 refused"));
    assert!(sees(&harness, "→ 11"), "old and new value side by side");
    take_over(&mut harness, Lang::En);
    assert!(sees(&harness, "Embassy, April 2026"));
    assert_eq!(dossier(&mut harness), &old, "no data change a case");

    act(&mut harness, Action::Go(Place::Criterion(2)));
    assert!(sees(&harness, "12 (2026)"), "the drawer shows the new value");
    press(&mut harness, say(Lang::En, Key::RelookOpen));
    assert_eq!(session(&mut harness).place, Place::Relook);
    assert!(sees(&harness, "To look at again"));
    let relooks = kriterion::words::relooks(&session(&mut harness).bundle.clone(), &old);
    let changed = relooks.iter().find(|it| it.key == "observation/KAZ/fh_total/2025").unwrap();
    let title = changed.title.get(Lang::En).to_owned();

    let keep_button = format!("{}: {title}", say(Lang::En, Key::RelookKeep));
    press(&mut harness, &keep_button);
    assert!(dossier(&mut harness).kept.is_empty(), "nothing is kept without a reason");
    press(&mut harness, &format!("{}: {title}", say(Lang::En, Key::RelookAccept)));
    let case = dossier(&mut harness);
    let renewed = case.evidence.values().find(|item| item.key.ends_with("fh_total/2025")).unwrap();
    assert_eq!(renewed.figure.as_ref().unwrap().value, Some(11.0));
    assert!(case.removed_evidence.iter().any(|trace| trace.reason.contains("Embassy")));
    act(&mut harness, Action::Undo);

    let name = format!("{}: {title}", say(Lang::En, Key::RelookReason));
    harness.get_by_label(&name).focus();
    harness.run_ok();
    harness.event(egui::Event::Text("Published before the visit".to_owned()));
    harness.run_ok();
    press(&mut harness, &keep_button);
    assert_eq!(dossier(&mut harness).kept[0].reason, "Published before the visit");
    assert!(harness.query_by_label(&keep_button).is_none(), "it is not asked again");
    assert!(sees(&harness, "Kept although the data say something else"));

    act(&mut harness, Action::Go(Place::Data));
    let remove = fill(Lang::En, Key::PackRemoveNamed, &[("label", "Embassy, April 2026")]);
    press(&mut harness, &remove);
    until(&mut harness, |harness| !session(harness).data.busy);
    assert_eq!(session(&mut harness).bundle.atlas.edition, before);
    act(&mut harness, Action::Go(Place::Criterion(2)));
    assert!(!sees(&harness, "12 (2026)"));
}

#[test]
fn the_menu_and_the_palette_lead_to_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(folder.path(), Lang::En, [960.0, 600.0], false);
    harness.key_press_modifiers(Modifiers::COMMAND, K::K);
    harness.run_ok();
    harness.event(egui::Event::Text("data pack".to_owned()));
    harness.run_ok();
    harness.key_press(K::Enter);
    harness.run_ok();
    assert!(sees(&harness, "File of data to load"), "the path is asked for");
    harness.key_press(K::Escape);
    harness.run_ok();
    act(&mut harness, Action::Go(Place::Data));
    assert!(sees(&harness, "No data pack has been loaded"));
}

/// A table of nobody in particular.
const TABLE: &str =
    "Country;Year;Reports\nKazakhstan;2024;14\nKazakhstan;2025;31\nAtlantis;2025;7\n";

fn type_into(harness: &mut Harness<'_, Run>, label: Key, text: &str) {
    harness.get_by_label(say(Lang::En, label)).focus();
    harness.run_ok();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_ok();
}

#[test]
fn a_table_of_an_unknown_kind_is_read_as_it_is_mapped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.csv");
    std::fs::write(&path, TABLE).unwrap();
    let mut harness = open(folder.path(), Lang::En, [1280.0, 1100.0], false);
    harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    harness.step();
    until(&mut harness, |harness| session(harness).data.sketched.is_some());
    for (key, text) in [
        (Key::ColsSeries, "Reports of police violence"),
        (Key::ColsUnit, "reports a year"),
        (Key::ColsSource, "Reports of the embassies"),
        (Key::ColsPublisher, "Ministry"),
        (Key::ColsLicence, "internal"),
    ] {
        type_into(&mut harness, key, text);
    }
    press(&mut harness, say(Lang::En, Key::ColsDirection));
    harness.key_press(K::Tab);
    harness.run_ok();
    harness.key_press(K::Space);
    harness.run_ok();
    press(&mut harness, say(Lang::En, Key::ColsRead));
    until(&mut harness, |harness| session(harness).data.waiting.is_some());
    let waiting = session(&mut harness).data.waiting.as_ref().unwrap();
    assert_eq!((waiting.preview.added.len(), waiting.rejected.len()), (2, 1));
    take_over(&mut harness, Lang::En);
    let iso3 = kriterion_heart::atlas::Iso3::parse("KAZ").unwrap();
    let atlas = &session(&mut harness).bundle.atlas;
    let points = atlas.points("own_reports_of_police_violence", iso3);
    let values: Vec<_> = points.iter().map(|point| (point.year, point.value)).collect();
    assert_eq!(values, [(2024, Some(14.0)), (2025, Some(31.0))]);
}
