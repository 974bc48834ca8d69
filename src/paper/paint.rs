//! Pixels of a drawing: a chart for a word processor, or a page for the preview.
//!
//! A page has five thousand letters and some eighty different ones, so a letter is painted once and stamped after that.

use crate::drawing::{Anchor, Drawing, Ink, Label, Line, Outline, Shape};
use crate::fonts::{Face, Shaper};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use std::collections::HashMap;
use std::rc::Rc;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, Rect, Stroke,
    StrokeDash, Transform,
};

/// A painted sheet. It has no see-through pixel, so that straight and premultiplied are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    /// Red, green, blue, alpha; row by row.
    pub rgba: Vec<u8>,
}

/// Why a sheet was not painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaintProblem {
    /// It would have more than `MOST_PIXELS`.
    TooLarge,
    /// Width, height or scale is zero, negative or no number.
    NoSize,
}

pub const MOST_PIXELS: u64 = 64_000_000;
/// Letters above this size are rare, and their stamps large.
const LARGEST_STAMP: f32 = 48.0;
const MOST_STAMPS: usize = 20_000;
/// Steps of a pixel to which a letter is moved along its line.
const STEPS: f32 = 4.0;
/// A lean of 12 degrees.
pub(crate) const SLANT: f32 = 0.2126;
/// Nothing on a sheet lies further out; what claims to would only strain the arithmetic.
const FAR: f32 = 100_000.0;

/// Paints one sheet.
pub fn paint(
    drawing: &Drawing,
    shaper: &mut Shaper<'_>,
    scale: f32,
) -> Result<Pixels, PaintProblem> {
    Painter::default().paint(drawing, shaper, scale)
}

/// The file of a sheet; the same pixels give the same bytes. Charts have so few colours that a palette holds them.
/// Empty where the pixels are not as many as width and height say.
pub fn png(pixels: &Pixels) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Default);
    let data = match indexed(pixels) {
        Some((palette, places)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_filter(png::FilterType::NoFilter);
            places
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_filter(png::FilterType::Sub);
            pixels.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
        }
    };
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    if written.is_ok() { file } else { Vec::new() }
}

/// The colours and the place of each pixel's colour among them, if a byte can count them.
fn indexed(pixels: &Pixels) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known: HashMap<[u8; 3], u8> = HashMap::new();
    let mut palette = Vec::new();
    let mut places = Vec::with_capacity(pixels.rgba.len() / 4);
    let mut last = ([0; 3], None);
    for pixel in pixels.rgba.chunks_exact(4) {
        let colour = [pixel[0], pixel[1], pixel[2]];
        let place = match last {
            (same, Some(place)) if same == colour => place,
            _ => match known.get(&colour) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(known.len()).ok()?;
                    known.insert(colour, place);
                    palette.extend(colour);
                    place
                }
            },
        };
        last = (colour, Some(place));
        places.push(place);
    }
    Some((palette, places))
}

/// Paints many sheets of one set of fonts, and keeps the letters.
#[derive(Default)]
pub struct Painter {
    outlines: HashMap<(Face, u32), Option<Rc<Path>>>,
    stamps: HashMap<StampKey, Option<Rc<Stamp>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct StampKey {
    face: Face,
    glyph: u32,
    /// Bits of the size in pixels.
    size: u32,
    step: u8,
    is_slanted: bool,
    is_upward: bool,
}

/// How much of each pixel a letter covers.
struct Stamp {
    left: i32,
    top: i32,
    width: usize,
    cover: Vec<u8>,
}

impl Painter {
    pub fn paint(
        &mut self,
        drawing: &Drawing,
        shaper: &mut Shaper<'_>,
        scale: f32,
    ) -> Result<Pixels, PaintProblem> {
        let (width, height) = (side(drawing.width, scale)?, side(drawing.height, scale)?);
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(PaintProblem::TooLarge);
        }
        let mut pixmap = Pixmap::new(width, height).ok_or(PaintProblem::NoSize)?;
        pixmap.fill(Color::WHITE);
        for shape in &drawing.shapes {
            match shape {
                Shape::Fill { outline, ink } => fill(&mut pixmap, outline, *ink, scale),
                Shape::Stroke { outline, line } => stroke(&mut pixmap, outline, *line, scale),
                Shape::Text(label) => self.write(&mut pixmap, label, shaper, scale),
            }
        }
        Ok(Pixels { width, height, rgba: pixmap.take() })
    }

