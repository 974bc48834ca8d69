//! Lands to triangles and lines on the window: made once for a size, a view and a look.

use super::data::WorldMap;
use super::pattern::{Patterns, on_pattern};
use super::view::View;
use crate::gui::theme::{MapFill, Theme};
use egui::epaint::{Mesh, TessellationOptions, Tessellator, Vertex};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, TextureId, vec2};
use kriterion_heart::globe::{Globe, Land, Spot};
use kriterion_heart::level::Level;
use std::sync::Arc;

/// The size of a state that is too small for a shape, in points: from all of the world to a close view.
const DISC: (f32, f32) = (3.5, 5.5);
const LINE: f32 = 0.7;
/// Points of an outline that lie nearer together than this are one, in points of the window.
const NEAR: f32 = 0.6;
/// Cosine of the turn from which a corner is sharp.
const SHARP: f32 = -0.6;

/// What a layout was made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Laid {
    pub rect: Rect,
    pub view: View,
    /// Pixels to a point.
    pub scale: f32,
    pub dark: bool,
    /// Number of the map.
    pub map: u64,
}

pub struct Drawn {
    pub laid: Laid,
    meshes: Vec<Arc<Mesh>>,
}

impl Drawn {
    pub fn new(
        laid: Laid,
        globe: &Globe,
        map: &WorldMap,
        theme: &Theme,
        patterns: &Patterns,
    ) -> Self {
        let place = laid.view.place(globe, laid.rect);
        let mut pen = Pen {
            fills: Mesh::default(),
            patterned: Vec::new(),
            lines: Mesh::default(),
            disc: (DISC.0 * laid.view.closeness().sqrt()).min(DISC.1),
            tessellator: Tessellator::new(
                laid.scale,
                TessellationOptions::default(),
                [1, 1],
                Vec::new(),
            ),
        };
        let seen = |land: &&Land| {
            Rect::from_min_max(place(land.bounds.min), place(land.bounds.max))
                .expand(2.0 * DISC.1)
                .intersects(laid.rect)
        };
        // Discs lie on top of the land around them.
        let (discs, shapes): (Vec<&Land>, Vec<&Land>) =
            globe.lands.iter().filter(seen).partition(|land| land.is_disc());
        for land in shapes {
            let fill = map.fill(land);
            pen.fill(land, &place, theme.map_fill(fill));
            if let Some((texture, colour)) = patterns.of(fill).zip(theme.map_pattern(fill)) {
                pen.pattern(land, &place, texture, colour);
            }
            pen.outline(land, &place, Stroke::new(LINE, theme.map_border()));
        }
        for land in discs {
            pen.disc(place(land.anchor), map.fill(land), theme);
        }
        let Pen { fills, patterned, lines, .. } = pen;
        let meshes = std::iter::once(fills).chain(patterned).chain([lines]).map(Arc::new);
        Self { laid, meshes: meshes.collect() }
    }

    pub fn meshes(&self) -> impl Iterator<Item = Shape> {
        self.meshes.iter().map(|mesh| Shape::Mesh(Arc::clone(mesh)))
    }
}

struct Pen {
    fills: Mesh,
    /// One for each pattern.
    patterned: Vec<Mesh>,
    lines: Mesh,
    /// The radius of a disc.
    disc: f32,
    tessellator: Tessellator,
}

impl Pen {
    fn fill(&mut self, land: &Land, place: &impl Fn(Spot) -> Pos2, colour: Color32) {
        let corners = land.shape.points.iter().map(|spot| Vertex::untextured(place(*spot), colour));
        add(&mut self.fills, land, corners);
    }

    fn pattern(
        &mut self,
        land: &Land,
        place: &impl Fn(Spot) -> Pos2,
        texture: TextureId,
        color: Color32,
    ) {
        let corners = land.shape.points.iter().map(|spot| {
            let pos = place(*spot);
            Vertex { pos, uv: on_pattern(pos), color }
        });
        match self.patterned.iter_mut().find(|mesh| mesh.texture_id == texture) {
            Some(mesh) => add(mesh, land, corners),
            None => {
                let mut mesh = Mesh::with_texture(texture);
                add(&mut mesh, land, corners);
                self.patterned.push(mesh);
            }
        }
    }

