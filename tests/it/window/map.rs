//! The map of the world by itself: keys, mouse, names for screen readers, pictures.

use super::harness::{CpuRenderer, NOW, bundle};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::gui::cx::Cx;
use kriterion::gui::facts::Facts;
use kriterion::gui::fonts;
use kriterion::gui::map::{MapState, WorldMap, map_ui};
use kriterion::gui::theme::Theme;
use kriterion::i18n::{self, say};
use kriterion::session::Session;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::choropleth::levels_of_all;
use kriterion_heart::rating::AsOf;
use kriterion_heart::text::Lang;

struct Page {
    session: Session,
    facts: Facts,
    map: WorldMap,
    state: MapState,
    opened: Option<Iso3>,
    is_styled: bool,
}

fn code(text: &str) -> Iso3 {
    Iso3::parse(text).unwrap()
}

fn session(lang: Lang, dark: bool) -> Session {
    let mut session = Session::new(bundle(), lang, NOW);
    session.settings.dark = dark;
    session
}

fn series(session: &Session, id: &str) -> WorldMap {
    let ages = &session.bundle.method("kriterion").unwrap().ages;
    WorldMap::of_series(session, session.bundle.atlas.indicator(id).unwrap(), ages, AsOf::Newest)
}

fn levels(session: &Session, criterion: u8) -> WorldMap {
    let method = session.bundle.method("kriterion").unwrap();
    let levels = levels_of_all(&session.bundle, method, AsOf::Newest);
    WorldMap::of_levels(session, method, &levels, criterion)
}

fn start(session: Session, map: WorldMap, size: [f32; 2], scale: f32) -> Harness<'static, Page> {
    let page = Page {
        session,
        facts: Facts::default(),
        map,
        state: MapState::default(),
        opened: None,
        is_styled: false,
    };
    let mut harness = Harness::builder()
        .with_size(vec2(size[0], size[1]) / scale)
        .with_pixels_per_point(scale)
        .renderer(CpuRenderer::default())
        .build_ui_state(
            |ui, page: &mut Page| {
                let Page { session, facts, map, state, opened, is_styled } = page;
                let theme = Theme::of(session.settings.dark);
                if !*is_styled {
                    ui.ctx().set_fonts(fonts::definitions());
                    theme.apply(ui.ctx());
                    *is_styled = true;
                    return;
                }
                let whole = ui.ctx().content_rect();
                ui.painter().rect_filled(whole, 0.0, theme.page);
                let cx = Cx { session, lang: session.lang, theme, facts };
                egui::ScrollArea::vertical().show(ui, |ui| {
                    *opened = opened.or(map_ui(ui, &cx, map, state));
                });
            },
            page,
        );
    harness.run_ok();
    harness
}

fn german() -> Harness<'static, Page> {
    let session = session(Lang::De, false);
    let map = series(&session, "milex_pct_gdp");
    start(session, map, [1280.0, 800.0], 1.0)
}

/// Gives the map the keyboard.
fn focus(harness: &mut Harness<'_, Page>) {
    let name = format!("{}", i18n::say(Lang::De, i18n::Key::MapName));
    let name = name.split('{').next().unwrap().to_owned();
    harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(&name))).focus();
    harness.run_ok();
}

fn press(harness: &mut Harness<'_, Page>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

#[test]
fn arrows_mark_states_and_enter_opens_the_marked_one() {
    let mut harness = german();
    harness.state_mut().state.mark(code("ESP"));
    focus(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(harness.state().state.marked(), Some(code("PRT")));
    assert_eq!(harness.state().opened, None);
    // The mark is spoken: as the value of the map, and in a line that tells its changes.
    let said = |harness: &Harness<'_, Page>| {
        let of_map = harness
            .get_all_by(|node| node.value().is_some_and(|value| value.starts_with("Portugal: ")));
        of_map.count()
    };
    assert!(said(&harness) >= 1);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().opened, Some(code("PRT")));
}

#[test]
fn without_a_mark_the_first_arrow_marks_a_state_in_the_middle() {
    let mut harness = german();
    focus(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().opened, None, "nothing is marked");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(harness.state().state.marked().is_some());
}

#[test]
fn a_click_opens_the_state_below_it() {
    let mut harness = german();
    let (zoomed_to, _) = place_of(&mut harness, "KAZ");
    click(&mut harness, zoomed_to);
    assert_eq!(harness.state().opened, Some(code("KAZ")));
    let mut harness = german();
    let (at, _) = place_of(&mut harness, "MLT");
    click(&mut harness, at);
    assert_eq!(harness.state().opened, Some(code("MLT")), "a state too small for a shape");
    let mut harness = german();
    let (at, _) = place_of(&mut harness, "GRL");
    click(&mut harness, at);
    assert_eq!(harness.state().opened, None, "no state");
}

