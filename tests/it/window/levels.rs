//! Levels over the years, and all states beside each other: keys, mouse, names for screen readers, pictures.

use super::explorer::at;
use super::harness::{Run, until};
use egui::{Event, Key, Modifiers, Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::gui::explorer::View;
use kriterion::i18n::{Key as Text, say};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::text::Lang;

fn kazakhstan() -> Iso3 {
    Iso3::parse("KAZ").unwrap()
}

fn show(harness: &mut Harness<'_, Run>, view: View) {
    harness.state_mut().app().explore(kazakhstan(), view);
    harness.run_ok();
}

/// What the strips say of the year and criterion at hand.
fn strips(harness: &Harness<'_, Run>) -> Option<String> {
    let is_strips = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with("Stufen im Lauf der Jahre, "))
    };
    let node = harness.query_by(is_strips)?;
    node.accesskit_node().label()
}

/// The levels of Kazakhstan, once the years are rated.
fn levels(size: [f32; 2], scale: f32, dark: bool) -> Harness<'static, Run> {
    let mut harness = at(Lang::De, size, scale, dark);
    show(&mut harness, View::Levels);
    until(&mut harness, |harness| strips(harness).is_some());
    harness
}

fn focus_strips(harness: &mut Harness<'_, Run>) {
    harness
        .get_by(|node| node.label().is_some_and(|it| it.starts_with("Stufen im Lauf der Jahre, ")))
        .focus();
    harness.run_ok();
}

fn press(harness: &mut Harness<'_, Run>, key: Key) {
    harness.key_press_modifiers(Modifiers::NONE, key);
    harness.run_ok();
}

#[test]
fn keys_go_through_years_and_criteria_and_say_why_a_level_moved() {
    let mut harness = levels([1280.0, 800.0], 1.0, false);
    focus_strips(&mut harness);
    let newest = super::harness::bundle().atlas.edition.newest_year;
    let said = strips(&harness).unwrap();
    assert!(said.starts_with("Stufen im Lauf der Jahre, Kasachstan, Kriterion. "), "{said}");
    assert!(said.contains(&format!("{newest} · 1 ")), "{said}");
    press(&mut harness, Key::ArrowLeft);
    assert!(strips(&harness).unwrap().contains(&format!("{} · 1 ", newest - 1)));
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    assert!(strips(&harness).unwrap().contains(&format!("{newest} · 1 ")), "the end holds");
    for _ in 0..2 {
        press(&mut harness, Key::ArrowDown);
    }
    press(&mut harness, Key::Home);
    let said = strips(&harness).unwrap();
    assert!(said.contains(" · 3 ") && said.contains("keine Daten"), "{said}");
    // From change to change: a new value, and what it turned.
    let mut seen = Vec::new();
    for _ in 0..3 {
        press(&mut harness, Key::Enter);
        seen.push(strips(&harness).unwrap());
    }
    assert!(
        seen[1].contains("2022 · 3 ") && seen[1].contains("trifft nicht zu → trifft zu"),
        "{seen:?}"
    );
    assert!(seen[1].contains("3 (2021) → 4 (2022), neuer Wert"), "{seen:?}");
    assert!(seen[2].contains("2023 · 3 "), "{seen:?}");
    // A value that grew too old is no improvement, and it says so.
    for _ in 0..4 {
        press(&mut harness, Key::ArrowDown);
    }
    let said = strips(&harness).unwrap();
    assert!(said.contains("2023 · 7 ") && said.contains("gemessen wurde nichts Neues"), "{said}");
    assert!(said.contains("zu alt zur Verwendung"), "{said}");
}

