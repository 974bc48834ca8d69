//! Strips onto pages, with their footnotes, and what is drawn around them.

use super::strip::{Frame, FrameKind, Mark, Strip, fill, furniture, move_by, rule, stroke};
use super::style::{BOTTOM, GROUND, LEFT, PAGE, RULE, TOP};
use crate::drawing::{Dash, Ink, Line, Outline, Shape};
use crate::page::{Furniture, Page, Piece, Place};
use std::collections::VecDeque;

/// Between text and notes: space, rule, space.
const ABOVE_NOTES: f32 = 16.0;
/// Of a note that is longer, at least so much comes on the page that calls it.
const LEAST_NOTE: f32 = 48.0;
/// What went before leaves at least this much of a page to new text.
const MOST_NOTES: f32 = (BOTTOM - TOP) * 0.5;

/// A page number that is still to be written.
pub struct Number {
    pub page: usize,
    pub piece: usize,
    pub heading: usize,
}

/// Pages in the making.
pub struct Flow<'a> {
    pub pages: Vec<Page>,
    pub marks: Vec<(Mark, Place)>,
    pub numbers: Vec<Number>,
    frames: &'a [Frame],
    heads: &'a [Vec<Strip>],
    notes: Vec<Option<Vec<Strip>>>,
    pieces: Vec<Piece>,
    y: f32,
    /// Strips of notes that stand at the foot of this page, or have to wait for the next.
    feet: VecDeque<Strip>,
    /// How much of the page is theirs.
    reserved: f32,
    /// Which frames are open on this page: frame, top, bottom.
    open: Vec<(usize, f32, f32)>,
    is_fresh: bool,
}

impl<'a> Flow<'a> {
    pub fn new(
        frames: &'a [Frame],
        heads: &'a [Vec<Strip>],
        notes: Vec<Option<Vec<Strip>>>,
    ) -> Self {
        Self {
            pages: Vec::new(),
            marks: Vec::new(),
            numbers: Vec::new(),
            frames,
            heads,
            notes,
            pieces: Vec::new(),
            y: TOP,
            feet: VecDeque::new(),
            reserved: 0.0,
            open: Vec::new(),
            is_fresh: true,
        }
    }

    /// Strips that nothing may divide, if they fit on a page at all.
    pub fn add(&mut self, cluster: Vec<Strip>) {
        if cluster.first().is_some_and(|first| first.begins_page) && !self.is_fresh {
            self.end_page();
        }
        let height = self.height(&cluster);
        let full = self.notes_of(&cluster, f32::INFINITY);
        let least = self.notes_of(&cluster, LEAST_NOTE);
        if self.fits(height, least) {
            let room = if self.fits(height, full) { f32::INFINITY } else { LEAST_NOTE };
            cluster.into_iter().for_each(|strip| self.place(strip, room));
            return;
        }
        if !self.is_fresh {
            self.break_for(&cluster);
            let height = self.height(&cluster);
            if self.fits(height, least) {
                let room = if self.fits(height, full) { f32::INFINITY } else { LEAST_NOTE };
                cluster.into_iter().for_each(|strip| self.place(strip, room));
                return;
            }
        }
        // Taller than a page: it is divided after all.
        for strip in cluster {
            let one = std::slice::from_ref(&strip);
            let least = self.notes_of(one, LEAST_NOTE);
            if !self.is_fresh && !self.fits(self.height(one), least) {
                self.break_for(one);
            }
            self.place(strip, LEAST_NOTE);
        }
    }

    pub fn finish(&mut self) {
        while !self.is_fresh || !self.feet.is_empty() || self.pages.is_empty() {
            self.end_page();
        }
    }

    /// Ends the page before these strips; a table that goes on begins with its head.
    fn break_for(&mut self, strips: &[Strip]) {
        self.end_page();
        let head = strips.first().and_then(|first| Some((first.head?, first.frames.clone())));
        let Some((head, frames)) = head else { return };
        let head = self.heads.get(head).cloned().unwrap_or_default();
        let first: f32 = strips.first().map_or(0.0, |strip| strip.height);
        if self.height(&head) + first > BOTTOM - TOP {
            return;
        }
        for strip in head {
            self.place(Strip { frames: frames.clone(), ..strip }, 0.0);
        }
        self.is_fresh = true;
    }

    fn height(&self, strips: &[Strip]) -> f32 {
        let all: f32 = strips.iter().map(|strip| strip.gap + strip.height).sum();
        let first = strips.first().filter(|_| self.is_fresh).map_or(0.0, |strip| strip.gap);
        all - first
    }

    fn fits(&self, height: f32, notes: f32) -> bool {
        let rule = if notes > 0.0 && self.reserved <= 0.0 { ABOVE_NOTES } else { 0.0 };
        self.y + height + self.reserved + rule + notes <= BOTTOM + 0.01
    }

    /// What the notes take that are called here; of each no more than `most`.
    fn notes_of(&self, strips: &[Strip], most: f32) -> f32 {
        strips.iter().flat_map(|strip| &strip.notes).map(|note| self.note_height(*note, most)).sum()
    }

