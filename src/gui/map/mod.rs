//! The map of the world: one figure or level of every state, in colours, with its legend and its table.
//!
//! What is said and in which class a state falls is made once, off the frame path; triangles are laid out again only
//! when size, view or look change.

mod data;
mod hand;
mod layout;
mod legend;
mod list;
mod pattern;
mod view;

pub use data::WorldMap;

use crate::gui::cx::Cx;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::globe::{Globe, Land};
use layout::{Drawn, Laid};
use pattern::Patterns;
use view::View;

/// Width to height of the map.
const ASPECT: f32 = 2.15;
/// From this width on the table stands beside the map.
const WIDE: f32 = 860.0;
const LIST_WIDTH: f32 = 300.0;
/// How near to a disc a click must be, in points.
const REACH: f32 = 7.0;

/// What the officer does with the map; lives longer than what is shown on it.
#[derive(Default)]
pub struct MapState {
    view: View,
    marked: Option<Iso3>,
    filter: String,
    drawn: Option<Drawn>,
    patterns: Option<Patterns>,
}

impl MapState {
    /// Marks a state, where the keyboard then stands.
    pub fn mark(&mut self, state: Iso3) {
        self.marked = Some(state);
    }

    pub fn marked(&self) -> Option<Iso3> {
        self.marked
    }
}

/// The map with its legend, and the table beside or below. Returns the state that was opened.
pub fn map_ui(ui: &mut Ui, cx: &Cx<'_>, map: &mut WorldMap, state: &mut MapState) -> Option<Iso3> {
    if ui.available_width() < WIDE {
        let on_map = picture_ui(ui, cx, map, state);
        ui.add_space(6.0);
        return on_map.or(list::list_ui(ui, cx, map, state, 280.0));
    }
    let mut opened = None;
    ui.horizontal_top(|ui| {
        let left = ui.vertical(|ui| {
            ui.set_width(ui.available_width() - LIST_WIDTH - ui.spacing().item_spacing.x);
            opened = picture_ui(ui, cx, map, state);
        });
        let height = left.response.rect.height();
        ui.vertical(|ui| {
            ui.set_width(LIST_WIDTH);
            opened = opened.or(list::list_ui(ui, cx, map, state, height));
        });
    });
    opened
}

fn picture_ui(ui: &mut Ui, cx: &Cx<'_>, map: &mut WorldMap, state: &mut MapState) -> Option<Iso3> {
    ui.add(egui::Label::new(widgets::bold(&*map.title, SMALL + 1.0)).wrap());
    let globe = &cx.session.bundle.map;
    let size = vec2(ui.available_width(), (ui.available_width() / ASPECT).min(620.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let opened = hand::hand(ui, &response, globe, state);
    state.view.fit(globe, rect);
    speak(ui, cx, map, state, &response);
    if ui.is_rect_visible(rect) {
        paint(ui, cx, map, state, rect, response.has_focus());
        let under = response.hover_pos().and_then(|at| under(globe, state, rect, at));
        if let Some(land) = under {
            response.on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(320.0);
                ui.add(egui::Label::new(map.said(cx, land)).wrap());
                if map.row(land.code).is_some() {
                    widgets::weak(ui, cx, &*map.source);
                }
            });
        }
    }
    zoom_ui(ui, cx, globe, state, rect);
    status_ui(ui, cx, map, state);
    legend::legend_ui(ui, cx, map, state.patterns.as_ref());
    opened
}

/// What lies under a place of the window.
fn under<'g>(globe: &'g Globe, state: &MapState, rect: Rect, at: egui::Pos2) -> Option<&'g Land> {
    globe.land_at(state.view.spot(globe, rect, at), REACH / state.view.scale(globe, rect))
}

/// The name of the map, and the marked state as its value.
fn speak(ui: &Ui, cx: &Cx<'_>, map: &WorldMap, state: &MapState, response: &Response) {
    response.widget_info(|| {
        let name = cx.fill(Key::MapName, &[("what", &map.title)]);
        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    let said = state.marked.and_then(|iso3| map.row(iso3)).map(|row| row.said.clone());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(cx.say(Key::MapKeys));
        if let Some(said) = said {
            node.set_value(said);
        }
    });
}

fn paint(ui: &Ui, cx: &Cx<'_>, map: &WorldMap, state: &mut MapState, rect: Rect, has_focus: bool) {
    let globe = &cx.session.bundle.map;
    let patterns = state.patterns.get_or_insert_with(|| Patterns::new(ui.ctx()));
    let laid = Laid {
        rect,
        view: state.view,
        scale: ui.pixels_per_point(),
        dark: cx.theme.dark,
        map: map.number,
    };
    if state.drawn.as_ref().is_none_or(|drawn| drawn.laid != laid) {
        state.drawn = Some(Drawn::new(laid, globe, map, cx.theme, patterns));
    }
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, CornerRadius::ZERO, cx.theme.map_sea());
    if let Some(drawn) = &state.drawn {
        painter.extend(drawn.meshes());
    }
    if let Some(land) = state.marked.and_then(|iso3| globe.land(iso3)) {
        layout::mark(&painter, cx.theme, globe, &state.view, rect, land);
    }
    let edge = if has_focus { (2.0, cx.theme.accent) } else { (1.0, cx.theme.line) };
    painter.rect_stroke(rect, CornerRadius::ZERO, Stroke::from(edge), StrokeKind::Inside);
}

/// Buttons in the corner of the map.
fn zoom_ui(ui: &mut Ui, cx: &Cx<'_>, globe: &Globe, state: &mut MapState, rect: Rect) {
    let buttons = [
        ("+", Key::MapCloser),
        ("\u{2212}", Key::MapFarther),
        (cx.say(Key::MapAll), Key::MapWhole),
    ];
    for (at, (sign, name)) in buttons.into_iter().enumerate() {
        let corner = pos2(rect.right() - 64.0, rect.top() + 8.0 + 32.0 * at as f32);
        let place = Rect::from_min_size(corner, vec2(56.0, 28.0));
        // On the map, and out of the flow of the page.
        let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(place));
        let button = corner.add_sized(place.size(), egui::Button::new(sign));
        let button = button.on_hover_text(cx.say(name));
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, cx.say(name)));
        if button.clicked() {
            match name {
                Key::MapCloser => state.view.zoom(globe, rect, rect.center(), view::STEP),
                Key::MapFarther => state.view.zoom(globe, rect, rect.center(), 1.0 / view::STEP),
                _ => state.view = View::default(),
            }
        }
    }
}

/// The marked state in words, for all who look or listen; without one, what the keys do.
fn status_ui(ui: &mut Ui, cx: &Cx<'_>, map: &WorldMap, state: &MapState) {
    let row = state.marked.and_then(|iso3| map.row(iso3));
    let said = row.map_or(cx.say(Key::MapKeys), |row| &row.said);
    let label = ui.add(egui::Label::new(widgets::bold(said, SMALL)).wrap());
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}