#[test]
fn the_mouse_shows_the_year_below_it() {
    let mut harness = levels([1280.0, 800.0], 1.0, false);
    focus_strips(&mut harness);
    harness.run_ok();
    let rect = harness
        .get_by(|node| node.label().is_some_and(|it| it.starts_with("Stufen im Lauf der Jahre, ")))
        .rect();
    let newest = super::harness::bundle().atlas.edition.newest_year;
    for (from_right, expected) in
        [(6.0, format!("{newest} · 4 ")), (6.0 + rect.width() / 4.0, " · 4 ".to_owned())]
    {
        harness.event(Event::PointerMoved(rect.right_top() + vec2(-from_right, 3.0 * 25.0 + 8.0)));
        harness.run_ok();
        let said = strips(&harness).unwrap();
        assert!(said.contains(&expected), "{said}");
        assert_eq!(said.contains(&format!("{newest} ")), from_right < 7.0, "{said}");
    }
}

#[test]
fn the_table_of_the_years_has_every_word_and_every_reason() {
    let mut harness = levels([1280.0, 800.0], 1.0, false);
    let table = say(Lang::De, Text::ChartAsTable);
    harness.get_by_label(table).click();
    harness.run_ok();
    harness.get_by_label("1991");
    harness.get_by_label(say(Lang::De, Text::StripsReasons));
    assert!(harness.query_all_by_label("≠ kritisch").count() >= 2);
    assert!(harness.query_all_by_label_contains("3 (2021) → 4 (2022), neuer Wert").count() == 1);
}

#[test]
fn the_limits_of_a_method_stand_below_its_title() {
    let mut harness = levels([1280.0, 1600.0], 1.0, false);
    let own = |harness: &Harness<'_, Run>| {
        harness.query_all_by_label_contains("von denen keine enthalten ist").count()
    };
    assert_eq!(own(&harness), 1);
    harness.get_by_role_and_label(Role::RadioButton, "BICC 2012").click();
    harness.run_ok();
    assert_eq!(own(&harness), 0);
    assert!(harness.query_all_by_label_contains("dort lassen sich").count() <= 1);
    assert!(harness.query_all_by_label_contains("Bekannte Grenzen").count() >= 2);
}

/// The rows of the table of all states, in their order.
fn rows(harness: &Harness<'_, Run>) -> Vec<String> {
    let rows = harness.query_all_by(|node| {
        node.role() == Role::Button
            && node.label().is_some_and(|label| label.ends_with(" von 8 Kriterien kritisch"))
    });
    let mut rows: Vec<(f32, String)> = rows
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

fn states(size: [f32; 2], scale: f32, dark: bool) -> Harness<'static, Run> {
    let mut harness = at(Lang::De, size, scale, dark);
    show(&mut harness, View::States);
    until(&mut harness, |harness| !rows(harness).is_empty());
    harness
}

fn pick(harness: &mut Harness<'_, Run>, list: &str, entry: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    harness.run_ok();
    harness.get_by_role_and_label(Role::Button, entry).click();
    harness.run_ok();
}

fn sort_by(harness: &mut Harness<'_, Run>, column: &str) {
    let name = format!("Sortieren nach: {column}");
    harness.get_by_role_and_label(Role::Button, &name).click();
    harness.run_ok();
}

#[test]
fn all_states_are_sorted_filtered_and_opened() {
    let mut harness = states([1280.0, 800.0], 1.0, false);
    let all = rows(&harness);
    assert_eq!(all.len(), super::harness::bundle().atlas.countries.len());
    assert!(all[0].starts_with("Afghanistan: 1 "), "{}", all[0]);
    let critical = |row: &str| -> usize {
        let (_, end) = row.rsplit_once("; ").unwrap();
        end.split(' ').next().unwrap().parse().unwrap()
    };
    sort_by(&mut harness, "Kritisch");
    let counts: Vec<usize> = rows(&harness).iter().map(|row| critical(row)).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b) && counts[0] > 3, "{counts:?}");
    sort_by(&mut harness, "Kritisch");
    let counts: Vec<usize> = rows(&harness).iter().map(|row| critical(row)).collect();
    assert!(counts.is_sorted());
    let field = harness.get_by_label(say(Lang::De, Text::MapFind));
    field.focus();
    harness.run_ok();
    harness.event(Event::Text("kasach".to_owned()));
    harness.run_ok();
    let [only] = <[String; 1]>::try_from(rows(&harness)).unwrap();
    assert!(only.starts_with("Kasachstan: ") && only.contains("2 kritisch"), "{only}");
    // By keyboard: to the row, and into it.
    harness.get_by_label(&only).focus();
    harness.run_ok();
    press(&mut harness, Key::Enter);
    let levels =
        harness.get_by_role_and_label(Role::RadioButton, say(Lang::De, Text::ExploreLevels));
    assert_eq!(levels.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    assert!(rows(&harness).is_empty());
}