/// Where a land lies in the window.
fn place_of(harness: &mut Harness<'_, Page>, land: &str) -> (Pos2, f32) {
    let rect = harness
        .get_by(|node| node.label().is_some_and(|label| label.starts_with("Weltkarte: ")))
        .rect();
    let bundle = bundle();
    let map = &bundle.map;
    let [width, height] = map.bounds.size();
    let scale = ((rect.width() - 8.0) / width).min((rect.height() - 8.0) / height);
    let (min, max) = (map.bounds.min, map.bounds.max);
    let anchor = map.land(code(land)).unwrap().anchor;
    let away = vec2(
        (anchor[0] - (min[0] + max[0]) / 2.0) * scale,
        (anchor[1] - (min[1] + max[1]) / 2.0) * scale,
    );
    (rect.center() + away, scale)
}

fn click(harness: &mut Harness<'_, Page>, pos: Pos2) {
    harness.event(Event::PointerMoved(pos));
    harness.step();
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        });
        harness.step();
    }
    harness.run_ok();
}

#[test]
fn every_state_stands_in_the_table_with_value_or_reason() {
    let mut harness = german();
    let rows = |harness: &Harness<'_, Page>| {
        harness
            .get_all_by(|node| {
                let label = node.label().unwrap_or_default();
                node.role() == Role::Button
                    && label.contains(": ")
                    && !label.starts_with("Weltkarte")
            })
            .count()
    };
    assert_eq!(rows(&harness), bundle().atlas.countries.len());
    harness.get_by_label("Heiliger Stuhl: keine Angaben: die Quelle führt diesen Staat nicht");
    let field = harness.get_by_label(say(Lang::De, i18n::Key::MapFind));
    field.focus();
    harness.run_ok();
    harness.event(Event::Text("kasach".to_owned()));
    harness.run_ok();
    assert_eq!(rows(&harness), 1);
    harness
        .get_by(|node| node.label().is_some_and(|label| label.starts_with("Kasachstan: ")))
        .click();
    harness.run_ok();
    assert_eq!(harness.state().opened, Some(code("KAZ")));
}

#[test]
fn the_legend_counts_every_state() {
    let session = session(Lang::En, false);
    for map in
        [series(&session, "fh_status"), series(&session, "milex_pct_gdp"), levels(&session, 2)]
    {
        let harness = start(self::session(Lang::En, false), map, [1280.0, 800.0], 1.0);
        let counts = harness.get_all_by(|node| {
            node.role() == Role::Label
                && node
                    .label()
                    .or(node.value())
                    .is_some_and(|label| label.ends_with(')') && !label.ends_with("areas)"))
        });
        let sum: usize = counts
            .filter_map(|node| {
                let node = node.accesskit_node();
                let label = node.label().or(node.value())?;
                label.rsplit_once('(')?.1.trim_end_matches(')').parse::<usize>().ok()
            })
            .sum();
        assert_eq!(sum, bundle().atlas.countries.len());
    }
}

/// For eyes: `MAP_PICTURES=folder` writes them.
#[test]
fn pictures_of_the_map() {
    let Some(folder) = std::env::var_os("MAP_PICTURES") else { return };
    let folder = std::path::PathBuf::from(folder);
    let make =
        |name: &str, lang, dark, size: [f32; 2], scale, map: &dyn Fn(&Session) -> WorldMap| {
            let session = session(lang, dark);
            let map = map(&session);
            let mut harness = start(session, map, size, scale);
            harness.state_mut().state.mark(code("KAZ"));
            harness.run_ok();
            harness.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
        };
    let milex = |session: &Session| series(session, "milex_pct_gdp");
    let status = |session: &Session| series(session, "fh_status");
    let second = |session: &Session| levels(session, 2);
    make("milex-light", Lang::En, false, [1280.0, 800.0], 1.0, &milex);
    make("milex-dark-wide", Lang::De, true, [1920.0, 1080.0], 1.0, &milex);
    make("status-small", Lang::Fr, false, [960.0, 600.0], 1.0, &status);
    make("status-dark", Lang::En, true, [1280.0, 800.0], 1.0, &status);
    make("levels-light", Lang::De, false, [1280.0, 800.0], 1.0, &second);
    make("levels-dark", Lang::En, true, [1920.0, 1080.0], 1.0, &second);
    make("levels-200-percent", Lang::De, false, [1366.0, 768.0], 2.0, &second);
}
