//! The country explorer: pictures of its views, and the way through it by keyboard.

use super::harness::{NOW, Run, act, bundle, start, until};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::gui::explorer::View;
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Place};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::date::Date;
use kriterion_heart::profile::{Ask, Body};
use kriterion_heart::text::Lang;

/// The explorer at Kazakhstan.
pub fn at(lang: Lang, size: [f32; 2], scale: f32, dark: bool) -> Harness<'static, Run> {
    let mut harness = start(lang, size, scale, dark);
    act(&mut harness, Action::Go(Place::Explorer));
    harness.state_mut().app().explore(Iso3::parse("KAZ").unwrap(), View::Profile);
    harness.run_ok();
    harness
}

/// Chooses a view of the explorer.
fn press(harness: &mut Harness<'_, Run>, lang: Lang, key: Key) {
    harness.get_by_role_and_label(egui::Role::RadioButton, say(lang, key)).click();
    harness.run_ok();
}

/// Alt and the arrow goes to the next section of the profile.
fn to_section(harness: &mut Harness<'_, Run>, at: usize) {
    for _ in 0..at {
        harness.key_press_modifiers(egui::Modifiers::ALT, egui::Key::ArrowDown);
        harness.run_ok();
    }
}

/// The rules work on a thread.
fn wait_for_contradictions(harness: &mut Harness<'_, Run>, lang: Lang) {
    let head = say(lang, Key::ConflictsUsed);
    until(harness, |harness| harness.query_all_by_label(head).next().is_some());
}

#[test]
fn charts_and_comparison_have_pictures() {
    let mut harness = at(Lang::En, [1280.0, 800.0], 1.0, false);
    to_section(&mut harness, 3);
    super::pictures::keep(&mut harness, "explorer-profile");
    press(&mut harness, Lang::En, Key::ExploreLevels);
    until(&mut harness, |harness| !harness.state_mut().app().explorer_waits());
    super::pictures::keep(&mut harness, "explorer-levels");
    press(&mut harness, Lang::En, Key::ExploreSeries);
    super::pictures::keep(&mut harness, "explorer-series");
    press(&mut harness, Lang::En, Key::ExploreCompare);
    super::pictures::keep(&mut harness, "explorer-compare");
    press(&mut harness, Lang::En, Key::ExploreConflicts);
    wait_for_contradictions(&mut harness, Lang::En);
    super::pictures::keep(&mut harness, "explorer-contradictions");
    let mut harness = at(Lang::Fr, [1366.0, 768.0], 2.0, false);
    to_section(&mut harness, 3);
    super::pictures::keep(&mut harness, "explorer-profile-200-percent");
    let mut harness = at(Lang::De, [1920.0, 1080.0], 1.0, false);
    to_section(&mut harness, 18);
    super::pictures::keep(&mut harness, "explorer-profile-wide-german");
    let mut harness = at(Lang::De, [960.0, 600.0], 1.0, true);
    to_section(&mut harness, 15);
    super::pictures::keep(&mut harness, "explorer-profile-dark-german");
    press(&mut harness, Lang::De, Key::ExploreSeries);
    super::pictures::keep(&mut harness, "explorer-series-dark-german");
}

/// The drawer beside a question: the destination against its neighbours on the criterion at hand.
#[test]
fn the_drawer_compares_and_attaches_what_is_clicked() {
    let mut harness = start(Lang::De, [1366.0, 768.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Criterion(4)));
    harness.get_by_label_contains(&format!("C4-Q01: {}", say(Lang::De, Key::AddFact))).click();
    harness.run_ok();
    harness.get_by_label(say(Lang::De, Key::DrawerCompare)).click();
    harness.run_ok();
    super::pictures::keep(&mut harness, "drawer-compare-german");
    let before = harness.state_mut().app().session().dossier().unwrap().evidence.len();
    harness.get_all_by_label_contains("China, ").next().unwrap().click();
    harness.run_ok();
    let dossier = harness.state_mut().app().session().dossier().unwrap().clone();
    assert_eq!(dossier.evidence.len(), before + 1);
    let (_, newest) = dossier.evidence.iter().next_back().unwrap();
    assert!(newest.key.contains("/CHN/"), "{}", newest.key);
    assert!(newest.serves.keys().any(|id| id.to_string() == "C4-Q01"));
}

/// Every view in the smallest window, in a wide one, and enlarged, for looking at.
#[test]
#[ignore = "draws into target/pages, for looking at"]
fn every_view() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    let sizes = [
        ("small", [960.0, 600.0], 1.0, true),
        ("wide", [1920.0, 1080.0], 1.0, false),
        ("enlarged", [1366.0, 768.0], 2.0, true),
    ];
    for (name, size, scale, dark) in sizes {
        let mut harness = at(Lang::De, size, scale, dark);
        for view in View::ALL {
            let state = Iso3::parse("KAZ").unwrap();
            harness.state_mut().app().explore(state, view);
            harness.run_ok();
            until(&mut harness, |harness| !harness.state_mut().app().explorer_waits());
            if view == View::Conflicts {
                wait_for_contradictions(&mut harness, Lang::De);
            }
            let file = folder.join(format!("{view:?}-{name}.png"));
            harness.render().unwrap().save(file).unwrap();
        }
    }
}