#[test]
fn two_methods_beside_each_other_show_only_what_differs() {
    let mut harness = states([1280.0, 800.0], 1.0, false);
    pick(&mut harness, say(Lang::De, Text::StatesBeside), "BICC 2012");
    let of = super::harness::bundle().atlas.countries.len();
    let counted = format!(" von {of} Ländern unterscheiden sich");
    until(&mut harness, |harness| harness.query_by_label_contains(&counted).is_some());
    let shown = rows(&harness);
    assert!(!shown.is_empty() && shown.len() < of, "{}", shown.len());
    assert!(shown.iter().all(|row| row.contains(" nach Kriterion, ")), "{shown:#?}");
    let line = harness.query_by_label_contains(&counted).unwrap().accesskit_node();
    let line = line.label().or(line.value()).unwrap_or_default();
    assert!(line.starts_with(&format!("{} von", shown.len())), "{line}");
    // Criteria for which the other edition has no rules are no differences, but counted apart.
    harness.get_by_label_contains(
        "Kriterium 6: unterschiedliche Länder: 0; mit Stufe nach nur einer Methode: ",
    );
    let apart = say(Lang::De, Text::StatesOneSided);
    harness.get_by_label(apart).click();
    harness.run_ok();
    assert!(rows(&harness).len() > shown.len());
}

#[test]
fn a_region_narrows_the_table() {
    let mut harness = states([1280.0, 800.0], 1.0, false);
    pick(&mut harness, say(Lang::De, Text::StatesRegion), "Karibik");
    let found = rows(&harness);
    assert!(found.len() > 5 && found.len() < 30, "{found:#?}");
    assert!(found.iter().any(|row| row.starts_with("Kuba: ")), "{found:#?}");
}

#[test]
fn the_strips_have_pictures() {
    for (name, size, scale, dark) in [
        ("levels-history-german", [960.0, 600.0], 1.0, false),
        ("levels-history-dark", [1920.0, 1080.0], 1.0, true),
        ("levels-history-200-percent", [1366.0, 768.0], 2.0, false),
    ] {
        let mut harness = levels(size, scale, dark);
        focus_strips(&mut harness);
        for _ in 0..6 {
            press(&mut harness, Key::ArrowDown);
        }
        press(&mut harness, Key::Home);
        press(&mut harness, Key::Enter);
        press(&mut harness, Key::Enter);
        super::pictures::keep(&mut harness, name);
    }
}

#[test]
fn all_states_have_pictures() {
    for (name, size, scale, dark) in [
        ("all-states-german", [960.0, 600.0], 1.0, false),
        ("all-states-dark", [1920.0, 1080.0], 1.0, true),
        ("all-states-200-percent", [1366.0, 768.0], 2.0, true),
    ] {
        let mut harness = states(size, scale, dark);
        sort_by(&mut harness, "Kritisch");
        // The page follows the keyboard to the row.
        let row = rows(&harness)[3].clone();
        harness.get_by_label(&row).focus();
        harness.run_ok();
        super::pictures::keep(&mut harness, name);
    }
    let mut harness = states([1280.0, 800.0], 1.0, false);
    pick(&mut harness, say(Lang::De, Text::StatesBeside), "BICC 2012");
    until(&mut harness, |harness| {
        harness.query_by_label_contains(" Ländern unterscheiden").is_some()
    });
    super::pictures::keep(&mut harness, "all-states-differences-german");
}
