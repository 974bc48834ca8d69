//! What lies at a place of the map, where a land is marked, and which state is next in a direction.

use super::triangles::area;
use super::{Bounds, Globe, Land, Shape, Spot};
use crate::atlas::Iso3;

/// Where the keyboard goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    Left,
    Right,
    Up,
    Down,
}

impl Globe {
    pub fn land(&self, code: Iso3) -> Option<&Land> {
        self.lands
            .binary_search_by_key(&code, |land| land.code)
            .ok()
            .and_then(|at| self.lands.get(at))
    }

    /// The land at a place. A disc is hit within `reach`, the nearest first, and before the land around it.
    pub fn land_at(&self, at: Spot, reach: f32) -> Option<&Land> {
        let disc = self
            .lands
            .iter()
            .filter(|land| land.is_disc())
            .map(|land| (distance(land.anchor, at), land))
            .filter(|(far, _)| *far <= reach)
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        disc.map(|(_, land)| land).or_else(|| {
            self.lands.iter().find(|land| land.bounds.contains(at) && land.shape.contains(at))
        })
    }

    /// The state at a place; `None` on the sea and on land that is no state.
    pub fn state_at(&self, at: Spot, reach: f32) -> Option<Iso3> {
        self.land_at(at, reach).filter(|land| land.is_state()).map(|land| land.code)
    }

    /// The state that the keyboard goes to from `from`: near, and rather straight ahead than to the side.
    pub fn next(&self, from: Iso3, toward: Toward) -> Option<Iso3> {
        let [x, y] = self.land(from)?.anchor;
        let states = self.lands.iter().filter(|land| land.is_state() && land.code != from);
        let ahead = states.filter_map(|land| {
            let (right, down) = (land.anchor[0] - x, land.anchor[1] - y);
            let (along, aside) = match toward {
                Toward::Left => (-right, down),
                Toward::Right => (right, down),
                Toward::Up => (-down, right),
                Toward::Down => (down, right),
            };
            (along > 0.0 && aside.abs() <= along * 1.5)
                .then(|| (along + 1.5 * aside.abs(), land.code))
        });
        ahead.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, code)| code)
    }
}

impl Shape {
    pub fn contains(&self, at: Spot) -> bool {
        self.rings().map(|ring| crossings(ring, at)).sum::<usize>() % 2 == 1
    }

    /// A place inside: the middle of the largest part, or where that lies outside, the middle of its largest triangle.
    pub fn anchor(&self) -> Option<Spot> {
        let largest = self.rings().max_by(|a, b| area(a).abs().total_cmp(&area(b).abs()))?;
        let middle = centre(largest);
        if self.contains(middle) {
            return Some(middle);
        }
        let triangle = self.corners().max_by(|a, b| area(a).abs().total_cmp(&area(b).abs()))?;
        let third =
            |axis: usize| triangle.iter().filter_map(|point| point.get(axis)).sum::<f32>() / 3.0;
        Some([third(0), third(1)])
    }

    pub fn bounds(&self) -> Bounds {
        Bounds::around(self.points.iter().copied())
    }
}

/// How often a ray to the right meets the ring.
fn crossings(ring: &[Spot], [x, y]: Spot) -> usize {
    let next = ring.iter().cycle().skip(1);
    let meets = |([ax, ay], [bx, by]): (&Spot, &Spot)| {
        (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    };
    ring.iter().zip(next).filter(|side| meets(*side)).count()
}

/// The centre of gravity of what a ring encloses.
fn centre(ring: &[Spot]) -> Spot {
    let next = ring.iter().cycle().skip(1);
    let (mut sum, mut cx, mut cy) = (0.0, 0.0, 0.0);
    for ([ax, ay], [bx, by]) in ring.iter().zip(next) {
        let [ax, ay, bx, by] = [*ax, *ay, *bx, *by].map(f64::from);
        let cross = ax * by - bx * ay;
        sum += cross;
        cx += (ax + bx) * cross;
        cy += (ay + by) * cross;
    }
    [(cx / (3.0 * sum)) as f32, (cy / (3.0 * sum)) as f32]
}

fn distance([ax, ay]: Spot, [bx, by]: Spot) -> f32 {
    (ax - bx).hypot(ay - by)
}