    fn write(&mut self, pixmap: &mut Pixmap, label: &Label, shaper: &mut Shaper<'_>, scale: f32) {
        let size = label.size * scale;
        let [x, y] = [label.at[0] * scale, label.at[1] * scale];
        if !(size > 0.0 && size < 4096.0 && x.abs() < FAR && y.abs() < FAR) {
            return;
        }
        let runs = shaper.shape(&label.text, label.is_strong);
        let width = runs.iter().map(crate::fonts::Run::width).sum::<f32>() * size;
        let mut along = match label.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -width / 2.0,
            Anchor::End => -width,
        };
        for run in runs.iter() {
            for glyph in &run.glyphs {
                let (dx, dy) = (along + glyph.dx * size, -glyph.dy * size);
                let at = if label.is_upward { [x + dy, y - dx] } else { [x + dx, y + dy] };
                self.stamp(pixmap, label, shaper, (run.face, glyph.id, size), at);
                along += glyph.advance * size;
            }
        }
    }

    fn stamp(
        &mut self,
        pixmap: &mut Pixmap,
        label: &Label,
        shaper: &Shaper<'_>,
        (face, glyph, size): (Face, u32, f32),
        at: [f32; 2],
    ) {
        let turn = turn(label, size);
        if size > LARGEST_STAMP {
            if let Some(path) = self.outline(shaper, face, glyph) {
                let place = turn.post_translate(at[0], at[1]);
                pixmap.fill_path(&path, &paint_of(label.ink), FillRule::Winding, place, None);
            }
            return;
        }
        // Along the line in quarters of a pixel, across it in whole ones: the foot of a line is sharp.
        let quarter = |along: f32| ((along * STEPS).round() / STEPS, along);
        let (column, row, step) = if label.is_upward {
            let (snapped, _) = quarter(at[1]);
            (at[0].round(), snapped.floor(), ((snapped - snapped.floor()) * STEPS) as u8)
        } else {
            let (snapped, _) = quarter(at[0]);
            (snapped.floor(), at[1].round(), ((snapped - snapped.floor()) * STEPS) as u8)
        };
        let key = StampKey {
            face,
            glyph,
            size: size.to_bits(),
            step,
            is_slanted: label.is_slanted,
            is_upward: label.is_upward,
        };
        if !self.stamps.contains_key(&key) {
            if self.stamps.len() >= MOST_STAMPS {
                self.stamps.clear();
            }
            let part = f32::from(step) / STEPS;
            let (dx, dy) = if label.is_upward { (0.0, part) } else { (part, 0.0) };
            let made = self
                .outline(shaper, face, glyph)
                .and_then(|path| Stamp::new(&path, turn.post_translate(dx, dy)));
            self.stamps.insert(key, made.map(Rc::new));
        }
        if let Some(Some(stamp)) = self.stamps.get(&key) {
            stamp.press(pixmap, column as i32, row as i32, label.ink);
        }
    }

    /// In parts of the font size, upwards.
    fn outline(&mut self, shaper: &Shaper<'_>, face: Face, glyph: u32) -> Option<Rc<Path>> {
        let make = || {
            let outlines = shaper.fonts().font(face).outline_glyphs();
            let mut pen = Pen(PathBuilder::new());
            let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
            outlines.get(skrifa::GlyphId::new(glyph))?.draw(settings, &mut pen).ok()?;
            pen.0.finish().map(Rc::new)
        };
        self.outlines.entry((face, glyph)).or_insert_with(make).clone()
    }
}

