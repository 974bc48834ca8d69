//! The page of reports: its preview, and files that are written and read again.

use super::data::press;
use super::harness::{Run, act, start, until};
use super::pictures::keep;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Landed, Notice, PathFor, Place, Setting};
use kriterion_heart::edit::Edit;
use kriterion_heart::text::Lang;
use kriterion_heart::wish::{Form, Kind, Wish};
use std::path::Path;

fn waited(harness: &mut Harness<'static, Run>) {
    until(harness, |harness| !harness.state_mut().app().report_waits());
}

fn page(lang: Lang, size: [f32; 2], scale: f32, dark: bool, wish: Wish) -> Harness<'static, Run> {
    let mut harness = start(lang, size, scale, dark);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Set(Setting::Report(wish)));
    act(&mut harness, Action::Go(Place::Report));
    waited(&mut harness);
    harness
}

/// What a screen reader finds of the pages.
fn pages(harness: &Harness<'_, Run>) -> Vec<String> {
    let root = harness.root();
    let all = root.query_all_by_role(egui::accesskit::Role::Image);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

fn export(harness: &mut Harness<'static, Run>, path: &Path) -> Vec<Notice> {
    let landed = Landed::Path { wanted: PathFor::Report, path: path.to_owned() };
    act(harness, Action::Landed(Box::new(landed)));
    until(harness, |harness| harness.state_mut().app().session().report.is_none());
    harness.state_mut().app().session().notices.clone()
}

#[test]
fn the_report_page_looks_as_it_should() {
    let short = Wish { kind: Kind::ShortNote, ..Wish::default() };
    let german = Wish { lang: Some(Lang::De), ..Wish::default() };
    for (name, lang, size, scale, dark, wish) in [
        ("report-light", Lang::En, [1366.0, 768.0], 1.0, false, Wish::default()),
        ("report-german-dark", Lang::De, [1920.0, 1080.0], 1.0, true, german),
        ("report-small", Lang::En, [960.0, 600.0], 1.0, false, short),
        ("report-zoomed-german", Lang::De, [1366.0, 768.0], 2.0, false, german),
    ] {
        let mut harness = page(lang, size, scale, dark, wish);
        keep(&mut harness, name);
    }
}

#[test]
fn the_preview_follows_the_case() {
    let mut harness = page(Lang::En, [1366.0, 768.0], 1.0, false, Wish::default());
    let before = pages(&harness);
    assert!(before.len() > 5, "{}", before.len());
    let officer = "Ottilie Wanderer";
    assert!(!before.iter().any(|page| page.contains(officer)));
    act(&mut harness, Action::Edit(Box::new(Edit::Officer(officer.to_owned()))));
    waited(&mut harness);
    assert!(pages(&harness).iter().any(|page| page.contains(officer)));
}

#[test]
fn a_report_is_written_by_keyboard_and_never_over_a_case() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = page(Lang::De, [1366.0, 768.0], 1.0, false, Wish::default());
    press(&mut harness, say(Lang::De, Key::ReportExport));
    harness.get_by_label(say(Lang::De, Key::ReportExportButton));
    harness.key_press(egui::Key::Escape);
    harness.run_ok();

    for form in Form::ALL {
        let wish = Wish { form, ..Wish::default() };
        act(&mut harness, Action::Set(Setting::Report(wish)));
        let path = folder.path().join("report").with_extension(form.ending());
        let told = export(&mut harness, &path);
        assert!(matches!(told.last(), Some(Notice::ReportWritten { .. })), "{form:?}: {told:?}");
        assert!(std::fs::metadata(&path).unwrap().len() > 1000, "{form:?}");
    }
    let case = folder.path().join("case.kriterion");
    std::fs::write(&case, "a case").unwrap();
    let told = export(&mut harness, &case);
    assert!(matches!(told.last(), Some(Notice::CannotWriteReport { .. })), "{told:?}");
    assert_eq!(std::fs::read_to_string(&case).unwrap(), "a case");
}

#[test]
fn a_letter_of_refusal_without_a_refusal_says_why_there_is_none() {
    let wish = Wish { kind: Kind::RefusalLetter, ..Wish::default() };
    let harness = page(Lang::En, [1366.0, 768.0], 1.0, false, wish);
    assert!(pages(&harness).is_empty());
    assert!(harness.query_by_label_contains("There is no preview").is_some());
}
