//! The country explorer: pictures of its views, and the way through it by keyboard.

use super::harness::{Run, act, start};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use kriterion::i18n::{Key, say};
use kriterion::session::{Action, Place};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::text::Lang;

/// The explorer at Kazakhstan.
pub fn at(lang: Lang, size: [f32; 2], scale: f32, dark: bool) -> Harness<'static, Run> {
    let mut harness = start(lang, size, scale, dark);
    act(&mut harness, Action::Go(Place::Explorer));
    harness.state_mut().app().explore(Iso3::parse("KAZ").unwrap());
    harness.run_ok();
    harness
}

#[test]
fn charts_and_comparison_have_pictures() {
    let mut harness = at(Lang::En, [1280.0, 800.0], 1.0, false);
    super::pictures::keep(&mut harness, "explorer-series");
    harness
        .get_by_role_and_label(
            egui::accesskit::Role::RadioButton,
            say(Lang::En, Key::ExploreCompare),
        )
        .click();
    harness.run_ok();
    super::pictures::keep(&mut harness, "explorer-compare");
    let mut harness = at(Lang::De, [960.0, 600.0], 1.0, true);
    super::pictures::keep(&mut harness, "explorer-series-dark-german");
}