    fn outline(&mut self, land: &Land, place: &impl Fn(Spot) -> Pos2, stroke: Stroke) {
        for line in land.shape.rings().flat_map(|ring| lines(ring, place)) {
            self.tessellator.tessellate_shape(Shape::line(line, stroke), &mut self.lines);
        }
    }

    /// The symbol of a level, else a disc; a ring where there is no data.
    fn disc(&mut self, at: Pos2, fill: MapFill, theme: &Theme) {
        let disc = self.disc;
        let (colour, edge) = (theme.map_fill(fill), Stroke::new(1.0, theme.map_border()));
        let shape = match fill {
            MapFill::Level(Level::PossiblyCritical) => {
                let corners = [vec2(0.0, -disc - 1.0), vec2(disc, disc), vec2(-disc, disc)];
                Shape::convex_polygon(corners.map(|away| at + away).to_vec(), colour, edge)
            }
            MapFill::Level(Level::Critical) => {
                let square = Rect::from_center_size(at, vec2(2.0 * disc - 1.0, 2.0 * disc - 1.0));
                let corners = [
                    square.left_top(),
                    square.right_top(),
                    square.right_bottom(),
                    square.left_bottom(),
                ];
                Shape::convex_polygon(corners.to_vec(), colour, edge)
            }
            MapFill::NoData | MapFill::Level(Level::NoData) => {
                let ring = Stroke::new(2.0, theme.map_pattern(fill).unwrap_or(colour));
                Shape::circle_stroke(at, disc - 1.0, ring)
            }
            _ => Shape::Circle(egui::epaint::CircleShape {
                center: at,
                radius: disc,
                fill: colour,
                stroke: edge,
            }),
        };
        self.tessellator.tessellate_shape(shape, &mut self.lines);
    }
}

fn add(mesh: &mut Mesh, land: &Land, corners: impl Iterator<Item = Vertex>) {
    let first = mesh.vertices.len() as u32;
    mesh.vertices.extend(corners);
    mesh.indices.extend(land.shape.triangles.iter().map(|index| first + u32::from(*index)));
}

/// An outline as lines, without what no eye can part. A line ends at a sharp corner, where a stroke would make a spike.
fn lines(ring: &[Spot], place: &impl Fn(Spot) -> Pos2) -> Vec<Vec<Pos2>> {
    let mut done = Vec::new();
    let mut line: Vec<Pos2> = Vec::with_capacity(ring.len() + 1);
    for spot in ring.iter().chain(ring.first()) {
        let at = place(*spot);
        if line.last().is_some_and(|last| last.distance_sq(at) < NEAR * NEAR) {
            continue;
        }
        if let [.., before, last] = line[..]
            && (last - before).normalized().dot((at - last).normalized()) < SHARP
        {
            done.push(std::mem::replace(&mut line, vec![last]));
        }
        line.push(at);
    }
    done.push(line);
    done
}

/// The marked state: its outline, and a ring where it is small.
pub fn mark(painter: &Painter, theme: &Theme, globe: &Globe, view: &View, rect: Rect, land: &Land) {
    let place = view.place(globe, rect);
    let strokes = [Stroke::new(4.5, theme.card), Stroke::new(2.5, theme.accent)];
    let extent = Rect::from_min_max(place(land.bounds.min), place(land.bounds.max));
    for stroke in strokes {
        for line in land.shape.rings().flat_map(|ring| lines(ring, &place)) {
            painter.add(Shape::line(line, stroke));
        }
        if extent.size().max_elem() < 14.0 {
            painter.circle_stroke(place(land.anchor), 9.0, stroke);
        }
    }
}