/// Every section of a profile, for looking at.
#[test]
#[ignore = "draws into target/pages, for looking at"]
fn every_section() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    let mut harness = at(Lang::En, [1280.0, 2000.0], 1.0, false);
    for at in 0..22 {
        let name = folder.join(format!("profile-{at:02}.png"));
        harness.render().unwrap().save(name).unwrap();
        harness.key_press_modifiers(egui::Modifiers::ALT, egui::Key::ArrowDown);
        harness.run_ok();
    }
}

/// By keyboard alone: into the explorer, a figure by other words, through the years, and to an event by another spelling.
#[test]
fn a_figure_is_found_and_read_by_keyboard() {
    let mut harness = start(Lang::De, [1280.0, 800.0], 1.0, false);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::G);
    harness.run_ok();
    let find = |harness: &mut Harness<'_, Run>, text: &str| {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
        harness.run_ok();
        harness.get_by_label(say(Lang::De, Key::ExploreSearch)).type_text(text);
        harness.run_ok();
        // The index is made on a thread.
        let waiting = say(Lang::De, Key::ExploreIndexing);
        until(harness, |harness| harness.query_by_label(waiting).is_none());
        harness.key_press(egui::Key::Enter);
        harness.run_ok();
    };
    find(&mut harness, "kasachstan militärausgaben anteil bip");
    let chart = |harness: &Harness<'_, Run>| {
        let said = harness.get_by_role(egui::Role::Image).accesskit_node().label();
        said.unwrap_or_default().clone()
    };
    assert!(chart(&harness).contains("2024: Kasachstan 0,4"), "{}", chart(&harness));
    harness.get_by_role(egui::Role::Image).focus();
    harness.run_ok();
    harness.key_press(egui::Key::ArrowLeft);
    harness.run_ok();
    assert!(chart(&harness).contains("2023: Kasachstan"), "{}", chart(&harness));
    harness.key_press(egui::Key::Home);
    harness.run_ok();
    assert!(chart(&harness).contains("2010: Kasachstan"), "{}", chart(&harness));
    // An event, by a spelling that its text does not use.
    find(&mut harness, "Tokayev");
    let profile = say(Lang::De, Key::ExploreProfile);
    let shown = harness.get_by_role_and_label(egui::Role::RadioButton, profile);
    assert_eq!(shown.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

/// A figure of the profile goes into the case, for the question one was in.
#[test]
fn a_figure_of_the_profile_is_attached_to_the_question_at_hand() {
    let mut harness = start(Lang::En, [1280.0, 900.0], 1.0, false);
    act(&mut harness, Action::OpenSample);
    act(&mut harness, Action::Go(Place::Criterion(8)));
    // Below the table of criterion 8: the page follows the keyboard there.
    harness.get_by_label_contains(&format!("C8-Q01: {}", say(Lang::En, Key::AddFact))).focus();
    harness.run_ok();
    harness.key_press(egui::Key::Space);
    harness.run_ok();
    act(&mut harness, Action::Go(Place::Explorer));
    to_section(&mut harness, 3);
    harness.get_all_by_label_contains("Military expenditure · 2024").next().unwrap().click();
    harness.run_ok();
    super::pictures::keep(&mut harness, "explorer-figure");
    harness.get_by_label("Attach to C8-Q01").click();
    harness.run_ok();
    let dossier = harness.state_mut().app().session().dossier().unwrap().clone();
    let (_, newest) = dossier.evidence.iter().next_back().unwrap();
    assert_eq!(newest.key, "observation/KAZ/milex_usd_const/2024");
    assert!(newest.serves.keys().any(|id| id.to_string() == "C8-Q01"));
}

/// Rows far out of view are not drawn; whoever scrolls to them finds them.
#[test]
fn the_last_row_of_a_long_section_is_there_after_scrolling() {
    let mut harness = at(Lang::En, [1280.0, 800.0], 1.0, false);
    to_section(&mut harness, 6);
    let ask = Ask::of(Iso3::parse("KAZ").unwrap(), Date::from_unix(NOW));
    let profile = bundle().profile(&ask).unwrap();
    let section = profile.section("I.6").unwrap();
    let mut tables = section.elements.iter().filter_map(|element| match &element.body {
        Body::Grid(grid) => grid.rows.last(),
        _ => None,
    });
    let last = tables.next_back().unwrap().head.en.clone();
    for _ in 0..40 {
        harness.key_press(egui::Key::PageDown);
        harness.run_ok();
    }
    assert!(harness.query_all_by_label(&last).next().is_some(), "{last}");
}
