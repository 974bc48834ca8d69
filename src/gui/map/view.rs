//! Which part of the map is shown, and how large.

use egui::{Pos2, Rect, Vec2, pos2, vec2};
use kriterion_heart::globe::{Globe, Spot};

/// One press of a key or button.
pub const STEP: f32 = 1.5;
const CLOSEST: f32 = 40.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// 1.0 shows all of it.
    closeness: f32,
    /// The place in the middle; `None` until the map is known.
    centre: Option<Spot>,
}

impl Default for View {
    fn default() -> Self {
        Self { closeness: 1.0, centre: None }
    }
}

impl View {
    /// Points of the window to a unit of the map.
    pub fn scale(&self, globe: &Globe, rect: Rect) -> f32 {
        let [width, height] = globe.bounds.size();
        // A margin, so that no outline touches the edge.
        let whole = ((rect.width() - 8.0) / width).min((rect.height() - 8.0) / height);
        (whole * self.closeness).max(1e-6)
    }

    pub fn closeness(&self) -> f32 {
        self.closeness
    }

    fn middle(&self, globe: &Globe) -> Spot {
        let (min, max) = (globe.bounds.min, globe.bounds.max);
        self.centre.unwrap_or([(min[0] + max[0]) / 2.0, (min[1] + max[1]) / 2.0])
    }

    pub fn place(&self, globe: &Globe, rect: Rect) -> impl Fn(Spot) -> Pos2 + use<> {
        let (scale, [x, y], middle) = (self.scale(globe, rect), self.middle(globe), rect.center());
        move |spot: Spot| middle + vec2((spot[0] - x) * scale, (spot[1] - y) * scale)
    }

    pub fn spot(&self, globe: &Globe, rect: Rect, at: Pos2) -> Spot {
        let (scale, [x, y]) = (self.scale(globe, rect), self.middle(globe));
        let away = at - rect.center();
        [x + away.x / scale, y + away.y / scale]
    }

    /// Closer by a factor, and what lies at `at` stays there.
    pub fn zoom(&mut self, globe: &Globe, rect: Rect, at: Pos2, by: f32) {
        let before = self.spot(globe, rect, at);
        self.closeness = (self.closeness * by).clamp(1.0, CLOSEST);
        let after = self.spot(globe, rect, at);
        let [x, y] = self.middle(globe);
        self.centre = Some([x + before[0] - after[0], y + before[1] - after[1]]);
        self.fit(globe, rect);
    }

    pub fn drag(&mut self, globe: &Globe, rect: Rect, by: Vec2) {
        let (scale, [x, y]) = (self.scale(globe, rect), self.middle(globe));
        self.centre = Some([x - by.x / scale, y - by.y / scale]);
        self.fit(globe, rect);
    }

    /// Moves so far that a place is well inside.
    pub fn show(&mut self, globe: &Globe, rect: Rect, spot: Spot) {
        let at = self.place(globe, rect)(spot);
        let inner = rect.shrink2(rect.size() * 0.12);
        let inside =
            pos2(at.x.clamp(inner.left(), inner.right()), at.y.clamp(inner.top(), inner.bottom()));
        if inside != at {
            self.drag(globe, rect, inside - at);
        }
    }

    /// Keeps the map in the window.
    pub fn fit(&mut self, globe: &Globe, rect: Rect) {
        let Some(centre) = self.centre else { return };
        let scale = self.scale(globe, rect);
        let half = [rect.width() / scale / 2.0, rect.height() / scale / 2.0];
        let (min, max) = (globe.bounds.min, globe.bounds.max);
        let along = |at: f32, half: f32, min: f32, max: f32| {
            let (low, high) = (min + half, max - half);
            if low < high { at.clamp(low, high) } else { (min + max) / 2.0 }
        };
        self.centre = Some([
            along(centre[0], half[0], min[0], max[0]),
            along(centre[1], half[1], min[1], max[1]),
        ]);
    }
}
