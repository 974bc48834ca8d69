//! The country report in the window: begun, written in by keyboard, kept by itself, opened again.

use super::data::press;
use super::harness::{Run, act, bundle, start, until};
use super::pictures::keep;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, fill, say};
use kriterion::report::country;
use kriterion::session::{Action, Landed, PathFor, Place};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::manuscript::{Manuscript, from_ron, to_ron};
use kriterion_heart::text::Lang;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn kaz() -> Iso3 {
    Iso3::parse("KAZ").unwrap()
}

fn waited(harness: &mut Harness<'static, Run>) {
    until(harness, |harness| !harness.state_mut().app().report_waits());
}

/// A new report on Kazakhstan, with its file.
fn begun(
    lang: Lang,
    size: [f32; 2],
    scale: f32,
    dark: bool,
) -> (Harness<'static, Run>, TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("KAZ-2026.kreport");
    let mut harness = start(lang, size, scale, dark);
    // An id by chance would be in one picture and not in the next.
    let day = kriterion_heart::date::Date { year: 2026, month: 11, day: 25 };
    let report = country::new_manuscript(&bundle(), kaz(), lang, day, "kaz-example").unwrap();
    std::fs::write(&path, to_ron(&report).unwrap()).unwrap();
    act(&mut harness, Action::Open(path.clone()));
    until(&mut harness, |harness| harness.state_mut().app().session().writing.is_some());
    waited(&mut harness);
    (harness, folder, path)
}

fn section(harness: &mut Harness<'static, Run>, code: &str) {
    let start = format!("{code}\u{a0}\u{a0}");
    harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(&start))).click();
    harness.run_ok();
    waited(harness);
}

