//! The map of the world by itself: keys, mouse, names for screen readers, pictures.

use super::harness::{CpuRenderer, NOW, bundle};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use kriterion::gui::cx::Cx;
use kriterion::gui::facts::Facts;
use kriterion::gui::flags::Flags;
use kriterion::gui::fonts;
use kriterion::gui::map::{MapState, WorldMap, map_ui};
use kriterion::gui::theme::Theme;
use kriterion::i18n::{Key as Text, say};
use kriterion::session::Session;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::choropleth::levels_of_all;
use kriterion_heart::rating::AsOf;
use kriterion_heart::text::Lang;

struct Page {
    session: Session,
    facts: Facts,
    flags: Flags,
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
        flags: Flags::default(),
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
                let Page { session, facts, flags, map, state, opened, is_styled } = page;
                let theme = Theme::of(session.settings.dark);
                if !*is_styled {
                    ui.ctx().set_fonts(fonts::definitions());
                    theme.apply(ui.ctx());
                    *is_styled = true;
                    return;
                }
                let whole = ui.ctx().content_rect();
                ui.painter().rect_filled(whole, 0.0, theme.page);
                let cx = Cx { session, lang: session.lang, theme, facts, flags };
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
    harness
        .get_by(|node| node.label().is_some_and(|label| label.starts_with("Weltkarte: ")))
        .focus();
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
fn keys_zoom_and_move_the_map_and_home_shows_it_whole() {
    let mut harness = german();
    harness.state_mut().state.mark(code("MLT"));
    focus(&mut harness);
    let whole = harness.render().unwrap();
    press(&mut harness, Modifiers::NONE, Key::Plus);
    press(&mut harness, Modifiers::NONE, Key::Plus);
    let close = harness.render().unwrap();
    assert_ne!(whole, close);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    assert_ne!(close, harness.render().unwrap());
    assert_eq!(harness.state().state.marked(), Some(code("MLT")), "only the map has moved");
    press(&mut harness, Modifiers::NONE, Key::Minus);
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(whole, harness.render().unwrap());
}

#[test]
fn what_lies_under_the_mouse_is_told() {
    for (land, told) in [
        ("KAZ", "Kasachstan: 0,428 % des BIP (2024)"),
        ("VAT", "Heiliger Stuhl: keine Angaben: die Quelle führt dieses Land nicht"),
        ("GRL", "Grönland: gehört zu Dänemark, ohne Wert dargestellt"),
        ("ESH", "Westsahara: Status umstritten, ohne Wert dargestellt"),
    ] {
        let mut harness = german();
        let rows = harness.query_all_by_label(told).count();
        let (at, _) = place_of(&mut harness, land);
        harness.event(Event::PointerMoved(at));
        harness.run_steps(3);
        std::thread::sleep(std::time::Duration::from_millis(10));
        harness.run_steps(60);
        let shown = harness.query_all_by(|node| node.value().as_deref() == Some(told)).count()
            + harness.query_all_by_label(told).count();
        assert!(shown > rows, "{told}");
    }
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
    harness.get_by_label("Heiliger Stuhl: keine Angaben: die Quelle führt dieses Land nicht");
    let field = harness.get_by_label(say(Lang::De, Text::MapFind));
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

#[test]
fn the_explorer_shows_the_map_and_opens_a_state_from_it() {
    let mut harness = super::explorer::at(Lang::De, [1280.0, 800.0], 1.0, false);
    let button = |text| (Role::RadioButton, say(Lang::De, text));
    let (role, name) = button(Text::ExploreMap);
    harness.get_by_role_and_label(role, name).click();
    harness.run_ok();
    harness.get_by_label("Weltkarte: Freedom in the World, Status");
    let (role, name) = button(Text::MapLevel);
    harness.get_by_role_and_label(role, name).click();
    super::harness::until(&mut harness, |harness| {
        harness
            .query_by(|node| {
                node.label().is_some_and(|label| label.starts_with("Weltkarte: Kriterium 2"))
            })
            .is_some()
    });
    super::pictures::keep(&mut harness, "explorer-map-levels-german");
    let row =
        harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Afghanistan: ")));
    row.click();
    harness.run_ok();
    harness.get_by_role_and_label(Role::RadioButton, say(Lang::De, Text::ExploreSeries));
    let map = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.label().is_some_and(|label| label.starts_with("Weltkarte: "))
    };
    assert!(harness.query_by(map).is_none(), "the state is shown, not the map");
    assert!(harness.query_all_by_label("Afghanistan").count() >= 1);
}

#[test]
fn the_map_has_pictures() {
    for (name, lang, size, scale, dark) in [
        ("explorer-map-light", Lang::En, [1280.0, 800.0], 1.0, false),
        ("explorer-map-dark", Lang::En, [1920.0, 1080.0], 1.0, true),
        ("explorer-map-small-french", Lang::Fr, [960.0, 600.0], 1.0, false),
        ("explorer-map-200-percent", Lang::De, [1366.0, 768.0], 2.0, true),
    ] {
        let mut harness = super::explorer::at(lang, size, scale, dark);
        harness.get_by_role_and_label(Role::RadioButton, say(lang, Text::ExploreMap)).click();
        harness.run_ok();
        super::pictures::keep(&mut harness, name);
    }
}

/// `cargo test --test it cost_of_the_map -- --ignored --nocapture`
#[test]
#[ignore = "prints figures"]
fn cost_of_the_map() {
    use egui::{Context, RawInput, Rect, pos2};
    use std::time::Instant;
    let session = session(Lang::En, false);
    let begun = Instant::now();
    let made =
        levels_of_all(&session.bundle, session.bundle.method("kriterion").unwrap(), AsOf::Newest);
    println!(
        "levels of all states: {:.0} ms, {} states",
        begun.elapsed().as_secs_f64() * 1e3,
        made.len()
    );
    let begun = Instant::now();
    let mut map = series(&session, "milex_pct_gdp");
    println!("classes and words: {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let (facts, flags) = (Facts::default(), Flags::default());
    let (mut state, ctx) = (MapState::default(), Context::default());
    let theme = Theme::of(false);
    ctx.set_fonts(fonts::definitions());
    theme.apply(&ctx);
    let mut raster = kriterion_raster::Raster::new();
    let mut frame = |at: usize, pointer: Vec<Event>| {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(at as f64 / 60.0),
            events: pointer,
            ..RawInput::default()
        };
        let begun = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            let cx =
                Cx { session: &session, lang: session.lang, theme, facts: &facts, flags: &flags };
            map_ui(ui, &cx, &mut map, &mut state);
        });
        let drawn = begun.elapsed().as_secs_f64() * 1e3;
        let shapes = ctx.tessellate(std::mem::take(&mut output.shapes), 1.0);
        let laid = begun.elapsed().as_secs_f64() * 1e3;
        raster.update_textures(&mut output.textures_delta);
        let begun = Instant::now();
        let picture = raster.picture([1280, 800], 1.0, &shapes, egui::Color32::WHITE);
        std::hint::black_box(picture);
        [drawn, laid, begun.elapsed().as_secs_f64() * 1e3]
    };
    let least = |costs: Vec<[f64; 3]>| {
        [0, 1, 2].map(|at| costs.iter().map(|cost| cost[at]).fold(f64::INFINITY, f64::min))
    };
    let still = least((0..40).map(|at| frame(at, Vec::new())).skip(3).collect());
    println!(
        "at rest: drawn {:.2} ms, cut {:.2} ms, painted {:.2} ms",
        still[0], still[1], still[2]
    );
    let zoom = |at: usize| {
        vec![
            Event::PointerMoved(pos2(500.0, 200.0)),
            Event::Zoom(if at.is_multiple_of(2) { 1.1 } else { 0.95 }),
        ]
    };
    let moved = least((40..80).map(|at| frame(at, zoom(at))).collect());
    println!(
        "zooming: drawn {:.2} ms, cut {:.2} ms, painted {:.2} ms",
        moved[0], moved[1], moved[2]
    );
    // Laid out once, and then again only when something changes.
    assert!(still[0] < moved[0]);
}
