//! Patterns over fillings, so that nothing is told by colour alone: small pictures that repeat.

use crate::gui::theme::MapFill;
use egui::{
    Color32, ColorImage, Context, Pos2, TextureFilter, TextureHandle, TextureId, TextureOptions,
    TextureWrapMode, pos2,
};
use kriterion_heart::level::Level;

/// Points after which a pattern repeats.
const SIDE: usize = 8;

/// One picture a pattern, white: its colour comes from the mesh.
pub struct Patterns {
    slanted: TextureHandle,
    dotted: TextureHandle,
    crossed: TextureHandle,
    barred: TextureHandle,
}

impl Patterns {
    pub fn new(ctx: &Context) -> Self {
        let load = |name: &str, is_set: fn(usize, usize) -> bool| {
            let picture = (0..SIDE * SIDE).map(|at| {
                if is_set(at % SIDE, at / SIDE) { Color32::WHITE } else { Color32::TRANSPARENT }
            });
            let options = TextureOptions {
                magnification: TextureFilter::Nearest,
                minification: TextureFilter::Nearest,
                wrap_mode: TextureWrapMode::Repeat,
                mipmap_mode: None,
            };
            ctx.load_texture(name, ColorImage::new([SIDE, SIDE], picture.collect()), options)
        };
        Self {
            slanted: load("map slanted", |x, y| (x + y) % SIDE < 2),
            dotted: load("map dotted", |x, y| {
                (x < 2 && y < 2) || ((4..6).contains(&x) && (4..6).contains(&y))
            }),
            crossed: load("map crossed", |x, y| x == 0 || y == 0),
            barred: load("map barred", |_, y| y % 4 == 0),
        }
    }

    /// Slanted lines: no data. Dots: possibly critical. A grid: critical. Level lines: no state.
    pub fn of(&self, fill: MapFill) -> Option<TextureId> {
        let texture = match fill {
            MapFill::NoData | MapFill::Level(Level::NoData) => &self.slanted,
            MapFill::Level(Level::PossiblyCritical) => &self.dotted,
            MapFill::Level(Level::Critical) => &self.crossed,
            MapFill::Other => &self.barred,
            MapFill::Class { .. } | MapFill::Level(Level::NotCritical) => return None,
        };
        Some(texture.id())
    }
}

/// Where a place of the window falls on a pattern: patterns hang on the window, so that they meet across borders.
pub fn on_pattern(at: Pos2) -> Pos2 {
    pos2(at.x / SIDE as f32, at.y / SIDE as f32)
}
