//! What mouse and keys do on the map.

use super::view::{STEP, View};
use super::{MapState, under};
use egui::{EventFilter, Key, Modifiers, Response, Ui, Vec2, vec2};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::globe::{Globe, Spot, Toward};

/// How far Shift and an arrow move the map, in points.
const PUSH: f32 = 60.0;

/// Moves, marks, and returns the state that was opened.
pub fn hand(ui: &Ui, response: &Response, globe: &Globe, state: &mut MapState) -> Option<Iso3> {
    let opened = mouse(ui, response, globe, state);
    if !response.has_focus() {
        return opened;
    }
    let arrows =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    opened.or(keys(ui, response, globe, state))
}

fn mouse(ui: &Ui, response: &Response, globe: &Globe, state: &mut MapState) -> Option<Iso3> {
    let rect = response.rect;
    if response.dragged() {
        state.view.drag(globe, rect, response.drag_delta());
    }
    if response.drag_started() {
        response.request_focus();
    }
    if let Some(at) = response.hover_pos() {
        // The wheel alone scrolls the page, unless the officer works on the map.
        let pinched = ui.input(egui::InputState::zoom_delta);
        let turned = if response.has_focus() {
            ui.input_mut(|input| std::mem::replace(&mut input.smooth_scroll_delta, Vec2::ZERO).y)
        } else {
            0.0
        };
        let by = pinched * (turned / 200.0).exp();
        if by != 1.0 {
            state.view.zoom(globe, rect, at, by);
        }
    }
    // Enter counts as a click of egui; it opens what is marked, wherever the mouse is.
    let by_mouse = ui.input(|input| input.pointer.any_released());
    let at = response.interact_pointer_pos().filter(|_| response.clicked() && by_mouse)?;
    response.request_focus();
    let land = under(globe, state, rect, at).filter(|land| land.is_state())?;
    state.marked = Some(land.code);
    Some(land.code)
}

fn keys(ui: &Ui, response: &Response, globe: &Globe, state: &mut MapState) -> Option<Iso3> {
    const ARROWS: [(Key, Toward, Vec2); 4] = [
        (Key::ArrowLeft, Toward::Left, vec2(PUSH, 0.0)),
        (Key::ArrowRight, Toward::Right, vec2(-PUSH, 0.0)),
        (Key::ArrowUp, Toward::Up, vec2(0.0, PUSH)),
        (Key::ArrowDown, Toward::Down, vec2(0.0, -PUSH)),
    ];
    let rect = response.rect;
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    for (key, toward, push) in ARROWS {
        if pressed(Modifiers::SHIFT, key) {
            state.view.drag(globe, rect, push);
        } else if pressed(Modifiers::NONE, key) {
            let middle = || nearest(globe, state.view.spot(globe, rect, rect.center()));
            let next = match state.marked {
                Some(marked) => globe.next(marked, toward).or(Some(marked)),
                None => middle(),
            };
            state.marked = next;
            if let Some(land) = next.and_then(|next| globe.land(next)) {
                state.view.show(globe, rect, land.anchor);
            }
        }
    }
    let at = state.marked.and_then(|marked| globe.land(marked)).map(|land| land.anchor);
    let at = at.map_or(rect.center(), |spot| state.view.place(globe, rect)(spot));
    if pressed(Modifiers::NONE, Key::Plus) || pressed(Modifiers::NONE, Key::Equals) {
        state.view.zoom(globe, rect, at, STEP);
    }
    if pressed(Modifiers::NONE, Key::Minus) {
        state.view.zoom(globe, rect, at, 1.0 / STEP);
    }
    if pressed(Modifiers::NONE, Key::Home) {
        state.view = View::default();
    }
    state.marked.filter(|_| pressed(Modifiers::NONE, Key::Enter))
}

/// The state nearest to a place.
fn nearest(globe: &Globe, [x, y]: Spot) -> Option<Iso3> {
    let far = |spot: Spot| (spot[0] - x).hypot(spot[1] - y);
    let states = globe.lands.iter().filter(|land| land.is_state());
    states.min_by(|a, b| far(a.anchor).total_cmp(&far(b.anchor))).map(|land| land.code)
}
