//! Letters: which face has a character, and how wide words are.
//!
//! Paper, screen preview and charts measure with the same faces, so that a line breaks alike everywhere.

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// A face of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    Regular,
    Strong,
    Arabic,
    Hebrew,
}

impl Face {
    pub const ALL: [Self; 4] = [Self::Regular, Self::Strong, Self::Arabic, Self::Hebrew];

    fn is_right_to_left(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }
}

/// A file that is no font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontProblem(pub Face);

/// The faces that a report is set in.
#[derive(Clone)]
pub struct Fonts {
    files: [&'static [u8]; 4],
    faces: [FontRef<'static>; 4],
}

impl Fonts {
    /// From the bytes of font files, in the order of `Face::ALL`.
    pub fn new(files: [&'static [u8]; 4]) -> Result<Self, FontProblem> {
        let read = |face: Face| {
            FontRef::from_index(files[face as usize], 0).map_err(|_| FontProblem(face))
        };
        let faces =
            [read(Face::Regular)?, read(Face::Strong)?, read(Face::Arabic)?, read(Face::Hebrew)?];
        Ok(Self { files, faces })
    }

    pub fn file(&self, face: Face) -> &'static [u8] {
        self.files[face as usize]
    }

    pub fn font(&self, face: Face) -> &FontRef<'static> {
        &self.faces[face as usize]
    }

    pub fn has(&self, face: Face, letter: char) -> bool {
        self.font(face).charmap().map(letter).is_some()
    }

    /// The face that a character is set in: the wanted one where it has it.
    fn face_of(&self, letter: char, is_strong: bool) -> Option<Face> {
        let wanted = if is_strong { Face::Strong } else { Face::Regular };
        [wanted, Face::Regular, Face::Arabic, Face::Hebrew]
            .into_iter()
            .find(|face| self.has(*face, letter))
    }
}

/// A glyph of a run, in parts of the font size.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    pub id: u32,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    /// The bytes of the run's text that it stands for.
    pub range: Range<usize>,
}

/// Glyphs of one face, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub face: Face,
    pub text: String,
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// In parts of the font size.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// Turns words into glyphs, and remembers them: reports say the same words many times.
pub struct Shaper<'a> {
    fonts: &'a Fonts,
    data: [ShaperData; 4],
    known: HashMap<(bool, String), Rc<[Run]>>,
    buffer: Option<UnicodeBuffer>,
}

/// What stands for a character that no face has.
const REPLACEMENT: char = '\u{25A1}';

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        let data = Face::ALL.map(|face| ShaperData::new(fonts.font(face)));
        Self { fonts, data, known: HashMap::new(), buffer: Some(UnicodeBuffer::new()) }
    }

    pub fn fonts(&self) -> &'a Fonts {
        self.fonts
    }

    /// The runs of a word or line, from left to right; no glyph of them is one that the face does not have.
    pub fn shape(&mut self, text: &str, is_strong: bool) -> Rc<[Run]> {
        let key = (is_strong, text.to_owned());
        if let Some(runs) = self.known.get(&key) {
            return Rc::clone(runs);
        }
        let runs: Rc<[Run]> = self.split(text, is_strong).into();
        self.known.insert(key, Rc::clone(&runs));
        runs
    }

    /// In points.
    pub fn width(&mut self, text: &str, is_strong: bool, size: f32) -> f32 {
        self.shape(text, is_strong).iter().map(Run::width).sum::<f32>() * size
    }

    /// How far a face rises above the baseline and falls below it, in parts of the font size; both are positive.
    pub fn extent(&self, face: Face) -> (f32, f32) {
        let metrics = self.fonts.font(face).metrics(Size::new(1.0), LocationRef::default());
        (metrics.ascent, -metrics.descent)
    }

    fn split(&mut self, text: &str, is_strong: bool) -> Vec<Run> {
        let mut parts: Vec<(Face, String)> = Vec::new();
        for letter in text.chars() {
            // Soft hyphens and joiners print nothing; a line break inside a run is a space.
            let letter = if letter.is_control() { ' ' } else { letter };
            if matches!(letter, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
                continue;
            }
            let found = self.fonts.face_of(letter, is_strong);
            let letter = if found.is_some() { letter } else { REPLACEMENT };
            let face = found.or_else(|| self.fonts.face_of(letter, is_strong));
            let mut face = face.unwrap_or(Face::Regular);
            // A space between two Arabic words is part of them.
            if let Some((last, _)) = parts.last()
                && last.is_right_to_left()
                && letter == ' '
                && self.fonts.has(*last, ' ')
            {
                face = *last;
            }
            match parts.last_mut() {
                Some((last, words)) if *last == face => words.push(letter),
                _ => parts.push((face, letter.to_string())),
            }
        }
        parts.into_iter().map(|(face, words)| self.run(face, words)).collect()
    }

    fn run(&mut self, face: Face, text: String) -> Run {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        let font = self.fonts.font(face);
        let shaped =
            self.data[face as usize].shaper(font).build().shape(buffer, ShapeOptions::new());
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        let part = |units_of: i32| units_of as f32 / f32::from(units);
        let mut starts: Vec<usize> =
            shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let end_of = |start: usize| {
            let next = starts.iter().find(|other| **other > start);
            next.copied().unwrap_or(text.len())
        };
        let glyphs = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                let start = info.cluster as usize;
                Glyph {
                    id: info.glyph_id,
                    advance: part(position.x_advance),
                    dx: part(position.x_offset),
                    dy: part(position.y_offset),
                    range: start..end_of(start),
                }
            })
            .collect();
        self.buffer = Some(shaped.clear());
        Run { face, text, glyphs }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn fonts() -> Fonts {
        Fonts::new([
            include_bytes!("../../assets/fonts/Inter-Regular.otf"),
            include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
            include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
            include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
        ])
        .expect("fonts")
    }

    #[test]
    fn words_have_widths_and_strong_ones_are_wider() {
        let fonts = fonts();
        let mut shaper = Shaper::new(&fonts);
        let (plain, strong) =
            (shaper.width("Ausfuhr", false, 10.0), shaper.width("Ausfuhr", true, 10.0));
        assert!(plain > 20.0 && plain < 60.0, "{plain}");
        assert!(strong > plain);
        assert!((shaper.width("Ausfuhr", false, 20.0) - 2.0 * plain).abs() < 0.01);
    }

    #[test]
    fn a_name_in_arabic_letters_is_one_run_beside_latin_ones() {
        let fonts = fonts();
        let mut shaper = Shaper::new(&fonts);
        let runs = shaper.shape("(\u{648}\u{632}\u{627}\u{631}\u{629} \u{62F}) x", false);
        let faces: Vec<Face> = runs.iter().map(|run| run.face).collect();
        assert!(faces.contains(&Face::Arabic), "{faces:?}");
        assert_eq!(faces.iter().filter(|face| **face == Face::Arabic).count(), 1, "{faces:?}");
    }

    #[test]
    fn no_glyph_is_missing_and_every_byte_belongs_to_one() {
        let fonts = fonts();
        let mut shaper = Shaper::new(&fonts);
        for text in ["fi\u{AD}n \u{1F600} \u{4E2D} Łódź \u{2265} 5 \u{25CF} \u{25B2}", "Қазақстан"]
        {
            for run in shaper.shape(text, false).iter() {
                assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "{run:?}");
                let first = run.glyphs.iter().map(|glyph| glyph.range.start).min();
                let last = run.glyphs.iter().map(|glyph| glyph.range.end).max();
                assert_eq!((first, last), (Some(0), Some(run.text.len())));
            }
        }
    }
}