impl Stamp {
    fn new(path: &Path, turn: Transform) -> Option<Self> {
        let bounds = path.clone().transform(turn)?.bounds();
        let (left, top) = (bounds.left().floor() as i32 - 1, bounds.top().floor() as i32 - 1);
        let width = (bounds.right().ceil() as i32 + 1 - left) as u32;
        let height = (bounds.bottom().ceil() as i32 + 1 - top) as u32;
        let mut mask = Mask::new(width, height)?;
        let place = turn.post_translate(-left as f32, -top as f32);
        mask.fill_path(path, FillRule::Winding, true, place);
        Some(Self { left, top, width: width as usize, cover: mask.data().to_vec() })
    }

    fn press(&self, pixmap: &mut Pixmap, column: i32, row: i32, ink: Ink) {
        let (wide, high) = (pixmap.width() as i32, pixmap.height() as i32);
        let (left, top) = (column + self.left, row + self.top);
        let from = (-left).max(0) as usize;
        let until = (wide - left).clamp(0, self.width as i32) as usize;
        if from >= until {
            return;
        }
        let data = pixmap.data_mut();
        for (down, cover) in self.cover.chunks_exact(self.width).enumerate() {
            let y = top + down as i32;
            if y < 0 || y >= high {
                continue;
            }
            let start = (y * wide + left + from as i32) as usize * 4;
            let pixels = data[start..].chunks_exact_mut(4);
            for (pixel, cover) in pixels.zip(&cover[from..until]) {
                match cover {
                    0 => {}
                    255 => pixel[..3].copy_from_slice(&[ink.0, ink.1, ink.2]),
                    _ => {
                        pixel[0] = mix(pixel[0], ink.0, *cover);
                        pixel[1] = mix(pixel[1], ink.1, *cover);
                        pixel[2] = mix(pixel[2], ink.2, *cover);
                    }
                }
            }
        }
    }
}

fn mix(below: u8, above: u8, cover: u8) -> u8 {
    let cover = u32::from(cover);
    ((u32::from(below) * (255 - cover) + u32::from(above) * cover + 127) / 255) as u8
}