    fn note_height(&self, note: usize, most: f32) -> f32 {
        let strips = self.notes.get(note).and_then(Option::as_ref);
        let height = strips.map_or(0.0, |strips| strips.iter().map(|it| it.gap + it.height).sum());
        f32::min(height, most)
    }

    fn place(&mut self, mut strip: Strip, most: f32) {
        let top = self.y;
        if !self.is_fresh {
            self.y += strip.gap;
        }
        let begin = if self.is_fresh { self.y } else { top };
        move_by(&mut strip.pieces, 0.0, self.y);
        for mark in strip.marks {
            self.marks.push((mark, Place { page: self.pages.len(), top: self.y }));
        }
        let bottom = self.y + strip.height;
        for frame in &strip.frames {
            match self.open.iter_mut().find(|(open, ..)| open == frame) {
                Some((_, _, end)) => *end = bottom,
                None => {
                    let is_new = strip.gap > 0.0 && !self.is_fresh;
                    self.open.push((*frame, if is_new { self.y } else { begin }, bottom));
                }
            }
        }
        if let Some(heading) = strip.number_of {
            let piece = self.pieces.len() + strip.pieces.len().saturating_sub(1);
            self.numbers.push(Number { page: self.pages.len(), piece, heading });
        }
        if strip.height > 0.0 {
            self.is_fresh = false;
        }
        self.pieces.append(&mut strip.pieces);
        self.y = bottom;
        // Notes of pages before have to wait for a strip that needs their room.
        self.reserved = self.reserved.min((BOTTOM - self.y).max(0.0));
        for note in strip.notes {
            let height = self.note_height(note, most);
            if let Some(strips) = self.notes.get_mut(note).and_then(Option::take) {
                self.reserved += height + if self.reserved <= 0.0 { ABOVE_NOTES } else { 0.0 };
                self.feet.extend(strips);
            }
        }
    }

    /// Puts the notes at the foot and begins a new page.
    pub fn end_page(&mut self) {
        self.put_notes();
        let grounds = self.put_frames();
        let mut page =
            Page { width: PAGE[0], height: PAGE[1], pieces: grounds, heading: String::new() };
        // The numbers to be written count from the first piece of the text.
        let before = page.pieces.len();
        let at = self.pages.len();
        for number in self.numbers.iter_mut().filter(|number| number.page == at) {
            number.piece += before;
        }
        page.pieces.append(&mut self.pieces);
        self.pages.push(page);
        self.y = TOP;
        self.is_fresh = true;
        let waiting: f32 = self.feet.iter().map(|strip| strip.gap + strip.height).sum();
        self.reserved =
            if waiting > 0.0 { f32::min(waiting + ABOVE_NOTES, MOST_NOTES) } else { 0.0 };
    }

    fn put_notes(&mut self) {
        let room = BOTTOM - self.y - ABOVE_NOTES + 0.01;
        let mut height = 0.0;
        let mut now = Vec::new();
        while let Some(strip) = self.feet.front() {
            let next = height + strip.height + if now.is_empty() { 0.0 } else { strip.gap };
            // An empty page takes at least one, or it would never end.
            if next > room && !(now.is_empty() && self.is_fresh) {
                break;
            }
            height = next;
            now.extend(self.feet.pop_front());
        }
        if now.is_empty() {
            return;
        }
        let mut y = BOTTOM - height;
        let line = rule([LEFT, y - 5.0], [LEFT + 72.0, y - 5.0], 0.5, RULE);
        self.pieces.push(furniture(Furniture::Ornament, vec![line]));
        for (at, mut strip) in now.into_iter().enumerate() {
            if at > 0 {
                y += strip.gap;
            }
            move_by(&mut strip.pieces, 0.0, y);
            for mark in strip.marks {
                self.marks.push((mark, Place { page: self.pages.len(), top: y }));
            }
            self.pieces.append(&mut strip.pieces);
            y += strip.height;
        }
        self.is_fresh = false;
    }

    /// The frames of the page, the outermost first.
    fn put_frames(&mut self) -> Vec<Piece> {
        self.open.sort_by_key(|(frame, ..)| *frame);
        let mut pieces = Vec::new();
        for (frame, top, bottom) in self.open.drain(..) {
            let Some(frame) = self.frames.get(frame) else { continue };
            pieces.push(furniture(Furniture::Ornament, drawn(frame, top, bottom)));
        }
        pieces
    }
}

fn drawn(frame: &Frame, top: f32, bottom: f32) -> Vec<Shape> {
    let bar = |width: f32, ink: Ink, dash: Dash| {
        let points = vec![[frame.x, top + 1.0], [frame.x, bottom - 1.0]];
        vec![stroke(points, Line { ink, width, dash })]
    };
    match frame.kind {
        FrameKind::Box => {
            let rect = [frame.x, top, frame.width, bottom - top];
            let line = Line { ink: RULE, width: 0.6, dash: Dash::Solid };
            vec![fill(rect, GROUND), Shape::Stroke { outline: Outline::Rect(rect), line }]
        }
        FrameKind::Generated => bar(1.6, Ink::grey(130), Dash::Solid),
        FrameKind::Hint => bar(0.9, Ink::grey(130), Dash::Dotted),
        FrameKind::Quote => bar(2.2, Ink::grey(205), Dash::Solid),
    }
}