fn read(path: &Path) -> Manuscript {
    from_ron(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn kept(harness: &mut Harness<'static, Run>) {
    until(harness, |harness| {
        harness.state_mut().app().session().writing.as_ref().unwrap().is_kept()
    });
}

#[test]
fn the_writing_page_looks_as_it_should() {
    for (name, lang, size, scale, dark) in [
        ("writing-light", Lang::En, [1366.0, 768.0], 1.0, false),
        ("writing-german", Lang::De, [1920.0, 1080.0], 1.0, false),
        ("writing-dark-small", Lang::En, [960.0, 600.0], 1.0, true),
        ("writing-zoomed-german", Lang::De, [1366.0, 768.0], 2.0, false),
    ] {
        let (mut harness, _folder, _) = begun(lang, size, scale, dark);
        section(&mut harness, "I.3");
        keep(&mut harness, name);
    }
    let mut harness = start(Lang::De, [1366.0, 768.0], 1.0, false);
    act(&mut harness, Action::Go(Place::Writing));
    keep(&mut harness, "writing-begin-german");
}

#[test]
fn what_is_typed_is_in_the_file_and_in_the_preview_and_can_be_undone() {
    let (mut harness, _folder, path) = begun(Lang::En, [1366.0, 768.0], 1.0, false);
    section(&mut harness, "I.3");
    let part = country::part("I.3").unwrap();
    let name = format!("{}: {}", say(Lang::En, part.title), say(Lang::En, Key::WritingOwn));
    harness.get_by_label(&name).focus();
    harness.run_ok();
    harness.event(egui::Event::Text("It was {milex_pct_gdp.2024} in 2024.".to_owned()));
    harness.run_ok();
    kept(&mut harness);
    let report = read(&path);
    assert_eq!(report.text("I.3"), "It was {milex_pct_gdp.2024} in 2024.");
    let pin = &report.pins["milex_pct_gdp.2024"];
    let said = country::written(Lang::En, pin);
    waited(&mut harness);
    let root = harness.root();
    let pages: Vec<String> = root
        .query_all_by_role(egui::accesskit::Role::Image)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .collect();
    assert!(
        pages.iter().any(|page| page.replace('\n', " ").contains(&format!("It was {said}"))),
        "{said}"
    );
    act(&mut harness, Action::CloseUndoStep);
    act(&mut harness, Action::Undo);
    kept(&mut harness);
    assert_eq!(read(&path).text("I.3"), "");
    act(&mut harness, Action::Redo);
    kept(&mut harness);
    assert_eq!(read(&path), report);
}

#[test]
fn a_drafted_sentence_is_deleted_and_taken_over_by_keyboard() {
    let (mut harness, _folder, path) = begun(Lang::En, [1366.0, 768.0], 1.0, false);
    section(&mut harness, "I.3");
    let drafts: Vec<_> = read(&path).drafts.into_iter().filter(|it| it.part == "I.3").collect();
    assert!(drafts.len() > 1);
    let spoken = |key: Key, at: usize| format!("{}: {}", say(Lang::En, key), drafts[at].text);
    press(&mut harness, &spoken(Key::WritingDelete, 0));
    press(&mut harness, &spoken(Key::WritingTakeOver, 1));
    kept(&mut harness);
    let report = read(&path);
    assert!(!format!("{:?}", report.draft(&drafts[0].id).unwrap().state).contains("Kept"));
    assert!(!report.text("I.3").is_empty());
    press(&mut harness, &spoken(Key::WritingPutBack, 0));
    kept(&mut harness);
    assert!(format!("{:?}", read(&path).draft(&drafts[0].id).unwrap().state).contains("Kept"));
}

#[test]
fn a_figure_is_found_by_name_and_put_into_the_text() {
    let (mut harness, _folder, path) = begun(Lang::De, [1366.0, 768.0], 1.0, false);
    section(&mut harness, "I.3");
    harness.get_all_by_label(say(Lang::De, Key::WritingFigure)).next().unwrap().focus();
    harness.run_ok();
    harness.key_press(egui::Key::Space);
    harness.run_ok();
    harness.get_by_label(say(Lang::De, Key::WritingFigureSearch));
    assert!(harness.ctx.memory(|memory| memory.focused()).is_some());
    harness.event(egui::Event::Text("milex_pct_gdp 2024".to_owned()));
    harness.run_ok();
    harness.key_press(egui::Key::Enter);
    harness.run_ok();
    kept(&mut harness);
    assert_eq!(read(&path).text("I.3"), "{milex_pct_gdp.2024}");
}

#[test]
fn words_are_found_and_replaced_in_all_parts() {
    let (mut harness, _folder, path) = begun(Lang::En, [1366.0, 768.0], 1.0, false);
    for (part, text) in [("I.3", "Kirgistan grows."), ("II.4b", "Near Kirgistan, Kirgistan.")] {
        let manuscript = read(&path);
        let (change, _) = country::write(&manuscript, &bundle(), part, text);
        act(&mut harness, Action::Rewrite(Box::new(change)));
        kept(&mut harness);
    }
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    harness.run_ok();
    harness.event(egui::Event::Text("Kirgistan".to_owned()));
    harness.run_ok();
    harness.get_by_label(&fill(Lang::En, Key::WritingFound, &[("n", "3")]));
    harness.get_by_label(say(Lang::En, Key::WritingReplaceWith)).focus();
    harness.run_ok();
    harness.event(egui::Event::Text("Kyrgyzstan".to_owned()));
    harness.run_ok();
    press(&mut harness, say(Lang::En, Key::WritingReplaceAll));
    kept(&mut harness);
    let report = read(&path);
    assert_eq!(report.text("I.3"), "Kyrgyzstan grows.");
    assert_eq!(report.text("II.4b"), "Near Kyrgyzstan, Kyrgyzstan.");
}

#[test]
fn a_report_is_opened_again_and_a_broken_one_says_why_not() {
    let (mut harness, folder, path) = begun(Lang::En, [960.0, 600.0], 1.0, false);
    act(&mut harness, Action::Go(Place::Start));
    act(&mut harness, Action::Open(path.clone()));
    until(&mut harness, |harness| harness.state_mut().app().session().place == Place::Writing);
    let broken = folder.path().join("broken.kreport");
    std::fs::write(&broken, "V1((id: 3").unwrap();
    act(&mut harness, Action::Open(broken));
    until(&mut harness, |harness| !harness.state_mut().app().session().notices.is_empty());
    assert!(harness.query_by_label_contains("was not opened").is_some());
    // A new one has its file at once.
    let new = folder.path().join("new");
    act(&mut harness, Action::BeginReport(kaz()));
    let landed = Landed::Path { wanted: PathFor::NewReport, path: new.clone() };
    act(&mut harness, Action::Landed(Box::new(landed)));
    let new = new.with_extension("kreport");
    until(&mut harness, |harness| {
        harness.state_mut().app().session().writing.as_ref().is_some_and(|it| it.path == new)
    });
    assert_eq!(read(&new).iso3, kaz());
    // It takes nobody's place.
    let before = std::fs::read_to_string(&path).unwrap();
    act(&mut harness, Action::BeginReport(kaz()));
    let landed = Landed::Path { wanted: PathFor::NewReport, path: path.clone() };
    act(&mut harness, Action::Landed(Box::new(landed)));
    until(&mut harness, |harness| harness.state_mut().app().session().notices.len() > 1);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
}

#[test]
fn a_slip_is_found_while_writing_and_put_right_or_kept_by_keyboard() {
    let (mut harness, _folder, path) = begun(Lang::De, [1920.0, 1080.0], 1.0, false);
    let manuscript = read(&path);
    let text = "Der Anteil der Militärausgaben am BIP lag 2024 bei 0,9 Prozent.";
    let (change, _) = country::write(&manuscript, &bundle(), "I.3", text);
    act(&mut harness, Action::Rewrite(Box::new(change)));
    section(&mut harness, "I.3");
    harness.get_by_label(say(Lang::De, Key::WritingFindings));
    keep(&mut harness, "writing-finding-german");
    let press_named = |harness: &mut Harness<'static, Run>, key: Key| {
        let start = format!("{}: ", say(Lang::De, key));
        harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(&start))).focus();
        harness.run_ok();
        harness.key_press(egui::Key::Space);
        harness.run_ok();
        waited(harness);
    };
    press_named(&mut harness, Key::WritingKeep);
    harness.get_by_label(say(Lang::De, Key::WritingKeepWhy)).focus();
    harness.run_ok();
    harness.event(egui::Event::Text("Eigene Rechnung".to_owned()));
    harness.run_ok();
    harness.key_press(egui::Key::Enter);
    harness.run_ok();
    waited(&mut harness);
    kept(&mut harness);
    assert_eq!(read(&path).kept.values().next().map(String::as_str), Some("Eigene Rechnung"));
    press(&mut harness, say(Lang::De, Key::WritingRelease));
    waited(&mut harness);
    press_named(&mut harness, Key::WritingFix);
    kept(&mut harness);
    let report = read(&path);
    assert!(report.kept.is_empty());
    assert!(!report.text("I.3").contains("0,9"), "{}", report.text("I.3"));
    assert!(harness.query_by_label(say(Lang::De, Key::WritingFix)).is_none());
}