/// From an outline's own space to pixels around a point on the baseline.
fn turn(label: &Label, size: f32) -> Transform {
    let lean = if label.is_slanted { SLANT * size } else { 0.0 };
    if label.is_upward {
        Transform::from_row(0.0, -size, -size, -lean, 0.0, 0.0)
    } else {
        Transform::from_row(size, 0.0, lean, -size, 0.0, 0.0)
    }
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

fn side(points: f32, scale: f32) -> Result<u32, PaintProblem> {
    let pixels = (points * scale).ceil();
    if !(points > 0.0 && scale > 0.0 && pixels.is_finite()) {
        return Err(PaintProblem::NoSize);
    }
    // One side of a sheet within the limit may not be longer than this.
    if pixels > 65_000.0 { Err(PaintProblem::TooLarge) } else { Ok(pixels as u32) }
}

fn paint_of(ink: Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(ink.0, ink.1, ink.2, 255);
    paint
}

fn fill(pixmap: &mut Pixmap, outline: &Outline, ink: Ink, scale: f32) {
    let place = Transform::from_scale(scale, scale);
    if let Outline::Rect([x, y, width, height]) = *outline {
        let is_near = [x, y, width, height].iter().all(|side| side.abs() < FAR);
        if is_near && let Some(rect) = Rect::from_xywh(x, y, width, height) {
            pixmap.fill_rect(rect, &paint_of(ink), place, None);
        }
    } else if let Some(path) = path_of(outline) {
        pixmap.fill_path(&path, &paint_of(ink), FillRule::Winding, place, None);
    }
}

fn stroke(pixmap: &mut Pixmap, outline: &Outline, line: Line, scale: f32) {
    let Some(path) = path_of(outline) else { return };
    if !(line.width > 0.0 && line.width < FAR) {
        return;
    }
    let stroke = Stroke {
        width: line.width,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Round,
        dash: StrokeDash::new(line.dash.lengths(line.width), 0.0),
        ..Stroke::default()
    };
    let place = Transform::from_scale(scale, scale);
    pixmap.stroke_path(&path, &paint_of(line.ink), &stroke, place, None);
}

fn path_of(outline: &Outline) -> Option<Path> {
    let is_near = |values: &[f32]| values.iter().all(|value| value.abs() < FAR);
    match outline {
        Outline::Rect(sides) if is_near(sides) => {
            Rect::from_xywh(sides[0], sides[1], sides[2], sides[3]).map(PathBuilder::from_rect)
        }
        Outline::Circle([x, y, radius]) if is_near(&[*x, *y, *radius]) => {
            PathBuilder::from_circle(*x, *y, *radius)
        }
        Outline::Path { points, is_closed } if points.iter().all(|point| is_near(point)) => {
            let mut builder = PathBuilder::new();
            let (first, others) = points.split_first()?;
            builder.move_to(first[0], first[1]);
            for point in others {
                builder.line_to(point[0], point[1]);
            }
            if *is_closed {
                builder.close();
            }
            builder.finish()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::tests::fonts;

    fn label(text: &str, at: [f32; 2]) -> Label {
        Label {
            at,
            text: text.to_owned(),
            size: 10.0,
            is_strong: false,
            is_slanted: false,
            ink: Ink::BLACK,
            anchor: Anchor::Start,
            is_upward: false,
        }
    }

    fn sheet(shapes: Vec<Shape>) -> Drawing {
        Drawing { width: 100.0, height: 80.0, shapes }
    }

    fn painted(drawing: &Drawing, scale: f32) -> Pixels {
        let fonts = fonts();
        paint(drawing, &mut Shaper::new(&fonts), scale).expect("painted")
    }

    /// Left, top, right, bottom of everything that is not white.
    fn dark(pixels: &Pixels) -> [usize; 4] {
        let mut found = [usize::MAX, usize::MAX, 0, 0];
        for (index, pixel) in pixels.rgba.chunks_exact(4).enumerate() {
            if pixel[0] < 200 {
                let (x, y) = (index % pixels.width as usize, index / pixels.width as usize);
                found = [found[0].min(x), found[1].min(y), found[2].max(x), found[3].max(y)];
            }
        }
        found
    }

    #[test]
    fn a_rectangle_is_where_it_should_be_and_the_rest_is_white() {
        let ink = Ink(10, 20, 30);
        let outline = Outline::Rect([10.0, 20.0, 30.0, 5.0]);
        let pixels = painted(&sheet(vec![Shape::Fill { outline, ink }]), 2.0);
        assert_eq!((pixels.width, pixels.height), (200, 160));
        assert_eq!(dark(&pixels), [20, 40, 79, 49]);
        assert_eq!(pixels.rgba[(45 * 200 + 50) * 4..][..4], [10, 20, 30, 255]);
        assert_eq!(pixels.rgba[..4], [255; 4]);
    }

    #[test]
    fn words_stand_on_their_baseline_and_upward_ones_run_up() {
        let flat = dark(&painted(&sheet(vec![Shape::Text(label("HHHH", [10.0, 40.0]))]), 2.0));
        assert!(flat[0] >= 20 && flat[3] == 79 && flat[2] - flat[0] > 40, "{flat:?}");
        let up = Label { is_upward: true, ..label("HHHH", [50.0, 70.0]) };
        let up = dark(&painted(&sheet(vec![Shape::Text(up)]), 2.0));
        assert!(up[2] == 99 && up[3] < 140 && up[3] - up[1] > 40, "{up:?}");
        let end = Label { anchor: Anchor::End, ..label("HHHH", [60.0, 40.0]) };
        let end = dark(&painted(&sheet(vec![Shape::Text(end)]), 2.0));
        assert!(end[2] < 120 && end[2] > 110, "{end:?}");
        let slanted = Label { is_slanted: true, ..label("HHHH", [10.0, 40.0]) };
        let slanted = dark(&painted(&sheet(vec![Shape::Text(slanted)]), 2.0));
        assert!(slanted[2] > flat[2], "{slanted:?} {flat:?}");
    }

    #[test]
    fn stamped_and_large_letters_have_the_same_size() {
        let small = Label { size: 23.0, ..label("H", [10.0, 60.0]) };
        let large = Label { size: 25.0, ..label("H", [10.0, 60.0]) };
        let (small, large) = (sheet(vec![Shape::Text(small)]), sheet(vec![Shape::Text(large)]));
        let (small, large) = (dark(&painted(&small, 2.0)), dark(&painted(&large, 2.0)));
        let height = |found: [usize; 4]| (found[3] - found[1] + 1) as f32;
        assert!((height(small) / height(large) - 23.0 / 25.0).abs() < 0.06, "{small:?} {large:?}");
    }

    #[test]
    fn the_file_is_the_same_each_time_and_gives_the_pixels_back() {
        let drawing = sheet(vec![Shape::Text(label("Ausfuhr \u{648}", [5.0, 40.0]))]);
        let (first, second) = (painted(&drawing, 1.5), painted(&drawing, 1.5));
        let file = png(&first);
        assert_eq!(file, png(&second));
        let read = Pixmap::decode_png(&file).expect("a PNG");
        assert_eq!(read.data(), first.rgba);
    }

    #[test]
    fn more_colours_than_a_palette_holds_are_written_one_by_one() {
        let rgba: Vec<u8> =
            (0..400_u32).flat_map(|at| [at as u8, (at / 256) as u8, 7, 255]).collect();
        let pixels = Pixels { width: 20, height: 20, rgba };
        let read = Pixmap::decode_png(&png(&pixels)).expect("a PNG");
        assert_eq!(read.data(), pixels.rgba);
        assert!(png(&Pixels { width: 21, ..pixels }).is_empty());
    }

    #[test]
    fn what_is_too_large_or_has_no_size_is_refused() {
        let fonts = fonts();
        let mut shaper = Shaper::new(&fonts);
        let mut tried = |width: f32, height: f32, scale: f32| {
            paint(&Drawing { width, height, shapes: Vec::new() }, &mut shaper, scale).err()
        };
        assert_eq!(tried(10_000.0, 10_000.0, 1.0), Some(PaintProblem::TooLarge));
        assert_eq!(tried(100.0, 100.0, 1e9), Some(PaintProblem::TooLarge));
        assert_eq!(tried(100.0, 100.0, f32::INFINITY), Some(PaintProblem::NoSize));
        assert_eq!(tried(f32::NAN, 100.0, 1.0), Some(PaintProblem::NoSize));
        assert_eq!(tried(100.0, -1.0, 1.0), Some(PaintProblem::NoSize));
        assert_eq!(tried(100.0, 100.0, 1.0), None);
    }

    #[test]
    fn hostile_shapes_are_left_out() {
        let line = Line { ink: Ink::BLACK, width: f32::NAN, dash: crate::Dash::Dotted };
        let outline = Outline::Circle([f32::NAN, 1.0, 1.0]);
        let far = Outline::Path { points: vec![[0.0, 0.0], [f32::MAX, 1.0]], is_closed: true };
        let drawing = sheet(vec![
            Shape::Fill { outline: Outline::Rect([0.0, 0.0, -5.0, 5.0]), ink: Ink::BLACK },
            Shape::Fill { outline: outline.clone(), ink: Ink::BLACK },
            Shape::Fill { outline: far, ink: Ink::BLACK },
            Shape::Stroke { outline: Outline::Rect([1.0, 1.0, 5.0, 5.0]), line },
            Shape::Text(Label { size: f32::INFINITY, ..label("x", [0.0, 0.0]) }),
            Shape::Text(label("outside", [1e30, 0.0])),
            Shape::Text(label("half outside", [-20.0, 81.0])),
        ]);
        let pixels = painted(&drawing, 1.0);
        assert_eq!(pixels.rgba.len(), 100 * 80 * 4);
    }
}
