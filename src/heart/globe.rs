//! The map of the world: the land of each state, laid flat and cut into triangles, and what lies at a place of it.
//!
//! Knows no colours, no window and no figures. The build makes it; the program only draws it and asks it.

mod find;
mod flat;
mod triangles;

#[cfg(test)]
mod tests;

pub use find::Toward;
pub use flat::flat;

use crate::atlas::Iso3;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A place on the flat map: to the right and down, in thousandths of the earth's radius, (0, 0) in the Gulf of Guinea.
pub type Spot = [f32; 2];

/// All that is drawn.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Globe {
    /// Id of the source of the outlines.
    pub source: String,
    /// Around all of it.
    pub bounds: Bounds,
    /// Sorted by code; every state of the atlas that has a shape or a position, and land that is no state.
    pub lands: Vec<Land>,
}

/// A state, or other land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Land {
    pub code: Iso3,
    pub standing: Standing,
    /// Of what is no state; the names of states stand in the atlas.
    pub name: Text,
    /// A place on it: where it is marked, and where the keyboard goes.
    pub anchor: Spot,
    pub bounds: Bounds,
    /// Empty where the state is too small for the map: a disc is drawn at the anchor.
    pub shape: Shape,
}

impl Land {
    pub fn is_state(&self) -> bool {
        self.standing == Standing::State
    }

    /// Too small to have a shape.
    pub fn is_disc(&self) -> bool {
        self.shape.points.is_empty()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    State,
    /// Belongs to a state, far from it; the figures of the state may leave it out.
    Territory(Iso3),
    /// Claimed by several; it has no figures of its own here.
    Disputed,
}

/// Outlines, and the triangles that fill them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Shape {
    pub points: Vec<Spot>,
    /// Where each ring ends in `points`; a hole is a ring, too.
    pub ends: Vec<u16>,
    /// Positions in `points`, three for a triangle.
    pub triangles: Vec<u16>,
}

impl Shape {
    pub fn rings(&self) -> impl Iterator<Item = &[Spot]> {
        let mut from = 0;
        self.ends.iter().map(move |end| {
            let to = usize::from(*end);
            let ring = self.points.get(from..to).unwrap_or_default();
            from = to;
            ring
        })
    }

    pub fn corners(&self) -> impl Iterator<Item = [Spot; 3]> {
        let at = |index: &u16| self.points.get(usize::from(*index)).copied().unwrap_or_default();
        self.triangles.chunks_exact(3).filter_map(move |three| match three {
            [a, b, c] => Some([at(a), at(b), at(c)]),
            _ => None,
        })
    }

    /// Outlines to a shape, the holes of each after its edge. `None` where there is more than a map of this scale holds.
    pub fn of(polygons: &[Vec<Vec<Spot>>]) -> Option<Self> {
        let mut shape = Self::default();
        for polygon in polygons {
            let first = u16::try_from(shape.points.len()).ok()?;
            let filled = triangles::fill(polygon);
            for ring in polygon {
                shape.points.extend(ring);
                shape.ends.push(u16::try_from(shape.points.len()).ok()?);
            }
            shape.triangles.extend(filled.iter().map(|index| first.saturating_add(*index as u16)));
        }
        Some(shape)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    pub min: Spot,
    pub max: Spot,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { min: [f32::INFINITY; 2], max: [f32::NEG_INFINITY; 2] }
    }
}

impl Bounds {
    pub fn around(points: impl IntoIterator<Item = Spot>) -> Self {
        points.into_iter().fold(Self::default(), |Self { min, max }, [x, y]| Self {
            min: [min[0].min(x), min[1].min(y)],
            max: [max[0].max(x), max[1].max(y)],
        })
    }

    pub fn contains(&self, [x, y]: Spot) -> bool {
        (self.min[0]..=self.max[0]).contains(&x) && (self.min[1]..=self.max[1]).contains(&y)
    }

    /// Width and height.
    pub fn size(&self) -> [f32; 2] {
        [self.max[0] - self.min[0], self.max[1] - self.min[1]]
    }
}
